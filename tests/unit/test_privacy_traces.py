"""After a file with personal data is refused nothing of it is left. All persons are invented."""

import gc
import json
import linecache
import logging
import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
import xlsxwriter
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.sources.recognise import read_file, recognise
from kinderwerk_stats.ui.delivery import session
from tests.file_builders import write_csv, write_xlsx
from tests.words import words_of

# Made anew in each run: no source line, of this module or another, can hold what the tests look for.
DIGITS = str(100_000_000 + secrets.randbelow(900_000_000))
NAME = "Z" + "".join(secrets.choice("aeioumnrst") for _ in range(11))
LIST = [["Voornaam", "Wijk", "Nummer"], [NAME, "Oost", DIGITS], [NAME, "West", DIGITS]]


def write(folder, kind):
    if kind == "csv":
        return write_csv(folder / "lijst.csv", LIST)
    if kind == "json":
        path = folder / "lijst.json"
        path.write_text(json.dumps([dict(zip(LIST[0], row, strict=True)) for row in LIST[1:]]))
        return path
    if kind == "comment":
        path = folder / "noot.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("Cijfers")
            sheet.write_row(0, 0, ["Wijk", "Kinderen"])
            sheet.write_row(1, 0, ["Oost", 12])
            sheet.write_comment(1, 1, f"{NAME}, geb. 3-4-2016, nummer {DIGITS}")
        return path
    return write_xlsx(folder / "lijst.xlsx", {"Blad1": LIST})


def strings_in_memory():
    # Lines of the tests themselves, kept for tracebacks, hold the same digits.
    linecache.clearcache()
    gc.collect()
    seen = set()
    todo = [each for each in gc.get_objects() if isinstance(each, list | tuple | dict | set | frozenset)]
    for each in todo:
        for value in [*each.keys(), *each.values()] if isinstance(each, dict) else list(each):
            if isinstance(value, str | bytes) and id(value) not in seen:
                seen.add(id(value))
                yield value.decode("latin-1") if isinstance(value, bytes) else value


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "comment"])
def test_reading_leaves_no_trace(tmp_path, monkeypatch, caplog, capfd, kind):
    path = write(tmp_path, kind)
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with caplog.at_level(logging.DEBUG):
        result = read_file(path)
        found = recognise(path)
    assert not result.usable
    assert "persoonsgegevens" in str(result.problems)
    assert not (result.tables or found.grids or found.sheets or found.read)
    out, err = capfd.readouterr()
    for text in (out, err, caplog.text, repr(result), repr(found)):
        assert DIGITS not in text and NAME not in text
    assert {file for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "comment"])
def test_the_command_line_leaves_no_trace(tmp_path, kind):
    home = tmp_path / "thuis"
    home.mkdir()
    path = write(tmp_path, kind)
    content = path.read_bytes()
    code = (
        "import sys\n"
        "from kinderwerk_stats.cli import main\n"
        "try:\n    status = main(['controleer', sys.argv[1], '--json'])\n"
        "except SystemExit as stop:\n    status = stop.code\n"
        "sys.exit(status)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=Path(__file__).parents[2],
        env={"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1", "XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    for text in (run.stdout, run.stderr):
        assert DIGITS not in text and NAME not in text
    assert path.read_bytes() == content
    assert [file for file in tmp_path.rglob("*") if file.is_file() and file != path] == []


def test_memory_holds_nothing_afterwards(tmp_path):
    path = write(tmp_path, "xlsx")
    result = read_file(path)
    assert not result.usable
    own = {id(DIGITS), id(NAME), *(id(cell) for row in LIST for cell in row)}
    left = [each for each in strings_in_memory() if (DIGITS in each or NAME in each) and id(each) not in own]
    assert left == []


def test_refusal_has_no_cause_that_holds_cells(tmp_path):
    result = read_file(write(tmp_path, "csv"))
    assert all(problem.severity == "fout" for problem in result.problems)
    assert result.kind == "onbekend"


def test_list_of_persons_beside_the_repository_leaves_no_trace(shared_dir):
    path = shared_dir / "bereik" / "deelnemerslijst-met-persoonsgegevens.xlsx"
    result = read_file(path)
    assert not result.usable
    assert not any(value in repr(result) for value in ("111222333", "123456782", "2015", "2013"))


UPLOAD = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from kinderwerk_stats.ui.uploads import forget_upload
file = st.file_uploader("bestand", key="bestand")
st.text("leeg" if file is None else f"{len(file.getvalue())} bytes")
if file is not None:
    forget_upload(file)
context = get_script_run_ctx()
kept = context.uploaded_file_mgr.file_storage.get(context.session_id, {})
st.text(f"{len(kept)} bewaard")
"""


def test_upload_is_forgotten_by_the_server():
    app = AppTest.from_string(UPLOAD).run()
    app.get("file_uploader")[0].upload("lijst.csv", DIGITS.encode(), "text/csv").run()
    assert not app.exception
    assert [text.value for text in app.text] == ["9 bytes", "0 bewaard"]


def feature(**properties):
    return {
        "type": "Feature",
        "properties": {"wijkcode": "WK990101", "jaar": 2024, **properties},
        "geometry": {"type": "Polygon", "coordinates": [[[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.1]]]},
    }


@pytest.mark.parametrize(
    ("name", "value"), [("voornaam", "Proefje"), ("opm", "kim@voorbeeld.nl"), ("wie", "geb. 3-4-2016")]
)
def test_map_with_persons_is_refused(tmp_path, name, value):
    path = tmp_path / "kaart.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature(**{name: value})]}))
    result = read_file(path)
    assert [words_of(problem).where for problem in result.problems] == [f"kaart.geojson, eigenschap {name}"]
    assert value not in str(result.problems)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature(opp=12)]}))
    assert read_file(path).usable


def test_table_of_persons_in_a_geopackage_is_refused(tmp_path):
    path = tmp_path / "kaart.gpkg"
    shape = shapely.to_wkb(np.array([shapely.box(135000, 455000, 136000, 456000)]))
    fields = np.array(["wijkcode", "jaar"])
    values = [np.array(["WK990101"], dtype=object), np.array([2024])]
    pyogrio.raw.write(str(path), shape, values, fields, layer="wijken", driver="GPKG", geometry_type="Polygon",
                      crs="EPSG:28992")  # fmt: skip
    assert read_file(path).usable
    pyogrio.raw.write(str(path), None, [np.array([NAME], dtype=object)], np.array(["achternaam"]), layer="lijst",
                      driver="GPKG", geometry_type=None, append=True)  # fmt: skip
    with sqlite3.connect(path) as database:
        assert database.execute("select count(*) from lijst").fetchone() == (1,)
    result = read_file(path)
    assert [words_of(problem).where for problem in result.problems] == ["kaart.gpkg, eigenschap achternaam"]


@pytest.mark.parametrize(("said", "usable"), [("kind met BSN 111222333", False), ("Wijken van Jan Steen", True)])
def test_description_of_a_geopackage_is_searched(tmp_path, said, usable):
    path = tmp_path / "kaart.gpkg"
    shape = shapely.to_wkb(np.array([shapely.box(135000, 455000, 136000, 456000)]))
    values = [np.array(["WK990101"], dtype=object), np.array([2024])]
    pyogrio.raw.write(str(path), shape, values, np.array(["wijkcode", "jaar"]), layer="wijken", driver="GPKG",
                      geometry_type="Polygon", crs="EPSG:28992")  # fmt: skip
    with sqlite3.connect(path) as database:
        database.execute("UPDATE gpkg_contents SET description = ?", (said,))
    database.close()
    result = read_file(path)
    assert result.usable is usable
    assert result.holds_personal_data is not usable


def test_nested_values_of_json_are_searched(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"wijk": "Oost", "kinderen": 12, "wie": {"bsn": "111222333"}}]))
    assert "persoonsgegevens" in str(read_file(path).problems)
    assert "111222333" not in str(read_file(path).problems)


def test_every_upload_is_forgotten_when_reading_one_breaks_down(monkeypatch):
    class Upload:
        name = "lijst.csv"

        def getvalue(self):
            return DIGITS.encode()

    forgotten = []
    uploads = [Upload(), Upload()]
    expected = list(uploads)

    def break_down(*_):
        raise RuntimeError

    monkeypatch.setattr(session, "_read", break_down)
    monkeypatch.setattr(session, "forget_upload", forgotten.append)
    with pytest.raises(RuntimeError):
        session.take_uploads(uploads, lambda *_: None)
    assert all(upload in forgotten for upload in expected)
    assert uploads == []
