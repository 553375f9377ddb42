"""Files to figures, once for all visitors: the only way in which pages reach the readers.

Keys are scalars (folder, what its files look like, gemeente, year, ...): Streamlit would hash whole frames instead.
What is kept is read-only; nobody changes a frame that another visitor looks at.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.funnel import Funnel, compute_funnel
from kinderwerk_stats.analysis.reallocate import Reallocation, weigh
from kinderwerk_stats.delivery.published import add_published, is_about
from kinderwerk_stats.delivery.versions import BereikChanges, compare_bereik
from kinderwerk_stats.gemeente import allocation as split
from kinderwerk_stats.gemeente.division import Division, build_division
from kinderwerk_stats.gemeente.first import FirstWijken, find_first_wijken
from kinderwerk_stats.gemeente.history import LatestFigure, find_latest_figures
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor, organisations_of
from kinderwerk_stats.gemeente.need import GemeenteNeed, build_need
from kinderwerk_stats.gemeente.peers import PeerBase, PeerGroup, build_peer_base, find_peer_areas
from kinderwerk_stats.gemeente.plan import Plan, build_plan
from kinderwerk_stats.gemeente.plan_choice import NO_PLAN, PlanChoice
from kinderwerk_stats.model.datasets import OwnIndicatorTable
from kinderwerk_stats.model.problems import InputRefused, Place
from kinderwerk_stats.sources.geometry.map_shapes import MapShapes, build_map_shapes
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, find_neighbours
from kinderwerk_stats.sources.installation import installation_threshold
from kinderwerk_stats.sources.library import Library, read_folder
from kinderwerk_stats.sources.library_notes import why_no_figures
from kinderwerk_stats.sources.settings import SETTINGS_FILE, build_settings_text
from kinderwerk_stats.sources.shared_addresses import count_shared_addresses
from kinderwerk_stats.store import Store, Version, open_store
from kinderwerk_stats.text.need_choice import NeedChoice
from kinderwerk_stats.ui.columns import FIGURES_IN_TABLE, FIGURES_ON_MAP, OTHER_COLUMNS
from kinderwerk_stats.ui.door import in_turn
from kinderwerk_stats.ui.look import Stamp, figures_key, look_again, once_a_look
from kinderwerk_stats.ui.routes import register_shapes
from kinderwerk_stats.ui.view import Available, View

Invented = Literal["niets", "kinderwerk", "alles"]


@dataclass(frozen=True, eq=False)
class OwnFigure:
    """A figure per wijk that a visitor gave: kept in the session, told apart by the content of its file."""

    name: str
    mark: str
    table: OwnIndicatorTable


@dataclass(frozen=True)
class _Asked:
    """What a monitor depends on."""

    gemeente: str
    year: int
    age_range: AgeRange = "4-12"
    children_per_fte: float | None = None
    reach_share: float | None = None
    organisation: str = ""


@dataclass(frozen=True)
class _NeedAsked:
    """What need depends on: the monitor, and what counts."""

    monitor: _Asked
    choice: NeedChoice


@dataclass(frozen=True)
class _PlanAsked:
    """What a plan depends on: the need, and what is filled in but for the chosen goal."""

    need: _NeedAsked
    choice: PlanChoice


# Streamlit takes a record apart to make a key of it: many times slower than its text, on each of ten calls a page.
_STAMPED: dict[str | type[Any], Callable[[Any], Any]] = {
    Stamp: repr,
    _Asked: repr,
    _NeedAsked: repr,
    _PlanAsked: repr,
    OwnFigure: lambda own: own.mark,
}


@once_a_look
def what_is_invented(gemeente: str) -> Invented:
    """Return what of a gemeente is invented: "kinderwerk" (of an organisation) or "alles" (of CBS too)."""
    return _what_is_invented(*figures_key(), gemeente)


def hidden_below() -> int:
    """Return below which number this installation hides counts; 0 where it hides none."""
    return installation_threshold()


def store() -> Store:
    """Return what was published, to change it: the look ends, all see the change. Who only reads opens the store."""
    look_again()
    return open_store()


def compare_versions(view: View, before: Version, after: Version) -> BereikChanges:
    """Return what differs between two versions of bereik, small counts hidden."""
    shown = load_year(replace(view, organisatie=before.key.publisher), before.key.year)
    return compare_bereik(open_store(), load_library(), (before, after), shown, view.leeftijd)


@once_a_look
def load_library() -> Library:
    """Return all files of the folder and all that was published; read again when something changed.

    Raises
    ------
    InputRefused
        When the folder holds nothing or its bronnen.toml is wrong.
    """
    return _load_library(*figures_key())


@once_a_look
def load_available() -> Available:
    """Return what there is to choose from, the newest year of each gemeente first."""
    return _load_available(*figures_key())


def refused_files() -> list[str]:
    """Return the names of the files in the folder that are not used, because of faults or because no year is known."""
    results = load_library().results
    # A map without a year is used where its codes and names agree.
    without_year = (r.kind != "gebieden" and not any(t.source.year for t in r.tables) for r in results)
    return [r.path.name for r, silent in zip(results, without_year, strict=True) if silent or not r.usable]


def suggest_settings() -> str:
    """Return the bronnen.toml that the files of the folder ask for, to fill in; empty when they ask nothing."""
    try:
        return build_settings_text(list(load_library().results))
    except InputRefused:
        return ""


def load_monitor(view: View) -> Monitor:
    """Return everything about the gemeente and year of a view."""
    return load_year(view, view.jaar)


@once_a_look
def load_year(view: View, year: int) -> Monitor:
    """Return the view's gemeente in another year, with the same choices."""
    return _load_monitor(*figures_key(), _asked_of(view, year))


@once_a_look
def load_other_years(view: View, figure: str) -> list[Monitor]:
    """Return the gemeente in every other year that can be chosen, for classes that hold in all of them."""
    # Only a gap depends on the norm: what does not is computed once for all norms.
    view = view if figure.startswith("gap_") else replace(view, norm_children_per_fte=None, norm_reach=None)
    years = load_available().years[view.gemeente]
    return [load_year(view, year) for year in years if year != view.jaar]


def warm_up() -> None:
    """Read the files, and draw what the first visitor will see: the first page then does not wait for either."""
    load_library()
    available = load_available()
    gemeente = next(iter(available.gemeenten))
    view = View(gemeente, available.years[gemeente][0])
    load_map_url(view)
    load_other_years(view, view.figuur)


def load_map_url(view: View) -> str | None:
    """Return the address of the gemeente's map shapes; None without geometry that fits the year.

    The shapes are registered on every call: another process may have answered before.
    """
    shapes = _load_map(*figures_key(), view.gemeente, view.jaar)
    return None if shapes is None else register_shapes(shapes.fingerprint, shapes.to_json())


def load_outlines(view: View) -> MapShapes | None:
    """Return the same shapes for a picture in the page itself; None without geometry that fits the year."""
    return _load_map(*figures_key(), view.gemeente, view.jaar)


@once_a_look
def load_neighbours(view: View, wijk_code: str) -> list[str]:
    """Return the wijken that border on a wijk, longest border first; empty without geometry."""
    return _load_neighbours(*figures_key(), view.gemeente, view.jaar, wijk_code)


@once_a_look
def load_reallocation(view: View, old_year: int, new_year: int) -> Reallocation | None:
    """Return how addresses went from the wijken of a year to those of another; None without lists of addresses."""
    return _load_reallocation(*figures_key(), view.gemeente, old_year, new_year)


@once_a_look
def load_peers(view: View, code: str) -> PeerGroup | None:
    """Return the wijken that resemble a wijk, or the gemeenten that resemble a gemeente, on the figures of the view."""
    kind: Literal["gemeente", "wijk"] = "gemeente" if code.startswith("GM") else "wijk"
    base = _load_peer_base(*figures_key(), view.jaar, kind, what_is_invented(view.gemeente) == "alles")
    return find_peer_areas(base, code, view.gelijk)


@once_a_look
def load_need(view: View, own: OwnFigure | None = None) -> GemeenteNeed:
    """Return need of the wijken of a view, with a figure of the gemeente's own when the visitor gave one."""
    return _load_need(*figures_key(), _asked(view), own)


@once_a_look
def load_first(view: View, own: OwnFigure | None = None) -> FirstWijken:
    """Return the wijken to look at first, by the same need: the same ones on every page and paper."""
    return _load_first(*figures_key(), _asked(view), own)


@once_a_look
def load_division(view: View, own: OwnFigure | None = None) -> Division:
    """Return who has the kinderwerk, by the same need."""
    return _load_division(*figures_key(), _asked(view), own)


@once_a_look
def load_plan(view: View, own: OwnFigure | None = None) -> Plan:
    """Return what the means of a view do under every goal, by the same need; the chosen goal plays no part."""
    return _load_plan(*figures_key(), _PlanAsked(_asked(view), replace(view.plan, objective=NO_PLAN.objective)), own)


def load_part_of_country(view: View) -> split.PartOfCountry | None:
    """Return what the gemeente would have of the kinderwerkers of the country; None without a file of all of it."""
    return _load_part(*figures_key(), view.gemeente, view.jaar, view.behoefte)


def _asked(view: View) -> _NeedAsked:
    return _NeedAsked(_asked_of(view, view.jaar), view.behoefte)


def _asked_of(view: View, year: int) -> _Asked:
    return _Asked(view.gemeente, year, view.leeftijd, view.norm_children_per_fte, view.norm_reach, view.organisatie)


@once_a_look
def load_funnel(view: View) -> Funnel | None:
    """Return the reach of the wijken between what chance allows."""
    return _load_funnel(*figures_key(), _asked_of(view, view.jaar))


@once_a_look
def load_latest_figures(view: View, wijk_code: str) -> list[LatestFigure]:
    """Return the newest CBS figure of every indicator for a wijk, see `history.find_latest_figures`."""
    return _load_latest_figures(*figures_key(), view.gemeente, wijk_code, view.jaar)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=_STAMPED)
def _load_library(folder: str, stamp: Stamp) -> Library:
    # What was published can be shown without any file beside it.
    alone = stamp.store and all(name == SETTINGS_FILE for name, _, _ in stamp.files)
    library = Library([]) if alone else _load_files(folder, replace(stamp, store=""))
    return add_published(library, open_store()) if stamp.store else library


# Apart: what is published changes often, and the files of the whole country take seconds to read.
@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=_STAMPED)
def _load_files(folder: str, stamp: Stamp) -> Library:
    return read_folder(Path(folder), [name for name, _, _ in stamp.files if name != SETTINGS_FILE])


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=_STAMPED)
def _load_available(folder: str, stamp: Stamp) -> Available:
    library = _load_library(folder, stamp)
    gemeenten = library.gemeenten()
    if not gemeenten:
        raise InputRefused(why_no_figures(library.results, Place(Path(folder).name, subject="map")))
    # Once there are real figures, the example is no longer what a visitor sees first.
    examples = [table for table in library.cbs if table.source.invented]
    # Of a file of the whole country, those with bereik come before those without.
    reached = {table.gemeente_code for table in library.bereik}

    def seen_last(code: str) -> tuple[bool, bool]:
        return any(is_about(table, code) for table in examples), code not in reached

    names = sorted(gemeenten.items(), key=lambda item: seen_last(item[0]))
    gemeenten = dict(names)
    return Available(
        gemeenten=gemeenten,
        years={code: tuple(reversed(library.years(code))) for code in gemeenten},
        figuren=FIGURES_ON_MAP,
        wijk_codes=cache(library.wijk_codes),
        kolommen=("wijk", *FIGURES_IN_TABLE, *OTHER_COLUMNS),
        organisaties=cache(partial(organisations_of, library)),
    )


@st.cache_resource(max_entries=50, show_spinner=False, hash_funcs=_STAMPED)
def _what_is_invented(folder: str, stamp: Stamp, gemeente: str) -> Invented:
    tables = [table for result in _load_library(folder, stamp).results for table in result.tables]
    invented = [table for table in tables if table.source.invented and is_about(table, gemeente)]
    if not invented:
        return "niets"
    return "kinderwerk" if all(table.source.kind == "bereik" for table in invented) else "alles"


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=_STAMPED)
def _load_monitor(folder: str, stamp: Stamp, asked: _Asked) -> Monitor:
    norm = Norm(children_per_fte=asked.children_per_fte, reach_share=asked.reach_share)
    of = _load_library(folder, stamp), asked.gemeente, asked.year, asked.age_range, norm
    return in_turn(build_monitor, *of, threshold=stamp.threshold, organisation=asked.organisation or None)


@st.cache_resource(max_entries=50, show_spinner=False, hash_funcs=_STAMPED)
def _load_map(folder: str, stamp: Stamp, gemeente: str, year: int) -> MapShapes | None:
    monitor = _load_monitor(folder, stamp, _Asked(gemeente, year))
    if monitor.shapes is None or not monitor.drawn:
        return None
    return build_map_shapes(cut_gemeente(monitor.shapes, gemeente))


@st.cache_resource(max_entries=500, show_spinner=False, hash_funcs=_STAMPED)
def _load_neighbours(folder: str, stamp: Stamp, gemeente: str, year: int, wijk_code: str) -> list[str]:
    monitor = _load_monitor(folder, stamp, _Asked(gemeente, year))
    if monitor.shapes is None:
        return []
    neighbours = find_neighbours(cut_gemeente(monitor.shapes, gemeente), wijk_code).get(wijk_code, [])
    return [code for code in neighbours if code in monitor.drawn]


@st.cache_resource(max_entries=50, show_spinner=False, hash_funcs=_STAMPED)
def _load_reallocation(folder: str, stamp: Stamp, gemeente: str, old_year: int, new_year: int) -> Reallocation | None:
    shared = count_shared_addresses(_load_library(folder, stamp), gemeente, old_year, new_year)
    return None if shared is None else weigh(shared)


@st.cache_resource(max_entries=10, show_spinner=False, hash_funcs=_STAMPED)
def _load_peer_base(
    folder: str, stamp: Stamp, year: int, kind: Literal["wijk", "gemeente"], invented: bool
) -> PeerBase:
    return build_peer_base(_load_library(folder, stamp), year, kind, invented=invented)


@st.cache_resource(max_entries=500, show_spinner=False, hash_funcs=_STAMPED)
def _load_latest_figures(folder: str, stamp: Stamp, gemeente: str, wijk_code: str, year: int) -> list[LatestFigure]:
    return find_latest_figures(_load_library(folder, stamp), gemeente, wijk_code, year)


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=_STAMPED)
def _load_need(folder: str, stamp: Stamp, asked: _NeedAsked, own: OwnFigure | None) -> GemeenteNeed:
    library, monitor = _load_library(folder, stamp), _load_monitor(folder, stamp, asked.monitor)
    return in_turn(build_need, library, monitor, asked.choice.to_settings(), None if own is None else own.table)


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=_STAMPED)
def _load_first(folder: str, stamp: Stamp, asked: _NeedAsked, own: OwnFigure | None) -> FirstWijken:
    return find_first_wijken(_load_monitor(folder, stamp, asked.monitor), _load_need(folder, stamp, asked, own))


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=_STAMPED)
def _load_division(folder: str, stamp: Stamp, asked: _NeedAsked, own: OwnFigure | None) -> Division:
    return build_division(_load_monitor(folder, stamp, asked.monitor), _load_need(folder, stamp, asked, own))


@st.cache_resource(max_entries=50, show_spinner=False, hash_funcs=_STAMPED)
def _load_allocation_base(folder: str, stamp: Stamp, asked: _NeedAsked, own: OwnFigure | None) -> split.AllocationBase:
    need = _load_need(folder, stamp, asked, own)
    monitor = _load_monitor(folder, stamp, asked.monitor)
    return in_turn(split.build_allocation_base, monitor, need, split.usual_steepness(need))


@st.cache_resource(max_entries=100, show_spinner=False, hash_funcs=_STAMPED)
def _load_plan(folder: str, stamp: Stamp, asked: _PlanAsked, own: OwnFigure | None) -> Plan:
    return in_turn(build_plan, _load_allocation_base(folder, stamp, asked.need, own), asked.choice)


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=_STAMPED)
def _load_funnel(folder: str, stamp: Stamp, asked: _Asked) -> Funnel | None:
    monitor = _load_monitor(folder, stamp, asked)
    return compute_funnel(monitor.coverage, monitor.age_share.cv)


@st.cache_resource(max_entries=50, show_spinner=False, hash_funcs=_STAMPED)
def _load_part(folder: str, stamp: Stamp, code: str, year: int, choice: NeedChoice) -> split.PartOfCountry | None:
    return in_turn(split.find_part_of_country, _load_library(folder, stamp), code, year, choice.to_settings())
