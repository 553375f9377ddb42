"""What a bereik file says of itself that makes its figures something else: a plan, other work, a part of the year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinderwerk_stats.model.errors import Problem, Severity
from kinderwerk_stats.sources.bereik.titles import ORGANISATION_LABEL, says_part_of_year
from kinderwerk_stats.sources.files.plain_text import to_plain

_PLAN = re.compile(
    r"\b(?:begroting|begroot|begrote|prognose|raming|geraamde?|doelstelling(?:en)?|streef(?:cijfers?|waarden?|aantal\w*)"
    r"|targets?|jaarplan|werkplan|ambities?|verwachte? (?:bereik|aantal\w*))\b"
)
_REALISED = re.compile(r"\b(?:realisatie|gerealiseerde?|werkelijke?|behaalde?|resultaten|jaarverslag)\b")
_FIGURES_ARE_PLAN = re.compile(
    r"\b(?:cijfers|aantallen|getallen)\b.*\b(?:prognose|raming|geraamd|begroot|doelstellingen|schatting|geschat)\b"
)
_OTHER_WORK = re.compile(
    r"\b(?:jongeren|tiener|jeugd|ouderen|senioren|volwassenen|opbouw)werk\w*\b|\b(?:ouderen|volwassenen|senioren)\b"
)
_CHILDREN = re.compile(r"\bkinder(?:en|werk\w*)?\b|\bkind\b")
_LEFT_OUT = re.compile(r"\b(?:zonder|exclusief|excl|niet|geen|behalve)\b")
_ABOUT_FIGURES = re.compile(
    r"^(?:de |deze |alle )?(?:cijfers|gegevens|aantallen|telling|periode|verslagperiode|meetperiode|peilperiode|betreft"
    r"|stand)\b"
)
_DAY_OF_COUNT = re.compile(r"\bpeildatum\b|\bstand (?:per|op|van)\b|\bgeteld tot\b")
_DAY = re.compile(r"(?<!\d)\d{1,2}[-/.](?P<month>\d{1,2})[-/.]20\d{2}(?!\d)")
_MONTH_OF_DAY = re.compile(r"\b\d{1,2} (?:feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov)[a-z]* 20\d{2}\b")
_WITH_OTHERS = re.compile(
    r"\b(?:inclusief|incl|ook|met|en)\b.*\b(?:jongeren|tieners|ouderen|volwassenen|ouders|peuters|senioren)\b"
)
_WORDS_OF_A_HEADING = 4
_VISITS = re.compile(r"\b(?:bezoeken|deelnames|deelnamen|contactmomenten|bezoekmomenten)\b")
_NOT_UNIQUE = re.compile(r"\b(?:geen|niet) (?:\w+ )?unieke?\b")
# "The total is not unique" is about wijken that overlap, not about visits.
_ABOUT_TOTAL = re.compile(r"\b(?:totaal|gemeente|stad|meer wijken|meerdere wijken)\b")
_WORDS_OF_A_TITLE = 10


@dataclass(frozen=True)
class Statements:
    """The texts of a sheet: `sheet_name`, the lines `above` the table, and the `notes` under it or on other sheets."""

    sheet_name: str
    above: Sequence[str]
    notes: Sequence[str]

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
    ]


def says_no_unique(texts: Iterable[str]) -> bool:
    """Return whether a text says that children count more than once because they come more than once.

    >>> says_no_unique(["Dit zijn deelnames, geen unieke kinderen"]), says_no_unique(["Het totaal is niet uniek"])
    (True, False)
    """
    plain = [to_plain(text) for text in texts]
    return any(_NOT_UNIQUE.search(words) and not _ABOUT_TOTAL.search(words) for words in plain)


def says_visits(said: Statements) -> bool:
    """Return whether a title speaks of visits and no title of unique children."""
    titles = [to_plain(text) for text in said.titles]
    return any(_VISITS.search(words) for words in titles) and not any("unie" in words for words in titles)


def _check_plan(where: str, said: Statements) -> list[Problem]:
    titles = [to_plain(text) for text in said.titles]
    if any(_REALISED.search(words) for words in titles):
        return []
    expected, action = "aantallen die in het jaar bereikt zijn", "vraag de gerealiseerde cijfers"
    named = [words for words in titles if _PLAN.search(words)]
    short = any(len(words.split()) <= _WORDS_OF_A_TITLE for words in named)
    if short or any(_FIGURES_ARE_PLAN.search(to_plain(text)) for text in said.notes):
        found = "een begroting, prognose of doel; dat is geen bereik dat er echt was"
        return [Problem(where, found, expected, action)]
    if named:
        found = "een zin over een begroting, prognose of doel"
        return [Problem(where, found, expected, "kijk of de cijfers echt bereikt zijn", "waarschuwing")]
    return []


def _check_work(where: str, said: Statements) -> list[Problem]:
    titles = [to_plain(text) for text in said.titles]
    other = sorted(
        {
            match[0]
            for words in titles
            if len(words.split()) <= _WORDS_OF_A_TITLE and not _LEFT_OUT.search(words)
            for match in _OTHER_WORK.finditer(words)
        }
    )
    if not other:
        return []
    names = " en ".join(other)
    if any(_CHILDREN.search(words) for words in titles):
        found = f"het bestand noemt behalve kinderwerk ook ander werk ({names})"
        action = "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten"
        return [Problem(where, found, "alleen kinderwerk", action, "waarschuwing")]
    found = f"cijfers van ander werk ({names})"
    return [Problem(where, found, "cijfers van kinderwerk", "vraag de tabel van het kinderwerk")]


def _check_period(where: str, said: Statements) -> list[Problem]:
    """Look at the notes, and at the day of counting; periods above the table are read with the titles."""
    problems = []
    if any(_counts_halfway(text) for text in said.titles):
        found = "een peildatum midden in het jaar"
        action = "kijk of de cijfers over het hele jaar gaan"
        problems.append(Problem(where, found, "cijfers van het hele jaar", action, "waarschuwing"))
    for text in said.notes:
        if not says_part_of_year(text):
            continue
        sure = _ABOUT_FIGURES.search(to_plain(text)) is not None
        found = "een opmerking dat de cijfers over een deel van het jaar gaan"
        if not sure:
            found = "een opmerking over een deel van het jaar"
        action = "vraag de cijfers van het hele jaar" if sure else "kijk of de cijfers over het hele jaar gaan"
        severity: Severity = "fout" if sure else "waarschuwing"
        problems.append(Problem(where, found, "cijfers van het hele jaar", action, severity))
    return problems


def _counts_halfway(text: str) -> bool:
    """Return whether children were counted on a day that is not the end of the year or the first of January."""
    plain = to_plain(text)
    if not _DAY_OF_COUNT.search(plain):
        return False
    return _MONTH_OF_DAY.search(plain) is not None or any(
        int(day["month"]) not in (1, 12) for day in _DAY.finditer(text)
    )


def _check_notes_on_work(where: str, said: Statements) -> list[Problem]:
    """Ask about other people in the figures, and about a heading of other work between the rows."""
    plain = [to_plain(text) for text in said.notes]
    headings = any(len(words.split()) <= _WORDS_OF_A_HEADING and _OTHER_WORK.search(words) for words in plain)
    others = any(_WITH_OTHERS.search(words) and not _LEFT_OUT.search(words) for words in plain)
    if not headings and not others:
        return []
    found = "een kopje van ander werk onder de tabel" if headings else "een opmerking over anderen dan kinderen"
    action = "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten"
    return [Problem(where, found, "alleen kinderwerk", action, "waarschuwing")]


def _names_organisation(text: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and ORGANISATION_LABEL.fullmatch(to_plain(label)) is not None
