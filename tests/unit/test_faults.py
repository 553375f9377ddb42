"""Whatever breaks down inside a reader: one Dutch problem, status 1, the other files go on, and no traceback."""

import importlib
import io
import json
from pathlib import Path

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.sources import faults, library
from kinderwerk_stats.sources.faults import LOG_VARIABLE
from kinderwerk_stats.sources.safe import child, read_file_safely, reading
from kinderwerk_stats.sources.safe.wire import Request, read_frame, write_frame
from kinderwerk_stats.sources.safe.workers import ReaderFailed
from tests.file_builders import write_csv, write_xlsx
from tests.unit.test_cli import BEREIK, ENGLISH, KWB
from tests.words import words_of

SECRET = "Piet Zandkorrel"
STUCK = "het programma loopt hierop vast; dat is een fout van het programma"
# Reader -> the file that comes to it.
READERS = {
    "recognise.read_grids": "kwb.csv",
    "recognise.refuse_persons": "kwb.csv",
    "recognise.find_personal_data": "kwb.csv",
    "recognise.find_beside": "bereik.xlsx",
    "recognise.read_addresses": "kwb.csv",
    "recognise.read_ages": "kwb.csv",
    "recognise.read_observations": "kwb.csv",
    "recognise.read_cbs": "kwb.csv",
    "recognise.read_with_sheets": "bereik.xlsx",
    "recognise.check_even": "bereik.xlsx",
    "recognise.read_json_grid": "odata.json",
    "geometry.reader.read_shapes": "kaart.geojson",
    "geometry.reader.read_layer": "kaart.geojson",
}


class PanicException(BaseException):
    """What a library in Rust raises: no Exception."""


def break_down(error: BaseException):
    def broken(*_args: object, **_options: object) -> object:
        raise error

    return broken


def breaking(monkeypatch, function: str, error: BaseException) -> None:
    """Let a function of ours raise; by its module, since a package may have a function of the same name."""
    module, name = f"kinderwerk_stats.{function}".rsplit(".", 1)
    monkeypatch.setattr(importlib.import_module(module), name, break_down(error))


@pytest.fixture
def files(tmp_path):
    write_csv(tmp_path / "kwb.csv", KWB)
    write_xlsx(tmp_path / "bereik.xlsx", {"Bereik": BEREIK})
    odata = {"value": [{"WijkenEnBuurten": "WK900101", "k_0Tot15Jaar_8": 120}]}
    (tmp_path / "odata.json").write_text(json.dumps(odata), encoding="utf-8")
    shape = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52]]]}
    feature = {"type": "Feature", "properties": {"wijkcode": "WK900101", "jaar": 2024}, "geometry": shape}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "kaart.geojson").write_text(json.dumps(collection), encoding="utf-8")
    (tmp_path / "tabel.csv").write_text("wijk,a,b\nx,1,2\ny,2,3\n", encoding="utf-8")
    tree = {"index": {"naam": "i", "delen": [{"kolom": "a"}, {"kolom": "b"}]}}
    (tmp_path / "opbouw.json").write_text(json.dumps(tree), encoding="utf-8")
    return tmp_path


def said_of(capsys, *words: object) -> tuple[int, str]:
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    assert "Traceback" not in out + err
    assert ENGLISH.findall(err) == []
    return status, out + err


@pytest.mark.parametrize("error", [TypeError(SECRET), MemoryError(), PanicException(SECRET)], ids=repr)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_that_breaks_down_is_one_problem_with_its_file(capsys, monkeypatch, files, reader, error):
    breaking(monkeypatch, f"sources.{reader}", error)
    name = READERS[reader]
    status, said = said_of(capsys, "controleer", files / name)
    assert status == 1
    assert said.count(STUCK) == 1
    assert f"Fout: {name}: " in said
    assert "meld dit aan de beheerder van het programma, en noem dit bestand" in said


def test_the_other_files_are_read(capsys, monkeypatch, files):
    breaking(monkeypatch, "sources.recognise.read_with_sheets", KeyError(SECRET))
    status, said = said_of(capsys, "controleer", "--json", files / "kwb.csv", files / "bereik.xlsx")
    answers = json.loads(said[: said.rindex("]") + 1])
    assert status == 1
    assert [answer["usable"] for answer in answers] == [True, False]
    assert [len(answer["problems"]) for answer in answers] == [0, 1]


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        (("dekking", "--gemeente", "GM9001", "--cbs", "kwb.csv"), "sources.recognise.read_cbs"),
        (("behoefte", "--cbs", "kwb.csv"), "sources.recognise.read_cbs"),
        (("behoefte", "--cbs", "kwb.csv", "--eigen-cijfer", "tabel.csv"), "cli.need.read_own_indicator"),
        (("maak", "factsheet", "--uit", "uit", "--cbs", "kwb.csv"), "sources.recognise.read_cbs"),
        (("samengesteld", "--gegevens", "tabel.csv", "--opbouw", "opbouw.json"), "cli.composite.read_table"),
        (("controleer", "kwb.csv"), "sources.library.read_settings"),
        (("dekking", "--gemeente", "GM9001", "--cbs", "kwb.csv"), "cli.cover.build_monitor"),
        (("maak", "factsheet", "--uit", "uit", "--cbs", "kwb.csv"), "cli.making.build_monitor"),
    ],
)
def test_every_command_ends_with_a_problem(capsys, monkeypatch, files, words, broken):
    monkeypatch.chdir(files)
    breaking(monkeypatch, broken, ZeroDivisionError(SECRET))
    status, said = said_of(capsys, *words)
    assert (status, said.count(STUCK)) == (1, 1)


def test_a_refusal_in_json_stays_json(capsys, monkeypatch, files):
    breaking(monkeypatch, "cli.cover.build_monitor", ZeroDivisionError(SECRET))
    words = ["dekking", "--gemeente", "GM9001", "--cbs", str(files / "kwb.csv"), "--json"]
    assert main(words) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["where"] == "opdracht dekking"


def test_inlezen_says_it_too_and_publishes_nothing(capsys, monkeypatch, files):
    monkeypatch.setenv("KINDERWERK_STORE", str(files / "store"))
    monkeypatch.setattr(reading, "ask", break_down(ReaderFailed("fault", "TypeError\n")))
    status, said = said_of(capsys, "inlezen", files / "kwb.csv", "--gemeente", "GM9001", "--publiceer")
    assert (status, said.count(STUCK)) == (1, 1)
    assert "Er is niets gepubliceerd" in said


@pytest.mark.parametrize("error", [TypeError(SECRET), PanicException(SECRET)], ids=repr)
def test_the_reader_process_says_where_it_broke_and_ends(monkeypatch, error):
    monkeypatch.setattr(child, "_read", break_down(error))
    monkeypatch.setattr(child, "_limit_cpu", lambda _seconds: None)
    source, target = io.BytesIO(), io.BytesIO()
    for _ in range(2):
        write_frame(source, b"Q", Request(Path("a.csv"), 8).to_bytes())
    source.seek(0)
    child._serve(source, target)
    target.seek(0)
    frames = []
    while (frame := read_frame(target)) is not None:
        frames.append(frame)
    assert [kind for kind, _ in frames] == [b"S", b"F"]
    trace = frames[-1][1].decode()
    assert trace.startswith(type(error).__name__)
    assert "child.py" in trace
    assert SECRET not in trace


def test_a_process_that_broke_on_a_file_is_told_as_a_fault_of_ours(monkeypatch, files, caplog):
    monkeypatch.setattr(reading, "ask", break_down(ReaderFailed("fault", "TypeError\n  at some line")))
    (problem,) = read_file_safely(files / "kwb.csv").problems
    assert words_of(problem).found.startswith(STUCK)
    assert "at some line" in caplog.text


def test_where_it_broke_goes_to_the_log_that_is_asked_for_without_the_words(capsys, monkeypatch, files):
    log = files / "fout.log"
    monkeypatch.setenv(LOG_VARIABLE, str(log))
    breaking(monkeypatch, "sources.recognise.read_cbs", TypeError(SECRET))
    said_of(capsys, "controleer", files / "kwb.csv")
    kept = log.read_text(encoding="utf-8")
    assert "bestand.csv: TypeError" in kept
    assert "recognise.py" in kept
    assert SECRET not in kept


@pytest.mark.parametrize("place", [".", "weg/fout.log"])
def test_a_log_that_cannot_be_written_stops_nothing(capsys, monkeypatch, files, place):
    monkeypatch.setenv(LOG_VARIABLE, str(files / place))
    assert said_of(capsys, "controleer", files / "kwb.csv")[0] == 0


@pytest.mark.parametrize("reader", READERS)
def test_who_stops_the_program_stops_it(monkeypatch, files, reader):
    breaking(monkeypatch, f"sources.{reader}", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        main(["controleer", str(files / READERS[reader])])


def test_the_fault_of_a_reader_is_no_table(monkeypatch, files):
    monkeypatch.setattr(library, "read_file", break_down(ValueError()))
    (result,) = library.read_files([files / "kwb.csv"]).results
    assert (result.kind, result.tables, result.usable) == ("onbekend", (), False)
    assert set(result.area_counts) <= set(map(str, AREA_KINDS))


def test_no_words_of_an_exception_are_kept():
    with pytest.raises(ValueError, match="null") as caught:
        Path("\0").stat()
    assert faults.where_it_broke(caught.value).startswith("ValueError\n")
    assert "null" not in faults.where_it_broke(caught.value).partition("\n")[0]
