"""Several organisations in one gemeente: each apart, and together what can be said without identities (METHOD 1.4)."""

import csv
import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.priorities import order_by_gap
from kinderwerk_stats.analysis.together import combine_coverage, join_figures, join_reach
from kinderwerk_stats.exports.coverage_files import HEADER, coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.history import build_series
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor, organisations_of
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.own_words import Goal, OwnWords
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.bars import rank_wijken
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import build_context
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.first import first_headline, first_in_words
from kinderwerk_stats.text.goals import goal_sentences
from kinderwerk_stats.text.hiding import hidden_sentence
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.reference import average_said
from kinderwerk_stats.text.sentences import coverage_answer, figure_finding, headline
from kinderwerk_stats.text.story import gap_children_title, work_title
from kinderwerk_stats.text.together import each_in_words, whose_figures
from kinderwerk_stats.text.wijk import why_first, year_before
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, coverage_input, library_of

ONE, TWO, THREE = WIJKEN
NOORD, ZUID = "Welzijn Noord", "Stichting Zuid"
CHILDREN = (800, 900, 1000)


def table_of(name, reached, fte=(0.5, 1.0, 1.0), **options):
    more = options.pop("more", {})
    ages = options.pop("ages", [])
    table = bereik_table({"reached_count": reached, "kinderwerker_fte": fte, **more}, file=f"{name}.xlsx", **options)
    return replace(table, source=replace(table.source, publisher=name), ages=ages)


def library_with(*tables, children=CHILDREN) -> Library:
    cbs = cbs_table({"children_0_14_count": [sum(children), *children]}, names=["Verzonnendam", "Oost", "West", "Zuid"])
    return library_of(cbs, ages_table({GEMEENTE: [sum(children) / 15] * 15}), *tables)


def together(*tables, norm=None, organisation=None, threshold=5, children=CHILDREN) -> Monitor:
    library = library_with(*tables, children=children)
    return build_monitor(library, GEMEENTE, 2024, norm=norm, threshold=threshold, organisation=organisation)


def reached(monitor, code=None):
    return format_figure("reached_count", monitor.coverage.totals if code is None else monitor.coverage.cells[code])


# --- by hand -----------------------------------------------------------------------------------------


def test_together_is_at_least_the_most_of_one_and_at_most_the_sum():
    # Oost: 120 and 80 are 120 when all of Zuid's come to Noord too, and 200 when none does. West: 0 and 60 are 60.
    monitor = together(table_of(NOORD, (120, 0, 50)), table_of(ZUID, (80, 60, 50)))
    assert [reached(monitor, code) for code in WIJKEN] == ["120 tot 200", "60", "50 tot 100"]
    # The gemeente: 170 and 190. Who lives in Oost, West and Zuid are others: 120 + 60 + 50 = 230, at most 360.
    assert reached(monitor) == "230 tot 360"
    assert each_in_words(monitor, ONE) == "Stichting Zuid: 80, Welzijn Noord: 120, samen 120 tot 200 kinderen"
    assert monitor.coverage.cells[ONE]["reached_count"].status == Status.NOT_ADDED
    assert Flag.BEREIK_NIET_OP_TE_TELLEN in monitor.coverage.flags[ONE]
    assert Flag.BEREIK_NIET_OP_TE_TELLEN not in monitor.coverage.flags[TWO]


def test_of_the_gemeente_wijken_only_add_up_where_all_count_by_where_a_child_lives():
    # Without that, all 170 of Noord may be among the 190 of Zuid.
    monitor = together(table_of(NOORD, (120, 0, 50), place=None), table_of(ZUID, (80, 60, 50)))
    assert reached(monitor) == "190 tot 360"


@pytest.mark.parametrize("total", [{}, {"reached_count": 180}])
def test_a_sum_in_which_a_child_can_count_twice_is_at_least_its_largest_wijk(total):
    # The 180 of Noord can be 60 children who come in all three wijken, and the 30 of Zuid can be among them.
    overlap = replace(table_of(NOORD, (60, 60, 60), total=total), counts_overlap=True)
    assert reached(together(overlap, table_of(ZUID, (10, 10, 10)))) == "60 tot 210"
    # A total below the sum counts each child once.
    once = replace(table_of(NOORD, (60, 60, 60), total={"reached_count": 179}), counts_overlap=True)
    assert reached(together(once, table_of(ZUID, (10, 10, 10)))) == "179 tot 209"


def test_where_a_child_counts_is_not_said_so_a_sum_is_at_least_its_largest_wijk():
    zuid = table_of(ZUID, (10, 10, 10), place=None)
    assert reached(together(table_of(NOORD, (60, 70, 60), place=None), zuid)) == "70 tot 220"
    # A total of its own counts each child once.
    own = table_of(NOORD, (60, 70, 60), place=None, total={"reached_count": 190})
    assert reached(together(own, zuid)) == "190 tot 220"
    # Nor are the wijken that are given a sum of children where one is not, apart as together.
    unknown = together(table_of(NOORD, (60, 70, Status.UNKNOWN), place=None), zuid)
    assert unknown.coverage.totals["reached_low"].value == 70
    assert each_in_words(unknown).startswith(f"{ZUID}: 30, {NOORD}: minstens 70, samen 70 tot ")


def test_a_total_that_may_leave_out_wijken_is_no_upper_end():
    # Zuid of Noord is not given: anybody who lives there may come to it. 1,620 children, with a margin.
    lacks = table_of(NOORD, (60, 60, Status.UNKNOWN), total={"reached_count": 120})
    monitor = together(lacks, table_of(ZUID, (10, 10, 10)))
    lives = -int(-monitor.coverage.totals["children_high"].value // 1)
    assert reached(monitor) == f"130 tot {lives:,}".replace(",", ".")


def test_no_more_children_than_live_there():
    # 100 children of 0-14 are 60 of 4-12, with a margin 51 to 69: 40 and 50 are 50 to 69, and no 90.
    monitor = together(table_of(NOORD, (40, 0, 0)), table_of(ZUID, (50, 0, 0)), children=(100, 900, 1000))
    high = monitor.coverage.cells[ONE]["children_high"].value
    assert 60 < high < 90
    assert reached(monitor, ONE) == f"50 tot {-int(-high // 1)}"
    assert monitor.coverage.cells[ONE]["reach_high"].value == 1


def test_where_others_are_counted_who_live_there_are_no_limit():
    # 95 of the 60 who live in Oost come from elsewhere too: then 95 and 50 are 95 to 145.
    monitor = together(table_of(NOORD, (95, 0, 0)), table_of(ZUID, (50, 0, 0)), children=(100, 900, 1000))
    assert reached(monitor, ONE) == "95 tot 145"


def test_a_hidden_count_is_anything_that_its_own_figures_leave():
    # Zuid: 3, 60 and 200, no total of its own. 3 is hidden with 60; of the sum of 263 they have 63 together.
    monitor = together(table_of(NOORD, (120, 0, 50)), table_of(ZUID, (3, 60, 200), total={"reached_count": 263}))
    assert [part.coverage.cells[ONE]["reached_count"].status for part in monitor.parts] == [Status.SUPPRESSED, 0]
    assert reached(monitor, ONE) == "120 tot 183"
    assert reached(monitor, TWO) == "verborgen"
    # In Oost both ends are shown, and "verborgen" of Zuid beside them.
    assert "Verborgen: het bereik van 2 van de 3 wijken" in hidden_sentence(monitor)


def test_an_unknown_count_is_anything_up_to_the_children_who_live_there():
    monitor = together(table_of(NOORD, (120, 10, 50)), table_of(ZUID, (Status.UNKNOWN, 10, 50)))
    high = monitor.coverage.cells[ONE]["children_high"].value
    assert reached(monitor, ONE) == f"120 tot {-int(-high // 1)}"
    unknown = together(*(table_of(name, (Status.UNKNOWN, 10, 50)) for name in (NOORD, ZUID)))
    assert reached(unknown, ONE) == "onbekend"


def test_fte_and_visits_add_up_and_heads_and_places_do_not():
    more = {"visits_count": (300, 20, 30), "kinderwerkers_count": (2, 0, 1), "locations_count": (1, 1, 1)}
    monitor = together(table_of(NOORD, (120, 0, 50), more=more), table_of(ZUID, (80, 60, 50), (1.5, 0, 2), more=more))
    cells, row = monitor.coverage.cells[ONE], monitor.bereik_cells[ONE]
    assert (cells["kinderwerker_fte"].value, cells["visits_count"].value) == (2.0, 600)
    assert row["kinderwerkers_count"].status == row["locations_count"].status == Status.NOT_ADDED
    assert row["visits_count"].value == 600
    assert monitor.coverage.totals["kinderwerker_fte"].value == 6.0
    # 600 children of Oost by 2 fte is not the 480 that a monitor of one of them has.
    assert cells["children_per_fte"].value == pytest.approx(480 / 2, rel=0.01)


def test_two_organisations_with_the_same_counts_are_two():
    # 50 in each wijk and 2.5 fte, twice.
    monitor = together(table_of(NOORD, (50, 50, 50)), table_of(ZUID, (50, 50, 50)))
    assert monitor.organisations == (ZUID, NOORD)
    assert monitor.coverage.totals["kinderwerker_fte"].value == 5.0
    assert (reached(monitor, ONE), reached(monitor)) == ("50 tot 100", "150 tot 300")


def test_three_organisations():
    # METHOD 1.4: 40, 30 and 20 are 40 to 90.
    counts = {NOORD: 40, ZUID: 30, "Derde": 20}
    monitor = together(*(table_of(name, (count, 0, 0)) for name, count in counts.items()))
    assert reached(monitor, ONE) == "40 tot 90"
    assert monitor.bereik is not None and monitor.bereik.source.publisher == "Derde, Stichting Zuid en Welzijn Noord"


# --- what is not taken together ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"place": "locatie"}, "locatie"),
        ({"ages": [[6, 12]]}, "leeftijd"),
        ({"reached": (Status.UNKNOWN,) * 3, "more": {"visits_count": (90, 80, 70)}}, "deelnames"),
    ],
)
def test_what_is_not_counted_alike_stays_apart_with_the_reason(other, why):
    other = {"reached": (80, 60, 50)} | other
    monitor = together(table_of(NOORD, (120, 20, 50)), table_of(ZUID, **other))
    assert monitor.apart == why
    assert {cells["reached_count"].status for cells in monitor.coverage.cells.values()} == {Status.NOT_ADDED}
    assert reached(monitor) == reached(monitor, ONE) == "niet op te tellen"
    assert [note.code for note in monitor.notes if note.code.startswith("organisaties")] == [
        f"organisaties_apart_{why}"
    ]
    assert "niet samen te nemen" in whose_figures(monitor)
    assert monitor.coverage.totals["kinderwerker_fte"].value == 5.0
    assert monitor.coverage.norm_reach is None and order_by_gap(monitor.coverage) == []


def test_an_organisation_of_another_year_or_without_a_name_does_not_count_beside_another():
    named = table_of(NOORD, (120, 20, 50))
    for other in (table_of(ZUID, (80, 60, 50), year=2023), table_of("onbekend", (80, 60, 50))):
        monitor = together(named, other, table_of("welzijn  noord.", (1, 2, 3)))
        assert (monitor.organisations, monitor.parts) == ((), ())
        told = [note.param("ander") for note in monitor.notes if note.code == "organisatie_nog_geen_bereik"]
        assert told == ([ZUID] if other.year == 2023 else [])


# --- one of them -----------------------------------------------------------------------------------------


def test_one_organisation_is_what_it_was_alone():
    noord, zuid = table_of(NOORD, (120, 3, 50)), table_of(ZUID, (80, 60, 50))
    alone, chosen = together(noord), together(noord, zuid, organisation=NOORD)
    assert chosen.organisations == (ZUID, NOORD) and chosen.organisation == NOORD and alone.organisation is None
    assert chosen.coverage.values.equals(alone.coverage.values)
    assert chosen.coverage.status.equals(alone.coverage.status)
    assert repr((chosen.coverage.cells, chosen.bereik_cells)) == repr((alone.coverage.cells, alone.bereik_cells))
    (note,) = [note for note in chosen.notes if note not in alone.notes]
    assert (note.code, note.param("ander"), note.param("organisatie")) == ("bereik_van_andere_organisatie", ZUID, NOORD)
    assert coverage_to_dict(alone).keys() ^ coverage_to_dict(chosen).keys() == {"organisations"}
    assert "alleen van Welzijn Noord. Kinderwerk van Stichting Zuid telt hier niet mee." in whose_figures(chosen)
    assert whose_figures(chosen, in_short=True) == "alleen Welzijn Noord; kinderwerk van Stichting Zuid telt niet mee"
    assert whose_figures(alone) == whose_figures(alone, in_short=True) == each_in_words(alone) == ""


def test_an_organisation_that_is_not_there_has_no_bereik():
    monitor = together(table_of(NOORD, (120, 3, 50)), table_of(ZUID, (80, 60, 50)), organisation="Derde")
    assert monitor.bereik is None


def test_who_has_bereik():
    tables = table_of(NOORD, (120, 3, 50)), table_of(ZUID, (80, 60, 50))
    assert organisations_of(library_with(*tables), GEMEENTE, 2024) == (ZUID, NOORD)
    assert organisations_of(library_with(tables[0]), GEMEENTE, 2024) == (NOORD,)
    # Counts that are the same are of two organisations all the same: who compares them tells one what the other hides.
    same = library_with(tables[0], table_of(ZUID, (120, 3, 50)))
    assert organisations_of(same, GEMEENTE, 2024) == (ZUID, NOORD)
    assert organisations_of(library_with(), GEMEENTE, 2024) == ()


# --- the order -------------------------------------------------------------------------------------------


def test_without_a_norm_wijken_are_held_against_the_least_that_the_gemeente_can_reach():
    # 480, 540 and 600 children. At least 200 + 10 + 150 = 360 of 1,620: 22.2 %. Of West 120 would be that, and 10 to 20
    # are reached: 100 are missing for certain, but for the margin of its children. Oost and Zuid lie above it.
    monitor = together(table_of(NOORD, (200, 10, 150)), table_of(ZUID, (100, 10, 100)))
    coverage = monitor.coverage
    assert coverage.norm_reach == pytest.approx(360 / coverage.totals["children_count"].value)
    assert coverage.averages["reach_share"].of == "organisaties"
    assert order_by_gap(coverage) == [TWO]
    gap = coverage.cells[TWO]
    assert gap["gap_children_count"].status == Status.NOT_ADDED
    assert gap["gap_children_low"].value == pytest.approx(gap["children_low"].value * coverage.norm_reach - 20)
    assert gap["gap_children_high"].value == pytest.approx(gap["children_high"].value * coverage.norm_reach - 10)
    total = coverage.totals["gap_children_count"]
    assert (total.at_least, total.value) == (True, pytest.approx(gap["gap_children_low"].value))


def test_a_gap_counts_by_what_is_certain():
    # Norm 25 %: 120, 135 and 150. Oost 100 to 110 lacks some 10; West 40 to 130 may lack 95 and for certain nothing.
    norm = Norm(reach_share=0.25)
    monitor = together(table_of(NOORD, (100, 40, 20)), table_of(ZUID, (10, 90, 10)), norm=norm)
    assert order_by_gap(monitor.coverage)[0] == THREE
    assert TWO not in order_by_gap(monitor.coverage)
    answer, more = coverage_answer(monitor)
    assert "In minstens" in answer and "wijk is het niet te zeggen" in more
    # The slide says as many wijken as the page.
    assert plain(answer).startswith(gap_children_title(monitor).split(" ligt")[0])


def test_no_wijk_is_first_where_nothing_is_certain():
    monitor = together(table_of(NOORD, (100, 110, 120)), table_of(ZUID, (90, 100, 110)))
    assert order_by_gap(monitor.coverage) == []
    assert "niet te zeggen met meer organisaties" in coverage_answer(monitor)[0]


def test_what_cannot_be_said_of_a_wijk_is_told_from_what_can():
    # Norm 25 %: 120, 135 and 150. Oost 150 to 190 lies above it, West 40 to 130 may, and Zuid lacks some 120.
    norm = Norm(reach_share=0.25)
    monitor = together(table_of(NOORD, (150, 40, 20)), table_of(ZUID, (40, 90, 10)), norm=norm)
    first = find_first_wijken(monitor, None)
    assert first.codes == (THREE,)
    assert "het bereik is er niet lager dan uw norm" in why_first(monitor, first, ONE)
    assert "dat er kinderen ontbreken tot uw norm, is met meer organisaties niet zeker" in why_first(
        monitor, first, TWO
    )
    assert "Van 1 wijk is het niet te zeggen: West" in coverage_answer(monitor)[1]
    assert first_in_words(monitor, first)[0].figure.endswith("kinderen tot uw norm")
    assert figure_finding(monitor, "reach_share") == "Bereik: van geen enkele wijk is er een cijfer"
    one = together(table_of(NOORD, (150, 40, 20)), table_of(ZUID, (40, 0, 10)))
    assert figure_finding(one, "reach_share").endswith("; van 2 wijken alleen hoeveel minstens en hoogstens")


def test_bars_have_both_ends_in_words_and_no_length():
    monitor = together(table_of(NOORD, (120, 40, 50)), table_of(ZUID, (80, 0, 50)))
    bars = {bar.code: bar for bar in rank_wijken(monitor, "reached_count").bars}
    assert (bars[ONE].text, bars[ONE].figure.known, bars[ONE].low) == ("120 tot 200", False, None)
    assert (bars[TWO].text, bars[TWO].figure.known) == ("40", True)


@pytest.mark.parametrize(
    ("goal", "said"),
    [(0.3, "14 tot 23 %, het doel is niet gehaald"), (0.2, "14 tot 23 %, misschien gehaald"),
     (0.1, "14 tot 23 %, het doel is gehaald")],
)  # fmt: skip
def test_a_goal_is_held_against_both_ends(goal, said):
    # 230 to 360 of 1,620 children.
    library = library_with(table_of(NOORD, (120, 0, 50)), table_of(ZUID, (80, 60, 50)))
    goals = (Goal("reach_share", goal, 2027, "wethouder", "besluit"),)
    library.own_words = {GEMEENTE: OwnWords(goals=goals)}
    monitor = build_monitor(library, GEMEENTE, 2024, threshold=5)
    (sentence,) = goal_sentences(monitor)
    assert said in plain(sentence)
    assert coverage_to_dict(monitor)["goals"][0]["figures"][0]["distance"] is None


def test_of_which_ends_the_note_speaks():
    noord = table_of(NOORD, (120, 40, 50))
    both = together(noord, table_of(ZUID, (80, 0, 50)))
    assert whose_figures(both).endswith("hoeveel kinderen het minstens en hoogstens zijn.")
    # More come to Noord in Oost than live there, so nobody is the limit of the unknown count of Zuid.
    some = together(table_of(NOORD, (900, 40, 50)), table_of(ZUID, (Status.UNKNOWN, 20, 50)))
    assert whose_figures(some).endswith("hoeveel kinderen het minstens zijn, en hoogstens waar dat te zeggen is.")


def test_what_is_at_least_so_much_is_rounded_down_and_what_is_at_most_up():
    # 120 of 480 and 206 of 1,620: at least 12.7 % of all children, 200 and 310 at most 19.1 %.
    monitor = together(table_of(NOORD, (120, 36, 50)), table_of(ZUID, (80, 0, 24)))
    assert monitor.coverage.averages["reach_share"].value == pytest.approx(206 / 1620, abs=0.0005)
    assert average_said(monitor.coverage, "reach_share") == "12 %"
    assert format_figure("reach_share", monitor.coverage.totals) == "12 tot 20 %"


# --- what everybody gets ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def monitor():
    return together(table_of(NOORD, (120, 3, 50)), table_of(ZUID, (80, 60, 50)))


def test_the_headline_has_both_ends(monitor):
    # 120, 3 and 50 are 173, with 80, 60 and 50 363; 120, 60 and 50 live apart.
    assert "bereikt er 230 tot 363, dat is" in headline(monitor)
    assert "een kind kan bij meer organisaties komen" in headline(monitor)


def test_json_has_the_ends_and_what_each_reaches_and_no_sum(monitor):
    answer = json.loads(json.dumps(coverage_to_dict(monitor), allow_nan=False))
    assert answer["organisation"] == "Stichting Zuid en Welzijn Noord"
    assert answer["organisations"] == [ZUID, NOORD]
    row = answer["wijken"][0]
    assert (row["reached_count"], row["reach_share"]) == (None, None)
    assert (row["reached_low"], row["reached_high"]) == (120, 200)
    assert row["reached_by_organisation"] == {ZUID: 80, NOORD: 120}
    assert answer["wijken"][1]["reached_by_organisation"][NOORD] is None
    assert {source["publisher"] for source in answer["sources"]} == {"CBS", ZUID, NOORD}
    assert "organisaties_samen" in {warning["code"] for warning in answer["warnings"]}


def test_csv_and_workbook_have_them_too(monitor, tmp_path):
    write_coverage_csv(monitor, tmp_path / "dekking.csv")
    with (tmp_path / "dekking.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert list(rows[0]) == [*HEADER, "reached_low", "reached_high", "reached_in_words"]
    first = rows[0]
    assert (first["reached_count"], first["reached_low"], first["reached_high"]) == ("niet_op_te_tellen", "120", "200")
    assert first["reached_in_words"] == each_in_words(monitor, ONE)
    assert first["organisation"] == "Stichting Zuid en Welzijn Noord"
    write_coverage_xlsx(monitor, tmp_path / "dekking.xlsx")
    sheet = load_workbook(tmp_path / "dekking.xlsx")["Dekking"]
    heads = [cell.value for cell in sheet[2]]
    ends = [heads.index(f"Bereikte kinderen, {end}") for end in ("ondergrens", "bovengrens")]
    # Oost, and the gemeente as last row.
    assert [[sheet.cell(row, end + 1).value for end in ends] for row in (3, sheet.max_row)] == [[120, 200], [230, 363]]
    notes = [cell.value for cell in load_workbook(tmp_path / "dekking.xlsx")["Toelichting"]["B"]]
    assert each_in_words(monitor, ONE) in notes


def test_the_table_for_machines_names_every_column_that_the_csv_has(monitor, tmp_path):
    context = build_context(monitor, (), date(2026, 11, 29), "", ())
    path, beside = write_open_tables(monitor, context, tmp_path / "dekking.csv")
    metadata = json.loads(beside.read_text("utf-8"))
    assert "Organisaties: Stichting Zuid en Welzijn Noord; een kind kan bij meer dan een" in metadata["dc:description"]
    columns = metadata["tableSchema"]["columns"]
    first = path.read_text("utf-8-sig").splitlines()[0]
    assert [column["name"] for column in columns] == first.split(";")
    assert next(column for column in columns if column["name"] == "reached_low")["dc:title"].endswith("ondergrens")


def test_the_slide_of_what_was_counted_has_both_ends_too(monitor):
    slides = build_story(library_with(), monitor, default_plan(monitor, find_first_wijken(monitor, None)),
                         today=date(2026, 11, 29)).slides  # fmt: skip
    (counted,) = [slide for slide in slides if slide.title == work_title(monitor)]
    assert counted.subtitle == "Wat de organisaties telden in Verzonnendam, 2024"
    assert counted.picture.rows[0][:2] == ("Bereikte kinderen", "230 tot 363")


def test_the_command_line_says_it_per_wijk(monitor):
    lines = coverage_lines(monitor)
    assert f"Oost: {each_in_words(monitor, ONE)}." in lines
    assert whose_figures(monitor) in lines


def test_the_headline_of_the_first_page_has_no_word_for_a_status(monitor):
    said = first_headline(monitor, find_first_wijken(monitor, None))
    assert "niet op te tellen" not in said


def test_a_line_over_the_years_stops_where_other_organisations_count():
    both = together(table_of(NOORD, (120, 0, 50)), table_of(ZUID, (80, 60, 50)))
    years = {2022: together(table_of(NOORD, (110, 0, 50))), 2023: both, 2024: both}
    series = {
        figure: build_series(ONE, figure, list(years), lambda year: replace(years[year], year=year))
        for figure in ("kinderwerker_fte", "children_count")
    }
    (points, why), (of_cbs, none) = series.values()
    assert [(point.stretch, point.gemeente_stretch) for point in points] == [(0, 0), (1, 1), (1, 1)]
    assert why == {2023: "de cijfers zijn niet van dezelfde organisaties"}
    assert year_before("kinderwerker_fte", points[:2], why) == f"2022: niet te vergelijken, {why[2023]}"
    assert ({point.stretch for point in of_cbs}, none) == ({0}, {})


# --- always ------------------------------------------------------------------------------------------------


def sets_of(names):
    return st.lists(st.sets(st.integers(0, 9)), min_size=names, max_size=names)


@given(groups=st.integers(2, 4).flatmap(sets_of))
def test_the_children_themselves_always_lie_between_the_ends(groups):
    counts = [float(len(group)) for group in groups]
    joined = join_reach([Figure(count, Status.KNOWN) for count in counts], [(c, c) for c in counts], 10)
    union = len(set().union(*groups))
    low, high = (joined.figure.value,) * 2 if joined.figure.known else (joined.low, joined.high)
    assert low <= union <= high


@given(groups=sets_of(3), seen=st.lists(st.booleans(), min_size=3, max_size=3))
def test_also_where_some_are_not_shown(groups, seen):
    figures = [Figure(float(len(g)), Status.KNOWN) if s else Figure(float("nan"), Status.SUPPRESSED)
               for g, s in zip(groups, seen, strict=True)]  # fmt: skip
    ends = [(f.value, f.value) if f.known else (0.0, inf) for f in figures]
    joined = join_reach(figures, ends, 10)
    if joined.has_ends:
        assert joined.low <= len(set().union(*groups)) <= joined.high
    assert joined.figure.known <= all(seen)


def test_what_is_hidden_or_unknown_stays_so_beside_nothing():
    zero, hidden = Figure(0.0, Status.KNOWN), Figure(float("nan"), Status.SUPPRESSED)
    assert join_figures([zero, hidden], adds=True).status == Status.SUPPRESSED
    assert join_figures([zero, zero], adds=False) == zero


# --- the attack ----------------------------------------------------------------------------------------------

K = 3
BESIDE = {2: ((1, 4), (4, 0)), 3: ((1, 4, 0),)}


def narrowed(published, others):
    """Return how many small counts have fewer values left than 1 and 2, and how many have both.

    The attacker repeats the rule, knows all of the other organisation and which hidden counts are small. Of two wijken
    tables of counts to 4 are looked at, beside those to 6 that can look the same; of three to 3, beside those to 5.
    """
    alike = defaultdict(set)
    for other in others:
        for mine in product(range(9 - len(other)), repeat=len(other)):
            alike[published(mine, other), other, tuple(0 < count < K for count in mine)].add(mine)
    left = [
        {table[place] for table in tables} >= set(range(1, K))
        for (_, _, small), tables in alike.items()
        for place, is_small in enumerate(small)
        if is_small and any(max(table) <= 6 - len(small) for table in tables)
    ]
    return left.count(False), left.count(True)


@cache
def _alone(counts, threshold):
    lives, fte = [60.0] * len(counts), [0.5] * len(counts)
    return compute_coverage(coverage_input(lives, list(counts), fte, threshold=threshold), Norm())


def _published(mine, other, threshold=K):
    """Return, as text, every figure and flag of one alone and of both."""
    nobody = coverage_input([60.0] * len(mine), [0] * len(mine), [0] * len(mine))
    parts = [_alone(counts, threshold) for counts in (mine, other)]
    both = combine_coverage(parts, nobody, Norm(reach_share=0.2), doubles=[None, None], comparable=True)
    return repr([(c.cells, c.totals, c.flags, c.total_flags, c.averages, c.most_unseen, c.reached_at_least)
                 for c in (_alone(mine, K), both)])  # fmt: skip


@pytest.mark.parametrize("size", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_who_has_all_that_is_published_of_one_and_of_both_leaves_every_small_count_all_its_values(size):
    gone, left = narrowed(_published, BESIDE[size])
    assert gone == 0 and left > 10


def test_ends_made_of_the_counts_themselves_would_give_them_away():
    gone, _ = narrowed(lambda mine, other: _published(mine, other, threshold=0), BESIDE[2][:1])
    assert gone > 10
