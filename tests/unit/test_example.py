"""The example gemeente: made again byte for byte, in the right proportions, with every case it has to show."""

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import numpy as np
import openpyxl
import pytest
import shapely
from shapely.geometry import shape

from kinderwerk_stats.example import write_example
from kinderwerk_stats.example.counts import Region, build_regions, split
from kinderwerk_stats.example.published import publish, publish_ages, round_to_5
from kinderwerk_stats.example.town import BORDER_YEAR, NEWEST, WIJKEN, YEARS
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.gemeente.need import build_need

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
MAX_BYTES = 1_500_000
MAX_GEOMETRY_BYTES = 60_000


@cache
def read_rows(file: str) -> list[tuple]:
    return list(openpyxl.load_workbook(EXAMPLE / file).worksheets[0].iter_rows(values_only=True))


@cache
def read_kwb(year: int) -> dict[str, dict]:
    header, *rows = read_rows(f"kwb-{year}.xlsx")
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


@cache
def read_report(year: int) -> dict[str, tuple]:
    return {row[0]: row[1:] for row in read_rows(f"bereik-{year}.xlsx")[6:] if row[0]}


@cache
def read_shapes() -> dict:
    features = json.loads((EXAMPLE / "gebieden.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["wijknaam"]: shape(feature["geometry"]) for feature in features}


def wijken_of(year: int) -> list[Region]:
    return [region for region in build_regions(year) if region.kind == "Wijk"]


def children_4_12_count(wijk_name: str) -> float:
    """Return the children of 4-12 that METHOD 1.3 estimates for a wijk in the newest year."""
    ages = publish_ages(build_regions(NEWEST)[0], NEWEST)
    wijk = next(region for region in wijken_of(NEWEST) if region.name.endswith(wijk_name))
    return (publish(wijk, NEWEST)["a_00_14"] or 0) * sum(ages[4:13]) / sum(ages[:15])


# --- the files -------------------------------------------------------------------------------------


def test_a_fresh_run_gives_the_committed_files_byte_for_byte(tmp_path):
    paths = write_example(tmp_path / "new folder")
    assert [path.name for path in paths] == sorted(path.name for path in EXAMPLE.iterdir())
    assert [path.name for path in paths if path.read_bytes() != (EXAMPLE / path.name).read_bytes()] == []


def test_workbooks_hold_nothing_of_machine_or_moment():
    for path in EXAMPLE.glob("*.xlsx"):
        parts = ZipFile(path).infolist()
        assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.compress_type for part in parts} == {ZIP_STORED}
        assert {part.create_system for part in parts} == {3}


def test_the_files_are_small_enough_to_keep():
    assert sum(path.stat().st_size for path in EXAMPLE.iterdir()) < MAX_BYTES
    assert (EXAMPLE / "gebieden.geojson").stat().st_size < MAX_GEOMETRY_BYTES


def test_every_workbook_and_every_other_labelled_file_says_that_it_is_invented():
    titles = {path.name: openpyxl.load_workbook(path).properties.title for path in EXAMPLE.glob("*.xlsx")}
    assert len(titles) == 2 * len(YEARS)
    assert [name for name, title in titles.items() if "verzonnen cijfers" not in title] == []
    for name in ("gebieden.geojson", "bronnen.toml"):
        assert "verzonnen" in (EXAMPLE / name).read_text(encoding="utf-8")


# --- proportions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_the_town_is_as_young_and_as_large_as_a_dutch_town_of_its_kind(year):
    gemeente = read_kwb(year)["GM9001"]
    assert 100_000 < gemeente["a_inw"] < 120_000
    # The Netherlands in 2024: 15.1 %.
    assert 0.15 < gemeente["a_00_14"] / gemeente["a_inw"] < 0.16


@pytest.mark.parametrize("year", YEARS)
def test_ages_add_up_to_the_gemeente_and_have_the_national_shares(year):
    ages = publish_ages(build_regions(year)[0], year)
    gemeente = read_kwb(year)["GM9001"]
    assert (sum(ages), sum(ages[:15]), sum(ages[15:25])) == (
        gemeente["a_inw"],
        gemeente["a_00_14"],
        gemeente["a_15_24"],
    )
    # METHOD 1.3; Den Haag .6015 in 2019, .6059 in 2021.
    assert sum(ages[4:13]) / sum(ages[:15]) == pytest.approx(0.606, abs=0.006)
    assert sum(ages[4:12]) / sum(ages[:15]) == pytest.approx(0.536, abs=0.006)


def test_a_kinderwerker_has_somewhat_fewer_children_than_in_the_country():
    workers, fte = read_report(NEWEST)["Totaal"][4], float(read_report(NEWEST)["Totaal"][3].replace(",", "."))
    ages = publish_ages(build_regions(NEWEST)[0], NEWEST)
    assert 9 <= workers <= 14
    assert 6 <= fte <= 9
    assert 900 < sum(ages[4:13]) / workers < 1500


@pytest.mark.parametrize(
    ("column", "direction", "least"),
    [
        ("g_wozbag", -1, 0.7), ("g_ink_pi", -1, 0.7), ("p_huurw", 1, 0.7), ("p_wcorpw", 1, 0.7), ("p_hh_osm", 1, 0.7),
        # Jeugdzorg follows other things too: in Amsterdam in 2019 its rank correlation with SES-WOA was 0.46.
        ("p_jz_tn", 1, 0.4),
    ],
)  # fmt: skip
def test_poor_wijken_are_poor_in_every_figure(column, direction, least):
    published = {region.code: publish(region, 2023).get(column) for region in wijken_of(2023)}
    pairs = [(wijk.hardship, published[wijk.code]) for wijk in WIJKEN if published[wijk.code] is not None]
    assert direction * np.corrcoef(np.array(pairs, dtype=float).T)[0, 1] > least


def test_need_has_wijken_that_are_certain_and_wijken_that_are_not(example_library):
    need = build_need(example_library, build_monitor(example_library, "GM9001", NEWEST))
    groups = {wijk.number: need.group_of(wijk.code) for wijk in WIJKEN}
    assert {number for number, group in groups.items() if group == "zeker"} == {4, 5}
    assert {number for number, group in groups.items() if group == "mogelijk"} == {3, 6}
    assert groups[13] is None, "too few children"
    ses_woa = need.need.robustness.ses_woa
    assert ses_woa is not None and 0.7 < ses_woa < 1


# --- what CBS does to figures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("true", "chance", "published"),
    [(15, 0.0, 15), (15, 0.999, 15), (13, 0.599, 15), (13, 0.601, 10), (11, 0.199, 15), (11, 0.201, 10), (0, 0.0, 0)],
)
def test_random_rounding_goes_up_as_often_as_the_rest_says(true, chance, published):
    assert round_to_5(true, chance) == published


@pytest.mark.parametrize("year", YEARS)
def test_wijken_and_buurten_are_rounded_and_the_gemeente_is_not(year):
    rows, wijken = read_kwb(year), wijken_of(year)
    errors = [rows[region.code]["a_00_14"] - region.true["0-14"] for region in build_regions(year)]
    assert errors[0] == 0
    assert max(map(abs, errors)) <= 4
    assert {rows[region.code]["a_00_14"] % 5 for region in build_regions(year)[1:]} == {0}
    assert sum(rows[wijk.code]["a_inw"] for wijk in wijken) != rows["GM9001"]["a_inw"]


def test_what_is_not_yet_published_is_missing_everywhere_in_the_newest_year_only():
    late = ("g_ink_pi", "p_ink_ar", "p_ink_ba", "a_jz_tn", "p_jz_tn", "a_opl_bvm", "g_afs_sc")
    newest = read_kwb(NEWEST)
    assert {row[column] for row in newest.values() for column in late} == {"."}
    assert {newest["WK900105"][column] for column in ("a_00_14", "g_wozbag", "a_soz_wb")}.isdisjoint({"."})
    assert {read_kwb(2023)["WK900105"][column] for column in ("g_ink_pi", "a_jz_tn", "a_opl_bvm")}.isdisjoint({"."})


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_its_own_poverty_columns(year):
    old, new = {"p_hh_lkk", "p_hh_osm"}, {"p_ink_ar", "p_ink_ba"}
    assert (old | new) & set(read_kwb(year)["GM9001"]) == (new if year == NEWEST else old)


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_jeugdzorg_of_seven_or_fewer_is_secret(year):
    rows = read_kwb(year)
    secret = {region.code for region in build_regions(year) if rows[region.code]["a_jz_tn"] in (".", "       .")}
    assert secret == {region.code for region in build_regions(year) if region.true["jeugdzorg"] <= 7}
    assert "WK900113" in secret


def test_the_row_of_the_country_holds_only_what_cbs_published():
    country = read_kwb(NEWEST)["NL00"]
    assert (country["a_inw"], country["a_00_14"]) == (17_942_942, 2_714_040)
    assert {value for column, value in country.items() if column.startswith(("p_", "g_", "a_hh", "a_soz"))} == {"."}
    assert [year for year in YEARS if "NL00" in read_kwb(year)] == [NEWEST]


# --- the cast --------------------------------------------------------------------------------------


def test_one_wijk_is_nearly_empty_and_its_reach_is_hidden():
    assert read_kwb(NEWEST)["WK900113"]["a_00_14"] < 50
    assert [read_report(year)["Bedrijvenpark Maatweide"][0] for year in (2022, 2023, 2024)] == ["<5"] * 3


def test_the_wijk_with_most_children_is_poor_and_has_no_kinderwerk():
    rows = read_kwb(NEWEST)
    assert max((wijk.code for wijk in WIJKEN), key=lambda code: rows[code]["a_00_14"]) == "WK900105"
    assert max(WIJKEN, key=lambda wijk: wijk.hardship).code == "WK900105"
    assert read_report(NEWEST)["Sterrenveld"] == ("0", 0, 0, "0", 0, 0)


def test_reach_is_ordinary_but_for_one_wijk_above_a_hundred_percent():
    reached = {
        name: int(row[0]) for name, row in read_report(NEWEST).items() if str(row[0]).isdigit() and row[0] != "0"
    }
    shares = {name: count / children_4_12_count(name) for name, count in reached.items() if name != "Totaal"}
    assert shares.pop("Spoorkwartier") > 1
    assert len(shares) == 10
    assert 0.05 < min(shares.values()) < max(shares.values()) < 0.35


def test_one_wijk_was_not_counted_and_its_cell_is_empty():
    assert [name for name, row in read_report(NEWEST).items() if row[0] is None and row[3]] == ["Elzenbroek"]


def test_the_border_between_two_wijken_moved_in_one_year():
    changed = {
        (year, code) for year in YEARS for code, row in read_kwb(year).items() if row["ind_wbi"] == 3 and "WK" in code
    }
    assert changed == {(BORDER_YEAR, "WK900108"), (BORDER_YEAR, "WK900114")}
    assert read_kwb(BORDER_YEAR)["WK900108"]["a_inw"] > 2 * read_kwb(BORDER_YEAR - 1)["WK900108"]["a_inw"]


def test_one_wijk_has_so_few_children_that_its_rate_is_only_an_indication():
    between = [wijk.code for wijk in WIJKEN if 50 <= read_kwb(NEWEST)[wijk.code]["a_00_14"] < 100]
    assert between == ["WK900114"]


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_the_total_counts_every_child_once(year):
    report = read_report(year)
    in_wijken = sum(int(row[0]) for name, row in report.items() if name != "Totaal" and str(row[0]).isdigit())
    assert 0.9 * in_wijken < report["Totaal"][0] < in_wijken


# --- the map ---------------------------------------------------------------------------------------


def test_wijken_share_their_borders_and_leave_no_holes():
    shapes = list(read_shapes().values())
    assert all(polygon.is_valid for polygon in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert max(a.intersection(b).area for a, b in combinations(shapes, 2)) == 0
    whole = shapely.union_all(shapes)
    assert (whole.geom_type, len(whole.interiors)) == ("Polygon", 0)


def test_every_wijk_of_the_figures_is_on_the_map_and_the_town_lies_in_the_markermeer():
    shapes = read_shapes()
    assert set(shapes) == {region.name for region in wijken_of(NEWEST)} | {"Groot water"}
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    assert shapely.box(5.05, 52.40, 5.45, 52.70).contains(shapely.box(west, south, east, north))


# --- helpers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "weights", "parts"), [(10, [1, 1, 1], [4, 3, 3]), (0, [2, 3], [0, 0]), (7, [1, 2.5], [2, 5])]
)
def test_split_keeps_the_total(total, weights, parts):
    assert split(total, weights) == parts


def test_ages_are_of_the_gemeente_only():
    with pytest.raises(ValueError, match="GM9001"):
        publish_ages(wijken_of(NEWEST)[0], NEWEST)
