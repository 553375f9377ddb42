"""The stable words behind `flags` in JSON and CSV, and what they mean on screen."""

FLAGS: dict[str, str] = {
    # of one wijk, or of the gemeente
    "te_weinig_kinderen": "minder dan 50 kinderen van 0 tot 15 jaar: geen percentage, alleen aantallen",
    "indicatief": "minder dan 100 kinderen van 0 tot 15 jaar: het percentage is een indicatie",
    "kinderen_onbekend": "CBS geeft het aantal kinderen niet",
    "kinderen_onderdrukt": "CBS houdt het aantal kinderen geheim",
    "kinderen_nog_niet_gepubliceerd": "CBS heeft het aantal kinderen nog niet gepubliceerd",
    "kinderen_niet_van_toepassing": "het aantal kinderen geldt hier niet",
    "bereik_onbekend": "het bereik is niet opgegeven",
    "bereik_onderdrukt": "klein aantal: verborgen, zodat niemand te herkennen is",
    "bereik_niet_van_toepassing": "het bereik geldt hier niet: zo opgegeven, of niet geteld waar het kind woont",
    "bereik_boven_100": "meer kinderen bereikt dan er volgens CBS wonen: bijvoorbeeld kinderen uit een andere wijk",
    "fte_onbekend": "de fte is niet opgegeven",
    "fte_onderdrukt": "de fte is verborgen",
    "fte_niet_van_toepassing": "fte geldt hier niet",
    "geen_kinderwerker": "geen kinderwerker (0 fte)",
    "norm_bereik_onbekend": "er is geen norm en geen gemiddelde om het bereik mee te vergelijken",
    "norm_fte_onbekend": "er is geen norm en geen gemiddelde om de fte mee te vergelijken",
    # of the gemeente as a whole
    "bereik_op_locatie": "het bereik is geteld op de locatie en is niet te delen door de kinderen die er wonen",
    "bereik_alleen_deelnames": "het aantal kinderen van het hele jaar is niet opgegeven, wel hoe vaak kinderen kwamen; "
    "wie vaker komt, telt daarin vaker, dus het bereik is onbekend",
    "bereik_is_som_van_wijken": "het bereik van de gemeente is de som van de wijken; een kind kan dubbel tellen",
    "kinderwerkers_is_som_van_wijken": "wie in twee wijken werkt, telt in het totaal twee keer als kinderwerker",
    "bereik_zonder_alle_wijken": "van een of meer wijken is het bereik niet opgegeven; "
    "of hun kinderen in het totaal zitten, is niet bekend",
    "bereik_andere_leeftijd": "het bereik telt een andere leeftijd dan u kiest: het percentage klopt niet precies",
    "kleine_aantallen_verborgen": "kleine aantallen zijn verborgen, met andere erbij; terugrekenen kan niet precies",
    "aandeel_leeftijd_landelijk": "voor de leeftijd is het landelijke aandeel gebruikt",
    "aandeel_leeftijd_ander_jaar": "voor de leeftijd is het aandeel van een ander jaar gebruikt",
    "kinderen_uit_percentage": "het aantal kinderen is berekend uit een afgerond percentage: de marge is groter",
    "kinderen_per_wijk_geteld": "van een of meer wijken zijn de kinderen per leeftijd geteld en niet geschat; "
    "die aantallen hebben geen marge",
    "kinderen_is_som_van_wijken": "het aantal kinderen van de gemeente is de som van de afgeronde wijken",
    "gap_children_zonder_wijken_zonder_cijfer": "de som van de kinderen tot de norm telt alleen wijken met een cijfer",
    "gap_fte_zonder_wijken_zonder_cijfer": "de som van de fte tot de norm telt alleen wijken met een cijfer",
}

# For a column of a table: the same in a few words, only of one wijk. What a status in the row says is not repeated.
SHORT_FLAGS: dict[str, str] = {
    "te_weinig_kinderen": "minder dan 50 kinderen van 0 tot 15 jaar: geen percentage",
    "indicatief": "minder dan 100 kinderen van 0 tot 15 jaar: indicatie",
    "bereik_onderdrukt": "verborgen om een klein aantal te beschermen",
    "bereik_boven_100": "meer bereikt dan er wonen",
}
