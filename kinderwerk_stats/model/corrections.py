"""What a user says of a bereik file instead of our guess, kept as a profile of the organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS, INDICATORS
from kinderwerk_stats.model.problems import InputRefused, Problem, worded
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR

Counts = Literal["woonwijk", "locatie", "deelnames"]

SKIP = "overslaan"
COUNTS: dict[Counts, str] = {
    "woonwijk": "unieke kinderen, in de wijk waar zij wonen",
    "locatie": "unieke kinderen, in de wijk waar zij meedoen",
    "deelnames": "deelnames: wie tien keer komt, telt tien keer",
}
# Role -> the words in a drop-down. A column has one role; a role other than "overslaan" is for one column a period.
ROLES: dict[str, str] = {
    "wijk_code": "Code van de wijk",
    "wijk_name": "Naam van de wijk",
    "jaar": "Jaar",
    "periode": "Kwartaal of maand",
    **{name: INDICATORS[name].label for name in BEREIK_INDICATORS},
    "werksoort": "Soort werk (per activiteit)",
    "leeftijd": "Leeftijd (per activiteit)",
    "datum": "Datum (per activiteit)",
    "activiteit": "Naam of soort van de activiteit",
    SKIP: "Niet lezen",
}
LAST_HEADER_ROW = 1000
_KEYS = ("sheet", "header_row", "columns", "wijken", "year", "counts", "organisation")


@dataclass(frozen=True)
class Corrections:
    """What is said of one file, or of every file of one organisation; None or empty where nothing is said.

    `sheet`: name of the sheet to read. `header_row`: row number in the file of the last row of the header, from 1.
    `columns`: header as `Understanding` gives it -> one of `ROLES`; years and capitals in a header play no part.
    `wijken`: name as it stands in the file -> wijk code, or None for "dit is geen wijk". `counts`: what the column of
    children counts.
    """

    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    wijken: Mapping[str, str | None] = field(default_factory=dict)
    year: int | None = None
    counts: Counts | None = None
    organisation: str | None = None

    def __bool__(self) -> bool:
        """Return whether anything is said."""
        return self != Corrections()

    def as_profile(self) -> "Corrections":
        """Return what holds for the next file of the organisation too: not its sheet, header row or year."""
        return replace(self, sheet=None, header_row=None, year=None)

    def as_dict(self) -> dict[str, object]:
        """Return what is said as plain values that JSON can hold.

        >>> Corrections(year=2024, wijken={"Oost": "WK034405"}).as_dict()
        {'wijken': {'Oost': 'WK034405'}, 'year': 2024}
        """
        said = {name: getattr(self, name) for name in _KEYS}
        return {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in said.items()
            if value is not None and value != {}
        }

    @classmethod
    def from_dict(cls, content: object, where: str = "profiel") -> "Corrections":
        """Read what `as_dict` gave, after JSON.

        Parameters
        ----------
        content : the plain values.
        where : how a problem names the place, such as the name of a profile.

        Raises
        ------
        InputRefused
            With every mistake at once.
        """
        if not isinstance(content, Mapping):
            raise InputRefused([worded(where, "geen lijst van keuzes", "een profiel", "maak het profiel opnieuw")])
        reader = _Reader(where)
        for key in content:
            if key not in _KEYS:
                reader.refuse("", f"het woord '{key}'", ", ".join(_KEYS))
        found = cls(
            sheet=reader.text(content, "sheet"),
            header_row=reader.number(content, "header_row", 1, LAST_HEADER_ROW),
            columns=reader.columns(content),
            wijken=reader.wijken(content),
            year=reader.number(content, "year", FIRST_YEAR, LAST_YEAR),
            counts=reader.counts(content),
            organisation=reader.text(content, "organisation"),
        )
        if reader.problems:
            raise InputRefused(reader.problems)
        return found


class _Reader:
    """Reads plain values one by one and gathers what is wrong with them."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.problems: list[Problem] = []

    def refuse(self, name: str, found: str, expected: str) -> None:
        where = f"{self._where}, {name}" if name else self._where
        self.problems.append(worded(where, found, expected, "kies opnieuw, of maak het profiel opnieuw"))

    def text(self, content: Mapping[object, object], name: str) -> str | None:
        value = content.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.refuse(name, "geen tekst", "een naam")
        return None

    def number(self, content: Mapping[object, object], name: str, first: int, last: int) -> int | None:
        value = content.get(name)
        # A bool is an int in Python.
        if value is None or (type(value) is int and first <= value <= last):
            return value
        self.refuse(name, "geen getal dat kan", f"een getal van {first} tot en met {last}")
        return None

    def columns(self, content: Mapping[object, object]) -> dict[str, str]:
        found = {}
        for header, role in self._mapping(content, "columns").items():
            if isinstance(role, str) and role in ROLES:
                found[str(header)] = role
            else:
                self.refuse("columns", f"bij de kop '{header}' geen rol die bestaat", ", ".join(ROLES))
        return found

    def wijken(self, content: Mapping[object, object]) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for name, code in self._mapping(content, "wijken").items():
            if code is None:
                found[str(name)] = None
                continue
            parsed = parse_area_code(code) if isinstance(code, str) else None
            if parsed is not None and kind_of(parsed) == "wijk":
                found[str(name)] = parsed
            else:
                self.refuse("wijken", f"bij '{name}' geen code van een wijk", "een code zoals WK034405, of niets")
        return found

    def counts(self, content: Mapping[object, object]) -> Counts | None:
        value = content.get("counts")
        for known in COUNTS:
            if value == known:
                return known
        if value is not None:
            self.refuse("counts", "iets anders", ", ".join(COUNTS))
        return None

    def _mapping(self, content: Mapping[object, object], name: str) -> Mapping[object, object]:
        value = content.get(name, {})
        if isinstance(value, Mapping):
            return value
        self.refuse(name, "geen lijst", "een lijst van twee kolommen")
        return {}
