"""The slides of a werkbezoek: the figures of the monitor, in the order of the plan."""

from datetime import date

import pytest

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.bars import rank_wijken
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import Plan, PlanPart, default_plan
from kinderwerk_stats.story.slides import MapPicture, MarksPicture
from tests.builders import GEMEENTE, library_of, monitor_of

TODAY = date(2026, 11, 25)


def story_of(monitor, plan=None, library=None):
    return build_story(library or library_of(), monitor, plan or default_plan(monitor), today=TODAY)


def slides_of(monitor, part, plan=None, library=None):
    return [slide for slide in story_of(monitor, plan, library).slides if slide.part == part]


def everything_said(slide):
    return " ".join([slide.title, slide.subtitle, str(slide.picture), slide.alt, slide.notes, slide.remark])


def test_the_country_stands_beside_the_gemeente_to_one_scale():
    monitor = monitor_of(bereik={"kinderwerkers_count": [1, 1, 1]})
    (slide,) = slides_of(monitor, "landelijk")
    assert slide.title == "In Nederland is er één kinderwerker voor 3.000 tot 3.750 kinderen"
    assert isinstance(slide.picture, MarksPicture)
    country, own = slide.picture.groups
    assert (country.least, country.most) == (3000, 3750)
    assert own.least == own.most == round(monitor.coverage.totals["children_count"].value / 3) == 540
    assert "540 kinderen per kinderwerker" in slide.alt
    assert "2022" in slide.subtitle and "2024" in slide.subtitle


def test_the_map_holds_the_figures_of_the_monitor():
    monitor = monitor_of()
    (slide,) = slides_of(monitor, "gemeente")
    assert isinstance(slide.picture, MapPicture)
    assert [area.code for area in slide.picture.areas] == list(monitor.names)
    assert slide.picture.areas[0].text == "14 %"
    for area in slide.picture.areas:
        assert f"{area.name}: {area.text}" in slide.alt


def test_a_hidden_count_stays_hidden_everywhere():
    monitor = monitor_of([3, 20, 300], bereik={"visits_count": [9, 90, 900]})
    hidden = [
        code for code, cells in monitor.coverage.cells.items() if cells["reached_count"].status == Status.SUPPRESSED
    ]
    assert hidden
    story = story_of(monitor, Plan(GEMEENTE, 2024, wijken=tuple(monitor.names)))
    for slide in story.slides:
        assert "bereikte kinderen: 3" not in everything_said(slide).lower()
    (map_slide,) = [slide for slide in story.slides if slide.part == "gemeente"]
    assert {area.text for area in map_slide.picture.areas if area.code in hidden} == {"verborgen"}
    assert "geen nul" in map_slide.remark


def test_parts_are_told_in_the_order_of_the_plan_and_only_when_shown():
    monitor = monitor_of()
    plan = default_plan(monitor).moved("ontbreekt", -9).changed(PlanPart("landelijk", shown=False))
    parts = list(dict.fromkeys(slide.part for slide in story_of(monitor, plan).slides))
    assert parts[:2] == ["titel", "ontbreekt"] and "landelijk" not in parts


def test_a_plan_about_something_else_is_a_mistake():
    with pytest.raises(ValueError, match="GM9001 2023"):
        story_of(monitor_of(), Plan(GEMEENTE, 2023))


@pytest.mark.parametrize("figure", ["gap_fte", "gap_children_count"])
def test_few_children_are_drawn_no_more_solid_than_an_indication(figure):
    bars = rank_wijken(monitor_of((8, 6, 90, 200), (0.1, 0.1, 1, 1), children=(45, 90, 800, 900)), figure).bars
    assert {bar.code[-2:]: bar.indicative for bar in bars if bar.figure.known} == {
        "01": True, "02": True, "03": False, "04": False
    }  # fmt: skip
