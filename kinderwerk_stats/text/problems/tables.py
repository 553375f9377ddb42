"""What is said of the sheets and tables of a bereik file, and of what they say of themselves."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_TABLE = "een tabel met een rij per wijk: wijkcode, jaar, unieke kinderen, bezoeken, fte"
_SHEET_WITHOUT_TABLE = (_TABLE, "kijk of op dit blad iets staat dat mee moet tellen")
_HIDDEN_SHEET = ("een tabel op een zichtbaar blad", "controleer of dit de goede tabel is, of verwijder het blad")
_ONE_YEAR = (
    "cijfers van een kalenderjaar",
    "vraag de cijfers van een kalenderjaar, of verwijder het jaar dat niet klopt",
)

CATALOGUE: Catalogue = {
    "blad_zonder_tabel": Said("geen tabel", *_SHEET_WITHOUT_TABLE),
    "verborgen_blad_zonder_tabel": Said("een verborgen blad zonder tabel", *_SHEET_WITHOUT_TABLE),
    "geen_kop_met_wijk": Said(
        "dit bestand is niet herkend: geen blad heeft in de eerste 30 rijen een kop met een wijk en aantallen",
        f"een bestand van CBS of PDOK, of {_TABLE}",
        "kijk of u het goede bestand hebt; vraag anders een tabel met een rij per wijk, met deze kolommen",
    ),
    "verborgen_blad_gebruikt": Said("een verborgen blad met een tabel; dit blad is wel gebruikt", *_HIDDEN_SHEET),
    "verborgen_blad_niet_gebruikt": Said("een verborgen blad met een tabel; dit blad is niet gebruikt", *_HIDDEN_SHEET),
    "register_niet_gebruikt": Said(
        "een rij per activiteit; dit blad is niet gebruikt, want een ander blad heeft een rij per wijk",
        "een tabel per bestand",
        "kijk of het andere blad alles bevat",
    ),
    "tabellen_van_een_jaar": Said(
        "meer dan een tabel voor hetzelfde jaar, of zonder jaar (bladen {bladen})",
        "een tabel per jaar",
        "laat alleen de tabel staan die telt, of zet bij elk blad het jaar",
    ),
    "engelse_getallen": Said(
        "getallen in de Engelse schrijfwijze: de komma is gelezen als scheiding van duizendtallen",
        "getallen zoals 1.234,5",
        "controleer of dat klopt",
    ),
    "tweede_tabel_niet_gelezen": Said(
        "vanaf hier een andere tabel op hetzelfde blad; die is niet gelezen",
        "een tabel per blad",
        "zet deze tabel op een eigen blad of in een eigen bestand, als hij mee moet tellen",
    ),
    "wijken_van_gemeenten": Said(
        "wijken van {aantal} gemeenten ({gemeenten})",
        "wijken van een gemeente",
        "kies in het dashboard een gemeente; alleen haar eigen rijen tellen dan mee",
    ),
    "geen_rijen_met_wijken": Said(
        "een kop, maar geen rijen met wijken", "een rij per wijk", "lever de tabel met de cijfers"
    ),
    "jaren_in_kolom_en_titel": Said("meer dan een jaar ({jaren}) in de kolom en boven de tabel", *_ONE_YEAR),
    "jaren_boven_tabel": Said("meer dan een jaar ({jaren}) boven de tabel of in de naam van het blad", *_ONE_YEAR),
    "uniek_en_niet_uniek": Said(
        "kolom {kolommen:kolom} heet uniek, en een opmerking zegt dat het geen unieke kinderen zijn",
        "een kolom met unieke kinderen",
        "vraag wat er geteld is; kies bij 'Wat is geteld?' deelnames als dit geen unieke kinderen zijn",
    ),
    "kinderen_zijn_bezoeken": Said(
        "kolom {kolommen:kolom} niet gelezen als kinderen maar als bezoeken: het bestand zegt dat het geen unieke "
        "kinderen zijn",
        "een kolom 'unieke kinderen'",
        "vraag het aantal unieke kinderen per wijk",
    ),
    "telt_waar_onbekend": Said(
        "het bestand zegt niet of een kind telt waar het woont of waar het meedoet",
        "een van deze twee",
        "het dashboard gaat uit van waar het kind woont; vraag het na en zet 'telt' in bronnen.toml",
    ),
    "telt_op_locatie": Said(
        "kinderen tellen waar ze meedoen, niet waar ze wonen",
        "kinderen per wijk waar zij wonen",
        "lees dit als 'bereik op locatie'; deel het niet door het aantal kinderen in de wijk",
    ),
    "andere_leeftijd": Said(
        "de leeftijd {leeftijden}",
        "kinderen van 4 tot en met 12 jaar (of 4 tot 12)",
        "vraag de cijfers van deze leeftijd; nu kan het bereik te hoog of te laag zijn",
    ),
}
