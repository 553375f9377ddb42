"""What the organisation brings itself: a photo, quotes, its own list of early signalling, its own slides."""

from dataclasses import replace
from typing import Any

import streamlit as st

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.story.own_signals import MOST_CHILDREN, MOST_WORDS, Signalling, signalling_problems
from kinderwerk_stats.story.photo import clean_photo
from kinderwerk_stats.story.plan import (
    MOST_NAME,
    MOST_OWN_SLIDES,
    MOST_QUOTES,
    MOST_TEXT,
    MOST_TITLE,
    OwnSlide,
    Plan,
    Quote,
)
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_problems
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.uploads import forget_upload
from kinderwerk_stats.ui.visit.session import keep_plan, round_of

_PHOTO_TYPES = ["jpg", "jpeg", "png", "webp"]


def show_photo(plan: Plan) -> None:
    """Draw the photo of the story, or where to choose one; only the cleaned photo is kept."""
    show_heading("Foto")
    if plan.photo is not None:
        st.image(plan.photo.content, caption=plan.photo.alt, width=360)
        if st.button("Haal de foto weg"):
            keep_plan(replace(plan, photo=None))
            st.rerun()
        return
    st.html(
        '<p class="kw-hulp kw-scherm">Plaats, datum en camera gaan eraf. Staan er kinderen op, vraag dan eerst '
        "hun ouders.</p>"
    )
    label = "Wat is er te zien? Voor wie de foto niet ziet"
    alt = st.text_input(label, max_chars=MOST_NAME, key=f"foto_alt_{round_of()}")
    file = st.file_uploader("Kies een foto", _PHOTO_TYPES, max_upload_size=25, key=f"foto_{round_of()}")
    if file is None:
        return
    if not alt.strip():
        st.html(build_error("Vul eerst in wat er op de foto te zien is.", label))
        return
    try:
        photo = clean_photo(file.getvalue(), alt.strip())
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    finally:
        forget_upload(file)
    keep_plan(replace(plan, photo=photo))
    st.rerun()


def show_quotes(plan: Plan) -> None:
    """Draw the quotes, and the fields of a new one."""
    show_heading("Citaten")
    for place, quote in enumerate(plan.quotes):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"“{quote.words}”  {', '.join(filter(None, (quote.name, quote.function)))}", width="stretch")
            if st.button(f"Haal citaat {place + 1} weg", key=f"citaat_weg_{place}"):
                keep_plan(replace(plan, quotes=(*plan.quotes[:place], *plan.quotes[place + 1 :])))
                st.rerun()
    if len(plan.quotes) >= MOST_QUOTES:
        return
    with st.form(f"citaat_{round_of()}_{len(plan.quotes)}", border=False):
        labels = ("Wat iemand zei", "Naam, zoals die persoon genoemd wil worden")
        words = st.text_area(labels[0], max_chars=MOST_TEXT)
        left, right = st.columns(2)
        name = left.text_input(labels[1], max_chars=MOST_NAME)
        function = right.text_input("Functie of rol", max_chars=MOST_NAME)
        if st.form_submit_button("Voeg het citaat toe"):
            if words.strip() and name.strip():
                _take(plan, quotes=(*plan.quotes, Quote(words.strip(), name.strip(), function.strip())))
            else:
                empty = [label for label, typed in zip(labels, (words, name), strict=True) if not typed.strip()]
                st.html(build_error("Vul in wat iemand zei, en wie het was.", *empty))


def show_signalling(plan: Plan, monitor: Monitor) -> None:
    """Draw the own numbers of early signalling, which take the place of the example from Den Haag."""
    show_heading("Eigen aantallen bij vroeg signaleren")
    given = plan.signalling
    if given is not None:
        st.text(f"{given.listed} kinderen op de lijst, {given.known} bekend, {given.needed_help} met hulp nodig. "
                f"{given.what}, {given.when}.")  # fmt: skip
        if st.button("Toon weer het voorbeeld uit Den Haag"):
            keep_plan(replace(plan, signalling=None))
            st.rerun()
        return
    st.html(
        '<p class="kw-hulp kw-scherm">Zonder eigen aantallen staat er het voorbeeld uit Den Haag. Kleine aantallen '
        "worden geweigerd en niet bewaard. Noem geen wijk.</p>"
    )
    with st.form(f"signalen_{round_of()}", border=False):
        columns = st.columns(3)
        labels = ("Kinderen op de lijst", "Bekend bij de kinderwerker", "Hulp nodig")
        counts = [
            column.number_input(label, 0, MOST_CHILDREN, None, 1, placeholder="aantal")
            for column, label in zip(columns, labels, strict=True)
        ]
        left, right = st.columns(2)
        what = left.text_input("Wat voor lijst was het?", max_chars=MOST_WORDS)
        when = right.text_input("Wanneer was het?", max_chars=MOST_WORDS)
        if st.form_submit_button("Gebruik deze aantallen"):
            if any(count is None for count in counts):
                empty = [label for label, count in zip(labels, counts, strict=True) if count is None]
                st.html(build_error("Vul alle drie de aantallen in.", *empty))
                return
            listed, known, needed = (int(count) for count in counts if count is not None)
            try:
                own = Signalling(listed, known, needed, what.strip(), when.strip())
            except InputRefused as refused:
                st.html(build_problems(refused.problems))
                return
            if problems := signalling_problems(own, monitor):
                st.html(build_problems(problems))
                return
            _take(plan, signalling=own)


def show_own_slides(plan: Plan) -> None:
    """Draw the organisation's own slides, and the fields of a new one."""
    show_heading("Eigen dia's")
    for place, slide in enumerate(plan.own_slides):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(slide.title, width="stretch")
            if st.button(f"Haal dia {place + 1} weg", key=f"dia_weg_{place}"):
                keep_plan(replace(plan, own_slides=(*plan.own_slides[:place], *plan.own_slides[place + 1 :])))
                st.rerun()
    if len(plan.own_slides) >= MOST_OWN_SLIDES:
        return
    with st.form(f"dia_{round_of()}_{len(plan.own_slides)}", border=False):
        label = "Titel: de boodschap van de dia, in een zin"
        title = st.text_input(label, max_chars=MOST_TITLE)
        text = st.text_area("Tekst, een regel per punt", max_chars=MOST_TEXT)
        if st.form_submit_button("Voeg de dia toe"):
            if title.strip():
                _take(plan, own_slides=(*plan.own_slides, OwnSlide(title.strip(), text.strip())))
            else:
                st.html(build_error("Geef de dia een titel.", label))


def _take(plan: Plan, **changes: Any) -> None:
    """Take what was filled in and draw the page anew, or say why not."""
    try:
        keep_plan(replace(plan, **changes))
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    st.rerun()
