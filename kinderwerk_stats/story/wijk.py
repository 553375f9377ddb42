"""One wijk: where it lies with its large figures, and for a sheet what CBS knows of it and its years."""

from kinderwerk_stats.gemeente.history import LatestFigure, YearFigure, build_series, find_latest_figures
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case, build_map, main_figure
from kinderwerk_stats.story.own_words import build_said
from kinderwerk_stats.story.slides import Slide, TablePicture, WijkPicture, YearPoint, YearsPicture
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.hiding import not_hidden_note
from kinderwerk_stats.text.intervals import format_estimated
from kinderwerk_stats.text.key_figures import wijk_figures
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.origin import describe_sources, is_invented
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import (
    CIRCUMSTANCES,
    age_warning,
    describe_figure,
    describe_series,
    series_finding,
    wijk_headline,
)
from kinderwerk_stats.text.story import (
    COVERAGE_SOURCES,
    HIDDEN_IS_NOT_ZERO,
    circumstance_figure,
    circumstance_title,
    definitions,
    remarks_of,
    short_sources,
    source_in_short,
    source_line,
    wijk_title,
)
from kinderwerk_stats.text.wijk import figures_by_lift

_BESIDE_POVERTY = ("households_with_children_count", "jeugdzorg_share", "rented_home_share", "bso_distance_km",
                   "school_distance_km")  # fmt: skip
# Reach first; where it is known in one year only, what is known in more.
_OVER_YEARS = ("reach_share", "reached_count", "children_count")


def build_wijken(case: Case) -> list[Slide]:
    """Return one slide for each chosen wijk, and one of what the gemeente says about it."""
    return [slide for code in case.wijken for slide in (_wijk(case, code), *build_said(case.monitor, "wijk", code))]


def _wijk(case: Case, code: str) -> Slide:
    """Return the wijk on the map, with its children, what they grow up with, and who is there for them."""
    monitor, figure = case.monitor, main_figure(case.monitor)
    children, there = wijk_figures(monitor, code)
    told = _most_telling(case, code)
    circumstances = [circumstance_figure(monitor, line) for line in told]
    picture = WijkPicture(build_map(case, figure, (code,)), (*children, *circumstances, *there))
    subtitle = f"{monitor.name_of(code)} in {monitor.gemeente_name}, {monitor.year}"
    # Of the other wijken on the map only what keeps it from being read wrongly: that of the gemeente says the rest.
    remarks = remarks_of(monitor, [figure, "reached_count"], [code], total=[figure])
    statuses = {cells[figure].status for cells in monitor.coverage.cells.values()} if picture.map else set()
    if Status.SUPPRESSED in statuses and HIDDEN_IS_NOT_ZERO not in remarks:
        remarks.append(HIDDEN_IS_NOT_ZERO)
    notes = [plain(wijk_headline(monitor, code)), SAY["wijk"], SAY["circumstances"] if told else ""]
    return Slide(
        part="wijk",
        title=wijk_title(monitor, code),
        subtitle=subtitle,
        picture=picture,
        alt=f"{describe_picture(picture, subtitle)} {describe_figure(monitor, figure) if picture.map else ''}".strip(),
        source=source_line(monitor, more=[line.source for line in told]),
        source_short=source_in_short(monitor, more=[line.source for line in told]),
        notes=" ".join(filter(None, notes)),
        remarks=tuple(remarks),
        questions=(*QUESTIONS["wijk"], *(QUESTIONS["circumstances"] if told else ())),
        beside=tuple(describe_sources(line.source for line in told)),
        definition=definitions(monitor, ["reach_share", "reached_count", "kinderwerker_fte"]),
    )


def _most_telling(case: Case, code: str) -> list[LatestFigure]:
    """Return the one figure of CBS that is told large: an income too low to live on, else what lifts need most."""
    need = case.first.need
    by_name = _latest(case, code)
    behind = [] if need is None else [item.indicator.name for item in figures_by_lift(need, code)]
    lines = _poverty(case, code, by_name) + [by_name[name] for name in behind if name in by_name]
    return [line for line in lines if line.figure.known and line.gemeente.known][:1]


def _poverty(case: Case, code: str, by_name: dict[str, LatestFigure]) -> list[LatestFigure]:
    """Return the one figure of too low an income that is told: that of need, as everywhere; else the first known."""
    need = case.first.need
    of_need = [] if need is None else [item.indicator.name for item in figures_by_lift(need, code)]
    names = sorted(dict(CIRCUMSTANCES), key=lambda name: name not in of_need)
    lines = [by_name[name] for name in names if name in by_name]
    return [line for line in lines if line.figure.known and line.gemeente.known][:1] or lines[:1]


def _latest(case: Case, code: str) -> dict[str, LatestFigure]:
    latest = find_latest_figures(case.library, case.monitor.gemeente_code, code, case.monitor.year)
    return {line.indicator.name: line for line in latest if line.year is not None}


def build_circumstances(case: Case, code: str) -> Slide | None:
    """Return what CBS knows of a wijk as a table beside the gemeente; None where it knows nothing."""
    monitor, by_name = case.monitor, _latest(case, code)
    lines = _poverty(case, code, by_name) + [by_name[name] for name in _BESIDE_POVERTY if name in by_name]
    if not any(line.figure.known for line in lines):
        return None
    rows = tuple(
        (line.indicator.label, *(_cell(line, figure) for figure in (line.figure, line.gemeente)), str(line.year))
        for line in lines
    )
    picture = TablePicture(("", monitor.name_of(code), monitor.gemeente_name, "jaar"), rows, (False, True, True, True))
    subtitle = f"Wat CBS weet van {monitor.name_of(code)}, van elk cijfer het nieuwste jaar"
    sources = short_sources(line.source for line in lines)
    title = circumstance_title(monitor, code, lines)
    beside = tuple(describe_sources(line.source for line in lines))
    return Slide("wijk", title, subtitle, picture, describe_picture(picture, subtitle), sources, beside=beside)


def build_wijk_years(case: Case, code: str) -> Slide | None:
    """Return the first figure of a wijk that is known over the years; None where none is."""
    made = (build_years(case, code, name) for name in _OVER_YEARS)
    return next((slide for slide in made if slide is not None), None)


def build_years(case: Case, code: str, name: str) -> Slide | None:
    """Return one figure of a wijk over the years; None where it is known in fewer than two or fewer than half."""
    monitor = case.monitor
    years = [year for year in case.library.years(monitor.gemeente_code) if year <= monitor.year]
    points, reasons = build_series(code, name, years, case.load)
    known = sum(point.figure.known for point in points)
    if known < 2 or 2 * known < len(points):
        return None
    indicator, place = INDICATORS[name], monitor.name_of(code)
    picture = YearsPicture(
        axis=f"{indicator.label} ({indicator.unit})",
        unit=indicator.unit,
        decimals=indicator.decimals,
        points=tuple(_point(name, point, before) for point, before in zip(points, [None, *points], strict=False)),
        breaks=tuple(reasons.items()),
    )
    unit = "in procenten" if indicator.unit == "%" else f"aantal {indicator.unit}"
    title = series_finding(place, name, points)
    remarks = ["De cijfers zijn verzonnen."] if any(is_invented(case.load(point.year)) for point in points) else []
    remarks += [note] if (note := not_hidden_note(monitor)) else []
    if any(point.figure.status == Status.SUPPRESSED for point in points):
        remarks.append(HIDDEN_IS_NOT_ZERO)
    warnings = (age_warning(case.load(point.year)) for point in points if name != "children_count")
    remarks += list(dict.fromkeys(warning for warning in warnings if warning))
    return Slide(
        part="wijk",
        title=title,
        subtitle=f"{indicator.label} in {place}, {unit}, {points[0].year} tot en met {points[-1].year}",
        picture=picture,
        alt=describe_series(place, name, points, reasons),
        source=f"{source_line(monitor, COVERAGE_SOURCES)}; voor de andere jaren dezelfde bronnen van dat jaar",
        remarks=tuple(remarks),
        definition=definitions(monitor, [name]),
    )


def _cell(line: LatestFigure, figure: Figure) -> str:
    return format_value(line.indicator, *figure, unit=line.indicator.unit in ("euro", "km"))


def _point(name: str, point: YearFigure, before: YearFigure | None) -> YearPoint:
    return YearPoint(
        year=point.year,
        figure=point.figure,
        text=format_estimated(INDICATORS[name], point.figure, point.low.value, point.high.value, unit=False),
        low=point.low.value if point.low.known else None,
        high=point.high.value if point.high.known else None,
        new_series=before is not None and before.stretch != point.stretch,
    )
