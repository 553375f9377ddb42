"""One wijk over the years: where its line stops, and how old its newest figures may be."""

import pytest

from kinderwerk_stats.gemeente.history import build_series, find_latest_figures
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.indicators import CBS_INDICATORS
from kinderwerk_stats.model.status import Status
from tests.builders import GEMEENTE, WIJKEN, bereik_table, cbs_table, library_of

FIRST, SECOND, _ = WIJKEN
INCOME, JEUGDZORG = "income_per_person_eur", "jeugdzorg_share"
LATE = Status.NOT_PUBLISHED


def year_table(year, figure=None, *, name="Oost", change=1, indicator=INCOME, gemeente=30_000.0, **options):
    """Return a year of one wijk with children, and one more figure when given."""
    figures = {"children_0_14_count": [1000 + year, 500 + year]}
    if figure is not None:
        figures[indicator] = [gemeente, figure]
    return cbs_table(
        figures, [GEMEENTE, FIRST], names=["Verzonnendam", name], changes=[1, change], year=year, **options
    )


def latest(*tables, year=2024, indicator=INCOME):
    found = find_latest_figures(library_of(*tables), GEMEENTE, FIRST, year)
    return next((line for line in found if line.indicator.name == indicator), None)


# --- the newest figure -------------------------------------------------------------------------------


def test_each_indicator_has_its_own_newest_year():
    tables = [year_table(2022, 27_000.0), year_table(2023, 28_000.0), year_table(2024, LATE, gemeente=LATE)]
    line = latest(*tables)
    assert (line.year, line.figure.value, line.gemeente.value) == (2023, 28_000, 30_000)
    assert latest(*tables, indicator="children_0_14_count").year == 2024


def test_an_indicator_that_the_newest_file_does_not_have_is_of_the_year_before():
    assert latest(year_table(2023, 28_000.0), year_table(2024)).year == 2023


@pytest.mark.parametrize("absent", [Status.SUPPRESSED, Status.UNKNOWN, Status.NOT_APPLICABLE])
def test_a_secret_figure_is_not_replaced_by_an_older_one(absent):
    line = latest(year_table(2023, 28_000.0), year_table(2024, absent))
    assert (line.year, line.figure.status) == (2024, absent)


@pytest.mark.parametrize(
    ("change", "name", "year"),
    [(1, "Oost", 2023), (1, "Wijk 01 OOST", 2023), (2, "Oost", None), (3, "Oost", None), (None, "Oost", None),
     (1, "Westrand", None)],
)  # fmt: skip
def test_an_older_figure_is_used_only_while_the_wijk_is_the_same(change, name, year):
    line = latest(year_table(2023, 28_000.0), year_table(2024, LATE, change=change, name=name))
    assert line.year == year
    assert line.figure.status == (Status.KNOWN if year else LATE)


def test_a_border_that_moved_before_the_older_figure_does_not_matter():
    line = latest(year_table(2022, 1.0), year_table(2023, 28_000.0, change=3), year_table(2024, LATE))
    assert line.year == 2023


def test_a_year_that_is_missing_in_between_hides_what_happened_to_the_border():
    line = latest(year_table(2022, 28_000.0), year_table(2024, LATE))
    assert (line.year, line.figure.status) == (None, LATE)


def test_nothing_is_newer_than_the_year_that_was_asked():
    assert latest(year_table(2022, 27_000.0), year_table(2023, 28_000.0), year=2022).figure.value == 27_000


def test_two_years_late_falls_back_two_years():
    line = latest(year_table(2022, 27_000.0), year_table(2023, LATE), year_table(2024, LATE))
    assert line.year == 2022


def test_a_file_about_another_gemeente_does_not_stand_in_the_way_of_an_older_figure():
    # The newest file of the indicator covers the country and one other gemeente.
    other = cbs_table({INCOME: [31_000.0, 25_000.0]}, ["NL00", "WK900201"], year=2024, kind="odata")
    assert latest(year_table(2023, 28_000.0), year_table(2024), other).year == 2023


def test_gemeente_and_country_are_of_the_same_year_as_the_wijk():
    def with_country(year, figures):
        return cbs_table(
            {INCOME: figures, "children_0_14_count": [1, 1, 1]},
            ["NL00", GEMEENTE, FIRST],
            year=year,
            names=["a", "b", "c"],
        )

    line = latest(with_country(2023, [31.0, 30.0, 28.0]), with_country(2024, [35.0, 34.0, LATE]))
    assert (line.year, line.figure.value, line.gemeente.value, line.country.value) == (2023, 28, 30, 31)
    assert latest(year_table(2024, 28_000.0)).country.status == Status.UNKNOWN


def test_indicators_without_a_figure_in_any_year_are_left_out():
    found = find_latest_figures(library_of(cbs_table({"children_0_14_count": [9, 2, 3, 4]})), GEMEENTE, WIJKEN[0], 2024)
    assert [line.indicator.name for line in found] == ["children_0_14_count"]


def test_indicators_stand_in_the_order_of_the_list(example_library):
    found = find_latest_figures(example_library, "GM9001", "WK900105", 2024)
    names = [line.indicator.name for line in found]
    assert names == [name for name in CBS_INDICATORS if name in names]
    years = {line.indicator.name: line.year for line in found}
    assert (years["children_0_14_count"], years[JEUGDZORG], years["low_income_household_share"]) == (2024, 2023, 2023)


# --- the series --------------------------------------------------------------------------------------


def series(*tables, figure="reach_share", years=None):
    library = library_of(*tables)
    wanted = library.years(GEMEENTE) if years is None else years
    return build_series(FIRST, figure, wanted, lambda year: build_monitor(library, GEMEENTE, year))


def test_points_may_be_joined_until_something_changed():
    points, reasons = series(
        year_table(2019), year_table(2020), year_table(2021, change=3), year_table(2022),
        year_table(2023, name="Havenkwartier"), year_table(2024, change=2, name="Havenkwartier"),
    )  # fmt: skip
    assert [(point.year, point.stretch) for point in points] == [
        (2019, 0), (2020, 0), (2021, 1), (2022, 1), (2023, 2), (2024, 3)
    ]  # fmt: skip
    assert reasons == {
        2021: "de grens van de wijk is veranderd",
        2023: "de wijk heeft een andere naam",
        2024: "de code van de wijk is veranderd",
    }


def test_a_missing_year_breaks_the_line():
    _, reasons = series(year_table(2020), year_table(2023))
    assert reasons == {2023: "er zijn geen cijfers van 2021 tot en met 2022"}


def test_a_year_in_which_the_wijk_was_not_there_has_no_point():
    elsewhere = cbs_table({"children_0_14_count": [1, 1]}, [GEMEENTE, SECOND], year=2021, names=["a", "b"])
    points, reasons = series(year_table(2020), elsewhere, year_table(2022))
    assert [point.year for point in points] == [2020, 2022]
    assert list(reasons) == [2022]


def test_a_point_has_the_figure_its_interval_and_the_gemeente():
    bereik = bereik_table({"reached_count": [250]}, [FIRST], year=2020, total={"reached_count": 200})
    (point, after), _ = series(year_table(2020), bereik, year_table(2021))
    assert point.low.value < point.figure.value < point.high.value
    assert point.gemeente.known
    assert point.gemeente.value != point.figure.value
    assert after.figure.status == after.low.status == Status.UNKNOWN


def test_a_figure_without_an_interval_is_its_own_interval():
    bereik = bereik_table({"reached_count": [250]}, [FIRST], year=2020)
    (point,), _ = series(year_table(2020), bereik, figure="reached_count")
    assert point.low == point.high == point.figure


def test_no_years_no_points():
    assert series(year_table(2020), years=[]) == ([], {})


def test_the_example_breaks_where_its_border_moved(example_library, example_monitor):
    years = example_library.years("GM9001")
    points, reasons = build_series("WK900108", "reach_share", years, example_monitor)
    assert list(reasons) == [2022]
    assert [point.stretch for point in points] == [0, 0, 1, 1, 1]
    # 4 children in 2021: hidden in the series as well.
    assert [point.figure.status for point in points][:2] == [Status.KNOWN, Status.SUPPRESSED]
    assert build_series("WK900103", "reach_share", years, example_monitor)[1] == {}


def test_the_country_of_another_file_has_its_own_source():
    nation = cbs_table({"children_0_14_count": [2_714_040]}, ("NL00",), kind="statline")
    library = library_of(cbs_table({"children_0_14_count": [900, 300, 300, 300]}, (GEMEENTE, *WIJKEN[:3])), nation)
    [line] = [n for n in find_latest_figures(library, GEMEENTE, WIJKEN[0], 2024) if n.country.known]
    assert (line.country.value, line.source.kind) == (2_714_040, "kwb")
    assert line.country_source is not None
    assert line.country_source.kind == "statline"
