"""What PowerPoint asks of a file and python-pptx does not look after: order, words, language, and nothing that runs."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.sources.deck_template import read_template
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import PlanPart, default_plan
from kinderwerk_stats.story.slides import Slide
from tests.builders import library_of, monitor_of
from tests.pictures import EVIL, LONG, pictures

TODAY = date(2026, 1, 2)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_AXIS = """axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos
    spPr txPr crossAx crosses crossesAt"""
_LABEL = """numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize
    separator"""
# The order of children in ECMA-376 part 1, dml-chart.xsd; PowerPoint offers to repair what is in another order.
ORDER = {
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr "
    "txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
    "dispBlanksAs showDLblsOverMax extLst",
    "plotArea": "layout barChart catAx valAx dTable spPr extLst",
    "layout": "manualLayout extLst",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "barChart/ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape "
    "extLst",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    "dLbls": f"dLbl delete {_LABEL} showLeaderLines leaderLines extLst",
    "dLbl": f"idx delete layout tx {_LABEL} extLst",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr extLst",
    "plus": "numRef numLit",
    "minus": "numRef numLit",
    "numLit": "formatCode ptCount pt extLst",
    "numCache": "formatCode ptCount pt extLst",
    "strCache": "ptCount pt extLst",
    "strRef": "f strCache extLst",
    "numRef": "f numCache extLst",
    "scaling": "logBase orientation max min extLst",
    "title": "tx layout overlay spPr txPr extLst",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    "externalData": "autoUpdate",
    "tx": "strRef rich",
    "cat": "multiLvlStrRef numRef numLit strRef strLit",
    "val": "numRef numLit",
    "pt": "v",
}  # fmt: skip
# What a chart cannot be drawn without.
REQUIRED = {
    "errBars": {"errBarType", "errValType"}, "catAx": {"axId", "scaling", "crossAx"}, "dLbl": {"idx"},
    "valAx": {"axId", "scaling", "crossAx"}, "dPt": {"idx"}, "plotArea": {"layout"},
}  # fmt: skip


def story_of(name="Molenwijk", **options):
    """Return a story of an invented gemeente, and in it a picture of every kind of a deck in which this name stands."""
    monitor = monitor_of(names=[name, f"{name} 2", "C"], **options)
    story = build_story(library_of(), monitor, default_plan(monitor), today=TODAY)
    # Years stand on paper and in images only.
    drawn = [(kind, each) for kind, each in pictures(name).items() if kind != "years"]
    slides = tuple(Slide("eigen", f"{kind} {name}", name, each, f"{name} in woorden", name) for kind, each in drawn)
    return replace(story, slides=(*story.slides, *slides))


def write(folder, story=None, template=None):
    path = folder / "verhaal.pptx"
    write_deck(story or story_of(), path, template)
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write(tmp_path_factory.mktemp("deck"))


def parts(path, pattern):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name)}


# --- charts -----------------------------------------------------------------------------------------------


def test_children_of_every_part_of_a_chart_stand_in_the_order_of_the_schema(written):
    kinds = set()
    for name, content in parts(written, r"ppt/charts/chart\d+\.xml").items():
        todo = [(fromstring(content), "")]
        while todo:
            element, above = todo.pop()
            if not element.tag.startswith(CHART):
                continue
            tag = element.tag.removeprefix(CHART)
            children = [child.tag.removeprefix(CHART) for child in element if child.tag.startswith(CHART)]
            todo += [(child, tag) for child in element]
            if not children:
                continue
            key = f"{above}/{tag}" if f"{above}/{tag}" in ORDER else tag
            order = ORDER[key].split()
            kinds.add(key)
            assert [order.index(child) for child in children] == sorted(order.index(child) for child in children), (
                name, key, children,
            )  # fmt: skip
            assert REQUIRED.get(tag, set()) <= {*children, *({"layout"} if key == "plotArea" else ())}
            once = [child for child in children if child not in {"ser", "axId", "pt", "dPt", "dLbl", "valAx", "catAx"}]
            assert len(once) == len(set(once)), (name, key, children)
    assert {"errBars", "dLbl", "manualLayout", "catAx", "barChart/ser"} <= kinds


def test_points_and_labels_are_numbered_upwards_and_a_chart_has_its_own_data(written):
    for content in parts(written, r"ppt/charts/chart\d+\.xml").values():
        chart = fromstring(content)
        for labels in chart.iter(f"{CHART}dLbls"):
            numbers = [int(label.find(f"{CHART}idx").get("val")) for label in labels.findall(f"{CHART}dLbl")]
            assert numbers == sorted(set(numbers))
        for size in chart.iter(f"{CHART}size"):
            assert 2 <= int(size.get("val")) <= 72
        assert chart.find(f"{CHART}externalData") is not None


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "http://example.org", "{=1+1}", "@x", "mailto:a@b.nl"])
def test_no_name_is_a_formula_or_a_link_in_the_data_of_a_chart(tmp_path, name):
    found = 0
    for content in parts(write(tmp_path, story_of(name)), r"ppt/embeddings/.*\.xlsx").values():
        for cell in (cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows() for cell in row):
            assert cell.data_type != "f" and cell.hyperlink is None
            found += cell.value == name
    assert found > 2


# --- words ------------------------------------------------------------------------------------------------


def test_every_object_also_in_a_group_has_words_and_a_number_of_its_own(written):
    for page in Presentation(str(written)).slides:
        objects = list(page.element.iter("{*}cNvPr"))
        own = [each for each in objects if each.getparent().getparent() is not page.shapes._spTree]
        # What is decoration is marked so.
        silent = [each for each in own if not (each.get("descr") or "").strip()]
        assert all(each.find(".//{*}decorative") is not None for each in silent), [each.get("name") for each in silent]
        numbers = [each.get("id") for each in objects]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("own", [False, True])
def test_every_run_of_slides_notes_and_charts_is_dutch(tmp_path, own):
    template = tmp_path / "sjabloon.pptx"
    Presentation().save(str(template))
    path = write(tmp_path, template=read_template(template) if own else None)
    texts = parts(path, r"ppt/(slides/slide|notesSlides/notesSlide|charts/chart)\d+\.xml")
    runs = [run for content in texts.values() for run in fromstring(content).iter() if run.tag.endswith("}r")]
    assert len(runs) > 100
    for run in runs:
        assert next(part.get("lang") for part in run if part.tag.endswith("}rPr")) == "nl-NL"


def test_a_group_is_as_large_as_what_is_in_it(written):
    found = 0
    for page in Presentation(str(written)).slides:
        for group in (shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP):
            inside = [shape for shape in group.shapes if shape.width]
            assert group.left == min(shape.left for shape in inside)
            assert group.width == max(shape.left + shape.width for shape in inside) - group.left > 0
            assert group.height == max(shape.top + shape.height for shape in inside) - group.top > 0
            found += 1
    assert found >= 4


def test_properties_say_what_it_is_and_nothing_of_another_maker(written):
    said = Presentation(str(written)).core_properties
    assert (said.title, said.language) == ("Kinderwerk in Verzonnendam, 2024", "nl-NL")
    assert {said.author, said.last_modified_by, said.comments, said.keywords, said.subject} == {""}
    assert said.created.date() == said.modified.date() == TODAY


@pytest.mark.parametrize("name", ["\x00\x0bAA", "A\tB\nC", "\u202eAB", "\U0001f600", EVIL, LONG, "x" * 1000, "_x000B_"])
def test_any_name_gives_slides_that_can_be_read_back(tmp_path, name):
    deck = Presentation(str(write(tmp_path, story_of(name, gemeente_name=name))))
    shown = " ".join("".join(sign for sign in name if sign.isprintable() or sign.isspace()).split())
    titles = " ".join(page.shapes.title.text_frame.text for page in deck.slides)
    assert shown in " ".join(titles.split())
    for page in deck.slides:
        # A line may be upright; what has a surface has both sides.
        sides = [(shape.width, shape.height) for shape in page.shapes if shape.name != "Lijn"]
        assert all(width > 0 and height > 0 for width, height in sides)


def test_a_story_of_which_every_part_is_left_out_still_says_what_it_is(tmp_path):
    monitor = monitor_of()
    plan = default_plan(monitor)
    plan = replace(plan, parts=tuple(PlanPart(part.part, shown=False) for part in plan.parts))
    deck = Presentation(str(write(tmp_path, build_story(library_of(), monitor, plan, today=TODAY))))
    assert [page.shapes.title.text_frame.text for page in deck.slides] == [
        "Kinderwerk in Verzonnendam, 2024",
        "Over deze cijfers",
    ]
