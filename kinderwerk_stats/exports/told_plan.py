"""A kept plan for a story: read, and worked out again on the figures that the story tells."""

from collections.abc import Callable, Mapping

from kinderwerk_stats.exports.plan_files import PlanFile, read_plan_json
from kinderwerk_stats.gemeente.allocation import build_allocation_base, usual_steepness
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan import Plan, ToldPlan, WhyNotTold, build_plan
from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Kept
from kinderwerk_stats.text.need_choice import read_need_choice
from kinderwerk_stats.text.plan_address import read_plan_choice

WorkOut = Callable[[Mapping[str, str]], Plan]


def tell_plan(name: str, kept: Kept | None, monitor: Monitor, work_out: WorkOut) -> ToldPlan:
    """Return a kept plan as a story tells it: with figures only where it gives every wijk the same now.

    Nothing but its name and day is told from what was kept; every figure is worked out on what `monitor` shows. So it
    tells no count that is hidden now, also when it was kept while that was shown.

    Parameters
    ----------
    name : of the plan; the story remembers nothing more.
    kept : the version that counts; None where there is none under this name any more.
    work_out : the address of a plan -> what it does on the figures of now.
    """
    if kept is None:
        return ToldPlan(name, why_not="weg")
    day = kept.when.astimezone().date()
    try:
        found = read_plan_json(kept.content, name)
    except InputRefused:
        return ToldPlan(name, day, why_not="onleesbaar")
    if (why := _why_not(found, monitor)) is not None:
        asked = found.address.get("organisatie", "")
        whose = asked if why == "andere_organisatie" and asked in monitor.organisations else ""
        return ToldPlan(name, day, found.objective, why_not=why, organisation=whose)
    plan = work_out(found.address)
    if found.compare(plan) == "niets":
        why = "eigen_cijfer" if found.own_figure else "ander_antwoord"
        return ToldPlan(name, day, found.objective, why_not=why)
    return ToldPlan(name, day, found.objective, plan)


def _why_not(found: PlanFile, monitor: Monitor) -> WhyNotTold | None:
    gemeenten = {found.gemeente_code, found.address.get("gemeente"), *map(gemeente_code_of, found.given.codes)}
    if gemeenten != {monitor.gemeente_code}:
        return "onleesbaar"
    if (found.address.get("jaar"), found.address.get("leeftijd")) != (str(monitor.year), monitor.age_range):
        return "ander_jaar"
    # Where one organisation has bereik, it is the same whether it is named or not.
    alone = {monitor.bereik.source.publisher} if monitor.bereik is not None and not monitor.organisations else set()
    if found.address.get("organisatie", "") not in {monitor.organisation or "", *alone}:
        return "andere_organisatie"
    return None if set(found.given.codes) <= set(monitor.names) else "andere_wijken"


def work_out_address(library: Library, monitor: Monitor, address: Mapping[str, str]) -> Plan:
    """Return what the plan of an address does on these figures, as page Plan would show it."""
    need = build_need(library, monitor, read_need_choice(address)[0].to_settings())
    base = build_allocation_base(monitor, need, usual_steepness(need))
    return build_plan(base, read_plan_choice(address)[0])
