"""Short ways to write a part of a year: "H1", "T1 t/m T2", "weken 1-26", "2024-01 tot 2024-06", "aug"."""

import re

from kinderwerk_stats.sources.files.plain_text import to_plain

# letter -> how many of it make a year: halves, semesters, thirds and quarters.
_NUMBER_OF = {"h": 2, "hj": 2, "s": 2, "t": 3, "k": 4, "q": 4}
_LETTER_FIRST = re.compile(r"(?<![a-z])(hj|q) ?([1-4])\b|(?<![a-z])([hstk])([1-4])\b")
_NUMBER_FIRST = re.compile(r"\b([1-4])(hj|[hq])\b")
_REPORT = re.compile(
    r"\b[1-4] ?(?:e|ste|de)? kw\b|\btrim(?: ?\d)?\b|\bsemester\b|\btussen(?:tijdse?|rapport\w*|stand\w*|cijfers)\b"
    r"|\b(?:twee|drie|vier|zes|acht|negen|[234689]) ?maand(?:s|en|elijkse)\w*|\b[bm]eraps?\b|\bmaraps?\b"
    r"|\b(?:bestuurs|management|voortgangs|voorjaars|najaars)rapport\w*|\b(?:voor|na)jaar\b|\bytd\b"
    r"|\b(?:tot|t m) (?:nu toe|heden|op heden)\b"
)
_WEEKS = re.compile(r"\b(?:week|weken|wk) (\d{1,2})(?: (?:t ?m |tot en met |tot |en )?(?:week )?(\d{1,2}))?\b")
_YEAR_MONTHS = re.compile(
    r"(?<!\d)20\d{2}[-/](\d{1,2})\s*(?:t/m|tot en met|tot|-|–)\s*20\d{2}[-/](\d{1,2})(?![-/\d])"
    r"|(?<![-/\d])(\d{1,2})[-/]20\d{2}\s*(?:t/m|tot en met|tot|-|–)\s*(\d{1,2})[-/]20\d{2}"
)
_ISO_DAYS = re.compile(r"(?<!\d)20\d{2}-(\d{2})-\d{2}(?!\d)")
_MONTH = re.compile(
    r"\b(?:(?<!\d )(?:januari|february?|februari|feb|maart|mrt|april|apr|mei|juni?|juli?|augustus|aug|september|sept?"
    r"|oktober|okt|november|nov|december|dec)|(?<!\d )jan(?= (?:20)?\d{2}\b))\b"
)
_WHOLE_YEAR = re.compile(r"\bjaar(?:cijfers|verslag\w*|rapport\w*|overzicht|rekening)?\b|\bheel 20\d\d\b")
# A month beside these is the day of counting, or when somebody did something.
_ANOTHER_DAY = re.compile(
    r"\b(?:peil|stand|versie|datum|print|gemaakt|opgesteld|aangeleverd|geleverd|verzonden|ontvangen|gedownload|bijgewerkt"
    r"|vastgesteld|contact|auteur|door|organisatie|stichting|sinds|vanaf)\w*"
)
_WORDS_OF_A_TITLE = 6
_LAST_WEEK = 52


def says_part_in_short(text: str) -> bool:
    """Return whether a text names a part of a year by a sign, a report or a month alone.

    >>> [says_part_in_short(text) for text in ("2024H1", "T1 t/m T3", "t/m week 26", "Augustus 2024", "2024")]
    [True, False, True, True, False]
    """
    plain = to_plain(text)
    return (
        _some_numbered(plain)
        or _REPORT.search(plain) is not None
        or any(int(match[2] or match[1]) < _LAST_WEEK for match in _WEEKS.finditer(plain))
        or _some_months(text)
        or _is_month(plain)
    )


def _some_numbered(plain: str) -> bool:
    """Return whether some of the halves or quarters of a year are named, and not the first up to the last."""
    found: dict[str, set[int]] = {}
    for match in _LETTER_FIRST.finditer(plain):
        found.setdefault(match[1] or match[3], set()).add(int(match[2] or match[4]))
    for match in _NUMBER_FIRST.finditer(plain):
        found.setdefault(match[2], set()).add(int(match[1]))
    for letter, numbers in found.items():
        last = _NUMBER_OF[letter]
        up_to_last = re.search(rf"\b(?:t ?m|tot en met) (?:en met )?{letter} ?{last}\b", plain)
        whole = last in numbers and (1 in numbers or up_to_last)
        if not whole and max(numbers) <= last and not (letter == "q" and re.search(r"\bq1 (?:t ?m )?4\b", plain)):
            return True
    return False


def _some_months(text: str) -> bool:
    for match in _YEAR_MONTHS.finditer(text.casefold()):
        first, last = (int(month) for month in match.groups() if month is not None)
        if (first, last) not in ((1, 12), (1, 1)):
            return True
    days = [int(month) for month in _ISO_DAYS.findall(text)]
    return len(days) == 2 and days not in ([1, 12], [1, 1])


def _is_month(plain: str) -> bool:
    """Return whether a short text is about one month; a date is not, nor is "jan" without a year, which is a name."""
    return (
        len(plain.split()) <= _WORDS_OF_A_TITLE
        and _MONTH.search(plain) is not None
        and not _WHOLE_YEAR.search(plain)
        and not _ANOTHER_DAY.search(plain)
    )
