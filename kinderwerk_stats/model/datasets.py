"""What the readers return: tables of figures with their source, and what was wrong with the file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.status import Status

FileKind = Literal["kwb", "statline", "odata", "leeftijden", "nabijheid", "ses_woa", "bereik", "gebieden",
                   "adressen", "eigen_indicator", "onbekend"]  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where figures come from; every chart and export names it.

    `year` is what the file itself states; None means that it has to be asked for.
    `publisher` is "CBS" or the organisation that counted; `title` says which table. `invented`: made-up figures in
    the form of that source, as in the example gemeente. `published`: from the store, so it goes before a file.
    """

    file: str
    kind: FileKind
    title: str
    publisher: str
    year: int | None = None
    note: str = ""
    invented: bool = False
    published: bool = False


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
class BereikTable:
    """What an organisation did for children, a row per wijk, one year.

    `rows`: RangeIndex; `wijk_code` (NA where the file has names only), `wijk_name` as in the file, `row`
    (its number in the file). `values` and `status`: same index, one column per bereik indicator
    (`reached_count`, `visits_count`, `kinderwerker_fte`, `kinderwerkers_count`, `locations_count`, ...).
    `total`: the file's own total row, indicator -> value (only what is filled); where it has none, the wijken with
    `no_wijk`. `no_wijk`: figures of the gemeente that belong to no wijk, such as fte "wijkoverstijgend"; never of
    children. `gemeente_code`: where known; `gemeente_name`: as the file states it, or empty.
    `counts_overlap`: the file says that a child can count in several wijken.
    `place`: whether a child counts where it lives ("woonwijk"), where it comes ("locatie"), or not said (None).
    `source_columns`: indicator -> the column's own header in the file.
    `said_wijken`: name in the file -> wijk code, as the user said.
    `ages`: the ages that the file says it counts as [first, last], both inside; empty where it says nothing.
    """

    source: Source
    rows: pd.DataFrame
    values: pd.DataFrame
    status: pd.DataFrame
    total: dict[str, float]
    gemeente_code: str | None = None
    gemeente_name: str = ""
    counts_overlap: bool = False
    place: Literal["woonwijk", "locatie"] | None = None
    source_columns: dict[str, str] = field(default_factory=dict)
    said_wijken: dict[str, str | None] = field(default_factory=dict)
    ages: list[list[int]] = field(default_factory=list)
    no_wijk: dict[str, float] = field(default_factory=dict)

    @property
    def knows_reach(self) -> bool:
        """Return whether unique children are counted in any wijk, be the number hidden."""
        return "reached_count" in self.status and bool((self.status["reached_count"] != Status.UNKNOWN).any())

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
    def usable(self) -> bool:
        return (bool(self.tables) or self.own_indicator is not None) and not any(
            p.severity == "fout" for p in self.problems
        )
