"""Another value in a hidden cell gives the same pages, commands and files to the letter (METHOD 7.2).

Other hidden cells change with it so that the total stays the same. Then no reader, however clever, can tell the two
apart: not by a figure, an order, an axis, a choice of what to show first, or the size of a file.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis import coverage as coverage_module
from kinderwerk_stats.analysis.allocation import OBJECTIVES
from kinderwerk_stats.analysis.disclosure import Suppression
from kinderwerk_stats.cli import divide, main
from kinderwerk_stats.gemeente.allocation import AllocationBase, build_allocation_base
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan_choice import Bound, CostStep, FormulaChoice, PlanChoice
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.library import Library
from tests.builders import GEMEENTE
from tests.properties.test_attack import BOTH, NORM, exhaustive
from tests.published import Published, everything, plan_file_cells, plan_says
from tests.worlds import YEAR, World, small_wijken, worlds


def _spread(amount: int, caps: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Return a count per wijk between its least and most, together `amount` or as near as they come."""
    counts = {code: least for code, (least, _) in caps.items()}
    left = amount - sum(counts.values())
    assert left >= 0, "no room: the small count cannot have this value"
    for code, (least, most) in caps.items():
        more = min(left, most - least)
        counts[code] += more
        left -= more
    return counts


def another_world(world: World, hidden: list[str], chosen: str, value: int, k: int) -> World:
    """Return a world in which a small count is `value`, and the other hidden ones make up for it."""
    counts = dict(zip(world.codes, world.reached, strict=True))
    numbers = {code: count for code, count in counts.items() if code in hidden and isinstance(count, int)}
    own = numbers.pop(chosen)
    most = world.total if world.total is not None else 10_000
    caps = {c: (1, k - 1) if u < k else (k, max(most, k)) for c, u in numbers.items()}
    # The large ones first: they give most room.
    caps = dict(sorted(caps.items(), key=lambda entry: entry[1][0], reverse=True))
    others = _spread(own + sum(numbers.values()) - value, caps)
    changed = others | {chosen: value}
    reached = tuple(changed.get(code, count) for code, count in counts.items())
    # Fewer visits than children or more: the reader says so to who delivers, and to nobody else.
    visits = tuple(
        max(1, 7 - changed[code]) if code in changed and isinstance(count, int) else count
        for code, count in zip(world.codes, world.visits, strict=True)
    )
    shift = sum(v for v in visits if isinstance(v, int)) - sum(v for v in world.visits if isinstance(v, int))
    visits_total = None if world.visits_total is None else world.visits_total + shift
    return replace(world, reached=reached, visits=visits, visits_total=visits_total)


def _free_world(world: World, chosen: str, value: int) -> World:
    """Return a world in which one count is `value` and the total, which nobody sees, follows."""
    counts = dict(zip(world.codes, world.reached, strict=True))
    own = counts[chosen]
    assert isinstance(own, int)
    shift = value - own
    reached = tuple(value if code == chosen else count for code, count in counts.items())
    visits = tuple(
        v + shift if code == chosen and isinstance(v, int) else v
        for code, v in zip(world.codes, world.visits, strict=True)
    )
    moved = tuple(None if each is None else each + shift for each in (world.total, world.visits_total))
    return replace(world, reached=reached, visits=visits, total=moved[0], visits_total=moved[1])


def same_choice(hidden: pd.Series, *, total_hidden: bool = False):
    """Return a patch that makes the choice of what to hide the one of another world."""
    return patch.object(coverage_module, "choose_suppressed", return_value=Suppression(hidden, total_hidden))


def check_same(world: World, pick: int, share: float, k: int) -> None:
    assume(not world.location and world.library().results[-1].usable)
    monitor = world.monitor(threshold=k)
    hidden = monitor.coverage.status["reached_count"] == Status.SUPPRESSED
    small = small_wijken(world, k)
    assume(small)
    total = monitor.coverage.totals["reached_count"]
    chosen, value = small[pick % len(small)], 1 + int(share * (k - 1))
    if total.known:
        other = another_world(world, [str(code) for code in hidden.index[hidden]], chosen, value, k)
    else:
        other = _free_world(world, chosen, value)
    assume(other.library().results[-1].usable)
    event("total shown" if total.known else "total not shown")
    published = everything(world.library(), NORM, k)
    with same_choice(hidden, total_hidden=total.status == Status.SUPPRESSED):
        assert everything(other.library(), NORM, k) == published


_picked = {"pick": st.integers(0, 6), "share": st.floats(0, 0.999)}


@pytest.mark.slow
@pytest.mark.parametrize("k", BOTH)
def test_every_other_value_of_a_small_count_gives_the_same_pages_and_downloads(k):
    @settings(exhaustive, max_examples=8)
    @given(world=worlds(k), **_picked)
    def try_out(world, pick, share):
        check_same(world, pick, share, k)

    try_out()


# --- files, two years, paper --------------------------------------------------------------------------

_OPEN, _VISITS = (90, 120, 70), (95, 130, 75)
FIVE = World((60.0, 60.0, *[800.0] * 4), (4, 4, 30, *_OPEN), (9, 9, 90, *_VISITS), 318, 408, signals=(3, 2, 1, 0, 0, 0))
OTHER_FIVE = replace(FIVE, reached=(1, 2, 35, *_OPEN), visits=(8, 7, 93, *_VISITS), signals=(1, 1, 1, 1, 1, 1))
TEN = World((300.0, 300.0, *[800.0] * 4), (9, 7, 30, *_OPEN), (12, 12, 90, *_VISITS), 326, 414)
OTHER_TEN = replace(TEN, reached=(1, 5, 40, *_OPEN), visits=(13, 11, 90, *_VISITS))
PAIRS = {5: (FIVE, OTHER_FIVE), 10: (TEN, OTHER_TEN)}


def hidden_in(world: World) -> pd.Series:
    """Return the choice that holds for both worlds of a pair: the first three wijken."""
    return pd.Series([True] * 3 + [False] * 3, index=pd.Index(world.codes, name="wijk_code"))


def _both(k: int, years: tuple[int, ...], **options: bool) -> tuple[Published, Published]:
    world, other = PAIRS[k]
    assert world.monitor(threshold=k).coverage.status["reached_count"].eq(Status.SUPPRESSED).sum() == 3
    published = everything(world.library(years), NORM, k, **options)
    with same_choice(hidden_in(world)):
        return published, everything(other.library(years), NORM, k, **options)


@pytest.mark.slow
@pytest.mark.parametrize(("k", "years", "sheets"), [(5, (YEAR - 1, YEAR), True), (10, (YEAR,), False)])
def test_two_years_files_and_sheets_give_no_more_than_the_table(k, years, sheets):
    published, again = _both(k, years, files=True, sheets=sheets)
    assert again == published
    for kind in ("xlsx", "behoefte xlsx", "dia's", "werkmap", "open csv", "presentatie", "vergelijkbaar"):
        assert any(key.startswith(kind) for key in published), kind
    deck = published["dia's 2024 4-12"]
    assert any("embeddings" in name and "sheet1.xml" in name for name in deck)
    assert any("notesSlide" in name for name in deck)
    assert any(key.startswith("jaren") for key in published) == (len(years) > 1)
    assert any(key.startswith("bladen") for key in published) == sheets


def _beside_another(world: World) -> Library:
    """Return the library of a world with the bereik of a second organisation, which hides the same three wijken."""
    second = replace(world, reached=(4, 4, 30, 60, 140, 80), visits=(9, 9, 90, 60, 140, 80), total=318, signals=())
    named = []
    for name, result in (("Noord", world.library().results[-1]), ("Zuid", second.library().results[-1])):
        tables = (replace(t, source=replace(t.source, publisher=name, file=f"{name}.xlsx")) for t in result.tables)
        named.append(replace(result, path=Path(f"{name}.xlsx"), tables=tuple(tables)))
    return Library([*world.library().results[:-1], *named])


@pytest.mark.slow
def test_a_second_organisation_beside_it_tells_no_hidden_reach():
    world, other = PAIRS[5]
    together = build_monitor(_beside_another(world), GEMEENTE, YEAR, threshold=5)
    assert together.organisations == ("Noord", "Zuid") and together.coverage.together
    published = everything(_beside_another(world), NORM, 5)
    with same_choice(hidden_in(world)):
        assert everything(_beside_another(other), NORM, 5) == published
    # A count that is shown does change it: else nothing was compared.
    shown = replace(world, reached=(*world.reached[:3], 80, *world.reached[4:]), total=308)
    assert everything(_beside_another(shown), NORM, 5) != published


@pytest.mark.parametrize("quarters", [True, False])
def test_what_a_reader_says_of_counts_is_said_to_nobody_else(quarters):
    # Quarters that bound the year, fewer visits than children, and children where nobody works: of hidden wijken only.
    world = World((800.0,) * 5, (17, 1, 60, 79, 90), (153, 9, 540, 711, 810), 247, fte=(0.5,) * 5, quarters=quarters)
    other = replace(world, reached=(14, 4, 60, 79, 90), visits=(3, 2, 540, 711, 810))
    said = {problem.code for w in (world, other) for result in w.library().results for problem in result.problems}
    assert "minder_bezoeken_dan_kinderen" in said
    hidden = world.monitor().coverage.status["reached_count"] == Status.SUPPRESSED
    assert hidden.tolist() == [True, True, False, False, False]
    assert everything(other.library(), NORM, 5) == everything(world.library(), NORM, 5)


def _register(visits: dict[str, list[int]]) -> Library:
    """Return a library with a row for each activity: the wijk, the day and how many took part."""
    days = [(code, f"{number + 1:02d}-03-2024", count) for code, counts in visits.items()
            for number, count in enumerate(counts)]  # fmt: skip
    rows = [[code, day, "kinderwerk", "4-12", count] for code, day, count in days]
    sheet = Sheet("register", [["wijkcode", "datum", "werksoort", "leeftijd", "deelnames"], *rows])
    world = World((800.0,) * len(visits), (None,) * len(visits), (None,) * len(visits))
    results = [r for r in world.library().results if r.kind != "bereik"]
    return Library([*results, read_bereik(Path("register-2024.xlsx"), [sheet])])


def test_a_register_gives_no_small_number_of_visits():
    seen, other = (
        _register({"WK900101": [1, few], "WK900102": [20, 31], "WK900103": [12, 9], "WK900104": [0, 0]})
        for few in (1, 3)
    )
    visits = build_monitor(seen, GEMEENTE, YEAR).coverage.status["visits_count"]
    assert visits.tolist() == [Status.SUPPRESSED, Status.KNOWN, Status.KNOWN, Status.KNOWN]
    assert everything(other, NORM, 5) == everything(seen, NORM, 5)


def test_a_hidden_count_is_not_told_from_the_one_that_protects_it():
    # 3 is small, 12 protects it: with the two changed round every page, command and file is the same.
    world = World((800.0, 800.0, 800.0), (3, 12, 90), (9, 20, 99), 105)
    other = replace(world, reached=(12, 3, 90), visits=(20, 9, 99))
    assert everything(other.library(), NORM, 5, files=True) == everything(world.library(), NORM, 5, files=True)


def test_no_digit_of_a_hidden_count_stands_anywhere():
    # Counts that stand out, made small by the threshold: 9371 can be nothing else.
    world = World((80_000.0, 90_000.0, 100_000.0), (9371, 12_000, 15_000), (93_719, 130_000, 150_000))
    found = everything(world.library(), NORM, 20_000)
    shown = everything(world.library(), NORM, 0)
    for digits in ("9371", "9.371", "93719", "93.719"):
        assert digits in str(shown), digits
        assert digits not in str(found), digits


# --- the budget of a plan as an oracle ----------------------------------------------------------------

COSTS = (CostStep("geheel", Decimal(80_000), Decimal(100_000), "begroting"),
         CostStep("traject", Decimal(10_000), Decimal(20_000), "jaarrekening"),
         CostStep("hulp", Decimal(10), Decimal(15), "onderzoek"))  # fmt: skip
FORMULA = FormulaChoice(50, 50)
# From 0.1 fte up to more than there is, and everything else that somebody can fill in.
SWEPT = [PlanChoice(budget_tenths=tenths, formula=FORMULA, costs=COSTS) for tenths in range(1, 41)]
RULES = [
    replace(choice, budget_tenths=tenths)
    for tenths in (3, 14, 90)
    for choice in (
        PlanChoice(keep=False, formula=FORMULA),
        PlanChoice(post_tenths=4),
        PlanChoice(most_tenths=6, bounds=(Bound("WK900101", 2, 9), Bound("WK900102", None, 7))),
        PlanChoice(goal_children_per_fte=200, fewer_tenths=tenths),
    )
]
IN_EUR = [PlanChoice(budget_eur=eur, costs=COSTS) for eur in (4_000, 9_000, 125_000)]


def plan_base(world: World, k: int) -> tuple[Monitor, AllocationBase]:
    """Return what plans are made of, drawn a few times: every draw counts as much, and takes its time."""
    library, monitor = world.library(), world.monitor(threshold=k)
    base = build_allocation_base(monitor, build_need(library, monitor))
    return replace(monitor, own_words=library.own_words[GEMEENTE]), replace(base, draws=base.draws[:2])


def plans_of(world: World, k: int) -> list[object]:
    monitor, base = plan_base(world, k)
    said: list[object] = [line for choice in (*SWEPT, *RULES, *IN_EUR) for line in plan_says(monitor, base, choice)]
    return [*said, *plan_file_cells(monitor, base, SWEPT[24])]


def divided_by_command(world: World, k: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what `verdeel` prints, in words and as JSON, for every goal."""
    library = world.library()
    said: list[str] = []
    formula = ("--formule", '{"aandelen": {"children": 50, "weighted_children": 50}}')
    in_eur = ("--budget-eur", "90.000", "--kosten-per-fte", "80.000-90.000")
    for goal in OBJECTIVES:
        for asked in (("--fte", "0,3", "--json"), (*in_eur, "--json"), ("--fte", "2,5")):
            more = formula if goal == "formule" else ()
            given = ["--cbs", __file__, "--gemeente", GEMEENTE, "--doel", goal, "--drempel", str(k)]
            with patch.object(divide, "read_files", return_value=library):
                assert main(["verdeel", *given, *asked, *more]) == 0
            said += capsys.readouterr()
    return said


@pytest.mark.parametrize("k", PAIRS)
def test_no_budget_tells_a_hidden_reach(k):
    world, other = PAIRS[k]
    said = plans_of(world, k)
    with same_choice(hidden_in(world)):
        assert plans_of(other, k) == said
    # A count that is shown does change it: else nothing was compared.
    shown = (*world.reached[:3], 80, *world.reached[4:])
    assert plans_of(replace(world, reached=shown, total=None), k) != said
    assert len(said) > 1000


def test_no_division_by_command_tells_a_hidden_reach(capsys):
    k = 5
    world, other = PAIRS[k]
    said = divided_by_command(world, k, capsys)
    with same_choice(hidden_in(world)):
        assert divided_by_command(other, k, capsys) == said
    assert any("aanname" in line for line in said) and any("Aanname" in line for line in said)
