"""The form that publishes files that were delivered: one of them, or all that wait; each or none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan
from kinderwerk_stats.delivery.publishing import Part, known_name, propose_peildatum, publish_together
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.store import DataSetKey, Profile, Publication, PublishConflict, kind_of_file, open_store
from kinderwerk_stats.text.delivery import KIND_WORDS
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.access import WHO_LABEL, acting, ask_name, identity, may
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.session import (
    LAST_GEMEENTE_KEY,
    Delivered,
    drop,
    drop_basis,
    published_when_delivered,
)
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.loaders import load_available, store
from kinderwerk_stats.ui.markup import build_done, build_error
from kinderwerk_stats.ui.pages import page_of
from kinderwerk_stats.ui.view import View, to_params

CONFIRMED = "Ik heb dit nagekeken en het klopt"
_DONE_KEY = "aanlevering_gelukt"
WHO_KEY = "aanlevering_wie"
_PEILDATUM = "Peildatum"
# Of each file: who counted, and the peildatum.
_Said = Mapping[str, tuple[str, str]]


def show_no_gemeente() -> None:
    """Say what is needed before anything can be published."""
    show_heading("Publiceren")
    st.html('<p class="kw-leeg">Kies eerst bovenaan voor welke gemeente u publiceert.</p>')


def show_publish(delivered: Delivered, plan: PublicationPlan, *, allowed: bool) -> None:
    """Draw the form that publishes a file for everybody who opens the dashboard."""
    show_heading("Publiceren" if may("publiceren", plan.gemeente_code) else "Aanleveren")
    if not plan.publishable:
        st.html('<p class="kw-leeg">Los eerst op wat er mis is. Daarna kunt u publiceren.</p>')
        return
    if not allowed:
        st.html('<p class="kw-leeg">Bevestig eerst hierboven dat de grote veranderingen kloppen.</p>')
        return
    show_form([delivered], {delivered.mark: plan}, plan.gemeente_code)


def show_form(
    files: Sequence[Delivered], plans: Mapping[str, PublicationPlan], gemeente_code: str, *, stands_out: bool = False
) -> None:
    """Draw the form; with one name and one button all files are published, or none.

    Parameters
    ----------
    files : what can be published.
    plans : mark of a file -> what publishing it does.
    gemeente_code : whose figures they are.
    stands_out : whether something has to be confirmed in the form.
    """
    if not may("aanleveren", gemeente_code):
        st.html('<p class="kw-leeg">U mag voor deze gemeente niets aanleveren.</p>')
        return
    for file in files:
        published_when_delivered(file, gemeente_code)
    one = files[0] if len(files) == 1 else None
    with st.form(f"publiceer_{'_'.join(file.mark[:12] for file in files)}", border=False):
        said = {file.mark: _ask_about(file, gemeente_code, alone=one is not None) for file in files}
        left, right = st.columns(2)
        with left:
            who = ask_name(usual_name(gemeente_code))
        with right:
            origins = {file.origin for file in files}
            proposed = origins.pop() if len(origins) == 1 else ""
            note = st.text_input("Opmerking (mag leeg blijven)", value=proposed, max_chars=300).strip()
        keep = True
        if one is not None and one.understanding.kind == "bereik":
            keep = st.checkbox("Onthoud mijn keuzes voor het volgende bestand van deze organisatie", value=True)
        looked = not stands_out or st.checkbox(CONFIRMED)
        other_day = _day_outside([(said[file.mark][1], file.understanding.years) for file in files])
        verb = "Publiceer" if may("publiceren", gemeente_code) else "Lever aan:"
        label = verb.removesuffix(":") if one is not None else f"{verb} alle {len(files)} bestanden"
        sent = st.form_submit_button(label, type="primary")
    if not sent:
        return
    missing = {
        label: words
        for file in files
        for label, words in _what_is_missing(*said[file.mark], who, _source_label(file, alone=one is not None)).items()
    }
    missing |= {} if looked else {CONFIRMED: "dat u hebt nagekeken wat opvalt"}
    if missing or other_day:
        wrong = f"Vul nog in: {', '.join(dict.fromkeys(missing.values()))}." if missing else other_day
        st.html(build_error(wrong, *(missing or (_PEILDATUM,))))
        return
    _publish(files, plans, gemeente_code, _to_parts(files, plans, gemeente_code, said, note, keep=keep), who)


def _ask_about(file: Delivered, gemeente_code: str, *, alone: bool) -> tuple[str, str]:
    """Draw who counted and the peildatum of a file; return both."""
    understanding = file.understanding
    label = _source_label(file, alone=alone)
    left, right = st.columns([2, 1])
    with left:
        source = _ask_source(understanding, gemeente_code, label, f"bron_{file.mark[:12]}")
    with right:
        proposed = propose_peildatum(understanding.kind, understanding.years)
        peildatum = st.text_input(_PEILDATUM, value=proposed, max_chars=10, key=f"peildatum_{file.mark[:12]}")
    return source, peildatum.strip()


def _source_label(file: Delivered, *, alone: bool) -> str:
    kind = KIND_WORDS[file.understanding.result.kind]
    return "Naam van de bron" if alone else f"Bron van {kind} ({file.name})"


def _to_parts(
    files: Sequence[Delivered],
    plans: Mapping[str, PublicationPlan],
    gemeente_code: str,
    said: _Said,
    note: str,
    *,
    keep: bool,
) -> list[Part]:
    """Return what is published of each file."""
    known = [dataset.key.publisher for dataset in store().datasets(gemeente_code)]
    parts = []
    for file in files:
        source, plan = known_name(said[file.mark][0], known), plans[file.mark]
        publication = Publication(source, said[file.mark][1], note, kind_of_file(file.name), file.mark)
        parts.append(Part(plan.tables, publication, _profile_of(file, plan, source) if keep else None))
    return parts


def _publish(
    files: Sequence[Delivered],
    plans: Mapping[str, PublicationPlan],
    gemeente_code: str,
    parts: Sequence[Part],
    who: str,
) -> None:
    based_on: dict[DataSetKey, int] = {}
    for file in files:
        based_on |= published_when_delivered(file, gemeente_code)
    try:
        publish_together(store(), parts, gemeente_code, acting(who), based_on)
    except InputRefused as refused:
        if isinstance(refused, PublishConflict):
            # The next look compares with what was published meanwhile.
            for file in files:
                drop_basis(file.mark)
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    for file in files:
        drop(file.mark)
    years = {table.source.year for part in parts for table in part.tables if table.source.year is not None}
    is_shown = all(plan.shown for plan in plans.values())
    # Drawn anew with what was published, by whom and for which gemeente.
    st.session_state[_DONE_KEY] = files[0].name, len(files), gemeente_code, max(years), is_shown
    st.session_state[LAST_GEMEENTE_KEY] = gemeente_code
    st.session_state[WHO_KEY] = who
    st.rerun()


def _ask_source(understanding: Understanding, gemeente_code: str, label: str, key: str) -> str:
    """Draw who the figures are of: what the file says, and the organisations that are known from before."""
    proposed = _source_name(understanding)
    known = [d.key.publisher for d in store().datasets(gemeente_code) if d.key.kind == understanding.kind]
    options = list(dict.fromkeys(name for name in (known_name(proposed, known), *known) if name))
    if own := identity().organisation:
        # Of others nothing can be delivered.
        options = [own]
    chosen = st.selectbox(
        label,
        options,
        index=0 if options else None,
        accept_new_options=not own,
        placeholder="Kies of typ een naam",
        key=key,
    )
    return (chosen or "").strip()


def usual_name(gemeente_code: str) -> str:
    """Return who published last: in this session, else for this gemeente."""
    versions = [dataset.published for dataset in open_store().datasets(gemeente_code) if dataset.published]
    last = max(versions, key=lambda version: version.when).who if versions else ""
    return str(st.session_state.get(WHO_KEY, last))


def _what_is_missing(source: str, peildatum: str, who: str, source_label: str) -> dict[str, str]:
    """Return what has to be filled in before publishing: the label of the field, and what in words."""
    return {
        label: words
        for label, words, fine in (
            (source_label, "de naam van de bron", bool(source.strip())),
            (_PEILDATUM, "een peildatum die bestaat, zoals 31-12-2024", _is_date(peildatum)),
            (WHO_LABEL, "uw naam of functie", bool(who.strip())),
        )
        if not fine
    }


def _day_outside(given: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Return why a peildatum has to be confirmed, and draw the box to do so; nothing when it lies in its year."""
    outside = [day for day, years in given if _is_date(day) and years and int(day[-4:]) not in years]
    if not outside or st.checkbox("De peildatum ligt in een ander jaar dan de cijfers, en dat klopt"):
        return ""
    days = " en ".join(dict.fromkeys(outside))
    return f"De peildatum {days} ligt niet in het jaar van de cijfers. Verander de datum, of bevestig dat het klopt."


def _profile_of(delivered: Delivered, plan: PublicationPlan, source_name: str) -> Profile | None:
    """Return what was corrected, to be done again for the next file; None when there was nothing to correct."""
    corrections = delivered.corrections.as_profile()
    if not (delivered.understanding.fingerprint and corrections):
        return None
    return Profile(source_name, plan.gemeente_code, delivered.understanding.fingerprint, corrections.as_dict())


def _is_date(text: str) -> bool:
    try:
        datetime.strptime(text, "%d-%m-%Y").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def show_done(view: View) -> None:
    """Say what was published a moment ago, with a link to the figures."""
    if done := st.session_state.pop(_DONE_KEY, None):
        name, count, gemeente_code, year, is_shown = done
        if not may("publiceren", gemeente_code):
            what = "Het bestand is" if count == 1 else f"{count} bestanden zijn"
            st.html(build_done(f"Gelukt. {what} aangeleverd. Wie voor de gemeente publiceert, ziet het nu."))
            return
        who_sees = "Iedereen die het dashboard opent, ziet de cijfers."
        if not is_shown:
            who_sees = "Het staat bij “Wat is gepubliceerd”. De cijfers van een andere organisatie blijven zichtbaar."
        what = f"{name} is" if count == 1 else f"{count} bestanden zijn"
        st.html(build_done(f"Gelukt. {what} gepubliceerd. {who_sees}"))
        if gemeente_code in load_available().gemeenten:
            shown = replace(view, gemeente=gemeente_code, jaar=year, wijk=None)
            st.page_link(
                page_of("overzicht"), label="Bekijk de cijfers", query_params=to_params(shown), width="content"
            )


def _source_name(understanding: Understanding) -> str:
    if understanding.organisation and understanding.organisation != "onbekend":
        return understanding.organisation
    return "" if understanding.kind == "bereik" else KIND_WORDS[understanding.result.kind]
