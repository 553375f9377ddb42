"""What a figure is held against: said in one way, only like beside like, and never more than an average can say."""

import re
from datetime import date

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.exports.coverage_files import coverage_to_dict
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.first import choice_words
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.key_figures import gemeente_figures, key_figures
from kinderwerk_stats.text.reference import (
    average_made,
    average_said,
    average_words,
    own_ratio,
    ratio_remark,
    reference_of,
    without_over,
    workers_remark,
)
from kinderwerk_stats.text.sentences import coverage_headline, norm_sentence, over_hundred_sentence
from kinderwerk_stats.text.sheets import missing_in_gemeente, missing_in_wijk
from kinderwerk_stats.text.story import gap_children_title, measure_words, needed_title, wijk_gap_sentence, wijk_title
from tests.builders import bereik_table, cbs_table, library_of, monitor_of

# Each child once in the total: the wijken together have 276.
ONCE = {"total": {"reached_count": 150}}
OF_WIJKEN, OF_GEMEENTE = "het gemiddelde van de wijken met een cijfer", "het gemiddelde van de gemeente"
HEADS = {"bereik": {"kinderwerkers_count": (1, 2, 1)}}


def story_words(monitor):
    """Return every word of the slides, their notes and the table cells."""
    story = build_story(library_of(cbs_table({"children_0_14_count": [2700, 800, 900, 1000]}),
                                   bereik_table({"reached_count": (66, 120, 90)})),
                        monitor, default_plan(monitor), today=date(2026, 1, 2))  # fmt: skip
    for slide in story.slides:
        cells = [cell for row in getattr(slide.picture, "rows", ()) for cell in row]
        columns = getattr(slide.picture, "columns", ())
        yield from (
            slide.title,
            slide.subtitle,
            slide.remark,
            slide.notes,
            slide.definition,
            slide.alt,
            *cells,
            *columns,
        )


def words_of(monitor):
    """Return the sentences that compare a wijk or the gemeente with a norm or an average."""
    code = next(iter(monitor.names))
    areas, _ = build_map(monitor, "reach_share", frozenset())
    return [
        coverage_headline(monitor), norm_sentence(monitor), gap_children_title(monitor), needed_title(monitor),
        wijk_gap_sentence(monitor, code), wijk_title(monitor, code), measure_words(monitor, "reach_share"),
        choice_words(monitor, find_first_wijken(monitor, None)), *missing_in_gemeente(monitor),
        *missing_in_wijk(monitor, code), *(line for area in areas for line in area.tooltip), *coverage_lines(monitor),
        *coverage_to_dict(monitor)["norm_in_words"].values(),
    ]  # fmt: skip


def test_with_doubles_no_sentence_calls_the_measure_of_reach_that_of_the_gemeente():
    monitor = monitor_of(**ONCE)
    assert average_words(monitor.coverage, "reach_share") == OF_WIJKEN
    of_reach = [plain(text) for text in words_of(monitor) if "fte" not in text.lower()]
    assert sum(OF_WIJKEN in text for text in of_reach) >= 8
    assert [text for text in of_reach if OF_GEMEENTE in text] == []
    assert reference_of(monitor, "reach_share")[1].startswith("gemiddelde van de wijken ")
    cells = monitor.coverage.cells[next(iter(monitor.names))]
    assert key_figures(monitor, cells, monitor.coverage.totals)[0].note.startswith("gemiddelde van de wijken: 17")
    assert coverage_to_dict(monitor)["average_of"] == {"reach_share": "wijken", "children_per_fte": "gemeente"}


def test_the_average_of_the_wijken_is_explained_beside_the_reach_of_the_gemeente(example_monitor):
    monitor = example_monitor(2024)
    average, label = reference_of(monitor, "reach_share")
    said = average_made(monitor)
    shown = [cells for cells in monitor.coverage.cells.values() if cells["reach_share"].known]
    reached, children = (sum(cells[name].value for cells in shown) for name in ("reached_count", "children_count"))
    assert average == pytest.approx(reached / children) and label == "gemiddelde van de wijken 15 %"
    # The one wijk over 100 % lifts it, and the gemeente's own 13 % stands on the same screens.
    assert "Spoorkwartier telt daarin mee met 123 %" in said and "van de gemeente zelf is 13 %" in said
    assert said in norm_sentence(monitor)
    assert average_made(monitor_of()) == "", "wijken are compared with the gemeente itself"


# Of 0-14; 60 % of them are 4-12. The gemeente is the sum of the wijken: (700 + 120 + 90) / 1620 and (120 + 90) / 1140.
OVER = (700, 120, 90)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reached": OVER}, "zonder Wijk 01 Proef (146 %) is het 18 %"),
        ({"reached": (66, 120, 90)}, ""),
        # The organisation counted each child once: without is not to be said of that.
        ({"reached": OVER, "total": {"reached_count": 1000}}, ""),
        # 910 of the wijken together, so a child counts in several: the average is that of the wijken.
        ({"reached": OVER, "total": {"reached_count": 800}}, "zonder Wijk 01 Proef (146 %) is het 18 %"),
        # Both others are hidden: only what the shown total has beside the shown wijk, 93 of 1,140.
        ({"reached": (700, 3, 90)}, "zonder Wijk 01 Proef (146 %) is het 8,2 %"),
        # The wijk itself is hidden, it is not named.
        ({"reached": (3, 120, 90), "children": (4, 900, 1000)}, ""),
        ({"reached": (Status.SUPPRESSED, 120, 90)}, ""),
        # 10 children more change nothing in what is printed.
        ({"reached": (13, 500, 525), "children": (20, 900, 1000)}, ""),
    ],
)  # fmt: skip
def test_what_the_average_is_without_a_wijk_above_100_percent(options, said):
    monitor = monitor_of(**options)
    assert without_over(monitor) == said
    average, value = monitor.coverage.averages["reach_share"].of, average_said(monitor.coverage, "reach_share")
    # The tile beside it counts each child once, and so has another figure.
    twice = "" if average == "gemeente" else ", waarin een kind meer dan een keer kan tellen,"
    whole = f"{average_words(monitor.coverage, 'reach_share')}{twice} is {value}; {said}."
    assert (whole.lower() in over_hundred_sentence(monitor, "reach_share").lower()) == bool(said)
    assert not said or (said[1:] in average_made(monitor) and said[1:] in norm_sentence(monitor))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reached": OVER}, "zonder Wijk 01 Proef 18 %"),
        # Each child once: what is left without that wijk nobody knows.
        ({"reached": OVER, "total": {"reached_count": 800}}, "met Wijk 01 Proef (146 %)"),
        ({"reached": (60, 70, 80)}, ""),
        ({"reached": (3, 120, 90), "children": (4, 900, 1000)}, ""),
    ],
)  # fmt: skip
def test_a_wijk_above_100_percent_stands_beside_the_reach_of_the_gemeente(options, said):
    monitor = monitor_of(**options)
    assert [figure.note for figure in gemeente_figures(monitor) if figure.label == "Bereik"] == [said]
    assert key_figures(monitor, monitor.coverage.totals)[0].note == said


def test_without_doubles_every_sentence_calls_it_that_of_the_gemeente():
    monitor = monitor_of()
    assert not any(OF_WIJKEN in plain(text) for text in words_of(monitor))
    assert any(OF_GEMEENTE in plain(text) for text in words_of(monitor))
    assert coverage_to_dict(monitor)["average_of"]["reach_share"] == "gemeente"


def test_nine_of_ten_wijken_are_not_above_an_average_that_is_none_of_theirs():
    monitor = monitor_of((66, 120, 90), total={"reached_count": 100})
    areas, _ = build_map(monitor, "reach_share", frozenset())
    said = [line for area in areas for line in area.tooltip if line.startswith("ligt")]
    assert len(said) == 3 and all(line.endswith(OF_WIJKEN) for line in said)
    assert not all(line.startswith("ligt hoger") for line in said)


@pytest.mark.parametrize("options", [{}, ONCE, {"fte": (0, 1, 1)}, {"reached": (3, 120, 90)}])
def test_without_a_norm_fte_is_never_needed(options):
    monitor = monitor_of(**options)
    texts = [plain(text) for text in (*words_of(monitor), *story_words(monitor), invitation_text(monitor, []))]
    sentences = [each for text in texts for each in re.split(r"(?<=[.;])\s", text)]
    assert [each for each in sentences if "nodig" in each.lower() and "fte" in each.lower()] == []
    assert re.search(r"komen vraagt .* fte kinderwerk erbij of ergens anders vandaan$", needed_title(monitor))


def test_with_a_norm_of_the_user_it_is_what_that_takes():
    monitor = monitor_of(norm=Norm(500))
    assert needed_title(monitor) == "Om overal op 500 kinderen per fte te komen, is 0,7 fte kinderwerk meer nodig"


def test_fte_of_which_a_wijk_gives_none_is_at_least_so_much():
    monitor = monitor_of(fte=(0.5, 1, Status.UNKNOWN), total={"kinderwerker_fte": 2.5})
    assert "minstens" in needed_title(monitor)
    assert needed_title(monitor_of()).count("minstens") == 0


def test_persons_stand_beside_persons_only():
    fte_only = monitor_of()
    assert own_ratio(fte_only) is None
    assert "niet te vergelijken" in ratio_remark(fte_only)
    heads = monitor_of(**HEADS, total={"kinderwerkers_count": 3})
    found = own_ratio(heads)
    assert found is not None and found.words.endswith("kinderen per kinderwerker")
    assert ratio_remark(heads) == ""
    nobody = monitor_of(None)
    assert own_ratio(nobody) is None and ratio_remark(nobody) == ""


def test_heads_that_are_a_sum_of_wijken_are_said_to_be_so_where_the_figure_stands():
    summed = monitor_of(**HEADS)
    assert "wie in twee wijken werkt, telt twee keer" in ratio_remark(summed)
    assert ratio_remark(summed) in " ".join(story_words(summed))
    assert "wie in twee wijken werkt, telt twee keer" in invitation_text(summed, [])


def test_an_invitation_sets_no_fte_beside_persons():
    text = invitation_text(monitor_of(), [])
    assert "Hoe is dat bij ons?" not in text and "niet te vergelijken" in text
    assert "Hoe is dat bij ons? In Verzonnendam zijn het" in invitation_text(monitor_of(**HEADS), [])


def test_kinderwerkers_of_wijken_that_are_more_than_those_of_the_gemeente_are_explained():
    twice = monitor_of(**HEADS, total={"kinderwerkers_count": 3})
    assert workers_remark(twice) == "Iemand kan als kinderwerker in meer wijken werken: samen zijn het er 3."
    for same in (
        monitor_of(**HEADS, total={"kinderwerkers_count": 4}),
        monitor_of(**HEADS),
        monitor_of(),
        monitor_of(None),
    ):
        assert workers_remark(same) == ""
