"""Everything that a visitor gets of a gemeente: every page, command and download, as text and parsed files.

Two worlds that look the same give the same here, to the letter; so nothing in it may depend on the day.
"""

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import FIGURES, Norm
from kinderwerk_stats.analysis.funnel import Funnel, compute_funnel
from kinderwerk_stats.analysis.need import NeedSettings
from kinderwerk_stats.analysis.priorities import RANKED_FIGURES, rank_groups
from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.charts.ranked import build_ranked_figure
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_svg
from kinderwerk_stats.exports.need_files import write_need_csv, write_need_xlsx
from kinderwerk_stats.exports.need_json import need_to_dict
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.plan_files import plan_to_dict, write_plan_xlsx
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.allocation import AllocationBase, build_allocation_base
from kinderwerk_stats.gemeente.division import Division, build_division, less_reached
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.history import build_reach_change, build_series
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed, build_need
from kinderwerk_stats.gemeente.peers import build_peer_base, find_peer_areas
from kinderwerk_stats.gemeente.plan import ToldPlan, build_plan
from kinderwerk_stats.gemeente.plan_choice import FormulaChoice, PlanChoice
from kinderwerk_stats.gemeente.plan_questions import answer_questions, break_even
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.public_notes import PublicNote
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.bars import rank_wijken
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.text import division as division_words
from kinderwerk_stats.text import equity as equity_words
from kinderwerk_stats.text import need_sentences, sentences
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.first import first_headline, first_in_words
from kinderwerk_stats.text.hiding import hidden_sentence
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.key_figures import gemeente_figures
from kinderwerk_stats.text.plan import (
    describe_added_map,
    describe_standing_chart,
    option_facts,
    plan_headline,
    robustness_caption,
)
from kinderwerk_stats.text.plan_means import (
    assumption_sentence,
    card_notes,
    council_text,
    left_out_sentence,
    means_sentences,
    rules_sentences,
    strangers_sentence,
)
from kinderwerk_stats.text.plan_questions import (
    break_even_sentences,
    goal_answers,
    lacking_words,
    less_answer,
    less_steps,
    less_warning,
    one_more_sentences,
    questions_headline,
    waiting_answer,
)
from kinderwerk_stats.text.plan_reasons import first_reasons, next_sentence, nothing_reasons, step_sentences
from kinderwerk_stats.text.told_plan import told_notes, told_rows, told_subtitle
from tests.builders import GEMEENTE
from tests.pdfs import text_of
from tests.story_builders import told_of
from tests.words import said_by

ON_SCREEN = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte", "children_count", "reached_count",
             "kinderwerker_fte")  # fmt: skip
TODAY = date(2026, 1, 1)
Published = dict[str, Any]
# With and without jeugdzorg and with other weights: what a visitor sets moves q, and with it every weighted gap.
_STEEP = NeedSettings(steepness=10.0)


def monitors_of(library: Library, norm: Norm, threshold: int) -> list[Monitor]:
    """Return what one visitor looks at: all years, both ages, with and without a norm."""
    choices: tuple[tuple[AgeRange, Norm | None], ...] = (("4-12", None), ("4-11", norm))
    return [
        build_monitor(library, GEMEENTE, year, ages, wanted, threshold=threshold)
        for year in library.years(GEMEENTE)
        for ages, wanted in choices
    ]


def figures_of(library: Library, norm: Norm, threshold: int) -> Published:
    """Return only what can be computed with: the answers of `dekking`, and figures of need and of averages."""
    found: Published = {}
    for monitor in monitors_of(library, norm, threshold):
        key = f"{monitor.year} {monitor.age_range}"
        need = build_need(library, monitor)
        found[f"json {key}"] = json.loads(json.dumps(coverage_to_dict(monitor)))
        found[f"behoefte csv {key}"] = _need_rows(monitor, need)
        found[f"behoefte sommen {key}"] = _sums(
            monitor, build_division(monitor, need), compute_funnel(monitor.coverage, monitor.age_share.cv)
        )
    return found


def everything(library: Library, norm: Norm, threshold: int, *, files: bool = False, sheets: bool = False) -> Published:
    """Return what one visitor gets: all years, both ages, with and without a norm.

    `files`: workbooks, decks and presentations too, every part of them; `sheets`: what is printed on paper.
    """
    monitors = monitors_of(library, norm, threshold)
    found = publish(monitors, workbook=files, notes=library.public_notes)
    found["verantwoording"] = [said_by(note) for note in library.public_notes]
    for monitor in monitors:
        same = {m.year: m for m in monitors if m.age_range == monitor.age_range}
        key = f"{monitor.year} {monitor.age_range}"
        found |= _need(library, monitor, key, files=files)
        plan = replace(default_plan(monitor), wijken=tuple(monitor.names))
        told = told_of(library, monitor, objective="meeste")
        story = build_story(library, monitor, plan, today=TODAY, load=same.__getitem__, told=told)
        found[f"verhaal {key}"] = list(_story(monitor, story))
        if files:
            found |= _files(library, monitor, story, key)
        if sheets:
            found[f"bladen {key}"] = list(_sheets(library, monitor, same, told))
    return found


def publish(monitors: Sequence[Monitor], *, workbook: bool = True, notes: Sequence[PublicNote] = ()) -> Published:
    """Return what pages, `dekking` and its downloads give of these monitors."""
    found: Published = {}
    for monitor in monitors:
        key = f"{monitor.year} {monitor.age_range}"
        found[f"json {key}"] = json.loads(json.dumps(coverage_to_dict(monitor, notes)))
        found[f"regels {key}"] = coverage_lines(monitor)
        found[f"scherm {key}"] = list(_screen(monitor))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "dekking"
            write_coverage_csv(monitor, path, notes)
            found[f"csv {key}"] = _csv_rows(path)
            if workbook:
                path = path.with_suffix(".xlsx")
                write_coverage_xlsx(monitor, path, notes)
                found[f"xlsx {key}"] = _cells(path)
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
        found[f"verandering {code}"] = [str(change), equity_words.change_sentence(change)]
    return found


def _screen(monitor: Monitor) -> Iterable[str]:
    """Yield every text and figure of the pages about coverage."""
    for say in (sentences.headline, sentences.coverage_headline, sentences.norm_sentence, sentences.balance_sentence):
        yield say(monitor)
    yield hidden_sentence(monitor)
    first = find_first_wijken(monitor, None)
    yield str(first.wijken)
    yield first_headline(monitor, first)
    yield str(first_in_words(monitor, first))
    yield str(gemeente_figures(monitor))
    yield str(monitor.signals)
    yield str(monitor.coverage.balance)
    yield str(monitor.coverage.reached_at_least)
    for problem in (*monitor.notes, *monitor.file_warnings):
        yield said_by(problem)
    for code, cells in (*monitor.coverage.cells.items(), ("", monitor.coverage.totals)):
        yield str(cells)
        yield " ".join(
            f"{format_figure(name, cells)} {format_interval(name, cells)}" for name in FIGURES if name in INDICATORS
        )
        if code:
            yield str(monitor.bereik_cells[code])
            yield sentences.wijk_headline(monitor, code)
    for figure in ON_SCREEN:
        yield str(build_map(monitor, figure, frozenset()))
        yield sentences.describe_figure(monitor, figure)
        yield sentences.figure_finding(monitor, figure)
        if figure in RANKED_FIGURES:
            yield str(rank_groups(monitor.coverage, figure))
    for figure in ("reached_count", *RANKED_FIGURES):
        yield str(build_ranked_figure(rank_wijken(monitor, figure), "light").to_dict())


# --- need, and coverage with it -----------------------------------------------------------------------


def _need(library: Library, monitor: Monitor, key: str, *, files: bool) -> Published:
    """Return what Behoefte and its command and downloads give, with the usual weights and with steep ones."""
    found: Published = {}
    funnel = compute_funnel(monitor.coverage, monitor.age_share.cv)
    for name, settings in (("", None), (" steil", _STEEP)):
        need = build_need(library, monitor, settings)
        division = build_division(monitor, need)
        found[f"behoefte json {key}{name}"] = json.loads(json.dumps(need_to_dict(need.need, need.names, need.used)))
        found[f"behoefte scherm {key}{name}"] = list(_need_screen(monitor, need, division, funnel))
        found[f"behoefte sommen {key}{name}"] = _sums(monitor, division, funnel)
        found[f"behoefte csv {key}{name}"] = _need_rows(monitor, need)
        if files:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "behoefte.xlsx"
                write_need_xlsx(monitor, need, path)
                found[f"behoefte xlsx {key}{name}"] = _cells(path)
        found[f"plan {key}{name}"] = list(_plans(monitor, need))
    if files:
        found[f"vergelijkbaar {key}"] = list(_peers(library, monitor))
    return found


def _plans(monitor: Monitor, need: GemeenteNeed) -> Iterable[str]:
    """Yield the page Plan with two budgets; `test_no_budget_tells_a_hidden_reach` tries one after another."""
    base = build_allocation_base(monitor, need)
    for tenths in (4, 25):
        choice = PlanChoice(budget_tenths=tenths, formula=FormulaChoice(50, 50), keep=tenths != 4)
        yield from plan_says(monitor, base, choice)


def plan_says(monitor: Monitor, base: AllocationBase, choice: PlanChoice) -> Iterable[str]:
    """Yield all that the page Plan says of one choice, under every goal: division, questions, and its file."""
    plan = build_plan(base, choice)
    yield _mark(f"{plan.means} {plan.given} {sorted(plan.absent.items())} {plan.worked}")
    for say in (means_sentences, rules_sentences, left_out_sentence, assumption_sentence, strangers_sentence):
        yield str(say(plan))
    children = {code: format_figure("children_count", monitor.coverage.cells[code]) for code in plan.given.codes}
    for objective, worked in plan.worked.items():
        yield plan_headline(plan, objective)
        yield str((option_facts(plan, worked, most=None), card_notes(plan, objective, list(plan.worked))))
        yield describe_standing_chart(plan, objective, worked) + describe_added_map(plan, objective, worked)
        yield str((step_sentences(plan, objective, worked), first_reasons(plan, objective, worked)))
        yield str((nothing_reasons(plan, objective, worked), next_sentence(plan, objective, worked)))
        yield robustness_caption(plan, worked) + council_text(plan, objective, "Plan", children)
        told = ToldPlan("Ruim", TODAY, objective, plan)
        yield f"{told_rows(told, plan, list(monitor.names))} {told_notes(told, plan)}"
        yield told_subtitle(told, monitor)
        found = answer_questions(plan, objective, monitor.own_words.goals)
        yield f"{_mark(str(found))} {questions_headline(plan, found)} {one_more_sentences(plan, found)}"
        yield str((goal_answers(plan, found), [lacking_words(plan, each) for each in found.lacking]))
        yield str((less_answer(plan, found), less_steps(plan, found), less_warning(plan, found, plan.given.codes)))
        yield str((waiting_answer(found), break_even_sentences(plan, found, break_even(plan, found))))
        yield _mark(str(plan_to_dict(monitor, plan, objective, {})))


def plan_file_cells(monitor: Monitor, base: AllocationBase, choice: PlanChoice) -> Iterable[list[list[list[Any]]]]:
    """Yield every cell of the workbook of a plan, under every goal."""
    plan = build_plan(base, choice)
    for objective in plan.worked:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.xlsx"
            write_plan_xlsx(monitor, plan, objective, path)
            yield _cells(path)


def _mark(text: str) -> str:
    """Return letters that differ when a text does: sixteen digits of a float could look like any count."""
    return sha256(text.encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))


def _need_rows(monitor: Monitor, need: GemeenteNeed) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "behoefte.csv"
        write_need_csv(monitor, need, path)
        return _csv_rows(path)


def _peers(library: Library, monitor: Monitor) -> Iterable[str]:
    """Yield the wijken that resemble each wijk, and the reach that the page says beside them."""
    base = build_peer_base(library, monitor.year, "wijk")
    for code, cells in monitor.coverage.cells.items():
        group = find_peer_areas(base, code, ("poverty_person_share", "woz_eur"))
        yield f"{group} {format_figure('reach_share', cells)}"
        if group is not None:
            yield equity_words.peers_sentence(group)


def _need_screen(monitor: Monitor, need: GemeenteNeed, division: Division, funnel: Funnel | None) -> Iterable[str]:
    """Yield every text and figure of the page Behoefte; its charts are drawn from these records."""
    first = find_first_wijken(monitor, need)
    yield f"{first.wijken} {first_headline(monitor, first)} {first_in_words(monitor, first)}"
    yield str(need.cells)
    yield str(need.totals)
    yield str(division)
    yield str(less_reached(monitor, need, division))
    yield need_sentences.need_headline(need)
    yield need_sentences.describe_need(need)
    for say in (division_words.division_headline, division_words.quadrant_finding, division_words.describe_quadrant):
        yield say(monitor, need, division)
    yield division_words.not_in_chart(monitor, need)
    yield division_words.gap_sentence(monitor, need)
    yield division_words.concentration_finding(monitor, division)
    yield division_words.half_sentence(division)
    yield division_words.describe_concentration(monitor, division)
    yield equity_words.concentration_sentence(
        division.equity.reach, "Het bereik", division.equity.reach_unseen, monitor.names
    )
    yield equity_words.misplacement_sentence(division.equity.misplacement)
    yield equity_words.progressivity_sentence(division.equity.progressivity)
    yield str(funnel)
    yield division_words.funnel_headline(funnel)
    yield equity_words.dispersion_sentence(funnel)
    if funnel is not None:
        yield equity_words.left_out_sentence(funnel)
        yield division_words.describe_funnel(funnel, monitor.names)
        yield division_words.funnel_finding(funnel, monitor.names)


def _sums(monitor: Monitor, division: Division, funnel: Funnel | None) -> list[tuple[list[str], float]]:
    """Return sums of reached children that the page gives away, each with the wijken that it says are in it.

    An average per child times the children of those wijken is the number of children reached there.
    """
    found = []
    if funnel is not None:
        children = sum(dot.children for dot in funnel.dots)
        found.append(([dot.wijk_code for dot in funnel.dots], funnel.average * children))
    if division.equity.reach is not None:
        used = list(division.equity.reach.used)
        children = sum(monitor.coverage.cells[code]["children_count"].value for code in used)
        found.append((used, division.equity.reach.mean * children))
    return found


# --- what is taken along ------------------------------------------------------------------------------


def _story(monitor: Monitor, story: Story) -> Iterable[str]:
    """Yield all that a werkbezoek tells: every slide with its picture, notes and context, and the invitation."""
    for slide in story.slides:
        yield str(slide)
        yield slide_svg(slide, story.context)
    yield str(context_lines(story.context))
    for figure in ON_SCREEN:
        yield str(build_map_picture(monitor, figure))
    yield invitation_text(monitor, list(monitor.names))


def _files(library: Library, monitor: Monitor, story: Story, key: str) -> Published:
    """Return every part of the files of Werkbezoek, hidden sheets, notes and the workbooks behind charts among them."""
    with tempfile.TemporaryDirectory() as folder:
        deck, book, table = (Path(folder) / name for name in ("a.pptx", "b.xlsx", "c.csv"))
        write_deck(story, deck)
        write_workbook(library, monitor, story, book)
        csv_path, metadata = write_open_tables(monitor, story.context, table)
        return {
            f"dia's {key}": parts_of(deck.read_bytes()),
            f"werkmap {key}": parts_of(book.read_bytes()),
            f"open csv {key}": _csv_rows(csv_path),
            f"open uitleg {key}": json.loads(metadata.read_text("utf-8")),
            f"presentatie {key}": build_presentation(story),
        }


def _sheets(library: Library, monitor: Monitor, years: dict[int, Monitor], told: ToldPlan | None) -> Iterable[str]:
    """Yield every sheet to print, its words and its bytes: the same figures on the same day give the same file."""
    factsheets = Factsheets(library, monitor, TODAY, years.__getitem__, told=told)
    made = [factsheets.of_gemeente(), *(factsheets.of_wijk(code) for code in monitor.names)]
    made.append(build_praatplaat(library, monitor, default_plan(monitor), today=TODAY, load=years.__getitem__))
    for content in made:
        yield text_of(content)
        yield content.hex()


# Written by the libraries: the second in which a file was saved.
_MOMENT = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*<")


def parts_of(content: bytes) -> dict[str, str]:
    """Return every part of an office file, those of files inside it too, without the moment at which it was made."""
    parts: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        for name in zipped.namelist():
            inside = zipped.read(name)
            if inside[:2] == b"PK":
                parts |= {f"{name}/{inner}": text for inner, text in parts_of(inside).items()}
            else:
                parts[name] = _MOMENT.sub("<", inside.decode("utf-8", "replace"))
    return parts


def _csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))


def _cells(path: Path) -> list[list[list[Any]]]:
    """Return every cell of a workbook but the day on which it was made."""
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(path)]
    return [[row for row in sheet if row[:1] != ["Gemaakt op"]] for sheet in sheets]
