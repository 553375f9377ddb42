"""Whether a file holds data about persons: looked at before anything else is read (METHOD 7.3)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache, cached_property
from itertools import zip_longest

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import role_of
from kinderwerk_stats.sources.privacy.dates import judge_dates
from kinderwerk_stats.sources.privacy.digits import is_bsn, may_hold_numbers, numbers_in
from kinderwerk_stats.sources.privacy.findings import Finding, Reason, to_problems
from kinderwerk_stats.sources.privacy.header_rows import (
    find_header_rows,
    find_labels,
    find_lone_headers,
    find_short_rows,
)
from kinderwerk_stats.sources.privacy.headers import (
    HeaderFinding,
    is_of_a_place,
    is_of_counts,
    is_of_work,
    is_role,
    judge_header,
    may_list_persons,
    names_an_area,
    speaks_of_a_person,
)
from kinderwerk_stats.sources.privacy.name_search import AREA_HEADERS, NameSearch
from kinderwerk_stats.sources.privacy.persons import (
    is_about_illness,
    is_far_off_person,
    judge_list,
    judge_note,
    list_illnesses,
)
from kinderwerk_stats.sources.privacy.places import find_places, is_line_of_contact, says_how_to_reach
from kinderwerk_stats.sources.privacy.rows import (
    are_names_of_persons,
    find_unnamed_list,
    is_of_activities,
    is_row_per_person,
)
from kinderwerk_stats.sources.privacy.texts import (
    MAYBE_PERSONAL,
    birth_date_in_text,
    bsn_in_text,
    contact_in_text,
    is_about_somebody,
)
from kinderwerk_stats.sources.privacy.values import (
    are_addresses,
    are_two_bsns,
    find_split_bsns,
    is_bsn_column,
    is_phone_number,
    is_postcode_column,
)

# Without one of these in a sheet no number is searched for a BSN with its word beside it.
_BSN_HINT = re.compile(r"b\W{0,2}s\W{0,2}n|sofi|burger.{0,3}service", re.IGNORECASE)
_LONGEST_LABEL = 40
_MIN_LONE_CONTACTS = 3
_MIN_NAMED_COLUMNS = 3
# In a column with more of them a number says something with the others only.
_FEW_NUMBERS = 3
_HOUSE_NUMBER_HEADERS = {"nr", "nummer", "hnr", "toevoeging", "nr toevoeging", "huis nr"}
_DATE_WORDS = ("dat", "geb", "birth", "dag")
# Beside one of these columns of CBS "Geslacht" and "Leeftijd" are dimensions of a table, not of a person.
_DIMENSIONS = frozenset({"regios", "regio s", "perioden", "wijkenenbuurten", "wijken en buurten", "gwb code 10"})
_OF_A_DIMENSION = ("geslacht", "leeftijd", "herkomst")
_DIGITS_OF_YEAR = 4
_AREA_WORDS = ("wijk ", "buurt ", "gemeente ", "stadsdeel ")

# (column, row or None for the whole column) -> what was found there, in order
_Found = dict[tuple[int | None, int | None], list[Reason]]


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
    return to_problems(path_name, search_sheets(sheets, today or datetime.now(UTC).date()))


def search_sheets(sheets: Sequence[Sheet], today: date) -> Iterator[Finding]:
    """Yield what the sheets of a file hold about persons, their names included."""

    @cache
    def known_codes() -> frozenset[str]:
        cells = {cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)}
        return frozenset(code[2:] for cell in cells if (code := parse_area_code(cell)))

    about = {sheet.name: found for sheet in sheets if (found := judge_note(sheet.name, today, first=True))}
    listed = judge_list([sheet.name for sheet in sheets], []) if len(sheets) > 1 else None
    for found in [*about.values(), *([(Reason("namenlijst"), listed)] if listed is not None else [])]:
        yield Finding(found[1], (found[0]._replace(beside="bladnaam"),))
    for number, sheet in enumerate(sheets, start=1):
        # A name of a person is not repeated; the sheet is named by its number.
        name = f"nummer {number}" if sheet.name in about or listed else sheet.name
        hard, soft = _SheetSearch(sheet, today, known_codes).search()
        for (column, row), reasons in sorted(hard.items(), key=_by_column):
            if row is not None and (column, None) in hard:
                continue
            yield Finding(True, tuple(reasons), name, row, column)
        for (column, _), reasons in sorted(soft.items(), key=_by_column):
            if (column, None) not in hard:
                yield Finding(False, tuple(reasons), name, column=column)


def _by_column(item: tuple[tuple[int | None, int | None], list[Reason]]) -> tuple[int, int]:
    column, row = item[0]
    return (-1 if column is None else column, -1 if row is None else row)


class _SheetSearch:
    """Searches one sheet, column by column; each different value is looked at once."""

    def __init__(self, sheet: Sheet, today: date, known_codes: Callable[[], frozenset[str]]) -> None:
        self._rows = sheet.rows
        self._today = today
        self._known_codes = known_codes
        self._columns: list[tuple[object, ...]] = list(zip_longest(*sheet.rows))
        self._headers: dict[int, list[str]] = {}
        self._header_rows: dict[int, tuple[int, str]] = {}
        self._hard: _Found = {}
        self._soft: _Found = {}

    def search(self) -> tuple[_Found, _Found]:
        """Return what refuses the file, and what has to be asked."""
        judged = self._read_headers()
        self._lists_activities = any(
            is_of_activities(name) for said in self._headers.values() for name in said if len(self._headers) > 1
        )
        different = [self._different(column) for column in self._columns]
        says_bsn = any(_BSN_HINT.search("\n".join(texts)) for _, texts in different)
        names = NameSearch(self._rows, self._columns, self._headers, self._header_rows, self._today)
        postcodes = False
        for column, (values, texts) in enumerate(different):
            self._search_column(column, values)
            if is_postcode_column(values):
                postcodes = True
                _add(self._soft, column, Reason("postcode", "inhoud"))
            self._search_cells(column, texts, says_bsn=says_bsn)
            for hard, reason, row in names.search(column, texts):
                _add(self._hard if hard else self._soft, column, reason, row)
        self._add_headers(judged, different)
        self._judge_together(names, postcodes=postcodes)
        for key in find_places(self._hard, self._columns, self._headers, self._header_rows):
            for reason in self._hard.pop(key):
                _add(self._soft, key[0], reason)
        if not self._hard and is_row_per_person(self._columns, self._header_rows):
            _add(self._hard, None, Reason("rij_per_persoon"))
        return self._hard, self._soft

    def _judge_together(self, names: NameSearch, *, postcodes: bool) -> None:
        """Add what only columns together, or headers with what is below them, say about persons."""
        postcodes = postcodes or any(name in ("postcode", "pc6") for said in self._headers.values() for name in said)
        for column, said in self._headers.items():
            if postcodes and _HOUSE_NUMBER_HEADERS.intersection(said):
                _add(self._hard, column, Reason("huisnummer"))
        for column, (row, header) in self._header_rows.items():
            below = self._columns[column][row + 1 :]
            if may_list_persons(header) and are_names_of_persons(below, called_persons=False):
                _add(self._hard, column, Reason("naam_persoon", "kop_en_inhoud"))
        for column in find_split_bsns(self._columns):
            _add(self._soft, column, Reason("bsn", "elfproef"))
        for column in names.find_numbered():
            _add(self._hard, column, Reason("naam_persoon", "kop_en_inhoud"))
        if (unnamed := find_unnamed_list(self._columns, self._header_rows)) is not None:
            _add(self._hard, unnamed, Reason("naam_persoon", "inhoud"))

    @cached_property
    def _year(self) -> int:
        """Return the last year that a column of years holds; that of today without one."""
        columns = (
            column for column, said in self._headers.items() if any(role_of("kop", name) == "year" for name in said)
        )
        cells = (str(cell).removesuffix(".0") for column in columns for cell in set(self._columns[column]))
        years = (int(cell) for cell in cells if cell.isdecimal() and len(cell) == _DIGITS_OF_YEAR)
        return max((year for year in years if year <= self._today.year), default=self._today.year)

    def _different(self, column: Sequence[object]) -> tuple[Counter[object], list[str]]:
        """Return how often each filled cell stands in a column, and its different texts."""
        # Long columns repeat their values: each different one is looked at once.
        counts = Counter(column)
        for value in [value for value in counts if is_empty(value)]:
            del counts[value]
        return counts, [value for value in counts if isinstance(value, str)]

    def _read_headers(self) -> list[tuple[int, HeaderFinding]]:
        """Return what the headers announce, those of two rows together included."""
        judged: list[tuple[int, HeaderFinding]] = []
        above: tuple[int, dict[int, str]] = (-2, {})
        short_rows = find_short_rows(self._rows)
        for row, cells in find_header_rows(short_rows):
            is_group_below = above[0] == row - 1
            for column, text in cells.items():
                self._add_header(row, column, text)
                found = judge_header(text)
                group = (
                    next((above[1][c] for c in range(column, -1, -1) if c in above[1]), "") if is_group_below else ""
                )
                # "Naam gebied" is the header of its own column, and no group over the next ones.
                is_area = "naam" in to_plain(group) and names_an_area(group)
                if group and not is_area and not (found and found.hard):
                    both = (judge_header(f"{group} {text}"), judge_header(f"{text} {group}"))
                    found = next((one for one in both if one and one.hard), found)
                # "Leeftijd:" with its answer in the next cell is a line above the table; so is "Tel." beside a number.
                is_line = text.rstrip().endswith(":") and not (found and found.hard)
                if found and not is_line and not says_how_to_reach(list(cells.values())):
                    judged.append((column, found))
            columns, texts = list(cells)[1:], list(cells.values())[1:]
            if len(texts) >= _MIN_NAMED_COLUMNS and judge_list(texts, []) is not None:
                # A column for each child; or for each wijk, of which some are called like one.
                _add(self._soft, columns[0], Reason("namenlijst", "kop"))
            above = (row, cells)
        for row, column in find_lone_headers(self._rows, short_rows):
            text = str(self._rows[row][column])
            self._add_header(row, column, text)
            if found := judge_header(text):
                judged.append((column, found))
        return judged

    def _add_header(self, row: int, column: int, text: str) -> None:
        plain = to_plain(text)
        self._headers.setdefault(column, []).append(plain)
        self._header_rows.setdefault(column, (row, plain))

    def _add_headers(
        self, judged: list[tuple[int, HeaderFinding]], different: list[tuple[Counter[object], list[str]]]
    ) -> None:
        all_headers = {name for names in self._headers.values() for name in names}
        for column, found in judged:
            if found.hard:
                self._hard.setdefault((column, None), []).insert(0, Reason(found.kind, "kop"))
            elif found.kind == "naam" and self._names_persons(column):
                self._hard.setdefault((column, None), []).insert(0, Reason("naam_persoon", "kop_en_inhoud"))
            elif found.kind in _OF_A_DIMENSION and _DIMENSIONS.intersection(all_headers):
                continue
            elif found.kind == "leeftijd" and not any(map(_is_number, different[column][0])):
                # "4 t/m 12" is a group of children.
                continue
            elif not (found.kind == "naam" and self._names_areas(column, different[column][1])):
                _add(self._soft, column, Reason(found.kind, "kop"))
        for column, (_, texts) in enumerate(different):
            for kind in find_labels(self._rows, column, texts):
                _add(self._hard, column, Reason(kind, "kop"))
        for place, reasons in self._hard.items():
            self._hard[place] = list(dict.fromkeys(reasons))

    def _names_persons(self, column: int) -> bool:
        """Return whether the names in a column are those of persons: by a bare "naam" only beside a column of areas."""
        row, header = self._header_rows[column]
        called_persons = not header.startswith("na")
        others = {name for c, (_, name) in self._header_rows.items() if c != column}
        if is_role(header) or (not called_persons and (header != "naam" or not AREA_HEADERS.intersection(others))):
            return False
        return are_names_of_persons(self._columns[column][row + 1 :], called_persons=called_persons)

    def _names_areas(self, column: int, texts: list[str]) -> bool:
        """Return whether the names in a column are those of areas: they say so, or each has one code of its own."""
        if 2 * sum(text.casefold().startswith(_AREA_WORDS) for text in texts) >= len(texts):
            return True
        first = self._header_rows[column][0] + 1 if column in self._header_rows else 1
        names = self._columns[column][first:]
        for other in self._columns:
            codes = [parse_area_code(cell) if isinstance(cell, str) else None for cell in other[first:]]
            pairs = {(code, name) for code, name in zip(codes, names, strict=True) if code and not is_empty(name)}
            if (
                len(pairs) > 1
                and len(pairs) == len({code for code, _ in pairs})
                and 2 * sum(map(bool, codes)) > len(codes)
            ):
                return True
        return False

    def _search_column(self, column: int, different: Counter[object]) -> None:
        """Judge the values of a column together."""
        names = self._headers.get(column, [])
        self._search_numbers(column, different)
        may_refuse = not names or any(word in name for name in names for word in _DATE_WORDS)
        born = judge_dates(
            different,
            self._today,
            self._year,
            of_work=any(map(is_of_work, names)),
            of_activities=self._lists_activities,
            can_be_numbers=None if any(map(is_of_counts, names)) and not may_refuse else may_refuse,
        )
        if born is not None:
            _add(self._hard if born else self._soft, column, Reason("geboortedatum", "datums"))
        texts = [one for one in different if isinstance(one, str)]
        if any(map(names_an_area, names)) or AREA_HEADERS.intersection(names):
            # "West (kind met epilepsie)".
            texts = [text for text in texts if "(" in text and is_about_somebody(text)]
            is_ill = any(map(is_about_illness, texts))
        else:
            is_ill = list_illnesses(texts)
        if is_ill:
            _add(self._soft, column, Reason("gezondheid", "inhoud"))
        if are_addresses(different) and not any(map(is_of_a_place, names)):
            _add(self._soft, column, Reason("adres", "inhoud"))
        phones = sum(map(is_phone_number, different))
        if phones and 2 * phones > sum(map(_is_number, different)):
            _add(self._hard, column, Reason("telefoon", "inhoud"))

    def _search_numbers(self, column: int, different: Iterable[object]) -> None:
        """Add a BSN: many in a column, two beside a word for a person, one in a row about a person."""
        in_texts = may_hold_numbers(one for one in different if isinstance(one, str))
        by_cell = {one: numbers_in(one) for one in different if in_texts or not isinstance(one, str)}
        long_numbers = list(dict.fromkeys(number for numbers in by_cell.values() for number in numbers))
        if (
            len(long_numbers) > 1 and is_bsn_column(long_numbers) and is_bsn_column(long_numbers, self._known_codes())
        ) or (are_two_bsns(long_numbers) and self._speaks_of_a_person(column, different)):
            # Amounts can pass the elfproef too, all of them: where the header says so, it is asked.
            is_amount = any(map(is_of_counts, self._headers.get(column, [])))
            _add(self._soft if is_amount else self._hard, column, Reason("bsn", "elfproef"))
        elif 0 < len(long_numbers) <= _FEW_NUMBERS and any(map(is_bsn, long_numbers)):
            cells = {cell for cell, numbers in by_cell.items() if any(map(is_bsn, numbers))}
            rows = [row for row, cell in enumerate(self._columns[column]) if not is_empty(cell) and cell in cells]
            for row in rows:
                if is_far_off_person(self._rows[row], self._today, number=True):
                    _add(self._hard, column, Reason("bsn", "rij"), row)

    def _speaks_of_a_person(self, column: int, cells: Iterable[object]) -> bool:
        """Return whether a word for a person stands above a column, above the one beside it or in its own cells."""
        said = [name for near in (column - 1, column, column + 1) for name in self._headers.get(near, [])]
        texts = (one for one in cells if isinstance(one, str) and to_plain(one) not in said)
        return any(map(speaks_of_a_person, said)) or any(map(is_about_somebody, texts))

    def _search_cells(self, column: int, texts: list[str], *, says_bsn: bool) -> None:
        """Add contact details, BSN and dates of birth in texts, and long texts of one column."""
        suspects = {text for text in texts if len(text) > _LONGEST_LABEL or MAYBE_PERSONAL.search(text)}
        # Each different text is judged once; most columns end here.
        contacts = {text: found for text in suspects if (found := contact_in_text(text))}
        births = {text for text in suspects if birth_date_in_text(text)}
        lone: list[tuple[str, str]] = []
        long_texts = any(len(text) > _LONGEST_LABEL for text in suspects)
        free_text = long_texts and not (
            any(map(names_an_area, self._headers.get(column, []))) or self._names_areas(column, texts)
        )
        if not (contacts or births or free_text or says_bsn):
            return
        for row, value in enumerate(self._columns[column]):
            is_number = says_bsn and not isinstance(value, str) and bool(numbers_in(value))
            if not is_number and (not isinstance(value, str) or value not in suspects):
                continue
            before = self._columns[column - 1][row] if column else None
            if says_bsn and bsn_in_text(
                " ".join((str(value), *numbers_in(value))), before if isinstance(before, str) else ""
            ):
                _add(self._hard, column, Reason("bsn", "woord_erbij"), row)
            if not isinstance(value, str):
                continue
            if value in births:
                _add(self._hard, column, Reason("geboortedatum", "tekst"), row)
            cells = self._rows[row]
            contact = contacts.get(value)
            is_lone = sum(not is_empty(cell) for cell in cells) <= 1 or is_line_of_contact(cells)
            if contact == "account":
                _add(self._soft, column, Reason(contact, "inhoud"))
            elif contact and (not is_lone or is_about_somebody(value)):
                _add(self._hard, column, Reason(contact, "inhoud"))
            elif contact:
                lone.append((value, contact))
            is_long = free_text and is_text(value) and len(value.strip()) > _LONGEST_LABEL
            if (
                is_long
                and not value.casefold().startswith(_AREA_WORDS)
                and not all(is_empty(cell) or is_text(cell) for cell in cells)
            ):
                _add(self._soft, column, Reason("vrije_tekst", "lange_teksten"))
        # One line with a telephone number above a table is the organisation's own; a list of them is not.
        for _, contact in lone:
            _add(self._hard if len(lone) >= _MIN_LONE_CONTACTS else self._soft, column, Reason(contact, "inhoud"))


def _is_number(cell: object) -> bool:
    return cell.strip().isdecimal() if isinstance(cell, str) else isinstance(cell, int | float)


def _add(found: _Found, column: int | None, reason: Reason, row: int | None = None) -> None:
    reasons = found.setdefault((column, row), [])
    if reason not in reasons:
        reasons.append(reason)
