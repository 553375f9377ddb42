"""The goals side by side: what each aims at, where it puts the fte, who gains, who gains nothing."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.allocation import DEFAULT_OBJECTIVE, OBJECTIVES, WITH_CURVE, Objective
from kinderwerk_stats.charts.plan import AddedClasses, choose_added_classes
from kinderwerk_stats.charts.small_map import draw_small_map
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.model.palette import PALETTES
from kinderwerk_stats.text.allocation import weighing_words
from kinderwerk_stats.text.plan import (
    OBJECTIVE_NAMES,
    WHY_ABSENT,
    aim_words,
    describe_added_map,
    option_facts,
)
from kinderwerk_stats.text.plan_means import NO_INDEX, agree_sentence, card_notes
from kinderwerk_stats.ui.blocks import mode
from kinderwerk_stats.ui.loaders import load_outlines
from kinderwerk_stats.ui.markup import escape, escape_text
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.view import View

# The usual one first: who only looks at the first sees that one.
_ORDER: tuple[Objective, ...] = (DEFAULT_OBJECTIVE, *(name for name in OBJECTIVES if name != DEFAULT_OBJECTIVE))


def show_options(view: View, plan: Plan) -> None:
    """Draw every goal as a card with a small map; its name chooses it."""
    added = [more for worked in plan.worked.values() for more in worked.allocation.added_fte]
    classes = choose_added_classes(added)
    shown = [name for name in _ORDER if plan.absent.get(name) != "niet_ingevuld"]
    chosen = plan.chosen(view.plan.objective)[0]
    worked = [name for name in shown if name in plan.worked]
    cards = "".join(
        _card(view, plan, name, classes, worked[: worked.index(name)] if name in worked else [], chosen=name == chosen)
        for name in shown
    )
    st.html(f'{build_legend(plan, classes)}<ul class="kw-doelen" aria-label="Doelen om uit te kiezen">{cards}</ul>')
    without_index = not plan.weighted and view.behoefte.steepness != 1
    said = [agree_sentence(plan), weighing_words(plan.base.steepness), NO_INDEX if without_index else ""]
    st.caption(" ".join(filter(None, said)))


def _card(
    view: View, plan: Plan, objective: Objective, classes: AddedClasses, before: Sequence[Objective], *, chosen: bool
) -> str:
    """Return one goal as a card; `before`: the goals on the cards before it, with which it is compared."""
    name, aim = escape(OBJECTIVE_NAMES[objective]), escape(aim_words(plan, objective))
    assumed = '<span class="kw-merkje">aanname</span>' if objective in WITH_CURVE else ""
    worked = plan.worked.get(objective)
    if worked is None:
        why = escape(WHY_ABSENT[plan.absent[objective]])
        return f'<li><h2>{name}</h2><p>{aim}</p><p class="kw-leeg">{why}</p></li>'
    aim = " ".join(filter(None, [aim, *map(escape, card_notes(plan, objective, before)), assumed]))
    href = escape(page_href("plan", replace(view, plan=replace(view.plan, objective=objective))))
    state = ' aria-current="true"' if chosen else ""
    choose = "Gekozen" if chosen else "Kies dit doel"
    pairs, picture = option_facts(plan, worked), build_added_map(view, plan, objective, classes)
    facts = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape_text(much)}</dd></div>" for what, much in pairs)
    return (
        f'<li class="{"kw-gekozen" if chosen else ""}" style="--rijen:{len(pairs) + 3 + bool(picture)}">'
        f'<h2><a href="{href}" target="_self" data-intern{state}>{name}</a>'
        f"</h2><p>{aim}</p>{picture}<dl>{facts}</dl>"
        f'<p class="kw-keuze kw-scherm" aria-hidden="true">{choose}</p></li>'
    )


def build_added_map(view: View, plan: Plan, objective: Objective, classes: AddedClasses) -> str:
    """Return the small map of where a goal puts fte; nothing without borders."""
    outlines = load_outlines(view)
    if outlines is None:
        return ""
    worked, palette = plan.worked[objective], PALETTES[mode()]
    found = worked.allocation
    fills = {code: classes.colour_of(more, palette) for code, more in zip(found.codes, found.added_fte, strict=True)}
    words = escape(describe_added_map(plan, objective, worked))
    return f'<img class="kw-kaartje" alt="{words}" src="{draw_small_map(outlines, fills, mode())}">'


def build_legend(plan: Plan, classes: AddedClasses) -> str:
    """Return what the colours of all maps mean."""
    items = [
        f'<span><i style="background:{colour}"></i>{escape(words)}</span>'
        for colour, words in classes.legend(PALETTES[mode()])
    ]
    if plan.base.left_out:
        items.append('<span><i class="kw-arcering"></i>doet niet mee</span>')
    return f'<p class="kw-hulp kw-legenda"><b>Fte erbij</b>{"".join(items)}</p>'
