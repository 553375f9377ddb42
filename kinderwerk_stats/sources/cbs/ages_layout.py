"""Where things stand in a table of people by single year of age: CBS 03759ned, or a gemeente's own table."""

import re
from dataclasses import dataclass

import numpy as np

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.sources.cbs.area_columns import is_of_organisation
from kinderwerk_stats.sources.cbs.headers import Header, parse_header
from kinderwerk_stats.sources.cbs.layout import HEADER_ROWS
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import read_cbs_numbers

MAX_AGE = 17
_SAMPLE_ROWS = 50
_LONGEST_HEADER = 80
_AGE = re.compile(r"(?:leeftijd\s*)?(\d{1,2})(?:\.0)?\s*(?:jaar|jr\.?)?", re.IGNORECASE)
# CBS: 10010 is age 0, then 10100 is 1, 10200 is 2, …; 10000 is all ages.
_CBS_AGE = re.compile(r"1(\d\d)(00|10)")
_COUNT = re.compile(r"bevolkingop1januari|bevolking|aantal(inwoners|kinderen|personen)?|inwoners|kinderen|personen")
_REGION = re.compile(r"regios?|regionaam|gemeentes?|wijk(en|naam)?|wijkenenbuurten")
_REGION_CODES = re.compile(r"regios?|regiocode.*|(regioaanduiding)?codering|wijkenenbuurten")
_PERIOD = re.compile(r"perioden?|jaar|peildatum|peiljaar")
# Columns that divide the same people once more; only their total counts.
_SPLIT = re.compile(r"geslacht|burgerlijkestaat|herkomst.*|migratieachtergrond|nationaliteit|geboorteland")
# Distances and means have decimals in most cells, counts of people in none.
_MAX_NOT_WHOLE = 0.1
_CORE_AGES = frozenset(range(4, 12))
# Regions of other kinds; a file of the whole country starts with some sixty of them.
_OTHER_REGION = re.compile(r"(?:LD|PV|CR|LB|RP|NL)\d{2}")
_YEAR_IN_HEADER = re.compile(r"((?:19|20)\d\d)(?:jj00)?\*{0,2}", re.IGNORECASE)
_ON_JANUARY_1 = "bevolkingop1januari"


@dataclass(frozen=True)
class CountColumn:
    """A column with counts: of one age, of one year, or (None) of the age and the year that stand in the row."""

    position: int
    age: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class AgesLayout:
    """Positions (from 0). `age` for a row per age; `counts` holds the columns with numbers.

    `code` is None when the regions are there by name only. `measure`: in the long form of OData v4 the column that says
    what a row counts. `from_cbs`: this is table 03759ned.
    """

    first_row: int
    code: int | None
    headers: tuple[Header, ...]
    period: int | None = None
    age: int | None = None
    counts: tuple[CountColumn, ...] = ()
    measure: int | None = None
    splits: tuple[int, ...] = ()
    from_cbs: bool = False

    @property
    def positions(self) -> set[int]:
        """All columns that hold something for us."""
        places = (self.code, self.period, self.age, self.measure)
        return {p for p in places if p is not None} | {*self.splits, *(column.position for column in self.counts)}


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
        # A row with the code of an area is about that area, whatever numbers stand in it.
        if any(_is_code(cell, any_region=False) for cell in row):
            continue
        texts = [_header_text(cell) for cell in row]
        ages = sum(_names_an_age(text) for text in texts)
        if ages < len(_CORE_AGES) and not any("leeftijd" in text.lower() for text in texts):
            continue
        headers = tuple(parse_header(text) for text in texts)
        data = rows[index + 1 :]
        layout = (
            _long_layout(headers, data, index + 1)
            or _wide_layout(headers, data, index + 1)
            or _nameless_layout(headers, rows[:index], data, index + 1)
        )
        if layout is not None:
            titles = (cell for above in rows[:index] for cell in above)
            return None if is_of_organisation(row, (grid.name, *titles)) else layout
    return None


def _header_text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")


def _long_layout(headers: tuple[Header, ...], data: list[list[object]], first_row: int) -> AgesLayout | None:
    age = _find(_PLAIN_AGE, headers)
    if age is None:
        return None
    counts, measure = _count_columns(headers)
    counts = tuple(column for column in counts if column.position != age)
    code = _find_codes(headers, data)
    if not counts or (code is None and _find(_REGION, headers) is None):
        return None
    if not any(parse_age(_header_text(cell)) is not None for cell in _column(data, age)):
        return None
    labels = {header.label for header in headers}
    return AgesLayout(
        first_row=first_row,
        code=code,
        headers=headers,
        period=_find(_PERIOD, headers),
        age=age,
        counts=counts,
        measure=measure,
        splits=tuple(i for i, header in enumerate(headers) if _SPLIT.fullmatch(header.label)),
        from_cbs={"geslacht", "burgerlijkestaat"} <= labels,
    )


def _count_columns(headers: tuple[Header, ...]) -> tuple[tuple[CountColumn, ...], int | None]:
    """Return the columns with counts of a table with a row per age, and the column of measures of OData v4."""
    measure, value = (_find(re.compile(name), headers) for name in ("measure", "value"))
    if measure is not None and value is not None:
        return (CountColumn(value),), measure
    count = _find(_COUNT, headers)
    if count is not None:
        return (CountColumn(count),), None
    years = [CountColumn(i, year=year) for i, header in enumerate(headers) if (year := _year_in(header)) is not None]
    return tuple(_on_january_1(headers, years)), None


def _wide_layout(headers: tuple[Header, ...], data: list[list[object]], first_row: int) -> AgesLayout | None:
    columns = [
        CountColumn(i, age, _year_in(header))
        for i, header in enumerate(headers)
        if (age := _age_in(header)) is not None and header.unit != "%"
    ]
    columns = _on_january_1(headers, columns)
    ages = {column.age for column in columns}
    says_age = any("jaar" in header.text.lower() or "leeftijd" in header.text.lower() for header in headers)
    # Columns 1 to 12 alone are more likely months.
    if not ages >= _CORE_AGES or not (0 in ages or says_age):
        return None
    code = _find_codes(headers, data)
    if (code is None and _find(_REGION, headers) is None) or not _are_counts(columns, data):
        return None
    splits = tuple(i for i, header in enumerate(headers) if _SPLIT.fullmatch(header.label))
    return AgesLayout(first_row, code, headers, _find(_PERIOD, headers), counts=tuple(columns), splits=splits)


def _are_counts(columns: list[CountColumn], data: list[list[object]]) -> bool:
    """Return whether what stands under the ages can be people: whole numbers, but for a few mistakes."""
    cells = [cell for column in columns for cell in _column(data, column.position)]
    numbers = read_cbs_numbers(cells).values
    known = numbers[np.isfinite(numbers)]
    return float((known != np.rint(known)).sum()) <= _MAX_NOT_WHOLE * len(known)


def _nameless_layout(
    headers: tuple[Header, ...], above: list[list[object]], data: list[list[object]], first_row: int
) -> AgesLayout | None:
    """Recognise a table as StatLine lays it out on screen: regions and years above the columns, and no codes at all."""
    age = _find(_PLAIN_AGE, headers)
    titles = {parse_header(str(cell)).label for row in above for cell in row if isinstance(cell, str)}
    if age is None or not any(_REGION.fullmatch(title) for title in titles):
        return None
    ages = {parse_age(_header_text(cell)) for cell in _column(data, age)}
    return AgesLayout(first_row, None, headers, age=age) if ages >= _CORE_AGES else None


def _names_an_age(text: str) -> bool:
    """Whether a header is about one age; only a path is taken apart, for every cell of 30 rows is looked at."""
    if len(text) > _LONGEST_HEADER:
        return False
    return parse_age(text) is not None or ("/" in text and _age_in(parse_header(text)) is not None)


def _age_in(header: Header) -> int | None:
    """Return the age that a column is about: the whole header, or a part of a path as in "Bevolking/4 jaar"."""
    age = parse_age(header.text)
    parts = [found for part in header.path if (found := parse_age(part)) is not None] if len(header.path) > 1 else []
    return age if age is not None or len(parts) != 1 else parts[0]


def _year_in(header: Header) -> int | None:
    years = [int(match.group(1)) for part in header.path if (match := _YEAR_IN_HEADER.fullmatch(part))]
    return years[0] if len(years) == 1 else None


def _on_january_1(headers: tuple[Header, ...], columns: list[CountColumn]) -> list[CountColumn]:
    """Return the columns of the population on 1 January, where the file says which they are; else all."""
    stated = [column for column in columns if any(_ON_JANUARY_1 in part for part in headers[column.position].path)]
    return stated or columns


_PLAIN_AGE = re.compile(r"leeftijd")


def _find(pattern: re.Pattern[str], headers: tuple[Header, ...]) -> int | None:
    return next((i for i, header in enumerate(headers) if pattern.fullmatch(header.label)), None)


def _column(data: list[list[object]], position: int) -> list[object]:
    return [row[position] for row in data if position < len(row) and row[position] not in (None, "")]


def _find_codes(headers: tuple[Header, ...], data: list[list[object]]) -> int | None:
    """Find the first column of which half of the filled cells are area codes, in a column of regions of any kind."""
    for position in range(max((len(row) for row in data), default=0)):
        cells = _column(data, position)
        named = position < len(headers) and bool(_REGION_CODES.fullmatch(headers[position].label))
        if cells and 2 * sum(_is_code(cell, any_region=named) for cell in cells) >= len(cells):
            return position
    return None


def _is_code(cell: object, *, any_region: bool) -> bool:
    if not isinstance(cell, str):
        return False
    text = cell.strip().upper()
    known = parse_area_code(text) is not None or text in ("NL01", "NEDERLAND")
    return known or (any_region and bool(_OTHER_REGION.fullmatch(text)))
