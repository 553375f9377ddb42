"""One gemeente in one year: what its totals are, what the bereik may be divided by, and what is hidden."""

import math
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from kinderwerk_stats.analysis.children import NATIONAL_AGE_SHARE, NATIONAL_AGE_SHARE_YEAR
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.gemeente.monitor import _warnings_of, build_monitor
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.problems import InputRefused, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.text.origin import wijk_sources
from tests.builders import (
    GEMEENTE,
    WIJKEN,
    ages_table,
    bereik_table,
    cbs_table,
    library_of,
    monitor_of,
    named_shapes,
)
from tests.words import refusal_saying, words_of

CHILDREN = "children_0_14_count"
FIRST, SECOND, THIRD = WIJKEN
# Of 15 children of 0-14 two are of each age from 4 on: 18 of 26 are 4-12.
AGES = [1] * 4 + [2] * 11


def build(*tables, year: int = 2024, **options):
    return build_monitor(library_of(*tables), GEMEENTE, year, **options)


def children(*figures: float, **options):
    return cbs_table({CHILDREN: figures or (2705, 800, 900, 1000)}, **options)


# --- children ----------------------------------------------------------------------------------------


def test_children_of_the_gemeente_come_from_its_own_row_and_not_from_the_sum():
    total = build(children()).coverage.totals
    assert total[CHILDREN].value == 2705
    assert total["children_count"].value == pytest.approx(2705 * NATIONAL_AGE_SHARE["4-12"])
    assert total["children_low"].value < total["children_count"].value < total["children_high"].value


def test_children_are_counted_and_not_estimated_where_the_ages_of_that_year_are_there():
    monitor = build(children(), ages_table({GEMEENTE: [100 * n for n in AGES]}))
    total = monitor.coverage.totals
    assert [total[f"children_{end}"].value for end in ("count", "low", "high")] == [1800] * 3
    assert monitor.coverage.total_flags == ("bereik_onbekend", "fte_onbekend")


@pytest.mark.parametrize(("age_range", "count"), [("4-11", 1600), ("4-12", 1800)])
def test_both_ends_of_the_age_range_count(age_range, count):
    monitor = build(children(), ages_table({GEMEENTE: [100 * n for n in AGES]}), age_range=age_range)
    assert monitor.coverage.totals["children_count"].value == count
    assert monitor.coverage.values.at[FIRST, "children_count"] == pytest.approx(800 * count / 2600)


def test_ages_of_another_year_give_a_share_and_say_so():
    monitor = build(children(), ages_table({GEMEENTE: AGES}, year=2022))
    total = monitor.coverage.totals
    assert monitor.age_share.value == pytest.approx(18 / 26)
    assert (monitor.age_share.origin, monitor.age_share.year) == ("gemeente", 2022)
    assert total["children_low"].value < total["children_count"].value == pytest.approx(2705 * 18 / 26)
    assert "aandeel_leeftijd_ander_jaar" in monitor.coverage.total_flags


def test_without_ages_the_national_share_is_used_and_named():
    monitor = build(children(), ages_table({"GM9002": AGES}))
    assert (monitor.age_share.value, monitor.age_share.year) == (NATIONAL_AGE_SHARE["4-12"], NATIONAL_AGE_SHARE_YEAR)
    assert "aandeel_leeftijd_landelijk" in monitor.coverage.total_flags
    assert any("heel Nederland" in line for line in wijk_sources(monitor))


@pytest.mark.parametrize("ages", [[math.nan, *AGES[1:]], [0] * 15])
def test_ages_with_a_hole_or_without_children_give_no_share(ages):
    assert build(children(), ages_table({GEMEENTE: ages})).age_share.origin == "landelijk"


def test_a_gemeente_without_a_row_is_the_sum_of_its_wijken_and_says_so():
    monitor = build(children(800, 900, 1000, codes=WIJKEN))
    assert monitor.coverage.totals[CHILDREN].value == 2700
    assert "kinderen_is_som_van_wijken" in monitor.coverage.total_flags


def test_a_sum_over_wijken_of_which_one_is_absent_is_no_sum():
    monitor = build(children(800, Status.SUPPRESSED, 1000, codes=WIJKEN))
    assert not monitor.coverage.totals[CHILDREN].known
    assert "kinderen_onbekend" in monitor.coverage.total_flags
    assert "kinderen_is_som_van_wijken" not in monitor.coverage.total_flags


@pytest.mark.parametrize("absent", [Status.UNKNOWN, Status.NOT_PUBLISHED, Status.SUPPRESSED])
def test_a_wijk_without_children_keeps_the_reason(absent):
    monitor = build(children(2705, absent, 900, 1000), bereik_table({"reached_count": (20, 30, 40)}))
    cells = monitor.coverage.cells[FIRST]
    assert {cells[name].status for name in (CHILDREN, "children_count", "reach_share")} == {absent}
    assert cells["reached_count"].value == 20
    assert f"kinderen_{absent.code}" in monitor.coverage.flags[FIRST]


def test_a_wijk_with_counted_ages_of_its_own_is_not_estimated():
    monitor = build(children(), ages_table({GEMEENTE: AGES, FIRST: [30 * n for n in AGES]}))
    row = monitor.coverage.values.loc[FIRST]
    assert row[["children_count", "children_low", "children_high"]].tolist() == [540] * 3
    assert monitor.coverage.values.at[SECOND, "children_low"] < monitor.coverage.values.at[SECOND, "children_count"]


def test_counted_ages_are_known_where_cbs_gives_no_children():
    monitor = build(children(2705, Status.SUPPRESSED, 900, 1000), ages_table({FIRST: [30 * n for n in AGES]}))
    cells = monitor.coverage.cells[FIRST]
    assert cells["children_count"] == Figure(540, Status.KNOWN)
    assert cells[CHILDREN] == Figure(780, Status.KNOWN)
    assert not any(flag.startswith("kinderen") for flag in monitor.coverage.flags[FIRST])


@pytest.mark.parametrize("second", [900, Status.SUPPRESSED])
def test_the_gemeente_is_counted_by_its_ages_where_cbs_gives_no_row_for_it(second):
    monitor = build(children(800, second, 1000, codes=WIJKEN), ages_table({GEMEENTE: [100 * n for n in AGES]}))
    total = monitor.coverage.totals
    assert (total[CHILDREN].value, total["children_count"].value) == (2600, 1800)
    assert "kinderen_is_som_van_wijken" not in monitor.coverage.total_flags


# --- bereik ------------------------------------------------------------------------------------------


def test_a_wijk_that_the_bereik_does_not_mention_is_unknown_and_not_zero():
    monitor = build(children(), bereik_table({"reached_count": (60, 70), "kinderwerker_fte": (1, 1)}, [FIRST, THIRD]))
    cells = monitor.coverage.cells[SECOND]
    assert cells["reached_count"].status == cells["kinderwerker_fte"].status == Status.UNKNOWN
    assert math.isnan(cells["reached_count"].value)
    assert not monitor.bereik_cells[SECOND]["visits_count"].known
    assert monitor.coverage.flags[SECOND] == ("bereik_onbekend", "fte_onbekend")
    assert any(
        "WK900102" in words_of(note).found and "onbekend, niet nul" in words_of(note).action for note in monitor.notes
    )


def test_a_zero_in_the_bereik_stays_zero():
    monitor = build(children(), bereik_table({"reached_count": (60, 0, 70)}))
    assert monitor.coverage.cells[SECOND]["reached_count"] == Figure(0, Status.KNOWN)
    assert monitor.coverage.cells[SECOND]["reach_share"] == Figure(0, Status.KNOWN)


def test_rows_of_the_bereik_go_to_their_wijk_in_whatever_order_they_stand():
    monitor = build(children(), bereik_table({"reached_count": (30, 10, 20)}, [THIRD, FIRST, SECOND]))
    assert monitor.coverage.values["reached_count"].tolist() == [10, 20, 30]


def test_children_counted_where_they_come_are_not_divided_by_the_children_who_live_there():
    bereik = bereik_table({"reached_count": (60, 120, 90), "kinderwerker_fte": (1, 1, 1)}, place="locatie",
                          total={"reached_count": 250})  # fmt: skip
    monitor = build(children(), bereik)
    coverage = monitor.coverage
    for name in ("reached_count", "reach_share", "gap_children_count"):
        assert {cells[name].status for cells in coverage.cells.values()} == {Status.NOT_APPLICABLE}, name
    assert coverage.totals["reached_count"].status == Status.NOT_APPLICABLE
    assert not coverage.totals["reach_share"].known
    assert coverage.norm_reach is None
    assert "bereik_op_locatie" in coverage.total_flags
    assert coverage.totals["children_per_fte"].known


@pytest.mark.parametrize("place", ["woonwijk", None])
def test_children_counted_where_they_live_or_of_whom_that_is_not_said_are_divided(place):
    assert build(children(), bereik_table({"reached_count": (60, 120, 90)}, place=place)).coverage.norm_reach


@pytest.mark.parametrize(("total", "overlap", "flagged"),
                         [(269, True, False), (270, True, True), (280, True, True), (270, False, False)])  # fmt: skip
def test_a_total_that_counts_children_twice_is_flagged(total, overlap, flagged):
    bereik = bereik_table({"reached_count": (60, 120, 90)}, total={"reached_count": total}, counts_overlap=overlap)
    assert ("bereik_is_som_van_wijken" in build(children(), bereik).coverage.total_flags) == flagged


def test_without_bereik_everything_of_it_is_unknown_and_the_flags_say_so():
    monitor = build(children())
    assert monitor.bereik is None
    assert not any(cell.known for cells in monitor.bereik_cells.values() for cell in cells.values())
    assert set(monitor.coverage.flags[FIRST]) == {"bereik_onbekend", "fte_onbekend"}
    assert {"bereik_onbekend", "fte_onbekend"} <= set(monitor.coverage.total_flags)


def test_bereik_of_another_year_is_not_this_years():
    assert build(children(), bereik_table({"reached_count": (60, 120, 90)}, year=2023)).bereik is None


# --- what is hidden ----------------------------------------------------------------------------------

_VISITS = {"visits_count": (30, 900, 700), "signals_count": (9, 8, 7)}


@pytest.mark.parametrize(
    ("threshold", "count", "hidden"),
    [
        (5, 0, False),
        (5, 1, True),
        (5, 4, True),
        (5, 5, False),
        (10, 9, True),
        (10, 10, False),
        (0, 1, False),
        (1, 1, False),
    ],
)
def test_small_counts_are_hidden_in_the_organisations_own_table_too(threshold, count, hidden):
    monitor = monitor_of((count, 120, 90), bereik=_VISITS, threshold=threshold)
    small, second, largest = (monitor.bereik_cells[code] for code in WIJKEN)
    for name in ("reached_count", "visits_count"):
        # With the total of the gemeente one hidden count would be given back: the smallest other one goes too.
        assert [row[name].status == Status.SUPPRESSED for row in (small, second, largest)] == [hidden, False, hidden]
        assert math.isnan(small[name].value) == hidden
    assert "signals_count" not in small
    assert small["kinderwerker_fte"].known
    assert ("kleine_aantallen_verborgen" in monitor.coverage.total_flags) == hidden


@pytest.mark.parametrize(
    ("visits", "total", "hidden_wijk", "hidden_total"),
    [
        ((30, 900, 700), 1630, False, False),
        # A small count hides the total; nothing else protects it.
        ((4, 900, 700), 1604, True, True),
        ((5, 900, 700), 1605, False, False),
        ((0, 900, 700), 1600, False, False),
        # A total of a few visits, or one that leaves a few for what has no wijk.
        ((Status.UNKNOWN,) * 3, 4, False, True),
        ((Status.UNKNOWN,) * 3, 5, False, False),
        ((Status.UNKNOWN, 900, 700), 1601, False, True),
        ((Status.UNKNOWN, 900, 700), 1604, False, True),
        ((Status.UNKNOWN, 900, 700), 1605, False, False),
        ((Status.UNKNOWN, 900, 700), 1600, False, False),
        # The organisation wrote "<5".
        ((Status.SUPPRESSED, 900, 700), 1603, True, True),
    ],
)
@pytest.mark.parametrize("place", ["woonwijk", "locatie"])
def test_small_counts_of_visits_are_hidden_as_those_of_children_are(visits, total, hidden_wijk, hidden_total, place):
    monitor = monitor_of(
        (60, 120, 90), bereik={"visits_count": visits}, total={"visits_count": total}, place=place
    )  # fmt: skip
    coverage = monitor.coverage
    for cells in (monitor.bereik_cells[FIRST], coverage.cells[FIRST]):
        assert (cells["visits_count"].status == Status.SUPPRESSED) == hidden_wijk
    assert (coverage.totals["visits_count"].status == Status.SUPPRESSED) == hidden_total
    assert ("kleine_aantallen_verborgen" in coverage.total_flags) == hidden_total


@pytest.mark.parametrize(("total", "hidden"), [(4, True), (5, False), (211, True), (214, True), (215, False)])
def test_a_total_of_a_few_children_or_that_leaves_a_few_is_hidden(total, hidden):
    reached = (Status.UNKNOWN,) * 3 if total < 100 else (Status.UNKNOWN, 120, 90)
    monitor = monitor_of(reached, total={"reached_count": total})
    assert (monitor.coverage.totals["reached_count"].status == Status.SUPPRESSED) == hidden


@pytest.mark.parametrize(
    ("signals", "total", "shown"),
    [
        ((0, 0, 0), None, 0),
        ((1, 0, 0), None, Status.SUPPRESSED),
        ((3, 3, 3), None, Status.SUPPRESSED),
        ((4, 3, 3), None, 10),
        ((4, 3, 3), 9, Status.SUPPRESSED),
        ((1, 1, 1), 10, 10),
        ((4, Status.UNKNOWN, 30), None, Status.UNKNOWN),
    ],
)
def test_signals_are_of_the_gemeente_only_and_from_ten_on(signals, total, shown):
    given = None if total is None else {"signals_count": total}
    monitor = monitor_of((60, 120, 90), bereik={"signals_count": signals}, total=given)
    assert all("signals_count" not in cells for cells in monitor.bereik_cells.values())
    assert (monitor.signals.value if monitor.signals.known else monitor.signals.status) == shown


def test_an_own_table_by_age_of_a_wijk_replaces_the_estimate_and_is_named():
    own = ages_table({FIRST: [50.0] * 15}, file="brp-per-wijk.csv")
    monitor = build(children(), own)
    first, second = (monitor.coverage.cells[code] for code in (FIRST, SECOND))
    assert [first[name].value for name in ("children_count", "children_low", "children_high")] == [450.0] * 3
    assert second["children_low"].value < second["children_high"].value
    assert "kinderen_per_wijk_geteld" in monitor.coverage.total_flags
    assert "brp-per-wijk.csv" in [source.file for source in monitor.sources]


def test_an_own_table_by_age_of_another_year_is_not_used_for_the_count():
    monitor = build(children(), ages_table({FIRST: [50.0] * 15}, year=2020, file="brp-per-wijk.csv"))
    assert "kinderen_per_wijk_geteld" not in monitor.coverage.total_flags
    assert "brp-per-wijk.csv" not in [source.file for source in monitor.sources]


def test_what_the_organisation_hid_itself_stays_hidden_with_what_gives_it_away():
    monitor = monitor_of(
        (Status.SUPPRESSED, 120, 90), bereik=_VISITS, total={"reached_count": 212, "visits_count": 1630}
    )
    assert monitor.coverage.cells[FIRST]["reached_count"].status == Status.SUPPRESSED
    assert monitor.bereik_cells[FIRST]["visits_count"].status == Status.SUPPRESSED
    assert monitor.coverage.totals["visits_count"].status == Status.SUPPRESSED
    assert monitor.coverage.totals["reached_count"].value == 212


def test_hidden_counts_are_hidden_where_the_table_came_from_the_files_total_or_the_sum():
    for total in (None, {"reached_count": 213}):
        monitor = monitor_of((3, 120, 90), total=total)
        shown = [code for code, cells in monitor.coverage.cells.items() if cells["reached_count"].known]
        assert shown == [SECOND]
        assert monitor.coverage.totals["reached_count"].value == 213


def test_a_table_of_small_counts_only_loses_its_total_and_all_that_follows_from_it():
    coverage = monitor_of((4, 4, 4)).coverage
    assert coverage.totals["reached_count"].status == Status.SUPPRESSED
    assert coverage.totals["reach_share"].status == Status.SUPPRESSED
    assert coverage.norm_reach is None
    assert coverage.reached_at_least == 0
    assert "bereik_onderdrukt" in coverage.total_flags


# --- a reason for everything that is absent ----------------------------------------------------------


def test_a_gap_without_a_measure_has_a_flag_that_says_so():
    # Of one wijk fte are unknown, so the gemeente has no average to compare the others with.
    monitor = monitor_of((Status.UNKNOWN, 120, 90), (Status.UNKNOWN, 1, 1))
    assert not monitor.coverage.cells[SECOND]["gap_fte"].known
    assert monitor.coverage.flags[SECOND] == ("norm_fte_onbekend",)
    assert monitor.coverage.flags[FIRST] == ("bereik_onbekend", "fte_onbekend")
    with_norm = monitor_of((Status.UNKNOWN, 120, 90), (Status.UNKNOWN, 1, 1), norm=Norm(500, 0.2))
    assert with_norm.coverage.flags[SECOND] == ()


# --- the rest ----------------------------------------------------------------------------------------


def test_wijken_stand_in_the_order_of_their_codes():
    monitor = build(children(2700, 1000, 800, 900, codes=[GEMEENTE, THIRD, FIRST, SECOND]))
    assert list(monitor.wijken.index) == list(monitor.coverage.cells) == list(WIJKEN)
    assert monitor.coverage.values[CHILDREN].tolist() == [800, 900, 1000]


def test_a_wijk_without_a_name_is_called_by_its_number_and_lists_say_why():
    monitor = build(children(names=["Verzonnendam", "Oost", None, "Zuid"]))
    assert [monitor.name_of(code) for code in WIJKEN] == ["Oost", "Wijk 02", "Zuid"]
    assert monitor.names[SECOND] == "Wijk 02 (naam onbekend)"


def test_names_from_elsewhere_do_not_make_borders_of_another_year_agree():
    # Taken from the map itself, the names would always agree with it.
    shapes = named_shapes({FIRST: "Oost", SECOND: "West", THIRD: "Zuid", "WK900104": "Noord"}, year=2014)
    monitor = build(children(names=["Verzonnendam", "Oost", None, None]), shapes)
    assert monitor.drawn == frozenset()


def test_a_figure_that_no_file_has_is_unknown():
    monitor = build(children())
    assert monitor.cbs("woz_eur", FIRST).status == Status.UNKNOWN
    assert monitor.cbs(CHILDREN, "NL00").status == Status.UNKNOWN
    assert monitor.cbs(CHILDREN, FIRST).value == 800


def test_every_file_used_is_a_source_once():
    monitor = build(
        children(), ages_table({GEMEENTE: AGES}), bereik_table({"reached_count": (60, 120, 90)}),
        named_shapes(dict.fromkeys(WIJKEN, "x")),
    )  # fmt: skip
    assert [s.file for s in monitor.sources] == ["kwb-2024.csv", "leeftijden.csv", "bereik.xlsx", "gebieden.geojson"]
    assert wijk_sources(monitor)[0] == "CBS, Kerncijfers wijken en buurten 2024"
    assert len(wijk_sources(monitor)) == 4


@pytest.mark.parametrize(
    ("gemeente", "year", "words"),
    [
        (GEMEENTE, 2023, "cijfers van 2021, 2024"),
        ("GM9002", 2024, r"cijfers van Verzonnendam \(GM9001\)"),
    ],
)
def test_a_year_or_gemeente_that_is_not_there_is_refused_with_what_is(gemeente, year, words):
    library = library_of(
        children(names=["Verzonnendam", "a", "b", "c"]), children(year=2021, names=["Verzonnendam", "a", "b", "c"])
    )
    with refusal_saying(words):
        build_monitor(library, gemeente, year)


@pytest.mark.parametrize(("count", "more"), [(5, False), (6, True)])
def test_of_many_gemeenten_five_are_named(count, more):
    codes = [code for n in range(1, count + 1) for code in (f"GM900{n}", f"WK900{n}01")]
    with pytest.raises(InputRefused) as refused:
        build_monitor(library_of(children(*[1] * len(codes), codes=codes)), "GM0344", 2024)
    found = words_of(refused.value.problems[0]).found
    assert found.count("GM900") == 10
    assert found.endswith("…") == more


def test_without_any_file_with_children_the_refusal_says_what_is_needed():
    with refusal_saying("kinderen van 0 tot 15 jaar per wijk"):
        build(cbs_table({"woz_eur": (1, 1, 1, 1)}))


# --- the example -------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2020, 2025))
def test_the_order_of_the_files_does_not_change_the_example(example_library, example_monitor, year):
    backwards = build_monitor(type(example_library)(reversed(example_library.results)), "GM9001", year)
    monitor = example_monitor(year)
    assert backwards.coverage.values.equals(monitor.coverage.values)
    assert backwards.coverage.totals == monitor.coverage.totals or math.isnan(
        monitor.coverage.totals["visits_count"].value
    )
    assert (backwards.names, backwards.drawn, backwards.sources) == (monitor.names, monitor.drawn, monitor.sources)


def test_the_example_tells_the_four_kinds_of_absence_apart(example_monitor):
    monitor = example_monitor(2024)
    assert monitor.coverage.cells["WK900111"]["reached_count"].status == Status.UNKNOWN
    assert monitor.coverage.cells["WK900113"]["reached_count"].status == Status.SUPPRESSED
    assert monitor.coverage.cells["WK900105"]["reached_count"] == Figure(0, Status.KNOWN)
    assert monitor.cbs("jeugdzorg_share", "WK900105").status == Status.NOT_PUBLISHED


def test_children_computed_from_a_percentage_have_a_wider_margin_and_a_flag():
    people = {"population_count": (16000, 5000, 5500, 5500)}
    table = cbs_table({CHILDREN: (2705, 800, 900, 1000)} | people)
    plain = build(table).coverage
    computed = build(replace(table, from_percentage=[CHILDREN])).coverage
    for one, other in ((plain.totals, computed.totals), (plain.cells[FIRST], computed.cells[FIRST])):
        assert other["children_count"] == one["children_count"]
        assert other["children_low"].value < one["children_low"].value
        assert other["children_high"].value > one["children_high"].value
    assert "kinderen_uit_percentage" in computed.total_flags
    assert "kinderen_uit_percentage" not in plain.total_flags


# --- the door ------------------------------------------------------------------------------------------


def parts_of(thing):
    """Yield everything that a record holds, however deep."""
    yield thing
    if is_dataclass(thing) and not isinstance(thing, type):
        inside = [getattr(thing, field.name) for field in fields(thing)]
    elif isinstance(thing, dict):
        inside = list(thing.values())
    else:
        inside = list(thing) if isinstance(thing, tuple | list | frozenset) else []
    for part in inside:
        yield from parts_of(part)


def test_no_count_that_is_hidden_is_anywhere_in_a_monitor():
    bereik = bereik_table(
        {"reached_count": (3, 120, 97), "visits_count": (4, 900, 800), "signals_count": (2, 1, 4)},
        total={"reached_count": 220, "visits_count": 1704, "signals_count": 7},
    )
    parts = list(parts_of(build(children(), replace(bereik, no_wijk={"kinderwerker_fte": 0.5, "reached_count": 2}))))
    assert not [part for part in parts if isinstance(part, BereikTable)]
    numbers = {float(part) for part in parts if isinstance(part, int | float) and not isinstance(part, Status)}
    for frame in (part for part in parts if isinstance(part, pd.DataFrame)):
        numbers |= set(frame.select_dtypes("float").to_numpy().ravel().tolist())
    assert numbers.isdisjoint({3.0, 4.0, 1704.0, 7.0, 2.0})
    assert {0.5, 220.0} <= numbers


@pytest.mark.parametrize(
    ("ages", "flagged"),
    [([[4, 12]], False), ([[4, 11]], True), ([[6, 12]], True), ([], False), ([[0, 3], [4, 12]], False)],
)
def test_ages_that_the_organisation_states_are_compared_as_numbers(ages, flagged):
    monitor = build(children(), replace(bereik_table({"reached_count": (60, 120, 90)}), ages=ages))
    assert (Flag.BEREIK_ANDERE_LEEFTIJD in monitor.coverage.total_flags) == flagged


def test_what_is_made_from_raw_counts_is_for_who_delivers_only():
    problems = (make_warning("kinderen_minstens", wijken=("WK990101: 17",)), make_warning("cijfers_voorlopig"))
    library = SimpleNamespace(results=[ReadResult(Path("bereik.xlsx"), "bereik", problems=problems)])
    shown = _warnings_of(library, [Source("bereik.xlsx", "bereik", "Bereik", "Stichting Voorbeeld")])
    assert [problem.code for problem in shown] == ["cijfers_voorlopig"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bereik 2024 in gemeente Verzonnendam", True),
        ("Kinderen van 4 t/m 12 jaar, 1-1-2024 tot 31-12-2024", True),
        ("In 2024 bereikten wij 247 kinderen", False),
        ("Jaarcijfers 2024 (N=13)", False),
    ],
)
def test_a_title_with_a_count_in_it_is_not_shown(title, shown):
    table = bereik_table({"reached_count": (60, 120, 90)})
    monitor = build(children(), replace(table, source=replace(table.source, title=title)))
    assert (title in {source.title for source in monitor.sources}) == shown
