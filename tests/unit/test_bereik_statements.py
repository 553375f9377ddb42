"""What a file says of itself that makes its figures something else. All figures are invented."""

import openpyxl
import pytest
from openpyxl.comments import Comment

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.columns import recognise_column
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet, read_sheets
from kinderwerk_stats.sources.files.old_workbook import OldSheet
from kinderwerk_stats.sources.time_words import says_part_of_year
from kinderwerk_stats.text.problems.questions import find_questions
from tests.bereik_builders import NAMED, NO_YEAR, errors_of, read, read_one, read_sheets_of, warnings_of
from tests.file_builders import write_ods, write_xlsb

# --- part of a year ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Periode: januari - juni 2024", "januari t/m juni", "jan t/m sep 2024", "1 januari 2024 t/m 30 juni 2024",
        "Cijfers t/m september", "tot en met 30 september 2024", "1e halfjaar 2024", "Q1-Q3 2024", "Q1 t/m Q3",
        "Eerste 9 maanden", "eerste zes maanden van 2024", "September 2023 t/m juni 2024",
    ],
)  # fmt: skip
def test_part_of_a_year_in_words_is_refused(text):
    assert says_part_of_year(text)
    assert any("deel van het jaar" in found for found in errors_of(read([text], *NO_YEAR)))


@pytest.mark.parametrize(
    "text",
    [
        "H1 2024", "2024H1", "1H 2024", "H2 2024", "HJ1 2024", "HJ 2", "S1 2024", "T1 2024", "T3 2024",
        "T1 t/m T2 2024", "K1 2024", "2024 Q1", "2024Q1", "1e kw 2024", "trim. 1", "aug 2024",
        "Kinderwerk augustus 2024", "Mei 2024", "september", "2024-01 tot 2024-06", "01-2024 t/m 06-2024",
        "2024-01-01 t/m 2024-06-30",
        "weken 1-26", "week 1 t/m 26", "t/m week 26", "Tussenrapportage 2024", "Viermaandsrapportage 2024",
        "4-maandsrapportage", "Berap 2024", "Marap", "jan-aug", "jan-aug 2024", "jan 2024", "kinderwerk 2024 tot heden",
    ],
)  # fmt: skip
def test_short_part_of_a_year_is_refused(text):
    assert says_part_of_year(text)
    assert any("deel van het jaar" in found for found in errors_of(read([text], *NO_YEAR)))
    assert any("deel van het jaar" in found for found in errors_of(read(*NO_YEAR, name=text)))
    assert any("deel van het jaar" in found for found in errors_of(read(*NO_YEAR, [], [text])))


@pytest.mark.parametrize(
    "head",
    ["Unieke kinderen H1", "Unieke kinderen 1e halfjaar", "Unieke kinderen aug", "Unieke kinderen K1",
     "Unieke kinderen T1", "Unieke kinderen jan-aug", "Unieke kinderen 2024-H1", "Unieke kinderen t/m week 26",
     "Unieke kinderen S1", "Unieke kinderen 1H 2024"],
)  # fmt: skip
def test_head_of_a_part_of_a_year_gives_no_reach(head):
    result = read(["Kinderwerk 2024"], ["Gebied", head], ["West", 54])
    assert not result.usable or "reached_count" not in result.tables[0].values


ORDINARY = [
    "Jaarcijfers kinderwerk 2024", "Welzijn Voorbeeld, kinderwerk 2024", "1 januari 2024 t/m 31 december 2024",
    "peildatum 31 december 2024", "Gemeente Utrecht", "Kinderwerk 2024", "H1 en H2 2024", "T1 t/m T3 2024",
    "K1 t/m K4", "2024-01 t/m 2024-12", "weken 1-52", "Contactpersoon Jan Jansen", "Versie mei 2025", "Groep 3",
    "2024-01-01 t/m 2024-12-31", "Bereik van kinderwerk in Utrecht (GM0344), 2024", "Jaarverslag 2024, mei",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_title_is_no_part_of_a_year(text):
    assert not says_part_of_year(text)


@pytest.mark.parametrize("text", ORDINARY[:6])
def test_ordinary_title_gives_no_problem_of_its_own(text):
    assert errors_of(read([text], *NAMED)) == []
    without = warnings_of(read(["Kinderwerk 2024"], *NAMED)).replace("geen jaar", "")
    assert set(warnings_of(read([text], *NAMED)).splitlines()) - {"bereik.xlsx, blad bereik: geen jaar"} <= set(
        without.splitlines()
    )


@pytest.mark.parametrize(
    ("note", "fout"),
    [
        ("Cijfers 2023", True), ("* Alle cijfers zijn over 2023", True), ("Bron: registratie 2023", False),
        ("* De cijfers van 2023 staan in het vorige verslag", False), ("Cijfers 2024", None),
        ("Sinds 2019 werken wij in West", None), ("Cijfers 2024 en 2023", None),
    ],
)  # fmt: skip
def test_note_with_another_year(note, fout):
    result = read(["Kinderwerk 2024"], *NAMED, [], [note])
    about = "een opmerking over cijfers van 2023"
    assert any(about in found for found in errors_of(result)) is (fout is True)
    assert (about in warnings_of(result)) is (fout is False)


def test_day_of_counting_in_a_note_is_said():
    assert "peildatum midden" in warnings_of(read(["Kinderwerk 2024"], *NAMED, [], ["Peildatum 1 juli 2024"]))


@pytest.mark.parametrize(
    "text",
    [
        "januari t/m december 2024", "jan - dec 2024", "1 januari 2024 tot 1 januari 2025", "t/m december 2024",
        "Q1-Q4 2024", "Q1 t/m Q4 2024", "Kwartaal 1 t/m 4", "Kinderen t/m groep 8", "Leeftijd: 4 t/m 12 jaar",
        "Peildatum 31 december 2024", "Jaarcijfers 2024",
    ],
)  # fmt: skip
def test_whole_year_in_words_is_no_part(text):
    assert not says_part_of_year(text)


def test_note_under_the_table_counts_when_it_is_about_the_figures():
    rows = [*NO_YEAR, []]
    assert any("deel van het jaar" in found for found in errors_of(read(*rows, ["* Cijfers t/m september 2024"])))
    result = read(*rows, ["* In april t/m juni was er geen kinderwerk in West"])
    assert result.usable
    assert "een opmerking over een deel van het jaar" in warnings_of(result)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Peildatum: 30-06-2024", True), ("Stand per 1 juli 2024", True), ("Peildatum: 31-12-2024", False),
        ("Peildatum 1 januari 2025", False), ("Printdatum 30-06-2024", False),
    ],
)  # fmt: skip
def test_day_of_counting_halfway_is_said(line, said):
    assert ("peildatum midden in het jaar" in warnings_of(read(["Kinderwerk 2024"], [line], *NAMED))) is said


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("* Inclusief jongeren tot 18 jaar", "een opmerking over anderen dan kinderen"),
        ("Jongerenwerk", "een kopje van ander werk"),
        ("* Exclusief jongeren", ""),
        ("* Kinderen die ook elders komen", ""),
    ],
)
def test_note_about_others_is_said(note, words):
    warned = warnings_of(read(*NAMED, [], [note]))
    assert words in warned
    assert bool(words) is ("anderen dan" in warned or "kopje" in warned)


# --- other work, plans ---------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Jaarcijfers jongerenwerk 2024", "Werksoort: Ouderenwerk", "Bereik volwassenen"])
def test_other_work_is_refused(title):
    assert any("cijfers van ander werk" in found for found in errors_of(read([title], *NAMED)))


@pytest.mark.parametrize("title", ["Kinder- en jongerenwerk 2024", "Werksoort: kinderwerk en tienerwerk"])
def test_other_work_beside_kinderwerk_is_said(title):
    result = read([title], *NAMED)
    assert result.usable
    assert "noemt behalve kinderwerk ook ander werk" in warnings_of(result)


@pytest.mark.parametrize(
    "title", ["Organisatie: Stichting Jongerenwerk Dorp", "Exclusief jongerenwerk", "Kinderwerk 2024", "Sociaal werk"]
)
def test_name_of_an_organisation_says_nothing_of_the_work(title):
    result = read([title], *NAMED)
    assert result.usable
    assert "ander werk" not in warnings_of(result)


@pytest.mark.parametrize("title", ["Begroting 2024", "Prognose bereik kinderwerk", "Doelstellingen 2024", "Raming"])
def test_plan_is_refused(title):
    assert any("begroting, prognose of doel" in found for found in errors_of(read([title], *NAMED)))


def test_plan_in_the_name_of_a_sheet_or_in_a_note_about_the_figures_is_refused():
    assert errors_of(read(*NAMED, name="Begroting 2024"))
    assert errors_of(read(*NAMED, [], ["* De cijfers van Oost zijn een prognose"]))


def test_plan_beside_what_was_realised_and_in_a_long_sentence():
    assert read(["Realisatie ten opzichte van begroting 2024"], *NAMED).usable
    long = "Onze doelstelling is om in 2024 zo veel mogelijk kinderen in elke wijk een plek te geven"
    result = read(["Kinderwerk 2024"], [long], *NAMED)
    assert result.usable
    assert "een zin over een begroting" in warnings_of(result)


def test_sheet_of_other_work_beside_kinderwerk_is_left_out():
    other = Sheet("Jongerenwerk", [["Gebied", "Unieke kinderen"], ["West", 900]])
    result = read_sheets_of(Sheet("Kinderwerk", [list(row) for row in NAMED]), other)
    assert result.usable
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    assert table.values["reached_count"].tolist() == [54, 174]
    assert "blad Jongerenwerk: cijfers van ander werk" in warnings_of(result)


# --- visits that look like children ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "group", "kind"),
    [
        ("Aantal kinderen (deelnames, geen unieke kinderen)", "", "visits_count"),
        ("Deelnemers van de activiteit", "", "visits_count"), ("Deelnemers", "Van de activiteiten", "visits_count"),
        ("Kinderen (niet uniek)", "", "visits_count"), ("Unieke kinderen", "", "reached_count"),
    ],
)  # fmt: skip
def test_header_that_says_not_unique_is_visits(header, group, kind):
    meaning = recognise_column(header, group)
    assert meaning is not None
    assert meaning.kind == kind


@pytest.mark.parametrize(
    "rows",
    [
        [["Dit zijn deelnames, geen unieke kinderen"], ["Wijk", "Kinderen"], ["West", 540]],
        [["Wijk", "Deelnemers"], ["West", 540], [], ["* Niet uniek geteld"]],
        [["Bezoeken kinderwerk 2024"], ["Wijk", "Aantal kinderen"], ["West", 540]],
    ],
)
def test_children_that_the_file_calls_visits_are_visits(rows):
    table = read_one(*rows)
    assert table.values.columns.tolist() == ["visits_count"]
    assert table.values["visits_count"].tolist() == [540]
    assert "niet gelezen als kinderen maar als bezoeken" in warnings_of(read(*rows))


def test_children_beside_visits_are_not_read_twice():
    rows = [["Geen unieke kinderen"], ["Wijk", "Kinderen", "Bezoeken"], ["West", 540, 600]]
    assert read_one(*rows).values.iloc[0].to_dict() == {"visits_count": 600}


def test_header_and_note_that_contradict_are_refused():
    rows = [["Dit zijn geen unieke kinderen"], ["Wijk", "Unieke kinderen"], ["West", 540]]
    assert any("heet uniek" in found for found in errors_of(read(*rows)))
    beside = [["Bezoeken zijn geen unieke kinderen"], ["Wijk", "Unieke kinderen", "Bezoeken"], ["West", 54, 600]]
    assert read_one(*beside).values["reached_count"].tolist() == [54]


def test_note_about_the_total_says_nothing_of_the_wijken():
    rows = [["Wijk", "Kinderen"], ["West", 54], [], ["* Het totaal is niet uniek"]]
    assert read_one(*rows).values["reached_count"].tolist() == [54]


# --- columns that say what the rows are about ---------------------------------------------------------------------


def test_one_gemeente_in_a_column_or_a_line_is_the_gemeente_of_the_file():
    rows = [["Gemeente", "Wijk", "Unieke kinderen"], ["Dorpstad", "West", 54], ["Dorpstad", "Oost", 60]]
    assert read_one(*rows).gemeente_name == "Dorpstad"
    assert read_one(["Gemeente: Amersfoort"], *NAMED).gemeente_name == "Amersfoort"
    assert read_one(*NAMED).gemeente_name == ""


def test_two_gemeenten_need_codes():
    rows = [["Gemeente", "Wijk", "Unieke kinderen"], ["Dorpstad", "West", 54], ["Stad", "Oost", 60]]
    assert any("wijken van 2 gemeenten, zonder wijkcodes" in found for found in errors_of(read(*rows)))
    coded = [["Gemeente", "Code", "Unieke kinderen"], ["Dorpstad", "WK990101", 54], ["Stad", "WK990201", 60]]
    assert read(*coded).usable


def test_school_year_in_a_column_is_refused():
    rows = [["Schooljaar", "Wijk", "Unieke kinderen"], ["2023-2024", "West", 54]]
    assert any("schooljaar" in found for found in errors_of(read(*rows)))


def test_rows_of_other_work_are_left_out_with_the_total():
    rows = [["Werksoort", "Wijk", "Unieke kinderen"], ["Kinderwerk", "West", 54], ["Jongerenwerk", "Oost", 90],
            [None, "Totaal", 144]]  # fmt: skip
    table = read_one(*rows)
    assert table.values["reached_count"].tolist() == [54]
    assert table.total == {}
    assert "kolom A: rij 3: ander werk dan kinderwerk" in warnings_of(read(*rows))
    only = [["Werksoort", "Wijk", "Unieke kinderen"], ["Jongerenwerk", "Oost", 90]]
    assert any("alle rijen zijn van ander werk" in found for found in errors_of(read(*only)))
    assert read_one(*only[:1], ["Kinderwerk", "West", 54]).values["reached_count"].tolist() == [54]


def test_ages_in_a_column():
    head = ["Leeftijd", "Wijk", "Unieke kinderen"]
    one = [head, ["4-12 jaar", "West", 54], ["4-12 jaar", "Oost", 60]]
    assert read_one(*one).source.note == "leeftijd 4-12 jaar"
    other = read(head, ["0-18 jaar", "West", 54])
    assert "de leeftijd 0-18 jaar" in warnings_of(other)
    mixed = [head, ["4-12 jaar", "West", 54], ["12-18 jaar", "West", 90]]
    assert read_one(*mixed).values["reached_count"].tolist() == [54]
    assert "rij 3: een andere leeftijd" in warnings_of(read(*mixed))
    assert errors_of(read(head, ["4-8 jaar", "West", 54], ["9-12 jaar", "West", 30]))


# --- codes and numbers under "Wijk" ---------------------------------------------------------------------


@pytest.mark.parametrize("cell", [990101, 990101.0, "990101"])
def test_digits_of_a_code_in_a_column_of_names_are_a_code(cell):
    assert read_one(["Wijk", "Unieke kinderen"], [cell, 54]).rows["wijk_code"].tolist() == ["WK990101"]


def test_code_without_its_zero_in_a_column_of_names_is_a_code():
    assert read_one(["Wijk", "Unieke kinderen"], [34401.0, 54]).rows["wijk_code"].tolist() == ["WK034401"]


@pytest.mark.parametrize(("cell", "name"), [(3511.0, "3511"), (1.0, "1"), ("01", "01")])
def test_other_numbers_in_a_column_of_names_stay_names(cell, name):
    table = read_one(["Wijk", "Unieke kinderen"], [cell, 54])
    assert table.rows["wijk_code"].isna().all()
    assert table.rows["wijk_name"].tolist() == [name]


# --- what a title says of the measure -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Doel 2024", "Doelen kinderwerk 2024", "Plan 2024", "Planning 2024", "Prognoses 2024", "Ramingen 2024",
        "Verwachting 2024", "Beoogd bereik 2024", "Norm 2024", "Subsidieaanvraag 2024", "Conceptbegroting 2024",
        "Activiteitenplan 2024", "Offerte kinderwerk 2024", "Bereiksdoelstellingen 2024",
    ],
)  # fmt: skip
def test_a_plan_is_refused_in_any_word(text):
    assert any("begroting, prognose of doel" in found for found in errors_of(read([text], *NO_YEAR)))


@pytest.mark.parametrize(
    "text",
    ["Peuterwerk 2024", "Schoolmaatschappelijk werk 2024", "Buurtsportcoaches 2024", "Sport en bewegen 2024",
     "Jeugdhulp 2024", "Meisjeswerk 2024", "Buurtwerk 2024", "Jongeren 12-23, 2024"],
)  # fmt: skip
def test_other_work_in_any_word_is_refused(text):
    assert any("ander werk" in found for found in errors_of(read([text], *NO_YEAR)))


@pytest.mark.parametrize(
    "text",
    ["Kinderen op de wachtlijst 2024", "Niet bereikte kinderen 2024", "Nieuwe kinderen 2024",
     "Gemiddelden per week 2024", "Verschil t.o.v. vorig jaar, 2024", "Steekproef 2024"],
)  # fmt: skip
def test_another_measure_is_refused(text):
    assert any("iets anders gaat dan bereikte kinderen" in found for found in errors_of(read([text], *NO_YEAR)))


@pytest.mark.parametrize("text", ["Aantallen x 100", "Kinderwerk 2024 (x 10)", "Aantallen in tientallen"])
def test_figures_that_have_to_be_multiplied_are_refused(text):
    assert any("tientallen" in found for found in errors_of(read([text], *NO_YEAR)))
    assert any("tientallen" in found for found in errors_of(read(["Kinderwerk 2024"], *NO_YEAR, [], [text])))


@pytest.mark.parametrize("text", ["Kinderwerk 2024 excl. Overvecht", "Kinderwerk 2024, groep 3 t/m 5"])
def test_a_part_of_the_children_is_asked(text):
    assert "deel van de kinderen" in warnings_of(read([text], *NO_YEAR))


@pytest.mark.parametrize(
    ("text", "gemeente"),
    [
        ("Gemeente Amersfoort, kinderwerk 2024", "Amersfoort"),
        ("Cijfers gemeente Rotterdam 2024", "Rotterdam"),
        ("Gemeente Den Haag 2024", "Den Haag"),
        ("Gemeente Alphen aan den Rijn", "Alphen aan den Rijn"),
        ("Kinderwerk in de gemeente 2024", ""),
    ],
)
def test_the_name_behind_the_word_gemeente_is_the_gemeente(text, gemeente):
    assert read_one([text], ["2024"], *NO_YEAR).gemeente_name == gemeente


@pytest.mark.parametrize(
    "text",
    ["Jaarcijfers kinderwerk 2024", "Welzijn Voorbeeld, kinderwerk 2024", "Doelgroep: kinderen van 4 t/m 12 jaar",
     "1 januari 2024 t/m 31 december 2024", "Realisatie 2024", "Jaarverslag 2024"],
)  # fmt: skip
def test_an_ordinary_title_is_no_reason_to_refuse(text):
    assert errors_of(read([text], *NO_YEAR)) == []


# --- not yet final ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Voorlopige cijfers kinderwerk 2024", True),
        ("Concept jaarcijfers 2024", True),
        ("Cijfers 2024, onder voorbehoud", True),
        ("De cijfers van 2024 zijn nog niet definitief", True),
        ("Definitieve jaarcijfers 2024", False),
        ("Volledige jaarcijfers 2024", False),
    ],
)
def test_provisional_figures_are_said_and_read(text, said):
    result = read([text], *NO_YEAR)
    assert result.usable
    assert ("voorlopige of onvolledige cijfers" in warnings_of(result)) is said


# --- what a comment says ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "comment", "outcome"),
    [
        ("Aantal kinderen", "Let op: dit zijn bezoeken, geen unieke kinderen", "visits"),
        ("Unieke kinderen", "Let op: dit zijn bezoeken, geen unieke kinderen", "refused"),
        ("Unieke kinderen", "nagekeken", "children"),
        ("Unieke kinderen", "De cijfers van Oost zijn een prognose", "refused"),
        ("Unieke kinderen", "Cijfers t/m september", "refused"),
    ],
)
def test_a_comment_counts_as_a_note(tmp_path, header, comment, outcome):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Wijk", header], ["West", 54], ["Oost", 60]):
        sheet.append(row)
    sheet["B1"].comment = Comment(comment, "x")
    path = tmp_path / "bereik.xlsx"
    book.save(path)
    result = read_bereik(path, read_sheets(path))
    if outcome == "refused":
        assert not result.usable
    else:
        (table,) = result.tables
        assert list(table.values) == ["visits_count" if outcome == "visits" else "reached_count"]


def test_a_comment_of_another_kind_of_workbook_counts_as_a_note(tmp_path, monkeypatch):
    words = "Let op: dit zijn bezoeken, geen unieke kinderen"
    rows = [["Wijk", "Aantal kinderen"], ["West", 54], ["Oost", 60]]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p>{}</table:table-cell>'
    note = f"<office:annotation><text:p>{words}</text:p></office:annotation>"
    lines = [[cell.format(value, note if value == "Oost" else "") for value in row] for row in rows]
    ods = write_ods(
        tmp_path / "a.ods", "".join(f"<table:table-row>{''.join(line)}</table:table-row>" for line in lines)
    )
    xlsb = write_xlsb(tmp_path / "a.xlsb", "Blad1", rows, comment=words)
    for path in (ods, xlsb):
        assert list(read_bereik(path, read_sheets(path)).tables[0].values) == ["visits_count"], path.suffix
    old = tmp_path / "a.xls"
    old.write_bytes(b"x")
    sheet = OldSheet("a", [], visible=True, comments=[words], ranges=["Cijfers Q1"])
    monkeypatch.setattr("kinderwerk_stats.sources.files.workbook_facts.read_old_workbook", lambda _: [sheet])
    assert list(read_bereik(old, [Sheet("a", [list(row) for row in rows])]).tables[0].values) == ["visits_count"]


@pytest.mark.parametrize(
    ("title", "fout", "words"),
    [
        ("Kinderen per week 2024", True, "iets anders gaat dan bereikte kinderen"),
        ("Percentage bereikte kinderen 2024", True, "iets anders gaat dan bereikte kinderen"),
        ("Bereik kinderwerk 2024 (in %)", True, "iets anders gaat dan bereikte kinderen"),
        ("Bereik van meisjes 2024", False, "deel van de kinderen"),
        ("Alleen vakantieactiviteiten 2024", False, "deel van de kinderen"),
        ("Schooljaar 2024", False, "een schooljaar of seizoen"),
    ],
)
def test_more_that_a_title_can_say(title, fout, words):
    result = read([title], *NO_YEAR)
    assert any(words in found for found in errors_of(result)) is fout
    assert (words in warnings_of(result)) is not fout


def test_a_note_about_a_school_year_is_said():
    result = read(["Kinderwerk 2024"], *NAMED, [], ["Cijfers betreffen schooljaar 2023-2024"])
    assert "een schooljaar of seizoen" in warnings_of(result)


# --- a year that is not of the figures ----------------------------------------------------


def asks_year(result):
    return any(problem.asks == "jaar" for problem in result.problems)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2023 Stichting Voorbeeld", "Opgericht in 2016", "Postbus 2024, 3500 GE Utrecht",
        "Indeling wijken 2023", "In deze tabel de wijkindeling van 2022", "CAO Sociaal Werk 2023", "Contract 2021",
        "Voor de kadernota 2026", "Beleidsnota Jeugd 2025", "Aangeleverd voor de P&C-cyclus 2025",
        "Rapportage t.b.v. gesprek 2025", "Tweede levering 2025", "Bereik kinderwerk, versie 2025",
        "Subsidiebeschikking kinderwerk 2025", "Convenant kinderwerk 2022",
    ],
)  # fmt: skip
def test_year_of_something_else_is_no_year(line):
    table = read_one([line], *NAMED)
    assert table.year is None
    assert asks_year(read([line], *NAMED))
    beside = read(["Jaarcijfers kinderwerk 2024"], [line], *NAMED)
    assert [table.year for table in beside.tables] == [2024]
    assert not asks_year(beside)


def test_year_in_the_cell_behind_something_else_is_no_year():
    assert read_one(["Contract", 2021], [], *NAMED).year is None
    assert read_one(["Wijkindeling", "2022"], [], *NAMED).year is None
    assert read_one(["Jaar", 2024], ["Contract", 2021], [], *NAMED).year == 2024


@pytest.mark.parametrize(
    "line",
    [
        "Evaluatie 2025", "Utrecht 2024", "Stichting Voorbeeld 2024", "Gesprek in 2025", "Subsidie kinderwerk 2023",
        "Stichting Kinderwerk Dorpstad 2016", "Aanbesteding kinderwerk 2020", "Instelling 2023", "Contractjaar 2021",
    ],
)  # fmt: skip
def test_year_of_a_line_that_does_not_say_what_it_is_of_is_a_question(line):
    result = read([line], *NAMED)
    assert result.usable
    assert [table.year for table in result.tables] == [None]
    (asked,) = (problem for problem in result.problems if problem.asks == "jaar")
    assert asked.param("jaren") == (int(line[-4:]),)
    assert "komt van een regel die niet zegt dat het van de cijfers is" in warnings_of(result)
    assert not asks_year(read([line], [f"Kinderwerk {line[-4:]}"], *NAMED))


@pytest.mark.parametrize("blank", [[], [[]]], ids=["right above the header", "apart"])
@pytest.mark.parametrize("label", ["Contract", "Subsidie", "Bestuursakkoord", "Utrecht", "Projectnummer"])
def test_year_beside_words_that_are_not_about_the_figures_is_not_certain(label, blank):
    for year in (2021, "2021"):
        result = read([label, year], *blank, *NAMED)
        assert [table.year for table in result.tables] == [None]
        assert asks_year(result)
    for of_figures in ("Jaar", "Verslagjaar", "Periode", "Kinderwerk"):
        assert read_one([of_figures, 2023], [label, "2021"], *blank, *NAMED).year == 2023
        assert read_one([label, "2021"], [of_figures, "2023"], *blank, *NAMED).year == 2023


def test_a_year_of_something_else_over_the_wijk_is_no_group_of_the_columns():
    for above in (["Contract", 2021], ["Contract", "2021"]):
        groups = [[None, "Begroot", "Realisatie"], ["Wijk", "Unieke kinderen", "Unieke kinderen"], ["West", 60, 54]]
        assert read_one(["Kinderwerk 2024"], above, *groups).year == 2024
        shifted = [[None, "Wijk", "Unieke kinderen"], [None, "West", 54]]
        assert read_one(["Kinderwerk 2024"], above, *shifted).year == 2024


@pytest.mark.parametrize("group", [[None, "Subsidie 2021"], ["Subsidie 2021", None, "Bereik"]])
def test_year_of_a_group_about_something_else_is_not_that_of_the_column(group):
    assert read_one(group, *NAMED).year is None
    assert read_one([None, "Realisatie 2021"], *NAMED).year == 2021


def test_a_year_alone_under_the_name_of_something_else_is_not_certain():
    assert read_one(["Contract"], ["2021"], *NAMED).year is None


def test_years_that_tell_two_tables_apart_are_theirs():
    result = read(["Utrecht 2023"], *NAMED, [], ["Utrecht 2024"], *NAMED)
    assert [table.year for table in result.tables] == [2023, 2024]


def test_year_of_a_line_is_certain_where_another_table_is_of_it():
    rows = [["Wijk", "Fte"], ["West", 0.3], ["Oost", 1.6]]
    sheets = [Sheet("Kinderwerk 2024", [list(row) for row in NAMED[:2]]), Sheet("Team Jeugd 2024", rows)]
    assert not asks_year(read_sheets_of(*sheets))


def test_figures_of_last_year_beside_a_year_are_a_question():
    last = read(["Cijfers over vorig jaar"], *NAMED, name="2025")
    assert [table.year for table in last.tables] == [None]
    assert [problem.param("jaren") for problem in last.problems if problem.asks == "jaar"] == [(2024, 2025)]
    assert asks_year(read(["Kinderwerk 2025"], ["Cijfers van het afgelopen jaar"], *NAMED))


@pytest.mark.parametrize(
    "line",
    [
        "2024", "Jaar: 2024", "Periode: 2024", "Peildatum 31-12-2024", "Jaarcijfers 2024", "Kinderwerk 2024",
        "Jaarverslag 2024", "Bereik van kinderwerk in Utrecht (GM0344), 2024", "Resultaten 2024",
        "Rapportage over 2024", "Verantwoording 2024", "Inhoudelijke verantwoording subsidie 2024", "Overzicht 2024",
        "Monitor Jeugd 2024", "Jeugdmonitor 2024", "Verslagjaar 2024", "1 januari 2024 t/m 31 december 2024",
        "Per wijk 2024", "Wijken 2024", "2024 definitief",
        "Unieke kinderen per wijk 2024", "Jaarrapportage 2024", "Stand per 31-12-2024", "Heel 2024",
    ],
)  # fmt: skip
def test_year_of_a_title_of_figures_is_certain(line):
    result = read([line], *NAMED)
    assert [table.year for table in result.tables] == [2024]
    assert not asks_year(result)


# --- what a note says of the figures --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "hidden"),
    [
        ("Aantallen kleiner dan 5 zijn als 0 weergegeven.", [0]),
        ("Minder dan 5 kinderen staat als nul.", [0]),
        ("Kleine aantallen (onder de 10) worden weergegeven als 5", [5]),
        ("0 betekent minder dan 5", [0]),
        ("Aantallen kleiner dan 5 staan er niet in", []),
        ("Onder 12 jaar: 54 kinderen", []),
    ],
)
def test_number_that_stands_for_a_small_count_is_hidden(note, hidden):
    table = read_one(["Bereik 2024"], ["Wijk", "Unieke kinderen"], ["West", 0], ["Oost", 174], ["Zuid", 5], [], [note])
    assert [Status(s) for s in table.status["reached_count"]] == [
        Status.SUPPRESSED if value in hidden else Status.KNOWN for value in (0, 174, 5)
    ]


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("West: cijfers van 2023, die van 2024 zijn er nog niet", "opmerking_ander_jaar"),
        ("In 2024 waren de cijfers hoger dan in 2023", None),
        ("Alle aantallen zijn afgerond op tientallen", "cijfers_afgerond"),
    ],
)
def test_note_about_the_figures_is_asked_about(note, code):
    result = read(["Bereik 2024"], ["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 174], [], [note])
    asked = {problem.code for problem in find_questions(result.problems)} & {"opmerking_ander_jaar", "cijfers_afgerond"}
    assert asked == {code} - {None}


def test_note_on_another_sheet_says_that_children_count_more_than_once():
    note = Sheet("Toelichting", [["Een kind dat twee keer komt, telt twee keer."]])
    table = Sheet("2024", [["Wijk", "Unieke kinderen"], ["West", 54]])
    assert "een opmerking zegt dat het geen unieke kinderen zijn" in errors_of(read_sheets_of(table, note))[0]
    table = Sheet("2024", [["Wijk", "Kinderen"], ["West", 54]])
    assert "visits_count" in read_sheets_of(table, note).tables[0].values


@pytest.mark.parametrize(
    ("note", "rows"),
    [
        ("Oost is inclusief Zuilen", (2,)),
        ("De cijfers van West en Oost zijn deels van een andere aanbieder", (1, 2)),
        ("Niet alle kinderen wonen in de gemeente", None),
        ("In Oost kwamen veel kinderen", None),
    ],
)
def test_note_about_a_wijk_is_asked_about_at_its_row(note, rows):
    result = read(["Wijk", "Unieke kinderen", "Jaar"], ["West", 54, 2024], ["Wijk 02 Oost", 174, 2024], [], [note])
    found = [problem.place.rows for problem in find_questions(result.problems) if problem.code == "opmerking_over_wijk"]
    assert found == ([] if rows is None else [rows])


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("* Alle kinderen van 0 tot 18 jaar", "andere_leeftijd"),
        ("Kinderen van 4 t/m 12 jaar", None),
        ("Exclusief jongeren van 12-18 jaar", None),
        ("Wijkindeling 2019", "indeling_van_ander_jaar"),
        ("Wijkindeling 2024", None),
    ],
)
def test_a_note_about_other_ages_or_borders_is_asked_about(note, code):
    rows = [["West", 54], ["Oost", 60], [], [note]]
    asked = {
        problem.code for problem in find_questions(read(["Jaar 2024"], ["Wijk", "Unieke kinderen"], *rows).problems)
    }
    assert asked & {"andere_leeftijd", "indeling_van_ander_jaar"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Met unieke kinderen wordt bedoeld: aantal deelnames", "dat het geen unieke kinderen zijn"),
        ("Getallen keer 10", "aantallen in tientallen"),
    ],
)
def test_a_note_that_makes_the_figures_something_else_refuses_them(note, words):
    assert words in "".join(errors_of(read(["Jaar 2024"], ["Wijk", "Unieke kinderen"], ["West", 54], [], [note])))


def test_a_unit_of_thousands_in_its_own_row_is_said_for_what_it_is():
    found = errors_of(read(["Jaar 2024"], ["Wijk", "Bezoeken"], [None, "(x 1.000)"], ["West", 0.8], ["Oost", 3.4]))
    assert any("duizendtallen" in words for words in found)
