"""What plan.json may hold: exactly the fields of a plan, each of its own type."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any, cast

from pydantic import Field

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.decode import Decoder, Path
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.plan import PARTS, OwnSlide, Photo, Plan, PlanPart, Quote

# Goes up with every change of the fields; an older program says that it cannot read a newer file.
FORM = 3
# Form -> the fields that an older one did not have yet, as every such story had them.
_NEW_IN = {2: {"kept_plan": ""}, 3: {"organisation": ""}}
# More than any list of a plan holds; what is too much of one kind, the plan itself says.
_MOST_ROWS = 100
_Rows = Field(max_length=_MOST_ROWS)


@dataclass(frozen=True)
class _SavedPhoto:
    alt: str


@dataclass(frozen=True)
class _Saved:
    form: int
    gemeente_code: str
    year: int
    age_range: str
    norm: Norm
    wijken: Annotated[tuple[str, ...], _Rows]
    parts: Annotated[tuple[PlanPart, ...], _Rows]
    title: str
    quotes: Annotated[tuple[Quote, ...], _Rows]
    photo: _SavedPhoto | None
    signalling: Signalling | None
    own_slides: Annotated[tuple[OwnSlide, ...], _Rows]
    kept_plan: str
    organisation: str


_WHOLE = "het verhaal"
# Field -> what it is called, and the record or rows that stand in it.
_NAMED: dict[str, tuple[str, type | None]] = {
    "norm": ("de norm", Norm),
    "wijken": ("de wijken", None),
    "parts": ("de onderdelen", PlanPart),
    "quotes": ("de citaten", Quote),
    "photo": ("de foto", _SavedPhoto),
    "signalling": ("vroeg signaleren", Signalling),
    "own_slides": ("de eigen dia's", OwnSlide),
}
_RECORDS = {_WHOLE: _Saved} | {name: record for name, record in _NAMED.values() if record}


def _key(path: Path, kind: str) -> str:
    steps = [str(step) for step in path if not isinstance(step, int)]
    if not steps:
        return _WHOLE
    name = _NAMED.get(steps[0], ("", None))[0]
    if name and (len(path) > 1 or kind in ("many", "refused", "unknown_word", "absent")):
        return ", ".join([name, *steps[1:]])
    return f"{_WHOLE}, {steps[0]}"


_CODES = {
    "unknown_word": "verhaal_velden",
    "absent": "verhaal_velden",
    "object": "verhaal_velden",
    "many": "verhaal_te_veel_rijen",
    "sign": "verhaal_teken",
    "choice": "verhaal_onderdelen",
    "refused": "verhaal_norm",
    "": "verhaal_waarde",
}
_SAVED: Decoder[_Saved] = Decoder(_Saved, _CODES, key=_key)


def plan_from_dict(said: Any, name: str, photo: Callable[[str], Photo]) -> Plan:
    """Return the plan that a file says.

    Parameters
    ----------
    said : what was read from plan.json.
    name : of the file, for messages.
    photo : returns the photo of the file, given what is to be seen on it.

    Raises
    ------
    InputRefused
        When a field is unknown, absent or of another type, or what it says cannot be in a plan.
    """
    form = said.get("form") if isinstance(said, dict) else None
    if isinstance(form, int) and form > FORM:
        raise InputRefused([make_problem("verhaal_van_nieuwer_programma", Place(name))])
    for newer, fields_of_it in _NEW_IN.items():
        if isinstance(said, dict) and said.get("form") == newer - 1 and not fields_of_it.keys() & said.keys():
            said = {**said, "form": newer, **fields_of_it}
    try:
        saved = _SAVED.read(said, name)
    except InputRefused as refused:
        raise InputRefused(map(_without_what_was_found, refused.problems)) from None
    if saved.form != FORM:
        raise InputRefused([make_problem("verhaal_vorm", Place(name, key=_WHOLE), vorm=FORM)])
    if json.loads(json.dumps(asdict(saved))) != said:
        # Something that has a usual value is not there: no file of ours leaves it out.
        raise InputRefused([_about_fields(Place(name, key=_WHOLE))])
    return Plan(
        gemeente_code=saved.gemeente_code,
        year=saved.year,
        age_range=cast(AgeRange, saved.age_range),
        norm=saved.norm,
        wijken=saved.wijken,
        parts=saved.parts,
        title=saved.title,
        quotes=saved.quotes,
        photo=None if saved.photo is None else photo(saved.photo.alt),
        signalling=saved.signalling,
        own_slides=saved.own_slides,
        kept_plan=saved.kept_plan,
        organisation=saved.organisation,
    )


def _about_fields(place: Place) -> Problem:
    record = _RECORDS.get(place.key, _Saved)
    return make_problem("verhaal_velden", place, velden=tuple(field.name for field in fields(record)))


def _without_what_was_found(problem: Problem) -> Problem:
    """Return a problem that repeats nothing of the file; what the plan itself has said stays as it is."""
    if problem.code == "verhaal_velden":
        return _about_fields(problem.place)
    if problem.code == "verhaal_onderdelen":
        return make_problem("verhaal_onderdelen", problem.place, onderdelen=PARTS)
    if problem.code in _CODES.values():
        return make_problem(problem.code, problem.place, meeste=_MOST_ROWS)
    return problem
