"""A figure is written in one way on all pages, in the story and on paper: 13 % is nowhere 12,7 %, 7,1 fte nowhere 7."""

import re
from datetime import date

import pytest

from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.numbers import format_number, format_pct, format_share, format_value
from tests.app.test_pages import run_page
from tests.pdfs import text_of

PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("overzicht", {}), ("dekking", {}), ("dekking", {"norm_bereik": "25", "norm_fte": "800"}), ("behoefte", {}),
    ("behoefte", {"deel": "samen"}), ("behoefte", {"deel": "eerlijk"}), ("wijk", {"wijk": "WK900105"}),
    ("wijk", {"wijk": "WK900103"}), ("wijk", {"wijk": "WK900101"}), ("werkbezoek", {}), ("verantwoording", {}),
)  # fmt: skip
WRITTEN = ("children_count", "reach_share", "kinderwerker_fte", "children_per_fte", "gap_children_count", "gap_fte")
_UNITS = {"%": "", "fte": " fte", "kinderen": " kinderen", "kinderen per fte": " kinderen per fte"}


def other_writings(name, figure):
    """Return how a figure could be written too, with its unit."""
    unit = INDICATORS[name].unit
    if unit == "%":
        return {format_pct(figure.value, decimals) for decimals in (0, 1, 2)}
    rounded = {format_number(figure.value, decimals) for decimals in (0, 1, 2)}
    return {f"{number}{_UNITS[unit]}" for number in rounded}


def forbidden(monitor, earlier=()):
    """Return every writing of a figure that is not that of this or any other figure of the gemeente, in any year."""
    right, others = set(), set()
    for each in (monitor, *earlier):
        for cells in (*each.coverage.cells.values(), each.coverage.totals):
            for name in WRITTEN:
                if cells[name].known:
                    said = format_figure(name, cells, unit=True).removeprefix("minstens ")
                    right |= {said, *format_interval(name, cells).split(" tot ")}
                    others |= other_writings(name, cells[name]) if each is monitor else set()
    # A share of the user's norm or of CBS may be the same number.
    for cells in monitor.cbs_cells.values():
        right |= {format_value(INDICATORS[name], *figure) for name, figure in cells.items() if figure.known}
    # A norm, and what one fte is.
    right |= {format_share(number / 100) for number in range(5, 100, 5)} | {"1 fte"}
    return others - right


def found_in(text, writings):
    """Return which of the writings stand in a text, as whole numbers."""
    clean = text.replace("\N{NO-BREAK SPACE}", " ")
    clean = re.sub(r"</?strong>|\*\*", "", clean)
    return {said for said in writings if re.search(rf"(?<![\d.,]){re.escape(said)}(?!\w)", clean)}


def words_of_page(app):
    """Return everything a page sends to the browser: words, tables, maps and charts."""
    sent = (getattr(element, "proto", None) for element in app.main)
    return " ".join(proto.SerializeToString().decode("utf-8", "replace") for proto in sent if proto is not None)


@pytest.mark.parametrize(
    ("page", "choices"), PAGES, ids=lambda given: given if isinstance(given, str) else "-".join(given)
)
def test_no_page_writes_a_figure_in_another_way(example_monitor, page, choices):
    words = words_of_page(run_page(page, **choices))
    assert len(words) > 1000
    wrong = forbidden(example_monitor(2024), [example_monitor(year) for year in range(2020, 2024)])
    # How reach and fte are divided is said in whole percentages, which are other figures.
    if choices.get("deel") == "samen":
        wrong = {said for said in wrong if "," in said or "%" not in said}
    assert found_in(words, wrong) == set()


def test_story_and_factsheet_write_it_so_too(example_library, example_monitor):
    monitor = example_monitor(2024)
    wijken = ("WK900110", "WK900105")
    story = build_story(
        example_library, monitor, Plan("GM9001", 2024, wijken=wijken), today=date(2026, 11, 25), load=example_monitor
    )
    sheets = Factsheets(example_library, monitor, date(2026, 11, 25), example_monitor)
    for words in (repr(story.slides), text_of(sheets.of_wijk(wijken[0])), text_of(sheets.of_gemeente())):
        assert found_in(words, forbidden(monitor)) == set()


def test_another_writing_is_found(example_monitor):
    found = forbidden(example_monitor(2024))
    assert len(found) > 30
    said = min(found)
    assert found_in(f"Hier staat {said}, anders dan elders.", found) == {said}
    assert found_in(f"Hier staat 9{said}.", found) == set()
