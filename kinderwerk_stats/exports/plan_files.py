"""A plan to take along: JSON that anybody can work out again, and a workbook that says what it rests on."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from openpyxl import Workbook

from kinderwerk_stats.analysis.allocation import (
    OBJECTIVES,
    Allocation,
    AllocationInput,
    Objective,
    allocate,
    find_impossible,
)
from kinderwerk_stats.delivery.own_words import refuse_persons
from kinderwerk_stats.exports.allocation_json import allocation_to_dict
from kinderwerk_stats.exports.cells import set_properties
from kinderwerk_stats.exports.own_words import own_fields, own_lines
from kinderwerk_stats.exports.sheets import write_notes, write_table
from kinderwerk_stats.exports.tables import CODE, FIGURE, NAME, Column, Row, Table
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import MOST_POOL_OF_POSTS, Plan
from kinderwerk_stats.gemeente.plan_choice import MOST_TENTHS
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.origin import describe_sources, is_invented, organisation_of
from kinderwerk_stats.text.plan import OBJECTIVE_NAMES, aim_words, option_facts, plan_headline, sure_words, table_names
from kinderwerk_stats.text.plan_means import (
    HOW_COMPUTED,
    assumption_sentence,
    left_out_sentence,
    means_sentences,
    rules_sentences,
)
from kinderwerk_stats.text.plan_reasons import step_sentences
from kinderwerk_stats.text.problems import as_note
from kinderwerk_stats.text.sentences import AGE_WORDS

FORM = 1
MOST_BYTES = 2_000_000
_MOST_WIJKEN, _MOST_ADDRESS = 5_000, 8_000
_FTE = "#,##0.0##"


Same = Literal["alles", "verdeling", "niets"]


class PlanFile(NamedTuple):
    """What a file of a plan holds: the view that opens it, what it was worked out of, and what each wijk got.

    `own_figure`: whether a figure of the visitor counted in need; the file has the weights that came of it, and not the
    figure. `said`: input and answer as they stand in the file, only to hold another answer against.
    """

    gemeente_code: str
    address: Mapping[str, str]
    given: AllocationInput
    objective: Objective
    tenths: tuple[int, ...]
    own_figure: bool
    said: Mapping[str, Any]

    def work_out(self) -> Allocation:
        """Return the division again, of the figures in the file: the same to the last tenth."""
        return allocate(self.given, self.objective)

    def compare(self, plan: Plan) -> Same:
        """Return what of the answer is the same in a plan of now: every figure, only who gets what, or neither."""
        worked = plan.worked.get(self.objective)
        if worked is None:
            return "niets"
        if json.loads(json.dumps(_worked_out(plan, self.objective))) == self.said:
            return "alles"
        found = worked.allocation
        same = (found.codes, found.tenths, found.before_fte) == (
            self.given.codes,
            self.tenths,
            self.work_out().before_fte,
        )
        return "verdeling" if same else "niets"


def _worked_out(plan: Plan, objective: Objective) -> dict[str, Any]:
    worked, given = plan.worked[objective], plan.inputs[objective]
    answer = allocation_to_dict(plan.base, given, worked.allocation, worked.robustness)
    return {"input": asdict(given), "answer": answer}


def plan_to_dict(
    monitor: Monitor, plan: Plan, objective: Objective, address: Mapping[str, str], *, own_figure: bool = False
) -> dict[str, Any]:
    """Return a plan with everything it was made of; an absent value is None.

    `view` opens the same plan on the page; `input` is all that the division was worked out of, in the order of its
    codes; `answer` is that of `verdeel --json`; `rests_on` says every choice and assumption in words;
    goals and notes of the gemeente are those of `dekking --json`.

    Parameters
    ----------
    objective : one of `plan.worked`.
    address : the parameters of the address of the page.
    own_figure : whether a figure of the visitor counted, which is in no address.
    """
    return {
        "form": FORM,
        "gemeente_code": monitor.gemeente_code,
        "gemeente_name": monitor.gemeente_name,
        "year": monitor.year,
        "age_range": monitor.age_range,
        "invented": is_invented(monitor),
        "headline": plain(plan_headline(plan, objective)),
        "view": dict(address),
        "own_figure": own_figure,
        **_worked_out(plan, objective),
        "tenths": list(plan.worked[objective].allocation.tenths),
        "rests_on": _rests_on(monitor, plan),
        **own_fields(monitor),
    }


def write_plan_json(
    monitor: Monitor, plan: Plan, objective: Objective, address: Mapping[str, str], *, own_figure: bool = False
) -> bytes:
    """Return the same as a file; the same plan on the same figures is the same bytes."""
    said = plan_to_dict(monitor, plan, objective, address, own_figure=own_figure)
    return json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1).encode()


def read_plan_json(content: bytes, name: str) -> PlanFile:
    """Return what a file of a plan holds; it comes from anywhere, so all of it is looked at first.

    Raises
    ------
    InputRefused
        When it is no such file, of a newer form, holds what no plan can have, or tells who somebody is.
    """
    place = Place(file=name)
    refused = InputRefused([make_problem("plan_bestand_geen_plan", place)])
    if len(content) > MOST_BYTES:
        raise refused
    wrong = (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError, OverflowError)
    try:
        said = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
        # First: of a newer form nothing else need be as it is here.
        if (form := _whole(said["form"])) > FORM:
            raise InputRefused([make_problem("plan_bestand_nieuwer", place)])
        view, given, tenths = said["view"], said["input"], said["tenths"]
        objective = next(each for each in OBJECTIVES if each == said["answer"]["objective"])
        address = {str(key): str(value) for key, value in view.items()}
        found = PlanFile(
            str(said["gemeente_code"]), address, _to_input(given), objective, tuple(map(_whole, tenths)),
            said.get("own_figure") is True, {"input": given, "answer": said["answer"]},
        )  # fmt: skip
        fits = form == FORM and len(found.tenths) == len(found.given.codes) and not find_impossible(found.given)
        if found.given.post_tenths > 1 and found.given.pool_tenths > MOST_POOL_OF_POSTS:
            raise refused
        found.work_out()
    except wrong:
        raise refused from None
    if not fits or sum(map(len, (*address, *address.values()))) > _MOST_ADDRESS:
        raise refused
    # A source stands between the signs of an address, beside its amounts.
    refuse_persons(*(part for value in address.values() for part in re.split(r"[~|]", value)), file=name)
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_TENTHS * 10:
        raise ValueError("no tenths")
    return value


def _figure(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1e9:
        raise ValueError("no figure")
    return float(value)


def _to_input(said: Mapping[str, Any]) -> AllocationInput:
    codes = tuple(code for code in said["codes"] if isinstance(code, str) and len(code) <= 20)
    if len(codes) != len(said["codes"]) or len(codes) > _MOST_WIJKEN:
        raise ValueError("no codes")
    a = said["children_per_fte"]
    return AllocationInput(
        codes=codes,
        children=tuple(map(_figure, said["children"])),
        need_weight=tuple(map(_figure, said["need_weight"])),
        fte=tuple(map(_figure, said["fte"])),
        budget_tenths=_whole(said["budget_tenths"]),
        lower_tenths=tuple(map(_whole, said["lower_tenths"])),
        upper_tenths=tuple(None if high is None else _whole(high) for high in said["upper_tenths"]),
        children_per_fte=None if a is None else _figure(a),
        keep=bool(said["keep"]),
        post_tenths=_whole(said["post_tenths"]),
        target=tuple(map(_figure, said["target"])),
    )


def write_plan_xlsx(monitor: Monitor, plan: Plan, objective: Objective, path: Path) -> None:
    """Write a workbook: the division, every goal beside it, each step, and what it rests on."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Verdeling"
    invented = " (verzonnen cijfers)" if is_invented(monitor) else ""
    title = f"Plan voor {monitor.gemeente_name}, {monitor.year}{invented}: {OBJECTIVE_NAMES[objective]}"
    write_table(sheet, _division(plan, objective, title), header_row=2)
    write_table(workbook.create_sheet("Doelen"), _goals(plan), header_row=1)
    steps = tuple((line,) for line in step_sentences(plan, objective, plan.worked[objective]))
    write_table(workbook.create_sheet("Stappen"), Table("", (Column("Elke stap", 90),), steps), header_row=1)
    notes: list[list[str | float]] = [
        ["Gemeente", f"{monitor.gemeente_name} ({monitor.gemeente_code})"],
        ["Jaar", monitor.year],
        ["Leeftijd", AGE_WORDS[monitor.age_range]],
        ["Uitkomst", plain(plan_headline(plan, objective))],
        ["Organisatie", organisation_of(monitor) or "onbekend"],
        ["Gemaakt op", datetime.now().astimezone().strftime("%d-%m-%Y")],
        [],
    ]
    notes += [[what, line] for what, line in own_lines(monitor)]
    notes += [["Rust op", line] for line in _rests_on(monitor, plan)]
    notes += [["Berekening", line] for line in HOW_COMPUTED]
    write_notes(workbook.create_sheet("Toelichting"), notes)
    set_properties(workbook, title)
    workbook.save(path)


def _rests_on(monitor: Monitor, plan: Plan) -> list[str]:
    said = [*means_sentences(plan), *rules_sentences(plan), left_out_sentence(plan), assumption_sentence(plan)]
    said += [as_note(problem) for worked in plan.worked.values() for problem in worked.doubtful]
    sources = describe_sources((*monitor.sources, *plan.base.sources))
    return [*dict.fromkeys(filter(None, said)), *(f"Bron: {line}" for line in sources)]


def _division(plan: Plan, objective: Objective, title: str) -> Table:
    worked = plan.worked[objective]
    found, sure = worked.allocation, worked.robustness
    heads = ["Fte nu", "Erbij", "Fte straks", "Kinderen per fte nu", "Kinderen per fte straks"]
    columns = [Column("Wijkcode", CODE), Column("Wijk", NAME)]
    columns += [Column(head, FIGURE, "#,##0" if "Kinderen" in head else _FTE) for head in heads]
    columns += [Column(table_names(plan), FIGURE), Column("Minste, middelste, meeste", FIGURE)] if sure else []
    rows: list[Row] = []
    for at, code in enumerate(found.codes):
        figures: list[float | str] = [found.before_fte[at], found.added_fte[at], found.after_fte[at]]
        per_fte = (worked.before.children_per_fte[at], worked.after.children_per_fte[at])
        figures += ["geen fte" if each is None else round(each) for each in per_fte]
        if sure:
            figures += sure_words(sure.least[at], sure.middle[at], sure.most[at], sure.how_often[at])
        rows.append([code, plain(plan.base.names[code]), *figures])
    return Table(title, tuple(columns), tuple(rows), fixed=2)


def _goals(plan: Plan) -> Table:
    """Return what every goal does, beside each other."""
    facts = {objective: dict(option_facts(plan, worked, most=None)) for objective, worked in plan.worked.items()}
    lines = dict.fromkeys(what for each in facts.values() for what in each)
    rows: list[Row] = [["Waar het op let", *(aim_words(plan, objective) for objective in facts)]]
    rows += [[what, *(each.get(what, "") for each in facts.values())] for what in lines]
    columns = (Column("Wat", 30), *(Column(OBJECTIVE_NAMES[objective], 40) for objective in facts))
    return Table("", columns, tuple(rows), fixed=1)
