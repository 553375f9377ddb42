"""One view of the dashboard, and the address that stands for it, both ways.

The address holds stable codes, so that a copied link opens the same view.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kinderwerk_stats.analysis.children import AGE_RANGES, AgeRange
from kinderwerk_stats.gemeente.peers import PEER_INDICATORS
from kinderwerk_stats.gemeente.plan_choice import NO_PLAN, PlanChoice
from kinderwerk_stats.sources.privacy.texts import judge_text
from kinderwerk_stats.story.plan import MOST_PLAN_NAME
from kinderwerk_stats.text.need_choice import (
    NEED_MAPS,
    NEED_PARTS,
    USUAL_NEED,
    NeedChoice,
    NeedMap,
    NeedPart,
    need_params,
    read_need_choice,
)
from kinderwerk_stats.text.numbers import format_typed, to_decimal
from kinderwerk_stats.text.plan_address import PLAN_PARTS, PlanPart, plan_params, read_plan_choice
from kinderwerk_stats.text.typed import read_children_per_fte, read_typed_number

DEFAULT_AGE_RANGE: AgeRange = "4-12"
T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """One view of the dashboard.

    `gemeente` and `wijk` are CBS codes, `figuur` is the name of an indicator, `norm_reach` is a share 0-1.
    A norm of None means: compare with the gemeente's own average. `lijn` is the figure over the years, `volgorde` the
    column and way ("gap_fte-aflopend") in which the table of wijken is sorted; `gelijk` the figures in which wijken are
    to be alike. None: as the page does it. `organisatie`: whose bereik it is; empty for that of all.
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
    plandeel: PlanPart = "verdeling"
    plan: PlanChoice = NO_PLAN
    verhaalplan: str = ""
    organisatie: str = ""


@dataclass(frozen=True)
class Available:
    """What there is to choose from; the first of everything is the default.

    `gemeenten`: code -> name. `years`: gemeente code -> its years. `figuren`: names of the figures that map and
    chart can show. `kolommen`: names of the columns of the table of wijken. `wijk_codes` gives the codes of a gemeente
    in a year; it is asked only when a view names a wijk. `organisaties` gives who has bereik of a gemeente in a year.
    """

    gemeenten: Mapping[str, str]
    years: Mapping[str, tuple[int, ...]]
    figuren: tuple[str, ...]
    wijk_codes: Callable[[str, int], Collection[str]]
    kolommen: tuple[str, ...] = ()
    organisaties: Callable[[str, int], Collection[str]] = lambda _gemeente, _jaar: ()


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
    organisaties = {name: name for name in available.organisaties(gemeente, jaar)}
    parts: dict[str, NeedPart] = {part: part for part in NEED_PARTS}
    maps: dict[str, NeedMap] = {name: name for name in NEED_MAPS}
    plan_parts: dict[str, PlanPart] = {part: part for part in PLAN_PARTS}
    behoefte, about_need = read_need_choice(params)
    plan, about_plan = read_plan_choice(params)
    view = View(
        gemeente=gemeente,
        jaar=jaar,
        leeftijd=choose("leeftijd", ages, DEFAULT_AGE_RANGE, "Deze leeftijd is er niet bij."),
        norm_children_per_fte=_norm_in(params, "norm_fte", read_norm_children_per_fte, notices),
        norm_reach=_norm_in(params, "norm_bereik", read_norm_reach, notices),
        wijk=choose("wijk", wijken, None, f"Deze wijk is er niet in {name} in {jaar}."),
        figuur=choose("figuur", figuren, available.figuren[0], "Dit cijfer is er niet bij."),
        lijn=choose("lijn", figuren, None, "Dit cijfer door de jaren is er niet bij."),
        volgorde=choose("volgorde", orders, None, "Deze volgorde van de tabel is er niet bij."),
        deel=choose("deel", parts, "behoefte", "Dit deel van Behoefte is er niet."),
        kaart=choose("kaart", maps, "groep", "Deze kaart van de behoefte is er niet bij."),
        behoefte=behoefte,
        gelijk=_likeness_in(params, notices),
        plandeel=choose("plandeel", plan_parts, "verdeling", "Dit deel van Plan is er niet."),
        plan=plan,
        verhaalplan=_plan_name_in(params, notices),
        organisatie=choose("organisatie", organisaties, "", f"Deze organisatie heeft geen bereik van {jaar}."),
    )
    return view, [*notices, *about_need, *about_plan]


def _likeness_in(params: Mapping[str, str], notices: list[str]) -> tuple[str, ...] | None:
    """Return the figures in which wijken are to be alike, in our own order; None where the address names none."""
    asked = params.get("gelijk", "").split(",") if params.get("gelijk") else []
    if not set(asked) <= set(PEER_INDICATORS):
        notices.append("Een van de cijfers om wijken mee te vergelijken is er niet bij.")
    return tuple(name for name in PEER_INDICATORS if name in asked) or None


def _plan_name_in(params: Mapping[str, str], notices: list[str]) -> str:
    """Return the name of a kept plan; whether there is one under it, the page that tells it looks up."""
    name = params.get("verhaalplan", "")
    if len(name) <= MOST_PLAN_NAME and name.isprintable() and not judge_text(name):
        return name
    notices.append("De naam van een plan in het adres van deze pagina is niet te lezen en telt niet mee.")
    return ""


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
        "plandeel": "" if view.plandeel == "verdeling" else view.plandeel,
        **plan_params(view.plan),
        "verhaalplan": view.verhaalplan,
        "organisatie": view.organisatie,
    }
    return {name: value for name, value in params.items() if value}
