"""What the map shows of each wijk, and a legend that explains every fill."""

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.flags import FLAGS
from tests.builders import monitor_of

NOBODY: frozenset[str] = frozenset()


def fills_of(monitor, figure):
    areas, _ = build_map(monitor, figure, NOBODY)
    return {area.wijk_code[-2:]: area.fill for area in areas}


def five_wijken(**options):
    return monitor_of(
        **{"reached": (60, 120, 180, 240, 300), "fte": (2, 1, 0.5, 0.4, 0.3), "children": (1000,) * 5} | options
    )


def test_dark_is_where_least_is_reached():
    assert fills_of(five_wijken(), "reach_share") == {"01": 3, "02": 2, "03": 1, "04": 0, "05": 0}


@pytest.mark.parametrize("figure", ["gap_children_count", "children_count", "reached_count"])
def test_dark_is_high_for_every_other_figure(figure):
    monitor = monitor_of((300, 240, 180, 120, 60), (1,) * 5, children=(200, 400, 600, 800, 1000))
    fills = fills_of(monitor, figure)
    values = {code[-2:]: cells[figure].value for code, cells in monitor.coverage.cells.items()}
    by_value = [fills[code] for code in sorted(values, key=lambda code: values[code])]
    assert by_value == sorted(by_value)
    assert by_value[-1] > by_value[0]


def test_many_children_per_fte_is_dark():
    fills = fills_of(five_wijken(), "children_per_fte")
    assert fills["05"] > fills["01"]


@pytest.mark.parametrize(
    ("status", "fill", "words"),
    [
        (Status.UNKNOWN, "geen_gegevens", "onbekend"),
        (Status.NOT_APPLICABLE, "geen_gegevens", "niet van toepassing"),
        (Status.SUPPRESSED, "onderdrukt", "verborgen"),
    ],
)
def test_an_absent_figure_has_its_own_hatch_and_a_line_in_the_legend_with_its_count(status, fill, words):
    monitor = five_wijken(reached=(status, status, 180, 240, 300), norm=Norm(reach_share=0.2))
    areas, legend = build_map(monitor, "reached_count", NOBODY)
    # Two small counts are hidden with a third: the total would give their sum away.
    absent = [area for area in areas if area.fill == fill]
    assert len(absent) == 2
    assert [(item.text, item.count) for item in legend if item.fill == fill] == [(words, 2)]


def test_nearly_empty_wijken_and_wijken_without_a_kinderwerker_are_told_apart():
    monitor = monitor_of((20, 120, 90, 80), (1, 0, 1, 1), children=(45, 900, 1000, 800))
    assert fills_of(monitor, "reach_share")["01"] == "te_weinig"
    fills = fills_of(monitor, "children_per_fte")
    assert (fills["01"], fills["02"]) == ("te_weinig", "geen_kinderwerker")
    _, legend = build_map(monitor, "children_per_fte", NOBODY)
    assert [(item.text, item.count) for item in legend if item.count] == [
        ("geen kinderwerker", 1), ("te weinig kinderen", 1)
    ]  # fmt: skip


def test_the_legend_has_five_classes_low_to_high_in_the_colours_of_the_map():
    monitor = five_wijken()
    _, legend = build_map(monitor, "reach_share", NOBODY)
    assert [item.text for item in legend] == [
        "minder dan 10 %", "10 tot 20 %", "20 tot 30 %", "30 tot 40 %", "40 % of meer"
    ]  # fmt: skip
    assert [item.fill for item in legend] == [4, 3, 2, 1, 0]
    _, legend = build_map(monitor, "reached_count", NOBODY)
    assert [item.fill for item in legend] == [0, 1, 2, 3, 4]


def test_every_fill_on_the_map_stands_in_the_legend(example_monitor):
    for year in range(2020, 2025):
        for figure in (
            "reach_share",
            "children_per_fte",
            "gap_children_count",
            "gap_fte",
            "children_count",
            "reached_count",
        ):
            areas, legend = build_map(example_monitor(year), figure, NOBODY)
            assert {area.fill for area in areas} <= {item.fill for item in legend}
            absent = [area for area in areas if isinstance(area.fill, str)]
            assert len(absent) == sum(item.count or 0 for item in legend)


def test_a_map_without_any_figure_has_no_classes_in_its_legend():
    areas, legend = build_map(monitor_of(None), "reach_share", NOBODY)
    assert {area.fill for area in areas} == {"geen_gegevens"}
    assert [(item.fill, item.text, item.count) for item in legend] == [("geen_gegevens", "onbekend", 3)]


def test_only_wijken_with_a_border_are_on_the_map(example_monitor):
    monitor = example_monitor(2024)
    areas, _ = build_map(monitor, "reach_share", NOBODY)
    assert {area.wijk_code for area in areas} == monitor.drawn


def test_the_named_wijken_have_a_label():
    areas, _ = build_map(monitor_of(), "reach_share", frozenset({"WK900102"}))
    assert {area.wijk_code: area.label for area in areas} == {"WK900101": False, "WK900102": True, "WK900103": False}


def test_the_tooltip_says_figure_unit_and_what_to_know():
    monitor = monitor_of((66, 900, 3, 20), (0.5, 1, 0, 1), children=(800, 900, 1000, 700), norm=Norm(reach_share=0.2))
    areas, _ = build_map(monitor, "gap_children_count", NOBODY)
    first, over, hidden, with_it = (area.tooltip for area in areas)
    assert first == ("Nog te bereiken tot de norm: 30 kinderen", "waarschijnlijk 24 tot 36")
    assert over == ("Nog te bereiken tot de norm: 0 kinderen", FLAGS["bereik_boven_100"])
    absent = "Nog te bereiken tot de norm: verborgen"
    assert hidden == (absent, FLAGS["bereik_onderdrukt"], FLAGS["geen_kinderwerker"])
    assert with_it == (absent, FLAGS["bereik_onderdrukt"])


@pytest.mark.parametrize("figure", ["reach_share", "reached_count", "gap_children_count", "children_per_fte"])
def test_no_tooltip_and_no_legend_holds_a_hidden_count(figure):
    # With a threshold of 1,000 this is a small count, and its digits can be nothing else.
    monitor = monitor_of((937, 1200, 1500), children=(8000, 9000, 10000), threshold=1000)
    areas, legend = build_map(monitor, figure, NOBODY)
    said = " ".join([*(line for area in areas for line in area.tooltip), *(item.text for item in legend)])
    assert "937" not in said
    share = f"{937 / (8000 * monitor.age_share.value) * 100:.1f}".replace(".", ",")
    assert share not in said


def test_the_tooltip_says_where_the_wijk_stands_and_how_sure_that_is():
    areas, _ = build_map(five_wijken(), "reach_share", NOBODY)
    assert areas[0].tooltip[1].startswith("waarschijnlijk ")
    assert [area.tooltip[2] for area in areas] == [
        "ligt lager dan het gemiddelde van de gemeente",
        "ligt lager dan het gemiddelde van de gemeente",
        "ligt rond het gemiddelde van de gemeente",
        "ligt hoger dan het gemiddelde van de gemeente",
        "ligt hoger dan het gemiddelde van de gemeente",
    ]


def test_a_hidden_figure_has_no_interval_and_no_place_in_the_order():
    areas, _ = build_map(five_wijken(reached=(3, 4, 180, 240, 300)), "reach_share", NOBODY)
    hidden = [area for area in areas if area.fill == "onderdrukt"]
    assert hidden
    assert not any("waarschijnlijk" in line or "ligt" in line for area in hidden for line in area.tooltip)


def test_a_colour_means_the_same_in_every_year():
    low, high = five_wijken(reached=(10, 20, 30, 40, 50)), five_wijken(reached=(100, 200, 300, 400, 500))
    legends = [
        [item.text for item in build_map(one, "reach_share", NOBODY, others)[1]]
        for one, others in ((low, [high]), (high, [low]), (low, []))
    ]
    assert legends[0] == legends[1] != legends[2]
