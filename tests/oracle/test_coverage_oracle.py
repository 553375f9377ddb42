"""Coverage once more in plain Python, on METHOD 5.3's four wijken and on moved inputs."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from tests.builders import SHARE, coverage_input


def oracle(n0, reached, fte, norm_reach, norm_per_fte):
    """One wijk, straight from the formulas."""
    n = n0 * SHARE
    cv = math.sqrt((math.sqrt(0.000211 + 0.1417 / n0) / 0.606) ** 2 + (2 / n0) ** 2)
    low, high = n * (1 - 1.96 * cv), n * (1 + 1.96 * cv)
    return {
        "children_count": n,
        "children_low": low,
        "children_high": high,
        "reach_share": reached / n,
        "reach_low": reached / high,
        "reach_high": reached / low,
        "children_per_fte": n / fte if fte else math.nan,
        "gap_children_count": max(0.0, norm_reach * n - reached),
        "gap_fte": max(0.0, n / norm_per_fte - fte),
    }


CHILDREN = [400 / SHARE, 600 / SHARE, 300 / SHARE, 200 / SHARE]
REACHED = [72, 150, 0, 40]
FTE = [0.5, 1.0, 0.0, 0.2]


def test_every_figure_of_every_wijk_is_the_plain_formula():
    coverage = compute_coverage(coverage_input(CHILDREN, REACHED, FTE), Norm(300, 0.3))
    for (_, row), n0, reached, fte in zip(coverage.values.iterrows(), CHILDREN, REACHED, FTE, strict=True):
        for name, expected in oracle(n0, reached, fte, 0.3, 300).items():
            assert row[name] == pytest.approx(expected, nan_ok=True), name


def test_the_hand_example_of_the_method():
    coverage = compute_coverage(coverage_input(CHILDREN, REACHED, FTE), Norm(children_per_fte=300))
    assert coverage.values["reach_share"].round(4).tolist() == [0.18, 0.25, 0, 0.2]
    assert coverage.values["children_per_fte"].round().fillna(-1).tolist() == [800, 600, -1, 1000]
    assert coverage.values["gap_fte"].round(2).tolist() == [0.83, 1.0, 1.0, 0.47]
    assert coverage.totals["reach_share"].value == pytest.approx(262 / 1500)
    assert round(coverage.totals["children_per_fte"].value) == 882


@pytest.mark.parametrize(
    ("moved", "figure", "up"),
    [
        ("reached", "reach_share", True),  # more children reached among the same children
        ("reached", "gap_children_count", False),
        ("children", "reach_share", False),  # the same reach among more children
        ("children", "gap_fte", True),
        ("fte", "children_per_fte", False),  # more workers for the same children
        ("fte", "gap_fte", False),
    ],
)
def test_moving_one_input_moves_the_figure_the_expected_way(moved, figure, up):
    before = {"children": [900.0, 900.0], "reached": [90.0, 90.0], "fte": [0.5, 0.5]}
    after = {name: list(values) for name, values in before.items()}
    after[moved][0] *= 1.5
    norm = Norm(300, 0.3)
    first, second = (
        compute_coverage(coverage_input(x["children"], x["reached"], x["fte"]), norm).values.iloc[0][figure]
        for x in (before, after)
    )
    assert (second > first) if up else (second < first)
