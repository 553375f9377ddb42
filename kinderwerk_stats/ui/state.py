"""What the user looks at, in the session: the widgets and the address hold the same view.

The address always wins. A widget that changes writes the address (`bound`), and every run copies the address
to the widgets (`current_view`), so a link, the back button and a click in a map all go the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from kinderwerk_stats.gemeente.peers import DEFAULT_PEER_INDICATORS
from kinderwerk_stats.gemeente.plan_choice import PlanChoice
from kinderwerk_stats.text.need_choice import NeedChoice
from kinderwerk_stats.ui.view import (
    Available,
    View,
    read_norm_children_per_fte,
    read_norm_reach,
    read_view,
    to_params,
    write_norm,
)

T = TypeVar("T")

_WIDGET_PREFIX = "keuze_"
_VIEW_KEY = "view"
_SEEN_KEY = "view_params"
_AVAILABLE_KEY = "view_available"
_NOTICES_KEY = "view_notices"


class _Said(NamedTuple):
    """What the next run says about the address, and whether it named a wijk that is not there."""

    notices: list[str]
    lost_wijk: bool


def current_view(
    available: Available, find_wijk: Callable[[View], tuple[str, str] | None] | None = None
) -> tuple[View, list[str]]:
    """Return what the address asks for, and make the widgets follow it. The frame calls this once per run.

    `find_wijk`: on a page of one wijk, gives code and name of the one that is shown where the address names none.
    """
    params = st.query_params.to_dict()
    view, notices = read_view(params, available)
    before: _Said = st.session_state.pop(_NOTICES_KEY, _Said([], lost_wijk=False))
    notices = [*before.notices, *notices]
    found = find_wijk(view) if find_wijk and view.wijk is None else None
    if found is not None:
        if before.lost_wijk or _loses_wijk(params, view):
            notices.append(f"U ziet {found[1]}.")
        view = replace(view, wijk=found[0])
    if found is not None or "gemeente" not in params:
        # A bare address is completed at once: copied now, it opens this same view next year.
        params = to_params(view)
        st.query_params.from_dict(params)
    if st.session_state.get(_SEEN_KEY) != params:
        for key in [key for key in st.session_state if str(key).startswith(_WIDGET_PREFIX)]:
            st.session_state.pop(key)
        st.session_state[_SEEN_KEY] = params
    st.session_state[_VIEW_KEY] = view
    st.session_state[_AVAILABLE_KEY] = available
    return view, notices


def _loses_wijk(params: Mapping[str, str], view: View) -> bool:
    return bool(params.get("wijk")) and view.wijk is None


def empty_view() -> None:
    """Make a view of no gemeente: there are no figures yet, and the page Gegevens works without."""
    st.session_state[_VIEW_KEY] = View("", 0)


def shown_view() -> View:
    """Return the view of this run; pages call this."""
    view: View = st.session_state[_VIEW_KEY]
    return view


def change_view(**changes: Any) -> View:
    """Change the view and with it the address; another gemeente lets go of the wijk and of the plan.

    What does not exist for the new gemeente or year goes back to its default; the next run says so. What changes
    nothing does not touch the address: a field that comes up again while the user goes back and forward reports its
    own old value as a change, and the address that the user went to has to stay.
    In a callback the change holds for the run that follows. Elsewhere, call `st.rerun()` after it.
    """
    view = shown_view()
    if changes.get("gemeente", view.gemeente) != view.gemeente:
        changes = {"wijk": None, "verhaalplan": "", "organisatie": ""} | changes
    changed = replace(view, **changes)
    if changed == view:
        return view
    asked = to_params(changed)
    view, notices = read_view(asked, st.session_state[_AVAILABLE_KEY])
    st.session_state[_NOTICES_KEY] = _Said(notices, _loses_wijk(asked, view))
    st.session_state[_VIEW_KEY] = view
    st.query_params.from_dict(to_params(view))
    return view


def widget_key(field: str) -> str:
    """Return the key in session state of the widget that shows a field of the view."""
    return f"{_WIDGET_PREFIX}{field}"


def bound(field: str) -> dict[str, Any]:
    """Return the arguments that tie a widget to a field of the view: `st.selectbox("Wijk", codes, **bound("wijk"))`."""
    key = widget_key(field)
    if key not in st.session_state:
        st.session_state[key] = _WIDGET_VALUE[field](shown_view())
    return {"key": key, "on_change": _write_field, "args": (field,)}


def bound_to_need(name: str, value: T, change: Callable[[NeedChoice, T], NeedChoice]) -> dict[str, Any]:
    """Return the arguments that tie a widget to a part of what counts in need.

    Parameters
    ----------
    name : names the widget, the same in every run.
    value : what it shows now.
    change : returns what counts, from what counted and the new value of the widget.
    """
    return _bound_part(f"behoefte_{name}", value, lambda new: {"behoefte": change(shown_view().behoefte, new)})


def bound_to_plan(name: str, value: T, change: Callable[[PlanChoice, T], PlanChoice | None]) -> dict[str, Any]:
    """Return the same for a part of the plan; what `change` returns None for changes nothing."""
    return _bound_part(f"plan_{name}", value, lambda new: {"plan": change(shown_view().plan, new)})


def _bound_part(name: str, value: T, change: Callable[[T], Mapping[str, Any]]) -> dict[str, Any]:
    key = widget_key(name)
    if key not in st.session_state:
        st.session_state[key] = value

    def write() -> None:
        if st.session_state.get(key) is None:
            return
        changes = change(st.session_state[key])
        if None not in changes.values():
            change_view(**changes)

    return {"key": key, "on_change": write}


_WIDGET_VALUE: dict[str, Callable[[View], Any]] = {
    "gemeente": lambda view: view.gemeente,
    "jaar": lambda view: view.jaar,
    "leeftijd": lambda view: view.leeftijd,
    "norm_children_per_fte": lambda view: write_norm(view.norm_children_per_fte),
    "norm_reach": lambda view: write_norm(view.norm_reach, percentage=True),
    "wijk": lambda view: view.wijk,
    "figuur": lambda view: view.figuur,
    "lijn": lambda view: view.lijn or "reach_share",
    "deel": lambda view: view.deel,
    "kaart": lambda view: view.kaart,
    "plandeel": lambda view: view.plandeel,
    "verhaalplan": lambda view: view.verhaalplan,
    "organisatie": lambda view: view.organisatie,
    "gelijk": lambda view: list(view.gelijk or DEFAULT_PEER_INDICATORS),
}
_READ_NORM: dict[str, Callable[[str], float | None]] = {
    "norm_children_per_fte": read_norm_children_per_fte,
    "norm_reach": read_norm_reach,
}


def norm_problem(field: str) -> str | None:
    """Return why the norm in a text field cannot be used; None when it can."""
    try:
        _READ_NORM[field](st.session_state.get(widget_key(field)) or "")
    except ValueError as problem:
        return str(problem)
    return None


def _write_field(field: str) -> None:
    if widget_key(field) not in st.session_state:
        # The address changed while this choice was under way, by the back button: its field has been made anew.
        return
    value = st.session_state[widget_key(field)]
    if field in _READ_NORM:
        if norm_problem(field):
            return
        value = _READ_NORM[field](value or "")
    elif value is None and field != "wijk":
        return
    if field == "gelijk":
        value = None if set(value) == set(DEFAULT_PEER_INDICATORS) else tuple(value)
    change_view(**{field: value})
