"""Amounts and percentages with a source, from low to high: nothing is filled in beforehand."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.gemeente.plan_choice import COST_LIMITS, IN_EUR, MOST_SOURCE, CostName, CostStep, PlanChoice
from kinderwerk_stats.sources.privacy.texts import judge_text
from kinderwerk_stats.text.numbers import format_number, format_typed
from kinderwerk_stats.text.plan_address import clean_source
from kinderwerk_stats.text.plan_means import COST_SHORT, COST_WORDS
from kinderwerk_stats.ui.plan.fields import show_fault, typed_decimal
from kinderwerk_stats.ui.state import change_view, shown_view, widget_key

_PARTS = ("laag", "hoog", "bron")


def show_cost_form(choice: PlanChoice, names: tuple[CostName, ...]) -> None:
    """Draw a row for each of these steps; they count together once the form is sent in."""
    faults_key = f"plan_fouten_{names[0]}"
    with st.form(f"plan_stappen_{names[0]}", border=False):
        for name in names:
            _show_row(choice, name)
        st.form_submit_button("Reken hiermee", on_click=_take_form, args=(names, faults_key))
    for fault, labels in st.session_state.pop(faults_key, []):
        show_fault(fault, *labels)


def _show_row(choice: PlanChoice, name: CostName) -> None:
    step = choice.cost_step(name)
    st.html(f'<p class="kw-bevinding">{COST_WORDS[name]}</p>')
    columns = st.columns([2, 2, 3], gap="small")
    written = ["", "", ""] if step is None else [format_typed(step.low), format_typed(step.high), step.source]
    for column, part, label, value in zip(columns, _PARTS, _labels(name), written, strict=True):
        key = _key(name, part)
        st.session_state.setdefault(key, value)
        with column:
            st.text_input(label, key=key, max_chars=MOST_SOURCE if part == "bron" else 14, autocomplete="off")


def _labels(name: CostName) -> tuple[str, str, str]:
    short, unit = COST_SHORT[name], _unit(name)
    return f"{short} van ({unit})", f"{short} tot ({unit})", f"{short}: bron"


def _unit(name: CostName) -> str:
    return "euro" if name in IN_EUR else "%"


def _key(name: CostName, part: str) -> str:
    return widget_key(f"plan_kosten_{name}_{part}")


def _take_form(names: tuple[CostName, ...], faults_key: str) -> None:
    """Take over the form, or say per step what cannot be read; then nothing changes."""
    old = shown_view().plan
    choice = replace(old, costs=tuple(step for step in old.costs if step.name not in names))
    faults: list[tuple[str, tuple[str, ...]]] = []
    for name in names:
        low_text, high_text, source = (str(st.session_state.get(_key(name, part)) or "") for part in _PARTS)
        if not low_text.strip() and not high_text.strip():
            continue
        step = _read_step(name, low_text or high_text, high_text or low_text, source)
        if judge_text(source):
            words = f"{COST_WORDS[name]}: noem bij de bron geen persoon, telefoonnummer of e-mailadres."
            faults.append((words, _labels(name)[2:]))
        elif step is None:
            least, most = (format_number(limit) for limit in COST_LIMITS[name])
            words = f"{COST_WORDS[name]}: vul in van laag naar hoog, van {least} tot {most} {_unit(name)}."
            faults.append((words, _labels(name)[:2]))
        else:
            choice = choice.with_cost(name, step)
    if faults:
        st.session_state[faults_key] = faults
    else:
        change_view(plan=choice)


def _read_step(name: CostName, low_text: str, high_text: str, source: str) -> CostStep | None:
    low, high = (typed_decimal(text.strip().removesuffix("%")) for text in (low_text, high_text))
    if low is None or high is None:
        return None
    try:
        return CostStep(name, low, high, clean_source(source)[:MOST_SOURCE])
    except ValueError:
        return None
