"""Which wijken a name may stand for when it is the name of none: offered to the user, never taken."""

from collections.abc import Mapping

import pandas as pd

from kinderwerk_stats.sources.bereik.likeness import find_like
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name


def suggest_wijken(name: str, areas: pd.DataFrame | Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return the wijken whose names are most like a name, best first; none when nothing is like it.

    Parameters
    ----------
    name : as it stands in the file.
    areas : index wijk code, column `name` (or NA); or wijk code -> name.

    Returns
    -------
    At most three of (wijk code, name of CBS, likeness 60-100). Likeness compares names without "Wijk 05", capitals and
    signs, in any order of their words. Equal likeness goes by code.

    >>> suggest_wijken("Leidse Rijn", {"WK034408": "Zuidwest", "WK034409": "Wijk 09 Leidsche Rijn"})
    [('WK034409', 'Wijk 09 Leidsche Rijn', 91.7)]
    """
    named = areas["name"].dropna().to_dict() if isinstance(areas, pd.DataFrame) else areas
    names = {str(code): str(cbs) for code, cbs in named.items()}
    plain = {code: normalise_wijk_name(cbs) for code, cbs in names.items()}
    return [(code, names[code], score) for code, score in find_like(normalise_wijk_name(name), plain)]
