"""What is said of the figures of a gemeente, and of its need."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
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
