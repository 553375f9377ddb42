"""One wijk: its key figures beside the gemeente, what CBS knows of it, and its years."""

from itertools import islice

from kinderwerk_stats.gemeente.history import LatestFigure, YearFigure, build_series, find_latest_figures
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.slides import Slide, TablePicture, YearPoint, YearsPicture
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.hiding import not_hidden_note
from kinderwerk_stats.text.intervals import format_estimated, format_figure, format_interval
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.origin import is_invented
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import age_warning, describe_series, label_of, series_finding, wijk_headline
from kinderwerk_stats.text.story import (
    COVERAGE_SOURCES,
    HIDDEN_IS_NOT_ZERO,
    circumstance_title,
    definitions,
    remark_of,
    short_sources,
    source_line,
    wijk_title,
)

_KEY_FIGURES = ("children_count", "reached_count", "reach_share", "kinderwerker_fte", "children_per_fte",
                "gap_children_count", "gap_fte")  # fmt: skip
_CIRCUMSTANCES = ("low_income_household_share", "poverty_person_share", "households_with_children_count",
                  "jeugdzorg_share", "rented_home_share", "bso_distance_km", "school_distance_km")  # fmt: skip
# Reach first; where it is known in one year only, what is known in more.
_OVER_YEARS = ("reach_share", "reached_count", "children_count")


def build_wijken(case: Case) -> list[Slide]:
    """Return up to three slides for each chosen wijk."""
    return [slide for code in case.wijken for slide in build_wijk(case, code)]


def build_wijk(case: Case, code: str) -> list[Slide]:
    """Return the slides of one wijk: key figures, circumstances, years; what nobody knows is left out."""
    latest = find_latest_figures(case.library, case.monitor.gemeente_code, code, case.monitor.year)
    return [_key_figures(case.monitor, code), *_circumstances(case.monitor, code, latest), *_years(case, code)]


def _key_figures(monitor: Monitor, code: str) -> Slide:
    cells, totals = monitor.coverage.cells[code], monitor.coverage.totals
    # What neither the wijk nor the gemeente has is no row; the children always are.
    names = [n for n in _KEY_FIGURES if {cells[n].status, totals[n].status} != {Status.UNKNOWN} or n == _KEY_FIGURES[0]]
    if len(names) == 1:
        names.append("children_0_14_count")
    rows = tuple(
        (
            label_of(monitor, name),
            format_figure(name, cells, unit=INDICATORS[name].unit == "fte"),
            format_interval(name, cells),
            format_figure(name, totals, unit=INDICATORS[name].unit == "fte"),
        )
        for name in names
    )
    columns = ("", monitor.name_of(code), "waarschijnlijk", monitor.gemeente_name)
    picture = TablePicture(columns, rows, (False, True, True, True))
    subtitle = f"{monitor.name_of(code)} naast {monitor.gemeente_name}, {monitor.year}"
    return Slide(
        part="wijk",
        title=wijk_title(monitor, code),
        subtitle=subtitle,
        picture=picture,
        alt=describe_picture(picture, subtitle),
        source=source_line(monitor, COVERAGE_SOURCES),
        notes=f"{plain(wijk_headline(monitor, code))} {SAY['wijk']}",
        remark=remark_of(monitor, names, [code], total=("reached_count", "reach_share")),
        questions=QUESTIONS["wijk"],
        definition=definitions(monitor, names),
    )


def _circumstances(monitor: Monitor, code: str, latest: list[LatestFigure]) -> list[Slide]:
    by_name = {line.indicator.name: line for line in latest}
    lines = [by_name[name] for name in _CIRCUMSTANCES if name in by_name and by_name[name].year is not None]
    if not any(line.figure.known for line in lines):
        return []
    rows = tuple(
        (line.indicator.label, *(_cell(line, figure) for figure in (line.figure, line.gemeente)), str(line.year))
        for line in lines
    )
    picture = TablePicture(("", monitor.name_of(code), monitor.gemeente_name, "jaar"), rows, (False, True, True, True))
    subtitle = f"Wat CBS weet van {monitor.name_of(code)}, van elk cijfer het nieuwste jaar"
    invented = any(line.source.invented for line in lines)
    title = circumstance_title(monitor, code, lines)
    return [
        Slide(
            part="wijk",
            title=title,
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=short_sources(line.source for line in lines),
            notes=f"{title}. {SAY['circumstances']}",
            remark="De cijfers zijn verzonnen." if invented else "",
            questions=QUESTIONS["circumstances"],
            definition=definitions(monitor, [line.indicator.name for line in lines]),
        )
    ]


def _years(case: Case, code: str) -> list[Slide]:
    made = (build_years(case, code, name) for name in _OVER_YEARS)
    return list(islice((slide for slide in made if slide is not None), 1))


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
        notes=f"{title}. {SAY['years']}",
        remark=" ".join(remarks),
        questions=QUESTIONS["years"],
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
