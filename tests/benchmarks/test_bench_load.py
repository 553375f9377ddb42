"""The viewers of `load.py` get their pages: two of them, for a moment; `python -m tests.benchmarks.load` measures."""

import asyncio
import socket
from argparse import Namespace

import pytest

from tests.benchmarks.load import DASHBOARD, USUAL, crowd, served


# A page with figures, not the few words of a refusal.
@pytest.mark.parametrize(("script", "least_bytes"), [(DASHBOARD, 30_000), (USUAL, 15_000)])
def test_viewers_get_what_they_click(script, least_bytes):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = Namespace(viewers=2, seconds=0.5, think=0.1)
    with served(port, [], script) as process:
        clicks, sizes = asyncio.run(crowd([port], [process], script, given))
    assert len(sizes) == 5 and min(sizes) > 50
    assert len(clicks) >= 2
    assert max(click.size_bytes for click in clicks) > least_bytes
