"""Concentration against WHO's own numbers, and peers among all wijken of the Netherlands."""

import pandas as pd
import pytest

from kinderwerk_stats.analysis.equity import compute_concentration
from kinderwerk_stats.gemeente.peers import PEER_INDICATORS, build_peer_base, find_peer_areas
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.text.equity import peers_sentence

NEDERLAND = "cbs/statline-85984NED-2024-nederland.csv"
UTRECHT = "cbs/kwb-2024-utrecht.xlsx"


def test_the_index_of_who(shared_dir):
    """healthequal's ordered example: RCI .17776859, ACI 7.3284202 (METHOD, external checks), in seven digits."""
    rows = pd.read_csv(shared_dir / "validation/who/test_ordered_input.csv")
    rows.index = rows["subgroup_order"].astype(str)
    found = compute_concentration(rows["estimate"], rows["population"], rows["subgroup_order"])
    assert found.index == pytest.approx(0.17776859, rel=2e-7)
    assert found.absolute == pytest.approx(7.3284202, rel=2e-7)


@pytest.fixture(scope="module")
def country(shared_dir):
    return build_peer_base(read_files([shared_dir / NEDERLAND], year=2024), 2024, "wijk")


def test_every_wijk_of_the_country_can_be_compared(country):
    """METHOD 1.3: of 3,393 wijken 679 have fewer than 100 children of 0-14."""
    assert len(country.values) == 3393
    assert int(country.scaled.eligible.sum()) == 3393 - 679
    assert country.areas.gemeenten == 342
    assert country.areas.whole_country


def test_peers_of_a_wijk_are_anywhere_in_the_country(country):
    found = find_peer_areas(country, "WK034401", ["children_0_14_share", "population_count"], count=8)
    assert found.within == "land"
    assert found.compared == 2713
    assert len({peer.gemeente_code for peer in found.peers}) > 4
    assert all(peer.gemeente_name != peer.gemeente_code for peer in found.peers)
    values = country.values[["children_0_14_share", "population_count"]]
    large = values[country.scaled.eligible]
    scaled = (values - large.mean()) / large.std(ddof=0)
    distance = ((scaled - scaled.loc["WK034401"]) ** 2).sum(axis=1, skipna=False) ** 0.5
    nearest = distance[country.scaled.eligible].drop("WK034401").nsmallest(8)
    assert [peer.code for peer in found.peers] == list(nearest.index)
    assert [peer.distance for peer in found.peers] == pytest.approx(list(nearest))


def test_gemeenten_have_peers_too(shared_dir):
    base = build_peer_base(read_files([shared_dir / NEDERLAND], year=2024), 2024, "gemeente")
    found = find_peer_areas(base, "GM0344", ["children_0_14_share", "population_count"])
    assert found.compared + found.incomplete + found.small == 341
    assert found.compared == 339
    assert {peer.name for peer in found.peers} & {"Den Haag", "'s-Gravenhage", "Rotterdam", "Eindhoven", "Groningen"}


def test_the_richer_file_of_one_gemeente_does_not_narrow_the_country(shared_dir):
    library = read_files([shared_dir / NEDERLAND, shared_dir / UTRECHT], year=2024)
    found = find_peer_areas(build_peer_base(library, 2024, "wijk"), "WK034401", PEER_INDICATORS)
    assert found.compared == 2713
    assert {"household_size", "address_density"} <= found.too_few.keys()
    assert peers_sentence(found).startswith("Vergeleken in heel Nederland: 2.713 wijken, op 2 cijfers van 2024.")
