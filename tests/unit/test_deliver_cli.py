"""inlezen as a script uses it every quarter: read, say what changes, publish all files or none."""

import logging
import re

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.cli import deliver, main
from kinderwerk_stats.delivery.delivered import explain_file
from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.model.access import Identity, Role
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Profile, Publication, Store, open_store
from tests.file_builders import write_csv, write_xlsx
from tests.people import PIET, somebody
from tests.published import everything
from tests.unit.test_cli import BEREIK, ENGLISH, KWB, NO_YEAR, PERSONS

WHO = ("--wie", "Proefpersoon", "--bron", "Stichting Proef")


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    """Publish in a store of this test only."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("KINDERWERK_DATA", raising=False)
    return tmp_path / "store"


@pytest.fixture
def files(tmp_path):
    """Return a folder with a CBS file, bereik without a mistake, and a file that nobody can use."""
    write_csv(tmp_path / "kwb.csv", KWB)
    write_csv(tmp_path / "zonder-jaar.csv", NO_YEAR)
    write_xlsx(tmp_path / "bereik.xlsx", {"Bereik": BEREIK})
    write_xlsx(tmp_path / "fout.xlsx", {"Bereik": [*BEREIK[:3], ["Nergenshuizen", 2024, 90, 0]]})
    write_xlsx(tmp_path / "personen.xlsx", {"Lijst": PERSONS})
    return tmp_path


@pytest.fixture
def run(capsys, files):
    """Return a function that reads files in and gives exit status, stdout and stderr."""

    def run_inlezen(*names: str, gemeente: str = "GM9001") -> tuple[int, str, str]:
        words = [str(files / name) if (files / name).is_file() else name for name in names]
        try:
            status = main(["inlezen", *words, "--gemeente", gemeente])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        assert not ENGLISH.search(out + err), out + err
        return status, out, err

    return run_inlezen


def published() -> list[tuple[str, int]]:
    return sorted((found.key.kind, found.key.year) for found in open_store().datasets() if found.published)


def test_without_publiceer_nothing_is_published(run):
    status, out, err = run("kwb.csv", "bereik.xlsx")
    assert (status, err, published()) == (0, "", [])
    assert "Er is niets gepubliceerd. Publiceren: voeg --publiceer toe." in out


def test_with_publiceer_every_file_is_published_and_the_log_says_who(run):
    status, out, err = run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO, "--opmerking", "kwartaal 4")
    assert (status, err) == (0, "")
    assert published() == [("bereik", 2024), ("kwb", 2024)]
    assert out.count("Gepubliceerd: ") == 2
    assert {(entry.who, entry.note) for entry in open_store().audit_log() if entry.action == "gepubliceerd"} == {
        ("Proefpersoon", "kwartaal 4")
    }


def test_of_a_good_and_a_bad_file_none_is_published(run):
    status, out, err = run("kwb.csv", "fout.xlsx", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "Niet bruikbaar: fout.xlsx. Er is niets gepubliceerd." in err
    assert "een naam die op geen enkele wijk lijkt" in out


def test_a_second_run_says_what_changes_and_gives_a_second_version(run, files):
    run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO)
    write_xlsx(files / "later.xlsx", {"Bereik": [BEREIK[0], ["Oost", 2024, 99, 0.5], *BEREIK[2:]]})
    status, out, _ = run("later.xlsx", "--publiceer", "--bevestigd", *WHO)
    assert status == 0
    assert re.search(r"Oost, .*: 66 kinderen → 99 kinderen \(\+50\s%\)", out)
    assert "versie 2" in out


@pytest.mark.parametrize(("more", "status"), [((), 1), (("--hoogste-verandering", "49"), 1),
                                              (("--hoogste-verandering", "50"), 0), (("--bevestigd",), 0)])  # fmt: skip
def test_a_large_change_is_published_only_when_it_is_confirmed(run, files, more, status):
    run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO)
    write_xlsx(files / "later.xlsx", {"Bereik": [BEREIK[0], ["Oost", 2024, 99, 0.5], *BEREIK[2:]]})
    found, out, err = run("later.xlsx", "--publiceer", *more, *WHO)
    assert found == status
    assert ("--bevestigd" in out + err) == (status == 1)
    assert {len(open_store().versions(d.id)) for d in open_store().datasets() if d.key.kind == "bereik"} == {2 - status}


@pytest.mark.parametrize(("more", "status"), [((), 1), (("--bevestigd",), 0)])
def test_a_figure_that_fewer_wijken_have_is_published_only_when_it_is_confirmed(run, files, more, status):
    run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO)
    without = [[cell for cell, head in zip(row, BEREIK[0], strict=True) if head != "fte"] for row in BEREIK]
    assert len(without[0]) < len(BEREIK[0])
    write_xlsx(files / "later.xlsx", {"Bereik": without})
    # However large a change may be.
    found, _, err = run("later.xlsx", "--publiceer", "--hoogste-verandering", "1000", *more, *WHO)
    assert found == status
    assert ("eerst van 3 wijken een cijfer, straks niet" in err) == (status == 1)


def in_year(table, year):
    return [[year if cell == 2024 else str(year) if cell == "2024" else cell for cell in row] for row in table]


def test_a_new_year_of_figures_and_bereik_in_one_run(run, files):
    write_csv(files / "kwb23.csv", in_year(KWB, 2023))
    assert run("kwb23.csv", "--publiceer", *WHO)[0] == 0
    status, out, err = run("bereik.xlsx", "kwb.csv", "--publiceer", *WHO)
    assert (status, err) == (0, ""), out
    assert published() == [("bereik", 2024), ("kwb", 2023), ("kwb", 2024)]


def test_figures_of_a_new_year_alone_are_no_loss_of_bereik(run, files):
    assert run("kwb.csv", "bereik.xlsx", *WHO, "--publiceer")[0] == 0
    write_csv(files / "nieuw.csv", [[cell if cell != "2024" else "2025" for cell in row] for row in KWB])
    status, out, err = run("nieuw.csv", *WHO, "--publiceer")
    assert (status, err) == (0, "")
    assert "Van 2025 is er dan nog geen bereik" in out
    assert "valt weg" not in out


def test_figures_in_the_folder_of_the_dashboard_count(run, files, monkeypatch, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    write_csv(folder / "kwb.csv", KWB)
    monkeypatch.setenv("KINDERWERK_DATA", str(folder))
    assert run("bereik.xlsx", "--publiceer", *WHO)[0] == 0
    assert published() == [("bereik", 2024)]


def test_what_someone_publishes_meanwhile_is_not_replaced(run, files, monkeypatch):
    def read_slowly(path, **options):
        understanding = explain_file(path, **options)
        said = Publication("Stichting Proef", "31-12-2024", "", "xlsx", "0" * 64)
        tables = [t for t in understanding.result.tables if t.source.kind == "kwb"]
        if tables:
            open_store().publish(tables, gemeente_code="GM9001", publication=said, by=PIET)
        return understanding

    monkeypatch.setattr(deliver, "explain_file", read_slowly)
    status, out, err = run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO)
    assert status == 1
    assert "Piet heeft dit op" in out + err
    assert (published(), open_store().concepts(somebody("Proefpersoon"))) == ([("kwb", 2024)], [])


def test_a_file_that_changes_while_it_is_read_is_refused(run, files, monkeypatch):
    def read_and_change(path, **options):
        understanding = explain_file(path, **options)
        write_csv(path, in_year(KWB, 2023))
        return understanding

    monkeypatch.setattr(deliver, "explain_file", read_and_change)
    status, out, err = run("kwb.csv", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "veranderde terwijl het gelezen werd" in out + err


def test_two_files_of_the_same_data_set_leave_nothing(run, files):
    write_xlsx(files / "nog-een.xlsx", {"Bereik": [BEREIK[0], ["Oost", 2024, 99, 0.5], *BEREIK[2:]]})
    status, out, err = run("kwb.csv", "bereik.xlsx", "nog-een.xlsx", "--publiceer", *WHO)
    assert (status, published(), open_store().concepts(somebody("Proefpersoon"))) == (1, [], [])
    assert "twee tabellen over hetzelfde" in out + err


def test_a_run_that_is_broken_off_leaves_no_concept(run, monkeypatch):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "publish_concepts", stop)
    with pytest.raises(KeyboardInterrupt):
        run("kwb.csv", "bereik.xlsx", "--publiceer", *WHO)
    assert (published(), open_store().concepts(somebody("Proefpersoon"))) == ([], [])


def test_bereik_of_which_nobody_says_who_counted_it_is_not_published(run):
    status, out, err = run("kwb.csv", "bereik.xlsx", "--publiceer", "--wie", "Proefpersoon")
    assert (status, published()) == (1, [])
    assert "--bron NAAM" in out + err
    assert run("kwb.csv", "--publiceer", "--wie", "Proefpersoon")[0] == 0


def test_bereik_alone_needs_figures_of_cbs(run):
    status, out, _ = run("bereik.xlsx", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "geen CBS-cijfers van deze gemeente" in out


def test_another_gemeente_is_refused(run):
    status, out, _ = run("kwb.csv", "--publiceer", *WHO, gemeente="GM9002")
    assert (status, published()) == (1, [])
    assert "niets over gemeente GM9002" in out


def test_the_year_of_a_file_that_states_none(run):
    assert run("zonder-jaar.csv", "--publiceer", *WHO)[0] == 1
    assert published() == []
    assert run("zonder-jaar.csv", "--jaar", "2022", "--publiceer", *WHO)[0] == 0
    assert published() == [("kwb", 2022)]


def test_the_year_in_a_file_is_not_overruled(run):
    assert run("kwb.csv", "--jaar", "2022", "--publiceer", *WHO)[0] == 0
    assert published() == [("kwb", 2024)]


def test_what_bronnen_toml_says_of_a_file_counts(run, files):
    rows = [["Wijkcode", "Wijk", "Unieke kinderen"], *[[f"WK90010{n}", f"Wijk {n}", 50] for n in (1, 2, 3)]]
    write_csv(files / "stil.csv", rows)
    said = '["stil.csv"]\njaar = 2024\norganisatie = "Welzijn Proef"\ntelt = "locatie"\nverzonnen = true\n'
    (files / "bronnen.toml").write_text(f'{said}["weg.csv"]\njaar = 2024\n', encoding="utf-8")
    status, out, err = run("kwb.csv", "stil.csv", "--publiceer")
    assert (status, "geen jaar" in out, "geen naam van de organisatie" in out) == (0, False, False)
    assert "weg.csv" in err
    table = next(table for table in open_store().load_published() if isinstance(table, BereikTable))
    assert (table.year, table.source.publisher, table.place) == (2024, "Welzijn Proef", "locatie")
    assert table.source.invented


# --- profiles -----------------------------------------------------------------------------------------


def keep_profile(files, name: str, corrections: dict[str, object]) -> None:
    fingerprint = explain_file(files / "fout.xlsx").fingerprint
    open_store().save_profile(
        Profile("Stichting Proef", "GM9001", fingerprint, corrections, name=name), somebody("Proefpersoon")
    )


def test_a_profile_is_recognised_by_the_headers_and_by_its_name(run, files):
    keep_profile(files, "kwartaal", {"wijken": {"Nergenshuizen": "WK900103"}})
    for more in ((), ("--profiel", "kwartaal"), ("--profiel", "Stichting Proef")):
        assert run("kwb.csv", "fout.xlsx", *more)[0] == 0


def test_a_named_profile_for_other_headers_is_not_passed_by_in_silence(run, files):
    keep_profile(files, "kwartaal", {})
    rows = [["Wijkcode", "Jaar", "Unieke kinderen"], *[[f"WK90010{n}", 2024, 50] for n in (1, 2, 3)]]
    write_xlsx(files / "anders.xlsx", {"Bereik": rows})
    status, _, err = run("kwb.csv", "bereik.xlsx", "anders.xlsx", "--profiel", "kwartaal", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "anders.xlsx: andere kolomkoppen" in err and "bereik.xlsx: andere" not in err


def test_a_named_profile_counts_for_a_file_that_states_no_year_too(run, files):
    rows = [["Wijkcode", "Wijk", "Unieke kinderen"], *[[f"WK90010{n}", f"Wijk {n}", 50] for n in (1, 2, 3)]]
    path = write_xlsx(files / "geen-jaar.xlsx", {"Bereik": rows})
    profile = Profile("Stichting Proef", "GM9001", explain_file(path).fingerprint, {}, name="kwartaal")
    open_store().save_profile(profile, somebody("Proefpersoon"))
    status, _, err = run("kwb.csv", "geen-jaar.xlsx", "--jaar", "2024", "--profiel", "kwartaal")
    assert (status, err) == (0, "")


def test_a_profile_of_another_gemeente_is_not_used(run, files):
    fingerprint = explain_file(files / "fout.xlsx").fingerprint
    profile = Profile("Elders", "GM9002", fingerprint, {"wijken": {"Nergenshuizen": "WK900103"}})
    open_store().save_profile(profile, somebody("Proefpersoon"))
    assert run("kwb.csv", "fout.xlsx")[0] == 1


def test_a_profile_that_an_organisation_delivered_is_not_used(run, files):
    fingerprint = explain_file(files / "fout.xlsx").fingerprint
    profile = Profile("Stichting Proef", "GM9001", fingerprint, {"wijken": {"Nergenshuizen": "WK900103"}})
    own = Identity("sam", Role.ORGANISATIE, frozenset({"GM9001"}), "Stichting Proef")
    open_store().save_profile(profile, own)
    assert run("kwb.csv", "fout.xlsx")[0] == run("kwb.csv", "fout.xlsx", "--profiel", "Stichting Proef")[0] == 1
    open_store().save_profile(profile, somebody("Proefpersoon"))
    assert run("kwb.csv", "fout.xlsx")[0] == 0


@pytest.mark.parametrize(("kept", "words"), [(True, "kwartaal"), (False, "geen enkel profiel")])
def test_an_unknown_profile_is_refused_with_the_names_that_there_are(run, files, kept, words):
    if kept:
        keep_profile(files, "kwartaal", {})
    status, out, err = run("kwb.csv", "--profiel", "jaarlijks", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "geen profiel met deze naam" in out + err
    assert words in out + err


# --- personal data ------------------------------------------------------------------------------------


def test_personal_data_leaves_nothing_in_the_store_or_the_answer(run, own_store):
    status, out, err = run("kwb.csv", "personen.xlsx", "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "persoonsgegevens" in out
    stored = [path.read_bytes() for path in own_store.rglob("*") if path.is_file()]
    for secret in ("111222333", "Zandkorrel"):
        assert secret not in out + err
        assert not any(secret.encode() in content for content in stored)


# --- wrong use ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weg.csv",), "bestaat niet"),
        (("kwb.csv", "--jaar", "snel"), "snel"),
        (("kwb.csv", "--peildatum", "31-02-2024"), "geen datum"),
        (("kwb.csv", "--peildatum", "2024"), "geen datum"),
        (("kwb.csv", "--hoogste-verandering", "veel"), "geen percentage"),
        (("kwb.csv", "--snel"), "onbekend: --snel"),
        ((), "dit ontbreekt: BESTAND"),
    ],
)
def test_wrong_use_is_said_in_dutch_with_status_2(run, words, said):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in err


def test_the_name_of_a_published_file_is_kept_nowhere_and_shown_by_nothing(run, files, own_store, caplog):
    name = "uitdraai Zonnekind Lariekoek"
    (files / "bereik.xlsx").rename(files / f"{name}.xlsx")
    with caplog.at_level(logging.DEBUG):
        assert run("kwb.csv", f"{name}.xlsx", "--publiceer", *WHO)[0] == 0
    library = add_published(Library([]), open_store())
    shown = everything(library, Norm(), 5, files=True, sheets=True)
    assert "Stichting Proef" in repr(shown)
    assert "Zonnekind" not in repr(shown)
    assert "Zonnekind" not in caplog.text
    assert "Zonnekind" not in repr([open_store().datasets(), open_store().audit_log(), library.problems])
    kept = [path for path in own_store.rglob("*") if path.is_file()]
    assert {path.name for path in kept} >= {"kinderwerk.sqlite", "kinderwerk.key"}
    assert not any(b"Zonnekind" in path.read_bytes() for path in kept)


@pytest.mark.parametrize("name", ["lijst 111222333.xlsx", "intake Kim Jansen.xlsx"])
def test_a_file_with_a_name_about_a_person_is_refused_and_its_name_is_not_said(run, files, own_store, name):
    (files / "bereik.xlsx").rename(files / name)
    status, out, err = run("kwb.csv", name, "--publiceer", *WHO)
    assert (status, published()) == (1, [])
    assert "Niet bruikbaar: bestand.xlsx." in err
    assert not any(part in out + err for part in ("111222333", "Jansen"))
    assert not any(b"111222333" in p.read_bytes() or b"Jansen" in p.read_bytes() for p in own_store.rglob("*.*"))
