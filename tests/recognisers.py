"""Every recogniser tried on one file: which of them call it theirs."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.cbs.addresses import read_addresses
from kinderwerk_stats.sources.cbs.ages import read_ages
from kinderwerk_stats.sources.cbs.odata import read_json_grid, read_observations
from kinderwerk_stats.sources.cbs.tables import read_cbs
from kinderwerk_stats.sources.files.grid import Grid, read_grids
from kinderwerk_stats.sources.geometry.reader import read_shapes

_READERS: dict[str, Callable[[Path, Sequence[Grid]], ReadResult | None]] = {
    "adressen": read_addresses,
    "leeftijden": read_ages,
    "waarnemingen": read_observations,
    "cbs": read_cbs,
    "bereik": lambda path, grids: read_bereik(path, [grid.sheet for grid in grids]),
}


def claims(path: Path) -> list[str]:
    """Return the readers that call a file theirs, each with a reading of its own."""
    found = [name for name, read in _READERS.items() if _claims(path, read)]
    try:
        is_map = read_shapes(path).usable
    except InputRefused:
        is_map = False
    return [*found, "kaart"] if is_map else found


def _claims(path: Path, read: Callable[[Path, Sequence[Grid]], ReadResult | None]) -> bool:
    try:
        start = path.read_bytes()[:3].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        result = read(path, [read_json_grid(path)] if start in (b"{", b"[") else read_grids(path))
    except InputRefused:
        return False
    return result is not None and result.kind != "onbekend"
