"""Hostile and damaged files: each gets its own words, and none takes more than it may."""

import io
import json
import logging
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from pptx import Presentation

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.content import to_bytes
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources import deck_template
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.deck_template import read_template
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.safe import (
    Limits,
    explain_safely,
    read_file_safely,
    read_template_safely,
    reading,
    workers,
)
from kinderwerk_stats.sources.safe.turns import Turns
from kinderwerk_stats.sources.safe.wire import answer_from_bytes
from tests import hostile_builders as hostile
from tests.file_builders import write_csv, write_raw_xlsx, write_xlsx
from tests.words import words_of

# What the builder writes, the name it gets, and the words by which its sender knows what is wrong.
HOSTILE: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "1 GB in 1 MB": (hostile.big_sheet, "a.xlsx", "uitgepakt groter dan 300 MB"),
    "packed too tightly": (hostile.tight_sheet, "a.xlsx", "zo sterk ingepakt"),
    "size that is not true": (hostile.lying_sheet, "a.xlsx", "onderweg veranderd"),
    "zip in zip": (hostile.nested_zip, "a.xlsx", "zip-bestand zonder werkmap"),
    "many entries": (hostile.many_entries, "a.xlsx", "meer dan 2000 onderdelen"),
    "overlapping entries": (hostile.overlapping, "a.xlsx", "over elkaar heen"),
    "path names": (hostile.path_names, "a.xlsx", "buiten het bestand wijst"),
    "truncated": (hostile.truncated, "a.xlsx", "het einde ontbreekt"),
    "wrong checksum": (hostile.wrong_crc, "a.xlsx", "onderweg veranderd"),
    "200,000 formatted rows": (hostile.formatted_rows, "a.xlsx", "dit bestand is niet herkend"),
    "cell at XFD1048576": (hostile.far_cell, "a.xlsx", "heel ver naar rechts of naar beneden"),
    "far cell in a part by another name": (hostile.far_cell_by_another_name, "a.xlsx", "heel ver naar rechts"),
    "16,384 columns": (hostile.wide_sheet, "a.xlsx", "blad met meer dan 5000 kolommen"),
    "billion laughs": (hostile.billion_laughs, "a.xlsx", "eigen xml-definities"),
    "10 MB in a cell": (hostile.long_cell, "a.xlsx", "meer dan 100.000 tekens"),
    "locked xlsx": (hostile.locked_xlsx, "a.xlsx", "wachtwoord"),
    "locked xls": (hostile.locked_xls, "a.xls", "wachtwoord"),
    "locked ods": (hostile.locked_ods, "a.ods", "wachtwoord"),
    "locked ods as a whole": (hostile.locked_whole_ods, "a.ods", "wachtwoord"),
    "locked zip": (hostile.locked_zip, "a.xlsx", "wachtwoord"),
    "html": (hostile.html, "a.xlsx", "een webpagina"),
    "null bytes": (hostile.null_bytes, "a.csv", "geen tekst en geen Excel-bestand"),
    "null byte far below": (hostile.late_null_byte, "a.csv", "op rij 2002 staat een nul-teken"),
    "utf-32": (hostile.utf_32, "a.csv", "op rij 1 staat een nul-teken"),
    "only a byte order mark": (hostile.lone_bom, "a.csv", "is leeg"),
    "damaged xls": (hostile.damaged_ole, "a.xls", "beschadigd of niet compleet"),
    "deep list": (hostile.deep_list, "a.json", "geen kaart en geen tabel"),
    "number of 10,000 digits": (hostile.huge_number, "a.json", "geen kaart en geen tabel"),
    "line of 100 MB": (hostile.long_line, "a.csv", "een regel van meer dan 1 MB"),
    "a million columns in csv": (hostile.wide_csv, "a.csv", "er zijn meer dan 5000 kolommen"),
    "16,384 columns in csv": (hostile.wide_short_csv, "a.csv", "er zijn meer dan 5000 kolommen"),
    "ods without an end": (hostile.endless_ods, "a.ods", "beschadigd of niet compleet"),
    "ods columns repeated": (hostile.repeated_columns, "a.ods", "heel ver naar rechts of naar beneden"),
    "ods rows repeated": (hostile.repeated_rows, "a.ods", "heel ver naar rechts of naar beneden"),
}
HOSTILE_MAPS: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "deep map": (hostile.deep_json, "a.geojson", "beschadigd"),
    "damaged GeoPackage": (hostile.damaged_gpkg, "a.gpkg", "beschadigd"),
}


@pytest.mark.parametrize(("build", "name", "words"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_in_its_own_words(
    build: Callable[[Path], Path], name: str, words: str, tmp_path: Path
) -> None:
    result = read_file_safely(build(tmp_path / name))
    assert (result.kind, result.tables) == ("onbekend", ())
    assert words in " ".join(words_of(problem).found for problem in result.problems)
    assert all(words_of(problem).where.startswith(name) for problem in result.problems)


@pytest.mark.parametrize(("build", "name", "words"), HOSTILE_MAPS.values(), ids=HOSTILE_MAPS)
def test_hostile_map_is_refused(build: Callable[[Path], Path], name: str, words: str, tmp_path: Path) -> None:
    result = read_file_safely(build(tmp_path / name))
    assert (result.usable, result.tables) == (False, ())
    assert words in " ".join(words_of(problem).found for problem in result.problems)


@pytest.mark.parametrize(
    "build",
    [
        hostile.template_of_many_shapes,
        hostile.template_packed_too_tightly,
        hostile.template_of_many_parts,
        hostile.template_with_a_picture_of_a_gigapixel,
    ],
)
def test_template_that_is_made_to_do_harm_is_refused_by_another_process(
    build: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build(tmp_path / "huisstijl.pptx")
    # Where this process would parse it, the test breaks down.
    monkeypatch.setattr(deck_template, "Presentation", None)
    with pytest.raises(InputRefused) as refused:
        read_template_safely(path)
    assert [problem.code for problem in refused.value.problems] == ["sjabloon_te_veel"]
    assert words_of(refused.value.problems[0]).where == "huisstijl.pptx"


def test_template_takes_no_more_memory_than_a_file_may(tmp_path: Path) -> None:
    path = hostile.template_of_many_shapes(tmp_path / "huisstijl.pptx")
    with pytest.raises(InputRefused) as refused:
        read_template_safely(path, limits=Limits(memory_bytes=60_000_000))
    assert [problem.code for problem in refused.value.problems] == ["lezen_kost_te_veel_geheugen"]


def test_template_comes_back_as_the_reader_itself_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "huisstijl.pptx"
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Oude dia"
    deck.save(str(path))
    content = read_template_safely(path)
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(io.BytesIO(read_template(path))) as direct:
        assert {name: made.read(name) for name in made.namelist()} == {n: direct.read(n) for n in direct.namelist()}
        assert not any(b"Oude dia" in made.read(name) for name in made.namelist())


def test_query_without_end_is_stopped(tmp_path: Path) -> None:
    result = read_file_safely(hostile.endless_gpkg(tmp_path / "a.gpkg"), limits=Limits(seconds=2))
    assert [words_of(problem).found for problem in result.problems] == [
        "het lezen was na 2 seconden nog niet klaar en is gestopt"
    ]


def test_long_words_that_look_like_a_mail_address_are_read_within_the_limits(tmp_path: Path) -> None:
    assert read_file_safely(hostile.endless_word(tmp_path / "a.csv")).usable


def test_memory_is_limited(tmp_path: Path) -> None:
    result = read_file_safely(hostile.long_table(tmp_path / "a.csv"), limits=Limits(memory_bytes=60_000_000))
    assert "geheugen" in words_of(result.problems[0]).found
    assert (result.kind, result.tables) == ("onbekend", ())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_by_another_name_is_read_in_any_encoding(codec: str, tmp_path: Path) -> None:
    rows = [["Wijkcode", "Aantal unieke kinderen"], ["WK034401", "54"], ["WK034402", "62"], ["WK034403", "71"]]
    result = read_file_safely(write_csv(tmp_path / "bereik.xlsx", rows, encoding=codec))
    assert result.kind == "bereik"
    table = result.tables[0]
    assert isinstance(table, BereikTable)
    assert table.values["reached_count"].tolist() == [54, 62, 71]


def test_links_to_other_files_are_named_and_not_followed(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx", {"2024": [["Wijkcode", "Unieke kinderen"], ["WK034401", 54], ["WK034402", 9]]}
    )
    hostile._add(path, "xl/externalLinks/externalLink1.xml", "<externalLink/>")
    result = read_file_safely(path)
    assert result.usable
    assert [p.severity for p in result.problems if "verwijst naar andere bestanden" in words_of(p).found] == [
        "waarschuwing"
    ]


def test_the_answer_is_what_the_reader_itself_returns(example_dir: Path) -> None:
    for path in sorted(example_dir.iterdir()):
        if path.suffix != ".toml":
            ours, direct = read_file_safely(path), read_file(path)
            assert (ours.path, ours.kind, ours.problems, ours.area_counts) == (
                direct.path, direct.kind, direct.problems, direct.area_counts
            )  # fmt: skip
            assert [to_bytes(table) for table in ours.tables] == [to_bytes(table) for table in direct.tables]


def test_explanation_is_what_the_reader_itself_returns(example_dir: Path) -> None:
    path = example_dir / "bereik-2024.xlsx"
    ours, direct = explain_safely(path), explain_bereik(path)
    assert vars_of(ours) == vars_of(direct)


def vars_of(understanding: Understanding) -> dict[str, object]:
    return {name: value for name, value in vars(understanding).items() if name != "result"}


def test_corrections_reach_the_reader(example_dir: Path) -> None:
    result = read_file_safely(example_dir / "bereik-2024.xlsx", Corrections(year=2019))
    assert {table.year for table in result.tables} == {2019}


def test_steps_are_told_in_words(example_dir: Path) -> None:
    steps: list[str] = []
    read_file_safely(example_dir / "bereik-2024.xlsx", on_step=steps.append)
    assert steps == ["het bestand controleren", "de tabellen lezen", "de cijfers overnemen"]


def test_place_in_the_queue_is_told_and_can_be_left(example_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(1, 1)
    monkeypatch.setattr(workers._POOL, "_turns", turns)

    def leave(step: str) -> None:
        if "plaats" in step:
            raise InterruptedError(step)

    path = example_dir / "bereik-2024.xlsx"
    with turns.take("iemand"), pytest.raises(InterruptedError, match="wachten op een beurt, plaats 1 in de rij"):
        explain_safely(path, on_step=leave, who="ander")
    assert explain_safely(path, on_step=leave, who="ander").result.usable


def test_caller_can_cancel_and_the_next_file_is_read(example_dir: Path, tmp_path: Path) -> None:
    cancel = threading.Event()
    path = hostile.endless_gpkg(tmp_path / "a.gpkg")
    result = read_file_safely(path, cancel=cancel, on_step=lambda step: cancel.set() if "lezen" in step else None)
    assert [words_of(problem).found for problem in result.problems] == ["het lezen is afgebroken"]
    assert read_file_safely(example_dir / "bereik-2024.xlsx").usable


def test_others_are_served_while_a_hostile_file_is_read(example_dir: Path, tmp_path: Path) -> None:
    cancel, started = threading.Event(), threading.Event()
    path = hostile.endless_gpkg(tmp_path / "a.gpkg")

    def tell(step: str) -> None:
        if step == "de tabellen lezen":
            started.set()

    reading_on = threading.Thread(
        target=read_file_safely, args=(path,), kwargs={"limits": Limits(seconds=120), "on_step": tell, "cancel": cancel}
    )
    reading_on.start()
    assert started.wait(60)
    assert all(read_file_safely(example_dir / "bereik-2024.xlsx").usable for _ in range(5))
    assert reading_on.is_alive()
    cancel.set()
    reading_on.join(30)
    assert not reading_on.is_alive()


def test_size_of_the_file_is_limited(example_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = example_dir / "bereik-2024.xlsx"
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", path.stat().st_size)
    assert read_file_safely(path).usable
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", path.stat().st_size - 1)
    assert words_of(read_file_safely(path).problems[0]).found == "het bestand is groter dan 200 MB"


def test_absent_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file_safely(tmp_path / "er-is-niets.csv")


def test_an_answer_that_is_none_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"\x80\x05.", b"\0" * 8 + b"{}", (2).to_bytes(8, "big") + b"[]"):
        with pytest.raises(ValueError, match=r"not an answer|Expecting|Unterminated"):
            answer_from_bytes(content, tmp_path / "a.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system sets no limit on memory")
def test_process_holds_itself_to_its_limits() -> None:
    import resource

    worker = workers.Worker(300_000_000)
    try:
        held = int(Path(f"/proc/{worker.pid}/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        room, hard = resource.prlimit(worker.pid, resource.RLIMIT_AS)
        assert room == hard
        assert 0 < room - held <= 300_000_000
        for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
            assert resource.prlimit(worker.pid, kind) == (0, 0)
    finally:
        worker.end()


@pytest.mark.slow
def test_a_million_empty_rows_are_answered_within_the_limits(tmp_path: Path) -> None:
    path = hostile.formatted_rows(tmp_path / "a.xlsx", 1_000_000)
    assert "dit bestand is niet herkend" in words_of(read_file_safely(path).problems[0]).found
    worker = workers.Worker(workers.LIMITS.memory_bytes)
    request = {"path": str(path), "explain": False, "corrections": None, "seconds": workers.LIMITS.seconds}
    try:
        answer = worker.ask(json.dumps(request).encode(), workers.LIMITS.clock_seconds, None, None)
    finally:
        worker.end()
    peak = int.from_bytes(answer[: workers.PEAK_BYTES], "big")
    assert peak < 1_000_000_000


@pytest.mark.parametrize("kind", ["personal data", "damaged"])
def test_nothing_of_a_refused_file_is_printed_or_logged(
    kind: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secrets = ("Verzonneling", "111222333", "verzonneling@voorbeeld.nl")
    rows = [["Naam kind", "BSN", "E-mail", "Wijkcode"], *([[*secrets, "WK034401"]] * 5)]
    path = write_xlsx(tmp_path / "a.xlsx", {"2024": rows})
    if kind == "damaged":
        text = "".join(f'<row r="{n}"><c r="A{n}" t="b"><v>{secrets[0]}</v></c></row>' for n in range(1, 4))
        write_raw_xlsx(path, f"<sheetData>{text}")
    # Also where the app would not throw away what its process prints.
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **options: start(*a, **{**options, "stderr": None}))
    workers.end_idle()
    caplog.set_level(logging.DEBUG)
    result = read_file_safely(path)
    workers.end_idle()
    assert not result.usable
    printed = capfd.readouterr()
    said = f"{printed.out}{printed.err}{caplog.text}{result!r}"
    assert [secret for secret in secrets if secret in said] == []


def test_part_that_ends_too_early_is_damage_and_no_error_of_the_system(tmp_path: Path) -> None:
    path = hostile.short_part(tmp_path / "a.ods")
    for result in (read_file(path), read_file_safely(path)):
        assert (result.kind, "beschadigd" in words_of(result.problems[0]).found) == ("onbekend", True)


def test_reader_loads_only_what_it_reads_with() -> None:
    # Each of these would make every start slower: the first upload waits for it.
    code = "import sys, kinderwerk_stats.sources.safe.child; sys.stdout.write(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    unwanted = {"streamlit", "plotly", "sqlalchemy", "geopandas", "pyogrio", "openpyxl", "xlsxwriter"}
    assert {name.split(".")[0] for name in loaded} & unwanted == set()


def children_that_hold(secret: bytes) -> list[int]:
    """Return the reader processes that this one started and that have a text in their memory."""
    found = []
    tasks = Path("/proc/self/task").glob("*/children")
    for pid in {int(pid) for task in tasks for pid in task.read_text(encoding="ascii").split()}:
        with (
            suppress(FileNotFoundError, ProcessLookupError),
            Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
        ):
            # A replacement that is being started shares this memory, the secret included, until its program is loaded.
            if b"kinderwerk_stats.sources.safe.child" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                continue
            for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
                first, last = (int(number, 16) for number in line.split()[0].split("-"))
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(first)
                    if secret in memory.read(last - first):
                        found.append(pid)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process can look into the memory of another")
@pytest.mark.parametrize("read", [read_file_safely, explain_safely])
@pytest.mark.parametrize("kind", ["refused", "asked", "usable"])
def test_no_process_remains_that_read_personal_data(
    kind: str, read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers._POOL, "_keep_warm", True)
    # Of this case only: a process of another one may still hold its own.
    secret = f"Ooievaar-{kind}-{read.__name__}-{uuid4().hex}"
    header = {"refused": "Voornaam", "asked": "Opmerking", "usable": "Activiteit"}[kind]
    rows = [
        ["Wijkcode", "Jaar", header, "Unieke kinderen"],
        *([f"WK03440{n}", 2024, secret, 50 + n] for n in range(1, 6)),
    ]
    path = write_csv(tmp_path / "lijst.csv", rows)
    read(path)
    read(path)
    # A process that read a usable file stays: so the search does find what it looks for.
    assert bool(children_that_hold(secret.encode())) is (kind == "usable")
