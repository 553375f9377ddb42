"""Small counts and persons that once slipped through: each case was found by trying."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.builders import coverage_input


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
    assert not any("Voorbeeld" in str(problem) or "111222333" in str(problem) for problem in result.problems)
