"""Small counts and persons that once slipped through: each case was found by trying."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.builders import coverage_input
from tests.words import said_by, words_of


@pytest.mark.parametrize(("total", "hidden"), [(100.0, True), (102.0, False)])
def test_a_total_that_leaves_a_few_children_for_a_wijk_without_a_figure_is_hidden(total, hidden):
    given = coverage_input([800, 800, 800], [60, 37, math.nan], [1, 1, 1], total_bereik={"reached_count": total})
    assert (compute_coverage(given, Norm()).totals["reached_count"].status == Status.SUPPRESSED) == hidden


@pytest.mark.parametrize(("total", "hidden"), [(4.0, True), (5.0, False)])
def test_a_total_of_a_few_children_is_hidden(total, hidden):
    given = coverage_input([800], [math.nan], [1], total_bereik={"reached_count": total})
    assert (compute_coverage(given, Norm()).totals["reached_count"].status == Status.SUPPRESSED) == hidden


def test_a_list_of_persons_is_refused_also_with_the_header_of_cbs(tmp_path):
    path = tmp_path / "lijst.csv"
    rows = [f"WK03440{n};Voorbeeld {n};111222333;2015-05-0{n};10;5" for n in range(1, 6)]
    path.write_text("\n".join(["gwb_code;naam_kind;bsn;geboortedatum;a_inw;a_00_14", *rows]))
    result = read_file(path)
    assert not result.usable
    assert not result.tables
    assert not any("Voorbeeld" in said_by(problem) or "111222333" in said_by(problem) for problem in result.problems)


@pytest.mark.parametrize(("count", "hidden"), [(4, True), (5, False)])
def test_small_counts_in_a_file_are_accepted_and_marked(tmp_path, count, hidden):
    path = tmp_path / "bereik.csv"
    path.write_text(f"wijkcode;wijk;jaar;unieke kinderen\nWK990101;West;2024;{count}\nWK990102;Oost;2024;80\n")
    result = read_file(path)
    assert result.usable
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    reached = table.values["reached_count"].tolist()
    assert reached == [count, 80]
    coverage = compute_coverage(coverage_input([800, 800], reached, [1, 1]), Norm())
    flags = next(iter(coverage.flags.values()))
    assert ("bereik_onderdrukt" in flags) is hidden


NAMES = ["Kim Jansen", "Sam de Vries", "Noor Bakker", "Bo van den Berg", "Mila Visser", "Finn Smit"]
WIJKEN = ["Oud Zuid", "De Pijp", "Nieuw West", "Oost", "Centrum", "Het Lage Land"]


def refused(tmp_path, rows):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(";".join(map(str, row)) for row in rows))
    return "persoonsgegevens: de naam" in " ".join(
        words_of(p).found for p in read_file(path).problems if p.severity == "fout"
    )


@pytest.mark.parametrize(
    ("header", "texts", "hard"),
    [
        ("Kind", NAMES, True),
        ("Deelnemer", [name.lower() for name in NAMES], True),
        ("Naam", NAMES, True),
        ("Kind", ["ja"] * 6, False),
        ("Naam", WIJKEN, False),
        ("Naam", ["Sport Inloop", "Kinderclub Oost", "Speeltuin Het Kompas", "Samen koken", "Muziek", "Dans"], False),
        ("Activiteit", NAMES, False),
        ("Wijknaam", NAMES, False),
    ],
)
def test_a_column_of_full_names_is_refused(tmp_path, header, texts, hard):
    rows = [[f"Wijk {n}", text, 50 + n] for n, text in enumerate(texts)]
    assert refused(tmp_path, [["Wijk", header, "Unieke kinderen"], *rows]) is hard


def test_a_bare_name_without_a_column_of_wijken_can_be_that_of_a_wijk(tmp_path):
    assert not refused(tmp_path, [["Naam", "Unieke kinderen"], *([name, 50] for name in NAMES)])


@pytest.mark.parametrize(("count", "hard"), [(20, True), (19, False)])
def test_a_list_of_names_without_headers_is_refused(tmp_path, count, hard):
    rows = [[f"Kim Jansen{chr(97 + n)}", ("Oost", "West")[n % 2], n] for n in range(count)]
    assert refused(tmp_path, rows) is hard
    areas = [[f"Wijk {n}", ("Oost", "West")[n % 2], n] for n in range(count)]
    assert not refused(tmp_path, areas)
