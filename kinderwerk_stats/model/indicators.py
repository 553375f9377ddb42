"""Every figure the dashboard shows: one record each, read by pages, axes, exports and the explanation page."""

from dataclasses import dataclass
from typing import Literal

Group = Literal["kinderen", "gezin", "bestaanszekerheid", "wonen", "voorzieningen", "kinderwerk", "dekking",
                "behoefte"]  # fmt: skip
Unit = Literal["kinderen", "inwoners", "huishoudens", "personen", "jongeren", "%", "euro", "km", "fte",
               "kinderwerkers", "bezoeken", "locaties", "scholen", "opvanglocaties", "signalen", "uren",
               "vrijwilligers", "activiteiten", "kinderen per fte", "personen per huishouden", "adressen per km2",
               "score", "klasse 1-5", "per 100 inwoners", "plaats", "keer"]  # fmt: skip

# Says what the figure is too: its label needs no unit behind it.
PER_FTE: Unit = "kinderen per fte"
KWB = "CBS, Kerncijfers wijken en buurten"
NABIJHEID = "CBS, Nabijheid voorzieningen"
SES_WOA = "CBS, SES-WOA"
AGES = "CBS, Bevolking op 1 januari naar leeftijd (03759ned)"
BEREIK = "Opgave van de organisatie voor kinderwerk"
OWN = "Eigen berekening"
OWN_INDICATOR = "Opgave van de gemeente"

JAN_1 = "1 januari van het jaar"
DEC_31 = "31 december van het jaar"
WHOLE_YEAR = "het hele jaar"
JAN_1_LAST = "1 januari van het jaar, waarde van een jaar eerder"


@dataclass(frozen=True)
class Indicator:
    """One figure: what it is called, what it means, its unit and where it comes from.

    `decimals` is for display; a unit "%" is a share 0-1 in the frames and shown x 100.
    `unit` is what stands behind the number or on the axis. `formula` (derived figures only) holds the symbols
    of METHOD; `definition` says it in words. `caveat` is what may not be concluded or must be known.
    `breaks` maps the first year of a new series to the reason: no line is drawn across it.
    """

    name: str
    label: str
    definition: str
    unit: Unit
    decimals: int
    source: str
    peildatum: str
    group: Group
    formula: str = ""
    caveat: str = ""
    breaks: tuple[tuple[int, str], ...] = ()


_ALL = (
    # --- children and families (CBS) -------------------------------------------------------------
    Indicator("population_count", "Inwoners", "Alle inwoners van de wijk.", "inwoners", 0, KWB, JAN_1, "kinderen",
              caveat="CBS rondt wijken willekeurig af op 5."),
    Indicator("children_0_14_count", "Kinderen van 0 tot 15 jaar", "Inwoners die nog geen 15 jaar zijn.",
              "kinderen", 0, KWB, JAN_1, "kinderen", caveat="CBS rondt wijken willekeurig af op 5."),
    Indicator("children_0_14_share", "Aandeel kinderen van 0 tot 15 jaar",
              "Inwoners die nog geen 15 jaar zijn, als deel van alle inwoners.", "%", 0, KWB, JAN_1, "kinderen"),
    Indicator("population_65_plus_count", "Inwoners van 65 jaar of ouder", "Inwoners van 65 jaar of ouder.", "inwoners",
              0, KWB, JAN_1, "kinderen", caveat="CBS rondt wijken willekeurig af op 5."),
    Indicator("households_count", "Huishoudens", "Alle particuliere huishoudens.", "huishoudens", 0, KWB, JAN_1,
              "gezin"),
    Indicator("households_with_children_count", "Huishoudens met kinderen",
              "Huishoudens met minstens een thuiswonend kind.", "huishoudens", 0, KWB, JAN_1, "gezin",
              caveat="Telt kinderen van elke leeftijd, ook volwassen kinderen die thuis wonen."),
    Indicator("household_size", "Mensen per huishouden", "Gemiddeld aantal personen in een huishouden.",
              "personen per huishouden", 1, KWB, JAN_1, "gezin"),
    Indicator("jeugdzorg_count", "Aantal jongeren met jeugdzorg",
              "Jongeren tot 23 jaar met jeugdzorg in natura, op het adres van de ouder met gezag.", "jongeren", 0,
              KWB, WHOLE_YEAR, "gezin",
              caveat="CBS maakt 0 tot en met 7 jongeren geheim. Zonder persoonsgebonden budget."),
    Indicator("jeugdzorg_share", "Deel van de jongeren met jeugdzorg",
              "Jongeren tot 23 jaar met jeugdzorg in natura, als deel van alle jongeren tot 23 jaar.", "%", 1, KWB,
              WHOLE_YEAR, "gezin",
              caveat="Weinig jeugdzorg kan ook betekenen dat kinderen hulp missen. Zonder persoonsgebonden budget."),
    # --- making ends meet (CBS) --------------------------------------------------------------------
    Indicator("income_per_person_eur", "Inkomen per inwoner", "Gemiddeld persoonlijk inkomen per inwoner.", "euro", 0,
              KWB, WHOLE_YEAR, "bestaanszekerheid", caveat="CBS geeft dit alleen bij 2.500 inwoners of meer."),
    Indicator("low_income_household_share", "Huishoudens met een laag inkomen",
              "Huishoudens met een inkomen onder de lage-inkomensgrens van CBS.", "%", 1, KWB, WHOLE_YEAR,
              "bestaanszekerheid", caveat="Tot en met 2023; daarna meet CBS armoede op een andere manier."),
    Indicator("social_minimum_household_share", "Huishoudens rond het sociaal minimum",
              "Huishoudens met een inkomen onder of rond het sociaal minimum.", "%", 1, KWB, WHOLE_YEAR,
              "bestaanszekerheid", caveat="Tot en met 2023; daarna meet CBS armoede op een andere manier."),
    Indicator("social_minimum_110_household_share", "Huishoudens tot 110 % van het sociaal minimum",
              "Huishoudens met een inkomen tot 110 procent van het sociaal minimum.", "%", 1, KWB, WHOLE_YEAR,
              "bestaanszekerheid", caveat="Tot en met 2023."),
    Indicator("social_minimum_120_household_share", "Huishoudens tot 120 % van het sociaal minimum",
              "Huishoudens met een inkomen tot 120 procent van het sociaal minimum.", "%", 1, KWB, WHOLE_YEAR,
              "bestaanszekerheid", caveat="Tot en met 2023."),
    Indicator("poverty_person_share", "Mensen in armoede",
              "Inwoners in een huishouden onder de armoedegrens.", "%", 1, KWB, WHOLE_YEAR, "bestaanszekerheid",
              caveat="Nieuwe definitie vanaf 2024; niet te vergelijken met 'laag inkomen'."),
    Indicator("near_poverty_person_share", "Mensen tot 25 % boven de armoedegrens",
              "Inwoners in een huishouden tot 25 procent boven de armoedegrens.", "%", 1, KWB, WHOLE_YEAR,
              "bestaanszekerheid", caveat="Nieuwe definitie vanaf 2024."),
    Indicator("bijstand_count", "Mensen met bijstand", "Inwoners met een bijstandsuitkering.", "personen", 0, KWB,
              "december van het jaar", "bestaanszekerheid", caveat="CBS rondt af op 10."),
    Indicator("bijstand_share", "Bijstand van alle inwoners",
              "Inwoners met een bijstandsuitkering, als deel van alle inwoners.", "%", 1, OWN,
              "december van het jaar", "bestaanszekerheid", formula="personen met bijstand / inwoners",
              caveat="CBS rondt de personen af op 10. Kinderen tellen mee bij alle inwoners."),
    Indicator("ses_woa_score", "SES-WOA-score",
              "Welvaart, opleiding en recent arbeidsverleden van huishoudens samen; Nederland was 0 in 2019.", "score",
              2, SES_WOA, JAN_1, "bestaanszekerheid"),
    # --- homes and places (CBS) --------------------------------------------------------------------
    Indicator("education_low_count", "Mensen met een lage opleiding",
              "Inwoners van 15 tot 75 jaar met basisonderwijs, vmbo, mbo-1 of de eerste jaren van havo of vwo.",
              "personen", 0, KWB, WHOLE_YEAR, "bestaanszekerheid", breaks=((2022, "nieuwe indeling van opleidingen"),)),
    Indicator("education_middle_count", "Mensen met een middelbare opleiding",
              "Inwoners van 15 tot 75 jaar met havo, vwo of mbo-2, -3 of -4.", "personen", 0, KWB, WHOLE_YEAR,
              "bestaanszekerheid", breaks=((2022, "nieuwe indeling van opleidingen"),)),
    Indicator("education_high_count", "Mensen met een hoge opleiding", "Inwoners van 15 tot 75 jaar met hbo of wo.",
              "personen", 0, KWB, WHOLE_YEAR, "bestaanszekerheid",
              breaks=((2022, "nieuwe indeling van opleidingen"),)),
    Indicator("education_low_share", "Lage opleiding",
              "Mensen met een lage opleiding, als deel van alle inwoners van 15 tot 75 jaar van wie CBS de opleiding "
              "geeft.", "%", 0, OWN, WHOLE_YEAR, "bestaanszekerheid", formula="laag / (laag + middelbaar + hoog)",
              breaks=((2022, "nieuwe indeling van opleidingen"),)),
    Indicator("woz_eur", "Woningwaarde (WOZ)", "Gemiddelde WOZ-waarde van een woning.", "euro", 0, KWB, JAN_1_LAST,
              "wonen"),
    Indicator("rented_home_share", "Huurwoningen", "Huurwoningen als deel van alle woningen.", "%", 0, KWB, JAN_1,
              "wonen"),
    Indicator("owner_occupied_home_share", "Koopwoningen", "Koopwoningen als deel van alle woningen.", "%", 0, KWB,
              JAN_1, "wonen"),
    Indicator("housing_corporation_share", "Woningen van een corporatie",
              "Huurwoningen van een woningcorporatie als deel van alle woningen.", "%", 0, KWB, JAN_1, "wonen"),
    Indicator("address_density", "Adressen in de omgeving",
              "Gemiddeld aantal adressen per vierkante kilometer binnen een straal van 1 kilometer.",
              "adressen per km2", 0, KWB, JAN_1, "wonen"),
    Indicator("urbanity_class", "Stedelijkheid", "1 is zeer sterk stedelijk, 5 is niet stedelijk.", "klasse 1-5", 0,
              KWB, JAN_1, "wonen"),
    Indicator("school_distance_km", "Afstand tot een basisschool",
              "Gemiddelde afstand over de weg van alle inwoners tot de dichtste basisschool.", "km", 1, KWB, WHOLE_YEAR,
              "voorzieningen"),
    Indicator("schools_within_3_km_count", "Basisscholen binnen 3 km",
              "Gemiddeld aantal basisscholen binnen 3 kilometer over de weg.", "scholen", 1, KWB, WHOLE_YEAR,
              "voorzieningen"),
    Indicator("daycare_distance_km", "Afstand tot een kinderdagverblijf",
              "Gemiddelde afstand over de weg van alle inwoners tot het dichtste kinderdagverblijf.", "km", 1, KWB,
              WHOLE_YEAR, "voorzieningen"),
    Indicator("bso_distance_km", "Afstand tot buitenschoolse opvang",
              "Gemiddelde afstand over de weg van alle inwoners tot de dichtste buitenschoolse opvang.", "km", 1,
              NABIJHEID, WHOLE_YEAR, "voorzieningen"),
    Indicator("bso_within_1_km_count", "Buitenschoolse opvang binnen 1 km",
              "Gemiddeld aantal locaties voor buitenschoolse opvang binnen 1 kilometer over de weg.", "opvanglocaties",
              1, NABIJHEID, WHOLE_YEAR, "voorzieningen"),
    # --- kinderwerk (the organisation's own count) -------------------------------------------------
    Indicator("reached_count", "Bereikte kinderen",
              "Kinderen die minstens een keer meededen aan kinderwerk. Elk kind telt een keer.", "kinderen", 0, BEREIK,
              WHOLE_YEAR, "kinderwerk", caveat="Bereikt is niet hetzelfde als geholpen."),
    Indicator("visits_count", "Bezoeken", "Alle keren dat een kind meedeed.", "bezoeken", 0, BEREIK, WHOLE_YEAR,
              "kinderwerk", caveat="Een kind dat tien keer komt, telt tien keer."),
    Indicator("kinderwerker_fte", "Fte kinderwerk",
              "Betaalde uren van kinderwerkers voor deze wijk, omgerekend naar volle banen. 1 fte is 36 uur per week.",
              "fte", 1, BEREIK, WHOLE_YEAR, "kinderwerk"),
    Indicator("kinderwerkers_count", "Kinderwerkers", "Mensen die in deze wijk als kinderwerker werken.",
              "kinderwerkers", 0, BEREIK, DEC_31, "kinderwerk",
              caveat="Wie in twee wijken werkt, kan twee keer geteld zijn."),
    Indicator("locations_count", "Locaties", "Plekken waar kinderwerk is.", "locaties", 0, BEREIK, DEC_31,
              "kinderwerk"),
    Indicator("signals_count", "Signalen", "Zorgen over een kind die het kinderwerk heeft doorgegeven.", "signalen", 0,
              BEREIK, WHOLE_YEAR, "kinderwerk", caveat="Minder signalen is niet beter of slechter."),
    Indicator("work_hours", "Uren kinderwerk", "Uren die kinderwerkers werkten voor deze wijk.", "uren", 0, BEREIK,
              WHOLE_YEAR, "kinderwerk"),
    Indicator("activities_count", "Activiteiten", "Keren dat er een activiteit voor kinderen was.", "activiteiten", 0,
              BEREIK, WHOLE_YEAR, "kinderwerk",
              caveat="Een rij in het register van de organisatie telt als een activiteit."),
    Indicator("activity_hours", "Uren activiteiten", "Uren dat activiteiten voor kinderen duurden, samen.",
              "uren", 0, BEREIK, WHOLE_YEAR, "kinderwerk",
              caveat="Dit zijn niet de uren die kinderwerkers werkten: aan een activiteit kunnen er meer werken."),
    Indicator("volunteers_count", "Vrijwilligers", "Vrijwilligers die meehelpen.", "vrijwilligers", 0, BEREIK, DEC_31,
              "kinderwerk"),
    # --- coverage (our own computation) ------------------------------------------------------------
    Indicator("children_count", "Kinderen",
              "Kinderen van de leeftijd die u kiest: kinderen van 0 tot 15 jaar, keer het deel met deze leeftijd.",
              "kinderen", 0, OWN, JAN_1, "dekking", formula="n = n(0-14) × s",
              caveat="Een schatting: CBS geeft per wijk alleen kinderen van 0 tot 15 jaar."),
    Indicator("reach_share", "Bereik", "Bereikte kinderen als deel van de kinderen die er wonen.", "%", 0, OWN,
              WHOLE_YEAR, "dekking", formula="r = u / n",
              caveat="Boven 100 % kan: bijvoorbeeld als kinderen uit een andere wijk meetellen."),
    Indicator("children_per_fte", "Kinderen per fte", "Kinderen in de wijk, gedeeld door de fte kinderwerk.",
              PER_FTE, 0, OWN, WHOLE_YEAR, "dekking", formula="n / x",
              caveat="Zonder fte is er geen getal: dan staat er 'geen kinderwerker'."),
    Indicator("gap_children_count", "Nog te bereiken tot de norm",
              "Zo veel kinderen meer moet het kinderwerk bereiken om op het gevraagde bereik te komen.", "kinderen", 0,
              OWN, WHOLE_YEAR, "dekking", formula="g = max(0; ρ × n − u)",
              caveat="Wat een wijk boven de norm zit, gaat niet af van wat een andere wijk tekortkomt."),
    Indicator("gap_fte", "Fte erbij tot de norm",
              "Zo veel fte is er minder dan bij het gevraagde aantal kinderen per fte. Zonder norm: dan bij het "
              "gemiddelde.", "fte", 1, OWN, WHOLE_YEAR, "dekking", formula="f = max(0; n / ν − x)",
              caveat="Er is geen Nederlandse norm voor kinderen per fte. U kiest hem zelf. Wat een wijk minder heeft "
              "dan het gemiddelde, hebben andere wijken meer: dat is erbij of verschuiven."),
    # --- need (our own computation; OECD/JRC, Handbook on Constructing Composite Indicators, 2008) ----
    Indicator("bijstand_per_100", "Bijstand per 100 inwoners van 15 tot 65 jaar",
              "Inwoners met een bijstandsuitkering, per 100 inwoners van 15 tot 65 jaar. Staan inwoners van 65 jaar of "
              "ouder niet in het bestand, dan per 100 inwoners van 15 jaar of ouder.", "per 100 inwoners", 1, OWN,
              "december van het jaar", "behoefte", formula="100 × bijstand / (inwoners − 0-15 jaar − 65+)",
              caveat="CBS rondt bijstand af op 10: in een kleine wijk is dit cijfer grof."),
    Indicator("own_indicator", "Eigen cijfer van de gemeente", "Een cijfer per wijk dat de gemeente zelf toevoegt.",
              "score", 2, OWN_INDICATOR, WHOLE_YEAR, "behoefte",
              caveat="Vergeleken met de andere wijken van de gemeente, niet met heel Nederland."),
    Indicator("need_index", "Behoefte-index",
              "Het gemiddelde van drie domeinen: bestaanszekerheid, gezin en opgroeien, draagkracht van de buurt. Elk "
              "domein is het gemiddelde van zijn cijfers, op een schaal die ze vergelijkbaar maakt.", "score", 2, OWN,
              WHOLE_YEAR, "behoefte", formula="I = Σ(w × D) / Σ(w), D = Σ(v × z) / Σ(v)",
              caveat="Zegt iets over een wijk en niets over een gezin. De weging is een keuze. Landelijk: 0 tot 1, de "
              "plaats tussen alle wijken. Binnen de gemeente: 0 is het gemiddelde."),
    Indicator("need_domain", "Domein van de behoefte-index", "Het gewogen gemiddelde van de cijfers van een domein.",
              "score", 2, OWN, WHOLE_YEAR, "behoefte", formula="D = Σ(v × z) / Σ(v)",
              caveat="Ontbreekt een cijfer, dan telt het gemiddelde van de rest, als die minstens de helft weegt."),
    Indicator("need_percentile", "Plaats op de schaal van behoefte",
              "Deel van de wijken met minder behoefte: van alle Nederlandse wijken, of anders van de wijken van de "
              "gemeente.", "%", 0, OWN, WHOLE_YEAR, "behoefte", formula="p = (rang − 1) / (aantal − 1)"),
    Indicator("need_weight", "Gewicht van een kind",
              "Hoe zwaar een kind in deze wijk telt. Gemiddeld over alle kinderen is het 1.", "keer", 2, OWN,
              WHOLE_YEAR, "behoefte", formula="q = R^p / (Σ(n × R^p) / Σ(n))",
              caveat="R kiest u zelf: hoeveel keer een kind in de wijk met de meeste behoefte telt."),
    Indicator("need_rank", "Plaats binnen de gemeente", "1 is de wijk met de meeste behoefte.", "plaats", 0, OWN,
              WHOLE_YEAR, "behoefte", formula="1 + het aantal wijken met een hogere index",
              caveat="Alleen met de marge erbij: waar 90 % van 2.000 berekeningen valt."),
    Indicator("need_p_top20", "Kans op de hoogste 20 %",
              "Deel van 2.000 berekeningen waarin de wijk bij de 20 % met de meeste behoefte hoort. Per berekening "
              "verschillen schaal, weging, soort gemiddelde en een weggelaten cijfer.", "%", 0, OWN, WHOLE_YEAR,
              "behoefte", formula="aantal keer plaats ≤ 20 % / 2.000",
              caveat="Zegt hoe vast de plaats ligt, niet hoe groot de behoefte is."),
    Indicator("weighted_children_per_fte", "Kinderen per fte, naar behoefte",
              "Kinderen keer het gewicht van een kind, gedeeld door de fte kinderwerk.", PER_FTE, 0, OWN,
              WHOLE_YEAR, "behoefte", formula="n × q / x"),
    Indicator("weighted_gap_children_count", "Nog te bereiken tot de norm, naar behoefte",
              "Kinderen die nog te bereiken zijn tot de norm, keer het gewicht van een kind.", "kinderen", 0, OWN,
              WHOLE_YEAR, "behoefte", formula="g × q"),
    Indicator("weighted_gap_fte", "Fte erbij tot de norm, naar behoefte",
              "Zo veel fte is er minder als een kind in een wijk met meer behoefte zwaarder telt.", "fte", 1, OWN,
              WHOLE_YEAR, "behoefte", formula="f = max(0; n × q / ν − x)"),
)  # fmt: skip

INDICATORS: dict[str, Indicator] = {indicator.name: indicator for indicator in _ALL}

BEREIK_INDICATORS: tuple[str, ...] = tuple(i.name for i in _ALL if i.group == "kinderwerk")
CBS_INDICATORS: tuple[str, ...] = tuple(i.name for i in _ALL if i.source in (KWB, NABIJHEID, SES_WOA))
