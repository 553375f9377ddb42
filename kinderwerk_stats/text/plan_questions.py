"""The questions of a plan turned round, in words: one fte more, what a goal takes, less budget, waiting, break-even."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.analysis.allocation import FTE, Step
from kinderwerk_stats.analysis.allocation_money import BreakEven
from kinderwerk_stats.gemeente.allocation import PartOfCountry
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_questions import Lacking, OneMore, Origin, Questions
from kinderwerk_stats.model.national import ARTICLE, KINDERWERKERS_HIGH, KINDERWERKERS_LOW
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.goals import goal_words
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import (
    add_noun,
    format_count,
    format_estimate,
    format_estimate_range,
    format_number,
    format_pct_range,
    format_range,
    join_names,
)
from kinderwerk_stats.text.plan import OBJECTIVE_NAMES, by_gain, children_words, eur_words, fte_words, left_sentence
from kinderwerk_stats.text.plan_means import assumption_sentence, reached_sentence, says_nothing

SAME_ASSUMPTION = "Met dezelfde aanname als bij één fte meer."
_ORIGINS: Mapping[Origin, str] = {"zelf": "", "norm": "uw norm", "gemiddelde": "het gemiddelde van nu"}
_MOST_NAMES = 3
_FIRST = {2: "twee ", 3: "drie "}
# Of fewer than these a tenth says something.
_FEW = 10


def questions_headline(plan: Plan, found: Questions) -> str:
    """Return where one fte more goes, and what it takes to bring every wijk to the goal."""
    names = [] if found.one_more is None else _gains(plan, found.one_more, amounts=False)
    which = "erbij" if plan.means.example else "bovenop dit plan"
    more = f"Een fte {which} gaat naar {join_names(names)}." if names else f"Een fte {which} kan geen wijk krijgen."
    lacking = next((each for each in found.lacking if any(each.tenths)), None)
    if lacking is None:
        return more
    goal = _ORIGINS[lacking.origin] if lacking.decided is None else goal_words(lacking.decided)
    goal = goal or aim_of(plan, lacking)
    return f"{more} {_what(lacking, goal)} {strong(fte_words(sum(lacking.tenths) / 10))} fte."


def one_more_sentences(plan: Plan, found: Questions) -> list[str]:
    """Return where one fte more goes by the means and rules of the plan, and what that does."""
    more, goal = found.one_more, f"“{OBJECTIVE_NAMES[found.objective]}”"
    names = [] if more is None else _gains(plan, more)
    if more is None or not names:
        why = "" if more is None else left_sentence(more.given, more.found)
        return [f"Met {goal} kan geen wijk nog 1 fte krijgen. {why}".strip()]
    where = f"gaat 1 fte naar {join_names(names)}"
    given = fte_words(plan.means.tenths / 10)
    said = [
        f"Met {goal} {where}." if plan.means.example else f"Bovenop de {given} fte van dit plan, met {goal}, {where}."
    ]
    if losing := _gains(plan, more, sign=-1):
        said.append(f"Minder dan zonder die fte: {join_names(losing)}.")
    said += filter(None, [left_sentence(more.given, more.found)])
    before, after = (format_number(end * FTE, 2) for end in more.lowest)
    children = children_words(plan)
    said.append(
        f"De laagste dekking gaat van {before} naar {after} fte per 1.000 {children}."
        if before != after
        else f"De laagste dekking blijft {before} fte per 1.000 {children}."
    )
    return [*said, *filter(None, [reached_sentence(plan, more.reached, "Dan")])]


def _gains(plan: Plan, more: OneMore, *, amounts: bool = True, sign: int = 1) -> list[str]:
    """Return who gets something of one fte more, the most first; with `sign` -1 who then has less."""
    line = [code for code, _ in by_gain(more.found)]
    pairs = sorted(
        ((-sign * fte, code) for fte, code in zip(more.added_fte, plan.given.codes, strict=True) if sign * fte > 0),
        key=lambda pair: (pair[0], line.index(pair[1]) if pair[1] in line else len(line), pair[1]),
    )
    named = [(fte_words(-fte), plain(plan.base.names[code])) for fte, code in pairs]
    return [name if (len(named) == 1 and sign > 0) or not amounts else f"{name} ({fte})" for fte, name in named]


def goal_answers(plan: Plan, found: Questions, shortage: str = "") -> list[str]:
    """Return per goal what it takes to bring every wijk to it, with its cost where that is known.

    `shortage`: fte to the average as Dekking and the story print it, so that one can tell why that is another number.
    """
    if not found.lacking:
        return ["Er is nog nergens fte: vul in naar hoeveel kinderen per fte u toe wilt."]
    return [_goal_answer(plan, lacking, shortage) for lacking in found.lacking]


def shortage_words(monitor: Monitor) -> str:
    """Return the fte to the average of all wijken together as Dekking prints it; nothing where it is not exact."""
    gap = monitor.coverage.totals["gap_fte"]
    return format_figure("gap_fte", monitor.coverage.totals) if gap.known and not gap.at_least else ""


def _goal_answer(plan: Plan, lacking: Lacking, shortage: str) -> str:
    goal, total = aim_of(plan, lacking), sum(lacking.tenths) / 10
    on_curve = lacking.goal.kind == "bereik"
    if not lacking.tenths:
        why = (
            "van geen wijk zijn bereik en fte allebei te zien"
            if plan.given.children_per_fte is None
            else "met meer fte komt het bereik steeds dichter bij alle kinderen, maar nooit helemaal"
        )
        return f"Wat {goal} kost, is niet te schatten: {why}."
    if not total:
        many = lacking.decided is not None and len(lacking.decided.wijken) > 1
        has, sits = ("hebben", "zitten") if many else ("heeft", "zit")
        already = f"{has} al een kinderwerker" if lacking.goal.kind == "fte" else f"{sits} al op {goal}"
        return f"{_who(lacking)} {already}. {_not_counted(lacking)}".strip()
    count = sum(1 for tenths in lacking.tenths if tenths)
    said = f"{_what(lacking, goal)} {strong(fte_words(total))} fte"
    elsewhere = shortage if lacking.origin == "gemiddelde" and shortage != format_number(total, 1) else ""
    if elsewhere:
        said += " in hele tienden per wijk"
    elif lacking.goal.kind != "fte" and (exact := format_number(lacking.fte, 1)) != format_number(total, 1):
        said += f" in hele tienden per wijk (zonder afronden {exact})"
    if plan.means.cost is not None:
        said += f", dat is {eur_words(*(eur * sum(lacking.tenths) / 10 for eur in plan.means.cost.eur))} per jaar"
    said += f", in {format_count(count, 'wijk', 'wijken')}."
    if elsewhere:
        equal = "telt elk kind even zwaar en " if plan.weighted else ""
        said += f" Dekking, verhaal en factsheet noemen {elsewhere} fte: daar {equal}wordt niet per wijk afgerond."
    if lacking.above:
        names = join_names([plain(plan.base.names[code]) for code in lacking.above])
        said += f" In {names} is dat meer dan uw maximum."
    return " ".join(filter(None, [said, _not_counted(lacking), assumption_sentence(plan) if on_curve else ""]))


def _what(lacking: Lacking, goal: str) -> str:
    """Return the beginning of what a goal costs."""
    if lacking.goal.kind == "fte":
        return f"{goal[0].upper()}{goal[1:]} kost minstens"
    # What the gemeente decided is said with its own "hoogstens".
    least = "" if lacking.decided is not None and lacking.decided.kind == "children_per_fte" else "minstens "
    return f"{_who(lacking)} {least}op {goal} kost{' naar schatting' if lacking.goal.kind == 'bereik' else ''}"


def _who(lacking: Lacking) -> str:
    named = lacking.decided.wijken if lacking.decided is not None else ()
    return join_names([plain(name) for _, name in named]) if named else "Elke wijk"


def _not_counted(lacking: Lacking) -> str:
    names = [plain(name) for name in lacking.absent]
    verb = "doet" if len(names) == 1 else "doen"
    return f"Niet meegeteld: {join_names(names)} {verb} niet mee in de verdeling." if names else ""


def aim_of(plan: Plan, lacking: Lacking) -> str:
    """Return to what every wijk is brought, and whose goal that is."""
    if lacking.decided is not None:
        return f"{goal_words(lacking.decided)} (doel van de gemeente voor {lacking.decided.year})"
    unit = children_words(plan) if lacking.goal.kind.startswith("gewogen") else "kinderen"
    number = format_estimate(lacking.goal.value, *lacking.around)
    value = f"{add_noun(number, unit.replace('kinderen', 'kind'), unit)} per fte"
    return value if lacking.origin == "zelf" else f"{_ORIGINS[lacking.origin]} ({value})"


def lacking_words(plan: Plan, lacking: Lacking) -> list[str]:
    """Return what each wijk lacks for a goal, the most first."""
    return [
        f"{name}: {fte_words(tenths / 10)} fte"
        for tenths, name in _sorted(plan, lacking.tenths or (0,) * len(plan.given.codes))
    ]


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
    bounded = " zonder onder een minimum te komen" if any(found.given.lower_tenths) else ""
    short = "" if total == asked else f" Meer dan {fte_words(total)} fte kan er niet af{bounded}."
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
    if waiting[1] < 0.5:
        return f"Met {fte} worden naar schatting geen kinderen meer bereikt."
    children = format_estimate_range(*waiting)
    if says_nothing(waiting):
        return (
            f"Hoeveel kinderen een jaar wachten met {fte} kost, is niet te zeggen: de schatting loopt van {children}."
        )
    many = children != "1"
    return (
        f"Wacht u een jaar met {fte}, dan {'worden' if many else 'wordt'} dat jaar naar schatting "
        f"{add_noun(children, 'kind', 'kinderen')} niet bereikt {'die' if many else 'dat'} met dit plan wel "
        f"{'worden' if many else 'wordt'} bereikt."
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


def break_even_sentences(plan: Plan, asked: Questions, found: BreakEven | None) -> list[str]:
    """Return how many trajecten would have to be avoided; whether that happens is not known (METHOD 6.2)."""
    if found is None:
        return [_no_break_even(plan, asked)]
    low, high = found.trajecten
    count = format_range(low, high, 1 if high < 10 else 0)
    would, trajecten = ("zou", "traject") if count in ("1", "1,0") else ("zouden", "trajecten")
    needed = f"Om de kosten terug te verdienen {would} {count} {trajecten} per jaar niet nodig moeten zijn"
    said = [f"{needed}; of dat gebeurt is niet bekend."]
    if found.share is not None:
        said.append(
            f"Dat is {format_pct_range(*found.share)} van de kinderen die dit plan naar schatting extra bereikt en die "
            "hulp nodig hebben. Boven de 100 % kan het plan zich zo niet terugverdienen."
        )
    elif asked.waiting is None:
        said.append("Welk deel van de kinderen dat is, is niet te schatten: het bereik is niet te zien.")
    return said


def _no_break_even(plan: Plan, asked: Questions) -> str:
    """Return what is still to be filled in, or that nothing is spent."""
    traject = plan.choice.cost_step("traject")
    missing = [
        words
        for words, lacks in (
            ("een budget", plan.means.example and plan.choice.budget_eur is None),
            ("wat een fte kost", plan.means.cost is None),
            ("wat een traject kost met de bron daarvan", traject is None),
            ("de bron van wat een traject kost", traject is not None and not traject.source),
        )
        if lacks
    ]
    if missing:
        return f"Nog nodig: {join_names(missing, None)}."
    why = left_sentence(plan.inputs[asked.objective], plan.worked[asked.objective].allocation)
    return f"Dit plan geeft geen fte uit en kost dus niets: er is niets terug te verdienen. {why}".strip()


def _names(plan: Plan, tenths: Sequence[int], *, amounts: bool = True) -> str:
    pairs = _sorted(plan, tenths)
    if len(pairs) == 1:
        return pairs[0][1]
    return join_names([f"{name} ({fte_words(some / 10)})" if amounts else name for some, name in pairs], _MOST_NAMES)


def _sorted(plan: Plan, tenths: Sequence[int]) -> list[tuple[int, str]]:
    pairs = sorted((-some, code) for some, code in zip(tenths, plan.given.codes, strict=True) if some)
    return [(-some, plain(plan.base.names[code])) for some, code in pairs]
