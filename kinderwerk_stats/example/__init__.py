"""Halmerdam: an invented gemeente, so that a fresh copy of the dashboard has something to show.

Everything about it is made up from a fixed seed: names, borders, CBS-style figures, bereik. Nothing here is read
by the dashboard itself; the files that `write_example` makes are, by the same readers as real files.
"""

from kinderwerk_stats.example.write import write_example

__all__ = ["write_example"]
