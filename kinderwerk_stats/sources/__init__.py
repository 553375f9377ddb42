"""The outside world in: CBS files, bereik files and geometry become the tables of `model.datasets`."""
