"""Whether data about persons stands anywhere in a file but in its cells."""

import re
from collections.abc import Callable, Mapping, Sequence

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.files.archive import contains
from kinderwerk_stats.sources.files.grid import Beside, Sheet
from kinderwerk_stats.sources.files.where import column_number, describe_place
from kinderwerk_stats.sources.privacy.headers import judge_header
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data, question, refusal
from kinderwerk_stats.sources.privacy.texts import judge_text
from kinderwerk_stats.sources.privacy.workbook_parts import SHARED_STRINGS, Aside, read_asides, shared_strings

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_LABELLED = re.compile(r"([\w-]{1,40}): (.*)", re.DOTALL)
_EMBEDDED = re.compile(r"xl/embeddings/.*|.*/(?:Object|ObjectReplacements) .*", re.IGNORECASE)
_TEXT_RUN = re.compile(r"[^\x00-\x1f\x7f-\x9f]{6,}")
# What a text must have in it to refuse a file, as a pattern for the bytes of all texts together.
_MAYBE_IN_STRINGS = (
    r"(?i)@|b[ .]{0,2}s[ .]{0,2}n|sofi|burger.?service|\bgeb(?:oren|oorte)?[ .:]"
    r"|06[- .]?\d|\+31|\b0\d{2,3}[- ]\d|NL\d\d ?[A-Z]{4}"
)
# A .xls file of more than this is one of CBS; its comments are searched, its bytes are not.
_MAX_SCANNED = 5_000_000


def find_beside(file: str, beside: Beside, cells: Callable[[], Sequence[Sheet]]) -> list[Problem]:
    """Return what a file of any kind holds about persons beside its cells.

    Parameters
    ----------
    file : its name, for the problems.
    beside : what its reader found there.
    cells : gives the sheets, to tell which texts no cell shows.
    """
    comments = [one for sheet, text in beside.comments for one in _of_aside(file, Aside("een opmerking", text, sheet))]
    found = [*find_beside_cells(file, beside.parts, cells), *comments, *find_in_bytes(file, beside.data)]
    return list(dict.fromkeys(found))


def find_beside_cells(file: str, parts: Mapping[str, bytes], cells: Callable[[], Sequence[Sheet]]) -> list[Problem]:
    """Return what an .xlsx or .ods holds about persons beside its cells: a `fout` refuses, a `waarschuwing` asks.

    Comments, text boxes, names of ranges, headers and footers, drop-down lists, pivot tables, figures of linked files,
    own XML, properties, and texts that no cell shows any more. The name of who made the file is no reason: nothing of
    it is read.

    Parameters
    ----------
    file : its name, for the problems.
    parts : name -> bytes of the parts of the zip file; of a sheet only what is before and after its cells.
    cells : gives the sheets, to tell which texts no cell shows.
    """
    problems: list[Problem] = []
    for aside in read_asides(parts):
        if isinstance(aside, Sheet):
            problems += _of_cache(file, aside)
        else:
            problems += _of_aside(file, aside)
    if contains(parts.get(SHARED_STRINGS, b""), _MAYBE_IN_STRINGS) and (strings := shared_strings(parts)):
        shown = {cell for sheet in cells() for row in sheet.rows for cell in row if isinstance(cell, str)}
        hidden = [text for text in strings if text not in shown and text.strip() not in shown]
        for text in hidden:
            problems += _of_aside(file, Aside("een tekst die in geen vak meer staat", text))
    if any(_EMBEDDED.fullmatch(name) for name in parts):
        problems.append(question(file, ["een ander bestand dat in dit bestand zit; dat is niet doorzocht"]))
    return list(dict.fromkeys(problems))


def find_in_bytes(file: str, data: bytes) -> list[Problem]:
    """Return what surely is about a person in the bytes of an old workbook, wherever it stands.

    Parameters
    ----------
    file : its name, for the problems.
    data : the bytes; texts stand in them with one byte or two for each letter.
    """
    if len(data) > _MAX_SCANNED:
        return []
    decoded = [data.decode("latin-1"), data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace")]
    for text in decoded:
        for run in _TEXT_RUN.findall(text):
            found = judge_text(run)
            if found and found[1]:
                return [refusal(file, [found[0]])]
    return []


def _of_cache(file: str, sheet: Sheet) -> list[Problem]:
    """Judge copied cells like any sheet; say that they are a copy."""
    found = [problem for problem in find_personal_data(file, [sheet]) if problem.severity == "fout"]
    reason = "een kopie van cellen in een draaitabel of van een gekoppeld bestand"
    return [
        refusal(file, [f"{str(problem.param('found')).removeprefix('persoonsgegevens: ')}, in {reason}"])
        for problem in found
    ]


def _of_aside(file: str, aside: Aside) -> list[Problem]:
    cell = _CELL.fullmatch(aside.cell)
    row, column = (int(cell[2]) - 1, column_number(cell[1])) if cell else (None, None)
    where = describe_place(file, aside.sheet, row=row, column=column)
    found = judge_text(aside.text)
    if found:
        reason = f"{found[0].partition(' (')[0]} in {aside.place}"
        return [refusal(where, [reason]) if found[1] or not aside.open_place else question(where, [reason])]
    labelled = _LABELLED.fullmatch(aside.text)
    if labelled and aside.place.startswith("een verborgen deel"):
        header = judge_header(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", labelled[1]))
        if header and header.hard and labelled[2].strip():
            return [refusal(where, [f"{header.reason} in {aside.place}"])]
    return []
