"""Damaged files by the thousand: `make fuzz`. No file may get anything but an answer.

Every input is a small file of a known shape with some of its bytes, words or cells changed. The reader may refuse it in
its own words; an exception, or an answer that takes longer than a person waits, is a find. Finds are kept in a folder
and become tests; their seed makes them again.

With `--tables 20000` the files are whole: tables of reach in every shape, made from figures that are known. There a
wrong figure is a find too; each find is made as small as it can be and printed in full.
"""

import argparse
import faulthandler
import io
import random
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kinderwerk_stats.example.write import write_example
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.files.contents import check_contents
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_ods, write_xls, write_xlsx
from tests.table_oracle import try_tables

SLOW_SECONDS = 10.0
HANG_SECONDS = 120
_BEREIK: list[list[object]] = [
    ["Wijkcode", "Wijk", "Jaar", "Unieke kinderen", "Bezoeken", "Fte"],
    *([f"WK0344{n:02d}", f"Wijk {n}", 2024, 50 + n, 400 * n, 1.5] for n in range(1, 9)),
    ["", "Totaal", 2024, 436, 14_400, 12],
]
_CBS: list[list[object]] = [
    ["gwb_code_10", "regio", "recs", "a_inw", "a_00_14", "p_huurw"],
    ["GM0344", "Utrecht", "Gemeente", 9_000, 1_500, 40],
    *([f"WK0344{n:02d}", f"Wijk {n}", "Wijk", 1_000 + n, 150 + n, 40] for n in range(1, 9)),
]
_ODATA = (
    '{"value":[{"ID":0,"WijkenEnBuurten":"WK034401  ","Gemeentenaam_1":"Utrecht","k_0Tot15Jaar_8":120,'
    '"AantalInwoners_5":1500},{"ID":1,"WijkenEnBuurten":"GM0344    ","k_0Tot15Jaar_8":120,"AantalInwoners_5":1500}]}'
)
_WORDS = (
    b"-1", b"0", b"1e999", b"nan", b"inf", b"1.000", b"3,5", b"<5", b"=1+1", b"#N/A", b"", b"\x00", b"\xff\xfe", b"'",
    b'"', b";", b"\t", b"\r\n", b"99999999999999999999", b"2024-02-30", b"GM9999", b"WK034499", b"BU03440101", b"null",
    b"true", b"[]", b"{}", b"totaal", b"Jaar", b"Unieke kinderen", b"4-12", b"\xc3\xa9", b"\xf0\x9f\x98\x80", b"&#0;",
    b"&lt;", b"<!--", b"]]>", b"A1048576", b"XFD1", b"t=\"b\"", b"t=\"e\"", b"t=\"s\"", b"t=\"d\"", b"\xe2\x80\x8b",
    b"1900", b"3000", b"1-1-2024", b"2023/2024",
)  # fmt: skip


def build_seeds(folder: Path) -> dict[str, bytes]:
    """Return small files of every kind that the readers know: name -> bytes."""
    write_xlsx(folder / "bereik.xlsx", {"2024": _BEREIK, "uitleg": [["Bereik van kinderwerk 2024, 4 t/m 12 jaar"]]})
    write_xlsx(folder / "kwb-2024.xlsx", {"kwb-2024": _CBS})
    write_csv(folder / "bereik.csv", _BEREIK)
    write_csv(folder / "bereik16.csv", _BEREIK, delimiter="\t", encoding="utf-16")
    write_csv(folder / "kwb-2024.csv", _CBS)
    write_xls(folder / "kwb-2024.xls", "kwb-2024", _CBS)
    cell = '<table:table-cell office:value-type="{kind}"{value}><text:p>{text}</text:p></table:table-cell>'
    rows = "".join(
        "<table:table-row>"
        + "".join(
            cell.format(kind="string", value="", text=one)
            if isinstance(one, str)
            else cell.format(kind="float", value=f' office:value="{one}"', text=one)
            for one in row
        )
        + "</table:table-row>"
        for row in _BEREIK
    )
    write_ods(folder / "bereik.ods", rows)
    (folder / "odata.json").write_text(_ODATA, encoding="utf-8")
    with tempfile.TemporaryDirectory() as example:
        for path in write_example(Path(example)):
            if path.suffix in (".geojson", ".csv") or path.name == "bereik-2024.xlsx":
                (folder / f"voorbeeld-{path.name}").write_bytes(path.read_bytes())
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _change(chance: random.Random, data: bytes) -> bytes:
    """Return data with up to six places changed."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((0, 1, 1, 4, 20, 200))
        kind = chance.randrange(6)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            changed[at : at + length] = chance.choice(_WORDS)
        elif kind == 2:
            del changed[at : at + length]
        elif kind == 3:
            start = chance.randrange(len(changed) + 1)
            changed[at:at] = changed[start : start + length]
        elif kind == 4:
            changed[at:at] = chance.randbytes(length)
        else:
            # A whole value: digits become something else, and the rest of the file stays well formed.
            digits = [n for n in range(max(0, at - 200), min(len(changed), at + 200)) if 48 <= changed[n] <= 57]
            if digits:
                one = chance.choice(digits)
                changed[one : one + 1] = chance.choice(_WORDS)
    return bytes(changed)


def mutate(chance: random.Random, data: bytes) -> bytes:
    """Return a changed file; of a zip mostly a changed part in a zip that is whole."""
    if not data.startswith(b"PK") or chance.random() < 0.15:
        changed = _change(chance, data)
        return changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.05 else changed
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if parts[name]]
    tables = [name for name in names if "sheet" in name or "content" in name or "shared" in name.casefold()]
    name = chance.choice(tables if tables and chance.random() < 0.8 else names)
    parts[name] = _change(chance, parts[name])
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


def read_as_upload(path: Path) -> None:
    """Read a file as the reader process does: contents first, then the tables, then what they were taken for."""
    try:
        if path.read_bytes()[:4] == b"PK\x03\x04":
            check_contents(path)
    except InputRefused:
        return
    result = read_file(path)
    if not result.tables and not result.problems:
        raise AssertionError("neither tables nor problems")
    explain_bereik(path)


def run(seconds: float, seed: int, keep: Path, read: Callable[[Path], None] = read_as_upload) -> tuple[int, list[str]]:
    """Read changed files for some time; return how many, and one line for each different find."""
    finds: dict[str, str] = {}
    tried = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").mkdir()
        seeds = build_seeds(Path(folder) / "seeds")
        for number, name in _turns(seed, list(seeds)):
            if time.monotonic() > end:
                break
            data = mutate(random.Random(number), seeds[name])
            path = Path(folder) / name
            path.write_bytes(data)
            # What ends the whole process leaves this file behind.
            (keep / f"last-{seed}-{name}").write_bytes(data)
            begin = time.monotonic()
            found = _read_one(read, path)
            if not found and time.monotonic() - begin > SLOW_SECONDS:
                found = "slow"
            (keep / f"last-{seed}-{name}").unlink()
            tried += 1
            if found and found not in finds:
                finds[found] = f"{found}: {number}-{name}"
                (keep / f"find-{number}-{name}").write_bytes(data)
    return tried, list(finds.values())


def _turns(seed: int, names: list[str]) -> Iterator[tuple[int, str]]:
    number = seed * 100_000_000
    while True:
        yield number, names[number % len(names)]
        number += 1


def _read_one(read: Callable[[Path], None], path: Path) -> str:
    """Return what escaped and where, "" when nothing did."""
    try:
        read(path)
    except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
        last = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in last if "kinderwerk_stats" in frame.filename] or last
        return f"{type(error).__name__} in {Path(own[-1].filename).name}:{own[-1].lineno}"
    return ""


def _read_or_end(path: Path) -> None:
    """Read a file; a reader that never ends is a find too: it ends the run, and the file stays behind."""
    faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
    try:
        read_as_upload(path)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _try_tables(count: int, seed: int) -> int:
    """Read tables whose figures are known, and print what came out of them."""
    begin = time.monotonic()
    tried = try_tables(count, seed, sys.stdout.write)
    sys.stdout.write(f"{tried}\n{count} tables in {time.monotonic() - begin:.0f} s\n")
    return 1 if tried.finds else 0


def main() -> int:
    """Run from the command line; the status says whether there was a find."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--tables", type=int, default=0)
    parsed = parser.parse_args()
    parsed.keep.mkdir(parents=True, exist_ok=True)
    # As in the tests: a warning that nobody expects is a find too.
    warnings.simplefilter("error")
    if parsed.tables:
        return _try_tables(parsed.tables, parsed.seed)
    tried, finds = run(parsed.seconds, parsed.seed, parsed.keep, _read_or_end)
    sys.stdout.write("\n".join([f"{tried} files read, {len(finds)} finds (kept in {parsed.keep})", *finds]) + "\n")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
