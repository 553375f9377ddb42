"""Tables of reach in the many shapes that organisations send, made from figures that are known.

`build_case` makes one table out of choices: `pick(n)` gives a number below n, and 0 is always the plainest choice, so
that whatever shrinks towards 0 shrinks towards a small and plain table.
"""

from tests.table_case import REACHED, VISITS, YEAR, Case, Cell, Column, Pick
from tests.table_columns import (
    Figures,
    draw_columns,
    draw_figures,
    facet_on_top,
    other_work,
    put_word,
    right_value,
    simple_columns,
    three_levels,
    total_of,
)
from tests.table_rows import as_rows, place, total_without_words


def _wijken_as_columns(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    case.shape.append("wijken as columns")
    total = bool(pick(2))
    header: list[Cell] = [(None, "Indicator", "Wijk")[pick(3)], *f.names, *(["Totaal"] if total else [])]
    rows: list[list[Cell]] = [
        [" ".join(column.path), *column.values, *([total_without_words(column, 0)] if total else [])]
        for column in columns
    ]
    place(case, [header, *rows], (), pick, states_year=False)


def _sheet_per_wijk(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    case.shape.append("sheet per wijk")
    way = pick(2)
    for n, name in enumerate(f.names):
        cells = [(" ".join(column.path), column.values[n]) for column in columns]
        title: list[list[Cell]] = [[f"Jaarcijfers kinderwerk {YEAR}"], []]
        rows: list[list[Cell]] = [[text, value] for text, value in cells]
        table = rows if way == 0 else [[text for text, _ in cells], [value for _, value in cells]]
        case.sheets[name[:31]] = [*title, *table]


def _long(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    case.shape.append("long")
    what, value = (("Indicator", "Waarde"), ("Onderwerp", "Aantal"), ("Indicator", "Aantal"))[pick(3)]
    rows: list[list[Cell]] = [["Wijk", what, value]]
    order = [(n, column) for n in range(len(f.names)) for column in columns]
    if pick(2):
        order.sort(key=lambda one: one[1].path)
    rows += [[f.names[n], " ".join(column.path), column.values[n]] for n, column in order]
    place(case, rows, (), pick, states_year=False)


def _parts_under_wijk(case: Case, f: Figures, _: list[Column], pick: Pick) -> None:
    """Ages or sexes in rows of their own under each wijk, whose own row may have the total."""
    ages = pick(2)
    case.shape.append("ages under wijk" if ages else "sexes under wijk")
    names = ("4-6 jaar", "7-9 jaar", "10-12 jaar") if ages else ("jongens", "meisjes")
    own = f.ages if ages else tuple(zip(f.boys, f.girls, strict=True))
    way = pick(3)
    label = "Leeftijd" if ages else "Geslacht"
    rows: list[list[Cell]] = [["Wijk", "Unieke kinderen"] if way == 0 else ["Wijk", label, "Unieke kinderen"]]
    for n, name in enumerate(f.names):
        parts: list[tuple[Cell, Cell]] = list(zip(names, own[n], strict=True))
        if way == 0:
            rows += [[name, f.reached[n]], *([f"  {part}", value] for part, value in parts)]
        elif way == 1:
            rows += [[name if at == 0 else None, part, value] for at, (part, value) in enumerate(parts)]
        else:
            rows += [[name, part, value] for part, value in parts]
    case.shape.append(("label in column", "label once", "label repeated")[way])
    case.right = {(YEAR, REACHED): dict(zip(f.names, map(float, f.reached), strict=True))}
    place(case, rows, (), pick, states_year=False)


def _two_sheets(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    case.shape.append("two sheets")
    first, second = columns[:1], columns[1:]
    titled: list[list[Cell]] = [[f"Jaarcijfers kinderwerk {YEAR}"], []] if pick(2) else []
    for name, own in (("Kinderen", first), ("Formatie", second)):
        rows: list[list[Cell]] = [["Wijk", *(column.path[0] for column in own)]]
        rows += [[wijk, *(column.values[n] for column in own)] for n, wijk in enumerate(f.names)]
        case.sheets[name if titled else f"{name} {YEAR}"] = [*titled, *rows]


def _two_blocks(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    beside = bool(pick(2))
    case.shape.append("two blocks beside" if beside else "two blocks below")
    blocks: list[list[list[Cell]]] = [
        [["Wijk", column.path[0]], *([name, column.values[n]] for n, name in enumerate(f.names))] for column in columns
    ]
    if beside:
        rows = [[*left, None, *right] for left, right in zip(*blocks, strict=True)]
    else:
        rows = [*blocks[0], [], *blocks[1]]
    place(case, rows, (), pick, states_year=False)


def _years_in_rows(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    """Each wijk once a year, by wijk or by year."""
    case.shape.append("years in rows")
    rows: list[list[Cell]] = [
        [name, year, *(_of_year(column.values[n], year) for column in columns)]
        for n, name in enumerate(f.names)
        for year in (YEAR - 1, YEAR)
    ]
    if pick(2):
        rows.sort(key=lambda row: str(row[1]))
    _set_years(case, f, columns)
    place(case, [["Wijk", "Jaar", *(column.path[0] for column in columns)], *rows], (), pick, states_year=True)


def _years_below(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    """A table of each year below a line with the year."""
    case.shape.append("years below")
    table: list[list[Cell]] = []
    for year in (YEAR, YEAR - 1) if pick(2) else (YEAR - 1, YEAR):
        table += [[(f"Jaar {year}", str(year), f"Cijfers {year}")[pick(3)]], ["Wijk", *(c.path[0] for c in columns)]]
        table += [[name, *(_of_year(c.values[n], year) for c in columns)] for n, name in enumerate(f.names)]
        table.append([])
    _set_years(case, f, columns)
    case.sheets["Blad1"] = table


def _of_year(value: Cell, year: int) -> Cell:
    """A year earlier there were fewer."""
    if year == YEAR or not isinstance(value, int | float):
        return value
    return value - 9 if isinstance(value, int) else round(value - 0.1, 1)


def _set_years(case: Case, f: Figures, columns: list[Column]) -> None:
    case.years_in_headers = (YEAR - 1, YEAR)
    for column in columns:
        before = [_of_year(value, YEAR - 1) for value in column.values]
        case.right[YEAR - 1, column.indicator] = dict(zip(f.names, map(right_value, before), strict=True))


def _quarters_in_rows(case: Case, f: Figures, _: list[Column], pick: Pick) -> None:
    """Each wijk four times: visits may be added, children may not."""
    case.shape.append("quarters in rows")
    names = (("K1", "K2", "K3", "K4"), tuple(f"Kwartaal {n}" for n in range(1, 5)))[pick(2)]
    rows: list[list[Cell]] = [["Wijk", "Kwartaal", "Unieke kinderen", "Bezoeken"]]
    rows += [
        [name, quarter, f.reached[n] // 2 + at, f.visits[n][at]]
        for n, name in enumerate(f.names)
        for at, quarter in enumerate(names)
    ]
    sums = [float(sum(visits)) for visits in f.visits]
    case.right = {(YEAR, VISITS): dict(zip(f.names, sums, strict=True))}
    place(case, rows, (), pick, states_year=False)


def _sections(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    """Rows that say in which part of the town the next wijken lie, with or without what these are together."""
    case.shape.append("sections")
    with_sum, half = pick(2), (len(f.names) + 1) // 2
    table: list[list[Cell]] = [["Wijk", *(column.path[0] for column in columns)]]
    for name, first, end in (("Stadsdeel Noord", 0, half), ("Stadsdeel Zuid", half, len(f.names))):
        table.append([name, *(total_of(column.values[first:end]) if with_sum else None for column in columns)])
        table += [[f.names[n], *(column.values[n] for column in columns)] for n in range(first, end)]
    place(case, table, (), pick, states_year=False)


def _buurten(case: Case, f: Figures, _: list[Column], pick: Pick) -> None:
    """Two buurten in each wijk; the file says that children count where they live."""
    case.shape.append("buurten")
    rows: list[list[Cell]] = [["Telt: woonwijk"], ["Wijk", "Buurt", "Unieke kinderen"]]
    for name, boys, girls in zip(f.names, f.boys, f.girls, strict=True):
        rows += [[name, f"{name} Noord", boys], [None if pick(2) else name, f"{name} Zuid", girls]]
    case.right = {(YEAR, REACHED): dict(zip(f.names, map(float, f.reached), strict=True))}
    place(case, rows, (), pick, states_year=False)


_LAYOUTS = (_wijken_as_columns, _sheet_per_wijk, _long, _parts_under_wijk, _two_sheets, _two_blocks, _years_in_rows,
            _years_below, _quarters_in_rows, _sections, _buurten)  # fmt: skip


def build_case(pick: Pick) -> Case:
    """Return a table in a shape, and what is right."""
    case = Case()
    figures = draw_figures(pick)
    layout = pick(10 + len(_LAYOUTS))
    if layout < 6:
        columns = draw_columns(figures, pick, case)
    elif layout < 10:
        columns = (other_work, facet_on_top, three_levels, facet_on_top)[layout - 6](figures, pick, case)
    else:
        columns = simple_columns(figures)
    columns = put_word(columns, pick, case) if layout < 12 else columns
    if any(text.isdigit() for column in columns for text in column.path):
        case.years_in_headers = (YEAR - 1, YEAR)
    for column in columns:
        if column.indicator:
            key = (column.year, column.indicator)
            case.right[key] = dict(zip(figures.names, map(right_value, column.values), strict=True))
            case.hints[key] = (column.path[-1].casefold(), " ".join(column.path).casefold())
    if layout < 10:
        as_rows(case, figures, columns, pick)
    else:
        _LAYOUTS[layout - 10](case, figures, columns, pick)
    return case
