"""What is said of the columns of a bereik file."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "kop_zegt_bezoeken": Said(
        "kolom {kolom} gelezen als bezoeken; de kop zegt dat het geen unieke kinderen zijn",
        "een kolom 'unieke kinderen' voor het bereik",
        "vraag het aantal unieke kinderen per wijk als dat er niet bij staat",
    ),
    "kop_zegt_niet_uniek": Said(
        "kolom {kolom} gelezen als unieke kinderen; de kop zegt niet dat elk kind een keer telt",
        "een kop zoals 'unieke kinderen'",
        "vraag na of dit unieke kinderen zijn en geen deelnames of inschrijvingen",
    ),
    "kolom_cumulatief": Said(
        "kolom {kolom} telt door ('cumulatief')",
        "de kinderen van een jaar",
        "vraag na of er vanaf 1 januari geteld is, en elk kind een keer",
    ),
    "kolom_zegt_hetzelfde": Said(
        "kolom {kolom} gelezen als {van}; kolom {ander} gaat daar ook over",
        "een kolom voor elk gegeven",
        "kijk welke kolom telt, en kies die",
    ),
    "kinderen_zijn_som_van_kolommen": Said(
        "kolom {kolom} is in elke rij de som van {delen:en}; een kind dat bij twee meedoet, telt dan dubbel",
        "een aantal waarin elk kind een keer telt",
        "vraag na of elk kind een keer telt",
    ),
    "kolommen_niet_gelezen": Said(
        "kolommen die het dashboard niet leest: {kolommen}",
        "bekende kolommen",
        "geef een kolom een bekende naam als hij mee moet tellen, zoals 'fte'",
    ),
    "kolommen_zonder_jaar": Said(
        "kolommen zonder jaar, naast kolommen met een jaar: {kolommen}; die zijn niet gebruikt",
        "een jaar in de kop van elke kolom",
        "zet het jaar in de kop",
    ),
    "jaren_niet_boven_kolommen": Said(
        "niet te zien is welk jaar bij welke kolom hoort: boven {kolommen} staat geen jaar, en bij hetzelfde gegeven "
        "verderop wel",
        "elk jaar boven de eerste kolom waar het bij hoort",
        "zet in de kop van elke kolom het jaar, zoals 'unieke kinderen 2024'",
    ),
    "kolom_van_andere_leeftijd": Said(
        "kolom {kolom}: geen kinderen van 4 tot en met 12 jaar",
        "een kolom met de kinderen van het kinderwerk, van 4 tot en met 12 jaar",
        "vraag het aantal van deze leeftijd, of kies deze kolom als het toch de bereikte kinderen zijn",
    ),
    "fte_van_andere_uren": Said(
        "een fte van {uren} uur per week",
        "een fte van 36 uur, zoals in de cao sociaal werk",
        "reken de fte om, of vergelijk deze fte niet met die van een andere organisatie",
    ),
    "indeling_van_ander_jaar": Said(
        "wijken volgens de indeling van {jaren:en}",
        "de wijken van het jaar van de cijfers",
        "kijk of de wijken van toen dezelfde zijn: een wijk met dezelfde naam kan andere grenzen hebben",
    ),
    "rijen_zonder_periode": Said(
        "{rijen:rij}: cijfers zonder kwartaal of andere periode; niet gebruikt",
        "een periode in elke rij",
        "vul de periode in, als dit geen totaalrij is",
    ),
    "kolommen_met_delen": Said(
        "kolom {kolommen}: onder een kop over {van}, en niet te zien is welke kolom het hele aantal heeft",
        "een kolom met {van} van al het kinderwerk in de wijk",
        "kies welke kolom '{gegeven}' is en zet de andere op 'Niet lezen', of vraag het totaal per wijk; delen telt "
        "het dashboard niet zelf op",
    ),
    "kolom_zonder_eigen_kop": Said(
        "kolom {naast} en kolom {kolom}, die geen eigen kop heeft: niet te zien is welke van de twee telt",
        "een kop boven elke kolom met getallen",
        "kies wat in kolom {kolom} staat, of zet die op 'Niet lezen'",
    ),
    "kolommen_voor_hetzelfde": Said(
        "kolom {kolommen:en}: allebei voor {gegeven} ({koppen:en})",
        "een kolom voor elk gegeven",
        "kies welke kolom telt, of laat een van deze kolommen staan; aantallen kinderen mag u niet optellen",
    ),
    "kolom_met_inwoners": Said(
        "kolom {kolom}: dit lijken de kinderen die er wonen, niet de kinderen die bereikt zijn",
        "een kolom 'unieke kinderen' met de bereikte kinderen",
        "kies {keuze}bereikte kinderen, of kies kolom {anders} als dit toch de bereikte kinderen zijn",
    ),
}
