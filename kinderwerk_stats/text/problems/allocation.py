"""What is said of a division of kinderwerk that is not possible, or not for every wijk."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "verdeling_minimum_boven_maximum": Said(
        "een minimum dat niet past onder het maximum: {wijken:12}",
        "voor elke wijk een maximum dat minstens zo hoog is als het minimum en als de kleinste post",
        "verlaag het minimum of de kleinste post, of verhoog het maximum van deze wijken",
    ),
    "verdeling_minimum_te_duur": Said(
        "de minimums kosten {tekort:kort} fte meer dan er te verdelen is: {wijken:12}",
        "genoeg fte voor het minimum van elke wijk",
        "verlaag het minimum van deze wijken, of verhoog het budget",
    ),
    "verdeling_post_te_veel": Said(
        "te veel om in hele posten te verdelen over {wijken:kort} {wijken:wijk|wijken}",
        "bij zo veel wijken hoogstens {fte:kort} fte",
        "verdeel zonder kleinste post, of verlaag het budget",
    ),
    "verdeling_te_veel_fte": Said(
        "te veel fte, in een wijk of om samen te verdelen",
        "hoogstens {meest:kort} fte",
        "verbeter de fte van de wijken, of verlaag het budget",
    ),
    "verdeling_al_boven_maximum": Said(
        "nu al meer fte dan het maximum: {wijken:12}",
        "hoogstens het maximum",
        "niets: deze wijken houden wat zij hebben en krijgen er niets bij",
    ),
    "verdeling_alle_vol": Said(
        "{fte:kort} fte blijft over, omdat elke wijk haar maximum heeft: {wijken:12}",
        "een wijk die nog fte kan krijgen",
        "verhoog het maximum van een of meer wijken, of verlaag het budget",
    ),
    "verdeling_post_past_niet": Said(
        "{fte:kort} fte blijft over: in geen volgende wijk past nog een hele kleinste post",
        "genoeg fte voor de kleinste post",
        "verlaag de kleinste post, verhoog het maximum, of verander het budget",
    ),
    # --- wijken that take no part ---
    "verdeling_zonder_kinderen": Said(
        "doen niet mee, omdat het aantal kinderen niet bekend is: {wijken:12}",
        "het aantal kinderen van elke wijk",
        "voeg een bestand met deze wijken toe; tot dan houden zij wat zij hebben",
    ),
    "verdeling_geen_kinderen": Said(
        "doen niet mee, omdat hier geen kinderen wonen: {wijken:12}",
        "wijken met kinderen van deze leeftijd",
        "niets: deze wijken houden wat zij hebben",
    ),
    "verdeling_zonder_behoefte": Said(
        "doen niet mee, omdat er geen behoeftegewicht is: {wijken:12}",
        "een behoefte-index van elke wijk",
        "laat elk kind even zwaar wegen (gewicht 1): dan doen ook deze wijken mee",
    ),
    "verdeling_zonder_fte": Said(
        "doen niet mee, omdat niet bekend is hoeveel fte er nu is: {wijken:12}",
        "de fte van elke wijk, ook waar die 0 is",
        "vul de fte van deze wijken in",
    ),
    "verdeling_zonder_wijken": Said(
        "geen enkele wijk heeft kinderen, een behoeftegewicht en fte",
        "van minstens een wijk het aantal kinderen, de behoefte en de fte",
        "voeg bereik met fte toe; zonder behoefte-index: laat elk kind even zwaar wegen (gewicht 1)",
    ),
    "verdeling_zonder_bereik_per_fte": Said(
        "niet bekend hoeveel kinderen een fte bereikt",
        "een aantal kinderen per fte, of wijken met bereik en fte die getoond mogen worden",
        "geef het aantal met --bereik-per-fte, of kies het doel evenredig of laagste",
    ),
    # --- what a user gives with a division ---
    "verdeling_wijk_onbekend": Said(
        "geen wijk die meedoet: {gevonden:12}", "wijken die meedoen: {wijken:12}", "verbeter de code of de naam"
    ),
    "verdeling_getal_onder_nul": Said(
        "getallen onder 0 in kolom {kolom}: {wijken:12}", "getallen van 0 of meer", "verbeter de tabel"
    ),
    "verdeling_getal_te_groot": Said(
        "te grote getallen in kolom {kolom}: {wijken:12}", "getallen tot en met {meest:kort}", "verbeter de tabel"
    ),
    "json_tiende": Said(
        "{gevonden}", "fte in hele tienden van 0 of meer, zoals 0.3", "rond het getal af op een tiende"
    ),
    "formule_bodem_te_duur": Said(
        "de bodem kost voor {wijken:kort} {wijken:wijk|wijken} samen meer dan er te verdelen is",
        "een bodem die voor elke wijk betaald kan worden",
        "verlaag de bodem, of verhoog het budget",
    ),
    "formule_onder_nul": Said("getallen onder 0: {kolommen}", "getallen van 0 of meer", "verbeter de tabel"),
    "formule_kolom_leeg": Said(
        "in elke wijk 0: {kolommen}", "een kolom met minstens een getal boven 0", "kies een andere kolom"
    ),
    "formule_zonder_cijfer": Said(
        "geen cijfer in een kolom van de formule: {wijken:12}",
        "voor elke rij een cijfer",
        "vul het cijfer in, ook waar het 0 is, of haal de rij weg",
    ),
    "formule_zonder_aandeel": Said(
        "geen aandeel boven 0", "minstens een kolom met een aandeel", "geef een kolom een aandeel boven 0"
    ),
    # --- a file of a plan ---
    "plan_bestand_geen_plan": Said(
        "geen plan dat hier gemaakt is, of een plan dat niet kan kloppen",
        "een json-bestand van “Bewaar als bestand” op de pagina Plan",
        "kies het bestand dat u daar bewaard hebt",
    ),
    "plan_bestand_nieuwer": Said(
        "een plan van een nieuwere uitgave van dit dashboard",
        "een plan van deze uitgave",
        "werk het dashboard bij, of maak het plan hier opnieuw",
    ),
}
