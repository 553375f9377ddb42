"""What is said of a division of kinderwerk that is not possible, or not for every wijk."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "verdeling_minimum_boven_maximum": Said(
        "een minimum dat niet past onder het maximum: {wijken:12}",
        "voor elke wijk een maximum dat minstens zo hoog is als het minimum en als de kleinste post",
        "verlaag het minimum of de kleinste post, of verhoog het maximum van deze wijken",
    ),
    "verdeling_minimum_te_duur": Said(
        "de minimums kosten {tekort:getal} fte meer dan er te verdelen is: {wijken:12}",
        "genoeg fte voor het minimum van elke wijk",
        "verlaag het minimum van deze wijken, of verhoog het budget",
    ),
    "verdeling_al_boven_maximum": Said(
        "nu al meer fte dan het maximum: {wijken:12}",
        "hoogstens het maximum",
        "niets: deze wijken houden wat zij hebben en krijgen er niets bij",
    ),
    "verdeling_alle_vol": Said(
        "{fte:getal} fte blijft over, omdat elke wijk haar maximum heeft: {wijken:12}",
        "een wijk die nog fte kan krijgen",
        "verhoog het maximum van een of meer wijken, of verlaag het budget",
    ),
    "verdeling_post_past_niet": Said(
        "{fte:getal} fte blijft over: te weinig voor de kleinste post in een volgende wijk",
        "genoeg fte voor de kleinste post",
        "verlaag de kleinste post, of verander het budget",
    ),
}
