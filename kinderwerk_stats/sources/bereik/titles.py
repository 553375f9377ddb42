"""What the lines around a bereik table say: year, period, organisation, age, and how children were counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from kinderwerk_stats.model.ages import OLDEST, Ages, find_ages
from kinderwerk_stats.sources.bereik.columns import Place, place_in
from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain
from kinderwerk_stats.sources.lexicon import find_all, says, words
from kinderwerk_stats.sources.time_signs import read_day
from kinderwerk_stats.sources.time_words import is_period, read_time, without_time

# Ages of young people go up to 27; what is more is another number.
_OLDEST_YOUNG = 27
_SOMETHING_ELSE = "tijd.jaar_van_iets_anders"
_GEMEENTE_NAMED = re.compile(
    r"\b[Gg]emeente ((?:'s-|\u2019s-)?[A-Z][\w'-]*(?: (?:(?:aan|op|de|den|der|en|het|van|ter|a/d) )*[A-Z][\w'-]*)*)"
)


_SHORT_NAMES = {"den haag": "s gravenhage", "den bosch": "s hertogenbosch"}
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Titles:
    """What the lines above a table state; `years` has more than one when they contradict each other.

    `days`: those that stand there, of counting or of a letter. `count_days`: those of counting. `year_of_a_day`:
    whether nothing but the last day of a year says which year it is. `offered`: years of lines that do not say that
    they are about the figures; with any of them there are no `years`.
    """

    years: frozenset[int]
    part_of_year: str
    organisation: str
    ages: dict[str, Ages]
    title: str
    gemeente: str = ""
    days: tuple[date, ...] = ()
    count_days: tuple[date, ...] = ()
    year_of_a_day: bool = False
    offered: frozenset[int] = frozenset()

    @property
    def stated(self) -> frozenset[int]:
        """Return every year that stands there, of the figures or not."""
        return self.years | self.offered


def read_titles(rows: Iterable[list[object]], sheet_name: str, headers: Iterable[str]) -> Titles:
    """Read the lines above the table, the name of the sheet and the headers.

    The file name is never asked: it is what somebody called a copy. The day of a letter is no year of figures; the last
    day of a year on which children were counted is.
    """
    cells = [[cell for cell in row if not is_empty(cell)] for row in rows]
    lines = [[segment for cell in row for segment in _segments(cell)] for row in cells]
    texts = [sheet_name, *_with_periods(lines)]
    headers = list(headers)
    days = [day for text in (*texts, *headers) for day in read_time(text).days]
    counting = [text for text in (*texts, *headers) if says("tijd.dag_van_telling", text)]
    counted = [day for text in counting for day in read_time(text).days if not says(_SOMETHING_ELSE, text)]
    sure, offered = _read_years(sheet_name, lines, texts[1:], headers)
    sure |= _closed_by(counted)
    if sure and any(says("tijd.over_vorig_jaar", text) for text in texts):
        sure, offered = set(), {year for stated in sure for year in (stated - 1, stated)}
    offered = set() if sure else offered
    from_day = set() if sure or offered else _closed_by(days)
    ages = {
        written: found
        for text in [*texts, *headers]
        if re.search(r"leeftijd|jaar|jarig|kind|jeugd|tiener|jongere", text, re.IGNORECASE)
        for written, found in find_ages(text).items()
        if found.last <= _OLDEST_YOUNG or (found.last == OLDEST and found.first <= _OLDEST_YOUNG)
    }
    title = next((str(row[0]).strip() for row in cells if row and isinstance(row[0], str) and ":" not in row[0]), "")
    return Titles(
        frozenset(sure | from_day),
        _part_of_year(texts),
        _labelled(cells, "organisatie"),
        ages,
        title,
        _labelled(cells, "gemeente") or gemeente_named(texts),
        tuple(dict.fromkeys(days)),
        tuple(dict.fromkeys(counted)),
        bool(from_day),
        frozenset(offered),
    )


def _read_years(
    sheet_name: str, lines: list[list[str]], texts: list[str], headers: list[str]
) -> tuple[set[int], set[int]]:
    """Return the years that are those of the figures, and those of lines that do not say what they are of."""
    labels = _labels_of_periods(lines)
    sure, unsure = set[int](), set[int]()
    for text in (sheet_name, *texts):
        whole = f"{labels.get(text, '')} {text}"
        if not says(_SOMETHING_ELSE, whole):
            (sure if _is_of_figures(whole) else unsure).update(read_time(text).years)
    for text in headers:
        if not says(_SOMETHING_ELSE, text):
            (unsure if says("tijd.jaar_van_naam", text) else sure).update(read_time(text).years)
    return sure, unsure


_FIGURES = re.compile(r"\b\d{1,2}e?\b")


def _is_of_figures(text: str) -> bool:
    """Return whether a line is a year or a period and nothing else, or says that it is about the figures."""
    # What is left of "1-1 t/m 31-12 2015" are figures, no words.
    rest = _FIGURES.sub(" ", without_time(text.casefold()))
    if not to_plain(rest) or says("tijd.jaar_genoemd", rest) or says("tijd.jaar_van_cijfers", text):
        return True
    return says("tijd.jaar_van_kinderen", text) and not says("tijd.jaar_van_naam", text)


def _labels_of_periods(lines: list[list[str]]) -> dict[str, str]:
    """Return cell with nothing but a period -> the words right before it or, of a lone cell, right above it."""
    labels: dict[str, str] = {}
    above = ""
    for line in lines:
        labels |= {text: name for name, text in pairwise(["", *line]) if is_period(text) and name}
        # A line with a number of its own is whole: "Subsidiebeschikking 2016-1234" is no label of the year under it.
        is_label = says(_SOMETHING_ELSE, above) and not any(sign.isdigit() for sign in above)
        if len(line) == 1 and is_period(line[0]) and is_label:
            labels[line[0]] = above
        above = line[0] if len(line) == 1 else ""
    return labels


def _with_periods(lines: list[list[str]]) -> list[str]:
    """Return the texts of lines; two days in one line, or behind "van" and "tot" in two, as the period between them."""
    texts: list[str] = []
    first: date | None = None
    for line in lines:
        whole = " ".join(line)
        days = read_time(whole).days
        labels_number = len(line) == 2 and says("tijd.label", line[0]) and line[1].strip()[:2].strip().isdecimal()
        if labels_number or (sum(bool(read_time(text).days) for text in line) > 1 and read_time(whole).periods):
            texts.append(whole)
            continue
        if len(days) == 1 and says("tijd.begin", whole):
            first = days[0]
        last = next((day for text in line if (day := read_day(text)) is not None), None)
        if first is not None and last is not None and first < last and says("tijd.eind", whole):
            texts.append(f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}")
        else:
            texts += line
    return texts


def _closed_by(days: Iterable[date]) -> set[int]:
    """Return the years of which one of these is the last day."""
    return {day.year for day in days if (day.month, day.day) == (12, 31)}


def _part_of_year(texts: Iterable[str]) -> str:
    """Return the text that says that figures are of a part of a year.

    "Managementrapportage" says so only where no period says that it is the whole year.
    """
    spoken = {text: read_time(text) for text in texts}
    parts = [text for text, said in spoken.items() if said.part_of_year and said.periods]
    whole = any(said.whole_year or (says("tijd.gehele_jaar", text) and not said.vague) for text, said in spoken.items())
    if not parts and not whole:
        parts = [text for text, said in spoken.items() if said.part_of_year]
    return parts[0].strip() if parts else ""


def gemeente_named(texts: Iterable[str]) -> str:
    """Return the name behind the word gemeente: capitals, and small words between them."""
    return next((match[1] for text in texts if (match := _GEMEENTE_NAMED.search(text))), "")


def says_overlap(texts: Iterable[str]) -> bool:
    """Return whether a note says that a child can count in several wijken.

    >>> says_overlap(["* Kinderen die in meer wijken komen, tellen in elke wijk mee."])
    True
    >>> says_overlap(["Kinderen zijn ontdubbeld: er zijn geen dubbeltellingen."])
    False
    """
    for text in texts:
        words = to_plain(text)
        denied = words.replace("niet ontdubbeld", "")
        if find_all("zegt.niet_dubbel", words) or find_all("zegt.ontdubbeld", denied):
            continue
        if find_all("zegt.dubbel", words) or (
            find_all("zegt.meer_wijken", words) and find_all("zegt.elke_keer", words)
        ):
            return True
    return False


def says_total_is_unique(texts: Iterable[str]) -> bool:
    """Return whether a note says that each child counts once in the total, so that it may lie below the sum.

    >>> says_total_is_unique(["In het totaal telt elk kind één keer."]), says_total_is_unique(["Elk kind telt."])
    (True, False)
    """
    return any(says("zegt.kind_een_keer", text) for text in texts)


def read_place(places: Iterable[Place | None], texts: Iterable[str]) -> Place | None:
    """Return where children count by headers and notes; None when nothing is said or both are."""
    found = {place for place in [*places, *map(place_in, texts)] if place is not None}
    return found.pop() if len(found) == 1 else None


def _segments(cell: object) -> list[str]:
    """Split a line of several filters; a date becomes text."""
    if isinstance(cell, datetime | date):
        return [cell.strftime("%d-%m-%Y")]
    if isinstance(cell, float) and cell.is_integer():
        return [str(int(cell))]
    return [segment for segment in re.split(r"\s{2,}|\t|;|\n", str(cell)) if segment.strip()]


def _labelled(cells: list[list[object]], wanted: str) -> str:
    """Return the name after a label such as "Organisatie:", in the same cell or the next one."""
    for row in cells:
        for position, cell in enumerate(row):
            label, colon, rest = str(cell).partition(":")
            if not isinstance(cell, str) or not says(f"label.{wanted}", label):
                continue
            if colon and rest.strip():
                return re.split(r"\s{2,}|\t|;|\n", rest.strip())[0]
            if position + 1 < len(row):
                return str(row[position + 1]).strip()
    return ""


def plain_gemeente(name: str) -> str:
    """Return the name of a gemeente without that word, and a short name in full.

    >>> plain_gemeente("Gemeente Den Haag"), plain_gemeente("'s-Gravenhage")
    ('s gravenhage', 's gravenhage')
    """
    plain = re.sub(r"^gemeente | gemeente$", "", to_plain(name))
    return _SHORT_NAMES.get(plain, plain)


def name_beside_total(label: str) -> str:
    """Return what a label says beside words of a total and years, such as a name; of a gemeente in full.

    >>> name_beside_total("Totaal unieke kinderen Den Haag 2024"), name_beside_total("Eindtotaal alle wijken")
    ('s gravenhage', '')
    """
    nothing = words("rij.totaal") | words("rij.vulling")
    rest = [word for word in to_plain(label).removeprefix("gem ").split() if word not in nothing]
    return plain_gemeente(" ".join(word for word in rest if not _YEAR.fullmatch(word)))
