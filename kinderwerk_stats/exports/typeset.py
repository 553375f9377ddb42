"""Sheets and pictures by typst: the words go in as data and are never read as markup."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from kinderwerk_stats.exports.drawings.canvas import printable
from kinderwerk_stats.exports.drawings.measure import in_our_font
from kinderwerk_stats.text.numbers import keep_together

_TEMPLATES = Path(__file__).parent / "assets"
_FONTS = Path(__file__).parent / "drawings" / "assets" / "fonts"
# What typst says of a sign that no font has; in a file for everybody that is a mistake.
_NO_GLYPH = "could not be displayed"
_INSTEAD = "□"
_POINTS_PER_PX = 0.75
# A word of more signs than fit on a line of a sheet would run off the paper.
_LONGEST = 24
_LONG_WORD = re.compile(rf"\S{{{_LONGEST + 8},}}")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

Template = Literal["factsheet", "praatplaat", "picture"]
Json = str | float | bool | None | list["Json"] | dict[str, "Json"]


def typeset_pdf(template: Template, data: Mapping[str, Json], made_on: date) -> bytes:
    """Return a sheet as PDF/UA-1, in vectors; the same data give the same bytes.

    Parameters
    ----------
    template : a typst file of this package.
    data : everything the sheet says. Strings are printed sign by sign; one that no font has becomes a square.
    made_on : the date in the properties of the file.

    Raises
    ------
    RuntimeError
        When the template itself is wrong.
    """
    moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)

    def compile_with(words: Mapping[str, Json]) -> bytes:
        inputs = {"data": json.dumps(words)}
        return _bytes(
            _compiler(template).compile(format="pdf", pdf_standards="ua-1", timestamp=moment, sys_inputs=inputs)
        )

    cleaned = _each_string(dict(data), _prepare)
    try:
        return compile_with(cleaned)
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise
        return compile_with(_each_string(cleaned, _only_our_signs))


def typeset_png(svg: str, scale: float = 2.0) -> bytes:
    """Return a drawing as PNG, `scale` dots for each px of it.

    Raises
    ------
    ValueError
        When the drawing does not say how large it is.
    """
    size = _VIEW_BOX.search(svg)
    if size is None:
        raise ValueError("the drawing has no viewBox from 0 0")
    width, height = (float(length) * _POINTS_PER_PX for length in size.groups())
    inputs = {"data": json.dumps({"svg": svg, "width": width, "height": height})}
    return _bytes(_compiler("picture").compile(format="png", ppi=96 * scale, sys_inputs=inputs))


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"typst made {type(made).__name__} instead of one file")
    return made


@cache
def _fonts() -> typst.Fonts:
    # Our own, and those that typst brings for what ours do not have: the same file on every computer.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def _compiler(template: Template) -> typst.Compiler:
    """Return a compiler that can read the templates and nothing else."""
    return typst.Compiler(input=str(_TEMPLATES / f"{template}.typ"), root=str(_TEMPLATES), font_paths=_fonts())


def _each_string(value: Json, change: Callable[[str], str]) -> dict[str, Json]:
    def walk(each: Json) -> Json:
        if isinstance(each, str):
            return change(each)
        if isinstance(each, list):
            return [walk(part) for part in each]
        return {name: walk(part) for name, part in each.items()} if isinstance(each, dict) else each

    walked = walk(value)
    if not isinstance(walked, dict):
        raise TypeError("the data of a sheet are an object")
    return walked


def _prepare(words: str) -> str:
    """Return words that can be set: without signs that nothing shows, with places to break in a very long one."""
    words = keep_together(printable(words))
    return words if words.startswith("<svg") else _LONG_WORD.sub(_break, words)


def _break(word: re.Match[str]) -> str:
    parts = word.group()
    return _MAY_BREAK.join(parts[start : start + _LONGEST] for start in range(0, len(parts), _LONGEST))


def _only_our_signs(words: str) -> str:
    return "".join(sign if sign.isspace() or sign == _MAY_BREAK or in_our_font(sign) else _INSTEAD for sign in words)
