"""What a plan rests on, in words: means, cost of an fte, bounds, who takes no part, and what is assumed."""

from collections.abc import Mapping, Sequence
from typing import Literal

from kinderwerk_stats.analysis.allocation import WITH_CURVE, Objective
from kinderwerk_stats.gemeente.allocation import Lacking
from kinderwerk_stats.gemeente.plan import MOST_POOL_OF_POSTS, Plan
from kinderwerk_stats.gemeente.plan_choice import NEEDED, CostName, CostStep, PlanChoice
from kinderwerk_stats.gemeente.plan_questions import reached_in_a_year
from kinderwerk_stats.text.allocation import curve_sentence, spend_sentences, weighing_words
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.numbers import (
    add_noun,
    format_count,
    format_estimate_range,
    format_pct,
    format_range,
    join_names,
)
from kinderwerk_stats.text.plan import (
    OBJECTIVE_AIMS,
    OBJECTIVE_NAMES,
    budget_words,
    codes_with_most,
    eur_words,
    fte_words,
    most_words,
    plan_headline,
)
from kinderwerk_stats.text.plan_reasons import nothing_reasons

COST_WORDS: Mapping[CostName, str] = {
    "geheel": "Kosten per fte in één bedrag",
    "loon": "Loon per jaar bij schaal en trede",
    "ikb": "Individueel keuzebudget (IKB)",
    "lasten": "Werkgeverslasten",
    "overhead": "Overhead",
    "productiviteit": "Productiviteit",
    "traject": "Kosten van een traject jeugdhulp",
    "hulp": "Deel van de kinderen dat hulp nodig heeft",
}
# Before "van" and "tot": every field has a name of its own for who hears the page.
COST_SHORT: Mapping[CostName, str] = {
    "geheel": "Per fte",
    "loon": "Loon",
    "ikb": "IKB",
    "lasten": "Lasten",
    "overhead": "Overhead",
    "productiviteit": "Productief",
    "traject": "Traject",
    "hulp": "Hulp",
}
# Who gets nothing is what a council asks: all of a gemeente of some size.
_MOST_SAID = 8
_MOST_NAMED = 3
# Half a week of one person, in tenths of fte: offered beside a budget, never filled in beforehand.
OFFERED_POST = 5
# Less than half a child is none; an estimate of which the highest is over ten times the lowest says nothing.
_HALF, _TOO_WIDE = 0.5, 10
NO_INDEX = "Er is geen behoefte-index om kinderen naar te wegen."
HOW_COMPUTED = (
    "De fte wordt per 0,1 verdeeld: elke stap gaat naar de wijk waar het gekozen doel er het meest om vraagt.",
    "Bij een groter budget krijgt daardoor geen wijk minder, tenzij u een kleinste post invult.",
    "Dekking is fte per 1.000 kinderen, naar behoefte geteld. Staat het even, dan gaat de meeste behoefte voor.",
    "Een fte kost loon × (1 + IKB) × (1 + werkgeverslasten) × (1 + overhead). De bedragen vult u zelf in.",
    "Die stappen komen uit de handreiking kostprijsberekeningen voor sociaal werk (Berenschot, 2018).",
    "Alleen kinderen, behoefte en fte bepalen de verdeling. Het bereik dat te zien is, telt alleen mee in de aanname.",
    "Dit is een rekenhulp en geen advies: welk doel past, is een keuze van de raad.",
)
_LACKING: Mapping[Lacking, str] = {
    "kinderen": "het aantal kinderen is niet bekend",
    "geen_kinderen": "er wonen geen kinderen van deze leeftijd",
    "behoefte": "er is geen behoefte-index",
    "fte": "de fte nu is niet bekend",
}


def means_sentences(plan: Plan) -> list[str]:
    """Return what the budget buys, with both ends of the cost, and which one is used."""
    means, choice = plan.means, plan.choice
    if choice.budget_eur is not None and means.cost is None:
        return [f"Van {budget_words(plan)} is nog niet te zeggen hoeveel fte dat is: vul in wat een fte kost."]
    said = spend_sentences(plan.given, means, choice.budget_eur)
    if choice.budget_eur is None and means.cost is not None and choice.budget_tenths:
        ends = eur_words(*(eur * choice.budget_tenths / 10 for eur in means.cost.eur))
        said.insert(0, f"{fte_words(choice.budget_tenths / 10)} fte kost {ends} per jaar.")
    return said


def left_out_sentence(plan: Plan) -> str:
    """Return which wijken take no part and why; nothing where all do."""
    reasons: dict[str, list[str]] = {}
    for code, why in plan.base.left_out.items():
        reasons.setdefault(_LACKING[why], []).append(plain(plan.base.names[code]))
    said = "; ".join(f"{join_names(names, 8)} ({why})" for why, names in reasons.items())
    return f"Doen niet mee en houden wat zij hebben: {said}." if said else ""


def strangers_sentence(plan: Plan) -> str:
    """Return whose bound does not count, because the wijk takes no part."""
    names = [plain(plan.base.names.get(code, code)) for code in plan.strangers]
    return f"Het minimum of maximum van {join_names(names)} telt niet: die wijk doet niet mee." if names else ""


def assumption_sentence(plan: Plan) -> str:
    """Return the assumption behind whatever needs the curve, with its range; nothing where there is none."""
    return curve_sentence(plan.base, plan.given.children_per_fte)


def cost_sentences(choice: PlanChoice) -> list[str]:
    """Return how the cost of an fte comes about, step by step; which steps are missing where it does not."""
    cost = choice.cost_per_fte()
    if cost is None:
        missing = [COST_WORDS[name].lower() for name in NEEDED if choice.cost_step(name) is None]
        return [f"Nog nodig: {join_names(missing, None)}."] if choice.costs and missing else []
    if not cost.after:
        return [f"Een fte kost {eur_words(*cost.eur)} per jaar{_from(choice, 'geheel')}."]
    said = [f"Loon: {eur_words(*cost.after[0])}{_from(choice, 'loon')}."]
    for name, ends in zip(NEEDED[1:], cost.after[1:], strict=True):
        step = choice.cost_step(name)
        if step is not None:
            said.append(f"Met {_lower(name)} ({format_range(step.low, step.high, _decimals(step))} %): "
                        f"{eur_words(*ends)}{_from(choice, name)}.")  # fmt: skip
    if cost.per_worked_hour_eur:
        said.append(
            f"Een gewerkt uur kost daarmee {eur_words(*cost.per_worked_hour_eur)}{_from(choice, 'productiviteit')}. "
            "Productiviteit verandert de prijs van een uur, niet die van een fte."
        )
    return said


def _lower(name: CostName) -> str:
    words = COST_WORDS[name]
    return "IKB" if name == "ikb" else words[0].lower() + words[1:]


def _decimals(step: CostStep) -> int:
    return max(0, *(-int(end.normalize().as_tuple().exponent) for end in (step.low, step.high)))


def _from(choice: PlanChoice, name: CostName) -> str:
    step = choice.cost_step(name)
    return f" (bron: {step.source})" if step is not None and step.source else " (bron niet ingevuld)"


def small_posts_sentence(plan: Plan, objective: Objective) -> str:
    """Return how many wijken get less than what one can offer as a post; nothing with a post that was chosen."""
    found = plan.chosen(objective)[1].allocation
    pairs = zip(found.added_fte, found.after_fte, strict=True)
    small = sum(added > 0 and after < OFFERED_POST / 10 for added, after in pairs)
    if not small or plan.choice.post_tenths or not OFFERED_POST <= plan.given.pool_tenths <= MOST_POOL_OF_POSTS:
        return ""
    who = "Eén wijk die iets krijgt, komt" if small == 1 else f"{small} wijken die iets krijgen, komen"
    return f"{who} zo niet aan {fte_words(OFFERED_POST / 10)} fte."


def bounds_sentence(plan: Plan) -> str:
    """Return which wijken have a minimum or maximum of their own."""
    said = []
    for bound in plan.choice.bounds:
        ends = [f"minstens {fte_words(bound.least / 10)}" if bound.least is not None else "",
                f"hoogstens {fte_words(bound.most / 10)}" if bound.most is not None else ""]  # fmt: skip
        said.append(f"{plain(plan.base.names.get(bound.wijk, bound.wijk))} {' en '.join(filter(None, ends))} fte")
    return f"Eigen grenzen: {'; '.join(said)}." if said else ""


def rules_sentences(plan: Plan) -> list[str]:
    """Return everything that was chosen beside the budget: a plan that is printed says what it rests on."""
    choice = plan.choice
    said = [weighing_words(plan.base.steepness)]
    said.append("Wat er is, blijft waar het is." if choice.keep else "Alle fte wordt opnieuw verdeeld.")
    if choice.least_tenths:
        said.append(f"Elke wijk heeft straks minstens {fte_words(choice.least_tenths / 10)} fte.")
    if choice.most_tenths is not None:
        said.append(f"Elke wijk heeft straks hoogstens {fte_words(choice.most_tenths / 10)} fte.")
    if choice.post_tenths:
        said.append(f"Wie iets krijgt, heeft straks minstens {fte_words(choice.post_tenths / 10)} fte.")
    if choice.formula is not None:
        formula = choice.formula
        floor = f", met {fte_words(formula.floor_tenths / 10)} fte vast per wijk" if formula.floor_tenths else ""
        said.append(f"Eigen verdeling: {formula.children_pct} % naar het aantal kinderen en {formula.weighted_pct} % "
                    f"naar kinderen en behoefte{floor}.")  # fmt: skip
    return [line for line in (*said, bounds_sentence(plan), *cost_sentences(choice)) if line]


def card_notes(plan: Plan, objective: Objective, before: Sequence[Objective]) -> list[str]:
    """Return what a goal has in common with one of those `before` it, and what it does not better or makes worse."""
    worked = plan.worked[objective]
    twin = next((name for name in before if plan.worked[name].allocation.tenths == worked.allocation.tenths), None)
    said = [] if twin is None else [f"Hier is dat dezelfde verdeling als “{OBJECTIVE_NAMES[twin]}”."]
    if worked.before.lowest == worked.after.lowest == 0:
        many = len(worked.after.lowest_codes)
        stay = "blijft" if many == 1 else "blijven"
        said.append(f"Let op: er {stay} {format_count(many, 'wijk', 'wijken')} zonder fte.")
    now, then = worked.before.hoover, worked.after.hoover
    # What the card prints as the same is not worse.
    if now is not None and then is not None and then > now and format_pct(then) != format_pct(now):
        said.append(f"Let op: de fte past daarna minder goed bij de {'behoefte' if plan.weighted else 'kinderen'}.")
    return said


def agree_sentence(plan: Plan) -> str:
    """Return that every goal gives the same here, and how one sees a difference; nothing where one does not."""
    if len(plan.worked) < 2 or len({worked.allocation.tenths for worked in plan.worked.values()}) > 1:
        return ""
    return "Bij dit budget komen alle doelen op hetzelfde uit. Bij een groter budget kunnen zij verschillen."


def council_text(plan: Plan, objective: Objective, about: str, children: Mapping[str, str]) -> str:
    """Return what one can say aloud to a council, in a few sentences: who gets most, why, and with other goals.

    `children`: the code of each wijk -> its number of children, in words.
    """
    worked = plan.worked[objective]
    first, others = codes_with_most(worked.allocation), [name for name in plan.worked if name != objective]
    aim = OBJECTIVE_AIMS[objective].removesuffix(".")
    if plan.weighted and objective != "formule":
        aim += ", waarbij een kind in een wijk met hoge behoefte zwaarder telt"
    lines = [f"{about}. {plain(plan_headline(plan, objective))}"]
    if len(first) == 1:
        lines.append(f"In {plain(plan.base.names[first[0]])} wonen {children[first[0]]}.")
    lines.append(f"Het doel is: {aim[0].lower()}{aim[1:]}.")
    found = worked.allocation
    added = zip(found.codes, found.added_fte, strict=True)
    if nothing := [plain(plan.base.names[code]) for code, more in added if not more]:
        lines.append(f"Er gaat niets naar {join_names(nothing, _MOST_SAID)}.")
        lines += nothing_reasons(plan, objective, worked)[:1]
    other = {name: codes_with_most(plan.worked[name].allocation) for name in others}
    if first and others and all(set(each) == set(first) for each in other.values()):
        same = "krijgt dezelfde wijk" if len(first) == 1 else "krijgen dezelfde wijken"
        lines.append(f"Met de andere doelen van dit dashboard {same} het meest.")
    else:
        # Who shares the most with one of these stands there with "ook": the others in it are no other answer.
        said = [f"met “{OBJECTIVE_NAMES[name]}” {'ook ' if set(each) & set(first) else ''}"
                f"{_led_by(plan, [code for code in each if code not in first])}"
                for name, each in other.items() if not set(each) <= set(first)]  # fmt: skip
        lines += [f"Een ander doel geeft een andere wijk het meest: {'; '.join(said)}."] if said else []
        fewer = [f"met “{OBJECTIVE_NAMES[name]}” {_led_by(plan, each)}"
                 for name, each in other.items() if each and set(each) < set(first)]  # fmt: skip
        lines += (
            [f"Van de wijken die nu het meest krijgen, kiest een ander doel er minder: {'; '.join(fewer)}."]
            if fewer
            else []
        )
    reached = reached_sentence(plan, reached_in_a_year(plan, worked.before.fte, worked.after.fte))
    lines.append(reached or (assumption_sentence(plan) if objective in WITH_CURVE else ""))
    return " ".join(filter(None, lines))


def _led_by(plan: Plan, codes: Sequence[str]) -> str:
    words = most_words(plan, codes)
    return words if len(codes) <= _MOST_NAMED else f"{words} (onder meer {plain(plan.base.names[codes[0]])})"


def reached_sentence(plan: Plan, reached: tuple[float, float] | None, opening: str = "") -> str:
    """Return how many children more are reached, from low to high, with the assumption; nothing where none are.

    `reached`: as `reached_in_a_year` has it. `opening`: with what; usually this plan.
    """
    if reached is None or reached[1] < _HALF:
        return ""
    opening = opening or ("Met 1 fte erbij" if plan.means.example else "Met dit plan")
    ends = format_estimate_range(*reached)
    if says_nothing(reached):
        said = f"Hoeveel kinderen het kinderwerk {opening[0].lower()}{opening[1:]} meer bereikt, is niet te zeggen"
        return f"{said}: de schatting loopt van {ends}. {assumption_sentence(plan)}"
    said = f"{opening} bereikt het kinderwerk naar schatting {add_noun(ends, 'kind', 'kinderen')} meer"
    return f"{said}. {assumption_sentence(plan)}"


def says_nothing(reached: tuple[float, float]) -> bool:
    """Return whether an estimate is so wide that it tells nobody anything.

    >>> says_nothing((200, 4100)), says_nothing((200, 2000)), says_nothing((0, 9))
    (True, False, False)
    """
    return reached[1] > _TOO_WIDE * max(reached[0], 1.0)


def opened_sentence(name: str, same: Literal["alles", "verdeling", "niets"], *, own: bool, own_then: bool) -> str:
    """Return whether a plan that is opened has the answer that it had when it was made, and what may be why not.

    `own`, `own_then`: whether a figure of the visitor counts in need now, and whether one did when it was made.
    """
    answer = {
        "alles": "Alle cijfers zijn dezelfde als toen het werd gemaakt.",
        "verdeling": "De verdeling is dezelfde als toen het werd gemaakt; andere cijfers zijn sindsdien veranderd.",
        "niets": "De cijfers zijn sindsdien veranderd: het antwoord is niet meer hetzelfde.",
    }[same]
    if own_then and not own:
        ask = "Dat staat niet in het bestand: geef het eerst op bij Behoefte, en open dit plan dan opnieuw."
        now = "Nu is het een ander antwoord." if same == "niets" else answer
        answer = f"Toen telde een eigen cijfer per wijk mee. {ask} {now}"
    elif own and not own_then and same != "alles":
        answer = f"Nu telt uw eigen cijfer per wijk mee, en toen niet. {answer}"
    return f"Het plan ‘{name}’ is geopend. {answer}"
