"""Put a story together for a werkbezoek, show it, take it along and keep it (sociaalwerkorganisatie)."""

import streamlit as st

from kinderwerk_stats.text.visit import UNSAVED, visit_headline
from kinderwerk_stats.ui.blocks import show_headline, show_small_print
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.state import shown_view
from kinderwerk_stats.ui.visit.all_sheets import show_all_sheets
from kinderwerk_stats.ui.visit.choosing import show_choices_of_story, show_refused
from kinderwerk_stats.ui.visit.inviting import show_invitation
from kinderwerk_stats.ui.visit.keeping import show_opening, show_saving
from kinderwerk_stats.ui.visit.own import show_own_slides, show_photo, show_quotes, show_signalling
from kinderwerk_stats.ui.visit.session import has_unsaved_story, plan_of, story_of
from kinderwerk_stats.ui.visit.showing import show_preview, show_start
from kinderwerk_stats.ui.visit.taking import show_sheets_to_take, show_slides_to_take, show_tables_to_take

TELL, OWN, TAKE, INVITE, KEEP = "Het verhaal", "Van uzelf", "Meenemen", "Uitnodigen", "Bewaren"

view = shown_view()
monitor = load_monitor(view)
plan = plan_of(view, monitor)
story, address = story_of(plan, monitor, view)

show_headline(
    visit_headline(monitor, plan.wijken, len(story.slides) + 1),
    f"Werkbezoek in {monitor.gemeente_name}, {monitor.year}",
)
show_start(address)
show_refused()
task = st.segmented_control(
    "Wat wilt u doen?", (TELL, OWN, TAKE, INVITE, KEEP), default=TELL, required=True, key="werkbezoek_taak"
)
if has_unsaved_story(plan.gemeente_code):
    st.html(f'<p class="kw-hulp kw-scherm">{UNSAVED}</p>')
if task == TELL:
    left, right = st.columns([4, 5], gap="large")
    with left:
        show_choices_of_story(plan, monitor)
    with right:
        show_preview(story, address)
elif task == OWN:
    show_photo(plan)
    show_quotes(plan)
    show_signalling(plan, monitor)
    show_own_slides(plan)
elif task == TAKE:
    show_slides_to_take(story, monitor)
    show_sheets_to_take(plan, monitor, view)
    # The keyboard stays in it when its button makes way (ui/assets/shell.js).
    with st.container(key="alle_factsheets"):
        show_all_sheets(plan, monitor, view)
    show_tables_to_take(story, monitor)
elif task == INVITE:
    show_invitation(plan, story, monitor)
else:
    show_saving(plan, monitor)
    show_opening(plan, monitor)
show_small_print(monitor, view)
