"""Whether a file holds data about persons: looked at before anything else is read (METHOD 7.3)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.files.where import describe_place
from kinderwerk_stats.sources.privacy.headers import judge_header
from kinderwerk_stats.sources.privacy.values import (
    bsn_in_text,
    contact_in,
    is_birth_date_column,
    is_bsn_column,
    is_postcode_column,
)

_HEADER_ROWS = 30
_LONGEST_HEADER = 60
_LONGEST_LABEL = 40
_WORDS_IN_LONE_HEADER = 3
_MIN_LONE_CONTACTS = 3
_HOUSE_NUMBER_HEADERS = {"nr", "nummer", "hnr", "toevoeging", "nr toevoeging"}
_DATES_OF_WORK = ("start", "begin", "eind", "activiteit", "peil", "tot", "bijeenkomst", "export")

# (column, row or None for the whole column) -> what was found there, in order
_Findings = dict[tuple[int | None, int | None], list[str]]


def find_personal_data(path_name: str, sheets: Sequence[Sheet], *, today: date | None = None) -> list[Problem]:
    """Return where a file holds data about persons: a `fout` per column, a `waarschuwing` where it is a question.

    Looks at the headers and the values of all sheets, hidden ones too. A problem names sheet, column and the kind
    of data, never what stands in the cell.

    Parameters
    ----------
    path_name : name of the file, for the problems.
    sheets : the file's sheets as read.
    today : birth dates lie within 18 years before it; today's date when left out.
    """
    problems: list[Problem] = []
    for sheet in sheets:
        hard, soft = _search_sheet(sheet, today or datetime.now(UTC).date())
        problems += [
            _hard(describe_place(path_name, sheet.name, row=row, column=column), reasons)
            for (column, row), reasons in sorted(hard.items(), key=_by_column)
        ]
        problems += [
            _soft(describe_place(path_name, sheet.name, column=column), reasons)
            for (column, row), reasons in sorted(soft.items(), key=_by_column)
            if (column, None) not in hard
        ]
    return list(dict.fromkeys(problems))


def _by_column(item: tuple[tuple[int | None, int | None], list[str]]) -> tuple[int, int]:
    column, row = item[0]
    return (-1 if column is None else column, -1 if row is None else row)


def _search_sheet(sheet: Sheet, today: date) -> tuple[_Findings, _Findings]:
    hard: _Findings = {}
    soft: _Findings = {}
    headers: dict[int, list[str]] = {}
    for column, text in _headers(sheet):
        headers.setdefault(column, []).append(to_plain(text))
        if found := judge_header(text):
            _add(hard if found.hard else soft, column, f"{found.reason} (volgens de kop)")
    postcodes = False
    for column in range(max(map(len, sheet.rows), default=0)):
        cells = [
            (row, cells[column])
            for row, cells in enumerate(sheet.rows)
            if column < len(cells) and not is_empty(cells[column])
        ]
        values = [value for _, value in cells]
        names = headers.get(column, [])
        if is_bsn_column(values):
            _add(hard, column, "een burgerservicenummer (de getallen voldoen aan de elfproef)")
        if is_birth_date_column(values, today) and not any(word in name for name in names for word in _DATES_OF_WORK):
            _add(hard, column, "een geboortedatum (datums van de laatste 18 jaar)")
        if is_postcode_column(values):
            postcodes = True
            _add(soft, column, "een postcode (volgens de inhoud)")
        _search_cells(sheet, column, cells, hard, soft)
    postcodes = postcodes or any(name in ("postcode", "pc6") for names in headers.values() for name in names)
    for column, names in headers.items():
        if postcodes and _HOUSE_NUMBER_HEADERS.intersection(names):
            _add(hard, column, "een huisnummer bij een postcode")
    return hard, soft


def _search_cells(sheet: Sheet, column: int, cells: list[tuple[int, object]], hard: _Findings, soft: _Findings) -> None:
    """Add contact details, BSN in text and long texts of one column."""
    lone: list[tuple[int, str]] = []
    for row, value in cells:
        before = sheet.rows[row][column - 1] if column else None
        if bsn_in_text(value, before):
            _add(hard, column, "een burgerservicenummer (het woord staat erbij)", row)
        in_table = sum(not is_empty(cell) for cell in sheet.rows[row]) > 1
        contact = contact_in(value)
        if contact and in_table:
            _add(hard, column, f"{contact} (volgens de inhoud)")
        elif contact:
            lone.append((row, contact))
        long_text = is_text(value) and len(str(value).strip()) > _LONGEST_LABEL
        if long_text and not all(is_empty(cell) or is_text(cell) for cell in sheet.rows[row]):
            _add(soft, column, "vrije tekst (lange teksten)")
    # One line with a telephone number above a table is the organisation's own; a list of them is not.
    for _, contact in lone:
        _add(hard if len(lone) >= _MIN_LONE_CONTACTS else soft, column, f"{contact} (volgens de inhoud)")


def _headers(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Yield (column, text) of every cell that can be a header: rows of short texts only.

    A single text in its row is a header only when it is short and something stands right below it; otherwise it
    is a title.
    """
    above_empty = True
    for row, cells in enumerate(sheet.rows):
        filled = [(column, cell) for column, cell in enumerate(cells) if not is_empty(cell)]
        can_be_header = row < _HEADER_ROWS or above_empty
        above_empty = not filled
        if not filled or not can_be_header or not all(_is_short_text(cell) for _, cell in filled):
            continue
        if len(filled) == 1 and not _is_lone_header(sheet, row, filled[0][0]):
            continue
        for column, cell in filled:
            yield column, str(cell)


def _is_lone_header(sheet: Sheet, row: int, column: int) -> bool:
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else []
    is_short = len(to_plain(str(sheet.rows[row][column])).split()) <= _WORDS_IN_LONE_HEADER
    return is_short and ":" not in str(sheet.rows[row][column]) and column < len(below) and not is_empty(below[column])


def _is_short_text(cell: object) -> bool:
    """Return whether a cell can stand in a row of headers; years can, as headers of columns."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool) and cell in range(1900, 2101)
    return is_text(cell) and len(str(cell).strip()) <= _LONGEST_HEADER


def _add(findings: _Findings, column: int | None, reason: str, row: int | None = None) -> None:
    reasons = findings.setdefault((column, row), [])
    if reason not in reasons:
        reasons.append(reason)


def _hard(where: str, reasons: list[str]) -> Problem:
    return Problem(
        where=where,
        found=f"persoonsgegevens: {' en '.join(reasons)}",
        expected="alleen aantallen per wijk, niets over een persoon",
        action="verwijder deze kolommen of vraag een tabel met een rij per wijk; van dit bestand is niets bewaard",
    )


def _soft(where: str, reasons: list[str]) -> Problem:
    return Problem(
        where=where,
        found=f"misschien persoonsgegevens: {' en '.join(reasons)}",
        expected="alleen aantallen per wijk, niets over een persoon",
        action="kijk of hier iets over een persoon staat; verwijder dan deze kolom en lever het bestand opnieuw aan",
        severity="waarschuwing",
    )
