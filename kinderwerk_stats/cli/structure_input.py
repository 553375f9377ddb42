"""How a composite index is built, read from JSON; the reference describes the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
    field_validator,
)

from kinderwerk_stats.analysis.composite_structure import (
    AfterWinsorising,
    Aggregation,
    Imputation,
    Node,
    Normalisation,
    NormaliseMethod,
    Structure,
    Transform,
    Treatment,
)
from kinderwerk_stats.analysis.rank_uncertainty import DRAWS, SCALES, SEED, Variation
from kinderwerk_stats.cli.json_input import CODES, Number, Positive, Text, Weight, YesNo, choice
from kinderwerk_stats.model.decode import FORM_MARK, Decoder, Given, Path, fault, says
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem

_METHODS: Mapping[Any, NormaliseMethod] = {"percentiel": "percentile", "z-score": "z", "min-max": "minmax",
                                           "doelen": "goalposts", "rang": "rank", "geen": "none"}  # fmt: skip
_TIES: Mapping[Any, Literal["min", "mean"]] = {"laagste": "min", "gemiddelde": "mean"}
_FLIPS: Mapping[Any, Literal["before", "after"]] = {"vooraf": "before", "achteraf": "after"}
_MEANS: Mapping[Any, Aggregation] = {"rekenkundig": "arithmetic", "meetkundig": "geometric",
                                     "harmonisch": "harmonic", "som": "sum"}  # fmt: skip
_IMPUTATIONS: Mapping[Any, Imputation] = {"niet": "none", "gemiddelde": "mean", "mediaan": "median",
                                          "groepsgemiddelde": "group_mean"}  # fmt: skip
_LOGS: Mapping[Any, Transform] = {"geen": "none", "10": "log10", 10: "log10", "e": "log"}
_AFTER: Mapping[Any, AfterWinsorising] = {"niets": "none", "logaritme": "log"}
_DIRECTIONS: Mapping[Any, Literal[1, -1]] = {1: 1, -1: -1}
_DEEPEST = 12


def _rising(numbers: list[float]) -> list[float]:
    low, high = numbers
    if not low < high:
        raise ValueError("not from low to high")
    return numbers


def _have_weight(parts: list["_Node"]) -> list["_Node"]:
    if not sum(part.gewicht for part in parts) > 0:
        raise fault("opbouw_gewichten_nul")
    return parts


def _none_for_false(value: object) -> object:
    return None if value is False else value


_Points = Annotated[int, Field(ge=0, le=1000), says("json_heel_getal", laagste=0, hoogste=1000)]
_Direction = Annotated[Literal[1, -1], PlainValidator(choice(_DIRECTIONS))]
_Mean = Annotated[Aggregation, PlainValidator(choice(_MEANS))]
_Goalposts = Annotated[list[float], Field(min_length=2, max_length=2), AfterValidator(_rising), says("opbouw_doelen")]
_WholeNumbers = Annotated[list[Annotated[int, Field(ge=0, le=1000)]], Field(min_length=1), says("opbouw_hele_getallen")]


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


class _Scale(Given):
    manier: Annotated[NormaliseMethod, PlainValidator(choice(_METHODS))]
    gelijken: Annotated[Literal["min", "mean"], PlainValidator(choice(_TIES))] = "min"
    van: Number = 0.0
    tot: Number = Field(default=1.0, validate_default=True)
    gemiddelde: Number = 0.0
    spreiding: Positive = 1.0
    begrenzen: YesNo = True
    omkeren: Annotated[Literal["before", "after"], PlainValidator(choice(_FLIPS))] = "before"
    decimalen: Annotated[int | None, Field(ge=0, le=12), says("json_heel_getal", laagste=0, hoogste=12)] = None

    @field_validator("tot")
    @classmethod
    def _above_van(cls, tot: float, info: ValidationInfo) -> float:
        if not info.data.get("van", tot - 1) < tot:
            raise fault("opbouw_van_tot")
        return tot

    def normalisation(self) -> Normalisation:
        return Normalisation(
            self.manier,
            ties=self.gelijken,
            low=self.van,
            high=self.tot,
            mean=self.gemiddelde,
            sd=self.spreiding,
            clip=self.begrenzen,
            flip=self.omkeren,
            decimals=self.decimalen,
        )


class _Leaf(Given):
    """An indicator: a column of the table."""

    kolom: Text
    gewicht: Weight = 1.0
    richting: _Direction = 1
    gedeeld_door: Text | None = None
    logaritme: Annotated[Transform, PlainValidator(choice(_LOGS))] = "none"
    doelen: _Goalposts | None = None
    normaliseren: _Scale | None = None

    def node(self) -> Node:
        return Node(
            self.kolom,
            weight=self.gewicht,
            direction=self.richting,
            denominator=self.gedeeld_door,
            transform=self.logaritme,
            goalposts=None if self.doelen is None else (self.doelen[0], self.doelen[1]),
            normalisation=_scale(self.normaliseren),
        )


class _Part(Given):
    """A part with parts of its own."""

    naam: Text
    gewicht: Weight = 1.0
    opnieuw_normaliseren: _Scale | None = None
    richting: _Direction = 1
    samenvoegen: _Mean | None = None
    doorgeven: YesNo = False
    delen: Annotated[list["_Node"], Field(min_length=1), AfterValidator(_have_weight)]

    @field_validator("richting")
    @classmethod
    def _turned_on_a_scale(cls, direction: Literal[1, -1], info: ValidationInfo) -> Literal[1, -1]:
        if direction == -1 and info.data.get("opnieuw_normaliseren", 0) is None:
            raise fault("opbouw_richting")
        return direction

    def node(self) -> Node:
        return Node(
            self.naam,
            tuple(part.node() for part in self.delen),
            weight=self.gewicht,
            direction=self.richting,
            aggregation=self.samenvoegen,
            renormalise=_scale(self.opnieuw_normaliseren),
            pass_on=self.doorgeven,
        )


_LEAF, _PART = f"{FORM_MARK}leaf", f"{FORM_MARK}part"
_Node = Annotated[
    Annotated[_Leaf, Tag(_LEAF)] | Annotated[_Part, Tag(_PART)],
    Discriminator(lambda value: _LEAF if isinstance(value, dict) and "kolom" in value else _PART),
]


class _Treatment(Given):
    scheefheid: Weight = 2.0
    kurtosis: Number = 3.5
    punten: _Points = 5
    daarna: Annotated[AfterWinsorising, PlainValidator(choice(_AFTER))] = "none"

    def treatment(self) -> Treatment:
        return Treatment(self.scheefheid, self.kurtosis, self.punten, self.daarna)


class _Variation(Given):
    trekkingen: Annotated[int, Field(ge=1, le=10_000), says("json_heel_getal", laagste=1, hoogste=10_000)] = DRAWS
    zaad: Annotated[int, Field(ge=0, le=2**32), says("json_heel_getal", laagste=0, hoogste=2**32)] = SEED
    gewichten: Annotated[float, Field(ge=0, le=0.99), says("json_getal_van_tot", laagste=0, hoogste=0.99)] = 0.25
    niveaus: _WholeNumbers | None = None
    schalen: Annotated[list[_Scale], Field(min_length=1)] | None = None
    meetkundig: YesNo = True
    weglaten: YesNo = True
    punten: _WholeNumbers | None = None

    def variation(self) -> Variation:
        return Variation(
            scales=tuple(scale.normalisation() for scale in self.schalen or ()) or SCALES,
            treatments=tuple(Treatment(max_points=number, after="log") for number in self.punten or ()),
            weight_noise=self.gewichten,
            levels=None if self.niveaus is None else tuple(self.niveaus),
            geometric=self.meetkundig,
            leave_one_out=self.weglaten,
            draws=self.trekkingen,
            seed=self.zaad,
        )


class _Structure(Given):
    eenheid: Text | None = None
    groep: Text | None = None
    ontbrekend: Annotated[list[Number], says("opbouw_ontbrekend")] = Field(default_factory=list)
    aanvullen: Annotated[Imputation, PlainValidator(choice(_IMPUTATIONS))] = "none"
    uitbijters: Annotated[_Treatment | None, BeforeValidator(_none_for_false)] = None
    normaliseren: _Scale | None = None
    samenvoegen: _Mean = "arithmetic"
    minstens_gewicht: Annotated[float, Field(gt=0, le=1), says("json_getal_boven_tot", ondergrens=0, hoogste=1)] = 0.5
    delen_ontbreken: Annotated[int | None, Field(ge=0), says("json_heel_getal_vanaf", laagste=0)] = None
    index: _Node
    onzekerheid: Annotated[_Variation | None, BeforeValidator(_none_for_false)] = None


_ONE_OF = {"delen": "deel", "schalen": "schaal"}


def _key(path: Path, _kind: str) -> str:
    """Return a path of keys as words: of a list the number of the part, from 1."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, int):
            steps[-1] = f"{_ONE_OF.get(steps[-1], steps[-1])} {step + 1}"
        else:
            steps.append(step)
    return " > ".join(steps)


_CODES = {
    "absent index": "opbouw_geen_index",
    "absent manier": "opbouw_geen_manier",
    "absent delen": "opbouw_geen_delen",
}
_STRUCTURE: Decoder[_Structure] = Decoder(_Structure, CODES | _CODES, key=_key, manieren=tuple(_METHODS))


def read_structure(content: object, where: str) -> CompositeInput:
    """Read the structure of an index.

    Raises
    ------
    InputRefused : with everything that is wrong with it.
    """
    given = _STRUCTURE.read(content, where)
    root = given.index.node()
    problems = list(_find_faults(given, root, where))
    if problems:
        raise InputRefused(problems)
    usual = 1 if len(root.parts) > 2 else 0
    structure = Structure(
        root,
        _scale(given.normaliseren) or Normalisation(),
        given.samenvoegen,
        None if given.uitbijters is None else given.uitbijters.treatment(),
        given.aanvullen,
        given.minstens_gewicht,
        given.delen_ontbreken if "delen_ontbreken" in given.model_fields_set else usual,
    )
    variation = None if given.onzekerheid is None else given.onzekerheid.variation()
    return CompositeInput(structure, given.eenheid, given.groep, tuple(given.ontbrekend), variation)


def _scale(given: _Scale | None) -> Normalisation | None:
    return None if given is None else given.normalisation()


def _find_faults(given: _Structure, root: Node, where: str) -> Iterator[Problem]:
    """Yield what can only be seen in the whole."""
    if given.aanvullen == "group_mean" and given.groep is None:
        yield make_problem("opbouw_geen_groep", Place(where, key="groep"))
    if not root.parts:
        yield make_problem("opbouw_is_kolom", Place(where, key="index"))
    elif given.delen_ontbreken is not None and given.delen_ontbreken >= len(root.parts):
        place = Place(where, key="delen_ontbreken")
        yield make_problem(
            "json_heel_getal", place, gevonden=str(given.delen_ontbreken), laagste=0, hoogste=len(root.parts) - 1
        )
    if _depth(root) > _DEEPEST:
        yield make_problem("opbouw_te_diep", Place(where, key="index"), meeste=_DEEPEST)
    names = [node.name for node in root.walk()]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield make_problem("opbouw_naam_dubbel", Place(where, key="index"), naam=name, aantal=names.count(name))
    usual = _scale(given.normaliseren) or Normalisation()
    for leaf in root.leaves:
        if (leaf.normalisation or usual).method == "goalposts" and leaf.goalposts is None:
            yield make_problem("opbouw_geen_doelen", Place(where, key=f"index, kolom '{leaf.name}'"))


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.parts), default=0)
