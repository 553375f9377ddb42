"""What a row of a bereik table is about, by the words in its first column: a wijk, a total, or something else."""

import re
from typing import Literal

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, Ages, find_ages, read_ages, without_ages
from kinderwerk_stats.sources.bereik.titles import gemeente_named
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, words

RowKind = Literal["wijk", "whole", "named_total", "part", "no_wijk", "outside", "no_count", "of_which"]

_ONE_AGE = re.compile(r"(?:leeftijd )?(\d{1,2}) (?:jaar|jr|jarigen)")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def classify_label(label: str, years: frozenset[int] = frozenset(), gemeente: str = "") -> RowKind:
    """Return what a row is about.

    Parameters
    ----------
    label : what stands in the column of the wijk.
    years : the years that the table is about, when it says so; a total of another year is no count of this one.
    gemeente : its name, when the table says it.

    Returns
    -------
    "whole": a total of the gemeente; "named_total": a total of something with another name, a part of the gemeente or
    a group of children, unless its figures tell otherwise; "part": a subtotal; "no_wijk": children of the gemeente
    without a wijk; "outside": children who live elsewhere; "no_count": an average, a plan, another year; "of_which": a
    part of the row above it; else "wijk".

    >>> [classify_label(label) for label in ("Totaal uniek", "Totaal Noord", "Wijk onbekend", "Gemiddeld", "Oost")]
    ['whole', 'named_total', 'no_wijk', 'no_count', 'wijk']
    """
    plain = to_plain(label)
    said = plain.split()
    if find_all("rij.subtotaal", plain):
        return "part"
    if find_all("rij.waarvan", plain):
        return "of_which"
    is_total = not words("rij.totaal").isdisjoint(said)
    if is_total and words("rij.met").isdisjoint(said) and words("rij.zonder").isdisjoint(said):
        plain = " ".join(word for word in said if word not in words("rij.totaal"))
    if find_all("rij.geen_wijk", plain):
        return "no_wijk"
    if find_all("rij.van_buiten", plain):
        return "outside"
    if _is_no_count(plain) or label.lstrip().startswith("%") or (is_total and "%" in label):
        return "no_count"
    if not is_total:
        return _kind_without_total(label, plain, gemeente)
    stated = {int(word) for word in said if _YEAR.fullmatch(word)}
    if stated and years and not stated & years:
        return "no_count"
    return "whole" if _is_of_all(label, gemeente) and stated <= years else "named_total"


def _is_of_all(label: str, gemeente: str) -> bool:
    """Return whether a label says nothing, beside that it is a total, but that it is of the gemeente.

    "Totaal gemeente X" names it; "Totaal X" can be any part of it, or some of the children.
    """
    rest = _beside_total(label)
    if not rest or gemeente:
        return not rest or rest == _beside_total(gemeente)
    return rest == _beside_total(gemeente_named([label])) and rest.isdisjoint(words("rij.deel"))


def _beside_total(label: str) -> set[str]:
    plain = to_plain(label).removeprefix("gem ")
    return {word for word in plain.split() if not _YEAR.fullmatch(word)} - words("rij.totaal") - words("rij.vulling")


def _is_no_count(plain: str) -> bool:
    """Return whether a label starts as that of an average or a plan, or names another time."""
    found = [*find_all("plan.woorden", plain), *find_all("andere_maat.rij", plain)]
    return any(plain.startswith(words_of_it) for words_of_it in found) or bool(find_all("ander_jaar.rij", plain))


def _kind_without_total(label: str, plain: str, gemeente: str) -> RowKind:
    said = plain.split()
    if plain in words("rij.hele"):
        return "whole"
    # "Heel Utrecht", but Heel is a village too.
    if find_all("rij.gemeente", plain) or (len(said) > 1 and said[0] in ("heel", "hele") and said[1] != "en"):
        return "whole" if _is_of_all(label, gemeente) else "named_total"
    return "wijk"


def rank_total(label: str) -> int:
    """Return which of several totals goes before: unique children, then those that say to be of everything.

    >>> [rank_total(label) for label in ("Totaal excl. onbekend", "Totaal", "Totaal gemeente", "Totaal uniek")]
    [0, 1, 2, 3]
    """
    if _has(label, "zonder") and _has(label, "onbekend"):
        return 0
    if _has(label, "uniek"):
        return 3
    return 2 if _has(label, "van_alles") else 1


def leaves_out_outside(label: str) -> bool:
    """Return whether a total says that children from outside the gemeente are not in it.

    >>> leaves_out_outside("Totaal excl. buiten gemeente"), leaves_out_outside("Totaal")
    (True, False)
    """
    return _has(label, "zonder") and _has(label, "buiten")


def _has(label: str, name: str) -> bool:
    return not words(f"rij.{name}").isdisjoint(to_plain(label).split())


def sex_of(label: str) -> str:
    """Return "jongens", "meisjes" or "anders" for the word of a sex; else nothing.

    >>> sex_of("Meisje"), sex_of("M/V"), sex_of("Onbekend")
    ('meisjes', '', '')
    """
    return role_of("geslacht", to_plain(label)) or ""


def is_part_label(label: str) -> bool:
    """Return whether a label is about some of the children of a wijk: a sex, or a part of the ages of kinderwerk.

    >>> [is_part_label(label) for label in ("4-6 jaar", "meisjes", "Oost", "4 t/m 12 jaar", "12-18 jaar")]
    [True, True, False, False, False]
    """
    if sex_of(label):
        return True
    ages = ages_in_label(label)
    if ages is None or not (ages.first >= FIRST_AGE and ages.last <= LAST_AGE):
        return False
    return ages.first > FIRST_AGE or ages.last < LAST_AGE - 1


def ages_in_label(label: str) -> Ages | None:
    """Return the ages that a label is about and nothing else; a number alone can be that of a wijk.

    >>> ages_in_label("4-6 jaar"), ages_in_label("7 jaar"), ages_in_label("5"), ages_in_label("Wijk 4-6")
    (Ages(first=4, last=6), Ages(first=7, last=7), None, None)
    """
    rest = to_plain(without_ages(label))
    one = _ONE_AGE.fullmatch(to_plain(label))
    only = one is not None or (bool(find_ages(label)) and set(rest.split()) <= words("geslacht.naast_leeftijd"))
    return read_ages(f"{one[1]} jaar" if one else label) if only else None
