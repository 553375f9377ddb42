"""What is said of a file before its figures are looked at."""

from kinderwerk_stats.text.problems.formatting import Catalogue

CATALOGUE: Catalogue = {}
