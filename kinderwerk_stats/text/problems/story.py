"""Problems in a story for a werkbezoek, its file and its photo."""

from kinderwerk_stats.text.problems.formatting import Catalogue

CATALOGUE: Catalogue = {}
