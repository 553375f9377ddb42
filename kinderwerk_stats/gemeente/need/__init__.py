"""Need of one gemeente: the latest figures of each indicator, the index per wijk, and coverage weighed with it."""

from kinderwerk_stats.gemeente.need.build import build_need, build_need_of_all
from kinderwerk_stats.gemeente.need.records import FIGURES, GemeenteNeed, UsedIndicator

__all__ = ["FIGURES", "GemeenteNeed", "UsedIndicator", "build_need", "build_need_of_all"]
