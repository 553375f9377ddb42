"""The disproportion is drawn to scale: as many marks as there are children."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.charts.disproportion import MARKS_PER_ROW, build_disproportion, split_runs
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.landelijk import build_marks
from kinderwerk_stats.story.slides import Marks, MarksPicture
from tests.builders import monitor_of

RUN = re.compile(r'<span class="kw-(vol|licht)" style="--stippen:(\d+);--rijen:(\d+)"></span>')


def marks_in(html: str) -> dict[str, int]:
    """Count the marks that the HTML draws: as wide as `--stippen` and as high as `--rijen` marks each."""
    drawn = {"vol": 0, "licht": 0}
    for kind, wide, high in RUN.findall(html):
        drawn[kind] += int(wide) * int(high)
    return drawn


def draw(least: int, most: int, label: str = "Nederland", text: str = "kinderen", per_mark: int = 10) -> str:
    return build_disproportion(MarksPicture((Marks(label, least, most, text),), per_mark))


def test_screen_and_paper_draw_the_same_marks_of_one_record():
    picture = build_marks(monitor_of(bereik={"kinderwerkers_count": [1, 1, 1]}))
    html = build_disproportion(picture)
    # The country: 300 for certain and 75 pale; the gemeente: 54.
    assert marks_in(html) == {"vol": 300 + 54, "licht": 75}
    svg = draw_picture(picture, palette=LIGHT, width=800, height=None, type_size=16)
    paths = re.findall(r'<path d="([^"]*)" fill="none" stroke="([^"]*)"', svg)
    drawn = {colour: sum(d.count("M") for d, each in paths if each == colour) for _, colour in paths}
    assert drawn == {LIGHT.accent: 354, LIGHT.indicative: 75}
    for words in (picture.legend, *(words for group in picture.groups for words in (group.label, group.text))):
        assert words in html and words.split()[0] in svg


@pytest.mark.parametrize(
    ("least", "most", "full", "pale"),
    [(1, 1, 1, 0), (39, 40, 39, 1), (40, 40, 40, 0), (40, 41, 40, 1), (160, 240, 160, 80), (0, 1, 0, 1)],
)
def test_marks_are_the_ends_of_the_interval(least, most, full, pale):
    assert marks_in(draw(least, most, per_mark=1)) == {"vol": full, "licht": pale}


@given(st.integers(0, 6000), st.integers(0, 3000))
def test_runs_fill_every_row_before_the_next_one_starts(low, width):
    position = 0
    for count, rows, _ in split_runs(low, low + width):
        assert 0 < count <= MARKS_PER_ROW - position % MARKS_PER_ROW
        assert rows == 1 or count == MARKS_PER_ROW
        position += count * rows
    assert position == low + width


def test_a_full_row_ends_so_that_no_run_stands_behind_it():
    *rows, last = draw(203, 244, per_mark=1).split("<br>")
    assert [sum(int(wide) for _, wide, _ in RUN.findall(row)) for row in (*rows, last)] == [40, 40, 4]


def test_each_field_has_one_worker_and_a_text_for_who_cannot_see_it():
    picture = MarksPicture((Marks("Nederland", 3000, 3750, "a"), Marks("Verzonnendam", 900, 900, "b")), 10)
    html = build_disproportion(picture)
    assert html.count('class="kw-werker"') == html.count("<figure>") == 2
    assert 'role="img" aria-label="Nederland: a, getekend als stippen"' in html
    assert "<strong>Verzonnendam</strong> b" in html and "Lichte stippen" in html
    assert "Lichte stippen" not in draw(900, 900)


def test_names_are_text_and_never_markup():
    html = draw(10, 20, label='<b>"Dam"', text="a & b <script>")
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert 'aria-label="&lt;b&gt;&quot;Dam&quot;: a &amp; b' in html
