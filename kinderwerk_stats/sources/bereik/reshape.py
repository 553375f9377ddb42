"""Tables of another shape become one with a row per wijk: wijken as columns, a row per figure, a sheet per wijk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.sources.bereik.cells import read_bereik_cell
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, PERIOD, YEAR, ColumnMeaning, recognise_column
from kinderwerk_stats.sources.bereik.header import (
    HEADER_ROWS,
    TableHeader,
    find_header,
    header_at,
    header_rows,
    read_header,
    select_columns,
)
from kinderwerk_stats.sources.bereik.header_paths import header_text, is_header_row
from kinderwerk_stats.sources.bereik.row_labels import classify_label
from kinderwerk_stats.sources.bereik.titles import read_titles
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import words

Rows = list[list[object]]
_AREA = (CODE, NAME, BUURT)
_SHARED = (*_AREA, YEAR, PERIOD)
# These say that a table is about reach, wherever its wijken stand.
_TELLING = ("reached_count", "kinderwerker_fte")
_FEWEST_NAMES = 2
_MOST_FIGURES = 40
_LONGEST_LABEL = 60


@dataclass(frozen=True, eq=False)
class Reshaped:
    """A sheet with a row per wijk, made of one or more sheets of the file.

    `sheets`: their names. `said`: what was done. `turned`: whether its columns are rows of the file.
    """

    sheet: Sheet
    sheets: tuple[str, ...]
    said: Problem
    turned: bool = False


def reshape(file: str, sheet: Sheet) -> Reshaped | None:
    """Return a sheet without a table as one with a row per wijk; None where it is none of these shapes."""
    place = Place(file, sheet.name)
    if (rows := _name_wijken(sheet.rows)) is not None:
        return Reshaped(_with(sheet, rows), (sheet.name,), make_warning("wijk_zonder_kop", place))
    if (rows := _turn(sheet.rows)) is not None:
        named = _with(sheet, rows, "gedraaid")
        return Reshaped(named, (sheet.name,), make_warning("tabel_gedraaid", place), turned=True)
    if (rows := _widen(sheet.rows)) is not None:
        return Reshaped(_with(sheet, rows, "herschikt"), (sheet.name,), make_warning("tabel_herschikt", place))
    return None


def _with(sheet: Sheet, rows: Rows, done: str = "") -> Sheet:
    # Rows and columns of the new table are not those of the file, so its name says so.
    name = f"{sheet.name} ({done})".strip() if done else sheet.name
    return Sheet(name, rows, sheet.visible)


# --- more tables on one sheet -------------------------------------------------------------------------------


def split_blocks(sheet: Sheet, header: TableHeader, said: Corrections | None) -> list[tuple[Sheet, TableHeader]]:
    """Return the tables of a sheet that hold other figures of the same wijken, side by side or below each other."""
    beside = _split_beside(header)
    if len(beside) > 1:
        return [(sheet, own) for own in beside]
    rows = sheet.rows
    kinds = set(header.indicators)
    years = read_titles(rows[: header.first_row], sheet.name, []).years
    for row in range(header.last_row + 2, len(rows)):
        if not is_header_row(rows[row]):
            continue
        other = header_at(rows, row, said)
        if not other.is_table or not other.indicators or other.parts:
            continue
        start = _first_title(rows, header.last_row + 1, other.first_row)
        own_years = read_titles(rows[start : other.first_row], "", []).years
        if not kinds & set(other.indicators) or (own_years and years and not own_years & years):
            # Rows keep their number. What the first lines say of another year is not of this one.
            above = [cells if not own_years or not _years_in(cells) else [] for cells in rows[: header.first_row]]
            rest = replace(sheet, rows=[*above, *([[]] * (start - header.first_row)), *rows[start:]])
            first = replace(sheet, rows=rows[:start])
            return [(first, find_header(first.rows, said) or header), *split_blocks(rest, other, said)]
    return [(sheet, header)]


def _first_title(rows: Rows, after: int, header: int) -> int:
    """Return the first of the lines of text right above a header, with a blank row above them; else the header."""
    start = header
    while start > after and sum(not is_empty(cell) for cell in rows[start - 1]) == 1:
        start -= 1
    return start if start > after and _is_blank(rows[start - 1]) else header


def _years_in(cells: Sequence[object]) -> bool:
    return bool(read_titles([list(cells)], "", []).years)


def _split_beside(header: TableHeader) -> list[TableHeader]:
    """Return a header for every table side by side: each begins with a column of wijken and has its own figures."""
    starts = [column for kind in (CODE, NAME) for column in header.doubles.get(kind, ())]
    if len(starts) < _FEWEST_NAMES or (CODE in header.columns and NAME in header.columns):
        return [header]
    ends = [*starts[1:], max(header.texts) + 1]
    own = [select_columns(header, range(start, end)) for start, end in zip(starts, ends, strict=True)]
    kinds = [kind for each in own for kind in each.indicators]
    return own if all(each.is_table for each in own) and len(set(kinds)) == len(kinds) else [header]


# --- names of wijken without a header -----------------------------------------------------------------------


def _name_wijken(rows: Rows) -> Rows | None:
    """Return the rows with "Wijk" above the names that have no header, left of figures that can be nothing else."""
    for row in header_rows(rows):
        header = read_header(rows, row)
        if _has_area(header) or not _tells(header.meanings.values()):
            continue
        first = min(header.indicators.values())
        below = rows[header.last_row + 1 :]
        columns = [
            column
            for column in range(first)
            if column not in header.texts and sum(is_text(_at(cells, column)) for cells in below) >= _FEWEST_NAMES
        ]
        if columns:
            named = [list(cells) for cells in rows]
            named[row][columns[-1]] = "Wijk"
            return named
    return None


# --- wijken as columns --------------------------------------------------------------------------------------


def _turn(rows: Rows) -> Rows | None:
    """Return the rows with the wijken, that stand next to each other in one row, below each other."""
    for first in range(min(HEADER_ROWS, len(rows))):
        if _is_blank(rows[first]):
            continue
        end = _end_of_turned(rows, first)
        block = [cells for cells in rows[first:end] if not _is_blank(cells)]
        labels = _count_label_columns(block)
        if not labels or not _are_names(block[0][labels:]):
            continue
        if not _tells(_figures_of([cells[:labels] for cells in block[1:]])):
            continue
        width = max(len(cells) for cells in block)
        turned: Rows = [[_at(cells, column) for cells in block] for column in range(width)]
        for column in range(labels):
            turned[column][0] = "Wijk" if column == labels - 1 else None
        return [*rows[:first], *(cells for cells in turned if not _is_blank(cells)), [], *rows[end:]]
    return None


def _end_of_turned(rows: Rows, first: int) -> int:
    """Return the row after the last that is a label and figures; blank rows can stand between them."""
    end = first + 1
    for row in range(first + 1, len(rows)):
        filled = [cell for cell in rows[row] if not is_empty(cell)]
        if len(filled) > 1:
            end = row + 1
        elif filled:
            # A line of text is a note or the next table.
            break
    return end


def _count_label_columns(block: Rows) -> int:
    """Return how many columns stand before the names: they hold words, and the first after them numbers."""
    if len(block) < 2:
        return 0
    width = max(len(cells) for cells in block)
    for column in range(width):
        cells = [_at(cells, column) for cells in block[1:]]
        filled = [cell for cell in cells if not is_empty(cell)]
        if filled and sum(map(_can_be_figure, filled)) * 2 > len(filled):
            return column
    return 0


def _are_names(cells: Sequence[object]) -> bool:
    """Return whether cells can all be names of wijken or totals."""
    filled = [cell for cell in cells if not is_empty(cell)]
    names = [str(cell) for cell in filled if is_text(cell) and len(str(cell)) <= _LONGEST_LABEL]
    known = [name for name in names if recognise_column(name) is not None]
    wijken = [name for name in names if classify_label(name) == "wijk"]
    return len(names) == len(filled) and not known and len(wijken) >= _FEWEST_NAMES


def _figures_of(labels: Sequence[Sequence[object]]) -> list[ColumnMeaning | None]:
    """Return what rows hold by the words before them; a word stands for the rows below it that have none there."""
    found = []
    above: list[str] = []
    for cells in labels:
        texts = ["" if is_empty(cell) else header_text(cell) for cell in cells]
        above = [own or up for own, up in zip(texts, above or texts, strict=False)]
        found.append(recognise_column(above[-1], " ".join(above[:-1])) if texts[-1] else None)
    return found


# --- a row per figure ---------------------------------------------------------------------------------------


def _widen(rows: Rows) -> Rows | None:
    """Return the rows with a column per figure, where one column says which figure a row holds and others hold it."""
    for row in header_rows(rows):
        header = read_header(rows, row)
        if not _has_area(header) or header.indicators:
            continue
        below = [cells for cells in rows[row + 1 :] if not _is_blank(cells)]
        naming = next((column for column in header.unread if _names_figures(header, column, below)), None)
        if naming is None:
            continue
        values = [c for c in header.unread if c != naming and _holds_values(header, c, below)]
        if values:
            return [*rows[:row], *_spread_figures(header, naming, values, below)]
    return None


def _names_figures(header: TableHeader, column: int, below: Rows) -> bool:
    texts = list(dict.fromkeys(str(cell) for cells in below if not is_empty(cell := _at(cells, column))))
    kinds = [recognise_column(text) for text in texts]
    known = {meaning.kind for meaning in kinds if meaning is not None and meaning.kind not in _SHARED}
    says_so = to_plain(header.texts[column]) in words("lang.figuur")
    return 0 < len(texts) <= _MOST_FIGURES and _tells(kinds) and (says_so or len(known) > 1)


def _holds_values(header: TableHeader, column: int, below: Rows) -> bool:
    filled = [cell for cells in below if not is_empty(cell := _at(cells, column))]
    numbers = sum(not is_text(cell) for cell in filled)
    return bool(filled) and (to_plain(header.texts[column]) in words("lang.waarde") or 2 * numbers > len(filled))


def _spread_figures(header: TableHeader, naming: int, values: Sequence[int], below: Rows) -> Rows:
    figures = list(
        dict.fromkeys(header_text(_at(cells, naming)) for cells in below if not is_empty(_at(cells, naming)))
    )
    plain_value = len(values) == 1
    kept = [c for c in header.texts if c != naming and c not in values and not _belongs_to_figure(c, naming, below)]
    area = [header.columns[kind] for kind in _AREA if kind in header.columns]
    found: dict[tuple[object, ...], dict[tuple[str, int], object]] = {}
    last: dict[int, object] = {}
    for cells in below:
        for column in area:
            if not is_empty(_at(cells, column)):
                last[column] = _at(cells, column)
        key = tuple(last.get(c) if c in area else _at(cells, c) for c in kept)
        figure = header_text(_at(cells, naming)) if not is_empty(_at(cells, naming)) else ""
        of_row = found.setdefault(key, {})
        # The same figure twice for one wijk: both stay, so that it is asked about.
        if any((figure, value) in of_row for value in values):
            found[(*key, len(found))] = of_row = {}
        of_row |= {(figure, value): _at(cells, value) for value in values}
    columns = [(figure, value) for figure in figures for value in values]
    heads = [figure if plain_value else f"{figure} {header.texts[value]}" for figure, value in columns]
    return [
        [*(header.texts[c] for c in kept), *heads],
        *([*key[: len(kept)], *(cells.get(column) for column in columns)] for key, cells in found.items()),
    ]


def _belongs_to_figure(column: int, naming: int, below: Rows) -> bool:
    """Return whether a column says the same of a figure in every row, such as its unit, and differs between them."""
    said: dict[str, set[str]] = {}
    for cells in below:
        said.setdefault(str(_at(cells, naming)), set()).add(str(_at(cells, column)))
    return all(len(each) == 1 for each in said.values()) and len(set().union(*said.values(), set())) > 1


# --- a sheet per wijk ---------------------------------------------------------------------------------------


def gather_sheets(file: str, sheets: Sequence[Sheet]) -> Reshaped | None:
    """Return one sheet with a row per wijk, of sheets that are each called after a wijk and hold its figures."""
    found: dict[str, dict[str, object]] = {}
    lines: list[str] = []
    for sheet in sheets:
        figures, other = _read_pairs(sheet.rows)
        if figures and to_plain(sheet.name).rstrip("0123456789 ") not in words("lang.blad"):
            found[sheet.name] = figures
            lines += other
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    if len(found) < _FEWEST_NAMES or not _tells(recognise_column(name) for name in names):
        return None
    rows: Rows = [[line] for line in dict.fromkeys(lines)]
    rows += [[], ["Wijk", *names]]
    rows += [[name, *(figures.get(figure) for figure in names)] for name, figures in found.items()]
    said = make_warning("blad_per_wijk", Place(file), bladen=tuple(found))
    return Reshaped(Sheet("bladen per wijk", rows), tuple(found), said)


def _read_pairs(rows: Rows) -> tuple[dict[str, object], list[str]]:
    """Return the figures of a sheet as label -> cell, of labels before or above their cells, and the other lines."""
    figures: dict[str, object] = {}
    lines: list[str] = []
    for number, cells in enumerate(rows):
        filled = [cell for cell in cells if not is_empty(cell)]
        meanings = [recognise_column(header_text(cell)) if is_text(cell) else None for cell in filled]
        known = [meaning is not None and meaning.kind not in _SHARED for meaning in meanings]
        if len(filled) == 2 and known[0] and _can_be_figure(filled[1]):
            figures.setdefault(header_text(filled[0]), filled[1])
        elif any(known) and all(is_text(cell) for cell in filled) and number + 1 < len(rows):
            below = rows[number + 1]
            figures |= {
                header_text(cell): _at(below, column) for column, cell in enumerate(cells) if not is_empty(cell)
            }
            if number + 2 < len(rows) and not _is_blank(rows[number + 2]):
                # More rows than one are a table of something else than this wijk.
                return {}, []
        elif len(filled) == 1 and is_text(filled[0]):
            lines.append(str(filled[0]))
    return figures, lines


# --- cells --------------------------------------------------------------------------------------------------


def _can_be_figure(cell: object) -> bool:
    """Return whether a cell is a number, or one of the words that stand for one."""
    return not is_text(cell) or not read_bereik_cell(cell, "visits_count").complaint


def _has_area(header: TableHeader) -> bool:
    return any(kind in header.columns for kind in _AREA)


def _tells(meanings: Iterable[ColumnMeaning | None]) -> bool:
    return any(meaning is not None and meaning.sure and meaning.kind in _TELLING for meaning in meanings)


def _at(cells: Sequence[object], column: int) -> object:
    return cells[column] if column < len(cells) else None


def _is_blank(cells: Sequence[object]) -> bool:
    return all(is_empty(cell) for cell in cells)
