"""Money and fte: what a budget buys, a formula of one's own, and when costs would be earned back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from kinderwerk_stats.analysis.allocation import PLACE, Allocation, AllocationInput
from kinderwerk_stats.model.problems import Problem, make_problem

# The columns that every allocation has; a formula may use others beside them.
HEADCOUNT, WEIGHTED_HEADCOUNT = "children", "weighted_children"


# 36 hours a week, as everywhere an fte is counted (`model/indicators.py`).
HOURS_PER_FTE = 36 * 52
_CENT = Decimal("0.01")
Range = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class CostParts:
    """What one fte costs a year, in steps from low to high; every amount is the user's.

    `salary_eur`: a year's gross salary at a scale and step. The others are parts of 1: `ikb` of the salary,
    `charges` of salary and IKB, `overhead` of all that; `productive`: of the contract hours, None where not filled in.
    """

    salary_eur: Range
    ikb: Range
    charges: Range
    overhead: Range
    productive: Range | None = None


class CostPerFte(NamedTuple):
    """What one fte costs, from low to high: after each step, in all, and per worked hour (None: not known)."""

    after: tuple[Range, ...]
    eur: Range
    per_worked_hour_eur: Range | None = None


def compute_cost_per_fte(parts: CostParts) -> CostPerFte:
    """Return what one fte costs: salary * (1 + IKB) * (1 + charges) * (1 + overhead), each end by itself.

    Returns
    -------
    CostPerFte, in cents. `after`: salary, with IKB, with charges, with overhead.

    Raises
    ------
    ValueError
        A part that is not from low to high, a salary or productivity that is not above 0, or a productivity above 1.

    Notes
    -----
    An fte here is one of contract, as organisations count them: how productive it is does not change what it costs. It
    changes what a worked hour costs, cost / (`HOURS_PER_FTE` * productivity), and only that is said with it.
    Source: the steps of Berenschot's guide to cost prices in social work (2018); its amounts were not readable.

    Examples
    --------
    >>> D = Decimal
    >>> same = lambda text: (D(text), D(text))
    >>> compute_cost_per_fte(CostParts((D(40000), D(44000)), same("0.2"), same("0.2"), same("0.25"))).eur
    (Decimal('72000.00'), Decimal('79200.00'))
    """
    shares = (parts.ikb, parts.charges, parts.overhead)
    above = (parts.salary_eur, *((parts.productive,) if parts.productive else ()))
    if any(low > high for low, high in (*above, *shares)) or any(low < 0 for low, _ in shares):
        raise ValueError("a part of the cost has to run from low to high, not below 0")
    if any(low <= 0 for low, _ in above) or (parts.productive and parts.productive[1] > 1):
        raise ValueError("a salary has to be above 0, and a productivity above 0 and at most 1")
    ends = [parts.salary_eur]
    for low, high in shares:
        ends.append((ends[-1][0] * (1 + low), ends[-1][1] * (1 + high)))
    after = tuple((_cents(low), _cents(high)) for low, high in ends)
    eur, hour = after[-1], None
    if parts.productive:
        least, most = parts.productive
        hour = _cents(eur[0] / (HOURS_PER_FTE * most)), _cents(eur[1] / (HOURS_PER_FTE * least))
    return CostPerFte(after, eur, hour)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


class Bought(NamedTuple):
    """What a budget buys: whole tenths of fte, and the euro that are left."""

    tenths: int
    left_eur: Decimal


def buy_tenths(budget_eur: Decimal, cost_per_fte_eur: Decimal) -> Bought:
    """Return K = floor(budget / (cost / 10)) and what is left over; of a range of costs each end is asked for.

    Raises
    ------
    ValueError
        A budget below 0, or a cost that is not above it.

    Examples
    --------
    >>> buy_tenths(Decimal(250000), Decimal(92000))
    Bought(tenths=27, left_eur=Decimal('1600'))
    """
    if budget_eur < 0 or not cost_per_fte_eur > 0:
        raise ValueError("a budget may not be below 0, and a cost has to be above it")
    tenths = floor(Fraction(budget_eur) * 10 / Fraction(cost_per_fte_eur))
    return Bought(tenths, budget_eur - tenths * cost_per_fte_eur / 10)


def compute_spent_tenths(given: AllocationInput, found: Allocation) -> int:
    """Return what of the budget is given out, in tenths of fte: max(0, budget - left over).

    When starting over, what nobody could get comes off the budget first. More than the budget can be left over then:
    the rest of it was there already, and no budget paid for it.
    """
    return max(0, given.budget_tenths - found.left_tenths)


@dataclass(frozen=True)
class Formula:
    """What somebody divides by: `floor` for each, and the rest by the shares of columns.

    `shares`: column -> its part; only their proportions count. `floor`: in euro, or in tenths of fte.
    """

    shares: Mapping[str, float]
    floor: int = 0


def compute_targets(amount: int, formula: Formula, columns: Mapping[str, Sequence[float]]) -> list[Fraction]:
    """Return what a formula gives each, before it is rounded to whole units.

    target_i = floor + (amount - floor * wijken) * sum over columns of share_c * v_ci / sum(v_c)

    Parameters
    ----------
    amount : what is divided, in the unit of the floor.
    columns : column -> figure per wijk, at least 0; those of `formula.shares`.

    Raises
    ------
    ValueError
        What `find_formula_problems` has to say.
    """
    if find_formula_problems(amount, formula, columns):
        raise ValueError("no division by this formula")
    # The figure as it is written: 39.05976 is no binary fraction.
    shares = {name: Fraction(str(share)) for name, share in formula.shares.items() if share}
    figures = {name: [Fraction(str(value)) for value in columns[name]] for name in shares}
    count = len(next(iter(columns.values())))
    rest = amount - formula.floor * count
    per_unit = {name: rest * shares[name] / (sum(shares.values()) * sum(figures[name])) for name in shares}
    floor_each = Fraction(formula.floor)
    return [sum((per_unit[name] * figures[name][at] for name in shares), floor_each) for at in range(count)]


def find_formula_problems(amount: int, formula: Formula, columns: Mapping[str, Sequence[float]]) -> list[Problem]:
    """Return why a formula divides nothing: a floor that costs more than there is, a column below 0 or all 0."""
    problems = []
    count = len(next(iter(columns.values()), ()))
    if formula.floor < 0 or formula.floor * count > amount:
        problems.append(make_problem("formule_bodem_te_duur", PLACE, wijken=count))
    used = {name: columns[name] for name, share in formula.shares.items() if share}
    if below := tuple(name for name, values in used.items() if min(values, default=0) < 0 or formula.shares[name] < 0):
        problems.append(make_problem("formule_onder_nul", PLACE, kolommen=below))
    if empty := tuple(name for name, values in used.items() if not any(values)):
        problems.append(make_problem("formule_kolom_leeg", PLACE, kolommen=empty))
    if not used:
        problems.append(make_problem("formule_zonder_aandeel", PLACE))
    return problems


def divide_eur(amount_eur: int, formula: Formula, columns: Mapping[str, Sequence[float]]) -> list[int]:
    """Divide whole euro by a formula; who lost the largest part of one by rounding gets the euro that are left.

    The sum is always the amount; equal parts go to the first. Source of an example: Leeds City Council 2013, half of
    the youth work by headcount and half by headcount in deprived areas.

    Examples
    --------
    >>> divide_eur(100, Formula({"a": 50, "b": 50}), {"a": [1, 1, 1], "b": [0, 0, 1]})
    [17, 17, 66]
    """
    targets = compute_targets(amount_eur, formula, columns)
    whole = [floor(target) for target in targets]
    order = sorted(range(len(targets)), key=lambda at: (whole[at] - targets[at], at))
    for at in order[: amount_eur - sum(whole)]:
        whole[at] += 1
    return whole


def with_formula(
    given: AllocationInput, formula: Formula, columns: Mapping[str, Sequence[float]] | None = None
) -> AllocationInput:
    """Return the input with a formula as the target of "formule": of all fte there is afterwards.

    Parameters
    ----------
    formula : its floor is in tenths of fte, and a minimum of each wijk.
    columns : figures beside `HEADCOUNT` and `WEIGHTED_HEADCOUNT`, per wijk in the order of `given`.

    Raises
    ------
    ValueError
        See `compute_targets`.
    """
    weighted = [n * q for n, q in zip(given.children, given.need_weight, strict=True)]
    all_columns = {HEADCOUNT: given.children, WEIGHTED_HEADCOUNT: weighted, **(columns or {})}
    lower = given.lower_tenths or (0,) * len(given.codes)
    return replace(
        given,
        target=tuple(map(float, compute_targets(given.all_tenths, formula, all_columns))),
        lower_tenths=tuple(max(low, formula.floor) for low in lower),
    )


class BreakEven(NamedTuple):
    """What would earn a plan back: `trajecten` that need not be, and these as a `share` of the children who need help.

    Both from low to high; `share` is None where that is not filled in.
    """

    trajecten: tuple[float, float]
    share: tuple[float, float] | None


def compute_break_even(
    cost_eur: tuple[float, float],
    traject_eur: tuple[float, float],
    extra_reached: tuple[float, float] | None = None,
    needs_help_share: tuple[float, float] | None = None,
) -> BreakEven:
    """Return how many trajecten a year would have to be avoided to pay for a plan; whether that happens is not known.

    b = cost of the plan / cost of one traject; share = b / (extra reached * part of them that needs help)

    Parameters
    ----------
    cost_eur, traject_eur, extra_reached, needs_help_share : from low to high, above 0; all filled in by the user.

    Raises
    ------
    ValueError
        An interval that is not above 0, or not from low to high.

    Notes
    -----
    No amount is ours, and a result is never a saving: no study isolates kinderwerk.

    Examples
    --------
    >>> compute_break_even((90000, 100000), (5000, 10000), (100, 120), (0.3, 0.3))
    BreakEven(trajecten=(9.0, 20.0), share=(0.25, 0.6666666666666666))
    """
    given = [cost_eur, traject_eur, *filter(None, (extra_reached, needs_help_share))]
    if not all(0 < low <= high for low, high in given):
        raise ValueError("an interval has to be above 0, from low to high")
    trajecten = _divide(cost_eur, traject_eur)
    if extra_reached is None or needs_help_share is None:
        return BreakEven(trajecten, None)
    help_count = (extra_reached[0] * needs_help_share[0], extra_reached[1] * needs_help_share[1])
    return BreakEven(trajecten, _divide(trajecten, help_count))


def _divide(top: tuple[float, float], bottom: tuple[float, float]) -> tuple[float, float]:
    """Return the quotient of two positive intervals."""
    return top[0] / bottom[1], top[1] / bottom[0]
