"""One form for all files that wait: what is said of each, what to look at first, and one button."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan, gemeenten_in
from kinderwerk_stats.delivery.preview import PLAUSIBLE_PCT
from kinderwerk_stats.delivery.publishing import Part, known_name, propose_peildatum, publish_together
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import DataSetKey, Publication, kind_of_file
from kinderwerk_stats.text.delivery import KIND_WORDS, describe_preview
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.publishing import (
    CONFIRMED,
    ask_source,
    day_outside,
    profile_of,
    say_done,
    usual_name,
    what_is_missing,
)
from kinderwerk_stats.ui.delivery.session import (
    LAST_GEMEENTE_KEY,
    Delivered,
    correct,
    delivered_files,
    drop,
    known_gemeenten,
    plan_for,
    preview_for,
    published_when_delivered,
    suggest_gemeente,
)
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.loaders import store
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
    plans = {file.mark: plan_for(file, code) for file in files}
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
    """Draw the form; with one name and one button all files are published, or none."""
    files = {mark: delivered_files()[mark] for mark in waiting.plans}
    name = known_gemeenten().get(waiting.gemeente_code, waiting.gemeente_code)
    show_heading(f"Publiceer {len(files)} bestanden voor {name}")
    found = [row for mark, plan in waiting.plans.items() for row in _look_at_first(files[mark], plan, view)]
    if found:
        st.html(build_table(["Bestand", "Kijk eerst na"], found, caption="Kijk eerst na"))
    for file in files.values():
        published_when_delivered(file, waiting.gemeente_code)
    with st.form(f"publiceer_alles_{'_'.join(mark[:6] for mark in files)}", border=False):
        said = {}
        for mark, file in files.items():
            left, right = st.columns([2, 1])
            label = f"Bron van {KIND_WORDS[file.understanding.result.kind]} ({file.name})"
            with left:
                source = ask_source(file.understanding, waiting.gemeente_code, label, f"bron_{mark[:12]}")
            with right:
                peildatum = st.text_input(
                    "Peildatum",
                    value=propose_peildatum(file.understanding.kind, file.understanding.years),
                    max_chars=10,
                    key=f"peildatum_{mark[:12]}",
                )
            said[mark] = source, peildatum.strip()
        left, right = st.columns(2)
        with left:
            who = st.text_input("Uw naam of functie", value=usual_name(waiting.gemeente_code), max_chars=80)
        with right:
            note = st.text_input("Opmerking (mag leeg blijven)", max_chars=300)
        looked = st.checkbox(CONFIRMED) if found else True
        other_day = day_outside([(day, files[mark].understanding.years) for mark, (_, day) in said.items()])
        sent = st.form_submit_button(f"Publiceer alle {len(files)} bestanden", type="primary")
    if not sent:
        return
    missing = list(dict.fromkeys(chain.from_iterable(what_is_missing(*of, who) for of in said.values())))
    if not looked:
        missing.append("dat u hebt nagekeken wat opvalt")
    if missing:
        st.html(f'<p class="kw-fout" role="alert">Vul nog in: {", ".join(missing)}.</p>')
        return
    if other_day:
        st.html(f'<p class="kw-fout" role="alert">{other_day}</p>')
        return
    _publish(waiting, files, said, who.strip(), note.strip())


def _look_at_first(file: Delivered, plan: PublicationPlan, view: View) -> list[list[str]]:
    """Return what somebody looks at first when a file is published, in words."""
    return [[file.name, words] for words in describe_preview(preview_for(plan, view.leeftijd), PLAUSIBLE_PCT)]


def _publish(
    waiting: Waiting, files: Mapping[str, Delivered], said: Mapping[str, tuple[str, str]], who: str, note: str
) -> None:
    known = [dataset.key.publisher for dataset in store().datasets(waiting.gemeente_code)]
    parts: list[Part] = []
    based_on: dict[DataSetKey, int] = {}
    for mark, file in files.items():
        source, peildatum = known_name(said[mark][0], known), said[mark][1]
        plan = waiting.plans[mark]
        based_on |= published_when_delivered(file, waiting.gemeente_code)
        publication = Publication(source, peildatum, note, who, kind_of_file(file.name), mark)
        parts.append(Part(plan.tables, publication, profile_of(file, plan, source)))
    try:
        publish_together(store(), parts, waiting.gemeente_code, based_on)
    except InputRefused as refused:
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    for mark in files:
        drop(mark)
    years = sorted({table.source.year for part in parts for table in part.tables if table.source.year is not None})
    say_done("", waiting.gemeente_code, years[-1], who, count=len(files))
