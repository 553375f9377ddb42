"""Which of the named files the answer does not rest on, and why: whoever names a file expects it to count."""

from collections.abc import Iterable

from kinderwerk_stats.delivery.published import is_about
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.model.public_notes import PublicNote, of_public_figures
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.settings import SETTINGS_FILE


def unused_notes(library: Library, monitor: Monitor, others: Iterable[Source] = ()) -> list[PublicNote]:
    """Return a warning for every usable file that is not among the sources of the monitor, or among `others`."""
    said = {source.file for source in (*monitor.sources, *others)} | {note.place.file for note in monitor.notes}
    unused = (result for result in library.results if result.usable and result.path.name not in said)
    return list(of_public_figures(_why(result, monitor) for result in unused))


def _why(result: ReadResult, monitor: Monitor) -> Problem:
    own = [table for table in result.tables if is_about(table, monitor.gemeente_code)]
    years = sorted({table.year for table in own if table.year is not None})
    if not own:
        code = "bestand_niets_over_gemeente"
    elif result.kind == "adressen":
        code = "bestand_alleen_voor_andere_jaren"
    elif not years and result.kind != "gebieden":
        code = "bestand_jaar_onbekend"
    elif monitor.year not in years:
        code = "bestand_ander_jaar_verder_weg" if result.kind in _NEAREST_YEAR else "bestand_ander_jaar"
    elif result.kind == "leeftijden":
        code = "bestand_leeftijden_niet_nodig"
    else:
        code = "bestand_zelfde_cijfers"
    return make_warning(
        code,
        Place(result.path.name),
        gemeente_code=monitor.gemeente_code,
        jaar=monitor.year,
        jaren=tuple(years) or ("een onbekend jaar",),
        instelling=SETTINGS_FILE,
    )


# Of these the nearest year is used when there is none of the year itself.
_NEAREST_YEAR = ("leeftijden", "gebieden")
