"""What is done once, before the first visitor comes: a page that nobody opened yet is then as fast as any other."""

import json
import logging
import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module

import streamlit.logger

from kinderwerk_stats.charts.ranked import build_ranked_figure
from kinderwerk_stats.charts.trend import TrendPoint, build_trend_figure
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.palette import MODES
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.faults import where_it_broke
from kinderwerk_stats.sources.installation import WrongThreshold, installation_threshold
from kinderwerk_stats.store import open_store
from kinderwerk_stats.story.bars import make_bar, make_bars
from kinderwerk_stats.ui.loaders import warm_up

_log = logging.getLogger("kinderwerk_stats")

LOG_FORM_VARIABLE = "KINDERWERK_LOGVORM"

# What scripts of pages import when they run for the first time.
_PARTS_OF_PAGES = ("account", "chart_downloads", "coverage_table", "national", "wijk_blocks")


def prepare() -> None:
    """Import and read everything, and draw every kind of chart once: plotly loads its parts when they are used."""
    for part in _PARTS_OF_PAGES:
        import_module(f"kinderwerk_stats.ui.{part}")
    try:
        installation_threshold()
    except WrongThreshold as wrong:
        _log.error("%s", wrong)
    # Every page says what is wrong with a refused file.
    with suppress(InputRefused):
        open_store().listen()
        warm_up()
    one, indicator = Figure(1.0, Status.KNOWN), INDICATORS["reach_share"]
    for mode in MODES:
        bar = make_bar(indicator, ("", ""), one, (0.5, 1.5))
        build_ranked_figure(make_bars(indicator, [bar], "", 1.0), mode).to_dict()
        points = [TrendPoint(year, one, stretch=0, low=0.5, high=1.5, reference=one) for year in (2023, 2024)]
        build_trend_figure(points=points, indicator=indicator, mode=mode, name="", reference_name="").to_dict()


class Once(logging.Filter):
    """Lets an error through once a minute, and says the next time how often it came meanwhile.

    One cause can be an error for each connection that is tried: that filled a disk with what was said already.
    """

    _SECONDS = 60.0
    _MOST = 1_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        kind = record.exc_info[0] if record.exc_info else None
        # Numbers of tasks, sockets and sessions differ each time.
        text = re.sub(r"[0-9a-f]*\d[0-9a-f]*", "#", f"{record.name} {kind} {record.getMessage()}")
        since, more = self._said.get(text, (-self._SECONDS, 0))
        now = self._clock()
        if now - since < self._SECONDS:
            self._said[text] = (since, more + 1)
            return False
        if len(self._said) >= self._MOST:
            self._said.clear()
        self._said[text] = (now, 0)
        if more:
            filled = record.args if isinstance(record.args, tuple) else ()
            words = str(record.msg) if filled else record.getMessage().replace("%", "%%")
            record.msg, record.args = f"{words} (and %d times more)", (*filled, more)
        return True


class JsonLine(logging.Formatter):
    """Writes a line as JSON, without what can be of a person: a visitor's address, a file's name, words of an error.

    Of what others log that leaves the first line, without what they fill in; of an exception its kind and its place.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == _log.name
        message = record.getMessage() if ours else str(record.msg).partition("\n")[0]
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
        }
        if record.exc_info and record.exc_info[1]:
            said["where"] = where_it_broke(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def log_as_json() -> None:
    """Write every line of the log as JSON where the setting asks for it: those of Streamlit and uvicorn too."""
    if os.environ.get(LOG_FORM_VARIABLE, "").strip().lower() != "json":
        return
    logging.captureWarnings(True)
    loggers = logging.root, *map(logging.getLogger, list(logging.root.manager.loggerDict))
    # Of uvicorn and of ourselves nothing is set up: what they say goes to the last resort.
    for handler in (logging.lastResort, *(handler for logger in loggers for handler in logger.handlers)):
        if handler is not None:
            handler.setFormatter(JsonLine())
    # A logger that Streamlit makes later gets its form here.
    setattr(streamlit.logger, streamlit.logger.setup_formatter.__name__, _write_json)
    threading.excepthook = lambda broken: _log.error("a thread failed", exc_info=broken.exc_value)


def _write_json(logger: logging.Logger) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    logger.addHandler(handler)


def log_repeats_once() -> None:
    """Put `Once` on every logger that there is."""
    once = Once()
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).addFilter(once)
