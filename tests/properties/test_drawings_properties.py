"""Whatever the names: lines fit, no sign of a word is lost, and the picture stays well-formed."""

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.exports.drawings.canvas import clean
from kinderwerk_stats.exports.drawings.measure import width_of, wrap
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.model.palette import LIGHT
from tests.pictures import pictures


@given(words=st.text(max_size=80), room=st.floats(20, 400), size=st.floats(6, 40))
def test_wrapped_words_fit_and_lose_nothing(words, room, size):
    words = clean(words)
    lines = wrap(words, room, size)
    assert "".join("".join(lines).split()) == "".join(words.split())
    for line in lines:
        assert width_of(line, size) <= room + 1e-6 or len(line) == 1


@given(name=st.text(max_size=60), kind=st.sampled_from(sorted(pictures())), width=st.integers(120, 1600))
def test_any_name_gives_a_picture_that_can_be_read(name, kind, width):
    svg = draw_picture(pictures(name)[kind], palette=LIGHT, width=width, height=None, type_size=16, alt=name)
    assert fromstring(svg).tag.endswith("svg")


@given(parts=st.lists(st.text(max_size=300), min_size=1, max_size=3))
def test_any_name_gives_a_name_of_a_file(parts):
    name = file_name("factsheet", *parts)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) < 200
