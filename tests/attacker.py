"""Everything a visitor gets of a gemeente, and what one who adds and subtracts can work out from it.

The attacker knows the threshold k, which of the hidden counts are small, that the others are at least k, and how the
organisation counted its total. All figures are invented.
"""

import csv
import json
import math
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import FIGURES, Norm
from kinderwerk_stats.analysis.equity import compute_equity
from kinderwerk_stats.analysis.funnel import compute_funnel
from kinderwerk_stats.analysis.priorities import RANKED_FIGURES, choose_first_wijken, rank_groups
from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.charts.ranked import RankedRow, build_ranked_figure
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_svg
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.history import build_reach_change, build_series
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.palette import PALETTES
from kinderwerk_stats.monitor import Monitor, build_monitor
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text import sentences
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.equity import (
    change_sentence,
    concentration_sentence,
    dispersion_sentence,
    funnel_sentence,
    left_out_sentence,
    misplacement_sentence,
)
from kinderwerk_stats.text.figures import format_figure, format_interval
from kinderwerk_stats.text.invitation import invitation_text
from tests.builders import GEMEENTE, ages_table, cbs_table, library_of, named_shapes
from tests.packages import package_texts
from tests.pdfs import text_of

YEAR = 2024
ON_SCREEN = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte", "children_count", "reached_count",
             "kinderwerker_fte")  # fmt: skip
_HEADER = ["wijkcode", "unieke kinderen", "bezoeken", "fte", "signalen"]
Count = int | str | None


@dataclass(frozen=True)
class World:
    """A delivery as the organisation knows it: a count, "<5", or None (blank) per wijk, and the total row.

    `no_wijk`: children of unknown wijk. `total`, `visits_total`: of the total row, None without. `overlap`: each child
    counts once in the total.
    """

    children: tuple[float, ...]
    reached: tuple[Count, ...]
    visits: tuple[Count, ...]
    total: int | None = None
    visits_total: int | None = None
    no_wijk: int | None = None
    signals: tuple[int, ...] = ()
    location: bool = False

    @property
    def codes(self) -> list[str]:
        return [f"WK9001{number:02d}" for number in range(1, len(self.children) + 1)]

    def read(self, year: int = YEAR) -> ReadResult:
        """Return the file as the reader understands it, with all its warnings."""
        rows: list[list[object]] = [
            [f"Bereik {year} in gemeente Verzonnendam ({GEMEENTE})"],
            ["Kinderen zijn geteld op locatie." if self.location else "Telling naar woonplaats van het kind."],
            list(_HEADER),
        ]
        signals = self.signals or (0,) * len(self.children)
        for code, reached, visits, signal in zip(self.codes, self.reached, self.visits, signals, strict=True):
            rows.append([code, reached, visits, 0.5, signal])
        if self.no_wijk is not None:
            rows.append(["Wijk onbekend", self.no_wijk, None, None, None])
        if self.total is not None or self.visits_total is not None:
            rows.append(["Totaal", self.total, self.visits_total, None, None])
        return read_bereik(Path(f"bereik-{year}.xlsx"), [Sheet("bereik", rows)])

    def library(self, years: Sequence[int] = (YEAR,)) -> Library:
        """Return the file of each year beside figures and borders of CBS."""
        known = sum(self.children)
        results = list(library_of(named_shapes({code: f"Wijk {code}" for code in self.codes})).results)
        for year in years:
            results += library_of(
                cbs_table({"children_0_14_count": [known, *self.children]}, [GEMEENTE, *self.codes], year=year),
                ages_table({GEMEENTE: [known / 15] * 15}, year=year, file=f"leeftijden-{year}.csv"),
            ).results
            results.append(self.read(year))
        return Library(results)


def publish(monitors: Sequence[Monitor], *, workbook: bool = True) -> dict[str, Any]:
    """Return all that pages, command line and downloads give of these monitors, as text and parsed files."""
    found: dict[str, Any] = {}
    for monitor in monitors:
        norm = "" if monitor.coverage.own_norm_reach else " norm"
        key = f"{monitor.year} {monitor.age_range}{norm}"
        found[f"json {key}"] = json.loads(json.dumps(coverage_to_dict(monitor)))
        found[f"regels {key}"] = coverage_lines(monitor)
        found[f"scherm {key}"] = list(_screen(monitor))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "dekking"
            write_coverage_csv(monitor, path)
            found[f"csv {key}"] = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
            if workbook:
                path = path.with_suffix(".xlsx")
                write_coverage_xlsx(monitor, path)
                found[f"xlsx {key}"] = [
                    [list(row) for row in s.iter_rows(values_only=True)] for s in load_workbook(path)
                ]
    by_year = {monitor.year: monitor for monitor in monitors if monitor.coverage.own_norm_reach}
    for code in monitors[0].names if len(by_year) > 1 else ():
        for figure in ("reach_share", "reached_count"):
            points, reasons = build_series(code, figure, sorted(by_year), by_year.__getitem__)
            name = monitors[0].name_of(code)
            found[f"jaren {code} {figure}"] = [
                str(points),
                sentences.describe_series(name, figure, points, reasons),
                sentences.series_finding(name, figure, points),
            ]
        first, last = min(by_year), max(by_year)
        change = build_reach_change(code, first, last, sorted(by_year), by_year.__getitem__)
        found[f"verandering {code}"] = [str(change), change_sentence(change)]
    return found


def _equity(monitor: Monitor) -> Iterable[str]:
    """Yield the funnel, to whom reach and fte go, and how much fte is elsewhere; need is any measure of the wijk."""
    values = monitor.coverage.values
    need = values["children_0_14_count"] % 97 + 1
    funnel = compute_funnel(monitor.coverage)
    equity = compute_equity(monitor.coverage, need, need)
    yield str(funnel)
    yield str(equity)
    yield dispersion_sentence(funnel)
    yield concentration_sentence(equity.reach, "Het bereik")
    yield misplacement_sentence(equity.misplacement)
    if funnel is not None:
        yield funnel_sentence(funnel, monitor.names)
        yield left_out_sentence(funnel)


def _screen(monitor: Monitor) -> Iterable[str]:
    """Yield every text and figure of the pages."""
    for say in (sentences.headline, sentences.coverage_headline, sentences.norm_sentence, sentences.balance_sentence):
        yield say(monitor)
    yield str(sorted(choose_first_wijken(monitor.coverage)))
    yield str(monitor.signals)
    yield str(monitor.coverage.balance)
    yield str(monitor.coverage.reached_at_least)
    yield from _equity(monitor)
    for problem in (*monitor.notes, *monitor.file_warnings):
        yield str(problem)
    for code, cells in (*monitor.coverage.cells.items(), ("", monitor.coverage.totals)):
        yield str(cells)
        yield " ".join(
            f"{format_figure(name, cells)} {format_interval(name, cells)}" for name in FIGURES if name in INDICATORS
        )
        if code:
            yield str(monitor.bereik_cells[code])
            yield sentences.wijk_headline(monitor, code)
            yield sentences.reasons_to_look(monitor, code, ())
    for figure in ON_SCREEN:
        yield str(build_map(monitor, figure, frozenset()))
        yield sentences.describe_figure(monitor, figure)
        yield sentences.figure_finding(monitor, figure)
        if figure in RANKED_FIGURES:
            yield str(rank_groups(monitor.coverage, figure))
    rows = [RankedRow(code, code, cells["reached_count"]) for code, cells in monitor.coverage.cells.items()]
    indicator = INDICATORS["reached_count"]
    yield str(build_ranked_figure(rows=rows, indicator=indicator, label="", mode="light").to_dict())


def everything(library: Library, norm: Norm, *, workbook: bool = False, sheets: bool = False) -> dict[str, Any]:
    """Return what one visitor gets: all years, both ages, with and without a norm."""
    choices: tuple[tuple[AgeRange, Norm | None], ...] = (("4-12", None), ("4-11", norm))
    monitors = [
        build_monitor(library, GEMEENTE, year, ages, wanted)
        for year in library.years(GEMEENTE)
        for ages, wanted in choices
    ]
    found = publish(monitors, workbook=workbook)
    for monitor in monitors:
        same = {m.year: m for m in monitors if m.age_range == monitor.age_range}
        found[f"verhaal {monitor.year} {monitor.age_range}"] = list(_story(library, monitor, same))
        if sheets:
            found[f"bladen {monitor.year} {monitor.age_range}"] = list(_sheets(library, monitor, same))
    return found


def _story(library: Library, monitor: Monitor, years: dict[int, Monitor]) -> Iterable[str]:
    """Yield all that a werkbezoek tells: every slide with its picture, notes and context, and the invitation."""
    plan = replace(default_plan(monitor), wijken=tuple(monitor.names))
    story = build_story(library, monitor, plan, today=date(2026, 1, 1), load=years.__getitem__)
    for slide in story.slides:
        yield str(slide)
        yield slide_svg(slide, story.context)
    yield str(context_lines(story.context))
    for figure in ON_SCREEN:
        yield str(build_map_picture(monitor, figure))
    yield invitation_text(monitor, list(monitor.names))


def _sheets(library: Library, monitor: Monitor, years: dict[int, Monitor]) -> Iterable[str]:
    """Yield all that is taken along: sheets by their words and bytes, the rest whole."""
    today = date(2026, 1, 1)
    factsheets = Factsheets(library, monitor, today, years.__getitem__)
    made = [factsheets.of_gemeente(), *(factsheets.of_wijk(code) for code in monitor.names)]
    made.append(build_praatplaat(library, monitor, default_plan(monitor), today=today, load=years.__getitem__))
    for content in made:
        yield text_of(content)
        yield content.hex()
    plan = replace(default_plan(monitor), wijken=tuple(monitor.names))
    story = build_story(library, monitor, plan, today=today, load=years.__getitem__)
    for mode in PALETTES:
        yield build_presentation(story, mode)
    with tempfile.TemporaryDirectory() as folder:
        deck, workbook, table = (Path(folder) / f"verhaal.{kind}" for kind in ("pptx", "xlsx", "csv"))
        write_deck(story, deck)
        write_workbook(library, monitor, story, workbook)
        for path in (deck, workbook):
            yield from package_texts(path.read_bytes())
        for path in write_open_tables(monitor, story.context, table):
            yield path.read_text("utf-8-sig")


# --- adding and subtracting ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Interval:
    """What one count can be: whole numbers from `low` to `high`."""

    low: float
    high: float

    def __and__(self, other: "Interval") -> "Interval":
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def __len__(self) -> int:
        return max(0, math.floor(self.high + 1e-6) - math.ceil(self.low - 1e-6) + 1) if self.high < math.inf else 10**9


def invert(row: dict[str, Any], norm_reach: float | None) -> Interval:
    """Return what the other figures of a row say of its reached children, at the precision in which they stand."""
    found = Interval(0, math.inf)
    pairs = (("reach_share", "children_count"), ("reach_low", "children_high"), ("reach_high", "children_low"))
    for share, children in pairs:
        if row[share] is not None and row[children] is not None:
            value = row[share] * row[children]
            found &= Interval(value, value)
    gap = row["gap_children_count"]
    if gap is not None and norm_reach is not None and row["children_count"] is not None:
        aim = row["children_count"] * norm_reach
        found &= Interval(aim - gap, aim - gap) if gap > 0 else Interval(aim, math.inf)
    return found


def attack(
    answers: Sequence[dict[str, Any]],
    small: Iterable[str],
    k: int,
    *,
    no_wijk: float = 0,
    once: bool = False,
    absent: Iterable[str] = (),
) -> dict[str, Interval]:
    """Return per small count what it can still be, from the JSON answers of one delivery.

    Parameters
    ----------
    answers : `dekking --json` for both ages, with and without norm.
    small : the hidden wijken that the attacker knows to be below k.
    k : the threshold.
    no_wijk : children without a wijk in the total, as far as a warning says how many.
    once : the total counts each child once, so wijken may add up to more.
    absent : small ones that the attacker knows not to be in the total.
    """
    first = answers[0]
    small, absent = set(small), set(absent)
    rows = {row["wijk_code"]: row for row in first["wijken"]}
    hidden = {code for code, row in rows.items() if "bereik_onderdrukt" in row["flags"]}
    assert small <= hidden
    box = {code: Interval(1, k - 1) if code in small else Interval(k, math.inf) for code in hidden}
    total = Interval(0, math.inf)
    for answer in answers:
        norm = answer["norm"]["reach_share"]
        for row in answer["wijken"]:
            code = row["wijk_code"]
            if code in hidden:
                box[code] &= invert(row, norm)
                if row["reached_count"] is not None:
                    box[code] &= Interval(row["reached_count"], row["reached_count"])
        whole = dict(answer["total"])
        # A sum over wijken is not the gap of the gemeente: it says something only where it is more than is shown.
        shown_gap = math.fsum(row["gap_children_count"] or 0 for row in answer["wijken"])
        extra = (whole["gap_children_count"] or 0) - shown_gap
        if norm is not None and extra > 1e-6:
            aims = {
                code: norm * rows[code]["children_count"] for code in hidden if rows[code]["children_count"] is not None
            }
            box = _narrow(box, extra, aims)
        whole["gap_children_count"] = None
        total &= invert(whole, None)
        if whole["reached_count"] is not None:
            total &= Interval(whole["reached_count"], whole["reached_count"])
        if answer["norm"]["reach_share_is_own_average"] and norm is not None:
            value = norm * whole["children_count"]
            total &= Interval(value, value)
    if total.high == math.inf:
        return {code: box[code] for code in small}
    counted = hidden - absent
    left = total.high - math.fsum(row["reached_count"] or 0 for row in rows.values()) - no_wijk
    for code in counted:
        others = [box[other] for other in counted - {code}]
        least, most = sum(each.low for each in others), sum(each.high for each in others)
        # Counted once, the wijken can be more than the total: then it bounds them from below, and each one from above.
        box[code] &= Interval(left - most, total.high if once else left - least)
    return {code: box[code] for code in small}


def _narrow(box: dict[str, Interval], value: float, aims: dict[str, float]) -> dict[str, Interval]:
    """Return what is left when the gaps of all hidden counts, each falling as the count rises, make `value`."""

    def gap(code: str, count: float) -> float:
        return max(0.0, aims.get(code, 0.0) - count)

    narrowed = {}
    for code, own in box.items():
        others = [other for other in box if other != code]
        most = sum(gap(other, box[other].low) for other in others)
        least = sum(gap(other, box[other].high) for other in others)
        fits = [
            count
            for count in range(int(own.low), int(min(own.high, 5000)) + 1)
            if least - 1e-6 <= value - gap(code, count) <= most + 1e-6
        ]
        narrowed[code] = Interval(min(fits), max(fits)) if fits else Interval(1, 0)
    return narrowed
