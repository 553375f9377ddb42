"""Where things stand in a sheet with CBS figures: the header row, the codes, the names, the year, the figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.sources.cbs.aliases import Match, match_column
from kinderwerk_stats.sources.cbs.area_columns import (
    GEMEENTE_NAMES,
    find_row_codes,
    is_of_organisation,
    names_of,
    parse_codes,
)
from kinderwerk_stats.sources.cbs.headers import Header, parse_header
from kinderwerk_stats.sources.cbs.odata_keys import match_repeated_keys
from kinderwerk_stats.sources.files.grid import Grid

HEADER_ROWS = 30
SAMPLE_ROWS = 50

# Best first: gwb_code_8 lost its leading zeros when Excel took it for a number; a StatLine column "Wijken en buurten"
# holds names, in raw OData it holds codes.
_CODE_NAMES = (
    re.compile(r"gwbcode10"),
    re.compile(r"(regioaanduiding)?codering"),
    re.compile(r"gwbcode(\d\d)?"),
    re.compile(r"regiocode.*"),
    re.compile(r"(jr)?statcode"),
    re.compile(r".?(wijkenenbuurten|regios)"),
    re.compile(r"gwbcode8"),
)
# In a table of somebody's own the codes can stand without GM, WK or BU: as text, with their zeros.
_BARE_AREA_NAMES = (re.compile(r"(bu|buurt)code"), re.compile(r"(wk|wijk)code"), re.compile(r"(gm|gemeente)code"))
_BARE_CODE_NAMES = re.compile(r"gwbcode.*|(regioaanduiding)?codering|regiocode.*|(bu|buurt|wk|wijk|gm|gemeente)code")
# A code column with a name of its own making is believed beside this many figures of CBS.
_MIN_FIGURES_WITHOUT_NAME = 2
_CHANGE = re.compile(r"indwbi|(regioaanduiding)?indelingswijziging.*")
# R puts the byte order mark before the first name as a letter.
_UNREAD_MARK = re.compile(r"^.(?=wijkenenbuurten)")
# The units of StatLine, in a row of their own.
_UNIT = re.compile(
    r"aantal|%|km|code|naam|omschrijving|klasse|getal|score|m3|kWh|ha|x 1 000.*|euro|per .+", re.IGNORECASE
)
_MOST_LEVELS = 5
_PERIOD = re.compile(r"perioden?|jaar")
_WATER = re.compile(r"water|h2o")
_REGION_TITLES = re.compile(r".?(wijkenenbuurten|regios)")
# GWB_CODE12 is the workbook of 2012; gwb_code_10 and gwb_code_8 only say how long the code is.
_YEAR_IN_CODE_NAME = re.compile(r"gwb_?code(\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class FigureColumn:
    """A column with one of our indicators."""

    position: int
    header: Header
    match: Match


@dataclass(frozen=True)
class Layout:
    """Positions (from 0) in one sheet; None where the sheet has no such column.

    `first_row`: index of the first row under the header. `bare_codes`: codes may lack GM, WK or BU.
    `regions`: there is a column with CBS regions, codes or names. `water`: the column of a map that says what is land.
    """

    headers: tuple[Header, ...]
    first_row: int
    code: int | None
    bare_codes: bool = False
    name: int | None = None
    gemeente: int | None = None
    change: int | None = None
    period: int | None = None
    water: int | None = None
    figures: dict[str, list[FigureColumn]] = field(default_factory=dict)
    regions: bool = False
    year_in_header: int | None = None

    @property
    def positions(self) -> set[int]:
        """All columns that hold something for us."""
        places = (self.code, self.name, self.gemeente, self.change, self.period, self.water)
        return {p for p in places if p is not None} | {c.position for cs in self.figures.values() for c in cs}

    @property
    def needed(self) -> set[int]:
        """The columns that everything rests on: codes, years, inhabitants and children."""
        rests_on = (c for name in ("children_0_14_count", "population_count") for c in self.figures.get(name, ()))
        return {p for p in (self.code, self.period) if p is not None} | {column.position for column in rests_on}


def find_layout(grid: Grid) -> Layout | None:
    """Find the header row of a sheet with CBS figures, in its first 30 rows.

    Returns
    -------
    The layout of the row that has a code column and figures; failing that, of the row with most of our figures
    or with CBS region codes, so that a reader can say what is missing. None when nothing looks like CBS, or when a
    column holds what only an organisation counts.
    """
    rows = grid.head(HEADER_ROWS + SAMPLE_ROWS)
    best: Layout | None = None
    for index, row in enumerate(rows[:HEADER_ROWS]):
        if not any(isinstance(cell, str) and cell.strip() for cell in row):
            continue
        layout = _read_header(row, index, rows)
        if _is_cbs(layout) and is_of_organisation(row, (cell for above in rows[:index] for cell in above)):
            return None
        if layout.code is not None and layout.figures:
            return layout
        if _is_cbs(layout) and (best is None or _weight(layout) > _weight(best)):
            best = layout
    return best


def find_without_codes(grid: Grid) -> Layout | None:
    """Return the layout of a sheet with the inhabitants or children of CBS and another of our figures, but no codes."""
    rows = grid.head(HEADER_ROWS + SAMPLE_ROWS)
    for index, row in enumerate(rows[:HEADER_ROWS]):
        layout = _read_header(row, index, rows)
        if len(layout.figures) > 1 and layout.figures.keys() & {"population_count", "children_0_14_count"}:
            return layout if layout.code is None else None
    return None


def _weight(layout: Layout) -> tuple[bool, int]:
    return layout.code is not None, len(layout.figures)


def _is_cbs(layout: Layout) -> bool:
    return layout.code is not None or (layout.regions and bool(layout.figures))


def _read_header(row: list[object], index: int, rows: list[list[object]]) -> Layout:
    below = _header_rows_below(row, rows[index + 1 :])
    first_row = index + 1 + len(below)
    headers = tuple(parse_header(text) for text in _join_levels([row, *below]))
    regions = any(_is_named(name, header) for header in headers for name in _CODE_NAMES)
    data = rows[first_row:]
    figures = _find_figures(headers)
    code = _find_codes(headers, data)
    if code is None and len(figures) >= _MIN_FIGURES_WITHOUT_NAME:
        code = find_row_codes(_columns_of(data, len(headers)))
        code = _find_named(_BARE_AREA_NAMES, headers, data) if code is None else code
    name, gemeente = _find_names(headers, data, code)
    return Layout(
        headers=headers,
        first_row=first_row,
        code=code,
        bare_codes=code is not None and _is_named(_BARE_CODE_NAMES, headers[code]),
        name=name,
        gemeente=gemeente,
        change=_find(_CHANGE, headers),
        period=_find(_PERIOD, headers),
        water=_find(_WATER, headers),
        figures=figures,
        regions=regions,
        year_in_header=_year_in_header(headers),
    )


def _find_figures(headers: tuple[Header, ...]) -> dict[str, list[FigureColumn]]:
    figures: dict[str, list[FigureColumn]] = {}
    repeated = match_repeated_keys(headers)
    for position, header in enumerate(headers):
        match = match_column(header) if header.text else None
        if position in repeated:
            indicator = repeated[position]
            match = None if indicator is None else Match(indicator, 1.0)
        if match:
            figures.setdefault(match.indicator, []).append(FigureColumn(position, header, match))
    return figures


def _columns_of(rows: list[list[object]], width: int) -> dict[int, list[object]]:
    """Return the filled cells of each column that has any."""
    columns = {
        position: [row[position] for row in rows if position < len(row) and row[position] not in (None, "")]
        for position in range(width)
    }
    return {position: cells for position, cells in columns.items() if cells}


def _find_names(
    headers: tuple[Header, ...], rows: list[list[object]], code: int | None
) -> tuple[int | None, int | None]:
    """Return the columns with the names of the areas and of their gemeenten; a column of codes is neither."""
    labels: dict[str, int] = {}
    for position, header in enumerate(headers):
        label = _UNREAD_MARK.sub("", header.label)
        if label and position != code:
            labels.setdefault(label, position)

    def find(wanted: Iterable[str]) -> int | None:
        named = {n: labels[n] for n in wanted if n in labels}
        return next((p for p in named.values() if not _holds_codes(rows, p, headers[p])), None)

    codes = () if code is None else parse_codes(row[code] for row in rows if code < len(row))
    return find(names_of(codes)), find(GEMEENTE_NAMES)


def _header_rows_below(row: list[object], rows: list[list[object]]) -> list[list[object]]:
    """Return the rows that belong to the header above them: StatLine puts each level, and the units, in its own row.

    They end where figures or codes begin; without those under them they are no header.
    """
    if not any(isinstance(cell, str) and cell.strip() for cell in row[1:]):
        return []
    for count, cells in enumerate(rows[: _MOST_LEVELS + 1]):
        filled = [cell for cell in cells if cell is not None and str(cell).strip()]
        if any(not isinstance(cell, str) or _is_data(cell) for cell in filled):
            return rows[:count]
        if not filled:
            return []
    return []


def _is_data(cell: str) -> bool:
    text = cell.strip()
    return text == "." or (text[:1].isdigit() and not any(map(str.isalpha, text))) or parse_area_code(text) is not None


def _join_levels(rows: list[list[object]]) -> list[str]:
    """Return the header of each column from its rows: the levels with a / between them, and the unit in brackets."""
    texts = [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in rows]
    if len(texts) == 1:
        return texts[0]
    width = max(map(len, texts))
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    units = texts.pop() if all(_UNIT.fullmatch(text) for text in texts[-1][1:] if text) else [""] * width
    joined = ["/".join(dict.fromkeys(row[column] for row in texts if row[column])) for column in range(width)]
    if _REGION_TITLES.fullmatch(parse_header(units[0]).label):
        joined[0], units[0] = units[0], ""
    return [f"{text} ({unit})" if text and unit else text for text, unit in zip(joined, units, strict=True)]


def _is_named(pattern: re.Pattern[str], header: Header) -> bool:
    return bool(pattern.fullmatch(header.label))


def _find(pattern: re.Pattern[str], headers: Iterable[Header]) -> int | None:
    return next((i for i, header in enumerate(headers) if _is_named(pattern, header)), None)


def _find_codes(headers: tuple[Header, ...], rows: list[list[object]]) -> int | None:
    """Find the best-named column that really holds codes."""
    return _find_named(_CODE_NAMES, headers, rows)


def _find_named(names: Iterable[re.Pattern[str]], headers: tuple[Header, ...], rows: list[list[object]]) -> int | None:
    for pattern in names:
        for position, header in enumerate(headers):
            if _is_named(pattern, header) and _holds_codes(rows, position, header):
                return position
    return None


def _holds_codes(rows: list[list[object]], position: int, header: Header) -> bool:
    """Whether at least half of the filled cells of a column are area codes."""
    bare = _is_named(_BARE_CODE_NAMES, header)
    cells = [row[position] for row in rows if position < len(row) and row[position] not in (None, "")]
    codes = sum(isinstance(cell, str) and parse_area_code(cell, bare=bare) is not None for cell in cells)
    return codes > 0 and 2 * codes >= len(cells)


def _year_in_header(headers: Iterable[Header]) -> int | None:
    for header in headers:
        if match := _YEAR_IN_CODE_NAME.fullmatch(header.text):
            return 2000 + int(match.group(1))
    return None
