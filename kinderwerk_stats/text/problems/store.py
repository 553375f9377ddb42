"""Problems in what is kept: publications, profiles, backups."""

from kinderwerk_stats.text.problems.formatting import Catalogue

CATALOGUE: Catalogue = {}
