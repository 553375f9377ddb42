"""The four figures under a headline, in words: on a page, in a slide, on a sheet."""

from dataclasses import dataclass

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS, PER_FTE
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.intervals import format_between, format_figure, format_interval
from kinderwerk_stats.text.reference import average_name, average_said, over_beside
from kinderwerk_stats.text.sentences import AGE_WORDS, label_of
from kinderwerk_stats.text.together import of_one

_NAMES = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte")
_NAMES_WITHOUT_BEREIK = ("children_count", "children_0_14_count")
_COMPARED = ("reach_share", "children_per_fte")


@dataclass(frozen=True)
class KeyFigure:
    """One of the figures under the headline, all text already formatted.

    `interval` is a line like "2.450 tot 2.740"; `note` says what the reader must know.
    """

    label: str
    value: str
    unit: str = ""
    interval: str = ""
    note: str = ""


def key_figures(monitor: Monitor, cells: Cells, compared: Cells | None = None) -> list[KeyFigure]:
    """Return reach, children per fte and both gaps with their interval; the children where none of these is known.

    Parameters
    ----------
    monitor : says what the gaps are measured against.
    cells : a wijk, or the gemeente as a whole.
    compared : the gemeente, whose rates stand beside those of a wijk.
    """
    # Four times "unknown" is not an answer: then what is known of the children.
    any_known = any(cells[name].status != Status.UNKNOWN for name in _NAMES)
    return [_key_figure(monitor, name, cells, compared) for name in (_NAMES if any_known else _NAMES_WITHOUT_BEREIK)]


def gemeente_figures(monitor: Monitor) -> list[KeyFigure]:
    """Return what a gemeente is: how many children, how many of them reached, by whom, and where there is nobody."""
    totals, flags = monitor.coverage.totals, monitor.coverage.flags
    figures = [
        KeyFigure(
            label=f"Kinderen van {AGE_WORDS[monitor.age_range]}",
            value=format_figure("children_count", totals),
            interval=_probably("children_count", totals),
        )
    ]
    if monitor.bereik is None:
        return figures
    reached = totals["reached_count"]
    counted = reached.known or format_between("reached_count", totals)
    note = f"{format_figure('reached_count', totals)} kinderen" if counted else ""
    # What nobody knows is no figure; what is hidden is.
    if totals["reach_share"].status != Status.UNKNOWN:
        figures.append(
            KeyFigure("Bereik", format_figure("reach_share", totals), interval=note, note=over_beside(monitor))
        )
    workers, fte = totals["kinderwerkers_count"], totals["kinderwerker_fte"]
    said_fte = f"{format_figure('kinderwerker_fte', totals)} fte" if fte.known else ""
    if workers.known:
        figures.append(KeyFigure("Kinderwerkers", format_figure("kinderwerkers_count", totals), interval=said_fte))
    elif said_fte:
        figures.append(KeyFigure("Kinderwerk", said_fte))
    nobody = sum(Flag.GEEN_KINDERWERKER in row for row in flags.values())
    unknown = sum(not cells["kinderwerker_fte"].known for cells in monitor.coverage.cells.values())
    beside = f"van {unknown} niet bekend" if unknown else ""
    if unknown < len(flags):
        figures.append(
            KeyFigure(
                of_one(monitor, "Wijken zonder kinderwerker"), str(nobody), unit=f"van de {len(flags)}", interval=beside
            )
        )
    return figures


def wijk_figures(monitor: Monitor, wijk_code: str) -> tuple[list[KeyFigure], list[KeyFigure]]:
    """Return the large figures of a wijk: its children, and who is there for them; what is not known is left out."""
    cells = monitor.coverage.cells[wijk_code]
    share, fte, workers = cells["reach_share"], cells["kinderwerker_fte"], cells["kinderwerkers_count"]
    children, there = [], []
    if (share.known and share.value <= 1) or format_between("reached_count", cells):
        said = f"{format_figure('reached_count', cells)} van de {format_figure('children_count', cells)}"
        children.append(KeyFigure("kinderen bereikt", said, interval=_probably("reach_share", cells)))
    elif cells["children_count"].known:
        label = f"kinderen van {AGE_WORDS[monitor.age_range]}"
        said = format_figure("children_count", cells)
        children.append(KeyFigure(label, said, interval=_probably("children_count", cells)))
    beside = f"{format_figure('kinderwerker_fte', cells)} fte kinderwerk" if fte.known and fte.value else ""
    if workers.known and (workers.value or not beside):
        label = of_one(monitor, "kinderwerker" if workers.value == 1 else "kinderwerkers")
        there.append(KeyFigure(label, format_figure("kinderwerkers_count", cells), note=beside))
    elif fte.known and not fte.value:
        there.append(KeyFigure(of_one(monitor, "kinderwerkers"), "0"))
    elif fte.known:
        there.append(KeyFigure("fte kinderwerk", format_figure("kinderwerker_fte", cells)))
    return children, there


def _probably(name: str, cells: Cells) -> str:
    interval = format_interval(name, cells)
    return f"waarschijnlijk {interval}" if interval else ""


def _key_figure(monitor: Monitor, name: str, cells: Cells, compared: Cells | None) -> KeyFigure:
    indicator, figure = INDICATORS[name], cells[name]
    note = over_beside(monitor) if cells is monitor.coverage.totals and name == "reach_share" else ""
    if compared is not None and name in _COMPARED:
        average = monitor.coverage.averages[name]
        note = f"gemeente: {format_figure(name, compared)}"
        if average.of != "gemeente" and average.value is not None:
            note = f"{average_name(monitor.coverage, name)}: {average_said(monitor.coverage, name)}"
    unit = "" if indicator.unit in ("%", PER_FTE) or not figure.known else indicator.unit
    return KeyFigure(
        label=label_of(monitor, name),
        value=format_figure(name, cells),
        unit=unit,
        interval=_probably(name, cells),
        note=note,
    )
