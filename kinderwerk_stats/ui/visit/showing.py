"""Show the story: the presentation in small, and the way to it in full."""

import streamlit as st

from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.text.story import PART_NAMES
from kinderwerk_stats.ui.markup import escape

_PREVIEW_HEIGHT = 460
_KEYS = (
    "Pijltjes, spatie of vegen: verder en terug. Home: naar het begin. N: notities eronder. V: notities in een tweede "
    "venster. F: heel het scherm. Esc: stoppen. De presentatie werkt ook als het internet wegvalt."
)


def show_start(address: str) -> None:
    """Draw the button that opens the presentation in a tab of its own: what is not saved stays here."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button("Start de presentatie", address, type="primary")
        st.html('<p class="kw-hulp kw-scherm">Opent in een eigen tabblad</p>')


def show_preview(story: Story, address: str) -> None:
    """Draw the presentation in a frame, the list of its slides and the keys."""
    # The hash of the address begins with the first slide.
    st.iframe(address, height=_PREVIEW_HEIGHT)
    rows = "".join(
        f"<li><strong>{escape(slide.title)}</strong> <span>{escape(PART_NAMES[slide.part])}</span></li>"
        for slide in story.slides
    )
    st.html(f'<ol class="kw-dias">{rows}<li><strong>Over deze cijfers</strong></li></ol>')
    st.html(f'<p class="kw-hulp kw-scherm">{_KEYS}</p>')
