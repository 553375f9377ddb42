"""The threshold of an installation: 5, 10 or off, one source for every page, file and command."""

import csv
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from kinderwerk_stats.cli import main
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.installation import THRESHOLD_VARIABLE, WrongThreshold, installation_threshold
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.own_signals import Signalling, signalling_problems
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.hiding import NOT_HIDDEN, assumption_words, hidden_sentence, hidden_words, threshold_words
from kinderwerk_stats.text.invitation import invitation_text
from tests.builders import monitor_of
from tests.words import words_of
from tests.worlds import World

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("given", "threshold"), [(None, 5), ("", 5), ("5", 5), ("10", 10), (" 10 ", 10), ("uit", 0), ("Uit", 0)]
)
def test_the_installation_sets_the_threshold(monkeypatch, given, threshold):
    monkeypatch.delenv(THRESHOLD_VARIABLE, raising=False)
    if given is not None:
        monkeypatch.setenv(THRESHOLD_VARIABLE, given)
    assert installation_threshold() == threshold
    assert monitor_of(threshold=None).threshold == threshold


@pytest.mark.parametrize("given", ["0", "7", "off", "5,0", "vijf", "-1"])
def test_a_wrong_threshold_is_one_message_and_no_figure(monkeypatch, given):
    monkeypatch.setenv(THRESHOLD_VARIABLE, given)
    with pytest.raises(WrongThreshold) as refused:
        monitor_of(threshold=None)
    (problem,) = refused.value.problems
    assert given in words_of(problem).found and words_of(problem).expected == "5, 10 of uit"
    assert THRESHOLD_VARIABLE in words_of(problem).where and THRESHOLD_VARIABLE in words_of(problem).action


@pytest.mark.parametrize(
    ("threshold", "reached", "hidden"),
    [(5, (4, 12, 90), 2), (5, (5, 12, 90), 0), (10, (9, 30, 90), 2), (10, (10, 30, 90), 0), (0, (1, 1, 1), 0)],
)
def test_counts_below_the_threshold_are_hidden(threshold, reached, hidden):
    status = monitor_of(reached, threshold=threshold).coverage.status["reached_count"]
    assert (status == Status.SUPPRESSED).sum() == hidden


def test_what_the_organisation_hides_stays_hidden_when_the_threshold_is_off():
    monitor = monitor_of((Status.SUPPRESSED, 3, 90), threshold=0)
    figures = monitor.coverage.cells
    assert figures["WK900101"]["reached_count"].status == Status.SUPPRESSED
    assert figures["WK900102"]["reached_count"].value == 3
    assert hidden_sentence(monitor) == (
        "Verborgen: het bereik van 1 van de 3 wijken. De organisatie houdt dat zelf geheim."
    )


@pytest.mark.parametrize("threshold", [0, 5, 10])
def test_signals_have_a_rule_of_their_own(threshold):
    small = monitor_of(bereik={"signals_count": (1, 2, 3)}, threshold=threshold)
    large = monitor_of(bereik={"signals_count": (4, 3, 3)}, threshold=threshold)
    assert small.signals.status == Status.SUPPRESSED and large.signals.value == 10


@pytest.mark.parametrize(("threshold", "allowed"), [(0, True), (5, True), (10, False)])
def test_a_list_of_early_signalling_is_no_smaller_than_the_threshold(threshold, allowed):
    given = Signalling(7, 6, 0, "Een lijst van alle scholen", "najaar 2024")
    assert (signalling_problems(given, monitor_of(threshold=threshold)) == []) == allowed


# --- in words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("monitor", "said"),
    [
        (monitor_of(), ""),
        (monitor_of((3, 12, 90)), "het bereik van 2 van de 3 wijken"),
        (monitor_of((3,), (1,), children=(800,)), "het bereik van de wijk en het bereik van de gemeente samen"),
        (
            monitor_of((66, 120, 90), bereik={"visits_count": (2, 300, 300)}),
            "de bezoeken van 1 wijk en de bezoeken van de gemeente samen",
        ),
        (
            monitor_of((3, 120, 90, 80), (1,) * 4, children=(800,) * 4, bereik={"visits_count": (9, 2, 90, 2)}),
            "het bereik van 2 van de 4 wijken, de bezoeken van nog 1 wijk en de bezoeken van de gemeente samen",
        ),
    ],
)
def test_one_line_says_how_many_wijken_are_hidden_and_why(monitor, said):
    why = "Uit deze cijfers is geen aantal van 1 tot en met 4 kinderen of bezoeken uit te rekenen."
    assert hidden_sentence(monitor) == (f"Verborgen: {said}. {why}" if said else "")


def test_words_follow_the_threshold():
    assert "1 tot en met 9" in threshold_words(10) and "(1 tot en met 9)" in hidden_words(10)
    assert "1 tot en met 4" in assumption_words(5)
    for say in (threshold_words, hidden_words, assumption_words):
        assert NOT_HIDDEN in say(0) and "1 tot en met" not in say(0)


# --- in files -----------------------------------------------------------------------------------------


def _files(threshold, folder):
    """Return name -> text of everything that is made of a gemeente with a small count."""
    world = World((800.0, 800.0, 800.0), (3, 30, 300), (9, 90, 900))
    monitor = world.monitor(threshold=threshold)
    story = build_story(world.library(), monitor, default_plan(monitor), today=TODAY)
    write_coverage_csv(monitor, folder / "a.csv")
    write_coverage_xlsx(monitor, folder / "a.xlsx")
    write_workbook(world.library(), monitor, story, folder / "b.xlsx")
    tables = write_open_tables(monitor, story.context, folder / "c.csv")
    made = {
        "json": json.dumps(coverage_to_dict(monitor), ensure_ascii=False),
        "csv": (folder / "a.csv").read_text("utf-8-sig"),
        "metadata": tables[1].read_text("utf-8"),
        "regels": "\n".join(coverage_lines(monitor)),
        "context": str(story.context),
        "dia's": "\n".join(slide.remark for slide in story.slides),
        "uitnodiging": invitation_text(monitor, list(monitor.names)),
    }
    for name in ("a.xlsx", "b.xlsx"):
        cells = [str(c) for s in load_workbook(folder / name) for row in s.iter_rows(values_only=True) for c in row]
        made[name] = "\n".join(cells)
    return made


def test_without_a_threshold_every_file_says_that_nothing_is_hidden(tmp_path):
    for name, text in _files(0, tmp_path).items():
        assert NOT_HIDDEN in text, name
        assert "zijn verborgen" not in text, name


@pytest.mark.parametrize(("threshold", "words"), [(5, "1 tot en met 4"), (10, "1 tot en met 9")])
def test_every_file_says_its_threshold(tmp_path, threshold, words):
    made = _files(threshold, tmp_path)
    for name in ("json", "csv", "metadata", "regels", "context", "a.xlsx", "b.xlsx"):
        assert words in made[name], name
    assert not any(NOT_HIDDEN in text for text in made.values())
    assert json.loads(made["json"])["small_count_threshold"] == threshold
    rows = list(csv.DictReader(made["csv"].splitlines(), delimiter=";"))
    assert {row["small_count_threshold"] for row in rows} == {str(threshold)}


def test_other_years_in_the_workbook_hide_as_much(tmp_path):
    world = World((800.0, 800.0, 800.0), (7, 30, 300), (9, 90, 900))
    for threshold, shown in ((10, False), (5, True)):
        monitor = world.monitor(threshold=threshold, years=(2023, 2024))
        library = world.library((2023, 2024))
        write_workbook(library, monitor, build_story(library, monitor, default_plan(monitor), today=TODAY),
                       tmp_path / "b.xlsx")  # fmt: skip
        rows = list(load_workbook(tmp_path / "b.xlsx")["Jaren"].iter_rows(values_only=True))
        firsts = [row for row in rows if row[1] == "WK900101"]
        assert len(firsts) == 2 and all((7 in row) == shown for row in firsts)


# --- on the command line ------------------------------------------------------------------------------


@pytest.fixture
def dekking(example_dir, capsys):
    """Return a function that runs `dekking --json` on the example and gives its answer."""
    cbs, bereik = ([str(example_dir / f"{name}-2024.xlsx")] for name in ("kwb", "bereik"))

    def run(*more: str, command: str = "dekking"):
        files = ["--cbs", *cbs, *(["--bereik", *bereik] if command == "dekking" else [])]
        status = main([command, *files, "--gemeente", "GM9001", "--jaar", "2024", "--json", *more])
        return status, json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize("command", ["dekking", "behoefte"])
@pytest.mark.parametrize(("word", "threshold"), [("5", 5), ("10", 10), ("uit", 0)])
def test_a_command_takes_its_own_threshold(monkeypatch, dekking, command, word, threshold):
    monkeypatch.setenv(THRESHOLD_VARIABLE, "10" if word != "10" else "5")
    status, answer = dekking("--drempel", word, command=command)
    assert status == 0 and answer["small_count_threshold"] == threshold
    assert answer["small_counts_in_words"] == threshold_words(threshold)


@pytest.mark.parametrize("command", ["dekking", "behoefte"])
def test_without_an_option_the_setting_holds_and_a_wrong_one_is_refused(monkeypatch, dekking, command):
    monkeypatch.setenv(THRESHOLD_VARIABLE, "10")
    assert dekking(command=command)[1]["small_count_threshold"] == 10
    monkeypatch.setenv(THRESHOLD_VARIABLE, "geen")
    status, answer = dekking(command=command)
    assert status == 1 and [problem["expected"] for problem in answer["problems"]] == ["5, 10 of uit"]


@pytest.mark.parametrize("command", ["dekking", "behoefte", "maak"])
def test_a_wrong_option_is_wrong_use(capsys, example_dir, command):
    what = ["deck", "--uit", "nergens"] if command == "maak" else ["--cbs", str(example_dir / "kwb-2024.xlsx")]
    with pytest.raises(SystemExit, match="2"):
        main([command, *what, "--gemeente", "GM9001", "--drempel", "7"])
    assert "'7' is geen drempel: kies 5 of 10 of uit" in capsys.readouterr().err


def test_files_made_on_the_command_line_take_the_threshold(tmp_path, capsys):
    assert main(["maak", "werkmap", "--uit", str(tmp_path), "--drempel", "uit"]) == 0
    book = load_workbook(capsys.readouterr().out.strip())
    assert NOT_HIDDEN in [row[1] for row in book["Lees mij"].iter_rows(values_only=True)]
