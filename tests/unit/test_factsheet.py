"""Factsheets read back: one page, for a screen reader too, with the words of the monitor and nothing of a name run."""

from dataclasses import replace
from datetime import date

import pytest

from kinderwerk_stats.exports.drawings.frame import INVENTED
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.key_figures import key_figures
from kinderwerk_stats.text.sentences import headline, wijk_headline
from kinderwerk_stats.text.sheets import missing_in_gemeente, missing_in_wijk
from tests.builders import library_of, monitor_of
from tests.pdfs import letters_of, open_pdf, squeezed, tags_of, text_of, words_outside
from tests.pictures import EVIL, LONG

TODAY = date(2026, 11, 25)


def sheets_of(monitor, library=None):
    return Factsheets(library or library_of(), monitor, TODAY)


@pytest.fixture(scope="module")
def example(example_library, example_monitor):
    """Return the sheets of the example gemeente."""
    return Factsheets(example_library, example_monitor(2024), TODAY)


@pytest.mark.parametrize("code", [None, "WK900105", "WK900109", "WK900112", "WK900113", "WK900114"])
def test_a_sheet_is_one_page_that_a_screen_reader_can_read(example, code):
    content = example.of_gemeente() if code is None else example.of_wijk(code)
    pdf = open_pdf(content)
    root = pdf.trailer["/Root"]
    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    name = example.monitor.gemeente_name if code is None else example.monitor.name_of(code)
    assert pdf.metadata.title == f"Kinderwerk in {name}, 2024"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    tags = tags_of(content)
    headings = [tag for tag, _ in tags if tag in ("/H1", "/H2", "/H3")]
    assert headings[0] == "/H1" and set(headings[1:]) == {"/H2"}
    figures = [alt for tag, alt in tags if tag == "/Figure"]
    assert len(figures) >= 2 and all(len(alt) > 40 for alt in figures)
    assert "/Table" in dict(tags)
    assert "/TH" in dict(tags)


def test_small_print_is_seven_points_also_on_a_sheet_that_is_set_smaller(example):
    names = [f"Wijk {n:02d} {LONG}" for n in range(44)]
    many = sheets_of(
        monitor_of([n * 3 for n in range(44)], [0.5] * 44, children=[500 + n for n in range(44)], names=names)
    )
    for content in (example.of_gemeente(), example.of_wijk("WK900105"), many.of_gemeente()):
        letters = letters_of(content, "Kleine aantallen")
        assert letters and min(letters) >= 6.99
    assert min(letters_of(many.of_gemeente(), "Om over te praten")) < 10.9


@pytest.mark.parametrize("code", ["WK900101", "WK900105", "WK900111", "WK900112"])
def test_a_sheet_of_a_wijk_says_the_same_as_the_screen(example, code):
    monitor = example.monitor
    words = text_of(example.of_wijk(code))
    assert squeezed(plain(wijk_headline(monitor, code))) in words
    for figure in key_figures(monitor, monitor.coverage.cells[code], monitor.coverage.totals):
        assert squeezed(figure.label + figure.value + figure.unit + figure.interval + figure.note) in words
    for line in missing_in_wijk(monitor, code):
        assert squeezed(plain(line)) in words


def test_the_sheet_of_the_gemeente_says_the_same_as_the_screen(example):
    monitor = example.monitor
    words = text_of(example.of_gemeente())
    assert squeezed(plain(headline(monitor))) in words
    for figure in key_figures(monitor, monitor.coverage.totals):
        assert squeezed(figure.label + figure.value + figure.unit + figure.interval) in words
    for line in missing_in_gemeente(monitor):
        assert squeezed(plain(line)) in words
    assert squeezed("1.550 kinderen") in words


def test_a_sheet_states_what_its_figures_rest_on(example):
    words = text_of(example.of_wijk("WK900105"))
    for text in (
        INVENTED,
        "Halmerdam (GM9001)",
        "Jaar: 2024",
        "Leeftijd: 4 t/m 12 jaar",
        "geen norm; vergeleken met het gemiddelde",
        "Gewichten: geen",
        "aantallen van 1 tot en met 4 kinderen zijn verborgen",
        "Stichting Kinderwerk Halmerdam",
        "Gemaakt op: 25 november 2026",
        "Bereikte kinderen als deel van de kinderen die er wonen.",
    ):
        assert squeezed(text) in words, text


def test_real_figures_have_no_mark():
    assert squeezed(INVENTED) not in text_of(sheets_of(monitor_of()).of_wijk("WK900101")).replace(
        squeezed("Verzonnen cijfers: nee"), ""
    )


def test_the_same_figures_on_the_same_day_give_the_same_bytes():
    one, other = (sheets_of(monitor_of()).of_wijk("WK900101") for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    "name", [EVIL, "#panic()", "*x* _y_ `z`", "$x^2$", "a\\n\nb", "@ref <label> // weg", "= Kop", "- 1"]
)
def test_a_name_is_printed_and_never_run(name):
    content = sheets_of(monitor_of(names=[name, "B", "C"], gemeente_name=name)).of_wijk("WK900101")
    assert squeezed(name) in text_of(content)
    assert len(open_pdf(content).pages) == 1


@pytest.mark.parametrize("name", ["Wijk \U0001f600 1", "\u0645\u062f\u0631\u0633\u0629", "\u4e2d\u6587", "\x00\x0bA"])
def test_signs_that_no_font_has_do_not_stop_a_sheet(name):
    content = sheets_of(monitor_of(names=[name, "B", "C"])).of_wijk("WK900101")
    assert len(open_pdf(content).pages) == 1


@pytest.mark.parametrize("name", [LONG, f"{LONG} {LONG} {LONG}", "Lang" * 60, "x" * 1000])
def test_long_names_are_whole_and_stay_on_one_page(name):
    names = [name, f"{name} II", f"{name} III"]
    sheets = sheets_of(monitor_of(names=names, gemeente_name=name))
    for content in (sheets.of_wijk("WK900101"), sheets.of_gemeente()):
        assert len(open_pdf(content).pages) == 1
        assert squeezed(name) in text_of(content)
        assert words_outside(content) == []


def test_a_gemeente_of_110_wijken_fits_on_one_page():
    count = 110
    monitor = monitor_of(
        [*(n * 3 for n in range(count - 1)), Status.UNKNOWN],
        [0.5] * count,
        children=[500 + n for n in range(count)],
        names=[f"Wijk {n:03d} {LONG}" for n in range(count)],
    )
    sheets = sheets_of(monitor)
    for content in (sheets.of_gemeente(), sheets.of_wijk("WK900150")):
        assert len(open_pdf(content).pages) == 1


@pytest.mark.parametrize(
    "monitor",
    [
        lambda: monitor_of(None),
        lambda: monitor_of([Status.UNKNOWN] * 3, [Status.UNKNOWN] * 3),
        lambda: monitor_of([3, 20, 300]),
        lambda: monitor_of(children=[10, 900, Status.UNKNOWN], exact=False),
        lambda: monitor_of([5], [0.0], children=[400]),
        lambda: monitor_of(place="locatie"),
    ],
    ids=["no bereik", "unknown", "hidden", "few children", "one wijk", "at the location"],
)
def test_absent_figures_give_a_sheet_with_the_reason(monitor):
    made = monitor()
    sheets = sheets_of(made)
    for content in (sheets.of_gemeente(), *(sheets.of_wijk(code) for code in made.names)):
        assert len(open_pdf(content).pages) == 1
        assert "nan" not in text_of(content).lower().replace("namen", "")


def test_without_borders_the_bars_take_the_place_of_the_map(example_library, example_monitor):
    monitor = replace(example_monitor(2024), shapes=None, drawn=frozenset())
    content = Factsheets(example_library, monitor, TODAY).of_wijk("WK900105")
    assert len([tag for tag, _ in tags_of(content) if tag == "/Figure"]) == 2
    assert len(open_pdf(content).pages) == 1


def test_a_sheet_has_the_title_of_the_story_that_it_goes_with(example):
    for content in (replace(example, title="Samen naar de wijk").of_wijk("WK900105"),
                    replace(example, title="Samen naar de wijk").of_gemeente()):  # fmt: skip
        assert squeezed("Samen naar de wijk · Kinderwerk") in text_of(content)
        assert open_pdf(content).metadata.title.startswith("Samen naar de wijk: Kinderwerk in ")


def test_a_wijk_that_is_not_there_is_a_mistake():
    with pytest.raises(KeyError):
        sheets_of(monitor_of()).of_wijk("WK999999")
