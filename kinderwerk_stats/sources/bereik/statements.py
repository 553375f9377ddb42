"""What a bereik file says of itself that makes its figures something else: a plan, other work, a part of the year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kinderwerk_stats.model.ages import AGES_OF_KINDERWERK, find_ages
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.columns import to_percentage
from kinderwerk_stats.sources.bereik.titles import Titles
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, says
from kinderwerk_stats.sources.time_words import read_time, read_years, says_part_of_year

_LETTERS = re.compile(r"[a-z]{2,}")
_WORDS_OF_A_HEADING = 4
_WORDS_OF_A_TITLE = 10
# METHOD 1.1: the cao sociaal werk.
HOURS_OF_FTE = "36"
_OTHER_WORK = "ander_werk.woorden+titel"


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
        """Return in plain words the name of the sheet and the lines above, without the name of an organisation."""
        return [to_plain(text) for text in (self.sheet_name, *self.above) if not _names_organisation(text)]

    @property
    def short_titles(self) -> list[str]:
        """Return the titles that are no sentences."""
        return [words for words in self.titles if len(words.split()) <= _WORDS_OF_A_TITLE]

    @property
    def plain_notes(self) -> list[str]:
        """Return the notes in plain words."""
        return [to_plain(text) for text in self.notes]


def check_statements(place: Place, said: Statements) -> list[Problem]:
    """Return a fout for what makes the figures no reach of kinderwerk in a year, a warning where that is a question."""
    everything = [*said.titles, *said.plain_notes]
    problems = [*_check_plan(place, said), *_check_work(place, said), *_check_notes_on_work(place, said)]
    if any(_counts_halfway(text) for text in (said.sheet_name, *said.above, *said.notes)):
        problems.append(make_warning("peildatum_halverwege", place))
    problems += [*_check_notes_on_time(place, said), *_check_other_bases(place, said)]
    if _any("tijd.schooljaar", everything):
        problems.append(make_warning("schooljaar_genoemd", place))
    shares = [to_percentage(text) for text in (said.sheet_name, *said.above)]
    if _any("andere_maat.titel", said.short_titles) or _any("andere_maat.in_procenten", shares):
        problems.append(make_problem("titel_andere_maat", place))
    if _any("andere_maat.maal", everything):
        problems.append(make_problem("aantallen_in_tientallen", place))
    if _any("deel_van_kinderen.titel", said.short_titles):
        problems.append(make_warning("titel_deel_van_kinderen", place))
    if _any("zegt.afgerond", everything):
        problems.append(make_warning("cijfers_afgerond", place))
    if _any("status.voorlopig", everything):
        problems.append(make_warning("cijfers_voorlopig", place))
    return problems


def ask_year(place: Place, titles: Titles) -> tuple[set[int], list[Problem]]:
    """Return the years that the lines around a table say, and what there is to ask about them.

    The day of a letter is no year, and that of another thing is only offered; a day of counting that lies outside the
    year makes it a question again.
    """
    days = tuple(f"{day:%d-%m-%Y}" for day in titles.days)
    if titles.offered:
        return set(), [make_warning("jaar_van_een_regel", place, asks="jaar", jaren=tuple(sorted(titles.offered)))]
    outside = [day for day in titles.count_days for year in titles.years if not _closes(day, year)]
    if not titles.years:
        code = "jaar_ontbreekt_naast_datum" if days else "jaar_ontbreekt"
        return set(), [make_warning(code, place, asks="jaar", dagen=days)]
    if len(titles.years) == 1 and outside:
        (year,) = titles.years
        return set(), [make_warning("peildatum_buiten_jaar", place, asks="jaar", dagen=days, jaar=year)]
    if titles.year_of_a_day:
        return set(titles.years), [make_warning("jaar_van_een_datum", place, asks="jaar", dagen=days)]
    return set(titles.years), []


def _closes(day: date, year: int) -> bool:
    """Return whether a day of counting lies in a year, or right behind it."""
    return day.year == year or day == date(year + 1, 1, 1)


def says_no_unique(texts: Iterable[str]) -> bool:
    """Return whether a text says that children count more than once because they come more than once.

    >>> says_no_unique(["Dit zijn deelnames, geen unieke kinderen"]), says_no_unique(["Het totaal is niet uniek"])
    (True, False)
    """
    return any(says("zegt.niet_uniek", text) and not says("zegt.over_totaal", text) for text in texts)


def numbers_for_small(texts: Iterable[str]) -> frozenset[float]:
    """Return the numbers that stand for a small count: it is hidden, whatever the cell says.

    >>> sorted(numbers_for_small(["Aantallen kleiner dan 5 zijn als 0 weergegeven", "0 betekent minder dan 5"]))
    [0.0]
    """
    plain = [to_plain(text) for text in texts]
    said = [found.split()[-1] for text in plain for found in find_all("zegt.klein_als", text)]
    said += [found.split()[0] for text in plain for found in find_all("zegt.klein_is", text)]
    return frozenset(0.0 if word == "nul" else float(word) for word in said)


def says_visits(said: Statements) -> bool:
    """Return whether a title speaks of visits and no title of unique children."""
    return _any("zegt.bezoeken", said.titles) and not any("unie" in words for words in said.titles)


def _any(name: str, texts: Iterable[str]) -> bool:
    return any(find_all(name, plain) for plain in texts)


def _check_plan(place: Place, said: Statements) -> list[Problem]:
    if _any("plan.gerealiseerd", said.titles):
        return []
    if _any("plan.woorden+titel", said.short_titles) or _any("plan.opmerking", said.plain_notes):
        return [make_problem("cijfers_zijn_plan", place)]
    return [make_warning("zin_over_plan", place)] if _any("plan.woorden+titel", said.titles) else []


def _check_work(place: Place, said: Statements) -> list[Problem]:
    titles = [words for words in said.short_titles if not find_all("ander_werk.weggelaten", words)]
    other = tuple(sorted({found for words in titles for found in find_all(_OTHER_WORK, words)}))
    if not other:
        return []
    if _any("ander_werk.kinderen", said.titles):
        return [make_warning("ook_ander_werk", place, werk=other)]
    return [make_problem("cijfers_ander_werk", place, werk=other)]


def _check_notes_on_work(place: Place, said: Statements) -> list[Problem]:
    """Ask about a heading of other work between the rows, and about other people in the figures."""
    if _any(_OTHER_WORK, (words for words in said.plain_notes if len(words.split()) <= _WORDS_OF_A_HEADING)):
        return [make_warning("kopje_ander_werk", place)]
    counted = [words for words in said.plain_notes if not find_all("ander_werk.weggelaten", words)]
    return [make_warning("opmerking_over_anderen", place)] if _any("ander_werk.met_anderen", counted) else []


def _check_notes_on_time(place: Place, said: Statements) -> Iterator[Problem]:
    """Look at the period and the year that a note gives to the figures; those above the table are read as titles."""
    for text, plain in zip(said.notes, said.plain_notes, strict=True):
        if not says_part_of_year(text):
            continue
        if find_all("tijd.over_cijfers", plain) or len(_LETTERS.findall(plain)) <= _WORDS_OF_A_HEADING:
            yield make_problem("opmerking_deel_van_jaar", place)
        else:
            yield make_warning("opmerking_noemt_deel_van_jaar", place)
    for text, plain in zip(said.notes, said.plain_notes, strict=True):
        years = read_years(text)
        if not said.years or not years or not find_all("tijd.noemt_cijfers", plain):
            continue
        if years & said.years:
            named = {int(found.split()[-1]) for found in find_all("tijd.cijfers_uit_jaar", plain)}
            years = years & named - said.years
        if not years:
            continue
        sure = bool(find_all("tijd.cijfers_van_jaar", plain))
        yield make_problem(
            "opmerking_ander_jaar",
            place,
            "fout" if sure else "waarschuwing",
            genoemd=tuple(sorted(years)),
            jaren=tuple(sorted(said.years)),
        )


def _check_other_bases(place: Place, said: Statements) -> Iterator[Problem]:
    """Ask about other ages, other hours in a fte and other borders, where a line around the table names them."""
    counted = [note for note in said.notes if not says("ander_werk.weggelaten", note)]
    ages = {text: found for note in counted for text, found in find_ages(note).items()}
    if ages and not set(ages.values()) & set(AGES_OF_KINDERWERK):
        yield make_warning("andere_leeftijd", place, leeftijden=" en ".join(ages))
    lines = [said.sheet_name, *said.above, *said.notes]
    if hours := other_hours_of_fte(lines):
        yield make_warning("fte_van_andere_uren", place, uren=hours)
    years = {year for line in lines if says("zegt.indeling", line) for year in read_years(line)}
    if said.years and years - said.years:
        yield make_warning("indeling_van_ander_jaar", place, jaren=tuple(sorted(years - said.years)))


def other_hours_of_fte(texts: Iterable[str]) -> str:
    """Return how many hours a fte has in these texts, where that is not the 36 of the cao; else nothing.

    >>> other_hours_of_fte(["Fte op basis van 40 uur"]), other_hours_of_fte(["1 fte = 36 uur", "Open: 40 uur"])
    ('40', '')
    """
    said = [to_plain(text) for text in texts if says("zegt.fte", text)]
    found = " ".join(each for text in said for each in find_all("zegt.uren_per_fte", text))
    hours = {*re.findall(r"\d{2}", found)}
    return " en ".join(sorted(hours - {HOURS_OF_FTE}))


def _counts_halfway(text: str) -> bool:
    """Return whether children were counted on a day that is not in December or January."""
    return says("tijd.dag_van_telling", text) and any(day.month not in (1, 12) for day in read_time(text).days)


def _names_organisation(text: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and says("label.organisatie", label)
