"""What a column of a bereik file holds, by the words in its header."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, find_ages, without_ages
from kinderwerk_stats.sources.bereik.parts import without_period
from kinderwerk_stats.sources.files.plain_text import to_plain

Place = Literal["woonwijk", "locatie"]

CODE, NAME, BUURT, YEAR, PERIOD = "wijk_code", "wijk_name", "buurt", "year", "period"

_AREA_HEADERS: dict[str, frozenset[str]] = {
    CODE: frozenset({
        "wijkcode", "wijk code", "code wijk", "gebiedscode", "code", "cbs code", "cbs wijkcode", "gwb code",
        "regiocode", "codering",
    }),
    NAME: frozenset({
        "wijk", "wijken", "wijknaam", "wijk naam", "naam wijk", "gebied", "gebieden", "gebiedsnaam", "naam gebied",
        "stadsdeel", "stadswijk", "verzorgingsgebied", "werkgebied", "woonwijk", "kern", "dorp", "cbs wijk",
        "rijlabels", "row labels",
    }),
    BUURT: frozenset({"buurt", "buurten", "buurtnaam", "naam buurt", "buurtcode", "code buurt"}),
    YEAR: frozenset({"jaar", "jaartal", "kalenderjaar", "verslagjaar", "peiljaar", "boekjaar", "periode"}),
    PERIOD: frozenset({"kwartaal", "maand", "week", "halfjaar", "kwartalen"}),
}  # fmt: skip
# Says which wijk only beside a code: alone it can be anybody's name.
_BARE_NAMES = frozenset({"naam", "namen", "omschrijving"})

# indicator -> (one of these words is there, these may stand beside it)
_COUNT_HEADERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "visits_count": (
        frozenset({"bezoeken", "deelnames", "deelnamen", "contacten", "contactmomenten", "bezoekmomenten",
                   "kindcontacten"}),
        frozenset({"kinderen", "kind", "kinderwerk", "bereik"}),
    ),
    "kinderwerker_fte": (
        frozenset({"fte", "ftes", "formatie", "formatieplaatsen"}),
        frozenset({"kinderwerk", "kinderwerker", "kinderwerkers", "inzet", "beroepskrachten", "personeel"}),
    ),
    "kinderwerkers_count": (
        frozenset({"kinderwerkers", "kinderwerker"}),
        frozenset({"personen", "medewerkers", "inzet", "beroepskrachten"}),
    ),
    "locations_count": (frozenset({"locaties", "speellocaties"}), frozenset({"kinderwerk", "activiteiten", "inzet"})),
    "signals_count": (frozenset({"signalen", "zorgsignalen"}), frozenset({"kinderen", "kinderwerk", "zorg"})),
    "work_hours": (
        frozenset({"uren", "werkuren"}),
        frozenset({"kinderwerk", "kinderwerkers", "gewerkte", "inzet", "beroepskrachten", "uitvoering"}),
    ),
    "volunteers_count": (frozenset({"vrijwilligers"}), frozenset({"kinderwerk", "inzet"})),
}  # fmt: skip
_CHILDREN = frozenset({"kinderen", "kind", "deelnemers", "bezoekers"})
_REACHED = frozenset({"uniek", "unieke", "bereik", "bereikt", "bereikte"})

_FILLERS = frozenset({
    "aantal", "aantallen", "totaal", "totalen", "tot", "van", "de", "het", "in", "per", "jaar", "met", "alle", "s",
    "realisatie", "gerealiseerd", "gerealiseerde", "dit", "huidig", "samen", "gezamenlijk", "som", "sum", "of",
    "resultaat", "resultaten", "werkelijk", "werkelijke", "behaald", "eindtotaal", "gehele", "hele", "heel",
})  # fmt: skip
# Says of children that they are those of kinderwerk, beside the columns of other work.
_KINDERWERK = "kinderwerk"
_PERCENTAGE = re.compile(r"%|\bpercentage\b|\bprocent\b|\bpct\b|\baandeel\b", re.IGNORECASE)
# Columns of other work stand beside those of kinderwerk in the same table.
_OTHER_WORK = re.compile(r"\b(?:jongeren|ouderen|volwassenen|tiener|senioren|opbouw|school)(?:werk|werkers?)?\b")
# A plan, another year, an average or a part of the children is not what was reached in the year.
_OTHER_MEASURE = re.compile(
    r"\b(?:begro(?:ot|ting|te)|prognose|raming|geraamd|target|doel(?:stelling)?|streef\w*|ambitie|verwacht(?:ing)?|norm"
    r"|vorige? jaar|verschil|mutatie|toename|afname|groei|gemiddelde?|index"
    r"|per (?:1 ?000|100|duizend|honderd|week|maand|dag|keer|activiteit|bijeenkomst))\b"
)
# Some of the children, who with others are the whole.
_SOME = re.compile(r"\b(?:waarvan|meisjes|meiden|jongens|nieuwe?|vakantie)\b")
_HOURS = re.compile(r"\b(?:uur|uren)\b")
_FTE = re.compile(r"\b(?:ftes?|formatie)\b")
# Who comes to an activity, or a count that is not unique, is a visit: ten times is ten.
_NOT_UNIQUE = re.compile(r"\b(?:geen|niet) (?:\w+ )?unieke?\b|\b(?:van|aan|bij) (?:de |een |alle )?activiteit(?:en)?\b")
_PER_AREA = re.compile(r"\bper (?:wijk|gebied|stadsdeel)\b")
_AT_LOCATION = re.compile(r"\b(?:op|naar|per) (?:de )?(?:activiteiten)?locatie\b")
_AT_HOME = re.compile(
    r"\b(?:woonachtig|wonend|wonen|woont)(?: in(?: de)?(?: wijk)?)?\b"
    r"|\b(?:(?:naar|per|in)(?: de| hun)? )?woon(?:wijk|plaats|adres)\b"
)


# A column that says how many of the children beside it were reached makes those the children who live there.
_OF_RESIDENTS = re.compile(
    r"\bwaarvan (?:\w+ )?(?:bereik\w*|uniek\w*|deelnemers|meedoen\w*)|\bbereik(?:t|te)?\b.*%|%.*\bbereik"
    r"|\bbereik(?:s)? ?percentage"
    r"|\bbereikt(?:e)?\b|\bdeelnemers\b|\bdeelname ?percentage|\bpercentage\b.*\bberei|\bpenetratie|\bdekking"
)


@dataclass(frozen=True)
class ColumnMeaning:
    """What a header says: `kind` is one of the area columns or an indicator.

    `sure` is False for "kinderen" alone: it does not say that each child counts once. `part`: of some of the ages of
    kinderwerk only.
    """

    kind: str
    sure: bool = True
    place: Place | None = None
    part: bool = False


def recognise_column(header: str, group: str = "", *, with_code: bool = False) -> ColumnMeaning | None:
    """Return what a column holds; None when its header is not understood.

    Parameters
    ----------
    header : text of the column's own header.
    group : text of the header above it that spans several columns.
    with_code : whether the table has a column of wijk codes; only then "Naam" is the name of the wijk.

    >>> recognise_column("# kinderen (uniek)").kind, recognise_column("Fte", "Jongerenwerk")
    ('reached_count', None)
    """
    both = f"{group} {header}".strip()
    plain = to_plain(both)
    if is_other_measure(both) or _SOME.search(plain):
        return None
    if _FTE.search(plain) and _HOURS.search(plain):
        return None
    if is_no_unique_count(both):
        words = set(plain.split())
        return ColumnMeaning("visits_count") if words & (_CHILDREN | _COUNT_HEADERS["visits_count"][0]) else None
    own = _recognise(header, with_code=with_code)
    if group and own is not None and own.kind in (YEAR, PERIOD):
        # "Jaar" beside the quarters of a figure is the figure of the year.
        own = _recognise(both, with_code=with_code) or own
    if own is not None and own.sure:
        return own if own.place or not group else _with_place(own, group)
    together = _recognise(both, with_code=with_code) if group else None
    return together if together is not None and (own is None or together.sure) else own


def is_other_measure(header: str) -> bool:
    """Return whether a header is about something else than what was done for children this year.

    >>> is_other_measure("Unieke kinderen begroot"), is_other_measure("Unieke kinderen jongens")
    (True, False)
    """
    plain = to_plain(header)
    return bool(_PERCENTAGE.search(header) or _OTHER_WORK.search(plain) or _OTHER_MEASURE.search(plain))


def is_no_unique_count(header: str) -> bool:
    """Return whether a header says that its children are not counted once.

    >>> is_no_unique_count("Deelnemers van de activiteit"), is_no_unique_count("Unieke deelnemers aan activiteiten")
    (True, False)
    """
    plain = to_plain(header)
    found = _NOT_UNIQUE.search(plain)
    return found is not None and ("uniek" in found[0] or "uniek" not in plain)


def _with_place(meaning: ColumnMeaning, group: str) -> ColumnMeaning:
    return ColumnMeaning(meaning.kind, meaning.sure, place_in(group) if meaning.kind == "reached_count" else None)


def place_in(text: str) -> Place | None:
    """Return whether a text says that children count where they live or where they come; None for neither or both.

    >>> place_in("Deelnemers op locatie"), place_in("Kinderen woonachtig in de wijk"), place_in("Locaties")
    ('locatie', 'woonwijk', None)
    """
    words = to_plain(text)
    at_location = bool(_AT_LOCATION.search(words))
    at_home = bool(_AT_HOME.search(words)) or "woonwijk" in words
    if at_location == at_home:
        return None
    return "locatie" if at_location else "woonwijk"


def _recognise(header: str, *, with_code: bool) -> ColumnMeaning | None:
    plain = to_plain(header)
    for kind, names in _AREA_HEADERS.items():
        if plain in names:
            return ColumnMeaning(kind, place="woonwijk" if plain == "woonwijk" else None)
    if with_code and plain in _BARE_NAMES:
        return ColumnMeaning(NAME)
    place = place_in(header)
    plain = _PER_AREA.sub(" ", to_plain(without_ages(header)))
    plain = _AT_LOCATION.sub(" ", _AT_HOME.sub(" ", plain)) if place else plain
    words = {word for word in without_period(plain).split() if word not in _FILLERS}
    for indicator, (core, beside) in _COUNT_HEADERS.items():
        if words & core and words <= core | beside:
            return ColumnMeaning(indicator)
    words -= {_KINDERWERK} if words & (_CHILDREN | _REACHED) else set()
    if words and words <= _CHILDREN | _REACHED:
        sure = bool(words & _REACHED and words & _CHILDREN)
        return ColumnMeaning("reached_count", sure, place, part=_says_some_ages(header))
    return None


def _says_some_ages(header: str) -> bool:
    """Return whether a header names ages that are not all of 4 up to 12."""
    ages = find_ages(header).values()
    return bool(ages) and not any(found.first <= FIRST_AGE and found.last >= LAST_AGE - 1 for found in ages)


def may_be_residents(header: str, others: Iterable[str]) -> bool:
    """Return whether a column of children may be those who live in the wijk, and not those who were reached.

    Its own header names ages or a place to live and nothing that was done, or a column beside it says which of them
    were reached.

    >>> may_be_residents("Aantal kinderen 4 t/m 12 jaar", []), may_be_residents("Unieke kinderen 4-12", [])
    (True, False)
    >>> may_be_residents("Aantal kinderen", ["Waarvan bereikt"]), may_be_residents("Aantal kinderen", ["Fte"])
    (True, False)
    """
    words = set(to_plain(header).split())
    if words & (_REACHED | {"deelnemers", "bezoekers", "deelnemende", "gerealiseerd", "realisatie"}):
        return False
    at_home = _AT_HOME.search(to_plain(header)) is not None or bool(words & {"inwoners", "woonwijk"})
    return bool(find_ages(header)) or at_home or any(_OF_RESIDENTS.search(to_percentage(text)) for text in others)


def to_percentage(text: str) -> str:
    """Return a plain text that keeps its percent signs.

    >>> to_percentage("Bereik (in %)")
    'bereik in %'
    """
    return to_plain(text.replace("%", " procentteken ")).replace("procentteken", "%")
