"""Wijken from map files: every format, every lie about coordinates, water, repair, cutting, neighbours."""

import json
import sqlite3
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from pyogrio.raw import write

from kinderwerk_stats.model.datasets import ReadResult, ShapesTable
from kinderwerk_stats.sources.geometry.borders import MAX_SLIVER_M, clean_coverage
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, find_neighbours, read_shapes
from tests.map_builders import X, Y, shapes_table
from tests.words import said_by, words_of

CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
CRS_RD = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


def square(column: float = 0, row: float = 0, size: float = 1000) -> shapely.Polygon:
    return shapely.box(X + column * size, Y + row * size, X + (column + 1) * size, Y + (row + 1) * size)


def to_lon_lat(shape):
    transformer = pyproj.Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    return shapely.transform(shape, lambda xy: np.column_stack(transformer.transform(*xy.T)))


def feature(shape, **properties):
    geometry = shape if shape is None or isinstance(shape, dict) else shapely.geometry.mapping(shape)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_geojson(path: Path, *features, first=None, last=None) -> Path:
    collection = {"type": "FeatureCollection", **(first or {}), "features": list(features), **(last or {})}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def write_gpkg(path: Path, crs: str = "EPSG:28992", geometry_type: str = "Unknown", **layers) -> Path:
    """Each layer: a list of (shape, properties)."""
    for name, rows in layers.items():
        fields = list(rows[0][1])
        values = [np.array([row[1][field] for row in rows], dtype=object) for field in fields]
        write(
            path,
            shapely.to_wkb(np.array([row[0] for row in rows])),
            values,
            fields,
            layer=name,
            driver="GPKG",
            geometry_type=geometry_type,
            crs=crs,
            append=path.exists(),
        )
    return path


def only_table(result: ReadResult) -> ShapesTable:
    assert result.usable, result.problems
    (table,) = result.tables
    assert isinstance(table, ShapesTable)
    return table


def codes_of(result: ReadResult) -> list[str]:
    return list(only_table(result).frame.index)


def said(result: ReadResult) -> str:
    return "\n".join(said_by(problem) for problem in result.problems)


def table_of(**shapes) -> ShapesTable:
    return shapes_table(list(shapes.values()), list(shapes))


# --- formats ----------------------------------------------------------------------------------------


def geojson_file(folder: Path) -> Path:
    return write_geojson(
        folder / "kaart.json",
        feature(square(1), jrstatcode="2024WK900102", wijknaam="Zuid", gemeentenaam="Waterkoop"),
        feature(square(0), jrstatcode="2024WK900101", wijknaam="Noord", gemeentenaam="Waterkoop"),
    )


def topojson_file(folder: Path) -> Path:
    """Two squares on whole steps of 1000 m that share their middle arc, the second one running it backwards."""
    arcs = [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 1], [1, 0], [0, -1], [-1, 0]]]
    common = {"jaar": "2024", "gm_naam": "Waterkoop"}
    wijken = [
        {"type": "Polygon", "arcs": [[2, 0]], "properties": {"statcode": "WK900102", "statnaam": "Zuid", **common}},
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"statcode": "WK900101", "statnaam": "Noord", **common}},
    ]
    topology = {
        "type": "Topology",
        "transform": {"scale": [1000, 1000], "translate": [X, Y]},
        "arcs": arcs,
        "objects": {"wijken": {"type": "GeometryCollection", "geometries": wijken}},
    }
    (folder / "kaart.topo").write_text(json.dumps(topology))
    return folder / "kaart.topo"


def gpkg_file(folder: Path) -> Path:
    common = {"GM_NAAM": "Waterkoop", "jaar": 2024}
    rows = [
        (square(1), {"WK_CODE": "WK900102", "WK_NAAM": "Zuid", **common}),
        (square(0), {"WK_CODE": "WK900101", "WK_NAAM": "Noord", **common}),
    ]
    return write_gpkg(folder / "kaart.gpkg", wijken=rows)


@pytest.mark.parametrize("make", [geojson_file, topojson_file, gpkg_file])
def test_every_format_gives_the_same_wijken(tmp_path, make):
    result = read_shapes(make(tmp_path))
    table = only_table(result)
    assert result.kind == "gebieden"
    assert result.problems == ()
    assert result.area_counts == {"land": 0, "gemeente": 0, "wijk": 2, "buurt": 0}
    assert table.frame["name"].to_dict() == {"WK900101": "Noord", "WK900102": "Zuid"}
    assert set(table.frame["gemeente_name"]) == {"Waterkoop"}
    assert table.year == 2024
    assert [shape.equals(square(column)) for column, shape in enumerate(table.shapes)] == [True, True]


# Any JSON may stand in a property; what is no text, number or date is no name, code or year.
ATTRIBUTES = {
    "postcodes": ["3511", "3512"],
    "aantallen": [1, 2],
    "delen": [0.5, 1.5],
    "open": {"maandag": ["9:00", "17:00"], "dinsdag": None},
    "allerlei": [1, "a", None, {"b": []}],
    "dagen": [True, False],
    "lijsten": [[1], [2, 3]],
    "leeg": [],
    "niets": {},
    "waar": True,
}


def with_attributes(path: Path, attributes: list[dict[str, object]]) -> Path:
    """Put properties into the features of a file of GeoJSON or TopoJSON."""
    content = json.loads(path.read_text())
    parts = content["features"] if "features" in content else content["objects"]["wijken"]["geometries"]
    for part, more in zip(parts, attributes, strict=True):
        part["properties"] |= more
    path.write_text(json.dumps(content))
    return path


@pytest.mark.parametrize("second", [ATTRIBUTES, {}, dict.fromkeys(ATTRIBUTES, "tekst"), dict.fromkeys(ATTRIBUTES, 1)])
@pytest.mark.parametrize("make", [geojson_file, topojson_file])
def test_lists_and_objects_in_properties_are_passed_over(tmp_path, make, second):
    result = read_shapes(with_attributes(make(tmp_path), [ATTRIBUTES, second]))
    assert only_table(result).year == 2024
    assert codes_of(result) == ["WK900101", "WK900102"]
    assert result.problems == ()


PERSONAL = {
    "in a list": (["Jan", "jan@voorbeeld.nl"], "een e-mailadres"),
    "in an object": ({"dag": 1, "wie": {"mail": "jan@voorbeeld.nl"}}, "een e-mailadres"),
    "in a list of lists": ([[1, "jan@voorbeeld.nl"]], "een e-mailadres"),
    "a bsn": ({"bsn": 111222333}, "een burgerservicenummer"),
    "numbers and a bsn": ([{"soort": "bsn", "bsn": "111222333"}], "een burgerservicenummer"),
}


@pytest.mark.parametrize(("value", "words"), PERSONAL.values(), ids=PERSONAL)
@pytest.mark.parametrize("make", [geojson_file, topojson_file])
def test_personal_data_is_found_in_lists_and_objects(tmp_path, make, value, words):
    result = read_shapes(with_attributes(make(tmp_path), [{"meer": value}, {}]))
    assert not result.usable
    assert words in said(result)
    assert "eigenschap meer" in said(result)
    assert "jan@" not in said(result)
    assert "111222333" not in said(result)


def test_json_in_a_column_of_a_geopackage_is_searched_as_text(tmp_path):
    rows = [(square(0), {"code": "WK900101", "open": '{"maandag": ["9:00"]}'})]
    assert codes_of(read_shapes(write_gpkg(tmp_path / "a.gpkg", wijken=rows))) == ["WK900101"]
    rows = [(square(0), {"code": "WK900101", "open": '{"wie": ["jan@voorbeeld.nl"]}'})]
    assert "een e-mailadres" in said(read_shapes(write_gpkg(tmp_path / "b.gpkg", wijken=rows)))


@pytest.mark.parametrize("name", ["kaart.txt", "kaart: 2024.csv", "kaart.zip.x"])
@pytest.mark.parametrize("make", [geojson_file, topojson_file, gpkg_file])
def test_the_name_of_the_file_does_not_count(tmp_path, make, name):
    assert codes_of(read_shapes(make(tmp_path).rename(tmp_path / name))) == ["WK900101", "WK900102"]


def test_a_byte_order_mark_and_empty_lines_are_no_obstacle(tmp_path):
    path = geojson_file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf\r\n  " + path.read_bytes())
    assert codes_of(read_shapes(path)) == ["WK900101", "WK900102"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"wijkcode;naam\nWK900101;Noord\n",
        b"PK\x03\x04 a zip",
        b'{"value": []}',
        b"[1, 2]",
        b"<OGRVRTDataSource><OGRVRTLayer name='k'><SrcDataSource>k.json</SrcDataSource></OGRVRTLayer>\n",
        b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark/></kml>',
        b"GeoJSON:http://localhost/kaart.json",
    ],
)
def test_another_format_is_refused_whatever_its_name(tmp_path, content):
    geojson_file(tmp_path).rename(tmp_path / "k.json")  # the map that the VRT points at
    path = tmp_path / "wijken.geojson"
    path.write_bytes(content)
    result = read_shapes(path)
    assert not result.usable
    assert "geen kaartbestand" in said(result)
    assert "PDOK" in said(result)


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "wijken.gpkg") as database:
        database.execute("create table wijken (wijkcode text)")
    database.close()
    assert "geen kaartbestand" in said(read_shapes(tmp_path / "wijken.gpkg"))


@pytest.mark.parametrize("make", [geojson_file, topojson_file, gpkg_file])
def test_a_file_that_was_cut_off_is_refused(tmp_path, make):
    path = make(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: max(len(content) // 2, 100)])
    result = read_shapes(path)
    assert result.tables == ()
    assert "beschadigd" in said(result) or "geen kaartbestand" in said(result)


def test_text_in_another_encoding_is_refused_and_not_guessed(tmp_path):
    path = write_geojson(tmp_path / "k.json", feature(square(), wijkcode="WK900101", naam="CAFE"))
    path.write_bytes(path.read_bytes().replace(b"CAFE", b"Caf\xe9"))
    assert "beschadigd GeoJSON-bestand" in said(read_shapes(path))


@pytest.mark.parametrize(
    ("geometry_type", "found"), [("Point", "zonder wijkcodes"), ("Unknown", "geen enkele wijk met een vorm")]
)
def test_a_geopackage_without_areas_is_refused(tmp_path, geometry_type, found):
    point = shapely.Point(X, Y)
    path = write_gpkg(tmp_path / "k.gpkg", geometry_type=geometry_type, punten=[(point, {"wijkcode": "WK900101"})])
    assert found in said(read_shapes(path))


def test_a_layer_of_points_is_passed_over(tmp_path):
    path = write_gpkg(
        tmp_path / "k.gpkg",
        geometry_type="Point",
        labels=[(shapely.Point(X, Y), {"wijkcode": code}) for code in ("WK900101", "WK900102")],
    )
    write_gpkg(path, wijken=[(square(), {"wijkcode": "WK900101"})])
    assert codes_of(read_shapes(path)) == ["WK900101"]


def test_of_several_layers_the_one_with_wijken_is_taken_and_named(tmp_path):
    path = write_gpkg(
        tmp_path / "k.gpkg",
        buurten=[
            (square(0, size=500), {"buurtcode": "BU90010101", "wijkcode": "WK900101", "buurtnaam": "Kade"}),
            (square(1, size=500), {"buurtcode": "BU90010102", "wijkcode": "WK900101", "buurtnaam": "Dijk"}),
            (square(2, size=500), {"buurtcode": "BU90010103", "wijkcode": "WK900101", "buurtnaam": "Park"}),
        ],
        gemeenten=[(square(), {"gemeentecode": "GM9001", "naam": "Waterkoop"})],
        wijken=[(square(), {"wijkcode": "WK900101", "naam": "Noord"})],
    )
    table = only_table(read_shapes(path))
    assert table.frame["name"].to_dict() == {"WK900101": "Noord"}
    assert table.source.note == "laag wijken, een van de 3"


# --- coordinates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [None, CRS84, CRS_RD])
@pytest.mark.parametrize("convert", [lambda shape: shape, to_lon_lat])
def test_the_coordinates_decide_and_not_what_the_geojson_claims(tmp_path, convert, claim):
    first = {"crs": claim} if claim else {}
    path = write_geojson(tmp_path / "k.json", feature(convert(square()), wijkcode="WK900101"), first=first)
    (shape,) = only_table(read_shapes(path)).shapes
    assert shapely.hausdorff_distance(shape, square()) < 0.5


@pytest.mark.parametrize("claim", ["EPSG:4326", "EPSG:28992", "EPSG:3857"])
@pytest.mark.parametrize("convert", [lambda shape: shape, to_lon_lat])
def test_the_coordinates_decide_and_not_what_the_geopackage_claims(tmp_path, convert, claim):
    path = write_gpkg(tmp_path / "k.gpkg", claim, wijken=[(convert(square()), {"wijkcode": "WK900101"})])
    (shape,) = only_table(read_shapes(path)).shapes
    assert shapely.hausdorff_distance(shape, square()) < 0.5


def test_the_reference_point_of_rd_comes_out_right(tmp_path):
    """Onze Lieve Vrouwetoren, Amersfoort: 52°09'22.178" N 5°23'15.500" E in RD terms is x 155,000 y 463,000."""
    tower = shapely.box(5.387206, 52.155174, 5.388206, 52.156174)
    (shape,) = only_table(read_shapes(write_geojson(tmp_path / "k.json", feature(tower, wijkcode="WK900101")))).shapes
    assert shapely.get_coordinates(shape).min(axis=0) == pytest.approx((155_000, 463_000), abs=5)


@pytest.mark.parametrize(
    ("bounds", "accepted"),
    [
        ((3.0, 50.0, 3.1, 50.1), True),
        ((7.9, 53.9, 8.0, 54.0), True),
        ((2.99, 50.0, 3.1, 50.1), False),
        ((3.0, 49.99, 3.1, 50.1), False),
        ((7.9, 53.9, 8.01, 54.0), False),
        ((7.9, 53.9, 8.0, 54.01), False),
        ((52.0, 4.0, 52.1, 4.1), False),  # latitude first
        ((0, 300_000, 1000, 301_000), True),
        ((299_000, 629_000, 300_000, 630_000), True),
        ((-1, 300_000, 1000, 301_000), False),
        ((0, 299_999, 1000, 301_000), False),
        ((299_000, 629_000, 300_001, 630_000), False),
        ((299_000, 629_000, 300_000, 630_001), False),
        ((545_000, 6_860_000, 546_000, 6_861_000), False),  # web mercator
    ],
)
def test_only_the_netherlands_is_accepted(tmp_path, bounds, accepted):
    result = read_shapes(write_geojson(tmp_path / "k.json", feature(shapely.box(*bounds), wijkcode="WK900101")))
    assert result.usable is accepted
    assert ("coördinaten buiten Nederland, bij WK900101" in said(result)) is not accepted


def test_one_wijk_in_other_coordinates_refuses_the_file_and_is_named(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(), wijkcode="WK900101"),
        feature(to_lon_lat(square(1)), wijkcode="WK900102"),
    )
    result = read_shapes(path)
    assert "bij WK900102." in said(result)
    assert "WK900101" not in said(result)


def test_heights_are_dropped(tmp_path):
    path = write_geojson(tmp_path / "k.json", feature(shapely.force_3d(square(), 2.5), wijkcode="WK900101"))
    assert not shapely.has_z(only_table(read_shapes(path)).shapes).any()


# --- codes, names, year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("wijkcode", "WK0363AA"),
        ("wijkCode", "WK0363AA  "),
        ("WK_CODE", "wk0363aa"),
        ("statcode", "WK0363AA"),
        ("jrstatcode", "2024WK0363AA"),
        ("cbsCode", "WK0363AA"),
    ],
)
def test_the_code_is_found_under_any_name(tmp_path, column, value):
    path = write_geojson(
        tmp_path / "k.json", feature(square(), naam="Haarlemmerbuurt", rubriek="wijk", **{column: value})
    )
    table = only_table(read_shapes(path))
    assert table.frame["name"].to_dict() == {"WK0363AA": "Haarlemmerbuurt"}


def test_the_code_may_be_the_id_of_the_feature(tmp_path):
    path = write_geojson(tmp_path / "k.json", {**feature(square(), naam="Noord"), "id": "WK900101"})
    assert codes_of(read_shapes(path)) == ["WK900101"]


def test_of_a_file_with_all_levels_only_the_wijken_stay(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(), statcode="GM9001"),
        feature(square(), statcode="BU90010101"),
        feature(square(), statcode="BU90010102"),
        feature(square(), statcode="WK900101", statnaam="Noord"),
        first={"metadata": {"year": 2024}},
    )
    result = read_shapes(path)
    assert codes_of(result) == ["WK900101"]
    assert result.problems == ()


@pytest.mark.parametrize("with_wijkcode", [True, False])
def test_buurten_are_put_together_to_wijken_and_it_says_so(tmp_path, with_wijkcode):
    features = []
    for column, buurt in enumerate(["BU90010101", "BU90010102", "BU90010201"]):
        parent = {"wijkcode": "WK" + buurt[2:8]} if with_wijkcode else {}
        features.append(feature(square(column), buurtcode=buurt, naam="een buurt", gemeentenaam="Waterkoop", **parent))
    result = read_shapes(write_geojson(tmp_path / "k.json", *features))
    table = only_table(result)
    assert shapely.area(table.shapes).round() == pytest.approx([2e6, 1e6])
    assert table.shapes[0].geom_type == "Polygon"
    assert "samengevoegd tot wijken" in said(result)
    assert table.frame["name"].isna().all(), "the name of a buurt is not that of its wijk"
    assert set(table.frame["gemeente_name"]) == {"Waterkoop"}


def test_features_without_a_code_are_counted(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(0), wijkcode="WK900101"),
        feature(square(1), wijkcode="WK900102"),
        feature(square(2), wijkcode=None),
    )
    result = read_shapes(path)
    assert codes_of(result) == ["WK900101", "WK900102"]
    assert "vlakken zonder leesbare code: 1" in said(result)


@pytest.mark.parametrize(("readable", "accepted"), [(1, False), (2, True)])
def test_a_property_holds_the_codes_when_most_of_its_values_are_codes(tmp_path, readable, accepted):
    values = ["WK900101", "WK900102", "geen"][:readable] + ["geen"] * (3 - readable)
    features = [feature(square(column), opmerking=value) for column, value in enumerate(values)]
    assert read_shapes(write_geojson(tmp_path / "k.json", *features)).usable is accepted


def test_a_map_without_wijk_codes_is_refused_with_what_to_download(tmp_path):
    result = read_shapes(write_geojson(tmp_path / "k.json", feature(square(), gemeentecode="GM9001", naam="Waterkoop")))
    (problem,) = result.problems
    assert problem.severity == "fout"
    assert "zonder wijkcodes" in words_of(problem).found
    assert "PDOK" in words_of(problem).action
    assert "laag wijken" in words_of(problem).action


@pytest.mark.parametrize(
    ("properties", "collection", "year"),
    [
        ({"wijkcode": "WK900101", "jrstatcode": "2023WK900101"}, {}, 2023),
        ({"wijkcode": "WK900101", "jaar": 2022}, {}, 2022),
        ({"wijkcode": "WK900101", "jaar": "2022"}, {}, 2022),
        ({"wijkcode": "WK900101"}, {"metadata": {"year": 2021, "of": {"x": "}"}}}, 2021),
        ({"wijkcode": "WK900101", "jaar": 2022}, {"metadata": {"year": 2021}}, 2022),
        ({"wijkcode": "WK900101"}, {"metadata": {"year": "onbekend"}}, None),
        ({"wijkcode": "WK900101"}, {"metadata": {"generated": "2026-02-16"}}, None),
        ({"wijkcode": "WK900101", "jaar": 20}, {}, None),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_the_year_is_what_the_file_itself_states(tmp_path, properties, collection, year, place):
    path = write_geojson(tmp_path / "wijken-2019.geojson", feature(square(), **properties), **{place: collection})
    result = read_shapes(path)
    assert only_table(result).year == year
    assert ("vul het jaar van dit bestand in" in said(result)) is (year is None)


def test_metadata_longer_than_the_ends_that_are_searched_states_no_year(tmp_path):
    metadata = {"history": "x" * 70_000, "year": 2021}
    path = write_geojson(tmp_path / "k.json", feature(square(), wijkcode="WK900101"), first={"metadata": metadata})
    assert only_table(read_shapes(path)).year is None


def test_metadata_nested_to_break_the_parser_does_no_harm(tmp_path):
    path = write_geojson(tmp_path / "k.json", feature(square(), wijkcode="WK900101"))
    nested = '{"a":' * 9_000 + "1" + "}" * 9_000
    path.write_text(path.read_text()[:-1] + f', "metadata": {nested}}}')
    result = read_shapes(path)
    assert not result.usable or only_table(result).year is None


def test_two_years_in_one_file_are_refused(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(0), wijkcode="WK900101", jaar=2023),
        feature(square(1), wijkcode="WK900102", jaar=2024),
    )
    assert "meer dan een jaar (2023 en 2024)" in said(read_shapes(path))


def test_an_invented_map_can_name_its_own_source(tmp_path):
    metadata = {"year": 2024, "title": "Verzonnen wijken", "publisher": "Voorbeeld"}
    path = write_geojson(tmp_path / "k.json", feature(square(), wijkcode="WK900101"), first={"metadata": metadata})
    source = only_table(read_shapes(path)).source
    assert (source.title, source.publisher, source.file) == ("Verzonnen wijken", "Voorbeeld", "k.json")


# --- water and land ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "properties", "stays"),
    [
        ("WK900199", {"naam": "Groot water"}, False),
        ("WK900199", {"naam": " groot water "}, False),
        ("WK900105", {"naam": "Groot water"}, False),
        ("WK099899", {"naam": "Elders"}, False),
        ("WK900198", {"naam": "Buitenland"}, False),
        ("WK010699", {"naam": "Buitengebied"}, True),
        ("WK168199", {"naam": "Odoornerveen"}, True),
        ("WK900106", {"naam": "Waterwijk"}, True),
        ("WK900199", {"naam": "Plas", "water": "JA"}, False),
        ("WK900199", {"naam": "Plas", "water": "B"}, False),
        ("WK900199", {"naam": "Groot water", "water": "NEE"}, True),
        ("WK900106", {"naam": "Noord", "water": None}, True),
    ],
)
def test_water_and_abroad_are_left_out_and_land_never(tmp_path, code, properties, stays):
    land = {"wijkcode": "WK900101", "naam": "Noord"} | ({"water": "NEE"} if "water" in properties else {})
    path = write_geojson(
        tmp_path / "k.json", feature(square(), **land), feature(square(1), wijkcode=code, **properties)
    )
    assert (code in codes_of(read_shapes(path))) is stays


def test_water_far_away_or_without_shape_is_not_reported(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(), wijkcode="WK900101", naam="Noord"),
        feature(shapely.box(0, 0, 1, 1), wijkcode="WK900199", naam="Groot water"),
        feature(None, wijkcode="WK099899", naam="Buitenland"),
        first={"metadata": {"year": 2024}},
    )
    assert read_shapes(path).problems == ()


# --- repair -----------------------------------------------------------------------------------------


def test_features_with_one_code_become_one_wijk(tmp_path):
    path = write_geojson(
        tmp_path / "k.json",
        feature(square(0), wijkcode="WK900101", naam="Noord"),
        feature(square(1), wijkcode="WK900101", naam="Noord"),
        feature(square(5), wijkcode="WK900101", naam="Noord"),
    )
    table = only_table(read_shapes(path))
    (shape,) = table.shapes
    assert shape.area == pytest.approx(3e6)
    assert len(shape.geoms) == 2
    assert list(table.frame["name"]) == ["Noord"]


def ring(*points):
    return {"type": "Polygon", "coordinates": [[[X + x, Y + y] for x, y in points]]}


@pytest.mark.parametrize(
    ("geometry", "area"),
    [
        (ring((0, 0), (1000, 1000), (1000, 0), (0, 1000), (0, 0)), 5e5),  # a bow-tie
        (ring((0, 0), (1000, 0), (1000, 1000), (0, 1000)), 1e6),  # not closed
        (
            ring((0, 0), (1000, 0), (1000, 1000), (500, 1000), (500, 1500), (500, 1000), (0, 1000), (0, 0)),
            1e6,
        ),  # a spike
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    ring((0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)),
                    {"type": "Point", "coordinates": [X, Y]},
                    {"type": "LineString", "coordinates": [[X, Y], [X + 1, Y]]},
                ],
            },
            1e6,
        ),
    ],
)
def test_a_broken_shape_becomes_valid_areas(tmp_path, geometry, area):
    (shape,) = only_table(
        read_shapes(write_geojson(tmp_path / "k.json", feature(geometry, wijkcode="WK900101")))
    ).shapes
    assert shape.is_valid
    assert shape.geom_type in {"Polygon", "MultiPolygon"}
    assert shape.area == pytest.approx(area)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Polygon", "coordinates": []},
        ring((0, 0), (1000, 0)),
        ring((0, 0), (500, 0), (1000, 0), (0, 0)),
        {"type": "Point", "coordinates": [X, Y]},
        {"type": "Vlak", "coordinates": [X, Y]},
    ],
)
def test_a_wijk_without_a_shape_is_reported_by_its_code(tmp_path, geometry):
    path = write_geojson(
        tmp_path / "k.json", feature(square(), wijkcode="WK900101"), feature(geometry, wijkcode="WK900102")
    )
    result = read_shapes(path)
    assert codes_of(result) == ["WK900101"]
    assert "geen bruikbare vorm bij WK900102" in said(result)


@pytest.mark.parametrize(("broken", "ending"), [(10, "WK900110;"), (11, "WK900110 en nog 1;")])
def test_ten_wijken_without_a_shape_are_named_and_the_rest_counted(tmp_path, broken, ending):
    features = [feature(None, wijkcode=f"WK9001{number:02d}") for number in range(1, broken + 1)]
    path = write_geojson(tmp_path / "k.json", feature(square(), wijkcode="WK900100"), *features)
    assert ending in said(read_shapes(path))


def test_a_file_with_no_shape_at_all_is_refused(tmp_path):
    result = read_shapes(write_geojson(tmp_path / "k.json", feature(None, wijkcode="WK900101")))
    assert "geen enkele wijk met een vorm" in said(result)


# --- one gemeente -----------------------------------------------------------------------------------


def test_cutting_keeps_the_wijken_of_one_gemeente(tmp_path):
    table = table_of(WK900101=square(0), WK900201=square(1), WK900202=square(2))
    cut = cut_gemeente(table, "GM9002")
    assert list(cut.frame.index) == ["WK900201", "WK900202"]
    assert [shape.equals(square(column)) for column, shape in zip((1, 2), cut.shapes, strict=True)] == [True, True]
    assert len(cut_gemeente(table, "GM9003").shapes) == 0


@pytest.mark.parametrize("code", ["9002", "WK900201", "Waterkoop", "gm9002", "NL00"])
def test_cutting_by_anything_but_a_gemeente_code_is_a_programming_error(code):
    with pytest.raises(ValueError, match="gemeente_code"):
        cut_gemeente(table_of(WK900101=square()), code)


# --- neighbours -------------------------------------------------------------------------------------


def test_neighbours_share_a_border_and_not_only_a_corner():
    table = table_of(WK900101=square(0, 0), WK900102=square(1, 0), WK900103=square(0, 1), WK900104=square(1, 1))
    assert find_neighbours(table) == {
        "WK900101": ["WK900102", "WK900103"],
        "WK900102": ["WK900101", "WK900104"],
        "WK900103": ["WK900101", "WK900104"],
        "WK900104": ["WK900102", "WK900103"],
    }


def test_the_neighbours_of_one_wijk_are_those_it_has_among_all():
    table = table_of(WK900101=square(0, 0), WK900102=square(1, 0), WK900103=square(0, 1), WK900104=square(1, 1))
    for code, neighbours in find_neighbours(table).items():
        assert find_neighbours(table, code)[code] == neighbours


def test_the_longest_border_comes_first():
    table = table_of(
        WK900101=shapely.box(X, Y, X + 1000, Y + 1000),
        WK900102=shapely.box(X + 1000, Y, X + 2000, Y + 300),
        WK900103=shapely.box(X + 1000, Y + 300, X + 2000, Y + 1000),
    )
    assert find_neighbours(table)["WK900101"] == ["WK900103", "WK900102"]


@pytest.mark.parametrize(("length", "neighbours"), [(48, []), (52, ["WK900102"])])
def test_a_border_of_less_than_fifty_metres_does_not_count(length, neighbours):
    table = table_of(WK900101=square(), WK900102=shapely.box(X + 1000, Y + 1000 - length, X + 2000, Y + 3000))
    assert find_neighbours(table)["WK900101"] == neighbours


@pytest.mark.parametrize(("gap", "neighbours"), [(-24, ["WK900102"]), (24, ["WK900102"]), (26, [])])
def test_neighbours_are_found_across_slivers_and_overlaps(gap, neighbours):
    table = table_of(WK900101=square(), WK900102=shapely.box(X + 1000 + gap, Y, X + 2000, Y + 1000))
    assert find_neighbours(table)["WK900101"] == neighbours


def test_an_island_has_no_neighbours_and_an_empty_table_no_wijken():
    table = table_of(WK900101=square(0), WK900102=square(5))
    assert find_neighbours(table) == {"WK900101": [], "WK900102": []}
    assert find_neighbours(cut_gemeente(table, "GM0344")) == {}


# --- shared borders ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "closed"), [(MAX_SLIVER_M - 5, True), (MAX_SLIVER_M + 5, False)])
def test_a_gap_is_closed_up_to_the_width_of_a_sliver(width, closed):
    frame = shapely.box(X, Y, X + 3000, Y + 3000)
    gap = shapely.box(X + 1500, Y + 1000, X + 1500 + width, Y + 2000)
    left = shapely.difference(shapely.box(X, Y, X + 1500, Y + 3000), gap)
    right = shapely.difference(shapely.difference(frame, left), gap)
    cleaned = clean_coverage(np.array([left, right]))
    assert (shapely.union_all(cleaned).area == pytest.approx(9e6)) == closed


@pytest.mark.parametrize(("width", "closed"), [(MAX_SLIVER_M - 5, True), (MAX_SLIVER_M + 5, False)])
def test_a_gap_between_wijken_that_is_open_at_the_edge_is_closed_too(width, closed):
    """At the very mouth a notch may stay."""
    left, right = square(0), shapely.box(X + 1000 + width, Y, X + 2000, Y + 1000)
    bottom = shapely.box(X, Y - 500, X + 2000, Y)
    area = shapely.area(clean_coverage(np.array([left, right, bottom]))).sum()
    assert area == pytest.approx(3e6 if closed else 3e6 - width * 1000, abs=10_000)


def test_a_narrow_bay_of_one_wijk_stays():
    bay = shapely.difference(square(), shapely.box(X + 480, Y + 500, X + 520, Y + 1000))
    cleaned = clean_coverage(np.array([bay, square(1)]))
    assert shapely.area(cleaned) == pytest.approx([1e6 - 20_000, 1e6])


def test_a_wijk_under_another_one_does_not_vanish():
    cleaned = clean_coverage(np.array([square(), square()]))
    assert (shapely.area(cleaned) > 0).all()
