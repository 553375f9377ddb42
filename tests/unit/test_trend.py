"""METHOD 1.7: a line joins two years only when they are the same wijk and the same count."""

import pytest

from kinderwerk_stats.analysis.trend import WijkYear, find_segments


@pytest.mark.parametrize(
    ("second", "breaks", "reason"),
    [
        (WijkYear(2021, "oost", 1), (), None),
        (WijkYear(2021, "oost", 2), (), "code"),
        (WijkYear(2021, "oost", 3), (), "grens"),
        (WijkYear(2021, "oost", None), (), "niet bekend"),
        (WijkYear(2021, "west", 1), (), "andere naam"),
        (WijkYear(2022, "oost", 1), (), "geen cijfers van 2021"),
        (WijkYear(2023, "oost", 1), (), "van 2021 tot en met 2022"),
        (WijkYear(2021, "oost", 1), (2021,), "telling"),
        (WijkYear(2021, "oost", 1), (2022,), None),
    ],
)
def test_why_a_line_stops(second, breaks, reason):
    segments, reasons = find_segments([WijkYear(2020, "oost", 1), second], breaks)
    assert segments == ([0, 0] if reason is None else [0, 1])
    assert (reason is None and reasons == {}) or reason in reasons[second.year]


def test_what_cbs_says_of_the_first_year_does_not_matter():
    assert find_segments([WijkYear(2020, "oost", 3)]) == ([0], {})
    assert find_segments([]) == ([], {})
