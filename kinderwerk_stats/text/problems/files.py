"""What is said of a file before its figures are looked at."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_TABLE = "een Excel-bestand of een csv-bestand met een tabel"
_CSV = "een gewoon csv-bestand"
_OPENS = "een werkmap die Excel kan openen"
_SAVE_AGAIN = "open het bestand in Excel, sla het opnieuw op als .xlsx en lever het nog een keer"
_PLAIN_BOOK = (
    "een werkmap zoals Excel of LibreOffice die opslaat",
    "kopieer de tabel naar een nieuwe werkmap en lever die",
)
_NOT_SO_LARGE = (
    "een tabel van hoogstens 100.000 rijen en 200 kolommen",
    "kopieer alleen de tabel naar een nieuw bestand en lever dat",
)
_AS_TABLE = "lever de tabel als Excel-bestand of als csv-bestand"
_EVEN = "in elke rij evenveel cellen als in de kop"
_COMPUTED = (
    "een getal, of een formule die is uitgerekend",
    "open het bestand in Excel, verbeter fouten, sla het op en lever het opnieuw aan",
)

CATALOGUE: Catalogue = {
    # --- what it is -----------------------------------------------------------------------------------
    "bestand_leeg": Said("het bestand is leeg", _TABLE, "controleer of het juiste bestand is opgeslagen"),
    "bestand_te_groot": Said("het bestand is groter dan 300 MB", _TABLE, "lever alleen de tabel die nodig is"),
    "document_zonder_tabel": Said(
        "dit is {soort}",
        _TABLE,
        "vraag het Excel-bestand waar dit van is gemaakt, of kopieer de tabel naar Excel; sla die op als .xlsx en "
        "lever dat bestand",
    ),
    "ander_bestand": Said("dit is {soort}", _TABLE, _AS_TABLE),
    "los_deel_van_kaart": Said(
        "dit is een los .shp-bestand, een van de delen van een kaart",
        "een hele kaart",
        "lever de kaart als GeoPackage (.gpkg), of alle delen (.shp, .shx, .dbf, .prj) in een zip-bestand",
    ),
    "webpagina_of_xml": Said(
        "dit is een webpagina of xml-bestand, ook als de naam op .xls of .csv eindigt",
        _TABLE,
        "open het bestand in Excel, sla het op als .xlsx en lever dat bestand",
    ),
    "geen_tekst_en_geen_werkmap": Said("dit is geen tekst en geen Excel-bestand", _TABLE, _AS_TABLE),
    "tekst_met_naam_van_werkmap": Said(
        "dit is geen Excel-bestand, al heet het zo: het is een tekstbestand zonder tabel die het dashboard kent",
        _TABLE,
        "open het bestand waar het van gemaakt is in Excel, sla de tabel op als .xlsx en lever dat bestand",
    ),
    "bestand_niet_herkend": Said(
        "dit bestand is niet herkend",
        "een CBS-bestand (Kerncijfers wijken en buurten, StatLine, OData, leeftijden, Nabijheid, SES-WOA, alle "
        "adressen), een bereikbestand met een rij per wijk, of een kaart met wijken",
        "kijk of u het goede bestand hebt; een kolom met CBS-codes helpt altijd",
    ),
    # --- zip files and workbooks ----------------------------------------------------------------------
    "zip_zonder_werkmap": Said(
        "een zip-bestand zonder werkmap",
        "een Excel-bestand of een csv-bestand",
        "pak het zip-bestand uit en lever de bestanden die erin zitten",
    ),
    "zip_wijst_naar_buiten": Said(
        "het bestand bevat onderdelen met een naam die buiten het bestand wijst", *_PLAIN_BOOK
    ),
    "werkmap_verwijst": Said(
        "de werkmap verwijst naar andere bestanden",
        "een werkmap met alle cijfers erin",
        "kijk of de cijfers kloppen: de andere bestanden worden niet gelezen, de bewaarde waarden wel",
    ),
    "werkmap_zonder_einde": Said(
        "het Excel-bestand is beschadigd: het einde ontbreekt",
        _OPENS,
        "kopieer of download het bestand nog een keer en lever het opnieuw",
    ),
    "werkmap_op_slot": Said(
        "het bestand is beveiligd met een wachtwoord",
        _TABLE,
        "sla het in Excel op zonder wachtwoord en lever het nog een keer",
    ),
    "werkmap_beschadigd": Said("het Excel-bestand is beschadigd of niet compleet", _OPENS, _SAVE_AGAIN),
    "werkmap_onderweg_veranderd": Said(
        "een onderdeel van het Excel-bestand is onderweg veranderd", _OPENS, _SAVE_AGAIN
    ),
    "werkmap_te_groot": Said("de werkmap is uitgepakt groter dan 300 MB", *_NOT_SO_LARGE),
    "werkmap_te_sterk_ingepakt": Said(
        "de werkmap is zo sterk ingepakt dat er geen gewone tabel in kan staan", *_PLAIN_BOOK
    ),
    "werkmap_onderdelen_overlappen": Said("onderdelen van de werkmap staan over elkaar heen", *_PLAIN_BOOK),
    "werkmap_te_veel_onderdelen": Said("de werkmap bestaat uit meer dan {meest} onderdelen", *_PLAIN_BOOK),
    "eigen_xml_definities": Said(
        "de werkmap bevat eigen xml-definities, en die horen niet in een werkmap", *_PLAIN_BOOK
    ),
    "cel_te_lang": Said(
        "in een cel staan meer dan 100.000 tekens",
        "een tabel met korte teksten en getallen",
        "haal de lange tekst weg en lever het bestand opnieuw",
    ),
    "cel_ver_weg": Said("er staat een cel heel ver naar rechts of naar beneden", *_NOT_SO_LARGE),
    "blad_te_veel_kolommen": Said("er is een blad met meer dan {meest} kolommen", *_NOT_SO_LARGE),
    "formule_zonder_uitkomst": Said("een formule zonder uitkomst", *_COMPUTED),
    "formule_zonder_uitkomst_vaker": Said("een formule zonder uitkomst, in {aantal} cellen: {cellen:5}", *_COMPUTED),
    "foutmelding_van_excel": Said("een foutmelding van Excel, zoals #VERW! of #N/B", *_COMPUTED),
    "foutmelding_van_excel_vaker": Said(
        "een foutmelding van Excel, zoals #VERW! of #N/B, in {aantal} cellen: {cellen:5}", *_COMPUTED
    ),
    # --- text files -----------------------------------------------------------------------------------
    "nul_teken_in_tekst": Said(
        "dit is geen gewone tekst: op rij {rij} staat een nul-teken",
        _CSV,
        "sla de tabel in Excel op als .xlsx, of als csv (UTF-8), en lever dat bestand",
    ),
    "te_veel_kolommen": Said("er zijn meer dan {meest} kolommen", *_NOT_SO_LARGE),
    "regel_te_lang": Said(
        "er is een regel van meer dan 1 MB",
        "een csv-bestand met een regel per gebied",
        "open het bestand in Excel, kijk wat er mis is, en lever het als .xlsx",
    ),
    "aanhalingsteken_niet_afgesloten": Said(
        "een aanhalingsteken dat niet wordt afgesloten (rij {rij})",
        _CSV,
        "haal het aanhalingsteken weg, of sla het bestand in Excel op als .xlsx en controleer deze rij",
    ),
    "rijen_te_lang": Said(
        "rij {rijen:5} {rijen:heeft|hebben} meer cellen dan de kop ({cellen} in plaats van {kop})",
        _EVEN,
        "er staat een komma of puntkomma in een getal of naam: lever het als Excel-bestand, of download opnieuw",
    ),
    "rijen_te_kort": Said(
        "rij {rijen:5} {rijen:heeft|hebben} minder cellen dan de kop; wat ontbreekt is onbekend",
        _EVEN,
        "controleer deze rijen, of lever de tabel als Excel-bestand",
    ),
    "laatste_rij_breekt_af": Said(
        "de laatste rij (rij {rij}) breekt af na {cellen} van de {kop} cellen",
        "een heel bestand",
        "download het bestand opnieuw",
    ),
    "zonder_laatste_regeleinde": Said(
        "het bestand eindigt midden in een regel ({plaats}); van die regel kan iets ontbreken, en wat daarna kwam ook",
        "een regeleinde na de laatste regel",
        "kijk of deze regel de laatste is en of hij klopt, en lever het bestand opnieuw of als .xlsx",
    ),
}
