"""People who may do everything, for tests that are about something else."""

from kinderwerk_stats.model.access import Identity, Role


def somebody(name: str) -> Identity:
    """Return who has this name in the log."""
    return Identity(name, Role.BEHEERDER, None)


JAN, PIET, KEES = map(somebody, ("Jan", "Piet", "Kees"))
