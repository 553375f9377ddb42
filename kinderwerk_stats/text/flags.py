"""What the flags of coverage mean, on screen and in files."""

from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import Cells

FLAGS: dict[Flag, str] = {
    # of one wijk, or of the gemeente
    Flag.TE_WEINIG_KINDEREN: "minder dan 50 kinderen van 0 tot 15 jaar: geen percentage, alleen aantallen",
    Flag.INDICATIEF: "minder dan 100 kinderen van 0 tot 15 jaar: het percentage is een indicatie",
    Flag.KINDEREN_ONBEKEND: "CBS geeft het aantal kinderen niet",
    Flag.KINDEREN_ONDERDRUKT: "CBS houdt het aantal kinderen geheim",
    Flag.KINDEREN_NOG_NIET_GEPUBLICEERD: "CBS heeft het aantal kinderen nog niet gepubliceerd",
    Flag.KINDEREN_NIET_VAN_TOEPASSING: "het aantal kinderen geldt hier niet",
    Flag.BEREIK_ONBEKEND: "het bereik is niet opgegeven",
    Flag.BEREIK_ONDERDRUKT: "klein aantal: verborgen, zodat niemand te herkennen is",
    Flag.BEREIK_NIET_VAN_TOEPASSING: "het bereik geldt hier niet: zo opgegeven, of niet geteld waar het kind woont",
    Flag.BEREIK_NIET_OP_TE_TELLEN: "meer organisaties tellen hier kinderen, en een kind kan bij meer dan een komen: "
    "het bereik van samen is geen optelsom",
    Flag.BEREIK_BOVEN_100: "meer kinderen bereikt dan er volgens CBS wonen: bijvoorbeeld kinderen uit een andere wijk",
    Flag.FTE_ONBEKEND: "de fte is niet opgegeven",
    Flag.FTE_ONDERDRUKT: "de fte is verborgen",
    Flag.FTE_NIET_VAN_TOEPASSING: "fte geldt hier niet",
    Flag.GEEN_KINDERWERKER: "geen kinderwerker",
    Flag.NORM_BEREIK_ONBEKEND: "er is geen norm en geen gemiddelde om het bereik mee te vergelijken",
    Flag.NORM_FTE_ONBEKEND: "er is geen norm en geen gemiddelde om de fte mee te vergelijken",
    # of the gemeente as a whole
    Flag.BEREIK_OP_LOCATIE: "het bereik is geteld op de locatie en is niet te delen door de kinderen die er wonen",
    Flag.BEREIK_ALLEEN_DEELNAMES: "het aantal kinderen van het hele jaar is niet opgegeven, wel hoe vaak kinderen "
    "kwamen of hoeveel er in een deel van het jaar kwamen; wie vaker komt, telt daarin vaker, dus het bereik is "
    "onbekend",
    Flag.BEREIK_IS_SOM_VAN_WIJKEN: "het bereik van de gemeente is de som van de wijken; een kind kan dubbel tellen",
    Flag.KINDERWERKERS_IS_SOM_VAN_WIJKEN: "wie in twee wijken werkt, telt in het totaal twee keer als kinderwerker",
    Flag.BEREIK_ZONDER_ALLE_WIJKEN: "van een of meer wijken is het bereik niet opgegeven; "
    "of hun kinderen in het totaal zitten, is niet bekend",
    Flag.BEREIK_ANDERE_LEEFTIJD: "het bereik telt een andere leeftijd dan u kiest: het percentage klopt niet precies",
    Flag.KLEINE_AANTALLEN_VERBORGEN: "kleine aantallen zijn verborgen, met andere erbij; terugrekenen kan niet precies",
    Flag.AANDEEL_LEEFTIJD_LANDELIJK: "voor de leeftijd is het landelijke aandeel gebruikt",
    Flag.AANDEEL_LEEFTIJD_ANDER_JAAR: "voor de leeftijd is het aandeel van een ander jaar gebruikt",
    Flag.KINDEREN_UIT_PERCENTAGE: "het aantal kinderen is berekend uit een afgerond percentage: de marge is groter",
    Flag.KINDEREN_PER_WIJK_GETELD: "van een of meer wijken zijn de kinderen per leeftijd geteld en niet geschat; "
    "die aantallen hebben geen marge",
    Flag.KINDEREN_IS_SOM_VAN_WIJKEN: "het aantal kinderen van de gemeente is de som van de afgeronde wijken",
    Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER: "de som van wie nog te bereiken is tot de norm telt alleen wijken "
    "met een cijfer: het zijn er minstens zo veel",
    Flag.GAP_FTE_ZONDER_WIJKEN_ZONDER_CIJFER: "de som van de fte erbij tot de norm telt alleen wijken met een cijfer: "
    "het is minstens zo veel",
}

# Beside a reach above 100 %, wherever it stands in a sentence.
MORE_THAN_LIVE = "meer kinderen bereikt dan er wonen"
# For a column of a table: the same in a few words, only of one wijk. What a status in the row says is not repeated.
SHORT_FLAGS: dict[Flag, str] = {
    Flag.TE_WEINIG_KINDEREN: "minder dan 50 kinderen van 0 tot 15 jaar: geen percentage",
    Flag.INDICATIEF: "minder dan 100 kinderen van 0 tot 15 jaar: indicatie",
    Flag.BEREIK_ONDERDRUKT: "verborgen om een klein aantal te beschermen",
    Flag.BEREIK_BOVEN_100: "meer bereikt dan er wonen",
}


def above_hundred(cells: Cells) -> str:
    """Return what must stand beside a reach above 100 %, to put behind it; nothing where it is not."""
    return f": {MORE_THAN_LIVE}" if cells["reach_share"].known and cells["reach_share"].value > 1 else ""
