"""What the user looks at: it lives in the address, in stable codes, so that a copied link opens the same view.

The address always wins. A widget that changes writes the address (`bound`), and every run copies the address
to the widgets (`current_view`), so a link, the back button and a click in a map all go the same way.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import streamlit as st

from kinderwerk_stats.analysis.children import AGE_RANGES, AgeRange
from kinderwerk_stats.gemeente.peers import DEFAULT_PEER_INDICATORS, PEER_INDICATORS
from kinderwerk_stats.text.numbers import format_typed, to_decimal
from kinderwerk_stats.text.typed import read_children_per_fte, read_typed_number
from kinderwerk_stats.ui.need_choice import (
    NEED_MAPS,
    NEED_PARTS,
    USUAL_NEED,
    NeedChoice,
    NeedMap,
    NeedPart,
    need_params,
    read_need_choice,
)

DEFAULT_AGE_RANGE: AgeRange = "4-12"
T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """One view of the dashboard.

    `gemeente` and `wijk` are CBS codes, `figuur` is the name of an indicator, `norm_reach` is a share 0-1.
    A norm of None means: compare with the gemeente's own average. `lijn` is the figure over the years, `volgorde` the
    column and way ("gap_fte-aflopend") in which the table of wijken is sorted; `gelijk` the figures in which wijken are
    to be alike. None: as the page does it.
    """

    gemeente: str
    jaar: int
    leeftijd: AgeRange = DEFAULT_AGE_RANGE
    norm_children_per_fte: float | None = None
    norm_reach: float | None = None
    wijk: str | None = None
    figuur: str = "reach_share"
    lijn: str | None = None
    volgorde: str | None = None
    deel: NeedPart = "behoefte"
    kaart: NeedMap = "groep"
    behoefte: NeedChoice = USUAL_NEED
    gelijk: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Available:
    """What there is to choose from; the first of everything is the default.

    `gemeenten`: code -> name. `years`: gemeente code -> its years. `figuren`: names of the figures that map and
    chart can show. `kolommen`: names of the columns of the table of wijken. `wijk_codes` gives the codes of a gemeente
    in a year; it is asked only when a view names a wijk.
    """

    gemeenten: Mapping[str, str]
    years: Mapping[str, tuple[int, ...]]
    figuren: tuple[str, ...]
    wijk_codes: Callable[[str, int], Collection[str]]
    kolommen: tuple[str, ...] = ()


def read_norm_children_per_fte(text: str) -> float | None:
    """Return the norm in children per fte; None when nothing is filled in.

    Raises
    ------
    ValueError
        With a Dutch sentence that says what to fill in.
    """
    if not text.strip():
        return None
    norm = read_children_per_fte(text)
    if norm is None:
        raise ValueError(_not_read(text, "Vul een aantal kinderen in, bijvoorbeeld 800."))
    return norm


def read_norm_reach(text: str) -> float | None:
    """Return the norm for reach as a share 0-1, from a percentage; None when nothing is filled in.

    Raises
    ------
    ValueError
        With a Dutch sentence that says what to fill in.
    """
    if not text.strip():
        return None
    percentage = read_typed_number(text)
    # 0,25 would be a quarter of a percent: whoever fills that in means 25.
    if percentage is None or not 1 <= percentage <= 100:
        raise ValueError(_not_read(text, "Vul een percentage van 1 tot en met 100 in, bijvoorbeeld 25."))
    return percentage / 100


def _not_read(text: str, advice: str) -> str:
    return advice if read_typed_number(text) is not None else f"Dit is geen getal. {advice}"


def write_norm(norm: float | None, *, percentage: bool = False) -> str:
    """Return a norm as the user would type it, without digits that say nothing.

    >>> write_norm(0.125, percentage=True), write_norm(1250.0), write_norm(None)
    ('12,5', '1.250', '')
    """
    if norm is None:
        return ""
    return format_typed(to_decimal(norm) * 100 if percentage else norm)


# --- the address, both ways ---------------------------------------------------------------------------


def read_view(params: Mapping[str, str], available: Available) -> tuple[View, list[str]]:
    """Return the view that an address asks for, and a Dutch sentence for everything in it that was ignored.

    Parameters
    ----------
    params : Mapping[str, str]
        The query parameters of the address.
    available : Available
        What there is to choose from.

    Returns
    -------
    tuple[View, list[str]]
        The view, valid in every part, and the notices in reading order.

    Examples
    --------
    >>> demo = Available({"GM0001": "Demo"}, {"GM0001": (2024, 2023)}, ("reach_share",), lambda gemeente, jaar: ())
    >>> read_view({"jaar": "1999"}, demo)
    (View(gemeente='GM0001', jaar=2024, ...), ['Voor Demo zijn er geen cijfers over dat jaar. U ziet 2024.'])
    """
    notices: list[str] = []

    def choose(name: str, options: Mapping[str, T], default: T, notice: str) -> T:
        asked = params.get(name)
        if asked and asked not in options:
            notices.append(notice)
        return options.get(asked or "", default)

    gemeenten = {code: code for code in available.gemeenten}
    first = next(iter(gemeenten))
    name = available.gemeenten[first]
    gemeente = choose("gemeente", gemeenten, first, f"Deze gemeente is er niet bij. U ziet {name}.")
    name = available.gemeenten[gemeente]

    years = {str(year): year for year in available.years[gemeente]}
    newest = next(iter(years.values()))
    jaar = choose("jaar", years, newest, f"Voor {name} zijn er geen cijfers over dat jaar. U ziet {newest}.")

    ages: dict[str, AgeRange] = {age: age for age in AGE_RANGES}
    figuren = {figuur: figuur for figuur in available.figuren}
    orders = {order: order for column in available.kolommen for order in (f"{column}-oplopend", f"{column}-aflopend")}
    asked_wijk = params.get("wijk")
    wijken = dict.fromkeys(available.wijk_codes(gemeente, jaar), asked_wijk) if asked_wijk else {}
    parts: dict[str, NeedPart] = {part: part for part in NEED_PARTS}
    maps: dict[str, NeedMap] = {name: name for name in NEED_MAPS}
    behoefte, about_need = read_need_choice(params)
    view = View(
        gemeente=gemeente,
        jaar=jaar,
        leeftijd=choose("leeftijd", ages, DEFAULT_AGE_RANGE, "Deze leeftijd is er niet bij."),
        norm_children_per_fte=_norm_in(params, "norm_fte", read_norm_children_per_fte, notices),
        norm_reach=_norm_in(params, "norm_bereik", read_norm_reach, notices),
        wijk=choose("wijk", wijken, None, f"{_NO_WIJK} in {name} in {jaar}."),
        figuur=choose("figuur", figuren, available.figuren[0], "Dit cijfer is er niet bij."),
        lijn=choose("lijn", figuren, None, "Dit cijfer door de jaren is er niet bij."),
        volgorde=choose("volgorde", orders, None, "Deze volgorde van de tabel is er niet bij."),
        deel=choose("deel", parts, "behoefte", "Dit deel van Behoefte is er niet."),
        kaart=choose("kaart", maps, "groep", "Deze kaart van de behoefte is er niet bij."),
        behoefte=behoefte,
        gelijk=_likeness_in(params, notices),
    )
    return view, [*notices, *about_need]


def _likeness_in(params: Mapping[str, str], notices: list[str]) -> tuple[str, ...] | None:
    """Return the figures in which wijken are to be alike, in our own order; None where the address names none."""
    asked = params.get("gelijk", "").split(",") if params.get("gelijk") else []
    if not set(asked) <= set(PEER_INDICATORS):
        notices.append("Een van de cijfers om wijken mee te vergelijken is er niet bij.")
    return tuple(name for name in PEER_INDICATORS if name in asked) or None


def _norm_in(
    params: Mapping[str, str], name: str, read: Callable[[str], float | None], notices: list[str]
) -> float | None:
    try:
        return read(params.get(name, ""))
    except ValueError:
        notices.append("Een norm in het adres van deze pagina is niet te lezen en telt niet mee.")
        return None


def to_params(view: View) -> dict[str, str]:
    """Return the query parameters of a view, in a fixed order.

    Gemeente, year, age and figure are always there: a link keeps its meaning when a default changes.

    >>> to_params(View("GM0344", 2024, norm_reach=0.25, wijk="WK034403"))
    {'gemeente': 'GM0344', 'jaar': '2024', 'leeftijd': '4-12', 'norm_bereik': '25', 'wijk': 'WK034403', ...}
    """
    params = {
        "gemeente": view.gemeente,
        "jaar": str(view.jaar),
        "leeftijd": view.leeftijd,
        "norm_fte": write_norm(view.norm_children_per_fte).replace(".", ""),
        "norm_bereik": write_norm(view.norm_reach, percentage=True),
        "wijk": view.wijk or "",
        "figuur": view.figuur,
        "lijn": view.lijn or "",
        "volgorde": view.volgorde or "",
        "deel": "" if view.deel == "behoefte" else view.deel,
        "kaart": "" if view.kaart == "groep" else view.kaart,
        **need_params(view.behoefte),
        "gelijk": ",".join(view.gelijk or ()),
    }
    return {name: value for name, value in params.items() if value}


# --- the widgets --------------------------------------------------------------------------------------

_WIDGET_PREFIX = "keuze_"
_VIEW_KEY = "view"
_SEEN_KEY = "view_params"
_AVAILABLE_KEY = "view_available"
_NOTICES_KEY = "view_notices"
_SAID_KEY = "view_said"
_NO_WIJK = "Deze wijk is er niet"


def current_view(available: Available) -> tuple[View, list[str]]:
    """Return what the address asks for, and make the widgets follow it. The frame calls this once per run."""
    params = st.query_params.to_dict()
    view, notices = read_view(params, available)
    if "gemeente" not in params:
        # A bare address is completed at once: copied now, it opens this same view next year.
        params = to_params(view)
        st.query_params.from_dict(params)
    if st.session_state.get(_SEEN_KEY) != params:
        for key in [key for key in st.session_state if str(key).startswith(_WIDGET_PREFIX)]:
            st.session_state.pop(key)
        st.session_state[_SEEN_KEY] = params
    st.session_state[_VIEW_KEY] = view
    st.session_state[_AVAILABLE_KEY] = available
    notices = [*st.session_state.pop(_NOTICES_KEY, []), *notices]
    st.session_state[_SAID_KEY] = notices
    return view, notices


def empty_view() -> None:
    """Make a view of no gemeente: there are no figures yet, and the page Gegevens works without."""
    st.session_state[_VIEW_KEY] = View("", 0)


def shown_view() -> View:
    """Return the view of this run; pages call this."""
    view: View = st.session_state[_VIEW_KEY]
    return view


def change_view(**changes: Any) -> View:
    """Change the view and with it the address; another gemeente lets go of the wijk.

    What does not exist for the new gemeente or year goes back to its default; the next run says so.
    In a callback the change holds for the run that follows. Elsewhere, call `st.rerun()` after it.
    """
    view = shown_view()
    if changes.get("gemeente", view.gemeente) != view.gemeente:
        changes = {"wijk": None} | changes
    asked = to_params(replace(view, **changes))
    view, st.session_state[_NOTICES_KEY] = read_view(asked, st.session_state[_AVAILABLE_KEY])
    st.session_state[_VIEW_KEY] = view
    st.query_params.from_dict(to_params(view))
    return view


def show_other_wijk(wijk_code: str, name: str) -> None:
    """Show a wijk where the address names none; where it names one that is not there, the next run says so."""
    said = st.session_state[_SAID_KEY]
    change_view(wijk=wijk_code)
    if any(notice.startswith(_NO_WIJK) for notice in said):
        st.session_state[_NOTICES_KEY] = [*said, f"U ziet {name}."]


def widget_key(field: str) -> str:
    """Return the key in session state of the widget that shows a field of the view."""
    return f"{_WIDGET_PREFIX}{field}"


def bound(field: str) -> dict[str, Any]:
    """Return the arguments that tie a widget to a field of the view: `st.selectbox("Wijk", codes, **bound("wijk"))`."""
    key = widget_key(field)
    if key not in st.session_state:
        st.session_state[key] = _WIDGET_VALUE[field](shown_view())
    return {"key": key, "on_change": _write_field, "args": (field,)}


def bound_to_need(name: str, value: T, change: Callable[[NeedChoice, T], NeedChoice]) -> dict[str, Any]:
    """Return the arguments that tie a widget to a part of what counts in need.

    Parameters
    ----------
    name : names the widget, the same in every run.
    value : what it shows now.
    change : returns what counts, from what counted and the new value of the widget.
    """
    key = widget_key(f"behoefte_{name}")
    if key not in st.session_state:
        st.session_state[key] = value

    def write() -> None:
        if st.session_state.get(key) is not None:
            change_view(behoefte=change(shown_view().behoefte, st.session_state[key]))

    return {"key": key, "on_change": write}


_WIDGET_VALUE: dict[str, Callable[[View], Any]] = {
    "gemeente": lambda view: view.gemeente,
    "jaar": lambda view: view.jaar,
    "leeftijd": lambda view: view.leeftijd,
    "norm_children_per_fte": lambda view: write_norm(view.norm_children_per_fte),
    "norm_reach": lambda view: write_norm(view.norm_reach, percentage=True),
    "wijk": lambda view: view.wijk,
    "figuur": lambda view: view.figuur,
    "lijn": lambda view: view.lijn or "reach_share",
    "deel": lambda view: view.deel,
    "kaart": lambda view: view.kaart,
    "gelijk": lambda view: list(view.gelijk or DEFAULT_PEER_INDICATORS),
}
_READ_NORM: dict[str, Callable[[str], float | None]] = {
    "norm_children_per_fte": read_norm_children_per_fte,
    "norm_reach": read_norm_reach,
}


def norm_problem(field: str) -> str | None:
    """Return why the norm in a text field cannot be used; None when it can."""
    try:
        _READ_NORM[field](st.session_state.get(widget_key(field)) or "")
    except ValueError as problem:
        return str(problem)
    return None


def _write_field(field: str) -> None:
    if widget_key(field) not in st.session_state:
        # The address changed while this choice was under way, by the back button: its field has been made anew.
        return
    value = st.session_state[widget_key(field)]
    if field in _READ_NORM:
        if norm_problem(field):
            return
        value = _READ_NORM[field](value or "")
    elif value is None and field != "wijk":
        return
    if field == "gelijk":
        value = None if set(value) == set(DEFAULT_PEER_INDICATORS) else tuple(value)
    change_view(**{field: value})
