"""The presentation is one file that asks for nothing, with the words and figures of the story."""

import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest

from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.presentation.build import script_hash
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import foot_lines
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import BarsPicture
from kinderwerk_stats.text.numbers import keep_together


@pytest.fixture(scope="module")
def story(example_library, example_monitor):
    monitor = example_monitor(2024)
    return build_story(example_library, monitor, default_plan(monitor), today=date(2026, 1, 2))


def test_a_section_per_slide_and_one_about_the_figures(story):
    page = build_presentation(story)
    assert page.count("<section ") == len(story.slides) + 1
    headings = re.findall(r"<h1>(.*?)</h1>", page)
    assert headings[-1] == "Over deze cijfers"
    assert len(headings) == len(story.slides) + 1
    feet, about = foot_lines(story)
    assert all(escape(keep_together(foot)) in page for foot in feet)
    for name, words in about:
        assert f"<dt>{name}</dt>" in page
        assert words.replace("'", "&#x27;") in page


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_asks_for_nothing(story, mode):
    page = build_presentation(story, mode)
    asked = re.findall(r'(?:src|href)="([^"#]*)"|url\(([^)]*)\)', page)
    # A hatch is a part of the drawing itself.
    assert all((one or other).startswith(("data:", "#")) for one, other in asked)
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_figures_of_the_bars_stand_in_words(story):
    page = build_presentation(story)
    for slide in story.slides:
        if isinstance(slide.picture, BarsPicture):
            for bar in slide.picture.bars:
                assert f">{bar.text}<" in page


def test_words_of_others_are_no_markup(story):
    evil = '"><script>alert(1)</script>'
    slide = replace(
        story.slides[0], title=evil, notes=evil, source_short=evil, remarks=(evil,), subtitle=evil, alt=evil
    )
    page = build_presentation(replace(story, slides=(slide,), title=evil), back=evil)
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page


def test_the_policy_allows_the_script_that_is_in_it(story):
    page = build_presentation(story)
    assert page.count("<script>") == 1
    assert len(script_hash()) == 44


def test_no_line_of_a_title_ends_between_a_number_and_its_sign(story):
    titles = "".join(re.findall(r"<h1>(.*?)</h1>", build_presentation(story)))
    assert "13\N{NO-BREAK SPACE}%" in titles and not re.search(r"\d %", titles)
