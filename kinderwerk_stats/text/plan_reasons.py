"""Why a plan puts each step where it does, in words, and why the other wijken get nothing."""

from collections.abc import Sequence

from kinderwerk_stats.analysis.allocation import FTE, Objective, Step, make_key
from kinderwerk_stats.gemeente.plan import ONE_POST_AT_A_TIME, Plan, Worked
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.numbers import format_number, join_names
from kinderwerk_stats.text.plan import children_words, fte_words


def step_sentences(plan: Plan, objective: Objective, worked: Worked, most: int | None = None) -> list[str]:
    """Return each step in a sentence, with the figure that decided and that of the next in line."""
    steps = worked.allocation.steps if most is None else worked.allocation.steps[:most]
    each = (_step(plan, objective, step, f"Stap {number}: {fte_words(step.tenths / 10)} fte gaat naar")
            for number, step in enumerate(steps, 1))  # fmt: skip
    return [*_forced(plan, worked), *each]


def first_reasons(plan: Plan, objective: Objective, worked: Worked, most: int = 3) -> list[str]:
    """Return why the first fte goes where it goes: steps after each other to one wijk are one sentence."""
    said, steps, start = _forced(plan, worked)[:most], worked.allocation.steps, 0
    while start < len(steps) and len(said) < most:
        end = start
        while end < len(steps) and steps[end].wijk == steps[start].wijk:
            end += 1
        size = fte_words(sum(step.tenths for step in steps[start:end]) / 10)
        first = "fte" if size == "1" else f"{size} fte"
        opening = f"De eerste {first} gaat naar" if not start else f"Daarna gaat {size} fte naar"
        said.append(_step(plan, objective, steps[start], opening))
        start = end
    return said


def nothing_reasons(plan: Plan, objective: Objective, worked: Worked) -> list[str]:
    """Return why some wijken get nothing, and which of them would be next: what a council asks first."""
    found, said = worked.allocation, list[str]()
    nothing = [place for place, more in enumerate(found.added_fte) if more == 0]
    if not nothing:
        return said
    if not plan.choice.keep:
        said.append("Wie er niets bij krijgt, heeft na het verdelen precies zo veel fte als nu.")
    elif found.steps:
        limits = zip(plan.given.most, plan.given.upper_tenths, strict=True)
        full = {place for place, (most, upper) in enumerate(limits) if upper is not None and not most}
        if free := [place for place in nothing if place not in full]:
            said.append(_left_out(plan, objective, free, found.steps[-1].value))
        if names := [plain(plan.base.names[found.codes[place]]) for place in nothing if place in full]:
            said.append(f"{join_names(names)} {'heeft' if len(names) == 1 else 'hebben'} het maximum al.")
    elif any(found.forced):
        said.append("Alle fte is nodig voor de minimums.")
    if worked.next_step is not None and worked.next_step.wijk in nothing:
        said.append(_next(plan, objective, worked.next_step))
    return said


def next_sentence(plan: Plan, objective: Objective, worked: Worked) -> str:
    """Return which wijk that gets something already would be next; nothing where one that gets nothing is."""
    step = worked.next_step
    return "" if step is None or not worked.allocation.added_fte[step.wijk] else _next(plan, objective, step)


def _next(plan: Plan, objective: Objective, step: Step) -> str:
    name = plain(plan.base.names[plan.given.codes[step.wijk]])
    return f"Bij 0,1 fte meer is {name} aan de beurt ({_value(objective, step.value)})."


def _left_out(plan: Plan, objective: Objective, nothing: Sequence[int], last: float) -> str:
    """Return why wijken below their maximum get nothing."""
    if plan.given.post_tenths <= 1:
        return _last_in_line(plan, objective, nothing, last)
    if objective in ONE_POST_AT_A_TIME:
        return "De andere wijken waren nog niet aan de beurt, of er was te weinig over voor een hele post."
    return "Met een kleinste post weegt de berekening alle wijken samen; wie niets krijgt, viel daarbij af."


def _last_in_line(plan: Plan, objective: Objective, nothing: Sequence[int], last: float) -> str:
    """Return what the goal says of the wijken that get nothing, by the one nearest to the `last` that got a step."""
    given = plan.inputs[objective]
    key, weight = make_key(given, objective)
    nearest = min(nothing, key=lambda place: (key(place, given.start[place]), -weight[place], place))
    name, children = plain(plan.base.names[given.codes[nearest]]), children_words(plan)
    value = _value(objective, abs(key(nearest, given.start[nearest])))
    if objective == "laagste":
        if tied := sum(key(place, given.start[place]) == last for place in nothing):
            who = f"{name} heeft" if tied == 1 else f"{format_number(tied)} wijken zonder extra fte hebben"
            return (
                f"{who} nu even weinig als waar de laatste 0,1 fte heen gaat: {value} fte per 1.000 {children}. Staat "
                f"het gelijk, dan gaat de wijk met de meeste {children} voor."
            )
        who = "De wijk zonder extra fte heeft" if len(nothing) == 1 else "De wijken zonder extra fte hebben"
        more = "iets meer" if value == _value(objective, last) else "meer"
        return f"{who} nu al {more}: het minst heeft {name}, {value} fte per 1.000 {children}."
    least = {
        "evenredig": f"komen in {name} de meeste {children} op een fte: {value} halverwege een stap. Bij elke stap "
                     "waren dat er elders minstens zo veel.",
        "formule": f"loopt {name} in de formule het verst achter: {value} halverwege een stap. Bij elke stap was dat "
                   "elders minstens zo veel.",
        "meeste": f"bereikt 0,1 fte naar schatting in {name} de meeste {children} extra: {value}. Bij elke stap waren "
                  "dat er elders minstens zo veel.",
        "kloof": f"heeft {name} naar schatting de meeste {children} die niet worden bereikt: {value}. Bij elke stap "
                 "waren dat er elders minstens zo veel.",
    }[objective]  # fmt: skip
    return f"Van de wijken zonder extra fte {least}"


def _forced(plan: Plan, worked: Worked) -> list[str]:
    found = worked.allocation
    return [
        f"{plain(plan.base.names[code])} krijgt eerst {fte_words(tenths / 10)} fte, om het minimum te halen."
        for code, tenths in zip(found.codes, found.forced, strict=True)
        if tenths
    ]


def _step(plan: Plan, objective: Objective, step: Step, opening: str) -> str:
    name = plain(plan.base.names[plan.given.codes[step.wijk]])
    why = f"{opening} {name}, omdat {_reason(plan, objective, step)}"
    if step.runner_up is None:
        return f"{why}."
    other = plain(plan.base.names[plan.given.codes[step.runner_up]])
    if step.tied:
        what = (
            "het grootste deel in uw eigen verdeling" if objective == "formule" else f"de meeste {children_words(plan)}"
        )
        return f"{why}. {other} staat gelijk; dan gaat de wijk met {what} voor."
    then = _value(objective, step.runner_up_value or 0.0)
    if then == _value(objective, step.value):
        then = "iets meer" if objective == "laagste" else "iets minder"
    return f"{why}; in {other} {then}."


def _reason(plan: Plan, objective: Objective, step: Step) -> str:
    children, value = children_words(plan), _value(objective, step.value)
    if objective == "laagste":
        return f"daar de minste fte is voor de kinderen: {value} fte per 1.000 {children}"
    if objective == "evenredig":
        return f"daar de meeste {children} op een fte komen: {value} halverwege deze stap"
    if objective == "formule":
        return f"die in de formule het verst achterloopt: {value} halverwege deze stap"
    if objective == "meeste":
        return f"die daar naar schatting de meeste {children} extra bereikt: {value}"
    return f"daar naar schatting de meeste {children} niet worden bereikt: {value}"


def _value(objective: Objective, value: float) -> str:
    """Return the figure of a step as people can follow it; `Step` says what it is."""
    if objective == "laagste":
        return format_number(value * FTE, 2)
    if objective == "evenredig":
        # n q / (2k + 1), k in tenths, is a twentieth of the children per fte halfway the step.
        return format_number(value * 20)
    if objective == "formule":
        return format_number(value * 2, 2)
    return f"ongeveer {format_number(value)}" if value >= 1 else "minder dan 1"
