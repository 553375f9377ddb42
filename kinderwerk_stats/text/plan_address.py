"""What the user fills in of a plan, and how that stands in the address: codes that stay the same.

What cannot be read does not count and is said, so that an old or broken link never opens another plan unnoticed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal, TypeVar, get_args

from kinderwerk_stats.analysis.allocation import OBJECTIVES, Objective
from kinderwerk_stats.gemeente.plan_choice import (
    COST_NAMES,
    EXAMPLE_TENTHS,
    MOST_CHILDREN_PER_FTE,
    MOST_EUR,
    MOST_TENTHS,
    NO_PLAN,
    Bound,
    CostStep,
    FormulaChoice,
    PlanChoice,
)
from kinderwerk_stats.sources.privacy.texts import judge_text

PlanPart = Literal["verdeling", "doel", "vragen", "straks"]
PLAN_PARTS: tuple[PlanPart, ...] = get_args(PlanPart)
NOT_READ = "Een keuze van het plan in het adres van deze pagina is niet te lezen en telt niet mee."
T = TypeVar("T")

_WIJK = re.compile(r"WK[0-9A-Z]{6}")
_OBJECTIVES: Mapping[str, Objective] = {name: name for name in OBJECTIVES}
# Between the parts of one thing, and between things; a source may hold neither.
_WITHIN, _BETWEEN = "~", "|"


def plan_params(choice: PlanChoice) -> dict[str, str]:
    """Return the plan as parameters of an address: nothing where nothing is filled in.

    >>> plan_params(PlanChoice(budget_tenths=30, keep=False))
    {'fte': '3', 'doel': 'laagste', 'opnieuw': 'ja'}
    """
    if choice == NO_PLAN:
        return {}
    formula = choice.formula
    params = {
        "fte": _write_fte(choice.budget_tenths),
        "euro": "" if choice.budget_eur is None else str(choice.budget_eur),
        "kosten": _BETWEEN.join(_write_cost(step) for step in choice.costs),
        "doel": choice.objective,
        "opnieuw": "" if choice.keep else "ja",
        "minstens": _write_fte(choice.least_tenths or None),
        "hoogstens": _write_fte(choice.most_tenths),
        "grenzen": _BETWEEN.join(_write_bound(bound) for bound in choice.bounds),
        "post": _write_fte(choice.post_tenths or None),
        "naar": str(choice.goal_children_per_fte or ""),
        "minder": _write_fte(None if choice.fewer_tenths == EXAMPLE_TENTHS else choice.fewer_tenths),
        "formule": ""
        if formula is None
        else _WITHIN.join((str(formula.children_pct), str(formula.weighted_pct), _write_fte(formula.floor_tenths))),
    }
    return {name: value for name, value in params.items() if value}


def read_plan_choice(params: Mapping[str, str]) -> tuple[PlanChoice, list[str]]:
    """Return the plan that an address asks for, and a Dutch sentence where something in it was ignored.

    >>> read_plan_choice({"fte": "2.5", "doel": "meeste"})[0]
    PlanChoice(budget_tenths=25, budget_eur=None, costs=(), objective='meeste', keep=True, ...)
    """
    strange: list[str] = []

    def take(name: str, read: Callable[[str], T | None], otherwise: T) -> T:
        if not (text := params.get(name, "")):
            return otherwise
        found = read(text)
        if found is None:
            strange.append(name)
        return otherwise if found is None else found

    none: int | None = None
    choice = PlanChoice(
        budget_tenths=take("fte", read_tenths, none),
        budget_eur=take("euro", _read_eur, none),
        costs=take("kosten", _read_costs, ()),
        objective=take("doel", _OBJECTIVES.get, NO_PLAN.objective),
        keep=take("opnieuw", {"ja": False, "nee": True}.get, True),
        least_tenths=take("minstens", read_tenths, 0),
        most_tenths=take("hoogstens", read_tenths, none),
        bounds=take("grenzen", _read_bounds, ()),
        post_tenths=take("post", read_tenths, 0),
        formula=take("formule", _read_formula, NO_PLAN.formula),
        goal_children_per_fte=take("naar", _read_goal, none),
        fewer_tenths=take("minder", read_tenths, EXAMPLE_TENTHS),
    )
    if choice.budget_tenths is not None and choice.budget_eur is not None:
        strange.append("euro")
        choice = replace(choice, budget_eur=None)
    return choice, [NOT_READ] if strange else []


def read_tenths(text: str) -> int | None:
    """Return a number of fte in tenths; None for what is none, has more than one decimal, or is too much.

    >>> read_tenths("2.5"), read_tenths("3"), read_tenths("0.25"), read_tenths("-1")
    (25, 30, None, None)
    """
    if not re.fullmatch(r"\d{1,5}(\.\d)?", text):
        return None
    tenths = int(Decimal(text) * 10)
    return tenths if tenths <= MOST_TENTHS else None


def _write_fte(tenths: int | None) -> str:
    return "" if tenths is None else f"{tenths / 10:g}"


def _read_eur(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text) and int(text) <= MOST_EUR else None


def _read_goal(text: str) -> int | None:
    fits = re.fullmatch(r"[1-9]\d{0,5}", text) and int(text) <= MOST_CHILDREN_PER_FTE
    return int(text) if fits else None


def _write_cost(step: CostStep) -> str:
    return _WITHIN.join((step.name, f"{step.low:f}", f"{step.high:f}", step.source))


def clean_source(text: str) -> str:
    """Return where an amount comes from as it can stand in an address: one line, without our own signs."""
    return " ".join(re.sub(r"[~|\x00-\x1f\x7f]", " ", text).split())


def _read_costs(text: str) -> tuple[CostStep, ...] | None:
    choice = NO_PLAN
    for part in text.split(_BETWEEN):
        name, low, high, source = (*part.split(_WITHIN), "", "", "", "")[:4]
        known = next((each for each in COST_NAMES if each == name), None)
        if (
            known is None
            or judge_text(source)
            or not all(re.fullmatch(r"\d{1,9}(\.\d{1,2})?", end) for end in (low, high))
        ):
            return None
        try:
            step = CostStep(known, Decimal(low), Decimal(high), clean_source(source))
        except ValueError:
            return None
        choice = choice.with_cost(known, step)
    return choice.costs


def _write_bound(bound: Bound) -> str:
    return _WITHIN.join((bound.wijk, _write_fte(bound.least), _write_fte(bound.most)))


def _read_bounds(text: str) -> tuple[Bound, ...] | None:
    choice = NO_PLAN
    for part in text.split(_BETWEEN):
        wijk, least, most = (*part.split(_WITHIN), "", "", "")[:3]
        ends = [read_tenths(end) if end else None for end in (least, most)]
        unread = any(end and read_tenths(end) is None for end in (least, most))
        if unread or not _WIJK.fullmatch(wijk):
            return None
        choice = choice.with_bound(Bound(wijk, *ends))
    return choice.bounds


def _read_formula(text: str) -> FormulaChoice | None:
    parts = (*text.split(_WITHIN), "", "", "")[:3]
    if not all(re.fullmatch(r"\d{1,3}", part) and int(part) <= 100 for part in parts[:2]):
        return None
    floor = read_tenths(parts[2] or "0")
    shares = int(parts[0]), int(parts[1])
    return None if floor is None or not any(shares) else FormulaChoice(*shares, floor)
