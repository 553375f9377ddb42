"""Who lives there now only grows older: the sum by hand and in plain Python, and how well it did before."""

import math
import random

import pandas as pd
import pytest

from kinderwerk_stats.analysis.ageing import ages_before, bound_error, compute_later_share, widen
from kinderwerk_stats.gemeente.later import build_later
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import strong
from kinderwerk_stats.text.plan_later import how_well_sentences, later_rows, not_in_table, rule_sentences
from tests.builders import GEMEENTE, ages_table, cbs_table, library_of

CODES = [f"WK9001{number:02d}" for number in range(1, 11)]
PARTS = [number / 55 for number in range(1, 11)]


def born(year: int) -> float:
    """Return how many children of the gemeente were born in a year; every year another number."""
    return 600 + 17 * (year % 7) + 3 * (year % 11)


def ages_of(year: int) -> list[float]:
    return [born(year - age) for age in range(15)]


def tables_of(year: int, grown: float = 1.0, children=None, **options):
    """Return a year of a gemeente that nobody enters or leaves, but for so many times as many children."""
    n0 = [part * grown * sum(ages_of(year)) for part in PARTS] if children is None else children
    figures = {"children_0_14_count": [grown * sum(ages_of(year)), *n0]}
    ages = ages_table({GEMEENTE: [grown * count for count in ages_of(year)]}, year=year, file=f"leeftijden-{year}.csv")
    return [cbs_table(figures, [GEMEENTE, *CODES], year=year, **options), ages]


def later_of(*tables, ahead=1, year=None):
    library = library_of(*tables)
    years = library.years(GEMEENTE)
    monitors = {each: build_monitor(library, GEMEENTE, each) for each in years}
    monitor = monitors[year or years[-1]]
    return monitor, build_later(library, monitor, ahead, years, monitors.__getitem__)


@pytest.mark.parametrize(("age_range", "ahead", "first", "last"), [("4-12", 1, 3, 11), ("4-11", 4, 0, 7)])
def test_who_is_of_the_ages_then_is_younger_now(age_range, ahead, first, last):
    assert list(ages_before(age_range, ahead)) == list(range(first, last + 1))


@pytest.mark.parametrize("ahead", [0, 5])
def test_children_who_are_not_born_are_refused(ahead):
    with pytest.raises(ValueError, match="years_ahead"):
        ages_before("4-12", ahead)


def test_the_sum_by_hand():
    # 1 newborn, 2 of one year old, ..., 15 of 14: 45 of the 120 are 0-8 now.
    assert compute_later_share(pd.Series(range(1, 16), dtype=float), "4-12", 4) == 45 / 120


def test_the_sum_once_more_in_plain_python():
    draw = random.Random(9)
    for _ in range(50):
        counts, n0 = [draw.randrange(1, 400) for _ in range(20)], draw.randrange(1, 3000)
        for ahead in (1, 2, 3, 4):
            younger = 0
            for age_then in range(4, 12):
                younger += counts[age_then - ahead]
            expected = n0 * younger / sum(counts[:15])
            share = compute_later_share(pd.Series(counts, dtype=float), "4-11", ahead)
            assert n0 * share == pytest.approx(expected)


def test_missing_stays_missing():
    ages = pd.Series(10.0, index=range(15))
    assert math.isnan(compute_later_share(ages * 0, "4-12", 2)), "no children are no share of 0"
    assert math.isnan(compute_later_share(ages.drop(0), "4-12", 1)), "the 0-14 that is divided by is not known either"


def test_nine_tests_are_the_fewest_that_give_a_margin():
    assert bound_error([]) is None
    few = bound_error([0.01 * i for i in range(8)])
    assert (few.margin, few.largest, few.more) == (None, 0.07, 7)
    assert bound_error([0.01 * i for i in range(9)]).margin == 0.08
    many = bound_error([(-1) ** i * 0.01 * i for i in range(1, 100)])
    assert (many.margin, many.held, many.tested) == (0.9, 90, 99)


def test_later_is_never_surer_than_now():
    low, high = widen(500, 0.0, (400, 380, 420))
    assert (low, high) == pytest.approx((475, 525))
    assert widen(500, 2.0, (400, 400, 400))[0] == 0


@pytest.mark.parametrize("ahead", [1, 2, 3, 4])
def test_where_nobody_moves_the_rule_is_exact(ahead):
    monitor, later = later_of(*(table for year in range(2020, 2025) for table in tables_of(year)), ahead=ahead)
    assert later.pairs == tuple((first, first + ahead) for first in range(2020, 2025 - ahead))
    assert later.test.tested == sum(part * sum(ages_of(first)) >= 100 for first, _ in later.pairs for part in PARTS)
    assert later.test.largest == pytest.approx(0, abs=1e-12)
    truth = sum(born(2024 + ahead - age) for age in range(4, 13))
    assert later.whole.count.value == pytest.approx(truth)
    assert later.wijken[CODES[3]].count.value == pytest.approx(truth * PARTS[3])
    assert all(row[2] for row in later_rows(monitor, later))


def test_who_moves_in_is_the_error_and_widens_every_margin():
    _, later = later_of(*tables_of(2023), *tables_of(2024, grown=1.1))
    assert (later.test.margin, later.test.more) == (pytest.approx(0.1), later.test.tested)
    assert later.whole_test.largest == pytest.approx(0.1)
    wijk = later.wijken[CODES[9]]
    assert wijk.ends[1] > 1.1 * wijk.count.value
    assert later.whole.ends is None, "one test of the gemeente is no margin"
    said = " ".join(how_well_sentences(later))
    assert "van 2023 naar 2024" in said
    assert f"{later.test.tested} van de {later.test.tested} keer hoogstens {strong('10 %')} naast" in said


def test_one_year_on_file_gives_no_margin_and_says_so():
    monitor, later = later_of(*tables_of(2024), ahead=2)
    assert later.test is None
    assert all(each.ends is None for each in later.wijken.values())
    assert "is hier niet bekend" in " ".join(how_well_sentences(later))
    assert {row[3] for row in later_rows(monitor, later)} == {""}


def test_years_after_the_one_that_is_looked_at_play_no_part():
    _, later = later_of(*tables_of(2023), *tables_of(2024), year=2023)
    assert (later.year, later.test) == (2023, None)


@pytest.mark.parametrize("change", [2, 3, None])
def test_a_wijk_with_another_border_is_no_test(change):
    changes = [1, *[1] * 9, change]
    _, whole = later_of(*tables_of(2023), *tables_of(2024))
    _, later = later_of(*tables_of(2023), *tables_of(2024, changes=changes))
    assert later.test.tested == whole.test.tested - 1
    assert later.whole_test is None, "the gemeente may have other borders too"
    assert "Voor de hele gemeente is de som niet na te rekenen" in how_well_sentences(later)[-1]


def test_a_year_missing_in_between_is_no_test():
    _, later = later_of(*tables_of(2022), *tables_of(2024), ahead=2)
    assert later.test is None


def test_without_ages_of_that_year_there_is_no_doorrekening():
    figures, _ = tables_of(2024)
    _, ages = tables_of(2023)
    monitor, later = later_of(figures, ages)
    assert later.why_not == "geen_leeftijden"
    assert {each.count.status for each in (*later.wijken.values(), later.whole)} == {Status.UNKNOWN}
    assert "in 2024 in de gemeente wonen (CBS, 03759ned)" in rule_sentences(later)[0]
    assert how_well_sentences(later) == []
    assert {row[2] for row in later_rows(monitor, later)} == {"onbekend"}


def test_few_or_unknown_children_are_never_a_number():
    children = [99, 100, Status.SUPPRESSED, 0, *[500] * 6]
    monitor, later = later_of(*tables_of(2024, children=children))
    found = [later.wijken[code].count for code in CODES[:4]]
    assert [figure.status for figure in found] == [
        Status.TOO_FEW_CHILDREN, Status.KNOWN, Status.SUPPRESSED, Status.TOO_FEW_CHILDREN,
    ]  # fmt: skip
    assert math.isnan(found[0].value)
    # They have no row, and it is said which they are.
    small = [monitor.names[CODES[0]], monitor.names[CODES[3]]]
    assert not {row[0] for row in later_rows(monitor, later)} & set(small)
    assert not_in_table(monitor, later).startswith(f"Niet in de tabel: {small[0]} en {small[1]} (minder dan 100 ")


def test_a_wijk_with_counted_ages_has_its_own():
    own = ages_table({CODES[0]: [7.0] * 9 + [50.0] * 6}, file="eigen.csv")
    _, later = later_of(*tables_of(2024, children=[363, *[500] * 9]), own, ahead=4)
    assert later.wijken[CODES[0]].count.value == 63
