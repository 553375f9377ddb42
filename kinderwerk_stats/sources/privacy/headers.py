"""Column headers that announce personal data, and those that raise the question (assets/persoonsgegevens.toml)."""

from typing import NamedTuple

from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, kinds, says, words

# Lists that others refer to; they announce nothing themselves.
_HELPERS = ("zaak",)
_REACHED = ("adres", "email", "telefoon")


class HeaderFinding(NamedTuple):
    """What a header announces; `hard` refuses the file, otherwise it is asked."""

    kind: str
    hard: bool


def names_an_area(header: str) -> bool:
    """Return whether a header is of names of areas, locations or activities: long, and of no person.

    >>> names_an_area("gm_naam"), names_an_area("Wijken en buurten"), names_an_area("Naam")
    (True, True, False)
    """
    return says("persoon.niet.naam_van_plek", header)


def may_list_persons(header: str) -> bool:
    """Return whether names can stand below a header, in plain words, that is used for counts as well.

    >>> may_list_persons("deelnemers"), may_list_persons("unieke kinderen"), may_list_persons("locatie")
    (True, True, False)
    """
    return bool(find_all("persoon.kan_lijst", header))


def is_of_a_place(header: str) -> bool:
    """Return whether a header, in plain words, is of a location or an organisation."""
    return bool(find_all("persoon.niet.van_plek", header))


def is_of_counts(header: str) -> bool:
    """Return whether a header, in plain words, is of numbers that are large in a whole town: people or euros."""
    return bool(find_all("persoon.niet.groot", header))


def is_of_work(header: str) -> bool:
    """Return whether dates below a header, in plain words, are of what was done, decided or opened.

    >>> is_of_work("startdatum"), is_of_work("datum besluit"), is_of_work("totaal")
    (True, True, False)
    """
    return bool(find_all("persoon.niet.dag_van_werk", header))


def speaks_of_a_person(header: str) -> bool:
    """Return whether a header, in plain words, names one person and no count of them.

    >>> speaks_of_a_person("kind"), speaks_of_a_person("unieke kinderen"), speaks_of_a_person("aantal per kind")
    (True, False, False)
    """
    return bool(find_all("persoon.een_persoon", header)) and not find_all("persoon.niet.geteld", header)


def is_contact_label(plain: str) -> bool:
    """Return whether plain words announce how an organisation is reached, in a line above or below a table.

    >>> is_contact_label("telefoon"), is_contact_label("e mail"), is_contact_label("telefoon moeder")
    (True, True, False)
    """
    return bool(plain) and words("persoon.niet.bereikbaar").issuperset(plain.split())


def is_numbered_person(header: str) -> bool:
    """Return whether a header, in plain words, is one of several persons.

    >>> is_numbered_person("kind 2"), is_numbered_person("deelnemer b"), is_numbered_person("kinderen in 2024")
    (True, True, False)
    """
    return bool(find_all("persoon.genummerd", header))


def is_role(plain: str) -> bool:
    """Return whether plain words name somebody by what he does for the organisation: who that is may be known.

    >>> is_role("contactpersoon"), is_role("opgesteld door j de vries"), is_role("kind")
    (True, True, False)
    """
    return bool(find_all("persoon.rol", plain))


def judge_header(header: str) -> HeaderFinding | None:
    """Return what a column header says about personal data, or None.

    >>> judge_header("Geb. datum"), judge_header("Opmerking"), judge_header("Unieke kinderen")
    (HeaderFinding(kind='geboortedatum', hard=True), HeaderFinding(kind='vrije_tekst', hard=False), None)
    """
    plain = to_plain(header)
    for kind in kinds("persoon.weigert"):
        if kind not in _HELPERS and find_all(f"persoon.weigert.{kind}", plain):
            return HeaderFinding(kind, hard=True)
    for kind in _REACHED:
        if find_all(f"persoon.bereikbaar.{kind}", plain) and not find_all("persoon.niet.geteld", plain):
            return HeaderFinding(kind, hard=not find_all("persoon.niet.van_plek", plain))
    if find_all("persoon.niet.telt", plain):
        return None
    for kind in kinds("persoon.vraagt"):
        if find_all(f"persoon.vraagt.{kind}", plain) and not (kind == "naam" and names_an_area(header)):
            return HeaderFinding(kind, hard=False)
    return None
