"""Problems with what CBS and PDOK answered over the internet, and with the settings that say whom to ask."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_LATER = "probeer het later nog eens; wat al is opgehaald, is bewaard en wordt niet opnieuw gevraagd"
_FILES = "haal het bestand zelf op en lever het aan op de pagina Gegevens"
_LATER_OR_FILES = f"{_LATER}. Blijft het zo: {_FILES}"
_CHANGED = f"doe `ophalen --zelftest` en geef de uitkomst door, want de dienst is veranderd; tot die tijd: {_FILES}"
_NETWORK = "vraag de beheerder van het netwerk of dit adres open staat (een proxy staat in HTTPS_PROXY)"
_WHOLE = "een heel antwoord"
_JSON = "cijfers als JSON"
_LINE = "verbeter deze regel"

CATALOGUE: Catalogue = {
    # --- the connection ---
    "live_niet_bereikbaar": Said("geen verbinding", "een antwoord van deze dienst", f"{_LATER}; of {_NETWORK}"),
    "live_tijd_voorbij": Said("geen antwoord binnen de tijd", "een antwoord van deze dienst", _LATER_OR_FILES),
    "live_verbroken": Said("de verbinding brak halverwege af", _WHOLE, _LATER_OR_FILES),
    "live_duurt_te_lang": Said(
        "een antwoord dat na {seconden} seconden nog niet klaar was", _WHOLE, f"{_LATER_OR_FILES}"
    ),
    "live_te_groot": Said("een antwoord van meer dan {megabyte} MB", "alleen deze gemeente", _CHANGED),
    "live_certificaat": Said(
        "een certificaat dat niet klopt",
        "een beveiligde verbinding met deze dienst zelf",
        "vraag de beheerder om het certificaat van uw organisatie; zet het bestand in SSL_CERT_FILE",
    ),
    "live_omleiding": Said(
        "een verwijzing naar {naar}", "een antwoord van deze dienst zelf, over https", f"{_NETWORK}, of {_CHANGED}"
    ),
    # --- the answer ---
    "live_te_druk": Said("de dienst heeft het te druk (status {status})", "cijfers", _LATER_OR_FILES),
    "live_status": Said("een foutmelding (status {status})", "cijfers", _LATER_OR_FILES),
    "live_dienst_overgeslagen": Said(
        "meerdere vragen zonder antwoord, ook na herhalen", "een antwoord van deze dienst",
        f"deze dienst is deze keer niet meer gevraagd. {_LATER_OR_FILES[0].upper()}{_LATER_OR_FILES[1:]}",
    ),
    "live_niet_daar": Said("deze tabel of dit jaar is er niet (status 404)", "cijfers", "kies een ander jaar"),
    "live_geen_json": Said(
        "iets anders dan cijfers ({soort}), zoals een inlogpagina van het netwerk", _JSON, _NETWORK
    ),
    "live_geen_werkboek": Said("iets anders dan een Excel-bestand ({soort})", "het werkboek van CBS", _CHANGED),
    "live_verkeerd_ingepakt": Said("een antwoord dat niet uit te pakken is", _WHOLE, _LATER_OR_FILES),
    "live_afgekapt": Said("een antwoord dat halverwege ophoudt", _WHOLE, _LATER_OR_FILES),
    "live_fout_in_antwoord": Said("een foutmelding in plaats van cijfers", _JSON, _CHANGED),
    "live_zonder_rijen": Said("een antwoord zonder lijst '{deel}'", _JSON, _CHANGED),
    "live_lus": Said("een verwijzing terug naar een eerdere pagina", "elke pagina één keer", _CHANGED),
    "live_verder_elders": Said("een volgende pagina bij {naar}", "alle pagina's bij deze dienst", _CHANGED),
    "live_te_veel_paginas": Said("meer dan {paginas} pagina's", "alleen deze gemeente", _CHANGED),
    "live_dubbele_rij": Said(
        "een rij die twee keer kwam ({sleutel}): dan kan er ook een missen", "elke rij één keer", _LATER_OR_FILES
    ),
    # --- the figures ---
    "live_andere_eenheid": Said(
        "onderwerp {code} met een andere eenheid dan voorheen: {onderwerp}", "de eenheid van voorheen", _CHANGED
    ),
    "live_onderwerp_dubbel": Said(
        "bij {n} {n:cijfer|cijfers} twee onderwerpen met dezelfde naam", "één onderwerp per cijfer",
        "deze cijfers zijn weggelaten; lever het bestand van CBS aan als u ze nodig hebt",
    ),
    "live_geen_onderwerp": Said("geen enkel onderwerp dat bekend is", "cijfers over kinderen en wijken", _CHANGED),
    "live_geen_wijken": Said("geen wijken van {gemeente}", "alle wijken van deze gemeente", _CHANGED),
    "live_wijken_missen": Said(
        "{wijken:5} zonder cijfers, van {aantal} wijken", "alle wijken van deze gemeente", _LATER_OR_FILES
    ),
    "live_geen_leeftijden": Said("geen leeftijden van {gemeente}", "kinderen per leeftijd", _CHANGED),
    "live_codes_zonder_naam": Said(
        "{wijken:5} zonder naam", "een naam per wijk", "niets; de naam komt van de kaart, of het nummer blijft staan"
    ),
    "live_voorlopig": Said(
        "cijfers die nog kunnen veranderen. CBS zegt: {tekst}", "definitieve cijfers", "haal ze later nog eens op"
    ),
    "live_zonder_catalogus": Said(
        "geen antwoord op de vraag welke tabellen er zijn", "de lijst van tabellen",
        "niets; alleen de tabellen die al bekend waren, zijn gebruikt",
    ),
    "live_jaar_niet_daar": Said(
        "dit jaar staat (nog) niet bij de dienst{tabel:()}", "een jaar dat de dienst heeft",
        "kies een ander jaar, of probeer het later nog eens",
    ),
    "live_ouder_jaar": Said(
        "dit jaar staat (nog) niet bij de dienst{tabel:()}", "het nieuwste jaar",
        "niets: {jaar} is genomen. Probeer het later nog eens voor het nieuwere jaar",
    ),
    "live_geen_tabel": Said(
        "geen tabel van {jaren:en}", "een jaar dat CBS heeft: {bekend}",
        "kies een ander jaar, of zet de tabel in diensten.toml",
    ),
    # --- the user ---
    "live_gestopt": Said(
        "afgebroken: er is niets geschreven of gepubliceerd", "alle antwoorden",
        "begin opnieuw: wat al is opgehaald, is bewaard",
    ),
    "live_opvolger": Said(
        "een gemeente die sinds {jaar} niet meer bestaat", "een gemeente van nu",
        "kijk of dit klopt: {naam} is genomen, waar deze gemeente in opging",
    ),
    "live_gemeente_onbekend": Said(
        "geen gemeente van nu met deze naam", "de naam zoals CBS die schrijft, of de code, zoals GM0344",
        "controleer de naam; bedoelt u misschien: {gemeenten:of}?",
    ),
    "live_gemeente_meer": Said("meer gemeenten met deze naam", "één gemeente", "kies de code: {gemeenten:of}"),
    # --- diensten.toml ---
    "diensten_onleesbaar": Said(
        "het bestand dat {naam} noemt, is er niet of is geen TOML", "een diensten.toml",
        "verbeter het bestand of de naam",
    ),
    "diensten_woord": Said("het woord '{woord}'", "{kent}", _LINE),
    "diensten_mist": Said("niets bij '{woord}'", "{kent}", _LINE),
    "diensten_waarde": Said("{gevonden}", "een waarde van de soort die er stond", _LINE),
    "diensten_adres": Said("{gevonden}", "een adres dat met https:// begint", _LINE),
    "diensten_getal": Said("{gevonden}", "een getal groter dan 0; van tegelijk hoogstens 4", _LINE),
    "diensten_tabel": Said("{gevonden}", 'het nummer van een tabel, zoals "85984NED"', _LINE),
}  # fmt: skip
