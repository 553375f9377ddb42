"""The margin of the number of children, on the wijken of two real gemeenten and the shares that CBS counted."""

import numpy as np
import pytest

from kinderwerk_stats.analysis.children import NATIONAL_AGE_SHARE, compute_share_cv
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.sources.library import read_files
from tests.simulated import part_inside_margin

NEDERLAND = "cbs/statline-85984NED-2024-nederland.csv"
DEN_HAAG = ("cbs/odata-84583NED-2019-den-haag-untyped.csv", "cbs/odata-03759ned-2019-den-haag.csv")
# METHOD 1.3: the furthest from the country of those that are exact.
AMSTERDAM_2019 = 0.5791
RUNS = 400


@pytest.fixture(scope="module")
def amsterdam(shared_dir):
    """Return the children of 0-14 of the wijken of Amsterdam from 50 on, each many times over."""
    monitor = build_monitor(read_files([shared_dir / NEDERLAND], year=2024, gemeente_code="GM0363"), "GM0363", 2024)
    n0 = monitor.coverage.values["children_0_14_count"].dropna()
    assert len(n0) > 50
    return np.tile(n0[n0 >= 50].astype(int).to_numpy(), RUNS)


@pytest.mark.parametrize("ages", ["4-11", "4-12"])
def test_the_share_of_the_country_holds_in_amsterdam(amsterdam, ages):
    country = NATIONAL_AGE_SHARE[ages]
    true_share = country * AMSTERDAM_2019 / NATIONAL_AGE_SHARE["4-12"]
    wide, narrow = (
        part_inside_margin(amsterdam, true_share, country, age_range=ages, share_cv=cv, seed=1)
        for cv in (compute_share_cv(None), 0.0)
    )
    assert wide >= 0.9
    assert narrow < 0.8


def test_its_own_share_holds_in_amsterdam(amsterdam):
    part = part_inside_margin(amsterdam, AMSTERDAM_2019, AMSTERDAM_2019, age_range="4-12", share_cv=0.0, seed=1)
    assert 0.88 <= part <= 0.95


def test_the_share_of_den_haag_is_counted_by_cbs_and_held_by_the_margin_of_the_country(shared_dir):
    own, alone = (
        build_monitor(read_files([shared_dir / name for name in names], year=2019), "GM0518", 2019)
        for names in (DEN_HAAG, DEN_HAAG[:1])
    )
    assert own.age_share.value == pytest.approx(0.6015, abs=5e-5)
    assert (own.age_share.cv, alone.age_share.cv) == (0.0, 0.04)
    counted = own.coverage.totals["children_count"].value
    total = alone.coverage.totals
    assert total["children_low"].value < counted < total["children_high"].value
