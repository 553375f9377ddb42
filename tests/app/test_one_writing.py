"""A figure is written in one way on all pages, in the story and on paper: 13 % is nowhere 12,7 %, 7,1 fte nowhere 7."""

import re
from datetime import date
from random import Random

import pytest

from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.sources.library import read_folder
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
    ("plan", {}), ("plan", {"deel": "vragen"}),
)  # fmt: skip
OF_ANOTHER: tuple[tuple[str, dict[str, str]], ...] = (
    ("overzicht", {}),
    ("dekking", {}),
    ("behoefte", {"deel": "samen"}),
    ("plan", {}),
)
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


def wrong_on(wrong, choices):
    """Return what no page may say; how reach and fte are divided is said in whole percentages: other figures."""
    return {said for said in wrong if choices.get("deel") != "samen" or "," in said or "%" not in said}


def found_in(text, writings):
    """Return which of the writings stand in a text, as whole numbers."""
    clean = text.replace("\N{NO-BREAK SPACE}", " ")
    clean = re.sub(r"</?strong>|\*\*", "", clean)
    # So many fte for a thousand children is another figure.
    return {said for said in writings if re.search(rf"(?<![\d.,]){re.escape(said)}(?!\w| per 1\.000)", clean)}


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
    assert found_in(words, wrong_on(wrong, choices)) == set()


def another_gemeente():
    """Return the files of a gemeente of twelve wijken with figures that nobody chose: as random as a seed is."""
    chance = Random(11)
    header = "gwb_code_10;regio;recs;jaar;a_inw;a_00_14;p_hh_osm;p_jz_tn;g_woz"
    cbs, bereik = [], ["wijkcode;jaar;kinderen bereikt;fte;kinderwerkers"]
    total = 0
    for number in range(1, 13):
        young = chance.randrange(120, 4200, 5)
        total += young
        poor, care, worth = chance.uniform(2, 30), chance.uniform(4, 18), chance.randrange(150, 600)
        need = f"{poor:.1f};{care:.1f};{worth}".replace(".", ",")
        cbs.append(f"WK9777{number:02};Wijk {number:02};Wijk;2024;{young * 6};{young};{need}")
        workers = chance.randrange(4)
        fte = f"{workers * chance.uniform(0.3, 0.9):.1f}".replace(".", ",")
        bereik.append(f"WK9777{number:02};2024;{chance.randrange(6, young // 4)};{fte};{workers}")
    whole = f"GM9777;Toevaldam;Gemeente;2024;{total * 6};{total};10,0;9,0;300"
    return {
        "kwb.csv": "\n".join([header, whole, *cbs, ""]).encode(),
        "bereik.csv": "\n".join([*bereik, ""]).encode(),
        "bronnen.toml": b'["bereik.csv"]\ntelt = "woonwijk"\n',
    }


def test_nor_with_figures_that_nobody_chose(real_data, tmp_path):
    real_data(another_gemeente())
    monitor = build_monitor(read_folder(tmp_path), "GM9777", 2024)
    assert sum(cells["reach_share"].known for cells in monitor.coverage.cells.values()) == 12
    wrong = forbidden(monitor)
    assert len(wrong) > 100
    for page, choices in OF_ANOTHER:
        app = run_page(page, **choices)
        assert not app.exception
        assert found_in(words_of_page(app), wrong_on(wrong, choices)) == set()


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
