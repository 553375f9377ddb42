"""The same table says the same in every dialect, and no content makes a reader break."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_xlsx

HEADER = ["gwb_code_10", "regio", "a_inw", "a_00_14", "p_huurw", "a_jz_tn"]
count = st.one_of(st.integers(0, 50_000), st.sampled_from([".", "", "       .", "x"]))
share = st.one_of(st.integers(0, 100), st.sampled_from([".", "", "33,5", "33.5"]))


def is_possible(row: tuple[object, ...]) -> bool:
    """Return whether there are not more children than people; such a table is refused."""
    people, children = row[:2]
    return not (isinstance(people, int) and isinstance(children, int) and children > people)


rows = st.lists(st.tuples(count, count, share, count).filter(is_possible), min_size=1, max_size=15)
word = st.text(st.characters(codec="cp1252", exclude_categories=["C", "Zl", "Zp"]), max_size=8)


def read(path: Path) -> CbsTable:
    [table] = read_file(path).tables
    assert isinstance(table, CbsTable)
    return table


@given(rows)
@settings(max_examples=25)
def test_every_dialect_says_the_same(figures: list[tuple[object, ...]]) -> None:
    table: list[list[object]] = [
        [*HEADER],
        *([f"WK9001{n:02d}", f"Wijk {n}", *cells] for n, cells in enumerate(figures)),
    ]
    padded = [HEADER, *([f"{row[0]:<10}", *row[1:2], *(str(c).rjust(8) for c in row[2:])] for row in table[1:])]
    with TemporaryDirectory() as folder:
        tables = [
            read(write_csv(Path(folder) / "a", table)),
            read(write_csv(Path(folder) / "b", padded, delimiter="\t", encoding="utf-16")),
            read(write_xlsx(Path(folder) / "c", {"kwb": table})),
        ]
    for other in tables[1:]:
        pd.testing.assert_frame_equal(tables[0].areas, other.areas)
        pd.testing.assert_frame_equal(tables[0].values, other.values)
        pd.testing.assert_frame_equal(tables[0].status, other.status)
    np.testing.assert_array_equal(np.isfinite(tables[0].values), tables[0].status == Status.KNOWN)
    jeugdzorg = set(tables[0].status["jeugdzorg_count"])
    assert not {Status.KNOWN, Status.UNKNOWN} <= jeugdzorg


@given(st.lists(st.lists(st.one_of(word, st.sampled_from([*HEADER, "WK900101", "12", "."])), max_size=6), max_size=8))
@settings(max_examples=100)
def test_any_text_is_read_or_refused_with_a_reason(cells: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        result = read_file(write_csv(Path(folder) / "a", cells, encoding="cp1252"))
    assert result.usable == bool(result.tables)
    assert result.usable or any(problem.severity == "fout" for problem in result.problems)
