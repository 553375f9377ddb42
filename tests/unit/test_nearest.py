"""Peers: who is nearest, and what is done with figures that are not there."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.nearest import find_peers, scale_figures

FIGURES = pd.DataFrame(
    {"huur": [0.5, 0.6, 0.9, 0.52, 0.1], "woz": [300.0, 310, 200, 305, np.nan]},
    index=[f"WK99000{number}" for number in range(1, 6)],
)
ALL = pd.Series(True, index=FIGURES.index)


def peers_of(code="WK990001", figures=FIGURES, eligible=ALL, **options):
    return find_peers(scale_figures(figures, eligible), code, **options)


def test_the_nearest_comes_first():
    assert [peer.code for peer in peers_of().peers] == ["WK990004", "WK990002", "WK990003"]


def test_the_distance_is_the_root_of_the_squared_differences():
    for peer in peers_of().peers:
        assert peer.distance == pytest.approx(sum(d**2 for d in peer.differences.values()) ** 0.5)


def test_an_area_without_one_of_the_figures_is_no_peer_and_is_counted():
    found = peers_of()
    assert "WK990005" not in [peer.code for peer in found.peers]
    assert (found.compared, found.incomplete) == (3, 1)


def test_what_the_area_itself_lacks_is_not_compared_and_named():
    found = peers_of("WK990005")
    assert found.indicators == ("huur",)
    assert found.without_figure == ("woz",)
    assert found.compared == 4


def test_small_areas_are_no_peers_but_can_be_looked_at():
    eligible = ALL.copy()
    eligible["WK990004"] = False
    assert [peer.code for peer in peers_of(eligible=eligible).peers] == ["WK990002", "WK990003"]
    assert len(peers_of("WK990004", eligible=eligible).peers) == 3


def test_a_choice_of_figures_changes_the_peers():
    found = peers_of(indicators=["huur"], count=2)
    assert [peer.code for peer in found.peers] == ["WK990004", "WK990002"]
    assert found.indicators == ("huur",)


def test_equal_distances_go_by_code():
    figures = pd.DataFrame({"huur": [0.5, 0.7, 0.3, 0.7]}, index=["WK990009", "WK990003", "WK990002", "WK990001"])
    found = peers_of("WK990009", figures, pd.Series(True, index=figures.index))
    assert [peer.code for peer in found.peers] == ["WK990001", "WK990002", "WK990003"]


def test_a_figure_without_differences_is_left_out_and_named():
    figures = FIGURES.assign(gelijk=0.1)
    found = peers_of(figures=figures)
    assert found.flat == ("gelijk",)
    assert found.indicators == ("huur", "woz")


def test_without_any_figure_there_are_no_peers():
    figures = FIGURES.copy()
    figures.loc["WK990001"] = np.nan
    found = peers_of(figures=figures)
    assert found.peers == ()
    assert found.compared == 0
    assert found.without_figure == ("huur", "woz")


def test_unknown_areas_and_wrong_frames_are_refused():
    with pytest.raises(ValueError, match="not among"):
        peers_of("WK000000")
    with pytest.raises(ValueError, match="another index"):
        scale_figures(FIGURES, ALL.iloc[:2])
    with pytest.raises(ValueError, match="more than once"):
        scale_figures(pd.concat([FIGURES, FIGURES]), pd.concat([ALL, ALL]))
