"""How far the shown figures are from the goals of a gemeente; a hidden or unknown figure tells no distance."""

from dataclasses import dataclass
from typing import Literal

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.own_words import Goal
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Cells, Figure, Status

Outcome = Literal["gehaald", "niet_gehaald", "misschien", "niet_te_zeggen"]


@dataclass(frozen=True)
class GoalRow:
    """A figure beside the goal: of a wijk, or of the gemeente (`code` None).

    `figure`: the one that the goal is about, as it is shown; fte for "no_wijk_without". `distance`: how much it is from
    the goal in its own unit, above 0 where the goal is not reached; None where the figure is not known as a number.
    `gone`: in this year there is no wijk with the code and name that the goal names.
    """

    code: str | None
    name: str
    figure: Figure
    outcome: Outcome
    distance: float | None = None
    gone: bool = False


@dataclass(frozen=True)
class GoalState:
    """A goal with every figure that it is about; of chosen wijken, and of "no_wijk_without", one row for each wijk."""

    goal: Goal
    rows: tuple[GoalRow, ...]

    def with_outcome(self, *outcomes: Outcome) -> tuple[GoalRow, ...]:
        """Return the rows with one of these outcomes."""
        return tuple(row for row in self.rows if row.outcome in outcomes)


def measure_goals(monitor: Monitor, wijk_code: str | None = None) -> tuple[GoalState, ...]:
    """Return every goal of the gemeente beside its figures; of a wijk, the goals of the gemeente and of that wijk.

    reach: distance = goal - r; children per fte: distance = n / x - goal. Where the goal lies inside the interval of
    the figure it is "misschien" reached. Nothing but shown figures is used, so nothing hidden can follow from it.
    """
    states = []
    for goal in monitor.own_words.goals:
        named = [code for code, _ in goal.wijken]
        if wijk_code is None or not named or wijk_code in named:
            states.append(measure_goal(monitor, goal, wijk_code))
    return tuple(states)


def measure_goal(monitor: Monitor, goal: Goal, wijk_code: str | None = None) -> GoalState:
    """Return one goal beside its figures; of a wijk, its own row where the goal is about wijken."""
    if not goal.wijken and goal.kind != "no_wijk_without":
        return GoalState(goal, (_row(goal, None, monitor.gemeente_name, monitor.coverage.totals),))
    places = goal.wijken or tuple((code, monitor.name_of(code)) for code in monitor.names)
    rows = []
    for code, name in places:
        if wijk_code not in (None, code):
            continue
        # A code can be another area in another year; then its name is another as well.
        if code in monitor.names and monitor.name_of(code) == name:
            rows.append(_row(goal, code, name, monitor.coverage.cells[code]))
        else:
            rows.append(GoalRow(code, name, UNKNOWN_FIGURE, "niet_te_zeggen", gone=True))
    return GoalState(goal, tuple(rows))


def _row(goal: Goal, code: str | None, name: str, cells: Cells) -> GoalRow:
    if goal.kind == "no_wijk_without":
        fte = cells["kinderwerker_fte"]
        outcome: Outcome = "niet_te_zeggen" if not fte.known else "gehaald" if fte.value > 0 else "niet_gehaald"
        return GoalRow(code, name, fte, outcome)
    figure = cells[goal.kind]
    if figure.status == Status.NO_KINDERWERKER:
        return GoalRow(code, name, figure, "niet_gehaald")
    ends = [cells[end] for end in INTERVALS[goal.kind]]
    # Of several organisations together both ends are known and the figure is not.
    only_ends = figure.status == Status.NOT_ADDED and all(each.known for each in ends)
    if not (figure.known or only_ends) or figure.at_least:
        return GoalRow(code, name, figure, "niet_te_zeggen")
    sign = 1 if goal.kind == "reach_share" else -1
    lacks = [sign * (goal.value - each.value) for each in (figure, *ends) if each.known]
    outcome = "gehaald" if max(lacks) <= 0 else "niet_gehaald" if min(lacks) > 0 else "misschien"
    return GoalRow(code, name, figure, outcome, lacks[0] if figure.known else None)
