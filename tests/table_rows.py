"""A row per wijk, as organisations write it: headers, labels, totals, and the lines above and below the table."""

from collections.abc import Callable, Sequence

from kinderwerk_stats.text.numbers import format_number
from tests.table_case import CODES, FTE, REACHED, YEAR, Case, Cell, Column, Pick
from tests.table_columns import Figures, right_value, total_of


def _name_as_written(name: str, style: int) -> str:
    number = int(CODES[name][-2:])
    return (name, f"Wijk {number:02} {name}", name.upper(), f"{number:02} {name}", f"{name} ({number:02})",
            name.replace("-", " "))[style]  # fmt: skip


def _number_as_written(value: Cell, style: int) -> Cell:
    if not isinstance(value, int | float):
        return value
    if style == 1:
        return format_number(value, 0 if isinstance(value, int) else 1)
    if style == 2 and isinstance(value, int):
        return f"{value:,}"
    return str(value).replace(".", ",") if style == 3 else value


def as_rows(case: Case, f: Figures, columns: list[Column], pick: Pick) -> None:
    """A row per wijk, the plainest of all."""
    style, number_style = pick(6), (0, 0, 0, 1, 2, 3)[pick(6)]
    label = (
        "Wijk", "Wijknaam", "Gebied", "Rijlabels", "wijk", "Naam_gebied", "Stadsdeel", "Kern", "Werkgebied", "Cluster",
    )[pick(10)]  # fmt: skip
    with_code = pick(4) == 3
    with_year = pick(5) == 4 and not case.years_in_headers
    levels = max(len(column.path) for column in columns)
    if label == "Rijlabels":
        columns = [_as_pivot(column) for column in columns]
        case.shape.append("pivot")
    labels = ["Wijkcode"] * with_code + [label] + ["Jaar"] * with_year
    header: list[list[Cell]] = [[None] * len(labels) + list(_level(columns, n, levels)) for n in range(levels)]
    label_row = 0 if levels > 1 and pick(2) else levels - 1
    for at, text in enumerate(labels):
        header[label_row][at] = text
    groups = _groups(header, columns, pick, case)
    header[-1] = _decorate(header[-1], len(labels), pick, case)
    rows = [
        [*([CODES[name]] if with_code else []), _name_as_written(name, style), *([YEAR] if with_year else []),
         *(_number_as_written(column.values[n], number_style) for column in columns)]
        for n, name in enumerate(f.names)
    ]  # fmt: skip
    rows = _with_more_rows(case, f, columns, rows, len(labels) - 1 - with_year, pick)
    case.shape += [f"names {style}"] * bool(style) + [f"numbers {number_style}"] * bool(number_style)
    case.shape += ["code"] * with_code + ["year column"] * with_year
    place(case, [*header, *rows], groups, pick, states_year=with_year)


def _decorate(cells: list[Cell], first: int, pick: Pick, case: Case) -> list[Cell]:
    """Write the headers of figures with line breaks, in capitals, or with a mark for a footnote."""
    way = pick(8) - 4
    if way <= 0:
        return cells
    case.shape.append(("", "line breaks", "capitals", "footnotes")[way])
    texts = [str(cell) for cell in cells[first:] if cell is not None]
    new = {text: (text, text.replace(" ", "\n"), text.upper(), f"{text} *")[way] for text in texts}
    return [*cells[:first], *(new.get(str(cell), cell) for cell in cells[first:])]


def _as_pivot(column: Column) -> Column:
    return Column((*column.path[:-1], f"Som van {column.path[-1]}"), column.values, column.indicator, column.year,
                  column.total)  # fmt: skip


def _level(columns: list[Column], level: int, levels: int) -> list[Cell]:
    """The texts of one header row; shorter paths stand at the bottom, and a group is named once."""
    texts: list[Cell] = []
    before: tuple[str, ...] | None = None
    for column in columns:
        at = level - (levels - len(column.path))
        path = column.path[: at + 1] if at >= 0 else None
        same = path is not None and path == before and at < len(column.path) - 1
        texts.append(None if path is None or same else column.path[at])
        before = path
    return texts


def _groups(header: list[list[Cell]], columns: list[Column], pick: Pick, case: Case) -> list[tuple[int, int, int, int]]:
    """Merge the groups, leave them as they are, or name them above each column."""
    if len(header) == 1:
        return []
    way, first = pick(3), len(header[0]) - len(columns)
    found = []
    for number in range(len(header) - 1):
        for start, end in _runs(columns, number, len(header)):
            found.append((number, first + start, number, first + end))
    if way == 2:
        for number, left, _, right in found:
            header[number][left : right + 1] = [header[number][left]] * (right - left + 1)
    case.shape.append(("merged", "not merged", "repeated")[way])
    return found if way == 0 else []


def _runs(columns: list[Column], level: int, levels: int) -> list[tuple[int, int]]:
    """Return first and last column of every group of more than one at a level."""
    runs: list[tuple[int, int]] = []
    paths = [column.path[: at + 1] if 0 <= (at := level - (levels - len(column.path))) < len(column.path) - 1 else None
             for column in columns]  # fmt: skip
    start = 0
    for end in range(1, len(paths) + 1):
        if end == len(paths) or paths[end] != paths[start]:
            if paths[start] is not None and end - start > 1:
                runs.append((start, end - 1))
            start = end
    return runs


def _with_more_rows(
    case: Case, f: Figures, columns: list[Column], rows: list[list[Cell]], label: int, pick: Pick
) -> list[list[Cell]]:
    """Add subtotals, what is of no wijk, and a total."""
    width = len(rows[0]) - len(columns)

    def make(text: str, values: Sequence[Cell]) -> list[Cell]:
        row: list[Cell] = [None] * width
        row[label] = text
        return [*row, *values]

    rows = [list(row) for row in rows]
    if pick(8) == 7:
        half = len(f.names) // 2
        case.shape.append("subtotals")
        parts = (_part_sums(columns, 0, half), _part_sums(columns, half, len(f.names)))
        rows = [*rows[:half], make("Totaal Noord", parts[0]), *rows[half:], make("Totaal Zuid", parts[1])]
    extra = {FTE: 2.0} if pick(6) == 5 else {}
    if extra and any(column.indicator == FTE for column in columns):
        text = ("Wijkoverstijgend", "Stedelijk", "Gemeentebreed", "Algemeen")[pick(4)]
        case.shape.append(f"row {text}")
        rows.append(make(text, [2.0 if column.indicator == FTE else None for column in columns]))
        case.totals[FTE] = (round(total_of(f.fte) + 2.0, 6),)
    other = pick(10)
    # Among columns of two years a total of the year before is one of its own column.
    if other > 5 and not (other == 7 and case.years_in_headers):
        rows.append(_row_of_no_wijk(case, f, columns, make, other - 6))
    with_total = pick(3)
    if with_total:
        text = ("Totaal", "Eindtotaal")[with_total - 1]
        case.shape.append("total")
        added = [2.0 if column.indicator == FTE and FTE in case.totals else 0 for column in columns]
        rows.append(
            make(text, [total_without_words(column, more) for column, more in zip(columns, added, strict=True)])
        )
    return rows


def _row_of_no_wijk(
    case: Case, f: Figures, columns: list[Column], make: Callable[[str, Sequence[Cell]], list[Cell]], kind: int
) -> list[Cell]:
    """A row below the wijken that is no wijk and no total of the year."""
    text = ("Gemiddelde", f"Totaal {YEAR - 1}", "Onbekend", "Norm")[kind]
    case.shape.append(f"row {text}")
    sums = [total_of(column.values) for column in columns]
    if text == "Onbekend":
        # Children of whom nobody knows where they live count for the gemeente, where its total counts them.
        reached = [column.values for column in columns if column.indicator == REACHED and column.year == YEAR]
        summed = total_of([right_value(cell) for cell in reached[0]]) if reached else 0.0
        case.totals[REACHED] = (summed, summed + 7)
        return make(text, [7 if column.indicator == REACHED and column.year == YEAR else None for column in columns])
    share = {"Gemiddelde": 1 / len(f.names), "Norm": 0.5}.get(text, 0.9)
    return make(text, [round(value * share, 1) if value % 1 else int(value * share) for value in sums])


def total_without_words(column: Column, more: float) -> Cell:
    """A total would give a hidden figure away, so that it is not there."""
    return None if any(isinstance(value, str) for value in column.values) else round(column.total + more, 6)


def _part_sums(columns: list[Column], first: int, end: int) -> list[Cell]:
    return [total_of(column.values[first:end]) for column in columns]


def _title_lines(case: Case, pick: Pick, *, stated: bool) -> list[list[Cell]]:
    """Lines above the table; only some say of which year the figures are."""
    lines: list[list[Cell]] = []
    saying = pick(5)
    if not stated:
        says = (
            f"Jaarcijfers kinderwerk {YEAR}", f"Verslagjaar: {YEAR}",
            f"Periode: 1 januari {YEAR} t/m 31 december {YEAR}",
            f"Managementrapportage kinderwerk {YEAR}, periode jan-dec", None,
        )[saying]  # fmt: skip
        if says is not None:
            lines.append([says])
        else:
            case.year, case.asks_year = None, True
            case.shape.append("no year")
    letter = pick(16) - 8
    if letter > 3:
        text = (
            "Datum: 15-01-2025",
            "Utrecht, 15 januari 2025",
            "Subsidiebeschikking 2025-1234",
            "Afdrukdatum 15-01-2025",
        )
        lines.insert(pick(2) * len(lines), [text[letter - 4]])
        case.shape.append("letter")
    if pick(4) == 3:
        lines.append(["Organisatie: Stichting Voorbeeld"])
    return [*lines, []] if lines and pick(2) else lines


def place(
    case: Case, table: list[list[Cell]], merged: Sequence[tuple[int, int, int, int]], pick: Pick, *, states_year: bool
) -> None:
    """Put a table in its sheet, below its lines and beside an empty column; as csv when it has no groups."""
    in_name = not states_year and pick(4) == 0
    lines = _title_lines(case, pick, stated=states_year or in_name)
    left = (0, 0, 0, 1)[pick(4)]
    if (noise := pick(8)) > 5:
        # A year of something else, right above the header or higher up.
        lines += [[("Contract", "Subsidie")[noise - 6], 2021], *([[]] if pick(2) else [])]
        case.shape.append("year of something else")
    table = [[None] * left + row for row in table]
    if pick(8) == 7:
        table.insert(len(table) - 1, [])
        case.shape.append("blank row")
    if pick(6) == 5:
        table += [[], ["Bron: registratie van de organisatie"]]
    name = str(YEAR) if in_name else ("Blad1", "Overzicht", "Kinderwerk")[pick(3)]
    case.sheets[name] = [*lines, *table]
    case.merged += [(name, top + len(lines), a + left, bottom + len(lines), b + left) for top, a, bottom, b in merged]
    if pick(5) == 4 and not merged and not in_name and len(case.sheets) == 1:
        case.csv = ((";", False), (";", True), (",", False), ("\t", False))[pick(4)]
        case.shape.append(f"csv {case.csv[0]!r}{' sep' * case.csv[1]}")
