"""What new figures change: which figures differ, in which order, and which are beyond what the user finds plausible."""

import pytest

from kinderwerk_stats.delivery.effect import (
    Change,
    changes_reach_of_gemeente,
    compare_monitors,
    find_implausible,
    find_losses,
    find_visibility,
    hides_reach,
)
from kinderwerk_stats.model.status import Figure, Status
from tests.builders import monitor_of

KNOWN, HIDDEN = Status.KNOWN, Status.SUPPRESSED


def change(before: float | Status, after: float | Status) -> Change:
    def figure(value):
        return Figure(float("nan"), value) if isinstance(value, Status) else Figure(value, KNOWN)

    return Change("WK900101", "Proef", "reached_count", figure(before), figure(after))


def test_the_same_figures_have_no_effect():
    assert compare_monitors(monitor_of(), monitor_of()) == []


def test_only_what_differs_is_named_the_gemeente_first_and_then_the_largest_change():
    changes = compare_monitors(monitor_of((66, 120, 90)), monitor_of((66, 132, 180)))
    reached = [(c.area_code, c.before.value, c.after.value) for c in changes if c.name == "reached_count"]
    assert reached == [("GM9001", 276, 378), ("WK900103", 90, 180), ("WK900102", 120, 132)]
    assert {c.name for c in changes} == {"reached_count", "reach_share"}


def test_a_figure_that_is_no_longer_known_comes_before_any_change():
    changes = compare_monitors(monitor_of((66, 120, 90)), monitor_of((600, Status.UNKNOWN, 90)))
    wijken = [c.area_code for c in changes if c.area_code.startswith("WK") and c.name == "reached_count"]
    assert wijken == ["WK900102", "WK900101"]


def test_a_wijk_of_only_one_of_both_is_not_compared():
    changes = compare_monitors(monitor_of((66, 120), (1, 1), children=(800, 900)), monitor_of())
    assert "WK900103" not in {c.area_code for c in changes}


def test_a_hidden_count_has_no_size_of_change():
    assert change(66, HIDDEN).relative is None


def _said(*args, **kwargs):
    return {(c.area_code, c.name): (c.before.value, c.after.value) for c in compare_monitors(*args, **kwargs)}


def test_of_one_year_a_count_hidden_in_one_version_is_hidden_in_both():
    # Hidden are 3 and 12 first, 3 and 8 then. With the 12 of the second and the total of the first, 3 is left.
    first, second = monitor_of((3, 12, 45)), monitor_of((3, 12, 8))
    assert _said(first, second) == {}
    assert _said(second, first) == {}


def test_with_the_same_wijken_hidden_the_rest_and_the_total_are_compared():
    said = _said(monitor_of((3, 12, 45)), monitor_of((4, 12, 50)))
    assert said[("WK900103", "reached_count")] == (45, 50)
    assert said[("GM9001", "reached_count")] == (60, 66)
    assert not {code for code, _ in said} & {"WK900101", "WK900102"}


def test_what_is_hidden_on_the_screens_now_is_hidden_between_older_versions():
    # The second wijk protects a small count now; what it was before may not come back from older versions.
    first, second = monitor_of((30, 12, 45)), monitor_of((30, 14, 50))
    assert _said(first, second)[("WK900102", "reached_count")] == (12, 14)
    said = _said(first, second, beside=[monitor_of((3, 14, 50))])
    assert set(said) == {("WK900103", "reached_count"), ("WK900103", "reach_share")}


def test_it_can_be_said_that_something_is_not_compared():
    assert hides_reach(monitor_of((30, 12, 45)), monitor_of((3, 12, 45)))
    assert not hides_reach(monitor_of((30, 12, 45)))


def test_gaps_to_an_average_that_is_not_compared_are_not_either():
    first, second = monitor_of((30, 12, 45)), monitor_of((3, 12, 50))
    assert not {name for _, name in _said(first, second, ("gap_children_count", "gap_fte"))}


def test_other_figures_of_a_hidden_wijk_are_compared():
    said = _said(monitor_of((3, 12, 45), (0.5, 1, 1)), monitor_of((3, 12, 45), (0.6, 1, 1)))
    assert said[("WK900101", "kinderwerker_fte")] == (0.5, 0.6)


def test_two_years_each_hide_what_is_small_in_them():
    said = _said(monitor_of((3, 12, 45), year=2023), monitor_of((30, 12, 45), year=2024))
    assert said[("GM9001", "reached_count")] == (60, 87)
    assert ("WK900101", "reached_count") in said


@pytest.mark.parametrize(
    ("before", "after", "relative"), [(80, 100, 0.25), (80, 60, -0.25), (0, 5, float("inf")), (0, 0, 0.0)]
)
def test_the_change_is_relative_to_what_it_was(before, after, relative):
    assert change(before, after).relative == relative


@pytest.mark.parametrize(
    ("before", "after", "implausible"),
    [
        (80, 100, False),
        (80, 101, True),
        (80, 60, False),
        (80, 59, True),
        (80, Status.UNKNOWN, True),
        (Status.UNKNOWN, 80, False),
        (0, 5, True),
    ],
)
def test_a_change_beyond_the_limit_or_a_lost_figure_is_implausible(before, after, implausible):
    assert bool(find_implausible([change(before, after)], 0.25)) is implausible


def test_a_figure_that_fewer_wijken_have_is_a_loss_and_a_hidden_one_is_not():
    visits = {"visits_count": (700, 800, 900)}
    before = monitor_of(bereik=visits)
    assert find_losses(before, monitor_of(bereik={"visits_count": (700, 3, 900)})) == []
    fewer = monitor_of(bereik={"visits_count": (700, Status.UNKNOWN, 900)})
    assert find_losses(before, fewer) == [("visits_count", 3, 2)]
    assert find_losses(fewer, before) == []
    assert find_losses(monitor_of(None), before) == []


# --- what else is published, and what is hidden --------------------------------------------------------


@pytest.mark.parametrize("name", ["visits_count", "work_hours", "locations_count", "volunteers_count"])
def test_everything_that_is_published_is_compared(name):
    before, after = (monitor_of(bereik={name: (700, 800, last)}) for last in (900, 9000))
    changes = [change for change in compare_monitors(before, after) if change.area_code.startswith("WK")]
    assert [(c.area_code, c.name, c.relative) for c in changes] == [("WK900103", name, 9.0)]
    assert [c.area_code for c in find_implausible(changes, 0.25)] == ["WK900103"]


def test_signals_of_the_gemeente_are_compared():
    before, after = (monitor_of(bereik={"signals_count": (20, 30, last)}) for last in (40, 140))
    assert [(c.area_code, c.name) for c in compare_monitors(before, after)] == [("GM9001", "signals_count")]


def test_a_count_that_becomes_hidden_is_named_and_never_how_many_it_was():
    before, after = monitor_of((35, 120, 90)), monitor_of((3, 120, 90))
    hidden = [(item.area_name, item.name, item.hidden) for item in find_visibility(before, after)]
    assert ("Wijk 01 Proef", "reached_count", True) in hidden
    assert changes_reach_of_gemeente(before, after)
    assert [item.hidden for item in find_visibility(after, before)] == [False] * len(hidden)


def test_what_was_not_there_does_not_become_hidden():
    before, after = monitor_of((35, 120, 90)), monitor_of((3, 120, 90))
    assert "visits_count" not in {item.name for item in find_visibility(before, after)}


def test_nothing_becomes_hidden_where_the_same_wijken_are():
    assert find_visibility(monitor_of((3, 12, 45)), monitor_of((4, 12, 50))) == []
