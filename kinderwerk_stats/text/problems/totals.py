"""What is said of the cells of a bereik file, and of its totals."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_WHOLE_OR_NOT = "{gebroken:een getal, zoals 1,2|een heel getal van 0 of hoger}"
_MEND_CELL = "verbeter deze cel; laat hem leeg als het aantal niet bekend is"
_NOT_USED = "het dashboard gebruikt dit totaal niet"
_ASK_TOTAL = (
    "een rij 'Totaal' met het aantal unieke kinderen van de hele gemeente",
    f"vraag dat aantal na; {_NOT_USED}",
)
_EACH_ONCE = "een totaal waarin elk kind een keer telt"
_WHICH_IS_RIGHT = f"{{gebruikt:vraag na welk getal klopt|vraag na welk getal klopt; {_NOT_USED}}}"

_CELLS = {
    "cel_datum": "een datum",
    "cel_zonder_getal": "geen getal{getal:()}",
    "cel_percentage": "een percentage{getal:()}",
    "cel_uren_bij_fte": "uren in plaats van fte{getal:()}",
    "cel_punt_of_komma": "niet te zien of punt en komma duizendtallen of decimalen scheiden{getal:()}",
    "cel_zonder_einde": "een getal zonder einde",
    "cel_negatief": "een negatief getal{getal:()}",
    "cel_geen_heel_getal": "geen heel getal{getal:()}",
    "cel_misschien_percentage": "geen heel getal{getal:()}; misschien een percentage",
    "cel_te_veel_fte": "meer dan {meest} fte in een wijk{getal:()}",
    "cel_onmogelijk_groot": "een onmogelijk groot getal{getal:()}",
}

CATALOGUE: Catalogue = {code: Said(found, _WHOLE_OR_NOT, _MEND_CELL) for code, found in _CELLS.items()} | {
    "cel_bsn": Said("een getal dat op een BSN lijkt", "een heel getal van 0 of hoger", _MEND_CELL),
    "eenheid_past_niet": Said(
        "een eenheid onder de kop die er niet bij past", "fte, of aantallen", "vraag de cijfers in de goede eenheid"
    ),
    "cijfers_zonder_wijk": Said(
        "cijfers zonder wijk", "een wijkcode of de naam van een wijk", "vul de wijk in, of verwijder deze rij"
    ),
    "geen_jaartal": Said("geen jaartal", "een jaar, zoals 2024", "vul het jaar in"),
    "geen_code_van_wijk": Said(
        "geen code van een wijk",
        "een code van CBS, zoals WK034401",
        "verbeter de code, of laat hem leeg als de naam van de wijk ernaast staat",
    ),
    # Which row is the total.
    "totaalrij_zonder_jaar": Said("een totaalrij zonder jaar", "een totaal voor elk jaar", _NOT_USED),
    "dubbelen_zonder_totaal": Said(
        "een kind kan in meer wijken tellen, en er is geen totaal van de gemeente",
        _EACH_ONCE,
        "vraag het aantal unieke kinderen van de hele gemeente",
    ),
    "rij_is_de_som": Said(
        "gelezen als totaal: de cijfers zijn de som van de andere rijen",
        "een rij 'Totaal'",
        "controleer of deze rij geen wijk is",
    ),
    "rijen_geen_aantallen": Said(
        "geen aantallen van een wijk of van dit jaar, maar een gemiddelde, een doel, een ander jaar",
        "een rij per wijk, en een rij 'Totaal'",
        "deze rijen zijn niet gebruikt; kijk of dat klopt",
    ),
    "rijen_waarvan": Said(
        "een deel van de rij erboven ('waarvan')",
        "een rij per wijk, en een rij 'Totaal'",
        "deze rijen zijn niet gebruikt; kijk of de rij erboven alle kinderen telt",
    ),
    "totaal_onduidelijk": Said(
        "een totaal waarvan niet te zien is of het de hele gemeente is, of alle kinderen",
        _ASK_TOTAL[0],
        "vraag wat dit totaal telt; het dashboard gebruikt het alleen als het de naam van de gemeente heeft",
    ),
    "totaal_met_naam_van_gemeente": Said(
        "een totaal met de naam van de gemeente; gelezen als het totaal van de hele gemeente",
        _EACH_ONCE,
        "vraag na of dat klopt",
    ),
    "totaal_is_subtotaal": Said(
        "een totaal dat gelijk is aan de som van {van:rij}; gelezen als hun subtotaal",
        _ASK_TOTAL[0],
        f"controleer of dat klopt; {_NOT_USED}",
    ),
    "totaal_past_niet": Said("een totaal dat niet bij de rijen past", *_ASK_TOTAL),
    "totalen_verschillen": Said("meer dan een totaal, met verschillende cijfers", *_ASK_TOTAL),
    # What its figures can be.
    "totaal_onleesbaar": Said("{wat} in de totaalrij: {fout}", _WHOLE_OR_NOT, _NOT_USED),
    "totaal_lager_dan_wijk": Said(
        "het totaal van bereikte kinderen is lager dan het aantal van een wijk ({wijkrij:rij})",
        "een totaal dat minstens zo hoog is als elke wijk",
        "vraag na welk van de twee aantallen niet klopt",
    ),
    "totaal_hoger_dan_som": Said(
        "Bereikte kinderen: het totaal is hoger dan de som van de rijen",
        "een totaal dat niet hoger is dan de som",
        f"{_NOT_USED}; vraag of er kinderen bij zijn van buiten de gemeente of zonder bekende wijk",
    ),
    "totaal_ontdubbeld": Said(
        "Bereikte kinderen: het totaal is lager dan de som van de rijen",
        _EACH_ONCE,
        "het dashboard leest dit totaal als ontdubbeld; vraag na of dat klopt",
    ),
    "totaal_met_dubbelen": Said(
        "het totaal is de som van de wijken, terwijl een kind in meer wijken kan tellen",
        _EACH_ONCE,
        "vraag het aantal unieke kinderen van de hele gemeente; nu kan het bereik van de gemeente te hoog zijn",
    ),
    "totaal_is_niet_de_som": Said(
        "{wat}: totaal {totaal:kort}, som van de rijen {som:kort}",
        "een totaal dat gelijk is aan de som",
        _WHICH_IS_RIGHT,
    ),
    "totaal_kinderen_is_niet_de_som": Said(
        "{wat}: het totaal is {lager:lager|hoger} dan de som van de rijen",
        "een totaal dat gelijk is aan de som",
        _WHICH_IS_RIGHT,
    ),
    # What is of no wijk, or from outside the gemeente.
    "geen_wijk_zonder_totaal": Said(
        "{wat}: {aantal:kort} van geen enkele wijk; dat telt in geen wijk mee, en een totaal is er niet",
        "een wijk bij elk getal",
        "vraag het totaal van de gemeente",
    ),
    "geen_wijk_buiten_totaal": Said(
        "{wat}: {aantal:kort} van geen enkele wijk, niet in het totaal van {totaal:kort}",
        "een totaal van de hele gemeente",
        "vraag na welk getal klopt",
    ),
    "geen_wijk_in_totaal": Said(
        "{wat}: {aantal:kort} van geen enkele wijk; dat telt mee in het totaal van de gemeente ({totaal:kort}) en in "
        "geen wijk",
        "een wijk bij elk getal",
        "u hoeft niets te doen als dit klopt",
    ),
    "kinderen_zonder_wijk_zonder_totaal": Said(
        "{kinderen:kinderen} zonder wijk; die zitten niet in het totaal, want het bestand heeft geen bruikbare "
        "totaalrij",
        "een totaalrij met het aantal unieke kinderen van de gemeente",
        "vraag dat aantal; nu telt het dashboard de wijken op en is het bereik te laag",
    ),
    "kinderen_zonder_wijk_in_totaal": Said(
        "{kinderen:kinderen} zonder wijk",
        "een wijk bij elk kind",
        "deze kinderen tellen alleen mee in het totaal van de gemeente",
    ),
    "kinderen_zonder_wijk_buiten_totaal": Said(
        "{kinderen:kinderen} zonder wijk; die zitten niet in het totaal, want dat is de som van de wijken",
        "een totaal van alle kinderen van de gemeente",
        "vraag dat aantal; nu is het bereik te laag",
    ),
    "kinderen_van_buiten_niet_geteld": Said(
        "{kinderen:kinderen} van buiten de gemeente",
        "alleen kinderen die in de gemeente wonen",
        "deze kinderen tellen nergens mee, ook niet in het totaal",
    ),
    "kinderen_van_buiten_onduidelijk": Said(
        "kinderen van buiten de gemeente, en niet te zien is of het totaal hen meetelt",
        "een totaal van kinderen uit de gemeente",
        "vraag het na; het bereik van de gemeente kan {kinderen:hoogstens} te hoog zijn",
    ),
    "totaal_met_kinderen_van_buiten": Said(
        "het totaal is de som met {kinderen:kinderen} van buiten de gemeente",
        "een totaal van kinderen uit de gemeente",
        "het dashboard trekt deze kinderen van het totaal af; controleer of dat klopt",
    ),
    "totaal_telt_buiten_mee": Said(
        "{wat}: het totaal telt kinderen van buiten de gemeente mee",
        "een totaal van de gemeente",
        "het dashboard trekt die eraf",
    ),
}
