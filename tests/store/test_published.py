"""What was published goes before files, on every page."""

from dataclasses import replace

import pytest

from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.delivery.versions import compare_bereik, compare_cells
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.store import Publication, Store, open_store
from kinderwerk_stats.ui import loaders
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, library_of, named_shapes
from tests.people import JAN

CHILDREN = "children_0_14_count"
CODES = (GEMEENTE, *WIJKEN)
SAID = Publication("Stichting Verzonnen", "2024", "", "csv", "0" * 64)


def published(folder, *tables):
    store = Store(folder / "k.sqlite")
    store.publish(tables, gemeente_code=GEMEENTE, publication=SAID, by=JAN)
    return store


def test_a_published_table_goes_before_a_file_of_the_same_kind_and_year(tmp_path):
    # The files come first by name, and would be used without the store.
    files = library_of(
        cbs_table({CHILDREN: [30, 10, 10, 10]}, file="a.csv"),
        bereik_table({"reached_count": [1, 2, 3], "visits_count": [1, 2, 3]}, file="a.xlsx"),
        ages_table({GEMEENTE: [2.0]}, file="a.csv"),
        named_shapes(dict.fromkeys(WIJKEN, "Anders"), file="a.geojson"),
    )
    store = published(
        tmp_path,
        cbs_table({CHILDREN: [60, 20, 20, 20]}, file="z.csv"),
        bereik_table({"reached_count": [4, 5, 6]}, file="z.xlsx"),
        ages_table({GEMEENTE: [4.0]}, file="z.csv"),
        named_shapes({code: f"Naam {code}" for code in WIJKEN}, file="z.geojson"),
    )
    library = add_published(files, store)
    figures = library.cbs_figures(GEMEENTE, 2024)
    wijken = figures.areas[figures.areas["kind"] == "wijk"]
    assert figures.values[CHILDREN].tolist() == [60, 20, 20, 20]
    assert library.organisations_for(GEMEENTE, 2024, wijken)[0][0].source.file == "aangeleverd bestand, bereik 2024"
    assert library.ages_for(GEMEENTE, 2024).source.file == "aangeleverd bestand, leeftijden 2024"
    assert library.shapes_for(GEMEENTE, 2024, wijken)[0].source.file == "aangeleverd bestand, gebieden 2024"
    counts = {result.kind: result.area_counts for result in library.results[:4]}
    assert counts["kwb"] == {"land": 0, "gemeente": 1, "wijk": 3, "buurt": 0}
    assert counts["leeftijden"]["gemeente"] == 1
    assert [counts[kind]["wijk"] for kind in ("bereik", "gebieden")] == [3, 3]


def test_a_workbook_in_the_folder_still_goes_before_another_kind_that_was_published(tmp_path):
    files = library_of(cbs_table({CHILDREN: [30, 10, 10, 10]}, kind="kwb"))
    library = add_published(files, published(tmp_path, cbs_table({CHILDREN: [60, 20, 20, 20]}, kind="odata")))
    assert library.cbs_figures(GEMEENTE, 2024).values[CHILDREN].tolist() == [30, 10, 10, 10]


def test_without_anything_published_the_library_is_the_same_one(tmp_path):
    files = library_of(cbs_table({CHILDREN: [30, 10, 10, 10]}))
    assert add_published(files, Store(tmp_path / "k.sqlite")) is files


@pytest.fixture
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    return open_store()


def test_screens_show_what_is_published_at_once_beside_the_example(own_store, tmp_path):
    assert "GM0344" not in loaders.load_available().gemeenten
    assert not (tmp_path / "store").exists(), "looking makes no database"
    codes = ("GM0344", "WK034401", "WK034402")
    table = cbs_table({CHILDREN: [20, 10, 10]}, codes, names=["Utrecht", "Een", "Twee"])
    (version,) = own_store.publish([table], gemeente_code="GM0344", publication=SAID, by=JAN)
    assert loaders.load_available().gemeenten["GM0344"] == "Utrecht"
    assert "GM9001" in loaders.load_available().gemeenten
    assert loaders.what_is_invented("GM9001") == "alles"
    assert loaders.what_is_invented("GM0344") == "niets", "beside the example stand real figures"
    own_store.withdraw(version.dataset_id, JAN, "")
    assert "GM0344" not in loaders.load_available().gemeenten


def test_versions_of_bereik_are_not_compared_cell_by_cell(store, publication):
    table = bereik_table({"reached_count": [3, 120, 90]})
    (version,) = store.publish([table], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    with pytest.raises(ValueError, match="small counts hidden"):
        compare_cells(store, version, version)


def test_two_versions_of_bereik_tell_no_hidden_count(store, publication):
    figures = {"children_0_14_count": [2700, 800, 900, 1000]}
    library = library_of(cbs_table(figures))
    made = [
        store.publish(
            [bereik_table({"reached_count": counts})], gemeente_code=GEMEENTE, publication=publication, by=JAN
        )[0]
        for counts in ([3, 120, 90], [9, 130, 95])
    ]
    shown = build_monitor(library, GEMEENTE, 2024)
    found = compare_bereik(store, library, (made[0], made[1]), shown, "4-12")
    assert found.hides
    assert not [change for change in found.changes if change.area_code == WIJKEN[0] and "reach" in change.name]


def test_two_organisations_have_their_own_versions_withdrawal_and_backup(store, publication, tmp_path):
    def publish(name, counts):
        table = bereik_table({"reached_count": counts})
        named = replace(table, source=replace(table.source, publisher=name))
        (version,) = store.publish([named], gemeente_code=GEMEENTE, publication=publication, by=JAN)
        return version

    def now(kept):
        files = library_of(cbs_table({"children_0_14_count": [2700, 800, 900, 1000]}))
        return build_monitor(add_published(files, kept), GEMEENTE, 2024)

    noord = [publish("Noord", counts) for counts in ([3, 120, 90], [9, 130, 95])]
    zuid = publish("Zuid", [50, 60, 70])
    assert [version.number for version in (*noord, zuid)] == [1, 2, 1]
    together = now(store)
    assert together.organisations == ("Noord", "Zuid")
    # What the first version of Noord hides is hidden in both that hold now: 9 is not told by 50 to 59.
    cells = together.coverage.cells[WIJKEN[0]]
    assert together.parts[0].coverage.cells[WIJKEN[0]]["reached_count"].status == Status.SUPPRESSED
    assert cells["reached_low"].value == 50 and cells["reached_high"].value > 59
    store.back_up(tmp_path / "kopie.sqlite")
    store.withdraw(zuid.dataset_id, JAN, "")
    alone = now(store)
    assert (alone.organisations, alone.bereik.source.publisher) == ((), "Noord")
    other = Store(tmp_path / "ander.sqlite")
    other.put_back(tmp_path / "kopie.sqlite", JAN)
    assert now(other).organisations == ("Noord", "Zuid")
