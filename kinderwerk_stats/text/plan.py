"""A plan in words: what the means do under each goal, and who gets what."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kinderwerk_stats.analysis.allocation import FTE, Allocation, AllocationInput, Objective, find_why_left
from kinderwerk_stats.analysis.allocation_money import compute_spent_tenths
from kinderwerk_stats.gemeente.plan import Plan, WhyAbsent, Worked
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.numbers import (
    add_noun,
    format_count,
    format_number,
    format_pct,
    format_range,
    format_typed,
    join_names,
)
from kinderwerk_stats.text.problems import describe

OBJECTIVE_NAMES: Mapping[Objective, str] = {
    "laagste": "De laagste omhoog",
    "evenredig": "Naar verhouding",
    "meeste": "De meeste kinderen",
    "kloof": "De grootste groep zonder",
    "formule": "Eigen verdeling",
}
OBJECTIVE_AIMS: Mapping[Objective, str] = {
    "laagste": "Steeds naar de wijk die voor haar kinderen de minste fte heeft.",
    "evenredig": "Elke wijk naar haar deel van de kinderen.",
    "meeste": "Steeds daar waar er naar schatting de meeste kinderen bij komen.",
    "kloof": "Steeds daar waar naar schatting de meeste kinderen niet worden bereikt.",
    "formule": "Elke wijk naar het deel dat u zelf kiest.",
}
WHY_ABSENT: Mapping[WhyAbsent, str] = {
    "zonder_bereik": "Niet te berekenen: van geen wijk zijn bereik en fte allebei te zien.",
    "niet_ingevuld": "Vul eerst uw eigen verdeling in.",
    "post_te_groot": "Niet te berekenen: met een kleinste post kan dit doel hoogstens 100 fte verdelen.",
    "bodem_te_duur": "Niet te berekenen: het vaste deel per wijk kost meer dan er te verdelen is.",
}
_COUNTS = ("geen", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_MOST_NAMES = 3
EXAMPLE = "Nog niets ingevuld: dit is wat 1 fte zou doen."
NOT_DRAWN = (
    "Hoe vast dit ligt bij andere gewichten van de behoefte, is hier niet uitgerekend: met een kleinste post kost dat "
    "bij dit budget te veel tijd."
)
WITHOUT_COST = "Vul in wat een fte kost. Tot dan ziet u wat 1 fte zou doen."


def fte_words(fte: float) -> str:
    """Return an amount of fte in a sentence.

    >>> fte_words(1.2), fte_words(0.25), fte_words(3)
    ('1,2', '0,25', '3')
    """
    return format_typed(fte)


def fte_figure(fte: float) -> str:
    """Return an amount of fte in a table; a second decimal only where there is one.

    >>> fte_figure(3), fte_figure(0.25)
    ('3,0', '0,25')
    """
    return format_number(fte, 1 if float(round(fte * 10, 6)).is_integer() else 2)


def eur_words(low: Decimal, high: Decimal) -> str:
    """Return an amount in whole euro, from low to high: never more precise than a plan is.

    >>> eur_words(Decimal("71700.00"), Decimal("83740.80"))
    '€ 71.700 tot 83.741'
    """
    return f"€ {format_range(low, high)}"


def children_count(children: float, unit: str = "kinderen") -> str:
    """Return a computed number of children, in the singular after 1.

    >>> children_count(1234.2), children_count(1.1), children_count(0.9, "kinderen naar behoefte")
    ('1.234 kinderen', '1 kind', '1 kind naar behoefte')
    """
    return add_noun(format_number(children), unit.replace("kinderen", "kind"), unit)


def children_words(plan: Plan) -> str:
    """Return what a child counts as: need-weighted, or once."""
    return "kinderen naar behoefte" if plan.weighted else "kinderen"


def aim_words(plan: Plan, objective: Objective) -> str:
    """Return what a goal aims at, in one sentence."""
    aim = OBJECTIVE_AIMS[objective]
    weighed = plan.weighted and objective == "evenredig"
    return f"{aim.removesuffix('.')}, naar behoefte geteld." if weighed else aim


def plan_title(gemeente_name: str, year: int) -> str:
    """Return what the page is about, above its answer."""
    return f"Plan voor {plain(gemeente_name)}, {year}"


def plan_headline(plan: Plan, objective: Objective) -> str:
    """Return who gets most and how many get nothing, or why nothing can be divided."""
    if not plan.given.codes:
        if "behoefte" in plan.base.left_out.values():
            return "Er is nog niets te verdelen: van geen wijk is bekend hoe zwaar de behoefte telt."
        return "Er is nog niets te verdelen: van geen enkele wijk zijn kinderen en fte allebei bekend."
    if plan.impossible:
        return f"Zo kan het niet: {plain(describe(plan.impossible[0]).found)}."
    found = plan.chosen(objective)[1].allocation
    if plan.choice.keep and not plan.means.tenths:
        if plan.choice.budget_eur is not None and plan.means.cost is not None:
            return f"Met {budget_words(plan)} is nog geen 0,1 fte te betalen."
        return "Met 0 fte erbij verandert er niets."
    if plan.means.example:
        opening = EXAMPLE if plan.choice.budget_eur is None else WITHOUT_COST
        return f"{opening} {_who(plan, found, start=True)}"
    if not plan.choice.keep:
        return f"Wie alle fte opnieuw verdeelt, met {_added(plan)}: {_who(plan, found)}"
    return f"Met {_added(plan)} {_who(plan, found, after_with=True)}"


def _added(plan: Plan) -> str:
    fte = f"{strong(fte_words(plan.means.tenths / 10))} fte"
    return f"{fte} erbij" if plan.choice.budget_eur is None else f"{budget_words(plan)} ({fte})"


def budget_words(plan: Plan) -> str:
    """Return a budget in euro."""
    return f"€ {format_number(plan.choice.budget_eur or 0)}"


def _who(plan: Plan, found: Allocation, *, start: bool = False, after_with: bool = False) -> str:
    """Return who gets most and how many nothing, as the rest of a sentence that began, or as one of its own."""
    added = found.added_fte
    most = max(added)
    first = codes_with_most(found)
    nothing = len(found.gains_nothing)
    each = "elk " if len(first) > 1 else ""
    if most <= 0:
        subject = f"{'G' if start else 'g'}een enkele wijk"
        nobody = f"krijgt {subject} iets" if after_with else f"{subject} krijgt er iets bij"
        return f"{nobody}. {left_sentence(plan.given, found)}".strip()
    name, verb = most_words(plan, first), "krijgt" if len(first) == 1 else "krijgen"
    name = name if after_with or not start else name[0].upper() + name[1:]
    amount, alone = f"{strong(fte_words(most))} fte", len(found.gains) == 1 and plan.choice.keep
    same = len(first) > _MOST_NAMES and len(first) == len(found.gains)
    what = ("alles" if not found.left_tenths else amount) if alone else f"het meest: {each}{amount}"
    what = f"evenveel: {each}{amount}" if same else what
    who = f"{verb} {name} {what}." if after_with else f"{name} {verb} {what}."
    return f"{who} {_rest(found, nothing)} {left_sentence(plan.given, found)}".strip()


def by_gain(found: Allocation) -> list[tuple[str, float]]:
    """Return who gets more with how much, the most first; of as much, in the order of the steps."""
    first = {found.codes[step.wijk]: place for place, step in reversed(list(enumerate(found.steps)))}
    gains = [(code, more) for code, more in zip(found.codes, found.added_fte, strict=True) if more > 0]
    return sorted(gains, key=lambda pair: (-pair[1], first.get(pair[0], len(found.steps)), pair[0]))


def codes_with_most(found: Allocation) -> list[str]:
    """Return who gets most, in the order of the steps; nobody where nobody gets anything."""
    gains = by_gain(found)
    return [code for code, more in gains if more == gains[0][1]]


def most_words(plan: Plan, codes: Sequence[str]) -> str:
    """Return the names of who gets most, or how many they are: three of ten that get as much say nothing."""
    if len(codes) > _MOST_NAMES:
        return f"{_many(len(codes)).lower()} wijken"
    return join_names([plain(plan.base.names[code]) for code in codes], _MOST_NAMES)


def left_sentence(given: AllocationInput, found: Allocation) -> str:
    """Return what is left over and why; nothing where all that can be given in whole tenths is given."""
    why = find_why_left(given, found)
    if not why:
        return ""
    post, fte = fte_words(given.post_tenths / 10), found.left_tenths / 10
    reasons = {
        "te_weinig": f"dat is te weinig voor een{' volgende' if found.gains else ''} post van {post} fte",
        "post_boven_maximum": f"een post van {post} fte past niet onder het maximum",
        "vol": "elke wijk heeft haar maximum" if why == {"vol"} else "de andere wijken hebben hun maximum",
    }
    said = [words for reason, words in reasons.items() if reason in why]
    return f"{strong(fte_words(fte))} fte blijft over: {join_names(said)}."


def _rest(found: Allocation, nothing: int) -> str:
    lose = sum(more < 0 for more in found.added_fte)
    if lose:
        return f"{_many(lose)} {'wijk gaat' if lose == 1 else 'wijken gaan'} erop achteruit."
    if not nothing:
        return "Elke wijk krijgt iets."
    return f"{_many(nothing)} {'wijk krijgt' if nothing == 1 else 'wijken krijgen'} niets."


def _many(count: int) -> str:
    words = _COUNTS[count] if count < len(_COUNTS) else format_number(count)
    return words if words[0].isdigit() else ("Eén" if count == 1 else words.capitalize())


def gains_words(plan: Plan, found: Allocation, most: int | None = _MOST_NAMES) -> str:
    """Return who gets more, the most first: "Sterrenveld 1,6, Molenhage 0,4 en nog 4"."""
    said = [f"{plain(plan.base.names[code])} {fte_words(more)}" for code, more in by_gain(found)]
    return join_names(said, most) or "niemand"


def loses_words(plan: Plan, found: Allocation, most: int | None = _MOST_NAMES) -> str:
    """Return who has less than before, the most first; nothing where nobody has."""
    pairs = sorted((more, code) for code, more in zip(found.codes, found.added_fte, strict=True) if more < 0)
    return join_names([f"{plain(plan.base.names[code])} {fte_words(-more)}" for more, code in pairs], most)


def nothing_words(plan: Plan, found: Allocation, most: int | None = _MOST_NAMES) -> str:
    """Return who gets nothing: "6 wijken: Centrum, Weverskwartier, Populierenhof en nog 3"."""
    names = [plain(plan.base.names[code]) for code, more in zip(found.codes, found.added_fte, strict=True) if more == 0]
    if not names:
        return "niemand"
    if len(names) == 1:
        return names[0]
    return f"{format_count(len(names), 'wijk', 'wijken')}: {join_names(names, most)}"


def option_facts(plan: Plan, worked: Worked, *, most: int | None = _MOST_NAMES) -> list[tuple[str, str]]:
    """Return what one goal does, as pairs of what and how much; the same pairs for every goal."""
    found = worked.allocation
    facts = [("Krijgt erbij (fte)", gains_words(plan, found, most)), ("Krijgt niets", nothing_words(plan, found, most))]
    if not plan.choice.keep:
        facts.append(("Levert in (fte)", loses_words(plan, found, most) or "niemand"))
    lowest = tuple(standing.lowest for standing in (worked.before, worked.after))
    if lowest[0] is not None and lowest[1] is not None:
        facts.append((f"Laagste dekking (fte per 1.000 {children_words(plan)})",
                      _change(*(format_number(end * FTE, 2) for end in lowest if end is not None))))  # fmt: skip
    hoover = [end for end in (worked.before.hoover, worked.after.hoover) if end is not None]
    if hoover:
        fitting = "de behoefte" if plan.weighted else "de kinderen"
        what = f"Fte die in een andere wijk hoort om bij {fitting} te passen"
        facts.append((what, _change(*map(format_pct, hoover)) if len(hoover) > 1 else format_pct(hoover[0])))
    if left := plan.left_eur(found):
        facts.append(("Blijft over", eur_words(*left) + _also_left(plan, found)))
    elif found.left_fte:
        facts.append(("Blijft over", f"{fte_words(found.left_fte)} fte"))
    return facts


def _also_left(plan: Plan, found: Allocation) -> str:
    """Return the fte that nobody can have and that no budget paid for: it was there, and everything starts over."""
    there = round(found.left_fte - (plan.means.tenths - compute_spent_tenths(plan.given, found)) / 10, 3)
    return f" en {fte_words(there)} fte van wat er was" if there else ""


def _change(before: str, after: str) -> str:
    return f"{before}, blijft zo" if before == after else f"van {before} naar {after}"


def standing_finding(plan: Plan, objective: Objective, worked: Worked) -> str:
    """Return what the chosen goal does to the wijk that has least."""
    low, after = worked.after.lowest_codes, worked.after.lowest
    if after is None or worked.before.lowest is None or not low:
        return f"{OBJECTIVE_NAMES[objective]}: wat er per wijk verandert"
    children = children_words(plan)
    if after == worked.before.lowest:
        verb = "houdt" if len(low) == 1 else "houden"
        names = most_words(plan, low)
        value = format_number(after * FTE, 2)
        return f"{names[0].upper()}{names[1:]} {verb} de laagste dekking: {value} fte per 1.000 {children}"
    before, then = (format_number(end * FTE, 2) for end in (worked.before.lowest, after))
    return f"De laagste dekking gaat van {before} naar {then} fte per 1.000 {children}"


def describe_standing_chart(plan: Plan, objective: Objective, worked: Worked) -> str:
    """Return the chart of before and after as one text."""
    found = worked.allocation
    return (
        f"{standing_finding(plan, objective, worked)}. Krijgt erbij: {gains_words(plan, found, 10)}. "
        f"Krijgt niets: {nothing_words(plan, found, 10)}."
    )


def describe_added_map(plan: Plan, objective: Objective, worked: Worked) -> str:
    """Return the small map of one goal as one text."""
    return f"Kaart van “{OBJECTIVE_NAMES[objective]}”: {gains_words(plan, worked.allocation, 10)} fte erbij."


def sure_words(least: int, middle: int, most: int, how_often: str) -> Sequence[str]:
    """Return how sure a wijk is of its fte: "altijd", and from least over middle to most, all in tenths."""
    ends = " – ".join(fte_words(tenths / 10) for tenths in (least, middle, most))
    return how_often, "" if how_often == "nooit" else ends


def table_names(plan: Plan) -> str:
    """Return the head of the column that says how sure a wijk is of its fte."""
    return "Krijgt fte in de berekeningen" if plan.choice.keep else "Heeft fte in de berekeningen"


def robustness_caption(plan: Plan, worked: Worked) -> str:
    """Return what the last column of the table rests on; nothing without draws of the need index."""
    sure = worked.robustness
    if sure is None:
        too_much = plan.given.post_tenths > 1 and len(plan.base.draws) > 1 and worked.allocation.objective != "formule"
        return NOT_DRAWN if too_much else ""
    verb = "krijgt" if plan.choice.keep else "heeft"
    return (
        f"Altijd, soms of nooit: of een wijk iets {verb} in {format_number(sure.draws)} berekeningen van de behoefte "
        "met andere gewichten. De drie getallen zijn de minste, de middelste en de meeste fte."
    )


def average_coverage(plan: Plan, worked: Worked) -> float | None:
    """Return what a reader compares with: the fte of all wijken together afterwards, per need-weighted child."""
    fte = sum(worked.allocation.after_fte)
    need = sum(n * q for n, q in zip(plan.given.children, plan.given.need_weight, strict=True))
    return fte / need if fte and need else None
