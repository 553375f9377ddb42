"""Small inputs that tests of coverage, texts, charts and exports share. All figures are invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import shapely

from kinderwerk_stats.analysis.children import estimate_children
from kinderwerk_stats.analysis.coverage import CoverageInput, Norm
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ReadResult, ShapesTable, Table
from kinderwerk_stats.model.source import FileKind, Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library

SHARE = 0.6


def coverage_input(
    children_0_14: list[float],
    reached: list[float],
    fte: list[float],
    *,
    reached_status: list[Status] | None = None,
    total_children_0_14: float | None = None,
    total_bereik: dict[str, float] | None = None,
    threshold: int = 5,
) -> CoverageInput:
    """Return an input of so many wijken; NaN in a list is an unknown figure."""
    codes = pd.Index([f"WK9001{number:02d}" for number in range(1, len(children_0_14) + 1)], name="wijk_code")
    n0 = pd.Series(children_0_14, index=codes, dtype=float)
    children = estimate_children(n0, SHARE, rounded=True)
    children.insert(0, "children_0_14_count", n0)
    bereik = pd.DataFrame({"reached_count": reached, "kinderwerker_fte": fte}, index=codes, dtype=float)
    status = bereik.isna().astype("int8") * np.int8(Status.UNKNOWN)
    if reached_status is not None:
        status["reached_count"] = np.array(reached_status, dtype="int8")
    total = pd.Series({"children_0_14_count": n0.sum() if total_children_0_14 is None else total_children_0_14})
    total_children = pd.concat([total, estimate_children(total, SHARE, rounded=False).iloc[0]])
    return CoverageInput(
        children=children,
        children_status=(n0.isna().astype("int8") * np.int8(Status.UNKNOWN)),
        bereik=bereik,
        bereik_status=status,
        total_children=total_children,
        total_bereik=total_bereik or {},
        threshold=threshold,
    )


# --- tables as the readers return them, and a library of them ----------------------------------------

GEMEENTE = "GM9001"
WIJKEN = ("WK900101", "WK900102", "WK900103")


def cbs_table(
    figures: Mapping[str, Sequence[float]],
    codes: Sequence[str] = (GEMEENTE, *WIJKEN),
    *,
    names: Sequence[str | None] | None = None,
    changes: Sequence[int | None] | None = None,
    year: int | None = 2024,
    kind: FileKind = "kwb",
    file: str | None = None,
) -> CbsTable:
    """Return a CBS table with a row per code; a `Status` among the figures is an absent one, for that reason."""
    index = pd.Index(list(codes), name="area_code", dtype="str")
    areas = pd.DataFrame(
        {
            "kind": pd.array([kind_of(code) for code in codes], dtype="str"),
            "name": pd.array([f"Naam {code}" for code in codes] if names is None else list(names), dtype="str"),
            "gemeente_name": pd.array([None] * len(codes), dtype="str"),
            "indeling_change": pd.array([1] * len(codes) if changes is None else list(changes), dtype="Int8"),
        },
        index=index,
    )
    values, status = _split(figures, index)
    source = Source(file or f"{kind}-{year}.csv", kind, "Kerncijfers wijken en buurten", "CBS", year)
    return CbsTable(source, areas, values, status, {name: name for name in figures})


def bereik_table(
    figures: Mapping[str, Sequence[float]],
    codes: Sequence[str | None] = WIJKEN,
    *,
    names: Sequence[str | None] | None = None,
    year: int | None = 2024,
    file: str = "bereik.xlsx",
    gemeente_code: str | None = GEMEENTE,
    total: Mapping[str, float] | None = None,
    counts_overlap: bool = False,
    place: Literal["woonwijk", "locatie"] | None = "woonwijk",
) -> BereikTable:
    """Return a bereik table with a row per wijk; a `Status` among the figures is an absent one."""
    rows = pd.DataFrame(
        {
            "wijk_code": pd.array(list(codes), dtype="string"),
            "wijk_name": pd.array([None] * len(codes) if names is None else list(names), dtype="string"),
            "row": range(2, len(codes) + 2),
        }
    )
    values, status = _split(figures, rows.index)
    return BereikTable(
        source=Source(file, "bereik", "Bereik per wijk", "Stichting Verzonnen", year),
        rows=rows,
        values=values,
        status=status,
        total=dict(total or {}),
        gemeente_code=gemeente_code,
        counts_overlap=counts_overlap,
        place=place,
    )


def ages_table(counts: Mapping[str, Sequence[float]], *, year: int = 2024, file: str = "leeftijden.csv") -> AgesTable:
    """Return children by age from 0 on, a list per area."""
    frame = pd.DataFrame.from_dict(dict(counts), orient="index").astype(float)
    frame.index.name = "area_code"
    return AgesTable(Source(file, "leeftijden", "Bevolking op 1 januari naar leeftijd (03759ned)", "CBS", year), frame)


def named_shapes(
    names: Mapping[str, str | None], *, year: int | None = 2024, file: str = "gebieden.geojson"
) -> ShapesTable:
    """Return a square per wijk, side by side."""
    index = pd.Index(list(names), name="wijk_code", dtype="str")
    frame = pd.DataFrame({"name": list(names.values()), "gemeente_name": None}, index=index, dtype="str")
    squares = [shapely.box(120_000 + 100 * i, 485_000, 120_100 + 100 * i, 485_100) for i in range(len(names))]
    source = Source(file, "gebieden", "Wijkgrenzen", "CBS", year)
    return ShapesTable(source, frame, np.array(squares, dtype=object))


def library_of(*tables: Table) -> Library:
    """Return a library as if each table came from a file of its own, in this order."""
    return Library(ReadResult(Path(table.source.file), table.source.kind, (table,)) for table in tables)


def monitor_of(
    reached: Sequence[float] | None = (66, 120, 90),
    fte: Sequence[float] = (0.5, 1.0, 1.0),
    *,
    children: Sequence[float] = (800, 900, 1000),
    names: Sequence[str | None] | None = None,
    gemeente_name: str = "Verzonnendam",
    cbs: Mapping[str, Sequence[float]] | None = None,
    bereik: Mapping[str, Sequence[float]] | None = None,
    total: Mapping[str, float] | None = None,
    place: Literal["woonwijk", "locatie"] | None = "woonwijk",
    counts_overlap: bool = False,
    norm: Norm | None = None,
    year: int = 2024,
    threshold: int | None = 5,
    exact: bool = True,
) -> Monitor:
    """Return a monitor of invented wijken; `reached` None is a year without bereik.

    `children`: of 0-14 per wijk; the gemeente has their sum. `cbs`: more indicators, a figure per wijk. `exact`: the
    ages of the gemeente are counted, so its total is no estimate.
    """
    codes = [f"WK9001{number:02d}" for number in range(1, len(children) + 1)]
    known = [count for count in children if not isinstance(count, Status)]
    figures = {"children_0_14_count": [sum(known), *children]}
    figures |= {name: [Status.UNKNOWN, *row] for name, row in (cbs or {}).items()}
    given = [f"Wijk {code[-2:]} Proef" for code in codes] if names is None else list(names)
    tables: list[Table] = [cbs_table(figures, [GEMEENTE, *codes], names=[gemeente_name, *given], year=year)]
    if exact:
        tables.append(ages_table({GEMEENTE: [sum(known) / 15] * 15}, year=year))
    if reached is not None:
        columns = {"reached_count": reached, "kinderwerker_fte": fte, **(bereik or {})}
        tables.append(bereik_table(columns, codes, year=year, total=total, place=place, counts_overlap=counts_overlap))
    tables.append(named_shapes(dict(zip(codes, given, strict=True)), year=year))
    return build_monitor(library_of(*tables), GEMEENTE, year, norm=norm, threshold=threshold)


def _split(figures: Mapping[str, Sequence[float]], index: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return values and status of figures among which a `Status` says why one is absent."""
    values = {name: [np.nan if isinstance(cell, Status) else cell for cell in row] for name, row in figures.items()}
    status = {name: [int(cell) if isinstance(cell, Status) else 0 for cell in row] for name, row in figures.items()}
    return pd.DataFrame(values, index=index, dtype=float), pd.DataFrame(status, index=index).astype("int8")
