"""The map of need: dark where need is highest, hatched where there is no index, and what a screen reader hears."""

from dataclasses import replace

import pytest

from kinderwerk_stats.charts.need_areas import build_need_areas
from tests.need_builders import situation

NEED = situation().need
ALL = frozenset(NEED.names)
GROUP_FILLS = {"zeker": 4, "mogelijk": 2, "niet": 0, None: "te_weinig"}


def areas_of(what, need=NEED):
    areas, _ = build_need_areas(need, ALL, what)
    return {area.wijk_code: area for area in areas}


def test_darker_is_surer_to_be_at_the_top():
    for code, area in areas_of("groep").items():
        assert area.fill == GROUP_FILLS[NEED.group_of(code)]


def test_darker_is_a_higher_index():
    by_index = sorted(
        (NEED.cells[code]["need_index"].value, area.fill)
        for code, area in areas_of("klasse").items()
        if NEED.cells[code]["need_index"].known
    )
    fills = [fill for _, fill in by_index]
    assert fills == sorted(fills)
    assert len(set(fills)) > 2


@pytest.mark.parametrize(
    ("index", "fill"), [(-1.01, 0), (-1.0, 1), (-0.3, 2), (0.29, 2), (0.3, 3), (0.99, 3), (1.0, 4)]
)
def test_classes_within_a_gemeente_have_limits_that_can_be_said(index, fill):
    cells = {code: dict(row) for code, row in NEED.cells.items()}
    cells["WK900101"]["need_index"] = cells["WK900101"]["need_index"]._replace(value=index)
    assert areas_of("klasse", replace(NEED, cells=cells))["WK900101"].fill == fill


@pytest.mark.parametrize(("percentile", "fill"), [(0.0, 0), (0.199, 0), (0.2, 1), (0.5, 2), (0.8, 4), (1.0, 4)])
def test_among_all_dutch_wijken_classes_are_fifths(percentile, fill):
    cells = {code: dict(row) for code, row in NEED.cells.items()}
    cells["WK900101"]["need_percentile"] = cells["WK900101"]["need_percentile"]._replace(value=percentile)
    country = replace(NEED, cells=cells, need=replace(NEED.need, scale="landelijk"))
    assert areas_of("klasse", country)["WK900101"].fill == fill
    _, legend = build_need_areas(country, ALL, "klasse")
    assert legend[4].text == "hoogste 20 % van Nederland"


def test_a_wijk_without_index_is_hatched_and_says_why():
    area = areas_of("groep")["WK900110"]
    assert (area.fill, area.tooltip) == ("te_weinig", ("geen index: te weinig kinderen",))


@pytest.mark.parametrize("what", ["groep", "klasse"])
def test_the_legend_counts_every_wijk_once(what):
    areas, legend = build_need_areas(NEED, ALL, what)
    assert sum(item.count or 0 for item in legend) == len(areas) == 10


def test_a_tooltip_never_gives_a_place_without_its_margin():
    for code, area in areas_of("groep").items():
        if NEED.cells[code]["need_index"].known:
            low, high = NEED.cells[code]["need_rank_low"].value, NEED.cells[code]["need_rank_high"].value
            assert (f"tot en met {high:.0f}" in area.tooltip[1]) == (low != high)


def test_only_wijken_with_geometry_are_drawn():
    areas, _ = build_need_areas(NEED, frozenset({"WK900102"}), "groep")
    assert [area.wijk_code for area in areas] == ["WK900102"]


def test_names_of_the_certain_ones_stand_on_the_map():
    named = {code for code, area in areas_of("groep").items() if area.label}
    assert {area.name for area in areas_of("groep").values()} == {NEED.name_of(code) for code in NEED.names}
    assert named == {code for code in NEED.names if NEED.group_of(code) == "zeker"}
