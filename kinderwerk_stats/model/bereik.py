"""What an organisation counted, as its file says it: small counts are not hidden yet.

Only readers, the store and who hides small counts know this table; what is shown is made of a `Monitor`.
"""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status


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
    `area`: what the file calls its areas where that is not a wijk, such as "stadsdeel"; empty otherwise.
    `named_totals`: of a file without a total, those with a name ("Totaal Noord"), which may be that of the gemeente.
    `set_aside`: label -> number of the row, of rows that are no wijk by their words, such as "Stad": some wijk is
    called so.
    `ages`: the ages that the file says it counts as [first, last], both inside; empty where it says nothing.
    `versions`: all that was ever published of these figures, oldest first; empty where that is this table alone.
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
    area: str = ""
    named_totals: dict[str, dict[str, float]] = field(default_factory=dict)
    set_aside: dict[str, int] = field(default_factory=dict)
    versions: "tuple[BereikTable, ...]" = ()

    @property
    def knows_reach(self) -> bool:
        """Return whether unique children are counted in any wijk, be the number hidden."""
        return "reached_count" in self.status and bool((self.status["reached_count"] != Status.UNKNOWN).any())

    @property
    def year(self) -> int | None:
        return self.source.year
