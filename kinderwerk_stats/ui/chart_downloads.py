"""Buttons that save a chart of a page as a picture, with title, source and context in it; drawn on the click."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import streamlit as st

from kinderwerk_stats.exports.images import slide_png, slide_svg
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.context import build_context
from kinderwerk_stats.story.figure import build_figure_bars, build_figure_map
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import Slide
from kinderwerk_stats.story.wijk import build_years
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.loaders import load_library, load_other_years, load_year
from kinderwerk_stats.ui.view import View

_MIME = {"png": "image/png", "svg": "image/svg+xml"}


def show_figure_downloads(monitor: Monitor, view: View, figure: str, *, bars: bool) -> None:
    """Draw the buttons for the map of a figure, and for its bars where the page shows them."""
    case = _case(monitor, view)
    charts: dict[str, Callable[[], Slide | None]] = {}
    if monitor.drawn:
        charts["kaart"] = lambda: build_figure_map(case, figure, load_other_years(view, figure))
    if bars:
        charts["staven"] = lambda: build_figure_bars(case, figure)
    _show(charts, case, (figure, monitor.gemeente_code))


def show_years_downloads(monitor: Monitor, view: View, wijk_code: str, figure: str) -> None:
    """Draw the buttons for the years of a wijk."""
    case = _case(monitor, view)
    _show({"jaren": lambda: build_years(case, wijk_code, figure)}, case, (figure, wijk_code))


def _case(monitor: Monitor, view: View) -> Case:
    wijken = tuple(code for code in (view.wijk,) if code in monitor.names)
    first = first_of(view)
    plan = default_plan(monitor, first)
    return Case(load_library(), monitor, plan, wijken, lambda year: load_year(view, year), first)


def _show(charts: Mapping[str, Callable[[], Slide | None]], case: Case, what: tuple[str, str]) -> None:
    with st.container(horizontal=True):
        for chart, build in charts.items():
            for kind in _MIME:
                name = file_name(chart, *what, str(case.monitor.year))
                st.download_button(
                    f"{chart.capitalize()} als {kind.upper()}",
                    _maker(build, case, kind),
                    file_name=f"{name}.{kind}",
                    mime=_MIME[kind],
                    type="tertiary",
                    icon=":material/download:",
                    on_click="ignore",
                    key=f"bewaar_{chart}_{kind}_{what[0]}",
                )


def _maker(build: Callable[[], Slide | None], case: Case, kind: str) -> Callable[[], bytes]:
    """Return what Streamlit calls on the click."""

    def make() -> bytes:
        slide = build()
        if slide is None:
            raise ValueError("the page offers a chart that cannot be drawn")
        context = build_context(case.monitor, case.wijken, datetime.now(UTC).astimezone().date())
        return slide_png(slide, context) if kind == "png" else slide_svg(slide, context).encode()

    return make
