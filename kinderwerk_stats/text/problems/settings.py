"""Problems in what somebody wrote for this program: bronnen.toml, profiles, weights and structures in JSON."""

from kinderwerk_stats.text.problems.formatting import Catalogue

CATALOGUE: Catalogue = {}
