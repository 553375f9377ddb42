"""Which file speaks for a gemeente in a year, and where names and borders may come from."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import make_problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.gemeente_areas import about_gemeente
from kinderwerk_stats.sources.library import Library, data_files, read_files, read_folder
from tests.builders import (
    GEMEENTE,
    WIJKEN,
    ages_table,
    bereik_table,
    cbs_table,
    library_of,
    named_shapes,
)
from tests.file_builders import write_csv
from tests.words import refusal_saying, words_of

CHILDREN = "children_0_14_count"
FIRST, SECOND, THIRD = WIJKEN
NAMES = {FIRST: "Wijk 01 Oost", SECOND: "Wijk 02 West", THIRD: "Wijk 03 Zuid"}
KWB = [["gwb_code_10", "regio", "a_00_14"], ["GM9001", "Verzonnendam", "1800"], ["WK900101", "Oost", "800"]]


def kids(*figures: float, **options):
    """Return a table with the gemeente, then three wijken."""
    return cbs_table({CHILDREN: figures or (2700, 800, 900, 1000)}, **options)


def wijken_of(library: Library, year: int = 2024):
    figures = library.cbs_figures(GEMEENTE, year)
    return figures.areas[figures.areas["kind"] == "wijk"]


# --- which file wins ---------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(["kwb", "statline", "odata", "nabijheid"])))
def test_the_workbook_wins_from_statline_from_odata_in_whatever_order_they_come(order):
    figure = {"kwb": 801, "statline": 802, "odata": 803, "nabijheid": 804}
    library = library_of(*(kids(2700, figure[kind], 900, 1000, kind=kind) for kind in order))
    figures = library.cbs_figures(GEMEENTE, 2024)
    assert figures.values.at[FIRST, CHILDREN] == 801
    assert figures.sources[CHILDREN].kind == "kwb"
    without = library_of(*(t for t in library.cbs if t.source.kind != "kwb"))
    assert without.cbs_figures(GEMEENTE, 2024).values.at[FIRST, CHILDREN] == 802


@pytest.mark.parametrize("absent", [Status.UNKNOWN, Status.NOT_PUBLISHED, Status.SUPPRESSED])
def test_a_known_figure_goes_before_an_absent_one_of_a_better_file(absent):
    library = library_of(kids(2700, absent, 900, 1000), kids(2700, 805, 900, 1000, kind="odata"))
    figures = library.cbs_figures(GEMEENTE, 2024)
    assert figures.values.at[FIRST, CHILDREN] == 805
    assert figures.status.at[FIRST, CHILDREN] == Status.KNOWN
    assert figures.problems == ()


def test_of_two_reasons_why_a_figure_is_absent_the_one_of_the_better_file_stands():
    library = library_of(kids(2700, Status.SUPPRESSED, 9, 9), kids(2700, Status.NOT_PUBLISHED, 9, 9, kind="odata"))
    assert library.cbs_figures(GEMEENTE, 2024).status.at[FIRST, CHILDREN] == Status.SUPPRESSED


def test_a_figure_that_only_the_second_file_has_is_of_the_second_file():
    library = library_of(
        cbs_table({CHILDREN: (2700, 800, 900, 1000)}),
        cbs_table({"school_distance_km": (0.5, 0.4, 0.6, 0.5)}, kind="nabijheid", file="nabijheid.csv"),
    )
    figures = library.cbs_figures(GEMEENTE, 2024)
    assert figures.values.at[SECOND, "school_distance_km"] == 0.6
    assert figures.sources["school_distance_km"].file == "nabijheid.csv"


def test_a_figure_that_the_better_file_has_nowhere_is_of_the_file_that_has_it():
    library = library_of(
        kids(*[Status.NOT_PUBLISHED] * 4, kind="kwb"), kids(*[Status.UNKNOWN] * 4, kind="statline"), kids(kind="odata")
    )
    assert library.cbs_figures(GEMEENTE, 2024).sources[CHILDREN].kind == "odata"
    nowhere = library_of(*library.cbs[:2])
    assert nowhere.cbs_figures(GEMEENTE, 2024).sources[CHILDREN].kind == "kwb"


@pytest.mark.parametrize(("wijken", "words"), [(5, "WK900105"), (6, "WK900105 en nog 1")])
def test_of_many_areas_that_differ_five_are_named(wijken, words):
    codes = [f"WK9001{number:02}" for number in range(1, wijken + 1)]
    tables = [cbs_table({CHILDREN: [count] * wijken}, codes, kind=kind) for count, kind in ((1, "kwb"), (9, "odata"))]
    (warning,) = library_of(*tables).cbs_figures(GEMEENTE, 2024).problems
    assert words_of(warning).found.endswith(words)


def test_files_that_differ_are_named_in_one_warning_with_the_figures_in_dutch():
    columns = {CHILDREN: (2700, 800, 900, 1000), "population_count": (9000, 3000, 3000, 3000), "woz_eur": (3, 3, 3, 3)}
    other = columns | {CHILDREN: (2700, 805, 905, 1000), "population_count": (9000, 3005, 3000, 3000)}
    library = library_of(cbs_table(columns, file="kwb.xlsx"), cbs_table(other, kind="statline", file="statline.csv"))
    figures = library.cbs_figures(GEMEENTE, 2024)
    assert figures.values.at[FIRST, CHILDREN] == 800
    (warning,) = figures.problems
    assert warning.severity == "waarschuwing"
    assert "statline.csv" in str(warning)
    assert "kwb.xlsx" in str(warning)
    assert "Kinderen van 0 tot 15 jaar" in words_of(warning).found
    assert "Inwoners" in words_of(warning).found
    assert "Woningwaarde" not in words_of(warning).found
    assert "_count" not in str(warning)


def test_a_third_file_that_differs_has_a_warning_of_its_own():
    library = library_of(kids(), kids(2700, 805, 900, 1000, kind="statline"), kids(2700, 810, 900, 1000, kind="odata"))
    said = [words_of(problem).where for problem in library.cbs_figures(GEMEENTE, 2024).problems]
    assert said == ["statline-2024.csv", "odata-2024.csv"]


@pytest.mark.parametrize(("figure", "warnings"), [(0.4321, 0), (0.4322, 1)])
def test_a_difference_is_not_a_matter_of_floating_point(figure, warnings):
    share = "rented_home_share"
    library = library_of(
        cbs_table({CHILDREN: (1, 1, 1, 1), share: (0.4, 43.21 / 100, 0.4, 0.4)}),
        cbs_table({share: (0.4, figure, 0.4, 0.4)}, kind="odata"),
    )
    assert len(library.cbs_figures(GEMEENTE, 2024).problems) == warnings


def test_gemeente_and_country_stay_and_buurten_and_other_gemeenten_go():
    codes = ["NL00", "GM9001", "WK900101", "BU90010101", "GM9002", "WK900201"]
    figures = library_of(kids(9e6, 800, 800, 400, 500, 500, codes=codes)).cbs_figures(GEMEENTE, 2024)
    assert list(figures.areas.index) == ["NL00", "GM9001", "WK900101"]
    assert figures.values.at["NL00", CHILDREN] == 9e6


def test_gemeente_and_country_come_from_another_file_where_the_first_does_not_have_them():
    nation = cbs_table({CHILDREN: [2_000_000, 900], "woz_eur": [300_000, 200_000]}, ("NL00", GEMEENTE), kind="odata")
    figures = library_of(kids(200, 300, codes=WIJKEN[:2]), nation).cbs_figures(GEMEENTE, 2024)
    assert figures.values[CHILDREN].to_dict() == {WIJKEN[0]: 200, WIJKEN[1]: 300, "NL00": 2_000_000, GEMEENTE: 900}
    assert figures.sources[CHILDREN].kind == "kwb"
    assert figures.of_country[CHILDREN].kind == "odata"
    assert [source.kind for source in figures.others] == ["odata"], "for the gemeente"
    assert "woz_eur" not in figures.values, "no wijk of this gemeente has it"


def test_a_file_that_gives_only_the_country_is_no_source_of_the_gemeente():
    nation = cbs_table({CHILDREN: [2_000_000, 900]}, ("NL00", GEMEENTE), kind="odata")
    figures = library_of(kids(500, 200, 300, codes=(GEMEENTE, *WIJKEN[:2])), nation).cbs_figures(GEMEENTE, 2024)
    assert figures.values.loc["NL00", CHILDREN] == 2_000_000
    assert figures.values.loc[GEMEENTE, CHILDREN] == 500
    assert figures.others == ()


def test_the_wijken_are_those_of_the_file_with_children():
    # Nabijheid of the year may hold wijken of an older indeling.
    library = library_of(
        cbs_table({"school_distance_km": (0.5, 0.4)}, [GEMEENTE, "WK900199"], kind="kwb", file="a.csv"),
        kids(kind="statline"),
    )
    assert list(wijken_of(library).index) == list(WIJKEN)
    assert library.wijk_codes(GEMEENTE, 2024) == frozenset(WIJKEN)


def test_a_file_without_wijken_of_this_gemeente_adds_no_figure():
    other = cbs_table({"bso_distance_km": (1.1, 0.9, 0.8)}, ["NL00", "GM9002", "WK900201"], kind="nabijheid")
    figures = library_of(kids(codes=["NL00", *WIJKEN]), other).cbs_figures(GEMEENTE, 2024)
    assert "bso_distance_km" not in figures.values


def test_a_year_or_gemeente_without_a_table_is_a_programming_error():
    with pytest.raises(ValueError, match="GM9001 in 2023"):
        library_of(kids()).cbs_figures(GEMEENTE, 2023)


# --- which gemeenten and years there are -------------------------------------------------------------


def test_a_gemeente_needs_wijken_and_children():
    library = library_of(
        kids(),
        cbs_table({CHILDREN: (1, 1)}, ["GM9002", "GM9003"], file="no-wijken.csv"),
        cbs_table({"woz_eur": (1, 1)}, ["GM9004", "WK900401"], file="no-children.csv"),
    )
    assert list(library.gemeenten()) == [GEMEENTE]


def test_gemeenten_stand_in_the_order_of_their_names_and_not_of_their_codes():
    codes = ["GM9001", "WK900101", "GM9002", "WK900201", "GM9003", "WK900301"]
    names = ["Zuidveen", "a", "'s-Aadorp", "b", "Ter Velde", "c"]
    library = library_of(kids(1, 1, 1, 1, 1, 1, codes=codes, names=names))
    assert list(library.gemeenten().values()) == ["'s-Aadorp", "Ter Velde", "Zuidveen"]


def test_a_gemeente_without_a_row_of_its_own_is_named_by_its_wijken_or_by_its_code():
    table = kids(1, 1, codes=["WK900101", "WK900201"])
    table.areas.loc["WK900101", "gemeente_name"] = "Verzonnendam"
    assert library_of(table).gemeenten() == {"GM9002": "GM9002", "GM9001": "Verzonnendam"}


def test_years_are_those_with_children_and_oldest_first():
    library = library_of(
        kids(year=2024), kids(year=2021), kids(year=None), cbs_table({"woz_eur": (1, 1, 1, 1)}, year=2022)
    )
    assert library.years(GEMEENTE) == [2021, 2024]
    assert library.years_with_figures(GEMEENTE) == [2021, 2022, 2024]
    assert library.years("GM9002") == []


def test_a_refused_file_gives_no_figures_and_keeps_its_problems():
    wrong = make_problem("bereik_zonder_jaar")
    refused = ReadResult(Path("a.csv"), "kwb", (kids(),), (wrong,))
    library = Library([refused])
    assert library.gemeenten() == {}
    assert library.problems == (wrong,)


# --- names -------------------------------------------------------------------------------------------


def names_for(*tables, year: int = 2024):
    library = library_of(*tables)
    return library.names_for(wijken_of(library, year), year)


def coded(year: int = 2024, codes=WIJKEN, **options):
    """Return a table with codes only, as raw OData has."""
    return cbs_table({CHILDREN: [1] * len(codes)}, codes, names=[None] * len(codes), year=year, **options)


def test_names_of_another_file_of_the_same_year_are_taken_by_code():
    names, problems = names_for(coded(), named_shapes({FIRST: "Oost", SECOND: "West"}))
    assert names.fillna("-").tolist() == ["Oost", "West", "-"]
    assert problems == ()


def test_names_of_another_table_of_the_same_year_go_before_a_map_of_another_year():
    names, problems = names_for(
        coded(kind="kwb"), cbs_table({CHILDREN: [1] * 3}, WIJKEN, kind="odata"), named_shapes(NAMES, year=2023)
    )
    assert names.tolist() == [f"Naam {code}" for code in WIJKEN]
    assert problems == ()


def test_names_of_another_year_need_exactly_the_same_codes_and_the_screen_says_so():
    names, problems = names_for(coded(), named_shapes(NAMES, year=2021))
    assert names.tolist() == list(NAMES.values())
    assert "wijknamen van 2021; gebruikt voor 3 van de 3 wijken" in words_of(problems[0]).found
    assert problems[0].severity == "waarschuwing"


@pytest.mark.parametrize("offered", [{FIRST: "Oost", SECOND: "West"}, NAMES | {"WK900104": "Noord"}])
def test_a_wijk_more_or_less_in_the_other_year_and_its_names_are_not_used(offered):
    names, problems = names_for(coded(), named_shapes(offered, year=2021))
    assert names.isna().all()
    assert problems == ()


def test_water_that_only_the_other_year_has_takes_no_names_away():
    names, problems = names_for(coded(), named_shapes(NAMES | {"WK900199": "Groot water"}, year=2024 + 1))
    assert names.tolist() == list(NAMES.values())
    assert len(problems) == 1


def test_a_map_without_a_year_is_another_year():
    names, problems = names_for(coded(), named_shapes(NAMES, year=None))
    assert names.tolist() == list(NAMES.values())
    assert "zonder jaar" in words_of(problems[0]).found


def test_the_nearest_year_gives_the_names():
    old, near = dict.fromkeys(WIJKEN, "oud"), NAMES
    names, _ = names_for(coded(), named_shapes(old, year=2015, file="a"), named_shapes(near, year=2022, file="b"))
    assert names.tolist() == list(NAMES.values())


def test_names_of_another_year_are_not_used_where_the_known_ones_disagree():
    table = cbs_table({CHILDREN: [1] * 3}, WIJKEN, names=["Oost", None, None])
    names, _ = names_for(table, named_shapes({FIRST: "Havenkwartier", SECOND: "West", THIRD: "Zuid"}, year=2014))
    assert names.fillna("-").tolist() == ["Oost", "-", "-"]
    names, _ = names_for(table, named_shapes(NAMES, year=2014))
    assert names.tolist() == ["Oost", "Wijk 02 West", "Wijk 03 Zuid"]


# --- geometry ----------------------------------------------------------------------------------------


def shapes_for(table, *shapes):
    library = library_of(table, *shapes)
    _, drawn, problems = library.shapes_for(GEMEENTE, 2024, wijken_of(library))
    return set(drawn), problems


def with_names(*names: str | None):
    return cbs_table({CHILDREN: [1] * 3}, WIJKEN, names=names or list(NAMES.values()))


def test_borders_of_the_same_year_go_by_code_alone():
    drawn, problems = shapes_for(with_names(), named_shapes(dict.fromkeys(WIJKEN, "?")))
    assert drawn == set(WIJKEN)
    assert problems == ()


def test_a_wijk_without_a_border_is_named():
    drawn, (problem,) = shapes_for(with_names(), named_shapes({FIRST: "Oost"}))
    assert drawn == {FIRST}
    assert "2 van de 3 wijken (WK900102, WK900103)" in words_of(problem).found


def test_borders_of_another_year_are_used_where_code_and_name_agree():
    # As in Almere: the code of a whole stadsdeel was given to a part of it years later.
    shapes = named_shapes({FIRST: "OOST", SECOND: "Wijk 02 Westerstad Centrum", THIRD: "Zuid"}, year=2014)
    drawn, (problem,) = shapes_for(with_names(), shapes)
    assert drawn == {FIRST, THIRD}
    assert (
        "grenzen van 2014; gebruikt voor 2 van de 3 wijken, waar code en naam overeenkomen" in words_of(problem).found
    )


@pytest.mark.parametrize(
    ("codes", "drawn"), [(WIJKEN, set(WIJKEN)), ((*WIJKEN, "WK900104"), set()), (WIJKEN[:2], set())]
)
def test_without_names_borders_of_another_year_need_exactly_the_same_codes(codes, drawn):
    found, (problem,) = shapes_for(with_names(None, None, None), named_shapes(dict.fromkeys(codes, "x"), year=2023))
    assert found == drawn
    assert "in beide jaren dezelfde codes bestaan" in words_of(problem).found


def test_what_is_said_of_unnamed_borders_is_what_was_done():
    _, (problem,) = shapes_for(with_names(), named_shapes(dict.fromkeys(WIJKEN), year=2023))
    assert "in beide jaren dezelfde codes bestaan" in words_of(problem).found


def test_the_nearest_year_gives_the_borders_and_a_stated_year_goes_before_none():
    library = library_of(
        with_names(),
        named_shapes(NAMES, year=None, file="a"),
        named_shapes(NAMES, year=2020, file="b"),
        named_shapes(NAMES, year=2023, file="c"),
    )
    shapes, _, _ = library.shapes_for(GEMEENTE, 2024, wijken_of(library))
    assert shapes is not None
    assert shapes.source.file == "c"


def test_no_borders_of_this_gemeente():
    assert shapes_for(with_names(), named_shapes({"WK900201": "x"})) == (set(), ())


# --- bereik ------------------------------------------------------------------------------------------


def bereik_for(*tables, names=NAMES):
    library = library_of(cbs_table({CHILDREN: [1] * 3}, WIJKEN, names=list(names.values())), *tables)
    used, problems = library.organisations_for(GEMEENTE, 2024, wijken_of(library))
    return next(iter(used), None), problems


def unnamed(names, **options):
    """Return bereik with names only, of no stated gemeente."""
    return bereik_table(
        {"reached_count": [10] * len(names)}, [None] * len(names), names=names, gemeente_code=None, **options
    )


def test_bereik_of_another_year_or_gemeente_is_not_used():
    counts = {"reached_count": (10, 20, 30)}
    assert bereik_for(bereik_table(counts, year=2023), bereik_table(counts, gemeente_code="GM9002")) == (None, ())


def test_bereik_that_names_no_gemeente_is_used_when_every_wijk_is_found():
    table, _ = bereik_for(unnamed(["Oost", "Zuid"]))
    assert table is not None
    assert table.rows["wijk_code"].tolist() == [FIRST, THIRD]
    assert table.gemeente_code == GEMEENTE


def test_bereik_that_names_no_gemeente_is_of_another_one_when_a_wijk_is_not_found():
    assert bereik_for(unnamed(["Oost", "Zuid", "Kralingen"])) == (None, ())


def test_bereik_of_this_gemeente_with_a_wijk_that_is_not_there_is_refused_with_the_reason():
    table, problems = bereik_for(bereik_table({"reached_count": (1, 2)}, [None, None], names=["Oost", "Kralingen"]))
    assert table is None
    (refusal,) = [problem for problem in problems if problem.severity == "fout"]
    assert "rij 3: een naam die op geen enkele wijk lijkt" in words_of(refusal).found


def test_reach_of_two_organisations_is_never_added_up():
    table, problems = bereik_for(
        bereik_table({"reached_count": (10, 20, 30)}, file="b.xlsx"),
        bereik_table({"reached_count": (1, 2, 3)}, file="a.xlsx"),
    )
    assert table is not None
    assert table.source.file == "a.xlsx"
    assert table.values["reached_count"].tolist() == [1, 2, 3]
    (warning,) = problems
    assert (words_of(warning).where, warning.severity) == ("b.xlsx", "waarschuwing")
    assert "a.xlsx" in words_of(warning).found


def test_of_two_files_the_one_that_names_the_gemeente_has_codes_or_has_most_figures_is_used():
    plain = bereik_table({"reached_count": (1, 2, 3)}, file="plain")
    rich = bereik_table({"reached_count": (4, 5, 6), "kinderwerker_fte": (1, 1, 1)}, file="rich")
    by_name = bereik_table({"reached_count": (7, 8, 9)}, [None] * 3, names=list(NAMES.values()), file="by name")
    nowhere = unnamed(list(NAMES.values()), file="no gemeente")
    order = []
    for tables in ([plain, rich, by_name, nowhere], [plain, by_name, nowhere], [by_name, nowhere], [nowhere]):
        for shuffled in (tables, tables[::-1]):
            used, _ = bereik_for(*shuffled)
            assert used is not None
            order.append(used.source.file)
    assert order == ["rich"] * 2 + ["plain"] * 2 + ["by name"] * 2 + ["no gemeente"] * 2


def test_a_file_that_cannot_be_used_does_not_stand_in_the_way_of_one_that_can():
    wrong = bereik_table({"reached_count": (1, 2), "visits_count": (1, 2)}, [FIRST, "WK900177"], file="wrong")
    table, problems = bereik_for(wrong, bereik_table({"reached_count": (1, 2, 3)}, file="right"))
    assert table is not None
    assert table.source.file == "right"
    assert [(words_of(p).where, p.severity) for p in problems] == [("wrong", "fout")]


def of_ages(counts, ages, **options):
    return replace(bereik_table({"reached_count": counts}, **options), ages=[list(each) for each in ages])


@pytest.mark.parametrize(("asked", "used"), [((4, 11), "tot 12"), ((4, 12), "t/m 12"), (None, "0 tot en met 18")])
def test_of_two_files_the_one_with_the_ages_that_were_chosen_is_used(asked, used):
    tables = [
        of_ages((1, 2, 3), [(4, 11)], file="tot 12"),
        of_ages((4, 5, 6), [(4, 12)], file="t/m 12"),
        of_ages((7, 8, 9), [], file="a zwijgt"),
        of_ages((7, 8, 1), [(0, 18)], file="0 tot en met 18"),
    ]
    for order in (tables, tables[::-1]):
        library = library_of(with_names(), *order)
        (table,), _ = library.organisations_for(GEMEENTE, 2024, wijken_of(library), asked)
        assert table.source.file == used


def test_a_file_that_says_no_age_goes_before_one_of_other_ages():
    other, silent = of_ages((1, 2, 3), [(4, 11)], file="a"), of_ages((4, 5, 6), [], file="b")
    library = library_of(with_names(), other, silent)
    (table,), _ = library.organisations_for(GEMEENTE, 2024, wijken_of(library), (4, 12))
    assert table.source.file == "b"


@pytest.mark.parametrize("counts", [(10, 20, 30), (1, 2, 3)])
def test_a_second_table_of_one_organisation_is_said_whatever_it_counts(counts):
    table = bereik_table({"reached_count": (10, 20, 30)}, file="bereik.xlsx")
    _, (problem,) = bereik_for(table, bereik_table({"reached_count": counts}, file="kopie.xlsx"))
    assert "gebruikt bereik.xlsx" in words_of(problem).found
    _, (problem,) = bereik_for(table, bereik_table({"reached_count": counts}, file="bereik.xlsx"))
    assert "in dit bestand" in words_of(problem).found and "bereik.xlsx" not in words_of(problem).found


# --- ages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("years", "used"), [((2022, 2024, 2025), 2024), ((2019, 2022), 2022), ((2023, 2025), 2023)])
def test_ages_are_of_the_own_year_else_of_the_nearest_and_the_earlier_of_two(years, used):
    for order in (years, years[::-1]):
        ages = library_of(*(ages_table({GEMEENTE: [1] * 15}, year=year) for year in order)).ages_for(GEMEENTE, 2024)
        assert ages is not None
        assert ages.year == used


def test_ages_of_two_files_of_one_year_do_not_depend_on_the_order_of_the_files():
    tables = [ages_table({GEMEENTE: [n] * 15}, file=f"{n}.csv") for n in (1, 2)]
    first, second = (library_of(*order).ages_for(GEMEENTE, 2024) for order in (tables, tables[::-1]))
    assert first is second


def test_ages_of_another_gemeente_are_not_used():
    assert library_of(ages_table({"GM9002": [1] * 15})).ages_for(GEMEENTE, 2024) is None


# --- files and folders -------------------------------------------------------------------------------


def test_a_year_on_the_command_line_stands_in_only_where_the_file_is_silent(tmp_path):
    silent = write_csv(tmp_path / "stil.csv", KWB)
    spoken = write_csv(
        tmp_path / "spreekt.csv", [row + extra for row, extra in zip(KWB, [["jaar"], ["2021"], ["2021"]], strict=True)]
    )
    years = {table.source.file: table.year for table in read_files([silent, spoken], year=2024).cbs}
    assert years == {"stil.csv": 2024, "spreekt.csv": 2021}
    assert [table.source.file for table in read_files([silent, spoken]).cbs] == ["spreekt.csv"]


def write_silent(path, children):
    rows = [[f"WK90010{n}", f"Wijk {n}", 1000, count] for n, count in enumerate(children, 1)]
    return write_csv(path, [["gwb_code", "regio", "a_inw", "a_00_14"], ["GM9001", "Dam", 4000, 600], *rows])


@pytest.mark.parametrize(
    ("children", "refused"),
    [([150, 160, 170, 120], False), ([150, 160, 175, 125], False), ([155, 165, 175, 120], True)],
)
def test_two_files_without_a_year_that_differ_mostly_are_not_both_of_one_year(tmp_path, children, refused):
    paths = [write_silent(tmp_path / "a.csv", [150, 160, 170, 120]), write_silent(tmp_path / "b.csv", children)]
    library = read_files(paths, year=2025)
    assert [result.usable for result in library.results] == [not refused] * 2
    assert [p.code for p in library.problems if p.code == "twee_jaren_zonder_jaar"] == ["twee_jaren_zonder_jaar"] * (
        2 * refused
    )
    if refused:
        found = words_of(next(p for p in library.problems if p.code == "twee_jaren_zonder_jaar")).found
        assert "andere kinderen dan in b.csv" in found and "2025" in found


def test_one_year_said_in_bronnen_toml_leaves_the_other_file_free(tmp_path):
    paths = [write_silent(tmp_path / "a.csv", [150, 160, 170]), write_silent(tmp_path / "b.csv", [250, 260, 270])]
    (tmp_path / "bronnen.toml").write_text('["a.csv"]\njaar = 2024\n', encoding="utf-8")
    library = read_files(paths, year=2025)
    assert all(result.usable for result in library.results)
    assert library.years("GM9001") == [2024, 2025]


def test_bronnen_toml_beside_the_file_says_the_year(tmp_path):
    path = write_csv(tmp_path / "stil.csv", KWB)
    (tmp_path / "bronnen.toml").write_text('["stil.csv"]\njaar = 2022\n', encoding="utf-8")
    assert read_folder(tmp_path).years(GEMEENTE) == [2022]
    assert read_files([path], year=2024).years(GEMEENTE) == [2022]


def test_only_data_files_of_a_folder_are_read(tmp_path):
    for name in (
        "b.csv",
        "a.xlsx",
        "bronnen.toml",
        "README.md",
        ".verborgen.csv",
        "~$a.xlsx",
        "Leesmij.txt",
        "cijfers.md",
        "kwb",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "map").mkdir()
    assert [path.name for path in data_files(tmp_path)] == ["a.xlsx", "b.csv", "cijfers.md", "kwb"]


@pytest.mark.parametrize(
    ("name", "words"), [("leeg", "een map zonder bestanden met cijfers"), ("is er niet", "geen map met deze naam")]
)
def test_a_folder_without_files_is_refused_in_dutch(tmp_path, name, words):
    (tmp_path / "leeg").mkdir()
    with refusal_saying(words):
        read_folder(tmp_path / name)


def test_every_file_that_fills_in_areas_is_a_source():
    kwb = cbs_table({"population_count": [3000, 1000, 1000, 1000], "bso_distance_km": [Status.UNKNOWN] * 3 + [1.0]})
    near = cbs_table({"bso_distance_km": [0.5] * 3 + [1.0]}, kind="nabijheid")
    figures = library_of(kwb, near).cbs_figures(GEMEENTE, 2024)
    assert figures.values["bso_distance_km"].tolist() == [0.5, 0.5, 0.5, 1.0]
    assert [source.kind for source in (figures.sources["bso_distance_km"], *figures.others)] == ["kwb", "nabijheid"]
    whole = cbs_table({"bso_distance_km": [0.5] * 4})
    assert library_of(whole, near).cbs_figures(GEMEENTE, 2024).others == ()


def test_of_other_gemeenten_only_what_they_say_anew_of_the_country_is_looked_at():
    own, same = (cbs_table({CHILDREN: [5000, 200]}, ["NL00", code]) for code in ("WK000101", "WK000201"))
    other = cbs_table({CHILDREN: [5001, 200]}, ["NL00", "WK000301"])
    silent = cbs_table({CHILDREN: [200]}, ["WK000401"])
    tables = [own, same, other, silent]
    assert about_gemeente("GM0001", tables) == [own, other]
    assert about_gemeente("GM0002", tables) == [own, same, other]
    assert about_gemeente("GM0004", tables) == [own, other, silent]


def test_areas_are_combined_once_for_all_gemeenten():
    library = library_of(kids())
    assert combine_areas(library, 2024, "wijk") is combine_areas(library, 2024, "wijk")
    assert combine_areas(library, 2024, "gemeente").kind == "gemeente"
