"""Need as pages, exports and the command line show it."""

from dataclasses import dataclass
from functools import cached_property

from kinderwerk_stats.analysis.need import Group, Need
from kinderwerk_stats.analysis.need_structure import Domain
from kinderwerk_stats.model.areas import short_names
from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells

# Which column of `Need` each figure of need comes from.
FIGURES = {
    "need_index": "index",
    "need_percentile": "percentile",
    "need_weight": "need_weight",
    "need_rank": "rank",
    "need_rank_low": "rank_low",
    "need_rank_high": "rank_high",
    "need_p_top20": "p_top20",
}


@dataclass(frozen=True)
class UsedIndicator:
    """A figure in the index: its record, domain and weight there, its year and source, and for how many it is known.

    `less_need`: more of it means less need. `weight` is a part of 1 within the domain.
    """

    indicator: Indicator
    domain: Domain | None
    weight: float
    less_need: bool
    year: int
    source: Source
    known_count: int


@dataclass(frozen=True, eq=False)
class GemeenteNeed:
    """Need of the wijken of one gemeente, for pages, exports and the command line.

    `cells`: wijk_code -> figure -> `Figure`: `FIGURES`, `domain_<name>`, the indicators used, and `WEIGHTED` coverage.
    `totals`: of the gemeente, `WEIGHTED` coverage: sums over the wijken that show a figure, and n q / x over those with
    both. `used`: what the index is made of. `need`: the numbers behind it, with `scale`, groups, flags and robustness.
    `country_count`: how many Dutch wijken, of 50 children or more, it compares with, 0 within the gemeente.
    `notes`: what was assumed.
    """

    gemeente_code: str
    gemeente_name: str
    year: int
    names: dict[str, str]
    need: Need
    cells: dict[str, Cells]
    totals: Cells
    used: tuple[UsedIndicator, ...]
    country_count: int
    notes: tuple[Problem, ...]
    sources: tuple[Source, ...]

    def name_of(self, wijk_code: str) -> str:
        """Return the wijk's name as people say it; `names` has it whole."""
        return self._short_names[wijk_code]

    @cached_property
    def _short_names(self) -> dict[str, str]:
        return short_names(self.names)

    def group_of(self, wijk_code: str) -> Group | None:
        """Return "zeker", "mogelijk" or "niet" (at the highest 20 %), None without index."""
        return self.need.group_of(wijk_code)

    def is_low(self, wijk_code: str) -> bool:
        """Return whether need is certainly among the lowest 20 %: the mirror of "zeker", over the same draws."""
        indexed = sum(cells["need_index"].known for cells in self.cells.values())
        best = self.cells[wijk_code]["need_rank_low"]
        return best.known and self.need.has_groups and best.value > indexed - self.need.top_count
