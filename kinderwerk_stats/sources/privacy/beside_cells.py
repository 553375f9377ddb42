"""Whether data about persons stands anywhere in a file but in its cells."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.files.archive import contains
from kinderwerk_stats.sources.files.grid import Beside, Sheet
from kinderwerk_stats.sources.files.where import column_number
from kinderwerk_stats.sources.privacy.findings import Finding, Reason, beside, to_problems
from kinderwerk_stats.sources.privacy.headers import judge_header
from kinderwerk_stats.sources.privacy.personal_data import search_sheets
from kinderwerk_stats.sources.privacy.persons import is_about_illness, judge_note
from kinderwerk_stats.sources.privacy.rows import is_shaped_as_name
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


def find_beside(
    file: str, found: Beside, cells: Callable[[], Sequence[Sheet]], *, today: date | None = None
) -> list[Problem]:
    """Return what a file of any kind holds about persons beside its cells: a `fout` refuses, a `waarschuwing` asks.

    Comments, text boxes, names of ranges, headers and footers, drop-down lists, pivot tables, figures of linked files,
    own XML, properties, and texts that no cell shows any more. The name of who made the file is no reason: nothing of
    it is read.

    Parameters
    ----------
    file : its name, for the problems.
    found : what its reader found there.
    cells : gives the sheets, to tell which texts no cell shows.
    today : children were born in the 18 years before it; today's date when left out.
    """
    day = today or datetime.now(UTC).date()
    notes = [one for sheet, text in found.comments for one in _of_aside(Aside("opmerking", text, sheet), day)]
    return to_problems(file, [*_find_in_parts(found.parts, cells, day), *notes, *find_in_bytes(found.data)])


def _find_in_parts(parts: Mapping[str, bytes], cells: Callable[[], Sequence[Sheet]], today: date) -> Iterator[Finding]:
    """Yield what the parts of an .xlsx or .ods hold; of a sheet only what is before and after its cells."""
    for aside in read_asides(parts):
        if isinstance(aside, Sheet):
            # Copied cells are judged like any sheet.
            yield from _of_copy(aside, today)
        else:
            yield from _of_aside(aside, today)
    if contains(parts.get(SHARED_STRINGS, b""), _MAYBE_IN_STRINGS) and (strings := shared_strings(parts)):
        shown = {cell for sheet in cells() for row in sheet.rows for cell in row if isinstance(cell, str)}
        for text in strings:
            if text not in shown and text.strip() not in shown:
                yield from _of_aside(Aside("losse_tekst", text), today)
    if any(_EMBEDDED.fullmatch(name) for name in parts):
        yield Finding(False, (Reason("ander_bestand"),))


def _of_copy(copy: Sheet, today: date) -> Iterator[Finding]:
    """Yield what cells hold that were copied: what refuses, and names, which of wijken or a chart are asked about."""
    for found in search_sheets([copy], today):
        of_names = all(reason.kind in ("naam_persoon", "namenlijst") for reason in found.reasons)
        if found.hard or of_names:
            is_bare = of_names and len(copy.rows[0]) == 1
            yield beside(replace(found, hard=found.hard and not is_bare), "kopie")


def find_in_bytes(data: bytes) -> list[Finding]:
    """Return what surely is about a person in the bytes of an old workbook, wherever it stands.

    Parameters
    ----------
    data : the bytes; texts stand in them with one byte or two for each letter.
    """
    if len(data) > _MAX_SCANNED:
        return []
    decoded = [data.decode("latin-1"), data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace")]
    for text in decoded:
        for run in _TEXT_RUN.findall(text):
            found = judge_text(run)
            if found and found[1]:
                return [Finding(True, (found[0],))]
    return []


def _of_aside(aside: Aside, today: date) -> Iterator[Finding]:
    cell = _CELL.fullmatch(aside.cell)
    row, column = (int(cell[2]) - 1, column_number(cell[1])) if cell else (None, None)
    is_note = aside.place in ("opmerking", "tekstvak")
    first = is_note or aside.place in ("kop_voettekst", "eigenschappen")
    found = judge_note(aside.text, today, names=aside.names, first=first and aside.names)
    if found is None and is_note and (is_about_illness(aside.text) or is_shaped_as_name(aside.text)):
        found = Reason("gezondheid" if is_about_illness(aside.text) else "naam_persoon", "tekst"), False
    if found:
        reason, hard = found
        # Who wrote a name alone, or a telephone number, may be who counted.
        hard = hard or not (aside.open_place or reason.how in ("tekst", "elfproef"))
        # Wijken are called after persons too.
        hard = hard and not (aside.place == "keuzelijst" and reason.kind == "namenlijst")
        yield Finding(hard, (reason._replace(beside=aside.place),), aside.sheet, row, column)
        return
    labelled = _LABELLED.fullmatch(aside.text)
    if labelled and aside.place == "verborgen_deel":
        header = judge_header(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", labelled[1]))
        if header and header.hard and labelled[2].strip():
            yield Finding(True, (Reason(header.kind, "kop", aside.place),), aside.sheet, row, column)
