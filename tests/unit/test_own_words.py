"""What the gemeente says itself stands on every page and paper, the same words everywhere."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from kinderwerk_stats.cli import main
from kinderwerk_stats.delivery.own_words import keep_duiding, keep_goal, read_own_words
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.own_words import Duiding, Goal, OwnWords, read_duiding, to_content
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import KeptConflict, Store, open_store
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.own_words import build_said
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import PointsPicture
from kinderwerk_stats.text.duiding import duiding_lines
from kinderwerk_stats.text.goals import goal_sentences
from tests.builders import GEMEENTE, monitor_of
from tests.pdfs import text_of
from tests.people import JAN, PIET
from tests.words import refusal_saying

EXAMPLE = "GM9001"
GOAL = Goal("reach_share", 0.25, 2027, "wethouder jeugd", "raadsbesluit 12-3-2025")
NOTE = Duiding("WK900104", 2024, "reach_share", "Het clubhuis was dicht.", "Jan, beleid", date(2025, 3, 1))


def note(area="WK900101", figure="reach_share", year=2024):
    return replace(NOTE, area_code=area, figure=figure, year=year)


@pytest.fixture
def told(example_library):
    """Return the example with a goal and two notes, its monitor and where to look."""
    library = Library(example_library.results, example_library.about_settings)
    library.own_words = {EXAMPLE: OwnWords((GOAL,), (NOTE, note(EXAMPLE), note("WK900104", year=2023)))}
    return library, build_monitor(library, EXAMPLE, 2024)


def test_every_file_says_the_goal_and_the_note_in_the_same_words(told, tmp_path):
    library, monitor = told
    (goal,) = goal_sentences(monitor)
    of_gemeente, of_wijk = duiding_lines(monitor)
    assert "Het clubhuis was dicht. (Jan, beleid, 01-03-2025)" in of_wijk
    assert goal.startswith("Doel in 2027: 25 % bereik (raadsbesluit 12-3-2025). In 2024: 13 %")
    write_coverage_csv(monitor, tmp_path / "d.csv")
    rows = list(csv.DictReader((tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert {row["duiding"] for row in rows} == {"geen", of_wijk, of_gemeente}
    assert rows[-1]["goals_in_words"] == goal and "in heel Halmerdam" in rows[0]["goals_in_words"]
    write_coverage_xlsx(monitor, tmp_path / "d.xlsx")
    story = build_story(library, monitor, replace(default_plan(monitor), wijken=("WK900104",)), today=date(2026, 1, 1))
    write_workbook(library, monitor, story, tmp_path / "w.xlsx")
    for name in ("d.xlsx", "w.xlsx"):
        cells = {
            str(cell) for sheet in load_workbook(tmp_path / name).worksheets for row in sheet.values for cell in row
        }
        assert {goal, of_gemeente, of_wijk} <= cells
    said = {slide.part: slide for slide in story.slides if isinstance(slide.picture, PointsPicture)}
    assert said["gemeente"].title == "Het doel van Halmerdam is in 2024 nog niet gehaald"
    assert said["gemeente"].picture == PointsPicture((goal, f"Duiding van de gemeente: {of_gemeente}."))
    # The goal of the whole gemeente is told once.
    assert said["wijk"].picture == PointsPicture((f"Duiding van de gemeente: {of_wijk}.",))
    sheets = Factsheets(library, monitor, date(2026, 1, 1))
    for sheet, words in ((sheets.of_gemeente(), goal), (sheets.of_wijk("WK900104"), "Het clubhuis was dicht.")):
        assert "".join(words.split()) in "".join(text_of(sheet).split())


def test_a_slide_has_no_more_sentences_than_can_be_read(told):
    monitor = told[1]
    own = replace(GOAL, wijken=(("WK900104", monitor.name_of("WK900104")),))
    monitor = replace(monitor, own_words=OwnWords((GOAL,) * 4 + (own, own), (NOTE,)))
    (of_gemeente,), (of_wijk,) = build_said(monitor, "gemeente"), build_said(monitor, "wijk", "WK900104")
    assert len(of_gemeente.picture.points) == 5 and of_gemeente.remark.endswith("Op de factsheet staat er nog een.")
    assert len(of_wijk.picture.points) == 3 and "factsheet" not in of_wijk.remark
    assert build_said(monitor, "wijk", "WK900101") == []


def test_json_has_the_goal_as_data(told):
    answer = json.loads(json.dumps(coverage_to_dict(told[1])))
    (goal,) = answer["goals"]
    assert (goal["kind"], goal["value"], goal["year"], goal["decision"]) == ("reach_share", 0.25, 2027, GOAL.decision)
    (figure,) = goal["figures"]
    assert figure["outcome"] == "niet_gehaald" and figure["figure"] == answer["total"]["reach_share"]
    assert figure["distance"] == pytest.approx(0.25 - figure["figure"])
    assert [each["area_code"] for each in answer["duiding"]] == [EXAMPLE, "WK900104"]


def test_the_goal_is_no_norm_and_takes_its_place_nowhere(told, example_library):
    without = build_monitor(example_library, EXAMPLE, 2024)
    assert without.coverage.norm_reach == told[1].coverage.norm_reach
    before, after = coverage_to_dict(without), coverage_to_dict(told[1])
    assert before | {"goals": 0, "duiding": 0} == after | {"goals": 0, "duiding": 0}


def test_dekking_on_the_command_line_has_the_goals_of_this_installation(example_dir, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    keep_goal(open_store(), EXAMPLE, "bereik", GOAL, by=JAN, based_on=0)
    files = sorted(map(str, example_dir.glob("kwb-2024*")))
    assert main(["dekking", "--cbs", *files, "--gemeente", EXAMPLE, "--json"]) == 0
    (goal,) = json.loads(capsys.readouterr().out)["goals"]
    assert goal["in_words"].endswith("In 2024: niet te zeggen, het cijfer is onbekend.")


def test_a_note_stands_beside_the_figure_as_everybody_sees_it():
    monitor = monitor_of((3, 4, 90), cbs={"low_income_household_share": [0.1, 0.2, 0.3]})
    notes = (note(), note(figure="low_income_household_share"), note(GEMEENTE), note(year=2023))
    monitor = replace(monitor, own_words=OwnWords((), notes).of_year(2024))
    assert monitor.coverage.cells["WK900101"]["reach_share"].status == Status.SUPPRESSED
    gemeente, reach, income = duiding_lines(monitor)
    assert reach.startswith("Wijk 01 Proef, Bereik (verborgen): Het clubhuis was dicht.")
    assert gemeente.startswith("Verzonnendam, Bereik (")
    assert "(10,0 %)" in income and len(duiding_lines(monitor, "WK900101")) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "a" * 401}, {"text": "twee\nregels"}, {"figure": "x"}, {"area_code": "Oost"}, {"who": ""}],
)
def test_what_is_no_note_is_refused(wrong):
    plain = json.loads(to_content(NOTE))
    assert read_duiding(plain) == NOTE
    with refusal_saying("vul dit anders in"):
        read_duiding(plain | wrong)


def test_a_note_has_versions_and_tells_of_nobody(tmp_path):
    store = Store(tmp_path / "k.sqlite")
    keep_duiding(store, EXAMPLE, NOTE, by=JAN, based_on=0)
    later = replace(NOTE, text="Het clubhuis is weer open.", who="Piet")
    keep_duiding(store, EXAMPLE, later, by=PIET, based_on=1)
    assert read_own_words(store) == {EXAMPLE: OwnWords((), (later,))}
    with refusal_saying("Piet heeft dit op", KeptConflict):
        keep_duiding(store, EXAMPLE, NOTE, by=JAN, based_on=1)
    for text in ("Kind geb. 3-4-2016 komt niet meer.", "Bel 06-12345678.", "BSN 111222333"):
        with refusal_saying("haal dit weg"):
            keep_duiding(store, EXAMPLE, replace(NOTE, text=text), by=JAN, based_on=2)
    store.close()


def test_what_cannot_be_read_silences_nothing_else(tmp_path, example_library):
    store = Store(tmp_path / "k.sqlite")
    keep_goal(store, EXAMPLE, "bereik", GOAL, by=JAN, based_on=0)
    keep_goal(store, "GM0344", "bereik", GOAL, by=JAN, based_on=0)
    for number, content in enumerate((b"{", b"\xfe", b"[]", b'{"kind": "x"}')):
        store.keep("doel", EXAMPLE, f"kapot {number}", content, by=JAN, based_on=0)
    store.keep("duiding", EXAMPLE, "kapot", b"nee", by=JAN, based_on=0)
    found = read_own_words(store)
    assert found["GM0344"] == OwnWords((GOAL,)) and found[EXAMPLE].goals == (GOAL,)
    assert len(found[EXAMPLE].unread) == 5
    library = Library(example_library.results, example_library.about_settings)
    library.own_words = found
    notes = [note for note in build_monitor(library, EXAMPLE, 2024).notes if note.code == "eigen_woorden_onleesbaar"]
    assert [note.place.subject for note in notes] == [*(f"doel kapot {at}" for at in range(4)), "duiding kapot"]
    store.close()


def test_a_goal_that_could_not_be_read_again_is_not_kept(tmp_path):
    store = Store(tmp_path / "k.sqlite")
    with refusal_saying("vul dit anders in"):
        keep_goal(store, EXAMPLE, "bereik", replace(GOAL, owner="", year=1), by=JAN, based_on=0)
    assert store.kept("doel") == []
    store.close()


@pytest.mark.parametrize("branch", ["files", "example", "gemeente"])
def test_what_maak_makes_has_the_goals_of_this_installation(branch, example_dir, monkeypatch, tmp_path):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    keep_goal(open_store(), EXAMPLE, "bereik", GOAL, by=JAN, based_on=0)
    files = ["--cbs", *sorted(map(str, example_dir.glob("kwb-2024*")))] if branch == "files" else []
    chosen = [] if branch == "example" else ["--gemeente", EXAMPLE]
    assert main(["maak", "werkmap", *files, *chosen, "--uit", str(tmp_path)]) == 0
    (path,) = tmp_path.glob("*.xlsx")
    cells = [str(cell) for sheet in load_workbook(path).worksheets for row in sheet.values for cell in row]
    assert any(cell.startswith("Doel in 2027: 25 % bereik (raadsbesluit 12-3-2025).") for cell in cells)
