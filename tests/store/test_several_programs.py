"""Several programs on one PostgreSQL: each hears what another publishes, whatever is killed meanwhile."""

import random
import threading
import time
from contextlib import suppress

import psycopg
import pytest
import sqlalchemy as sa

from kinderwerk_stats.store import Store, engine, stamps
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN
from tests.store.processes import prepare, publish_on_and_on, read_on_and_on

SEED = 20261129
# What never comes still fails.
PATIENCE_SECONDS = 60
NEVER = 3600.0


def publish(store, publication, figure=1):
    tables = [bereik_table({"reached_count": [figure] * 3})]
    store.publish(tables, gemeente_code=GEMEENTE, publication=publication, by=JAN)


def wait_until(condition):
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


@pytest.fixture
def two(postgres_url, publication, monkeypatch):
    """Return a store that listens, and another program's that publishes; nothing is asked again but by a notice."""
    monkeypatch.setattr(stamps, "_ASK_SECONDS", NEVER)
    monkeypatch.setattr(stamps, "BELIEVED_SECONDS", NEVER)
    listening, other = Store(postgres_url), Store(postgres_url)
    publish(other, publication)
    listening.listen()
    wait_until(lambda: listening._stamps._heard is not None)
    yield listening, other
    listening._stamps._closed.set()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        # What waits for a notice sees that it is closed.
        connection.execute(f"NOTIFY {engine.CHANGED}")
    for store in (listening, other):
        store.close()


def test_a_notice_of_another_program_is_heard(two, publication):
    listening, other = two
    publish(other, publication)
    wait_until(lambda: listening.stamp() == other.stamp())
    assert listening.stamp().endswith(":2")


def test_who_listens_asks_nothing_at_a_click(two):
    listening, _ = two
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        if threading.current_thread() is threading.main_thread():
            asked.append(statement)

    sa.event.listen(listening.database.engine, "before_cursor_execute", note)
    before = listening.stamp()
    assert (listening.stamp(), asked) == (before, [])


def test_what_the_program_itself_published_is_never_older_than_what_it_says(two, publication):
    listening, _ = two
    for number in range(2, 22):
        publish(listening, publication)
        assert listening.stamp().endswith(f":{number}")


def test_who_asks_anew_hears_nothing_that_is_older(two, publication, monkeypatch):
    listening, other = two
    with monkeypatch.context() as patch:
        # A notice that nobody hears.
        patch.setattr(engine, "CHANGED", "something_else")
        publish(other, publication)
    assert listening.stamp() != other.stamp()
    listening.ask_anew()
    assert listening.stamp() == other.stamp()


def test_without_the_notice_the_database_is_asked_again(two, publication, monkeypatch):
    listening, other = two
    monkeypatch.setattr(stamps, "_ASK_SECONDS", 0.01)
    monkeypatch.setattr(stamps, "CHANGED", "something_else")
    fresh = Store(listening.database.engine.url.render_as_string(hide_password=False))
    fresh.listen()
    wait_until(lambda: fresh._stamps._heard is not None)
    publish(other, publication)
    wait_until(lambda: fresh.stamp() == other.stamp())
    assert fresh.stamp().endswith(":2")
    fresh.close()


def test_what_was_heard_long_ago_is_asked_again(two, publication, monkeypatch):
    listening, other = two
    monkeypatch.setattr(stamps, "BELIEVED_SECONDS", 0.0)
    publish(other, publication)
    assert listening.stamp() == other.stamp()


def test_who_cannot_listen_any_more_asks_and_listens_again(two, publication, postgres_url, monkeypatch, caplog):
    listening, other = two
    monkeypatch.setattr(stamps, "_RETRY_SECONDS", 0.01)
    first = listening._stamps._heard
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        ended += " AND query LIKE 'LISTEN%'"
        connection.execute(ended)
    wait_until(lambda: listening._stamps._heard not in (first, None))
    publish(other, publication)
    wait_until(lambda: listening.stamp() == other.stamp())
    assert listening.stamp().endswith(":2")
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith("not listening to the database: ")


def test_a_login_that_ended_at_one_program_is_heard_and_changes_no_figure(two):
    listening, other = two
    before = listening.stamp()
    other.end_login("merk", JAN)
    wait_until(lambda: listening.has_ended("merk"))
    assert not listening.has_ended("van een ander")
    assert listening.stamp() == before


def test_of_a_file_every_click_looks_itself(tmp_path, publication):
    listening, other = Store(tmp_path / "k.sqlite"), Store(tmp_path / "k.sqlite")
    threads = threading.active_count()
    listening.listen()
    assert not listening.has_ended("merk")
    publish(other, publication)
    other.end_login("merk", JAN)
    assert (listening.stamp(), threading.active_count()) == (other.stamp(), threads)
    assert listening.has_ended("merk") and not listening.has_ended("van een ander")


class Program:
    """A process that publishes or reads, and what it sent until it was killed."""

    def __init__(self, where, work, number):
        self.where, self.work, self.number, self.sent = where, work, number, []
        self.start()

    def start(self):
        self.receiver, sender = prepare().Pipe(duplex=False)
        arguments = self.where, 1000 * self.number + len(self.sent) + 1, 1000 * self.number + 999, sender
        self.process = prepare().Process(target=self.work, args=arguments)
        self.process.start()
        sender.close()

    def hear(self, seconds):
        """Take in what is sent; return whether there was anything."""
        if heard := self.receiver.poll(seconds):
            self.sent.append(self.receiver.recv())
        return heard

    def kill(self):
        self.process.kill()
        self.process.join()
        with suppress(EOFError, OSError):
            while True:
                self.sent.append(self.receiver.recv())
        self.receiver.close()


@pytest.mark.slow
def test_killed_at_any_moment_while_others_publish_and_read_nothing_is_lost_or_half(postgres_url):
    moments = random.Random(SEED)
    programs = [
        Program(postgres_url, work, number)
        for number, work in enumerate((publish_on_and_on, publish_on_and_on, read_on_and_on), 1)
    ]
    for victim in moments.choices(programs, k=12):
        assert victim.hear(PATIENCE_SECONDS)
        victim.hear(moments.uniform(0, 0.05))
        victim.kill()
        victim.start()
    for program in programs:
        assert program.hear(PATIENCE_SECONDS)
        program.kill()
    *publishers, reader = programs
    store = Store(postgres_url)
    of_2023, of_2024 = (store.versions(dataset.id) for dataset in store.datasets(GEMEENTE))
    assert [v.number for v in of_2023] == [v.number for v in of_2024] == list(range(len(of_2023), 0, -1))
    notes = [version.publication.note for version in of_2023]
    assert notes == [version.publication.note for version in of_2024], "both of a publication, or none"
    confirmed = {str(figure) for program in publishers for figure in program.sent}
    assert confirmed and confirmed <= set(notes)
    assert reader.sent
    assert all(first == second and len(set(first)) == 1 for first, second in reader.sent)
    assert len(store.audit_log()) == 2 * len(notes)
    store.close()
