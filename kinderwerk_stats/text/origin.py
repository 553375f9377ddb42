"""Who counted the figures of a gemeente, and whether they are made up."""

from kinderwerk_stats.gemeente.monitor import Monitor


def organisation_of(monitor: Monitor) -> str | None:
    """Return who counted the bereik; None where no file says so."""
    publisher = None if monitor.bereik_table is None else monitor.bereik_table.source.publisher
    return None if publisher == "onbekend" else publisher


def is_invented(monitor: Monitor) -> bool:
    """Return whether any figure is made up."""
    return any(source.invented for source in monitor.sources)
