"""Peers from files: every wijk of the year, published before files, and what is said of what is not compared."""

from dataclasses import replace

import pytest

from kinderwerk_stats.gemeente.peers import DEFAULT_PEER_INDICATORS, PEER_INDICATORS, build_peer_base, find_peer_areas
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.text.equity import describe_peers, likeness, peer_limits, peers_sentence, why_alike
from tests.builders import cbs_table, library_of, named_shapes

CODES = ["GM9001", "WK900101", "WK900102", "WK900103", "GM9002", "WK900201", "WK900202"]
NAMES = ["Verzonnendam", "Oost", "West", "Polder", "Bedachtstad", "Noord", "Zuid"]
FIGURES = {
    "children_0_14_count": [2050, 1000, 1000, 50, 1600, 800, 800],
    "woz_eur": [300_000, 200_000, 400_000, 205_000, 310_000, 210_000, 390_000],
    "housing_corporation_share": [0.4, 0.6, 0.2, 0.6, 0.4, 0.58, 0.22],
    "population_count": [10_000, 5000, 5000, 300, 8000, 4000, 4000],
    "bijstand_count": [300, 250, 50, 10, 240, 200, 40],
}
WOZ = ("woz_eur", "housing_corporation_share", "bijstand_share")


def library(figures=FIGURES, **options):
    return library_of(cbs_table(figures, CODES, names=NAMES, **options))


def group_of(code="WK900101", indicators=WOZ, *, given=None, kind="wijk"):
    return find_peer_areas(build_peer_base(given or library(), 2024, kind), code, indicators)


def test_peers_come_from_every_gemeente_in_the_files():
    found = group_of()
    assert (found.peers[0].code, found.peers[0].gemeente_code) == ("WK900201", "GM9002")
    assert found.within == "bestanden"
    assert found.gemeenten == 2
    assert found.compared == 3


def test_peers_have_the_names_of_a_map_where_the_figures_have_codes_only():
    names = {"WK900101": "Wijk 01 Oost", "WK900102": "Wijk 02 West", "WK900103": "Wijk 03 Polder"}
    coded = cbs_table(FIGURES, CODES, names=[None] * len(CODES))
    areas = combine_areas(library_of(coded, named_shapes(names)), 2024, "wijk")
    assert areas.names["WK900101"] == "Wijk 01 Oost"
    assert areas.names["WK900201"] == "Wijk 01 (naam onbekend)"
    found = group_of(given=library_of(coded, named_shapes(names)))
    assert {found.name, *(peer.name for peer in found.peers)} >= {"Oost", "Wijk 01"}


def test_wijken_with_few_children_are_no_peers_and_are_counted():
    found = group_of()
    assert "WK900103" not in [peer.code for peer in found.peers]
    assert found.small == 1
    # Of such a wijk itself peers are shown.
    assert group_of("WK900103").peers[0].code in ("WK900101", "WK900201")


def test_shares_of_our_own_are_computed_from_counts():
    found = group_of()
    assert found.figures["bijstand_share"] == pytest.approx(250 / 5000)
    assert found.peers[0].figures["bijstand_share"] == pytest.approx(200 / 4000)


@pytest.mark.parametrize(
    ("count", "status"), [(Status.NOT_PUBLISHED, Status.NOT_PUBLISHED), (Status.SUPPRESSED, Status.SUPPRESSED)]
)
def test_a_share_without_its_count_is_absent_for_the_same_reason(count, status):
    figures = FIGURES | {"bijstand_count": [300, count, 50, 10, 240, 200, 40]}
    found = group_of(given=library(figures))
    assert found.absent == {"bijstand_share": status}
    assert found.indicators == ("woz_eur", "housing_corporation_share")


def test_a_wijk_without_inhabitants_has_no_share():
    figures = FIGURES | {"population_count": [10_000, 0, 5000, 300, 8000, 4000, 4000]}
    assert group_of(given=library(figures)).absent == {"bijstand_share": Status.NOT_APPLICABLE}


def test_a_figure_that_nobody_has_is_not_flat_but_not_published():
    figures = FIGURES | {"woz_eur": [Status.NOT_PUBLISHED] * 7}
    found = group_of(given=library(figures))
    assert found.absent["woz_eur"] == Status.NOT_PUBLISHED
    assert any("Woningwaarde (WOZ) telt niet mee: het is hier nog niet gepubliceerd" in line
               for line in peer_limits(found))  # fmt: skip


def test_a_figure_that_few_have_does_not_decide_with_whom_is_compared():
    """A file of one gemeente beside that of many: its own figures would leave nobody else."""
    nearby = cbs_table({"household_size": [2.1, 2.0, 2.4]}, CODES[:3], names=NAMES[:3], kind="statline")
    many = {name: [*row, *([row[-1]] * 4)] for name, row in FIGURES.items()}
    country = cbs_table(many, [*CODES, *(f"WK90030{n}" for n in range(1, 5))], names=[*NAMES, *"abcd"])
    found = group_of(indicators=("woz_eur", "household_size"), given=library_of(country, nearby))
    assert found.indicators == ("woz_eur",)
    assert found.too_few == {"household_size": 2}
    assert found.compared == 7
    assert any("maar 2 het" in line for line in peer_limits(found))


def test_a_figure_in_no_file_is_named():
    found = group_of(indicators=("woz_eur", "ses_woa_score"))
    assert found.not_in_files == ("ses_woa_score",)
    assert "Niet in de bestanden van 2024: SES-WOA-score." in peer_limits(found)


def test_the_usual_figures_are_used_when_nothing_is_chosen():
    found = group_of(indicators=None)
    assert set(found.indicators) | set(found.not_in_files) == set(DEFAULT_PEER_INDICATORS)
    assert set(DEFAULT_PEER_INDICATORS) <= set(PEER_INDICATORS)


def test_a_figure_we_do_not_compare_on_is_refused():
    with pytest.raises(ValueError, match="reached_count"):
        group_of(indicators=("reached_count",))


def test_a_wijk_of_another_year_has_no_peers():
    assert group_of("WK900199") is None
    assert find_peer_areas(build_peer_base(library(), 2023, "wijk"), "WK900101") is None


def test_gemeenten_are_compared_with_gemeenten():
    found = group_of("GM9001", kind="gemeente")
    assert [(peer.name, peer.gemeente_name) for peer in found.peers] == [("Bedachtstad", "Bedachtstad")]
    assert found.kind == "gemeente"


def test_within_one_gemeente_it_says_so():
    figures = {name: row[:4] for name, row in FIGURES.items()}
    one = library_of(cbs_table(figures, CODES[:4], names=NAMES[:4]))
    found = group_of(given=one)
    assert found.within == "gemeente"
    assert peers_sentence(found) == (
        "Vergeleken binnen deze gemeente: 1 wijk, op 3 cijfers van 2024. Geen wijk lijkt er veel op; hier staat de "
        "meest gelijke. Met een bestand van heel Nederland zoekt het dashboard in alle wijken van het land."
    )


def test_what_was_published_goes_before_a_file_of_the_same_kind_and_year():
    mine = cbs_table(
        {"children_0_14_count": [900, 900], "woz_eur": [Status.UNKNOWN, 222_000]}, ["GM9001", "WK900101"],
        names=["Verzonnendam", "Oost"], file="eigen.csv",
    )  # fmt: skip
    mine = replace(mine, source=replace(mine.source, published=True))
    areas = combine_areas(library_of(*library().cbs, mine), 2024, "wijk")
    assert areas.values.index.tolist() == ["WK900101", "WK900201", "WK900202"]
    assert areas.values.loc["WK900101", "woz_eur"] == 222_000
    assert areas.status.loc["WK900101", "housing_corporation_share"] == Status.UNKNOWN


def test_an_absent_figure_is_taken_from_another_file_of_the_year():
    other = cbs_table({"woz_eur": [205_000]}, ["WK900101"], names=[None], kind="statline")
    figures = FIGURES | {"woz_eur": [300_000, Status.NOT_PUBLISHED, 400_000, 205_000, 300_000, 210_000, 390_000]}
    areas = combine_areas(library_of(cbs_table(figures, CODES, names=NAMES), other), 2024, "wijk")
    assert areas.values.loc["WK900101", "woz_eur"] == 205_000
    assert [source.kind for source in areas.sources["woz_eur"]] == ["kwb", "statline"]
    assert areas.names["WK900101"] == "Oost"


# --- in words ------------------------------------------------------------------------------------------


def test_the_list_says_why_a_wijk_is_comparable():
    found = group_of()
    near, far = found.peers[0], found.peers[-1]
    assert likeness(near) == "sterk"
    assert why_alike(found, near) == (
        "Lijkt sterk op deze wijk: bijstand van alle inwoners 5,0 % (hier 5,0 %), woningen van een corporatie "
        "58 % (hier 60 %), woningwaarde (WOZ) € 210.000 (hier € 200.000)."
    )
    assert likeness(far) == "weinig"
    assert "Anders: " in why_alike(found, far)
    assert "Lijkt weinig op deze wijk." in why_alike(found, far)


def test_the_chart_in_words_names_every_figure():
    words = describe_peers(group_of())
    assert words.startswith("Oost naast 1 vergelijkbare wijk.")
    assert "Woningwaarde (WOZ): hier € 200.000, elders € 210.000. " in words


def test_only_peers_that_resemble_are_shown_and_the_nearest_three_where_none_does():
    many = {name: [*row, *([row[2]] * 6)] for name, row in FIGURES.items()}
    country = cbs_table(many, [*CODES, *(f"WK90030{n}" for n in range(1, 7))], names=[*NAMES, *"abcdef"])
    found = group_of(given=library_of(country))
    assert len(found.peers) == 6
    assert [likeness(peer) for peer in found.shown] == ["sterk"]
    assert len(group_of("WK900102", given=library_of(country)).shown) == 6


def test_nobody_to_compare_with_is_said():
    figures = {name: row[:2] for name, row in FIGURES.items()}
    alone = library_of(cbs_table(figures, CODES[:2], names=NAMES[:2]))
    found = group_of(given=alone)
    assert found.peers == ()
    assert peers_sentence(found) == "Er zijn geen wijken binnen deze gemeente om mee te vergelijken."


def test_what_is_invented_never_stands_among_what_is_real():
    real = library()
    made_up = [replace(table, source=replace(table.source, invented=True)) for table in library().cbs]
    moved = [
        replace(
            table,
            areas=table.areas.rename(index=lambda code: code.replace("900", "910")),
            values=table.values.rename(index=lambda code: code.replace("900", "910")),
            status=table.status.rename(index=lambda code: code.replace("900", "910")),
        )
        for table in made_up
    ]
    both = library_of(*real.cbs, *moved)
    for invented, prefix in ((None, "WK900"), (False, "WK900"), (True, "WK910")):
        codes = list(build_peer_base(both, 2024, "wijk", invented=invented).values.index)
        assert codes and all(code.startswith(prefix) for code in codes)
