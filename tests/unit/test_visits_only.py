"""A bereik file with visits and no unique children: the reach is unknown, with the reason, and nowhere 0."""

import csv

import pytest

from kinderwerk_stats.exports.coverage_files import write_coverage_csv
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.flags import FLAGS
from kinderwerk_stats.text.sentences import headline
from tests.builders import GEMEENTE, WIJKEN, bereik_table, cbs_table, library_of, monitor_of

VISITS = {"visits_count": (640, 1200, 900), "activities_count": (30, 60, 45), "activity_hours": (60, 120, 90)}
UNKNOWN = (Status.UNKNOWN,) * 3
FLAG = "bereik_alleen_deelnames"


@pytest.fixture
def monitor():
    return monitor_of(UNKNOWN, bereik=VISITS)


def test_reach_is_unknown_and_visits_are_known(monitor):
    for cells in monitor.coverage.cells.values():
        assert cells["reached_count"].status == cells["reach_share"].status == Status.UNKNOWN
        assert cells["gap_children_count"].status == Status.UNKNOWN
        assert cells["visits_count"].known
    assert monitor.coverage.totals["reached_count"].status == Status.UNKNOWN
    assert monitor.coverage.totals["visits_count"].value == 2740
    assert [c["activities_count"].value for c in monitor.bereik_cells.values()] == [30, 60, 45]


def test_the_reason_is_said(monitor):
    assert FLAG in monitor.coverage.total_flags and FLAG in FLAGS
    said = plain(headline(monitor))
    assert "is niet bekend: het aantal van het hele jaar is niet opgegeven" in said
    assert "geen kinderen" not in said and "0 %" not in said


@pytest.mark.parametrize(
    "given",
    [
        {"reached": (66, *UNKNOWN[1:]), "bereik": VISITS},
        {"reached": UNKNOWN, "bereik": VISITS, "total": {"reached_count": 200}},
        {"reached": UNKNOWN},
        {"reached": None},
    ],
)
def test_no_such_reason_where_another_holds(given):
    assert FLAG not in monitor_of(**given).coverage.total_flags


def test_files_say_unknown_and_not_zero(monitor, tmp_path):
    path = tmp_path / "dekking.csv"
    write_coverage_csv(monitor, path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert {row["reached_count"] for row in rows} == {"onbekend"}
    assert {row["reach_share"] for row in rows} == {"onbekend"}


def test_a_table_of_children_goes_before_a_register_with_codes():
    cbs = cbs_table({"children_0_14_count": (500, 500, 500)}, WIJKEN)
    register = bereik_table({"visits_count": (5, 6, 7), "activities_count": (1, 1, 1)}, WIJKEN, file="a.xlsx")
    names = [str(name) for name in cbs.areas["name"]]
    children = bereik_table({"reached_count": (40, 50, 60)}, [None] * 3, names=names, file="b.xlsx")
    used = build_monitor(library_of(cbs, register, children), GEMEENTE, 2024).bereik
    assert used is not None and used.source.file == "b.xlsx"


def test_small_visits_stay_hidden_when_children_are_unknown():
    monitor = monitor_of(UNKNOWN, bereik={"visits_count": (3, 1200, 900)})
    cells = list(monitor.coverage.cells.values())
    assert cells[0]["visits_count"].status == Status.SUPPRESSED
    assert monitor.coverage.totals["visits_count"].status == Status.SUPPRESSED
