"""What the command line has to say."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_LOG = "met de instelling {instelling}=fout.log komt in fout.log waar het misging"

_PUBLISHES_NOTHING = "kijk ze na, en zet er dan bij: --bevestigd. Er is niets gepubliceerd"
_PLACE_TO_WRITE = ("een plek waar u mag schrijven", "kies een andere plek")
_NOT_USED = (
    "een bestand over {gemeente_code} in {jaar}",
    "laat dit bestand weg, of geef het bestand van deze gemeente en dit jaar",
)
_ONLY_TABLE = (
    "een bestand met alleen de tabel of de kaart die nodig is",
    "open het bestand, kopieer alleen de tabel naar een nieuw bestand en lever dat",
)
_COLUMN = ("een kolom '{kolom}'; er zijn: {kolommen:12…}", "verbeter de naam in de opbouw of in de tabel")
_CELL = ("een getal, of leeg", "verbeter de cel")
_WRITE = "verbeter het bestand; docs/behoefte.md en docs/samengesteld.md zeggen wat erin kan staan"

CATALOGUE: Catalogue = {
    # --- JSON that a user wrote ---
    "json_geen_utf8": Said("geen tekst in UTF-8", "een JSON-bestand", "sla het bestand op als UTF-8"),
    "json_ongeldig": Said("geen geldige JSON", "JSON, met dubbele aanhalingstekens en geen komma aan het eind", _WRITE),
    "json_woord": Said("'{woord}'", "een van: {kent}", _WRITE),
    "json_dubbel": Said("'{woord}' meer dan een keer", "elk woord een keer", _WRITE),
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
    # --- a file that is read in a process of its own ---
    "bestand_groter_dan_200_mb": Said(
        "het bestand is groter dan 200 MB",
        "een bestand van hoogstens 200 MB",
        "lever alleen de tabel of de wijken die nodig zijn",
    ),
    "lezen_duurt_te_lang": Said("het lezen was na {seconden} seconden nog niet klaar en is gestopt", *_ONLY_TABLE),
    "lezen_kost_te_veel_geheugen": Said("het lezen kostte meer dan {hoeveel} geheugen en is gestopt", *_ONLY_TABLE),
    "lezen_onverwacht_mis": Said(
        "het lezen is onverwacht misgegaan; het bestand is waarschijnlijk beschadigd", *_ONLY_TABLE
    ),
    "lezen_afgebroken": Said(
        "het lezen is afgebroken",
        "een bestand dat helemaal gelezen is",
        "kies het bestand opnieuw als u het toch wilt gebruiken",
    ),
    "grens_onbekend": Said(
        "“{gevonden}”",
        "{woorden:of}, met = en een getal van 1 of hoger, zoals vensters=200",
        "verbeter de instelling, of haal haar weg",
    ),
    "te_veel_wacht": Said(
        "uw bestanden die nog niet gepubliceerd zijn, zijn samen groter dan {meeste} MB",
        "hoogstens {meeste} MB die wacht",
        "publiceer eerst wat er staat, of haal het weg, en lever dit bestand dan nog een keer",
    ),
    "overal_te_veel_wacht": Said(
        "er wachten nu te veel bestanden van iedereen samen",
        "hoogstens {meeste} MB die wacht",
        "probeer het later nog een keer, of haal bestanden weg die u niet publiceert",
    ),
    "drempel_onbekend": Said(
        "{gevonden}",
        "{drempels:een_van}",
        "zet {instelling} op een van deze waarden, of haal de instelling weg: dan geldt {gewoon}; start daarna opnieuw",
    ),
    # --- which files, which gemeente ---
    "gemeente_zonder_cijfers": Said(
        "{gevonden}", "een gemeente waarvan er cijfers zijn: {gemeenten}", "noem de gemeente met --gemeente"
    ),
    "gemeente_zonder_cijfers_geen_ander": Said(
        "{gevonden}", "een gemeente waarvan er cijfers zijn: die zijn er niet", "noem de gemeente met --gemeente"
    ),
    "gemeente_niet_in_cbs": Said(
        "{gevonden}",
        "een gemeente met wijken in de CBS-bestanden: {gemeenten}",
        "controleer de code, of voeg een bestand met deze gemeente toe",
    ),
    "geen_gemeente_in_cbs": Said(
        "{gevonden}",
        "een gemeente met wijken in de CBS-bestanden: die zijn er niet",
        "controleer de code, of voeg een bestand met deze gemeente toe",
    ),
    "wijk_niet_van_gemeente": Said("{wijk}", "een wijk van {gemeente} in {jaar}: {wijken}", "controleer de code"),
    "eigen_cijfer_zonder_gemeente": Said("geen gemeente", "de gemeente van dit cijfer", "noem haar met --gemeente"),
    "bestand_bij_verkeerde_optie": Said(
        "een bestand van de soort '{soort}' bij {optie}",
        "bij {optie}: {soorten:of}",
        "geef het bestand bij de goede optie",
    ),
    "bestand_zonder_jaar": Said(
        "geen jaar",
        "het jaar van de cijfers; het bestand noemt het zelf niet",
        "{antwoord}; tot dan staat er geen jaar bij",
    ),
    "organisatie_zonder_bereik": Said(
        "een organisatie zonder bereik van {jaar}",
        "een organisatie met bereik van {jaar}: {organisaties:of}",
        "geef de naam zoals die in het bestand staat, of laat --organisatie weg",
    ),
    "bereik_van_ander_jaar": Said(
        "bereik van {jaren}", "bereik van {jaar}", "geef het bestand van dit jaar, of noem het jaar met --jaar"
    ),
    "bereik_van_andere_gemeente": Said(
        "bereik van {codes}", "bereik van {gemeente_code}", "geef het bestand van deze gemeente"
    ),
    # --- files that the answer does not rest on ---
    "bestand_niets_over_gemeente": Said("niet gebruikt, omdat er niets in staat over {gemeente_code}", *_NOT_USED),
    "bestand_alleen_voor_andere_jaren": Said(
        "niet gebruikt, omdat het alleen dient om jaren met andere wijken te vergelijken, op de pagina van een wijk",
        *_NOT_USED,
    ),
    "bestand_jaar_onbekend": Said("niet gebruikt, omdat het jaar niet bekend is (zet het in {instelling})", *_NOT_USED),
    "bestand_ander_jaar": Said("niet gebruikt, omdat het over {jaren} gaat en niet over {jaar}", *_NOT_USED),
    "bestand_ander_jaar_verder_weg": Said(
        "niet gebruikt, omdat het over {jaren} gaat en niet over {jaar}; een ander bestand is van een jaar dat dichter "
        "bij ligt",
        *_NOT_USED,
    ),
    "bestand_leeftijden_niet_nodig": Said(
        "niet gebruikt, omdat niet alle leeftijden van 0 tot 15 jaar erin staan, of een ander bestand ze ook heeft",
        *_NOT_USED,
    ),
    "bestand_zelfde_cijfers": Said("niet gebruikt, omdat een ander bestand dezelfde cijfers al heeft", *_NOT_USED),
    # --- a table of samengesteld ---
    "geen_tabel": Said(
        "geen tabel", "een csv-bestand: namen van kolommen en minstens een rij", "sla de tabel op als csv"
    ),
    "tabel_meer_bladen": Said("{aantal} bladen", "een blad met een tabel", "bewaar een blad"),
    "kolom_ontbreekt": Said("geen kolom '{kolom}'", *_COLUMN),
    "kolom_dubbel": Said("{aantal} kolommen '{kolom}'", *_COLUMN),
    "cel_geen_getal": Said("geen getal", *_CELL),
    "cel_twee_getallen": Said("een getal dat op twee manieren te lezen is, zoals 1.234", *_CELL),
    "rij_ander_aantal_kolommen": Said(
        "een ander aantal kolommen dan de rij met namen",
        "{aantal} kolommen",
        "zet tekst met een scheidingsteken erin tussen aanhalingstekens",
    ),
    "rij_zonder_naam": Said("geen naam", "een naam per rij", "vul de naam in"),
    "rij_naam_vaker": Said(
        "een naam die vaker voorkomt",
        "elke naam een keer",
        "kies met 'eenheid' in de opbouw een kolom met unieke namen",
    ),
    "opbouw_gemiddelde_niet_boven_nul": Said(
        "een meetkundig of harmonisch gemiddelde van getallen die niet boven 0 zijn",
        "een schaal die boven 0 begint",
        "normaliseer bijvoorbeeld min-max van 1 tot 100",
    ),
    # --- inlezen ---
    "bestand_veranderde": Said(
        "het bestand veranderde terwijl het gelezen werd", "een bestand dat gelijk blijft", "probeer het opnieuw"
    ),
    "inlezen_verbergt_meer": Said("{wat}", "dezelfde zichtbare aantallen", _PUBLISHES_NOTHING),
    "inlezen_minder_cijfers": Said("{cijfers}", "cijfers van niet minder wijken dan eerst", _PUBLISHES_NOTHING),
    "inlezen_verandert_veel": Said(
        "cijfers die meer dan {procent} % veranderen of wegvallen: {gebieden}",
        "kleinere veranderingen",
        _PUBLISHES_NOTHING,
    ),
    "inlezen_zonder_organisatie": Said("geen naam van de organisatie", "wie heeft geteld", "zet erbij: --bron NAAM"),
    "profiel_andere_koppen": Said(
        "andere kolomkoppen dan de bestanden waarvoor het profiel '{profiel}' is bewaard",
        "een bestand met dezelfde koppen als de vorige keer",
        "laat --profiel weg en kijk na wat er gelezen is, of bewaar op de pagina Gegevens een nieuw profiel",
    ),
    "profiel_onbekend": Said("geen profiel met deze naam", "{namen}", "kies een naam uit deze lijst"),
    # --- what is written ---
    "uitvoer_bestaat_al": Said("er staat al een bestand met deze naam", *_PLACE_TO_WRITE),
    "uitvoer_map_weg": Said("de map bestaat niet", *_PLACE_TO_WRITE),
    "uitvoer_is_map": Said("dit is een map", *_PLACE_TO_WRITE),
    "uitvoer_pad_door_bestand": Said("een deel van het pad is geen map", *_PLACE_TO_WRITE),
    "uitvoer_mag_niet": Said("u mag hier niet schrijven", *_PLACE_TO_WRITE),
    "uitvoer_lukt_niet": Said("schrijven lukt niet", *_PLACE_TO_WRITE),
}
