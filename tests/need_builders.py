"""A gemeente of ten wijken with need and reach, for tests of texts, map and files. All figures are invented."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kinderwerk_stats.analysis.need_structure import NeedSettings
from kinderwerk_stats.gemeente.division import Division, build_division
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed, build_need
from kinderwerk_stats.model.status import Status
from tests.builders import GEMEENTE, cbs_table, library_of, monitor_of

CHILDREN = (800, 900, 1000, 700, 600, 800, 900, 500, 400, 30)
POOR = (0.02, 0.04, 0.06, 0.08, 0.10, 0.12, 0.14, 0.20, 0.24, 0.1)
CARE = (0.05, 0.04, 0.07, 0.06, 0.12, 0.09, 0.10, 0.14, 0.13, 0.1)
HOMES = (500e3, 450e3, 420e3, 400e3, 300e3, 350e3, 280e3, 200e3, 210e3, 300e3)
REACHED = (60, 90, 80, 60, 70, 60, 90, 25, 3, 12)
FTE = (1.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 0.5, 0.0)


class Situation(NamedTuple):
    monitor: Monitor
    need: GemeenteNeed
    division: Division


def situation(
    *,
    settings: NeedSettings | None = None,
    figures: Mapping[str, Sequence[float]] | None = None,
    **options,
) -> Situation:
    """Return one gemeente with its need and who has its kinderwerk; `options` are those of `monitor_of`.

    The last wijk has too few children for an index; of the last two the reach is hidden.
    """
    cbs = {"social_minimum_household_share": POOR, "jeugdzorg_share": CARE, "woz_eur": HOMES} | dict(figures or {})
    given = {"reached": REACHED, "fte": FTE, "children": CHILDREN} | options
    monitor = monitor_of(cbs=cbs, **given)
    children = given["children"]
    codes = [GEMEENTE, *monitor.names]
    total = sum(count for count in children if not isinstance(count, Status))
    table = {"children_0_14_count": [total, *children]}
    table |= {name: [Status.UNKNOWN, *row] for name, row in cbs.items()}
    library = library_of(cbs_table(table, codes, names=["Verzonnendam", *monitor.names.values()]))
    need = build_need(library, monitor, settings)
    return Situation(monitor, need, build_division(monitor, need))
