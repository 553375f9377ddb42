"""A map of CBS gives its borders and its figures; a zip file with a map is looked into before GDAL is."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from kinderwerk_stats.cli import main
from kinderwerk_stats.model.datasets import CbsTable, ReadResult, ShapesTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.safe import read_file_safely
from tests.builders import cbs_table, library_of
from tests.map_builders import X, Y
from tests.words import words_of

SQUARES = [shapely.box(X + 1000 * n, Y, X + 1000 * (n + 1), Y + 1000) for n in range(3)]
WIJKEN: dict[str, list] = {
    "wijkcode": ["WK900101", "WK900102", "WK900199"],
    "wijknaam": ["Noord", "Zuid", "Groot water"],
    "gemeentenaam": ["Waterkoop"] * 3,
    "water": ["NEE", "NEE", "JA"],
    "aantal_inwoners": [1000, 2000, -99997],
    "percentage_personen_0_tot_15_jaar": [16, 10, -99997],
    "jaar": [2024, 2024, 2024],
}
GEMEENTE: dict[str, list] = {"gemeentecode": ["GM9001"], "gemeentenaam": ["Waterkoop"], "aantal_inwoners": [3000],
            "percentage_personen_0_tot_15_jaar": [12], "jaar": [2024]}  # fmt: skip
SHAPEFILE = {"wijkcode": "WK_CODE", "wijknaam": "WK_NAAM", "gemeentenaam": "GM_NAAM", "water": "H2O", "jaar": "JAAR",
             "aantal_inwoners": "AANT_INW", "percentage_personen_0_tot_15_jaar": "P_00_14_JR"}  # fmt: skip


def write_layer(path: Path, layer: str, columns: dict[str, list], driver: str = "GPKG") -> None:
    values = [np.array(cells, dtype="int32" if isinstance(cells[0], int) else object) for cells in columns.values()]
    shapes = shapely.to_wkb(np.array(SQUARES[: len(values[0])]))
    write(path, shapes, values, list(columns), layer=layer, driver=driver, geometry_type="Polygon", crs="EPSG:28992",
          append=path.exists() and driver == "GPKG")  # fmt: skip


def geopackage(folder: Path) -> Path:
    path = folder / "wijkenbuurten.gpkg"
    write_layer(path, "wijken", WIJKEN)
    write_layer(path, "gemeenten", GEMEENTE)
    return path


def zipped_geopackage(folder: Path) -> Path:
    path = folder / "kaart.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(geopackage(folder), "Wijk en buurt (2024)/kaart.gpkg")
        archive.writestr("leesmij.txt", "uitleg")
    return path


def zipped_shapefile(folder: Path, *, without: tuple[str, ...] = (), damaged: bool = False) -> Path:
    write_layer(folder / "w.shp", "w", {SHAPEFILE[name]: cells for name, cells in WIJKEN.items()}, "ESRI Shapefile")
    path = folder / "kaart.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("w.*")):
            if part.suffix not in without:
                content = b"geen kaart" if damaged and part.suffix == ".shp" else part.read_bytes()
                archive.writestr(f"SHP/{part.name}", content)
    return path


def geojson(folder: Path, **changes: list) -> Path:
    columns = {**WIJKEN, **changes}
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(SQUARES[n]),
         "properties": {name: cells[n] for name, cells in columns.items()}}
        for n in range(3)
    ]  # fmt: skip
    path = folder / "kaart.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def both(result: ReadResult) -> tuple[ShapesTable, CbsTable]:
    assert result.usable, result.problems
    shapes, figures = result.tables
    assert isinstance(shapes, ShapesTable)
    assert isinstance(figures, CbsTable)
    return shapes, figures


@pytest.mark.parametrize("make", [geopackage, zipped_geopackage, zipped_shapefile, geojson])
def test_one_map_gives_borders_and_figures(tmp_path: Path, make) -> None:
    result = read_file(make(tmp_path))
    shapes, table = both(result)
    assert result.kind == "gebieden"
    assert shapes.frame["name"].to_dict() == {"WK900101": "Noord", "WK900102": "Zuid"}
    wijken = table.areas["kind"] == "wijk"
    assert table.areas.loc[wijken, "name"].to_dict() == {"WK900101": "Noord", "WK900102": "Zuid"}
    assert table.values.loc[wijken, "children_0_14_count"].tolist() == [160, 200]
    assert table.from_percentage == ["children_0_14_count"]
    assert [words_of(p).found for p in result.problems] == ["het bestand geeft een percentage, geen aantal"]
    assert (table.source.kind, table.year, shapes.year) == ("kaartcijfers", 2024, 2024)


def test_the_gemeente_comes_from_its_own_layer(tmp_path: Path) -> None:
    _, table = both(read_file(geopackage(tmp_path)))
    assert table.values["children_0_14_count"]["GM9001"] == 360
    library = Library([read_file(tmp_path / "wijkenbuurten.gpkg")])
    assert library.gemeenten() == {"GM9001": "Waterkoop"}
    assert library.years("GM9001") == [2024]


def test_one_map_is_enough_for_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(geopackage(tmp_path))
    assert main(["dekking", "--cbs", path, "--gemeente", "GM9001", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {wijk["wijk_name"] for wijk in answer["wijken"]} == {"Noord", "Zuid"}
    assert main(["dekking", "--cbs", path, "--gebieden", path, "--gemeente", "GM9001", "--json"]) == 0


def test_a_map_without_figures_stays_a_map(tmp_path: Path) -> None:
    bare = {name: cells for name, cells in WIJKEN.items() if "aantal" not in name and "percentage" not in name}
    path = tmp_path / "k.gpkg"
    write_layer(path, "wijken", bare)
    result = read_file(path)
    assert [type(table) for table in result.tables] == [ShapesTable]
    assert result.problems == ()


def test_a_property_that_happens_to_have_a_name_of_cbs_is_no_figure(tmp_path: Path) -> None:
    path = geojson(tmp_path, aantal_inwoners=["a"] * 3, percentage_personen_0_tot_15_jaar=["b"] * 3)
    result = read_file(path)
    assert [type(table) for table in result.tables] == [ShapesTable]
    assert result.usable
    [problem] = result.problems
    assert problem.severity == "waarschuwing"
    assert "de grenzen zijn wel gelezen" in words_of(problem).found


def test_secret_and_absent_figures_of_a_map_keep_their_reasons(tmp_path: Path) -> None:
    path = geojson(tmp_path, aantal_inwoners=[1000, -99997, None], percentage_personen_0_tot_15_jaar=[-99995, 10, 1])
    _, table = both(read_file(path))
    assert table.status["population_count"].tolist() == [Status.KNOWN, Status.SUPPRESSED]
    assert table.status["children_0_14_count"].tolist() == [Status.NOT_PUBLISHED, Status.SUPPRESSED]


def test_a_count_goes_before_a_rounded_percentage_and_the_two_do_not_contradict(tmp_path: Path) -> None:
    _, table = both(read_file(geojson(tmp_path)))
    counted = cbs_table({"children_0_14_count": [163, 204]}, ["WK900101", "WK900102"], kind="odata", file="z.csv")
    figures = library_of(table, counted).cbs_figures("GM9001", 2024)
    assert figures.values["children_0_14_count"].dropna().tolist() == [163, 204]
    assert figures.problems == ()
    assert figures.values["population_count"].dropna().tolist() == [1000, 2000], "what only the map knows is used"


@pytest.mark.parametrize("make", [geopackage, zipped_geopackage, zipped_shapefile])
def test_the_reader_that_may_write_nothing_reads_the_same(tmp_path: Path, make) -> None:
    _, table = both(read_file_safely(make(tmp_path)))
    wijken = table.areas["kind"] == "wijk"
    assert table.values.loc[wijken, "children_0_14_count"].tolist() == [160, 200]


def test_a_zip_file_that_is_not_safe_is_refused_before_a_process_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "k.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("k.gpkg", b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(60_000_000))
    assert [problem.code for problem in read_file_safely(path).problems] == ["zip_met_kaart_niet_veilig"]


# --- zip files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kaart.zip", "kaart", "a b {c}.xlsx"])
def test_the_name_of_the_zip_file_plays_no_part(tmp_path: Path, name: str) -> None:
    assert len(both(read_file(zipped_shapefile(tmp_path).rename(tmp_path / name)))) == 2


@pytest.mark.parametrize("without", [(".shx",), (".dbf",), (".shx", ".dbf")])
def test_a_shapefile_that_is_not_whole_says_which_part_is_missing(tmp_path: Path, without: tuple[str, ...]) -> None:
    result = read_file(zipped_shapefile(tmp_path, without=without))
    [problem] = result.problems
    assert words_of(problem).found == f"een shapefile zonder {' en '.join(without)}"
    assert "GeoPackage" in words_of(problem).action


def test_a_map_in_a_zip_file_is_known_by_its_content(tmp_path: Path) -> None:
    [problem] = read_file(zipped_shapefile(tmp_path, damaged=True)).problems
    assert "beschadigde kaart" in words_of(problem).found


def test_a_zip_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = zipped_geopackage(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert not read_file(path).usable


@pytest.mark.parametrize("name", ["../k.gpkg", "a{}.gpkg", 'a".gpkg', "a\n.gpkg"])
def test_a_map_under_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "k.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(geopackage(tmp_path), name)
    [problem] = read_file(path).problems
    assert problem.severity == "fout"


def test_a_map_that_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "k.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("k.gpkg", b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(60_000_000))
    [problem] = read_file(path).problems
    assert "sterk ingepakt" in words_of(problem).found


def test_persons_in_a_zipped_map_are_refused(tmp_path: Path) -> None:
    persons = {**WIJKEN, "voornaam": ["Piet", "Klaas", "Jan"], "achternaam": ["de Vries", "Jansen", "Bakker"],
               "geboortedatum": ["01-02-2015", "03-04-2016", "05-06-2014"]}  # fmt: skip
    path = tmp_path / "k.gpkg"
    write_layer(path, "wijken", persons)
    with zipfile.ZipFile(tmp_path / "k.zip", "w") as archive:
        archive.write(path, "k.gpkg")
    result = read_file(tmp_path / "k.zip")
    assert not result.usable
    assert all("persoonsgegevens" in words_of(problem).found for problem in result.problems)
