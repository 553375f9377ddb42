"""What publishing a file changes, and whether somebody has looked at it."""

from collections.abc import Sequence

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan
from kinderwerk_stats.delivery.effect import changes_reach_of_gemeente, find_visibility, hides_reach
from kinderwerk_stats.delivery.preview import PLAUSIBLE_PCT, Effect, Preview
from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.text.delivery import (
    describe_change,
    describe_loss,
    describe_visibility,
    new_year_without_bereik,
    whose_bereik,
)
from kinderwerk_stats.text.problems import describe, parts_of
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.publish_form import CONFIRMED
from kinderwerk_stats.ui.delivery.session import (
    preview_for,
)
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.markup import build_notice, escape
from kinderwerk_stats.ui.view import View

_SHOWN = 12


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
        _show_changes(effects[year], () if plan.withdraws else plan.tables)
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
