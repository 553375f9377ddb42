"""What a file is, by its content, and the right reader for it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kinderwerk_stats.model.areas import AREA_KINDS, kind_of
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ReadResult
from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.cbs.ages import read_ages
from kinderwerk_stats.sources.cbs.odata import read_json_grid, read_observations
from kinderwerk_stats.sources.cbs.regions import count_kinds
from kinderwerk_stats.sources.cbs.tables import read_cbs
from kinderwerk_stats.sources.files.grid import Grid, Sheet, read_grids
from kinderwerk_stats.sources.files.textfile import HEAD_ROWS
from kinderwerk_stats.sources.geometry.reader import read_shapes
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data

_SQLITE = b"SQLite format 3\x00"
_START_BYTES = 65_536
_MAP_WORDS = re.compile(rb'"(?:features|Topology|FeatureCollection|coordinates|arcs)"')

ACCEPTED = (
    "een CBS-bestand (Kerncijfers wijken en buurten, StatLine, OData, leeftijden, Nabijheid, SES-WOA), "
    "een bereikbestand met een rij per wijk, of een kaart met wijken"
)


def read_file(path: Path) -> ReadResult:
    """Decide by its content what a file is, and read it.

    Parameters
    ----------
    path : any file; neither its name nor its extension plays a part.

    Returns
    -------
    The tables and problems of the reader that knows this file, with `area_counts` filled (areas that occur in any of
    its tables, each once). A file that cannot be opened, or is nothing we know, has kind "onbekend" and a fout.
    """
    try:
        result = _read(path)
    except InputRefused as refused:
        return ReadResult(path, "onbekend", problems=refused.problems)
    counts = {kind: count or result.area_counts.get(kind, 0) for kind, count in _count_areas(result).items()}
    return replace(result, area_counts=counts)


def _read(path: Path) -> ReadResult:
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    json_start = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    if start.startswith(_SQLITE) or (json_start and _MAP_WORDS.search(start)):
        try:
            return read_shapes(path)
        except InputRefused as refused:
            return ReadResult(path, "gebieden", problems=refused.problems)
    grids = [read_json_grid(path)] if json_start else read_grids(path)
    _refuse_persons(path, grids)
    result = read_ages(path, grids) or read_observations(path, grids) or read_cbs(path, grids)
    return result or _read_other(path, grids)


def _refuse_persons(path: Path, grids: Sequence[Grid]) -> None:
    """Refuse a table with personal data before it is read further, also when it looks like one of CBS.

    A list of persons shows itself in its header and first rows; a bereik file is searched whole by its own reader.
    """
    tops = [Sheet(grid.name, grid.head(HEAD_ROWS), grid.visible) for grid in grids]
    found = [problem for problem in find_personal_data(path.name, tops) if problem.severity == "fout"]
    if found:
        raise InputRefused(found)


def _read_other(path: Path, grids: Sequence[Grid]) -> ReadResult:
    """No table of CBS: bereik, or nothing we know."""
    result = read_bereik(path, [grid.sheet for grid in grids])
    if result.kind != "onbekend":
        return result
    problem = Problem(path.name, "dit bestand is niet herkend", ACCEPTED,
                      "kijk of u het goede bestand hebt; een kolom met CBS-codes helpt altijd")  # fmt: skip
    problems = result.problems if any(p.severity == "fout" for p in result.problems) else (*result.problems, problem)
    return replace(result, tables=(), problems=problems)


def _count_areas(result: ReadResult) -> dict[str, int]:
    """How many areas of each kind the CBS and age tables hold together."""
    areas: set[str] = set()
    for table in result.tables:
        if isinstance(table, CbsTable):
            if len(result.tables) == 1:
                return count_kinds(table.areas)
            areas.update(table.areas.index)
        elif isinstance(table, AgesTable):
            areas.update(table.counts.index)
    kinds = [kind_of(code) for code in areas]
    return {kind: kinds.count(kind) for kind in AREA_KINDS}
