"""The praatplaat, the zip of all factsheets, and charts as pictures."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from kinderwerk_stats.exports.bundle import bundle_factsheets, factsheet_name
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_png, slide_svg
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.exports.praatplaat import _own, build_praatplaat
from kinderwerk_stats.exports.typeset import typeset_png
from kinderwerk_stats.story.build import build_story, first_of
from kinderwerk_stats.story.context import build_context, context_lines
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.plan import Photo, PlanPart, Quote, default_plan
from kinderwerk_stats.story.slides import PhotoPicture, Slide
from kinderwerk_stats.text.first import wijken_in_words
from kinderwerk_stats.text.intervals import format_figure
from tests.builders import WIJKEN, library_of, monitor_of
from tests.pdfs import heights_of, open_pdf, squeezed, tags_of, text_of
from tests.pictures import EVIL, LONG, photo, pictures

TODAY = date(2026, 11, 25)


def praatplaat(monitor, plan=None, library=None):
    return build_praatplaat(library or library_of(), monitor, plan or default_plan(monitor), today=TODAY)


# --- the praatplaat ---------------------------------------------------------------------------------------


def test_the_praatplaat_is_one_a3_on_its_side_that_a_screen_reader_can_read(example_library, example_monitor):
    content = praatplaat(example_monitor(2024), library=example_library)
    pdf = open_pdf(content)
    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [1191, 842]
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert pdf.metadata.title == "Praatplaat kinderwerk in Halmerdam, 2024"
    tags = [tag for tag, _ in tags_of(content)]
    assert tags.count("/H1") == 1 and tags.count("/H2") == 8 and tags.count("/Figure") == 3
    words = text_of(content)
    for text in ("Welke kinderen zien we nog niet?", "3.000 tot 3.750 kinderen", "1.040 kinderen per kinderwerker",
                 "Sterrenveld", "1.550 kinderen", "48 van de 50", "Om over te praten", "Dit spreken we af",
                 "Reken deze delen niet om", "Verzonnen cijfers", "Gemaakt op: 25 november 2026"):  # fmt: skip
        assert squeezed(text) in words, text
    # The box under the list, of which the last word is drawn lowest, ends above the line over the small print.
    heights = heights_of(content)
    small_print = next(height for height, piece in heights if piece.startswith("Meer kinderen bereikt dan er wonen"))
    assert min(height for height, piece in heights if len(piece) == 1) > small_print + 30


def test_a_photo_has_the_room_that_no_quote_takes():
    plan = replace(default_plan(monitor_of()), photo=Photo(photo(), "Kinderen in een zaal"))
    beside = _own(replace(plan, quotes=(Quote("Hier kent iemand mij.", "Noor"),)))
    assert _own(plan)["photo"]["height"] > beside["photo"]["height"]


def test_the_praatplaat_asks_the_questions_of_the_organisation_and_shows_its_own_list(example_library, example_monitor):
    monitor = example_monitor(2024)
    own = "Wie van u kent de kinderen van het Spoorkwartier?"
    given = Signalling(listed=80, known=70, needed_help=20, what="Een lijst van de scholen", when="voorjaar 2024")
    plan = default_plan(monitor).changed(PlanPart("gesprek", text=own))
    words = text_of(praatplaat(monitor, type(plan)(**{**vars(plan), "signalling": given}), example_library))
    assert squeezed(own) in words
    assert squeezed("Een lijst van de scholen") in words and squeezed("50 kinderen in Den Haag") not in words


def test_the_praatplaat_is_about_the_chosen_wijken_with_the_title_photo_and_quote_of_the_story(
    example_library, example_monitor
):
    monitor = example_monitor(2024)
    plan = replace(
        default_plan(monitor),
        wijken=("WK900104", "WK900101"),
        title="Samen naar de wijk",
        photo=Photo(photo(), "Kinderen in een zaal"),
        quotes=(Quote("“Hier kent iemand mij.”", "Noor", "kind van 9"), Quote("Later.", "Sam")),
    )
    content = praatplaat(monitor, plan, example_library)
    words = text_of(content)
    assert open_pdf(content).metadata.title == "Samen naar de wijk: Praatplaat kinderwerk in Halmerdam, 2024"
    cells = monitor.coverage.cells["WK900104"]
    for text in ("Samen naar de wijk", "Over Populierenhof", monitor.name_of("WK900104"), "“Hier kent iemand mij.”",
                 f"{format_figure('reached_count', cells)} van de {format_figure('children_count', cells)} kinderen",
                 "Noor, kind van 9", "kijkt u het eerst naar Sterrenveld", "Wijk 04 Populierenhof"):  # fmt: skip
        assert squeezed(text) in words, text
    # What is their own takes the place of the example of elsewhere.
    assert squeezed("Den Haag") not in words and squeezed("Welke kinderen zien we nog niet?") not in words[:200]
    assert "Kinderen in een zaal" in [alt for tag, alt in tags_of(content) if tag == "/Figure"]
    own = replace(plan, signalling=Signalling(80, 70, 20, "Een lijst van de scholen", "voorjaar 2024"))
    both = praatplaat(monitor, own, example_library)
    assert squeezed("Een lijst van de scholen") in text_of(both) and len(open_pdf(both).pages) == 1


def test_a_chosen_wijk_has_no_number_for_what_is_hidden_and_no_word_of_children_who_are_missed_where_none_are():
    monitor = monitor_of([2, 400, 90])
    hidden, reached, _ = wijken_in_words(monitor, first_of(library_of(), monitor), WIJKEN)
    assert hidden.figure == "480 kinderen" and "bereik verborgen" in hidden.why
    assert reached.figure.startswith("400 van de ") and "niet bereikt zijn" not in reached.why


@pytest.mark.parametrize("name", [EVIL, LONG, "Lang" * 60, "\U0001f600"])
def test_names_are_printed_on_the_praatplaat_and_it_stays_one_page(name):
    content = praatplaat(monitor_of(names=[name, "B", "C"], gemeente_name=name))
    assert len(open_pdf(content).pages) == 1
    assert squeezed(name.replace("\U0001f600", "□")) in text_of(content)


def test_without_bereik_the_praatplaat_still_shows_the_country():
    words = text_of(praatplaat(monitor_of(None)))
    assert squeezed("3.000 tot 3.750") in words
    assert squeezed("Welke wijk dat is, is nog niet te zeggen") in words


# --- all factsheets in one zip ----------------------------------------------------------------------------


def sheets_of(names):
    monitor = monitor_of(names=names)
    return Factsheets(library_of(), monitor, TODAY)


def test_the_zip_holds_the_gemeente_and_every_wijk_and_says_how_far_it_is():
    sheets, seen = sheets_of(["Oost", "Oost", "../../weg"]), []
    content = bundle_factsheets(sheets, progress=lambda made, total: seen.append((made, total)))
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        names = zipped.namelist()
        assert names == [
            "factsheet-2024-gm9001-verzonnendam.pdf",
            "factsheet-2024-wk900101-oost.pdf",
            "factsheet-2024-wk900102-oost.pdf",
            "factsheet-2024-wk900103-weg.pdf",
        ]
        assert zipped.read(names[1]) == sheets.of_wijk("WK900101")
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert content == bundle_factsheets(sheets)


def test_the_zip_stops_when_it_is_asked_to():
    cancel, seen = Event(), []

    def stop_at_the_second(made, total):
        seen.append(made)
        if made == 2:
            cancel.set()

    assert bundle_factsheets(sheets_of(["A", "B", "C"]), progress=stop_at_the_second, cancel=cancel) is None
    assert seen == [1, 2]


def test_names_of_files_are_short_and_plain():
    assert len(factsheet_name(sheets_of([LONG * 9, "B", "C"]), "WK900101")) < 100
    assert file_name("Één wijk", "", "a/b\\c:d*e") == "een-wijk-a-b-c-d-e"
    assert file_name("中文") == ""


# --- charts as pictures -----------------------------------------------------------------------------------


def test_a_picture_carries_title_source_and_context(example_library, example_monitor):
    monitor = example_monitor(2024)
    story = build_story(example_library, monitor, default_plan(monitor), today=TODAY)
    for slide in story.slides:
        words = squeezed("".join(fromstring(slide_svg(slide, story.context)).itertext()))
        for text in (slide.title, slide.subtitle, slide.remark, slide.source, slide.definition, "Verzonnen cijfers"):
            assert squeezed(text) in words
        for name, said in context_lines(story.context):
            assert name in ("Bron", "Verzonnen cijfers") or squeezed(said) in words


@pytest.mark.parametrize("kind", pictures())
def test_a_picture_becomes_a_png_of_twice_its_size(kind):
    monitor = monitor_of()
    slide = Slide("gemeente", f"Titel {kind}", "Ondertitel", pictures()[kind], "In woorden", "CBS")
    image = Image.open(io.BytesIO(slide_png(slide, build_context(monitor, (), TODAY))))
    assert image.width == 1920
    # Something is drawn: paper, and at least two colours of ink.
    assert len(image.convert("RGB").getcolors(1_000_000)) > 10


def test_a_slide_without_picture_and_a_drawing_without_size_are_mistakes():
    slide = Slide("eigen", "Titel", "", None, "", "")
    with pytest.raises(ValueError, match="no picture"):
        slide_svg(slide, build_context(monitor_of(), (), TODAY))
    with pytest.raises(ValueError, match="viewBox"):
        typeset_png("<svg/>")


def test_a_photo_is_drawn_whole():
    slide = Slide("kinderwerk", "Foto", "", PhotoPicture(photo(), "Kinderen"), "Kinderen", "")
    image = Image.open(io.BytesIO(slide_png(slide, build_context(monitor_of(), (), TODAY)))).convert("RGB")
    colors = {color for _, color in image.getcolors(1_000_000)}
    assert any(abs(r - 5) < 6 and abs(g - 96) < 6 and abs(b - 112) < 6 for r, g, b in colors)
