"""What the command line has to say."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_LOG = "met de instelling {instelling}=fout.log komt in fout.log waar het misging"

_WRITE = "verbeter het bestand; docs/behoefte.md en docs/samengesteld.md zeggen wat erin kan staan"

CATALOGUE: Catalogue = {
    # --- JSON that a user wrote ---
    "json_geen_utf8": Said("geen tekst in UTF-8", "een JSON-bestand", "sla het bestand op als UTF-8"),
    "json_ongeldig": Said("geen geldige JSON", "JSON, met dubbele aanhalingstekens en geen komma aan het eind", _WRITE),
    "json_woord": Said("'{woord}'", "een van: {kent}", _WRITE),
    "json_ontbreekt": Said("geen '{woord}'", "'{woord}' met een waarde", _WRITE),
    "json_geen_object": Said("{gevonden}", "een object: {{ … }}", _WRITE),
    "json_geen_lijst": Said("{gevonden}", "een lijst met minstens een deel: [ … ]", _WRITE),
    "json_andere_soort": Said("{gevonden}", "een waarde van een andere soort", _WRITE),
    "json_tekst": Said("{gevonden}", "een tekst", _WRITE),
    "json_ja_nee": Said("{gevonden}", "true of false", _WRITE),
    "json_keuze": Said("{gevonden}", "een van: {keuzes}", _WRITE),
    "json_getal": Said("{gevonden}", "een getal", _WRITE),
    "json_getal_vanaf": Said("{gevonden}", "een getal van {laagste:getal} of meer", _WRITE),
    "json_getal_boven": Said("{gevonden}", "een getal boven {ondergrens:getal}", _WRITE),
    "json_getal_van_tot": Said(
        "{gevonden}", "een getal van {laagste:getal} of meer, hoogstens {hoogste:getal}", _WRITE
    ),
    "json_getal_boven_tot": Said("{gevonden}", "een getal boven {ondergrens:getal}, hoogstens {hoogste:getal}", _WRITE),
    "json_heel_getal": Said("{gevonden}", "een heel getal van {laagste} tot en met {hoogste}", _WRITE),
    "json_heel_getal_vanaf": Said("{gevonden}", "een heel getal van {laagste} of meer", _WRITE),
    # --- the weights of need ---
    "gewichten_alle_nul": Said("elk gewicht is 0", "minstens een gewicht boven 0", _WRITE),
    # --- the structure of an index ---
    "opbouw_geen_index": Said("geen 'index'", "'index' met een naam en delen", _WRITE),
    "opbouw_geen_manier": Said("geen 'manier'", "een van: {manieren}", _WRITE),
    "opbouw_geen_delen": Said(
        "geen 'delen' en geen 'kolom'", "'delen' met een lijst, of 'kolom' met de naam van een kolom", _WRITE
    ),
    "opbouw_geen_groep": Said("ontbreekt", "een tekst", _WRITE),
    "opbouw_is_kolom": Said("een kolom", "een naam en delen", _WRITE),
    "opbouw_te_diep": Said("meer dan {meeste} niveaus", "minder niveaus", _WRITE),
    "opbouw_naam_dubbel": Said("'{naam}' staat er {aantal} keer in", "elke naam en kolom een keer", _WRITE),
    "opbouw_geen_doelen": Said("geen doelen", "'doelen': [laagste, hoogste]", _WRITE),
    "opbouw_doelen": Said("geen twee getallen van laag naar hoog", "[laagste, hoogste], zoals [0, 994]", _WRITE),
    "opbouw_van_tot": Said("'van' is niet kleiner dan 'tot'", "'van' kleiner dan 'tot'", _WRITE),
    "opbouw_richting": Said(
        "richting -1", "richting -1 alleen bij een kolom, of samen met 'opnieuw_normaliseren'", _WRITE
    ),
    "opbouw_gewichten_nul": Said("gewichten die samen 0 zijn", "minstens een gewicht boven 0", _WRITE),
    "opbouw_hele_getallen": Said("geen lijst van hele getallen", "zoals [1, 2]", _WRITE),
    "opbouw_ontbrekend": Said(
        "geen lijst van getallen", "de getallen die 'geen cijfer' betekenen, zoals [-999]", _WRITE
    ),
    # --- when the program itself breaks down ---
    "lezer_loopt_vast": Said(
        "het programma loopt hierop vast; dat is een fout van het programma, niet van dit bestand",
        "cijfers, of uitleg waarom het niet gaat",
        f"meld dit aan de beheerder van het programma, en noem dit bestand; {_LOG}",
    ),
    "opdracht_loopt_vast": Said(
        "het programma loopt hierop vast; dat is een fout van het programma, niet van uw bestanden",
        "een antwoord, of uitleg waarom het niet gaat",
        f"meld dit aan de beheerder van het programma, en noem uw bestanden; {_LOG}",
    ),
}
