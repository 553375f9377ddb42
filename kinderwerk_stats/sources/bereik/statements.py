"""What a bereik file says of itself that makes its figures something else: a plan, other work, a part of the year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kinderwerk_stats.model.problems import Problem, Severity, worded
from kinderwerk_stats.sources.bereik.titles import Titles
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, says
from kinderwerk_stats.sources.time_words import read_years, says_part_of_year

_LETTERS = re.compile(r"[a-z]{2,}")
_DAY = re.compile(r"(?<!\d)\d{1,2}[-/.](?P<month>\d{1,2})[-/.]20\d{2}(?!\d)")
_MONTH_OF_DAY = re.compile(r"\b\d{1,2} (?:feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov)[a-z]* 20\d{2}\b")
_WORDS_OF_A_HEADING = 4
_WORDS_OF_A_TITLE = 10


@dataclass(frozen=True)
class Statements:
    """The texts of a sheet: `sheet_name`, the lines `above` the table, and the `notes` under it or on other sheets.

    `years`: those of the figures, as far as known.
    """

    sheet_name: str
    above: Sequence[str]
    notes: Sequence[str]
    years: frozenset[int] = frozenset()

    @property
    def titles(self) -> list[str]:
        """Return the name of the sheet and the lines above the table, without the name of the organisation."""
        return [text for text in (self.sheet_name, *self.above) if not _names_organisation(text)]


def check_statements(where: str, said: Statements) -> list[Problem]:
    """Return a fout for what makes the figures no reach of kinderwerk in a year, a warning where that is a question."""
    return [
        *_check_plan(where, said),
        *_check_work(where, said),
        *_check_notes_on_work(where, said),
        *_check_period(where, said),
        *_check_years(where, said),
        *_check_measure(where, said),
        *_check_provisional(where, said),
    ]


def ask_year(where: str, titles: Titles) -> tuple[set[int], list[Problem]]:
    """Return the years that the lines around a table say, and what there is to ask about them.

    The day of a letter is no year; a day of counting that lies outside the year makes it a question again.
    """
    days = ", ".join(f"{day:%d-%m-%Y}" for day in titles.days)
    found = ""
    outside = [day for day in titles.count_days for year in titles.years if not _closes(day, year)]
    if not titles.years:
        found = (
            f"geen jaar; wel een datum ({days}), en die zegt niet van welk jaar de cijfers zijn"
            if days
            else "geen jaar"
        )
    elif len(titles.years) == 1 and outside:
        found = f"geen jaar dat zeker is: een peildatum ({days}) die niet in het jaar {next(iter(titles.years))} ligt"
    elif titles.year_of_a_day:
        found = f"het jaar komt van een datum ({days})"
    if not found:
        return set(titles.years), []
    expected = "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel"
    action = "geef het jaar op, of zet 'jaar' in bronnen.toml"
    problem = worded(where, found, expected, action, "waarschuwing", "jaar")
    return set(titles.years) if titles.year_of_a_day else set(), [problem]


def _closes(day: date, year: int) -> bool:
    """Return whether a day of counting lies in a year, or right behind it."""
    return day.year == year or day == date(year + 1, 1, 1)


def says_no_unique(texts: Iterable[str]) -> bool:
    """Return whether a text says that children count more than once because they come more than once.

    >>> says_no_unique(["Dit zijn deelnames, geen unieke kinderen"]), says_no_unique(["Het totaal is niet uniek"])
    (True, False)
    """
    plain = [to_plain(text) for text in texts]
    return any(find_all("zegt.niet_uniek", words) and not find_all("zegt.over_totaal", words) for words in plain)


def says_visits(said: Statements) -> bool:
    """Return whether a title speaks of visits and no title of unique children."""
    titles = [to_plain(text) for text in said.titles]
    return any(find_all("zegt.bezoeken", words) for words in titles) and not any("unie" in words for words in titles)


def _check_provisional(where: str, said: Statements) -> list[Problem]:
    if not any(says("status.voorlopig", text) for text in (*said.titles, *said.notes)):
        return []
    action = "vraag of de cijfers nog veranderen"
    return [worded(where, "voorlopige of onvolledige cijfers", "vastgestelde cijfers", action, "waarschuwing")]


def _check_plan(where: str, said: Statements) -> list[Problem]:
    titles = [to_plain(text) for text in said.titles]
    if any(find_all("plan.gerealiseerd", words) for words in titles):
        return []
    expected, action = "aantallen die in het jaar bereikt zijn", "vraag de gerealiseerde cijfers"
    named = [words for words in titles if find_all("plan.woorden+titel", words)]
    short = any(len(words.split()) <= _WORDS_OF_A_TITLE for words in named)
    if short or any(says("plan.opmerking", text) for text in said.notes):
        found = "een begroting, prognose of doel; dat is geen bereik dat er echt was"
        return [worded(where, found, expected, action)]
    if named:
        found = "een zin over een begroting, prognose of doel"
        return [worded(where, found, expected, "kijk of de cijfers echt bereikt zijn", "waarschuwing")]
    return []


def _check_work(where: str, said: Statements) -> list[Problem]:
    titles = [to_plain(text) for text in said.titles]
    other = sorted(
        {
            found
            for words in titles
            if len(words.split()) <= _WORDS_OF_A_TITLE and not find_all("ander_werk.weggelaten", words)
            for found in find_all("ander_werk.woorden+titel", words)
        }
    )
    if not other:
        return []
    names = " en ".join(other)
    if any(find_all("ander_werk.kinderen", words) for words in titles):
        found = f"het bestand noemt behalve kinderwerk ook ander werk ({names})"
        action = "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten"
        return [worded(where, found, "alleen kinderwerk", action, "waarschuwing")]
    found = f"cijfers van ander werk ({names})"
    return [worded(where, found, "cijfers van kinderwerk", "vraag de tabel van het kinderwerk")]


def _check_measure(where: str, said: Statements) -> list[Problem]:
    """Refuse another measure than children reached, and figures to be multiplied; ask about a part of the children."""
    titles = [to_plain(text) for text in said.titles if len(to_plain(text).split()) <= _WORDS_OF_A_TITLE]
    problems = []
    if any(find_all("andere_maat.titel", words) for words in titles):
        found = "een titel die over iets anders gaat dan bereikte kinderen"
        problems.append(worded(where, found, "kinderen die bereikt zijn", "vraag het aantal unieke kinderen per wijk"))
    if any(says("andere_maat.maal", text) for text in (*said.titles, *said.notes)):
        found = "aantallen in tientallen, honderdtallen of duizendtallen"
        problems.append(worded(where, found, "hele aantallen", "vraag de tabel met de aantallen zelf"))
    if any(find_all("deel_van_kinderen.titel", words) for words in titles):
        found = "een titel die over een deel van de kinderen of wijken gaat"
        action = "vraag of alle kinderen van 4 tot en met 12 jaar meetellen"
        problems.append(worded(where, found, "alle kinderen en wijken", action, "waarschuwing"))
    return problems


def _check_period(where: str, said: Statements) -> list[Problem]:
    """Look at the notes, and at the day of counting; periods above the table are read with the titles."""
    problems = []
    if any(_counts_halfway(text) for text in (*said.titles, *said.notes)):
        found = "een peildatum midden in het jaar"
        action = "kijk of de cijfers over het hele jaar gaan"
        problems.append(worded(where, found, "cijfers van het hele jaar", action, "waarschuwing"))
    for text in said.notes:
        if not says_part_of_year(text):
            continue
        plain = to_plain(text)
        sure = bool(find_all("tijd.over_cijfers", plain)) or len(_LETTERS.findall(plain)) <= _WORDS_OF_A_HEADING
        found = "een opmerking dat de cijfers over een deel van het jaar gaan"
        if not sure:
            found = "een opmerking over een deel van het jaar"
        action = "vraag de cijfers van het hele jaar" if sure else "kijk of de cijfers over het hele jaar gaan"
        severity: Severity = "fout" if sure else "waarschuwing"
        problems.append(worded(where, found, "cijfers van het hele jaar", action, severity))
    return problems


def _check_years(where: str, said: Statements) -> list[Problem]:
    """Compare the year that a note gives to the figures with the year of the table."""
    problems = []
    for text in said.notes:
        plain, years = to_plain(text), read_years(text)
        if not said.years or not years or years & said.years or not find_all("tijd.noemt_cijfers", plain):
            continue
        sure = bool(find_all("tijd.cijfers_van_jaar", plain))
        severity: Severity = "fout" if sure else "waarschuwing"
        found = f"een opmerking over cijfers van {' en '.join(map(str, sorted(years)))}"
        expected = f"cijfers van {' en '.join(map(str, sorted(said.years)))}"
        problems.append(worded(where, found, expected, "vraag van welk jaar de cijfers zijn", severity))
    return problems


def _counts_halfway(text: str) -> bool:
    """Return whether children were counted on a day that is not the end of the year or the first of January."""
    plain = to_plain(text)
    if not find_all("tijd.dag_van_telling", plain):
        return False
    return _MONTH_OF_DAY.search(plain) is not None or any(
        int(day["month"]) not in (1, 12) for day in _DAY.finditer(text)
    )


def _check_notes_on_work(where: str, said: Statements) -> list[Problem]:
    """Ask about other people in the figures, and about a heading of other work between the rows."""
    plain = [to_plain(text) for text in said.notes]
    headings = any(
        len(words.split()) <= _WORDS_OF_A_HEADING and find_all("ander_werk.woorden+titel", words) for words in plain
    )
    others = any(
        find_all("ander_werk.met_anderen", words) and not find_all("ander_werk.weggelaten", words) for words in plain
    )
    if not headings and not others:
        return []
    found = "een kopje van ander werk onder de tabel" if headings else "een opmerking over anderen dan kinderen"
    action = "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten"
    return [worded(where, found, "alleen kinderwerk", action, "waarschuwing")]


def _names_organisation(text: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and says("label.organisatie", label)
