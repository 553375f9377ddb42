"""The questions of a plan turned round, in words: one fte more, what a goal takes, less budget, waiting, break-even."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.analysis.allocation import FTE, Step
from kinderwerk_stats.analysis.allocation_money import BreakEven
from kinderwerk_stats.gemeente.allocation import PartOfCountry
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_questions import Origin, Questions, Span
from kinderwerk_stats.model.national import ARTICLE, KINDERWERKERS_HIGH, KINDERWERKERS_LOW
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.numbers import (
    format_count,
    format_estimate,
    format_estimate_range,
    format_number,
    format_pct_range,
    format_range,
    join_names,
)
from kinderwerk_stats.text.plan import OBJECTIVE_NAMES, children_words, eur_words, fte_words
from kinderwerk_stats.text.plan_means import assumption_sentence

SAME_ASSUMPTION = "Met dezelfde aanname als bij één fte meer."
_ORIGINS: Mapping[Origin, str] = {"zelf": "", "doel": "het doel van de gemeente", "norm": "uw norm",
                                  "gemiddelde": "het gemiddelde van nu"}  # fmt: skip
_MOST_NAMES = 3
_FIRST = {2: "twee ", 3: "drie "}
# Of fewer than these a tenth says something.
_FEW = 10


def questions_headline(plan: Plan, found: Questions) -> str:
    """Return where one fte more goes, and what it takes to bring every wijk to the goal."""
    more = f"Een fte erbij gaat naar {_names(plan, found.one_more.tenths, amounts=False)}."
    lacking = found.lacking
    if lacking is None or not any(lacking.tenths):
        return more
    goal = _ORIGINS[lacking.origin] if lacking.origin != "zelf" else goal_words(plan, found)
    return f"{more} Elke wijk op {goal} kost {strong(fte_words(sum(lacking.tenths) / 10))} fte."


def one_more_sentences(plan: Plan, found: Questions) -> list[str]:
    """Return where one fte more goes under the chosen goal, and what that does."""
    effect = found.one_more
    said = [f"Met “{OBJECTIVE_NAMES[found.objective]}” gaat 1 fte naar {_names(plan, effect.tenths)}."]
    before, after = (format_number(end * FTE, 2) for end in effect.lowest)
    children = children_words(plan)
    said.append(
        f"De laagste dekking gaat van {before} naar {after} fte per 1.000 {children}."
        if before != after
        else f"De laagste dekking blijft {before} fte per 1.000 {children}: daarvoor is meer nodig dan 1 fte."
    )
    if found.one_more_reached is not None:
        more = format_estimate_range(*found.one_more_reached)
        said.append(f"Naar schatting bereikt het kinderwerk dan {more} kinderen meer. {assumption_sentence(plan)}")
    return said


def goal_answer(plan: Plan, found: Questions) -> str:
    """Return what it takes to bring every wijk to the goal, with its cost where that is known."""
    lacking = found.lacking
    if lacking is None:
        return "Er is nog nergens fte: vul in naar hoeveel kinderen per fte u toe wilt."
    goal, total = goal_words(plan, found), sum(lacking.tenths) / 10
    if not total:
        return f"Elke wijk zit al op {goal}."
    count = sum(1 for tenths in lacking.tenths if tenths)
    said = f"Elke wijk minstens op {goal} kost {strong(fte_words(total))} fte"
    if (exact := format_number(lacking.fte, 1)) != format_number(total, 1):
        said += f" in hele tienden per wijk (zonder afronden {exact})"
    if plan.means.cost is not None:
        said += f", dat is {eur_words(*(eur * sum(lacking.tenths) / 10 for eur in plan.means.cost.eur))} per jaar"
    return f"{said}, in {format_count(count, 'wijk', 'wijken')}."


def goal_words(plan: Plan, found: Questions) -> str:
    """Return to what every wijk is brought."""
    lacking = found.lacking
    if lacking is None:
        return ""
    unit = children_words(plan) if lacking.goal.kind.startswith("gewogen") else "kinderen"
    value = f"{format_estimate(lacking.goal.value, *lacking.around)} {unit} per fte"
    return value if lacking.origin == "zelf" else f"{_ORIGINS[lacking.origin]} ({value})"


def lacking_words(plan: Plan, found: Questions) -> list[str]:
    """Return what each wijk lacks for the goal, the most first."""
    if found.lacking is None:
        return []
    return [f"{name}: {fte_words(tenths / 10)} fte" for tenths, name in _sorted(plan, found.lacking.tenths)]


def less_answer(plan: Plan, found: Questions) -> str:
    """Return where least is lost when the budget falls."""
    gone = [0] * len(found.given.codes)
    for step in found.loss:
        gone[step.wijk] += step.tenths
    total, asked = sum(gone) / 10, plan.choice.fewer_tenths / 10
    if not asked:
        return "Vul in hoeveel fte eraf gaat."
    if not total:
        return "Er is geen fte die eraf kan."
    short = "" if total == asked else f" Meer dan {fte_words(total)} fte kan er niet af."
    return (
        f"Gaat er {strong(fte_words(total))} fte af, dan wordt “{OBJECTIVE_NAMES[found.objective]}” het minst geraakt "
        f"als dat gaat om {_names(plan, gone)}.{short}"
    )


def less_steps(plan: Plan, found: Questions) -> list[str]:
    """Return the order in which least is lost: steps after each other in one wijk are one line."""
    said, start = [], 0
    while start < len(found.loss):
        end = start
        while end < len(found.loss) and found.loss[end].wijk == found.loss[start].wijk:
            end += 1
        said.append(_gone(plan, found.loss[start:end]))
        start = end
    return said


def less_warning(plan: Plan, found: Questions, first: Sequence[str]) -> str:
    """Return which of the wijken that lose fte are among the `first` to look at; nothing where none is."""
    losing = {found.given.codes[step.wijk] for step in found.loss}
    names = [plain(plan.base.names[code]) for code in first if code in losing]
    if not names:
        return ""
    verb = "staat" if len(names) == 1 else "staan"
    many = _FIRST.get(len(first), "")
    return f"Let op: {join_names(names)} {verb} ook bij de {many}wijken om als eerste naar te kijken."


def _gone(plan: Plan, steps: Sequence[Step]) -> str:
    name = plain(plan.base.names[plan.given.codes[steps[0].wijk]])
    return f"{name}: {fte_words(sum(step.tenths for step in steps) / 10)} fte eraf"


def waiting_answer(found: Questions) -> str:
    """Return what waiting a year with this plan costs in children, with both ends of the assumption."""
    waiting = found.waiting
    if waiting is None:
        return "Niet te schatten: van geen wijk zijn bereik en fte allebei te zien."
    fte = f"{fte_words(found.spent_tenths / 10)} fte"
    if waiting[1] < 1:
        return f"Met {fte} worden naar schatting geen kinderen meer bereikt."
    return (
        f"Wacht u een jaar met {fte}, dan worden dat jaar naar schatting {format_estimate_range(*waiting)} kinderen "
        "niet bereikt die met dit plan wel worden bereikt."
    )


def part_of_country_sentences(gemeente_name: str, found: PartOfCountry) -> list[str]:
    """Return what the gemeente would have of the kinderwerkers of the country: by children, and by need."""
    low, high = KINDERWERKERS_LOW, KINDERWERKERS_HIGH
    who = f"In 2022 waren er naar schatting {low} tot {high} kinderwerkers."
    by = f"over alle wijken van het land verdeeld naar de kinderen van 0 tot 15 jaar ({found.year})"
    said = [f"{who} Waren zij {by}, dan had {gemeente_name} er {_heads(found.by_children)}."]
    if found.by_need is not None:
        said.append(f"Weegt ook de behoefte mee, dan zouden het er {_heads(found.by_need)} zijn.")
    return [*said, f"Dit is geen norm, en het zijn mensen, geen fte. Bron van het aantal: {ARTICLE}."]


def _heads(part: tuple[float, float]) -> str:
    return format_range(*part, 1 if part[1] < _FEW else 0)


def break_even_sentences(found: BreakEven | None, waiting: Span | None) -> list[str]:
    """Return how many trajecten would have to be avoided; whether that happens is not known (METHOD 6.2)."""
    if found is None:
        return ["Nog nodig: een budget, wat een fte kost, en wat een traject kost met de bron daarvan."]
    low, high = found.trajecten
    count = format_range(low, high, 1 if high < 10 else 0)
    needed = f"Om de kosten terug te verdienen zouden {count} trajecten per jaar niet nodig moeten zijn"
    said = [f"{needed}; of dat gebeurt is niet bekend."]
    if found.share is not None:
        said.append(
            f"Dat is {format_pct_range(*found.share)} van de kinderen die dit plan naar schatting extra bereikt en die "
            "hulp nodig hebben. Boven de 100 % kan het plan zich zo niet terugverdienen."
        )
    elif waiting is None:
        said.append("Welk deel van de kinderen dat is, is niet te schatten: het bereik is niet te zien.")
    return said


def _names(plan: Plan, tenths: Sequence[int], *, amounts: bool = True) -> str:
    pairs = _sorted(plan, tenths)
    if len(pairs) == 1:
        return pairs[0][1]
    return join_names([f"{name} ({fte_words(some / 10)})" if amounts else name for some, name in pairs], _MOST_NAMES)


def _sorted(plan: Plan, tenths: Sequence[int]) -> list[tuple[int, str]]:
    pairs = sorted((-some, code) for some, code in zip(tenths, plan.given.codes, strict=True) if some)
    return [(-some, plain(plan.base.names[code])) for some, code in pairs]
