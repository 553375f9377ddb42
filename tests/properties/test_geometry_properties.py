"""What holds for every map, however its borders run and however carelessly it was simplified."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.sources.geometry.borders import clean_coverage
from kinderwerk_stats.sources.geometry.map_shapes import LONGEST_SIDE, MAX_GZIP_BYTES, build_map_shapes
from kinderwerk_stats.sources.geometry.reader import find_neighbours, read_shapes
from tests.map_builders import jagged_grid, parse_path, shapes_table

FEW = settings(max_examples=25)


@st.composite
def grids(draw, min_cells: int = 1):
    """Return columns, rows and the cells of a grid with shared jagged borders."""
    columns, rows = draw(st.integers(min_cells, 4)), draw(st.integers(min_cells, 4))
    size = draw(st.sampled_from([400, 1500, 4000]))
    vertices = draw(st.integers(2, 40))
    noise = draw(st.floats(0, 0.2)) * size / vertices
    return (
        columns,
        rows,
        jagged_grid(columns, rows, size=size, vertices=vertices, noise=noise, seed=draw(st.integers(0, 9999))),
    )


@st.composite
def sloppy_grids(draw):
    """Return a grid of which each cell was moved a little on its own, so that borders gape and overlap."""
    columns, rows, cells = draw(grids(min_cells=2))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    step = min(shapely.length(cell) / shapely.get_num_coordinates(cell) for cell in cells)
    noise = min(draw(st.floats(0.1, 8)), step / 5)
    moved = [[tuple(xy + rng.uniform(-noise, noise, size=2)) for xy in cell.exterior.coords] for cell in cells]
    return columns, rows, [shapely.make_valid(shapely.Polygon(ring), method="structure") for ring in moved]


@FEW
@given(st.one_of(grids(), sloppy_grids()))
def test_the_drawn_wijken_neither_overlap_nor_gape(grid):
    _, _, cells = grid
    drawn = [parse_path(path) for path in build_map_shapes(shapes_table(cells)).paths.values()]
    union = shapely.union_all(drawn)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(union)])
    assert sum(shape.area for shape in drawn) == pytest.approx(union.area, rel=0.005)
    assert union.area == pytest.approx(filled.area, rel=0.005)


@FEW
@given(st.one_of(grids(), sloppy_grids()))
def test_every_wijk_is_drawn_at_its_size_with_its_label_inside(grid):
    _, _, cells = grid
    shapes = build_map_shapes(shapes_table(cells))
    west, south, east, north = shapely.total_bounds(np.array(cells))
    units_per_m = LONGEST_SIDE / max(east - west, north - south)
    assert len(shapes.paths) == len(shapes.labels) == len(cells)
    for path, label, cell in zip(shapes.paths.values(), shapes.labels.values(), cells, strict=True):
        drawn = parse_path(path)
        assert drawn.area == pytest.approx(cell.area * units_per_m**2, rel=0.15)
        assert drawn.contains(shapely.Point(label))
        west, south, east, north = drawn.bounds
        assert min(west, south) >= 0
        assert east <= shapes.width
        assert north <= shapes.height


@FEW
@given(grids(min_cells=2))
def test_neighbours_share_their_border_vertex_by_vertex(grid):
    _, _, cells = grid
    table = shapes_table(cells)
    paths = build_map_shapes(table).paths
    drawn = {code: parse_path(path) for code, path in paths.items()}
    vertices = {code: {tuple(xy) for xy in shapely.get_coordinates(shape)} for code, shape in drawn.items()}
    for code, others in find_neighbours(table).items():
        for other in others:
            border = shapely.intersection(drawn[code], drawn[other])
            assert border.length > 0
            assert {tuple(xy) for xy in shapely.get_coordinates(border)} <= vertices[code] & vertices[other]


@FEW
@given(sloppy_grids())
def test_cells_of_a_grid_are_neighbours_of_the_cells_beside_them_only(grid):
    columns, rows, cells = grid
    neighbours = find_neighbours(shapes_table(cells))
    codes = list(neighbours)
    for column in range(columns):
        for row in range(rows):
            beside = [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)]
            expected = {codes[c * rows + r] for c, r in beside if 0 <= c < columns and 0 <= r < rows}
            assert set(neighbours[codes[column * rows + row]]) == expected


@FEW
@given(sloppy_grids())
def test_cleaning_gives_a_coverage_and_moves_little(grid):
    _, _, cells = grid
    cleaned = clean_coverage(np.array(cells))
    assert shapely.coverage_is_valid(cleaned)
    assert shapely.area(cleaned) == pytest.approx(shapely.area(cells), rel=0.12)
    assert shapely.total_bounds(cleaned) == pytest.approx(shapely.total_bounds(np.array(cells)), abs=1)


@FEW
@given(grids())
def test_the_map_fits_and_does_not_depend_on_chance(grid):
    _, _, cells = grid
    first, again = (build_map_shapes(shapes_table(cells)).to_json() for _ in range(2))
    assert first == again
    assert len(gzip.compress(first)) <= MAX_GZIP_BYTES


@FEW
@given(grid=grids(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_features_does_not_matter(tmp_path_factory: pytest.TempPathFactory, grid, order):
    _, _, cells = grid
    features = [
        {
            "type": "Feature",
            "properties": {"wijkcode": f"WK9001{number:02d}"},
            "geometry": shapely.geometry.mapping(cell),
        }
        for number, cell in enumerate(cells)
    ]
    folder: Path = tmp_path_factory.mktemp("kaart")
    tables = []
    for _ in range(2):
        (folder / "k.json").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        (table,) = read_shapes(folder / "k.json").tables
        assert isinstance(table, ShapesTable)
        tables.append(table)
        order.shuffle(features)
    assert tables[0].frame.equals(tables[1].frame)
    assert all(a.equals_exact(b) for a, b in zip(tables[0].shapes, tables[1].shapes, strict=True))
