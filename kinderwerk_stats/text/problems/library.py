"""What is said of files beside each other: years, names, borders, gemeenten that are no more."""

from kinderwerk_stats.text.problems.formatting import Catalogue, Said

CATALOGUE: Catalogue = {
    "twee_jaren_zonder_jaar": Said(
        "geen jaar, en voor dezelfde wijken andere kinderen dan in {ander}, dat ook geen jaar noemt; niet allebei "
        "kunnen ze van {jaar} zijn",
        "het jaar van elk bestand",
        "zet bij elk bestand het jaar in bronnen.toml, of geef een van de twee",
    ),
    "gemeente_opgeheven": Said(
        "{gemeente}; deze gemeente bestaat sinds {jaar} niet meer en is nu deel van {opvolgers:en}",
        "een gemeente die in het jaar van de cijfers bestaat",
        "kies {opvolgers:en}, of lever CBS-bestanden van voor {jaar}",
    ),
    "gemeente_verdeeld": Said(
        "{gemeente}; deze gemeente bestaat sinds {jaar} niet meer en is verdeeld over {opvolgers:en}",
        "een gemeente die in het jaar van de cijfers bestaat",
        "kies een van deze gemeenten, of lever CBS-bestanden van voor {jaar}",
    ),
}
