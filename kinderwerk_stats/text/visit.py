"""Words of the page Werkbezoek."""

from collections.abc import Sequence

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.numbers import format_count, join_names

UNSAVED = "Nog niet bewaard: sluit u dit venster, dan is weg wat u in dit verhaal maakte. Bewaar het bij ‘Bewaren’."


def visit_headline(monitor: Monitor, wijken: Sequence[str], slides: int) -> str:
    """Return what the story is about and how long it is, in one sentence."""
    where = join_names([plain(monitor.name_of(code)) for code in wijken[:3]]) or plain(monitor.gemeente_name)
    others = f" en {format_count(len(wijken) - 3, 'andere wijk', 'andere wijken')}" if len(wijken) > 3 else ""
    length = strong(format_count(slides, "dia", "dia's"))
    return f"Het verhaal over {where}{others} heeft {length} en is klaar om te tonen."
