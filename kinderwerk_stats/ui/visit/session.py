"""The story that a visitor is making: a plan per gemeente, in this session until it is saved."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import Plan, default_plan
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.ui.blocks import mode
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.loaders import load_library, load_year
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.routes import register_presentation
from kinderwerk_stats.ui.view import View

_PLANS, _SAVED, _BUILT, _ROUND = "verhalen", "verhalen_bewaard", "verhaal_gebouwd", "verhaal_ronde"


@dataclass(frozen=True)
class Origin:
    """The saved story that a plan began with: nothing of somebody else is written over."""

    name: str
    number: int


def plan_of(view: View, monitor: Monitor) -> Plan:
    """Return the visitor's plan for this gemeente, with the year, age and norm that the sidebar shows now."""
    plans = st.session_state.setdefault(_PLANS, {})
    first = first_of(view)
    plan = plans.get(view.gemeente) or default_plan(monitor, first)
    now = replace(
        plan,
        year=view.jaar,
        age_range=view.leeftijd,
        norm=Norm(children_per_fte=view.norm_children_per_fte, reach_share=view.norm_reach),
        wijken=tuple(code for code in plan.wijken if code in monitor.names) or default_plan(monitor, first).wijken,
    )
    plans[view.gemeente] = now
    return now


def current_plan(drawn: Plan) -> Plan:
    """Return the plan as it is now: two fields that change at once each begin where the other ended."""
    plan: Plan = st.session_state.get(_PLANS, {}).get(drawn.gemeente_code, drawn)
    return plan


def keep_plan(plan: Plan, *, origin: Origin | None = None, fresh: bool = False) -> None:
    """Take a changed plan; `fresh`: it came from elsewhere, so that every field shows what is in it."""
    st.session_state.setdefault(_PLANS, {})[plan.gemeente_code] = plan
    if fresh:
        st.session_state.setdefault(_SAVED, {})[plan.gemeente_code] = origin
        st.session_state[_ROUND] = round_of() + 1


def origin_of(gemeente: str) -> Origin | None:
    """Return which saved story the plan began with; None for a new one."""
    origin: Origin | None = st.session_state.get(_SAVED, {}).get(gemeente)
    return origin


def set_origin(gemeente: str, origin: Origin | None) -> None:
    """Remember which saved story the plan now is."""
    st.session_state.setdefault(_SAVED, {})[gemeente] = origin


def round_of() -> int:
    """Return a number for the keys of fields: another one, and they begin anew."""
    number: int = st.session_state.get(_ROUND, 0)
    return number


def story_of(plan: Plan, monitor: Monitor, view: View) -> tuple[Story, str]:
    """Return the story of a plan and the address of its presentation; made again only when something changed."""
    made_from = (plan, monitor, mode(), today())
    kept = st.session_state.get(_BUILT)
    if kept is None or kept[0][0] != plan or kept[0][1] is not monitor or kept[0][2:] != made_from[2:]:
        story = build_story(
            load_library(), monitor, plan, today=today(), load=lambda year: load_year(view, year), first=first_of(view)
        )
        page = build_presentation(story, mode(), back=page_href("werkbezoek", view))
        kept = (made_from, story, page)
        st.session_state[_BUILT] = kept
    # Registered each time: another process may have answered before.
    return kept[1], register_presentation(kept[2])


def today() -> date:
    """Return the day that stands on what is made."""
    return datetime.now(UTC).astimezone().date()
