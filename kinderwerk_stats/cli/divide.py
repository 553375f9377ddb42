"""verdeel: where extra kinderwerk goes under one of five goals, of a gemeente or of a bare table."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR
from typing import Any

import pandas as pd

from kinderwerk_stats.analysis.allocation import (
    DEFAULT_OBJECTIVE,
    MOST_FTE,
    OBJECTIVES,
    PLACE,
    WITH_CURVE,
    AllocationInput,
    allocate,
    find_doubtful,
    find_impossible,
)
from kinderwerk_stats.analysis.allocation_money import (
    HEADCOUNT,
    WEIGHTED_HEADCOUNT,
    CostPerFte,
    Formula,
    buy_tenths,
    divide_eur,
    find_formula_problems,
    with_formula,
)
from kinderwerk_stats.analysis.allocation_robustness import compute_robustness
from kinderwerk_stats.cli.arguments import (
    children_per_fte,
    costs,
    euro,
    existing_file,
    gemeente,
    json_or_file,
    one_of,
    tenths,
)
from kinderwerk_stats.cli.divide_input import read_bounds, read_formula
from kinderwerk_stats.cli.files import (
    add_file_options,
    add_organisation_option,
    add_year_options,
    named_files,
    newest_year,
    refuse_unused_bereik,
    refuse_wrong_files,
)
from kinderwerk_stats.cli.output import USABLE, print_problems
from kinderwerk_stats.cli.table_input import read_table
from kinderwerk_stats.cli.unused import unused_notes
from kinderwerk_stats.cli.weights_input import read_need_settings
from kinderwerk_stats.exports.allocation_json import ABOUT_NOBODY, allocation_to_dict, budget_to_dict, origin_to_dict
from kinderwerk_stats.gemeente.allocation import (
    NEED_WEIGHTS,
    AllocationBase,
    build_allocation_base,
    build_base_of_table,
)
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan import Means
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.text.allocation import division_lines
from kinderwerk_stats.text.numbers import format_number
from kinderwerk_stats.text.problems import all_as_json

_WIJK, _FIGURES = "wijk", ("children", "need", "fte")
_MOST_TENTHS = 10 * MOST_FTE
# Of any other figure of a table.
_MOST_FIGURE = 10**9


@dataclass(frozen=True, eq=False)
class _Subject:
    """What is divided over.

    `about`: which gemeente and year, and where its figures come from. `columns`: what else a formula may use. `public`
    goes with the answer, `said` to who named the files. `monitor`, `sources`: none of a table.
    """

    base: AllocationBase
    about: Mapping[str, object]
    columns: Mapping[str, Sequence[float]]
    public: tuple[Problem, ...]
    said: tuple[Problem, ...]
    monitor: Monitor | None = None
    sources: tuple[Source, ...] = ()


def add_divide_command(commands: Any) -> None:
    """Add `verdeel` to the command line."""
    parser = commands.add_parser("verdeel", help="verdeel extra kinderwerk over de wijken, per 0,1 fte")
    parser.add_argument("--gemeente", type=gemeente, metavar="CODE", help="zoals GM0344")
    add_file_options(parser, required=False)
    add_year_options(parser)
    add_organisation_option(parser)
    parser.add_argument(
        "--tabel",
        type=existing_file,
        metavar="CSV",
        help="in plaats daarvan: wijk, children, need, fte, reached",
    )
    amount = parser.add_mutually_exclusive_group(required=True)
    amount.add_argument("--fte", type=tenths, metavar="N", help="hoeveel fte erbij, zoals 3,0")
    amount.add_argument("--budget-eur", type=euro, metavar="EURO", help="hoeveel euro erbij, zoals 250.000")
    parser.add_argument(
        "--kosten-per-fte", type=costs, metavar="EURO", help="wat een fte per jaar kost, zoals 92.000 of 85.000-95.000"
    )
    parser.add_argument("--doel", choices=OBJECTIVES, default=DEFAULT_OBJECTIVE, help=f"standaard {DEFAULT_OBJECTIVE}")
    parser.add_argument(
        "--weging", type=one_of(NEED_WEIGHTS), metavar="R",
        help="hoe vaak een kind in de wijk met de grootste behoefte telt: 1, 1,5, 2 of 3 (standaard 2)",
    )  # fmt: skip
    parser.add_argument(
        "--gewichten",
        type=json_or_file,
        metavar="JSON",
        help="gewichten van de behoefte-index, als bij behoefte",
    )
    parser.add_argument(
        "--bereik-per-fte", type=children_per_fte, metavar="N",
        help="kinderen die een fte bereikt zolang er genoeg zijn; standaard berekend uit bereik en fte",
    )  # fmt: skip
    for option, what in (("minimum", "minstens"), ("maximum", "hoogstens")):
        parser.add_argument(
            f"--{option}", type=json_or_file, metavar="JSON",
            help=f'fte die een wijk na afloop {what} heeft: {{"WK034401": 0.5}}, of "alle"',
        )  # fmt: skip
    parser.add_argument("--post", type=tenths, default=0, metavar="N", help="de kleinste post in een wijk, zoals 0,3")
    parser.add_argument("--opnieuw", action="store_true", help="verdeel ook de fte die er nu is")
    parser.add_argument("--formule", type=json_or_file, metavar="JSON", help="de eigen formule, bij --doel formule")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    parser.set_defaults(run=_divide, wrong_use=parser.error)


def _divide(parsed: argparse.Namespace) -> int:
    """Divide and print it."""
    _check_use(parsed)
    if parsed.doel == "formule" and parsed.kosten_per_fte is None and parsed.fte is None:
        return _divide_money(parsed)
    subject = _read_table(parsed) if parsed.tabel else _read_gemeente(parsed)
    means = _buy(parsed)
    if means.most_tenths > _MOST_TENTHS:
        parsed.wrong_use(f"meer dan {format_number(MOST_FTE)} fte")
    given = _choose(parsed, subject, means.tenths)
    _refuse(find_impossible(given, subject.base.names))
    found = allocate(given, parsed.doel)
    doubts = find_doubtful(given, found, subject.base.names)
    if parsed.json:
        robust = None
        if len(subject.base.draws) > 1 and parsed.doel != "formule":
            robust = compute_robustness(given, subject.base.draws, [parsed.doel])[parsed.doel]
        answer = allocation_to_dict(subject.base, given, found, robust)
        answer |= {
            "budget": budget_to_dict(given, found, means, parsed.budget_eur),
            "warnings": all_as_json([*subject.public, *doubts]),
        }
        print(json.dumps({**subject.about, **answer}, ensure_ascii=False, indent=2))
    else:
        print(
            "\n".join(
                division_lines(subject.base, given, found, means, parsed.budget_eur, subject.monitor, subject.sources)
            )
        )
    print_problems(dict.fromkeys([*subject.said, *doubts]), sys.stderr)
    return USABLE


def _check_use(parsed: argparse.Namespace) -> None:
    if bool(parsed.tabel) == bool(parsed.gemeente):
        parsed.wrong_use("kies een gemeente met --gemeente en --cbs, of een tabel met --tabel")
    if parsed.gemeente and not parsed.cbs:
        parsed.wrong_use("dit ontbreekt: --cbs")
    if parsed.tabel and (parsed.cbs or parsed.bereik or parsed.weging is not None or parsed.gewichten):
        parsed.wrong_use("--tabel kan niet samen met --cbs, --bereik, --weging of --gewichten: need staat in de tabel")
    if parsed.tabel and parsed.organisatie is not None:
        parsed.wrong_use("--tabel kan niet samen met --organisatie: wat zij bereikt, staat in de tabel")
    if (parsed.doel == "formule") != (parsed.formule is not None):
        parsed.wrong_use("--doel formule en --formule horen bij elkaar")
    if parsed.kosten_per_fte is not None and parsed.budget_eur is None:
        parsed.wrong_use("--kosten-per-fte hoort bij --budget-eur")
    money_only = parsed.tabel and parsed.doel == "formule"
    if money_only and parsed.budget_eur is not None and parsed.kosten_per_fte is None:
        used = (("--minimum", parsed.minimum), ("--maximum", parsed.maximum), ("--post", parsed.post or None),
                ("--opnieuw", parsed.opnieuw or None), ("--bereik-per-fte", parsed.bereik_per_fte))  # fmt: skip
        if unused := [option for option, value in used if value is not None]:
            parsed.wrong_use(f"zonder --kosten-per-fte worden euro's verdeeld: dan telt dit niet: {', '.join(unused)}")
    if parsed.budget_eur is not None and parsed.kosten_per_fte is None and not money_only:
        parsed.wrong_use("bij --budget-eur hoort --kosten-per-fte")


def _buy(parsed: argparse.Namespace) -> Means:
    if parsed.fte is not None:
        return Means(parsed.fte, parsed.fte)
    low, high = parsed.kosten_per_fte
    few, many = (buy_tenths(parsed.budget_eur, cost).tenths for cost in (high, low))
    return Means(few, many, cost=CostPerFte((), (low, high)))


def _choose(parsed: argparse.Namespace, subject: _Subject, budget_tenths: int) -> AllocationInput:
    """Return the input with what the user chose; refuse what is not possible, all at once."""
    base = subject.base
    codes = base.given.codes
    given = replace(base.given, budget_tenths=budget_tenths, keep=not parsed.opnieuw, post_tenths=parsed.post)
    if parsed.bereik_per_fte is not None:
        given = replace(given, children_per_fte=parsed.bereik_per_fte)
    if parsed.doel in WITH_CURVE and given.children_per_fte is None:
        _refuse([make_problem("verdeling_zonder_bereik_per_fte", PLACE)])
    least = read_bounds(parsed.minimum, "--minimum", codes)
    most = read_bounds(parsed.maximum, "--maximum", codes)
    given = replace(
        given,
        lower_tenths=tuple(least.get(code, 0) for code in codes),
        upper_tenths=tuple(most.get(code) for code in codes),
    )
    if parsed.doel != "formule":
        return given
    formula = read_formula(parsed.formule, in_eur=False)
    known = {HEADCOUNT: given.children, WEIGHTED_HEADCOUNT: given.children, **subject.columns}
    _refuse_columns(formula, known)
    _refuse(find_formula_problems(given.all_tenths, formula, known))
    return with_formula(given, formula, subject.columns)


def _refuse(problems: Iterable[Problem]) -> None:
    faults = [problem for problem in problems if problem.severity == "fout"]
    if faults:
        raise InputRefused(faults)


def _refuse_columns(formula: Formula, columns: Mapping[str, object]) -> None:
    _refuse(
        make_problem("kolom_ontbreekt", Place("--formule"), kolom=name, kolommen=tuple(columns))
        for name in formula.shares
        if name not in columns
    )


def _read_gemeente(parsed: argparse.Namespace) -> _Subject:
    paths = [*parsed.cbs, *parsed.leeftijden, *parsed.gebieden, *parsed.bereik]
    library = read_files(paths, year=parsed.jaar, gemeente_code=parsed.gemeente)
    refuse_wrong_files(library, named_files(parsed))
    year = parsed.jaar if parsed.jaar is not None else newest_year(library, parsed.gemeente)
    asked = {"threshold": parsed.drempel, "organisation": parsed.organisatie}
    monitor = build_monitor(library, parsed.gemeente, year, parsed.leeftijd, **asked)
    refuse_unused_bereik(parsed, library, monitor)
    settings = read_need_settings(parsed.gewichten)
    if parsed.weging is not None:
        settings = replace(settings, steepness=parsed.weging)
    need = None if settings.steepness == 1 else build_need(library, monitor, settings)
    base = build_allocation_base(monitor, need, settings.steepness)
    of_need = () if need is None else need.notes
    notes = [*monitor.notes, *unused_notes(library, monitor, base.sources), *of_need, *base.notes]
    if any(note.severity == "fout" for note in notes):
        # The warnings say what is lacking.
        raise InputRefused([*of_need, *base.notes])
    found_in = tuple(dict.fromkeys([*monitor.sources, *base.sources]))
    about = {
        "gemeente": {"code": monitor.gemeente_code, "name": monitor.gemeente_name},
        "year": monitor.year,
        "age_range": monitor.age_range,
        "small_count_threshold": monitor.threshold,
        **origin_to_dict(monitor, found_in),
    }
    warned = [problem for problem in library.problems if problem.severity == "waarschuwing"]
    public = [note for note in library.public_notes if note.severity == "waarschuwing"]
    return _Subject(base, about, {}, (*public, *notes), (*warned, *notes), monitor, found_in)


def _read_table(parsed: argparse.Namespace) -> _Subject:
    """Read a bare table; a formula may use any of its columns, and those who lack one take no part."""
    own: list[str] = []
    if parsed.formule is not None:
        shares = read_formula(parsed.formule, in_eur=False).shares
        own = [name for name in shares if name not in (HEADCOUNT, WEIGHTED_HEADCOUNT, *_FIGURES)]
    with_reach = parsed.doel in WITH_CURVE and parsed.bereik_per_fte is None
    figures = [*_FIGURES, *(["reached"] if with_reach else []), *own]
    values, _ = read_table(parsed.tabel, figures, unit=_WIJK)
    _refuse(_out_of_bounds(parsed.tabel.name, values))
    whole = values[values[own].notna().all(axis=1)].sort_index()
    base = build_base_of_table(whole[figures[: len(figures) - len(own)]])
    if not base.given.codes:
        raise InputRefused(base.notes)
    columns = {name: whole.loc[list(base.given.codes), name].tolist() for name in (*own, "need", "fte")}
    return _Subject(base, ABOUT_NOBODY, columns, base.notes, base.notes)


def _out_of_bounds(file: str, values: pd.DataFrame) -> list[Problem]:
    problems = []
    for name, column in values.items():
        most = MOST_FTE if name == "fte" else _MOST_FIGURE
        for code, wrong in (("verdeling_getal_onder_nul", column < 0), ("verdeling_getal_te_groot", column > most)):
            if wrong.any():
                wijken = tuple(column.index[wrong])
                problems.append(make_problem(code, Place(file), kolom=str(name), wijken=wijken, meest=most))
    return problems


def _divide_money(parsed: argparse.Namespace) -> int:
    """Divide whole euro over the rows of a table by a formula, and print it."""
    formula = read_formula(parsed.formule, in_eur=True)
    weighs = WEIGHTED_HEADCOUNT in formula.shares
    own = [name for name in formula.shares if name != WEIGHTED_HEADCOUNT]
    values, _ = read_table(parsed.tabel, list(dict.fromkeys([*own, *([HEADCOUNT, "need"] if weighs else [])])))
    absent = values.index[values.isna().any(axis=1)]
    if len(absent):
        _refuse([make_problem("formule_zonder_cijfer", Place(parsed.tabel.name), wijken=tuple(map(str, absent)))])
    values = values.sort_index()
    if weighs:
        values[WEIGHTED_HEADCOUNT] = values[HEADCOUNT] * values["need"]
    columns = {str(name): column.tolist() for name, column in values.items()}
    amount = int(parsed.budget_eur.to_integral_value(ROUND_FLOOR))
    _refuse(find_formula_problems(amount, formula, columns))
    shares = dict(zip(map(str, values.index), divide_eur(amount, formula, columns), strict=True))
    if parsed.json:
        answer = {
            **ABOUT_NOBODY,
            "objective": "formule",
            "wijken": [{"wijk_code": name, "wijk_name": name, "eur": eur} for name, eur in shares.items()],
            "total": {"eur": amount, "left_eur": float(parsed.budget_eur - amount)},
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        lines = [f"{name}: € {format_number(eur)}" for name, eur in shares.items()]
        left = parsed.budget_eur - amount
        print("\n".join([*lines, f"Over: € {format_number(left, 2)}"] if left else lines))
    return USABLE
