"""Deliver files as they came, see what was understood, publish, and go back (beleidsmedewerker)."""

import streamlit as st

from kinderwerk_stats.text.delivery import delivery_headline
from kinderwerk_stats.ui.access import may
from kinderwerk_stats.ui.blocks import show_headline
from kinderwerk_stats.ui.delivery.correcting import show_correcting
from kinderwerk_stats.ui.delivery.effect import show_effect
from kinderwerk_stats.ui.delivery.fetching import show_fetching
from kinderwerk_stats.ui.delivery.files import choose_file, choose_gemeente, show_upload
from kinderwerk_stats.ui.delivery.problems import show_problems
from kinderwerk_stats.ui.delivery.publish_form import show_done, show_no_gemeente, show_publish
from kinderwerk_stats.ui.delivery.published import show_log, show_published
from kinderwerk_stats.ui.delivery.session import delivered_files, plan_for, read_for
from kinderwerk_stats.ui.delivery.template import show_template
from kinderwerk_stats.ui.delivery.together import find_waiting, offer_years, show_waiting
from kinderwerk_stats.ui.delivery.understood import show_understood
from kinderwerk_stats.ui.loaders import what_is_invented
from kinderwerk_stats.ui.state import shown_view

DELIVER, PUBLISHED, TEMPLATE, LOG = "Bestanden aanleveren", "Wat is gepubliceerd", "Leeg bestand maken", "Logboek"
HEADLINES = {
    PUBLISHED: "Alles wat gepubliceerd is, kunt u bekijken, vergelijken, intrekken en terugzetten.",
    TEMPLATE: "Vraag de cijfers met een bestand dat zonder vragen terugkomt.",
    LOG: "Wie deed wat, en wanneer?",
}

view = shown_view()
files = delivered_files().values()
# The sentence on top answers with what stands below it.
top = st.container()
show_done(view)
task = st.segmented_control(
    "Wat wilt u doen?", (DELIVER, PUBLISHED, TEMPLATE, LOG), default=DELIVER, required=True, key="gegevens_taak"
)
headline = HEADLINES.get(task, "")
if task == PUBLISHED:
    show_published(view)
elif task == TEMPLATE and view.gemeente:
    show_template(view)
elif task == TEMPLATE:
    st.html('<p class="kw-leeg">Publiceer eerst de cijfers van CBS: die zeggen welke wijken er zijn.</p>')
elif task == LOG:
    show_log(view)
else:
    if may("publiceren"):
        show_fetching(first=not files and (not view.gemeente or what_is_invented(view.gemeente) == "alles"))
    show_upload()
    plan = None
    offer_years()
    if waiting := find_waiting(view):
        show_waiting(waiting, view)
    if file := choose_file():
        gemeente = choose_gemeente(file, view) if file.usable else None
        file = read_for(file, gemeente) if gemeente else file
        plan = plan_for(file, gemeente) if gemeente and file.usable else None
        show_problems(file, plan.problems if plan else ())
        show_understood(file)
        show_correcting(file, plan)
        if plan:
            allowed = show_effect(plan, view, file.mark)
            if waiting is None or file.mark not in waiting.plans:
                show_publish(file, plan, allowed=allowed)
        elif file.usable:
            show_no_gemeente()
    headline = delivery_headline(
        sum(file.ready for file in files),
        len(files),
        waiting=sum(file.waits_for_year for file in files),
        personal=sum(file.personal for file in files),
        faults=plan.faults_count if plan else 0,
    )
with top:
    show_headline(headline, "Gegevens")
