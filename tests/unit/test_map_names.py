"""Names on a map: on paper and slides none over another, none outside the map, the chosen wijk always named."""

from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from shapely import LineString, box

from kinderwerk_stats.exports.deck.boxes import Box
from kinderwerk_stats.exports.deck.pictures import add_map
from kinderwerk_stats.exports.drawings.map_names import place_names, shape_of
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.slides import MapArea, MapPicture
from tests.map_builders import name_boxes, touching

SIZES = {"slide": (1600, 900, 32), "a4": (246, 196, 8.5), "narrow": (160, None, 12)}


def many(count=110, columns=11, side=900.0):
    """Return a map of squares, each with its name on it, the last one chosen."""
    areas = []
    for place in range(count):
        x, y = place % columns * side, place // columns * side
        ring = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
        areas.append(
            MapArea(f"WK9001{place:03}", f"Buurtschap {place:03}", (ring,), place % 5, int(Status.KNOWN), "12 %",
                    chosen=place == count - 1, named=True)
        )  # fmt: skip
    return MapPicture("Bereik (%)", tuple(areas), ("a", "b", "c", "d", "e"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [3, 14, 44, 110])
def test_no_name_of_a_drawing_touches_another_and_the_chosen_one_is_there(count, size):
    drawn = name_boxes(many(count), *SIZES[size])
    assert drawn and not touching(sides for _, sides in drawn)
    assert any(f"{count - 1:03}" in words for words, _ in drawn)
    if count == 3 and size != "narrow":
        assert len({words for words, _ in drawn if words.endswith(("000", "001", "002"))}) == 3


@pytest.mark.parametrize("count", [3, 44, 110])
def test_no_name_on_a_slide_touches_another(count):
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    add_map(page.shapes, Box(400_000, 1_200_000, 8_000_000, 5_000_000), many(count), "kaart")
    names = [shape for shape in page.shapes if shape.name.startswith("Naam van ")]
    assert f"Naam van Buurtschap {count - 1:03}" in [shape.name for shape in names]
    assert not touching((s.left, s.top, s.left + s.width, s.top + s.height) for s in names)


def square(left, top, side):
    return (((left, top), (left + side, top), (left + side, top + side), (left, top + side)),)


def test_of_names_in_one_place_the_first_stands_and_the_chosen_one_before_it():
    one, other = (replace(area, chosen=False) for area in many(2).areas)
    placed = dict.fromkeys([one.code, other.code], square(98.0, 3.0, 4.0))
    assert [name.area.code for name in place_names([one, other], placed, (110.0, 12.0), 10)] == [one.code]
    chosen = [one, replace(other, chosen=True)]
    assert [name.area.code for name in place_names(chosen, placed, (110.0, 12.0), 10)] == [other.code]


def test_a_name_stands_in_its_own_wijk_where_that_has_room():
    large, small = many(2).areas
    # A wijk with a hole: the name stands beside the wijk that lies in it.
    placed = {large.code: (*square(0.0, 0.0, 300.0), *square(80.0, 80.0, 140.0)), small.code: square(80.0, 80.0, 140.0)}
    found = place_names([large, small], placed, (300.0, 300.0), 10)
    assert [name.line for name in found] == [None, None]
    for name in found:
        sides = box(name.left, name.top, name.left + name.width, name.top + name.height)
        assert shape_of(placed[name.area.code]).contains(sides)


def test_where_its_wijk_has_no_room_it_stands_beside_the_gemeente_with_a_line_to_it():
    small, neighbour = many(2).areas
    placed = {small.code: square(100.0, 100.0, 10.0), neighbour.code: square(110.0, 50.0, 100.0)}
    found = {name.area.code: name for name in place_names([small, neighbour], placed, (300.0, 300.0), 10)}
    name = found[small.code]
    assert name.line is not None and name.line[1] == pytest.approx((105.0, 105.0))
    sides = box(name.left, name.top, name.left + name.width, name.top + name.height)
    assert not any(sides.intersects(shape_of(rings)) for rings in placed.values())
    other = found[neighbour.code]
    assert not LineString(name.line).intersects(
        box(other.left, other.top, other.left + other.width, other.top + other.height)
    )


def test_where_there_is_no_paper_either_a_name_stays_on_the_map_and_by_its_wijk():
    area, around = many(2).areas
    placed = {area.code: square(0.0, 196.0, 4.0), around.code: square(0.0, 0.0, 200.0)}
    (name,) = place_names([area, replace(around, named=False)], placed, (200.0, 200.0), 10)
    assert (name.left, name.top + name.height, name.line) == (0.0, 200.0, None)


def test_pairs_that_touch_are_found():
    assert touching([(0, 0, 10, 10), (9, 9, 20, 20)]) == [((0, 0, 10, 10), (9, 9, 20, 20))]
    assert not touching([(0, 0, 10, 10), (10, 0, 20, 10)])


def test_a_name_goes_on_behind_its_hyphen_before_it_leaves_its_wijk():
    size = 10
    for name, lines in (
        ("Nieuw-Rietdrecht", ("Nieuw-", "Rietdrecht")),
        # What is too short to be read alone stays where it is.
        ("'s-Gravenhage", ("'s\N{NON-BREAKING HYPHEN}Gravenhage",)),
    ):
        area = replace(many(1).areas[0], name=name, chosen=False)
        wide = width_of(max(lines, key=len), size, 600) + 12
        (placed,) = place_names([area], {area.code: square(0.0, 0.0, wide)}, (300.0, 300.0), size)
        assert tuple(placed.lines) == lines and placed.line is None


def test_a_line_of_the_palette_parts_the_wijken_of_a_drawing_and_of_a_slide():
    picture = many(4)
    drawn = draw_picture(picture, palette=LIGHT, width=800, height=500, type_size=12)
    thin = f'fill="none" stroke="{LIGHT.outline}"'
    assert drawn.count(thin) == 1 and drawn.index(thin) > drawn.rindex('fill-rule="evenodd"')
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    add_map(page.shapes, Box(400_000, 1_200_000, 8_000_000, 5_000_000), picture, "kaart")
    (group,) = (shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    (borders,) = (shape for shape in group.shapes if shape.name == "Grenzen")
    assert str(borders.line.color.rgb) == LIGHT.outline.lstrip("#").upper()
