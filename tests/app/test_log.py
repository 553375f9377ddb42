"""The log in JSON: what happened and where in the code, nothing of who it was or what was delivered."""

import io
import json
import logging

import pytest

from kinderwerk_stats.model.problems import Place
from kinderwerk_stats.sources.faults import say_fault
from kinderwerk_stats.sources.safe import reading
from kinderwerk_stats.sources.safe.workers import ReaderFailed
from kinderwerk_stats.store import open_store
from kinderwerk_stats.ui.start import JsonLine, Once
from tests.app.test_gegevens import bereik, deliver, own_store, publish, wijken
from tests.app.test_pages import run_page

__all__ = ["own_store", "wijken"]
PERSON = "Kim Jansen"


@pytest.fixture
def lines():
    """Return a function that gives what every logger said."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    names = [name for name in logging.root.manager.loggerDict if not logging.getLogger(name).propagate]
    loggers = [logging.root, *map(logging.getLogger, names)]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)


def one(name, message, *args, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 0, message, args, info)


def written(record):
    return json.loads(JsonLine().format(record))


def test_what_others_fill_in_is_left_out_and_what_we_say_is_not():
    visitor = written(one("uvicorn.error", '%s - "WebSocket %s" [accepted]', ("10.1.2.3", 1), "/wijk?x=y"))
    assert (visitor["message"], visitor["level"]) == ('%s - "WebSocket %s" [accepted]', "ERROR")
    assert written(one("asyncio", f"Task failed\nexception={PERSON}"))["message"] == "Task failed"
    assert written(one("kinderwerk_stats", "not ready: %s", "opslag_bezet"))["message"] == "not ready: opslag_bezet"


def test_of_an_error_the_place_is_written_and_not_its_words():
    try:
        raise ValueError(PERSON)
    except ValueError as error:
        line = written(one("streamlit", "Uncaught app execution", error=error))
    assert line["where"].startswith("ValueError\n") and "test_log.py" in line["where"]
    assert PERSON not in json.dumps(line)


def test_of_a_file_its_kind_is_written_and_not_what_else_comes_after_a_dot(lines):
    for name in ("cijfers.XLSX", f"verslag 3.{PERSON}", f"{PERSON}"):
        say_fault("ValueError at a line", Place(name))
    said = ["bestand.xlsx: ValueError at a line", *["bestand: ValueError at a line"] * 2]
    assert [line["message"] for line in lines()] == said


@pytest.mark.parametrize(
    ("message", "args", "expected"),
    [("of %s", ("Kim",), "of %s (and %d times more)"), ("100 %", (), "100 %% (and %d times more)")],
)
def test_a_repeated_line_keeps_its_form(message, args, expected):
    now = [0.0]
    once = Once(lambda: now[0])
    assert [once.filter(one("asyncio", message, *args)) for _ in range(3)] == [True, False, False]
    now[0] = 60.0
    again = one("asyncio", message, *args)
    assert once.filter(again)
    assert written(again)["message"] == expected
    assert again.getMessage() == f"{message % args if args else message} (and 2 times more)"


def test_who_delivers_publishes_and_breaks_something_is_nowhere_in_the_log(wijken, lines, monkeypatch):
    publish(deliver(run_page("gegevens"), ("zebrakwartaal.xlsx", bereik(wijken))), who=PERSON)
    assert open_store().audit_log()[0].who == PERSON

    def break_down(*_args):
        raise ReaderFailed("fault", "ValueError at a line")

    monkeypatch.setattr(reading, "ask", break_down)
    deliver(run_page("gegevens"), ("zebrajaar.xlsx", bereik(wijken, year=2023)), (f"{PERSON}.xlsx", b"PK"))
    said = lines()
    assert "bestand.xlsx: ValueError at a line" in {line["message"] for line in said}
    assert [word for word in ("Kim", "Jansen", "zebra", "Stichting Proef") if word in json.dumps(said)] == []
