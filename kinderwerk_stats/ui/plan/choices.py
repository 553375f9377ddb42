"""What there is to divide and by which rules: budget, cost of an fte, bounds, need weight, the own formula."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.need_structure import STEEPNESS_OPTIONS
from kinderwerk_stats.example.costs import EXAMPLE_COSTS
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_choice import (
    COST_STEPS,
    Bound,
    FormulaChoice,
    PlanChoice,
)
from kinderwerk_stats.text.numbers import format_typed
from kinderwerk_stats.text.plan import eur_words, fte_words
from kinderwerk_stats.text.plan_address import PlanPart
from kinderwerk_stats.text.plan_means import OFFERED_POST, bounds_sentence, cost_sentences, small_posts_sentence
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.plan.costs import show_cost_form
from kinderwerk_stats.ui.plan.fields import (
    EUR_ADVICE,
    FTE_ADVICE,
    number_field,
    typed_decimal,
    typed_eur,
    typed_tenths,
    write_eur,
    write_tenths,
)
from kinderwerk_stats.ui.state import bound, bound_to_need, bound_to_plan, change_view, shown_view
from kinderwerk_stats.ui.view import View

_PART_WORDS: dict[PlanPart, str] = {
    "doel": "Doel",
    "verdeling": "Verdeling",
    "vragen": "Vragen",
    "straks": "Straks",
}
_NONE = ""
_COSTS, _OPENED, _ASKED = "plan_kosten", "plan_kosten_geopend", "plan_kosten_gevraagd"


def choose_plan_part() -> PlanPart:
    """Draw the choice of the part of the page; return it."""
    chosen: PlanPart = st.segmented_control(
        "Welk deel?", list(_PART_WORDS), format_func=_PART_WORDS.__getitem__, required=True, **bound("plandeel")
    )
    return chosen


def show_means(view: View, plan: Plan, *, example: bool) -> None:
    """Draw the budget in one row with what else can be chosen; `example`: the gemeente is the invented one."""
    choice = view.plan
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="plan_middelen"):
        with st.container(width=176):
            number_field(
                "Budget in fte erbij",
                "fte",
                write_tenths(choice.budget_tenths),
                typed_tenths,
                lambda old, tenths: replace(old, budget_tenths=tenths, budget_eur=None if tenths else old.budget_eur),
                advice=FTE_ADVICE,
                placeholder="bijvoorbeeld 2,5",
            )
        with st.container(width=176):
            number_field(
                "of in euro per jaar",
                "euro",
                write_eur(choice.budget_eur),
                typed_eur,
                lambda old, eur: replace(old, budget_eur=eur, budget_tenths=None if eur else old.budget_tenths),
                advice=EUR_ADVICE,
                placeholder="bijvoorbeeld 250.000",
            )
        with st.popover(_rules_button(view, plan), key="plan_regels"):
            _show_rules(view, plan)
        with st.popover("Eigen verdeling", key="plan_formule"):
            _show_formula(choice)
    _offer_post(choice, plan)
    # Euro give no answer before somebody says what an fte costs. Opened once: who closes it finds it closed.
    asks = choice.budget_eur is not None and plan.means.cost is None
    if asks and not st.session_state.get(_ASKED):
        st.session_state[_COSTS] = True
    st.session_state[_ASKED] = asks
    # Not over the page: it is long, and on a phone would lie over the budget.
    with st.expander(_cost_label(plan), key=_COSTS, on_change="rerun") as costs:
        # Of all that this page sends, half is these fields, which few open. What somebody typed stays when it closes.
        if costs.open or st.session_state.get(_OPENED):
            st.session_state[_OPENED] = True
            _show_costs(choice, example=example)


def _offer_post(choice: PlanChoice, plan: Plan) -> None:
    """Draw that wijken get little, with a button to give fewer of them more; or what was chosen, and the way back."""
    fte = fte_words((choice.post_tenths or OFFERED_POST) / 10)
    said = small_posts_sentence(plan, choice.objective) if plan.worked else ""
    if choice.post_tenths:
        said = f"Wie iets krijgt, heeft straks minstens {fte} fte."
    if not said:
        return
    label = "Zonder kleinste post" if choice.post_tenths else f"Minstens {fte} fte per wijk die iets krijgt"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="plan_post_erbij"):
        st.text(said, width="content")
        st.button(
            label, on_click=_set_post, args=(0 if choice.post_tenths else OFFERED_POST,), key="plan_kleinste_post"
        )


def _set_post(tenths: int) -> None:
    change_view(plan=replace(shown_view().plan, post_tenths=tenths))


def _cost_label(plan: Plan) -> str:
    cost = plan.means.cost
    return "Wat kost een fte?" if cost is None else f"Een fte kost {eur_words(*cost.eur)}"


def _show_costs(choice: PlanChoice, *, example: bool) -> None:
    """Draw the steps of the cost, each from low to high with its source; nothing is filled in beforehand."""
    st.html(
        '<p class="kw-hulp">Vul de stappen in, of alleen het bedrag in één keer. Wij vullen geen bedragen in. Weet u '
        "het niet precies? Vul een laagste en een hoogste waarde in: alles rekent met beide.</p>"
    )
    if example:
        st.button("Gebruik de verzonnen bedragen van Halmerdam", on_click=_take_example_costs, key="plan_verzonnen")
    show_cost_form(choice, COST_STEPS)
    if lines := cost_sentences(choice):
        st.html(build_list(lines))


def _take_example_costs() -> None:
    plan = shown_view().plan
    for step in EXAMPLE_COSTS:
        plan = plan.with_cost(step.name, step)
    change_view(plan=plan)


def _rules_button(view: View, plan: Plan) -> str:
    weight = f"behoefte telt {format_typed(view.behoefte.steepness)} keer" if plan.weighted else "elk kind telt gelijk"
    return f"Voorwaarden: {weight}{'' if view.plan.keep else ', alles opnieuw'}"


def _show_rules(view: View, plan: Plan) -> None:
    choice = view.plan
    st.segmented_control(
        "Een kind in de wijk met de meeste behoefte telt zo veel keer als een kind in de wijk met de minste",
        STEEPNESS_OPTIONS,
        format_func=lambda option: f"{format_typed(option)} keer",
        required=True,
        **bound_to_need("plan_steilheid", view.behoefte.steepness, lambda c, value: replace(c, steepness=value)),
    )
    st.toggle(
        "Alles opnieuw verdelen, ook de fte die er al is",
        **bound_to_plan("opnieuw", not choice.keep, lambda old, on: replace(old, keep=not on)),
    )
    number_field(
        "Elke wijk heeft straks minstens (fte)", "minstens", write_tenths(choice.least_tenths or None), typed_tenths,
        lambda old, tenths: replace(old, least_tenths=tenths or 0), advice=FTE_ADVICE, placeholder="geen minimum",
    )  # fmt: skip
    number_field(
        "Elke wijk heeft straks hoogstens (fte)", "hoogstens", write_tenths(choice.most_tenths), typed_tenths,
        lambda old, tenths: replace(old, most_tenths=tenths), advice=FTE_ADVICE, placeholder="geen maximum",
    )  # fmt: skip
    number_field(
        "Kleinste post: wie iets krijgt, heeft straks minstens (fte)", "post", write_tenths(choice.post_tenths or None),
        typed_tenths, lambda old, tenths: replace(old, post_tenths=tenths or 0), advice=FTE_ADVICE,
        placeholder="geen kleinste post",
    )  # fmt: skip
    _show_own_bounds(choice, plan)


def _show_own_bounds(choice: PlanChoice, plan: Plan) -> None:
    """Draw the minimum and maximum of one wijk at a time, and in words what is filled in for all."""
    codes = [_NONE, *plan.given.codes]
    wijk = st.selectbox(
        "Een wijk met een eigen minimum of maximum",
        codes,
        format_func=lambda code: plan.base.names[code] if code else "kies een wijk",
        key="plan_wijk_met_grens",
    )
    if wijk:
        own = choice.bound_of(wijk)
        number_field(
            "Minstens in deze wijk (fte)", f"minstens_{wijk}", write_tenths(own.least), typed_tenths,
            lambda old, tenths: old.with_bound(Bound(wijk, tenths, old.bound_of(wijk).most)), advice=FTE_ADVICE,
        )  # fmt: skip
        number_field(
            "Hoogstens in deze wijk (fte)", f"hoogstens_{wijk}", write_tenths(own.most), typed_tenths,
            lambda old, tenths: old.with_bound(Bound(wijk, old.bound_of(wijk).least, tenths)), advice=FTE_ADVICE,
        )  # fmt: skip
    if said := bounds_sentence(plan):
        st.html(build_list([said]))


def _show_formula(choice: PlanChoice) -> None:
    st.html(
        '<p class="kw-hulp">Kies zelf: welk deel naar het aantal kinderen, welk deel naar kinderen en behoefte (een '
        "kind in een wijk met meer behoefte telt dan zwaarder), en een vast deel voor elke wijk. Alleen de verhouding "
        "van de eerste twee telt.</p>"
    )
    _formula_field("Deel naar het aantal kinderen (%)", "kinderen", "children_pct", choice)
    _formula_field("Deel naar kinderen en behoefte (%)", "gewogen", "weighted_pct", choice)
    floor = choice.formula.floor_tenths if choice.formula else 0
    number_field(
        "Vast deel voor elke wijk (fte)", "formule_vast", write_tenths(floor or None), typed_tenths,
        lambda old, tenths: _with_formula(old, "floor_tenths", tenths or 0), advice=FTE_ADVICE, placeholder="geen",
    )  # fmt: skip


def _formula_field(label: str, name: str, field: str, choice: PlanChoice) -> None:
    value = getattr(choice.formula, field) if choice.formula else 0
    number_field(
        label, f"formule_{name}", str(value or ""), _typed_pct,
        lambda old, pct: _with_formula(old, field, pct or 0),
        advice="Vul een heel percentage in van 0 tot en met 100.", placeholder="bijvoorbeeld 50",
    )  # fmt: skip


def _typed_pct(text: str) -> int | None:
    number = typed_decimal(text.strip().removesuffix("%"))
    return int(number) if number is not None and number == int(number) and number <= 100 else None


def _with_formula(choice: PlanChoice, field: str, value: int) -> PlanChoice:
    """Return the plan with another part of the formula; without any share there is none."""
    changed = replace(choice.formula or FormulaChoice(), **{field: value})
    return replace(choice, formula=changed if changed.children_pct or changed.weighted_pct else None)
