"""What the readers return: tables of figures with their source, and what was wrong with the file."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.problems import PERSONAL_DATA, PERSONAL_DATA_IN_NAME, Problem
from kinderwerk_stats.model.source import FileKind, Source


def _gemeenten_of(area_codes: pd.Index) -> frozenset[str]:
    wijken = area_codes[area_codes.str.startswith("WK")]
    return frozenset("GM" + wijken.str[2:6])


@dataclass(frozen=True, eq=False)
class CbsTable:
    """Figures of one CBS table and one year.

    `areas`: one row per area, index `area_code` (unique), columns `kind` (land | gemeente | wijk | buurt),
    `name` (stripped; NA where the file has codes only), `gemeente_name` (or NA),
    `indeling_change` (Int8: 1 same as last year, 2 recoded, 3 border changed, NA).
    `values`: same index, one float column per indicator in our units (shares 0-1, euro, km); NaN where absent.
    `status`: same shape, int8 codes of `Status`.
    `source_columns`: indicator name -> the column's own header in the file.
    `from_percentage`: the counts that were computed from a percentage rounded to whole points.
    """

    source: Source
    areas: pd.DataFrame
    values: pd.DataFrame
    status: pd.DataFrame
    source_columns: dict[str, str]
    from_percentage: list[str] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        return self.source.year

    # These two are asked of every table for every gemeente.
    @cached_property
    def gemeenten(self) -> frozenset[str]:
        """The codes of the gemeenten of which it has wijken."""
        return _gemeenten_of(self.areas.index)

    @cached_property
    def of_country(self) -> str:
        """A mark of all that it says of the country: the same where two tables say the same; empty for nothing."""
        own = (self.areas["kind"] == "land").to_numpy()
        if not own.any():
            return ""
        said = (self.areas[own].to_dict("split"), self.values[own].to_dict("split"), self.status[own].to_dict("split"))
        return sha256(repr(said).encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class AgesTable:
    """Children by single year of age (CBS 03759ned, or a gemeente's own BRP table per wijk).

    `counts`: index `area_code`, one integer-named float column per age (0, 1, 2, ...); NaN where absent.
    """

    source: Source
    counts: pd.DataFrame

    def ages_of(self, area_code: str) -> pd.Series:
        """Return the children of one area, indexed by age."""
        return self.counts.loc[[area_code]].iloc[0]

    @property
    def year(self) -> int | None:
        return self.source.year


@dataclass(frozen=True, eq=False)
class ShapesTable:
    """Wijk geometry of one indeling.

    `frame`: index `wijk_code` (unique), columns `name` (or NA), `gemeente_name` (or NA).
    `shapes`: numpy object array of shapely Polygon/MultiPolygon in RD metres (EPSG:28992), same order.
    """

    source: Source
    frame: pd.DataFrame
    shapes: np.ndarray

    @property
    def year(self) -> int | None:
        return self.source.year

    @cached_property
    def gemeenten(self) -> frozenset[str]:
        """The codes of the gemeenten of which it has wijken."""
        return _gemeenten_of(self.frame.index)


@dataclass(frozen=True, eq=False)
class OwnIndicatorTable:
    """One figure per wijk that a gemeente adds to need itself.

    `rows`: RangeIndex; `wijk_code` (NA where the file has names only), `wijk_name` (or NA), `row` (its number in the
    file), `value` (NaN where empty). `source.title` is the header of the figure.
    """

    source: Source
    rows: pd.DataFrame

    @property
    def year(self) -> int | None:
        return self.source.year


@dataclass(frozen=True, eq=False)
class AddressTable:
    """In which wijk every address lies, in one indeling.

    `frame`: RangeIndex, sorted by `address` (int64, a number for postcode and house number; unique), `wijk` (int32,
    the place of its code in `wijk_codes`).
    """

    source: Source
    frame: pd.DataFrame
    wijk_codes: list[str]

    @property
    def codes(self) -> pd.Index:
        """Return the wijken as an index of areas."""
        return pd.Index(self.wijk_codes, dtype="str")

    @property
    def year(self) -> int | None:
        return self.source.year


Table = CbsTable | AgesTable | BereikTable | ShapesTable | AddressTable


@dataclass(frozen=True, eq=False)
class ReadResult:
    """What one file turned out to be. Several tables when the file holds several years.

    `own_indicator`: what was read by `read_own_indicator`; no other reader makes one.
    """

    path: Path
    kind: FileKind
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    area_counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AREA_KINDS, 0))
    own_indicator: OwnIndicatorTable | None = None

    @property
    def holds_personal_data(self) -> bool:
        """Whether the file was refused because it, or its name, is about persons."""
        return any(p.code in (PERSONAL_DATA, PERSONAL_DATA_IN_NAME) for p in self.problems)

    @property
    def usable(self) -> bool:
        return (bool(self.tables) or self.own_indicator is not None) and not any(
            p.severity == "fout" for p in self.problems
        )
