"""The columns of figures that organisations send, under one, two or three rows of headers. All figures are invented."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.table_case import FTE, HIDDEN, NAMES, REACHED, VISITS, WORKERS, YEAR, Case, Cell, Column, Pick, Right

# The children who live in the wijken of the example.
RESIDENTS = (459, 522, 900, 1197, 1542, 138, 1194, 1209, 498, 1062)
# What a cell with words may be read as: the first, or a question about it.
WORDS: dict[str, Right] = {"*": HIDDEN, "<5": HIDDEN, "geen": 0.0, "nihil": 0.0, "±": 120.0, "n.b.": None}


# --- figures -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """What is true of each wijk."""

    names: tuple[str, ...]
    boys: tuple[int, ...]
    girls: tuple[int, ...]
    ages: tuple[tuple[int, int, int], ...]
    fte: tuple[float, ...]
    visits: tuple[tuple[int, int, int, int], ...]

    @property
    def reached(self) -> tuple[int, ...]:
        return tuple(b + g for b, g in zip(self.boys, self.girls, strict=True))


def draw_figures(pick: Pick) -> Figures:
    count, more = (3, 4, 2, 6, 9)[pick(5)], pick(7)
    numbers = range(count)
    boys = tuple(20 + 3 * n + more * (n % 3) for n in numbers)
    girls = tuple(24 + 2 * n + more * (n % 2) for n in numbers)
    ages = []
    for reached in map(sum, zip(boys, girls, strict=True)):
        small = reached // 3 - 2
        ages.append((small, small + 1, reached - 2 * small - 1))
    fte = tuple((4 + 3 * n + more) / 10 for n in numbers)
    first = [2 * (b + g) + n for n, (b, g) in enumerate(zip(boys, girls, strict=True))]
    visits = tuple((n, n + 7, n - 5, n + 2) for n in first)
    return Figures(NAMES[:count], boys, girls, tuple(ages), fte, visits)


# --- columns -----------------------------------------------------------------------------------------


def total_of(values: Sequence[Cell]) -> float:
    return round(sum(value for value in values if isinstance(value, int | float)), 6)


def _column(path: Sequence[str], values: Sequence[Cell], indicator: str = "", year: int = YEAR) -> Column:
    return Column(tuple(path), tuple(values), indicator, year, total_of(values))


_REACHED_WORDS = (
    "Unieke kinderen", "Bereikte kinderen", "Aantal unieke kinderen", "Kinderen (uniek)", "Aantal bereikte kinderen",
    "Unieke deelnemers", "# unieke kinderen", "Bereik (unieke kinderen)", "Aantal unieke kinderen 4-12 jaar",
)  # fmt: skip


def _plain(f: Figures, word: str, _: Pick) -> list[Column]:
    return [_column([word], f.reached, REACHED)]


def _sexes(f: Figures, word: str, pick: Pick) -> list[Column]:
    parts = [_column([word, "jongens"], f.boys), _column([word, "meisjes"], f.girls)]
    return _with_total(parts, _column([word, ("totaal", "Totaal", "samen")[pick(3)]], f.reached, REACHED), pick)


def _with_total(parts: list[Column], total: Column, pick: Pick) -> list[Column]:
    return [total, *parts] if pick(2) else [*parts, total]


def _ages(f: Figures, word: str, pick: Pick) -> list[Column]:
    names = (("4-6 jaar", "7-9 jaar", "10-12 jaar"), ("4-6", "7-9", "10-12"), ("4 t/m 6", "7 t/m 9", "10 t/m 12"))
    of_wijken = zip(names[pick(3)], zip(*f.ages, strict=True), strict=True)
    parts = [_column([word, name], values) for name, values in of_wijken]
    return _with_total(parts, _column([word, "totaal"], f.reached, REACHED), pick)


def _budget(f: Figures, word: str, pick: Pick) -> list[Column]:
    planned, real = (("begroot", "realisatie"), ("Begroting", "Werkelijk"), ("afspraak", "gerealiseerd"))[pick(3)]
    columns = [_column([word, planned], [n + 50 for n in f.reached]), _column([word, real], f.reached, REACHED)]
    return columns[::-1] if pick(2) else columns


def _last_year(f: Figures, word: str, pick: Pick) -> list[Column]:
    before, now = (("vorig jaar", "dit jaar"), ("2023", "2024"))[pick(2)]
    columns = [
        _column([word, before], [n - 9 for n in f.reached], REACHED if before == "2023" else "", YEAR - 1),
        _column([word, now], f.reached, REACHED),
    ]
    return columns[::-1] if pick(2) else columns


def _quarters(f: Figures, word: str, pick: Pick) -> list[Column]:
    names = (
        ("K1", "K2", "K3", "K4"),
        ("Q1", "Q2", "Q3", "Q4"),
        tuple(f"{n}e kwartaal" for n in range(1, 5)),
    )
    parts = [_column([word, name], [n // 2 + number for n in f.reached]) for number, name in enumerate(names[pick(3)])]
    return _with_total(parts, _column([word, ("Jaar", "Heel jaar", "2024")[pick(3)]], f.reached, REACHED), pick)


def _organisations(f: Figures, word: str, pick: Pick) -> list[Column]:
    parts = [_column([word, "Welzijn A"], [n // 2 + 3 for n in f.reached]),
             _column([word, "Sport B"], [n // 2 + 1 for n in f.reached])]  # fmt: skip
    return _with_total(parts, _column([word, "Samen"], f.reached, REACHED), pick)


def _residents(f: Figures, word: str, pick: Pick) -> list[Column]:
    living, reached = (
        ("Aantal kinderen 4 t/m 12 jaar", word),
        ("Aantal kinderen", "Waarvan bereikt"),
        ("Kinderen woonachtig", "Deelnemers"),
        ("Kinderen in de wijk", word),
        ("Kinderen 4-12 jaar", "Bereikt"),
        ("Kinderen", "Bereik"),
    )[pick(6)]
    columns = [_column([living], RESIDENTS[: len(f.names)]), _column([reached], f.reached, REACHED)]
    shares = [round(100 * n / all_of_them, 1) for n, all_of_them in zip(f.reached, RESIDENTS, strict=False)]
    return [*columns, _column([("Bereik %", "Bereik (%)")[pick(2)]], shares)] if pick(3) == 2 else columns


def _residents_only(f: Figures, _: str, pick: Pick) -> list[Column]:
    word = ("Aantal kinderen 4 t/m 12 jaar", "Aantal kinderen", "Kinderen 4-12 jaar", "Kinderen")[pick(4)]
    jitter = [n + n // 50 * (number % 3 - 1) for number, n in enumerate(RESIDENTS[: len(f.names)])]
    return [_column([word], jitter)]


_REACHED_BLOCKS = (_plain, _sexes, _ages, _budget, _last_year, _quarters, _organisations, _residents, _residents_only)


def _fte_columns(f: Figures, pick: Pick) -> list[Column]:
    word = ("Fte", "FTE kinderwerk", "Formatie (fte)")[pick(3)]
    kind = pick(4)
    if kind == 0:
        return [_column([word], f.fte, FTE)]
    planned = [round(n + 0.3, 1) for n in f.fte]
    if kind == 1:
        return [_column([word, "begroot"], planned), _column([word, "realisatie"], f.fte, FTE)]
    if kind == 2:
        return [_column([word, "realisatie"], f.fte, FTE), _column([word, "begroot"], planned)]
    work = [_column([word, name], [round(n + 0.7, 1) for n in f.fte]) for name in ("Ouderenwerk", "Jongerenwerk")]
    return [*work, _column([word, "Kinderwerk"], f.fte, FTE)]


def _visit_columns(f: Figures, pick: Pick) -> list[Column]:
    word = ("Bezoeken", "Deelnames", "Contactmomenten")[pick(3)]
    year = [sum(quarters) for quarters in f.visits]
    if not pick(3):
        return [_column([word], year, VISITS)]
    parts = [_column([word, f"K{n + 1}"], values) for n, values in enumerate(zip(*f.visits, strict=True))]
    return [*parts, _column([word, "Jaar"], year, VISITS)]


def _beside(f: Figures, pick: Pick, case: Case) -> Column:
    """A column that is no figure of kinderwerk in the year."""
    reached = f.reached
    kinds: tuple[tuple[str, Sequence[Cell]], ...] = (
        ("Verschil", [n // 5 for n in reached]),
        ("Bereik %", [round(n / 900, 3) for n in reached]),
        ("Inwoners", [n * 31 for n in reached]),
        ("Toelichting", ["in 2023 minder kinderen"] * len(reached)),
        ("Nieuwe kinderen", [n // 3 for n in reached]),
        ("Gemiddeld aantal kinderen per keer", [n // 6 for n in reached]),
        ("Doel 2025", [n + 20 for n in reached]),
        ("Wachtlijst", [n // 9 for n in reached]),
        ("Unieke kinderen vorig jaar", [n - 9 for n in reached]),
        ("Unieke kinderen t/m juni", [n // 2 for n in reached]),
        ("Unieke kinderen begroot", [n + 50 for n in reached]),
        ("Percentage bereikt", [f"{n // 9}%" for n in reached]),
        ("Unieke jongeren", [n + 7 for n in reached]),
        ("Kinderen met een zorgsignaal", [n // 8 for n in reached]),
        ("Aantal gezinnen", [n // 2 + 1 for n in reached]),
    )
    name, values = kinds[pick(len(kinds))]
    case.shape.append(f"beside {name}")
    return _column([name], values)


def draw_columns(f: Figures, pick: Pick, case: Case) -> list[Column]:
    word = _REACHED_WORDS[pick(len(_REACHED_WORDS))]
    block = _REACHED_BLOCKS[pick(len(_REACHED_BLOCKS))]
    case.shape.append(block.__name__.strip("_"))
    case.residents_only = block is _residents_only
    blocks = [block(f, word, pick)]
    if pick(2):
        blocks.append(_fte_columns(f, pick))
    if not pick(3) and pick(2):
        blocks.append(_visit_columns(f, pick))
    if pick(4) == 3:
        blocks.append([_column(["Kinderwerkers"], [1 + n % 4 for n in range(len(f.names))], WORKERS)])
    if pick(5) == 4:
        blocks.append([_beside(f, pick, case)])
    if pick(3) == 2:
        blocks.reverse()
        case.shape.append("reversed")
    return [column for columns in blocks for column in columns]


def other_work(f: Figures, pick: Pick, case: Case) -> list[Column]:
    """The kind of work on top, its figures below."""
    case.shape.append("work on top")
    columns = []
    names = [("Ouderenwerk", 40), ("Jongerenwerk", 11), ("Kinderwerk", 0)]
    for work, more in names[::-1] if pick(2) else names:
        own = work == "Kinderwerk"
        columns += [
            _column([work, "Unieke deelnemers"], [n + more for n in f.reached], REACHED if own else ""),
            _column([work, "Fte"], [round(n + more / 10, 1) for n in f.fte], FTE if own else ""),
        ]
    return columns


def facet_on_top(f: Figures, pick: Pick, case: Case) -> list[Column]:
    """The plan or the year on top, the figures below."""
    case.shape.append("facet on top")
    first, second, year = (("Begroot", "Realisatie", YEAR), ("2023", "2024", YEAR - 1))[pick(2)]
    word = _REACHED_WORDS[pick(len(_REACHED_WORDS))]
    other = "" if year == YEAR else REACHED, "" if year == YEAR else FTE
    old = [_column([first, word], [n + 50 for n in f.reached], other[0], year),
           _column([first, "Fte"], [round(n + 0.3, 1) for n in f.fte], other[1], year)]  # fmt: skip
    new = [_column([second, word], f.reached, REACHED), _column([second, "Fte"], f.fte, FTE)]
    return [*new, *old] if pick(2) else [*old, *new]


def three_levels(f: Figures, pick: Pick, case: Case) -> list[Column]:
    """Three rows of headers."""
    case.shape.append("three levels")
    word = _REACHED_WORDS[pick(len(_REACHED_WORDS))]
    planned = [n + 50 for n in f.reached]
    columns = [
        _column(["Kinderwerk", word, "begroot"], planned),
        _column(["Kinderwerk", word, "realisatie"], f.reached, REACHED),
    ]
    if pick(2):
        columns += [_column(["Jongerenwerk", word, "begroot"], [n + 5 for n in planned]),
                    _column(["Jongerenwerk", word, "realisatie"], [n + 5 for n in f.reached])]  # fmt: skip
    return columns


def simple_columns(f: Figures) -> list[Column]:
    return [_column(["Unieke kinderen"], f.reached, REACHED), _column(["Fte"], f.fte, FTE)]


# --- cells with words --------------------------------------------------------------------------------


def put_word(columns: list[Column], pick: Pick, case: Case) -> list[Column]:
    """Put a word in the place of one figure that must be read."""
    at = next((n for n, column in enumerate(columns) if column.indicator == REACHED and column.year == YEAR), None)
    if at is None or len(columns[at].path) > 1 or pick(6) != 5:
        return columns
    word = list(WORDS)[pick(len(WORDS))]
    column, row = columns[at], pick(len(columns[at].values))
    text = "±120" if word == "±" else word
    values = (*column.values[:row], text, *column.values[row + 1 :])
    case.shape.append(f"cell {text}")
    case.remarks.append(text)
    return [*columns[:at], Column(column.path, values, column.indicator, column.year), *columns[at + 1 :]]


def right_value(cell: Cell) -> Right:
    if isinstance(cell, str):
        return WORDS["±" if cell.startswith("±") else cell]
    return None if cell is None else float(cell)
