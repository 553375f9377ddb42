"""Rows of a text file that are longer or shorter than its header: refused where a figure can be wrong."""

import pytest

from kinderwerk_stats.sources.recognise import read_file
from tests.words import words_of

CBS = "gwb_code,regio,recs,a_inw,a_00_14,g_ink_pi,jaar"
GEMEENTE = "GM9001,Verzonnendam,Gemeente,1000,200,30.5,2024"
WEST = "WK900101,West,Wijk,600,120,31.2,2024"
OOST = "WK900102,Oost,Wijk,400,80,29.1,2024"
BEREIK = "wijkcode;wijk;jaar;unieke kinderen;fte"


def read(tmp_path, *lines: str, end: str = "\n"):
    path = tmp_path / "tabel.csv"
    path.write_text("\n".join(lines) + end)
    return read_file(path)


def about_rows(result) -> list[tuple[str, str]]:
    return [(p.severity, words_of(p).found) for p in result.problems if "cellen" in words_of(p).found]


def test_even_rows_need_no_word(tmp_path):
    result = read(tmp_path, CBS, GEMEENTE, WEST, OOST)
    assert result.usable
    assert about_rows(result) == []


def test_a_comma_inside_numbers_that_moves_every_figure_behind_it_is_refused(tmp_path):
    rows = [row.replace(".", ",") for row in (GEMEENTE, WEST, OOST)]
    result = read(tmp_path, CBS, *rows)
    assert not result.usable
    assert result.tables == ()
    assert about_rows(result) == [("fout", "rij 2, 3, 4 hebben meer cellen dan de kop (8 in plaats van 7)")]


def test_a_comma_in_one_name_is_refused_and_its_row_named(tmp_path):
    result = read(tmp_path, CBS, GEMEENTE, WEST.replace("West", "West, Noord"), OOST)
    assert not result.usable
    assert about_rows(result) == [("fout", "rij 3 heeft meer cellen dan de kop (8 in plaats van 7)")]


def test_a_name_with_a_comma_between_quotes_is_fine(tmp_path):
    result = read(tmp_path, CBS, GEMEENTE, WEST.replace("West", '"West, Noord"'), OOST)
    assert result.usable
    assert result.tables[0].areas.loc["WK900101", "name"] == "West, Noord"


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_download_that_was_cut_off_is_refused(tmp_path, end):
    result = read(tmp_path, CBS, GEMEENTE, WEST, OOST[:22], end=end)
    assert not result.usable
    assert about_rows(result) == [("fout", "de laatste rij (rij 4) breekt af na 4 van de 7 cellen")]


def test_a_shorter_row_in_the_middle_is_read_and_said(tmp_path):
    result = read(tmp_path, CBS, GEMEENTE, "WK900101,West,Wijk,600,120", OOST)
    [(severity, found)] = about_rows(result)
    assert (severity, found.split(";")[0]) == ("waarschuwing", "rij 3 heeft minder cellen dan de kop")


def test_empty_cells_at_the_end_of_a_row_do_not_count(tmp_path):
    result = read(tmp_path, CBS, f"{GEMEENTE},,", WEST, f"{OOST},")
    assert result.usable
    assert about_rows(result) == []


def test_bereik_is_looked_at_in_the_same_way(tmp_path):
    longer = read(tmp_path, BEREIK.replace(";", ","), "WK900101,West,2024,120,1,5", "WK900102,Oost,2024,80,0,5")
    assert not longer.usable
    assert about_rows(longer)[0][1] == "rij 2, 3 hebben meer cellen dan de kop (6 in plaats van 5)"
    cut = read(tmp_path, BEREIK, "WK900101;West;2024;120;1,5", "WK900102;Oost;2024;8")
    assert not cut.usable


def test_a_note_under_the_table_is_no_row(tmp_path):
    rows = ("WK900101;West;2024;120;1,5", "WK900102;Oost;2024;80;0,5", "", "Bron: eigen telling; 2024")
    result = read(tmp_path, BEREIK, *rows)
    assert result.usable
    assert about_rows(result) == []


def about(result, words: str) -> list[tuple[str, str]]:
    return [(p.severity, words_of(p).found) for p in result.problems if words in words_of(p).found]


@pytest.mark.parametrize(
    ("end", "last", "said_so"),
    [("\n", "2024", False), ("\r\n", "2024", False), ("", "2024", True), ("", '"2024"', False), ("", "", False)],
)
def test_a_whole_last_row_without_a_line_end_is_read_with_a_remark(tmp_path, end, last, said_so):
    result = read(tmp_path, CBS, GEMEENTE, WEST, OOST.replace("2024", last), end=end)
    said = "(rij 4, WK900102); van die regel kan iets ontbreken, en wat daarna kwam ook"
    assert (
        about(result, "midden in een regel")
        == [
            ("waarschuwing", f"het bestand eindigt midden in een regel {said}"),
        ]
        * said_so
    )
    assert result.usable


def test_the_long_form_of_odata_may_be_cut_too(tmp_path):
    rows = ("Id,Measure,WijkenEnBuurten,Value", "1,T001036,WK900101,2600", "2,10680,WK900101,26")
    assert read(tmp_path, *rows).usable
    result = read(tmp_path, *rows, end="")
    assert [severity for severity, _ in about(result, "midden in een regel (rij 3, WK900101)")] == ["waarschuwing"]
    assert not read(tmp_path, *rows[:-1], "2,10680,WK9001", end="").usable, "a last row that is not whole"


@pytest.mark.parametrize("end", ["\n", ""])
def test_bereik_without_a_last_line_end_is_read_and_said(tmp_path, end):
    result = read(tmp_path, BEREIK, "WK900101;West;2024;120;1,5", "WK900102;Oost;2024;80;0,5", end=end)
    assert result.usable
    assert [severity for severity, _ in about(result, "midden in een regel (rij 3, WK900102)")] == (
        [] if end else ["waarschuwing"]
    )


def test_a_note_without_a_line_end_is_no_cut_figure(tmp_path):
    rows = ("WK900101;West;2024;120;1,5", "WK900102;Oost;2024;80;0,5", "Bron: eigen telling; 2024")
    assert about(read(tmp_path, BEREIK, *rows, end=""), "midden in een regel") == []


@pytest.mark.parametrize("column", [0, 1, 3])
def test_a_stray_quotation_mark_that_swallows_rows_is_refused(tmp_path, column):
    def with_mark(row: str, mark: str) -> str:
        cells = row.split(",")
        cells[column] = mark.format(cells[column])
        return ",".join(cells)

    noord = WEST.replace("01,West", "03,Noord")
    rows = (GEMEENTE, with_mark(WEST, '"{}'), noord, with_mark(OOST, '{}"'))
    result = read(tmp_path, CBS, *rows)
    assert [(p.severity, words_of(p).found) for p in result.problems] == [
        ("fout", "een aanhalingsteken dat niet wordt afgesloten (rij 3)")
    ]
    never = read(tmp_path, CBS, GEMEENTE, with_mark(WEST, '"{}'), noord, OOST)
    assert [words_of(p).found for p in never.problems] == ["een aanhalingsteken dat niet wordt afgesloten (rij 3)"]


def test_a_name_over_two_lines_is_fine(tmp_path):
    result = read(tmp_path, CBS, GEMEENTE, WEST.replace("West", '"West,\nNoord"'), OOST)
    assert result.usable
    assert len(result.tables[0].areas) == 3


@pytest.mark.parametrize(("last", "severity"), [("Zuid,", "fout"), ("Zui", "waarschuwing"), ("Bron: CBS", None)])
def test_a_file_that_ends_in_the_middle_of_a_name_is_not_whole(tmp_path, last, severity):
    result = read(tmp_path, CBS, GEMEENTE, WEST, OOST, last, end="")
    assert [found for found, _ in [*about(result, "breekt af"), *about(result, "midden in een regel")]] == (
        [severity] if severity else []
    )
