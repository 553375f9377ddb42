"""The disproportion is drawn to scale: as many marks as there are children."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.charts.disproportion import MARKS_PER_ROW, MarkField, build_disproportion, split_runs
from kinderwerk_stats.model.national import children_per_kinderwerker

RUN = re.compile(r'<span class="kw-(vol|licht)" style="--stippen:(\d+);--rijen:(\d+)"></span>')


def marks_in(html: str) -> dict[str, int]:
    """Count the marks that the HTML draws: as wide as `--stippen` and as high as `--rijen` marks each."""
    drawn = {"vol": 0, "licht": 0}
    for kind, wide, high in RUN.findall(html):
        drawn[kind] += int(wide) * int(high)
    return drawn


def draw(low: float, high: float, **words: str) -> str:
    return build_disproportion(
        [MarkField(words.get("title", "Nederland"), low, high, words.get("caption", "kinderen"))]
    )


def test_the_country_is_three_thousand_full_marks_and_750_pale_ones():
    low, high = children_per_kinderwerker()
    assert marks_in(draw(low, high)) == {"vol": 3000, "licht": 750}


@pytest.mark.parametrize(
    ("low", "high", "full", "pale"),
    [
        (1, 1, 1, 0),
        (74, 75, 74, 1),
        (75, 75, 75, 0),
        (75, 76, 75, 1),
        (160, 240, 160, 80),
        (0.4, 1.4, 0, 1),
        (9.6, 10.4, 10, 0),
    ],
)
def test_marks_are_the_rounded_ends_of_the_interval(low, high, full, pale):
    assert marks_in(draw(low, high)) == {"vol": full, "licht": pale}


@given(st.floats(0.01, 9000), st.floats(0, 3000))
def test_any_interval_is_drawn_to_scale(low, width):
    drawn = marks_in(draw(low, low + width))
    assert drawn["vol"] == round(low)
    assert drawn["vol"] + drawn["licht"] == round(low + width)


@given(st.integers(0, 6000), st.integers(0, 3000))
def test_runs_fill_every_row_before_the_next_one_starts(low, width):
    position = 0
    for count, rows, _ in split_runs(low, low + width):
        assert 0 < count <= MARKS_PER_ROW - position % MARKS_PER_ROW
        assert rows == 1 or count == MARKS_PER_ROW
        position += count * rows
    assert position == low + width


def test_each_field_has_one_worker_a_title_and_a_text_for_who_cannot_see_it():
    html = build_disproportion([MarkField("Nederland", 3000, 3750, "a"), MarkField("Verzonnendam", 900, 900, "b")])
    assert html.count('class="kw-werker"') == html.count("<figure>") == 2
    assert 'role="img" aria-label="Nederland: a, getekend als stippen"' in html
    assert "<strong>Verzonnendam</strong> b" in html


def test_names_are_text_and_never_markup():
    html = draw(1, 2, title='<b>"Dam"', caption="a & b <script>")
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert 'aria-label="&lt;b&gt;&quot;Dam&quot;: a &amp; b' in html


@pytest.mark.parametrize(("low", "high"), [(0, 5), (-1, 5), (6, 5), (float("nan"), 5), (5, float("nan"))])
def test_an_interval_upside_down_or_not_positive_is_a_programming_error(low, high):
    with pytest.raises(ValueError, match="low and high"):
        draw(low, high)


def test_the_second_field_is_checked_too():
    with pytest.raises(ValueError, match="got 9 and 8"):
        build_disproportion([MarkField("a", 1, 2, ""), MarkField("b", 9, 8, "")])
