"""Whatever the figures, a story can be told; whatever the choices, a plan comes back from its file."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis.children import AGE_RANGES
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.photo import clean_photo
from kinderwerk_stats.story.plan import PARTS, OwnSlide, Photo, Plan, PlanPart, Quote, default_plan
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from kinderwerk_stats.story.slides import BarsPicture, MapPicture
from kinderwerk_stats.text.classes import ABSENCES, absence_of
from kinderwerk_stats.text.invitation import invitation_text
from tests.builders import GEMEENTE, WIJKEN, library_of, monitor_of
from tests.story_builders import full_plan, picture

PICTURES = [clean_photo(picture(size=size), "x").content for size in ((1, 1), (40, 30))]

letters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
line = st.text(letters, max_size=40)
said = st.text(letters, min_size=1, max_size=40).filter(str.strip)
lines = st.lists(line, max_size=4).map("\n".join)


@st.composite
def numbers(draw):
    needed = draw(st.one_of(st.just(0), st.integers(10, 500)))
    rest = draw(st.integers(10, 500))
    listed = needed + rest + draw(st.integers(0, 100))
    return Signalling(listed, needed + rest, needed, draw(said), draw(said))


plans = st.builds(
    Plan,
    gemeente_code=st.just(GEMEENTE),
    year=st.integers(1995, 2100),
    age_range=st.sampled_from(AGE_RANGES),
    norm=st.builds(
        Norm,
        st.none() | st.floats(1, 100_000) | st.integers(1, 100_000),
        st.none() | st.floats(0, 1, exclude_min=True),
    ),
    wijken=st.permutations(WIJKEN).map(lambda codes: tuple(codes[:2])),
    parts=st.permutations(PARTS).flatmap(
        lambda order: st.tuples(*(st.builds(PlanPart, st.just(part), st.booleans(), lines, lines) for part in order))
    ),
    title=line,
    quotes=st.lists(st.builds(Quote, said, said, line), max_size=3).map(tuple),
    photo=st.none() | st.builds(Photo, st.sampled_from(PICTURES), said),
    signalling=st.none() | numbers(),
    own_slides=st.lists(st.builds(OwnSlide, said, lines), max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=100)
@given(plan=plans)
def test_a_plan_comes_back_from_its_file(plan):
    assert read_plan(write_plan(plan), "verhaal") == plan


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_spoilt_file_is_refused_or_read_and_never_breaks_the_program(data):
    content = bytearray(write_plan(full_plan()))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(content), len(content) // 2, len(content) - 3]))
    try:
        plan = read_plan(bytes(content[:cut]), "verhaal")
    except InputRefused:
        plan = None
    assert plan is None or isinstance(plan, Plan)


figures = st.one_of(st.integers(0, 900), st.sampled_from([0, 1, 3, 5, Status.UNKNOWN, Status.SUPPRESSED]))
children = st.one_of(st.sampled_from([0, 5, 30, 70, 400, 900, 2500, Status.UNKNOWN, Status.SUPPRESSED]))


@st.composite
def monitors(draw):
    size = draw(st.integers(1, 20))

    def column(strategy):
        return draw(st.lists(strategy, min_size=size, max_size=size))

    fte = st.sampled_from([0, 0.3, 1, 2.5, Status.UNKNOWN])
    return monitor_of(
        draw(st.none() | st.lists(figures, min_size=size, max_size=size)),
        column(fte),
        children=column(children),
        bereik={"kinderwerkers_count": column(st.sampled_from([0, 1, 3, Status.UNKNOWN])),
                "visits_count": column(figures), "signals_count": column(st.integers(0, 8))},
        place=draw(st.sampled_from(["woonwijk", "locatie"])),
        norm=draw(st.sampled_from([None, Norm(500, 0.25)])),
        exact=draw(st.booleans()),
    )  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(monitor=monitors())
def test_any_figures_can_be_told_and_what_is_absent_has_no_number(monitor):
    plan = replace(default_plan(monitor), wijken=tuple(monitor.names)[:12])
    story = build_story(library_of(), monitor, plan, today=date(2026, 1, 1))
    assert {slide.part for slide in story.slides} >= {"landelijk", "gemeente", "wijk", "signaleren", "gesprek"}
    for slide in story.slides:
        for text in (slide.title, slide.subtitle, slide.alt):
            assert text.strip() and not text.endswith(" ")
        for text in (slide.title, slide.subtitle, slide.alt, slide.source, slide.notes, slide.remark):
            assert "nan" not in text.split() and "None" not in text and "\x0e" not in text and "  " not in text
            assert ".." not in text and " ." not in text
        for figure, text in _shown(slide.picture):
            assert figure.known or (math.isnan(figure.value) and text == figure.status.label)
    text = invitation_text(monitor, list(monitor.names))
    assert "\x0e" not in text and "nan" not in text.split()


def _shown(drawn):
    """Return figure and words of everything in a picture that has both."""
    return [(bar.figure, bar.text) for bar in drawn.bars] if isinstance(drawn, BarsPicture) else []


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(monitor=monitors())
def test_a_map_has_a_class_only_where_there_is_a_figure(monitor):
    story = build_story(library_of(), monitor, default_plan(monitor), today=date(2026, 1, 1))
    (slide,) = [slide for slide in story.slides if slide.part == "gemeente"]
    if not isinstance(slide.picture, MapPicture):
        pytest.fail("there are borders, so there is a map")
    for area in slide.picture.areas:
        assert (area.klass is None) == (area.status != Status.KNOWN)
        assert area.klass is None or 0 <= area.klass < len(slide.picture.legend)
        assert area.status == Status.KNOWN or area.text == Status(area.status).label
    absent = {absence_of(Status(area.status)) for area in slide.picture.areas if area.status != Status.KNOWN}
    kinds = [absence_of(Status(status)) for status, _ in slide.picture.absent_legend]
    assert kinds == [kind for kind in ABSENCES if kind in absent]
