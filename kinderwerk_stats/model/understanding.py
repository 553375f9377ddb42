"""What the dashboard takes a file for, column by column, so that a user can say where it is wrong."""

from dataclasses import dataclass
from typing import Literal

from kinderwerk_stats.model.corrections import Counts
from kinderwerk_stats.model.datasets import ReadResult

Certainty = Literal["gekozen", "zeker", "waarschijnlijk", "gok"]
"""How sure a role is: chosen by the user, the header can mean nothing else, it can, or only the values say so."""


@dataclass(frozen=True)
class UnderstoodColumn:
    """One column of a table.

    `header`: its text as read, group first; the key of `Corrections.columns`, unique in the table. `role`: one of
    `ROLES`, or None when it is not understood. `label`: the words for that role. `reason`: in Dutch. `period`: the
    year or quarter the column is of, when columns differ in that.
    """

    letter: str
    header: str
    role: str | None
    label: str
    certainty: Certainty
    reason: str
    period: str = ""


@dataclass(frozen=True)
class ShownRow:
    """A row of the file: its number there, and its cells as text, one per column from A on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class TotalCheck:
    """The sum of an indicator over the wijken beside the total row of the file.

    `unknown`: how many wijken have no number, so that the sum is too low. `total`: None without a total row.
    """

    year: int | None
    indicator: str
    label: str
    summed: float
    unknown: int
    total: float | None

    @property
    def differs(self) -> bool:
        """Return whether there is a total and it is not the sum."""
        return self.total is not None and abs(self.total - self.summed) > 1e-6


@dataclass(frozen=True, eq=False)
class Understanding:
    """What one file was taken for; `result` is what was read with it.

    `shape`: what the table looks like, in Dutch. `sheets`: names of the sheets that were read; `other_sheets` of the
    others. `header_rows`: row numbers in the file, from 1. `year_from`: where the years were read, in Dutch.
    `raw_rows`: the rows from the header on as they stand in the file (its text cells shortened); `read_rows`: the
    first wijken as read, columns `read_columns`. `areas`: how many areas of which kind. `fingerprint`: the same for
    every file with these headers, whatever its year. `profile`: the fingerprint of the profile that was used.
    `turned`: whether the wijken stood in the columns and became rows.
    """

    result: ReadResult
    shape: str = ""
    sheets: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    year_from: str = ""
    organisation: str = ""
    gemeente_code: str | None = None
    ages: str = ""
    counts: Counts | None = None
    columns: tuple[UnderstoodColumn, ...] = ()
    raw_rows: tuple[ShownRow, ...] = ()
    read_columns: tuple[str, ...] = ()
    read_rows: tuple[ShownRow, ...] = ()
    totals: tuple[TotalCheck, ...] = ()
    fingerprint: str = ""
    profile: str | None = None
    turned: bool = False

    @property
    def kind(self) -> str:
        """Return what kind of file it is, as in `ReadResult`."""
        return self.result.kind
