"""Running text that is about a person: a note, a comment, a line above a table."""

import re

from stdnum import iban

from kinderwerk_stats.sources.lexicon import says, words
from kinderwerk_stats.sources.privacy.digits import find_numbers, is_bsn, normalise
from kinderwerk_stats.sources.privacy.findings import Reason

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}[ -]{_MONTH}[ -](?:\d{{4}}|['’]\d\d)|\d{{4}}-\d{{2}}-\d{{2}})(?!\d)"
)

DAY = re.compile(_DAY, re.IGNORECASE)
# Bounded: on a text of 100,000 letters without an end the search would take minutes.
_EMAIL = re.compile(r"([\w.+-]{1,64})(?:@| ?[(\[](?:at|@)[)\]] ?)[\w-]{1,64}\.[\w.]{0,190}\w", re.IGNORECASE)
# Not behind a decimal sign: R and SQL write 29198.0545170579, .0556640625 and 0,0556640625.
_PHONE = re.compile(
    r"(?<![\dA-Za-z/-])(?<!\d[.,])(?<!^[.,])(?!\d{1,2}-\d{1,2}-\d{4})"
    r"(?:(?:\+|00)31[ -]?(?:\(0\))?|\(?0)[ -]?[1-9]/?(?:[ )-]{0,2}\d){8}(?!\d)"
    r"|(?<![\dA-Za-z/.-])(?<!\d,)06(?:\.?\d){8}(?!\d)"
)
# Of another country: its number, and ten digits or more in all; and a number that an app opens.
_PHONE_ABROAD = re.compile(
    r"(?<![\w/.,-])(?:\+(?!31)|00(?!31))[1-9]\d{0,2}(?:[ -]?(?:\(0\))?[ -]?\d){7,12}(?!\d)"
    r"|(?:wa\.me/|whats ?app\D{0,20}|[?&]phone=|\btel:)\+?\d{9,14}(?!\d)|(?<![\w/.,-])316\d{8}(?!\d)",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"\b(?:instagram|facebook|tiktok|snapchat)\.com/\w", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}\b", re.IGNORECASE)
STREET = (
    r"[A-Z][\w .'-]{2,40}(?:straat|str\.|weg|laan|plein|kade|gracht|singel|dijk|hof|pad|steeg) \d{1,4}(?:[ -]?\w{1,4})?"
)
_ADDRESS = re.compile(rf"\b[1-9]\d{{3}} ?(?!SA|SD|SS)[A-Z]{{2}},? +\d+|{STREET},? +[1-9]\d{{3}} ?[A-Z]{{2}}\b")
_ISO_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_BORN = re.compile(
    rf"(?:\bgeb(?:oren)?\b\.?|\bgeb\.|\bgeboorte ?datum\b|\bgeb\. ?dat(?:um|\.)?)[ :]*(?:op |d\.?d\.? )?[ :]*{_DAY}",
    re.IGNORECASE,
)
# Without any of these a text holds nothing of what is looked for here; most texts have none.
MAYBE_PERSONAL = re.compile(
    r"[@\uff20]|[(\[]at[)\]]|\d{5}|\d[^\w\n]{1,2}\d{2}|\d[^\w\n]\d[^\w\n]\d[^\w\n]\d|bsn|burger.?service|sofi|\bgeb"
    r"|\b\d{4} ?[A-Z]{2}\b|(?:instagram|facebook|tiktok|snapchat)\.com/",
    re.IGNORECASE,
)


def contact_in_text(text: str) -> str | None:
    """Return which contact detail stands in a text, or None.

    >>> contact_in_text("vragen: jan@voorbeeld.nl"), contact_in_text("06 12345678"), contact_in_text("1.234")
    ('email', 'telefoon', None)
    """
    text = text if text.isascii() else normalise(text)
    if any(name.casefold() not in words("persoon.niet.postbus") for name in _EMAIL.findall(text)):
        return "email"
    if any(iban.is_valid(found) for found in _IBAN.findall(text)):
        return "rekeningnummer"
    if _ADDRESS.search(text):
        return "adres"
    text = _ISO_DAY.sub(" ", text)
    if _PHONE.search(text) or _PHONE_ABROAD.search(text):
        return "telefoon"
    return "account" if _PROFILE.search(text) else None


def bsn_in_text(text: str, said: str = "") -> bool:
    """Return whether a text holds a BSN beside the word, in the text itself or in what is `said` before it.

    >>> bsn_in_text("kind met bsn 1112.22.333"), bsn_in_text("111222333"), bsn_in_text("111222333", "BSN:")
    (True, False, True)
    """
    if not says("persoon.weigert.bsn", f"{said} {text}"):
        return False
    return any(map(is_bsn, find_numbers(text)))


def birth_date_in_text(text: str) -> bool:
    """Return whether a text says when somebody was born.

    >>> birth_date_in_text("Sam, geb. 3-4-2016"), birth_date_in_text("gestart op 3-4-2016")
    (True, False)
    """
    return bool(_BORN.search(text))


def is_about_somebody(text: str) -> bool:
    """Return whether a text speaks of a child or a parent.

    >>> is_about_somebody("moeder belt 06-12345678"), is_about_somebody("Vragen: 030-1234567")
    (True, False)
    """
    return says("persoon.iemand", text)


def judge_text(text: str) -> tuple[Reason, bool] | None:
    """Return what a text holds about a person, and whether that refuses the file; None for nothing.

    A contact detail alone can be that of the organisation: it is asked. Beside a child or a parent it refuses.

    >>> judge_text("BSN 111222333"), judge_text("Vragen: jan@voorbeeld.nl")[1], judge_text("Cijfers van 2024")
    ((Reason(kind='bsn', how='woord_erbij', beside=''), True), False, None)
    """
    if not MAYBE_PERSONAL.search(text):
        return None
    if bsn_in_text(text):
        return Reason("bsn", "woord_erbij"), True
    if birth_date_in_text(text):
        return Reason("geboortedatum", "tekst"), True
    contact = contact_in_text(text)
    return None if contact is None else (Reason(contact, "inhoud"), is_about_somebody(text))
