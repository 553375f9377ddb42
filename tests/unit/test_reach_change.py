"""Reach of two years: only of the same wijk, counted in the same way; hidden counts give nothing."""

from dataclasses import replace

import pytest

from kinderwerk_stats.analysis.reallocate import weigh
from kinderwerk_stats.gemeente.history import build_reach_change, build_series
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.ages import find_ages
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.equity import change_sentence
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, library_of
from tests.reallocations import pairs

FIRST, SECOND, THIRD = WIJKEN
CHILDREN = (1000, 900, 800)


def monitor(year, reached=(200, 120, 90), *, children=CHILDREN, names=("Oost", "West", "Noord"), changes=(1, 1, 1),
            note="leeftijd 4 t/m 12 jaar", publisher=None, codes=WIJKEN, **options):  # fmt: skip
    tables = [
        cbs_table(
            {"children_0_14_count": [sum(children), *children]},
            [GEMEENTE, *codes],
            names=["Verzonnendam", *names],
            changes=[1, *changes],
            year=year,
        ),
        ages_table({GEMEENTE: [sum(children) / 15] * 15}, year=year),
    ]
    if reached is not None:
        bereik = bereik_table(
            {"reached_count": reached, "kinderwerker_fte": [1] * len(codes)}, codes, year=year, **options
        )
        source = replace(bereik.source, note=note, publisher=publisher or bereik.source.publisher)
        ages = [list(ages) for ages in find_ages(note).values()]
        tables.append(replace(bereik, source=source, ages=ages))
    return build_monitor(library_of(*tables), GEMEENTE, year)


def change(*monitors, wijk=FIRST, reallocation=None):
    loaded = {each.year: each for each in monitors}
    years = sorted(loaded)
    return build_reach_change(wijk, years[0], years[-1], years, loaded.__getitem__, reallocation)


def test_the_same_wijk_counted_in_the_same_way_is_compared():
    found = change(monitor(2023), monitor(2024, (280, 120, 90)))
    assert found.reason == ""
    assert found.change.verdict == "hoger"
    assert found.change.first == pytest.approx(200 / 600)
    words = plain(change_sentence(found))
    assert words.startswith("Het bereik was 33 % in 2023, 47 % in 2024. In 2024 ligt het hoger:")


def test_what_chance_can_do_is_no_difference():
    found = change(monitor(2023), monitor(2024, (205, 120, 90)))
    assert found.change.verdict == "geen aantoonbaar verschil"
    assert "geen aantoonbaar verschil: toeval meegerekend ligt het verschil tussen" in plain(change_sentence(found))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"names": ("Zuid", "West", "Noord")}, "de wijk heeft een andere naam (2024)"),
        ({"changes": (3, 1, 1)}, "de grens van de wijk is veranderd (2024)"),
        ({"changes": (2, 1, 1)}, "de code van de wijk is veranderd (2024)"),
        ({"changes": (None, 1, 1)}, "het is niet bekend of de grens van de wijk gelijk bleef (2024)"),
        ({"reached": None}, "er is geen bereik van 2024"),
        ({"note": "leeftijd 4 tot 12 jaar"}, "het bereik telt een andere leeftijd"),
        ({"publisher": "Stichting Anders"}, "het bereik komt van een andere organisatie"),
        ({"place": "locatie"}, "het bereik is in een van de jaren geteld op de locatie"),
        ({"reached": (3, 120, 90)}, "het bereik van 2024 is verborgen"),
        ({"reached": (Status.SUPPRESSED, 120, 90)}, "het bereik van 2024 is verborgen"),
        ({"reached": (Status.UNKNOWN, 120, 90)}, "van 2024 is er geen percentage: onbekend"),
        ({"reached": (700, 120, 90)}, "in 2024 zijn meer kinderen bereikt dan er volgens CBS wonen"),
        ({"children": (40, 900, 800), "reached": (9, 120, 90)}, "van 2024 is er geen percentage: te weinig kinderen"),
    ],
)
def test_what_is_not_the_same_is_not_compared(options, reason):
    found = change(monitor(2023), monitor(2024, **options))
    assert found.change is None
    assert found.reason == reason
    assert change_sentence(found) == f"Het bereik van 2023 en 2024 is niet te vergelijken: {reason}."


def test_a_year_in_between_tells_what_happened_to_the_border():
    moved = change(monitor(2022), monitor(2023, changes=(3, 1, 1)), monitor(2024))
    assert moved.reason == "de grens van de wijk is veranderd (2023)"
    gap = change(monitor(2022), monitor(2024))
    assert gap.reason == "er zijn geen cijfers van 2023 (2024)"


def test_a_wijk_that_one_of_the_years_does_not_have():
    before = monitor(2023, (200, 120), children=CHILDREN[:2], names=("Oost", "West"), changes=(1, 1), codes=WIJKEN[:2])
    assert change(before, monitor(2024), wijk=THIRD).reason == "deze wijk staat niet in de cijfers van 2023"
    assert change(monitor(2023), replace_year(before, 2024), wijk=THIRD).reason == (
        "deze wijk staat niet in de cijfers van 2024"
    )


def replace_year(given, year):
    return replace(given, year=year)


def test_two_years_of_other_ages_than_were_chosen_are_compared_and_that_is_said():
    other = "leeftijd 4 tot en met 11 jaar"
    found = change(monitor(2023, note=other), monitor(2024, (280, 120, 90), note=other))
    assert found.change is not None and found.other_ages
    assert "Het bereik telt een andere leeftijd dan u kiest" in change_sentence(found)
    assert "andere leeftijd" not in change_sentence(change(monitor(2023), monitor(2024)))


def test_a_line_of_reach_stops_where_other_ages_are_counted():
    years = {2023: monitor(2023, note="4-11"), 2024: monitor(2024, note="4-12")}
    points, why = build_series(FIRST, "reach_share", sorted(years), years.__getitem__)
    assert [point.stretch for point in points] == [0, 1] and "andere leeftijd" in why[2024]
    assert points[0].gemeente_stretch != points[1].gemeente_stretch
    points, why = build_series(FIRST, "children_count", sorted(years), years.__getitem__)
    assert [point.stretch for point in points] == [0, 0] and why == {}


def test_ages_that_one_year_does_not_name_are_said():
    found = change(monitor(2023, note=""), monitor(2024))
    assert found.silent_about_ages == (2023,)
    assert "Welke leeftijd in 2023 telt, staat niet bij het bereik." in change_sentence(found)


def test_few_children_are_an_indication():
    children = (90, 900, 800)
    found = change(monitor(2023, (20, 120, 90), children=children), monitor(2024, (25, 120, 90), children=children))
    assert found.indicative
    assert change_sentence(found).endswith("lees dit als indicatie.")


# --- with lists of addresses --------------------------------------------------------------------------


def spread(*rows):
    return lambda *_: weigh(pairs(*rows))


def test_a_border_that_moved_is_bridged_by_addresses():
    """Oost keeps 95 of 100 of its addresses and gives 5 to West; West keeps all."""
    weights = spread((FIRST, FIRST, 95), (FIRST, SECOND, 5), (SECOND, SECOND, 100))
    found = change(monitor(2023), monitor(2024, (280, 120, 90), changes=(3, 1, 1)), reallocation=weights)
    assert found.reallocated
    assert found.change.first == pytest.approx(200 / 600)
    assert "herverdeeld" in change_sentence(found)


def test_less_than_nine_in_ten_addresses_give_no_change():
    weights = spread((FIRST, FIRST, 89), (SECOND, FIRST, 11), (SECOND, SECOND, 89))
    found = change(monitor(2023), monitor(2024, changes=(3, 1, 1)), reallocation=weights)
    assert found.change is None
    assert found.reason == "minder dan 90 % van de adressen komt uit een oude wijk"


def test_a_hidden_part_stays_hidden_after_spreading():
    weights = spread((FIRST, FIRST, 95), (SECOND, FIRST, 5), (SECOND, SECOND, 95))
    found = change(monitor(2023, (200, 3, 90)), monitor(2024, changes=(3, 1, 1)), reallocation=weights)
    assert found.change is None
    assert found.reason == "het bereik van 2023 is verborgen"


def series(*monitors, wijk=FIRST, figure="reached_count", reallocation=None):
    loaded = {each.year: each for each in monitors}
    return build_series(wijk, figure, sorted(loaded), loaded.__getitem__, reallocation)


def test_without_addresses_a_changed_wijk_has_no_line():
    points, reasons = series(monitor(2023), monitor(2024, changes=(3, 1, 1)))
    assert [point.stretch for point in points] == [0, 1]
    assert reasons == {2024: "de grens van de wijk is veranderd"}
    assert not any(point.reallocated for point in points)


def test_with_addresses_older_years_join_the_line_and_are_marked():
    weights = spread((FIRST, FIRST, 80), (FIRST, SECOND, 20), (SECOND, SECOND, 100))
    points, reasons = series(
        monitor(2022), monitor(2023, (100, 120, 90)), monitor(2024, changes=(3, 1, 1)), reallocation=weights
    )
    assert [(point.year, point.figure.value, point.reallocated) for point in points] == [
        (2022, 160, True), (2023, 80, True), (2024, 200, False),
    ]  # fmt: skip
    assert [point.stretch for point in points] == [0, 0, 0]
    assert reasons == {}
    assert points[0].main_share == 1


def test_a_new_wijk_gets_the_years_before_it_existed():
    before = monitor(2023, (200, 120), children=CHILDREN[:2], names=("Oost", "West"), changes=(1, 1), codes=WIJKEN[:2])
    weights = spread((FIRST, FIRST, 60), (FIRST, THIRD, 40), (SECOND, SECOND, 100))
    points, _ = series(before, monitor(2024), wijk=THIRD, reallocation=weights)
    assert [(point.year, point.figure.value) for point in points] == [(2023, 80), (2024, 90)]
    assert series(before, monitor(2024), wijk=THIRD)[0][0].year == 2024


def test_a_year_without_addresses_stays_as_it_was():
    def only_2023(old, new):
        return weigh(pairs((FIRST, FIRST, 100))) if old == 2023 else None

    points, reasons = series(monitor(2022), monitor(2023), monitor(2024, changes=(3, 1, 1)), reallocation=only_2023)
    assert [(point.stretch, point.reallocated) for point in points] == [(0, False), (1, True), (1, False)]
    assert set(reasons) == {2023}


def test_reach_is_computed_from_what_was_spread():
    weights = spread((FIRST, FIRST, 50), (SECOND, FIRST, 50), (SECOND, SECOND, 50))
    points, _ = series(monitor(2023), monitor(2024, changes=(3, 1, 1)), figure="reach_share", reallocation=weights)
    assert points[0].figure.value == pytest.approx((200 + 60) / ((1000 + 450) * 0.6))
    assert points[0].low.value < points[0].figure.value < points[0].high.value


@pytest.mark.parametrize(
    ("reached", "status"),
    [
        ((3, 120, 90), Status.SUPPRESSED),
        ((Status.UNKNOWN, 120, 90), Status.UNKNOWN),
        ((20, 120, 90), Status.SUPPRESSED),
    ],
)
def test_absent_and_small_counts_are_absent_after_spreading(reached, status):
    """A tenth of 20 children reads as 2 children: that is hidden too."""
    weights = spread((FIRST, THIRD, 10), (FIRST, FIRST, 90), (SECOND, SECOND, 100))
    points, _ = series(monitor(2023, reached), monitor(2024, changes=(1, 1, 3)), wijk=THIRD, reallocation=weights)
    assert points[0].figure.status == status
