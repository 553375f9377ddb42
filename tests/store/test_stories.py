"""Stories for a werkbezoek: versions with their photo, never written over unseen; presentations that were started."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from kinderwerk_stats.model.access import NOBODY
from kinderwerk_stats.store import KeptConflict
from kinderwerk_stats.store import kept as rows
from kinderwerk_stats.store.migrate import upgrade
from kinderwerk_stats.store.schema import UNREADABLE
from kinderwerk_stats.story.plan_file import MAX_FILE_BYTES, read_plan, write_plan
from tests.builders import GEMEENTE
from tests.people import JAN, somebody
from tests.story_builders import full_plan
from tests.words import refusal_saying


def save(store, content=b"inhoud", name="Bezoek wethouder", who="Jan", based_on=0):
    return store.keep("verhaal", GEMEENTE, name, content, by=somebody(who), based_on=based_on)


def test_a_story_comes_back_with_its_photo_and_a_list_reads_none(store):
    plan = full_plan()
    saved = save(store, write_plan(plan))
    (listed,) = store.kept("verhaal", GEMEENTE, contents=False)
    assert (listed.name, listed.number, listed.who, listed.content) == ("Bezoek wethouder", 1, "Jan", UNREADABLE)
    assert store.load_kept(listed) == saved
    assert plan.photo is not None and read_plan(store.load_kept(listed).content, "verhaal") == plan
    assert rows.MOST_BYTES["verhaal"] >= MAX_FILE_BYTES


def test_an_earlier_version_can_be_put_back_also_of_a_story_that_was_removed(store):
    save(store, b"een")
    save(store, b"twee", who="Piet", based_on=1)
    save(store, b"", based_on=2)
    assert store.kept("verhaal", GEMEENTE, contents=False) == []
    (gone,) = store.kept("verhaal", GEMEENTE, taken_back=True, contents=False)
    versions = store.kept_versions("verhaal", GEMEENTE, gone.name, contents=False)
    assert [(each.number, each.taken_back) for each in versions] == [(3, True), (2, False), (1, False)]
    save(store, store.load_kept(versions[2]).content, based_on=gone.number)
    assert [each.content for each in store.kept("verhaal", GEMEENTE)] == [b"een"]
    with refusal_saying("dit is er niet meer", KeptConflict):
        store.load_kept(replace(gone, name="nooit"))


def test_nothing_is_written_over_unseen(store):
    save(store)
    save(store, b"van Piet", who="Piet", based_on=1)
    with refusal_saying(r"Piet heeft op .* al een verhaal met deze naam bewaard.*andere naam", KeptConflict):
        save(store, b"van Jan", based_on=1)
    with refusal_saying("Piet heeft op", KeptConflict):
        save(store, b"een nieuw verhaal", " Bezoek \u00a0wethouder\n")
    save(store, b"", who="Piet", based_on=2)
    with refusal_saying(r"Piet heeft dit verhaal op .* verwijderd.*andere naam", KeptConflict):
        save(store, b"van Jan", based_on=2)
    assert save(store, b"van Jan", "Bezoek wethouder (Jan)").number == 1


def test_what_is_on_screen_stays_when_a_story_or_a_plan_is_kept(store):
    store.keep("doel", GEMEENTE, "1", b"{}", by=JAN)
    before = store.stamp()
    save(store)
    assert store.stamp() == before


@pytest.mark.parametrize("revision", ["0002", "0004"])
def test_stories_of_before_are_the_first_version(store, revision):
    store.database._prepare()
    with store.database._write() as connection:
        upgrade(connection, revision)
        row = f"1, '{GEMEENTE}', 'Bezoek', 4, :content, 'Jan', '2024-03-02 10:20:30.000000+00:00'"
        connection.execute(sa.text(f"INSERT INTO plans VALUES ({row})"), {"content": b"inhoud"})
    (kept,) = store.kept("verhaal", GEMEENTE)
    assert (kept.name, kept.number, kept.content, kept.who) == ("Bezoek", 4, b"inhoud", "Jan")
    assert kept.when == datetime(2024, 3, 2, 10, 20, 30, tzinfo=UTC)
    assert save(store, b"nieuw", "Bezoek", based_on=4).number == 5


def test_of_the_logins_that_ended_the_oldest_are_forgotten(store, monkeypatch):
    monkeypatch.setattr(rows, "_MOST_ENDED", 2)
    for mark in ("a", "b", "b", "c"):
        store.end_login(mark, JAN)
    # Who has no login ends none.
    store.end_login("d", NOBODY)
    assert [mark for mark in "abcd" if store.has_ended(mark)] == ["b", "c"]


def test_a_presentation_that_was_started_is_found_and_the_oldest_go(store, monkeypatch):
    monkeypatch.setattr(rows, "_MOST_PRESENTATIONS", 2)
    assert store.load_presentation("a") is None
    for mark in ("a", "b", "b", "c"):
        store.keep_presentation(mark, mark.encode(), gemeente_code=GEMEENTE, by=JAN)
    assert [store.load_presentation(mark) for mark in "abc"] == [None, b"b", b"c"]
    with store.database._write() as connection:
        old = datetime.now(UTC) - timedelta(days=91)
        connection.execute(rows.table.update().where(rows.table.c.name == "b").values(made_at=old))
    # Of another moment than was written, it is damaged as well.
    assert store.load_presentation("b") is None
    store.keep_presentation("d", b"d", gemeente_code=GEMEENTE, by=JAN)
    assert [store.load_presentation(mark) for mark in "bcd"] == [None, b"c", b"d"]
    # Who looks at stories has no part in the log, and in no list.
    assert store.audit_log() == [] and store.kept("verhaal") == []
