"""Column headers that announce personal data, and those that raise the question."""

import re
from typing import NamedTuple

from kinderwerk_stats.sources.files.plain_text import to_plain

BSN_WORD = re.compile(r"\bbsn|bsn\b|\bb s n\b|burger ?service ?n|\bsofi")

_PERSON = (
    r"(?:kind(?:eren)?|ouders?|moeders?|vaders?|voogd|verzorgers?|client(?:en)?|deelnemers?|leerling(?:en)?|jongeren?"
    r"|patient(?:en)?|pupil(?:len)?|gezins?(?:lid|leden)?)"
)

_WORKER = r"(?:(?:mede|kinder|jongeren)?werkers?|vrijwilligers?|begeleiders?|beroepskracht(?:en)?)"


def _compile(rules: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    """Return kind of data -> one pattern for all ways to write it."""
    return {kind: re.compile("|".join(patterns)) for kind, patterns in rules.items()}


_HARD = _compile(
    {
        "bsn": (BSN_WORD.pattern,),
        "geboortedatum": (
            r"geboorte ?dat|geboortedag|\bgeboren op\b|\bgeb ?dat(?:um)?\b|\bdatum (?:van )?geb(?:oorte)?\b",
            r"\bdob\b|\bbirth ?da|\bdate of birth",
        ),
        "naam_persoon": (
            r"\b(?:voor|achter|roep|familie|meisjes) ?na(?:am|men)\b|tussenvoegsel|\bvoorletter|\binitialen\b",
            r"\b(?:voorn|achtern|tussenv|voorl)\b|\bvolledige naam\b|\bnaam voluit\b|\b(?:first|last|full|sur) ?name\b",
            rf"\bna(?:am|men) (?:van )?(?:het |de |een )?(?:{_PERSON}|{_WORKER})\b",
            rf"\b(?:{_PERSON}|{_WORKER}) ?na(?:am|men)\b",
        ),
        "persoonsnummer": (
            rf"\b(?:{_PERSON}|dossier|persoons?|burger|inwoner|relatie|casus)s? ?(?:nr|nummer|id|code)\b",
            rf"\b(?:nr|nummer|id) {_PERSON}\b",
        ),
        "vreemdelingennummer": (r"\bv ?(?:nr|nummer)\b",),
        "rekeningnummer": (r"\biban\b|\b(?:bank)?rek(?:ening)? ?(?:nr|nummer)\b|\bbankrekening\b",),
    }
)
# Of a location or an organisation these are no personal data; and "contacten per telefoon" is a count.
_HARD_CONTACT = _compile(
    {
        "adres": (r"\b(?:woon|huis|thuis|post)?adres(?:gegevens)?\b|\bstraat(?:naam)?\b|\bhuis ?(?:nr|nummer)\b",),
        "email": (r"\be ?mail|\bmail ?adres",),
        "telefoon": (
            r"\b(?:telefoon|tel)(?: ?(?:nr|nummer))?\b|\bgsm\b|\b06 ?(?:nr|nummer)\b",
            rf"^mobiel$|\bmobiele? ?(?:nr|nummer|telefoon|{_PERSON})\b|{_PERSON} mobiel$|\bmob ?nr\b",
        ),
    }
)
_SOFT = _compile(
    {
        "naam": (
            r"\bna(?:am|men)\b|\bcontactpersoon\b|\bcontactgegevens\b",
            r"^(?:kind|ouder|moeder|vader|verzorger|client|deelnemer|leerling|jongere)(?: s)?(?: \w{1,9})?$",
        ),
        "postcode": (r"\bpostcode\b|\bpc6\b",),
        "geslacht": (r"\bgeslacht\b",),
        "leeftijd": (r"\bleeftijd\b|\bgeboortejaar\b",),
        "vrije_tekst": (r"\bopmerking|\bnotitie|\bbijzonderhe",),
        "herkomst": (r"\bherkomst|\bnationaliteit|\bgeboorteland",),
        "gezondheid": (r"\bdiagnose|\bots\b|\bondertoezicht",),
    }
)
# "Deelnemers" is a count of them, or the list of their names: what stands below it tells.
_PERSONS = re.compile(
    rf"^(?:aantal |unieke |bereikte |onze )?(?:{_PERSON}|{_WORKER}|bezoekers?|namenlijst|wie)(?: s)?$"
)
_COUNTED = re.compile(r"\b(?:aantal|totaal|contacten|contactmomenten|gesprekken|kinderen|deelnames)\b")
_OF_A_PLACE = re.compile(r"\b(?:locaties?|organisatie|buurthuis|activiteit|school)\b|locatie$")
_NAME_OF_NO_PERSON = re.compile(
    r"\b(?:wijk|buurt|gemeente|gm\b|gebied|stadsdeel|regio|kern|dorp|land|provincie|locatie|organisatie|activiteit"
    r"|school|bestand|blad|tabel)|naam(?:wijk|buurt|gemeente)"
)
_CONTACT_LABEL = frozenset({
    "telefoon", "telefoonnummer", "tel", "nr", "e", "mail", "email", "mailadres", "emailadres", "contact", "adres",
    "bezoekadres", "postadres", "website", "algemeen", "organisatie", "kantoor", "stichting", "vragen",
})  # fmt: skip
_COUNTS = re.compile(
    r"\b(?:aantal\w*|totaal|inwoners?|budget|kosten|bedrag|euro|subsidie|omzet|huishoudens|bezoek\w*|uren|kinderen"
    r"|deelnemers|woningen|bevolking|personen|contacten|eur)\b"
)
_NUMBERED = re.compile(rf"^{_PERSON} ?(?:\d{{1,2}}|[a-z])$")
_ROLE = re.compile(
    r"\b(?:contact(?:persoon|personen|gegevens)?|vragen|opgesteld|gemaakt|geteld|aangeleverd|ingevuld|gecontroleerd"
    r"|akkoord|auteur|bron|coordinator|projectleider|teamleider|manager|directeur|beheerder|aanspreekpunt"
    r"|accounthouder|beleidsmedewerker|wethouder|trainer|docent|namens|getekend|afzender|versie|door)\b"
)
_MOST_COMMON = re.compile(r"\bmeest voorkomende\b")


_ONE_PERSON = frozenset({
    "kind", "client", "deelnemer", "leerling", "jongere", "ouder", "moeder", "vader", "gezin", "persoon", "dossier",
    "casus", "patient", "pupil", "zoon", "dochter", "voogd", "verzorger", "inwoner", "burger", "wie", "naam",
    "voornaam", "achternaam",
})  # fmt: skip


class HeaderFinding(NamedTuple):
    """What a header announces; `hard` refuses the file, otherwise it is asked."""

    kind: str
    hard: bool


def names_an_area(header: str) -> bool:
    """Return whether a header is of names of areas, locations or activities: long, and of no person.

    >>> names_an_area("gm_naam"), names_an_area("Wijken en buurten"), names_an_area("Naam")
    (True, True, False)
    """
    return bool(_NAME_OF_NO_PERSON.search(to_plain(header)))


def may_list_persons(header: str) -> bool:
    """Return whether names can stand below a header, in plain words, that is used for counts as well.

    >>> may_list_persons("deelnemers"), may_list_persons("unieke kinderen"), may_list_persons("locatie")
    (True, True, False)
    """
    return bool(_PERSONS.match(header))


def is_of_counts(header: str) -> bool:
    """Return whether a header, in plain words, is of numbers that are large in a whole town: people or euros."""
    return bool(_COUNTS.search(header))


def speaks_of_a_person(header: str) -> bool:
    """Return whether a header, in plain words, names one person and no count of them.

    >>> speaks_of_a_person("kind"), speaks_of_a_person("unieke kinderen"), speaks_of_a_person("aantal per kind")
    (True, False, False)
    """
    return bool(_ONE_PERSON.intersection(header.split())) and not _COUNTED.search(header)


def is_contact_label(words: str) -> bool:
    """Return whether plain words announce how an organisation is reached, in a line above or below a table.

    >>> is_contact_label("telefoon"), is_contact_label("e mail"), is_contact_label("telefoon moeder")
    (True, True, False)
    """
    return bool(words) and _CONTACT_LABEL.issuperset(words.split())


def is_numbered_person(header: str) -> bool:
    """Return whether a header, in plain words, is one of several persons.

    >>> is_numbered_person("kind 2"), is_numbered_person("deelnemer b"), is_numbered_person("kinderen 2024")
    (True, True, False)
    """
    return bool(_NUMBERED.match(header))


def is_role(words: str) -> bool:
    """Return whether plain words name somebody by what he does for the organisation: who that is may be known.

    >>> is_role("contactpersoon"), is_role("opgesteld door j de vries"), is_role("kind")
    (True, True, False)
    """
    return bool(_ROLE.search(words))


def judge_header(header: str) -> HeaderFinding | None:
    """Return what a column header says about personal data, or None.

    >>> judge_header("Geb. datum"), judge_header("Opmerking"), judge_header("Unieke kinderen")
    (HeaderFinding(kind='geboortedatum', hard=True), HeaderFinding(kind='vrije_tekst', hard=False), None)
    """
    words = to_plain(header)
    for kind, pattern in _HARD.items():
        if pattern.search(words):
            return HeaderFinding(kind, hard=True)
    for kind, pattern in _HARD_CONTACT.items():
        if pattern.search(words) and not _COUNTED.search(words):
            return HeaderFinding(kind, hard=not _OF_A_PLACE.search(words))
    if _COUNTED.search(words) or _MOST_COMMON.search(words):
        return None
    for kind, pattern in _SOFT.items():
        if pattern.search(words) and not (kind == "naam" and _NAME_OF_NO_PERSON.search(words)):
            return HeaderFinding(kind, hard=False)
    return None
