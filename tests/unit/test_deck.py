"""The PowerPoint holds the figures of the story, as native objects that can be edited and read aloud."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.deck.fitting import height_of
from kinderwerk_stats.exports.deck.printed import read_printed
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.deck_template import read_template
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import foot_lines
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import (
    Bar,
    BarsPicture,
    PhotoPicture,
    PointsPicture,
    QuotePicture,
    Slide,
    Step,
    StepsPicture,
    Story,
    TablePicture,
    WijkPicture,
)
from kinderwerk_stats.text.key_figures import KeyFigure
from tests.words import words_of

NAMES = ["<b>Oost & West</b>", '=HYPERLINK("x")', "Wijk 09 Oude Haven en Scheepmakerskwartier aan de Overzijde"]
ABSENT = Figure(float("nan"), Status.SUPPRESSED)
BARS = BarsPicture(
    axis="Bereik",
    unit="%",
    decimals=0,
    bars=(
        Bar(NAMES[0], Figure(0.331, Status.KNOWN), "33 %", 0.31, 0.35, chosen=True),
        Bar(NAMES[1], Figure(0.0396, Status.KNOWN), "4,0 %", 0.0378, 0.0416, indicative=True),
        Bar(NAMES[2], ABSENT, "onderdrukt"),
    ),
    reference=0.127,
    reference_label="gemeente 13 %",
)
PICTURES = {
    "bars": BARS,
    "wijk": WijkPicture(None, (KeyFigure("kinderen bereikt", "3 van de 9"), KeyFigure("kinderwerkers", "0"))),
    "steps": StepsPicture((Step("op de lijst", 50, ""), Step("bekend", 48, "96 %")), "Niet omrekenen."),
    "table": TablePicture(("Wijk", "Bereik"), ((NAMES[1], "33 %"),), (False, True)),
    "points": PointsPicture(("Wat valt op?", "Wat mist u?"), numbered=True),
    "quote": QuotePicture("Hier hoor ik erbij.", "Sam", "kinderwerker"),
}  # fmt: skip


@pytest.fixture(scope="module")
def example_story(example_library, example_monitor):
    monitor = example_monitor(2024)
    return build_story(example_library, monitor, default_plan(monitor), today=date(2026, 1, 2))


def with_slides(story: Story, *pictures) -> Story:
    slides = tuple(Slide("eigen", f"Titel {n}", "wat", p, "in woorden", "Bron: X") for n, p in enumerate(pictures))
    return replace(story, slides=slides)


def write(story: Story, folder: Path, template: Path | None = None):
    path = folder / "verhaal.pptx"
    write_deck(story, path, None if template is None else read_template(template))
    return Presentation(str(path))


def charts(page):
    return [shape.chart for shape in page.shapes if shape.has_chart]


def texts(shapes) -> str:
    """Return all words on a slide, spaces that keep words together as plain ones."""
    found = []
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            found.append(texts(shape.shapes))
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found).replace("\xa0", " ")


def test_each_slide_is_one_page_with_title_notes_and_source(example_story, tmp_path):
    deck = write(example_story, tmp_path)
    pages = list(deck.slides)
    slides = example_story.slides
    titles = [page.shapes.title.text_frame.text.replace("\xa0", " ") for page in pages[: len(slides)]]
    assert titles == [slide.title for slide in slides]
    feet, about = foot_lines(example_story)
    for page, slide, foot in zip(pages, slides, feet, strict=False):
        assert slide.notes in page.notes_slide.notes_text_frame.text
        assert foot in texts(page.shapes)
        # Read in the order of the tree: the title first.
        assert page.shapes[0].shape_id == page.shapes.title.shape_id
    last = "".join(texts(page.shapes) for page in pages[len(slides) :])
    for _, words in about:
        assert words in last
    assert "2 januari 2026" in last


def test_the_file_has_the_title_of_the_story_and_says_that_it_is_invented(example_story, tmp_path):
    deck = write(replace(example_story, title="Samen naar de wijk " * 20), tmp_path)
    title = deck.core_properties.title
    assert title.startswith("Samen naar de wijk ") and title.endswith(" (verzonnen cijfers)") and len(title) == 255


def test_every_object_has_words_and_every_text_is_dutch(example_story, tmp_path):
    deck = write(example_story, tmp_path)
    for page in deck.slides:
        for shape in page.shapes:
            words = shape.element.find(".//{*}cNvPr")
            assert words.get("descr") or words.find(".//{*}decorative") is not None, shape.name
        assert {each.get("idx") for each in page.element.iter("{*}effectRef")} <= {"0"}
        languages = {each.get("lang") for each in page.element.iter("{*}rPr")}
        assert languages == {"nl-NL"}
    assert deck.core_properties.language == "nl-NL"


def test_a_slide_is_read_as_it_is_seen_from_its_title_to_its_source(example_story, tmp_path):
    for page in list(write(example_story, tmp_path).slides)[: len(example_story.slides)]:
        names = [shape.name for shape in page.shapes]
        assert page.shapes.title.is_placeholder and (names[0], names[-1]) == ("Titel", "Bron")
        tops = [shape.top for shape in page.shapes]
        assert tops[0] == min(tops) and tops[-1] == max(tops)
        assert "Ondertitel" not in names or names[1] == "Ondertitel"


def test_charts_hold_the_printed_figures_of_the_story(example_story, tmp_path):
    deck = write(example_story, tmp_path)
    checked = 0
    for page, slide in zip(deck.slides, example_story.slides, strict=False):
        if isinstance(slide.picture, BarsPicture):
            plot = charts(page)[0].plots[0]
            for name, value, bar in zip(plot.categories, plot.series[0].values, slide.picture.bars, strict=False):
                printed = read_printed(bar.text)
                if bar.figure.known:
                    assert (name, value) == (bar.label, printed.value)
                else:
                    assert value is None and bar.text in name
                checked += 1
    assert checked > 10


@pytest.mark.parametrize("kind", PICTURES)
def test_every_kind_of_picture_is_drawn(example_story, tmp_path, kind):
    page = write(with_slides(example_story, PICTURES[kind]), tmp_path).slides[0]
    assert len(page.shapes) >= 4
    assert any(shape.element.find(".//{*}cNvPr").get("descr") == "in woorden" for shape in page.shapes)


def test_bars_show_whiskers_reference_and_hostile_names_as_text(example_story, tmp_path):
    page = write(with_slides(example_story, BARS), tmp_path).slides[0]
    plot = charts(page)[0].plots[0]
    assert list(plot.categories) == [NAMES[0], NAMES[1], f"{NAMES[2]} (onderdrukt)", "gemeente 13 %"]
    assert list(plot.series[0].values) == [0.33, 0.04, None, 0.13]
    ends = plot.series[0]._element.findall(".//{*}errBars//{*}v")
    assert [round(float(end.text), 4) for end in ends] == [0.02, 0.0016, 0, 0, 0.02, 0.0022, 0, 0]
    labels = [label.text for label in plot.series[1]._element.iter("{*}t")]
    assert labels == ["33 %", "4,0 %"]


def test_names_beside_bars_are_as_large_as_their_rows_allow(example_story, tmp_path):
    def size_of(rows: int) -> float:
        bars = replace(BARS, bars=tuple(replace(BARS.bars[0], label=f"Wijk {n}") for n in range(rows)), reference=None)
        page = write(with_slides(example_story, bars), tmp_path).slides[0]
        return float(charts(page)[0].category_axis.tick_labels.font.size.pt)

    assert [size_of(5), size_of(12) >= 12, size_of(40) >= 10] == [18, True, True]


def test_a_wijk_is_its_map_with_the_wijk_outlined_and_its_large_figures(example_story, tmp_path):
    slide = next(slide for slide in example_story.slides if isinstance(slide.picture, WijkPicture))
    page = write(replace(example_story, slides=(slide,)), tmp_path).slides[0]
    group = next(shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    widths = {shape.name: shape.line.width.pt for shape in group.shapes}
    chosen = [area.name for area in slide.picture.map.areas if area.chosen]
    assert [name for name, width in widths.items() if width > 2] == chosen and len(chosen) == 1
    written = [shape.text_frame for shape in page.shapes if shape.name == "Cijfer"]
    assert [frame.paragraphs[0].text for frame in written] == [figure.value for figure in slide.picture.figures]
    sizes = {frame.paragraphs[0].runs[0].font.size for frame in written}
    assert len(sizes) == 1 and max(sizes) >= 24 * 12_700


def test_map_is_a_shape_per_wijk_with_its_words(example_story, tmp_path):
    picture = next(s.picture for s in example_story.slides if s.part == "gemeente")
    page = write(with_slides(example_story, picture), tmp_path).slides[0]
    group = next(shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    words = {shape.element.find(".//{*}cNvPr").get("descr") for shape in group.shapes}
    # The borders between them are decoration.
    assert words == {"", *(f"{area.name}: {area.text}" for area in picture.areas)}


def test_each_absence_has_a_hatch_of_its_own_on_a_slide(example_story, tmp_path):
    picture = next(s.picture for s in example_story.slides if s.part == "gemeente")
    absent = (Status.NO_KINDERWERKER, Status.TOO_FEW_CHILDREN, Status.SUPPRESSED, Status.UNKNOWN)
    picture = replace(picture, absent_legend=tuple((int(status), status.label) for status in absent))
    page = write(with_slides(example_story, picture), tmp_path).slides[0]
    swatches = [
        shape
        for shape in page.shapes
        if (shape.name == "Legenda" and not shape.has_text_frame)
        or (shape.name == "Legenda" and not shape.text_frame.text)
    ]
    hatched = [blip.get(qn("r:embed")) for shape in swatches for blip in shape.element.iter(qn("a:blip"))]
    assert len(set(hatched)) == len(hatched) == 4


def test_map_has_the_names_of_the_screen_beside_the_meaning_of_its_colours(example_story, tmp_path):
    picture = next(s.picture for s in example_story.slides if s.part == "gemeente")
    page = write(with_slides(example_story, picture), tmp_path).slides[0]
    texts = [" ".join(shape.text_frame.text.split()) for shape in page.shapes if shape.has_text_frame]
    named = [area.name for area in picture.areas if area.named]
    assert len(named) > 2
    # A long name is written in two lines and keeps its hyphen.
    assert all(any(name.replace(" ", "") == text.replace(" ", "") for text in texts) for name in named)
    assert {picture.axis, *picture.legend} <= set(texts)


def test_all_of_a_legend_stands_above_the_foot_in_letters_that_can_be_read(example_story, tmp_path):
    slide = next(slide for slide in example_story.slides if slide.part == "gemeente")
    absent = (Status.NO_KINDERWERKER, Status.TOO_FEW_CHILDREN, Status.SUPPRESSED, Status.UNKNOWN)
    picture = replace(slide.picture, absent_legend=tuple((int(status), status.label) for status in absent))
    remarks = tuple(f"Minder dan 100 kinderen, dus een indicatie: Oude Haven en nog {n}." for n in range(9))
    beside = WijkPicture(picture, (KeyFigure("kinderen bereikt", "3 van de 9"),))
    slides = tuple(replace(slide, picture=each, remarks=remarks) for each in (picture, beside))
    for page in list(write(replace(example_story, slides=slides), tmp_path).slides)[:2]:
        named = {shape.name: shape for shape in page.shapes}
        words = [shape for shape in page.shapes if shape.name == "Legenda" and shape.text_frame.text]
        assert len(words) == 1 + len(picture.legend) + len(absent)
        assert max(shape.top + shape.height for shape in words) <= named["Bron"].top
        said = [named["Bron"], *words]
        assert min(run.font.size.pt for shape in said for run in shape.text_frame.paragraphs[0].runs) >= 11


def test_small_print_is_two_lines_of_letters_that_can_be_read(example_story, tmp_path):
    pages = list(write(example_story, tmp_path).slides)
    for page in pages[: len(example_story.slides)]:
        foot = next(shape for shape in page.shapes if shape.name == "Bron")
        size = foot.text_frame.paragraphs[0].runs[0].font.size.pt
        assert size >= 11 and height_of([foot.text_frame.text], foot.width, size) <= height_of(
            ["", ""], foot.width, size
        )
    tables = [shape.table for page in pages[len(example_story.slides) :] for shape in page.shapes if shape.has_table]
    sizes = {run.font.size.pt for table in tables for run in table.cell(1, 1).text_frame.paragraphs[0].runs}
    assert tables and min(sizes) >= 11


def test_a_long_head_takes_no_room_from_the_words_of_the_rows(example_story, tmp_path):
    columns = ("", "Halmerdam", "Populierenhof", "Nieuw-Rietdrecht")
    rows = (("Bereikte kinderen", "1.320", "398", "88"), ("Bezoeken", "onderdrukt", "4.350", "917"))
    table = TablePicture(columns, rows, (False, True, True, True))
    page = write(with_slides(example_story, table), tmp_path).slides[0]
    heights = [row.height for row in next(shape.table for shape in page.shapes if shape.has_table).rows]
    assert heights[1] == heights[2]


def test_letters_of_a_table_leave_numbers_whole_in_a_wider_font(example_story, tmp_path):
    heads = ("", "fte nu", "erbij", "fte straks", "fte per 1.000 nu", "fte per 1.000 straks", "euro per jaar")
    row = ("Nieuw-Rietdrecht", "1,25", "+1,7", "2,95", "0,83", "1,95", "€ 136.000")
    page = write(with_slides(example_story, TablePicture(heads, (row,), (False, *[True] * 6))), tmp_path).slides[0]
    table = next(shape.table for shape in page.shapes if shape.has_table)
    size = table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.size.pt
    for number, words in enumerate(row[1:], start=1):
        assert width_of(words, size) * 1.25 <= table.columns[number].width / 12_700 - 14.4, words


def test_a_short_table_is_large_and_a_long_one_fits(example_story, tmp_path):
    def size_of(rows: int) -> float:
        table = TablePicture(("", "a"), tuple((f"rij {row}", "1") for row in range(rows)), (False, True))
        page = write(with_slides(example_story, table), tmp_path).slides[0]
        shape = next(shape for shape in page.shapes if shape.has_table)
        assert shape.top + shape.height <= 6_858_000
        return float(shape.table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt)

    sizes = [size_of(rows) for rows in (2, 7, 13, 30)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] >= 24


def test_photo_keeps_its_shape(example_story, tmp_path):
    stream = io.BytesIO()
    Image.new("RGB", (400, 100)).save(stream, "JPEG")
    page = write(with_slides(example_story, PhotoPicture(stream.getvalue(), "een plein")), tmp_path).slides[0]
    photo = next(shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert photo.width / photo.height == pytest.approx(4, rel=0.01)
    assert photo.element.find(".//{*}cNvPr").get("descr") == "een plein"


# --- the template of an organisation ------------------------------------------------------------------


def template_file(folder: Path, *, as_template: bool = False) -> Path:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Oude dia"
    path = folder / "sjabloon.pptx"
    deck.save(str(path))
    if as_template:
        target = folder / "sjabloon.potx"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
            for name in source.namelist():
                content = source.read(name)
                copy.writestr(name, content.replace(b"presentation.main+xml", b"template.main+xml"))
        return target
    return path


@pytest.mark.parametrize("as_template", [False, True])
def test_own_template_keeps_its_size_and_loses_its_slides(example_story, tmp_path, as_template):
    template = template_file(tmp_path, as_template=as_template)
    deck = write(example_story, tmp_path, template)
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 6_858_000)
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert titles[0] == example_story.slides[0].title
    assert "Oude dia" not in titles
    for page in deck.slides:
        for shape in page.shapes:
            assert shape.left + shape.width <= deck.slide_width


def zip_of(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return path


def test_what_is_no_template_is_refused_in_words(tmp_path):
    text = tmp_path / "sjabloon.pptx"
    text.write_text("geen presentatie")
    bomb = zip_of(tmp_path / "bom.pptx", ppt__presentation=b"<" * 310_000_000)
    empty = zip_of(tmp_path / "leeg.pptx", ppt__presentation=b"<a/>")
    other = zip_of(tmp_path / "ander.pptx", xl__workbook=b"<a/>")
    for path in (text, bomb, empty, other):
        with pytest.raises(InputRefused) as refused:
            read_template(path)
        problem = refused.value.problems[0]
        assert words_of(problem).where == path.name
        assert "sjabloon" in words_of(problem).action
