"""What publishing a file changes, and publishing it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan
from kinderwerk_stats.delivery.effect import changes_reach_of_gemeente, find_visibility, hides_reach
from kinderwerk_stats.delivery.preview import PLAUSIBLE_PCT, Effect, Preview
from kinderwerk_stats.delivery.publishing import known_name, name_publisher, propose_peildatum
from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.store import Profile, Publication, PublishConflict, kind_of_file
from kinderwerk_stats.text.delivery import (
    KIND_WORDS,
    describe_change,
    describe_loss,
    describe_visibility,
    new_year_without_bereik,
    whose_bereik,
)
from kinderwerk_stats.text.problems import describe, parts_of
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.session import (
    LAST_GEMEENTE_KEY,
    Delivered,
    drop,
    drop_basis,
    preview_for,
    published_when_delivered,
)
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.loaders import load_available, store
from kinderwerk_stats.ui.markup import build_notice, escape
from kinderwerk_stats.ui.pages import page_of
from kinderwerk_stats.ui.view import View, to_params

CONFIRMED = "Ik heb dit nagekeken en het klopt"
_SHOWN = 12
_DONE_KEY = "aanlevering_gelukt"
_WHO_KEY = "aanlevering_wie"


def show_effect(
    plan: PublicationPlan, view: View, mark: str, heading: str = "Wat er verandert als u publiceert"
) -> bool:
    """Draw what changes on screen; return whether it may be published."""
    show_heading(heading)
    if not (plan.years and plan.publishable):
        words = "Dit bestand verandert nu geen cijfer: er zijn nog geen cijfers van CBS bij."
        if not plan.publishable:
            words = "Los eerst op wat er mis is. Daarna ziet u wat er verandert."
        st.html(f'<p class="kw-leeg">{words}</p>')
        return plan.publishable
    preview = preview_for(plan, view.leeftijd)
    if preview.problems:
        st.html(build_list(map(str, map(describe, preview.problems))))
        return plan.publishable
    effects = preview.effects
    if effects:
        year = max(effects)
        if len(effects) > 1:
            year = st.selectbox("Welk jaar wilt u vergelijken?", sorted(effects, reverse=True), key="effect_jaar")
        _show_changes(effects[year], plan.tables)
    else:
        st.html('<p class="kw-leeg">Deze cijfers zijn nieuw: er is niets om mee te vergelijken.</p>')
    return _ask_to_confirm(preview, f"{mark[:12]}_{plan.gemeente_code}")


def _show_doubts(doubts: Sequence[Problem]) -> None:
    if doubts:
        rows = [parts_of(doubt)[1:] for doubt in doubts]
        st.html(build_table(["Dit valt op", "Verwacht", "Wat u kunt doen"], rows, caption="Kijk eerst na"))


def _show_changes(effect: Effect, published: Sequence[Table]) -> None:
    before, after = effect.before, effect.after
    st.html(
        f'<p class="kw-hulp">{escape(after.gemeente_name)}: nu {before.year}, straks {after.year}. Kleine aantallen '
        "zijn in beide verborgen.</p>"
    )
    if words := whose_bereik(before, after, published) or new_year_without_bereik(before, after):
        st.html(build_notice(words, strong="Let op."))
    visibility = find_visibility(before, after)
    if said := describe_visibility(visibility, gemeente_changes=changes_reach_of_gemeente(before, after)):
        st.html(build_notice(said, strong="Verborgen aantallen."))
    if not effect.changes:
        if not visibility:
            hidden = hides_reach(before, after)
            nothing = "Geen cijfer dat u mag zien, verandert." if hidden else "Geen enkel cijfer verandert."
            st.html(f'<p class="kw-leeg">{nothing}</p>')
        return
    header = ["Gebied", "Cijfer", "Nu", "Straks", "Verandering"]
    rows = [describe_change(change) for change in effect.changes]
    st.html(build_table(header, rows[:_SHOWN], caption="Wat er verandert", numeric=(2, 3, 4)))
    if len(rows) > _SHOWN:
        with st.expander(f"Alle {len(rows)} veranderingen"):
            st.html(build_table(header, rows, caption="Alle veranderingen", numeric=(2, 3, 4)))


def _ask_to_confirm(preview: Preview, file: str) -> bool:
    """Return whether no figure of any year is far out or changes more than is plausible, or the user confirms it."""
    _show_doubts(preview.doubts)
    losses = [f"{describe_loss(*loss)} ({year})" for year, loss in preview.losses]
    if not preview.asks and not any(effect.changes for effect in preview.effects.values()):
        return True
    if losses:
        st.html(build_notice(f"{'; '.join(losses)}.", strong="Minder cijfers dan eerst:"))
    asked = len(losses) + len(preview.visibility) + len(preview.doubts)
    if not preview.effects:
        return st.checkbox(CONFIRMED, key=f"opvallend_{file}_{asked}")
    limit = st.slider(
        "Een verandering tot zoveel procent vind ik aannemelijk", 0, 100, PLAUSIBLE_PCT, step=5, key="effect_grens"
    )
    names = [f"{name} ({year})" for year, name in preview.implausible(limit)]
    if not names:
        return not preview.asks or st.checkbox(CONFIRMED, key=f"nagekeken_{file}_{asked}")
    some = ", ".join(names[:5]) + (f" en {len(names) - 5} andere" if len(names) > 5 else "")
    st.html(build_notice(f"Deze cijfers veranderen meer dan {limit} % of vallen weg: {some}.", strong="Kijk eerst na."))
    return st.checkbox(CONFIRMED, key=f"nagekeken_{file}_{limit}_{len(names)}_{asked}")


def show_no_gemeente() -> None:
    """Say what is needed before anything can be published."""
    show_heading("Publiceren")
    st.html('<p class="kw-leeg">Kies eerst bovenaan voor welke gemeente u publiceert.</p>')


def show_publish(delivered: Delivered, plan: PublicationPlan, *, allowed: bool) -> None:
    """Draw the form that publishes a file for everybody who opens the dashboard."""
    show_heading("Publiceren")
    if not plan.publishable:
        st.html('<p class="kw-leeg">Los eerst op wat er mis is. Daarna kunt u publiceren.</p>')
        return
    if not allowed:
        st.html('<p class="kw-leeg">Bevestig eerst hierboven dat de grote veranderingen kloppen.</p>')
        return
    understanding = delivered.understanding
    published_when_delivered(delivered, plan.gemeente_code)
    with st.form(f"publiceer_{delivered.mark[:12]}", border=False):
        left, right = st.columns(2)
        with left:
            source = ask_source(understanding, plan.gemeente_code, "Naam van de bron", f"bron_{delivered.mark[:12]}")
            peildatum = st.text_input(
                "Peildatum", value=propose_peildatum(understanding.kind, understanding.years), max_chars=10
            ).strip()
        with right:
            who = st.text_input("Uw naam of functie", value=usual_name(plan.gemeente_code), max_chars=80)
            note = st.text_input("Opmerking (mag leeg blijven)", max_chars=300)
        keep = understanding.kind == "bereik" and st.checkbox(
            "Onthoud mijn keuzes voor het volgende bestand van deze organisatie", value=True
        )
        other_day = day_outside([(peildatum, understanding.years)])
        sent = st.form_submit_button("Publiceer", type="primary")
    if not sent:
        return
    if missing := what_is_missing(source, peildatum, who):
        st.html(f'<p class="kw-fout" role="alert">Vul nog in: {", ".join(missing)}.</p>')
        return
    if other_day:
        st.html(f'<p class="kw-fout" role="alert">{other_day}</p>')
        return
    known = [dataset.key.publisher for dataset in store().datasets(plan.gemeente_code)]
    source = known_name(source, known)
    kind = kind_of_file(delivered.name)
    publication = Publication(source, peildatum, note.strip(), who.strip(), kind, delivered.mark)
    _publish(delivered, plan, publication, keep=keep)


def ask_source(understanding: Understanding, gemeente_code: str, label: str, key: str) -> str:
    """Draw who the figures are of: what the file says, and the organisations that are known from before."""
    proposed = _source_name(understanding)
    known = [d.key.publisher for d in store().datasets(gemeente_code) if d.key.kind == understanding.kind]
    options = list(dict.fromkeys(name for name in (known_name(proposed, known), *known) if name))
    chosen = st.selectbox(
        label,
        options,
        index=0 if options else None,
        accept_new_options=True,
        placeholder="Kies of typ een naam",
        key=key,
    )
    return (chosen or "").strip()


def usual_name(gemeente_code: str) -> str:
    """Return who published last: in this session, else for this gemeente."""
    versions = [dataset.published for dataset in store().datasets(gemeente_code) if dataset.published]
    last = max(versions, key=lambda version: version.when).publication.who if versions else ""
    return str(st.session_state.get(_WHO_KEY, last))


def what_is_missing(source: str, peildatum: str, who: str) -> list[str]:
    """Return what has to be filled in before publishing, in words."""
    return [
        words
        for words, fine in (
            ("de naam van de bron", bool(source.strip())),
            ("een peildatum die bestaat, zoals 31-12-2024", _is_date(peildatum)),
            ("uw naam of functie", bool(who.strip())),
        )
        if not fine
    ]


def day_outside(given: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Return why a peildatum has to be confirmed, and draw the box to do so; nothing when it lies in its year."""
    outside = [day for day, years in given if _is_date(day) and years and int(day[-4:]) not in years]
    if not outside or st.checkbox("De peildatum ligt in een ander jaar dan de cijfers, en dat klopt"):
        return ""
    days = " en ".join(dict.fromkeys(outside))
    return f"De peildatum {days} ligt niet in het jaar van de cijfers. Verander de datum, of bevestig dat het klopt."


def _publish(delivered: Delivered, plan: PublicationPlan, publication: Publication, *, keep: bool) -> None:
    tables = name_publisher(plan.tables, publication.source_name)
    try:
        store().publish(
            tables,
            gemeente_code=plan.gemeente_code,
            publication=publication,
            based_on=published_when_delivered(delivered, plan.gemeente_code),
            profile=profile_of(delivered, plan, publication.source_name) if keep else None,
        )
    except PublishConflict as refused:
        # The next look compares with what was published meanwhile.
        drop_basis(delivered.mark)
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    except InputRefused as refused:
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    drop(delivered.mark)
    years = sorted({table.source.year for table in tables if table.source.year is not None})
    say_done(delivered.name, plan.gemeente_code, years[-1], publication.who, shown=plan.shown)


def say_done(name: str, gemeente_code: str, year: int, who: str, *, count: int = 1, shown: bool = True) -> None:
    """Remember what was published, by whom and for which gemeente, and draw the page anew."""
    st.session_state[_DONE_KEY] = name, count, gemeente_code, year, shown
    st.session_state[LAST_GEMEENTE_KEY] = gemeente_code
    st.session_state[_WHO_KEY] = who
    st.rerun()


def profile_of(delivered: Delivered, plan: PublicationPlan, source_name: str) -> Profile | None:
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
        who_sees = "Iedereen die het dashboard opent, ziet de cijfers."
        if not is_shown:
            who_sees = "Het staat bij “Wat is gepubliceerd”. De cijfers van een andere organisatie blijven zichtbaar."
        what = f"{name} is" if count == 1 else f"{count} bestanden zijn"
        st.html(build_notice(f"{what} gepubliceerd. {who_sees}", strong="Gelukt."))
        if gemeente_code in load_available().gemeenten:
            shown = replace(view, gemeente=gemeente_code, jaar=year, wijk=None)
            st.page_link(
                page_of("overzicht"), label="Bekijk de cijfers", query_params=to_params(shown), width="content"
            )


def _source_name(understanding: Understanding) -> str:
    if understanding.organisation and understanding.organisation != "onbekend":
        return understanding.organisation
    return "" if understanding.kind == "bereik" else KIND_WORDS[understanding.result.kind]
