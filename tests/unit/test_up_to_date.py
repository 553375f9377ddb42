"""How old figures are, what is provisional, and what newer ones would change."""

import pytest

from kinderwerk_stats.delivery.up_to_date import find_gains, find_held
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.up_to_date import describe_age
from tests.builders import GEMEENTE, WIJKEN, ages_table, cbs_table, library_of

KNOWN = {"kwb": 2026, "leeftijden": 2026, "nabijheid": 2025}
UNKNOWN = Status.UNKNOWN


def table(year, **figures):
    return cbs_table({"children_0_14_count": [100, 200, 300], **figures}, WIJKEN, year=year)


def test_the_newest_of_each_source_and_what_cbs_has_since():
    library = library_of(table(2020), table(2023), ages_table({GEMEENTE: [1] * 18}, year=2026))
    held = {one.theme: one for one in find_held(library, GEMEENTE, KNOWN, 2026)}
    assert {theme: (one.year, one.newest, one.outdated) for theme, one in held.items()} == {
        "kwb": (2023, 2026, True),
        "leeftijden": (2026, 2026, False),
    }


@pytest.mark.parametrize(("year", "filling"), [(2023, False), (2024, True), (2026, True)])
def test_a_year_is_provisional_until_it_is_two_years_old(year, filling):
    (held,) = find_held(library_of(table(year)), GEMEENTE, KNOWN, 2026)
    assert held.filling == filling
    assert ("Voorlopig" in describe_age(held, 2026, "november 2026")[1]) == filling


def test_what_is_invented_has_nothing_newer_and_is_never_provisional():
    made_up = table(2024)
    object.__setattr__(made_up.source, "invented", True)
    (held,) = find_held(library_of(made_up), GEMEENTE, KNOWN, 2026)
    assert (held.newest, held.outdated, held.filling) == (None, False, False)
    assert describe_age(held, 2026, "november 2026") == ("2 jaar", "")


def test_what_is_still_empty_is_named():
    library = library_of(table(2025, income_per_person_eur=[Status.NOT_PUBLISHED] * 3))
    (held,) = find_held(library, GEMEENTE, KNOWN, 2026)
    assert held.absent == ("income_per_person_eur",)
    assert "Nog leeg: inkomen per inwoner." in describe_age(held, 2026, "november 2026")[1]


def test_what_a_newer_table_fills_and_changes():
    own = library_of(table(2023, woz_eur=[100.0, 200.0, UNKNOWN]))
    filled = table(2023, woz_eur=[100.0, 200.0, 300.0], income_per_person_eur=[30_000.0, UNKNOWN, UNKNOWN])
    (gain,) = find_gains(own, library_of(filled), GEMEENTE)
    # A wijk more of a figure that was there is neither a new figure nor another one.
    assert (gain.year, gain.new_year, gain.new, gain.changed) == (2023, False, ("income_per_person_eur",), ())

    corrected = table(2023, woz_eur=[100.0, 201.0, UNKNOWN])
    (gain,) = find_gains(own, library_of(corrected), GEMEENTE)
    assert (gain.new, gain.changed) == ((), ("woz_eur",))


def test_the_same_changes_nothing_and_a_new_year_does():
    own = library_of(table(2023))
    assert find_gains(own, library_of(table(2023)), GEMEENTE) == []
    (gain,) = find_gains(own, library_of(table(2024), table(2023)), GEMEENTE)
    assert (gain.year, gain.new_year, gain.new) == (2024, True, ("children_0_14_count",))
