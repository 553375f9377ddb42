"""What plan.json may hold: exactly the fields of a plan, each of its own type."""

from collections.abc import Callable, Mapping
from typing import Any

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.problems import InputRefused, worded
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.plan import OwnSlide, Photo, Plan, PlanPart, Quote

# Goes up with every change of the fields; an older program says that it cannot read a newer file.
FORM = 1
# More than any list of a plan holds; what is too much of one kind, the plan itself says.
_MOST_ROWS = 100

Fields = Mapping[str, type | tuple[type, ...]]
_NUMBER = (int, float, type(None))
_PLAN: Fields = {
    "form": int, "gemeente_code": str, "year": int, "age_range": str, "norm": dict, "wijken": list, "parts": list,
    "title": str, "quotes": list, "photo": (dict, type(None)), "signalling": (dict, type(None)), "own_slides": list,
}  # fmt: skip
_NORM: Fields = {"children_per_fte": _NUMBER, "reach_share": _NUMBER}
_PART: Fields = {"part": str, "shown": bool, "text": str, "notes": str}
_QUOTE: Fields = {"words": str, "name": str, "function": str}
_PHOTO: Fields = {"alt": str}
_SIGNALLING: Fields = {"listed": int, "known": int, "needed_help": int, "what": str, "when": str}
_OWN_SLIDE: Fields = {"title": str, "text": str}
_AGAIN = "kies een bestand dat dit programma heeft bewaard, of begin een nieuw verhaal"


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
        newer = "een verhaal van een nieuwere versie van dit programma"
        action = "installeer de nieuwste versie van het programma"
        raise InputRefused([worded(name, newer, "een verhaal van deze versie of ouder", action)])
    whole = _record(said, _PLAN, name, "het verhaal")
    if whole["form"] != FORM:
        raise _refusal(name, "het verhaal", f"een verhaal van vorm {FORM}")
    norm = _record(whole["norm"], _NORM, name, "de norm")
    try:
        return Plan(
            gemeente_code=whole["gemeente_code"],
            year=whole["year"],
            age_range=whole["age_range"],
            norm=Norm(**norm),
            wijken=tuple(_texts(whole["wijken"], name, "de wijken")),
            parts=tuple(PlanPart(**row) for row in _rows(whole["parts"], _PART, name, "de onderdelen")),
            title=whole["title"],
            quotes=tuple(Quote(**row) for row in _rows(whole["quotes"], _QUOTE, name, "de citaten")),
            photo=None if whole["photo"] is None else photo(_record(whole["photo"], _PHOTO, name, "de foto")["alt"]),
            signalling=_signalling(whole["signalling"], name),
            own_slides=tuple(OwnSlide(**row) for row in _rows(whole["own_slides"], _OWN_SLIDE, name, "de eigen dia's")),
        )
    except ValueError:
        raise _refusal(name, "de norm", "een aantal kinderen boven 0 en een bereik tot en met 100 %") from None


def _signalling(said: Any, name: str) -> Signalling | None:
    where = "vroeg signaleren"
    return None if said is None else Signalling(**_record(said, _SIGNALLING, name, where))


def _rows(said: list[Any], fields: Fields, name: str, where: str) -> list[dict[str, Any]]:
    if len(said) > _MOST_ROWS:
        raise _refusal(name, where, f"hoogstens {_MOST_ROWS}")
    return [_record(row, fields, name, where) for row in said]


def _texts(said: list[Any], name: str, where: str) -> list[str]:
    if len(said) > _MOST_ROWS or not all(isinstance(text, str) for text in said):
        raise _refusal(name, where, f"hoogstens {_MOST_ROWS} teksten")
    return said


def _record(said: Any, fields: Fields, name: str, where: str) -> dict[str, Any]:
    """Return a record that has exactly these fields."""
    if not isinstance(said, dict) or set(said) != set(fields):
        raise _refusal(name, where, f"precies deze velden: {', '.join(fields)}")
    for field, kinds in fields.items():
        # A truth value is a number to Python, and not to us.
        odd_bool = isinstance(said[field], bool) and kinds is not bool
        if odd_bool or not isinstance(said[field], kinds):
            raise _refusal(name, f"{where}, {field}", "een waarde van de goede soort")
    return said


def _refusal(name: str, where: str, expected: str) -> InputRefused:
    return InputRefused([worded(f"{name}, {where}", "iets anders dan in een bewaard verhaal", expected, _AGAIN)])
