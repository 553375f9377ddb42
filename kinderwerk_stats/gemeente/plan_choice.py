"""What somebody fills in of a plan: means, cost, bounds and the goal that is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, get_args

from kinderwerk_stats.analysis.allocation import DEFAULT_OBJECTIVE, Objective
from kinderwerk_stats.analysis.allocation_money import CostParts, CostPerFte, Range, compute_cost_per_fte

CostName = Literal["geheel", "loon", "ikb", "lasten", "overhead", "productiviteit", "traject", "hulp"]
# Without these there is no cost per fte; a productivity is never needed for one.
NEEDED: tuple[CostName, ...] = ("loon", "ikb", "lasten", "overhead")
COST_STEPS: tuple[CostName, ...] = ("geheel", *NEEDED, "productiviteit")
# What a traject of jeugdhulp costs, and which part of the children needs help: for break-even only.
BREAK_EVEN: tuple[CostName, ...] = ("traject", "hulp")
IN_EUR: frozenset[CostName] = frozenset({"geheel", "loon", "traject"})
# Between which values each can be: an amount in euro, the others in percent.
COST_LIMITS: Mapping[CostName, tuple[int, int]] = MappingProxyType(
    {
        "geheel": (1_000, 1_000_000),
        "loon": (1_000, 1_000_000),
        "ikb": (0, 100),
        "lasten": (0, 100),
        "overhead": (0, 300),
        "productiviteit": (1, 100),
        "traject": (1, 1_000_000),
        "hulp": (1, 100),
    }
)
COST_NAMES: tuple[CostName, ...] = get_args(CostName)
MOST_TENTHS, MOST_EUR, MOST_SOURCE = 10_000, 100_000_000, 80
# What is shown before anything is filled in.
EXAMPLE_TENTHS = 10
MOST_CHILDREN_PER_FTE = 100_000


@dataclass(frozen=True)
class CostStep:
    """One step of the cost per fte, from low to high (euro, or percent), and where that comes from."""

    name: CostName
    low: Decimal
    high: Decimal
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what no caller may give."""
        least, most = COST_LIMITS[self.name]
        if not least <= self.low <= self.high <= most or len(self.source) > MOST_SOURCE:
            raise ValueError(f"no such step of the cost: {self}")


@dataclass(frozen=True)
class Bound:
    """What one wijk has at least and at most afterwards, in tenths of fte; None: as every wijk."""

    wijk: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class FormulaChoice:
    """The own formula: percentages for children and for need-weighted children, and a floor per wijk in tenths."""

    children_pct: int = 0
    weighted_pct: int = 0
    floor_tenths: int = 0


@dataclass(frozen=True)
class PlanChoice:
    """A plan as it is filled in; nothing of it is ours.

    `budget_tenths` or `budget_eur`, or neither: then the page shows what one fte would do. `costs`: the steps that are
    filled in. `keep`: what is there stays where it is. `least_tenths`, `most_tenths`: of every wijk; `bounds`: of some
    wijken of their own, in the order of their codes. `post_tenths`: who gets something has at least this much.
    `goal_children_per_fte`: to what the question brings every wijk, None: the average; `fewer_tenths`: what goes when
    the budget falls.
    """

    budget_tenths: int | None = None
    budget_eur: int | None = None
    costs: tuple[CostStep, ...] = ()
    objective: Objective = DEFAULT_OBJECTIVE
    keep: bool = True
    least_tenths: int = 0
    most_tenths: int | None = None
    bounds: tuple[Bound, ...] = ()
    post_tenths: int = 0
    formula: FormulaChoice | None = None
    goal_children_per_fte: int | None = None
    fewer_tenths: int = EXAMPLE_TENTHS

    def cost_step(self, name: CostName) -> CostStep | None:
        """Return a step of the cost, None where it is not filled in."""
        return next((step for step in self.costs if step.name == name), None)

    def with_cost(self, name: CostName, step: CostStep | None) -> "PlanChoice":
        """Return the plan with another step of the cost, or without it."""
        kept = {old.name: old for old in self.costs if old.name != name} | ({name: step} if step else {})
        return replace(self, costs=tuple(kept[known] for known in COST_NAMES if known in kept))

    def bound_of(self, wijk: str) -> Bound:
        """Return what is filled in for one wijk."""
        return next((bound for bound in self.bounds if bound.wijk == wijk), Bound(wijk))

    def with_bound(self, bound: Bound) -> "PlanChoice":
        """Return the plan with another minimum and maximum of one wijk; of neither that wijk is as every other."""
        kept = {old.wijk: old for old in self.bounds} | {bound.wijk: bound}
        left = (each for each in kept.values() if each.least is not None or each.most is not None)
        return replace(self, bounds=tuple(sorted(left, key=lambda each: each.wijk)))

    def cost_per_fte(self) -> CostPerFte | None:
        """Return what one fte costs; None while a step is missing. An amount for the whole goes before the steps."""
        filled = {step.name: (step.low, step.high) for step in self.costs}
        if whole := filled.get("geheel"):
            return CostPerFte((), whole)
        if any(name not in filled for name in NEEDED):
            return None
        part: dict[CostName, Range] = {
            name: (low / 100, high / 100) for name, (low, high) in filled.items() if name not in IN_EUR
        }
        return compute_cost_per_fte(
            CostParts(filled["loon"], part["ikb"], part["lasten"], part["overhead"], part.get("productiviteit"))
        )


NO_PLAN = PlanChoice()
