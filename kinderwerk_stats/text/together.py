"""Several organisations in one gemeente, in words: each by name, and together no more than can be said."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.together import Apart
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import add_noun, join_names

ALL = "Alle organisaties samen"
TITLE = "Bereik per organisatie"
_WHY_APART: Mapping[Apart, str] = {
    "locatie": "niet alle tellen waar het kind woont",
    "deelnames": "niet alle tellen elk kind een keer",
    "leeftijd": "zij tellen niet dezelfde leeftijd",
}
NOT_TOGETHER = "niet te zeggen"

_WHOSE = (
    "Deze cijfers van het kinderwerk zijn alleen van {one}. Kinderwerk van {others} telt hier niet mee.",
    "U ziet {all}. Hun bereik is niet samen te nemen: {why}. Kies een organisatie.",
    (
        "U ziet {all} samen. Een kind kan bij meer dan een van hen komen: opgeteld is het geen bereik. Daarom staat er "
        "hoeveel kinderen het {ends}."
    ),
)
_IN_SHORT = (
    "alleen {one}; kinderwerk van {others} telt niet mee",
    "{all}; hun bereik is niet samen te nemen: {why}",
    "{all}; een kind kan bij meer dan een van hen komen, dus opgeteld is het geen bereik",
)


def whose_figures(monitor: Monitor, *, in_short: bool = False, together: bool = True) -> str:
    """Return of which organisations the figures are, and what that means; nothing where there is one.

    `in_short`: for what a file states of its figures, as one line that is no sentence. `together`: also of all of them.
    """
    if not monitor.organisations or not (together or monitor.organisation):
        return ""
    alone, apart, all_of_them = _IN_SHORT if in_short else _WHOSE
    return (alone if not monitor.parts else apart if monitor.apart else all_of_them).format(
        one=_name(monitor.organisation or "geen"),
        others=_others(monitor.organisation, monitor.organisations),
        all=join_names(list(monitor.organisations), None),
        why=_WHY_APART.get(monitor.apart, ""),
        ends=_ends_words(monitor),
    )


def _ends_words(monitor: Monitor) -> str:
    """Return which ends are said of how many children it are: nobody knows the most where a count is not given."""
    rows = [monitor.coverage.shown_totals, *monitor.coverage.cells.values()]
    known = [row["reached_high"].known for row in rows if row["reached_count"].status == Status.NOT_ADDED]
    if all(known):
        return "minstens en hoogstens zijn"
    return "minstens zijn, en hoogstens waar dat te zeggen is" if any(known) else "minstens zijn"


def notice_of_one(organisation: str, organisations: Sequence[str]) -> tuple[str, str]:
    """Return what stands on top of every page for one of several: whose figures they are, and whose do not count."""
    others = _others(organisation, organisations)
    return f"Alleen {_name(organisation)}.", f"Kinderwerk van {others} telt op deze pagina's niet mee."


def only_one(monitor: Monitor) -> str:
    """Return "alleen De Brug" for one of several organisations, to put behind other words; else nothing."""
    return f"alleen {_name(monitor.organisation)}" if monitor.organisation else ""


def _others(organisation: str | None, organisations: Sequence[str]) -> str:
    return join_names([_name(name) for name in organisations if name != organisation], None)


def _name(organisation: str) -> str:
    """Return an organisation as a sentence names it; that figures are made up is said beside them."""
    return plain(organisation).removesuffix(" (verzonnen cijfers)")


def kinderwerk_of(monitor: Monitor, *, starts: bool = False) -> str:
    """Return who reaches children: "het kinderwerk", of one of several organisations its name; `starts` a sentence."""
    return _name(monitor.organisation or ("Het kinderwerk" if starts else "het kinderwerk"))


def of_one(monitor: Monitor, words: str) -> str:
    """Return words for kinderwerk and for one of several organisations whose: "geen kinderwerker van De Brug"."""
    return f"{words} van {_name(monitor.organisation)}" if monitor.organisation else words


def each_in_words(monitor: Monitor, code: str | None = None) -> str:
    """Return the reach of each organisation and of all in a wijk or in the gemeente, in one line.

    "Welzijn Noord: 120, Stichting Zuid: 80, samen 120 tot 200 kinderen"; nothing where there is one organisation.
    """
    if not monitor.parts:
        return ""
    each = [
        f"{name}: {reached}" for name, reached in zip(monitor.organisations, each_reached(monitor, code), strict=True)
    ]
    return f"{', '.join(each)}, samen {together_reached(monitor, code)}"


def each_reached(monitor: Monitor, code: str | None) -> list[str]:
    """Return how many children each organisation reaches there, as it is written of that one alone."""
    rows = [part.coverage.shown_totals if code is None else part.coverage.cells[code] for part in monitor.parts]
    return [format_figure("reached_count", row) for row in rows]


def together_reached(monitor: Monitor, code: str | None) -> str:
    """Return how many children they reach together: a number, both ends, or that it cannot be said."""
    cells: Cells = monitor.coverage.shown_totals if code is None else monitor.coverage.cells[code]
    said = format_figure("reached_count", cells)
    if monitor.apart:
        return NOT_TOGETHER
    return add_noun(said, "kind", "kinderen") if said[-1:].isdigit() else said
