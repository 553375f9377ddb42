"""The wijken of a gemeente as a picture: their borders in metres, the class and the words of a figure."""

from collections.abc import Iterable
from functools import lru_cache

import shapely

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.sources.geometry.borders import clean_coverage
from kinderwerk_stats.sources.geometry.reader import cut_gemeente
from kinderwerk_stats.story.slides import MapArea, MapPicture
from kinderwerk_stats.text.classes import absence_legend, absence_of, classes_of
from kinderwerk_stats.text.intervals import format_figure, said_value
from kinderwerk_stats.text.sentences import label_of

# Of the longest side: less than half a dot on a printed A3, and a tenth of the points of CBS.
_TOLERANCE_PART = 1 / 2000
Rings = tuple[tuple[tuple[float, float], ...], ...]


def build_map_picture(
    monitor: Monitor,
    figure: str,
    chosen: Iterable[str] = (),
    other_years: Iterable[Monitor] = (),
    *,
    named: Iterable[str] = (),
) -> MapPicture | None:
    """Return the map of one coverage figure; None where no borders fit this year.

    Parameters
    ----------
    monitor : the gemeente, small counts hidden.
    figure : name of a coverage figure.
    chosen : codes of the wijken to outline; they have their name on the map.
    named : others with their name on the map, such as those to look at first.
    other_years : the same gemeente in other years: a colour means the same in each of them, as on screen.

    Returns
    -------
    MapPicture, its colours as `classes_of` gives them. Borders that wijken share have the same points in both.
    """
    if monitor.shapes is None or not monitor.drawn:
        return None
    indicator, outlined = INDICATORS[figure], set(chosen)
    cells = {code: row[figure] for code, row in monitor.coverage.cells.items() if code in monitor.drawn}
    classes, colours = classes_of(monitor, figure, other_years)
    labelled = outlined | set(named)
    rings = _project(monitor.shapes, monitor.gemeente_code)
    areas = []
    for code, cell in cells.items():
        row = monitor.coverage.cells[code]
        klass = colours[classes.class_of(said_value(figure, row))] if cell.known else None
        text = format_figure(figure, row, unit=True)
        areas.append(
            MapArea(
                code=code,
                name=monitor.name_of(code),
                rings=rings[code],
                klass=klass,
                status=int(cell.status),
                text=text,
                chosen=code in outlined,
                named=code in labelled,
            )
        )
    labels = tuple(label for _, label in sorted(zip(colours, classes.labels, strict=True)))
    states = sorted({cell.status for cell in cells.values() if not cell.known})
    absent = {absence_of(status): int(status) for status in states}
    return MapPicture(
        axis=f"{label_of(monitor, figure)} ({indicator.unit})",
        areas=tuple(areas),
        legend=labels if any(cell.known for cell in cells.values()) else (),
        absent_legend=tuple((absent[kind], words) for kind, words in absence_legend(states)),
        around_norm=classes.around_norm,
        falling=colours[0] > colours[-1],
    )


# A factsheet for each of a hundred wijken asks for the same borders; a few gemeenten are kept.
@lru_cache(maxsize=8)
def _project(table: ShapesTable, gemeente_code: str) -> dict[str, Rings]:
    """Return the rings of every wijk in metres of RD, simplified together so that borders stay shared."""
    cut = cut_gemeente(table, gemeente_code)
    cleaned = clean_coverage(cut.shapes)
    west, south, east, north = shapely.total_bounds(cleaned)
    simplified = shapely.coverage_simplify(cleaned, max(east - west, north - south) * _TOLERANCE_PART)
    return {
        str(code): _rings_of(whole if simple.is_empty else simple)
        for code, whole, simple in zip(cut.frame.index, cleaned, simplified, strict=True)
    }


def _rings_of(shape: shapely.Geometry) -> Rings:
    """Return outer rings and holes, each point once and in decimetres."""
    return tuple(
        tuple((round(x, 1), round(y, 1)) for x, y in shapely.get_coordinates(line)[:-1].tolist())
        for line in shapely.get_rings(shapely.get_parts(shape))
    )
