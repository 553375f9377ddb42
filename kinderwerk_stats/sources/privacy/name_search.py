"""Names of persons in a sheet: a list of them, one in a row about somebody, or one in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain
from kinderwerk_stats.sources.privacy.digits import may_hold_numbers
from kinderwerk_stats.sources.privacy.findings import Reason
from kinderwerk_stats.sources.privacy.headers import is_numbered_person, is_role, may_list_persons, names_an_area
from kinderwerk_stats.sources.privacy.names import count_family_names, count_names, may_hold_names
from kinderwerk_stats.sources.privacy.persons import is_far_off_person, judge_cell, judge_list, judge_note
from kinderwerk_stats.sources.privacy.rows import are_names_of_persons

AREA_HEADERS = frozenset({"wijk", "wijknaam", "woonwijk", "buurt", "buurtnaam", "gebied", "stadsdeel", "kern", "dorp"})
_SOME = 3
_ENOUGH_ROWS = 60
_BESIDE_AREA = re.compile(r"[()\[\]\n/;,:]| - ")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"[A-Z](?:[ .]{0,2}[A-Z]){0,3}\.?|(?:[a-z]\. ?){1,4}")
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u3040-\ud7ff]{2}.*")
_IN_TABLE, _ALONE = Reason("naam_persoon", "inhoud"), Reason("namenlijst", "inhoud")
# (whether it refuses, why, the row where only that row says so)
Found = tuple[bool, Reason, int | None]


class NameSearch:
    """Searches the columns of one sheet for names.

    Parameters
    ----------
    rows, columns : the sheet, both ways.
    headers : column -> all that can be its header, in plain words.
    header_rows : column -> the row of its first header, and the header.
    today : children were born in the 18 years before it.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[object]],
        columns: Sequence[Sequence[object]],
        headers: Mapping[int, Sequence[str]],
        header_rows: Mapping[int, tuple[int, str]],
        today: date,
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._headers = headers
        self._header_rows = header_rows
        self._today = today

    def search(self, column: int, texts: Sequence[str]) -> Iterator[Found]:
        """Yield what one column holds; `texts`: its different texts."""
        headers = list(self._headers.get(column, ()))
        is_called = any(map(may_list_persons, map(to_plain, texts)))
        if not (may_hold_names(texts) or may_hold_numbers(texts) or is_called or _has_other_letters(texts)):
            return
        rows = all_rows = [row for row, cell in enumerate(self._columns[column]) if isinstance(cell, str)]
        is_of_areas = bool(any(map(names_an_area, headers)) or AREA_HEADERS.intersection(headers))
        if is_of_areas:
            if any(map(_has_name_beside_area, texts)) or sum(map(_has_given_name_beside_area, texts)) > 1:
                yield False, _IN_TABLE, None
            outside = self._outside_table(column)
            rows, headers = [row for row in rows if row in outside], []
        # Of a sheet of one column every row stands alone.
        in_one_column = rows if is_of_areas and len(self._columns) == 1 else all_rows
        lone = [row for row in in_one_column if self._stands_alone(column, self._rows[row])]
        yield from self._search_lone(column, lone)
        if _has_other_letters(texts) or (not is_of_areas and self._may_be_persons(column, texts)):
            yield False, _IN_TABLE, None
        alone = set(lone)
        cells = {row: str(self._columns[column][row]) for row in rows if row not in alone}
        if (listed := judge_list(cells.values(), headers)) is not None:
            yield listed and self._can_be_no_wijken(column, headers), _IN_TABLE, None
            return
        yield from self._search_cells(column, cells)

    def _may_be_persons(self, column: int, texts: Sequence[str]) -> bool:
        """Return whether names can be those of persons by what stands above or beside them.

        Different single words, and no number, under "leerlingen"; family names with initials in the next column.
        """
        headers = self._headers.get(column, ())
        below = [text.strip() for text in texts if to_plain(text) not in headers]
        if any(map(may_list_persons, headers)) and _are_single_words(below):
            filled = sum(not is_empty(cell) for cell in self._columns[column][self._header_rows[column][0] + 1 :])
            if filled == len(below):
                return True
        near = (self._columns[n] for n in (column - 1, column + 1) if 0 <= n < len(self._columns))
        return any(map(_are_initials, near)) and _SOME <= count_family_names(below) >= 0.8 * len(below)

    def find_numbered(self) -> list[int]:
        """Return the columns "kind 1 | kind 2 | kind 3" with names: of each only a few, so all of them together."""
        numbered = [column for column, names in self._headers.items() if any(map(is_numbered_person, names))]
        cells = [cell for column in numbered for cell in self._columns[column][self._header_rows[column][0] + 1 :]]
        return numbered if len(numbered) > 1 and judge_list(cells, ["kind"]) else []

    def _search_cells(self, column: int, cells: Mapping[int, str]) -> Iterator[Found]:
        judged = {text: judge_cell(text, self._today) for text in dict.fromkeys(cells.values())}
        for row, cell in cells.items():
            before = self._columns[column - 1][row] if column else None
            if (found := judged[cell]) is None or (isinstance(before, str) and is_role(to_plain(before))):
                continue
            reason, hard = found
            if not hard and is_far_off_person(self._rows[row], self._today):
                reason, hard = Reason("naam_persoon", "rij"), True
            yield hard, reason, row if hard else None

    def _search_lone(self, column: int, rows: Sequence[int]) -> Iterator[Found]:
        """Yield what stands alone in its row: a title, a footnote, or a list of names far from the table."""
        texts = [str(self._columns[column][row]) for row in rows]
        called = [plain for text in texts if may_list_persons(plain := to_plain(text))]
        if may_hold_names(texts) and (listed := judge_list(texts, called)) is not None:
            yield listed, _ALONE, None
            return
        for label in (row for row, text in zip(rows, texts, strict=True) if to_plain(text) in called):
            below = self._run_below(column, label)
            if are_names_of_persons(below, called_persons=True) or _are_single_words(below):
                yield False, _ALONE, None
        for row, text in zip(rows, texts, strict=True):
            found = judge_note(text, self._today, first=True)
            # Contact details are looked for in every cell.
            if found and found[0].kind not in ("email", "telefoon", "rekeningnummer", "adres"):
                reason, hard = found
                yield hard, reason, row if hard else None

    def _run_below(self, column: int, row: int) -> list[str]:
        """Return the texts right below a cell, as far as each stands alone in its row."""
        run: list[str] = []
        for cells in self._rows[row + 1 :]:
            if not self._stands_alone(column, cells):
                break
            run.append(str(cells[column]).strip())
        return run

    def _stands_alone(self, column: int, cells: Sequence[object]) -> bool:
        text = cells[column] if column < len(cells) else None
        return isinstance(text, str) and not is_empty(text) and sum(not is_empty(cell) for cell in cells) == 1

    def _outside_table(self, column: int) -> set[int]:
        """Return the rows above the header of a column, and those after the first empty row below it."""
        first = self._header_rows[column][0]
        empty = (row for row in range(first, len(self._rows)) if all(map(is_empty, self._rows[row])))
        end = next(empty, len(self._rows))
        return {*range(first), *range(end, len(self._rows))}

    def _can_be_no_wijken(self, column: int, headers: Sequence[str]) -> bool:
        """Return whether names are no wijken: below a header that is not "naam", or with wijken beside it."""
        if not headers:
            return all(n == column or all(map(is_empty, cells)) for n, cells in enumerate(self._columns))
        others = {name for c, (_, name) in self._header_rows.items() if c != column}
        return any(name not in ("naam", "namen") for name in headers) or bool(AREA_HEADERS.intersection(others))


def _has_name_beside_area(text: str) -> bool:
    """Return whether a cell of a column of areas holds the name of a person beside that of an area.

    >>> [_has_name_beside_area(text) for text in ("Overvecht (Fatima El Amrani)", "Jan van Galen")]
    [True, False]
    >>> [_has_name_beside_area(text) for text in ("West (Fenna)", "Oost (incl. Indische Buurt)", "Oost - Sam de Vries")]
    [True, False, True]
    """
    parts = [part for part in _BESIDE_AREA.split(text) if part.strip()]
    if len(parts) == 1:
        return False
    in_brackets = _IN_BRACKETS.findall(text)
    return count_names(parts)[0] > 0 or count_names(in_brackets)[1] > 0


def _has_given_name_beside_area(text: str) -> bool:
    """Return whether a given name stands behind a sign in a cell of areas; of one cell that says nothing."""
    _, *beside = (part for part in _BESIDE_AREA.split(text) if part.strip())
    return count_names(beside)[1] > 0


def _are_initials(cells: Sequence[object]) -> bool:
    """Return whether the texts of a column are the first letters of names, but for its header."""
    texts = [cell.strip() for cell in islice(cells, _ENOUGH_ROWS) if isinstance(cell, str) and cell.strip()]
    return len(texts) >= _SOME and sum(bool(_INITIALS.fullmatch(text)) for text in texts) >= len(texts) - 1


def _has_other_letters(texts: Sequence[str]) -> bool:
    """Return whether two or more texts are in letters other than ours: names that no list knows."""
    together = "\n".join(texts)
    return not together.isascii() and len(_OTHER_LETTERS.findall(together)) > 1


def _are_single_words(texts: Sequence[str]) -> bool:
    """Return whether three or more texts are one word each, with a capital: names that no list knows."""
    return len(texts) > 2 and all(text.isalpha() and text[0].isupper() for text in texts)
