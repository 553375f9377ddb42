"""Templates of organisations: other sizes, macros, sections, links to slides, no room for notes, damage."""

import re
import zipfile
from dataclasses import replace
from random import Random

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.deck_template import read_template
from tests.unit.test_deck_xml import parts, story_of
from tests.words import refusal_saying, words_of

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
LONG_TITLE = "In 9 van de 14 wijken ligt het bereik onder het gemiddelde van de gemeente: het gaat om 1.315 kinderen"


def with_a_slide(change=lambda _: None):
    """Return a presentation with one slide, changed."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Oude dia"
    change(deck)
    return deck


def saved(deck, folder, name="sjabloon.pptx"):
    deck.save(str(folder / name))
    return folder / name


def written(folder, template, story=None):
    path = folder / "verhaal.pptx"
    write_deck(story or story_of(), path, None if template is None else read_template(template))
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
    return path


def sized(width, height):
    """Return a change to another size, with all that the layouts hold."""

    def change(deck):
        for part in (deck.slide_master, *deck.slide_layouts):
            for shape in part.shapes:
                if shape.element.find(".//{*}xfrm") is not None:
                    shape.left, shape.width = (Emu(round(s * width / 9_144_000)) for s in (shape.left, shape.width))
                    shape.top, shape.height = (Emu(round(s * height / 6_858_000)) for s in (shape.top, shape.height))
        deck.slide_width, deck.slide_height = width, height

    return change


@pytest.mark.parametrize(
    ("width", "height"),
    [(9_144_000, 6_858_000), (9_144_000, 5_143_500), (12_192_000, 6_858_000), (6_858_000, 9_144_000),
     (42_000_000, 29_700_000), (3_000_000, 2_000_000)],
)  # fmt: skip
def test_on_a_slide_of_any_size_everything_stands_on_it(tmp_path, width, height):
    deck = Presentation(str(written(tmp_path, saved(with_a_slide(sized(width, height)), tmp_path))))
    assert (deck.slide_width, deck.slide_height) == (width, height)
    for page in deck.slides:
        for shape in page.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= width + 10, shape.name
            assert shape.top >= 0 and shape.top < height, shape.name
            if not getattr(shape, "has_table", False):
                assert shape.top + shape.height <= height + 10, shape.name


def test_letters_are_as_large_a_part_of_a_small_slide_as_of_a_large_one(tmp_path):
    sizes = []
    for number, change in enumerate((sized(9_144_000, 6_858_000), sized(4_572_000, 3_429_000))):
        path = written(tmp_path, saved(with_a_slide(change), tmp_path, f"{number}.pptx"))
        found = re.findall(rb'<a:(?:rPr|defRPr)[^>]*sz="(\d+)"', b"".join(parts(path, "ppt/charts/.*xml").values()))
        sizes.append([int(size) for size in found])
    large, small = sizes
    assert [round(size / 2) for size in large] == small


def test_a_long_title_becomes_as_small_as_its_place_asks_and_a_short_one_stays(tmp_path):
    story = story_of()
    titles = ["Kort", LONG_TITLE]
    slides = tuple(replace(slide, title=title) for slide, title in zip(story.slides, titles, strict=False))
    template = saved(with_a_slide(), tmp_path)
    pages = Presentation(str(written(tmp_path, template, replace(story, slides=slides)))).slides
    short, long = (page.shapes.title.text_frame.paragraphs[0].runs[0].font.size for page in list(pages)[:2])
    assert short is None
    assert Pt(12) < long < Pt(36)


def test_a_title_in_a_narrow_place_gets_a_place_of_its_own(tmp_path):
    def change(deck):
        layout = next(each for each in deck.slide_layouts if each.name == "Title Only")
        title = next(iter(layout.placeholders))
        title.left, title.top, title.width, title.height = Emu(100_000), Emu(0), Emu(900_000), Emu(6_000_000)

    deck = Presentation(str(written(tmp_path, saved(with_a_slide(change), tmp_path))))
    assert all(page.shapes.title.width > deck.slide_width // 2 for page in deck.slides)


def test_macros_and_writers_of_remarks_are_not_taken_along(tmp_path):
    def change(deck):
        for kind, uri in ((VBA, "/ppt/vbaProject.bin"), (VBA.replace("vbaProject", "commentAuthors"), "/ppt/who.xml")):
            part = Part(PackURI(uri), "application/vnd.ms-office.vbaProject", deck.part.package, b"<geheim/>")
            deck.part.relate_to(part, kind)

    source = saved(with_a_slide(change), tmp_path)
    target = tmp_path / "macros.pptm"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            kind = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
            old_kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
            new.writestr(name, old.read(name).replace(old_kind, kind))
    assert b"geheim" in b"".join(parts(target, ".*").values())
    made = parts(written(tmp_path, target), ".*")
    assert b"geheim" not in b"".join(made.values())
    assert b"macroEnabled" not in made["[Content_Types].xml"] and b"vba" not in made["[Content_Types].xml"].lower()


def test_nothing_names_a_slide_that_is_gone(tmp_path):
    """Sections and shows of a choice of slides would make PowerPoint ask for a repair."""

    def change(deck):
        rest = deck.part._element
        number = deck.slides._sldIdLst[0]
        shows = f'<p:custShowLst {P} {R}><p:custShow name="kort" id="0"><p:sldLst><p:sld r:id="{number.rId}"/>'
        rest.append(parse_xml(f"{shows}</p:sldLst></p:custShow></p:custShowLst>"))
        p14 = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        section = f'<p14:sectionLst {p14}><p14:section name="Begin" id="{{A}}"><p14:sldIdLst><p14:sldId id="256"/>'
        rest.append(
            parse_xml(
                f'<p:extLst {P}><p:ext uri="{{521415D9}}">{section}</p14:sldIdLst></p14:section></p14:sectionLst>'
                "</p:ext></p:extLst>"
            )
        )

    made = parts(written(tmp_path, saved(with_a_slide(change), tmp_path)), r"ppt/presentation\.xml")
    said = made["ppt/presentation.xml"]
    assert b"sectionLst" not in said and b"custShow" not in said and b"<p:ext " not in said


def test_a_layout_that_links_to_a_slide_does_not_bring_it_along(tmp_path):
    def change(deck):
        layout = next(each for each in deck.slide_layouts if each.name == "Title Only")
        number = layout.part.relate_to(deck.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
        shape = layout.shapes[0].element.find(".//{*}cNvPr")
        a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        shape.append(parse_xml(f'<a:hlinkClick {a} {R} r:id="{number}" action="ppaction://hlinksldjump"/>'))

    path = written(tmp_path, saved(with_a_slide(change), tmp_path))
    assert b"Oude dia" not in b"".join(parts(path, r"ppt/slides/.*").values())
    assert b"hlinkClick" not in b"".join(parts(path, r"ppt/slideLayouts/.*xml").values())


def test_a_template_without_room_for_notes_still_gets_notes(tmp_path):
    def change(deck):
        master = deck.notes_master
        for place in list(master.placeholders):
            place.element.getparent().remove(place.element)
        number = deck.part.relate_to(deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        masters = deck.part._element.find("{*}sldMasterIdLst")
        masters.addnext(
            parse_xml(f'<p:notesMasterIdLst {P} {R}><p:notesMasterId r:id="{number}"/></p:notesMasterIdLst>')
        )

    story = story_of()
    deck = Presentation(str(written(tmp_path, saved(with_a_slide(change), tmp_path), story)))
    assert story.slides[0].notes in deck.slides[0].notes_slide.notes_text_frame.text


def test_what_is_drawn_on_the_master_stays(tmp_path):
    def change(deck):
        deck.slide_master.shapes._spTree.append(
            parse_xml(
                f'<p:sp {P}><p:nvSpPr><p:cNvPr id="99" name="Logo"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
            )
        )

    path = written(tmp_path, saved(with_a_slide(change), tmp_path))
    assert b'name="Logo"' in parts(path, r"ppt/slideMasters/slideMaster1\.xml")["ppt/slideMasters/slideMaster1.xml"]


def test_a_template_without_any_title_is_refused(tmp_path):
    def change(deck):
        for layout in deck.slide_layouts:
            for place in list(layout.placeholders):
                place.element.getparent().remove(place.element)

    with refusal_saying("titel"):
        read_template(saved(with_a_slide(change), tmp_path))


def test_a_damaged_template_is_refused_in_words_or_used(tmp_path):
    content = saved(with_a_slide(), tmp_path).read_bytes()
    story = story_of()
    story = replace(story, slides=story.slides[:1])
    random, path = Random(3), tmp_path / "kapot.pptx"
    refused = []
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(random.randrange(1, 12)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        path.write_bytes(bytes(broken))
        try:
            write_deck(story, tmp_path / "verhaal.pptx", read_template(path))
        except InputRefused as found:
            refused.append(words_of(found.problems[0]).action)
    assert len(refused) > 10
    assert all("sjabloon" in action for action in refused)


@pytest.mark.parametrize("part", ["docProps/core.xml", "ppt/slideLayouts/slideLayout6.xml", "ppt/tableStyles.xml"])
def test_a_template_of_which_a_part_says_nothing_is_refused_or_used(tmp_path, part):
    source, target = saved(with_a_slide(), tmp_path), tmp_path / "leeg.pptx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<niets/>" if name == part else old.read(name))
    try:
        made = len(Presentation(str(written(tmp_path, target))).slides)
    except InputRefused as found:
        made = len(found.problems)
    assert made
