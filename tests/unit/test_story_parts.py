"""Each part of a story: its numbers are those of the monitor, and what is not known is not told."""

import math
from dataclasses import replace
from datetime import date

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.need_structure import POVERTY
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.build import build_story, first_of, year_loader
from kinderwerk_stats.story.case import MOST_BARS, Case
from kinderwerk_stats.story.plan import OwnSlide, Plan, PlanPart, Quote, default_plan
from kinderwerk_stats.story.slides import (
    BarsPicture,
    MapPicture,
    PhotoPicture,
    PointsPicture,
    QuotePicture,
    TablePicture,
    WijkPicture,
)
from kinderwerk_stats.story.wijk import build_circumstances, build_wijk_years
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.key_figures import KeyFigure
from kinderwerk_stats.text.sentences import CIRCUMSTANCES
from tests.builders import GEMEENTE, WIJKEN, bereik_table, cbs_table, library_of, monitor_of
from tests.story_builders import full_plan
from tests.unit.test_story import TODAY, slides_of, story_of

UNKNOWN = Status.UNKNOWN
PLACES = ("Oost", "West", "Zuid")


def case_of(monitor, library):
    return Case(library, monitor, Plan(GEMEENTE, 2024), (), year_loader(library, monitor), first_of(library, monitor))


def rows_of(slide):
    assert isinstance(slide.picture, TablePicture)
    return {row[0]: row[1:] for row in slide.picture.rows}


# --- the whole story ----------------------------------------------------------------------------------


def test_the_example_is_told_in_nine_slides_after_its_title_that_all_say_that_it_is_invented(
    example_library, example_monitor
):
    monitor = example_monitor(2024)
    story = story_of(monitor, library=example_library)
    parts = [slide.part for slide in story.slides]
    assert parts == ["titel", "landelijk", "gemeente", "wijk", "kinderwerk", "signaleren", "ontbreekt",
                     "ontbreekt", "nodig", "gesprek"]  # fmt: skip
    assert story.title == "Kinderwerk in Halmerdam, 2024"
    assert story.context.invented and story.context.made_on == TODAY
    for slide in story.slides:
        if slide.part not in ("titel", "signaleren", "gesprek"):
            assert "verzonnen" in slide.remark and slide.source, slide.title
            assert slide.part == "landelijk" or slide.definition, slide.title


def test_every_picture_is_in_words_with_the_same_numbers(example_library, example_monitor):
    for slide in story_of(example_monitor(2024), library=example_library).slides:
        words = str(slide.picture)
        if isinstance(slide.picture, BarsPicture):
            assert all(f"{bar.label}: {bar.text}" in slide.alt for bar in slide.picture.bars)
        if isinstance(slide.picture, TablePicture):
            assert all(cell in slide.alt for row in slide.picture.rows for cell in row)
        assert len(words) > 20 and len(slide.alt) > 20


def test_own_words_notes_quotes_photo_and_slides_stand_where_the_plan_puts_them():
    plan = full_plan(age_range="4-12", norm=Norm())
    story = story_of(monitor_of(), plan)
    assert story.title == plan.title
    wijk = [slide for slide in story.slides if slide.part == "wijk"]
    assert wijk[0].notes.startswith("Vertel over Noor.\n\n")
    assert wijk[-1].picture == PointsPicture(("Eigen tekst.",))
    work = [slide for slide in story.slides if slide.part == "kinderwerk"]
    (opening,) = [slide for slide in story.slides if slide.part == "titel"]
    assert isinstance(opening.picture, PhotoPicture) and opening.alt == plan.photo.alt
    assert opening.title == plan.title and "25 november 2026" in opening.subtitle
    assert work[1].picture == QuotePicture("“Hier hoor ik erbij.”", "Noor", "kind van 9")
    assert "Noor" in work[1].title and "Hier hoor ik erbij" in work[1].alt
    own = [slide for slide in story.slides if slide.part == "eigen"]
    assert (own[0].title, own[0].picture.points) == ("Onze zomer", ("Elke dag open.", "En gratis."))


def test_a_story_without_a_photo_opens_with_the_map_of_its_wijken(example_library, example_monitor):
    monitor = example_monitor(2024)
    plan = replace(default_plan(monitor), wijken=("WK900104", "WK900105"))
    opening = build_story(example_library, monitor, plan, today=TODAY, load=lambda _: monitor).slides[0]
    assert isinstance(opening.picture, MapPicture)
    assert {area.code for area in opening.picture.areas if area.chosen} == set(plan.wijken)
    assert "Over Populierenhof en Sterrenveld" in opening.subtitle and "25 november 2026" in opening.subtitle
    assert "CBS" in opening.source and "verzonnen" in opening.remark


def test_a_slide_of_its_own_may_be_a_title_alone():
    (slide,) = slides_of(monitor_of(), "eigen", Plan(GEMEENTE, 2024, own_slides=(OwnSlide("Welkom"),)))
    assert (slide.title, slide.picture, slide.alt) == ("Welkom", None, "Welkom")


def test_a_wijk_that_is_not_there_is_left_out():
    plan = Plan(GEMEENTE, 2024, wijken=(WIJKEN[1], "WK900199"))
    story = story_of(monitor_of(), plan)
    assert story.context.wijken == ("Wijk 02 Proef",)
    assert [slide.subtitle for slide in story.slides if slide.part == "wijk"] == ["Wijk 02 Proef in Verzonnendam, 2024"]


def test_without_bereik_nothing_is_said_of_what_is_missing():
    story = story_of(monitor_of(None))
    assert [slide.part for slide in story.slides] == ["titel", "landelijk", "gemeente", "wijk", "signaleren", "gesprek"]
    assert "1.620 kinderen" in story.slides[2].title


# --- the gemeente and its wijken ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("monitor", "title"),
    [
        (monitor_of(), "Het kinderwerk bereikt 17 % van de kinderen in Verzonnendam"),
        (monitor_of([0, 0, 0]), "Het kinderwerk bereikt in Verzonnendam geen kinderen"),
        (monitor_of([1, 1, 0]), "Hoeveel kinderen het kinderwerk in Verzonnendam bereikt, is verborgen"),
        (monitor_of([66, UNKNOWN, 90]), "In Verzonnendam wonen 1.620 kinderen van 4 t/m 12 jaar"),
    ],
)
def test_the_title_says_what_is_known_of_the_gemeente(monitor, title):
    assert slides_of(monitor, "gemeente")[0].title == title


def test_without_borders_the_gemeente_is_shown_in_bars():
    monitor = replace(monitor_of(), shapes=None, drawn=frozenset())
    (slide,) = slides_of(monitor, "gemeente")
    assert isinstance(slide.picture, BarsPicture)
    shares = [cells["reach_share"].value for cells in monitor.coverage.cells.values()]
    assert [bar.figure.value for bar in slide.picture.bars] == sorted(shares, reverse=True)
    assert (slide.picture.reference, slide.picture.reference_label) == (monitor.coverage.norm_reach, "gemeente 17 %")


LIVE = "In Wijk 01 Proef wonen ongeveer 480 kinderen van 4 t/m 12 jaar; hoeveel het kinderwerk er bereikt, is"
REACHES = "In Wijk 01 Proef bereikt het kinderwerk"


@pytest.mark.parametrize(
    ("reached", "title"),
    [
        (66, f"{REACHES} 14 % van de kinderen, minder dan in de gemeente als geheel (19 %)"),
        # More than the total, which counts each child once: then a wijk stands beside the other wijken (decision 53).
        (200, f"{REACHES} 42 % van de kinderen, meer dan het gemiddelde van de wijken met een cijfer (25 %)"),
        (95, f"{REACHES} 20 % van de kinderen, ongeveer zo veel als in de gemeente als geheel (19 %)"),
        (0, f"{REACHES} geen kinderen"),
        (2, f"{LIVE} verborgen"),
        (UNKNOWN, f"{LIVE} niet bekend"),
    ],
)
def test_the_title_says_what_is_known_of_a_wijk(reached, title):
    monitor = monitor_of([reached, 120, 90], total={"reached_count": 310})
    plan = Plan(GEMEENTE, 2024, wijken=WIJKEN[:1])
    assert slides_of(monitor, "wijk", plan)[0].title == title


def figures_of(monitor, code=WIJKEN[0]):
    (slide,) = slides_of(monitor, "wijk", Plan(GEMEENTE, 2024, wijken=(code,)))
    assert isinstance(slide.picture, WijkPicture)
    for figure in slide.picture.figures:
        assert all(words in slide.alt for words in (figure.value, figure.label, figure.interval, figure.note))
    return [(figure.value, figure.label, figure.interval or figure.note) for figure in slide.picture.figures]


STAFF = {"kinderwerkers_count": [1, 0, 2]}


@pytest.mark.parametrize(
    ("monitor", "figures"),
    [
        (
            monitor_of(bereik=STAFF),
            [("66 van de 480", "kinderen bereikt", "waarschijnlijk 13 tot 15 %"),
             ("1", "kinderwerker", "0,5 fte kinderwerk")],
        ),
        (monitor_of([0, 120, 90], [0, 1, 1], bereik={"kinderwerkers_count": [0, 1, 1]}),
         [("0 van de 480", "kinderen bereikt", ""), ("0", "kinderwerkers", "")]),
        (monitor_of([0, 120, 90], [0, 1, 1]), [("0 van de 480", "kinderen bereikt", ""), ("0", "kinderwerkers", "")]),
        # Hidden stays hidden, and what nobody gave is no figure.
        (monitor_of([2, 120, 90], [UNKNOWN] * 3),
         [("480", "kinderen van 4 t/m 12 jaar", "waarschijnlijk 449 tot 511")]),
        (monitor_of([600, 120, 90]), [("480", "kinderen van 4 t/m 12 jaar", "waarschijnlijk 449 tot 511"),
                                      ("0,5", "fte kinderwerk", "")]),
    ],
    ids=["there", "nobody", "no fte", "hidden", "more than live there"],
)  # fmt: skip
def test_a_wijk_is_told_in_large_figures_of_what_is_known(monitor, figures):
    assert figures_of(monitor) == figures


def test_only_the_wijk_of_the_slide_is_outlined_on_its_map_and_every_chosen_one_on_that_of_the_gemeente():
    monitor, plan = monitor_of(), Plan(GEMEENTE, 2024, wijken=WIJKEN[:2])
    outlined = [
        [area.code for area in (slide.picture.map if slide.part == "wijk" else slide.picture).areas if area.chosen]
        for slide in story_of(monitor, plan).slides
        if slide.part in ("gemeente", "wijk")
    ]
    assert outlined == [list(WIJKEN[:2]), [WIJKEN[0]], [WIJKEN[1]]]


def test_the_line_of_a_wijk_stops_where_its_border_changed():
    tables = []
    for year, change in ((2022, 1), (2023, 1), (2024, 3)):
        figures = {"children_0_14_count": [2700, 800, 900, 1000]}
        tables += [
            cbs_table(figures, names=["Verzonnendam", *("ABC")], changes=[1, change, 1, 1], year=year),
            bereik_table({"reached_count": [year - 1990, 120, 90]}, year=year, file=f"bereik-{year}.xlsx"),
        ]
    library = library_of(*tables)
    monitor = build_monitor(library, GEMEENTE, 2024)
    slide = build_wijk_years(case_of(monitor, library), WIJKEN[0])
    assert [(point.year, point.new_series) for point in slide.picture.points] == [
        (2022, False), (2023, False), (2024, True)
    ]  # fmt: skip
    assert slide.picture.breaks == ((2024, "de grens van de wijk is veranderd"),)
    assert "De lijn stopt voor 2024" in slide.alt
    for point in slide.picture.points:
        cells = build_monitor(library, GEMEENTE, point.year).coverage.cells[WIJKEN[0]]
        assert point.figure == cells["reach_share"] and point.text == format_figure("reach_share", cells)


def test_what_cbs_knows_of_a_wijk_is_told_as_people_say_it():
    figures = {"children_0_14_count": [2700, 800, 900, 1000], "low_income_household_share": [0.1, 0.2, 0.1, 0.05]}
    library = library_of(cbs_table(figures, names=["Verzonnendam", "Oost", "West", "Zuid"]))
    monitor = build_monitor(library, GEMEENTE, 2024)
    table = build_circumstances(case_of(monitor, library), WIJKEN[0])
    assert (
        table.title == "1 op de 5 huishoudens heeft een laag inkomen in Oost (2024); in Verzonnendam is dat 1 op de 10"
    )
    assert rows_of(table)["Huishoudens met een laag inkomen"] == ("20,0 %", "10,0 %", "2024")
    (slide,) = slides_of(monitor, "wijk", Plan(GEMEENTE, 2024, wijken=WIJKEN[:1]), library)
    assert slide.picture.figures[1] == KeyFigure(
        "huishoudens heeft een laag inkomen (2024)", "1 op de 5", note="in Verzonnendam 1 op de 10"
    )
    assert "door het ander" in slide.notes


def test_of_one_wijk_poverty_is_told_in_one_figure_that_of_need():
    assert tuple(dict(CIRCUMSTANCES)) == POVERTY
    poor = {
        "low_income_household_share": [0.1, 0.2, 0.1, 0.05],
        "social_minimum_household_share": [0.1, 0.25, 0.1, 0.05],
    }
    library = library_of(cbs_table({"children_0_14_count": [2700, 800, 900, 1000], **poor}))
    monitor = build_monitor(library, GEMEENTE, 2024)
    table = build_circumstances(case_of(monitor, library), WIJKEN[0])
    assert table.title.startswith("1 op de 4 huishoudens leeft rond het sociaal minimum in ")
    assert "Huishoudens met een laag inkomen" not in rows_of(table)
    (slide,) = slides_of(monitor, "wijk", Plan(GEMEENTE, 2024, wijken=WIJKEN[:1]), library)
    assert slide.picture.figures[1].label == "huishoudens leeft rond het sociaal minimum (2024)"


# --- the work, what is missing and what it takes ------------------------------------------------------


def test_the_work_is_told_for_the_gemeente_and_at_most_three_wijken():
    bereik = {"visits_count": [300, 400, 500, 100], "locations_count": [1, 2, 0, 1], "signals_count": [5, 6, 7, 1]}
    monitor = monitor_of([66, 120, 90, 20], [0.5, 1, 1, 1], children=[800] * 4, bereik=bereik)
    (slide,) = slides_of(monitor, "kinderwerk", Plan(GEMEENTE, 2024, wijken=tuple(monitor.names)))
    rows = rows_of(slide)
    assert rows["Bereikte kinderen"] == ("296", "66", "120", "90")
    assert rows["Bezoeken"] == ("1.300", "300", "400", "500")
    assert rows["Signalen"] == ("19", "niet per wijk", "niet per wijk", "niet per wijk")
    assert slide.title == "In 2024 bereikte het kinderwerk 296 kinderen op 4 locaties"


@pytest.mark.parametrize(("signals", "said"), [([3, 3, 3], None), ([4, 3, 3], "10"), ([0, 0, 0], "0")])
def test_signals_are_told_of_the_gemeente_and_from_ten_on(signals, said):
    (slide,) = slides_of(monitor_of(bereik={"signals_count": signals}), "kinderwerk")
    assert rows_of(slide).get("Signalen", [None])[0] == said
    assert ("geen nul" in slide.remark) is (said is None)
    assert "Signalen: Zorgen over een kind" in slide.definition


@pytest.mark.parametrize(
    ("monitor", "title"),
    [
        (monitor_of([UNKNOWN] * 3, bereik={"visits_count": [10, 20, 30]}), "In 2024 telde het kinderwerk 60 bezoeken"),
        (monitor_of([UNKNOWN] * 3), "In 2024 was er 2,5 fte kinderwerk in Verzonnendam"),
        (monitor_of([UNKNOWN] * 3, [0, 0, 0]), "Wat het kinderwerk in 2024 deed in Verzonnendam"),
        (monitor_of([0, 0, 0]), "In 2024 bereikte het kinderwerk geen kinderen in Verzonnendam"),
    ],
)
def test_the_work_is_named_by_what_was_counted(monitor, title):
    assert slides_of(monitor, "kinderwerk")[0].title == title


def test_what_is_missing_adds_up_to_the_title():
    monitor = monitor_of(norm=Norm(500, 0.25))
    children, fte = slides_of(monitor, "ontbreekt")
    gaps = [bar.figure.value for bar in children.picture.bars]
    assert math.fsum(gaps) == pytest.approx(monitor.coverage.totals["gap_children_count"].value)
    assert children.title == "In 3 van de 3 wijken ligt het bereik onder de norm: het gaat om ongeveer 129 kinderen"
    assert fte.title == "In 3 van de 3 wijken is er minder fte dan de norm vraagt, het meest in Wijk 01 Proef"
    assert "zelf gekozen: 25 %" in children.remark and "zelf gekozen: 500 kinderen per fte" in fte.remark


def test_without_a_norm_the_average_stands_in_and_says_so():
    for slide in (*slides_of(monitor_of(), "ontbreekt"), *slides_of(monitor_of(), "nodig")):
        assert "gemiddeld" in slide.title
        assert slide.remark.startswith("Er is geen norm gekozen: vergeleken met het gemiddelde van de gemeente")
        assert "tot de norm" not in f"{slide.title} {slide.subtitle} {slide.picture}".lower()


def test_a_wijk_that_misses_nothing_is_no_bar_unless_it_was_chosen():
    monitor = monitor_of([0, 300, 0], [0.5, 0.5, 0.5])
    whole, chosen = (
        slides_of(monitor, "ontbreekt", Plan(GEMEENTE, 2024, wijken=wijken))[0] for wijken in ((), (WIJKEN[1],))
    )
    assert [bar.label for bar in whole.picture.bars] == ["Wijk 03 Proef", "Wijk 01 Proef"]
    assert "In 1 wijk ontbreekt niets." in whole.remark
    assert "Wijk 02 Proef: 0" in chosen.alt and "ontbreekt niets" not in chosen.remark


def test_where_nobody_comes_short_the_measure_itself_is_drawn():
    children, fte = slides_of(monitor_of(norm=Norm(5000, 0.01)), "ontbreekt")
    for slide, axis in ((children, "Bereik"), (fte, "Kinderen per fte")):
        assert slide.picture.axis.startswith(axis)
        assert slide.picture.reference_label.startswith("uw norm")
        assert all(bar.figure.value > 0 for bar in slide.picture.bars)
        assert axis in slide.definition


@pytest.mark.parametrize(("norm", "said"), [(None, "tot het gemiddelde"), (Norm(500, 0.25), "tot de norm")])
def test_the_total_says_what_its_gap_is_measured_against(norm, said):
    monitor = monitor_of([40, Status.UNKNOWN, 90], [0.5, Status.UNKNOWN, 1.5], norm=norm)
    for slide in slides_of(monitor, "ontbreekt"):
        assert f"{said} telt alleen wijken met een cijfer" in slide.remark


AVERAGE = "gemiddeld in de gemeente"
BELOW = "ligt het bereik onder het gemiddelde van de gemeente"


@pytest.mark.parametrize(
    ("monitor", "titles"),
    [
        (
            monitor_of(norm=Norm(5000, 0.01)),
            ["In geen wijk met een cijfer ligt het bereik onder de norm",
             "In geen wijk met een cijfer is er minder fte dan de norm vraagt"],
        ),
        (monitor_of([0, 0, 0], [0, 0, 0]), []),
        (monitor_of(fte=[UNKNOWN] * 3), [f"In 2 van de 3 wijken {BELOW}: het gaat om ongeveer 28 kinderen"]),
        (monitor_of([2, 1, 0], [0.1, 0.1, 0.12]), [f"In geen wijk met een cijfer is er minder fte dan {AVERAGE}"]),
        (
            monitor_of([2, 1, 0], [0.1, 0, 0]),
            [f"Samen is er 0,1 fte kinderwerk minder dan {AVERAGE}, in elke wijk heel weinig"],
        ),
    ],
)  # fmt: skip
def test_what_is_not_missing_is_not_told(monitor, titles):
    assert [slide.title for slide in slides_of(monitor, "ontbreekt")] == titles


def test_in_a_gemeente_of_one_wijk_no_wijken_are_counted():
    monitor = monitor_of([66], [0.5], children=[800], norm=Norm(500, 0.25))
    assert [slide.title for slide in slides_of(monitor, "ontbreekt")] == [
        "Het bereik ligt onder de norm: het gaat om ongeveer 54 kinderen",
        "Er is minder fte dan de norm vraagt",
    ]


def test_what_it_takes_is_a_table_of_the_wijken_that_come_short_and_the_gemeente():
    monitor = monitor_of(norm=Norm(500))
    (slide,) = slides_of(monitor, "nodig")
    assert slide.title == "Om overal op 500 kinderen per fte te komen, is 0,7 fte kinderwerk meer nodig"
    rows = rows_of(slide)
    assert list(rows) == ["Wijk 01 Proef", "Wijk 03 Proef", "Wijk 02 Proef", "Verzonnendam"]
    assert rows["Wijk 01 Proef"] == ("0,5", "0,5", "0,4 tot 0,5")
    assert rows["Verzonnendam"][:2] == ("2,5", "0,7")
    assert "dat is niet bekend" in slide.notes


def test_a_margin_that_prints_as_one_number_is_that_number(example_monitor):
    (slide,) = slides_of(example_monitor(2024), "nodig")
    rows = rows_of(slide).values()
    assert any(row[1] == row[2] for row in rows) and all(row[2] for row in rows)


def test_fte_of_which_a_wijk_gives_none_has_no_margin_and_no_wijk_that_comes_most_short():
    monitor = monitor_of(fte=(0.5, 1, UNKNOWN), total={"kinderwerker_fte": 2.5}, norm=Norm(500))
    assert rows_of(slides_of(monitor, "nodig")[0])["Verzonnendam"][2] == "niet te zeggen"
    assert "het meest in" not in slides_of(monitor, "ontbreekt")[1].title


def test_nothing_more_is_needed_where_nobody_comes_short():
    (slide,) = slides_of(monitor_of(norm=Norm(5000)), "nodig")
    assert slide.title == "Om overal op 5.000 kinderen per fte te komen, is er geen fte meer nodig"
    assert list(rows_of(slide)) == ["Verzonnendam"]


def test_of_many_wijken_the_largest_gaps_and_the_chosen_ones_are_drawn():
    size = 40
    monitor = monitor_of(list(range(10, 10 + size)), [0.5] * size, children=[800] * size, norm=Norm(300, 0.5))
    last = list(monitor.names)[-1]
    slide = slides_of(monitor, "ontbreekt", Plan(GEMEENTE, 2024, wijken=(last,)))[0]
    assert len(slide.picture.bars) == MOST_BARS
    assert slide.picture.bars[-1].chosen and slide.picture.bars[-1].label == monitor.name_of(last)
    largest = sorted((cells["gap_children_count"].value for cells in monitor.coverage.cells.values()), reverse=True)
    assert [bar.figure.value for bar in slide.picture.bars[:-1]] == largest[: MOST_BARS - 1]
    assert "Van de 40 wijken staan hier" in slide.remark
    needed = slides_of(monitor, "nodig")[0]
    assert len(needed.picture.rows) == 9 and "Nog 32 wijken" in needed.remark
    assert "Het laagst in" in slides_of(monitor, "gemeente")[0].alt


# --- the talk -----------------------------------------------------------------------------------------


def test_the_questions_are_those_of_what_was_told_after_the_own_ones():
    monitor = monitor_of()
    plan = Plan(GEMEENTE, 2024).changed(PlanPart("gesprek", text="Wat vindt u?\n\nEn u?"))
    (slide,) = slides_of(monitor, "gesprek", plan)
    assert slide.picture.numbered and slide.picture.points[:2] == ("Wat vindt u?", "En u?")
    assert len(slide.picture.points) == 5
    told = {question for other in story_of(monitor, plan).slides for question in other.questions}
    assert set(slide.picture.points[2:]) <= told


def test_with_nothing_to_ask_there_is_no_talk():
    plan = Plan(GEMEENTE, 2024)
    for part in plan.parts:
        plan = plan.changed(replace(part, shown=part.part == "gesprek"))
    assert [slide.part for slide in story_of(monitor_of(), plan).slides] == ["titel"]


def test_a_quote_without_a_function_has_no_loose_comma():
    plan = Plan(GEMEENTE, 2024, quotes=(Quote("Fijn.", "Noor"),))
    slide = slides_of(monitor_of(), "kinderwerk", plan)[-1]
    assert slide.alt == "Citaat van Noor: Fijn."


def test_the_story_asks_for_other_years_where_the_caller_keeps_them(example_library, example_monitor):
    asked = []

    def load(year):
        asked.append(year)
        return example_monitor(year)

    monitor = example_monitor(2024)
    build_story(example_library, monitor, default_plan(monitor), today=date(2026, 1, 1), load=load)
    assert set(asked) == {2020, 2021, 2022, 2023}


# --- in words -----------------------------------------------------------------------------------------


def test_quotes_and_photos_have_words_of_their_own():
    assert describe_picture(QuotePicture("Fijn.", "Noor", "kind"), "Citaat") == "Citaat. “Fijn.” Noor, kind"
    assert describe_picture(PhotoPicture(b"", "Een zaal"), "Foto") == "Foto. Een zaal"


def test_what_is_no_picture_has_no_words():
    with pytest.raises(ValueError, match="no words for str"):
        describe_picture("een plaatje", "x")


@pytest.mark.parametrize(
    ("figures", "title"),
    [
        ({"rented_home_share": [0.5, 0.74, 0.4, 0.3]}, "Huurwoningen: 74 % in Oost, 50 % in Verzonnendam (2024)"),
        ({"rented_home_share": [UNKNOWN, 0.74, 0.4, 0.3]}, "Van Oost zijn er cijfers van CBS, van Verzonnendam niet"),
    ],
)
def test_without_figures_of_income_another_one_is_told(figures, title):
    table = cbs_table({"children_0_14_count": [2700, 800, 900, 1000], **figures}, names=["Verzonnendam", *PLACES])
    library = library_of(table)
    monitor = build_monitor(library, GEMEENTE, 2024)
    assert build_circumstances(case_of(monitor, library), WIJKEN[0]).title == title
