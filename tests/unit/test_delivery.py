"""A delivered file beside what is there: what publishing it would replace, keep, match and refuse."""

from dataclasses import replace
from pathlib import Path

import pytest

from kinderwerk_stats.delivery import preview
from kinderwerk_stats.delivery.delivered import (
    PublicationPlan,
    explain_file,
    gemeenten_in,
    likely_gemeente,
    plan_publication,
    without_published,
)
from kinderwerk_stats.delivery.delivered import put_before as put
from kinderwerk_stats.delivery.preview import preview_publication
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import ReadResult, Table
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.text.delivery import describe_preview, new_year_without_bereik, whose_bereik
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, library_of, named_shapes
from tests.file_builders import write_csv, write_xlsx
from tests.words import words_of

CHILDREN: dict[str, list[float]] = {"children_0_14_count": [2700, 800, 900, 1000]}
REACHED: dict[str, list[float]] = {"reached_count": [66, 120, 90], "kinderwerker_fte": [0.5, 1, 1]}
NAMES = ["Oost", "West", "Zuid"]
OTHER = ("GM9002", "WK900201", "WK900202", "WK900203")
KWB = [
    ["gwb_code_10", "regio", "recs", "jaar", "a_inw", "a_00_14"],
    ["GM9001", "Verzonnendam", "Gemeente", "2024", "9000", "2700"],
    ["WK900101", "Oost", "Wijk", "2024", "3000", "800"],
    ["WK900102", "West", "Wijk", "2024", "3000", "900"],
    ["WK900103", "Zuid", "Wijk", "2024", "3000", "1000"],
]


def by(publisher: str, table: Table, *, published: bool = True) -> Table:
    """Return a table of this organisation, as the store gives it or as a file in the folder does."""
    return replace(table, source=replace(table.source, publisher=publisher, published=published))


def cbs(year: int | None = 2024, **more) -> Table:
    return cbs_table(CHILDREN, names=["Verzonnendam", *NAMES], year=year, **more)


def bereik(first: float = 66, year: int | None = 2024, **more) -> Table:
    return bereik_table({**REACHED, "reached_count": [first, 120, 90]}, year=year, **more)


def named_bereik(names, **more) -> Table:
    return bereik_table({"reached_count": [66] * len(names)}, [None] * len(names), names=names, **more)


def read(*tables: Table, problems=()) -> ReadResult:
    return ReadResult(Path(tables[0].source.file), tables[0].source.kind, tables, tuple(problems))


def reached(library: Library, publisher: str, year: int = 2024) -> list[float]:
    return [
        table.values["reached_count"].iloc[0]
        for result in library.results
        for table in result.tables
        if isinstance(table, BereikTable)
        and (table.source.kind, table.source.publisher, table.source.year) == ("bereik", publisher, year)
    ]


# --- put_before: what an earlier version is -----------------------------------------------------------


def test_the_same_organisation_and_year_is_replaced():
    after = put(library_of(cbs(), by("A", bereik(10))), [by("A", bereik(20))], GEMEENTE)
    assert reached(after, "A") == [20]


@pytest.mark.parametrize(
    "kept",
    [
        by("B", bereik(10)),
        by("A", bereik(10, year=2023)),
        by("A", bereik_table(REACHED, OTHER[1:], gemeente_code="GM9002")),
        by("A", bereik(10), published=False),
    ],
    ids=["organisation", "year", "gemeente", "folder"],
)
def test_what_is_of_another_organisation_year_gemeente_or_the_folder_is_kept(kept):
    after = put(library_of(kept), [by("A", bereik(20))], GEMEENTE)
    assert any(table is kept for result in after.results for table in result.tables)
    assert 20 in reached(after, "A")


@pytest.mark.parametrize("unnamed", ["", "onbekend"])
def test_a_file_that_names_no_organisation_shows_its_change(unnamed):
    before = library_of(cbs(), by("A", bereik(10, file="a.xlsx")))
    after = put(before, [by(unnamed, bereik(20, file="b.xlsx"))], GEMEENTE)
    assert (reached(after, "A"), reached(after, unnamed)) == ([], [20])


def test_a_given_name_replaces_only_that_organisation():
    before = library_of(cbs(), by("A", bereik(10)), by("B", bereik(15)))
    plan = plan_publication(before, read(by("onbekend", bereik(20))), GEMEENTE, source_name="A")
    assert (reached(plan.after, "A"), reached(plan.after, "B")) == ([20], [15])


def test_published_goes_before_the_folder():
    before = library_of(cbs(), by("A", bereik(10), published=False))
    after = put(before, [by("B", bereik(20))], GEMEENTE)
    plan = plan_publication(before, read(by("B", bereik(20))), GEMEENTE)
    effect = preview_publication(before, plan, "4-12").effects.get(2024)
    found = [table.source for result in after.results for table in result.tables if table.source.kind == "bereik"]
    assert [source.published for source in found] == [True, False]
    assert effect is not None
    assert effect.before.bereik_cells[WIJKEN[0]]["reached_count"].value == 10
    assert effect.after.bereik_cells[WIJKEN[0]]["reached_count"].value == 20
    said = whose_bereik(effect.before, effect.after, plan.tables)
    assert "Nu ziet u het bereik van A, straks alleen dat van B." in said


# --- plan_publication ---------------------------------------------------------------------------------


def test_a_file_of_the_country_is_cut_to_the_gemeente():
    country = cbs_table(
        {"children_0_14_count": [2700, 800, 900, 1000, 600, 200, 200, 200]}, (GEMEENTE, *WIJKEN, *OTHER)
    )
    plan = plan_publication(Library([]), read(country), GEMEENTE)
    assert plan.publishable
    assert list(plan.tables[0].areas.index) == [GEMEENTE, *WIJKEN]
    assert plan.years == (2024,)


def test_the_map_that_is_delivered_too_names_the_wijken_that_figures_give_by_code_only():
    figures = cbs_table(CHILDREN, names=["Verzonnendam", None, None, None])
    named = named_bereik(NAMES)
    alone = plan_publication(library_of(figures), read(named), GEMEENTE)
    assert set(alone.unmatched) == set(NAMES)
    # One sentence that says what to do, and not that each name is like no wijk.
    assert [problem.code for problem in alone.problems if problem.severity == "fout"] == ["wijken_zonder_naam"]
    borders = named_shapes(dict(zip(WIJKEN, NAMES, strict=True)), year=2019)
    plan = plan_publication(library_of(figures), read(named), GEMEENTE, [read(borders)])
    assert plan.unmatched == {}
    [table] = plan.tables
    assert isinstance(table, BereikTable)
    assert table.rows["wijk_code"].tolist() == list(WIJKEN)
    assert likely_gemeente(library_of(figures), read(named), [read(borders)]) == GEMEENTE
    assert likely_gemeente(library_of(figures, borders), read(named)) == GEMEENTE
    assert likely_gemeente(library_of(figures), read(named)) is None


def test_bereik_with_codes_of_an_abolished_gemeente_says_where_they_are_now():
    codes = ["WK053001", "WK053002", "WK053003"]
    old = bereik_table(REACHED, codes)
    plan = plan_publication(library_of(cbs()), read(old), GEMEENTE)
    said = [words_of(problem).found for problem in plan.problems if problem.code == "gemeente_opgeheven"]
    assert any("Voorne aan Zee (GM1992)" in words for words in said)
    asked = plan_publication(library_of(cbs()), read(cbs()), "GM0530")
    assert any(problem.code == "gemeente_opgeheven" for problem in asked.problems)


def test_names_become_the_codes_of_the_gemeente():
    plan = plan_publication(library_of(cbs()), read(named_bereik(["West", "Oost", "Zuid"])), GEMEENTE)
    assert (plan.publishable, plan.unmatched) == (True, {})
    assert list(plan.tables[0].rows["wijk_code"]) == [WIJKEN[1], WIJKEN[0], WIJKEN[2]]
    assert plan.wijken == dict(zip(WIJKEN, NAMES, strict=True))


def test_a_name_that_only_looks_like_a_wijk_stops_publishing_and_is_suggested():
    plan = plan_publication(library_of(cbs()), read(named_bereik(["Oost", "West", "Zuidd"])), GEMEENTE)
    assert not plan.publishable
    assert [found.code for found in plan.unmatched["Zuidd"]][:1] == [WIJKEN[2]]
    assert all(0 <= found.likeness <= 1 for found in plan.unmatched["Zuidd"])


def test_a_row_with_the_name_of_the_gemeente_is_offered_as_its_total():
    library = library_of(cbs())
    name = library.gemeenten()[GEMEENTE]
    plan = plan_publication(library, read(named_bereik(["Oost", "West", name])), GEMEENTE)
    assert not plan.publishable
    assert plan.unmatched[name][0][:2] == (GEMEENTE, "Dit is het totaal van de gemeente")


def test_a_row_with_the_words_of_a_total_is_offered_as_the_wijk_that_is_called_so():
    named = replace(named_bereik(["Oost", "West"]), set_aside={"Zuid": 9, "Totaal": 10})
    plan = plan_publication(library_of(cbs()), read(named), GEMEENTE)
    assert not plan.publishable
    assert [found.code for found in plan.unmatched["Zuid"]][:2] == [WIJKEN[2], GEMEENTE]


@pytest.mark.parametrize(
    "table",
    [
        bereik_table(REACHED, OTHER[1:], gemeente_code="GM9002"),
        cbs_table(CHILDREN, OTHER),
    ],
    ids=["bereik", "cbs"],
)
def test_a_file_of_another_gemeente_is_refused(table):
    plan = plan_publication(library_of(cbs()), read(table), GEMEENTE)
    assert not plan.publishable
    assert (plan.tables, plan.after.gemeenten()) == ((), library_of(cbs()).gemeenten())
    assert [problem.severity for problem in plan.problems] == ["fout"]


def test_bereik_of_a_year_without_figures_of_cbs_says_which_years_there_are():
    plan = plan_publication(library_of(cbs()), read(bereik(year=2023)), GEMEENTE)
    [problem] = plan.problems
    assert not plan.publishable
    assert "bereik van 2023; er zijn CBS-cijfers van 2024" in words_of(problem).found
    assert "2023" in words_of(problem).action


def test_bereik_of_a_gemeente_without_figures_of_cbs_says_so():
    [problem] = plan_publication(Library([]), read(bereik()), GEMEENTE).problems
    assert "geen CBS-cijfers van deze gemeente" in words_of(problem).found


def test_the_figures_of_cbs_may_come_with_the_bereik():
    plan = plan_publication(Library([]), read(bereik()), GEMEENTE, [read(cbs())])
    assert plan.publishable
    assert plan.years == (2024,)
    assert [table.source.kind for table in plan.tables] == ["bereik"]


def test_the_figures_of_a_new_year_may_come_with_the_bereik():
    plan = plan_publication(library_of(cbs(2023)), read(bereik()), GEMEENTE, [read(cbs())])
    assert (plan.publishable, plan.years) == (True, (2024,))


def test_what_comes_with_a_file_of_a_known_year_does_not_count_as_its_own():
    plan = plan_publication(library_of(cbs()), read(cbs()), GEMEENTE, [read(bereik())])
    assert plan.after.bereik == []


def test_bereik_beside_that_of_another_organisation_says_so_and_is_compared_with_its_own():
    before = library_of(cbs(2023), cbs(), by("A", bereik(10, file="a.xlsx")))
    plan = plan_publication(before, read(by("B", bereik(20, file="b.xlsx"), published=False)), GEMEENTE)
    [problem] = plan.problems
    assert (problem.severity, plan.publishable, plan.shown) == ("waarschuwing", True, True)
    assert "ook A heeft bereik over 2024; dat blijft staan" in words_of(problem).found
    # B is new: there is nothing of its own to compare with.
    assert preview_publication(before, plan, "4-12").effects == {}
    again = library_of(*before.cbs, *before.bereik, by("B", bereik(20, file="b.xlsx")))
    plan = plan_publication(again, read(by("B", bereik(30, file="b.xlsx"), published=False)), GEMEENTE)
    effect = preview_publication(again, plan, "4-12").effects[2024]
    first = next(c for c in effect.changes if (c.area_code, c.name) == (WIJKEN[0], "reached_count"))
    assert (first.before.value, first.after.value) == (20, 30)


def test_withdrawing_one_of_two_organisations_takes_its_own_figures_away():
    both = library_of(cbs(), by("A", bereik(10, file="a.xlsx")), by("B", bereik(20, file="b.xlsx")))
    taken = (both.bereik[1],)
    after = without_published(both, taken, GEMEENTE)
    plan = PublicationPlan(GEMEENTE, taken, (), {}, {}, (2024,), after, withdraws=True)
    effect = preview_publication(both, plan, "4-12").effects[2024]
    assert effect.before.bereik_cells[WIJKEN[0]]["reached_count"].value == 20
    assert effect.after.bereik is None
    assert build_monitor(after, GEMEENTE, 2024).bereik_cells[WIJKEN[0]]["reached_count"].value == 10


def test_a_new_version_of_what_is_shown_says_nothing_of_another():
    before = library_of(cbs(), by("A", bereik(10, file="a.xlsx")))
    assert plan_publication(before, read(by("A", bereik(20), published=False)), GEMEENTE).problems == ()


def test_published_figures_take_the_place_of_the_whole_file_of_that_kind_and_year():
    new = cbs_table(
        {"children_0_14_count": [2700, 800, float("nan"), 1100]}, names=["Verzonnendam", *NAMES], file="nieuw.csv"
    )
    after = put(library_of(cbs(file="oud.csv"), cbs(2023)), [new], GEMEENTE)
    figures = after.cbs_figures(GEMEENTE, 2024)
    assert figures.problems == ()
    assert figures.values["children_0_14_count"].isna().tolist() == [False, False, True, False]
    assert figures.values.loc[WIJKEN[2], "children_0_14_count"] == 1100
    assert after.years(GEMEENTE) == [2023, 2024]


def test_published_figures_leave_those_of_another_gemeente_in_the_folder():
    country = cbs_table({"children_0_14_count": [1.0] * 8}, (GEMEENTE, *WIJKEN, *OTHER))
    after = put(library_of(country), [cbs()], GEMEENTE)
    assert after.cbs_figures("GM9002", 2024).values["children_0_14_count"].tolist() == [1, 1, 1, 1]


def test_a_file_without_a_year_asks_for_it():
    plan = plan_publication(library_of(cbs()), read(bereik(year=None)), GEMEENTE)
    assert not plan.publishable
    assert [problem.asks for problem in plan.problems] == ["jaar"]


def test_a_map_or_ages_work_in_every_year_and_bereik_in_its_own():
    current = library_of(cbs(2023), cbs(2024))
    shapes = read(named_shapes(dict(zip(WIJKEN, NAMES, strict=True)), year=2023))
    ages = read(ages_table({GEMEENTE: [180] * 15}, year=2023))
    assert plan_publication(current, shapes, GEMEENTE).years == (2023, 2024)
    assert plan_publication(current, ages, GEMEENTE).years == (2023, 2024)
    assert plan_publication(current, read(bereik(year=2023)), GEMEENTE).years == (2023,)


# --- preview_publication -----------------------------------------------------------------------------------


def test_what_to_look_at_first_is_gathered_once_for_page_form_and_command(monkeypatch):
    built: list[int] = []

    def counted(library, code, year, age_range, **options):
        built.append(year)
        return build_monitor(library, code, year, age_range, **options)

    monkeypatch.setattr(preview, "build_monitor", counted)
    now = library_of(cbs(2024), bereik(100))
    hides = preview_publication(now, plan_publication(now, read(bereik(4)), GEMEENTE), "4-12")
    assert built == [2024, 2024]
    assert hides.asks and hides.visibility
    assert any("Straks verborgen" in words for words in describe_preview(hides, 25))
    doubles = preview_publication(now, plan_publication(now, read(bereik(200)), GEMEENTE), "4-12")
    assert doubles.implausible(25) and not doubles.implausible(1000)
    assert any("meer dan 25 % anders" in words for words in describe_preview(doubles, 25))


def effect_of(current: Library, table: Table, year: int = 2024):
    plan = plan_publication(current, read(table), GEMEENTE)
    return preview_publication(current, plan, "4-12").effects.get(year)


def test_a_new_version_is_compared_with_the_same_year():
    effect = effect_of(library_of(cbs(2023), cbs(2024), bereik(10, 2023), bereik(66)), bereik(99))
    assert (effect.before.year, effect.after.year) == (2024, 2024)
    assert {(c.area_code, c.before.value, c.after.value) for c in effect.changes if c.name == "reached_count"} == {
        (GEMEENTE, 276, 309),
        (WIJKEN[0], 66, 99),
    }


def test_a_new_year_is_compared_with_the_newest_before_it_that_has_bereik():
    years = [cbs(year) for year in (2021, 2022, 2023, 2024)]
    effect = effect_of(library_of(*years, bereik(10, 2021), bereik(20, 2022)), bereik(30))
    assert (effect.before.year, effect.after.year) == (2022, 2024)


def test_cbs_figures_of_a_new_year_take_no_bereik_away():
    children: dict[str, list[float]] = {"children_0_14_count": [3000, 900, 1000, 1100]}
    new = cbs_table(children, names=["Verzonnendam", *NAMES], year=2025)
    effect = effect_of(library_of(cbs(2024), bereik()), new, 2025)
    assert (effect.before.year, effect.after.year) == (2024, 2025)
    assert {change.name for change in effect.changes} == {"children_count"}
    assert "Van 2025 is er dan nog geen bereik" in new_year_without_bereik(effect.before, effect.after)
    same_year = effect_of(library_of(cbs(2024), bereik()), bereik(99))
    assert new_year_without_bereik(same_year.before, same_year.after) == ""


def test_a_year_without_cbs_figures_does_not_hold_up_the_others():
    plan = plan_publication(library_of(cbs(2024)), read(bereik(60, 2023), bereik(66)), GEMEENTE)
    assert plan.publishable
    assert [table.source.year for table in plan.tables] == [2024]
    assert [p.severity for p in plan.problems if "2023" in words_of(p).found] == ["waarschuwing"]
    alone = plan_publication(library_of(cbs(2024)), read(bereik(60, 2023)), GEMEENTE)
    assert not alone.publishable


def test_a_file_about_another_gemeente_is_refused_before_publishing():
    table = replace(named_bereik(NAMES), gemeente_name="Elderdam")
    plan = plan_publication(library_of(cbs()), read(table), GEMEENTE)
    assert not plan.publishable
    assert "Elderdam" in " ".join(words_of(problem).found for problem in plan.problems)


def test_bereik_that_stays_behind_that_of_another_organisation_is_not_shown():
    # What names no organisation may be of any, so nothing counts beside it.
    nameless = library_of(cbs(), by("onbekend", bereik()))
    less = bereik_table({"reached_count": [66, 120, 90]}, file="twee.xlsx")
    plan = plan_publication(nameless, read(by("Stichting Twee", less, published=False)), GEMEENTE)
    effect = preview_publication(nameless, plan, "4-12").effects[2024]
    assert not plan.shown
    assert "het bereik van onbekend blijft zichtbaar" in whose_bereik(effect.before, effect.after, plan.tables)
    current = library_of(cbs(), by("Stichting Een", bereik()))
    # Two organisations are two, also with the same counts.
    assert plan_publication(current, read(by("Stichting Twee", bereik(), published=False)), GEMEENTE).shown
    assert plan_publication(current, read(by("Stichting Twee", bereik(99), published=False)), GEMEENTE).shown
    assert plan_publication(current, read(by("Stichting Een", bereik(99), published=False)), GEMEENTE).shown


def test_a_later_year_is_never_what_was_before():
    assert effect_of(library_of(cbs(2023), cbs(2024), bereik()), bereik(year=2023), 2023) is None


def test_first_figures_have_nothing_to_compare_with():
    assert effect_of(Library([]), cbs()) is None
    assert effect_of(library_of(cbs()), bereik()) is None


# --- explain_file -------------------------------------------------------------------------------------


@pytest.fixture
def yearless(tmp_path):
    """Return bereik and figures of CBS that do not state their year."""
    rows = [["wijk", "unieke kinderen", "fte"], ["Oost", 66, 0.5], ["West", 120, 1], ["Zuid", 90, 1]]
    kwb = [[cell for column, cell in enumerate(row) if column != 3] for row in KWB]
    return write_xlsx(tmp_path / "b.xlsx", {"blad": rows}), write_csv(tmp_path / "k.csv", kwb)


def test_the_year_is_that_of_the_files_that_state_none(yearless):
    for path in yearless:
        assert explain_file(path).years == ()
        explained = explain_file(path, year=2022)
        assert explained.years == (2022,)
        assert {table.source.year for table in explained.result.tables} == {2022}


def test_a_year_in_the_file_wins_from_the_one_given_for_others(tmp_path):
    assert explain_file(write_csv(tmp_path / "k.csv", KWB), year=2019).years == (2024,)


def test_the_year_that_the_user_chose_wins_from_the_one_given_for_others(yearless):
    for path in yearless:
        assert explain_file(path, Corrections(year=2021), year=2019).years == (2021,)


def test_a_known_profile_and_a_year_work_together(yearless):
    path = yearless[0]
    fingerprint = explain_file(path).fingerprint
    explained = explain_file(path, profiles={fingerprint: Corrections(organisation="Stichting Proef")}, year=2022)
    assert (explained.years, explained.organisation) == ((2022,), "Stichting Proef")


def test_every_step_is_told(yearless):
    steps: list[str] = []
    explain_file(yearless[0], report=steps.append)
    assert steps


# --- which gemeente -----------------------------------------------------------------------------------


def test_the_gemeenten_in_a_file():
    country = cbs_table({"children_0_14_count": [1.0] * 8}, (GEMEENTE, *WIJKEN, *OTHER))
    assert set(gemeenten_in(read(country))) == {GEMEENTE, "GM9002"}
    assert set(gemeenten_in(read(named_shapes({WIJKEN[0]: "Oost"})))) == {GEMEENTE}
    assert set(gemeenten_in(read(ages_table({"GM9002": [1.0] * 15})))) == {"GM9002"}
    assert gemeenten_in(read(bereik(gemeente_code=None))) == {GEMEENTE: GEMEENTE}
    assert gemeenten_in(read(named_bereik(NAMES, gemeente_code=None))) == {}
    assert set(gemeenten_in(read(named_bereik(NAMES, gemeente_code="GM9002")))) == {"GM9002"}


@pytest.mark.parametrize(
    ("names", "likely"),
    [
        (["Oost", "West", "Zuid"], GEMEENTE),
        (["OOST", "Nergens"], GEMEENTE),
        (["Oost", "Nergens", "Ook niet"], None),
        (["Centrum"], None),
        (["Centrum", "Oost"], GEMEENTE),
        (["Nergens"], None),
    ],
)
def test_the_gemeente_with_most_of_the_names_and_no_other_with_as_many(names, likely):
    here = cbs_table(
        {"children_0_14_count": [1.0] * 5}, (GEMEENTE, *WIJKEN, "WK900104"), names=["V", *NAMES, "Centrum"]
    )
    there = cbs_table({"children_0_14_count": [1.0] * 2}, OTHER[:2], names=["A", "Centrum"])
    file = read(named_bereik(names, gemeente_code=None))
    assert likely_gemeente(library_of(here, there), file) == likely
    assert likely_gemeente(Library([]), file, [read(here), read(there)]) == likely
