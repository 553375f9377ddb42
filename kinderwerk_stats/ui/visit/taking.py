"""Take the story along: slides, sheets, pictures, tables, each made when it is asked for."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_png, slide_svg
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.deck_template import MAX_TEMPLATE_BYTES
from kinderwerk_stats.sources.safe import read_template_safely
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import PhotoPicture, Story
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.html_tables import build_problems
from kinderwerk_stats.ui.loaders import load_library, load_year
from kinderwerk_stats.ui.uploads import forget_upload, upload_path, visitor
from kinderwerk_stats.ui.view import View
from kinderwerk_stats.ui.visit.session import TEMPLATE_KEY, today, told_plan_of

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_slides_to_take(story: Story, monitor: Monitor) -> None:
    """Draw what is made of the slides: PowerPoint, one page to present, all pictures."""
    show_heading("Dia's")
    with st.container(horizontal=True):
        _button("Bewaar als PowerPoint", lambda: _deck(story), _name(monitor, "verhaal", ".pptx"), _PPTX)
        _button(
            "Bewaar als presentatie zonder dashboard",
            lambda: build_presentation(story).encode(),
            _name(monitor, "presentatie", ".html"),
            "text/html",
        )
        _button(
            "Bewaar alle beelden (PNG en SVG)",
            lambda: _images(story),
            _name(monitor, "beelden", ".zip"),
            "application/zip",
        )
    _show_template()


def show_sheets_to_take(plan: Plan, monitor: Monitor, view: View) -> None:
    """Draw what is made on paper: the factsheet of the gemeente and of each chosen wijk, and the praatplaat."""
    show_heading("Op papier")
    library, first = load_library(), first_of(view)

    def sheets() -> Factsheets:
        told = told_plan_of(plan, monitor)
        return Factsheets(library, monitor, today(), lambda year: load_year(view, year), first, plan.title, told)

    def of_wijk(code: str) -> bytes:
        return sheets().of_wijk(code)

    with st.container(horizontal=True):
        _button(
            f"Factsheet van {monitor.gemeente_name} (A4)",
            lambda: sheets().of_gemeente(),
            _name(monitor, "factsheet", ".pdf"),
            "application/pdf",
        )
        for code in plan.wijken:
            _button(
                f"Factsheet van {monitor.name_of(code)} (A4)",
                partial(of_wijk, code),
                _name(monitor, "factsheet", ".pdf", code),
                "application/pdf",
            )
        _button(
            "Praatplaat (A3)",
            lambda: build_praatplaat(
                library, monitor, plan, today=today(), load=lambda year: load_year(view, year), first=first
            ),
            _name(monitor, "praatplaat", ".pdf"),
            "application/pdf",
        )


def show_tables_to_take(story: Story, monitor: Monitor) -> None:
    """Draw what is made of the figures: the workbook, and csv with its metadata."""
    show_heading("Alle cijfers")
    with st.container(horizontal=True):
        _button(
            "Bewaar als werkmap (Excel)", lambda: _workbook(story, monitor), _name(monitor, "werkmap", ".xlsx"), _XLSX
        )
        _button(
            "Bewaar als csv met uitleg",
            lambda: _tables(story, monitor),
            _name(monitor, "cijfers", ".zip"),
            "application/zip",
        )


def _show_template() -> None:
    """Draw where the organisation's own PowerPoint template is chosen; what cannot be used says why."""
    kept = st.session_state.get(TEMPLATE_KEY)
    if kept is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"PowerPoint komt in uw eigen sjabloon: {kept[0]}", width="stretch")
            if st.button("Zonder sjabloon"):
                del st.session_state[TEMPLATE_KEY]
                st.rerun()
        return
    file = st.file_uploader(
        "Eigen sjabloon van PowerPoint (mag leeg blijven)",
        ["pptx", "potx"],
        max_upload_size=MAX_TEMPLATE_BYTES // 1_000_000,
        key="sjabloon",
    )
    if file is None:
        return
    content, name = file.getvalue(), file.name
    forget_upload(file)
    step = st.empty()
    try:
        with upload_path(name, content) as path:
            content = read_template_safely(path, on_step=step.caption, who=visitor())
    except InputRefused as refused:
        step.empty()
        st.html(build_problems(refused.problems))
        return
    st.session_state[TEMPLATE_KEY] = (name, content)
    st.rerun()


def _deck(story: Story) -> bytes:
    kept = st.session_state.get(TEMPLATE_KEY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verhaal.pptx"
        write_deck(story, path, None if kept is None else kept[1])
        return path.read_bytes()


def _images(story: Story) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for number, slide in enumerate(story.slides, start=1):
            if slide.picture is not None and not isinstance(slide.picture, PhotoPicture):
                name = file_name(f"{number:02d}", slide.part, slide.title)
                zipped.writestr(f"{name}.svg", slide_svg(slide, story.context))
                zipped.writestr(f"{name}.png", slide_png(slide, story.context))
    return content.getvalue()


def _workbook(story: Story, monitor: Monitor) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "werkmap.xlsx"
        write_workbook(load_library(), monitor, story, path)
        return path.read_bytes()


def _tables(story: Story, monitor: Monitor) -> bytes:
    content = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in write_open_tables(monitor, story.context, Path(folder) / _name(monitor, "dekking", ".csv")):
            zipped.write(path, path.name)
    return content.getvalue()


def _name(monitor: Monitor, what: str, suffix: str, wijk_code: str = "") -> str:
    area = wijk_code or monitor.gemeente_code
    name = monitor.names[wijk_code] if wijk_code else monitor.gemeente_name
    return f"{file_name(what, str(monitor.year), area, name)}{suffix}"


def _button(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(label, make, file_name=name, mime=mime, on_click="ignore", key=f"bewaar_{name}")
