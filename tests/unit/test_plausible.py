"""Figures of CBS that cannot be true together: more children than people, wijken that are not their gemeente."""

import math

import pytest

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs.plausible import check_plausible
from kinderwerk_stats.sources.recognise import read_file
from tests.builders import cbs_table
from tests.words import words_of

CHILDREN, PEOPLE = "children_0_14_count", "population_count"
# Three wijken: 4 sqrt(3 + 1) + 4.
TOLERANCE = 12


def found(**figures) -> list[tuple[str, str]]:
    return [(p.severity, words_of(p).found) for p in check_plausible("kwb.csv", cbs_table(figures))]


@pytest.mark.parametrize(("children", "refused"), [(108, False), (109, True)])
def test_more_children_than_people_is_refused_beyond_what_rounding_can_do(children, refused):
    problems = found(**{CHILDREN: [400, 100, 150, children], PEOPLE: [5000, 2000, 2900, 100]})
    assert [severity for severity, _ in problems if severity == "fout"] == ["fout"] * refused
    if refused:
        assert problems == [
            ("fout", "meer kinderen van 0 tot 15 jaar dan inwoners in WK900103 (109 kinderen, 100 inwoners)")
        ]


@pytest.mark.parametrize(("difference", "said"), [(TOLERANCE, False), (TOLERANCE + 1, True), (-TOLERANCE - 1, True)])
def test_wijken_that_do_not_add_up_to_their_gemeente_are_said(difference, said):
    problems = found(**{CHILDREN: [2700 + difference, 800, 900, 1000]})
    assert [severity for severity, _ in problems] == ["waarschuwing"] * said
    if said:
        assert f"GM9001 (wijken samen 2700, gemeente {2700 + difference})" in problems[0][1]


def test_a_wijk_that_is_missing_is_found_by_its_children():
    table = cbs_table({CHILDREN: [2700, 800, 900]}, ("GM9001", "WK900101", "WK900102"))
    assert "wijken samen 1700, gemeente 2700" in words_of(check_plausible("kwb.csv", table)[0]).found


@pytest.mark.parametrize("absent", [Status.UNKNOWN, Status.SUPPRESSED, Status.NOT_PUBLISHED])
def test_with_an_unknown_wijk_there_is_no_sum_to_compare(absent):
    assert found(**{CHILDREN: [2700, 800, absent, 1000]}) == []


@pytest.mark.parametrize(("people", "said"), [(9032, False), (9033, True)])
def test_of_inhabitants_some_live_in_no_wijk(people, said):
    # 12 for rounding and 0.2 % of the gemeente.
    assert math.floor(TOLERANCE + 0.002 * 9032) == 30
    assert bool(found(**{PEOPLE: [people, 3000, 3000, 3002]})) is said


BUURTEN = ("WK900101", "BU90010101", "BU90010102", "BU90010103", "WK900102", "BU90010201")


# Three buurten: 6 sqrt(3 + 1) + 4 = 16.
@pytest.mark.parametrize(("wijk", "said"), [(316, False), (284, False), (317, True), (283, True)])
def test_a_wijk_that_is_not_its_buurten_is_said(wijk, said):
    problems = check_plausible("kwb.csv", cbs_table({CHILDREN: [wijk, 90, 110, 100, 45, 50]}, BUURTEN))
    assert [problem.severity for problem in problems] == ["waarschuwing"] * said
    if said:
        assert f"WK900101 (buurten samen 300, wijk {wijk})" in words_of(problems[0]).found


def test_figures_that_changed_places_among_wijken_are_found():
    # Together they still are the gemeente.
    rows = cbs_table({CHILDREN: [350, 50, 90, 110, 100, 300, 50]}, ("GM9001", *BUURTEN))
    assert "WK900101 (buurten samen 300, wijk 50), WK900102 (buurten samen 50, wijk 300)" in (
        words_of(check_plausible("kwb.csv", rows)[0]).found
    )


@pytest.mark.parametrize("absent", [Status.UNKNOWN, Status.SUPPRESSED])
def test_with_an_unknown_buurt_or_wijk_there_is_nothing_to_compare(absent):
    for figures in ([400, 90, absent, 100, 45, 50], [absent, 90, 110, 100, 45, 50]):
        assert check_plausible("kwb.csv", cbs_table({CHILDREN: figures}, BUURTEN)) == []


def test_the_reader_looks(tmp_path):
    path = tmp_path / "kwb.csv"
    path.write_text(
        "gwb_code,regio,recs,a_inw,a_00_14,jaar\n"
        "GM9001,Verzonnendam,Gemeente,5000,1000,2024\nWK900101,West,Wijk,2000,500,2024\n"
    )
    assert any("wijken samen 500, gemeente 1000" in words_of(problem).found for problem in read_file(path).problems)
