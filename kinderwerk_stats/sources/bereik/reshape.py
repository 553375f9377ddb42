"""Tables of another shape become one with a row per wijk: wijken as columns, a row per figure, a sheet per wijk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.sources.bereik.cells import read_bereik_cell, read_year_cell
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, PERIOD, YEAR, ColumnMeaning, recognise_column
from kinderwerk_stats.sources.bereik.header import HEADER_ROWS, TableHeader, header_rows, read_header
from kinderwerk_stats.sources.bereik.header_paths import header_text
from kinderwerk_stats.sources.bereik.rows import classify_label
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import remove, says, words
from kinderwerk_stats.sources.time_words import is_period, read_time, without_time

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


def reshape(file: str, sheet: Sheet, *, may_turn: bool = True) -> Reshaped | None:
    """Return a sheet without a table as one with a row per wijk; None where it is none of these shapes.

    `may_turn`: not when the user said that the wijken do not stand in the columns.
    """
    place = Place(file, sheet.name)
    if (rows := _name_corner(sheet.rows) or _name_wijken(sheet.rows)) is not None:
        return Reshaped(_with(sheet, rows), (sheet.name,), make_warning("wijk_zonder_kop", place))
    if may_turn and (rows := _turn(sheet.rows)) is not None:
        return _turned(place, sheet, rows)
    if (rows := _widen(sheet.rows)) is not None:
        return Reshaped(_with(sheet, rows, "herschikt"), (sheet.name,), make_warning("tabel_herschikt", place))
    return None


def turn_sheet(file: str, sheet: Sheet) -> Reshaped:
    """Return a sheet with its columns as rows, because the user says so: of its table, else from its first row on."""
    rows = sheet.rows
    first = next((row for row, cells in enumerate(rows) if sum(not is_empty(cell) for cell in cells) > 1), 0)
    width = max(map(len, rows[first:]), default=0)
    columns: Rows = [[cell_at(cells, column) for cells in rows[first:]] for column in range(width)]
    if columns and not _has_area(read_header(columns, 0)):
        columns[0][0] = "Wijk"
    return _turned(Place(file, sheet.name), sheet, _turn(rows) or [*rows[:first], *columns])


def _turned(place: Place, sheet: Sheet, rows: Rows) -> Reshaped:
    named = _with(sheet, rows, "gedraaid")
    return Reshaped(named, (sheet.name,), make_warning("tabel_gedraaid", place), turned=True)


def _with(sheet: Sheet, rows: Rows, done: str = "") -> Sheet:
    # Rows and columns of the new table are not those of the file, so its name says so.
    name = f"{sheet.name}, na het omzetten van de tabel".removeprefix(", ") if done else sheet.name
    return Sheet(name, rows, sheet.visible)


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
            if column not in header.texts and sum(is_text(cell_at(cells, column)) for cells in below) >= _FEWEST_NAMES
        ]
        if columns:
            named = [list(cells) for cells in rows]
            named[row][columns[-1]] = "Wijk"
            return named
    return None


def _name_corner(rows: Rows) -> Rows | None:
    """Return the rows with "Wijk" in a corner that names the figure of all periods beside it, and that figure there."""
    for row in header_rows(rows):
        heads = [(column, header_text(cell)) for column, cell in enumerate(rows[row]) if not is_empty(cell)]
        (corner, figure), periods = heads[0], heads[1:]
        meaning = recognise_column(figure)
        names = [cell_at(cells, corner) for cells in rows[row + 1 :]]
        if (
            meaning is not None
            and meaning.sure
            and meaning.kind not in _SHARED
            and all(_is_time(text) or says("rij.totaal", text) for _, text in periods)
            and sum(_is_time(text) for _, text in periods) > 1
            and sum(is_text(name) for name in names) >= _FEWEST_NAMES
        ):
            named = [list(cells) for cells in rows]
            named[row][corner] = "Wijk"
            for column, text in periods:
                named[row][column] = f"{figure} {text}"
            return named
    return None


def _is_time(text: str) -> bool:
    return bool(read_time(text, is_header=True).periods) or is_period(text)


# --- wijken as columns --------------------------------------------------------------------------------------


def _turn(rows: Rows) -> Rows | None:
    """Return the rows with the wijken, that stand next to each other in one row, below each other."""
    # The same cells are looked at for each row that the names could stand in; what was seen is forgotten after it.
    can_be_figure = cache(_can_be_figure)
    for first in range(min(HEADER_ROWS, len(rows))):
        if _is_blank(rows[first]):
            continue
        end = _end_of_turned(rows, first)
        block = [cells for cells in rows[first:end] if not _is_blank(cells)]
        labels = _count_label_columns(block, can_be_figure)
        if not labels or not _are_names(block[0][labels:]):
            continue
        block = _with_figure_of_times(block, labels, rows[:first])
        if not _tells(_figures_of([cells[:labels] for cells in block[1:]])):
            continue
        block = _with_years(block, labels)
        width = max(len(cells) for cells in block)
        turned: Rows = [[cell_at(cells, column) for cells in block] for column in range(width)]
        for column in range(labels):
            turned[column][0] = "Wijk" if column == labels - 1 else None
        return [*rows[:first], *(cells for cells in turned if not _is_blank(cells)), [], *rows[end:]]
    return None


def _with_figure_of_times(block: Rows, labels: int, above: Rows) -> Rows:
    """Return the rows of K1, K2, … with the figure before them that the corner or a line above the table names."""
    times = ["" if is_empty(cells[labels - 1]) else header_text(cells[labels - 1]) for cells in block[1:]]
    if sum(map(_is_time, times)) < 2 or not all(_is_time(text) or says("tijd.geheel", text) for text in times):
        return block
    lines = [filled[0] for cells in above if len(filled := [cell for cell in cells if not is_empty(cell)]) == 1]
    for text in (cell_at(block[0], labels - 1), *reversed(lines)):
        figure = "" if is_empty(text) else remove("tijd.per_deel", to_plain(without_time(header_text(text))))
        if _tells([recognise_column(figure)]):
            named = zip(times, block[1:], strict=True)
            return [block[0], *([*c[: labels - 1], f"{figure} {time}", *c[labels:]] for time, c in named)]
    return block


def _with_years(block: Rows, labels: int) -> Rows:
    """Return the rows with "Jaar" before a row of years, and every year under the name of its wijk."""
    named = [list(cells) for cells in block]
    for cells in named[1:]:
        years = [cell for cell in cells[labels:] if not is_empty(cell)]
        if all(is_empty(cell) for cell in cells[:labels]) and years and all(map(_is_year, years)):
            cells[labels - 1] = "Jaar"
            names = named[0]
            for column in range(labels + 1, max(len(names), len(cells))):
                names += [None] * (column + 1 - len(names))
                names[column] = names[column - 1] if is_empty(names[column]) else names[column]
    return named


def _is_year(cell: object) -> bool:
    return read_year_cell(cell) is not None


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


def _count_label_columns(block: Rows, can_be_figure: Callable[[object], bool]) -> int:
    """Return how many columns stand before the names: they hold words, and the first after them numbers."""
    if len(block) < 2:
        return 0
    width = max(len(cells) for cells in block)
    for column in range(width):
        cells = [cell_at(cells, column) for cells in block[1:]]
        filled = [cell for cell in cells if not is_empty(cell)]
        if column == 0 and len(set(filled)) == len(filled) > 1 and all(map(_is_year, filled)):
            continue
        if filled and sum(map(can_be_figure, filled)) * 2 >= len(filled):
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
    texts = list(dict.fromkeys(str(cell) for cells in below if not is_empty(cell := cell_at(cells, column))))
    kinds = [recognise_column(text) for text in texts]
    known = {meaning.kind for meaning in kinds if meaning is not None and meaning.kind not in _SHARED}
    says_so = to_plain(header.texts[column]) in words("lang.figuur")
    return 0 < len(texts) <= _MOST_FIGURES and _tells(kinds) and (says_so or len(known) > 1)


def _holds_values(header: TableHeader, column: int, below: Rows) -> bool:
    filled = [cell for cells in below if not is_empty(cell := cell_at(cells, column))]
    numbers = sum(not is_text(cell) for cell in filled)
    return bool(filled) and (to_plain(header.texts[column]) in words("lang.waarde") or 2 * numbers > len(filled))


def _spread_figures(header: TableHeader, naming: int, values: Sequence[int], below: Rows) -> Rows:
    kept = [c for c in header.texts if c != naming and c not in values and not _belongs_to_figure(c, naming, below)]
    kept, below = _add_to_figure(header, naming, kept, below)
    plain_value = len(values) == 1
    figures = list(
        dict.fromkeys(header_text(cell_at(cells, naming)) for cells in below if not is_empty(cell_at(cells, naming)))
    )
    area = [header.columns[kind] for kind in _AREA if kind in header.columns]
    found: dict[tuple[object, ...], dict[tuple[str, int], object]] = {}
    last: dict[int, object] = {}
    for cells in below:
        for column in area:
            if not is_empty(cell_at(cells, column)):
                last[column] = cell_at(cells, column)
        key = tuple(last.get(c) if c in area else cell_at(cells, c) for c in kept)
        figure = header_text(cell_at(cells, naming)) if not is_empty(cell_at(cells, naming)) else ""
        of_row = found.setdefault(key, {})
        # The same figure twice for one wijk: both stay, so that it is asked about.
        if any((figure, value) in of_row for value in values):
            found[(*key, len(found))] = of_row = {}
        of_row |= {(figure, value): cell_at(cells, value) for value in values}
    columns = [(figure, value) for figure in figures for value in values]
    heads = [figure if plain_value else f"{figure} {header.texts[value]}" for figure, value in columns]
    return [
        [*(header.texts[c] for c in kept), *heads],
        *([*key[: len(kept)], *(cells.get(column) for column in columns)] for key, cells in found.items()),
    ]


def _add_to_figure(header: TableHeader, naming: int, kept: list[int], below: Rows) -> tuple[list[int], Rows]:
    """Return the columns and rows with the kind of a figure, such as "begroot", behind its name.

    Only where a wijk has the same figure more than once without it.
    """
    shared = {column for column, meaning in header.meanings.items() if meaning.kind in _SHARED}
    kinds = [column for column in kept if column not in shared]
    if len(kinds) != 1 or not any(cell_at(cells, c) for cells in below for c in kinds):
        return kept, below
    keys = [tuple(str(cell_at(cells, c)) for c in (*shared, naming)) for cells in below]
    if len(set(keys)) == len(keys):
        return kept, below
    rows = [list(cells) for cells in below]
    for cells in rows:
        cells[naming] = " ".join(header_text(cell) for c in (naming, *kinds) if not is_empty(cell := cell_at(cells, c)))
    return [column for column in kept if column not in kinds], rows


def _belongs_to_figure(column: int, naming: int, below: Rows) -> bool:
    """Return whether a column says the same of a figure in every row, such as its unit, and differs between them."""
    said: dict[str, set[str]] = {}
    for cells in below:
        said.setdefault(str(cell_at(cells, naming)), set()).add(str(cell_at(cells, column)))
    return all(len(each) == 1 for each in said.values()) and len(set().union(*said.values(), set())) > 1


# --- a sheet per wijk ---------------------------------------------------------------------------------------


def gather_sheets(file: str, sheets: Sequence[Sheet]) -> Reshaped | None:
    """Return one sheet with a row per wijk, of sheets that are each about a wijk and hold its figures."""
    read = [(sheet.name, _read_pairs(sheet)) for sheet in sheets]
    found = [(name, pairs) for name, pairs in read if pairs is not None and pairs.wijk and pairs.figures]
    names = list(dict.fromkeys(name for _, pairs in found for name in pairs.figures))
    if len(found) < _FEWEST_NAMES or not _tells(recognise_column(name) for name in names):
        return None
    rows: Rows = [[line] for line in dict.fromkeys(line for _, pairs in found for line in pairs.lines)]
    rows += [[], ["Wijk", *names]]
    rows += [[pairs.wijk, *(pairs.figures.get(figure) for figure in names)] for _, pairs in found]
    gathered = tuple(name for name, _ in found)
    said = make_warning("blad_per_wijk", Place(file), bladen=tuple(pairs.wijk for _, pairs in found))
    return Reshaped(Sheet("bladen per wijk", rows), gathered, said)


@dataclass
class _Pairs:
    """The figures of a sheet about one wijk, label -> cell, and its other lines."""

    wijk: str
    figures: dict[str, object] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def _read_pairs(sheet: Sheet) -> _Pairs | None:
    """Return the figures of a sheet, of labels before or above their cells; None for a sheet of another form."""
    is_named = to_plain(sheet.name).rstrip("0123456789 ") not in words("lang.blad")
    pairs = _Pairs(sheet.name if is_named else "")
    heads: Sequence[object] = ()
    for number, cells in enumerate(sheet.rows):
        filled = [(column, cell) for column, cell in enumerate(cells) if not is_empty(cell)]
        if not filled:
            continue
        first, label = filled[0][1], recognise_column(header_text(filled[0][1]).partition(":")[0])
        is_figure = label is not None and label.kind not in _SHARED and is_text(first)
        values = [(column, cell) for column, cell in filled[1:] if _can_be_figure(cell)]
        if label is not None and label.kind == NAME and is_text(first):
            pairs.wijk = header_text(filled[-1][1]).partition(":")[2].strip() or header_text(filled[-1][1])
        elif is_figure and values and len(values) == len(filled) - 1:
            for column, cell in values:
                head = header_text(cell_at(heads, column)) if len(values) > 1 else ""
                pairs.figures.setdefault(f"{header_text(first)} {head}".strip(), cell)
        elif all(is_text(cell) for _, cell in filled) and len(filled) > 1:
            if is_figure and number + 1 < len(sheet.rows):
                pairs.figures |= {header_text(cell): cell_at(sheet.rows[number + 1], column) for column, cell in filled}
                if number + 2 < len(sheet.rows) and not _is_blank(sheet.rows[number + 2]):
                    # More rows than one are a table of something else than this wijk.
                    return None
            heads = cells
        elif is_text(first):
            pairs.lines.append(" ".join(header_text(cell) for _, cell in filled))
    return pairs


# --- cells --------------------------------------------------------------------------------------------------


def _can_be_figure(cell: object) -> bool:
    """Return whether a cell is a number, or one of the words that stand for one."""
    return not is_text(cell) or not read_bereik_cell(cell, "visits_count").complaint


def _has_area(header: TableHeader) -> bool:
    return any(kind in header.columns for kind in _AREA)


def _tells(meanings: Iterable[ColumnMeaning | None]) -> bool:
    return any(meaning is not None and meaning.sure and meaning.kind in _TELLING for meaning in meanings)


def _is_blank(cells: Sequence[object]) -> bool:
    return all(is_empty(cell) for cell in cells)
