"""Cells that differ between two versions, for every kind of table."""

import pytest
import shapely

from kinderwerk_stats.store.compare import COLUMNS, compare_tables
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, named_shapes

CHILDREN = "children_0_14_count"


def rows_of(before, after):
    changes = compare_tables(before, after)
    assert tuple(changes.columns) == COLUMNS
    return [tuple(row) for row in changes[["area", "indicator", "before", "after"]].fillna(-1).itertuples(index=False)]


def test_a_changed_figure_has_its_area_by_name():
    changes = compare_tables(cbs_table({CHILDREN: [30, 10, 10, 10]}), cbs_table({CHILDREN: [31, 10, 11, 10]}))
    assert changes["area"].tolist() == [GEMEENTE, WIJKEN[1]]
    assert changes["name"].tolist() == [f"Naam {GEMEENTE}", f"Naam {WIJKEN[1]}"]


def test_areas_and_indicators_that_came_or_went_have_no_status_on_one_side():
    before = cbs_table({CHILDREN: [30, 10]}, (GEMEENTE, WIJKEN[0]))
    after = cbs_table({CHILDREN: [30, 10], "woz_eur": [1, 2]}, (GEMEENTE, WIJKEN[1]))
    changes = compare_tables(before, after).set_index(["area", "indicator"])
    assert set(changes.index) == {
        (WIJKEN[0], CHILDREN),
        (WIJKEN[1], CHILDREN),
        (GEMEENTE, "woz_eur"),
        (WIJKEN[1], "woz_eur"),
    }
    assert changes.loc[(WIJKEN[0], CHILDREN), ["status_before", "status_after"]].tolist() == ["bekend", ""]
    assert changes.loc[(WIJKEN[1], CHILDREN), ["status_before", "status_after"]].tolist() == ["", "bekend"]


def test_ages_and_the_own_total_of_an_organisation():
    assert rows_of(ages_table({GEMEENTE: [1, 2]}), ages_table({GEMEENTE: [1, 3]})) == [(GEMEENTE, "leeftijd 1", 2, 3)]
    one, two = (bereik_table({"reached_count": [1, 2, 3]}, total={"reached_count": n}) for n in (5, 6))
    assert rows_of(one, two) == [("totaal", "reached_count", 5, 6)]


def test_bereik_without_codes_goes_by_name_and_two_rows_of_one_name_stay_apart():
    def named(*figures):
        return bereik_table({"reached_count": figures}, [None] * 3, names=["Oost", "Oost", "West"])

    assert rows_of(named(1, 2, 3), named(1, 5, 3)) == [("Oost (2)", "reached_count", 2, 5)]


def test_a_border_that_moved_is_seen_even_when_the_area_is_as_large():
    before, after = named_shapes(dict.fromkeys(WIJKEN)), named_shapes(dict.fromkeys(WIJKEN))
    after.shapes[0] = shapely.Polygon(list(before.shapes[0].exterior.coords)[1:])  # begins elsewhere, is the same
    after.shapes[1] = shapely.transform(before.shapes[1], lambda points: points + 50)
    assert rows_of(before, after) == [(WIJKEN[1], "oppervlakte", 0.01, 0.01)]


def test_two_kinds_are_not_compared():
    with pytest.raises(ValueError, match="cannot be compared"):
        compare_tables(ages_table({GEMEENTE: [1]}), cbs_table({CHILDREN: [1, 2, 3, 4]}))
