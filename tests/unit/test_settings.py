"""bronnen.toml: fills what a file does not say, never overrules what it says, and lists every mistake at once."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.settings import FileSettings, apply_settings, build_settings_text, read_settings
from tests.words import words_of


def bereik_result(year=None, publisher="onbekend"):
    table = BereikTable(
        source=Source("bereik.csv", "bereik", "Bereik", publisher, year),
        rows=pd.DataFrame({"wijk_code": [pd.NA], "wijk_name": ["Oost"], "row": [2]}),
        values=pd.DataFrame({"reached_count": [10.0]}),
        status=pd.DataFrame({"reached_count": np.array([0], dtype="int8")}),
        total={},
    )
    return ReadResult(Path("bereik.csv"), "bereik", (table,))


def test_silence_is_filled():
    said = FileSettings(2024, "Stichting Voorbeeld", "GM9001", "woonwijk")
    (table,) = apply_settings(bereik_result(), said).tables
    assert (table.year, table.source.publisher, table.gemeente_code, table.place) == (
        2024,
        "Stichting Voorbeeld",
        "GM9001",
        "woonwijk",
    )


def test_a_contradiction_is_a_fault_and_the_file_stands():
    result = apply_settings(bereik_result(year=2023), FileSettings(year=2024))
    assert result.tables[0].source.year == 2023
    assert not result.usable
    assert "2023" in words_of(result.problems[0]).found


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ('["a.csv"]\njaar = "2024"', 1),
        ('["a.csv"]\njaar = true', 1),
        ('["a.csv"]\njaar = 1994', 1),
        ('["a.csv"]\njaar = 1995', 0),
        ('["a.csv"]\ntelt = "ergens"\ngemeente = "Utrecht"\nyear = 2024', 3),
        ("a = 1", 1),
        ("[", 1),
    ],
)
def test_every_mistake_is_said_at_once(tmp_path, text, mistakes):
    (tmp_path / "bronnen.toml").write_text(text, encoding="utf-8")
    if not mistakes:
        assert read_settings(tmp_path)["a.csv"].year == 1995
        return
    with pytest.raises(InputRefused) as refused:
        read_settings(tmp_path)
    assert len(refused.value.problems) == mistakes


def test_what_is_written_can_be_read_back(tmp_path):
    text = build_settings_text([bereik_result()], {"bereik.csv": 2024})
    (tmp_path / "bronnen.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path) == {"bereik.csv": FileSettings(year=2024)}


def test_nothing_is_offered_for_a_file_that_says_all():
    complete = apply_settings(bereik_result(2024, "Welzijn"), FileSettings(gemeente_code="GM9001", place="woonwijk"))
    assert build_settings_text([complete]) == ""
