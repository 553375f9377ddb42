"""What new figures change: which figures differ, in which order, and which are beyond what the user finds plausible."""

import pytest

from kinderwerk_stats.effect import Change, compare_monitors, find_implausible
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
    changes = compare_monitors(monitor_of((66, 120, 90)), monitor_of((3, 120, 90)))
    hidden = next(c for c in changes if c.area_code == "WK900101" and c.name == "reached_count")
    assert (hidden.after.status, hidden.relative) == (HIDDEN, None)


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
