"""One form for all files that wait: what is said of each, what to look at first, and one button."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan, gemeenten_in
from kinderwerk_stats.delivery.preview import PLAUSIBLE_PCT
from kinderwerk_stats.text.delivery import describe_preview
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.publish_form import show_form
from kinderwerk_stats.ui.delivery.session import (
    LAST_GEMEENTE_KEY,
    Delivered,
    correct,
    delivered_files,
    known_gemeenten,
    plan_for,
    preview_for,
    suggest_gemeente,
)
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.view import View

# What a name says is offered and never taken.
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True)
class Waiting:
    """The files that can be published together, each with what publishing it does; all of one gemeente."""

    gemeente_code: str
    plans: Mapping[str, PublicationPlan]


def find_waiting(view: View) -> Waiting | None:
    """Return the files that nothing stops from being published at once; None when that is not more than one."""
    files = [file for file in delivered_files().values() if file.ready]
    code = _gemeente_of(files, view)
    if code is None:
        return None
    plans = {file.mark: plan_for(file, code) for file in files if file.profile_of in ("", code)}
    ready = {mark: plan for mark, plan in plans.items() if plan.publishable}
    return Waiting(code, ready) if len(ready) > 1 else None


def _gemeente_of(files: list[Delivered], view: View) -> str | None:
    """Return the one gemeente that the files are of: what one of them says, else what was published for last."""
    inside = [frozenset(gemeenten_in(file.understanding.result)) for file in files]
    said = {next(iter(codes)) for codes in inside if len(codes) == 1}
    if not said:
        guesses = (suggest_gemeente(file) for file, codes in zip(files, inside, strict=True) if not codes)
        said = {code for code in guesses if code} or {st.session_state.get(LAST_GEMEENTE_KEY) or view.gemeente or ""}
    code = next(iter(said)) if len(said) == 1 else ""
    return code if code and all(not codes or code in codes for codes in inside) else None


def offer_years() -> None:
    """Draw a button for each file without a year, with the year that it, the other files or its name make likely."""
    files = delivered_files().values()
    stated = {max(file.understanding.years) for file in files if file.ready and file.understanding.years}
    for file in [file for file in files if file.waits_for_year]:
        named = {int(year) for year in _YEAR.findall(file.name)}
        likely = stated if len(stated) == 1 else named
        for year in _years_offered(file) or (likely if len(likely) == 1 else ()):
            st.button(
                f"De cijfers van {file.name} zijn van {year}",
                on_click=correct,
                args=(file, replace(file.corrections, year=year)),
                key=f"jaar_{file.mark[:12]}_{year}",
            )


def _years_offered(file: Delivered) -> tuple[int, ...]:
    """Return the years that a file names without saying that its figures are of them."""
    asked = [problem.param("jaren") for problem in file.understanding.result.problems if problem.asks == "jaar"]
    return next((years for years in asked if years), ())


def show_waiting(waiting: Waiting, view: View) -> None:
    """Draw what to look at first, and the form that publishes all files, or none."""
    files = [delivered_files()[mark] for mark in waiting.plans]
    name = known_gemeenten().get(waiting.gemeente_code, waiting.gemeente_code)
    show_heading(f"Publiceer {len(files)} bestanden voor {name}")
    found = [
        [file.name, words]
        for file in files
        for words in describe_preview(preview_for(waiting.plans[file.mark], view.leeftijd), PLAUSIBLE_PCT)
    ]
    if found:
        st.html(build_table(["Bestand", "Kijk eerst na"], found, caption="Kijk eerst na"))
    show_form(files, waiting.plans, waiting.gemeente_code, stands_out=bool(found))
