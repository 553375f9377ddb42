"""Where things stand in a table of people by single year of age: CBS 03759ned, or a gemeente's own table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.sources.cbs.headers import Header, parse_header
from kinderwerk_stats.sources.cbs.layout import HEADER_ROWS
from kinderwerk_stats.sources.files.grid import Grid

MAX_AGE = 17
_SAMPLE_ROWS = 50
_AGE = re.compile(r"(?:leeftijd\s*)?(\d{1,2})(?:\.0)?\s*(?:jaar|jr\.?)?", re.IGNORECASE)
# CBS: 10010 is age 0, then 10100 is 1, 10200 is 2, …; 10000 is all ages.
_CBS_AGE = re.compile(r"1(\d\d)(00|10)")
_COUNT = re.compile(r"bevolkingop1januari|bevolking|aantal(inwoners|kinderen|personen)?|inwoners|kinderen|personen")
_REGION = re.compile(r"regios?|regionaam|gemeentes?|wijk(en|naam)?|wijkenenbuurten")
_PERIOD = re.compile(r"perioden?|jaar|peildatum|peiljaar")
# Columns that divide the same people once more; only their total counts.
_SPLIT = re.compile(r"geslacht|burgerlijkestaat|herkomst.*|migratieachtergrond|nationaliteit|geboorteland")
_CORE_AGES = frozenset(range(4, 12))


@dataclass(frozen=True)
class AgesLayout:
    """Positions (from 0). `age` and `count` for a row per age; `age_columns` (age -> position) for a column per age.

    `code` is None when the regions are there by name only. `from_cbs`: this is table 03759ned.
    """

    first_row: int
    code: int | None
    headers: tuple[Header, ...]
    period: int | None = None
    age: int | None = None
    count: int | None = None
    age_columns: dict[int, int] = field(default_factory=dict)
    splits: tuple[int, ...] = ()
    from_cbs: bool = False

    @property
    def positions(self) -> set[int]:
        """All columns that hold something for us."""
        places = (self.code, self.period, self.age, self.count)
        return {p for p in places if p is not None} | {*self.splits, *self.age_columns.values()}


def parse_age(text: str) -> int | None:
    """Return a single year of age; None for a total, a group or an age over 17.

    >>> [parse_age(text) for text in ("10010", "11400", "4 jaar", "4.0", "10000", "5 tot 10 jaar", "40 jaar")]
    [0, 14, 4, 4, None, None, None]
    """
    text = text.strip()
    if match := _CBS_AGE.fullmatch(text):
        years, rest = match.groups()
        age = int(years) if rest == "00" and years != "00" else 0 if (years, rest) == ("00", "10") else None
    elif match := _AGE.fullmatch(text):
        age = int(match.group(1))
    else:
        return None
    return age if age is not None and age <= MAX_AGE else None


def find_ages_layout(grid: Grid) -> AgesLayout | None:
    """Find a table of ages in a sheet; None when there is none."""
    rows = grid.head(HEADER_ROWS + _SAMPLE_ROWS)
    for index, row in enumerate(rows[:HEADER_ROWS]):
        texts = [_header_text(cell) for cell in row]
        ages = sum(len(text) < 20 and parse_age(text) is not None for text in texts)
        if ages < len(_CORE_AGES) and not any("leeftijd" in text.lower() for text in texts):
            continue
        headers = tuple(parse_header(text) for text in texts)
        data = rows[index + 1 :]
        layout = _long_layout(headers, data, index + 1) or _wide_layout(headers, data, index + 1)
        if layout is not None:
            return layout
    return None


def _header_text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")


def _long_layout(headers: tuple[Header, ...], data: list[list[object]], first_row: int) -> AgesLayout | None:
    age = _find(_PLAIN_AGE, headers)
    count = _find(_COUNT, headers)
    if age is None or count is None or age == count:
        return None
    code = _find_column(data, _is_code)
    if code is None and _find(_REGION, headers) is None:
        return None
    ages = [cell for cell in _column(data, age) if parse_age(_header_text(cell)) is not None]
    if not ages:
        return None
    labels = {header.label for header in headers}
    return AgesLayout(
        first_row=first_row,
        code=code,
        headers=headers,
        period=_find(_PERIOD, headers),
        age=age,
        count=count,
        splits=tuple(i for i, header in enumerate(headers) if _SPLIT.fullmatch(header.label)),
        from_cbs={"geslacht", "burgerlijkestaat"} <= labels,
    )


def _wide_layout(headers: tuple[Header, ...], data: list[list[object]], first_row: int) -> AgesLayout | None:
    columns = {age: i for i, header in enumerate(headers) if (age := parse_age(header.text)) is not None}
    says_age = any("jaar" in header.text.lower() or "leeftijd" in header.text.lower() for header in headers)
    # Columns 1 to 12 alone are more likely months.
    if not columns.keys() >= _CORE_AGES or not (0 in columns or says_age):
        return None
    code = _find_column(data, _is_code)
    if code is None and _find(_REGION, headers) is None:
        return None
    return AgesLayout(first_row, code, headers, _find(_PERIOD, headers), age_columns=columns)


_PLAIN_AGE = re.compile(r"leeftijd")


def _find(pattern: re.Pattern[str], headers: tuple[Header, ...]) -> int | None:
    return next((i for i, header in enumerate(headers) if pattern.fullmatch(header.label)), None)


def _column(data: list[list[object]], position: int) -> list[object]:
    return [row[position] for row in data if position < len(row) and row[position] not in (None, "")]


def _find_column(data: list[list[object]], accept: Callable[[object], bool]) -> int | None:
    """Find the first column of which half of the filled cells are accepted."""
    for position in range(max((len(row) for row in data), default=0)):
        cells = _column(data, position)
        if cells and 2 * sum(accept(cell) for cell in cells) >= len(cells):
            return position
    return None


def _is_code(cell: object) -> bool:
    return isinstance(cell, str) and (
        parse_area_code(cell) is not None or cell.strip().upper() in ("NL01", "NEDERLAND")
    )
