"""Two versions of what was published beside each other; of bereik only what may be shown of both."""

from typing import NamedTuple

import pandas as pd

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.delivery.delivered import (
    PublicationPlan,
    put_before,
    without_bereik,
    without_published,
    years_changed,
)
from kinderwerk_stats.delivery.effect import Change, compare_monitors, hides_reach
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.model.access import NOBODY, Identity
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Store, Version


class BereikChanges(NamedTuple):
    """What differs between two versions of bereik; `hides`: the reach of some wijken is hidden, so not compared."""

    changes: list[Change]
    hides: bool


def compare_bereik(
    store: Store, library: Library, versions: tuple[Version, Version], shown: Monitor, age_range: AgeRange
) -> BereikChanges:
    """Compare two versions of bereik as the screens would show them, small counts hidden.

    Parameters
    ----------
    store, library : where the versions are, and what is shown now.
    versions : the earlier and the later one, of one gemeente and year.
    shown : the gemeente in that year, as every visitor sees it now.
    age_range : of the children.
    """
    gemeente, year = versions[0].key.gemeente_code, versions[0].key.year
    # Without bereik of other organisations: that would be compared instead.
    others = without_bereik(library, year)
    before, after = (
        build_monitor(put_before(others, [store.load_version(version.id)], gemeente), gemeente, year, age_range)
        for version in versions
    )
    return BereikChanges(compare_monitors(before, after, beside=[shown]), hides_reach(before, after, shown))


def plan_put_back(store: Store, current: Library, version: Version, by: Identity = NOBODY) -> PublicationPlan:
    """Return what putting an earlier version back would do; what any version of bereik hides stays hidden in it.

    `by`: who sees it, for a concept.
    """
    table, gemeente = store.load_version(version.id, by), version.key.gemeente_code
    after = put_before(current, [table], gemeente)
    return PublicationPlan(gemeente, (table,), (), {}, {}, years_changed(after, gemeente, [table]), after)


def plan_withdraw(store: Store, current: Library, version: Version) -> PublicationPlan:
    """Return what withdrawing a published version would do: nothing takes its place."""
    table, gemeente = store.load_version(version.id), version.key.gemeente_code
    years, after = years_changed(current, gemeente, [table]), without_published(current, [table], gemeente)
    return PublicationPlan(gemeente, (table,), (), {}, {}, years, after, withdraws=True)


def compare_cells(store: Store, before: Version, after: Version) -> pd.DataFrame:
    """Return the cells in which two versions differ, as `store.compare` has them; not of bereik.

    Raises
    ------
    ValueError
        For bereik: its counts are compared once small ones are hidden, see `compare_bereik`.
    """
    if "bereik" in (before.key.kind, after.key.kind):
        raise ValueError("versions of bereik are compared with small counts hidden")
    return store.compare_versions(before.id, after.id)
