"""The one decoder: each value of its own type, everything that is wrong at once, and where as a path of keys."""

from dataclasses import dataclass
from typing import Annotated, Literal

import pytest
from pydantic import Field

from kinderwerk_stats.model.decode import Decoder, Given, says, show
from kinderwerk_stats.model.problems import InputRefused, Place


@dataclass(frozen=True)
class Leaf:
    name: str
    share: float = 0.0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tree:
    count: int
    leaves: Annotated[tuple[Leaf, ...], Field(max_length=2)] = ()
    kind: Literal["a", "b"] = "a"
    said: bool = False


class Inner(Given):
    getal: Annotated[int, Field(ge=1), says("te_laag", laagste=1)] = 1


class Outer(Given):
    delen: list[Inner] = Field(default_factory=list)
    namen: dict[str, Annotated[int, says("geen_getal", entry="naam")]] = Field(default_factory=dict)


CODES = {
    "unknown_word": "woord_onbekend",
    "absent": "woord_ontbreekt",
    "object": "geen_object",
    "mapping": "geen_paren",
    "list": "geen_lijst",
    "many": "te_veel",
    "sign": "geen_teken",
    "choice": "geen_keuze",
    "": "andere_soort",
}
TREE: Decoder[Tree] = Decoder(Tree, CODES, kamer="test")
OUTER: Decoder[Outer] = Decoder(Outer, CODES)


def faults(decoder: Decoder, content: object) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as refused:
        decoder.read(content, "a.json")
    assert {problem.place.file for problem in refused.value.problems} == {"a.json"}
    return [(problem.code, problem.place.key) for problem in refused.value.problems]


def test_a_form_is_read():
    said = {"count": 1, "leaves": [{"name": "x", "share": 1, "tags": ["p"]}], "kind": "b", "said": True}
    assert TREE.read(said, "a.json") == Tree(1, (Leaf("x", 1.0, ("p",)),), "b", said=True)
    assert OUTER.read({"delen": [{}]}, "a.json").delen[0].getal == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([], [("geen_object", "")]),
        (None, [("geen_object", "")]),
        ({}, [("woord_ontbreekt", "")]),
        ({"count": 1, "x": 2, "y": 3}, [("woord_onbekend", ""), ("woord_onbekend", "")]),
        ({"count": True}, [("andere_soort", "count")]),
        ({"count": "1"}, [("andere_soort", "count")]),
        ({"count": 1.0}, [("andere_soort", "count")]),
        ({"count": None}, [("andere_soort", "count")]),
        ({"count": 1, "said": 1}, [("andere_soort", "said")]),
        ({"count": 1, "kind": "c"}, [("geen_keuze", "kind")]),
        ({"count": 1, "leaves": "x"}, [("geen_lijst", "leaves")]),
        ({"count": 1, "leaves": [{"name": "x"}] * 3}, [("te_veel", "leaves")]),
        ({"count": 1, "leaves": [{"name": "x", "share": "1"}]}, [("andere_soort", "leaves > 0 > share")]),
        ({"count": 1, "leaves": [1, {"tags": []}]}, [("geen_object", "leaves > 0"), ("woord_ontbreekt", "leaves > 1")]),
        ({"count": 1, "kind": "\ud800"}, [("geen_teken", "")]),
    ],
)
def test_every_fault_is_said_with_its_place(content, expected):
    assert faults(TREE, content) == expected


def test_an_own_code_has_its_params_and_what_was_found():
    with pytest.raises(InputRefused) as refused:
        OUTER.read({"delen": [{"getal": 0}, {"x": 1}], "namen": {"Oost": "veel"}, "y": 2}, "a.json")
    low, inner, named, outer = refused.value.problems
    assert (low.code, low.place.key) == ("te_laag", "delen > 0 > getal")
    assert (low.param("laagste"), low.param("gevonden")) == (1, "0")
    assert (inner.code, inner.place.key) == ("woord_onbekend", "delen > 1")
    assert (inner.param("woord"), inner.param("kent")) == ("x", ("getal",))
    assert (named.code, named.place, named.param("naam")) == ("geen_getal", Place("a.json", key="namen"), "Oost")
    assert (outer.param("woord"), outer.param("kent")) == ("y", ("delen", "namen"))


def test_what_is_the_same_for_a_form_goes_with_each_problem():
    with pytest.raises(InputRefused) as refused:
        TREE.read({}, "a.json")
    (problem,) = refused.value.problems
    assert (problem.param("kamer"), problem.param("woord")) == ("test", "count")


def test_what_is_found_is_shown_short():
    assert show("x" * 100) == '"' + "x" * 36 + "…"
    assert show({"a": True}) == '{"a": true}'
