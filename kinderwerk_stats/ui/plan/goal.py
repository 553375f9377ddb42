"""The goals of the gemeente: how far each is, and the form that publishes one."""

from hashlib import sha256
from typing import Any, get_args

import streamlit as st

from kinderwerk_stats.delivery.own_words import keep_goal
from kinderwerk_stats.gemeente.goals import measure_goal
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.own_words import MOST_DECISION, MOST_OWNER, Goal, GoalKind, read_goal
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.text.goals import GOAL_KINDS, goal_sentence, goal_words, row_words
from kinderwerk_stats.text.numbers import join_names
from kinderwerk_stats.ui.access import acting, may
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.loaders import store
from kinderwerk_stats.ui.markup import build_error, escape_text
from kinderwerk_stats.ui.own_words import ask_who, basis_of, do, follow, show_done, show_versions, signed
from kinderwerk_stats.ui.view import read_norm_children_per_fte, read_norm_reach, write_norm

_VALUES: dict[GoalKind, tuple[str, str]] = {
    "reach_share": ("Bereik in procenten", "Bijvoorbeeld 25"),
    "children_per_fte": ("Hoogstens zoveel kinderen per fte", "Bijvoorbeeld 800"),
}
_MOST_NAMED = 5
_YEAR, _OWNER, _DECISION = "In welk jaar", "Wie is verantwoordelijk (functie, geen naam)", "Uit welk besluit"


def show_goal_part(monitor: Monitor) -> None:
    """Draw every goal with its distance, and behind a click the form to set, change or take one back."""
    show_heading("Doel")
    show_done()
    kept = open_store().kept("doel", monitor.gemeente_code)
    for each in kept:
        _show_goal(monitor, each)
    if not kept:
        st.html(
            '<p class="kw-leeg">Een doel komt uit een besluit van de gemeente. Als het is vastgelegd, staat het '
            "bij de cijfers, met de afstand tot het doel.</p>"
        )
    if not may("vastleggen", monitor.gemeente_code):
        return
    with st.expander("Leg een doel vast", expanded=not kept):
        _show_form(monitor, None, ask_who(monitor.gemeente_code, "nieuw"))
    if gone := open_store().kept("doel", monitor.gemeente_code, taken_back=True):
        with st.expander(f"Ingetrokken doelen ({len(gone)})"):
            who = ask_who(monitor.gemeente_code, "ingetrokken")
            for each in gone:
                show_versions(each, _in_words, who, _basis_key(each))


def _show_goal(monitor: Monitor, kept: Kept) -> None:
    """Draw one goal: what and how far, each of its wijken, who is responsible, and who published it."""
    try:
        goal = read_goal(kept.content)
    except InputRefused:
        if not may("vastleggen", monitor.gemeente_code):
            return
        # Among the problems of the gemeente it is named; here it is taken back.
        show_versions(kept, _in_words, ask_who(monitor.gemeente_code, kept.name), _basis_key(kept))
        return
    state = measure_goal(monitor, goal)
    st.html(f'<p class="kw-alinea">{escape_text(goal_sentence(monitor, state))}</p>')
    if goal.wijken:
        rows = [[row.name, row_words(monitor, goal, row)] for row in state.rows]
        st.html(build_table(["Wijk", f"In {monitor.year}"], rows, caption=f"Wijken van het doel: {goal_words(goal)}"))
    st.html(f'<p class="kw-hulp">{escape_text(f"Verantwoordelijk: {goal.owner}. {signed(kept)}")}</p>')
    if not may("vastleggen", monitor.gemeente_code):
        return
    with st.expander("Verander dit doel, trek het in, of zet een eerdere versie terug"):
        who = ask_who(monitor.gemeente_code, kept.name)
        _show_form(monitor, kept, who)
        show_versions(kept, _in_words, who, _basis_key(kept))


def _show_form(monitor: Monitor, kept: Kept | None, who: str) -> None:
    """Draw the fields of a goal, filled with what counts now, and publish what is sent."""
    basis_key = _basis_key(kept)
    key = f"doel_{kept.name if kept else ''}_{basis_of(basis_key, kept)}"
    goal = read_goal(kept.content) if kept else None
    kind: GoalKind = st.segmented_control(
        "Wat is het doel?",
        get_args(GoalKind),
        default=goal.kind if goal else "reach_share",
        format_func=GOAL_KINDS.__getitem__,
        required=True,
        key=f"{key}_soort",
    )
    names = {code: monitor.name_of(code) for code in monitor.names} | (dict(goal.wijken) if goal else {})
    with st.form(key, border=False):
        left, right = st.columns(2)
        with left:
            typed = _ask_value(kind, goal, f"{key}_{kind}")
        with right:
            year = st.number_input(_YEAR, FIRST_YEAR, LAST_YEAR, goal.year if goal else None, step=1, key=f"{key}_jaar")
        wijken = st.multiselect(
            f"Alleen voor deze wijken (leeg: heel {monitor.gemeente_name})",
            list(names),
            [code for code, _ in goal.wijken] if goal else [],
            format_func=names.__getitem__,
            placeholder="Kies wijken",
            key=f"{key}_wijken",
        )
        owner = st.text_input(_OWNER, goal.owner if goal else "", MOST_OWNER, f"{key}_wie")
        decision = st.text_input(
            _DECISION,
            goal.decision if goal else "",
            MOST_DECISION,
            f"{key}_besluit",
            placeholder="Bijvoorbeeld raadsbesluit 12-3-2025",
        )
        sent = st.form_submit_button("Publiceer dit doel", type="primary")
    if sent:
        value, wrong = _read_value(kind, typed)
        value_label = _VALUES.get(kind, ("",))[0]
        asked = {
            ("het getal van het doel", value_label): value,
            ("het jaar", _YEAR): year,
            ("wie verantwoordelijk is", _OWNER): owner.strip(),
            ("het besluit", _DECISION): decision.strip(),
        }
        labels = [value_label] if wrong else []
        if missing := [each for each, given in asked.items() if given in (None, "")]:
            wrong = wrong or f"Vul nog in: {', '.join(words for words, _ in missing)}."
            labels = labels or [label for _, label in missing]
        if wrong:
            st.html(build_error(wrong, *labels))
        else:
            said = {
                "kind": kind,
                "value": value,
                "year": year,
                "owner": " ".join(owner.split()),
                "decision": " ".join(decision.split()),
                "wijken": [(code, names[code]) for code in wijken],
            }
            do(lambda: _publish(monitor, kept, said, who), who, basis_key, "Het doel is gepubliceerd.")
    follow(basis_key, kept, sent=sent)


def _publish(monitor: Monitor, kept: Kept | None, said: dict[str, Any], who: str) -> None:
    goal = read_goal(said)
    name = kept.name if kept else _name_of(goal)
    basis = basis_of(_basis_key(kept), kept)
    keep_goal(store(), monitor.gemeente_code, name, goal, by=acting(who), based_on=basis)


def _ask_value(kind: GoalKind, goal: Goal | None, key: str) -> str:
    if kind not in _VALUES:
        return ""
    label, example = _VALUES[kind]
    value = goal.value if goal and goal.kind == kind else None
    return st.text_input(
        label, write_norm(value, percentage=kind == "reach_share"), 12, key, placeholder=example, autocomplete="off"
    )


def _read_value(kind: GoalKind, typed: str) -> tuple[float | None, str]:
    """Return what was typed as the value of a goal, and what is wrong with it."""
    if kind == "no_wijk_without":
        return 0.0, ""
    try:
        return (read_norm_reach if kind == "reach_share" else read_norm_children_per_fte)(typed), ""
    except ValueError as problem:
        return None, str(problem)


def _in_words(content: bytes) -> str:
    try:
        return _in_words_short(read_goal(content))
    except InputRefused:
        return "niet te lezen"


def _in_words_short(goal: Goal) -> str:
    where = f", {join_names([name for _, name in goal.wijken], _MOST_NAMED)}" if goal.wijken else ""
    return f"{goal_words(goal)} in {goal.year}{where}"


def _name_of(goal: Goal) -> str:
    """Return what a goal is kept under: another kind, value, year or other wijken is another goal."""
    codes = " ".join(sorted(code for code, _ in goal.wijken))
    of_wijken = {0: "", 1: f", 1 wijk ({codes})"}
    # Of more the codes do not fit in a name.
    many = f", {len(goal.wijken)} wijken ({sha256(codes.encode()).hexdigest()[:12]})"
    return f"{goal_words(goal)} in {goal.year}{of_wijken.get(len(goal.wijken), many)}"


def _basis_key(kept: Kept | None) -> str:
    return f"doel_basis_{kept.gemeente_code}_{kept.name}" if kept else "doel_basis_nieuw"
