"""The real map files: every wijk of the country, and RD metres that nobody announced."""

import gzip

import numpy as np
import pytest
import shapely

from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.sources.geometry.borders import clean_coverage
from kinderwerk_stats.sources.geometry.map_shapes import LONGEST_SIDE, build_map_shapes
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, find_neighbours, read_shapes
from tests.map_builders import parse_path


def read_one(path) -> ShapesTable:
    result = read_shapes(path)
    assert result.usable, result.problems
    (table,) = result.tables
    assert isinstance(table, ShapesTable)
    return table


@pytest.fixture(scope="module")
def national(shared_dir) -> ShapesTable:
    return read_one(shared_dir / "cbs" / "wijken-2024-nederland.geojson")


@pytest.fixture(scope="module")
def gemeenten(national) -> list[ShapesTable]:
    return [cut_gemeente(national, "GM" + digits) for digits in sorted(set(national.frame.index.str[2:6]))]


def test_the_country_has_3393_wijken_on_land(shared_dir, national):
    result = read_shapes(shared_dir / "cbs" / "wijken-2024-nederland.geojson")
    assert result.problems == ()
    assert result.area_counts["wijk"] == len(national.frame) == 3393
    assert national.year == 2024
    assert national.frame.notna().all(axis=None)
    assert {"WK010699", "WK168199"} <= set(national.frame.index), "land that ends in 99"
    assert not national.frame["name"].isin(["Groot water", "Buitenland"]).any()


def test_every_shape_of_the_country_is_a_valid_area_in_rd(national):
    assert shapely.is_valid(national.shapes).all()
    assert {shape.geom_type for shape in national.shapes} == {"Polygon", "MultiPolygon"}
    west, south, east, north = shapely.total_bounds(national.shapes)
    assert 13_000 < west < east < 279_000
    assert 306_000 < south < north < 620_000
    # CBS: 33,600 km2 of land; the wijken at the coast hold some water.
    assert 33_500 < shapely.area(national.shapes).sum() / 1e6 < 36_500


def test_metres_without_a_label_are_amsterdam(shared_dir, national):
    table = read_one(shared_dir / "cbs" / "wijken-amsterdam-rd-zonder-crs.geojson")
    assert len(table.frame) == 20
    assert table.year is None
    same = national.frame.index.get_indexer(table.frame.index)
    assert (same >= 0).all()
    assert list(table.frame["name"]) == list(national.frame["name"].iloc[same])
    apart = shapely.distance(shapely.centroid(table.shapes), shapely.centroid(national.shapes[same]))
    assert apart.max() < 50, "both files put each wijk at the same place"


def test_every_gemeente_is_a_small_and_whole_map(gemeenten):
    assert len(gemeenten) == 342
    largest = 0
    for table in gemeenten:
        shapes = build_map_shapes(table)
        largest = max(largest, len(gzip.compress(shapes.to_json())))
        assert max(shapes.width, shapes.height) == LONGEST_SIDE
        drawn = np.array([parse_path(path) for path in shapes.paths.values()])
        assert list(shapes.paths) == list(shapes.labels) == list(table.frame.index)
        assert shapely.area(drawn).min() > 1
        assert shapely.area(drawn).sum() == pytest.approx(shapely.union_all(drawn).area, rel=0.005)
        labels = shapely.points(list(shapes.labels.values()))
        assert shapely.distance(labels, drawn).max() == 0, "a name stands in its own wijk"
    assert largest < 25_000


@pytest.mark.parametrize(("gemeente_code", "wijken"), [("GM0363", 110), ("GM0034", 71), ("GM0855", 59)])
def test_the_largest_gemeenten_keep_details_of_fifteen_metres(national, gemeente_code, wijken):
    shapes = build_map_shapes(cut_gemeente(national, gemeente_code))
    assert len(shapes.paths) == wijken
    assert shapes.tolerance_m < 15


def test_cleaning_leaves_no_overlaps_and_changes_areas_little(gemeenten):
    for table in gemeenten:
        cleaned = clean_coverage(table.shapes)
        assert shapely.coverage_is_valid(cleaned)
        assert shapely.area(cleaned).sum() == pytest.approx(shapely.union_all(table.shapes).area, rel=0.01)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WK177100", "WK177101"),  # Geldrop and Mierlo: a sliver of 3.5 km, open at one end
        ("WK169604", "WK169605"),  # Nieuw-Loosdrecht and Breukeleveen, idem
        ("WK034401", "WK034406"),  # Utrecht West and Binnenstad
    ],
)
def test_wijken_with_a_sliver_between_them_are_neighbours(national, one, other):
    neighbours = find_neighbours(cut_gemeente(national, "GM" + one[2:6]))
    assert other in neighbours[one]
    assert one in neighbours[other]


def test_nearly_every_wijk_has_a_neighbour(gemeenten):
    lonely = [
        code
        for table in gemeenten
        if len(table.frame) > 1
        for code, others in find_neighbours(table).items()
        if not others
    ]
    assert len(lonely) < 5, "islands such as Marken"
