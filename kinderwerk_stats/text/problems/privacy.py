"""What is said of personal data: kind, how it is known and where it stands; never what stands there."""

from kinderwerk_stats.model.problems import PERSONAL_DATA, PERSONAL_DATA_IN_NAME, PERSONAL_DATA_PERHAPS
from kinderwerk_stats.text.problems.formatting import Catalogue, Said

KINDS = {
    "bsn": "een burgerservicenummer",
    "geboortedatum": "een geboortedatum",
    "naam_persoon": "de naam van een persoon",
    "namenlijst": "een lijst met namen van personen",
    "persoonsnummer": "een persoonsnummer",
    "vreemdelingennummer": "een vreemdelingennummer",
    "legitimatie": "een nummer van een pas, polis of onderwijs",
    "rekeningnummer": "een rekeningnummer",
    "account": "een account op sociale media",
    "adres": "een adres",
    "adres_onbekende_lijst": "een adres, in een lijst die niet die van CBS is",
    "te_weinig_adressen": "adressen van huizen (te weinig adressen: niet alle van een gemeente)",
    "email": "een e-mailadres",
    "telefoon": "een telefoonnummer",
    "huisnummer": "een huisnummer bij een postcode",
    "postcode": "een postcode",
    "naam": "een naam",
    "geslacht": "een geslacht",
    "leeftijd": "een leeftijd",
    "vrije_tekst": "vrije tekst",
    "herkomst": "herkomst",
    "geloof": "geloof",
    "gezondheid": "gezondheid of hulp",
    "rij_per_persoon": "een rij per persoon (veel meer rijen dan wijken, en geen aantallen)",
    "ander_bestand": "een ander bestand dat in dit bestand zit; dat is niet doorzocht",
}
HOW = {
    "kop": "volgens de kop",
    "inhoud": "volgens de inhoud",
    "kop_en_inhoud": "volgens kop en inhoud",
    "elfproef": "de getallen voldoen aan de elfproef",
    "woord_erbij": "het woord staat erbij",
    "datums": "datums van de laatste 18 jaar",
    "tekst": "in de tekst",
    "lange_teksten": "lange teksten",
    "rij": "met een geboortedatum of nummer in dezelfde rij",
}
BESIDE = {
    "bestandsnaam": "in de naam van het bestand",
    "opmerking": "in een opmerking",
    "tekstvak": "in een tekstvak",
    "bladnaam": "in de naam van een blad",
    "bereiknaam": "in een naam voor een bereik",
    "kop_voettekst": "in een kop- of voettekst of link",
    "keuzelijst": "in een keuzelijst, formule, filter of regel van een vak",
    "eigenschappen": "in de eigenschappen van het bestand",
    "verborgen_deel": "in een verborgen deel van het bestand",
    "losse_tekst": "in een tekst die in geen vak meer staat",
    "kopie": "in een kopie van cellen in een draaitabel of van een gekoppeld bestand",
}


def say_reason(reason: tuple[str, str, str]) -> str:
    """Return why something is about a person: how that is known, or what it stands beside, or both of a copy.

    >>> say_reason(("bsn", "kop", "")), say_reason(("bsn", "woord_erbij", "opmerking"))
    ('een burgerservicenummer (volgens de kop)', 'een burgerservicenummer in een opmerking')
    """
    kind, how, beside = reason
    known = f"{KINDS[kind]} ({HOW[how]})" if how else KINDS[kind]
    if beside == "kopie":
        return f"{known}, {BESIDE[beside]}"
    return f"{KINDS[kind]} {BESIDE[beside]}" if beside else known


_FIGURES = "alleen aantallen per wijk, niets over een persoon"
CATALOGUE: Catalogue = {
    PERSONAL_DATA: Said(
        "persoonsgegevens: {reasons:en}",
        _FIGURES,
        "verwijder deze kolommen of vraag een tabel met een rij per wijk; van dit bestand is niets bewaard",
    ),
    PERSONAL_DATA_PERHAPS: Said(
        "misschien persoonsgegevens: {reasons:en}",
        _FIGURES,
        "kijk of hier iets over een persoon staat; verwijder dan deze kolom en lever het bestand opnieuw aan",
    ),
    PERSONAL_DATA_IN_NAME: Said(
        "persoonsgegevens: {reasons:en}",
        "een naam waarin niets over een persoon staat",
        "geef het bestand een andere naam en lever het opnieuw; van dit bestand en zijn naam is niets bewaard",
    ),
}
