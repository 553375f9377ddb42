"""JSON, CSV and XLSX hold the same figures, say why one is absent, and give no small count away together."""

import csv
import json
import re
import zipfile
from datetime import datetime
from itertools import product

import openpyxl
import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.example.town import WIJKEN as EXAMPLE_WIJKEN
from kinderwerk_stats.exports.coverage_files import FIELDS, coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.flags import FLAGS
from tests.builders import WIJKEN, monitor_of

FIRST, SECOND, THIRD = WIJKEN
UNKNOWN, HIDDEN, LATE = Status.UNKNOWN, Status.SUPPRESSED, Status.NOT_PUBLISHED
K = 5
ROW_KEYS = [
    *("wijk_code", "wijk_name", "children_0_14_count", "children_count", "children_low", "children_high"),
    *("reached_count", "reach_share", "reach_low", "reach_high", "kinderwerker_fte", "children_per_fte"),
    *("gap_children_count", "gap_children_low", "gap_children_high", "gap_fte", "gap_fte_low", "gap_fte_high", "flags"),
]
SOURCE_KEYS = ("file", "kind", "title", "publisher", "year", "note", "invented")
# Of each field that can be null: what a flag that explains it begins with.
REASONS = {
    "children": ("kinderen_",),
    "reached": ("bereik_",),
    "reach": ("kinderen_", "bereik_", "te_weinig_kinderen"),
    "kinderwerker": ("fte_",),
    "children_per_fte": ("kinderen_", "fte_", "te_weinig_kinderen", "geen_kinderwerker"),
    "gap_children": ("kinderen_", "bereik_", "norm_bereik_", "gap_children_"),
    "gap_fte": ("kinderen_", "fte_", "norm_fte_", "gap_fte_"),
}
# Wijken of every kind in one gemeente; the names are what a spreadsheet would take for formulas.
NASTY_NAMES = ("=1+1", "+SOM(A1)", "-2", "@cmd", "\t=1", 'a;b"c', "Zuid\nOost", "Noord")
NASTY = {
    "children": (2000, 45, 95, UNKNOWN, 0, 800, 700, 900),
    "reached": (130, 3, HIDDEN, 20, 0, UNKNOWN, 900, 12),
    "fte": (0.5, 1, 0, 0.3, UNKNOWN, 1, 1.25, 0),
}
_SITUATIONS = [
    {"reached": reached, "fte": fte, "children": children, "norm": norm, "total": total}
    for reached, fte, children, (norm, total) in product(
        (None, (66, 120, 90), (3, 120, 90), (4, 4, 4), (UNKNOWN, 120, 90), (HIDDEN,) * 3, (Status.NOT_APPLICABLE,) * 3),
        ((0.5, 1, 1), (0, 0, 0), (UNKNOWN, 1, 1)),
        ((800, 900, 1000), (45, UNKNOWN, 1000), (5, 10, 15)),
        ((None, {}), (None, {"reached_count": 260}), (Norm(500, 0.25), {})),
    )
]


@pytest.fixture
def nasty():
    return monitor_of(**NASTY, names=NASTY_NAMES, gemeente_name="=Verzonnendam", total={"reached_count": 1080})


def read_json(monitor) -> dict:
    answer: dict = json.loads(json.dumps(coverage_to_dict(monitor), allow_nan=False))
    return answer


def read_csv(monitor, tmp_path) -> list[dict[str, str]]:
    path = tmp_path / "dekking.csv"
    write_coverage_csv(monitor, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "without it Excel reads accents wrong"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def read_xlsx(monitor, tmp_path) -> openpyxl.Workbook:
    path = tmp_path / "dekking.xlsx"
    write_coverage_xlsx(monitor, path)
    return openpyxl.load_workbook(path)


def figure_rows(monitor) -> list[dict]:
    """Return the rows of the JSON answer, the gemeente last."""
    answer = read_json(monitor)
    return [*answer["wijken"], answer["total"]]


# --- JSON --------------------------------------------------------------------------------------------


def test_json_has_exactly_the_fields_that_scripts_rely_on(nasty):
    answer = read_json(nasty)
    first = ["gemeente", "year", "age_range", "norm", "wijken", "total", "sources"]
    added = ["organisation", "invented", "norm_in_words", "average_of", "at_least", "left_out"]
    added += ["surplus", "overlap_factor", "flags_in_words"]
    assert list(answer) == [
        *first,
        *added,
        "hidden_in_words",
        "warnings",
        "small_count_threshold",
        "small_counts_in_words",
        "questions",
        "goals",
        "duiding",
    ]
    assert answer["gemeente"] == {"code": "GM9001", "name": "=Verzonnendam"}
    assert (answer["year"], answer["age_range"]) == (2024, "4-12")
    assert [list(row) for row in answer["wijken"]] == [ROW_KEYS] * 8
    assert list(answer["total"]) == [*ROW_KEYS, "signals_count"]
    assert [row["wijk_name"] for row in answer["wijken"]] == list(NASTY_NAMES)
    assert {tuple(source) for source in answer["sources"]} == {SOURCE_KEYS}


@pytest.mark.parametrize(
    ("norm", "said"),
    [(None, (648.0, pytest.approx(276 / 1620), True, True)), (Norm(500, 0.25), (500, 0.25, False, False)),
     (Norm(reach_share=0.25), (648.0, 0.25, True, False))],
)  # fmt: skip
def test_json_says_what_was_compared_with_and_whose_norm_it_is(norm, said):
    answer = read_json(monitor_of(norm=norm))["norm"]
    keys = ("children_per_fte", "reach_share", "children_per_fte_is_own_average", "reach_share_is_own_average")
    assert tuple(answer[key] for key in keys) == said
    assert set(answer) == set(keys)


def test_json_holds_the_figures_and_whole_numbers_are_whole():
    first = read_json(monitor_of())["wijken"][0]
    assert (first["children_0_14_count"], first["reached_count"], first["kinderwerker_fte"]) == (800, 66, 0.5)
    assert isinstance(first["children_0_14_count"], int)
    assert first["reach_share"] == pytest.approx(66 / 480)
    assert first["flags"] == []
    total = read_json(monitor_of(total={"reached_count": 250}))["total"]
    assert (total["children_count"], total["reached_count"]) == (1620, 250)
    assert total["reach_share"] == pytest.approx(250 / 1620)


@pytest.fixture(scope="module")
def rows_of_every_kind():
    return [row for situation in _SITUATIONS for row in figure_rows(monitor_of(**situation, exact=False))]


def test_every_null_has_a_flag_that_says_why(rows_of_every_kind):
    unexplained = []
    for row in rows_of_every_kind:
        for name in FIELDS:
            reasons = max((start for start in REASONS if name.startswith(start)), key=len)
            if row[name] is None and not any(flag.startswith(REASONS[reasons]) for flag in row["flags"]):
                unexplained.append((name, row))
    assert unexplained == []


def test_no_flag_is_said_twice_and_every_flag_has_words(rows_of_every_kind):
    assert [row for row in rows_of_every_kind if len(set(row["flags"])) != len(row["flags"])] == []
    assert {flag for row in rows_of_every_kind for flag in row["flags"]} <= FLAGS.keys()


def test_sources_are_names_of_files_and_not_places_on_a_machine(example_monitor):
    sources = read_json(example_monitor(2024))["sources"]
    assert [source["file"] for source in sources] == [
        "kwb-2024.xlsx", "leeftijden-2020-2024.csv", "bereik-2024.xlsx", "gebieden.geojson"
    ]  # fmt: skip
    national = read_json(monitor_of(exact=False))["sources"][1]
    assert (national["file"], national["year"]) == (None, 2021)


def test_every_file_says_that_the_figures_of_the_example_are_invented(example_monitor, tmp_path):
    monitor = example_monitor(2024)
    assert all(source["invented"] for source in read_json(monitor)["sources"])
    assert not any(source["invented"] for source in read_json(monitor_of())["sources"])
    assert all(row["sources"].count("verzonnen") == 4 for row in read_csv(monitor, tmp_path))
    lines = [row for row in read_xlsx(monitor, tmp_path)["Toelichting"].iter_rows(values_only=True) if row[0] == "Bron"]
    assert len(lines) == sum("verzonnen" in line[1] for line in lines) == 4


# --- CSV ---------------------------------------------------------------------------------------------


def test_csv_reads_back_as_the_same_figures_with_words_for_what_is_absent(nasty, tmp_path):
    rows = read_csv(nasty, tmp_path)
    cells = [*nasty.coverage.cells.values(), nasty.coverage.totals]
    assert len(rows) == len(cells) == 9
    for row, expected in zip(rows, cells, strict=True):
        for name in FIELDS:
            if expected[name].known:
                assert float(row[name].replace(",", ".")) == expected[name].value
                assert "." not in row[name]
            else:
                assert row[name] == expected[name].status.code
    assert (rows[0]["year"], rows[0]["age_range"], rows[-1]["wijk_code"]) == ("2024", "4-12", "GM9001")
    assert "CBS, Kerncijfers wijken en buurten 2024" in rows[0]["sources"] and ".csv" not in rows[0]["sources"]


def test_csv_has_a_word_for_each_kind_of_absence(nasty, tmp_path):
    rows = {row["wijk_code"]: row for row in read_csv(nasty, tmp_path)}
    assert rows["WK900106"]["reached_count"] == "onbekend"
    assert rows["WK900102"]["reached_count"] == rows["WK900103"]["reached_count"] == "onderdrukt"
    assert rows["WK900105"]["reach_share"] == "te_weinig_kinderen"
    assert rows["WK900108"]["children_per_fte"] == "geen_kinderwerker"
    assert rows["WK900105"]["reached_count"] == "0"
    may_be_empty = {"flags", "flags_in_words", "warnings"}
    late = monitor_of(children=(LATE, 900, 1000))
    assert read_csv(late, tmp_path)[0]["children_count"] == "nog_niet_gepubliceerd"
    assert not any(cell == "" for row in rows.values() for name, cell in row.items() if name not in may_be_empty)


def test_no_text_of_the_csv_is_a_formula(nasty, tmp_path):
    rows = read_csv(nasty, tmp_path)
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [row["wijk_name"] for row in rows][:6] == ["'=1+1", "'+SOM(A1)", "'-2", "'@cmd", "'\t=1", 'a;b"c']
    assert rows[-1]["wijk_name"] == "'=Verzonnendam"


# --- XLSX --------------------------------------------------------------------------------------------


def test_xlsx_reads_back_as_the_same_figures_with_words_for_what_is_absent(nasty, tmp_path):
    sheet = read_xlsx(nasty, tmp_path)["Dekking"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    cells = [*nasty.coverage.cells.values(), nasty.coverage.totals]
    assert len(rows) == len(cells) == 9
    for row, expected in zip(rows, cells, strict=True):
        for value, name in zip(row[2 : 2 + len(FIELDS)], FIELDS, strict=True):
            if expected[name].known:
                assert value == pytest.approx(expected[name].value, rel=1e-12)
            else:
                assert value == expected[name].status.label
    assert [row[1] for row in rows] == [*NASTY_NAMES, "=Verzonnendam"]
    assert "klein aantal" in rows[1][2 + len(FIELDS)]


def test_no_text_of_the_xlsx_is_a_formula(nasty, tmp_path):
    workbook = read_xlsx(nasty, tmp_path)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(tmp_path / "dekking.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_xlsx_header_has_units_and_numbers_have_their_format(tmp_path):
    sheet = read_xlsx(monitor_of(), tmp_path)["Dekking"]
    header = {cell.value: cell.column for cell in sheet[2]}
    assert list(header)[:2] == ["Wijkcode", "Wijk"]
    assert sheet.cell(3, header["Bereik (%)"]).number_format == "0.0%"
    assert sheet.cell(3, header["Fte kinderwerk (fte)"]).number_format == "0.0"
    assert sheet.cell(3, header["Kinderen (kinderen)"]).number_format == "#,##0"
    assert sheet["A1"].value == "Dekking van kinderwerk in Verzonnendam, 2024, kinderen van 4 t/m 12 jaar"


@pytest.mark.parametrize(
    ("norm", "header"), [(None, "Fte erbij tot het gemiddelde (fte)"), (Norm(500, 0.2), "Fte erbij tot de norm (fte)")]
)
def test_a_gap_in_the_xlsx_is_named_after_what_it_is_measured_against(tmp_path, norm, header):
    workbook = read_xlsx(monitor_of(norm=norm), tmp_path)
    assert header in [cell.value for cell in workbook["Dekking"][2]]
    assert header in [cell.value for cell in workbook["Toelichting"]["A"]]


def test_xlsx_explains_choices_definitions_notes_and_sources(tmp_path):
    monitor = monitor_of((66, 120, UNKNOWN), norm=Norm(500, 0.25), exact=False)
    lines = [(row[0], row[1]) for row in read_xlsx(monitor, tmp_path)["Toelichting"].iter_rows(values_only=True)]
    said = dict(lines)
    assert (
        said["Norm"]
        == "Het bereik is vergeleken met uw norm: 25 %. De fte is vergeleken met uw norm: 500 kinderen per fte."
    )
    assert said["Deel van 0 tot 15 jaar"] == "0,6060 (landelijk, 2021)"
    assert "Formule: r = u / n." in said["Bereik (%)"]
    assert ("Verzonnendam", FLAGS["aandeel_leeftijd_landelijk"]) in lines
    assert [text for label, text in lines if label == "Bron"][-1] == "CBS, Wijkgrenzen 2024"
    assert datetime.strptime(said["Gemaakt op"], "%d-%m-%Y").astimezone()


# --- the three files together ------------------------------------------------------------------------


def test_the_three_files_hold_the_same_figures(example_monitor, tmp_path):
    monitor = example_monitor(2024)
    from_json = [[row[name] for name in FIELDS] for row in figure_rows(monitor)]
    from_csv = [[_number(row[name]) for name in FIELDS] for row in read_csv(monitor, tmp_path)]
    sheet = read_xlsx(monitor, tmp_path)["Dekking"]
    from_xlsx = [
        [_number(cell) for cell in row[2 : 2 + len(FIELDS)]] for row in sheet.iter_rows(min_row=3, values_only=True)
    ]
    assert from_json == from_csv
    assert from_xlsx == [[pytest.approx(cell) for cell in row] for row in from_json]


def _number(cell) -> float | None:
    """Return what a file says as a number, None for a word."""
    text = str(cell).replace(",", ".")
    return float(text) if re.fullmatch(r"[\d.e-]+", text) else None


# --- the attacker ------------------------------------------------------------------------------------


def seen_by_attacker(monitor, tmp_path) -> list[list[list[float | None]]]:
    """Return per file its rows of figures, the gemeente last."""
    sheet = read_xlsx(monitor, tmp_path)["Dekking"]
    return [
        [[row[name] for name in FIELDS] for row in figure_rows(monitor)],
        [[_number(row[name]) for name in FIELDS] for row in read_csv(monitor, tmp_path)],
        [[_number(cell) for cell in row[2 : 2 + len(FIELDS)]] for row in sheet.iter_rows(min_row=3, values_only=True)],
    ]


def possible_small_counts(rows: list[list[float | None]], truth: list[float | None]) -> set[float] | None:
    """Return the values that one small hidden count can have for who subtracts; None when no total is given.

    He knows the threshold, which hidden counts are small and that the others are not. `truth`: the counts that make
    the total, None where nobody counted.
    """
    column = FIELDS.index("reached_count")
    *wijken, total = [row[column] for row in rows]
    if total is None:
        return None
    hidden = [count for shown, count in zip(wijken, truth, strict=True) if shown is None and count is not None]
    small = sum(count < K for count in hidden)
    others = len(hidden) - small
    left = total - sum(count for count in wijken if count is not None)
    return {
        value
        for value in range(1, K)
        if (small - 1) + others * K <= left - value and (others or left - value <= (small - 1) * (K - 1))
    }


def nothing_else_gives_it_away(rows: list[list[float | None]]) -> bool:
    """Return whether a row without reach has no rate or gap, and the total gap is of the shown gaps only."""
    reached, gap = FIELDS.index("reached_count"), FIELDS.index("gap_children_count")
    rates = [FIELDS.index(name) for name in ("reach_share", "reach_low", "reach_high")]
    empty = all(row[column] is None for row in rows if row[reached] is None for column in rates)
    empty = empty and all(row[gap] is None for row in rows[:-1] if row[reached] is None)
    shown = [row[gap] or 0.0 for row in rows[:-1] if row[gap] is not None]
    return empty and (rows[-1][gap] is None if not shown else rows[-1][gap] == pytest.approx(sum(shown)))


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_the_example_gives_no_small_count_away(example_monitor, tmp_path, year):
    truth = [wijk.kinderwerk.reached[year - 2020] for wijk in EXAMPLE_WIJKEN]
    assert any(count is not None and 0 < count < K for count in truth)
    monitor = example_monitor(year)
    for rows in seen_by_attacker(monitor, tmp_path):
        # The organisation's total counts some children once who live in two wijken: that only blurs the sum.
        summed = [*rows[:-1], [*rows[-1]]]
        summed[-1][FIELDS.index("reached_count")] = sum(count or 0 for count in truth)
        assert possible_small_counts(summed, truth) == {1, 2, 3, 4}
        assert nothing_else_gives_it_away(rows)


@pytest.mark.parametrize("norm", [None, Norm(400, 0.3)])
@pytest.mark.parametrize(
    "reached",
    [
        (3, 120, 90),
        (4, 4, 90),
        (4, 4, 4),
        (1, 1, 1),
        (2, 5, 5),
        (3, 0, 0),
        (4, 5, 0),
        (1, 5, 400),
        (4, 6, 300),
        (1, 0, 9),
    ],
)
def test_a_nasty_gemeente_gives_no_small_count_away(tmp_path, reached, norm):
    monitor = monitor_of(reached, norm=norm, bereik={"visits_count": [10 * count for count in reached]})
    for rows in seen_by_attacker(monitor, tmp_path):
        assert possible_small_counts(rows, list(reached)) in (None, {1, 2, 3, 4})
        assert nothing_else_gives_it_away(rows)


def test_the_attacker_does_find_a_count_that_is_badly_hidden(tmp_path):
    rows = seen_by_attacker(monitor_of((3, 120, 90), threshold=0), tmp_path)[0]
    rows[0][FIELDS.index("reached_count")] = None
    assert possible_small_counts(rows, [3, 120, 90]) == {3}
    assert not nothing_else_gives_it_away(rows)


@pytest.mark.parametrize("norm", [None, Norm(400, 0.3)])
@pytest.mark.parametrize("reached", [(937, 1200, 1500), (937, 944, 1500), (937, 944, 951)])
def test_no_part_of_any_file_holds_a_hidden_count(tmp_path, reached, norm):
    # With a threshold of 1,000 these are small counts, and their digits can be nothing else.
    children = (8000, 9000, 10000)
    monitor = monitor_of(reached, children=children, norm=norm, threshold=1000)
    hidden = [code for code in WIJKEN if not monitor.coverage.cells[code]["reached_count"].known]
    assert FIRST in hidden
    write_coverage_csv(monitor, tmp_path / "a.csv")
    write_coverage_xlsx(monitor, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    contents = [json.dumps(coverage_to_dict(monitor)), (tmp_path / "a.csv").read_text(encoding="utf-8"), *parts]
    for code, count, n0 in zip(WIJKEN, reached, children, strict=True):
        if code in hidden:
            share = f"{count / (n0 * monitor.age_share.value):.6f}"[2:]
            found = [content for content in contents if re.search(rf"(?<!\d){count}(?!\d)|{share}", content)]
            assert found == [], code


def test_hidden_and_unknown_figures_are_marked_in_every_workbook(tmp_path):
    monitor = monitor_of((3, 120, Status.UNKNOWN), bereik={"kinderwerker_fte": [1, 1, Status.UNKNOWN]})
    write_coverage_xlsx(monitor, tmp_path / "dekking.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "dekking.xlsx").worksheets[0]
    reached = 3 + FIELDS.index("reached_count")
    marks = {sheet.cell(row, 1).value: sheet.cell(row, reached).fill.patternType for row in range(3, 6)}
    assert marks == {WIJKEN[0]: "lightTrellis", WIJKEN[1]: None, WIJKEN[2]: "solid"}
    assert sheet.cell(3, 3).fill.patternType is None
