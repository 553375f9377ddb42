"""Where the figures of a gemeente come from: who counted, in which table, and whether they are made up."""

from collections.abc import Iterable

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import KWB
from kinderwerk_stats.model.source import Source


def organisation_of(monitor: Monitor) -> str | None:
    """Return who counted the bereik; None where no file says so."""
    publisher = None if monitor.bereik is None else monitor.bereik.source.publisher
    return None if publisher == "onbekend" else publisher


def invented_words(monitor: Monitor) -> str:
    """Return what of the figures is made up: all of them, or only what an organisation counted; nothing where real."""
    invented = [source for source in monitor.sources if source.invented]
    if not invented:
        return ""
    if all(source.kind == "bereik" for source in invented):
        return "De cijfers van het kinderwerk zijn verzonnen; cijfers van CBS zijn echt."
    return "De cijfers zijn verzonnen."


def is_invented(monitor: Monitor) -> bool:
    """Return whether any figure is made up."""
    return any(source.invented for source in monitor.sources)


def wijk_sources(monitor: Monitor) -> list[str]:
    """Return one line per source, for under a chart or table: publisher, title, year."""
    return describe_sources(monitor.sources)


def describe_sources(sources: Iterable[Source]) -> list[str]:
    """Return one line per source, each once; never the name of its file, which can say something about a person."""
    return list(dict.fromkeys(", ".join(source_words(source)) for source in sources))


def source_words(source: Source) -> tuple[str, str]:
    """Return who published it, with whether it is made up, and its title with the year."""
    title = source.title or KWB
    year = "" if source.year is None or str(source.year) in title else f" {source.year}"
    publisher = "organisatie niet vermeld" if source.publisher == "onbekend" else source.publisher
    form = "verzonnen, in de vorm van " if source.invented and "verzonnen" not in publisher else ""
    return f"{form}{publisher}", f"{title}{year}"
