"""Why a figure is or is not there. Missing is never zero."""

from collections.abc import Sequence
from enum import IntEnum
from math import fsum
from typing import NamedTuple

import pandas as pd


class Status(IntEnum):
    """The state of one figure; frames keep it as int8 beside the value, which is NaN unless KNOWN."""

    KNOWN = 0
    UNKNOWN = 1
    NOT_PUBLISHED = 2
    SUPPRESSED = 3
    NOT_APPLICABLE = 4
    TOO_FEW_CHILDREN = 5
    NO_KINDERWERKER = 6
    NOT_ADDED = 7

    @property
    def code(self) -> str:
        """The word in JSON and CSV (`onbekend`, `onderdrukt`, ...)."""
        return _CODES[self]

    @property
    def label(self) -> str:
        """The words that people read: on screen, on paper, in workbooks."""
        return _LABELS[self]


class Figure(NamedTuple):
    """One figure: its value, NaN unless the status is KNOWN.

    `at_least`: it is a sum that leaves out wijken, so that the whole is this much or more.
    """

    value: float
    status: Status
    at_least: bool = False

    @property
    def known(self) -> bool:
        return self.status == Status.KNOWN


UNKNOWN_FIGURE = Figure(float("nan"), Status.UNKNOWN)
Cells = dict[str, Figure]


def add_figures(figures: Sequence[Figure]) -> Figure:
    """Return the sum; with one that is not known the sum is not known either.

    >>> add_figures([Figure(1.0, Status.KNOWN), Figure(2.5, Status.KNOWN)]).value
    3.5
    >>> add_figures([Figure(1.0, Status.KNOWN), Figure(float("nan"), Status.SUPPRESSED)]).status.code
    'onderdrukt'
    """
    states = {figure.status for figure in figures}
    absent = states - {Status.KNOWN}
    if not absent:
        return Figure(round(fsum(figure.value for figure in figures), 6), Status.KNOWN)
    if states == {Status.NOT_APPLICABLE}:
        return Figure(float("nan"), Status.NOT_APPLICABLE)
    return Figure(float("nan"), Status.SUPPRESSED) if Status.SUPPRESSED in absent else UNKNOWN_FIGURE


def to_cells(values: pd.DataFrame, status: pd.DataFrame) -> dict[str, Cells]:
    """Return area code -> column -> `Figure` of two frames of the same shape: a lookup, one figure at a time."""
    return {
        str(code): {
            str(name): Figure(value, Status(state)) for name, value, state in zip(values, row, states, strict=True)
        }
        for code, row, states in zip(values.index, values.to_numpy().tolist(), status.to_numpy().tolist(), strict=True)
    }


_CODES = {
    Status.KNOWN: "bekend",
    Status.UNKNOWN: "onbekend",
    Status.NOT_PUBLISHED: "nog_niet_gepubliceerd",
    Status.SUPPRESSED: "onderdrukt",
    Status.NOT_APPLICABLE: "niet_van_toepassing",
    Status.TOO_FEW_CHILDREN: "te_weinig_kinderen",
    Status.NO_KINDERWERKER: "geen_kinderwerker",
    Status.NOT_ADDED: "niet_op_te_tellen",
}
_LABELS = {
    Status.KNOWN: "bekend",
    Status.UNKNOWN: "onbekend",
    Status.NOT_PUBLISHED: "nog niet gepubliceerd",
    Status.SUPPRESSED: "verborgen",
    Status.NOT_APPLICABLE: "niet van toepassing",
    Status.TOO_FEW_CHILDREN: "te weinig kinderen",
    Status.NO_KINDERWERKER: "geen kinderwerker",
    Status.NOT_ADDED: "niet op te tellen",
}
