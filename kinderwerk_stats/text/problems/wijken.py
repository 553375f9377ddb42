"""What is said of names and codes of wijken in a file."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "totaal_zonder_alle_wijken": Said(
        "geen rij voor {wijken}, en wel een totaal",
        "een rij voor elke wijk, of een totaal waarvan bekend is welke wijken erin zitten",
        "het bereik van deze wijken is onbekend, niet nul; vraag na of hun kinderen in het totaal zitten",
    ),
    "wijken_zonder_rij": Said(
        "geen rij voor {wijken}",
        "een rij voor elke wijk",
        "het bereik van deze wijken is onbekend, niet nul; vul de rijen aan als u de aantallen heeft",
    ),
    "rijen_andere_gemeente": Said(
        "{rijen} {rijen:rij|rijen} van een andere gemeente ({gemeenten}); niet gebruikt",
        "wijken van {eigen}",
        "controleer of dit klopt; ook de totaalrij is niet gebruikt, want die gaat over alle gemeenten",
    ),
    "andere_gemeente_genoemd": Said(
        "het bestand noemt een andere gemeente ({genoemd})",
        "wijken van {gekozen}",
        "controleer of dit het goede bestand is",
    ),
    "andere_gemeente_zonder_codes": Said(
        "het bestand noemt een andere gemeente ({genoemd})",
        "wijken van {gekozen}",
        "controleer of dit het goede bestand is; zet er anders wijkcodes in",
    ),
    "namen_afgekapt": Said(
        "namen die afgekapt zijn: {namen}",
        "de hele naam van de wijk",
        "controleer of dit deze wijken zijn",
    ),
    "nummers_als_namen": Said(
        "nummers in plaats van namen; gelezen als de laatste twee cijfers van de wijkcode",
        "wijkcodes of namen",
        "controleer of dit de nummers van CBS zijn",
    ),
    "codes_andere_wijken": Said(
        "codes die geen wijk van deze gemeente zijn: {codes}",
        "wijkcodes van de gemeente{jaar}",
        "verbeter de codes, of kies de gemeente of het jaar waar ze bij horen",
    ),
    "code_en_naam_verschillen": Said(
        "een andere naam bij de code dan CBS geeft: {namen}",
        "dezelfde wijk in code en naam",
        "controleer de code; het dashboard gaat uit van de code",
    ),
    "namen_zonder_wijk": Said(
        "namen die niet bij precies een wijk horen: {namen}",
        "de naam van een wijk zoals CBS die schrijft, of een wijkcode",
        "zet in een kolom 'wijkcode' de codes van CBS, of verbeter deze namen",
    ),
    "gebieden_zijn_wijken": Said(
        "een kolom '{gebied}' met de namen van wijken van CBS; gelezen als die wijken",
        "een kolom 'wijk', met namen of codes van CBS",
        "controleer of deze gebieden dezelfde grenzen hebben als de wijken",
    ),
    "gebieden_zonder_wijk": Said(
        "namen die niet bij precies een wijk horen: {namen}",
        "de naam van een wijk zoals CBS die schrijft, of een wijkcode",
        "vraag de aantallen per wijk van CBS: een groter gebied kan het dashboard niet over wijken verdelen; kies zelf "
        "de wijk als het toch een wijk is",
    ),
    "op_naam_gevonden": Said(
        "{wijken} {wijken:wijk is|wijken zijn} op naam gevonden",
        "een kolom met wijkcodes",
        "controleer of de namen over de wijken van CBS gaan en niet over een eigen indeling",
    ),
    "ander_wijknummer": Said(
        "een ander wijknummer dan bij CBS: {namen}",
        "hetzelfde nummer als in de wijkcode",
        "controleer of dit dezelfde wijken zijn",
    ),
    "wijk_op_meer_rijen": Said(
        "dezelfde wijk meer dan een keer: {wijken}",
        "een rij per wijk",
        "voeg de rijen samen; unieke kinderen mag u daarbij niet optellen",
    ),
}
