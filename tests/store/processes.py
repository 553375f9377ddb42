"""What tests let other processes do. Those are forked from one that has read every module: they start in 10 ms."""

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from kinderwerk_stats.store import KeptConflict, Profile, Publication, Store, StoreUnavailable
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN, somebody


def prepare():
    """Return how to start a process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["kinderwerk_stats.store.migrate", "sqlalchemy.dialects.postgresql.psycopg", __name__]
    )
    return context


def publish_on_and_on(where, first, last, confirmed):
    """Publish two data sets at a time, with one figure everywhere, and send it when that is confirmed."""
    store = Store(where)
    for n in range(first, last + 1):
        tables = [bereik_table({"reached_count": [n, n, n]}, year=year) for year in (2023, 2024)]
        said = Publication("Stichting Verzonnen", "2024", str(n), "xlsx", "0" * 64)
        store.publish(tables, gemeente_code=GEMEENTE, publication=said, by=JAN)
        confirmed.send(n)


def read_on_and_on(where, _first, _last, seen):
    """Send what is published each time that another program says that it changed."""
    store, known = Store(where), ""
    store.listen()
    while True:
        if (stamp := store.stamp()) != known:
            known = stamp
            seen.send([table.values["reached_count"].tolist() for table in store.load_published(GEMEENTE)])


def save_one_profile(where: Path | str, name: str) -> None:
    """Open a store and write in it."""
    Store(where).save_profile(Profile("Stichting", GEMEENTE, name, {}, name), somebody(name))


def keep_one(where: Path | str, name: str) -> None:
    """Open a store and keep a goal that others keep as well; end with 7 when it is there already."""
    try:
        Store(where).keep("doel", GEMEENTE, "1", name.encode(), by=somebody(name))
    except KeptConflict:
        sys.exit(7)


def read_as_nobody(where: Path, answers: Connection) -> None:
    """Read a store as a user who may change nothing, and try to write in it; root may write everywhere."""
    if os.geteuid() == 0:
        os.setuid(65534)
    store = Store(where)
    answers.send([table.source.year for table in store.load_published()])
    try:
        store.keep("verhaal", GEMEENTE, "Bezoek", b"x", by=JAN)
    except StoreUnavailable as unavailable:
        answers.send(unavailable.problems[0].code)
