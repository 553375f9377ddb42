"""What a file states about its figures: everything that a reader needs to say where a number comes from."""

from dataclasses import replace
from datetime import date

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.story.context import build_context, context_lines, foot_lines
from kinderwerk_stats.story.plan import Plan, default_plan, plan_problems
from kinderwerk_stats.story.slides import Slide, Story
from kinderwerk_stats.text.hiding import NOT_HIDDEN
from kinderwerk_stats.text.origin import wijk_sources
from tests.builders import GEMEENTE, WIJKEN, monitor_of
from tests.words import words_of

TODAY = date(2026, 11, 25)


def test_the_context_names_every_choice(example_monitor):
    monitor = example_monitor(2024)
    lines = context_lines(build_context(monitor, ["WK900101"], TODAY, "alle even zwaar"))
    said = dict(lines)
    assert said["Gemeente"] == "Halmerdam (GM9001)"
    assert (said["Jaar"], said["Leeftijd"], said["Wijken"]) == ("2024", "4 t/m 12 jaar", "Wijk 01 Centrum")
    # The total of the example counts each child once, and its wijken do not.
    assert said["Norm"].count("geen norm; vergeleken met het gemiddelde van de gemeente") == 1
    assert said["Norm"].count("geen norm; vergeleken met het gemiddelde van de wijken met een cijfer") == 1
    assert said["Gewichten"] == "alle even zwaar"
    assert said["Kleine aantallen"].startswith("aantallen van 1 tot en met 4 kinderen zijn verborgen")
    assert said["Verzonnen cijfers"].startswith("ja")
    assert said["Gemaakt op"] == "25 november 2026"
    assert [words for name, words in lines if name == "Bron"] == wijk_sources(monitor)


def test_what_was_not_chosen_is_said_as_well():
    context = build_context(monitor_of(norm=Norm(500, 0.25)), [], TODAY)
    said = dict(context_lines(context))
    assert (said["Wijken"], said["Gewichten"], said["Verzonnen cijfers"]) == ("alle wijken", "geen", "nee")
    assert said["Norm"] == "bereik: uw norm: 25 %; fte: uw norm: 500 kinderen per fte"
    assert context.title == "Verzonnendam, 2024"


SLIDE = Slide("wijk", "Titel", "Wat", None, "", "CBS, Kerncijfers 2024", source_short="CBS 2024; eigen berekening")
CONTEXT = build_context(monitor_of(), [], TODAY)


def test_the_line_under_a_slide_says_source_and_year():
    invented = replace(CONTEXT, invented=True)
    without = replace(SLIDE, source="", source_short="")
    for context, slide, said in (
        (CONTEXT, SLIDE, "Bron: CBS 2024; eigen berekening. Verzonnendam, 2024."),
        (CONTEXT, replace(SLIDE, source_short=""), "Bron: CBS, Kerncijfers 2024. Verzonnendam, 2024."),
        (invented, without, "Verzonnen cijfers. Verzonnendam, 2024."),
        (replace(CONTEXT, threshold=NOT_HIDDEN), without, f"{NOT_HIDDEN}. Verzonnendam, 2024."),
    ):
        assert foot_lines(Story(context, (slide,)))[0] == [said]


def test_what_is_said_of_one_slide_stands_under_it_and_what_is_said_of_more_once_on_the_last():
    one, both, long = "Alleen hier.", "Een verborgen cijfer is geen nul.", "Dit is een lange opmerking. " * 9
    slides = (replace(SLIDE, remarks=(one, both)), replace(SLIDE, remarks=(both, long)))
    (first, second), about = foot_lines(Story(CONTEXT, slides))
    assert first.startswith(f"{one} Bron: ") and both not in first
    assert second.endswith("2024. Zie ook de laatste dia.") and long not in second
    assert about.count(("Goed om te weten", both)) == 1 and ("Bij dia 2", long) in about
    (first, second), about = foot_lines(Story(CONTEXT, tuple(replace(SLIDE, left_out=one) for _ in range(2))))
    assert one in first and one in second and one not in str(about), "what a picture leaves out is of that picture"
    assert {words for _, words in context_lines(CONTEXT) if words not in CONTEXT.sources} <= {
        words for _, words in about
    }


@pytest.mark.parametrize("norm", [None, Norm(500), Norm(None, 0.25), Norm(500, 0.25)])
def test_the_default_plan_takes_over_what_was_chosen(norm):
    monitor = monitor_of(norm=norm)
    plan = default_plan(monitor)
    assert plan.norm == (norm or Norm())
    assert (plan.gemeente_code, plan.year, plan.age_range) == (GEMEENTE, 2024, "4-12")
    assert len(plan.wijken) == 1 and all(part.shown for part in plan.parts)
    assert plan_problems(plan, monitor) == []


def test_a_plan_that_does_not_fit_the_figures_says_so():
    monitor = monitor_of()
    (other,) = plan_problems(Plan("GM0344", 2024), monitor)
    assert other.severity == "fout" and "GM0344" in words_of(other).found
    (year,) = plan_problems(Plan(GEMEENTE, 2023), monitor)
    assert "2024" in words_of(year).expected
    (wijk,) = plan_problems(Plan(GEMEENTE, 2024, wijken=(WIJKEN[0], "WK900199")), monitor)
    assert wijk.severity == "waarschuwing" and "WK900199" in words_of(wijk).found


@pytest.mark.parametrize(
    ("name", "steps", "place"), [("gemeente", 1, 2), ("gemeente", -1, 0), ("gemeente", -9, 0), ("gemeente", 99, 8)]
)
def test_a_part_moves_and_the_others_keep_their_order(name, steps, place):
    before = Plan(GEMEENTE, 2024)
    after = before.moved(name, steps)
    assert [part.part for part in after.parts].index(name) == place
    assert [part for part in after.parts if part.part != name] == [part for part in before.parts if part.part != name]
