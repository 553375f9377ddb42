"""Pictures that are no chart: marks, map, table, lines of text, quote and photo, all as objects that can be edited."""

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import accumulate, starmap
from math import ceil
from typing import Any

from PIL import Image
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from kinderwerk_stats.exports.deck.boxes import (
    SIZE_BODY,
    SIZE_LARGE,
    SIZE_LARGEST,
    SIZE_LINE,
    SIZE_SMALL,
    Box,
    Style,
    add_text,
    describe,
    fill,
    flat,
    rgb,
    write_text,
)
from kinderwerk_stats.exports.deck.fitting import EMU_PER_POINT, WIDER, height_of, largest_size
from kinderwerk_stats.exports.drawings.canvas import Box as Canvas
from kinderwerk_stats.exports.drawings.canvas import rect
from kinderwerk_stats.exports.drawings.hatches import STEP, hatch_of, hatches
from kinderwerk_stats.exports.drawings.map_names import place_names
from kinderwerk_stats.exports.drawings.marks import MARK, WORKER, pitch_of
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.exports.typeset import typeset_png
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.slides import (
    MapArea,
    MapPicture,
    Marks,
    MarksPicture,
    PhotoPicture,
    PointsPicture,
    QuotePicture,
    TablePicture,
    WijkPicture,
)
from kinderwerk_stats.text.numbers import keep_together

_LEGEND_WIDTH, _LEGEND_LEAST, _MAP_BESIDE = 0.24, 2_000_000, 0.58
_WORKER_RADIUS = 330_000
# Of a large figure and of the words under it.
_FIGURE_SIZES = ((SIZE_LARGEST, SIZE_BODY), (36, SIZE_SMALL), (32, 14), (32, 13), (28, 13), (24, 12), (18, 10), (12, 8))
_CM = 360_000
_Ring = list[tuple[float, float]]
_NARROWEST = 0.08
_HEADER, _NUMBER_HEIGHT = 14, 760_000
_LEGEND_SIZES = (_HEADER, 13, 12, SIZE_LINE)
# Sizes to try, the largest first: of a short label, of lines to talk about, of cells.
_LABEL_SIZES, _TEXT_SIZES = (SIZE_SMALL, 12, 10, 8), (SIZE_LARGE, SIZE_BODY, 14, 12, 10, 8)
_CELL_SIZES, _FEW_LINES = (SIZE_LARGE, 21, SIZE_BODY, SIZE_SMALL, 14, 12, SIZE_LINE, 10, 9, 8, 7, 6), 5
# Margins beside the words in a cell in points, and above and below them.
_BESIDE_WORD, _CELL_MARGINS = 16, 60_000
# Letters are not made smaller than this to keep a long word whole.
_LEAST_WHOLE = 12
# One step of a hatch: as it is drawn, and on the slide, which is as large a part of it as on screen.
_STEP_PX, _STEP_POINTS = 18, 8
_TILED = (
    '<a:blipFill {} rotWithShape="1"><a:blip r:embed="{}"/><a:srcRect/>'
    '<a:tile tx="0" ty="0" sx="100000" sy="100000" flip="none" algn="tl"/></a:blipFill>'
)
# Of names on the map, in points.
_NAME_SIZE = 12


def add_marks(shapes: Any, box: Box, picture: MarksPicture, alt: str) -> None:
    """Add per group its words, a large round for the kinderwerker and a field of small ones, as on screen."""
    above, note = box.cut_bottom(300_000)
    worker = round(box.width * WORKER)
    heads = [_largest_head(group, box.width) for group in picture.groups]
    room = max(above.height - sum(high for _, high in heads) - _CM // 2 * len(heads), _CM)
    radius = min(round(worker * 0.4), _WORKER_RADIUS, room // (2 * max(len(heads), 1)))
    counts = [picture.counts(group) for group in picture.groups]
    pitch = max(int(pitch_of([most for _, most in counts], box.width - worker, room, (2 * radius, _CM * 0.9))), 1)
    top = box.top
    for group, (size, high), (least, most) in zip(picture.groups, heads, counts, strict=True):
        add_text(shapes, Box(box.left, top, box.width, high), [group.label, group.text], Style(size), "Getal")
        shapes[-1].text_frame.paragraphs[0].runs[0].font.bold = True
        top += high
        one = _add_rounds(shapes, [(box.left, top)], 2 * radius, LIGHT.diverging[0])
        describe(one, "een kinderwerker", "Kinderwerker")
        per_row = max((box.width - worker) // pitch, 1)
        places = [(box.left + worker + n % per_row * pitch, top + n // per_row * pitch) for n in range(most)]
        for part, colour, kind in ((places[:least], LIGHT.accent, "Stippen"),
                                   (places[least:], LIGHT.indicative, "Lichte stippen")):  # fmt: skip
            if part:
                marks = _add_rounds(shapes, part, round(pitch * MARK), colour)
                describe(marks, f"{group.label}: {group.text}", kind)
        top += max(ceil(most / per_row) * pitch, 2 * radius) + _CM // 2
    add_text(shapes, note, [picture.legend], Style(SIZE_LINE, LIGHT.muted), "Uitleg")
    describe(shapes[-1], f"{picture.legend} {alt}", "Uitleg")


def _largest_head(group: Marks, width: int) -> tuple[float, int]:
    """Return letters for the words of a group, and how high they become."""
    lines = [group.label, group.text]
    size = largest_size(lines, width, _NUMBER_HEIGHT, (SIZE_BODY, *_LABEL_SIZES), 700)
    return size, height_of(lines, width, size, 700) + 60_000


def _add_rounds(shapes: Any, places: list[tuple[int, int]], size: int, colour: str) -> Any:
    """Add many rounds in one group; copied, because python-pptx measures the whole group again for each new shape."""
    group = shapes.add_group_shape()
    first = group.shapes.add_shape(MSO_SHAPE.OVAL, *(Emu(side) for side in (*places[0], size, size)))
    fill(first, colour)
    describe(first, "", "Stip")
    for number, (left, top) in enumerate(places[1:], start=1):
        copy = deepcopy(first.element)
        copy.x, copy.y = Emu(left), Emu(top)
        copy.find(".//" + qn("p:cNvPr")).set("id", str(first.shape_id + number))
        group.element.append(copy)
    group.element.recalculate_extents()
    return group


def add_map(shapes: Any, box: Box, picture: MapPicture, alt: str) -> None:
    """Add a shape per wijk in one group, and the legend; what has no figure is hatched."""
    field, legend = box.split(1 - max(_LEGEND_WIDTH, min(_LEGEND_LEAST / box.width, 0.5)))
    colours = LIGHT.scale(around_norm=picture.around_norm)
    points = [point for area in picture.areas for ring in area.rings for point in ring]
    if points:
        (west, east), (south, north) = ((min(side), max(side)) for side in zip(*points, strict=True))
        scale = min(field.width / max(east - west, 1), field.height / max(north - south, 1))
        # Map and legend stand in the middle of the room together; names also have the paper on the left.
        wide = round((east - west) * scale)
        paper = replace(field, width=(field.width - wide) // 2 + wide)
        field = replace(field, left=field.left + (field.width - wide) // 2)

        def place(x: float, y: float) -> tuple[float, float]:
            return field.left + (x - west) * scale, field.top + (north - y) * scale

        group = shapes.add_group_shape()
        placed = {area.code: [[place(x, y) for x, y in ring] for ring in area.rings] for area in picture.areas}
        for area in sorted(picture.areas, key=lambda each: each.chosen):
            _add_area(group, area, placed[area.code], colours)
        if borders := _add_rings(group, [ring for rings in placed.values() for ring in rings]):
            fill(borders, None, LIGHT.outline, 0.5)
            describe(borders, "", "Grenzen")
        # Outlines do not make their group larger by themselves, and PowerPoint draws nothing in a group without size.
        group.element.recalculate_extents()
        describe(group, alt, "Kaart")
        _add_names(shapes, paper, picture, place)
        legend = replace(legend, left=field.left + wide + _CM)
    _add_legend(shapes, legend, picture, colours)


def _add_legend(shapes: Any, legend: Box, picture: MapPicture, colours: tuple[str, ...]) -> None:
    """Write the classes under each other, all of them within the height, each on a line of its own."""
    title = Box(legend.left, legend.top, legend.width, _CM)
    add_text(shapes, title, [picture.axis], Style(_HEADER, bold=True), "Legenda")
    entries: list[tuple[str, int | None, int]] = [(words, place, 0) for place, words in picture.classes]
    entries += [(words, None, status) for status, words in picture.absent_legend]
    step = min(_CM * 5 // 4, (legend.height - _CM) // max(len(entries), 1))
    width, line = legend.width - _CM, min(step, _CM)
    size = min((largest_size([words], width, line, _LEGEND_SIZES) for words, _, _ in entries), default=_HEADER)
    top = legend.top + min(_CM * 5 // 4, _CM // 4 + step)
    for words, klass, status in entries:
        swatch = shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(legend.left), Emu(top), Emu(_CM * 7 // 10), Emu(step * 2 // 5)
        )
        _colour_area(swatch, klass, status, colours)
        describe(swatch, "", "Legenda")
        beside = Box(legend.left + _CM, top - 20_000, width, line)
        add_text(shapes, beside, [words], Style(size), "Legenda")
        top += step


def add_wijk(shapes: Any, box: Box, picture: WijkPicture, alt: str) -> None:
    """Add the map of a wijk with its large figures beside it; the figures alone where there are no borders."""
    field = box
    if picture.map is not None:
        left, field = box.split(_MAP_BESIDE)
        add_map(shapes, left, picture.map, alt)
    each = field.height // max(len(picture.figures), 1)
    words = [[figure.value, *filter(None, (f"{figure.unit} {figure.label}".strip(), figure.interval, figure.note))]
             for figure in picture.figures]  # fmt: skip
    room = each - 100_000
    large, small = next((sizes for sizes in _FIGURE_SIZES if all(
        height_of(lines[:1], field.width, sizes[0], 700) + height_of(lines[1:], field.width, sizes[1]) <= room
        for lines in words)), _FIGURE_SIZES[-1])  # fmt: skip
    for place, lines in enumerate(words):
        line = Box(field.left, field.top + place * each, field.width, 25_000)
        fill(shapes.add_shape(MSO_SHAPE.RECTANGLE, *line.as_tuple()), LIGHT.accent)
        describe(shapes[-1], "", "Lijn")
        inside = Box(field.left, line.top + 80_000, field.width, room)
        shape = add_text(shapes, inside, lines, Style(small), "Cijfer")
        number = shape.text_frame.paragraphs[0].runs[0].font
        number.size, number.bold, number.color.rgb = Pt(large), True, rgb(LIGHT.accent)
        describe(shape, ", ".join(lines) if picture.map or place else alt, "Cijfer")


def _add_names(
    shapes: Any, field: Box, picture: MapPicture, place: Callable[[float, float], tuple[float, float]]
) -> None:
    """Write the names that have room over the map, on a ground that stays readable."""
    placed = {
        area.code: tuple(tuple((x - field.left, y - field.top) for x, y in starmap(place, ring)) for ring in area.rings)
        for area in picture.areas
    }
    for name in place_names(picture.areas, placed, (field.width, field.height), _NAME_SIZE * EMU_PER_POINT, WIDER):
        if name.line:
            ends = [Emu(round(start + at)) for x, y in name.line for start, at in ((field.left, x), (field.top, y))]
            for colour, width in ((LIGHT.background, 3), (LIGHT.text, 1)):
                line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
                flat(line)
                line.line.color.rgb, line.line.width = rgb(colour), Pt(width)
                describe(line, "", "Lijn")
        sides = (field.left + name.left, field.top + name.top, name.width, name.height)
        ground = shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(round(side)) for side in sides))
        fill(ground, LIGHT.background)
        frame = ground.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write_text(frame, name.lines, Style(_NAME_SIZE, bold=name.area.chosen, middle=True))
        frame.word_wrap = False
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.CENTER
        describe(ground, f"{name.area.name}: {name.area.text}", f"Naam van {name.area.name}")


def _add_area(group: Any, area: MapArea, rings: list[_Ring], scale: tuple[str, ...]) -> None:
    shape = _add_rings(group, rings)
    if shape is None:
        return
    _colour_area(shape, area.klass, area.status, scale)
    shape.line.color.rgb = rgb(LIGHT.text if area.chosen else LIGHT.background)
    shape.line.width = Pt(2.5 if area.chosen else 2)
    describe(shape, f"{area.name}: {area.text}", area.name)


def _add_rings(group: Any, rings: list[_Ring]) -> Any:
    """Add a surface within rings; None where there is none."""
    drawn = [ring for ring in rings if len(ring) > 2]
    if not drawn:
        return None
    (x, y), *rest = drawn[0]
    builder = group.shapes.build_freeform(round(x), round(y), scale=1.0)
    builder.add_line_segments([(round(a), round(b)) for a, b in rest], close=True)
    for ring in drawn[1:]:
        builder.move_to(round(ring[0][0]), round(ring[0][1]))
        builder.add_line_segments([(round(a), round(b)) for a, b in ring[1:]], close=True)
    return builder.convert_to_shape()


def _colour_area(shape: Any, klass: int | None, status: int, scale: tuple[str, ...]) -> None:
    """Colour by class; what has no figure has the hatch of its reason, as on screen."""
    flat(shape)
    if klass is not None:
        fill(shape, scale[klass])
        return
    fill(shape, None)
    _, number = shape.part.get_or_add_image_part(io.BytesIO(_hatch_tile(Status(status))))
    tiled = parse_xml(_TILED.format(nsdecls("a", "r"), number))
    none = shape.element.spPr.find(qn("a:noFill"))
    none.getparent().replace(none, tiled)


@cache
def _hatch_tile(status: Status) -> bytes:
    """Return one step of a hatch as a picture: patterns of an office have other lines, and some draw them as grey."""
    box = Canvas(LIGHT, _STEP_PX, _STEP_PX, _STEP_PX / STEP)
    ground = rect(0, 0, _STEP_PX, _STEP_PX, hatch_of(status))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_STEP_PX} {_STEP_PX}">'
    stream = io.BytesIO()
    with Image.open(io.BytesIO(typeset_png(f"{head}<defs>{hatches(box, ground)}</defs>{ground}</svg>", 4))) as drawn:
        drawn.save(stream, "PNG", dpi=(drawn.width * 72 / _STEP_POINTS,) * 2)
    return stream.getvalue()


def rows_that_fit(picture: TablePicture, box: Box, size: float) -> int:
    """Return how many rows of a table stand in a box in letters of this size; at least one."""
    inside = [max(share * box.width - _BESIDE_WORD * EMU_PER_POINT, 1) for share in _column_shares(picture, box.width)]
    used = list(accumulate(_row_height(cells, inside, size) for cells in (picture.columns, *picture.rows)))
    return max(sum(bottom <= box.height for bottom in used[1:]), 1)


def add_table(shapes: Any, box: Box, picture: TablePicture, alt: str, largest: float = SIZE_LARGE) -> None:
    """Add a native table with a header row."""
    rows, columns = len(picture.rows) + 1, len(picture.columns)
    shares = _column_shares(picture, box.width)
    size, least = _table_size(picture, [round(share * box.width) for share in shares], box.height, largest)
    height = max(min(box.height, rows * 560_000), sum(least))
    frame = shapes.add_table(rows, columns, *Box(box.left, box.top, box.width, height).as_tuple())
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column in range(columns):
        table.columns[column].width = Emu(round(box.width * shares[column]))
    for number, cells in enumerate((picture.columns, *picture.rows)):
        table.rows[number].height = Emu(least[number] + (height - sum(least)) // rows)
        for column, words in enumerate(cells):
            cell = table.cell(number, column)
            cell.margin_top = cell.margin_bottom = Emu(30_000)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(LIGHT.accent if number == 0 else LIGHT.background)
            style = Style(size, right=picture.numeric[column], middle=True)
            if number == 0:
                style = replace(style, size=min(size, _HEADER), colour=LIGHT.on_accent, bold=True)
            write_text(cell.text_frame, [words], style)
    describe(frame, alt, "Tabel")


def _column_shares(picture: TablePicture, width: int) -> list[float]:
    """Return the part of the width for each column: no word in it breaks, and no line where there is room."""
    columns = list(zip(picture.columns, *picture.rows, strict=True))
    letters = [(_HEADER, 700), *[(SIZE_BODY, 400)] * len(picture.rows)]
    least, wanted = (
        [max((_widest(cells, letters, whole=whole) * WIDER + _BESIDE_WORD) * EMU_PER_POINT / width, _NARROWEST)
         for cells in columns]
        for whole in (False, True)
    )  # fmt: skip
    more = [own - word for own, word in zip(wanted, least, strict=True)]
    part = min(1.0, max(1 - sum(least), 0) / (sum(more) or 1))
    shares = [word + part * own for word, own in zip(least, more, strict=True)]
    return [share / sum(shares) for share in shares]


def _widest(cells: Sequence[str], letters: Sequence[tuple[float, int]], *, whole: bool) -> float:
    """Return the width in points of the longest text of a column, or else of its longest word."""
    texts = ((cell,) if whole else keep_together(cell).split(" ") for cell in cells)
    return max((width_of(text, *each) for each, found in zip(letters, texts, strict=True) for text in found), default=0)


def _table_size(picture: TablePicture, widths: list[int], room: int, largest: float) -> tuple[float, list[int]]:
    """Return letters in which a table fits, and how high each row must be for them."""
    rows = (picture.columns, *picture.rows)
    inside = [max(width - _BESIDE_WORD * EMU_PER_POINT, 1) for width in widths]
    for size in (each for each in _CELL_SIZES if each <= largest):
        sizes = [min(size, _HEADER), *[size] * len(picture.rows)]
        least = [_row_height(cells, inside, letters) for cells, letters in zip(rows, sizes, strict=True)]
        words = [(sizes[0], 700), *[(size, 400)] * len(picture.rows)]
        whole = all(
            _widest(cells, words, whole=False) * WIDER * EMU_PER_POINT <= width
            for cells, width in zip(zip(*rows, strict=True), inside, strict=True)
        )
        if sum(least) <= room and (whole or size <= _LEAST_WHOLE):
            break
    return size, least


def _row_height(cells: Sequence[str], widths: Sequence[float], size: float) -> int:
    return max(height_of([cell], round(width), size) for cell, width in zip(cells, widths, strict=True)) + _CELL_MARGINS


def add_points(shapes: Any, box: Box, picture: PointsPicture, alt: str) -> None:
    """Add a few lines, large enough to talk about."""
    lines = [f"{number}.  {line}" if picture.numbered else line for number, line in enumerate(picture.points, start=1)]
    room = max(box.height - 14 * EMU_PER_POINT * len(lines), _CM)
    size = largest_size(lines, box.width, room, (32, 28, *_TEXT_SIZES) if len(lines) <= _FEW_LINES else _TEXT_SIZES[1:])
    shape = add_text(shapes, box, lines, Style(size, space=14), "Tekst")
    describe(shape, alt or " ".join(lines), "Tekst")


def add_quote(shapes: Any, box: Box, picture: QuotePicture, alt: str) -> None:
    """Add what somebody said, and who."""
    above, below = box.cut_bottom(600_000)
    said = [f"“{picture.words}”"]
    size = largest_size(said, above.width, above.height, (48, SIZE_LARGEST, 32, *_TEXT_SIZES))
    shape = add_text(shapes, above, said, Style(size, LIGHT.accent, middle=True), "Citaat")
    describe(shape, alt or picture.words, "Citaat")
    who = ", ".join(filter(None, (picture.name, picture.function)))
    add_text(shapes, below, [who], Style(SIZE_BODY, LIGHT.muted), "Wie het zei")


def add_photo(shapes: Any, box: Box, picture: PhotoPicture, alt: str) -> None:
    """Add the photo as large as fits, without cutting it."""
    with Image.open(io.BytesIO(picture.content)) as photo:
        width, height = photo.size
    scale = min(box.width / width, box.height / height)
    size = Emu(round(width * scale)), Emu(round(height * scale))
    left = Emu(box.left + (box.width - size[0]) // 2)
    shape = shapes.add_picture(io.BytesIO(picture.content), left, Emu(box.top), *size)
    describe(shape, picture.alt or alt, "Foto")
