"""The parts of the page of one wijk."""

from dataclasses import replace
from html import escape

import streamlit as st

from kinderwerk_stats.charts.theme import PLOTLY_CONFIG
from kinderwerk_stats.charts.trend import TrendPoint, build_trend_figure
from kinderwerk_stats.gemeente.history import LatestFigure, build_reach_change, build_series
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS, INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.equity import change_sentence, reallocated_sentence
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.origin import describe_sources
from kinderwerk_stats.text.sentences import describe_series, series_finding
from kinderwerk_stats.ui.blocks import mode, show_chart_title, show_heading
from kinderwerk_stats.ui.chart_downloads import show_years_downloads
from kinderwerk_stats.ui.html_tables import build_link_list, build_table
from kinderwerk_stats.ui.loaders import load_latest_figures, load_library, load_neighbours, load_reallocation, load_year
from kinderwerk_stats.ui.markup import build_paragraph, build_source_line
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import View

_NOT_IN_FILES = "–"
_TREND_FIGURES = ("reach_share", "children_count", "reached_count", "kinderwerker_fte")
# Reach stands in the key figures already; signals are about so few children that no wijk is shown apart (METHOD 7.1).
_KINDERWERK = tuple(name for name in BEREIK_INDICATORS if name not in ("reached_count", "signals_count"))

# The few that say most about growing up here stand first.
_MAIN_CIRCUMSTANCES = frozenset(
    {
        "children_0_14_count",
        "households_with_children_count",
        "low_income_household_share",
        "poverty_person_share",
        "jeugdzorg_share",
        "rented_home_share",
        "school_distance_km",
        "bso_distance_km",
    }
)


def show_kinderwerk(monitor: Monitor, wijk_code: str) -> None:
    """Draw what the organisation does in the wijk: visits, workers, locations; only what it gave for any wijk."""
    given = [name for name in _KINDERWERK if any(cells[name].known for cells in monitor.bereik_cells.values())]
    cells = monitor.bereik_cells.get(wijk_code, {})
    # A table of zeros tells no more than the sentence that there is nothing.
    if monitor.bereik is None or not any(cells[name].status != Status.KNOWN or cells[name].value for name in given):
        return
    show_heading("Kinderwerk in deze wijk")
    rows = [[INDICATORS[name].label, _text(name, cells[name]), INDICATORS[name].definition] for name in given]
    st.html(build_table(["Wat", "In deze wijk", "Wat het is"], rows, caption="Kinderwerk in deze wijk", numeric={1}))
    source = monitor.bereik.source
    st.html(build_source_line(f"{source.publisher}, {monitor.year}"))


def show_trend(view: View, wijk_code: str) -> None:
    """Draw one figure over the years; the line stops where wijk or count is not the same any more."""
    show_heading("Door de jaren")
    years = [year for year in load_library().years(view.gemeente) if year <= view.jaar]
    if len(years) < 2:
        st.html('<p class="kw-leeg">Er zijn geen cijfers van een eerder jaar om mee te vergelijken.</p>')
        return
    name = st.segmented_control(
        "Cijfer door de jaren",
        _TREND_FIGURES,
        format_func=lambda figure: INDICATORS[figure].label,
        required=True,
        **bound("lijn"),
    )
    points, reasons = build_series(
        wijk_code, name, years, lambda year: load_year(view, year), lambda old, new: load_reallocation(view, old, new)
    )
    monitor = load_year(view, view.jaar)
    if len(points) < 2:
        st.html('<p class="kw-leeg">Er zijn geen cijfers van een eerder jaar om mee te vergelijken.</p>')
        return
    # What the gemeente as a whole counts says nothing beside a wijk; its rate does.
    compare = INDICATORS[name].unit == "%"
    if not any(point.figure.known or (compare and point.gemeente.known) for point in points):
        words = describe_series(monitor.name_of(wijk_code), name, points, {})
        st.html(f'<p class="kw-leeg">{escape(words)}</p>')
        return
    figure = build_trend_figure(
        points=[
            TrendPoint(
                year=point.year,
                figure=point.figure,
                stretch=point.stretch,
                low=point.low.value if point.low.known else None,
                high=point.high.value if point.high.known else None,
                reference=point.gemeente if compare else None,
                reference_stretch=point.gemeente_stretch,
                reallocated=point.reallocated,
            )
            for point in points
        ],
        indicator=INDICATORS[name],
        mode=mode(),
        name=monitor.name_of(wijk_code),
        reference_name=monitor.gemeente_name,
    )
    span = f"{points[0].year} tot en met {points[-1].year}"
    unit = "in procenten" if compare else f"aantal {INDICATORS[name].unit}"
    grey = f"; grijs is {monitor.gemeente_name}" if compare else ""
    subtitle = f"{INDICATORS[name].label}, {unit}, {span}{grey}"
    show_chart_title(series_finding(monitor.name_of(wijk_code), name, points), subtitle)
    words = describe_series(monitor.name_of(wijk_code), name, points, reasons)
    st.plotly_chart(figure, theme=None, config=PLOTLY_CONFIG, key=f"trend_{name}", alt=words)
    for year, reason in reasons.items():
        st.caption(f"De lijn stopt voor {year}: {reason}.")
    if sum(point.figure.known for point in points) > 1:
        show_years_downloads(monitor, view, wijk_code, name)
    if spread := [point for point in points if point.reallocated]:
        st.caption(reallocated_sentence([point.year for point in spread], min(point.main_share for point in spread)))
    if name == "reach_share":
        _show_change(view, wijk_code, years)


def _show_change(view: View, wijk_code: str, years: list[int]) -> None:
    """Draw whether reach changed since the year before and since the first year, by more than chance."""
    sentences = []
    for first in dict.fromkeys((years[-2], years[0])):
        found = build_reach_change(
            wijk_code,
            first,
            years[-1],
            years,
            lambda year: load_year(view, year),
            lambda old, new: load_reallocation(view, old, new),
        )
        sentences.append(change_sentence(found))
    st.html("".join(build_paragraph(split_emphasis(sentence)) for sentence in dict.fromkeys(sentences)))


def show_circumstances(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw behind a click what CBS knows of the wijk, each figure with its own year, beside gemeente and country."""
    latest = load_latest_figures(view, wijk_code)
    main = [line for line in latest if line.indicator.name in _MAIN_CIRCUMSTANCES]
    rest = [line for line in latest if line.indicator.name not in _MAIN_CIRCUMSTANCES]
    with st.expander(f"Alle cijfers van CBS over deze wijk ({len(latest)})"):
        _show_latest([*main, *rest], monitor.gemeente_name, "Cijfers van CBS over deze wijk")
        sources = [source for line in latest for source in (line.source, line.country_source) if source is not None]
        st.html(build_source_line("; ".join(describe_sources(sources))))
        st.caption(
            "Elk cijfer is van het nieuwste jaar dat CBS heeft gepubliceerd. Wat elk cijfer is: zie Verantwoording."
        )


def _show_latest(lines: list[LatestFigure], gemeente_name: str, caption: str) -> None:
    """Draw a table of figures; what CBS has not published yet is named under it.

    A column for the country stands there only where it has most of the figures; else the few are said under the table.
    """
    late = [line for line in lines if not any(figure.known for figure in (line.figure, line.gemeente, line.country))]
    late = [line for line in late if line.figure.status == Status.NOT_PUBLISHED]
    lines = [line for line in lines if line not in late]
    of_country = [line for line in lines if line.country.known]
    with_country = 2 * len(of_country) > len(lines)
    rows = []
    for line in lines:
        name = line.indicator.name
        country = _NOT_IN_FILES if line.country.status == Status.UNKNOWN else _text(name, line.country)
        year = str(line.year) if line.year is not None else "–"
        cells = [_text(name, line.figure), _text(name, line.gemeente), *([country] if with_country else [])]
        rows.append([line.indicator.label, *cells, year])
    header = ["Cijfer", "Deze wijk", gemeente_name, *(["Nederland"] if with_country else []), "Jaar"]
    if rows:
        st.html(build_table(header, rows, caption=caption, numeric=range(1, len(header))))
    words = []
    if with_country and any(_NOT_IN_FILES in row for row in rows):
        words.append("Een streepje: dat cijfer van Nederland staat niet in deze bestanden.")
    elif of_country:
        few = (
            f"{line.indicator.label}: {_text(line.indicator.name, line.country)} ({line.year})" for line in of_country
        )
        words.append(f"Van Nederland staat in deze bestanden alleen: {'; '.join(few)}.")
    if late:
        words.append(f"Door CBS nog niet gepubliceerd: {', '.join(line.indicator.label for line in late)}.")
    if words:
        st.caption(" ".join(words))


def show_neighbours(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw links to the wijken that border on this one, with their reach."""
    neighbours = load_neighbours(view, wijk_code)
    if not neighbours:
        return
    show_heading("Wijken ernaast")
    links = [
        (
            monitor.name_of(code),
            page_href("wijk", replace(view, wijk=code)),
            f"bereik: {format_figure('reach_share', monitor.coverage.cells[code])}",
        )
        for code in neighbours
    ]
    st.html(build_link_list(links, label="Wijken ernaast"))


def _text(name: str, figure: Figure) -> str:
    """Return a figure beside its label, which says already what is counted."""
    return format_value(INDICATORS[name], *figure, unit=INDICATORS[name].unit in ("euro", "km", "fte"))
