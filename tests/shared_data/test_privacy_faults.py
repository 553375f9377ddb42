"""Files that once slipped through the search for personal data, or were refused by it without a reason."""

import csv
from collections import defaultdict

import pytest

from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.sources.recognise import read_file
from tests.words import words_of


def test_bsn_in_the_name_of_a_file_refuses_it_and_the_name_is_gone(shared_dir):
    result = read_file(shared_dir / "faults" / "lijst 111222333.xlsx")
    assert not result.usable
    assert not result.tables
    assert "111222333" not in repr(result)


def test_decimals_are_no_telephone_numbers(shared_dir):
    result = read_file(shared_dir / "faults" / "decimalen-als-telefoon.csv")
    assert result.usable
    assert not [problem for problem in result.problems if "telefoon" in words_of(problem).found]


@pytest.mark.parametrize("name", ["opmerking-geen-unieke-kinderen.xlsx", "koppelteken-in-naam.xlsx"])
def test_files_about_figures_are_not_refused_for_persons(shared_dir, name):
    assert not [p for p in read_file(shared_dir / "faults" / name).problems if "persoonsgegevens" in words_of(p).found]


@pytest.fixture(scope="module")
def areas(shared_dir):
    """Return gemeente -> kind of area -> the names of its areas, of the whole country."""
    found = defaultdict(lambda: defaultdict(list))
    with (shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv").open(encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file, delimiter=";")
    code = next(place for place, name in enumerate(header) if "Codering" in name)
    for row in rows:
        found[row[code][2:6]][row[code][:2]].append(row[0].strip())
    return found


@pytest.mark.parametrize("header", ["Wijk", "Naam", "Rayon", ""])
@pytest.mark.parametrize("kind", ["WK", "BU"])
def test_no_gemeente_is_refused_for_the_names_of_its_areas(areas, header, kind):
    refused = []
    for gemeente, names in areas.items():
        counted = [[name, 2024, 40 + number] for number, name in enumerate(names[kind])]
        rows = [[header, "Jaar", "Unieke kinderen"], *counted] if header else counted
        problems = find_personal_data("a.xlsx", [Sheet("Cijfers", rows)])
        refused += [gemeente] * any(problem.severity == "fout" for problem in problems)
    assert len(areas) > 300
    assert refused == []
