"""What a figure is held against: the norm, the gemeente's own average, the children of one kinderwerker."""

from math import fsum
from typing import Literal, NamedTuple

from kinderwerk_stats.analysis.balance import Average
from kinderwerk_stats.analysis.coverage import Coverage
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Cells
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.goals import goals_of_figure
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import (
    add_unit,
    format_estimate,
    format_estimate_range,
    format_share,
    format_typed,
    format_value,
    join_names,
    round_down,
    to_decimal,
)
from kinderwerk_stats.text.together import of_one

NormFigure = Literal["reach_share", "children_per_fte"]
OF_GAP: dict[str, NormFigure] = {"gap_children_count": "reach_share", "gap_fte": "children_per_fte"}
"""Gap -> the figure whose norm or average it is measured against."""
WITHOUT_NORM = (
    "Zonder norm vergelijken we met het gemiddelde van de gemeente, of van de wijken met een cijfer als een kind in "
    "meer wijken kan tellen of het bereik van de gemeente niet te zien is."
)
_OF_WIJKEN = "het gemiddelde van de wijken met een cijfer"
_MOST_BESIDE = 2
_AVERAGES = {
    "gemeente": "het gemiddelde van de gemeente",
    "wijken": _OF_WIJKEN,
    "bekende_wijken": _OF_WIJKEN,
    "organisaties": "het gemiddelde dat de gemeente minstens heeft",
}
_WHY = {
    "gemeente": "",
    "wijken": ", waarin een kind meer dan een keer kan tellen",
    "bekende_wijken": ", want het bereik van de hele gemeente is niet te zien",
    "organisaties": ", want het bereik van organisaties is niet op te tellen",
}


def average_words(coverage: Coverage, figure: str, *, why: bool = False) -> str:
    """Return what a figure of wijken can be compared with, with `why` also how that comes; only here it is said."""
    of = coverage.averages.get(figure, Average()).of
    return f"{_AVERAGES[of]}{_WHY[of] if why else ''}"


def average_name(coverage: Coverage, figure: str) -> str:
    """Return the same in a few words, beside a line or a figure."""
    names = {"gemeente": "gemeente", "organisaties": "gemiddelde minstens"}
    return names.get(coverage.averages[figure].of, "gemiddelde van de wijken")


def average_beside(coverage: Coverage, figure: str) -> str:
    """Return what a figure of a wijk can be compared with, for beside it; nothing where there is none."""
    known = coverage.averages[figure].value is not None
    return f"{average_name(coverage, figure)}: {average_said(coverage, figure)}" if known else ""


def _over(monitor: Monitor) -> dict[str, Cells]:
    """Return the wijken of which more children are reached than live there, as far as that is shown."""
    shown = {code: cells for code, cells in monitor.coverage.cells.items() if cells["reach_share"].known}
    return {code: cells for code, cells in shown.items() if cells["reach_share"].value > 1}


def _over_names(monitor: Monitor) -> list[str]:
    over = _over(monitor).items()
    return [f"{plain(monitor.name_of(code))} ({format_figure('reach_share', cells)})" for code, cells in over]


def over_beside(monitor: Monitor) -> str:
    """Return what has to stand beside the reach of the gemeente where a wijk is above 100 %, in a few words."""
    if not (_over(monitor) and monitor.coverage.totals["reach_share"].known):
        return ""
    share = _share_without(monitor) if monitor.coverage.averages["reach_share"].of == "gemeente" else ""
    names = [plain(monitor.name_of(code)) for code in _over(monitor)]
    most = _MOST_BESIDE
    return f"zonder {join_names(names, most)} {share}" if share else f"met {join_names(_over_names(monitor), most)}"


def without_over(monitor: Monitor) -> str:
    """Return what the average reach is without wijken above 100 %: "zonder Noord (123 %) is het 8,3 %".

    From shown figures alone. Nothing where it stays the same, or where a child counts once in the gemeente: then it is
    not known how many of those reached there are reached elsewhere too.
    """
    share = _share_without(monitor)
    return f"zonder {join_names(_over_names(monitor), None)} is het {share}" if share else ""


def _share_without(monitor: Monitor) -> str:
    coverage, average = monitor.coverage, monitor.coverage.averages["reach_share"]
    over, whole = _over(monitor), [cells for cells in coverage.cells.values() if cells["reach_share"].known]
    if average.of == "gemeente":
        summed = Flag.BEREIK_IS_SOM_VAN_WIJKEN in coverage.total_flags
        whole = [coverage.totals] if summed and not coverage.totals["reached_count"].at_least else []
    if average.value is None or average.of == "organisaties" or not over or not whole:
        return ""
    reached, children = (
        fsum(cells[name].value for cells in whole) - fsum(cells[name].value for cells in over.values())
        for name in ("reached_count", "children_count")
    )
    if children <= 0 or format_share(reached / children) == format_share(average.value):
        return ""
    return format_share(reached / children)


def average_without(monitor: Monitor) -> str:
    """Return the average reach beside what it is without wijken above 100 %; nothing where that is the same."""
    coverage, without = monitor.coverage, without_over(monitor)
    words = average_words(coverage, "reach_share", why=True)
    end = "," if _WHY[coverage.averages["reach_share"].of] else ""
    said = f"{words[:1].upper()}{words[1:]}{end} is {average_said(coverage, 'reach_share')}"
    return f"{said}; {without}." if without else ""


def average_made(monitor: Monitor) -> str:
    """Return how the average reach of the wijken is made, and why it is not the reach of the gemeente itself.

    Where wijken are compared with the gemeente, only what it is without wijken above 100 %; nothing with a norm of the
    user.
    """
    coverage = monitor.coverage
    of, without = coverage.averages["reach_share"].of, without_over(monitor)
    if not coverage.own_norm_reach:
        return ""
    sentence = f"{without[:1].upper()}{without[1:]}." if without else ""
    if of == "gemeente":
        return sentence
    if of == "organisaties":
        return (
            "Dat gemiddelde is: hoeveel kinderen de organisaties samen minstens bereiken, gedeeld door de kinderen die "
            "er wonen. Een tekort telt alleen voor zover het er zeker is, hoe de organisaties ook overlappen."
        )
    said = ["Dat gemiddelde is: alle bereikte kinderen van deze wijken, gedeeld door de kinderen die er wonen."]
    for code, cells in _over(monitor).items():
        name, share = plain(monitor.name_of(code)), format_figure("reach_share", cells)
        said.append(f"{name} telt daarin mee met {share}: er zijn meer kinderen bereikt dan er wonen.")
    said += [sentence] if sentence else []
    if coverage.totals["reach_share"].known:
        own = format_figure("reach_share", coverage.totals)
        said.append(f"Het bereik van de gemeente zelf is {own}: daarin telt elk kind een keer.")
    return " ".join(said)


def average_said(coverage: Coverage, figure: str) -> str:
    """Return what wijken are compared with without a norm: of the gemeente as its own figure is written."""
    average = coverage.averages[figure]
    if average.of == "gemeente":
        return format_figure(figure, coverage.totals, unit=True)
    # Beside it stands "minstens": rounded as the figure that is at least so much.
    if average.of == "organisaties":
        return format_value(INDICATORS[figure], round_down(average.value or 0.0, 2))
    return format_share(average.value or 0.0)


def measure_of(coverage: Coverage, figure: NormFigure) -> tuple[float | None, bool]:
    """Return the measure, and whether it is an average of the wijken or gemeente itself."""
    if figure == "reach_share":
        return coverage.norm_reach, coverage.own_norm_reach
    return coverage.norm_children_per_fte, coverage.own_norm_children_per_fte


def user_norm(coverage: Coverage, figure: str) -> float | None:
    """Return the norm that the user set for a figure; None without, or where a figure has none."""
    if figure not in OF_GAP.values():
        return None
    norm, own = measure_of(coverage, "reach_share" if figure == "reach_share" else "children_per_fte")
    return None if own else norm


def measure_name(coverage: Coverage, figure: NormFigure, norm: str = "de norm") -> str:
    """Return what a gap is measured against: the norm, or the average that stands in for it."""
    return average_words(coverage, figure) if measure_of(coverage, figure)[1] else norm


def norm_value(coverage: Coverage, figure: NormFigure) -> str:
    """Return the measure with its unit: an average is rounded, a norm is what the user typed."""
    value, own = measure_of(coverage, figure)
    if own:
        return average_said(coverage, figure)
    if figure == "children_per_fte":
        return add_unit(format_typed(value or 0.0), INDICATORS[figure])
    return f"{format_typed(to_decimal(value or 0.0) * 100)} %"


def norm_used(monitor: Monitor, figure: NormFigure, *, with_goal: bool = False) -> str:
    """Return one norm in words: what the user set, or that there is none and which average stands in.

    `with_goal`: a goal of the gemeente is said beside it; for what has no place of its own for goals.
    """
    coverage = monitor.coverage
    value, own = measure_of(coverage, figure)
    goals = goals_of_figure(monitor, figure) if with_goal else ""
    none = f"geen eigen norm, wel een doel van de gemeente ({goals})" if goals else "geen norm"
    if value is None:
        return f"{none}, en geen gemiddelde om mee te vergelijken"
    average = f"{none}; vergeleken met {average_words(coverage, figure, why=True)}"
    return f"{average if own else 'uw norm'}: {norm_value(coverage, figure)}"


def reference_of(monitor: Monitor, figure: str) -> tuple[float | None, str]:
    """Return the line to compare with: the norm or the average that stands in for it."""
    if figure not in ("reach_share", "children_per_fte"):
        return None, ""
    value, own = measure_of(monitor.coverage, "reach_share" if figure == "reach_share" else "children_per_fte")
    if value is None:
        return None, ""
    text = norm_value(monitor.coverage, "reach_share" if figure == "reach_share" else "children_per_fte")
    return (
        value,
        f"{average_name(monitor.coverage, figure) if own else 'uw norm'} {text.removesuffix(' kinderen per fte')}",
    )


class Ratio(NamedTuple):
    """Children for each kinderwerker: between `low` and `high`, and the same in words."""

    low: float
    high: float
    words: str


def own_ratio(monitor: Monitor) -> Ratio | None:
    """Return the gemeente's children per kinderwerker; heads, as in the country, and None where only fte are known."""
    totals = monitor.coverage.totals
    workers = totals["kinderwerkers_count"]
    # Beside the country stand all kinderwerkers of a gemeente, or none.
    if monitor.organisation or not (workers.known and workers.value > 0 and totals["children_count"].known):
        return None
    value, low, high = (
        totals[part].value / workers.value for part in ("children_count", "children_low", "children_high")
    )
    about = format_estimate(value, low, high) if low == high else format_estimate_range(low, high)
    return Ratio(low, high, f"{about} kinderen per kinderwerker")


def workers_remark(monitor: Monitor) -> str:
    """Return why the shown kinderwerkers of wijken add up to more than the shown total; nothing where they do not."""
    total = monitor.coverage.shown_totals["kinderwerkers_count"]
    shown = [cells["kinderwerkers_count"] for cells in monitor.coverage.cells.values()]
    if not total.known or total.at_least or sum(figure.value for figure in shown if figure.known) <= total.value:
        return ""
    words = format_figure("kinderwerkers_count", monitor.coverage.shown_totals)
    return f"Iemand kan als kinderwerker in meer wijken werken: samen zijn het er {words}."


def ratio_remark(monitor: Monitor) -> str:
    """Return what must be known of the gemeente's ratio beside that of the country; nothing where that is nothing."""
    totals = monitor.coverage.totals
    if monitor.organisation:
        return (
            f"Hoeveel kinderen dat in {monitor.gemeente_name} zijn, staat er niet bij: alleen de "
            f"{of_one(monitor, 'kinderwerkers')} tellen hier mee."
        )
    if own_ratio(monitor) is not None:
        if Flag.KINDERWERKERS_IS_SOM_VAN_WIJKEN not in monitor.coverage.total_flags:
            return ""
        return (
            f"Het aantal kinderwerkers van {monitor.gemeente_name} is de som van de wijken: wie in twee wijken werkt, "
            "telt twee keer. Voor elke kinderwerker kunnen er dus meer kinderen zijn."
        )
    if totals["kinderwerker_fte"].known and totals["kinderwerker_fte"].value > 0:
        return (
            f"Van {monitor.gemeente_name} zijn alleen fte bekend. Het cijfer van Nederland telt personen: die "
            "twee zijn niet te vergelijken."
        )
    return ""
