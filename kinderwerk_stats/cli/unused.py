"""Which of the named files the answer does not rest on, and why: whoever names a file expects it to count."""

from kinderwerk_stats.delivery.published import is_about
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.text.problems import describe


def unused_notes(library: Library, monitor: Monitor) -> list[Problem]:
    """Return a warning for every usable file that is not among the sources of the monitor."""
    said = {source.file for source in monitor.sources} | {describe(note).where for note in monitor.notes}
    return [
        worded(
            where=result.path.name,
            found=f"niet gebruikt, omdat {_why(result, monitor)}",
            expected=f"een bestand over {monitor.gemeente_code} in {monitor.year}",
            action="laat dit bestand weg, of geef het bestand van deze gemeente en dit jaar",
            severity="waarschuwing",
        )
        for result in library.results
        if result.usable and result.path.name not in said
    ]


def _why(result: ReadResult, monitor: Monitor) -> str:
    own = [table for table in result.tables if is_about(table, monitor.gemeente_code)]
    if not own:
        return f"er niets in staat over {monitor.gemeente_code}"
    if result.kind == "adressen":
        return "het alleen dient om jaren met andere wijken te vergelijken, op de pagina van een wijk"
    years = sorted({table.year for table in own if table.year is not None})
    if not years and result.kind != "gebieden":
        return f"het jaar niet bekend is (zet het in {SETTINGS_FILE})"
    if monitor.year not in years:
        of = ", ".join(map(str, years)) or "een onbekend jaar"
        nearer = "; een ander bestand is van een jaar dat dichter bij ligt" if result.kind in _NEAREST_YEAR else ""
        return f"het over {of} gaat en niet over {monitor.year}{nearer}"
    if result.kind == "leeftijden":
        return "niet alle leeftijden van 0 tot 15 jaar erin staan, of een ander bestand ze ook heeft"
    return "een ander bestand dezelfde cijfers al heeft"


# Of these the nearest year is used when there is none of the year itself.
_NEAREST_YEAR = ("leeftijden", "gebieden")
