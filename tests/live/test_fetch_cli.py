"""ophalen as somebody types it: files that the other commands read, or published as an upload would be."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.live import probe
from kinderwerk_stats.store import open_store
from tests.live.conftest import Desk
from tests.live.server import GEMEENTE
from tests.unit.test_cli import ENGLISH

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(desk: Desk, capsys, monkeypatch, tmp_path: Path) -> Run:
    """Return a function that runs a command and gives exit status, stdout and stderr."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("KINDERWERK_DATA", raising=False)
    monkeypatch.setattr("kinderwerk_stats.cli.fetch.Web", lambda *_: desk.web())

    def run_command(*words: str) -> tuple[int, str, str]:
        try:
            status = main(list(words))
        except SystemExit as stop:
            status = int(str(stop.code))
        out, err = capsys.readouterr()
        said = err if "--json" in words else out + err
        assert not ENGLISH.search(said), said
        return status, out, err

    return run_command


def test_the_files_are_what_the_other_commands_read(run: Run, tmp_path: Path) -> None:
    status, out, err = run("ophalen", "--gemeente", "Proefstad", "--map", str(tmp_path / "uit"))
    assert status == 0 and len(out.split()) == 6
    assert err.startswith("Gevraagd wordt aan: 127.0.0.1.") and "6 van 6" in err

    of_cbs = [path for path in out.split() if "gebieden" not in path and "leeftijden" not in path]
    status, out, _ = run("dekking", "--cbs", *of_cbs, "--gemeente", GEMEENTE, "--jaar", "2024", "--json")
    assert status == 0
    wijken = json.loads(out)["wijken"]
    assert [wijk["wijk_name"] for wijk in wijken] == ["Wijk 00 Centrum", "Wijk 01 Noord", "Wijk 02 Zuid"]


def test_as_json_it_says_what_was_asked_and_what_came(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("ophalen", "--gemeente", "GM9101", "--jaren", "2023", "--bronnen", "kwb", "--map",
                         str(tmp_path), "--json")  # fmt: skip
    answer = json.loads(out)
    assert status == 0 and answer["gemeente"] == {"code": GEMEENTE, "name": "Proefstad"}
    assert [(f["theme"], f["year"], f["table"]) for f in answer["files"]] == [("kwb", 2023, "84001NED")]
    assert answer["requests"] and answer["problems"] == []


def test_published_through_the_door_of_inlezen(run: Run) -> None:
    status, out, err = run("ophalen", "--gemeente", "Proefstad", "--publiceer", "--wie", "Proefpersoon")
    assert status == 0, err
    found = sorted((d.key.kind, d.key.year) for d in open_store().datasets(GEMEENTE) if d.published)
    assert found == [("gebieden", 2024), ("leeftijden", 2023), ("leeftijden", 2024), ("nabijheid", 2023),
                     ("odata", 2023), ("odata", 2024), ("ses_woa", 2022)]  # fmt: skip
    note = next(d.published.publication.note for d in open_store().datasets(GEMEENTE) if d.published)
    assert note.startswith("Opgehaald bij CBS en PDOK op 01-01-1970") and "84002NED" in note
    assert "Gepubliceerd: CBS, 2024" in out


def test_with_a_fault_nothing_is_written_or_published(run: Run, desk: Desk, tmp_path: Path) -> None:
    desk.stand_in.fail("84001NED/(Obs|Typed)", "reset_halverwege")
    status, out, err = run("ophalen", "--gemeente", "Proefstad", "--map", str(tmp_path / "uit"), "--json")
    assert status == 1 and "live_verbroken" in {p["code"] for p in json.loads(out)["problems"]}
    assert "Fout: 127.0.0.1/v4/84001NED/Observations: de verbinding brak" in err
    assert not (tmp_path / "uit").exists()
    assert run("ophalen", "--gemeente", "Proefstad", "--publiceer")[0] == 1
    assert not open_store().datasets(GEMEENTE)


@pytest.mark.parametrize(
    "words",
    [
        ("--gemeente", "X", "--bronnen", "kwb,weer"),
        ("--gemeente", "X", "--jaren", "2025-2019"),
        ("--gemeente", "X", "--zelftest"),
        ("--gemeente", "X", "--json", "--publiceer"),
        (),
    ],
)
def test_wrong_use_asks_nothing(run: Run, desk: Desk, words: tuple[str, ...]) -> None:
    assert run("ophalen", *words)[0] == 2
    assert desk.stand_in.asked == []


def test_the_trial_says_what_differs(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "_TABLE", "84002NED")
    monkeypatch.setattr(probe, "_GEMEENTE", GEMEENTE)
    status, out, _ = run("ophalen", "--zelftest")
    assert status == 1
    assert "zoals verwacht: v4 codes van een gemeente" in out and "zoals verwacht: v3 codes" in out
    # The stand-in has no Properties and no newest table; that is said, with what came.
    assert "ANDERS: v4 eigenschappen" in out and "status 404, verwacht 200" in out
    desk.stand_in.fail("WijkenEnBuurtenCodes", "inlogpagina")
    answer = json.loads(run("ophalen", "--zelftest", "--json")[1])
    codes = next(trial for trial in answer if trial["name"] == "v4 codes van een gemeente")
    assert codes["differences"][0].startswith("soort text/html") and codes["start"].startswith("<html>")


def test_what_is_newer_is_said_and_not_fetched(run: Run, desk: Desk) -> None:
    path = desk.folder / "diensten.toml"
    path.write_text(path.read_text().replace(', 2024 = "84002NED"', ""))
    status, out, _ = run("ophalen", "--controleer")
    assert status == 0 and "kwb 2024: 84002NED (nieuw)" in out
    tables = json.loads(run("ophalen", "--controleer", "--json")[1])["tables"]
    assert (tables[0]["theme"], tables[0]["year"], tables[0]["new"]) == ("kwb", 2024, True)
    assert not any("Observations" in a for a in desk.stand_in.asked)
