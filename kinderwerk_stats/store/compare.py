"""Two versions of a data set, cell by cell."""

import numpy as np
import pandas as pd
import shapely

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, CbsTable, ShapesTable, Table
from kinderwerk_stats.model.status import Status

COLUMNS = ("area", "name", "indicator", "before", "after", "status_before", "status_after")


def compare_tables(before: Table, after: Table) -> pd.DataFrame:
    """Return the cells in which two tables of the same kind differ.

    Parameters
    ----------
    before, after : two versions of a data set.

    Returns
    -------
    pandas.DataFrame
        One row per changed cell: `area` (its code; its name where the file has no codes), `name`, `indicator` (a name
        of ours, `leeftijd 4` for an age, `oppervlakte` in km2 for borders that changed, `adressen` for how many there
        are, `totaal` before the organisation's own total), `before` and `after` in our units (NaN where absent),
        `status_before` and `status_after` (words of `Status`; empty where the area or the indicator was not there).

    Raises
    ------
    ValueError
        For tables of two kinds.
    """
    if type(before) is not type(after):
        raise ValueError(f"{type(before).__name__} and {type(after).__name__} cannot be compared")
    first, second = _to_cells(before), _to_cells(after)
    both = first.add_suffix("_before").join(second.add_suffix("_after"), how="outer", sort=False)
    same_value = np.isclose(both["value_before"], both["value_after"], rtol=0, atol=0, equal_nan=True)
    same_status = both["status_before"].fillna("") == both["status_after"].fillna("")
    same_border = np.array(
        [a == b for a, b in zip(both["border_before"], both["border_after"], strict=True)], dtype=bool
    )
    if not isinstance(before, ShapesTable):
        # Absent ones are not equal to each other.
        same_border[:] = True
    changed = both[~(same_value & same_status.to_numpy() & same_border)]
    names = _names_of(before) | _names_of(after)
    area = changed.index.get_level_values("area")
    return pd.DataFrame(
        {
            "area": list(area),
            "name": [names.get(code, "") for code in area],
            "indicator": list(changed.index.get_level_values("indicator")),
            "before": changed["value_before"].to_numpy(dtype=float),
            "after": changed["value_after"].to_numpy(dtype=float),
            "status_before": list(changed["status_before"].fillna("")),
            "status_after": list(changed["status_after"].fillna("")),
        },
        columns=list(COLUMNS),
    )


def _to_cells(table: Table) -> pd.DataFrame:
    """Return one row per cell: index area and indicator, columns value, status (in words) and border (as bytes)."""
    total: dict[str, float] = {}
    borders: list[bytes | None] | None = None
    if isinstance(table, ShapesTable):
        areas = [str(code) for code in table.frame.index]
        values = pd.DataFrame({"oppervlakte": shapely.area(table.shapes) / 1e6})
        status = values.isna().astype("int8")
        # Wherever a ring begins, the same border is the same border.
        borders = list(shapely.to_wkb(shapely.normalize(table.shapes)))
    elif isinstance(table, AddressTable):
        areas = list(table.wijk_codes)
        counted = np.bincount(table.frame["wijk"], minlength=len(areas)).astype(float)
        values = pd.DataFrame({"adressen": counted})
        status = values.isna().astype("int8")
    elif isinstance(table, AgesTable):
        areas = [str(code) for code in table.counts.index]
        values = table.counts.rename(columns=lambda age: f"leeftijd {age}")
        status = values.isna().astype("int8")
    else:
        areas = _areas_of(table) if isinstance(table, BereikTable) else [str(code) for code in table.areas.index]
        values, status = table.values, table.status
        total = table.total if isinstance(table, BereikTable) else {}
    index = pd.MultiIndex.from_product([areas, [str(name) for name in values.columns]], names=["area", "indicator"])
    words = [Status(code).code for code in status.to_numpy().ravel()]
    cells = pd.DataFrame({"value": values.to_numpy(dtype=float).ravel(), "status": words, "border": borders}, index)
    for name, value in total.items():
        cells.loc[("totaal", name), :] = [value, Status.KNOWN.code, None]
    return cells


def _areas_of(table: BereikTable) -> list[str]:
    """Return code or name per row; a second row of the same area says which one it is."""
    areas = table.rows["wijk_code"].fillna(table.rows["wijk_name"]).fillna("").astype(str)
    nth = areas.groupby(areas).cumcount()
    return [f"{area} ({n + 1})" if n else area for area, n in zip(areas, nth, strict=True)]


def _names_of(table: Table) -> dict[str, str]:
    if isinstance(table, BereikTable):
        names = zip(_areas_of(table), table.rows["wijk_name"], strict=True)
    elif isinstance(table, CbsTable):
        names = zip(table.areas.index, table.areas["name"], strict=True)
    elif isinstance(table, ShapesTable):
        names = zip(table.frame.index, table.frame["name"], strict=True)
    else:
        return {}
    return {str(area): str(name) for area, name in names if pd.notna(name)}
