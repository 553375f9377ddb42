"""How a composite index is built, read from JSON; the README describes the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinderwerk_stats.analysis.composite_structure import (
    Aggregation,
    Imputation,
    Node,
    Normalisation,
    NormaliseMethod,
    Structure,
    Transform,
    Treatment,
)
from kinderwerk_stats.analysis.rank_uncertainty import SCALES, SEED, Variation
from kinderwerk_stats.cli.json_input import JsonInput, is_number

_METHODS: Mapping[Any, NormaliseMethod] = {"percentiel": "percentile", "z-score": "z", "min-max": "minmax",
                                           "doelen": "goalposts", "rang": "rank", "geen": "none"}  # fmt: skip
_TIES: Mapping[Any, Any] = {"laagste": "min", "gemiddelde": "mean"}
_FLIPS: Mapping[Any, Any] = {"vooraf": "before", "achteraf": "after"}
_MEANS: Mapping[Any, Aggregation] = {"rekenkundig": "arithmetic", "meetkundig": "geometric",
                                     "harmonisch": "harmonic", "som": "sum"}  # fmt: skip
_IMPUTATIONS: Mapping[Any, Imputation] = {"niet": "none", "gemiddelde": "mean", "mediaan": "median",
                                          "groepsgemiddelde": "group_mean"}  # fmt: skip
_LOGS: Mapping[Any, Transform] = {"geen": "none", "10": "log10", 10: "log10", "e": "log"}
_DIRECTIONS: Mapping[Any, Any] = {1: 1, -1: -1}
_SCALE_WORDS = ("manier", "gelijken", "van", "tot", "gemiddelde", "spreiding", "begrenzen", "omkeren", "decimalen")
_TOP_WORDS = ("eenheid", "groep", "ontbrekend", "aanvullen", "uitbijters", "normaliseren", "samenvoegen",
              "minstens_gewicht", "delen_ontbreken", "index", "onzekerheid")  # fmt: skip
_LEAF_WORDS = ("kolom", "gewicht", "richting", "gedeeld_door", "logaritme", "doelen", "normaliseren")
_PART_WORDS = ("naam", "gewicht", "richting", "samenvoegen", "opnieuw_normaliseren", "doorgeven", "delen")
_DEEPEST = 12


@dataclass(frozen=True)
class CompositeInput:
    """What a user says of an index: its structure, and how to read the table.

    `unit`: the column that names a row, None for the first; `group`: the column of groups for imputation; `missing`:
    numbers that stand for no figure; `variation`: what to vary for the uncertainty of ranks, None when not asked.
    """

    structure: Structure
    unit: str | None = None
    group: str | None = None
    missing: tuple[float, ...] = ()
    variation: Variation | None = None


def read_structure(content: object, where: str) -> CompositeInput:
    """Read the structure of an index.

    Raises
    ------
    InputRefused : with everything that is wrong with it.
    """
    reader = JsonInput(where)
    top = reader.take_object(content, "", _TOP_WORDS)
    imputation = reader.take_choice(top, "aanvullen", "", _IMPUTATIONS, "none")
    group = reader.take_text(top, "groep", "") if "groep" in top or imputation == "group_mean" else None
    missing = top.get("ontbrekend", [])
    if not isinstance(missing, list) or not all(map(is_number, missing)):
        reader.wrong("ontbrekend", "geen lijst van getallen", "de getallen die 'geen cijfer' betekenen, zoals [-999]")
        missing = []
    normalisation = _scale(reader, top["normaliseren"], "normaliseren") if "normaliseren" in top else Normalisation()
    aggregation = reader.take_choice(top, "samenvoegen", "", _MEANS, "arithmetic")
    treatment = _treatment(reader, top["uitbijters"]) if top.get("uitbijters") not in (None, False) else None
    share = reader.take_number(top, "minstens_gewicht", "", 0.5, above=0, high=1)
    root = None
    if "index" not in top:
        reader.wrong("", "geen 'index'", "'index' met een naam en delen")
    else:
        root = _part(reader, top["index"], "index", 1)
    variation = _variation(reader, top["onzekerheid"]) if top.get("onzekerheid") not in (None, False) else None
    if root is not None and not reader.problems:
        _check_tree(reader, root, normalisation)
    reader.refuse()
    if root is None:
        raise ValueError("a structure without a root was not refused")
    usual = 1 if len(root.parts) > 2 else 0
    most = None
    if not ("delen_ontbreken" in top and top["delen_ontbreken"] is None):
        most = reader.take_whole(top, "delen_ontbreken", "", usual, low=0, high=len(root.parts) - 1)
    reader.refuse()
    unit = reader.take_text(top, "eenheid", "") if "eenheid" in top else None
    reader.refuse()
    structure = Structure(root, normalisation, aggregation, treatment, imputation, share, most)
    return CompositeInput(structure, unit, group, tuple(map(float, missing)), variation)


def _part(reader: JsonInput, value: object, path: str, depth: int) -> Node | None:
    """Read an indicator ("kolom") or a part with parts of its own ("delen")."""
    if depth > _DEEPEST:
        reader.wrong(path, f"meer dan {_DEEPEST} niveaus", "minder niveaus")
        return None
    is_leaf = isinstance(value, dict) and "kolom" in value
    given = reader.take_object(value, path, _LEAF_WORDS if is_leaf else _PART_WORDS)
    weight = reader.take_number(given, "gewicht", path, 1.0, low=0)
    direction = reader.take_choice(given, "richting", path, _DIRECTIONS, 1)
    if is_leaf:
        return Node(
            reader.take_text(given, "kolom", path),
            weight=weight,
            direction=direction,
            denominator=reader.take_text(given, "gedeeld_door", path) if "gedeeld_door" in given else None,
            transform=reader.take_choice(given, "logaritme", path, _LOGS, "none"),
            goalposts=_goalposts(reader, given["doelen"], f"{path} > doelen") if "doelen" in given else None,
            normalisation=_scale(reader, given["normaliseren"], f"{path} > normaliseren")
            if "normaliseren" in given
            else None,
        )
    name = reader.take_text(given, "naam", path)
    again = None
    if given.get("opnieuw_normaliseren") is not None:
        again = _scale(reader, given["opnieuw_normaliseren"], f"{path} > opnieuw_normaliseren")
    if direction == -1 and again is None:
        reader.wrong(path, "richting -1", "richting -1 alleen bij een kolom, of samen met 'opnieuw_normaliseren'")
        direction = 1
    parts = [
        _part(reader, part, f"{path} > deel {number}", depth + 1)
        for number, part in enumerate(reader.take_list(given, "delen", path), start=1)
    ]
    if isinstance(value, dict) and "delen" not in value:
        reader.wrong(
            path, "geen 'delen' en geen 'kolom'", "'delen' met een lijst, of 'kolom' met de naam van een kolom"
        )
    if not all(part is not None for part in parts) or not parts:
        return None
    if not sum(part.weight for part in parts if part is not None) > 0:
        reader.wrong(f"{path} > delen", "gewichten die samen 0 zijn", "minstens een gewicht boven 0")
        return None
    return Node(
        name,
        tuple(part for part in parts if part is not None),
        weight=weight,
        direction=direction,
        aggregation=reader.take_choice(given, "samenvoegen", path, _MEANS, None),
        renormalise=again,
        pass_on=reader.take_yes_no(given, "doorgeven", path, default=False),
    )


def _scale(reader: JsonInput, value: object, path: str) -> Normalisation:
    given = reader.take_object(value, path, _SCALE_WORDS)
    method = reader.take_choice(given, "manier", path, _METHODS, "percentile")
    if "manier" not in given and isinstance(value, dict):
        reader.wrong(path, "geen 'manier'", f"een van: {', '.join(_METHODS)}")
    low, high = reader.take_number(given, "van", path, 0.0), reader.take_number(given, "tot", path, 1.0)
    if not low < high:
        reader.wrong(path, "'van' is niet kleiner dan 'tot'", "'van' kleiner dan 'tot'")
        low, high = 0.0, 1.0
    return Normalisation(
        method,
        ties=reader.take_choice(given, "gelijken", path, _TIES, "min"),
        low=low,
        high=high,
        mean=reader.take_number(given, "gemiddelde", path, 0.0),
        sd=reader.take_number(given, "spreiding", path, 1.0, above=0),
        clip=reader.take_yes_no(given, "begrenzen", path, default=True),
        flip=reader.take_choice(given, "omkeren", path, _FLIPS, "before"),
        decimals=reader.take_whole(given, "decimalen", path, 0, low=0, high=12) if "decimalen" in given else None,
    )


def _treatment(reader: JsonInput, value: object) -> Treatment:
    path = "uitbijters"
    given = reader.take_object(value, path, ("scheefheid", "kurtosis", "punten", "daarna"))
    return Treatment(
        reader.take_number(given, "scheefheid", path, 2.0, low=0),
        reader.take_number(given, "kurtosis", path, 3.5),
        reader.take_whole(given, "punten", path, 5, low=0, high=1000),
        reader.take_choice(given, "daarna", path, {"niets": "none", "logaritme": "log"}, "none"),
    )


def _variation(reader: JsonInput, value: object) -> Variation:
    path = "onzekerheid"
    known = ("trekkingen", "zaad", "gewichten", "niveaus", "schalen", "meetkundig", "weglaten", "punten")
    given = reader.take_object(value, path, known)
    scales = [
        _scale(reader, scale, f"{path} > schaal {number}")
        for number, scale in enumerate(reader.take_list(given, "schalen", path), start=1)
    ]
    levels, points = given.get("niveaus"), given.get("punten")
    for key, numbers in (("niveaus", levels), ("punten", points)):
        if numbers is not None and not (
            isinstance(numbers, list) and numbers and all(isinstance(n, int) and 0 <= n <= 1000 for n in numbers)
        ):
            reader.wrong(f"{path} > {key}", "geen lijst van hele getallen", "zoals [1, 2]")
            levels = points = None
    return Variation(
        scales=tuple(scales) or SCALES,
        treatments=tuple(Treatment(max_points=number, after="log") for number in points or ()),
        weight_noise=reader.take_number(given, "gewichten", path, 0.25, low=0, high=0.99),
        levels=None if levels is None else tuple(levels),
        geometric=reader.take_yes_no(given, "meetkundig", path, default=True),
        leave_one_out=reader.take_yes_no(given, "weglaten", path, default=True),
        draws=reader.take_whole(given, "trekkingen", path, 2000, low=1, high=10_000),
        seed=reader.take_whole(given, "zaad", path, SEED, low=0, high=2**32),
    )


def _goalposts(reader: JsonInput, value: object, path: str) -> tuple[float, float] | None:
    if isinstance(value, list) and len(value) == 2 and all(map(is_number, value)) and value[0] < value[1]:
        return float(value[0]), float(value[1])
    reader.wrong(path, "geen twee getallen van laag naar hoog", "[laagste, hoogste], zoals [0, 994]")
    return None


def _check_tree(reader: JsonInput, root: Node, normalisation: Normalisation) -> None:
    """Say what can only be seen in the whole tree."""
    if not root.parts:
        reader.wrong("index", "een kolom", "een naam en delen")
    names = [node.name for node in root.walk()]
    for name in sorted({name for name in names if names.count(name) > 1}):
        reader.wrong("index", f"'{name}' staat er {names.count(name)} keer in", "elke naam en kolom een keer")
    for leaf in root.leaves:
        if (leaf.normalisation or normalisation).method == "goalposts" and leaf.goalposts is None:
            reader.wrong(f"index, kolom '{leaf.name}'", "geen doelen", "'doelen': [laagste, hoogste]")
