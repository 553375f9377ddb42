"""What a row of a bereik table is about, by the words in its first column: a wijk, a total, or something else."""

import re
from typing import Literal

from kinderwerk_stats.sources.files.plain_text import to_plain

RowKind = Literal["wijk", "whole", "named_total", "part", "no_wijk", "outside", "no_count"]

_SUBTOTAL = re.compile(r"^(?:sub|deel) ?tota|^tussentel")
_TOTAL_WORDS = frozenset({"totaal", "totalen", "total", "totals", "eindtotaal", "gemeentetotaal", "stadstotaal", "som"})
_WHOLE_NAMES = frozenset({"stad", "alle wijken", "alle gebieden", "hele stad", "hele gemeente", "wijken samen"})
# Beside "totaal" these say nothing about a part of the gemeente.
_NEUTRAL_WORDS = frozenset({
    "grand", "algemeen", "gemeente", "stad", "hele", "de", "het", "van", "alle", "wijken", "gebieden", "samen", "in",
    "over", "uniek", "unieke", "kinderen", "ontdubbeld", "ontdubbelde", "kinderwerk", "aantal", "jaar", "bereikt",
    "bereikte", "bereik", "inclusief", "incl", "exclusief", "excl", "met", "zonder", "en", "onbekend", "onbekende",
    "wijk", "buiten", "elders", "dubbelingen", "dubbeltellingen", "correctie", "dubbel", "gemeenten", "stadsbreed",
})  # fmt: skip
_WITH_OR_WITHOUT = frozenset({"inclusief", "incl", "exclusief", "excl", "met", "zonder"})
_YEAR = re.compile(r"(?:19|20)\d{2}")
_OTHER_TIME = re.compile(r"\b(?:vorige?|voorgaande?|afgelopen|voorlaatste?) (?:school)?(?:jaar|jaren|periode)\b")
# Averages, plans and differences are not counts of children in a place.
_NO_COUNT = re.compile(
    r"^gemiddelde?\b|^gem(?: per wijk)?$|^average\b|^mediaan\b|^verschil\b|^norm\b|^doel(?:stelling)?\b|^streef\w*"
    r"|^target\b|^prognose\b|^begroting\b|^begroot\b|^raming\b|^percentage\b|^procent\b|^aandeel\b|^mutatie\b"
    r"|^in procenten\b|^toename\b|^afname\b|^landelijk\b|^nederland$"
)
# They live in the gemeente as far as anybody knows: part of its total, no row of their own (METHOD 1.4).
_NO_WIJK = re.compile(
    r"^(?:(?:wijk|gebied|woonplaats|adres|woonwijk|gemeente) )?(?:onbekend|niet bekend|niet ingevuld)$|^onbekende wijk"
    r"|^(?:overige?|diverse|meerdere|alle overige) ?(?:wijken|gebieden)?$|^geen wijk\b|^leeg$|^blank$|^stedelijk$"
    r"|^(?:stads|gemeente)bree?d\b|^wijk ?overstijgend$|^niet (?:toe te delen|toegedeeld)$|^buiten (?:de )?wijken\b"
)
# They do not live in the gemeente and are no part of its reach.
_OUTSIDE = re.compile(
    r"^(?:van |uit |woont |wonend )?buiten (?:de |het )?(?:eigen )?(?:gemeente|stad|plaats|woonplaats|regio)\w*\b"
    r"|^elders\b|^(?:uit )?(?:overige?|andere?|buur) ?(?:gemeenten?|plaats(?:en)?|stad)$"
)


def classify_label(label: str, years: frozenset[int] = frozenset()) -> RowKind:
    """Return what a row is about.

    Parameters
    ----------
    label : what stands in the column of the wijk.
    years : the years that the table is about, when it says so; a total of another year is no count of this one.

    Returns
    -------
    "whole": a total of the gemeente; "named_total": a total of something with a name, the gemeente or a part of it,
    which its figures must tell; "part": a subtotal; "no_wijk": children of the gemeente without a wijk; "outside":
    children who live elsewhere; "no_count": an average, a plan, another year; else "wijk".

    >>> [classify_label(label) for label in ("Totaal uniek", "Totaal Noord", "Wijk onbekend", "Gemiddeld", "Oost")]
    ['whole', 'named_total', 'no_wijk', 'no_count', 'wijk']
    """
    plain = to_plain(label)
    words = plain.split()
    if _SUBTOTAL.search(plain):
        return "part"
    is_total = bool(_TOTAL_WORDS.intersection(words))
    if is_total and not _WITH_OR_WITHOUT.intersection(words):
        plain = " ".join(word for word in words if word not in _TOTAL_WORDS)
    if _NO_WIJK.search(plain):
        return "no_wijk"
    if _OUTSIDE.search(plain):
        return "outside"
    if _NO_COUNT.search(plain) or _OTHER_TIME.search(plain):
        return "no_count"
    if not is_total:
        return _kind_without_total(plain, words)
    stated = {int(word) for word in words if _YEAR.fullmatch(word)}
    if stated and years and not stated & years:
        return "no_count"
    rest = [word for word in words if word not in _TOTAL_WORDS | _NEUTRAL_WORDS and not _YEAR.fullmatch(word)]
    # "Totaal gemeente X" is the gemeente; "Totaal X" can be any part of it.
    return "whole" if (not rest or "gemeente" in words) and (not stated or stated <= years) else "named_total"


def _kind_without_total(plain: str, words: list[str]) -> RowKind:
    if plain in _WHOLE_NAMES or re.match(r"gemeente\b|gem [a-z]", plain):
        return "whole"
    # "Heel Utrecht", but Heel is a village too.
    return "named_total" if len(words) > 1 and words[0] in ("heel", "hele") and words[1] != "en" else "wijk"


def rank_total(label: str) -> int:
    """Return which of several totals goes before: unique children, then those that say to be of everything.

    >>> [rank_total(label) for label in ("Totaal excl. onbekend", "Totaal", "Totaal gemeente", "Totaal uniek")]
    [0, 1, 2, 3]
    """
    words = set(to_plain(label).split())
    if words & {"exclusief", "excl", "zonder"} and words & {"onbekend", "onbekende", "stadsbreed"}:
        return 0
    if words & {"uniek", "unieke", "ontdubbeld", "ontdubbelde"}:
        return 3
    return 2 if words & {"eindtotaal", "grand", "algemeen", "gemeente", "gemeentetotaal", "inclusief", "incl"} else 1


def leaves_out_outside(label: str) -> bool:
    """Return whether a total says that children from outside the gemeente are not in it.

    >>> leaves_out_outside("Totaal excl. buiten gemeente"), leaves_out_outside("Totaal")
    (True, False)
    """
    words = set(to_plain(label).split())
    return bool(words & {"exclusief", "excl", "zonder"} and words & {"buiten", "elders"})
