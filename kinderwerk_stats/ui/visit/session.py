"""The story that a visitor is making: a plan per gemeente, in this session until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.told_plan import tell_plan
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan as PlanForMoney
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import Plan, default_plan
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.ui.blocks import mode
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.loaders import load_available, load_library, load_plan, load_year
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.routes import register_presentation
from kinderwerk_stats.ui.view import View, read_view

_PLANS, _SAVED, _BUILT, _ROUND = "verhalen", "verhalen_bewaard", "verhaal_gebouwd", "verhaal_ronde"
# The gemeenten whose story has something in it that is kept nowhere else.
_CHANGED = "verhalen_veranderd"
TEMPLATE_KEY = "verhaal_sjabloon"


@dataclass(frozen=True)
class Origin:
    """The saved story that a plan began with: nothing of somebody else is written over."""

    name: str
    number: int


def plan_of(view: View, monitor: Monitor) -> Plan:
    """Return the visitor's story of this gemeente, with all that figures depend on as the address has it now."""
    plans = st.session_state.setdefault(_PLANS, {})
    first = first_of(view)
    plan = plans.get(view.gemeente) or default_plan(monitor, first)
    now = replace(
        plan,
        year=view.jaar,
        age_range=view.leeftijd,
        norm=Norm(children_per_fte=view.norm_children_per_fte, reach_share=view.norm_reach),
        kept_plan=view.verhaalplan,
        organisation=view.organisatie,
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
    changed: set[str] = st.session_state.setdefault(_CHANGED, set())
    changed.add(plan.gemeente_code)
    if fresh:
        set_origin(plan.gemeente_code, origin, saved=origin is not None)
        st.session_state[_ROUND] = round_of() + 1


def origin_of(gemeente: str) -> Origin | None:
    """Return which saved story the plan began with; None for a new one."""
    origin: Origin | None = st.session_state.get(_SAVED, {}).get(gemeente)
    return origin


def set_origin(gemeente: str, origin: Origin | None, *, saved: bool = False) -> None:
    """Remember which saved story the plan now is; `saved`: with all that is in it."""
    st.session_state.setdefault(_SAVED, {})[gemeente] = origin
    if saved:
        st.session_state.get(_CHANGED, set()).discard(gemeente)


def has_unsaved_story(gemeente: str = "") -> bool:
    """Return whether the visitor changed a story, of this gemeente or else of any, and did not save that."""
    changed: set[str] = st.session_state.get(_CHANGED, set())
    return gemeente in changed if gemeente else bool(changed)


def round_of() -> int:
    """Return a number for the keys of fields: another one, and they begin anew."""
    number: int = st.session_state.get(_ROUND, 0)
    return number


def kept_plans(gemeente_code: str) -> dict[str, Kept]:
    """Return the plans for the money that the gemeente keeps, by name."""
    return {each.name: each for each in open_store().kept("plan", gemeente_code)}


def told_plan_of(plan: Plan, monitor: Monitor) -> ToldPlan | None:
    """Return the kept plan that a story names, worked out on the figures of now; None where it names none."""
    if not plan.kept_plan:
        return None

    def work_out(address: Mapping[str, str]) -> PlanForMoney:
        return load_plan(read_view(address, load_available())[0], own_figure())

    return tell_plan(plan.kept_plan, kept_plans(plan.gemeente_code).get(plan.kept_plan), monitor, work_out)


def story_of(plan: Plan, monitor: Monitor, view: View) -> tuple[Story, str]:
    """Return the story of a plan and the address of its presentation; made again only when something changed."""
    told = told_plan_of(plan, monitor)
    made_from = (plan, monitor, mode(), today(), told)
    kept = st.session_state.get(_BUILT)
    if kept is None or kept[0][0] != plan or kept[0][1] is not monitor or kept[0][2:] != made_from[2:]:
        story = build_story(
            load_library(), monitor, plan,
            today=today(), load=lambda year: load_year(view, year), first=first_of(view), told=told,
        )  # fmt: skip
        page = build_presentation(story, mode(), back=page_href("werkbezoek", view))
        kept = (made_from, story, page)
        st.session_state[_BUILT] = kept
    # Registered each time: another process may have answered before.
    return kept[1], register_presentation(kept[2], view.gemeente)


def today() -> date:
    """Return the day that stands on what is made."""
    return datetime.now(UTC).astimezone().date()
