"""Which areas of the CBS files of one year are about a gemeente."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kinderwerk_stats.model.datasets import CbsTable


def about_gemeente(gemeente_code: str, tables: Sequence[CbsTable]) -> list[CbsTable]:
    """Return the tables that say something of a gemeente, or of the country what no table before them says.

    Of a few hundred gemeenten each has files of its own, and every file has the same country in it.
    """
    found, said = [], {""}
    for table in tables:
        if gemeente_code in table.gemeenten or gemeente_code in table.areas.index or table.of_country not in said:
            found.append(table)
            said.add(table.of_country)
    return found


def areas_of_gemeente(gemeente_code: str, main: CbsTable, tables: Sequence[CbsTable]) -> pd.DataFrame:
    """Return the wijken of a gemeente, the gemeente itself and the country, as in `CbsTable.areas`.

    Parameters
    ----------
    main : says which wijken there are.
    tables : all of the year; from the first that has them come the gemeente and the country where `main` does not have
        them, and names that it leaves out.
    """
    is_wijk = main.areas.index.str.startswith(f"WK{gemeente_code[2:]}")
    areas = main.areas.loc[is_wijk | _is_whole(main.areas, gemeente_code)].copy()
    for table in tables:
        if table is main:
            continue
        more = table.areas.loc[_is_whole(table.areas, gemeente_code)].drop(areas.index, errors="ignore")
        if len(more):
            areas = pd.concat([areas, more])
        areas["name"] = areas["name"].where(areas["name"].notna(), table.areas["name"].reindex(areas.index))
    result: pd.DataFrame = areas
    return result


def _is_whole(areas: pd.DataFrame, gemeente_code: str) -> np.ndarray:
    return np.asarray((areas.index == gemeente_code) | (areas["kind"] == "land").to_numpy())
