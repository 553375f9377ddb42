"""What is said of the words around a bereik table: statements, columns that describe rows, periods, registers."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "cijfers_zijn_plan": Said(
        "een begroting, prognose of doel; dat is geen bereik dat er echt was",
        "aantallen die in het jaar bereikt zijn",
        "vraag de gerealiseerde cijfers",
    ),
    "zin_over_plan": Said(
        "een zin over een begroting, prognose of doel",
        "aantallen die in het jaar bereikt zijn",
        "kijk of de cijfers echt bereikt zijn",
    ),
    "cijfers_ander_werk": Said(
        "cijfers van ander werk ({werk:en})", "cijfers van kinderwerk", "vraag de tabel van het kinderwerk"
    ),
    "ook_ander_werk": Said(
        "het bestand noemt behalve kinderwerk ook ander werk ({werk:en})",
        "alleen kinderwerk",
        "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten",
    ),
    "kopje_ander_werk": Said(
        "een kopje van ander werk onder de tabel",
        "alleen kinderwerk",
        "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten",
    ),
    "opmerking_over_anderen": Said(
        "een opmerking over anderen dan kinderen",
        "alleen kinderwerk",
        "vraag of in de aantallen alleen kinderen van 4 tot en met 12 zitten",
    ),
    "titel_andere_maat": Said(
        "een titel die over iets anders gaat dan bereikte kinderen",
        "kinderen die bereikt zijn",
        "vraag het aantal unieke kinderen per wijk",
    ),
    "aantallen_in_tientallen": Said(
        "aantallen in tientallen, honderdtallen of duizendtallen",
        "hele aantallen",
        "vraag de tabel met de aantallen zelf",
    ),
    "titel_deel_van_kinderen": Said(
        "een titel die over een deel van de kinderen of wijken gaat",
        "alle kinderen en wijken",
        "vraag of alle kinderen van 4 tot en met 12 jaar meetellen",
    ),
    "opmerking_over_wijk": Said(
        "een opmerking over deze wijk",
        "cijfers van de hele wijk en van niets anders",
        "lees de opmerking, en vraag na of de cijfers van deze wijk kloppen",
    ),
    "cijfers_afgerond": Said("afgeronde cijfers", "aantallen zoals geteld", "vraag de aantallen zonder afronding"),
    "getal_voor_klein_aantal": Said(
        "een opmerking dat kleine aantallen hier als een ander getal staan; gelezen als een aantal dat de organisatie "
        "niet laat zien",
        "'<5' voor een klein aantal",
        "controleer of dit zo bedoeld is",
    ),
    "cijfers_voorlopig": Said(
        "voorlopige of onvolledige cijfers", "vastgestelde cijfers", "vraag of de cijfers nog veranderen"
    ),
    "peildatum_halverwege": Said(
        "een peildatum midden in het jaar",
        "cijfers van het hele jaar",
        "kijk of de cijfers over het hele jaar gaan",
    ),
    "opmerking_deel_van_jaar": Said(
        "een opmerking dat de cijfers over een deel van het jaar gaan",
        "cijfers van het hele jaar",
        "vraag de cijfers van het hele jaar",
    ),
    "opmerking_noemt_deel_van_jaar": Said(
        "een opmerking over een deel van het jaar",
        "cijfers van het hele jaar",
        "kijk of de cijfers over het hele jaar gaan",
    ),
    "opmerking_ander_jaar": Said(
        "een opmerking over cijfers van {genoemd:en}",
        "cijfers van {jaren:en}",
        "vraag van welk jaar de cijfers zijn",
    ),
    "schooljaar_genoemd": Said(
        "een titel of opmerking over een schooljaar of seizoen",
        "cijfers van een kalenderjaar",
        "vraag of de cijfers van 1 januari tot en met 31 december zijn",
    ),
    "jaar_ontbreekt": Said(
        "geen jaar",
        "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "jaar_ontbreekt_naast_datum": Said(
        "geen jaar; wel een datum ({dagen}), en die zegt niet van welk jaar de cijfers zijn",
        "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "peildatum_buiten_jaar": Said(
        "geen jaar dat zeker is: een peildatum ({dagen}) die niet in het jaar {jaar} ligt",
        "een peildatum in het jaar van de cijfers",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "jaar_van_een_datum": Said(
        "het jaar komt van een datum ({dagen})",
        "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "jaar_van_een_regel": Said(
        "geen jaar dat zeker is: {jaren:of} komt van een regel die niet zegt dat het van de cijfers is",
        "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "blad_niet_gebruikt": Said(
        "dit blad is niet gebruikt",
        "een blad met cijfers van kinderwerk in het hele jaar",
        "kijk of de andere bladen alles bevatten",
    ),
    "kolom_schooljaar": Said(
        "cijfers van een schooljaar", "cijfers van een kalenderjaar", "vraag de cijfers van een kalenderjaar"
    ),
    "gemeenten_zonder_codes": Said(
        "wijken van {aantal} gemeenten, zonder wijkcodes",
        "wijken van een gemeente, of wijkcodes",
        "vraag een tabel met wijkcodes",
    ),
    "alle_rijen_ander_werk": Said(
        "alle rijen zijn van ander werk dan kinderwerk", "rijen van kinderwerk", "vraag de cijfers van kinderwerk"
    ),
    "alle_rijen_andere_leeftijd": Said(
        "een kolom met leeftijden, en geen rij is van precies 4 tot en met 12 jaar (of 4 tot 12)",
        "een rij per wijk, van kinderen van 4 tot en met 12 jaar samen",
        "vraag het aantal unieke kinderen van 4 tot en met 12 jaar per wijk",
    ),
    "rijen_ander_werk": Said(
        "{rows:rij}: ander werk dan kinderwerk",
        "alleen kinderwerk, van 4 tot en met 12 jaar",
        "deze rijen zijn niet gebruikt, en een totaalrij ook niet; controleer of dat klopt",
    ),
    "rijen_andere_leeftijd": Said(
        "{rows:rij}: een andere leeftijd dan 4 tot en met 12 jaar",
        "alleen kinderwerk, van 4 tot en met 12 jaar",
        "deze rijen zijn niet gebruikt, en een totaalrij ook niet; controleer of dat klopt",
    ),
    "alleen_deel_van_jaar": Said(
        "cijfers van een deel van het jaar ({delen}); dit kan het dashboard nog niet lezen als bereik in een jaar, "
        "want unieke kinderen van kwartalen of maanden mag u niet optellen: een kind dat in elk kwartaal komt, zou "
        "vier keer tellen",
        "het aantal unieke kinderen per wijk in het hele jaar",
        "vraag de organisatie om een tabel over het hele jaar",
    ),
    "jaar_is_som_van_delen": Said(
        "het aantal unieke kinderen van het jaar is de som van de delen van het jaar; een kind dat in elk deel komt, "
        "telt dan steeds opnieuw. Het bereik in het jaar blijft onbekend",
        "een aantal waarin elk kind een keer telt",
        "vraag de organisatie om het aantal unieke kinderen in het hele jaar",
    ),
    "delen_naast_het_jaar": Said(
        "ook cijfers van delen van het jaar ({delen}); die zijn niet gebruikt",
        "cijfers van het hele jaar",
        "u hoeft niets te doen; het dashboard gebruikt de cijfers van het hele jaar",
    ),
    "enkele_delen_naast_het_jaar": Said(
        "ook cijfers van delen van het jaar ({delen}), maar niet van alle delen; die zijn niet gebruikt",
        "cijfers van het hele jaar",
        "controleer of de andere cijfers over het hele jaar gaan, en niet alleen over deze delen",
    ),
    "delen_cumulatief": Said(
        "cijfers van delen van het jaar ({delen}) die steeds vanaf 1 januari tellen; het jaar is het laatste deel",
        "cijfers van het hele jaar",
        "controleer of het laatste deel het hele jaar is",
    ),
    "delen_lijken_cumulatief": Said(
        "cijfers van delen van het jaar ({delen}) die in elke wijk steeds hoger zijn ({cijfers}): misschien tellen zij "
        "steeds vanaf 1 januari. Zij zijn niet opgeteld, en het jaar blijft onbekend",
        "cijfers van het hele jaar, of van losse delen",
        "vraag na hoe is geteld; zet 'cumulatief' boven de tabel als zij steeds vanaf 1 januari tellen",
    ),
    "jaar_van_delen": Said(
        "het jaar is gemaakt van delen ({delen}); {regels:;}",
        "cijfers van het hele jaar",
        "controleer of deze cijfers over losse delen gaan, en niet steeds vanaf 1 januari tellen",
    ),
    "jaar_van_delen_zonder_cijfers": Said(
        "het jaar is gemaakt van delen ({delen})",
        "cijfers van het hele jaar",
        "controleer of deze cijfers over losse delen gaan, en niet steeds vanaf 1 januari tellen",
    ),
    "kinderen_van_delen_niet_opgeteld": Said(
        "unieke kinderen van delen van het jaar mag u niet optellen; hoeveel kinderen er in het hele jaar waren, is "
        "onbekend",
        "het aantal unieke kinderen per wijk in het hele jaar",
        "vraag de organisatie om dit aantal; het bereik blijft tot dan onbekend",
    ),
    "kinderen_minstens": Said(
        "het aantal unieke kinderen in het jaar is zeker niet minder dan in het hoogste deel ({wijken:10})",
        "het aantal unieke kinderen per wijk in het hele jaar",
        "vraag de organisatie om dit aantal",
    ),
    "verborgen_rijen_gelezen": Said(
        "verborgen rijen; die zijn wel gelezen",
        "alle rijen zichtbaar",
        "controleer of deze rijen mee moeten tellen; verwijder ze anders",
    ),
    "register_kolom_dubbel": Said(
        "kolom {kolommen:kolom}: allebei voor {wat}",
        "een kolom voor elk gegeven",
        "kies welke kolom telt, of laat een van deze kolommen staan",
    ),
    "register_zonder_kinderwerk": Said(
        "een register van activiteiten zonder activiteit voor kinderen van 4 tot en met 12",
        "activiteiten met werksoort kinderwerk en een leeftijd",
        "kijk of de kolommen goed zijn gelezen, of vraag een ander bestand",
    ),
    "register_zonder_kinderwerk_weg": Said(
        "een register van activiteiten zonder activiteit voor kinderen van 4 tot en met 12 (niet meegeteld: {weg:;})",
        "activiteiten met werksoort kinderwerk en een leeftijd",
        "kijk of de kolommen goed zijn gelezen, of vraag een ander bestand",
    ),
    "register_geteld": Said(
        "een rij per activiteit: {aantal} {aantal:activiteit|activiteiten} van kinderwerk meegeteld",
        "het aantal unieke kinderen per wijk in het hele jaar",
        "deelnames zijn geen kinderen: wie tien keer komt, telt tien keer; vraag het aantal unieke kinderen, tot dan "
        "blijft het bereik onbekend",
    ),
    "register_geteld_deels": Said(
        "een rij per activiteit: {aantal} {aantal:activiteit|activiteiten} van kinderwerk meegeteld; niet meegeteld: "
        "{weg:;}",
        "het aantal unieke kinderen per wijk in het hele jaar",
        "deelnames zijn geen kinderen: wie tien keer komt, telt tien keer; vraag het aantal unieke kinderen, tot dan "
        "blijft het bereik onbekend",
    ),
    "activiteiten_buiten_leeftijd": Said(
        "{aantal} {aantal:activiteit|activiteiten} ook voor kinderen jonger dan 4 of ouder dan 12",
        "een compleet register",
        "vraag na of deze activiteiten mee moeten tellen",
    ),
    "activiteiten_zonder_leeftijd": Said(
        "{aantal} {aantal:activiteit|activiteiten} zonder leeftijd",
        "een compleet register",
        "vraag na of deze activiteiten mee moeten tellen",
    ),
    "activiteiten_zonder_getal": Said(
        "{aantal} {aantal:activiteit|activiteiten} zonder getal voor {wat}",
        "een compleet register",
        "vul de getallen aan; van de wijken van deze activiteiten blijft dit totaal onbekend",
    ),
    "register_zonder_jaar": Said(
        "geen jaar",
        "het jaar van de activiteiten, in een kolom 'datum' of boven de tabel",
        "geef het jaar op, of zet 'jaar' in bronnen.toml",
    ),
    "register_deel_van_jaar": Said(
        "activiteiten van maand {eerste} tot en met maand {laatste} van {jaar}",
        "activiteiten van het hele jaar",
        "vraag na of dit het hele jaar is; anders zijn de aantallen te laag",
    ),
    "register_zonder_wijk": Said(
        "een rij per activiteit, zonder kolom voor de wijk; deelnames zijn geen kinderen",
        "een kolom 'wijk' of 'verzorgingsgebied', of een tabel met een rij per wijk",
        "vraag het register met de wijk erbij, en het aantal unieke kinderen per wijk in het hele jaar",
    ),
    "geen_naam_organisatie": Said(
        "geen naam van de organisatie", "een regel 'Organisatie: …' boven de tabel", "zet 'organisatie' in bronnen.toml"
    ),
    "wijk_dubbel_in_tabel": Said(
        "dezelfde wijk meer dan een keer ({wijken:5})",
        "een rij per wijk",
        "vraag een tabel met een rij per wijk; unieke kinderen van twee rijen mag u niet optellen",
    ),
    "fte_zonder_kinderwerkers": Said(
        "geen kinderwerkers, maar wel fte", "minstens een kinderwerker waar fte is", "vraag na of dit klopt"
    ),
    "kinderen_zonder_fte": Said(
        "geen fte, maar wel bereikte kinderen", "fte waar kinderen bereikt zijn", "vraag na of dit klopt"
    ),
    "minder_bezoeken_dan_kinderen": Said(
        "minder bezoeken dan bereikte kinderen", "minstens een bezoek voor elk bereikt kind", "vraag na of dit klopt"
    ),
    "meer_fte_dan_kinderwerkers": Said(
        "meer fte dan kinderwerkers",
        "hoogstens 1 fte voor elke kinderwerker; misschien zijn dit uren",
        "vraag na of dit klopt",
    ),
    "veel_fte_in_wijk": Said(
        "meer dan {meest} fte in een wijk", "fte, en geen uren: 36 uur per week is 1 fte", "vraag na of dit klopt"
    ),
    "kinderwerkers_gebroken": Said(
        "een gebroken aantal kinderwerkers",
        "een heel aantal mensen; fte hoort in een eigen kolom",
        "vraag na of dit klopt",
    ),
}
