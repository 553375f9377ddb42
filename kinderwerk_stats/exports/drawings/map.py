"""Wijken in classes from light to dark; the chosen one outlined, hatches for what has no figure, a legend beside it."""

from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, Style, clean, moved, num, paragraph, rect, text
from kinderwerk_stats.exports.drawings.hatches import hatch_of
from kinderwerk_stats.exports.drawings.map_names import place_names, weight_of
from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, width_of
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.slides import MapArea, MapPicture, WijkPicture

Ring = tuple[tuple[float, float], ...]
_LEGEND, _HIGHEST, _EDGE = 0.28, 0.75, 0.2
# Of a map with figures: how wide the map is beside them, when it is upright, and how large a figure is.
_MAP_BESIDE, _UPRIGHT, _LARGE = 0.6, 1.2, 2.0


def draw_map(picture: MapPicture, box: Box) -> Drawn:
    """Return the map with its legend, beside it or under it: where the map becomes larger."""
    beside = box.at(width=max(box.width * _LEGEND, box.size * 10))
    most = box.height if box.height is not None else box.width * _HIGHEST
    rooms = {
        True: (box.width - beside.width - box.size, most),
        False: (box.width, max(most - _legend(picture, box, across=True).height - box.size, box.size)),
    }
    stands_beside = max(rooms, key=lambda each: (_scale(picture, box, *rooms[each]), each))
    legend = _legend(picture, beside) if stands_beside else _legend(picture, box, across=True)
    width, high = rooms[stands_beside]
    land = _land(picture, box, width, high)
    if stands_beside:
        return Drawn(land.body + moved(legend.body, width + box.size, 0), max(land.height, legend.height))
    return Drawn(land.body + moved(legend.body, 0, land.height + box.size), land.height + box.size + legend.height)


def draw_wijk(picture: WijkPicture, box: Box) -> Drawn:
    """Return the map with the large figures beside it, or under it where the picture is higher than wide."""
    high = box.height or box.width * _HIGHEST
    if picture.map is None:
        return _figures(picture, box.at(height=high))
    if not picture.figures:
        return draw_map(picture.map, box)
    if box.width < high * _UPRIGHT:
        figures = _figures(picture, replace(box, height=None))
        drawn = draw_map(picture.map, box.at(height=max(high - figures.height - box.size, box.width * 0.4)))
        body = drawn.body + moved(figures.body, 0, max(drawn.height + box.size, high - figures.height))
        return Drawn(body, max(drawn.height + box.size + figures.height, high))
    left = box.width * _MAP_BESIDE
    drawn = draw_map(picture.map, box.at(width=left, height=high))
    figures = _figures(picture, box.at(width=box.width - left - 2 * box.size, height=high))
    return Drawn(drawn.body + moved(figures.body, left + 2 * box.size, 0), max(drawn.height, figures.height))


def _figures(picture: WijkPicture, box: Box) -> Drawn:
    """Return the figures under each other, a line over each, spread over the height that there is."""
    size, drawn = box.size, list[Drawn]()
    for figure in picture.figures:
        body, y = rect(0, 0, box.width, size * 0.1, box.palette.accent), size * 0.3
        large = Style(size * _LARGE, box.palette.accent, 700)
        beside = " ".join(filter(None, (figure.unit, figure.label)))
        for words, style in ((figure.value, large), (beside, box.plain), (figure.interval, box.quiet),
                             (figure.note, box.quiet)):  # fmt: skip
            part = paragraph(0, y, words, style, box.width)
            body, y = body + part.body, y + part.height
        drawn.append(Drawn(body, y))
    spare = 0.0 if box.height is None else box.height - sum(each.height for each in drawn)
    gap = min(max(spare / max(len(drawn), 1), size * 0.5), size * 4)
    parts, y = [], 0.0
    for each in drawn:
        parts.append(moved(each.body, 0, y))
        y += each.height + gap
    return Drawn("".join(parts), max(y - gap, 0))


def _land(picture: MapPicture, box: Box, width: float, height: float) -> Drawn:
    """Return the wijken, as large as fits, north up."""
    if not any(area.rings for area in picture.areas):
        return Drawn("", 0)
    west, south, east, north = _bounds(picture)
    edge, scale = box.size * _EDGE, _scale(picture, box, width, height)
    shift = (width - (east - west) * scale) / 2

    def place(x: float, y: float) -> tuple[float, float]:
        return shift + (x - west) * scale, edge + (north - y) * scale

    placed = {area.code: tuple(tuple(place(x, y) for x, y in ring) for ring in area.rings) for area in picture.areas}
    colours = box.palette.scale(around_norm=picture.around_norm)
    shapes = [_shape(area, placed[area.code], box, colours) for area in picture.areas]
    between = _path(tuple(ring for area in picture.areas for ring in placed[area.code]))
    thin = f'stroke="{box.palette.outline}" stroke-width="{num(box.size / 20)}" stroke-linejoin="round"'
    shapes.append(f'<path d="{between}" fill="none" {thin}/>')
    # The outline of the chosen one lies over its neighbours.
    edge_of = f'fill="none" stroke="{box.palette.text}" stroke-width="{num(box.size / 5)}" stroke-linejoin="round"'
    outlines = [f'<path d="{_path(placed[area.code])}" {edge_of}/>' for area in picture.areas if area.chosen]
    height = (north - south) * scale + 2 * edge
    return Drawn("".join([*shapes, *outlines, _names(picture, placed, box, (width, height))]), height)


def _bounds(picture: MapPicture) -> tuple[float, float, float, float]:
    points = [point for area in picture.areas for ring in area.rings for point in ring] or [(0.0, 0.0)]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _scale(picture: MapPicture, box: Box, width: float, height: float) -> float:
    """Return how many px a metre becomes when the map is as large as fits."""
    west, south, east, north = _bounds(picture)
    edge = 2 * box.size * _EDGE
    return min((width - edge) / ((east - west) or 1), (height - edge) / ((north - south) or 1))


def _path(rings: tuple[Ring, ...]) -> str:
    """Return rings as a path, points that fall together on paper once."""
    parts = []
    for ring in rings:
        signs = [f"{num(x)} {num(y)}" for x, y in ring]
        kept = [sign for place, sign in enumerate(signs) if not place or sign != signs[place - 1]]
        parts.append(f"M{'L'.join(kept)}Z")
    return "".join(parts)


def _shape(area: MapArea, rings: tuple[Ring, ...], box: Box, scale: tuple[str, ...]) -> str:
    fill = scale[area.klass] if area.klass is not None else hatch_of(Status(area.status))
    return (
        f'<path d="{_path(rings)}" fill="{fill}" fill-rule="evenodd" stroke="{box.palette.background}"'
        f' stroke-width="{num(box.size / 7)}" stroke-linejoin="round"/>'
    )


def _names(picture: MapPicture, placed: dict[str, tuple[Ring, ...]], box: Box, field: tuple[float, float]) -> str:
    """Return the names that have room, on a halo."""
    size, drawn, palette = box.size * 0.85, [], box.palette
    for name in place_names(picture.areas, placed, field, size):
        if name.line:
            (x, y), (to_x, to_y) = name.line
            path = f'<path d="M{num(x)} {num(y)}L{num(to_x)} {num(to_y)}" fill="none"'
            drawn += [
                f'{path} stroke="{palette.background}" stroke-width="{num(size / 4)}"/>',
                f'{path} stroke="{palette.text}" stroke-width="{num(size / 12)}"/>',
                f'<circle cx="{num(to_x)}" cy="{num(to_y)}" r="{num(size / 6)}" fill="{palette.text}"/>',
            ]
        style = Style(size, box.palette.text, weight_of(name.area), "middle", halo=box.palette.background)
        x = name.left + name.width / 2
        drawn += [
            text(x, name.top + size * (LINE_HEIGHT * row + 0.95), words, style) for row, words in enumerate(name.lines)
        ]
    return "".join(drawn)


def _legend(picture: MapPicture, box: Box, *, across: bool = False) -> Drawn:
    """Return what the colours mean, under each other or in lines across: the classes, and each absence of a figure."""
    size, palette = box.small, box.palette
    used, scale = {area.klass for area in picture.areas}, palette.scale(around_norm=picture.around_norm)
    items = [(scale[klass], words) for klass, words in picture.classes if used - {None}]
    items += [(hatch_of(Status(status)), words) for status, words in picture.absent_legend]
    title = paragraph(0, 0, picture.axis, replace(box.heavy, size=size), box.width)
    parts, x, y, high = [title.body], 0.0, title.height + (size * 0.4 if title.height else 0), size * 1.2
    for fill, words in items:
        wide = width_of(clean(words), size) + size * 3
        if across and x and x + wide > box.width + size:
            x, y = 0.0, y + high + size * 0.35
        outline = f' stroke="{palette.border}" stroke-width="{num(size / 20)}"'
        parts.append(rect(x, y, size * 1.5, size * 1.2, fill, outline))
        line = paragraph(x + size * 2, y, words, replace(box.plain, size=size), box.width - size * 2)
        parts.append(line.body)
        high = max(line.height, size * 1.2)
        x, y = (x + wide, y) if across else (0.0, y + high + size * 0.35)
    return Drawn("".join(parts), y + (high if across and items else 0))
