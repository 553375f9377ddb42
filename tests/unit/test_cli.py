"""The command line as scripts and people use it: exit statuses, Dutch only, and what goes to stdout and stderr."""

import argparse
import ast
import csv
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.cli.arguments import DUTCH, dutch
from kinderwerk_stats.gemeente.doubts import DOUBTS
from kinderwerk_stats.model.problems import make_problem, make_warning
from kinderwerk_stats.text.problems import CATALOGUE
from kinderwerk_stats.text.problems.questions import QUESTIONS, find_questions
from tests.file_builders import write_csv, write_xlsx

ROOT = Path(__file__).parents[2]
# Words that argparse, the operating system or Python would say; none of them is Dutch.
ENGLISH = re.compile(
    r"\b(usage|error|argument|arguments|required|invalid|choice|choose|expected|positional|options|option|"
    r"show this|exit|ambiguous|unrecognized|could match|not allowed|ignored|explicit|the following|of the|no such|"
    r"permission|denied|traceback|file exists|directory|true|false|none)\b",
    re.IGNORECASE,
)
KWB = [
    ["gwb_code_10", "regio", "recs", "jaar", "a_inw", "a_00_14"],
    ["GM9001", "Verzonnendam", "Gemeente", "2024", "9000", "2700"],
    ["WK900101", "Oost", "Wijk", "2024", "3000", "800"],
    ["WK900102", "West", "Wijk", "2024", "3000", "900"],
    ["WK900103", "Zuid", "Wijk", "2024", "3000", "1000"],
]
NO_YEAR = [[cell for column, cell in enumerate(row) if column != 3] for row in KWB]
BEREIK: list[list[Any]] = [
    ["wijk", "jaar", "unieke kinderen", "fte"],
    ["Oost", 2024, 66, 0.5],
    ["West", 2024, 120, 1],
    ["Zuid", 2024, 90, 0],
]
PERSONS = [["Naam", "Geboortedatum", "BSN", "Wijk"], ["Piet Zandkorrel", "12-03-2015", "111222333", "Oost"]]
INDICATOR_KEYS = {"name", "label", "unit", "source_column", "values", "zero", "missing", "suppressed", "not_published"}


@pytest.fixture
def files(tmp_path):
    """Return a folder with a CBS file and bereik of an invented gemeente."""
    write_csv(tmp_path / "kwb.csv", KWB)
    write_xlsx(tmp_path / "bereik.xlsx", {"Bereik": BEREIK})
    return tmp_path


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and gives exit status, stdout and stderr."""

    def run_command(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run_command


def cover(files: Path, *more: object) -> list[object]:
    return ["dekking", "--cbs", files / "kwb.csv", "--bereik", files / "bereik.xlsx", "--gemeente", "GM9001", *more]


# --- wrong use: status 2, in Dutch -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "dit ontbreekt: opdracht"),
        (["bereken"], "'bereken' bestaat niet; kies uit 'controleer', 'dekking', 'voorbeeld'"),
        (["controleer"], "dit ontbreekt: BESTAND"),
        (["controleer", "weg.csv"], "het bestand weg.csv bestaat niet"),
        (["controleer", "."], ". is een map; noem elk bestand in die map, zoals kwb-2024.xlsx bereik.xlsx"),
        (["controleer", __file__, "--snel"], "onbekend: --snel"),
        (["controleer", __file__, "--jaar", "24"], "'24' is geen jaartal, zoals 2024"),
        (["controleer", __file__, "--json=3"], "--json: hier hoort geen waarde achter ('3')"),
        (["dekking"], "dit ontbreekt: --cbs, --gemeente"),
        (["dekking", "--cbs"], "--cbs: hier hoort minstens een waarde achter"),
        (["dekking", "--cbs", __file__, "--gemeente"], "--gemeente: hier hoort een waarde achter"),
        (["dekking", "--cbs", __file__, "--gemeente", "Utrecht"], "'Utrecht' is geen gemeentecode, zoals GM0344"),
        (["dekking", "--cbs", __file__, "--gemeente", "WK034401"], "'WK034401' is geen gemeentecode"),
        (["dekking", "--leeftijd", "4-13"], "'4-13' bestaat niet; kies uit '4-11', '4-12'"),
        (["dekking", "--norm-kinderen-per-fte", "0"], "'0' is geen aantal kinderen van 1 tot 100.000, zoals 800"),
        (["dekking", "--norm-kinderen-per-fte", "veel"], "'veel' is geen aantal kinderen"),
        (["dekking", "--norm-bereik", "25"], "'25' is geen deel tussen 0 en 1, zoals 0.25"),
        (["dekking", "--norm-bereik", "0"], "'0' is geen deel tussen 0 en 1"),
        (["dekking", "--norm-kinderen-per-fte", "3,000"], "'3,000' is geen aantal kinderen"),
        (["dekking", "--norm-kinderen-per-fte", "0.25"], "'0.25' is geen aantal kinderen"),
        (["dekking", "--norm-bereik", "101%"], "'101%' is geen deel tussen 0 en 1, zoals 0.25 of 25%"),
        (["dekking", "--norm", "3"], "--norm kan meer betekenen: --norm-kinderen-per-fte, --norm-bereik"),
        (["dekking", "--json", "--csv", "a.csv"], "--csv: kan niet samen met --json"),
        (["voorbeeld"], "dit ontbreekt: MAP"),
    ],
)
def test_wrong_use_is_explained_in_dutch(run, arguments, words):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.startswith("gebruik: python -m kinderwerk_stats")
    assert ENGLISH.findall(err.replace(__file__, "")) == []


# What argparse says when a program is wrong, or uses what ours does not.
FOR_PROGRAMMERS = re.compile(
    r"required' is an|not callable|not defined|with mode|cannot |conflicting|dest=|conflict_resolution|must start with|"
    r"must be optional|can't open|deprecated|version|subcommands|default|%\(heading\)s|%\(prog\)s"
)


def test_every_message_of_argparse_has_its_dutch():
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")]
    said = {part.value for call in named for part in call.args if isinstance(part, ast.Constant)}
    assert len(said) > 20
    assert [words for words in said - DUTCH.keys() if not FOR_PROGRAMMERS.search(words)] == []


def test_dutch_has_the_same_values_as_english():
    for english, ours in DUTCH.items():
        named, ours_named = (set(re.findall(r"%\(\w+\)[rs]", words)) for words in (english, ours))
        assert ours_named <= named
        assert len(re.findall(r"%[rs]", english)) == len(re.findall(r"%[rs]", ours))


def test_argparse_speaks_its_own_language_outside_our_parser():
    names = vars(argparse)
    before = names["_"]
    with dutch():
        assert names["_"]("usage: ") == "gebruik: "
    assert names["_"] is before
    with pytest.raises(SystemExit):
        main(["controleer"])
    assert names["_"] is before


@pytest.mark.parametrize("arguments", [["-h"], ["controleer", "-h"], ["dekking", "--help"], ["voorbeeld", "-h"]])
def test_help_is_dutch(run, arguments):
    status, out, err = run(*arguments)
    assert (status, err) == (0, "")
    assert "gebruik: " in out
    assert "toon deze uitleg" in out
    assert ENGLISH.findall(out) == []


@pytest.mark.parametrize(
    ("option", "typed", "key", "norm"),
    [
        ("--norm-bereik", "0.25", "reach_share", 0.25),
        ("--norm-bereik", "0,25", "reach_share", 0.25),
        ("--norm-bereik", "0.125", "reach_share", 0.125),
        ("--norm-bereik", "25%", "reach_share", 0.25),
        ("--norm-bereik", "12,5 %", "reach_share", 0.125),
        ("--norm-bereik", "1", "reach_share", 1),
        ("--norm-kinderen-per-fte", "3.000", "children_per_fte", 3000),
        ("--norm-kinderen-per-fte", "3000", "children_per_fte", 3000),
        ("--norm-kinderen-per-fte", "812,5", "children_per_fte", 812.5),
    ],
)
def test_a_norm_is_read_as_on_screen(run, files, option, typed, key, norm):
    status, out, _ = run(*cover(files, option, typed, "--json"))
    assert status == 0
    assert json.loads(out)["norm"][key] == norm


# --- dekking -----------------------------------------------------------------------------------------


def test_dekking_prints_sentence_table_and_sources(run, files):
    status, out, err = run(*cover(files))
    assert status == 0
    assert out.startswith("In Verzonnendam wonen ongeveer")
    assert re.search(r"^Zuid +610 +90 +15 % +0,0 +geen kinderwerker ", out, re.MULTILINE)
    assert "Bron: CBS, Kerncijfers wijken en buurten 2024\n" in out
    assert "Waarschuwing: bereik.xlsx: 3 wijken zijn op naam gevonden" in err


def test_json_is_alone_on_stdout_and_what_is_to_be_known_on_stderr(run, files):
    status, out, err = run(*cover(files, "--json"))
    answer = json.loads(out)
    assert status == 0
    assert [row["reached_count"] for row in answer["wijken"]] == [66, 120, 90]
    assert answer["total"]["reached_count"] == 276
    assert "3 wijken zijn op naam gevonden" in err
    # What is asked is called a question.
    assert {line.partition(":")[0] for line in err.splitlines()} == {"Vraag", "Waarschuwing"}


def test_a_warning_is_printed_once(run, files):
    _, _, err = run(*cover(files, "--json"))
    lines = err.splitlines()
    assert len(lines) == len(set(lines)) > 1


@pytest.mark.parametrize("option", ["--csv", "--xlsx"])
def test_a_file_is_written_and_its_path_printed(run, files, option):
    target = files / f"uit{option.replace('--', '.')}"
    status, out, _ = run(*cover(files, option, target))
    assert (status, out) == (0, f"{target}\n")
    if option == "--csv":
        rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
        assert [row["reached_count"] for row in rows] == ["66", "120", "90", "276"]
    else:
        assert openpyxl.load_workbook(target)["Dekking"]["G3"].value == 66


@pytest.mark.parametrize(
    ("option", "name"), [("--csv", "kwb.csv"), ("--xlsx", "bereik.xlsx"), ("--csv", "map/../kwb.csv")]
)
def test_a_file_that_is_read_is_never_written_over(run, files, option, name):
    (files / "map").mkdir()
    before = (files / name).read_bytes()
    status, out, err = run(*cover(files, option, files / name))
    assert (status, out) == (2, "")
    assert "is een van de bestanden die gelezen worden; kies een andere naam" in err
    assert ENGLISH.findall(err.replace(str(files), "")) == []
    assert (files / name).read_bytes() == before


def test_an_older_result_is_written_over(run, files):
    (files / "uit.csv").write_text("oud")
    assert run(*cover(files, "--csv", files / "uit.csv"))[0] == 0
    assert "66" in (files / "uit.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("option", ["--csv", "--xlsx"])
@pytest.mark.parametrize(("target", "words"), [("weg/uit", "de map bestaat niet"), ("map", "dit is een map")])
def test_a_place_that_cannot_be_written_is_refused_in_dutch(run, files, option, target, words):
    (files / "map").mkdir()
    status, out, err = run(*cover(files, option, files / target))
    assert (status, out) == (1, "")
    assert words in err
    assert ENGLISH.findall(err.replace(str(files), "")) == []


def test_the_gemeente_may_be_written_without_letters_and_the_year_left_out(run, files):
    status, out, _ = run("dekking", "--cbs", files / "kwb.csv", "--gemeente", "9001", "--json")
    assert status == 0
    assert (json.loads(out)["gemeente"]["code"], json.loads(out)["year"]) == ("GM9001", 2024)


def test_age_range_and_norm_reach_the_answer(run, files):
    _, out, _ = run(
        *cover(files, "--leeftijd", "4-11", "--norm-kinderen-per-fte", "500", "--norm-bereik", "0.25", "--json")
    )
    answer = json.loads(out)
    assert answer["age_range"] == "4-11"
    assert answer["norm"]["children_per_fte"] == 500
    assert answer["total"]["children_count"] == pytest.approx(2700 * 0.536)
    assert answer["wijken"][0]["gap_fte"] == pytest.approx(800 * 0.536 / 500 - 0.5)


def test_of_several_years_the_newest_is_shown_unless_asked(run, files):
    older = [[cell.replace("2024", "2021").replace("2700", "2500") for cell in row] for row in KWB]
    write_csv(files / "oud.csv", older)
    both = ["dekking", "--cbs", files / "kwb.csv", files / "oud.csv", "--gemeente", "GM9001", "--json"]
    assert json.loads(run(*both)[1])["year"] == 2024
    assert json.loads(run(*both, "--jaar", "2021")[1])["total"]["children_0_14_count"] == 2500


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--jaar", "2019"], "cijfers van 2024"),
        (["--gemeente", "GM9999"], "GM9999"),
    ],
)
def test_what_is_not_in_the_files_is_refused(run, files, more, words):
    status, out, err = run("dekking", "--cbs", files / "kwb.csv", "--gemeente", "GM9001", *more)
    assert (status, out) == (1, "")
    assert words in err
    assert ENGLISH.findall(err.replace(str(files), "")) == []


def test_a_file_without_a_year_asks_for_it_and_takes_it_from_the_command_line(run, files):
    write_csv(files / "stil.csv", NO_YEAR)
    command = ["dekking", "--cbs", files / "stil.csv", "--gemeente", "GM9001"]
    status, _, err = run(*command)
    assert status == 1
    assert "--jaar" in err
    status, out, _ = run(*command, "--jaar", "2022", "--json")
    assert (status, json.loads(out)["year"]) == (0, 2022)


@pytest.mark.parametrize("option", ["--cbs", "--leeftijden", "--gebieden", "--bereik"])
def test_a_file_under_the_wrong_option_is_refused(run, files, option):
    wrong = files / ("bereik.xlsx" if option == "--cbs" else "kwb.csv")
    more = ["--cbs", files / "kwb.csv", option, wrong] if option != "--cbs" else ["--cbs", wrong]
    status, out, err = run("dekking", *more, "--gemeente", "GM9001")
    assert (status, out) == (1, "")
    assert f"bij {option}" in err


def test_a_file_that_is_nothing_we_know_is_refused(run, files):
    (files / "brief.txt").write_text("Beste mensen,\n", encoding="utf-8")
    status, _, err = run("dekking", "--cbs", files / "kwb.csv", files / "brief.txt", "--gemeente", "GM9001")
    assert status == 1
    assert "brief.txt" in err


# --- bereik that was given is used or refused --------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[cell if cell != 2024 else 2023 for cell in row] for row in BEREIK], "bereik van 2023"),
        ([[*row[:1], *row[2:]] for row in BEREIK], "bereik van een onbekend jaar"),
        (
            [["wijkcode", *row[1:]] if row == BEREIK[0] else ["WK900201", *row[1:]] for row in BEREIK[:2]],
            "bereik van GM9002",
        ),
        ([BEREIK[0], ["Overvecht", 2024, 66, 0.5]], "rij 2: een naam die op geen enkele wijk lijkt"),
    ],
    ids=["ander jaar", "geen jaar", "andere gemeente", "andere wijken"],
)
def test_bereik_that_is_not_about_this_gemeente_and_year_is_refused_with_the_reason(run, files, rows, words):
    write_xlsx(files / "bereik.xlsx", {"Bereik": rows})
    status, out, err = run(*cover(files, "--json"))
    assert status == 1
    assert words in err
    assert words.split(": ")[-1] in " ".join(problem["found"] for problem in json.loads(out)["problems"])
    assert all(line.startswith("Fout: bereik.xlsx") for line in err.splitlines())


def test_bereik_of_more_years_is_fine_when_one_of_them_is_this_year(run, files):
    write_xlsx(files / "oud.xlsx", {"Bereik": [[cell if cell != 2024 else 2023 for cell in row] for row in BEREIK]})
    status, out, _ = run("dekking", "--cbs", files / "kwb.csv", "--bereik", files / "oud.xlsx", files / "bereik.xlsx",
                         "--gemeente", "GM9001", "--json")  # fmt: skip
    assert (status, json.loads(out)["total"]["reached_count"]) == (0, 276)


def test_a_file_with_personal_data_is_refused_and_none_of_its_values_repeated(run, files):
    write_xlsx(files / "bereik.xlsx", {"Blad": PERSONS})
    for command in (cover(files), cover(files, "--json"), ["controleer", files / "bereik.xlsx"],
                    ["controleer", files / "bereik.xlsx", "--json"]):  # fmt: skip
        status, out, err = run(*command)
        assert status == 1
        assert "persoonsgegevens" in out + err
        for value in ("Piet", "Zandkorrel", "12-03-2015", "2015", "111222333"):
            assert value not in out + err


def test_small_counts_are_in_no_output_of_dekking(run, files):
    # Three wijken of 4: with the sum 12 each of them would be given back.
    write_xlsx(files / "bereik.xlsx", {"Bereik": [BEREIK[0], *([*row[:2], 4, 1] for row in BEREIK[1:])]})
    _, out, _ = run(*cover(files, "--json"))
    assert {row["reached_count"] for row in json.loads(out)["wijken"]} == {None}
    assert json.loads(out)["total"]["reached_count"] is None
    assert "verborgen" in run(*cover(files))[1]


# --- controleer --------------------------------------------------------------------------------------


def test_controleer_json_says_of_each_file_what_it_is(run, files):
    status, out, err = run("controleer", files / "kwb.csv", files / "bereik.xlsx", "--json")
    cbs, bereik = json.loads(out)
    assert (status, err) == (0, "")
    assert list(cbs) == ["file", "kind", "usable", "year", "areas", "indicators", "problems", "questions"]
    assert (cbs["kind"], cbs["usable"], cbs["year"], cbs["problems"]) == ("kwb", True, 2024, [])
    assert cbs["file"] == str(files / "kwb.csv")
    assert cbs["areas"] == {"land": 0, "gemeente": 1, "wijk": 3, "buurt": 0}
    assert {frozenset(line) for line in cbs["indicators"]} == {frozenset(INDICATOR_KEYS)}
    (children,) = [line for line in cbs["indicators"] if line["name"] == "children_0_14_count"]
    assert (children["unit"], children["source_column"]) == ("kinderen", "a_00_14")
    assert [children[key] for key in ("values", "zero", "missing", "suppressed", "not_published")] == [4, 0, 0, 0, 0]
    assert (bereik["kind"], bereik["year"], bereik["areas"]["wijk"]) == ("bereik", 2024, 3)
    assert {tuple(problem) for problem in bereik["problems"]} == {
        ("where", "found", "expected", "action", "severity", "code", "place")
    }
    assert {problem["severity"] for problem in bereik["problems"]} == {"waarschuwing"}


def test_controleer_in_words(run, files):
    status, out, err = run("controleer", files / "kwb.csv", files / "bereik.xlsx")
    assert (status, err) == (0, "")
    assert "kwb.csv: bruikbaar, soort kwb, jaar 2024, 1 gemeente, 3 wijk" in out
    assert "Kinderen van 0 tot 15 jaar (kinderen; kolom a_00_14): 4 cijfers, 0 onbekend" in out
    assert ENGLISH.findall(out.replace(str(files), "")) == []


def test_one_wrong_file_makes_the_whole_answer_a_refusal(run, files):
    (files / "brief.txt").write_text("Beste mensen,\n", encoding="utf-8")
    status, out, _ = run("controleer", files / "kwb.csv", files / "brief.txt", "--json")
    assert status == 1
    assert [(line["kind"], line["usable"], line["year"]) for line in json.loads(out)] == [
        ("kwb", True, 2024), ("onbekend", False, None)
    ]  # fmt: skip


def test_bronnen_toml_is_offered_and_not_written_unasked(run, files):
    write_csv(files / "stil.csv", NO_YEAR)
    _, out, _ = run("controleer", files / "stil.csv")
    assert str(files / "bronnen.toml") in out
    assert '["stil.csv"]\n# jaar = ?' in out
    _, out, err = run("controleer", files / "stil.csv", "--json")
    assert isinstance(json.loads(out), list)
    assert err == ""
    assert not (files / "bronnen.toml").exists()


def test_nothing_is_offered_for_files_that_say_all(run, files):
    assert "bronnen.toml" not in run("controleer", files / "kwb.csv")[1]


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_bronnen_toml_is_written_beside_the_file_and_then_used(run, files, json_too):
    write_csv(files / "stil.csv", NO_YEAR)
    status, out, err = run("controleer", files / "stil.csv", "--schrijf-bronnen", "--jaar", "2022", *json_too)
    assert status == 0
    assert err == f"Geschreven: {files / 'bronnen.toml'}\n"
    assert not json_too or json.loads(out)
    assert (files / "bronnen.toml").read_text(encoding="utf-8") == '["stil.csv"]\njaar = 2022\n'
    assert json.loads(run("controleer", files / "stil.csv", "--json")[1])[0]["year"] == 2022


def test_a_bronnen_toml_that_is_there_is_never_overwritten(run, files):
    write_csv(files / "stil.csv", NO_YEAR)
    mine = '# van mij\n["ander.csv"]\njaar = 2020\n'
    (files / "bronnen.toml").write_text(mine, encoding="utf-8")
    _, _, err = run("controleer", files / "stil.csv", "--schrijf-bronnen", "--jaar", "2022")
    assert (files / "bronnen.toml").read_text(encoding="utf-8") == mine
    assert "bestaat al en is niet veranderd" in err
    assert '["stil.csv"]\njaar = 2022' in err


def test_a_folder_that_may_not_be_written_is_refused_in_dutch(run, files, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write_csv(files / "stil.csv", NO_YEAR)
    monkeypatch.setattr(Path, "write_text", refuse)
    status, _, err = run("controleer", files / "stil.csv", "--schrijf-bronnen")
    assert status == 1
    assert "u mag hier niet schrijven" in err
    assert ENGLISH.findall(err.replace(str(files), "")) == []


def test_what_is_asked_about_a_figure_stands_apart_and_the_status_is_that_of_a_usable_file(run, files):
    """A figure that is asked about is in the answer, and must not look certain."""
    double = [BEREIK[0], ["Oost", 2024, 660, 0.5], *BEREIK[2:]]
    write_xlsx(files / "bereik.xlsx", {"Bereik": double})
    status, out, _ = run("controleer", files / "kwb.csv", files / "bereik.xlsx", "--json")
    cbs, bereik = json.loads(out)
    assert (status, cbs["questions"]) == (0, [])
    asked = {problem["code"] for problem in bereik["questions"]}
    assert {"telt_waar_onbekend", "geen_naam_organisatie"} <= asked
    assert asked & DOUBTS
    assert all(question in bereik["problems"] for question in bereik["questions"])
    status, out, _ = run(*cover(files, "--json"))
    answer = json.loads(out)
    assert status == 0
    assert asked <= {problem["code"] for problem in answer["questions"]}
    assert all(question in answer["warnings"] for question in answer["questions"])


def test_what_bronnen_toml_answers_is_asked_no_more(run, files):
    said = '["bereik.xlsx"]\norganisatie = "Stichting Proef"\ntelt = "woonwijk"\n'
    (files / "bronnen.toml").write_text(said, encoding="utf-8")
    _, out, _ = run("controleer", files / "bereik.xlsx", "--json")
    assert not {"telt_waar_onbekend", "geen_naam_organisatie"} & {q["code"] for q in json.loads(out)[0]["questions"]}


def test_every_question_has_words():
    assert CATALOGUE.keys() >= QUESTIONS
    assert find_questions([make_problem("wijk_dubbel_in_tabel"), make_warning("ander_wijknummer")]) == [
        make_warning("ander_wijknummer")
    ]


def test_a_wrong_bronnen_toml_is_refused(run, files):
    (files / "bronnen.toml").write_text('["kwb.csv"]\njaar = "2024"\n', encoding="utf-8")
    for command in (["controleer", files / "kwb.csv"], cover(files)):
        status, out, err = run(*command)
        assert (status, out) == (1, "")
        assert "bronnen.toml, kwb.csv, jaar" in err


@pytest.mark.parametrize("command", ["controleer", "dekking"])
def test_a_refusal_is_json_too_when_json_is_asked(run, files, command):
    (files / "bronnen.toml").write_text('["kwb.csv"]\njaar = "2024"\n', encoding="utf-8")
    asked = ["controleer", files / "kwb.csv", "--json"] if command == "controleer" else cover(files, "--json")
    status, out, err = run(*asked)
    assert status == 1
    (problem,) = json.loads(out)["problems"]
    assert problem.keys() == {"where", "found", "expected", "action", "severity", "code", "place"}
    assert problem["where"] == "bronnen.toml, kwb.csv, jaar"
    assert "bronnen.toml, kwb.csv, jaar" in err


def test_wrong_use_stays_text_when_json_is_asked(run, files):
    status, out, err = run("dekking", "--cbs", files / "kwb.csv", "--json")
    assert (status, out) == (2, "")
    assert "dit ontbreekt: --gemeente" in err


# --- what is said of files that do not count ----------------------------------------------------------


def test_a_section_of_bronnen_toml_without_its_file_is_named_with_the_file_that_may_be_meant(run, files):
    (files / "bronnen.toml").write_text('["Bereik.xls"]\njaar = 2024\n["bereik.xlsx"]\n', encoding="utf-8")
    for command in (["controleer", files / "kwb.csv"], ["controleer", files / "kwb.csv", "--json"], cover(files)):
        status, _, err = run(*command)
        assert status == 0
        assert "Waarschuwing: bronnen.toml, Bereik.xls: een bestand dat niet in deze map staat" in err
        assert "bedoelt u bereik.xlsx?" in err
        assert "bronnen.toml, bereik.xlsx" not in err


_OTHER = [[cell.replace("9001", "9002") for cell in row] for row in KWB]
_OLD = [[cell.replace("2024", "2020") for cell in row] for row in KWB]


@pytest.mark.parametrize(
    ("rows", "why"),
    [(_OTHER, "er niets in staat over GM9001"), (_OLD, "het over 2020 gaat en niet over 2024")],
    ids=["andere gemeente", "ander jaar"],
)
def test_a_file_that_does_not_count_is_named_with_the_reason(run, files, rows, why):
    write_csv(files / "extra.csv", rows)
    command = ["dekking", "--cbs", files / "kwb.csv", files / "extra.csv", "--gemeente", "GM9001", "--json"]
    status, out, err = run(*command)
    assert status == 0
    assert f"extra.csv: niet gebruikt, omdat {why}" in err
    assert f"niet gebruikt, omdat {why}" in [problem["found"] for problem in json.loads(out)["warnings"]]


def test_files_that_count_are_not_named_as_unused(run, files):
    assert "niet gebruikt" not in run(*cover(files))[2]


def test_a_map_of_another_gemeente_is_named(run, files):
    square = [[[120000, 485000], [120100, 485000], [120100, 485100], [120000, 485000]]]
    feature = {
        "type": "Feature",
        "properties": {"wijkcode": "WK900201", "wijknaam": "Elders", "gemeentenaam": "Elders"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    shapes = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
    (files / "wijken.geojson").write_text(json.dumps(shapes), encoding="utf-8")
    status, _, err = run(*cover(files, "--gebieden", files / "wijken.geojson"))
    assert status == 0
    assert "wijken.geojson: niet gebruikt, omdat er niets in staat over GM9001" in err


def test_a_silent_file_is_named_also_beside_a_file_of_another_gemeente(run, files):
    write_csv(files / "stil.csv", NO_YEAR)
    write_csv(files / "ander.csv", _OTHER)
    status, _, err = run("dekking", "--cbs", files / "ander.csv", files / "stil.csv", "--gemeente", "GM9001")
    assert status == 1
    assert err.startswith("Fout: stil.csv: kinderen van 0 tot 15 jaar per wijk, maar geen jaar.")


def test_without_a_year_that_is_the_first_thing_said(run, files):
    write_csv(files / "stil.csv", NO_YEAR)
    status, _, err = run("dekking", "--cbs", files / "stil.csv", "--gemeente", "GM9001")
    assert status == 1
    first = err.splitlines()[0]
    assert first.startswith("Fout: stil.csv: kinderen van 0 tot 15 jaar per wijk, maar geen jaar.")
    assert "geef het jaar met --jaar" in first
    assert "Waarschuwing" not in err


# --- voorbeeld and the program itself ----------------------------------------------------------------


def test_voorbeeld_writes_the_files_and_prints_them(run, tmp_path, example_dir):
    status, out, err = run("voorbeeld", tmp_path / "nieuw")
    assert (status, err) == (0, "")
    assert [Path(line).name for line in out.splitlines()] == sorted(path.name for path in example_dir.iterdir())
    assert all(Path(line).is_file() for line in out.splitlines())


@pytest.mark.parametrize(
    ("place", "words"), [("bestand", "er staat al een bestand met deze naam"), ("bestand/map", "is geen map")]
)
def test_voorbeeld_refuses_a_place_that_is_no_folder(run, tmp_path, place, words):
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    status, out, err = run("voorbeeld", tmp_path / place)
    assert (status, out) == (1, "")
    assert words in err


def test_the_module_runs_as_a_program(files):
    command = [sys.executable, "-m", "kinderwerk_stats", *map(str, cover(files, "--json"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0
    assert json.loads(done.stdout)["gemeente"] == {"code": "GM9001", "name": "Verzonnendam"}
    wrong = subprocess.run(command[:4], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_a_reader_that_stops_reading_is_no_error(files):
    script = "import sys; from kinderwerk_stats.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "controleer", *[str(files / "kwb.csv")] * 30, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
