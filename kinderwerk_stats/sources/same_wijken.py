"""Whether two lists of wijken are about the same ones: codes are given again to other areas."""

from collections.abc import Set as AbstractSet

import pandas as pd

from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

# CBS gives large water the last number of a gemeente, in newer years and maps only; nobody lives there.
_WATER = "99"


def agreeing_wijken(names: pd.Series, other_names: pd.Series) -> frozenset[str]:
    """Return the wijken whose code and name agree; without names only when all codes are the same."""
    if names.isna().any() or other_names.isna().any():
        same = _same_codes(set(names.index), set(other_names.index))
        return frozenset(str(code) for code in names.index) if same else frozenset()
    both = names.index.intersection(other_names.index)
    return frozenset(
        str(code) for code in both if normalise_wijk_name(names[code]) == normalise_wijk_name(other_names[code])
    )


def have_same_wijken(names: pd.Series, other_names: pd.Series) -> bool:
    """Return whether the codes are the same, and no name that is known differs."""
    others = other_names.to_dict()
    known = names.dropna().to_dict()
    return _same_codes(set(names.index), set(other_names.index)) and all(
        normalise_wijk_name(name) == normalise_wijk_name(others[code]) for code, name in known.items()
    )


def _same_codes(codes: AbstractSet[str], others: AbstractSet[str]) -> bool:
    """Return whether both have the same codes, but for water that only the other has."""
    return codes <= others and all(code.endswith(_WATER) for code in others - codes)
