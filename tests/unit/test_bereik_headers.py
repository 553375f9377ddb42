"""The name of a column is its whole path of headers: the right column is read, or the question offers it."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.explain import explain_columns
from kinderwerk_stats.sources.bereik.header import find_header
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.bereik.titles import read_titles
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import errors_of, read, read_one, warnings_of
from tests.words import words_of

WIJKEN = ["West", "Oost", "Zuid", "Noord"]
REACHED = [54, 174, 79, 142]
TITLE = ["Jaarcijfers 2024"]


def under(group: str, *own: str, figures: list[list[float]]) -> list[list[object]]:
    """Return a table with one group over several columns; `figures`: a column each."""
    rows = [[name, *values] for name, *values in zip(WIJKEN, *figures, strict=True)]
    return [["Wijk", group, *[None] * (len(own) - 1)], [None, *own], *rows]


def other(share: float) -> list[float]:
    return [round(count * share) for count in REACHED]


GROUPS = {
    "begroot | realisatie": [other(2), REACHED],
    "realisatie | begroot": [REACHED, other(2)],
    "jongens | meisjes | totaal": [other(0.5), other(0.5), REACHED],
    "waarvan meisjes | totaal": [other(0.5), REACHED],
    "4-6 | 7-9 | 10-12 | totaal": [other(0.3), other(0.3), other(0.4), REACHED],
    "4-6 jaar | 7-12 jaar | 4-12 jaar": [other(0.4), other(0.6), REACHED],
    "4 jaar | 5 jaar | 6-12 jaar | totaal": [other(0.1), other(0.1), other(0.8), REACHED],
    "vorig jaar | dit jaar": [other(0.8), REACHED],
    "dit jaar | vorig jaar | verschil": [REACHED, other(0.8), other(0.2)],
    "Ouderenwerk | Jongerenwerk | Kinderwerk": [other(3), other(2), REACHED],
    "Welzijn A | Sport B | Samen": [other(0.7), other(0.3), REACHED],
    "doel 2024 | resultaat": [other(2), REACHED],
    "aantal | %": [REACHED, [5, 6, 7, 8]],
    "streefwaarde | gerealiseerd | % gerealiseerd": [other(2), REACHED, [50, 50, 50, 50]],
    "kwartaal 1 | kwartaal 2 | kwartaal 3 | kwartaal 4 | Jaar": [*[other(0.4)] * 4, REACHED],
    "K1 | K2 | K3 | K4 | Jaar": [*[other(0.4)] * 4, REACHED],
}


@pytest.mark.parametrize("columns", GROUPS)
def test_the_right_column_under_a_group_is_read_and_the_others_have_their_name(columns):
    own = columns.split(" | ")
    rows = under("Unieke kinderen", *own, figures=GROUPS[columns])
    assert read_one(TITLE, [], *rows).values["reached_count"].tolist() == REACHED
    assert "zonder kop" not in warnings_of(read(TITLE, [], *rows))


@pytest.mark.parametrize("group", ["Aantal unieke kinderen 4-12 jaar", "Unieke kinderen (4 t/m 12) *"])
@pytest.mark.parametrize("own", [("4-6", "7-12", "totaal"), ("4-6 *", "7-12 *", "totaal *"), ("4-6", "7-12", "4-12")])
def test_the_ages_of_a_column_count_and_not_those_of_its_group(group, own):
    rows = under(group, *own, figures=[other(0.4), other(0.6), REACHED])
    assert read_one(TITLE, [], *rows).values["reached_count"].tolist() == REACHED


@pytest.mark.parametrize(
    "columns", ["begroot | realisatie", "jongens | meisjes | totaal", "Welzijn A | Sport B | Samen"]
)
def test_unread_columns_have_their_whole_path(columns):
    own = columns.split(" | ")
    said = warnings_of(read(TITLE, [], *under("Unieke kinderen", *own, figures=GROUPS[columns])))
    for letter, text in zip("BCD", own[:-1], strict=False):
        assert f"{letter} (Unieke kinderen {text})" in said


@pytest.mark.parametrize(
    "columns", ["jongens | meisjes", "4-6 | 7-9 | 10-12", "Welzijn A | Sport B", "waarvan nieuw | waarvan bekend"]
)
def test_parts_without_the_whole_are_asked_about_and_the_answer_counts(columns):
    own = columns.split(" | ")
    rows = [TITLE, [], *under("Unieke kinderen", *own, figures=[other(1 / len(own))] * len(own))]
    (found,) = errors_of(read(*rows))
    for letter, text in zip("BCD", own, strict=False):
        assert letter in found and f"Unieke kinderen {text}" in found
    said = Corrections(columns={f"Unieke kinderen {text}": "overslaan" for text in own[1:]})
    said = Corrections(columns={**said.columns, f"Unieke kinderen {own[0]}": "reached_count"})
    result = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", [list(row) for row in rows])], said)
    assert result.usable, errors_of(result)
    assert result.tables[0].values["reached_count"].tolist() == other(1 / len(own))


@pytest.mark.parametrize(
    "columns", ["Ouderenwerk | Jongerenwerk | Totaal", "4-8 | 9-12 | 13-18 | totaal", "kinderen tot 8 | 12+ | samen"]
)
def test_a_total_with_others_in_it_is_asked_about(columns):
    own = columns.split(" | ")
    result = read(TITLE, [], *under("Unieke deelnemers", *own, figures=[REACHED] * len(own)))
    assert not result.usable
    assert f"Unieke deelnemers {own[-1]}" in errors_of(result)[0] + warnings_of(result)


@pytest.mark.parametrize("columns", ["Kinderwerk | Jongerenwerk | Totaal", "4-12 | 13-18 | totaal"])
def test_the_part_of_kinderwerk_goes_before_a_total_with_others_in_it(columns):
    own = columns.split(" | ")
    table = read_one(TITLE, [], *under("Unieke deelnemers", *own, figures=[REACHED, other(2), other(3)]))
    assert table.values["reached_count"].tolist() == REACHED


def test_a_total_of_columns_without_a_group_with_others_in_it_is_not_read():
    head = ["Wijk", "Unieke kinderen 4-8", "Unieke kinderen 13-18", "Totaal unieke kinderen"]
    assert "kolom B en C: allebei voor bereikte kinderen" in errors_of(read(TITLE, head, ["West", 54, 20, 74]))[0]


def test_where_children_live_under_a_figure_is_that_figure():
    rows = under("Unieke kinderen", "woonwijk", "locatie", figures=[REACHED, other(2)])
    table = read_one(TITLE, [], *rows)
    assert (table.values["reached_count"].tolist(), table.place) == (REACHED, "woonwijk")


def test_three_rows_of_headers():
    rows = [
        TITLE,
        [],
        ["Wijk", "Kinderwerk", None, None, None, "Jongerenwerk", None],
        [None, "Unieke kinderen", None, "Fte", None, "Bereikt", None],
        [None, "begroot", "realisatie", "begroot", "realisatie", "begroot", "realisatie"],
        ["West", 104, 54, 0.6, 0.3, 70, 80],
        ["Oost", 224, 174, 1.9, 1.6, 70, 80],
    ]
    table = read_one(*rows)
    assert table.values.to_dict("list") == {"reached_count": [54, 174], "kinderwerker_fte": [0.3, 1.6]}
    assert table.source_columns["reached_count"] == "Kinderwerk Unieke kinderen realisatie"
    assert "F (Jongerenwerk Bereikt begroot)" in warnings_of(read(*rows))


def test_a_column_of_another_figure_has_no_part_in_the_group_left_of_it():
    rows = [TITLE, [], [None, "Fte", None, None], ["Wijk", "begroot", "realisatie", "Bezoeken"], ["West", 1, 0.3, 784]]
    assert read_one(*rows).source_columns == {"kinderwerker_fte": "Fte realisatie", "visits_count": "Bezoeken"}


def test_three_rows_over_one_group():
    rows = [
        TITLE, [], ["Wijk", "Kinderwerk"], [None, "Unieke kinderen"], [None, "begroot", "realisatie"],
        ["West", "104", "54"], ["Oost", "224", "174"],
    ]  # fmt: skip
    assert read_one(*rows).values["reached_count"].tolist() == [54, 174]


def test_a_title_in_the_column_of_the_wijk_is_no_group():
    rows = [[None, "Kinderwerk 2024"], [None, "Wijk", "Unieke kinderen"], [None, "West", 54]]
    table = read_one(*rows)
    assert (table.year, table.source.title) == (2024, "Kinderwerk 2024")
    assert table.source_columns == {"reached_count": "Unieke kinderen"}


@pytest.mark.parametrize("years", [["2023", "2024"], [2023, 2024], ["Jaar 2023", "Jaar 2024"]])
@pytest.mark.parametrize("wijk_in", ["the upper row", "the lower row"])
def test_years_over_figures_and_figures_over_years(years, wijk_in):
    upper, lower = ("Wijk", None) if wijk_in == "the upper row" else (None, "Wijk")
    rows = [["West", 45, 0.2, 54, 0.3], ["Oost", 165, 1.5, 174, 1.6]]
    figures = ["Unieke kinderen", "Fte"]
    over = read([upper, years[0], None, years[1], None], [lower, *figures, *figures], *rows)
    swapped = [[name, a, c, b, d] for name, a, b, c, d in rows]
    under_figures = read([upper, figures[0], None, figures[1], None], [lower, *years, *years], *swapped)
    for result in (over, under_figures):
        found = {table.year: table.values.to_dict("list") for table in result.tables}
        assert found == {
            2023: {"reached_count": [45, 165], "kinderwerker_fte": [0.2, 1.5]},
            2024: {"reached_count": [54, 174], "kinderwerker_fte": [0.3, 1.6]},
        }, errors_of(result)


def test_ages_that_excel_made_dates_are_ages():
    own = [date(2025, 6, 4), date(2025, 9, 7), date(2025, 12, 10), "totaal"]
    rows = under("Unieke kinderen", *own, figures=[other(0.3), other(0.3), other(0.4), REACHED])
    assert read_one(TITLE, [], *rows).values["reached_count"].tolist() == REACHED


def test_a_group_ends_where_the_next_column_has_its_own_header():
    rows = [
        TITLE,
        [],
        ["Wijk", "Unieke kinderen", None, "Fte", "Bezoeken"],
        [None, "begroot", "realisatie", None, None],
        ["West", 104, 54, 0.3, 784],
    ]
    assert read_one(*rows).values.iloc[0].to_dict() == {
        "reached_count": 54, "kinderwerker_fte": 0.3, "visits_count": 784,
    }  # fmt: skip


def test_numbers_without_a_header_beside_a_figure_are_asked_about():
    rows = [TITLE, [], ["Wijk", "Unieke kinderen", None, "Fte"], ["West", 104, 54, 0.3], ["Oost", 224, 174, 1.6]]
    (found,) = errors_of(read(*rows))
    assert "kolom B (Unieke kinderen) en kolom C, die geen eigen kop heeft" in found
    said = Corrections(columns={"Unieke kinderen": "overslaan", "Unieke kinderen, zonder eigen kop": "reached_count"})
    answered = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], said)
    assert answered.tables[0].values["reached_count"].tolist() == [54, 174]
    of_text = [TITLE, [], ["Wijk", "Unieke kinderen", "", "Fte"], ["West", "104", "54", "0,3"], ["Oost", "9", "7", "1"]]
    assert "die geen eigen kop heeft" in errors_of(read(*of_text))[0]


# --- the children who live in the wijk ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("residents", "reached"),
    [
        ("Aantal kinderen 4 t/m 12 jaar", None),
        ("Kinderen 4-12", None),
        ("Kinderen woonachtig in de wijk", None),
        ("Kinderen", "Bereik %"),
        ("Aantal kinderen", "Percentage bereikt"),
        ("Kinderen", "Deelname %"),
        ("Totaal kinderen", "Actieve kinderen"),
    ],
)
def test_children_who_live_there_are_asked_about_and_never_read(residents, reached):
    head = ["Wijk", residents, *([reached] if reached else [])]
    rows = [[name, 2614, *([54] if reached else [])] for name in WIJKEN]
    result = read(TITLE, head, *rows)
    (found,) = errors_of(result)
    assert "B" in found and "dit lijken de kinderen die er wonen" in found
    is_share = reached is not None and ("%" in reached or "Percentage" in reached)
    offered = f"kolom C ({reached})" in "".join(words_of(problem).action for problem in result.problems)
    assert offered is (reached is not None and not is_share)
    said = Corrections(
        columns={residents: "overslaan", reached: "reached_count"} if reached else {residents: "reached_count"}
    )
    answered = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", [TITLE, head, *rows])], said)
    assert answered.tables[0].values["reached_count"].tolist() == [54 if reached else 2614] * 4


def test_children_who_live_there_beside_those_who_take_part_are_not_read():
    result = read(TITLE, ["Wijk", "Kinderen woonachtig", "Deelnemers"], ["West", 2614, 54], ["Oost", 3748, 174])
    assert result.tables[0].values["reached_count"].tolist() == [54, 174]
    assert "B (Kinderen woonachtig)" in warnings_of(result)


@pytest.mark.parametrize("header", ["Unieke kinderen 4-12 jaar", "Bereikte kinderen woonachtig in de wijk", "Kinderen"])
def test_reached_children_are_not_taken_for_residents(header):
    assert read_one(TITLE, ["Wijk", header, "Fte"], ["West", 54, 0.3]).values["reached_count"].tolist() == [54]


# --- the figure in the line above ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns", ["jongens | meisjes | totaal", "begroot | realisatie", "Welzijn A | Sport B | Samen"]
)
@pytest.mark.parametrize("corner", [["Unieke kinderen 2024"], ["Som van Unieke kinderen", "Kolomlabels"]])
def test_the_line_above_names_the_figure_of_all_columns(columns, corner):
    rows = [[name, *values] for name, *values in zip(WIJKEN, *GROUPS[columns], strict=True)]
    result = read(TITLE, [], corner, ["Rijlabels", *columns.split(" | ")], *rows)
    assert result.tables[0].values["reached_count"].tolist() == REACHED, errors_of(result)
    assert result.tables[0].year == 2024


def test_parts_under_a_line_that_names_the_figure_are_asked_about():
    (found,) = errors_of(read(["Unieke kinderen 2024"], ["Wijk", "Welzijn A", "Sport B"], ["West", 30, 24]))
    assert "B (Unieke kinderen Welzijn A), C (Unieke kinderen Sport B)" in found


def test_a_note_right_under_the_header_is_no_header():
    rows = [TITLE, ["Wijk", "Unieke kinderen", "Fte"], [None, "bron: eigen registratie"], ["West", 54, 0.3]]
    assert read_one(*rows).values.iloc[0].to_dict() == {"reached_count": 54, "kinderwerker_fte": 0.3}


# --- areas that are no wijken ---------------------------------------------------------------------------


# --- children who live there, beside those who were reached ---------------------------------------------


def beside(*headers, children=(540, 1740, 900), reached=(54, 174, 79), shares=None):
    columns = [children, reached, *([shares] if shares else [])]
    return [TITLE, ["Wijk", *headers], *([name, *row] for name, *row in zip(WIJKEN, *columns, strict=False))]


@pytest.mark.parametrize(
    "headers",
    [
        ("Aantal kinderen", "Waarvan bereikt"), ("Kinderen", "waarvan deelnemer"), ("Kinderen", "Wv. uniek bereikt"),
        ("Aantal kinderen", "waarvan unieke deelnemers"),
        ("Aantal kinderen", "wv. lid"), ("Kinderen woonachtig", "Deelnemers"), ("Kinderen in de woonwijk", "Bereik"),
        ("Inwoners 4-12 jaar", "Bereikte kinderen"), ("Kinderen 4-12", "Unieke deelnemers"),
    ],
)  # fmt: skip
def test_children_beside_those_who_live_there_are_read(headers):
    result = read(*beside(*headers))
    assert result.tables[0].values["reached_count"].tolist() == [54, 174, 79]
    assert f"B ({headers[0]})" in warnings_of(result)


@pytest.mark.parametrize("shares", [(10, 10, 8.8), (0.1, 0.1, 0.088), ("10%", "10,0 %", "9%")])
@pytest.mark.parametrize("headers", [("Kinderen", "Bereik", "Bereik %"), ("Aantal kinderen", "Deelnemers", "%")])
def test_a_share_that_fits_says_which_column_is_which(headers, shares):
    assert read_one(*beside(*headers, shares=shares)).values["reached_count"].tolist() == [54, 174, 79]
    result = read(*beside(*headers, shares=(50, 10, 9)))
    assert "dit lijken de kinderen die er wonen" in "".join(errors_of(result))


@pytest.mark.parametrize(
    "headers", [("Kinderen", "Bereik"), ("Aantal kinderen", "Deelnemers"), ("Kinderen 4-12", "Bereikt")]
)
def test_children_without_such_a_word_are_asked_about_with_the_likely_column_filled_in(headers):
    rows = beside(*headers)
    result = read(*rows)
    (found,) = errors_of(result)
    assert f"B ({headers[0]}): dit lijken de kinderen die er wonen" in found
    (asked,) = (problem for problem in result.problems if problem.severity == "fout")
    assert f"C ({headers[1]})" in words_of(asked).action
    header = find_header([list(row) for row in rows])
    columns = explain_columns([TableSheet(Sheet("a", rows), header, read_titles([], "", []))])
    assert {column.header: column.role for column in columns} == {
        "Wijk": "wijk_name", headers[0]: None, headers[1]: "reached_count"
    }  # fmt: skip
    said = Corrections(columns={headers[1]: "reached_count"})
    answered = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", [list(row) for row in rows])], said)
    assert answered.tables[0].values["reached_count"].tolist() == [54, 174, 79]


def test_more_reached_than_live_there_is_a_question():
    result = read(*beside("Kinderen 4-12", "Deelnemers", reached=(54, 3174, 79)))
    assert "allebei voor bereikte kinderen" in "".join(errors_of(result))


def test_a_share_is_never_offered_as_the_column_of_reach():
    for headers in (("Aantal kinderen", "Bereik %"), ("Aantal kinderen", "Bereik")):
        result = read(*beside(*headers, reached=(10.0, 9.5, 8.8)))
        (asked,) = (problem for problem in result.problems if problem.severity == "fout")
        assert "dit lijken de kinderen die er wonen" in words_of(asked).found
        assert "kolom C" not in words_of(asked).action


def test_of_participants_the_unique_ones_are_read():
    table = read_one(*beside("Totaal aantal deelnemers", "Waarvan uniek"))
    assert table.values["reached_count"].tolist() == [54, 174, 79]


def test_two_years_side_by_side_are_two_tables():
    head = [["2023", None, None, "2024", None], ["Wijk", "Unieke kinderen", None, "Wijk", "Unieke kinderen"]]
    result = read(*head, ["West", 50, None, "West", 54], ["Oost", 170, None, "Oost", 174])
    assert [(t.year, t.values["reached_count"].tolist()) for t in result.tables] == [
        (2023, [50, 170]),
        (2024, [54, 174]),
    ]


# --- areas that need not be wijken ----------------------------------------------------------------------

UTRECHT = pd.DataFrame(
    {"name": ["Wijk 01 West", "Wijk 02 Noordwest", "Wijk 03 Overvecht", "Wijk 04 Noordoost"]},
    index=["WK034401", "WK034402", "WK034403", "WK034404"],
)
OTHER_AREAS = [
    "Stadsdeel", "Stadsdelen", "Naam stadsdeel", "Kern", "Kernen", "Woonkern", "Cluster", "Wijkcluster", "Team",
    "Teams", "Wijkteam", "Sociaal wijkteam", "Buurtteam", "Gebiedsteam", "Gebied", "Gebieden", "Gebiedsnaam",
    "Werkgebied",
    "Werkgebieden", "Deelgebied", "Verzorgingsgebied", "Rayon", "District", "Regio", "Dorp", "Wijk/kern",
    "Dorp of wijk",
]  # fmt: skip


def areas_under(header, *names, **said):
    rows = [TITLE, [header, "Unieke kinderen"], *([name, 396] for name in names), ["Totaal", 396 * len(names)]]
    table = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], Corrections(**said)).tables[0]
    matched, problems = match_wijken(table, UTRECHT, "GM0344", "Utrecht")
    return matched.rows["wijk_code"].fillna("").tolist(), [problem.code for problem in problems]


@pytest.mark.parametrize("header", OTHER_AREAS)
def test_names_under_a_header_of_other_areas_are_asked_about(header):
    codes, problems = areas_under(header, "Noordoost", "West")
    assert codes == ["", ""] and "gebieden_zonder_wijk" in problems
    assert "noemt de gebieden geen wijken" in warnings_of(read(TITLE, [header, "Unieke kinderen"], ["Noordoost", 396]))
    codes, problems = areas_under(header, "Noordoost", "West", wijken={"Noordoost": "WK034404", "West": "WK034401"})
    assert codes == ["WK034404", "WK034401"] and "gebieden_zonder_wijk" not in problems


@pytest.mark.parametrize("header", OTHER_AREAS)
@pytest.mark.parametrize(
    "names",
    [["Wijk 04 Noordoost", "Wijk 01 West"], ["Noordoost (04)", "01. West"],
     ["West", "Noordwest", "Overvecht", "Noordoost"]],
    ids=["written as CBS does", "with their number", "every wijk there is"],
)  # fmt: skip
def test_names_that_can_be_nothing_but_wijken_are_read_with_a_remark(header, names):
    codes, problems = areas_under(header, *names)
    assert "" not in codes and "gebieden_zijn_wijken" in problems


def test_areas_of_which_only_some_have_the_name_of_a_wijk_are_asked_about():
    codes, problems = areas_under("Gebied", "West", "Noordwest", "Overvecht", "Noordoost", "Leidsche Rijn")
    assert set(codes) == {""} and "gebieden_zonder_wijk" in problems


def test_a_name_with_its_code_in_one_cell_is_no_other_name():
    table = read_one(TITLE, ["Wijk", "Unieke kinderen"], ["WK034404 Noordoost", 396], ["West (WK034401)", 54])
    matched, problems = match_wijken(table, UTRECHT, "GM0344")
    assert matched.rows["wijk_code"].tolist() == ["WK034404", "WK034401"]
    assert "code_en_naam_verschillen" not in [problem.code for problem in problems]


def test_codes_beside_other_areas_are_enough():
    table = read_one(TITLE, ["Code", "Gebied", "Unieke kinderen"], ["WK034404", "Noordoost", 396])
    assert match_wijken(table, UTRECHT, "GM0344")[0].rows["wijk_code"].tolist() == ["WK034404"]
