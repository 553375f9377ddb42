"""The web application: run with `streamlit run dashboard.py`."""

import gc

# Until everything is loaded nothing is garbage, and looking for it takes a fifth of the time.
gc.disable()

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from anyio import to_thread

from kinderwerk_stats.model.ceilings import read_ceilings
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.access import read_access
from kinderwerk_stats.sources.faults import where_it_broke
from kinderwerk_stats.sources.safe import warm_up as start_reader
from kinderwerk_stats.text.problems import describe_all
from kinderwerk_stats.ui.access import login_secrets, remember_peer
from kinderwerk_stats.ui.door import close_silent_connections, count_windows
from kinderwerk_stats.ui.routes import keep_uploads_in_memory, middleware, routes
from kinderwerk_stats.ui.start import log_as_json, log_repeats_once, prepare
from kinderwerk_stats.ui.uploads import no_uploads_left

_log = logging.getLogger("kinderwerk_stats")


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    """Read the files before the first visitor comes, and keep what is loaded out of the garbage search."""
    log_as_json()
    log_repeats_once()
    await to_thread.run_sync(prepare)
    # Python now and then searches all memory for garbage: what was loaded at the start is never that.
    gc.collect()
    gc.freeze()
    gc.enable()
    # For the first upload; nobody waits for it.
    threading.Thread(target=start_reader, daemon=True, name="kinderwerk-warm-up").start()
    with no_uploads_left():
        yield


def _on_script_error(error: Exception) -> bool:
    # Not its words: those can be of what was read.
    _log.error("a page failed: %s", where_it_broke(error))
    st.error("Deze pagina kan nu niet worden getoond. Laad de pagina opnieuw, of vraag hulp aan de beheerder.")
    return True


keep_uploads_in_memory()
try:
    ceilings, settings = read_ceilings(), read_access()
except InputRefused as refused:
    # A wrong setting is said to who starts it, in words.
    raise SystemExit(describe_all(refused)) from None
windows, connections = count_windows(ceilings.windows)
close_silent_connections(connections)
remember_peer()
app = st.App(
    "kinderwerk_stats/ui/frame.py",
    secrets=login_secrets(settings),
    routes=routes(),
    middleware=middleware(windows, settings),
    lifespan=_lifespan,
    on_script_error=_on_script_error,
)
