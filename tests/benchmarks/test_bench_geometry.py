"""Reading and drawing maps, against a bare parse of the same bytes."""

import json
from pathlib import Path

import pytest
import shapely

from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.sources.geometry.map_shapes import build_map_shapes
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, find_neighbours, read_shapes
from tests.benchmarks.timing import check_faster


def parse_bare(path: Path) -> object:
    """Load the properties and the shapes and do nothing with them."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text), shapely.from_geojson(text)


def read_table(path: Path) -> ShapesTable:
    (table,) = read_shapes(path).tables
    assert isinstance(table, ShapesTable)
    return table


@pytest.fixture(scope="module")
def country(shared_dir: Path) -> Path:
    return shared_dir / "cbs" / "wijken-2024-nederland.geojson"


@pytest.fixture(scope="module")
def amsterdam(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = json.loads(country.read_text(encoding="utf-8"))
    collection["features"] = [f for f in collection["features"] if f["properties"]["gemeentecode"] == "GM0363"]
    path = tmp_path_factory.mktemp("kaart") / "amsterdam.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_the_country_is_read_cleaned_and_projected_in_less_than_a_bare_parse_and_a_half(benchmark, country):
    table = benchmark.pedantic(read_table, (country,), rounds=5, warmup_rounds=1)
    assert len(table.frame) == 3393
    check_faster(benchmark, 1.5, lambda: parse_bare(country), 5)


def test_the_map_of_amsterdam_costs_little_beside_reading_the_country(benchmark, country):
    """Cutting, cleaning, simplifying and writing 110 wijken, done once per gemeente."""
    table = read_table(country)
    shapes = benchmark.pedantic(lambda: build_map_shapes(cut_gemeente(table, "GM0363")), rounds=10, warmup_rounds=1)
    assert len(shapes.paths) == 110
    check_faster(benchmark, 0.4, lambda: parse_bare(country), 5)


def test_the_map_of_amsterdam_from_its_own_file(benchmark, amsterdam):
    """A bare parse of 85 kB takes 2 ms, so the fixed costs of cleaning show: some tens of times that."""
    shapes = benchmark.pedantic(lambda: build_map_shapes(read_table(amsterdam)), rounds=10, warmup_rounds=1)
    assert len(shapes.paths) == 110
    check_faster(benchmark, 60, lambda: parse_bare(amsterdam), 10)


def test_the_neighbours_of_amsterdam_cost_less_than_its_map(benchmark, country):
    table = cut_gemeente(read_table(country), "GM0363")
    neighbours = benchmark.pedantic(find_neighbours, (table,), rounds=10, warmup_rounds=1)
    assert len(neighbours) == 110
    check_faster(benchmark, 1, lambda: build_map_shapes(table), 10)
