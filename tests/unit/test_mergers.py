"""A gemeente that is no more is answered with the one that took its place."""

import csv
from pathlib import Path

import pytest

import kinderwerk_stats.sources
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.problems import InputRefused, Place
from kinderwerk_stats.sources.mergers import find_abolished, tell_abolished
from tests.builders import cbs_table, library_of
from tests.words import said_in, words_of

TABLE = Path(kinderwerk_stats.sources.__file__).parent / "assets" / "herindelingen.csv"


def test_hellevoetsluis_is_voorne_aan_zee():
    problem = tell_abolished("GM0530", Place(key="--gemeente"))
    assert problem is not None
    words = words_of(problem)
    assert words.found == (
        "Hellevoetsluis (GM0530); deze gemeente bestaat sinds 2023 niet meer en is nu deel van Voorne aan Zee (GM1992)"
    )
    assert "kies Voorne aan Zee (GM1992)" in words.action


def test_a_gemeente_that_was_divided_names_all():
    found = find_abolished("GM0788")
    assert found is not None
    assert [one.name for one in found.successors] == ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]
    problem = tell_abolished("GM0788", Place())
    assert problem is not None
    assert problem.code == "gemeente_verdeeld"


@pytest.mark.parametrize("code", ["GM0344", "GM1992", "GM0241", "onzin"])
def test_of_a_gemeente_that_is_not_in_the_table_nothing_is_said(code):
    assert find_abolished(code) is None
    assert tell_abolished(code, Place()) is None


def test_no_successor_is_itself_abolished_and_every_row_is_whole():
    with TABLE.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    old = {row["old_code"] for row in rows}
    assert not old & {row["new_code"] for row in rows}
    assert all(2018 <= int(row["year"]) <= 2023 and all(row.values()) for row in rows)
    for column in ("old", "new"):
        named = {(row[f"{column}_code"], row[f"{column}_name"]) for row in rows}
        assert len(named) == len({code for code, _ in named}), "one name for one code"


def test_the_monitor_of_an_abolished_gemeente_says_which_to_ask_for():
    library = library_of(cbs_table({"children_0_14_count": [900, 200, 300, 400]}))
    with pytest.raises(InputRefused) as refused:
        build_monitor(library, "GM0530", 2024)
    assert "Voorne aan Zee (GM1992)" in said_in(refused.value)
    with pytest.raises(InputRefused) as refused:
        build_monitor(library, "GM0344", 2024)
    assert "bestaat sinds" not in said_in(refused.value)
