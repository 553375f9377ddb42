"""Surpluses stand beside the gaps and the overlap of wijken is shown, but never so that a hidden count comes back."""

import json

import openpyxl
import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.numbers import format_estimate
from kinderwerk_stats.text.sentences import balance_sentence, norm_sentence
from tests.builders import monitor_of
from tests.words import words_of

TENTH = Norm(children_per_fte=500, reach_share=0.1)


def test_surplus_is_what_is_above_the_norm_and_is_not_netted():
    # 480, 540 and 600 children of 4-12; a tenth of them is 48, 54 and 60, one fte for 500 is .96, 1.08 and 1.2.
    coverage = monitor_of((40, 64, 90), (0.5, 1.08, 2.0), norm=TENTH).coverage
    assert coverage.balance.surplus_children_count == pytest.approx(10 + 30)
    assert coverage.balance.surplus_children_wijken == 2
    assert coverage.balance.surplus_fte == pytest.approx(0.8)
    assert coverage.balance.surplus_fte_wijken == 1
    assert coverage.totals["gap_children_count"].value == pytest.approx(8)


def test_a_wijk_that_is_exactly_at_the_norm_has_no_surplus():
    balance = monitor_of((48, 54, 60), (0.96, 1.08, 1.2), norm=TENTH).coverage.balance
    assert (balance.surplus_children_count, balance.surplus_children_wijken) == (0, 0)


@pytest.mark.parametrize(
    ("reached", "total", "factor"),
    [
        ((66, 120, 90), 207, 0.75),
        ((66, 120, 90), 276, None),
        ((66, 120, 90), 300, None),
        ((66, 120, 90), None, None),
        ((66, Status.UNKNOWN, 90), 100, None),
        ((3, 120, 90), 150, None),
        ((Status.SUPPRESSED, 120, 90), 150, None),
    ],
    ids=["overlap", "no overlap", "children from outside", "no own total", "unknown wijk", "small count", "hidden"],
)
def test_overlap_factor_only_from_counts_that_are_all_shown(reached, total, factor):
    monitor = monitor_of(reached, total=None if total is None else {"reached_count": total})
    assert monitor.coverage.balance.overlap_factor == factor
    assert ("factor" in balance_sentence(monitor)) == (factor is not None)


def test_a_sum_in_which_children_count_twice_is_no_deduplicated_total():
    monitor = monitor_of((66, 120, 90), total={"reached_count": 276}, counts_overlap=True)
    assert monitor.coverage.balance.overlap_factor is None


def test_the_sentence_says_both():
    monitor = monitor_of((40, 64, 90), norm=TENTH, total={"reached_count": 97})
    assert balance_sentence(monitor) == (
        "In 2 andere wijken bereikt het kinderwerk samen ongeveer 40 kinderen meer dan uw norm. "
        "Dat is niet van het tekort afgetrokken. De wijken tellen samen 194 bereikte kinderen, de gemeente 97: "
        "een deel telt in meer wijken (factor 0,50)."
    )


def test_what_is_above_the_measure_is_no_more_precise_than_what_is_below():
    monitor = monitor_of((0, 1500, 1500), children=(40_000, 9_000, 9_000), norm=TENTH)
    low, high = (monitor.coverage.totals[f"gap_children_{end}"].value for end in ("low", "high"))
    assert high - low > 100
    said = format_estimate(monitor.coverage.balance.surplus_children_count, low, high)
    assert said.endswith("0") and f"samen ongeveer {said} kinderen meer" in balance_sentence(monitor)


def test_one_wijk_and_one_child_are_singular():
    assert "In 1 andere wijk bereikt het kinderwerk ongeveer 1 kind meer" in balance_sentence(
        monitor_of((40, 55, 10), norm=TENTH)
    )


@pytest.mark.parametrize("total", [None, {"signals_count": 31}])
def test_exports_carry_everything_that_must_be_known(tmp_path, total):
    monitor = monitor_of((3, 120, 90), bereik={"signals_count": (4, 5, 6)}, total=total)
    answer = coverage_to_dict(monitor)
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert answer["organisation"] == "Stichting Verzonnen"
    assert answer["invented"] is False
    assert answer["norm_in_words"]["reach_share"].startswith("geen norm")
    assert answer["flags_in_words"]["bereik_onderdrukt"].startswith("klein aantal: verborgen")
    assert answer["total"]["signals_count"] == (31 if total else 15)
    assert "signals_count" not in answer["wijken"][0]
    write_coverage_csv(monitor, tmp_path / "a.csv")
    header, *rows = [line.split(";") for line in (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()]
    start = header.index("organisation")
    assert header[start : start + 4] == ["organisation", "invented", "flags_in_words", "warnings"]
    assert header[start + 4 :] == ["small_count_threshold", "small_counts_in_words", "goals_in_words", "duiding"]
    assert "Stichting Verzonnen" in rows[0]
    write_coverage_xlsx(monitor, tmp_path / "a.xlsx")
    notes = [row[:2] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Toelichting"].iter_rows(values_only=True)]
    said = dict(notes)
    assert said["Organisatie"] == "Stichting Verzonnen"
    assert said["Norm voor kinderen per fte"].startswith("geen norm; vergeleken met")
    assert "is geen nul" in said["Verborgen cijfers"]
    assert said["Signalen in de gemeente"] == ("31 signalen" if total else "15 signalen")
    assert ("Let op van een wijk", answer["flags_in_words"]["bereik_onderdrukt"]) in notes


def test_warnings_of_the_files_used_are_in_every_export(example_monitor, tmp_path):
    monitor = example_monitor(2024)
    answer = coverage_to_dict(monitor)
    found = [problem["found"] for problem in answer["warnings"]]
    assert found == [words_of(problem).found for problem in (*monitor.file_warnings, *monitor.notes)]
    assert answer["invented"] is True
    write_coverage_csv(monitor, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert all(words in text.replace('""', '"') for words in found)


def test_wijken_with_doubles_are_compared_with_each_other_and_not_with_a_total_without():
    # 150 children counted once; the wijken count 300 among their 3,000 children, so that 1 in 10 is their average.
    monitor = monitor_of((150, 100, 50), (1, 1, 1), children=(1000, 1000, 1000), total={"reached_count": 150})
    coverage = monitor.coverage
    children = coverage.values["children_count"]
    assert coverage.norm_reach == pytest.approx(300 / children.sum())
    gaps = coverage.values["gap_children_count"].sum()
    assert coverage.balance.surplus_children_count == pytest.approx(gaps)
    assert coverage.totals["reach_share"].value == pytest.approx(150 / children.sum())
    assert "het gemiddelde van de wijken met een cijfer, waarin een kind meer dan een keer kan tellen" in norm_sentence(
        monitor
    )


def test_with_a_hidden_wijk_and_doubles_only_wijken_with_a_reach_are_compared():
    monitor = monitor_of((3, 100, 97, 50), (1, 1, 1, 1), children=(1000, 1000, 1000, 1000), total={"reached_count": 90})
    coverage = monitor.coverage
    shown = [cells for cells in coverage.cells.values() if cells["reach_share"].known]
    assert 0 < len(shown) < 4
    reached = sum(cells["reached_count"].value for cells in shown)
    assert coverage.norm_reach == pytest.approx(reached / sum(cells["children_count"].value for cells in shown))
    assert "het gemiddelde van de wijken met een cijfer" in norm_sentence(monitor)


def test_where_the_reach_of_the_gemeente_is_not_known_wijken_are_compared_with_those_that_have_one():
    monitor = monitor_of((Status.UNKNOWN, 100, 50), children=(1000, 1000, 1000))
    coverage = monitor.coverage
    assert not coverage.totals["reach_share"].known
    children = coverage.values["children_count"]
    assert coverage.norm_reach == pytest.approx(150 / (children.iloc[1] + children.iloc[2]))
    assert "want het bereik van de hele gemeente is niet te zien" in norm_sentence(monitor)
    assert find_first_wijken(monitor, None).codes == ("WK900103",)
