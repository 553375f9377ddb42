"""Whether texts speak of persons: a note about somebody, or a list of names."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import words
from kinderwerk_stats.sources.privacy.dates import birth_dates_in, is_of_a_child
from kinderwerk_stats.sources.privacy.digits import find_numbers, is_bsn
from kinderwerk_stats.sources.privacy.findings import Reason
from kinderwerk_stats.sources.privacy.headers import is_role, may_list_persons, names_an_area, speaks_of_a_person
from kinderwerk_stats.sources.privacy.names import count_family_names, count_names, find_names, may_hold_names
from kinderwerk_stats.sources.privacy.texts import is_about_somebody, judge_text

_BSN_DIGITS = 9
_FEW, _SOME, _MANY = 2, 3, 5
_SHORT = 3
_YEARS_OLD = re.compile(r"\b(?:1[0-8]|[1-9]) ?(?:jaar|jr)\b|\bgroep [1-8]\b", re.IGNORECASE)


def judge_note(text: str, today: date, *, names: bool = True, first: bool = False) -> tuple[Reason, bool] | None:
    """Return what a note, a title or a text beside the cells says about a person, and whether that refuses the file.

    A name alone is asked about, as it can be that of who counted; with something that only somebody has it refuses.

    Parameters
    ----------
    text : the note.
    today : dates of birth of children lie before it.
    names : whether names count; not those of who made the file.
    first : whether a given name alone is asked about.

    >>> day = date(2025, 6, 1)
    >>> judge_note("Fenna Zzyzx komt elke week, moeder is ziek", day)
    (Reason(kind='naam_persoon', how='tekst', beside=''), True)
    >>> judge_note("Samen met Kim Jansen", day)[1], judge_note("Contactpersoon: Kim Jansen", day)
    (False, None)
    """
    found = judge_text(text)
    if found and found[1]:
        return found
    said = _judge_words(text, today) if names or is_about_somebody(text) else None
    if said is None and first and find_names(text)[1] and not is_role(to_plain(text)):
        said = Reason("naam_persoon", "tekst"), False
    if found and is_role(to_plain(text)):
        # The telephone number of who can be asked.
        return said if said and said[1] else (found[0]._replace(how="tekst"), False)
    return said if said and (said[1] or not found) else found


def is_about_illness(text: str) -> bool:
    """Return whether a text speaks of an illness, or of help that only somebody gets.

    >>> is_about_illness("heeft epilepsie"), is_about_illness("cijfers van juni")
    (True, False)
    """
    return not words("persoon.ziek").isdisjoint(to_plain(text).split())


def list_illnesses(texts: Sequence[str]) -> bool:
    """Return whether two or more different cells are an illness and little more.

    >>> list_illnesses(["adhd", "autisme", "geen"]), list_illnesses(["Cursus omgaan met adhd bij kinderen", "adhd"])
    (True, False)
    """
    if words("persoon.ziek").isdisjoint("\n".join(texts).casefold().split()):
        return False
    short = [text for text in texts if len(text.split()) <= _SHORT]
    return sum(map(is_about_illness, short)) >= _FEW


def judge_cell(text: str, today: date) -> tuple[Reason, bool] | None:
    """Return like `judge_note` what a cell of a table says about a person: a given name alone says nothing there."""
    found = _judge_words(text, today)
    says_more = found is not None and (found[1] or bool(_YEARS_OLD.search(text)) or find_names(text)[0] > 0)
    return found if found and says_more and (found[1] or found[0].kind == "naam_persoon") else None


def _judge_words(text: str, today: date) -> tuple[Reason, bool] | None:
    full, first = find_names(text) if may_hold_names([text]) else (0, 0)
    has_number = any(len(number) == _BSN_DIGITS and is_bsn(number) for number in find_numbers(text))
    said = to_plain(text).split()
    is_ill, somebody = is_about_illness(text), is_about_somebody(text)
    is_child = bool(_YEARS_OLD.search(text)) or bool(birth_dates_in(text, today))
    if full + first >= _SOME and not is_role(" ".join(said)):
        return Reason("namenlijst", "tekst"), True
    if full and (somebody or is_ill or is_child or has_number):
        # Who writes "vragen" or "opgesteld door" and a date means a colleague.
        return Reason("naam_persoon", "tekst"), not is_role(" ".join(said)) or is_ill or somebody
    if first and is_ill:
        return Reason("naam_persoon", "tekst"), True
    if has_number and (somebody or first):
        return Reason("bsn", "elfproef"), True
    if has_number:
        return Reason("bsn", "elfproef"), False
    if count_family_names(re.split("[,;:]", text)) >= _SOME:
        return Reason("namenlijst", "tekst"), False
    if (full and not is_role(" ".join(said))) or (first and (somebody or is_child)):
        return Reason("naam_persoon", "tekst"), False
    return (Reason("gezondheid", "tekst"), False) if is_ill and somebody else None


def judge_list(cells: Iterable[object], headers: Sequence[str]) -> bool | None:
    """Return whether the texts of a column are names of persons: True refuses, False asks, None for no names.

    Parameters
    ----------
    cells : what stands in the column; each different text counts once.
    headers : what stands above it, in plain words.

    >>> names = ["Kim", "Sam", "Noor", "Jip", "Fenna"]
    >>> judge_list(names, []), judge_list(names[:3], []), judge_list(names[:2], ["kinderen"])
    (True, False, True)
    """
    texts = list(dict.fromkeys(cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()))
    # A row of names can look like a row of headers.
    texts = [text for text in texts if to_plain(text) not in headers or any(count_names([text]))]
    headers = [header for header in headers if not any(count_names([header]))]
    if not texts or not may_hold_names(texts) or any(map(names_an_area, headers)):
        return None
    full, first = count_names(texts)
    named = full + first
    is_half, is_most = 2 * named >= len(texts), 5 * named >= 4 * len(texts)
    if any(map(is_role, headers)):
        return False if named and is_half else None
    is_called = any(may_list_persons(header) or speaks_of_a_person(header) for header in headers)
    families = count_family_names(texts)
    if is_called and 5 * (named + families) >= 4 * max(len(texts), _SOME):
        return True
    if (is_called and named >= _FEW and is_half) or (full >= _SOME and is_half) or (first >= _MANY and is_most):
        return True
    is_list = (full >= _FEW and is_most) or (first >= _SOME and is_most)
    return False if is_list or (families >= _MANY and families == len(texts)) else None


def is_far_off_person(cells: Sequence[object], today: date, *, number: bool = False) -> bool:
    """Return whether a row is about one person: a name with a day of birth in it, or with a number.

    Parameters
    ----------
    cells : the row.
    today : children were born in the 18 years before it.
    number : whether a number that can be a BSN stands in the row; then a name or a day of birth is enough.

    >>> is_far_off_person(["Kim Jansen", date(2015, 5, 12), 111222333], date(2025, 6, 1))
    True
    >>> is_far_off_person(["Noord", date(2015, 5, 12), 34], date(2025, 6, 1))
    False
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    full, first = count_names(texts) if may_hold_names(texts) else (0, 0)
    has_day = any(is_of_a_child(cell, today) for cell in cells)
    return (has_day or full + first > 0) if number else (has_day and full + first > 0)
