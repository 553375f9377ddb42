"""What is said of a table of CBS."""

from kinderwerk_stats.text.problems.formatting import Catalogue

CATALOGUE: Catalogue = {}
