"""SVG paths of a gemeente: true to shape, shared borders, small, and the same every time."""

import gzip
import json
import re

import pytest
import shapely

from kinderwerk_stats.sources.geometry.map_shapes import LONGEST_SIDE, MAX_GZIP_BYTES, build_map_shapes
from tests.map_builders import X, Y, jagged_grid, parse_path, shapes_table


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(X + west, Y + south, X + east, Y + north)


def test_the_longest_side_is_fixed_and_the_shape_is_true():
    shapes = build_map_shapes(shapes_table([box(0, 0, 4000, 1000)]))
    assert (shapes.width, shapes.height) == (LONGEST_SIDE, 250)
    upright = build_map_shapes(shapes_table([box(0, 0, 1000, 4000)]))
    assert (upright.width, upright.height) == (250, LONGEST_SIDE)


def test_north_is_up():
    shapes = build_map_shapes(shapes_table([box(0, 0, 1000, 500), box(0, 500, 1000, 1000)]))
    (south, north) = shapes.labels.values()
    assert south == (pytest.approx(500, abs=250), 750)
    assert north == (pytest.approx(500, abs=250), 250)


def test_the_path_is_compact_svg():
    shapes = build_map_shapes(shapes_table([box(0, 0, 1000, 1000)]))
    (path,) = shapes.paths.values()
    assert re.fullmatch(r"M\d+ \d+(l[-\d ]+)z", path)
    assert parse_path(path).equals(shapely.box(0, 0, 1000, 1000))


def test_numbers_have_one_decimal_and_no_needless_signs():
    slope = shapely.Polygon([(X, Y), (X + 1000.3, Y + 0.4), (X + 1000.6, Y + 999.2), (X + 0.7, Y + 1000)])
    (path,) = build_map_shapes(shapes_table([slope])).paths.values()
    assert re.search(r"\.\d\d", path) is None
    assert re.search(r"(?<!\d)0\.| -|e", path) is None
    assert re.search(r"[l -]\.\d", path)


def test_neighbours_have_the_same_vertices_along_their_border():
    zigzag = [(X + 1000 + 30 * (number % 2), Y + 10 * number) for number in range(101)]
    left = shapely.Polygon([(X, Y), *zigzag, (X, Y + 1000)])
    right = shapely.Polygon([(X + 2000, Y), *zigzag, (X + 2000, Y + 1000)])
    paths = build_map_shapes(shapes_table([left, right])).paths
    a, b = (parse_path(path) for path in paths.values())
    shared = {tuple(xy) for xy in shapely.get_coordinates(a).round(1)} & {
        tuple(xy) for xy in shapely.get_coordinates(b).round(1)
    }
    assert len(shared) > 50
    assert shapely.intersection(a, b).area == pytest.approx(0, abs=1e-6)


def test_a_wijk_inside_another_leaves_a_hole_of_its_own_size():
    inner = box(400, 400, 600, 600)
    shapes = build_map_shapes(shapes_table([shapely.difference(box(0, 0, 1000, 1000), inner), inner]))
    outer_path, inner_path = (parse_path(path) for path in shapes.paths.values())
    assert outer_path.area == pytest.approx(1000**2 - 200**2)
    assert inner_path.area == pytest.approx(200**2)


def test_a_label_stands_where_there_is_room():
    """In an L with one thick leg the label stands in that leg, not in the hollow where the centroid lies."""
    shape = shapely.union(box(0, 0, 1000, 100), box(0, 0, 300, 1000))
    ((x, y),) = build_map_shapes(shapes_table([shape])).labels.values()
    assert 100 < x < 200
    assert 100 < y < 900


def test_a_wijk_too_small_to_draw_is_a_visible_square():
    shapes = build_map_shapes(shapes_table([box(0, 0, 100_000, 100_000), box(100_000, 0, 100_001, 1)]))
    assert shapes.paths["WK900101"] == "M999.5 999.5h1v1h-1z"


def test_the_json_holds_all_that_the_browser_needs():
    shapes = build_map_shapes(shapes_table([box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)]))
    content = json.loads(shapes.to_json())
    assert set(content) == {"width", "height", "paths", "labels"}
    assert content["paths"] == shapes.paths
    assert content["labels"] == {code: list(point) for code, point in shapes.labels.items()}


def test_the_fingerprint_follows_the_content():
    shapes = [box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)]
    first, again = build_map_shapes(shapes_table(shapes)), build_map_shapes(shapes_table(shapes))
    other = build_map_shapes(shapes_table([shapes[0], box(1000, 0, 2000, 900)]))
    assert re.fullmatch(r"[0-9a-f]{12}", first.fingerprint)
    assert first.to_json() == again.to_json()
    assert first.fingerprint == again.fingerprint != other.fingerprint


def test_a_detailed_map_is_simplified_until_it_fits_and_keeps_every_wijk():
    cells = jagged_grid(10, 10, size=1500, vertices=100, noise=5, seed=1)
    shapes = build_map_shapes(shapes_table(cells))
    assert len(gzip.compress(shapes.to_json())) <= MAX_GZIP_BYTES
    assert shapes.tolerance_m > 0.5 * 15_000 / LONGEST_SIDE
    assert len(shapes.paths) == len(shapes.labels) == 100
    areas = [parse_path(path).area for path in shapes.paths.values()]
    assert areas == pytest.approx([(LONGEST_SIDE / 10) ** 2] * 100, rel=0.05)


@pytest.mark.parametrize(("side", "drawn"), [(4, 1), (8, 2)])
def test_an_island_is_drawn_when_it_is_clearly_larger_than_the_tolerance(side, drawn):
    """On a map of 10 km the tolerance is half a unit, 5 m."""
    land = [box(0, 0, 1000, 10_000), box(5000, 0, 5000 + side, side)]
    shapes = build_map_shapes(shapes_table([shapely.union_all(land)]))
    (path,) = shapes.paths.values()
    assert path.count("z") == drawn


def test_a_map_that_fits_keeps_details_of_half_a_unit():
    shapes = build_map_shapes(shapes_table([box(0, 0, 2000, 1000)]))
    assert shapes.tolerance_m == pytest.approx(1)


def test_a_table_without_wijken_is_a_programming_error():
    with pytest.raises(ValueError, match="no wijken"):
        build_map_shapes(shapes_table([]))
