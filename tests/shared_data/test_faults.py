"""Small files that went wrong once: a test for each row of the list that stands beside them.

A figure is right, or asked about with the right reading beside it, or the file is refused; never wrong. The figures
that are right were read from the cells by hand.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.delivery.delivered import plan_publication
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.store import open_store
from kinderwerk_stats.text.problems import describe, parts_of

UTRECHT = "GM0344"
# The rows of most files: West, Noordwest, Overvecht, Noordoost.
FOUR = {"West": 54, "Noordwest": 174, "Overvecht": 180, "Noordoost": 142}
FOUR_FTE = {"West": 0.3, "Noordwest": 1.6, "Overvecht": 1.5, "Noordoost": 1.1}
WHO = ("--wie", "Proefpersoon", "--bron", "Stichting Proef")


@dataclass(frozen=True)
class Faults:
    """The folder of files, and the commands that a user gives."""

    folder: Path
    kwb: Path
    capsys: pytest.CaptureFixture[str]

    def path(self, name: str) -> Path:
        path = self.folder / name
        assert path.is_file()
        return path

    def run(self, *arguments: object) -> tuple[int, str, str]:
        """Return exit status, stdout and stderr of a command."""
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        return status, out, err

    def check(self, name: str) -> tuple[int, dict[str, Any]]:
        """Return exit status and answer of `controleer --json`."""
        status, out, _ = self.run("controleer", self.path(name), "--json")
        [answer] = json.loads(out)
        return status, answer

    def cover(self, name: str) -> tuple[int, dict[str, Any], str]:
        """Return exit status, answer and everything said of `dekking --json`, beside the figures of CBS of Utrecht."""
        status, out, err = self.run("dekking", *self._beside_kwb(name), "--json")
        return status, json.loads(out), out + err

    def cover_in_words(self, name: str) -> str:
        """Return what `dekking` shows."""
        _, out, err = self.run("dekking", *self._beside_kwb(name))
        return out + err

    def deliver(self, *names: str, publish: bool = True) -> tuple[int, str]:
        """Return exit status and everything said when files are read in for Utrecht."""
        paths = [self.path(name) for name in names]
        more = ("--publiceer", *WHO) if publish else ()
        status, out, err = self.run("inlezen", *paths, "--gemeente", UTRECHT, "--jaar", 2024, *more)
        return status, out + err

    def publish_kwb(self) -> None:
        assert self.run("inlezen", self.kwb, "--gemeente", UTRECHT, "--jaar", 2024, "--publiceer", *WHO)[0] == 0

    def _beside_kwb(self, name: str) -> tuple[object, ...]:
        return "--cbs", self.kwb, "--bereik", self.path(name), "--gemeente", UTRECHT, "--jaar", 2024


@pytest.fixture
def faults(shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Return the files, with a store of this test only."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("KINDERWERK_DATA", raising=False)
    return Faults(shared_dir / "faults", shared_dir / "cbs" / "kwb-2024-utrecht.xlsx", capsys)


def figures(table: BereikTable, indicator: str) -> dict[str, float | None]:
    """Return name in the file -> value, None where it is no known number."""
    names = [str(name).removeprefix("Wijk ").lstrip("0123456789 ") for name in table.rows["wijk_name"]]
    if indicator not in table.values:
        return dict.fromkeys(names)
    cells = zip(table.values[indicator], table.status[indicator], strict=True)
    return dict(zip(names, [float(v) if s == Status.KNOWN else None for v, s in cells], strict=True))


def bereik_of(result: ReadResult) -> dict[int | None, BereikTable]:
    return {table.year: table for table in result.tables if isinstance(table, BereikTable)}


def said_of(result: ReadResult) -> str:
    return "\n".join(str(describe(problem)) for problem in result.problems)


def is_asked(result: ReadResult, *words: str) -> bool:
    """Return whether a problem offers a reading in these words; a list of unread columns is no question."""
    lines = (" ".join(parts_of(problem)[1:]).casefold() for problem in result.problems)
    return any(all(word in line for word in words) for line in lines if "dashboard niet leest" not in line)


def check_right_or_asked(result: ReadResult, right: Mapping[str, Mapping[str, float]], *words: str) -> None:
    """Hold every figure that was read against the right one; where any is not, it must have been asked about."""
    tables = bereik_of(result)
    read = {name: figures(tables[2024], name) for name in right} if 2024 in tables else {}
    if read != right:
        assert is_asked(result, *words), f"{read}\n{said_of(result)}"


# --- headers -----------------------------------------------------------------------------------------


def test_realised_and_not_planned_under_one_group_header(faults: Faults) -> None:
    result = read_file(faults.path("groepskop-begroot-realisatie.xlsx"))
    check_right_or_asked(result, {"reached_count": FOUR, "kinderwerker_fte": FOUR_FTE}, "realisatie")
    said = faults.cover_in_words("groepskop-begroot-realisatie.xlsx")
    assert not any(wrong in said for wrong in (" 104 ", " 224 ", " 230 ", " 192 "))


def test_total_and_not_the_boys_under_one_group_header(faults: Faults) -> None:
    result = read_file(faults.path("groepskop-jongens-meisjes-totaal.xlsx"))
    check_right_or_asked(result, {"reached_count": FOUR}, "totaal")


def test_years_as_text_above_their_columns(faults: Faults) -> None:
    tables = bereik_of(read_file(faults.path("jaren-als-tekst-in-groepskop.xlsx")))
    assert set(tables) == {2023, 2024}
    assert figures(tables[2024], "reached_count") == FOUR
    assert figures(tables[2023], "reached_count") == {name: count - 9 for name, count in FOUR.items()}
    assert figures(tables[2024], "kinderwerker_fte") == figures(tables[2023], "kinderwerker_fte") == FOUR_FTE


def test_pivot_of_excel(faults: Faults) -> None:
    tables = bereik_of(read_file(faults.path("draaitabel-rijlabels.xlsx")))
    assert figures(tables[2024], "reached_count") == FOUR
    assert figures(tables[2024], "kinderwerker_fte") == FOUR_FTE
    assert tables[2024].total == pytest.approx({"reached_count": 550, "kinderwerker_fte": 4.5})


def test_wijken_as_columns_are_read_or_can_be_turned(faults: Faults) -> None:
    result = read_file(faults.path("wijken-als-kolommen.xlsx"))
    check_right_or_asked(result, {"reached_count": FOUR, "kinderwerker_fte": FOUR_FTE}, "draai")


# --- what is counted ---------------------------------------------------------------------------------


def test_residents_are_no_reach(faults: Faults) -> None:
    _, answer, said = faults.cover("inwoners-als-bereik.csv")
    assert "dit lijken de kinderen die er wonen" in said.casefold()
    rows = [*answer.get("wijken", []), answer.get("total") or {}]
    assert not any((row.get("reach_share") or 0) > 0.9 for row in rows)


def test_comment_that_says_that_these_are_visits(faults: Faults) -> None:
    path = faults.path("opmerking-geen-unieke-kinderen.xlsx")
    result = read_file(path)
    assert not bereik_of(result)
    assert is_asked(result, "opmerking", "deelnames")
    # The answer to the question gives the right reading.
    [table] = bereik_of(read_file(path, Corrections(counts="deelnames"))).values()
    assert figures(table, "visits_count") == FOUR and "reached_count" not in table.values


def test_star_is_hidden_and_geen_is_none(faults: Faults) -> None:
    result = read_file(faults.path("ster-en-geen.xlsx"))
    tables = bereik_of(result)
    assert 2024 in tables, said_of(result)
    status = dict(zip(tables[2024].rows["wijk_name"], tables[2024].status["reached_count"], strict=True))
    read = figures(tables[2024], "reached_count")
    assert (status["West"], read["West"], read["Noordwest"]) == (Status.SUPPRESSED, None, 174)
    # Zero with a remark; or asked, and until then unknown.
    assert read["Overvecht"] in (0, None)
    assert is_asked(result, "geen") and is_asked(result, "*")


def test_far_out_at_a_first_publication_is_asked(faults: Faults) -> None:
    faults.publish_kwb()
    status, said = faults.deliver("tikfout-eerste-publicatie.xlsx")
    assert status == 1
    assert "Leidsche Rijn" in said and "3.760" in said
    assert not [found for found in open_store().datasets(UTRECHT) if found.key.kind == "bereik" and found.published]


def test_wijken_are_compared_with_what_can_be_compared(faults: Faults) -> None:
    _, answer, _ = faults.cover("totaal-zonder-dubbelen.xlsx")
    said = faults.cover_in_words("totaal-zonder-dubbelen.xlsx")
    # Each child counts once in 900; in the wijken it may count more than once, so that 900 is no measure for them.
    assert "648" not in said
    surplus, gap = answer["surplus"]["children_count"], answer["total"]["gap_children_count"]
    assert surplus == pytest.approx(gap, rel=0.02) if surplus is not None and gap is not None else surplus is None
    assert answer["total"]["reached_count"] == 900


# --- when --------------------------------------------------------------------------------------------


def test_date_of_a_letter_is_no_year(faults: Faults) -> None:
    _, answer = faults.check("datum-van-de-brief.xlsx")
    assert answer["year"] is None
    result = read_file(faults.path("datum-van-de-brief.xlsx"))
    assert "jaar" in [problem.asks for problem in result.problems]
    assert figures(bereik_of(result)[None], "reached_count") == FOUR


def test_whole_year_written_as_a_period(faults: Faults) -> None:
    tables = bereik_of(read_file(faults.path("managementrapportage.xlsx")))
    assert set(tables) == {2024}
    assert figures(tables[2024], "reached_count") == FOUR


def test_no_message_names_a_bound_of_a_hidden_wijk(faults: Faults) -> None:
    name = "kwartalen-naast-het-jaar.xlsx"
    _, answer = faults.check(name)
    _, _, covered = faults.cover(name)
    faults.publish_kwb()
    _, delivered = faults.deliver(name, publish=False)
    for said in (json.dumps(answer), covered, faults.cover_in_words(name), delivered):
        assert "WK034401: " not in said and "WK034405: " not in said
        assert "hoogste deel (" not in said


# --- where -------------------------------------------------------------------------------------------


def test_fte_of_no_wijk_counts_for_the_gemeente(faults: Faults) -> None:
    [table] = bereik_of(read_file(faults.path("fte-zonder-wijk.xlsx"))).values()
    assert figures(table, "kinderwerker_fte") == FOUR_FTE
    assert table.total["kinderwerker_fte"] == pytest.approx(6.5)
    _, _, said = faults.cover("fte-zonder-wijk.xlsx")
    for words in (said, faults.cover_in_words("fte-zonder-wijk.xlsx")):
        assert re.search(r"\b2(?:,0)?\b.* (?:geen|zonder)(?: enkele)? wijk", words), words


def test_stadsdeel_is_not_the_wijk_of_the_same_name(faults: Faults) -> None:
    status, answer, said = faults.cover("stadsdeel-wordt-wijk.xlsx")
    read = {row["wijk_code"]: row["reached_count"] for row in answer.get("wijken", [])}
    assert read.get("WK034404") is None
    assert "Stadsdeel Noordoost" in said
    assert status == 1 or "stadsdeel" in said.casefold()


def test_buurten_of_where_children_live_are_added(faults: Faults) -> None:
    result = read_file(faults.path("buurten-van-woonwijk.xlsx"))
    tables = bereik_of(result)
    assert 2024 in tables, said_of(result)
    assert figures(tables[2024], "reached_count") == FOUR
    assert is_asked(result, "buurten", "opgeteld")


def test_names_with_a_hyphen_are_matched_or_offered_first(faults: Faults) -> None:
    library = read_files([faults.kwb], year=2024, gemeente_code=UTRECHT)
    plan = plan_publication(library, read_file(faults.path("koppelteken-in-naam.xlsx")), UTRECHT)
    [table] = [table for table in plan.tables if isinstance(table, BereikTable)]
    matched = dict(zip(table.rows["wijk_name"], table.rows["wijk_code"], strict=True))
    offered = {name: found[0].code for name, found in plan.unmatched.items() if found}
    right = {"Noord-West": "WK034402", "Zuid-West": "WK034408", "Utrecht Oost": "WK034405", "west (01)": "WK034401"}
    # As read: "Noord-West" and "noordwest" would both do, and neither may become another wijk.
    assert {name: offered.get(name, matched[name]) for name in right} == right


# --- files -------------------------------------------------------------------------------------------


def test_exit_status_does_not_depend_on_chance(faults: Faults) -> None:
    command = [sys.executable, "-m", "kinderwerk_stats", "controleer", str(faults.path("afbreken-bij-einde.csv"))]
    root = Path(__file__).parents[2]
    statuses = [subprocess.run(command, cwd=root, capture_output=True, check=False).returncode for _ in range(6)]
    assert set(statuses) == {1}


# --- CBS ---------------------------------------------------------------------------------------------


def test_need_of_one_figure_is_not_certain(faults: Faults) -> None:
    status, out, err = faults.run("behoefte", "--cbs", faults.path("behoefte-uit-een-cijfer.csv"), "--json")
    answer = json.loads(out)
    assert not [wijk for wijk in answer.get("wijken", []) if wijk["group"] == "zeker"]
    assert status == 1 or re.search(r"\b(?:1|een|één) cijfer\b", out + err)


# --- effects -----------------------------------------------------------------------------------------


def test_ten_times_the_visits_stops_and_shows(faults: Faults) -> None:
    faults.publish_kwb()
    assert faults.deliver("bezoeken-versie-1.xlsx")[0] == 0
    status, said = faults.deliver("bezoeken-versie-2-tienmaal.xlsx")
    assert status == 1
    lines = [line for line in said.splitlines() if "bezoeken" in line.casefold() and "Overvecht" in line]
    assert any("1.800" in line and "18.000" in line for line in lines), said


def test_hiding_a_small_count_is_part_of_the_effect(faults: Faults) -> None:
    faults.publish_kwb()
    assert faults.deliver("klein-versie-1.xlsx")[0] == 0
    status, said = faults.deliver("klein-versie-2-minder-dan-5.xlsx")
    assert any("Binnenstad" in line and "verborgen" in line for line in said.splitlines()), said
    assert "bereik van de hele gemeente verandert" in said
    # The file has no visits, so that none become hidden.
    assert "bezoeken" not in said
    # A figure that disappears stops a run that nobody watches.
    assert status == 1


# --- persons -----------------------------------------------------------------------------------------


def test_citizen_number_in_the_name_of_a_file(faults: Faults) -> None:
    name, number = "lijst 111222333.xlsx", "111222333"
    status, out, err = faults.run("controleer", faults.path(name), "--json")
    assert (status, number in out + err) == (1, False)
    faults.publish_kwb()
    assert faults.deliver(name)[0] == 1
    kept = [path.read_bytes() for path in Path(os.environ["KINDERWERK_STORE"]).rglob("*") if path.is_file()]
    assert kept and not any(number.encode() in data for data in kept)


def test_name_in_a_comment(faults: Faults) -> None:
    _, answer = faults.check("naam-in-opmerking.xlsx")
    said = json.dumps(answer, ensure_ascii=False)
    assert "Fenna" not in said and "Zzyzx" not in said
    asked = [p["found"] for p in answer["problems"] if "opmerking" in p["found"]]
    assert asked, answer["problems"]


def test_decimals_are_no_telephone_numbers(faults: Faults) -> None:
    result = read_file(faults.path("decimalen-als-telefoon.csv"))
    tables = bereik_of(result)
    assert 2024 in tables, said_of(result)
    assert figures(tables[2024], "reached_count") == {"West": 120, "Noordwest": 80}


def test_every_file_has_a_test(faults: Faults) -> None:
    own = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_faults*.py"))
    names = [path.name for path in faults.folder.iterdir() if path.name != "README.md"]
    assert len(names) > 30 and [name for name in names if name not in own] == []
