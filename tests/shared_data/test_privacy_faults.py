"""Files that once slipped through the search for personal data, or were refused by it without a reason."""

import pytest

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
