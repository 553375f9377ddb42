"""A table of wijken that is a real table: sortable, readable by a screen reader, printable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from kinderwerk_stats.text.numbers import keep_together
from kinderwerk_stats.ui.routes import ASSETS

_HTML = """
<div class="tabel">
  <p class="veeg" hidden>Veeg of schuif opzij voor meer kolommen.</p>
  <div class="rol" role="region"><table></table></div>
  <p class="waarom" hidden></p>
  <div class="knoppen">
    <button type="button" class="meer" hidden></button>
    <button type="button" class="kolommen" hidden></button>
  </div>
  <p class="gemeld" role="status"></p>
</div>
"""
_mount = st.components.v2.component(
    "wijk_table",
    html=_HTML,
    css=(ASSETS / "wijk_table.css").read_text("utf-8"),
    js=(ASSETS / "wijk_table.js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Column:
    """One column: its name (an indicator's, stays the same over runs), its header, the unit under it."""

    name: str
    header: str
    unit: str = ""
    numeric: bool = True


@dataclass(frozen=True)
class Cell:
    """One cell: the text on screen, and what it is sorted by (None: no figure, always last).

    `muted` is for a status in words; `note` is a second, smaller line, such as an interval.
    """

    text: str
    sort: float | str | None = None
    muted: bool = False
    note: str = ""


@dataclass(frozen=True)
class Sort:
    """How the table is sorted; `on_change` is called before the run that follows another order.

    `first`: codes of the wijken that a long list begins with, until all are asked for or it is sorted anew, with which
    these are in words; without, the first few stand there.
    """

    column: str
    descending: bool = True
    on_change: Callable[["Sort"], None] | None = None
    first: Sequence[str] = ()
    first_note: str = ""

    @classmethod
    def from_text(cls, text: str) -> "Sort":
        """Read back what `str` wrote: "gap_fte-aflopend"."""
        column, _, way = text.rpartition("-")
        return cls(column, way == "aflopend")

    def __str__(self) -> str:
        return f"{self.column}-{'aflopend' if self.descending else 'oplopend'}"


def wijk_table(
    *,
    columns: Sequence[Column],
    rows: dict[str, Sequence[Cell]],
    caption: str,
    key: str,
    total: Sequence[Cell] | None = None,
    selected: str | None = None,
    sort: Sort | None = None,
) -> str | None:
    """Draw the table and return the code of a wijk when the user has just chosen its row.

    Parameters
    ----------
    columns : Sequence[Column]
        The first is the wijk's name; it stays in place when the rest scrolls sideways.
    rows : dict[str, Sequence[Cell]]
        Wijk code -> one cell per column, in the order to show without `sort`.
    caption : str
        What the table holds, for who hears it.
    key : str
        Key in session state; the sort order stays as long as the key stays.
    total : Sequence[Cell] | None
        The row of the gemeente, always at the bottom.
    selected : str | None
        Code of the wijk whose row stands out.
    sort : Sort | None
        The order; the user changes it with the heads.

    Returns
    -------
    str | None
        The wijk code, in the one run that follows the choice; else None.

    Raises
    ------
    ValueError
        When a row has another number of cells than there are columns.
    """
    for name, cells in [*rows.items(), *([("total", total)] if total is not None else [])]:
        if len(cells) != len(columns):
            raise ValueError(f"row {name!r} has {len(cells)} cells for {len(columns)} columns")
    data: dict[str, Any] = {
        "columns": [vars(column) | {"align": _alignment(column)} for column in columns],
        "rows": [{"code": code, "cells": [_shown(cell) for cell in cells]} for code, cells in rows.items()],
        "total": None if total is None else [_shown(cell) for cell in total],
        "caption": caption,
        "selected": selected,
        "first": [] if sort is None else list(sort.first),
        "first_note": "" if sort is None else sort.first_note,
        "sort": None if sort is None else {"column": sort.column, "descending": sort.descending},
    }

    def sorted_by_user() -> None:
        order = getattr(st.session_state.get(key), "gesorteerd", None)
        if sort is not None and sort.on_change is not None and order:
            sort.on_change(Sort.from_text(order))

    chosen = _mount(key=key, data=data, on_gekozen_change=_nothing, on_gesorteerd_change=sorted_by_user).gekozen
    return chosen if chosen in rows else None


def _shown(cell: Cell) -> dict[str, Any]:
    return vars(cell) | {"text": keep_together(cell.text), "note": keep_together(cell.note)}


def _alignment(column: Column) -> Literal["rechts", "links"]:
    return "rechts" if column.numeric else "links"


def _nothing() -> None:
    """Make Streamlit report the choice in the result."""
