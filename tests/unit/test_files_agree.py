"""Every file has the figures of the screen, also where they are hidden, absent, estimated, invented or above 100 %."""

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.status import Status
from tests.agreement import check_every_file
from tests.builders import library_of, monitor_of
from tests.pictures import EVIL, LONG

CASES = {
    "all known": monitor_of,
    "hidden": lambda: monitor_of([3, 20, 300]),
    "two hidden": lambda: monitor_of([3, 4, 300]),
    "unknown": lambda: monitor_of([Status.UNKNOWN, 20, 300], [Status.UNKNOWN, 1.0, 0.0]),
    "nothing known": lambda: monitor_of([Status.UNKNOWN] * 3, [Status.UNKNOWN] * 3),
    "no bereik": lambda: monitor_of(None),
    "at the location": lambda: monitor_of(place="locatie"),
    "estimated": lambda: monitor_of(exact=False),
    "few children": lambda: monitor_of([1, 20, 0], children=[10, 90, Status.UNKNOWN], exact=False),
    "more than live there": lambda: monitor_of([900, 20, 10]),
    "own norm": lambda: monitor_of(norm=Norm(children_per_fte=800.0, reach_share=0.25)),
    "names": lambda: monitor_of(names=["=1+1", EVIL, LONG], gemeente_name=f"{EVIL} {LONG}"),
    "no kinderwerker": lambda: monitor_of([5, 0, 0], [0.0, 0.0, 0.0]),
}


@pytest.mark.parametrize("case", CASES)
def test_every_file_has_the_figures_of_the_screen(case, tmp_path):
    assert check_every_file(library_of(), CASES[case](), tmp_path) > 100


@pytest.mark.parametrize("year", [2020, 2022, 2024])
def test_every_file_of_the_example_has_the_figures_of_the_screen(example_library, example_monitor, tmp_path, year):
    assert check_every_file(example_library, example_monitor(year), tmp_path) > 500
