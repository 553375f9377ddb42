"""What comes in as JSON or TOML: its form is a type, pydantic checks it, and what is wrong are problems, all at once.

A form is a dataclass, or a `Given` where its words are not ours. Each room has codes of its own for the same faults: a
profile is mended elsewhere than a bronnen.toml.
"""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, LiteralString, Self, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, WrapValidator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem

T = TypeVar("T")
Path = tuple[str | int, ...]

LONGEST_SHOWN = 40
# The types of pydantic's errors -> the kinds of fault; every other one is a value of another type.
_KINDS = {
    "extra_forbidden": "unknown_word",
    "unexpected_keyword_argument": "unknown_word",
    "missing": "absent",
    "model_type": "object",
    "dataclass_type": "object",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
    "too_short": "list",
    "too_long": "many",
    "json_invalid": "sign",
    "literal_error": "choice",
    "value_error": "refused",
}
_ENTRY = "entry"
# What the name of one of several forms begins with, where a field may have more than one.
FORM_MARK = "<"


class Given(BaseModel):
    """A form with the words of who writes it; of a word that is not one of them a problem names those that are.

    Its fields are values, lists, mappings and other forms of this kind; no tuples and dataclasses.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _name_words(cls, value: Any, handler: Callable[[Any], Self]) -> Self:
        try:
            return handler(value)
        except ValidationError as error:
            lines = [_with_words(line, tuple(cls.model_fields)) for line in error.errors(include_url=False)]
            raise ValidationError.from_exception_data(cls.__name__, lines) from None


def _with_words(line: Any, words: tuple[str, ...]) -> InitErrorDetails:
    kind, context = line["type"], line.get("ctx", {})
    if len(line["loc"]) == 1 and _KINDS.get(kind) in ("unknown_word", "absent"):
        kind, context = _KINDS[kind], {"kent": words}
    if kind not in _KINDS and kind in (*_KINDS.values(), context.get("code")):
        kind = PydanticCustomError(kind, "", context)
    return InitErrorDetails(type=kind, loc=line["loc"], input=line["input"], ctx=context)


def says(code: LiteralString, *, entry: str = "", **params: Param) -> WrapValidator:
    """Return the mark of a field of which any fault has one code, with parameters of its own.

    `entry`: of a field in a mapping, the parameter that its key becomes; the place is then the mapping.
    """

    def check(value: Any, handler: Callable[[Any], Any]) -> Any:
        try:
            return handler(value)
        except ValueError:
            raise fault(code, entry=entry, **params) from None

    return WrapValidator(check)


def fault(code: LiteralString, *, entry: str = "", **params: Param) -> PydanticCustomError:
    """Return what a check in a form raises for a fault with a code of its own."""
    return PydanticCustomError(code, "", {**params, "code": code, _ENTRY: entry})


def show(value: object) -> str:
    """Return a value as it stands in JSON, short."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}…"


def path_of_keys(path: Path, _kind: str) -> str:
    """Return a path as a key of a place."""
    return " > ".join(map(str, path))


class Decoder(Generic[T]):
    """Reads one form.

    Parameters
    ----------
    form : the type, as pydantic knows it.
    codes : kind of fault -> code: "unknown_word", "absent", no "object", no "mapping", no "list", too "many", a "sign"
        that is no text, "choice", "refused" by a check of the form itself, and "" for every other. "absent x" goes
        before "absent" where the word is x.
    key : makes the key of a place from a path of keys and the kind.
    params : what the words of these codes need besides.
    """

    def __init__(
        self, form: Any, codes: Mapping[str, str], *, key: Callable[[Path, str], str] = path_of_keys, **params: Param
    ) -> None:
        self._form = form
        self._codes = codes
        self._key = key
        self._params = params

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        # When it is first used: not every program that imports a form reads one.
        return TypeAdapter(self._form)

    def read(self, content: object, file: str) -> T:
        """Return what a form says.

        Parameters
        ----------
        content : plain values, as JSON or TOML gives them.
        file : where they stand, as the user names it.

        Raises
        ------
        InputRefused
            With everything that is wrong.
        """
        try:
            # As JSON: only there a list may be a tuple and an object a dataclass, while every value is of its own type.
            return self._adapter.validate_json(json.dumps(content, default=str), strict=True, extra="forbid")
        except ValidationError as error:
            raise InputRefused(self._problem(line, file) for line in error.errors(include_url=False)) from None

    def _problem(self, line: Mapping[str, Any], file: str) -> Problem:
        # A key that is wrong itself, and which of several forms an object has, are no keys of what was written.
        path = tuple(step for step in line["loc"] if step != "[key]" and not str(step).startswith(FORM_MARK))
        context = dict(line.get("ctx", {}))
        kind = _KINDS.get(line["type"], line["type"])
        named = self._codes.get(f"{kind} {path[-1]}") if path else None
        code = context.pop("code", None) or named or self._codes.get(kind, self._codes[""])
        params = {**self._params, "gevonden": show(line["input"])}
        params |= {name: value for name, value in context.items() if isinstance(value, str | int | float | tuple)}
        entry = params.pop(_ENTRY, "") or ("woord" if kind in ("unknown_word", "absent") else "")
        if entry and path:
            params[str(entry)] = str(path[-1])
            path = path[:-1]
        return Problem(code, Place(file, key=self._key(path, kind)), tuple(params.items()))
