"""Each file goes to the reader that knows it, whatever it is called."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.describe import describe_indicators
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_xlsx

MAP = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"wijkcode": "WK900101", '
    '"wijknaam": "Centrum"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.1]]]}}]}'
)


def test_map_goes_to_the_reader_of_maps(tmp_path: Path) -> None:
    path = tmp_path / "kerncijfers.csv"
    path.write_text(MAP, encoding="utf-8")
    assert read_file(path).kind == "gebieden"


def test_bereik_goes_to_the_reader_of_bereik(tmp_path: Path) -> None:
    rows = [["wijkcode", "jaar", "unieke kinderen", "fte"], ["WK900101", 2024, 120, 1.2], ["WK900102", 2024, 80, 0.8]]
    result = read_file(write_xlsx(tmp_path / "kwb-2024.xlsx", {"kwb-2024": rows}))
    assert (result.kind, result.usable) == ("bereik", True)


@pytest.mark.parametrize(
    "content",
    ['{"a": 1}', "[1, 2]", '{"value": []}', '{"value": [1]}', "{not json", "", "Beste collega,\nhierbij de cijfers.\n"],
)
def test_unknown_file_is_refused_with_what_is_accepted(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kwb-2024.xlsx"
    path.write_text(content, encoding="utf-8")
    result = read_file(path)
    assert (result.kind, result.usable, result.tables) == ("onbekend", False, ())
    assert "fout" in {problem.severity for problem in result.problems}
    assert result.area_counts == {"land": 0, "gemeente": 0, "wijk": 0, "buurt": 0}


def test_missing_file_is_the_caller_s_affair(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "weg.csv")


def test_areas_of_several_years_count_once(tmp_path: Path) -> None:
    rows = [["Perioden", "WijkenEnBuurten", "AantalInwoners_5"],
            ["2019JJ00", "GM9001", 9], ["2020JJ00", "GM9001", 9], ["2020JJ00", "WK900101", 9]]  # fmt: skip
    assert read_file(write_csv(tmp_path / "a.csv", rows)).area_counts == {
        "land": 0,
        "gemeente": 1,
        "wijk": 1,
        "buurt": 0,
    }


def test_description_counts_every_row_once() -> None:
    status = [
        Status.KNOWN,
        Status.KNOWN,
        Status.UNKNOWN,
        Status.SUPPRESSED,
        Status.NOT_PUBLISHED,
        Status.NOT_APPLICABLE,
    ]
    index = pd.Index([f"WK90010{n}" for n in range(6)], name="area_code")
    table = CbsTable(
        source=Source("a.csv", "kwb", "x", "CBS", 2024),
        areas=pd.DataFrame({"kind": "wijk"}, index=index),
        values=pd.DataFrame({"jeugdzorg_count": [0, 15, *[np.nan] * 4]}, index=index),
        status=pd.DataFrame({"jeugdzorg_count": np.array(status, np.int8)}, index=index),
        source_columns={"jeugdzorg_count": "a_jz_tn"},
    )
    [line] = describe_indicators(table)
    assert line == {
        "name": "jeugdzorg_count",
        "label": "Aantal jongeren met jeugdzorg",
        "unit": "jongeren",
        "source_column": "a_jz_tn",
        "values": 2,
        "zero": 1,
        "missing": 2,
        "suppressed": 1,
        "not_published": 1,
    }
    assert type(line["values"]) is int


def test_broken_map_is_still_called_a_map(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    result = read_file(path)
    assert (result.kind, result.usable) == ("gebieden", False)
    assert result.problems


@pytest.mark.parametrize(
    ("sheet", "title", "invented"),
    [
        ("Bereik (verzonnen)", "Bereik 2024", True),
        ("Bereik", "Organisatie: Proef (verzonnen cijfers)", True),
        ("Bereik", "Organisatie: Stichting Verzonnen", False),
    ],
)
def test_file_that_says_of_itself_that_it_is_made_up_is_marked(
    tmp_path: Path, sheet: str, title: str, *, invented: bool
) -> None:
    rows = [[title], [], ["wijkcode", "jaar", "unieke kinderen"], ["WK900101", 2024, 120], ["WK900102", 2024, 80]]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {sheet: rows}))
    assert [table.source.invented for table in result.tables] == [invented]


def test_figures_of_the_example_say_that_they_are_made_up_wherever_they_go(example_dir: Path) -> None:
    # Without bronnen.toml beside it, as when it is uploaded.
    tables = [t for name in ("kwb-2024", "bereik-2024") for t in read_file(example_dir / f"{name}.xlsx").tables]
    assert {type(table).__name__ for table in tables} == {"CbsTable", "BereikTable"}
    assert all(table.source.invented for table in tables)


@pytest.mark.parametrize("name", ["brief.xlsx", "brief.XLS", "brief.ods"])
def test_text_that_is_called_a_workbook_is_called_no_excel_file(tmp_path, name):
    (path := tmp_path / name).write_text("Beste lezer\ndit is geen tabel", encoding="utf-8")
    assert [problem.code for problem in read_file(path).problems] == ["tekst_met_naam_van_werkmap"]
    path.write_text("Wijk;Jaar;Unieke kinderen\nWest;2024;54\n", encoding="utf-8")
    assert read_file(path).kind == "bereik"
