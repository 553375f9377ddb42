"""Numbers in a bereik file that are not what they seem: other units, other notations, impossible counts."""

import pytest

from kinderwerk_stats.model.problems import Place, make_problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.cells import MAX_COUNTS, read_bereik_cell
from kinderwerk_stats.sources.bereik.columns import recognise_column
from tests.bereik_builders import HEADER, OOST, WEST, complaint_about, errors_of, read, read_one, warnings_of
from tests.words import said_by

# --- units ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "indicator", "complaint"),
    [
        ("10,8 uur", "kinderwerker_fte", "uren in plaats van fte (10,8 uur)"),
        ("10,8 uren", "kinderwerker_fte", "uren in plaats van fte (10,8 uren)"),
        ("36u", "kinderwerker_fte", "uren in plaats van fte (36u)"),
        ("10,8 fte", "kinderwerker_fte", ""),
        ("12 uur", "work_hours", ""),
        ("12 fte", "work_hours", "geen getal (12 fte)"),
        ("54 kinderen", "reached_count", ""),
        ("54 uur", "reached_count", "geen getal (54 uur)"),
        ("54 kinderen", "visits_count", "geen getal (tekst)"),
    ],
)
def test_only_its_own_unit_may_stand_behind_a_figure(cell, indicator, complaint):
    assert complaint_about(cell, indicator) == complaint


@pytest.mark.parametrize(
    ("cells", "value", "remark"),
    [
        (["ca. 54", "ca 54", "Circa 54", "±54", "~ 54", "+/- 54", "ongeveer 54", "54 (schatting)", "54 geschat"], 54,
         "cel_schatting"),
        (["54*", "54 **", "54¹", "54 a)"], 54, "cel_noot"),
        (["54 kinderen", "54 uniek", "54 st."], 54, "cel_eenheid"),
        (["1.740,-", "1740,-", "1.740,--", "1740,="], 1740, "cel_bedrag"),
        (["40-50", "40 tot 50", "> 100", "meer dan 100", "minimaal 30", "ruim 60"], None, "cel_geen_een_getal"),
    ],
)  # fmt: skip
def test_a_number_as_people_write_it_is_read_with_a_remark(cells, value, remark):
    for cell in cells:
        read_cell = read_bereik_cell(cell, "reached_count")
        assert not read_cell.complaint and read_cell.remark == remark, cell
        assert (read_cell.value if read_cell.status == Status.KNOWN else None) == value, cell
        result = read(["Jaarcijfers 2024"], ["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", cell])
        assert result.usable and remark in [problem.code for problem in result.problems]
    assert read_bereik_cell("0-4", "reached_count").status == Status.SUPPRESSED


@pytest.mark.parametrize(
    ("header", "group"),
    [
        ("fte (uren per week)", ""), ("Fte", "Uren per week"), ("Formatie in uren", ""),
        ("Unieke kinderen", "Begroting"),
        ("Unieke kinderen", "Per 1.000 kinderen"), ("Unieke kinderen", "Gemiddeld per week"),
        ("Unieke kinderen", "Vorig jaar"), ("Unieke kinderen", "Meisjes"), ("Unieke kinderen (prognose)", ""),
        ("Bereik", "Doelstelling"),
    ],
)  # fmt: skip
def test_header_of_another_measure_is_left_alone(header, group):
    assert recognise_column(header, group) is None


def test_realised_figures_are_read_beside_the_plan():
    rows = [[None, "Begroting", "Realisatie"], ["Wijk", "Unieke kinderen", "Unieke kinderen"], ["West", 90, 54]]
    assert read_one(*rows).values["reached_count"].tolist() == [54]
    assert read_one(["Wijk", "Gerealiseerd bereik kinderen"], ["West", 54]).values["reached_count"].tolist() == [54]


@pytest.mark.parametrize(("unit", "refused"), [("uren", True), ("fte", False)])
def test_unit_under_the_header_counts(unit, refused):
    found = errors_of(read(["Wijk", "Unieke kinderen", "Formatie"], [None, "aantal", unit], ["West", 54, 10.8]))
    assert any("rij 2, kolom C: een eenheid onder de kop" in line for line in found) is refused


def test_percentage_under_the_header_is_no_count():
    found = errors_of(read(["Wijk", "Unieke kinderen"], [None, "%"], ["West", 54]))
    assert "rij 2, kolom B" in found[0]


@pytest.mark.parametrize(
    ("workers", "fte", "words"),
    [(2, 2.05, ""), (2, 2.1, "rij 2: meer fte dan kinderwerkers"), (20, 10, ""), (20, 10.1, "rij 2: meer dan 10 fte")],
)
def test_fte_that_may_be_hours_is_said(workers, fte, words):
    warned = warnings_of(read(["Wijk", "Kinderwerkers", "Fte"], ["West", workers, fte]))
    assert words in warned
    assert bool(words) is ("rij 2" in warned)


# --- impossible numbers ---------------------------------------------------------------------


@pytest.mark.parametrize("indicator", MAX_COUNTS)
def test_count_that_no_wijk_can_have_is_refused(indicator):
    most = MAX_COUNTS[indicator]
    assert read_bereik_cell(most, indicator).status == Status.KNOWN
    assert complaint_about(most + 1, indicator).startswith("een onmogelijk groot getal")


@pytest.mark.parametrize("cell", [111222333, 111222333.0, "111222333", "1112.22.333", 12345684.0])
def test_number_that_passes_the_elfproef_is_not_repeated(cell):
    assert complaint_about(cell, "visits_count") == "een getal dat op een BSN lijkt"


@pytest.mark.parametrize("cell", ["nr 111222333", "111222334", 987654321012.0, "0612345678", -111222333])
def test_long_number_is_never_repeated(cell):
    complaint = complaint_about(cell, "reached_count")
    assert complaint
    assert not any(sum(c.isdigit() for c in word) > 3 for word in complaint.split())


# --- notation ---------------------------------------------------------------------


def _column(header: str, *cells: str, **beside: list[str]):
    extra = list(beside.items())
    rows = [[f"Wijk {n} A{n}", cell, *(texts[n] for _, texts in extra)] for n, cell in enumerate(cells)]
    return [["Wijk", header, *(name for name, _ in extra)], *rows]


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (["1,234", "1.5"], [1234, 1.5]),
        (["1.234", "1,5"], [1234, 1.5]),
        (["1,234.5", "980"], [1234.5, 980]),
        (["0.125", "12"], [0.125, 12]),
    ],
)
def test_cells_of_a_column_decide_together(cells, figures):
    assert read_one(*_column("Uren", *cells)).values["work_hours"].tolist() == figures


def test_english_notation_is_said():
    assert "kolom B: getallen in de Engelse schrijfwijze" in warnings_of(read(*_column("Uren", "1,234", "1.5")))
    assert "Engelse" not in warnings_of(read(*_column("Uren", "1.234", "1,5")))


@pytest.mark.parametrize("cells", [["1.234"], ["1,234"], ["1.234", "1,5", "2.5"]])
@pytest.mark.parametrize("header", ["Uren", "Fte"])
def test_number_that_can_be_two_is_refused(header, cells):
    assert any("niet te zien of punt en komma" in found for found in errors_of(read(*_column(header, *cells))))


def test_other_columns_tell_when_the_own_cells_do_not():
    rows = _column("Uren", "1.234", "2.100", Fte=["0,3", "1,6"])
    assert read_one(*rows).values["work_hours"].tolist() == [1234, 2100]
    rows = _column("Uren", "1,234", "2,100", Fte=["0.3", "1.6"])
    assert read_one(*rows).values["work_hours"].tolist() == [1234, 2100]
    rows = _column("Bezoeken", "1,234", "2,100", Fte=["0.3", "1.6"])
    assert read_one(*rows).values["visits_count"].tolist() == [1234, 2100]


def test_count_with_a_point_or_a_comma_before_three_digits_has_thousands():
    assert read_one(*_column("Bezoeken", "1.234", "80")).values["visits_count"].tolist() == [1234, 80]
    assert read_one(*_column("Bezoeken", "1,234", "80")).values["visits_count"].tolist() == [1234, 80]
    assert "scheiding van duizendtallen" in warnings_of(read(*_column("Bezoeken", "1,234", "80")))
    assert errors_of(read(*_column("Bezoeken", "1,23", "80")))


# --- many of the same ---------------------------------------------------------------------


def test_equal_complaints_of_a_column_are_one_problem_without_their_values():
    rows = [["WK990101", "A", 2024, -1, 5, 1], ["WK990102", "B", 2024, -2, 5, 1], ["WK990103", "C", 2024, "45%", 5, 1]]
    assert errors_of(read(HEADER, *rows)) == [
        "bereik.xlsx, blad bereik, rij 2 en 3, kolom D: een negatief getal",
        "bereik.xlsx, blad bereik, rij 4, kolom D: een percentage (45%)",
    ]


def test_long_list_of_complaints_ends_in_a_number():
    rows = [[f"WK9901{n:02}", f"A{n}", 2024, -1, 5, 1] for n in range(20)]
    (found,) = errors_of(read(HEADER, *rows))
    assert "rij 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 10, kolom D:" in found


def test_plain_table_has_no_remarks_about_its_numbers():
    warned = warnings_of(read(HEADER, WEST, OOST))
    assert "rij" not in warned
    assert "kolom" not in warned


@pytest.mark.parametrize(("end", "shown"), [("?", "wat?"), (".", "wat."), ("", "wat.")])
def test_sentence_of_a_problem_has_one_full_stop(end, shown):
    problem = make_problem("json_tekst", Place("a.csv"), gevonden=f"wat{end}")
    assert said_by(problem).startswith(f"a.csv: {shown} Verwacht: een tekst. Wat u kunt doen: ")
