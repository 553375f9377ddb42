"""What the gemeente says beside its figures: its goals on every page, and who said what in which version."""

from collections.abc import Callable

import streamlit as st

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.text.goals import goal_sentences
from kinderwerk_stats.ui.access import WHO_LABEL, acting, ask_name
from kinderwerk_stats.ui.delivery.publish_form import WHO_KEY, usual_name
from kinderwerk_stats.ui.html_tables import build_list, build_problems
from kinderwerk_stats.ui.loaders import store
from kinderwerk_stats.ui.markup import build_done, build_error, escape_text

# More goals than this would push the figures down.
_MOST_GOALS = 2
_DONE_KEY = "eigen_woorden_gelukt"


def show_goals(monitor: Monitor, wijk_code: str | None = None) -> None:
    """Draw every goal beside its figure; of a wijk, those of the gemeente and its own."""
    sentences = goal_sentences(monitor, wijk_code)
    shown, rest = sentences[:_MOST_GOALS], sentences[_MOST_GOALS:]
    if shown:
        st.html("".join(f'<p class="kw-alinea kw-doel">{escape_text(sentence)}</p>' for sentence in shown))
    if rest:
        with st.expander(f"Meer doelen ({len(rest)})"):
            st.html(build_list(rest))


def basis_of(key: str, kept: Kept | None) -> int:
    """Return the number of the version that the person began with: another one is not written over unseen."""
    return int(st.session_state.setdefault(key, 0 if kept is None else kept.number))


def follow(key: str, kept: Kept | None, *, sent: bool) -> None:
    """Draw the fields anew when somebody else changed what they hold; what was sent is compared by the store."""
    now = 0 if kept is None else kept.number
    if not sent and st.session_state.get(key, now) != now:
        st.session_state[key] = now
        st.rerun()


def ask_who(gemeente_code: str, key: str) -> str:
    """Draw who publishes, as with figures; return it."""
    return ask_name(usual_name(gemeente_code), key=f"wie_{key}")


def do(act: Callable[[], object], who: str, basis_key: str, done: str) -> None:
    """Keep something and draw the page anew, or say why that cannot be."""
    if not who:
        st.html(build_error("Vul nog in: uw naam of functie.", WHO_LABEL))
        return
    try:
        act()
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    finally:
        st.session_state.pop(basis_key, None)
    st.session_state[WHO_KEY] = who
    st.session_state[_DONE_KEY] = done
    st.rerun()


def show_done() -> None:
    """Say what was kept a moment ago."""
    if done := st.session_state.pop(_DONE_KEY, ""):
        st.html(build_done(done))


def show_versions(newest: Kept, in_words: Callable[[bytes], str], who: str, basis_key: str) -> None:
    """Draw every version with who made it; an earlier one can be put back, and what counts now taken back."""
    versions = open_store().kept_versions(newest.kind, newest.gemeente_code, newest.name)
    basis = basis_of(basis_key, newest)

    def keep(content: bytes) -> Callable[[], object]:
        return lambda: store().keep(
            newest.kind, newest.gemeente_code, newest.name, content, by=acting(who), based_on=basis
        )

    for version in versions:
        said = in_words(version.content) if version.content else "ingetrokken"
        st.html(f'<p class="kw-hulp">{escape_text(f"Versie {version.number}: {said}. {signed(version)}")}</p>')
        if version.content and version.number != newest.number:
            label = f"Zet versie {version.number} terug"
            if st.button(label, key=f"terug_{newest.kind}_{newest.name}_{version.number}"):
                do(keep(version.content), who, basis_key, f"Versie {version.number} is teruggezet.")
    if newest.content and _asked_twice(f"intrekken_{newest.kind}_{newest.name}"):
        do(keep(b""), who, basis_key, "Het is ingetrokken: niemand ziet het meer bij de cijfers.")


def _asked_twice(key: str) -> bool:
    """Draw the button that takes back, after it the one that is sure; return whether that one was pressed."""
    asked = f"{key}_gevraagd"
    if not st.session_state.get(asked):
        if st.button("Trek dit in", key=key):
            st.session_state[asked] = True
            st.rerun()
        return False
    left, right = st.columns([2, 1])
    with left:
        sure = st.button("Ja, trek dit in", key=f"{key}_zeker")
    with right:
        leave = st.button("Toch niet", key=f"{key}_niet")
    if sure or leave:
        del st.session_state[asked]
    if leave:
        st.rerun()
    return sure


def signed(kept: Kept) -> str:
    """Return who published a version and when."""
    return f"Gepubliceerd door {kept.who} op {kept.when.astimezone():%d-%m-%Y}."
