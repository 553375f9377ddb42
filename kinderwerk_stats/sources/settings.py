"""bronnen.toml: what a file does not state itself (its year, its organisation), written beside the files."""

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, ReadResult, Table
from kinderwerk_stats.model.decode import Decoder, Given, says
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR

SETTINGS_FILE = "bronnen.toml"


@dataclass(frozen=True)
class FileSettings:
    """What the user says of one file; None where nothing is said."""

    year: int | None = None
    organisation: str | None = None
    gemeente_code: str | None = None
    place: Literal["woonwijk", "locatie"] | None = None
    invented: bool = False


def _gemeente_code(text: str) -> str:
    code = parse_area_code(text, bare=True)
    if code is None or kind_of(code) != "gemeente":
        raise ValueError("no gemeente")
    return code


class _Section(Given):
    """What may stand under the name of a file."""

    jaar: Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR), says("bronnen_jaar")] = None
    organisatie: Annotated[str | None, says("bronnen_organisatie")] = None
    gemeente: Annotated[str | None, AfterValidator(_gemeente_code), BeforeValidator(str), says("bronnen_gemeente")] = (
        None
    )
    telt: Annotated[Literal["woonwijk", "locatie"] | None, says("bronnen_telt")] = None
    verzonnen: Annotated[bool, says("bronnen_verzonnen")] = False


_SECTIONS: Decoder[dict[str, _Section]] = Decoder(
    dict[str, _Section],
    {"unknown_word": "bronnen_woord", "object": "bronnen_geen_kop", "": "bronnen_onleesbaar"},
    key=lambda path, _: ", ".join(map(str, path)),
)


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
        raise InputRefused([make_problem("bronnen_geen_toml", Place(SETTINGS_FILE), reden=str(error))]) from None
    return {
        name: FileSettings(
            year=section.jaar,
            organisation=section.organisatie or None,
            gemeente_code=section.gemeente,
            place=section.telt,
            invented=section.verzonnen,
        )
        for name, section in _SECTIONS.read(content, SETTINGS_FILE).items()
    }


def unused_sections(settings: Iterable[str], folder: Path) -> list[Problem]:
    """Return a warning for every section of bronnen.toml about a file that is not there, with names that are near."""
    by_folded = {path.name.casefold(): path.name for path in folder.iterdir()} if settings else {}
    problems = []
    for name in settings:
        if name in by_folded.values():
            continue
        near = tuple(by_folded[found] for found in difflib.get_close_matches(name.casefold(), list(by_folded), n=3))
        code = "bronnen_bestand_lijkt_op" if near else "bronnen_bestand_niet_in_map"
        problems.append(make_warning(code, Place(SETTINGS_FILE, key=name), namen=near))
    return problems


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
            place = Place(SETTINGS_FILE, key=f"{file}, jaar")
            problems.append(make_problem("bronnen_ander_jaar", place, jaar=settings.year, in_bestand=source.year))
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
