"""What a file is, by its content, and the right reader for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kinderwerk_stats.model.areas import AREA_KINDS, kind_of
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.source import INVENTED
from kinderwerk_stats.sources.bereik.reader import ReadSheet, read_with_sheets
from kinderwerk_stats.sources.bereik.shapes import find_profile
from kinderwerk_stats.sources.cbs.addresses import find_address_layout, read_addresses
from kinderwerk_stats.sources.cbs.ages import read_ages
from kinderwerk_stats.sources.cbs.layout import find_without_codes
from kinderwerk_stats.sources.cbs.odata import read_json_grid, read_observations
from kinderwerk_stats.sources.cbs.regions import count_kinds
from kinderwerk_stats.sources.cbs.tables import read_cbs, without_codes
from kinderwerk_stats.sources.files.contents import is_zipped_map
from kinderwerk_stats.sources.files.grid import Beside, Grid, Sheet, read_grids
from kinderwerk_stats.sources.files.textfile import HEAD_ROWS
from kinderwerk_stats.sources.files.uneven import check_end, check_even
from kinderwerk_stats.sources.privacy.beside_cells import find_beside
from kinderwerk_stats.sources.privacy.file_names import refuse_file_name, safe_label
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data

_SQLITE = b"SQLite format 3\x00"
_START_BYTES = 65_536
_BOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
_BOOK_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
_INVENTED_ROWS = 30
_TITLE_PART = "docProps/core.xml"
_MAP_WORDS = re.compile(rb'"(?:features|Topology|FeatureCollection|coordinates|arcs)"')


@dataclass(frozen=True, eq=False)
class Recognised:
    """A result with what it was read from, to show how a file was understood.

    `grids`: the sheets of a file of CBS; `read`: the tables of a bereik file; `profile`: the headers by which a profile
    was recognised, with `corrections` what was applied.
    """

    result: ReadResult
    grids: Sequence[Grid] = ()
    sheets: Sequence[Sheet] = ()
    read: Sequence[ReadSheet] = ()
    profile: str | None = None
    corrections: Corrections = field(default_factory=Corrections)


def read_file(path: Path, corrections: Corrections | None = None) -> ReadResult:
    """Decide by its content what a file is, and read it.

    Parameters
    ----------
    path : any file; neither its name nor its extension plays a part, but a name about a person refuses it.
    corrections : what the user says of a bereik file instead of our guess.

    Returns
    -------
    The tables and problems of the reader that knows this file, with `area_counts` filled (areas that occur in any of
    its tables, each once). A file that cannot be opened, or is nothing we know, has kind "onbekend" and a fout.
    """
    return recognise(path, corrections).result


def recognise(
    path: Path, corrections: Corrections | None = None, profiles: Mapping[str, Corrections] | None = None
) -> Recognised:
    """Read a file like `read_file`, and return what it was read from too.

    `profiles`: fingerprint of headers -> what an organisation always means by them; used where the user says nothing.
    """
    if (named := refuse_file_name(path.name)) is not None:
        return Recognised(ReadResult(path.with_name(safe_label(path.name)), "onbekend", problems=(named,)))
    try:
        found = _read(path, corrections, profiles or {})
    except InputRefused as refused:
        return Recognised(ReadResult(path, "onbekend", problems=refused.problems))
    result = found.result
    counts = {kind: count or result.area_counts.get(kind, 0) for kind, count in _count_areas(result).items()}
    return replace(found, result=replace(result, area_counts=counts))


def _read(path: Path, corrections: Corrections | None, profiles: Mapping[str, Corrections]) -> Recognised:
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    json_start = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") and not start.startswith(b"{\\rtf")
    if start.startswith(_SQLITE) or (json_start and _MAP_WORDS.search(start)) or is_zipped_map(path, start):
        # Only here: the library of maps is large, and most files are no map.
        from kinderwerk_stats.sources.geometry.reader import read_shapes

        try:
            return Recognised(read_shapes(path))
        except InputRefused as refused:
            return Recognised(ReadResult(path, "gebieden", problems=refused.problems))
    grids = [read_json_grid(path)] if json_start else read_grids(path)
    is_invented = _says_invented(grids)
    asked = refuse_persons(path, grids)
    readers = (read_addresses, read_ages, read_observations, read_cbs)
    result = next((tables for reader in readers if (tables := reader(path, grids)) is not None), None)
    if result is not None:
        return Recognised(_mark_invented(result) if is_invented else result, grids=grids)
    found = _read_other(path, grids, corrections, profiles)
    if found.result.kind == "onbekend" and (lacking := read_cbs(path, grids, without_figures=True)) is not None:
        return Recognised(lacking, grids=grids)
    result = replace(found.result, problems=(*asked, *found.result.problems))
    if result.kind == "onbekend" and path.suffix.casefold() in _BOOKS and not start.startswith(_BOOK_STARTS):
        result = replace(result, problems=(make_problem("tekst_met_naam_van_werkmap", Place(path.name)),))
    return replace(found, result=_mark_invented(result) if is_invented else result)


def _says_invented(grids: Sequence[Grid]) -> bool:
    """Return whether a file says that its figures are made up: in the name of a sheet, its first rows or its title."""
    cells = (cell for grid in grids for row in grid.head(_INVENTED_ROWS) for cell in row if isinstance(cell, str))
    title = grids[0].beside.parts.get(_TITLE_PART, b"").decode("utf-8", "replace") if grids else ""
    return bool(INVENTED.search("\n".join([*(grid.name for grid in grids), title, *cells])))


def _mark_invented(result: ReadResult) -> ReadResult:
    """Return the result with every table marked, so that screens and files that leave say so too."""
    return replace(result, tables=tuple(replace(t, source=replace(t.source, invented=True)) for t in result.tables))


def refuse_persons(path: Path, grids: Sequence[Grid]) -> list[Problem]:
    """Refuse a file with personal data before it is read further, also when it looks like one of CBS.

    A list of persons shows itself in its header and first or last rows; a bereik file is searched whole by its own
    reader. What stands beside the cells is searched here, and what has to be asked about it is returned.
    """
    # The list of all addresses of CBS holds no persons; its reader looks at every cell of it.
    searched = [] if find_address_layout(grids) is not None else grids
    tops = [Sheet(grid.name, [*grid.head(HEAD_ROWS), *grid.tail(HEAD_ROWS)], grid.visible) for grid in searched]
    found = [
        # Between the first and the last rows lie others, so the number of a row would be wrong.
        replace(problem, place=replace(problem.place, rows=tuple(r for r in problem.place.rows if r < HEAD_ROWS)))
        for problem in find_personal_data(path.name, tops)
    ]
    beside = grids[0].beside if grids else None
    asked = [] if beside is None else find_beside(path.name, beside, lambda: [grid.sheet for grid in grids])
    refused = [problem for problem in (*found, *asked) if problem.severity == "fout"]
    if refused:
        raise InputRefused(refused)
    if beside is not None:
        # Searched; kept longer it would be one more copy of the file.
        grids[0].beside = Beside()
    return asked


def _read_other(
    path: Path, grids: Sequence[Grid], corrections: Corrections | None, profiles: Mapping[str, Corrections]
) -> Recognised:
    """No table of CBS: bereik, or nothing we know."""
    sheets = [grid.sheet for grid in grids]
    profile = None if corrections or not profiles else find_profile(sheets, profiles)
    said = corrections or (profiles[profile] if profile else Corrections())
    result, read = read_with_sheets(path, sheets, said)
    if read:
        first_row = read[0].found.header.last_row + 1
        uneven = check_even(path.name, grids[0], first_row) or check_end(path.name, grids[0], first_row)
        refused = any(problem.severity == "fout" for problem in uneven)
        result = replace(result, tables=() if refused else result.tables, problems=(*uneven, *result.problems))
    # Of a file with personal data nothing may be shown.
    found = Recognised(result, (), () if read is None else sheets, read or (), profile, said)
    if result.kind != "onbekend":
        return found
    for grid in grids:
        if grid.visible and (layout := find_without_codes(grid)) is not None:
            problem = without_codes(path.name, grid, layout)
            return replace(found, result=replace(result, tables=(), problems=(problem,)))
    problem = make_problem("bestand_niet_herkend", Place(path.name))
    problems = result.problems if any(p.severity == "fout" for p in result.problems) else (*result.problems, problem)
    return replace(found, result=replace(result, tables=(), problems=problems))


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
