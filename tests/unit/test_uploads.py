"""An upload has a path while it is read, and leaves nothing behind."""

import os
import stat
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.ui import uploads
from kinderwerk_stats.ui.uploads import fingerprint, safe_name, upload_path


@pytest.mark.parametrize("in_memory", [True, False])
def test_the_path_has_the_files_own_name_and_content_and_is_gone_afterwards(monkeypatch, tmp_path, in_memory):
    if in_memory and not hasattr(os, "memfd_create"):
        pytest.skip("only Linux has files in memory")
    if not in_memory:
        monkeypatch.delattr(os, "memfd_create", raising=False)
    monkeypatch.setattr("kinderwerk_stats.ui.uploads._memory_folder", lambda _: str(tmp_path))
    with upload_path("map/cijfers 2024.xlsx", b"inhoud") as path:
        assert (path.name, path.read_bytes()) == ("cijfers 2024.xlsx", b"inhoud")
        on_disk = [file for file in tmp_path.rglob("*") if file.is_file() and not file.is_symlink()]
        assert (on_disk == []) is in_memory
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        if not in_memory and sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == []


def test_a_map_can_be_read_by_its_path(example_dir):
    path = next(example_dir.glob("*.geojson"))
    with upload_path(path.name, path.read_bytes()) as given:
        result = read_file(given)
    assert result.usable
    assert result.tables[0].source.file == path.name


def test_the_path_is_gone_when_reading_fails(monkeypatch, tmp_path):
    monkeypatch.setattr("kinderwerk_stats.ui.uploads._memory_folder", lambda _: str(tmp_path))
    with pytest.raises(RuntimeError), upload_path("a.csv", b"x"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say whether somebody still reads")
def test_what_a_killed_server_left_is_removed_and_what_another_one_reads_is_not(monkeypatch, tmp_path):
    monkeypatch.setattr(uploads, "_MEMORY", tmp_path)
    for name in ("aanlevering-dood", "aanlevering-leeft", "iets anders"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Kim Jansen.xlsx").write_text("3")
    with uploads._held(str(tmp_path / "aanlevering-leeft")), uploads.no_uploads_left():
        assert sorted(path.name for path in tmp_path.iterdir()) == ["aanlevering-leeft", "iets anders"]


def test_a_server_that_is_told_to_stop_leaves_nothing_of_what_it_was_reading(monkeypatch, tmp_path):
    monkeypatch.setattr(uploads, "_memory_folder", lambda _: str(tmp_path))
    with ExitStack() as reading:
        with uploads.no_uploads_left():
            reading.enter_context(upload_path("a.geojson", b"{}"))
            assert len(list(tmp_path.iterdir())) == 1
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.xlsx", "a.xlsx"),
        ("", "bestand"),
        ("x\x00y.csv", "x_y.csv"),
        ("a" * 200, "a" * 200),
        ("a" * 201, "a" * 200),
        ("\U0001f600" * 100 + ".xlsx", "\U0001f600" * 48 + ".xlsx"),
        ("x." + "é" * 200, "." + "é" * 99),
        ("\ud83d.csv", "?.csv"),
    ],
)
def test_a_name_is_always_one_that_a_disk_can_hold(name, safe, tmp_path):
    assert safe_name(name) == safe
    Path(tmp_path / safe_name(name)).write_bytes(b"")


def test_one_other_byte_is_another_file():
    assert fingerprint(b"a") != fingerprint(b"b")
    assert len(fingerprint(memoryview(b"a"))) == 64
