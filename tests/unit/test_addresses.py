"""The list of all addresses of CBS: read by its exact shape; nothing that only looks like it is let through."""

from pathlib import Path

import pytest

from kinderwerk_stats.analysis.reallocate import weigh
from kinderwerk_stats.cli import main
from kinderwerk_stats.model.content import from_bytes, to_bytes
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.shared_addresses import count_shared_addresses
from kinderwerk_stats.store.compare import compare_tables
from kinderwerk_stats.store.cut import cut_table
from tests.file_builders import write_xlsx
from tests.reallocations import write_addresses
from tests.words import said_by, words_of

EAST, WEST, ELSEWHERE = "900101", "900102", "900201"
OLD = [EAST] * 400 + [WEST] * 300 + [ELSEWHERE] * 100
# A quarter of east goes to west, ten addresses of west to the other gemeente.
NEW = [EAST] * 300 + [WEST] * 390 + [ELSEWHERE] * 110


def change(path: Path, old: str, new: str) -> Path:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def test_the_list_is_recognised_whatever_it_is_called(tmp_path):
    result = read_file(write_addresses(tmp_path / "kwb-2024.xlsx", {2024: NEW}))
    assert (result.kind, result.usable, result.problems) == ("adressen", True, ())
    (table,) = result.tables
    assert table.year == 2024
    assert table.wijk_codes == [f"WK{code}" for code in (EAST, WEST, ELSEWHERE)]
    assert len(table.frame) == 800
    assert table.frame["address"].is_monotonic_increasing
    assert result.area_counts["wijk"] == 3


def test_one_file_can_hold_two_years(tmp_path):
    result = read_file(write_addresses(tmp_path / "a.csv", {2022: OLD, 2024: NEW}))
    assert [table.year for table in result.tables] == [2022, 2024]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024", "pc6;huisnummer;buurt2024;wijk2024;gem2024"),
        ("PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024", '"PC6";"Huisnummer";"Buurt2024";"Wijk2024";"Gem2024"'),
        ("900101", "0363AF"),
    ],
)
def test_other_years_write_it_a_little_differently(tmp_path, old, new):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    change(path, old, new)
    assert read_file(change(path, ";9001;", ";0363;")).kind == "adressen"


def test_zeros_in_front_that_were_lost_come_back(tmp_path):
    path = write_addresses(tmp_path / "a.csv", {2024: ["034401"] * 600})
    change(path, ";03440100;034401;0344", ";3440100;34401;344")
    assert read_file(path).tables[0].wijk_codes == ["WK034401"]


def test_without_a_wijk_the_buurt_says_it(tmp_path):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    lines = [";".join(line.split(";")[:3]) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read_file(path).tables[0].wijk_codes == [f"WK{code}" for code in (EAST, WEST, ELSEWHERE)]


def test_an_address_in_two_wijken_or_none_is_left_out(tmp_path):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    lines = path.read_text(encoding="utf-8").splitlines()
    twice = lines[1].replace(EAST, WEST)
    lines[2] = ";".join([*lines[2].split(";")[:2], "", "", ""])
    path.write_text("\n".join([*lines, twice, lines[5]]) + "\n", encoding="utf-8")
    assert len(read_file(path).tables[0].frame) == 798


# --- what is not the list ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Gemeente2024", "Naam"),
        ("Gemeente2024", "Client"),
        ("Wijk2024", "Wijk"),
        ("Buurt2024", "Geboortedatum"),
        ("Huisnummer;", "Huisnummer;Toevoeging;"),
    ],
)
def test_any_other_column_is_personal_data(tmp_path, old, new):
    result = read_file(change(write_addresses(tmp_path / "a.csv", {2024: NEW}), old, new))
    assert not result.usable
    assert "persoonsgegevens" in words_of(result.problems[0]).found


@pytest.mark.parametrize(
    ("row", "cell", "value"),
    [(700, 0, "Jansen"), (700, 1, "12 Anna Jansen"), (700, 3, "Jansen"), (700, 4, "0612345678"), (799, 2, "2016-05-01"),
     (300, 1, "123456782")],
)  # fmt: skip
def test_any_other_cell_is_personal_data_and_is_not_repeated(tmp_path, row, cell, value):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[row].split(";")
    cells[cell] = value
    lines[row] = ";".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = read_file(path)
    assert (result.usable, result.tables) == (False, ())
    assert "persoonsgegevens" in words_of(result.problems[0]).found
    assert all(value not in said_by(problem) for problem in result.problems)


def test_a_cell_more_than_the_header_has_is_refused(tmp_path):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:-1], lines[-1] + ";Anna Jansen"]) + "\n", encoding="utf-8")
    result = read_file(path)
    assert (result.usable, result.tables) == (False, ())
    assert all("Anna" not in said_by(problem) for problem in result.problems)


@pytest.mark.parametrize(("count", "usable"), [(499, False), (500, True)])
def test_a_few_addresses_can_be_those_of_clients(tmp_path, count, usable):
    result = read_file(write_addresses(tmp_path / "a.csv", {2024: [EAST] * count}))
    assert result.usable is usable
    if not usable:
        assert "persoonsgegevens" in words_of(result.problems[0]).found


def test_a_workbook_is_not_the_list_of_cbs(tmp_path):
    rows = [["PC6", "Huisnummer", "Buurt2024", "Wijk2024", "Gemeente2024"]]
    rows += [[f"1234A{chr(65 + n % 26)}", n, f"{EAST}00", EAST, "9001"] for n in range(1, 700)]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"adressen": rows}))
    assert not result.usable
    assert "persoonsgegevens" in words_of(result.problems[0]).found


# --- what it is for ------------------------------------------------------------------------------------


@pytest.mark.parametrize("together", [True, False])
def test_addresses_say_how_wijken_became_others(tmp_path, together):
    if together:
        files = [write_addresses(tmp_path / "a.csv", {2022: OLD, 2024: NEW})]
    else:
        files = [write_addresses(tmp_path / f"{y}.csv", {y: w}) for y, w in ((2022, OLD), (2024, NEW))]
    library = read_files(files)
    shared = count_shared_addresses(library, "GM9001", 2022, 2024)
    assert shared.to_dict() == {
        ("WK900101", "WK900101"): 300, ("WK900101", "WK900102"): 100,
        ("WK900102", "WK900102"): 290, ("WK900102", "WK900201"): 10,
    }  # fmt: skip
    # What west gave to another gemeente is still a part of west.
    weights = weigh(shared).weights.set_index(["old_wijk", "new_wijk"])["weight"]
    assert weights["WK900102", "WK900102"] == pytest.approx(290 / 300)
    assert count_shared_addresses(library, "GM9001", 2021, 2024) is None
    assert count_shared_addresses(library, "GM0344", 2022, 2024) is None


def test_what_is_published_is_that_of_the_gemeente_only(tmp_path):
    (table,) = read_file(write_addresses(tmp_path / "a.csv", {2024: NEW})).tables
    cut = cut_table(table, "GM9001", "CBS")
    assert cut.wijk_codes == ["WK900101", "WK900102"]
    assert len(cut.frame) == 690
    again = from_bytes(to_bytes(cut))
    assert again.frame.equals(cut.frame)
    assert again.wijk_codes == cut.wijk_codes
    (older,) = read_file(write_addresses(tmp_path / "b.csv", {2024: OLD})).tables
    changed = compare_tables(cut_table(older, "GM9001", "CBS"), cut)
    assert changed.set_index("area")[["before", "after"]].to_numpy().tolist() == [[400, 300], [300, 390]]


def test_controleer_says_what_it_is(tmp_path, capsys):
    path = write_addresses(tmp_path / "a.csv", {2024: NEW})
    assert main(["controleer", str(path)]) == 0
    assert "bruikbaar, soort adressen, jaar 2024, 3 wijk" in capsys.readouterr().out
