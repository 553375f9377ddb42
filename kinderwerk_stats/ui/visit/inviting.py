"""The invitation: a text with the figures of the wijk filled in, to copy into a mail."""

from typing import get_args

import streamlit as st

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.text.invitation import Guest, invitation_text

_MOST_QUESTIONS = 3


def show_invitation(plan: Plan, story: Story, monitor: Monitor) -> None:
    """Draw the text for the chosen guest, with a button that copies it."""
    guest = st.segmented_control(
        "Voor wie?",
        get_args(Guest),
        default=get_args(Guest)[0],
        format_func=lambda name: f"Voor {_ARTICLE[name]} {name}",
        required=True,
    )
    questions = list(dict.fromkeys(question for slide in story.slides for question in slide.questions))
    text = invitation_text(monitor, plan.wijken, guest, questions[:_MOST_QUESTIONS])
    fill_in = "Wat tussen haken staat, vult u zelf in. Kopieer de tekst met de knop rechtsboven."
    st.html(f'<p class="kw-hulp kw-scherm">{fill_in}</p>')
    st.code(text, language=None, wrap_lines=True)


_ARTICLE: dict[str, str] = {"nieuwe wethouder": "de", "college": "het"}
