"""What a user says of a bereik file instead of our guess, kept as a profile of the organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.decode import Decoder, says
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS, INDICATORS
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


def _not_blank(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise ValueError("blank")
    return text


def _role(text: str) -> str:
    if text not in ROLES:
        raise ValueError("no role")
    return text


def _wijk_code(text: str | None) -> str | None:
    code = parse_area_code(text) if text is not None else None
    if text is not None and (code is None or kind_of(code) not in ("wijk", "gemeente")):
        raise ValueError("no wijk")
    return code


_HeaderRow = Annotated[
    int | None, Field(ge=1, le=LAST_HEADER_ROW), says("profiel_getal", eerste=1, laatste=LAST_HEADER_ROW)
]
_Year = Annotated[
    int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR), says("profiel_getal", eerste=FIRST_YEAR, laatste=LAST_YEAR)
]
_Text = Annotated[str | None, AfterValidator(_not_blank), says("profiel_tekst")]
_Role = Annotated[str, AfterValidator(_role), says("profiel_rol", entry="kop", rollen=tuple(ROLES))]
_WijkCode = Annotated[str | None, AfterValidator(_wijk_code), says("profiel_wijk", entry="naam")]


@dataclass(frozen=True)
class Corrections:
    """What is said of one file, or of every file of one organisation; None or empty where nothing is said.

    `sheet`: name of the sheet to read. `header_row`: row number in the file of the last row of the header, from 1.
    `columns`: header as `Understanding` gives it -> one of `ROLES`; years and capitals in a header play no part.
    `wijken`: name as it stands in the file -> wijk code, the code of the gemeente for its total, or None for "dit is
    geen wijk". `counts`: what the column of children counts. `turned`: whether the wijken stand in
    the columns, whatever the dashboard takes them for.
    """

    sheet: _Text = None
    header_row: _HeaderRow = None
    columns: Mapping[str, _Role] = field(default_factory=dict)
    wijken: Mapping[str, _WijkCode] = field(default_factory=dict)
    year: _Year = None
    counts: Counts | None = None
    organisation: _Text = None
    turned: bool | None = None

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
        return _PROFILE.read(content, where)


_KEYS = tuple(part.name for part in fields(Corrections))
_PROFILE: Decoder[Corrections] = Decoder(
    Corrections,
    {
        "unknown_word": "profiel_woord",
        "object": "geen_profiel",
        "mapping": "profiel_geen_lijst",
        "choice": "profiel_telling",
        "": "profiel_onleesbaar",
    },
    woorden=_KEYS,
    tellingen=tuple(COUNTS),
)
