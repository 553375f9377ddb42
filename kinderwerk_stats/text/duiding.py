"""The gemeente's own note beside a figure, with the figure, who wrote it and when."""

from dataclasses import replace

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.own_words import Duiding
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.goals import goal_sentences, goals_headline
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.sentences import label_of

TITLE = "Duiding van de gemeente"


def duiding_of(monitor: Monitor, area_code: str | None = None) -> list[Duiding]:
    """Return the notes beside figures of this year: of one area, or all of them, the gemeente first."""
    notes = monitor.own_words.duiding
    if area_code is not None:
        return [note for note in notes if note.area_code == area_code]
    return sorted(notes, key=lambda note: note.area_code != monitor.gemeente_code)


def duiding_lines(monitor: Monitor, area_code: str | None = None) -> list[str]:
    """Return those notes in words, each beside its figure as everybody sees it."""
    return [_line(monitor, note) for note in duiding_of(monitor, area_code)]


def own_sentences(monitor: Monitor, wijk_code: str | None = None) -> list[str]:
    """Return what the gemeente says itself beside the figures of a wijk, or of the gemeente: goals, then notes."""
    notes = [f"Duiding van de gemeente: {line}." for line in duiding_lines(monitor, wijk_code or monitor.gemeente_code)]
    return [*goal_sentences(monitor, wijk_code), *notes]


def said_of_wijk(monitor: Monitor, wijk_code: str) -> list[str]:
    """Return what the gemeente says of this wijk and not of all: goals that name it, then notes."""
    named = [goal for goal in monitor.own_words.goals if goal.wijken]
    return own_sentences(replace(monitor, own_words=replace(monitor.own_words, goals=tuple(named))), wijk_code)


def said_title(monitor: Monitor, wijk_code: str | None = None) -> str:
    """Return what a slide with those sentences says: whether the goals are reached, else whose words they are."""
    if wijk_code is not None:
        return f"Wat de gemeente zegt over {plain(monitor.name_of(wijk_code))}"
    if not monitor.own_words.goals:
        return "Wat de gemeente zegt bij deze cijfers"
    return plain(goals_headline(monitor)).removesuffix(".")


def _line(monitor: Monitor, note: Duiding) -> str:
    of_gemeente = note.area_code == monitor.gemeente_code
    place = monitor.gemeente_name if of_gemeente else monitor.names.get(note.area_code, note.area_code)
    cells = monitor.coverage.totals if of_gemeente else monitor.coverage.cells.get(note.area_code, {})
    if note.figure in cells:
        figure = format_figure(note.figure, cells)
    else:
        figure = format_value(INDICATORS[note.figure], *monitor.cbs(note.figure, note.area_code))
    label = label_of(monitor, note.figure)
    return f"{place}, {label} ({figure}): {note.text} ({note.who}, {note.day:%d-%m-%Y})"
