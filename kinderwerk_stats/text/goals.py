"""A goal of the gemeente beside the figure, and how far apart they are: on every page and paper the same words."""

from collections.abc import Iterable

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.gemeente.goals import GoalRow, GoalState, measure_goals
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.own_words import Goal, GoalKind
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.emphasis import strong
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.numbers import (
    add_noun,
    format_estimate,
    format_typed,
    join_names,
    round_decimals,
    round_estimate,
    share_decimals,
    to_decimal,
)
from kinderwerk_stats.text.together import of_one

GOAL_KINDS: dict[GoalKind, str] = {
    "reach_share": "Bereik",
    "children_per_fte": "Kinderen per fte",
    "no_wijk_without": "Geen wijk zonder kinderwerker",
}
_NOT_THERE = "in dit jaar is er geen wijk met deze code en naam"
_MOST_NAMED = 5


def goal_words(goal: Goal) -> str:
    """Return what is to be reached, in a few words."""
    if goal.kind == "reach_share":
        return f"{format_typed(to_decimal(goal.value) * 100)} % bereik"
    if goal.kind == "children_per_fte":
        return f"hoogstens {add_noun(format_typed(goal.value), 'kind', 'kinderen')} per fte"
    return "geen wijk zonder kinderwerker"


def goals_of_figure(monitor: Monitor, figure: str) -> str:
    """Return the goals that are about one figure, in a few words: "20 % bereik in 2028"; nothing without any."""
    said = []
    for goal in monitor.own_words.goals:
        if goal.kind == figure:
            where = f" in {join_names([name for _, name in goal.wijken], _MOST_NAMED)}" if goal.wijken else ""
            said.append(f"{goal_words(goal)}{where} in {goal.year}")
    return "; ".join(said)


def goals_headline(monitor: Monitor) -> str:
    """Return how many of the goals are reached, as the answer of the page Plan."""
    states = measure_goals(monitor)
    if not states:
        return f"{monitor.gemeente_name} heeft nu geen doel."
    outcomes = [{row.outcome for row in state.rows} for state in states]
    reached = sum(found == {"gehaald"} for found in outcomes)
    unknown = sum("niet_gehaald" not in found and found != {"gehaald"} for found in outcomes)
    if len(states) == 1:
        said = "gehaald" if reached else "niet zeker gehaald" if unknown else "nog niet gehaald"
        return f"Het doel van {monitor.gemeente_name} is in {monitor.year} {strong(said)}."
    words = f"{strong(f'{reached} van de {len(states)}')} doelen zijn in {monitor.year} gehaald"
    return f"{words}; van {unknown} is het niet zeker of niet te zeggen." if unknown else f"{words}."


def goal_sentences(monitor: Monitor, wijk_code: str | None = None, *, most: int | None = _MOST_NAMED) -> list[str]:
    """Return each goal with the figure of now and the distance; of a wijk, with its own figure where it has a goal.

    `most`: how many wijken are named before "en nog"; None names them all.
    """
    return [goal_sentence(monitor, state, wijk_code, most=most) for state in measure_goals(monitor, wijk_code)]


def goal_sentence(
    monitor: Monitor, state: GoalState, wijk_code: str | None = None, *, most: int | None = _MOST_NAMED
) -> str:
    """Return "Doel in 2027: 25 % bereik (raadsbesluit 12-3-2025). In 2024 12,7 %, dat is ..."."""
    goal = state.goal
    where = ""
    if goal.wijken:
        where = f" in {join_names([row.name for row in state.rows], most)}"
    elif wijk_code is not None and goal.kind != "no_wijk_without":
        where = f" in heel {monitor.gemeente_name}"
    now = _each(monitor, state, most) if len(state.rows) > 1 else row_words(monitor, goal, state.rows[0])
    return f"Doel in {goal.year}: {goal_words(goal)}{where} ({goal.decision}). In {monitor.year}: {now}."


def row_words(monitor: Monitor, goal: Goal, row: GoalRow) -> str:
    """Return one figure beside the goal: "12,7 %, dat is 12,3 procentpunt onder het doel"."""
    if row.gone:
        return f"niet te zeggen, {_NOT_THERE}"
    if goal.kind == "no_wijk_without":
        words = {"gehaald": "een kinderwerker", "niet_gehaald": "geen kinderwerker"}
        unknown = row.outcome not in words
        named = "niet te zeggen: de fte is niet bekend" if unknown else of_one(monitor, words[row.outcome])
        return f"{named} in {row.name}"
    if row.figure.status == Status.NO_KINDERWERKER:
        return of_one(monitor, "niet gehaald, er is geen kinderwerker")
    cells = _cells(monitor, row)
    if row.outcome == "niet_te_zeggen":
        return f"niet te zeggen, het cijfer is {format_figure(goal.kind, cells)}"
    value = format_figure(goal.kind, cells, unit=True)
    if not row.figure.known:
        said = {"gehaald": "het doel is gehaald", "niet_gehaald": "het doel is niet gehaald"}
        return f"{value}, {said.get(row.outcome, 'misschien gehaald')}"
    if row.outcome == "misschien":
        return f"{value}, misschien gehaald: waarschijnlijk is het {format_interval(goal.kind, cells)}"
    if row.outcome == "gehaald":
        return f"{value}, het doel is gehaald"
    apart = _apart(goal, cells)
    if not apart:
        return f"{value}, het doel is net niet gehaald"
    if goal.kind == "reach_share":
        return f"{value}, dat is {apart} procentpunt onder het doel{_children_apart(goal, cells)}"
    return f"{value}, dat zijn er {apart} meer dan het doel"


def _each(monitor: Monitor, state: GoalState, most: int | None) -> str:
    """Return the wijken by what is known of them."""
    goal = state.goal
    if goal.kind == "no_wijk_without":
        lacking, unknown = state.with_outcome("niet_gehaald"), state.with_outcome("niet_te_zeggen")
        words = [f"{of_one(monitor, 'geen kinderwerker')} in {_names(lacking, most)}"] if lacking else []
        words += [f"niet te zeggen van {_names(unknown, most)}: daar is de fte niet bekend"] if unknown else []
        return "; ".join(words) or of_one(monitor, "elke wijk heeft een kinderwerker")
    groups = (
        ("gehaald in", state.with_outcome("gehaald")),
        ("misschien gehaald in", state.with_outcome("misschien")),
        ("nog niet gehaald in", state.with_outcome("niet_gehaald")),
        ("niet te zeggen van", state.with_outcome("niet_te_zeggen")),
    )
    found = [(words, [_with_figure(monitor, goal, row) for row in rows]) for words, rows in groups if rows]
    return "; ".join(f"{words} {join_names(names, most)}" for words, names in found)


def _with_figure(monitor: Monitor, goal: Goal, row: GoalRow) -> str:
    if row.gone:
        return f"{row.name} ({_NOT_THERE})"
    return f"{row.name} ({format_figure(goal.kind, _cells(monitor, row))})"


def _names(rows: Iterable[GoalRow], most: int | None) -> str:
    return join_names([row.name for row in rows], most)


def _cells(monitor: Monitor, row: GoalRow) -> Cells:
    return monitor.coverage.totals if row.code is None else monitor.coverage.cells[row.code]


def _children_apart(goal: Goal, cells: Cells) -> str:
    """Return how many children g n - u are, as precise as n is; nothing where one of the two is not shown."""
    reached, ends = cells["reached_count"], [cells[f"children_{end}"] for end in ("count", "low", "high")]
    if reached.at_least or not all(figure.known for figure in (reached, *ends)):
        return ""
    count = format_estimate(*(goal.value * end.value - reached.value for end in ends))
    return "" if count == "0" else f", ongeveer {add_noun(count, 'kind', 'kinderen')}"


def _apart(goal: Goal, cells: Cells) -> str:
    """Return the distance between the goal and the figure as it is printed; empty where they print the same."""
    value = cells[goal.kind].value
    if goal.kind == "reach_share":
        decimals = share_decimals(cells["reach_low"].value, cells["reach_high"].value)
        apart = to_decimal(goal.value) * 100 - round_decimals(to_decimal(value) * 100, decimals)
    else:
        ends = (cells[end].value for end in INTERVALS[goal.kind])
        apart = round_estimate(value, *ends) - to_decimal(goal.value)
    return format_typed(apart) if apart > 0 else ""
