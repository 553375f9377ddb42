"""What a bereik file says of itself that makes its figures something else: a plan, other work, a part of the year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinderwerk_stats.model.problems import Problem, Severity, worded
from kinderwerk_stats.sources.bereik.titles import ORGANISATION_LABEL, says_part_of_year, years_in
from kinderwerk_stats.sources.files.plain_text import to_plain

_PLAN = re.compile(
    r"\b(?:begroting(?:en)?|begroot|begrote|prognoses?|raming(?:en)?|geraamde?|doel(?:en|stelling(?:en)?)?"
    r"|streef(?:cijfers?|waarden?|aantal\w*)|targets?|(?:jaar|werk)?plan(?:nen|ning(?:en)?)?|ambities?|beoogde?|norm(?:en)?"
    r"|verwachting(?:en)?|verwachte? (?:bereik|aantal\w*)|subsidieaanvraag)\b"
)
_REALISED = re.compile(r"\b(?:realisatie|gerealiseerde?|werkelijke?|behaalde?|resultaten|jaarverslag)\b")
_FIGURES_ARE_PLAN = re.compile(
    r"\b(?:cijfers|aantallen|getallen)\b.*\b(?:prognose|raming|geraamd|begroot|doelstellingen|schatting|geschat)\b"
    r"|^bron (?:een )?(?:prognose|raming|schatting|begroting|jaarplan)\b"
)
_OTHER_WORK = re.compile(
    r"\b(?:jongeren|tiener|jeugd|ouderen|senioren|volwassenen|opbouw|peuter|meisjes|buurt)werk\w*\b"
    r"|\b(?:school)?maatschappelijk werk\b|\bbuurtsport\w*\b|\bsport en bewegen\b|\bjeugdhulp\b|\bjongeren \d"
    r"|\b(?:ouderen|volwassenen|senioren)\b"
)
# Another measure than the children reached, and figures that are a tenth of what is meant.
_OTHER_MEASURE = re.compile(
    r"\bwachtlijst\w*\b|\bniet bereikte?\b|\bnieuwe kinderen\b|\bgemiddeld(?:en|e)?\b.*\bper (?:week|maand|dag)\b"
    r"|\bverschil (?:t o v|ten opzichte|met)\b|\bsteekproef\b"
)
_MULTIPLIED = re.compile(r"\b(?:x|maal) ?(?:10|100|1 ?000)\b|\bin (?:tien|honderd|duizend)tallen\b")
_PART_OF_CHILDREN = re.compile(r"\b(?:excl|exclusief) [a-z]{4,}\b|\bgroep \d\b|\b\d{1,2} ?(?=\+)")
_CHILDREN = re.compile(r"\bkinder(?:en|werk\w*)?\b|\bkind\b")
_LEFT_OUT = re.compile(r"\b(?:zonder|exclusief|excl|niet|geen|behalve)\b")
_ABOUT_FIGURES = re.compile(
    r"^(?:de |deze |alle )?(?:cijfers|gegevens|aantallen|telling|periode|verslagperiode|meetperiode|peilperiode|betreft"
    r"|stand)\b"
)
_NAMES_FIGURES = re.compile(r"\b(?:cijfers|jaarcijfers|gegevens|aantallen|verslagjaar|betreft|bron)\b")
_FIGURES_OF_YEAR = re.compile(
    r"(?:let op )?(?:alle |de |deze )?(?:cijfers|jaarcijfers|gegevens|aantallen|verslagjaar|betreft)"
    r"(?: (?:over|van|uit|zijn|gaan|betreffen|het|jaar|kinderwerk))* 20\d\d"
)
_LETTERS = re.compile(r"[a-z]{2,}")
_DAY_OF_COUNT = re.compile(r"\bpeildatum\b|\bstand (?:per|op|van)\b|\bgeteld tot\b")
_DAY = re.compile(r"(?<!\d)\d{1,2}[-/.](?P<month>\d{1,2})[-/.]20\d{2}(?!\d)")
_MONTH_OF_DAY = re.compile(r"\b\d{1,2} (?:feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov)[a-z]* 20\d{2}\b")
_WITH_OTHERS = re.compile(
    r"\b(?:inclusief|incl|ook|met|en)\b.*\b(?:jongeren|tieners|ouderen|volwassenen|ouders|peuters|senioren)\b"
)
_PROVISIONAL = re.compile(
    r"\b(?:voorlopige?|concept(?:versie|cijfers)?|onder voorbehoud|tussenstand"
    r"|(?:nog )?niet (?:definitief|compleet|volledig|vastgesteld))\b"
)
_WORDS_OF_A_HEADING = 4
_VISITS = re.compile(r"\b(?:bezoeken|deelnames|deelnamen|contactmomenten|bezoekmomenten)\b")
_NOT_UNIQUE = re.compile(r"\b(?:geen|niet) (?:\w+ )?unieke?\b")
# "The total is not unique" is about wijken that overlap, not about visits.
_ABOUT_TOTAL = re.compile(r"\b(?:totaal|gemeente|stad|meer wijken|meerdere wijken)\b")
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


def _check_provisional(where: str, said: Statements) -> list[Problem]:
    if not any(_PROVISIONAL.search(to_plain(text)) for text in (*said.titles, *said.notes)):
        return []
    action = "vraag of de cijfers nog veranderen"
    return [worded(where, "voorlopige of onvolledige cijfers", "vastgestelde cijfers", action, "waarschuwing")]


def _check_plan(where: str, said: Statements) -> list[Problem]:
    titles = [to_plain(text) for text in said.titles]
    if any(_REALISED.search(words) for words in titles):
        return []
    expected, action = "aantallen die in het jaar bereikt zijn", "vraag de gerealiseerde cijfers"
    named = [words for words in titles if _PLAN.search(words)]
    short = any(len(words.split()) <= _WORDS_OF_A_TITLE for words in named)
    if short or any(_FIGURES_ARE_PLAN.search(to_plain(text)) for text in said.notes):
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
        return [worded(where, found, "alleen kinderwerk", action, "waarschuwing")]
    found = f"cijfers van ander werk ({names})"
    return [worded(where, found, "cijfers van kinderwerk", "vraag de tabel van het kinderwerk")]


def _check_measure(where: str, said: Statements) -> list[Problem]:
    """Refuse another measure than children reached, and figures to be multiplied; ask about a part of the children."""
    titles = [to_plain(text) for text in said.titles if len(to_plain(text).split()) <= _WORDS_OF_A_TITLE]
    problems = []
    if any(_OTHER_MEASURE.search(words) for words in titles):
        found = "een titel die over iets anders gaat dan bereikte kinderen"
        problems.append(worded(where, found, "kinderen die bereikt zijn", "vraag het aantal unieke kinderen per wijk"))
    if any(_MULTIPLIED.search(to_plain(text)) for text in (*said.titles, *said.notes)):
        found = "aantallen in tientallen, honderdtallen of duizendtallen"
        problems.append(worded(where, found, "hele aantallen", "vraag de tabel met de aantallen zelf"))
    if any(_PART_OF_CHILDREN.search(words) for words in titles):
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
        sure = _ABOUT_FIGURES.search(plain) is not None or len(_LETTERS.findall(plain)) <= _WORDS_OF_A_HEADING
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
        plain, years = to_plain(text), years_in(text)
        if not said.years or not years or years & said.years or not _NAMES_FIGURES.search(plain):
            continue
        sure = _FIGURES_OF_YEAR.fullmatch(plain) is not None
        severity: Severity = "fout" if sure else "waarschuwing"
        found = f"een opmerking over cijfers van {' en '.join(map(str, sorted(years)))}"
        expected = f"cijfers van {' en '.join(map(str, sorted(said.years)))}"
        problems.append(worded(where, found, expected, "vraag van welk jaar de cijfers zijn", severity))
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
    return [worded(where, found, "alleen kinderwerk", action, "waarschuwing")]


def _names_organisation(text: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and ORGANISATION_LABEL.fullmatch(to_plain(label)) is not None
