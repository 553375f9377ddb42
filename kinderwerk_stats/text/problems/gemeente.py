"""What is said of the figures of a gemeente, and of its need."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

_LOOK_AGAIN = "vraag na of dit aantal klopt; zet het anders goed en lever het bestand opnieuw aan"

_ONE_OF_THEM = "kies een organisatie om haar eigen cijfers te zien"
_COUNTED_ALIKE = "bereik dat alle organisaties op dezelfde manier tellen"

CATALOGUE: Catalogue = {
    # --- several organisations ------------------------------------------------------------------------
    "organisaties_samen": Said(
        "het bereik van {organisaties:en} is niet op te tellen, want een kind kan bij meer dan een komen; samen is het "
        "minstens het meeste van een van hen, en hoogstens de som en de kinderen die er wonen; fte, uren en bezoeken "
        "zijn opgeteld, en wie bij twee van hen werkt, kan daarin dubbel staan",
        "bereik van een organisatie, of een telling waarin elk kind een keer telt",
        _ONE_OF_THEM,
    ),
    "organisaties_apart_locatie": Said(
        "het bereik van {organisaties:en} is niet samen te nemen: niet alle tellen waar het kind woont",
        _COUNTED_ALIKE,
        _ONE_OF_THEM,
    ),
    "organisaties_apart_deelnames": Said(
        "het bereik van {organisaties:en} is niet samen te nemen: niet alle tellen elk kind een keer",
        _COUNTED_ALIKE,
        _ONE_OF_THEM,
    ),
    "organisaties_apart_leeftijd": Said(
        "het bereik van {organisaties:en} is niet samen te nemen: zij tellen niet dezelfde leeftijd",
        _COUNTED_ALIKE,
        _ONE_OF_THEM,
    ),
    "organisatie_nog_geen_bereik": Said(
        "van {ander} bereik over {eerder} en niet over {jaar}: in {jaar} telt dat dus niet mee",
        "bereik van elke organisatie over {jaar}",
        "lever het bereik over {jaar} aan, als deze organisatie er nog werkt",
    ),
    "bereik_van_andere_organisatie": Said(
        "bereik van {ander} over {jaar}; de cijfers hier zijn alleen van {organisatie}",
        "bereik van alle organisaties",
        "kies alle organisaties om ze samen te zien",
    ),
    "lijken_inwoners": Said(
        "in {wijken} wijken bijna evenveel bereikte kinderen als er wonen: dit lijken de kinderen die er wonen",
        "de kinderen die kinderwerk bereikte",
        "kijk welke kolom de bereikte kinderen geeft, en kies die; klopt het toch, bevestig het dan",
    ),
    "meer_bereikt_dan_er_wonen": Said(
        "meer bereikte kinderen dan er wonen: {wijken:5}",
        "hoogstens de kinderen die in de wijk wonen, als kinderen tellen waar zij wonen",
        "vraag na of er kinderen uit andere wijken bij zijn, of dat er een cijfer te veel staat",
    ),
    "bereik_ver_van_de_rest": Said(
        "het bereik is meer dan vijf keer dat van de middelste wijk: {wijken:5}",
        "een bereik dat past bij de andere wijken",
        _LOOK_AGAIN,
    ),
    "bezoeken_ver_van_de_rest": Said(
        "veel meer bezoeken per bereikt kind dan in de andere wijken, of meer dan een per dag: {wijken:5}",
        "bezoeken die passen bij de bereikte kinderen",
        _LOOK_AGAIN,
    ),
    "fte_ver_van_de_rest": Said(
        "meer dan tien keer zoveel fte per kind als in de middelste wijk: {wijken:5}",
        "fte die past bij de andere wijken; uren zijn geen fte",
        _LOOK_AGAIN,
    ),
    "fte_per_kinderwerker_klein": Said(
        "minder dan 0,1 fte per kinderwerker: {wijken:5}",
        "het aantal kinderwerkers, en hun fte",
        _LOOK_AGAIN,
    ),
    "jaar_zonder_kinderen": Said(
        "cijfers van {jaren}",
        "kinderen van 0 tot 15 jaar per wijk van {gemeente} in {jaar}",
        "kies een van deze jaren, of voeg het bestand toe",
    ),
    "andere_gemeenten": Said(
        "cijfers van {gemeenten:5…}",
        "kinderen van 0 tot 15 jaar per wijk van {gemeente} in {jaar}",
        "controleer de code, of voeg een bestand toe met deze gemeente",
    ),
    "geen_kinderen": Said(
        "geen bestand met kinderen van 0 tot 15 jaar per wijk",
        "kinderen van 0 tot 15 jaar per wijk van {gemeente} in {jaar}",
        "controleer de code, of voeg een bestand toe met deze gemeente",
    ),
    "behoefte_ander_jaar_gevraagd": Said(
        "cijfers van {jaren}",
        "kinderen van 0 tot 15 jaar per wijk in {jaar}",
        "geef het jaar met --jaar, of voeg het bestand toe",
    ),
    "behoefte_zonder_kinderen": Said(
        "geen kinderen van 0 tot 15 jaar per wijk",
        "kinderen van 0 tot 15 jaar per wijk in {jaar}",
        "geef het jaar met --jaar, of voeg het bestand toe",
    ),
    "geen_ses_woa": Said(
        "geen SES-WOA voor de wijken van {gemeente}",
        "de score van CBS (StatLine-tabel 85163NED) per wijk",
        "voeg dat bestand toe, of kies de behoefte-index",
    ),
    "te_weinig_wijken_voor_behoefte": Said(
        "te weinig wijken met cijfers over behoefte om de wijken van {gemeente} te vergelijken",
        "minstens {wijken} wijken met minstens {kinderen} kinderen van 0 tot 15 jaar, of een bestand met heel "
        "Nederland",
        "voeg het landelijke bestand toe: dan vergelijkt de index met alle Nederlandse wijken",
    ),
    "geen_behoeftecijfers": Said(
        "geen cijfers over behoefte voor de wijken van {gemeente}",
        "armoede, bijstand, jeugdzorg, opleiding, woningwaarde of afstand tot bso per wijk",
        "voeg de Kerncijfers wijken en buurten van een eerder jaar toe: CBS vult die later aan",
    ),
    "behoefte_niet_landelijk": Said(
        "niet voor heel Nederland: {cijfers}",
        "deze cijfers voor alle Nederlandse wijken in hetzelfde jaar",
        "voeg het landelijke bestand toe; tot dan vergelijkt de index alleen de wijken van {gemeente}",
    ),
    "geen_landelijk_bestand": Said(
        "geen bestand met heel Nederland",
        "deze cijfers voor alle Nederlandse wijken in hetzelfde jaar",
        "voeg het landelijke bestand toe; tot dan vergelijkt de index alleen de wijken van {gemeente}",
    ),
    "behoeftecijfers_ander_jaar": Said(
        "cijfers van een ander jaar dan {jaar}: {cijfers:;}",
        "cijfers van {jaar}",
        "niets: dit is per cijfer het nieuwste jaar met de meeste wijken; voeg een nieuwer bestand toe zodra CBS het "
        "publiceert",
    ),
}
