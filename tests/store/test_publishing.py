"""What is published, who sees it, and what happens when two people do it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pytest

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.store import DataSetKey, Profile, PublishConflict, Store
from tests.builders import GEMEENTE, WIJKEN, ages_table, bereik_table, cbs_table, named_shapes
from tests.people import JAN, KEES, PIET, somebody
from tests.words import refusal_saying, words_of

CHILDREN = "children_0_14_count"
KEY = DataSetKey(GEMEENTE, "bereik", "Stichting Verzonnen", 2024)


def reached(*figures, **options):
    return bereik_table({"reached_count": figures or (66, 120, 90)}, **options)


def publish(store, publication, *tables, by=JAN, **options):
    return store.publish(tables or (reached(),), gemeente_code=GEMEENTE, publication=publication, by=by, **options)


def figures_of(store):
    (table,) = store.load_published(GEMEENTE)
    return table.values["reached_count"].tolist()


# --- publishing --------------------------------------------------------------------------------------


def test_an_empty_store_answers_everything_and_makes_nothing(store, where, tmp_path):
    assert (store.datasets(), store.versions(1), store.concepts(JAN), store.profiles()) == ([], [], [], [])
    assert (store.load_published(), store.audit_log(), store.stamp()) == ((), [], "")
    assert store.find_profile("x", GEMEENTE) is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_published_is_there_with_everything_that_was_said(store, publication):
    (version,) = publish(store, publication)
    assert (version.key, version.number, version.state, version.areas_count) == (KEY, 1, "gepubliceerd", 3)
    assert version.publication == publication
    assert version.when.utcoffset().total_seconds() == 0
    (dataset,) = store.datasets(GEMEENTE)
    assert (dataset.key, dataset.published, dataset.versions_count) == (KEY, version, 1)
    assert store.datasets("GM0344") == []


def test_a_data_set_has_so_many_versions_and_what_is_refused_changes_nothing(store, publication, monkeypatch):
    monkeypatch.setenv("KINDERWERK_GRENZEN", "versies=2")
    publish(store, publication)
    publish(store, publication, reached(1, 2, 3))
    with refusal_saying("hiervan zijn al 2 versies"):
        publish(store, publication, reached(4, 5, 6))
    assert figures_of(store) == [1, 2, 3]


def test_a_loaded_source_says_peildatum_and_version(store, publication):
    table = reached()
    table = replace(table, source=replace(table.source, note="leeftijd 4 t/m 12 jaar", invented=True))
    (version,) = publish(store, publication, table)
    source = store.load_published(GEMEENTE)[0].source
    assert source.published and source.invented
    assert source.file == "aangeleverd bestand, bereik 2024"
    assert source.note == f"leeftijd 4 t/m 12 jaar; peildatum heel 2024; versie 1 van {version.when:%d-%m-%Y}"


def test_the_source_name_stands_in_the_note_and_for_an_organisation_that_the_file_does_not_name(store, publication):
    table = reached()
    unnamed = replace(table, source=replace(table.source, publisher="onbekend", year=2023))
    publish(store, replace(publication, source_name="Stichting Anders"), table, unnamed)
    older, newer = store.load_published(GEMEENTE)
    assert older.source.publisher == "Stichting Anders"
    assert newer.source.publisher == "Stichting Verzonnen"
    assert "bron Stichting Anders" in newer.source.note
    assert "bron" not in older.source.note


def test_a_second_version_takes_the_place_of_the_first_and_both_are_kept(store, publication):
    publish(store, publication)
    publish(store, publication, reached(70, 121, 91), by=PIET)
    (dataset,) = store.datasets()
    assert [(v.number, v.state) for v in store.versions(dataset.id)] == [(2, "gepubliceerd"), (1, "vervangen")]
    assert figures_of(store) == [70, 121, 91]
    assert [entry.who for entry in store.audit_log()] == ["Piet", "Jan"]


def test_tables_are_cut_to_the_gemeente(store, publication):
    codes = ("NL00", GEMEENTE, *WIJKEN, "BU90010101", "GM0344", "WK034401")
    publish(
        store,
        publication,
        cbs_table({CHILDREN: range(8)}, codes),
        ages_table({"NL00": [1], GEMEENTE: [2], "GM0344": [3]}),
        named_shapes({WIJKEN[0]: "Oost", "WK034401": "Elders"}),
    )
    tables = {type(table).__name__: table for table in store.load_published(GEMEENTE)}
    assert list(tables["CbsTable"].areas.index) == ["NL00", GEMEENTE, *WIJKEN]
    assert list(tables["AgesTable"].counts.index) == ["NL00", GEMEENTE]
    assert list(tables["ShapesTable"].frame.index) == [WIJKEN[0]]
    assert [d.published.areas_count for d in store.datasets()] == [1, 4, 1]


def test_a_total_over_two_gemeenten_is_not_the_total_of_one(store, publication):
    table = bereik_table(
        {"reached_count": [1, 2, 3]}, (*WIJKEN[:2], "WK034401"), gemeente_code=None, total={"reached_count": 6}
    )
    publish(store, publication, table)
    (loaded,) = store.load_published(GEMEENTE)
    assert list(loaded.rows["wijk_code"]) == list(WIJKEN[:2])
    assert (loaded.total, loaded.gemeente_code) == ({}, GEMEENTE)


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (reached(year=None), "geen jaar"),
        (reached(gemeente_code="GM0344"), "bereik van gemeente GM0344"),
        (cbs_table({CHILDREN: [1, 2]}, ("NL00", "GM0344")), f"niets over gemeente {GEMEENTE}"),
        (named_shapes({"WK034401": "Elders"}), f"niets over gemeente {GEMEENTE}"),
    ],
)
def test_what_belongs_to_no_data_set_of_the_gemeente_is_refused_with_all_that_came_along(
    store, publication, table, found
):
    with pytest.raises(InputRefused) as refused:
        publish(store, publication, reached(), table)
    assert words_of(refused.value.problems[0]).found == found
    assert (store.datasets(), store.audit_log()) == ([], [])


def test_two_tables_of_one_data_set_are_refused(store, publication):
    with refusal_saying("twee tabellen over hetzelfde"):
        publish(store, publication, reached(), reached(1, 2, 3))
    assert store.datasets() == []


# --- withdraw and restore ----------------------------------------------------------------------------


def test_what_is_withdrawn_is_seen_by_nobody_and_can_come_back(store, publication):
    (version,) = publish(store, publication)
    assert store.withdraw(version.dataset_id, PIET, "verkeerd jaar").state == "ingetrokken"
    assert store.load_published(GEMEENTE) == ()
    assert store.datasets()[0].published is None
    assert store.restore(version.id, PIET, "toch goed").state == "gepubliceerd"
    assert figures_of(store) == [66, 120, 90]
    assert [(e.who, e.action, e.version_number, e.note) for e in store.audit_log()] == [
        ("Piet", "teruggezet", 1, "toch goed"),
        ("Piet", "ingetrokken", 1, "verkeerd jaar"),
        ("Jan", "gepubliceerd", 1, "eerste levering"),
    ]


def test_an_earlier_version_can_be_put_back(store, publication):
    (first,) = publish(store, publication)
    publish(store, publication, reached(1, 2, 3))
    store.restore(first.id, JAN, "")
    assert figures_of(store) == [66, 120, 90]
    assert [v.state for v in store.versions(first.dataset_id)] == ["vervangen", "gepubliceerd"]


def test_what_is_not_there_cannot_be_withdrawn_or_restored(store, publication):
    (version,) = publish(store, publication)
    with refusal_saying("al gepubliceerd"):
        store.restore(version.id, JAN, "")
    with refusal_saying("is er niet meer"):
        store.restore(version.id + 1, JAN, "")
    store.withdraw(version.dataset_id, JAN, "")
    with refusal_saying("geen versie gepubliceerd"):
        store.withdraw(version.dataset_id, JAN, "")


# --- concepts ----------------------------------------------------------------------------------------


def test_a_concept_is_seen_by_its_maker_only_and_changes_nothing(store, publication):
    publish(store, publication)
    stamp = store.stamp()
    (concept,) = publish(store, publication, reached(1, 2, 3), concept=True, by=PIET)
    assert store.concepts(PIET, GEMEENTE) == [concept]
    assert (store.concepts(JAN), store.stamp()) == ([], stamp)
    assert [v.number for v in store.versions(concept.dataset_id)] == [1]
    assert figures_of(store) == [66, 120, 90]
    assert store.load_version(concept.id, PIET).values["reached_count"].tolist() == [1, 2, 3]
    for forbidden in (
        lambda: store.load_version(concept.id, JAN),
        lambda: store.load_version(concept.id),
        lambda: store.restore(concept.id, JAN, ""),
        lambda: store.publish_concepts([concept.id], JAN),
        lambda: store.discard_concepts([concept.id], JAN),
    ):
        with refusal_saying("is er niet meer"):
            forbidden()


def test_a_concept_of_something_new_makes_no_data_set_that_others_see(store, publication):
    publish(store, publication, concept=True)
    assert (store.datasets(), store.stamp(), store.load_published()) == ([], "", ())


def test_a_published_concept_gets_a_number_in_the_order_in_which_others_saw_it(store, publication):
    (concept,) = publish(store, publication, reached(1, 2, 3), concept=True)
    publish(store, publication, by=PIET)
    (version,) = store.publish_concepts([concept.id], JAN, "nagekeken")
    assert (version.number, version.state) == (3, "gepubliceerd")
    assert figures_of(store) == [1, 2, 3]
    assert (store.concepts(JAN), store.audit_log(limit=1)[0].version_number) == ([], 3)


def test_a_discarded_concept_is_gone(store, publication):
    (concept,) = publish(store, publication, concept=True)
    store.discard_concepts([concept.id], JAN)
    assert store.concepts(JAN) == []
    with refusal_saying("is er niet meer"):
        store.publish_concepts([concept.id], JAN)


def test_two_concepts_of_the_same_data_set_are_refused_together(store, publication):
    (first,) = publish(store, publication, concept=True)
    (second,) = publish(store, publication, reached(1, 2, 3), concept=True)
    with refusal_saying("twee tabellen over hetzelfde"):
        store.publish_concepts([first.id, second.id], JAN)
    assert store.datasets() == []


def test_a_profile_is_kept_with_the_tables_or_not_at_all(store, publication):
    publish(store, publication, profile=Profile("Stichting", GEMEENTE, "abc"))
    assert [(p.name, p.who) for p in store.profiles()] == [("Stichting", "Jan")]
    with pytest.raises(PublishConflict):
        publish(store, publication, based_on={KEY: 0}, profile=Profile("Stichting", GEMEENTE, "def"))
    with refusal_saying("al een profiel"):
        publish(store, publication, reached(1, 2, 3), profile=Profile("A", GEMEENTE, "def", name="Stichting"))
    assert [p.fingerprint for p in store.profiles()] == ["abc"]
    assert figures_of(store) == [66, 120, 90]


# --- two people --------------------------------------------------------------------------------------


def test_what_someone_else_published_meanwhile_is_not_replaced_unseen(store, publication):
    tables = (reached(1, 2, 3),)
    base = store.published_numbers(tables, GEMEENTE, "Stichting Verzonnen")
    assert base == {KEY: 0}
    (theirs,) = publish(store, publication, by=PIET)
    with pytest.raises(PublishConflict) as refused:
        publish(store, publication, *tables, based_on=base)
    problem = refused.value.problems[0]
    assert words_of(problem).found == f"Piet heeft dit op {theirs.when:%d-%m-%Y om %H:%M} (UTC) al gepubliceerd"
    assert figures_of(store) == [66, 120, 90]
    publish(store, publication, *tables, based_on=store.published_numbers(tables, GEMEENTE, "Stichting Verzonnen"))
    assert figures_of(store) == [1, 2, 3]


def test_a_conflict_names_what_was_done_and_not_a_concept_of_someone(store, publication):
    (version,) = publish(store, publication)
    store.withdraw(version.dataset_id, PIET, "")
    publish(store, publication, concept=True, by=KEES)
    with refusal_saying(r"Piet heeft dit op .* al ingetrokken", PublishConflict):
        publish(store, publication, based_on={KEY: 1})
    with refusal_saying(r"Piet heeft dit op .* al ingetrokken", PublishConflict):
        store.restore(version.id, JAN, "", based_on=1)
    store.restore(version.id, JAN, "", based_on=0)
    with refusal_saying(r"Jan heeft dit op .* al een eerdere versie teruggezet", PublishConflict):
        store.withdraw(version.dataset_id, PIET, "", based_on=2)


def test_one_conflict_keeps_all_of_a_publication_back(store, publication):
    older = reached(year=2023)
    base = store.published_numbers([reached(), older], GEMEENTE, "Stichting Verzonnen")
    publish(store, publication)
    with pytest.raises(PublishConflict):
        publish(store, publication, older, reached(), based_on=base)
    assert [d.key.year for d in store.datasets()] == [2024]


def test_many_at_once_are_all_kept_in_an_order(where, publication):
    def publish_as(who):
        own = Store(where)
        version = publish(own, publication, reached(who, who, who), by=somebody(f"P{who}"))[0]
        own.close()
        return version

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(publish_as, range(16)))
    store = Store(where)
    listed = store.versions(made[0].dataset_id)
    assert [v.number for v in listed] == list(range(16, 0, -1))
    assert [v.state for v in listed] == ["gepubliceerd"] + ["vervangen"] * 15
    assert {v.who for v in listed} == {f"P{n}" for n in range(16)}
    assert f"P{figures_of(store)[0]:.0f}" == listed[0].who
    assert len(store.audit_log()) == 16
    store.close()


# --- what else ---------------------------------------------------------------------------------------


def test_the_stamp_changes_with_all_that_is_published_and_with_nothing_else(store, publication):
    stamps = [store.stamp()]
    (first,) = publish(store, publication)
    stamps.append(store.stamp())
    publish(store, publication)
    stamps.append(store.stamp())
    store.withdraw(first.dataset_id, JAN, "")
    stamps.append(store.stamp())
    store.restore(first.id, JAN, "")
    stamps.append(store.stamp())
    (concept,) = publish(store, publication, concept=True)
    store.discard_concepts([concept.id], JAN)
    assert store.stamp() == stamps[-1]
    assert len(set(stamps)) == 5


def test_two_versions_are_compared_cell_by_cell(store, publication):
    (before,) = publish(store, publication, reached(66, 120, Status.UNKNOWN))
    (after,) = publish(store, publication, reached(66, Status.SUPPRESSED, 90))
    changes = store.compare_versions(before.id, after.id)
    expected = pd.DataFrame(
        {
            "area": [WIJKEN[1], WIJKEN[2]],
            "name": ["", ""],
            "indicator": ["reached_count"] * 2,
            "before": [120, float("nan")],
            "after": [float("nan"), 90],
            "status_before": ["bekend", "onbekend"],
            "status_after": ["onderdrukt", "bekend"],
        }
    )
    pd.testing.assert_frame_equal(changes, expected, check_dtype=False)
    assert store.compare_versions(before.id, before.id).empty
