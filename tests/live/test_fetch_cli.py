"""ophalen as somebody types it: files that the other commands read, or published as an upload would be."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.live.settings import read_live_settings
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
        # What a service says itself can be English.
        said = err if {"--json", "--zelftest"} & set(words) else out + err
        assert not ENGLISH.search(said), said
        return status, out, err

    return run_command


def test_the_files_are_what_the_other_commands_read(run: Run, tmp_path: Path) -> None:
    status, out, err = run("ophalen", "--gemeente", "Proefstad", "--map", str(tmp_path / "uit"))
    assert status == 0 and len(out.split()) == 6
    assert err.startswith("Gevraagd wordt aan: 127.0.0.1, localhost.") and "6 van 6 opgehaald" in err
    # What it will be and how much, before it is fetched.
    planned = err.partition("0 van 6")[0]
    assert "Kerncijfers wijken en buurten, 2024: 30 regels" in planned
    assert "Wijkgrenzen, 2024: omvang onbekend" in planned

    of_cbs = [path for path in out.split() if "gebieden" not in path and "leeftijden" not in path]
    status, out, _ = run("dekking", "--cbs", *of_cbs, "--gemeente", GEMEENTE, "--jaar", "2024", "--json")
    assert status == 0
    wijken = json.loads(out)["wijken"]
    assert [wijk["wijk_name"] for wijk in wijken] == ["Wijk 00 Centrum", "Wijk 01 Noord", "Wijk 02 Zuid"]


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
    status, _, err = run("ophalen", "--gemeente", "Proefstad", "--map", str(tmp_path / "uit"))
    assert status == 1
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
        ("--gemeente", "X", "--json"),
        ("--gemeente", "X", "--controleer", "--publiceer"),
        ("--controleer",),
        (),
    ],
)
def test_wrong_use_asks_nothing(run: Run, desk: Desk, words: tuple[str, ...]) -> None:
    assert run("ophalen", *words)[0] == 2
    assert desk.stand_in.asked == []


def test_the_trial_says_what_differs(run: Run, desk: Desk) -> None:
    questions = f"""zelftest = [
  {{ naam = "codes", adres = "{{odata4}}/84002NED/WijkenEnBuurtenCodes?$filter=DimensionGroupId eq '{GEMEENTE}'", \
lijst = "value", velden = ["Identifier"] }},
  {{ naam = "waarde", adres = "{{ogc2024}}/items?limit=1", lijst = "features", rij = {{ id = "anders" }} }},
  {{ naam = "fout", adres = "{{odata3}}/X/TypedDataSet", status = [404] }},
  {{ naam = "boek", adres = "{{werkboek0}}" }},
]
"""
    path = desk.folder / "diensten.toml"
    path.write_text(questions + path.read_text())
    status, out, _ = run("ophalen", "--zelftest")
    assert status == 1
    assert "zoals verwacht: codes" in out and "zoals verwacht: fout" in out
    assert "ANDERS: waarde" in out and "'id' is 'WK910100', verwacht 'anders'" in out
    assert "ANDERS: boek" in out and "status 404, verwacht 200" in out
    desk.stand_in.fail("WijkenEnBuurtenCodes", "inlogpagina")
    out = run("ophalen", "--zelftest")[1]
    assert "soort text/html; charset=utf-8, verwacht JSON" in out and "<html><title>Inloggen op wifi" in out


def test_our_own_questions_can_be_asked(run: Run, desk: Desk) -> None:
    status, out, _ = run("ophalen", "--zelftest")
    # The stand-in has none of the tables that they name; every one of them is an address that can be asked.
    assert status == 1
    assert out.count("zoals verwacht: ") + out.count("ANDERS: ") == len(read_live_settings().zelftest) > 20
    assert "zoals verwacht: v4 tabel die niet bestaat" in out


def test_for_a_gemeente_it_says_what_would_change(run: Run, desk: Desk) -> None:
    assert run("ophalen", "--gemeente", "Proefstad", "--publiceer", "--jaren", "2023")[0] == 0
    # A table that the settings do not know is found in the catalogue.
    path = desk.folder / "diensten.toml"
    path.write_text(path.read_text().replace(', 2024 = "84002NED"', ""))
    status, out, _ = run("ophalen", "--gemeente", "Proefstad", "--controleer")
    assert status == 3
    assert "Kerncijfers wijken en buurten 2024: nieuw jaar; nieuw: inwoners" in out
    assert "nog niet bij CBS: inkomen per inwoner" in out and "Wijkgrenzen 2024: nieuw jaar" in out
    changes = json.loads(run("ophalen", "--gemeente", "Proefstad", "--controleer", "--json")[1])["changes"]
    assert {(c["theme"], c["year"]) for c in changes} == {("kwb", 2024), ("leeftijden", 2024), ("gebieden", 2024)}

    status, out, err = run("ophalen", "--gemeente", "Proefstad", "--publiceer", "--bevestigd")
    assert status == 0, out + err
    status, out, _ = run("ophalen", "--gemeente", "Proefstad", "--controleer")
    assert status == 0 and "Niets nieuws" in out
