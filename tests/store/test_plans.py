"""Stories for a werkbezoek, kept with the gemeente: by name, with their photo, and never written over unseen."""

import pytest
import sqlalchemy as sa

from kinderwerk_stats.store import PlanConflict, Store
from kinderwerk_stats.store.migrate import upgrade
from kinderwerk_stats.store.schema import plans as table
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from tests.builders import GEMEENTE
from tests.store.processes import prepare, save_one_plan
from tests.story_builders import full_plan
from tests.words import refusal_saying


def save(store, name="Bezoek wethouder", content=b"inhoud", gemeente_code=GEMEENTE, who="Jan", based_on=0):
    return store.save_plan(gemeente_code, name, content, who=who, based_on=based_on)


def test_a_story_comes_back_with_its_photo(store):
    plan = full_plan()
    saved = save(store, content=write_plan(plan))
    assert (saved.name, saved.number, saved.who) == ("Bezoek wethouder", 1, "Jan")
    assert store.plans(GEMEENTE) == [saved]
    found, content = store.load_plan(saved.id)
    assert found == saved
    assert read_plan(content, saved.name) == plan
    assert plan.photo is not None


def test_stories_stand_by_name_with_their_own_gemeente(store):
    assert store.plans(GEMEENTE) == []
    for name in ("b", "A", "c"):
        save(store, name)
    save(store, "A", gemeente_code="GM0344")
    assert [plan.name for plan in store.plans(GEMEENTE)] == ["A", "b", "c"]
    assert [plan.name for plan in store.plans("GM0344")] == ["A"]


def test_who_saves_again_takes_the_place_of_what_he_loaded(store):
    first = save(store)
    second = save(store, content=b"nieuw", who="Piet", based_on=first.number)
    assert (second.id, second.number, second.who) == (first.id, 2, "Piet")
    assert store.load_plan(first.id)[1] == b"nieuw"


def test_nothing_is_written_over_unseen(store):
    first = save(store)
    save(store, content=b"van Piet", who="Piet", based_on=first.number)
    with refusal_saying(r"Piet heeft op .* al een verhaal met deze naam bewaard.*andere naam", PlanConflict):
        save(store, content=b"van Jan", based_on=first.number)
    with refusal_saying("Piet heeft op", PlanConflict):
        save(store, " Bezoek \u00a0wethouder\n", content=b"een nieuw verhaal")
    assert store.load_plan(first.id)[1] == b"van Piet"
    assert save(store, "Bezoek wethouder (Jan)", content=b"van Jan").number == 1


def test_what_was_deleted_meanwhile_is_said_and_can_be_kept_under_another_name(store):
    first = save(store)
    store.delete_plan(first.id, who="Piet", based_on=1)
    with refusal_saying("intussen verwijderd", PlanConflict):
        save(store, content=b"nieuw", based_on=first.number)
    for gone in (lambda: store.load_plan(first.id), lambda: store.delete_plan(first.id, who="Jan", based_on=1)):
        with refusal_saying("dit verhaal is er niet meer"):
            gone()
    assert save(store, content=b"nieuw").id > first.id


def test_a_story_that_someone_changed_is_not_deleted_unseen(store):
    first = save(store)
    save(store, content=b"nieuw", who="Piet", based_on=1)
    with refusal_saying("Piet heeft op", PlanConflict):
        store.delete_plan(first.id, who="Jan", based_on=1)
    assert len(store.plans(GEMEENTE)) == 1


@pytest.mark.parametrize("name", ["", " \n ", "a" * 81, "nul\x00"])
def test_a_story_has_a_name(store, name):
    with refusal_saying("geef het verhaal een naam"):
        save(store, name)
    assert store.plans(GEMEENTE) == [] and store.audit_log() == []


def test_the_log_says_who_saved_and_deleted(store):
    first = save(store)
    store.delete_plan(first.id, who="Piet", based_on=1)
    with pytest.raises(PlanConflict):
        save(store, based_on=7)
    said = [(entry.who, entry.action, entry.note) for entry in store.audit_log()]
    assert said == [
        ("Piet", "verhaal verwijderd", f"Bezoek wethouder ({GEMEENTE})"),
        ("Jan", "verhaal bewaard", f"Bezoek wethouder ({GEMEENTE})"),
    ]


def test_an_empty_store_has_no_stories_and_is_not_made_by_looking(where):
    store = Store(where)
    assert store.plans(GEMEENTE) == []
    with refusal_saying("dit verhaal is er niet meer"):
        store.load_plan(1)
    store.close()


def test_a_store_from_before_there_were_stories_gets_them(store):
    store.database._prepare()
    with store.database._write() as connection:
        upgrade(connection, "0001")
        assert not sa.inspect(connection).has_table("plans")
    assert store.plans(GEMEENTE) == []
    assert save(store).number == 1


def test_a_name_is_given_once_by_a_rule_of_the_database(store):
    save(store)
    save(store, "Ander")
    with pytest.raises(sa.exc.IntegrityError), store.database._write() as connection:
        connection.execute(table.update().values(name="Ander"))


def test_of_two_who_save_at_once_one_is_told(where):
    processes = [prepare().Process(target=save_one_plan, args=(where, f"P{n}")) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted(process.exitcode for process in processes) == [0, 7, 7]
    store = Store(where)
    (plan,) = store.plans(GEMEENTE)
    assert store.load_plan(plan.id)[1] == plan.who.encode()
    store.close()
