"""The columns of a register of activities: a row per activity, with its kind of work, ages, date and wijk."""

from collections.abc import Mapping
from dataclasses import replace

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.columns import CODE, NAME, YEAR, ColumnMeaning, recognise_column
from kinderwerk_stats.sources.bereik.header import TableHeader, header_rows, read_header, with_meanings
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, words

WORK, AGES, DAY, ACTIVITY = "werksoort", "leeftijd", "datum", "activiteit"
VISITS, HOURS = "visits_count", "activity_hours"
_ROLES = (WORK, AGES, DAY, ACTIVITY)
_ROLE_LISTS = (*_ROLES, YEAR)
_ONE_ONLY = (CODE, NAME, WORK, AGES, VISITS, HOURS)
_MIN_ROLES = 2


def find_register(rows: list[list[object]], corrections: Corrections | None = None) -> TableHeader | None:
    """Return the header of a register of activities in the first 30 rows; None when there is none.

    Such a header names at least two of kind of work, ages, date and activity, and how many came. Its column of the wijk
    may be missing: then it cannot be read further.
    """
    if corrections and corrections.header_row is not None:
        candidates = [corrections.header_row - 1] if corrections.header_row <= len(rows) else []
    else:
        candidates = header_rows(rows)
    for row in candidates:
        plain = read_header(rows, row, replace(corrections, counts=None) if corrections else None)
        meanings = _meanings(plain)
        kinds = {meaning.kind for meaning in meanings.values()}
        if len(kinds.intersection(_ROLES)) >= _MIN_ROLES and kinds.intersection((VISITS, HOURS)):
            header = with_meanings(plain, meanings)
            # A register can name an activity in several columns; none of them is read.
            return replace(header, doubles={kind: at for kind, at in header.doubles.items() if kind in _ONE_ONLY})
    return None


def has_wijk(header: TableHeader) -> bool:
    """Return whether a register says in which wijk an activity was."""
    return CODE in header.columns or NAME in header.columns


def _meanings(header: TableHeader) -> dict[int, ColumnMeaning]:
    found: dict[int, ColumnMeaning] = {}
    said: Mapping[int, str] = header.said
    for column, text in header.texts.items():
        meaning = header.meanings.get(column) if column in said else _recognise(text)
        if meaning is not None:
            found[column] = meaning
    chosen = {found[column].kind for column in said if column in found}
    return {c: m for c, m in found.items() if c in said or m.kind not in chosen}


def _recognise(text: str) -> ColumnMeaning | None:
    plain = to_plain(text)
    role = role_of("register", plain)
    if role in _ROLE_LISTS:
        return ColumnMeaning(role, sure=role not in (WORK, AGES) or plain in words("register.zeker"))
    if find_all("register.visits_count", plain):
        return ColumnMeaning(VISITS, sure="kinderen" not in plain)
    if find_all("register.activity_hours", plain):
        return ColumnMeaning(HOURS)
    meaning = recognise_column(text)
    return meaning if meaning is not None and meaning.kind in (CODE, NAME) else None
