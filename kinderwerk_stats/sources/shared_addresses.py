"""How addresses went from the wijken of one year to those of another, where lists of addresses were given."""

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.datasets import AddressTable
from kinderwerk_stats.sources.library import Library


def count_shared_addresses(library: Library, gemeente_code: str, old_year: int, new_year: int) -> pd.Series | None:
    """Count the addresses that old and new wijken share, for the old wijken that gave addresses to a gemeente.

    Parameters
    ----------
    library : with a list of addresses of both years, in one file or two.
    gemeente_code : of the new wijken; the old ones may lie in another gemeente.
    old_year, new_year : years of the indelingen.

    Returns
    -------
    Series of counts, index (`old_wijk`, `new_wijk`); None without a list of one of the years, or without addresses in
    both. What such an old wijk gave to another gemeente stands there too: it is part of that old wijk.
    """
    old, new = _addresses_of(library, old_year), _addresses_of(library, new_year)
    if old is None or new is None:
        return None
    own = np.array([gemeente_code_of(code) == gemeente_code for code in new.wijk_codes])
    old_keys, new_keys = old.frame["address"].to_numpy(), new.frame["address"].to_numpy()
    places = np.searchsorted(new_keys, old_keys)
    there = places < len(new_keys)
    there[there] = new_keys[places[there]] == old_keys[there]
    # Old wijken with an address that is now in this gemeente, with all their addresses.
    old_wijk, new_wijk = old.frame["wijk"].to_numpy()[there], new.frame["wijk"].to_numpy()[places[there]]
    concerned = np.zeros(len(old.wijk_codes), dtype=bool)
    concerned[np.unique(old_wijk[own[new_wijk]])] = True
    kept = concerned[old_wijk]
    if not kept.any():
        return None
    pairs, counts = np.unique(old_wijk[kept].astype(np.int64) * len(own) + new_wijk[kept], return_counts=True)
    index = pd.MultiIndex.from_arrays(
        [
            [old.wijk_codes[pair // len(own)] for pair in pairs.tolist()],
            [new.wijk_codes[pair % len(own)] for pair in pairs.tolist()],
        ],
        names=["old_wijk", "new_wijk"],
    )
    return pd.Series(counts, index=index)


def _addresses_of(library: Library, year: int) -> AddressTable | None:
    """Return the list of a year: published before not, then by name of the file."""
    tables = [table for table in library.addresses if table.year == year]
    return min(tables, key=lambda table: (not table.source.published, table.source.file), default=None)
