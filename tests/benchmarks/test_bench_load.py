"""The viewers of `load.py` get their pages: two of them, for a moment; `python -m tests.benchmarks.load` measures."""

import asyncio
import socket

from tests.benchmarks.load import crowd, dashboard


def test_viewers_get_what_they_click():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with dashboard(port, []):
        clicks = asyncio.run(crowd([port], viewers=2, seconds=0.5, think_seconds=0.1))
    assert len(clicks) >= 2
    # A page with figures, not the few words of a refusal.
    assert max(click.size_bytes for click in clicks) > 30_000
