"""bronnen.toml: what a file does not state itself (its year, its organisation), written beside the files."""

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, ReadResult, Table
from kinderwerk_stats.model.problems import InputRefused, Problem, worded
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR

SETTINGS_FILE = "bronnen.toml"
_PLACES: dict[str, Literal["woonwijk", "locatie"]] = {"woonwijk": "woonwijk", "locatie": "locatie"}
_KEYS = ("jaar", "organisatie", "gemeente", "telt", "verzonnen")


@dataclass(frozen=True)
class FileSettings:
    """What the user says of one file; None where nothing is said."""

    year: int | None = None
    organisation: str | None = None
    gemeente_code: str | None = None
    place: Literal["woonwijk", "locatie"] | None = None
    invented: bool = False


def read_settings(folder: Path) -> dict[str, FileSettings]:
    """Return file name -> settings from the folder's bronnen.toml; empty without one.

    Raises
    ------
    InputRefused
        With every mistake in the file at once.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(
            [
                worded(
                    where=SETTINGS_FILE,
                    found=f"tekst die geen TOML is ({error})",
                    expected='per bestand een kop ["bestandsnaam"] met daaronder bijvoorbeeld: jaar = 2024',
                    action="verbeter deze regel, of maak het bestand opnieuw met: controleer BESTAND --schrijf-bronnen",
                )
            ]
        ) from None
    problems: list[Problem] = []
    settings = {name: _parse_entry(name, entry, problems) for name, entry in content.items()}
    if problems:
        raise InputRefused(problems)
    return settings


def unused_sections(settings: Iterable[str], folder: Path) -> list[Problem]:
    """Return a warning for every section of bronnen.toml about a file that is not there, with names that are near."""
    by_folded = {path.name.casefold(): path.name for path in folder.iterdir()} if settings else {}
    problems = []
    for name in settings:
        if name in by_folded.values():
            continue
        near = [by_folded[found] for found in difflib.get_close_matches(name.casefold(), list(by_folded), n=3)]
        meant = f"; bedoelt u {' of '.join(near)}?" if near else ""
        problems.append(
            worded(
                where=f"{SETTINGS_FILE}, {name}",
                found="een bestand dat niet in deze map staat",
                expected="de naam van een bestand in deze map, met hoofdletters en extensie" + meant,
                action="verbeter of verwijder deze kop; wat eronder staat, telt nu niet mee",
                severity="waarschuwing",
            )
        )
    return problems


def _parse_entry(name: str, entry: object, problems: list[Problem]) -> FileSettings:
    """Return the settings of one file; mistakes are added to `problems`."""
    where = f"{SETTINGS_FILE}, {name}"
    if not isinstance(entry, Mapping):
        problems.append(worded(where, "geen kop met regels", '["bestandsnaam"]', "zet de regels onder een kop"))
        return FileSettings()
    problems += [
        worded(where, f"het woord '{key}'", ", ".join(_KEYS), "verbeter of verwijder deze regel")
        for key in entry
        if key not in _KEYS
    ]
    year = entry.get("jaar")
    # A bool is an int in Python; `jaar = true` is a mistake all the same.
    if year is not None and (type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR):
        problems.append(
            worded(f"{where}, jaar", repr(year), "een jaartal, zoals 2024", "verbeter het jaar zonder aanhalingstekens")
        )
        year = None
    place = entry.get("telt")
    if place is not None and place not in _PLACES:
        problems.append(worded(f"{where}, telt", repr(place), '"woonwijk" of "locatie"', "kies een van deze twee"))
        place = None
    gemeente = entry.get("gemeente")
    gemeente_code = parse_area_code(str(gemeente), bare=True) if gemeente is not None else None
    if gemeente is not None and (gemeente_code is None or kind_of(gemeente_code) != "gemeente"):
        problems.append(
            worded(f"{where}, gemeente", repr(gemeente), 'een gemeentecode, zoals "GM0344"', "verbeter de code")
        )
        gemeente_code = None
    invented = entry.get("verzonnen", False)
    if not isinstance(invented, bool):
        problems.append(worded(f"{where}, verzonnen", repr(invented), "true of false", "kies een van deze twee"))
    organisation = entry.get("organisatie")
    return FileSettings(
        year=year if isinstance(year, int) else None,
        organisation=str(organisation) if organisation else None,
        gemeente_code=gemeente_code,
        place=_PLACES.get(str(place)),
        invented=invented is True,
    )


def apply_settings(result: ReadResult, settings: FileSettings) -> ReadResult:
    """Fill what the file does not state; what it does state stands, a contradiction is a problem."""
    answered = {
        word
        for word, answer in (
            ("jaar", settings.year),
            ("organisatie", settings.organisation),
            ("gemeente", settings.gemeente_code),
            ("telt", settings.place),
        )
        if answer is not None
    }
    problems = [problem for problem in result.problems if problem.asks not in answered]
    tables = tuple(_apply_to_table(table, settings, result.path.name, problems) for table in result.tables)
    return replace(result, tables=tables, problems=tuple(problems))


def _apply_to_table(table: Table, settings: FileSettings, file: str, problems: list[Problem]) -> Table:
    """Return the table with year, organisation, gemeente and place filled in where the file is silent."""
    source = replace(table.source, invented=table.source.invented or settings.invented)
    if settings.year is not None and source.year is not None and settings.year != source.year:
        # Ages and addresses of several years stand in one file: each table keeps its own year.
        if not isinstance(table, AgesTable | AddressTable):
            problems.append(
                worded(
                    where=f"{SETTINGS_FILE}, {file}, jaar",
                    found=f"{settings.year}, terwijl het bestand zelf {source.year} zegt",
                    expected="hetzelfde jaar",
                    action="verwijder de regel of kies het goede bestand",
                )
            )
    elif source.year is None:
        source = replace(source, year=settings.year)
    if settings.organisation and source.publisher != "CBS":
        source = replace(source, publisher=settings.organisation)
    if isinstance(table, BereikTable):
        return replace(
            table,
            source=source,
            gemeente_code=table.gemeente_code or settings.gemeente_code,
            place=table.place or settings.place,
        )
    return replace(table, source=source)


def build_settings_text(results: list[ReadResult], years: Mapping[str, int] | None = None) -> str:
    """Return a bronnen.toml for the files that do not state everything, to fill in and save beside them.

    `years`: file name -> year where already known; otherwise the line is written with a question mark, as a comment.
    """
    blocks = []
    for result in results:
        lines = []
        if any(table.source.year is None for table in result.tables):
            year = (years or {}).get(result.path.name)
            lines.append(f"jaar = {year}" if year else "# jaar = ?   vul het jaar van de cijfers in, zoals 2024")
        for table in result.tables:
            if isinstance(table, BereikTable):
                if table.source.publisher == "onbekend":
                    lines.append('# organisatie = "…"   wie heeft geteld?')
                if table.gemeente_code is None:
                    lines.append('# gemeente = "GM…"   de code van de gemeente')
                if table.place is None:
                    lines.append('# telt = "woonwijk"   of "locatie": waar telt een kind mee?')
        if lines:
            blocks.append("\n".join([f"[{json.dumps(result.path.name, ensure_ascii=False)}]", *dict.fromkeys(lines)]))
    return "\n\n".join(blocks) + "\n" if blocks else ""
