"""The accessibility statement: which screens are tested, how, and what does not conform.

`SCREENS` is what the page lists and what `tests/browser/test_accessible.py` opens, `DOWNLOADS` what
`tests/unit/test_accessible_files.py` makes: what is not tested is not named.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinderwerk_stats.text.numbers import format_date

GONE_THROUGH_ON = date(2026, 11, 29)
"""When a person last compared the statement with the dashboard; the tests run at every change."""


@dataclass(frozen=True)
class Screen:
    """A page in a state: its address, the choice to press there, and what is done first (a step of the tests)."""

    page: str
    address: str
    state: str = ""
    choice: str = ""
    step: str = ""


FileKind = Literal["pdf", "pptx", "xlsx"]


@dataclass(frozen=True)
class Download:
    """A file that people save, as `tests/unit/test_accessible_files.py` makes it."""

    name: str
    kind: FileKind


@dataclass(frozen=True)
class Deviation:
    """Where the dashboard does not conform, with what the model of the government asks of each."""

    criterion: str
    what: str
    cause: str
    consequence: str
    alternative: str
    measure: str


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.split("\n- ")[1:])


SCREENS = (
    Screen("Overzicht", "/"),
    Screen("Overzicht", "/", "zonder cijfers", step="zonder_cijfers"),
    Screen("Dekking per wijk", "/dekking"),
    Screen("Dekking per wijk", "/dekking?norm_bereik=25", "met een norm, en een die niet te lezen is", step="norm"),
    Screen("Een wijk", "/wijk?wijk=WK900104"),
    Screen("Behoefte", "/behoefte", "waar is de behoefte"),
    Screen("Behoefte", "/behoefte?deel=samen", "behoefte en kinderwerk samen"),
    Screen("Behoefte", "/behoefte?deel=eerlijk", "eerlijk vergelijken"),
    Screen("Plan", "/plan?fte=3&plandeel=verdeling", "verdeling van 3 fte"),
    Screen("Plan", "/plan?fte=3&plandeel=vragen", "vragen bij het plan"),
    Screen("Plan", "/plan?plandeel=doel", "doel"),
    Screen("Plan", "/plan?plandeel=straks", "straks"),
    Screen("Gegevens", "/gegevens", choice="Bestanden aanleveren"),
    Screen("Gegevens", "/gegevens", "een bestand dat klaar is", step="klaar"),
    Screen("Gegevens", "/gegevens", "een bestand met vragen", step="vraag"),
    Screen("Gegevens", "/gegevens", "een bestand dat wordt geweigerd", step="geweigerd"),
    Screen("Gegevens", "/gegevens", choice="Wat is gepubliceerd", step="gepubliceerd"),
    Screen("Gegevens", "/gegevens", choice="Leeg bestand maken"),
    Screen("Gegevens", "/gegevens", choice="Logboek", step="gepubliceerd"),
    Screen("Werkbezoek", "/werkbezoek", choice="Het verhaal"),
    Screen("Werkbezoek", "/werkbezoek", choice="Van uzelf"),
    Screen("Werkbezoek", "/werkbezoek", choice="Meenemen"),
    Screen("Werkbezoek", "/werkbezoek", choice="Uitnodigen"),
    Screen("Werkbezoek", "/werkbezoek", choice="Bewaren"),
    Screen("Verantwoording", "/verantwoording"),
    Screen("Toegankelijkheid", "/toegankelijkheid"),
)

DEVIATIONS: tuple[Deviation, ...] = ()

DOWNLOADS = (
    Download("Factsheet van de gemeente", "pdf"),
    Download("Factsheet van een wijk", "pdf"),
    Download("Praatplaat", "pdf"),
    Download("Presentatie", "pptx"),
    Download("Alle cijfers", "xlsx"),
    Download("Dekking", "xlsx"),
    Download("Behoefte", "xlsx"),
    Download("Plan", "xlsx"),
    Download("Leeg bestand", "xlsx"),
)
FILE_TESTS: dict[FileKind, tuple[str, str]] = {
    "pdf": (
        "Pdf",
        (
            "Nederlands, met een titel die het leesprogramma toont. Koppen, tabellen en de volgorde zijn gemerkt, elk "
            "beeld heeft een beschrijving. Het bestand zegt dat het PDF/UA-1 volgt; het programma dat het maakt, "
            "weigert anders."
        ),
    ),
    "pptx": (
        "PowerPoint",
        (
            "Nederlands. Elke dia heeft een eigen titel, die het eerst wordt voorgelezen; de bron komt het laatst. "
            "Elk beeld heeft een beschrijving, versiering is zo gemerkt. Tabellen hebben een kop."
        ),
    ),
    "xlsx": (
        "Excel",
        (
            "Nederlands, met een titel. Elk blad heeft een naam en begint linksboven. De kop van een tabel blijft in "
            "beeld. Elke grafiek heeft een titel en een beschrijving."
        ),
    ),
}

AIM = (
    "Wie dit dashboard aanbiedt, wil dat iedereen het kan gebruiken. De wet vraagt dat van de overheid, met EN 301 "
    "549. Daarin staat WCAG 2.1, niveau A en AA. Wij testen tegen WCAG 2.2, niveau A en AA; daar zit WCAG 2.1 in."
)
STATUS = _lines("""
- Status A en B van de overheid vragen een volledig onderzoek: van alle eisen en alle onderdelen, volgens WCAG-EM. Dat
  is van dit dashboard nog niet gedaan. Een organisatie die het binnen zes maanden laat doen, geeft status C (eerste
  maatregelen genomen). Zonder dat plan is het status D.
- De organisatie die het dashboard aanbiedt, vult haar eigen verklaring in op toegankelijkheidsverklaring.nl. Wat hier
  staat, kan zij daarbij gebruiken.
""")
METHOD = _lines("""
- Elk scherm hieronder is geopend in Chromium, met de voorbeeldgemeente en zonder inloggen, in lichte en in donkere
  kleuren, 1.440 en 390 pixels breed. Wat ingeklapt kan zijn, stond open. Het programma axe-core zocht er naar fouten
  tegen WCAG 2.2, niveau A en AA. Ook de grootte van knoppen (2.5.8) hoort daarbij. Gevonden: geen.
- Op elk scherm zijn met de Tab-toets alle knoppen, velden en links langsgelopen. Steeds is te zien waar u bent, er ligt
  niets over heen, u komt overal weer weg, en geen twee knoppen heten hetzelfde.
- Bij 320 pixels breed (een scherm van 1.280 pixels, 400 % vergroot) schuift geen scherm opzij, en valt in geen
  grafiek een woord buiten beeld.
- Op de kaart scheidt een dunne lijn op een lichtere elke wijk van haar buren en van de pagina. Naast elke kleur heeft
  een van beide een contrast van minstens 3:1 (1.4.11).
- Op vijf schermen deed Chromium alsof de bezoeker om minder beweging vroeg, of om de kleuren van het systeem. Er
  beweegt dan niets; elke knop, elk veld en de plaats van de focus zijn te zien.
- Zonder muis zijn deze taken gedaan: een ander jaar en een ander cijfer kiezen, een wijk openen op de kaart en in de
  tabel, een norm invullen, een bestand kiezen, een vraag erover beantwoorden, publiceren en intrekken, een deel van het
  verhaal hoger zetten, de presentatie starten en doorlopen, en een bestand bewaren.
- Van de presentatie is elke dia met axe-core bekeken, in lichte kleuren.
- De beschrijving van een kaart of grafiek komt uit dezelfde cijfers. Tests vergelijken ze.
- De tests draaien bij elke verandering van het programma. Wat faalt, gaat niet door.
""")
NOT_TESTED = _lines("""
- Er is geen schermlezer gebruikt, en ook geen spraakbesturing of vergrootprogramma.
- Er is niet getest door mensen met een beperking.
- Er is niet getest in Firefox of Safari, en niet op een echte telefoon.
- Een programma als axe-core vindt een deel van de fouten. Wat een mens moet beoordelen, zoals de volgorde van
  voorlezen, is niet eis voor eis onderzocht.
- De bestanden om te bewaren zijn niet gelezen met een controleprogramma voor PDF/UA, zoals veraPDF, en niet geopend in
  Acrobat of Microsoft Office. Een eigen sjabloon van PowerPoint is van wie het aanlevert.
- Afbeeldingen (png) hebben geen beschrijving; de beschrijving staat op de pagina waar ze vandaan komen.
- Foto's en teksten die een organisatie zelf toevoegt, zijn van die organisatie.
""")
NO_DEVIATIONS = (
    "In deze tests is geen afwijking gevonden. Dat is iets anders dan dat er geen is: zie wat niet is getest."
)
_AS_IT_OPENS = "zoals de pagina opent"
DEVIATION_HEADER = ("Eis", "Wat", "Oorzaak", "Gevolg", "Wat u wel kunt doen", "Wat wij doen")


def statement_headline() -> str:
    """Return what is known, in one sentence."""
    count = len(DEVIATIONS)
    found = {0: "zonder afwijkingen", 1: "op één afwijking na"}.get(count, f"op {count} afwijkingen na")
    return f"Wat is getest, voldoet {found} aan de eisen. Een volledig onderzoek is er nog niet."


def contact_sentence(contact: str) -> str:
    """Return where somebody tells what does not work; `contact`: what the installation set, empty for nothing."""
    where = f"Meld het: {contact}." if contact else "Meld het bij wie u dit dashboard aanbiedt."
    return f"Werkt iets niet voor u? {where} Zeg erbij op welke pagina, en met welke hulpmiddelen u werkt."


def date_sentence() -> str:
    """Return when the statement was last gone through."""
    return f"Deze tekst is voor het laatst nagelopen op {format_date(GONE_THROUGH_ON)}."


def screens_in_words() -> tuple[tuple[str, str], ...]:
    """Return every page with its tested states, in words."""
    states: dict[str, list[str]] = {}
    for screen in SCREENS:
        states.setdefault(screen.page, []).append(
            f"“{screen.choice}”" if screen.choice else screen.state or _AS_IT_OPENS
        )
    return tuple((page, "; ".join(dict.fromkeys(each))) for page, each in states.items())


def files_in_words() -> tuple[tuple[str, str, str], ...]:
    """Return every kind of file: which of them are tested, and on what."""
    names: dict[FileKind, list[str]] = {}
    for each in DOWNLOADS:
        names.setdefault(each.kind, []).append(each.name)
    return tuple((FILE_TESTS[kind][0], "; ".join(found), FILE_TESTS[kind][1]) for kind, found in names.items())
