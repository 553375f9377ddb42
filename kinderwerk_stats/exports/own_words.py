"""Goals and notes of the gemeente in files: as lines of words, and as what other programs read."""

from kinderwerk_stats.exports.cells import figure_number
from kinderwerk_stats.gemeente.goals import GoalState, measure_goals
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.duiding import TITLE, duiding_lines, duiding_of
from kinderwerk_stats.text.goals import goal_sentence, goal_sentences


def own_lines(monitor: Monitor) -> list[tuple[str, str]]:
    """Return every goal with the figure beside it and every note, each with what it is."""
    goals = goal_sentences(monitor, most=None)
    return [*(("Doel", words) for words in goals), *((TITLE, words) for words in duiding_lines(monitor))]


def own_fields(monitor: Monitor) -> dict[str, object]:
    """Return goals and notes as `dekking --json` has them; shares are 0-1, an absent figure is None."""
    return {
        "goals": [_goal(monitor, state) for state in measure_goals(monitor)],
        "duiding": [
            {
                "area_code": note.area_code,
                "figure": note.figure,
                "text": note.text,
                "who": note.who,
                "date": note.day.isoformat(),
            }
            for note in duiding_of(monitor)
        ],
    }


def _goal(monitor: Monitor, state: GoalState) -> dict[str, object]:
    goal = state.goal
    return {
        "kind": goal.kind,
        "value": goal.value or None,
        "year": goal.year,
        "wijken": [code for code, _ in goal.wijken],
        "owner": goal.owner,
        "decision": goal.decision,
        "figures": [
            {
                "wijk_code": row.code,
                "figure": figure_number(row.figure),
                "status": row.figure.status.code,
                "outcome": row.outcome,
                "distance": row.distance,
            }
            for row in state.rows
        ],
        "in_words": goal_sentence(monitor, state, most=None),
    }
