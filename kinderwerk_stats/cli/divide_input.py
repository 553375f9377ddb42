"""Bounds and a formula for `verdeel`, read from JSON; the reference describes the forms."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from kinderwerk_stats.analysis.allocation_money import Formula
from kinderwerk_stats.cli.json_input import CODES, Weight, parse_json, read_json
from kinderwerk_stats.model.decode import Decoder, Given, says
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.text.numbers import to_decimal

EVERY_WIJK = "alle"
_WHOLE_EUR = 10**12


def _whole_tenths(fte: float) -> int:
    exact = to_decimal(fte) * 10
    if exact < 0 or exact % 1:
        raise ValueError("no whole tenth")
    return int(exact)


_Tenths = Annotated[float, AfterValidator(_whole_tenths), says("json_tiende")]
_BOUNDS: Decoder[dict[str, int]] = Decoder(dict[str, _Tenths], CODES)


class _FormulaOfFte(Given):
    aandelen: dict[str, Weight]
    bodem_fte: _Tenths = 0


class _FormulaOfEur(Given):
    aandelen: dict[str, Weight]
    bodem_eur: Annotated[int, Field(ge=0, le=_WHOLE_EUR), says("json_heel_getal_vanaf", laagste=0)] = 0


_OF_FTE: Decoder[_FormulaOfFte] = Decoder(_FormulaOfFte, CODES)
_OF_EUR: Decoder[_FormulaOfEur] = Decoder(_FormulaOfEur, CODES)


def read_bounds(text: str | None, option: str, codes: Collection[str]) -> dict[str, int]:
    """Return the tenths of fte that JSON gives per wijk; what it gives "alle" holds for those that it does not name.

    Raises
    ------
    InputRefused : no such form, or a wijk that takes no part.
    """
    if text is None:
        return {}
    content, where = _read(text, option)
    bounds = _BOUNDS.read(content, where)
    every = dict.fromkeys(codes, bounds[EVERY_WIJK]) if EVERY_WIJK in bounds else {}
    named = {code: tenths for code, tenths in bounds.items() if code != EVERY_WIJK}
    if unknown := tuple(sorted(set(named) - set(codes))):
        problem = make_problem("verdeling_wijk_onbekend", Place(where), gevonden=unknown, wijken=tuple(codes))
        raise InputRefused([problem])
    return every | named


def read_formula(text: str, *, in_eur: bool) -> Formula:
    """Return the formula that JSON gives, with its floor in euro or in tenths of fte.

    Raises
    ------
    InputRefused : no such form.
    """
    content = _read(text, "--formule")
    if in_eur:
        money = _OF_EUR.read(*content)
        return Formula(money.aandelen, money.bodem_eur)
    fte = _OF_FTE.read(*content)
    return Formula(fte.aandelen, int(fte.bodem_fte))


def _read(text: str, option: str) -> tuple[object, str]:
    """Return what JSON holds, and where it stands."""
    if text.lstrip().startswith("{"):
        return parse_json(text, option), option
    return read_json(Path(text)), Path(text).name
