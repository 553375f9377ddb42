"""Places with their margin: three groups, a whisker on every dot, and the line of the highest 20 %."""

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.need_ranks import ROW_HEIGHT, RankRow, build_need_ranks_figure
from kinderwerk_stats.model.palette import MODES, PALETTES


def row(name, group, low, median, high, **options):
    return RankRow(name.upper(), name, group, low, median, high, **options)


ROWS = [
    row("Zuid", "niet", 4, 5, 6),
    row("Oost", "mogelijk", 1, 3, 5),
    row("Noord", "zeker", 1, 1, 2),
    row("West", "niet", 3, 4, 6),
    row("Midden", "zeker", 1, 2, 2),
]


def build(rows=None, top_count=2, mode="light"):
    return build_need_ranks_figure(rows=ROWS if rows is None else rows, top_count=top_count, mode=mode)


def places_of(figure) -> list[str]:
    """Return headings and wijken from top to bottom."""
    return list(figure.layout.yaxis.categoryarray)


def test_wijken_stand_under_the_heading_of_their_group_in_any_order_of_the_rows():
    for rows in (ROWS, ROWS[::-1]):
        assert places_of(build(rows)) == [
            "kop_zeker",
            "NOORD",
            "MIDDEN",
            "kop_mogelijk",
            "OOST",
            "kop_niet",
            "WEST",
            "ZUID",
        ]


def test_a_group_of_which_rows_are_left_out_says_how_many():
    figure = build_need_ranks_figure(rows=ROWS, top_count=2, mode="light", most=4)
    assert places_of(figure)[-3:] == ["kop_niet", "WEST", "nog_niet"]
    assert list(figure.layout.yaxis.ticktext)[-3:] == ["<b>Niet (2)</b>", "West", "nog 1"]
    assert not any("nog" in text for text in build().layout.yaxis.ticktext)


def test_the_first_row_is_on_top():
    first, last = build().layout.yaxis.range
    assert first > last


def test_a_heading_says_how_many_wijken_it_holds_and_an_empty_group_has_none():
    figure = build([row("a", "zeker", 1, 1, 1), row("b", "zeker", 2, 2, 2), row("c", "niet", 3, 3, 3)])
    heads = [text for text in figure.layout.yaxis.ticktext if text.startswith("<b>")]
    assert heads == ["<b>Zeker (2)</b>", "<b>Niet (1)</b>"]


def test_no_place_without_its_margin():
    figure = build()
    for trace in figure.data:
        error = trace.error_x
        assert len(error.array) == len(error.arrayminus) == len(trace.x)
    ends = {
        code: (x - down, x + up)
        for trace in figure.data
        for code, x, down, up in zip(trace.y, trace.x, trace.error_x.arrayminus, trace.error_x.array, strict=True)
    }
    assert ends == {"NOORD": (1, 2), "MIDDEN": (1, 2), "OOST": (1, 5), "WEST": (3, 6), "ZUID": (4, 6)}


@pytest.mark.parametrize("mode", MODES)
def test_sure_dots_are_full_possible_ones_open_and_the_rest_grey(mode):
    palette = PALETTES[mode]
    sure, possible, never = build(mode=mode).data
    assert sure.marker.color == palette.accent
    assert (possible.marker.color, set(possible.marker.line.color)) == (palette.background, {palette.accent})
    assert never.marker.color == palette.muted


@pytest.mark.parametrize(("top_count", "lines"), [(0, 0), (1, 1), (2, 1), (5, 0)])
def test_a_line_stands_behind_the_last_place_of_the_highest_fifth_when_there_is_more(top_count, lines):
    figure = build(top_count=top_count)
    assert len(figure.layout.shapes) == lines
    assert [line.x0 for line in figure.layout.shapes] == [top_count + 0.5] * lines
    assert [note.text for note in figure.layout.annotations] == ["hoogste 20 %"] * lines


def test_the_axis_says_which_end_is_most_need():
    assert "1 = meeste behoefte" in build().layout.xaxis.title.text


def test_hovering_says_name_group_and_what_was_given():
    figure = build([row("Oost & West", "mogelijk", 1, 2, 3, notes=("plaats 1 tot en met 3", "index 0,4"))])
    (text,) = figure.data[0].hovertext
    assert text == "<b>Oost &amp; West</b><br>Mogelijk bij de hoogste 20 %<br>plaats 1 tot en met 3<br>index 0,4"


def test_a_click_on_a_dot_knows_the_wijk():
    assert [list(trace.customdata) for trace in build().data] == [["NOORD", "MIDDEN"], ["OOST"], ["WEST", "ZUID"]]


def test_the_chosen_wijk_is_bold_and_outlined():
    figure = build([row("Oost", "zeker", 1, 1, 1, chosen=True), row("West", "niet", 2, 2, 2)])
    assert "<b>Oost</b>" in figure.layout.yaxis.ticktext
    assert "West" in figure.layout.yaxis.ticktext
    assert list(figure.data[0].marker.line.width) == [3]


@pytest.mark.parametrize("count", [1, 8, 39, 110, 3393])
def test_places_under_the_axis_are_whole_few_and_begin_with_the_first(count):
    rows = [row(f"w{number}", "niet", number, number, number) for number in range(1, count + 1)]
    ticks = list(build(rows).layout.xaxis.tickvals)
    assert ticks[0] == 1
    assert len(ticks) <= 11
    assert all(1 <= tick <= count for tick in ticks)


def test_long_names_are_wrapped_and_every_row_is_high_enough_for_two_lines():
    figure = build([row("Oude Haven en Scheepmakerskwartier", "zeker", 1, 1, 1)])
    assert figure.layout.yaxis.ticktext[1] == "Oude Haven en<br>Scheepmakerskwartier"
    assert ROW_HEIGHT >= 2 * 17


def test_without_wijken_there_are_no_dots():
    assert len(build([]).data) == 0


def test_plotly_knows_every_part_of_the_figure():
    for mode in MODES:
        assert go.Figure(build(mode=mode).to_dict()).data
