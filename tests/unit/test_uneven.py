"""Rows of a text file that are longer or shorter than its header: refused where a figure can be wrong."""

import pytest

from kinderwerk_stats.sources.recognise import read_file

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
    return [(p.severity, p.found) for p in result.problems if "cellen" in p.found]


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
