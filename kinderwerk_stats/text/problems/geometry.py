"""What can be wrong with a map, in words."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "kaartcijfers_niet_gelezen": Said(
        "cijfers van CBS in de kaart die niet te lezen zijn; de grenzen zijn wel gelezen",
        "een getal bij elk vlak",
        "download de kaart opnieuw, of lever de Kerncijfers wijken en buurten als eigen bestand",
    ),
}
