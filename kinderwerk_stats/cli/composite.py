"""samengesteld: any composite index from a table and a description of how it is built."""

import argparse
import json
from typing import Any

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.composite import Composite, Structure, compute_composite
from kinderwerk_stats.analysis.rank_uncertainty import compute_rank_uncertainty, mean_rank_change
from kinderwerk_stats.cli.arguments import existing_file
from kinderwerk_stats.cli.json_input import read_json
from kinderwerk_stats.cli.output import USABLE
from kinderwerk_stats.cli.structure_input import CompositeInput, read_structure
from kinderwerk_stats.cli.table_input import read_table
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.text.numbers import format_number


def add_composite_command(commands: Any) -> None:
    """Add `samengesteld` to the command line."""
    parser = commands.add_parser("samengesteld", help="bereken een samengestelde index uit een tabel")
    parser.add_argument("--gegevens", type=existing_file, required=True, metavar="CSV", help="een rij per gebied")
    parser.add_argument("--opbouw", type=existing_file, required=True, metavar="JSON", help="hoe de index is gemaakt")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON, met alle stappen")
    parser.set_defaults(run=_compose)


def _compose(parsed: argparse.Namespace) -> int:
    """Compute the index and print it."""
    given = read_structure(read_json(parsed.opbouw), parsed.opbouw.name)
    leaves = given.structure.root.leaves
    wanted = [name for leaf in leaves for name in (leaf.name, leaf.denominator) if name is not None]
    values, groups = read_table(
        parsed.gegevens, list(dict.fromkeys(wanted)), unit=given.unit, group=given.group, missing=given.missing
    )
    try:
        found = compute_composite(values, given.structure, groups=groups)
        answer = _to_dict(found, given)
    except ValueError:
        # The only mean that a table can make impossible: what is aggregated has to be above zero.
        raise InputRefused([make_problem("opbouw_gemiddelde_niet_boven_nul", Place(parsed.opbouw.name))]) from None
    if parsed.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        table = pd.DataFrame({"rank": found.ranks, "index": found.index}).sort_values("rank", kind="stable")
        for unit, rank, index in zip(table.index, table["rank"], table["index"], strict=True):
            known = not np.isnan(index)
            print(f"{int(rank)}\t{unit}\t{format_number(index, 4)}" if known else f"-\t{unit}\tgeen index")
    return USABLE


def _to_dict(found: Composite, given: CompositeInput) -> dict[str, object]:
    structure = given.structure
    stages = {
        "prepared": found.prepared,
        "treated": found.treated,
        "normalised": found.normalised,
        "scores": found.scores,
        "renormalised": found.renormalised,
    }
    rows = {name: _records(frame) for name, frame in stages.items()}
    nodes = [node.name for node in structure.root.walk()][1:]
    answer: dict[str, object] = {
        "index": structure.root.name,
        "units": [
            {
                "unit": unit,
                "index": _number(found.index.iloc[at]),
                "rank": _whole(found.ranks.iloc[at]),
                **{name: records[at] for name, records in rows.items()},
            }
            for at, unit in enumerate(found.index.index)
        ],
        "pulled_in": found.winsorised,
        "mean_rank_change_without": {
            name: _number(change) for name, change in mean_rank_change(found, structure, tuple(nodes)).items()
        },
        "weights": _weights(structure),
    }
    if given.variation is not None:
        uncertainty = compute_rank_uncertainty(found, structure, given.variation)
        answer["uncertainty"] = {
            "draws": uncertainty.draws,
            "top_count": uncertainty.top_count,
            "units": [
                {"unit": unit, **record}
                for unit, record in zip(found.index.index, _records(uncertainty.frame), strict=True)
            ],
        }
    return answer


def _weights(structure: Structure) -> dict[str, float]:
    """Return the weight of each node within its parent, as a part of 1."""
    return {
        part.name: part.weight / sum(other.weight for other in node.parts)
        for node in structure.root.walk()
        for part in node.parts
    }


def _records(frame: pd.DataFrame) -> list[dict[str, float | None]]:
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, map(_number, row), strict=True)) for row in frame.to_numpy(float).tolist()]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
