"""Divisions against a hand example and a published formula."""

import json

import pandas as pd
import pytest

from kinderwerk_stats.analysis.allocation import AllocationInput, allocate
from kinderwerk_stats.analysis.allocation_money import Formula, divide_eur
from kinderwerk_stats.gemeente.allocation import find_part_of_country
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.library import read_files

OBJECTIVES = {
    "proportional_webster": "evenredig", "minimax": "laagste", "max_reach": "meeste", "min_max_gap": "kloof",
}  # fmt: skip


def test_the_hand_example(shared_dir):
    example = json.loads((shared_dir / "validation/handcheck/allocation_4wijken.json").read_text(encoding="utf-8"))
    given = AllocationInput(
        codes=tuple(example["wijk"]),
        children=tuple(map(float, example["children"])),
        need_weight=tuple(example["need"]),
        fte=tuple(example["fte0"]),
        budget_tenths=round(example["budget_fte"] / example["step"]),
        children_per_fte=example["a"],
    )
    found = {name: [round(x * 10) for x in allocate(given, goal).after_fte] for name, goal in OBJECTIVES.items()}
    assert found == example["expected"]


def test_the_youth_work_money_of_leeds(shared_dir):
    """2013: half by headcount, half by those in the most deprived areas; published per area."""
    rows = pd.read_csv(shared_dir / "validation/leeds/targeted_youth_work_2013.csv")
    formula = Formula({"population_11_17": 39.05976, "in_40_percent_most_deprived": 60.94024})
    columns = {name: rows[name].tolist() for name in formula.shares}
    published = rows["allocation_gbp"].tolist()
    found = divide_eur(sum(published), formula, columns)
    assert sum(found) == 818_483
    assert found == pytest.approx(published, abs=1)


def test_the_part_of_utrecht_in_the_kinderwerkers_of_the_country(shared_dir):
    """By headcount: its part of the children of 0-14, over all 3,393 wijken."""
    library = read_files([shared_dir / "cbs/statline-85984NED-2024-nederland.csv"], year=2024)
    children = combine_areas(library, 2024, "wijk").values["children_0_14_count"]
    assert len(children) == 3393
    share = children[children.index.str.startswith("WK0344")].sum() / children.sum()
    found = find_part_of_country(library, "GM0344", 2024)
    assert found.by_children == pytest.approx((400 * share, 500 * share), abs=0.5)
    assert found.by_need is None
