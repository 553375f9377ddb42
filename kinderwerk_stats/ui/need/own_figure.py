"""The gemeente's own figure per wijk, as a file that a visitor gives; it stays with the visitor."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.privacy.file_names import refuse_file_name
from kinderwerk_stats.sources.safe import read_own_indicator_safely
from kinderwerk_stats.text.need_choice import NeedChoice
from kinderwerk_stats.text.problems import parts_of
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.loaders import OwnFigure
from kinderwerk_stats.ui.markup import escape
from kinderwerk_stats.ui.state import bound_to_need
from kinderwerk_stats.ui.uploads import fingerprint, forget_upload, safe_name, upload_path, visitor

_KEY = "eigen_cijfer"
_PROBLEMS_KEY = "eigen_cijfer_problemen"
_ROUND_KEY = "eigen_cijfer_ronde"
_ACCEPTED = ["xlsx", "xlsm", "xls", "csv", "txt", "ods"]
_MAX_MEGABYTES = 20
_WAYS = {"meer": False, "minder": True}


def own_figure() -> OwnFigure | None:
    """Return the figure that this visitor gave, None without."""
    figure: OwnFigure | None = st.session_state.get(_KEY)
    return figure


def show_own_figure(choice: NeedChoice) -> None:
    """Draw the upload box for a figure per wijk; with one, what it is and which way it counts."""
    st.html(
        '<p class="kw-hulp">Bijvoorbeeld de onderwijsscore per wijk: een tabel met wijkcode of wijknaam en een kolom '
        "met getallen. Alleen u ziet dit cijfer. Het staat niet in de link en is weg als u de pagina sluit.</p>"
    )
    own = own_figure()
    if own is None:
        _show_box()
        return
    st.html(f'<p class="kw-hulp">{_described(own)}</p>')
    st.segmented_control(
        "Een hoger cijfer betekent",
        list(_WAYS),
        format_func=lambda way: f"{way} behoefte",
        required=True,
        **bound_to_need("eigen", "minder" if choice.own_is_less_need else "meer", _turn),
    )
    st.button("Haal het eigen cijfer weg", on_click=_forget)


def _described(own: OwnFigure) -> str:
    year = f", {own.table.year}" if own.table.year else ""
    return f"Het eigen cijfer “{escape(own.table.source.title)}”{year} telt mee ({escape(own.name)})."


def _turn(choice: NeedChoice, way: str) -> NeedChoice:
    return replace(choice, own_is_less_need=_WAYS[way])


def _show_box() -> None:
    number = st.session_state.setdefault(_ROUND_KEY, 0)
    upload = st.file_uploader(
        "Bestand met het eigen cijfer",
        type=_ACCEPTED,
        max_upload_size=_MAX_MEGABYTES,
        key=f"eigen_bestand_{number}",
    )
    if upload is not None:
        try:
            content = upload.getvalue()
            name = safe_name(upload.name)
        finally:
            forget_upload(upload)
        # Looked at before any place on a disk is called after it.
        if (named := refuse_file_name(upload.name)) is not None:
            _forget()
            st.session_state[_PROBLEMS_KEY] = [named]
        else:
            _read(name, content)
        st.session_state[_ROUND_KEY] = number + 1
        st.rerun()
    problems: list[Problem] = st.session_state.get(_PROBLEMS_KEY, [])
    if problems:
        rows = [parts_of(p) for p in problems]
        header = ["Waar", "Gevonden", "Verwacht", "Wat u kunt doen"]
        st.html(build_table(header, rows, caption="Wat er mis is met het bestand"))


def _read(name: str, content: bytes) -> None:
    with upload_path(name, content) as path:
        waiting = st.empty()
        result = read_own_indicator_safely(path, on_step=waiting.caption, who=visitor())
        waiting.empty()
    st.session_state.pop(_KEY, None)
    st.session_state[_PROBLEMS_KEY] = [problem for problem in result.problems if problem.severity == "fout"]
    if result.usable and result.own_indicator is not None:
        st.session_state[_KEY] = OwnFigure(name, fingerprint(content), result.own_indicator)


def _forget() -> None:
    st.session_state.pop(_KEY, None)
    st.session_state.pop(_PROBLEMS_KEY, None)
