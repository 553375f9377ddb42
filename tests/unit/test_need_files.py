"""Need as csv and Excel: the figures of the screen, what counted, and nothing a spreadsheet would run."""

import csv

import openpyxl
import pytest

from kinderwerk_stats.analysis.need_structure import NeedSettings
from kinderwerk_stats.exports.need_files import weights_in_words, write_need_csv, write_need_xlsx
from kinderwerk_stats.text.hiding import threshold_words
from tests.need_builders import REACHED, situation

NASTY = ("=1+1", "+SOM(A1)", "-2", "@cmd", "\t=1", 'a;b"c', "Zuid\nOost", "Noord", "=2", "West")
EQUAL = "Bestaanszekerheid 1, Gezin en opgroeien 1, Draagkracht van de buurt 1"
SETTINGS = NeedSettings(domain_weights={"gezin": 2.0}, indicator_weights={"woz_eur": 0.5}, steepness=3.0)


def csv_of(found, folder) -> list[dict[str, str]]:
    path = folder / "behoefte.csv"
    write_need_csv(found.monitor, found.need, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def xlsx_of(found, folder) -> openpyxl.Workbook:
    path = folder / "behoefte.xlsx"
    write_need_xlsx(found.monitor, found.need, path)
    return openpyxl.load_workbook(path)


def test_a_row_per_wijk_with_group_index_and_margin(tmp_path):
    found = situation()
    rows = csv_of(found, tmp_path)
    assert [row["wijk_code"] for row in rows] == list(found.need.names)
    for row in rows:
        cells = found.need.cells[row["wijk_code"]]
        if cells["need_index"].known:
            assert row["group"] in ("zeker", "mogelijk", "niet")
            assert float(row["need_index"].replace(",", ".")) == pytest.approx(cells["need_index"].value)
            assert row["need_rank_low"] and row["need_rank_high"]


def test_every_row_says_what_counted_and_where_it_comes_from(tmp_path):
    for row in csv_of(situation(settings=SETTINGS), tmp_path):
        assert row["weights"] == (
            "Bestaanszekerheid 1, Gezin en opgroeien 2, Draagkracht van de buurt 1, Woningwaarde (WOZ) 0,5"
        )
        assert (row["steepness"], row["scale"], row["country_wijken"], row["measure"]) == (
            "3,0",
            "gemeente",
            "0",
            "index",
        )
        assert (row["small_count_threshold"], row["invented"], row["year"]) == ("5", "nee", "2024")
        assert "Kerncijfers wijken en buurten" in row["sources"]


def test_what_is_absent_is_a_word_and_what_is_hidden_stays_so(tmp_path):
    rows = {row["wijk_code"]: row for row in csv_of(situation(), tmp_path)}
    assert rows["WK900110"]["need_index"] == rows["WK900110"]["group"] == "te_weinig_kinderen"
    assert rows["WK900109"]["reach_share"] == "onderdrukt"
    assert rows["WK900109"]["weighted_gap_children_count"] == "onderdrukt"
    assert "geen nul" in rows["WK900109"]["flags_in_words"]
    assert not any(value == "" for name, value in rows["WK900109"].items() if name != "flags")


def test_files_do_not_differ_when_a_hidden_count_does(tmp_path):
    def made(hidden: int) -> tuple[object, ...]:
        found = situation(reached=(*REACHED[:8], hidden, REACHED[9]), total={"reached_count": 550})
        book = xlsx_of(found, tmp_path)
        cells = [tuple(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
        return str(csv_of(found, tmp_path)), str(cells)

    assert len({made(hidden) for hidden in (1, 2, 3, 4)}) == 1


def test_no_name_becomes_a_formula(tmp_path):
    found = situation(names=NASTY)
    for row in csv_of(found, tmp_path):
        assert not row["wijk_name"].startswith(("=", "+", "-", "@", "\t"))
    sheet = xlsx_of(found, tmp_path)["Behoefte"]
    names = [sheet.cell(row, 2) for row in range(3, sheet.max_row + 1)]
    assert [cell.data_type for cell in names] == ["s"] * len(NASTY)
    assert [cell.value for cell in names] == [found.need.names[code] for code in found.need.names]


def test_the_workbook_holds_the_same_figures_and_explains_them(tmp_path):
    found = situation(settings=SETTINGS)
    book = xlsx_of(found, tmp_path)
    assert book.sheetnames == ["Behoefte", "Opbouw", "Toelichting"]
    sheet = book["Behoefte"]
    header = [cell.value for cell in sheet[2]]
    place = header.index("Behoefte-index") + 1
    for row, code in enumerate(found.need.names, start=3):
        cell = found.need.cells[code]["need_index"]
        assert sheet.cell(row, place).value == (pytest.approx(cell.value) if cell.known else "te weinig kinderen")
    notes = {str(a): str(b) for a, b in book["Toelichting"].iter_rows(max_col=2, values_only=True)}
    assert notes["Gewichten"] == weights_in_words(found.need)
    assert "Binnen de gemeente" in notes["Vergeleken met"]
    assert "2.000" in notes["Groepen"]
    assert notes["Kleine aantallen"] == threshold_words(5)
    assert "Gemaakt op" in notes and "Bron" in notes
    assert book.properties.language == "nl-NL"


def test_percentages_are_numbers_that_show_as_percentages(tmp_path):
    sheet = xlsx_of(situation(), tmp_path)["Behoefte"]
    header = [cell.value for cell in sheet[2]]
    place = header.index("Bereik (%)") + 1
    assert 0 < sheet.cell(3, place).value < 1
    assert sheet.cell(3, place).number_format == "0.0%"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (NeedSettings(measure="ses_woa"), "SES-WOA van CBS, omgedraaid"),
        (NeedSettings(with_jeugdzorg=False), f"{EQUAL}, zonder jeugdzorg"),
    ],
)  # fmt: skip
def test_weights_are_said_in_words(settings, words):
    assert weights_in_words(situation(settings=settings).need) == words


def test_without_any_index_the_files_still_say_why(tmp_path):
    found = situation(settings=NeedSettings(measure="ses_woa"))
    assert {row["group"] for row in csv_of(found, tmp_path)} <= {"onbekend", "te_weinig_kinderen"}
    assert xlsx_of(found, tmp_path)["Opbouw"].max_row == 1
