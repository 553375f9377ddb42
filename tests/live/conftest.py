"""A stand-in for CBS and PDOK, and a `Web` with a clock of its own: nothing waits, nothing leaves this computer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kinderwerk_stats.live.fetch import Delivery, fetch, find_gemeente, plan_items
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.live.web import Web
from tests.live.server import StandIn, serve, settings_text


@dataclass
class Clock:
    """Time that passes only where the program waits."""

    time: float = 10_000.0
    waited: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += seconds


@dataclass
class Desk:
    """What a test needs: the stand-in, the clock, and a new `Web` with the same folder of kept answers."""

    stand_in: StandIn
    clock: Clock
    folder: Path

    def web(self) -> Web:
        return Web(
            read_live_settings(),
            self.folder / "bewaard",
            sleep=self.clock.sleep,
            now=lambda: self.clock.time,
            jitter=lambda: 0.0,
        )

    def fetch(self, name: str = "Proefstad", *themes: str, years: list[int] | None = None) -> Delivery:
        with self.web() as web:
            gemeente = find_gemeente(web, name)
            items = plan_items(web, years, themes or ("kwb", "leeftijden", "nabijheid", "ses", "gebieden"))
            return fetch(web, gemeente, items, lambda *_: None)


@pytest.fixture(scope="session")
def _server() -> Iterator[StandIn]:
    with serve() as stand_in:
        yield stand_in


@pytest.fixture
def desk(_server: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    _server.start_again()
    path = tmp_path / "diensten.toml"
    path.write_text(settings_text(_server.address), encoding="utf-8")
    monkeypatch.setenv("KINDERWERK_DIENSTEN", str(path))
    monkeypatch.setenv("KINDERWERK_BEWAARD", str(tmp_path / "bewaard"))
    # A proxy of the machine that tests run on is no part of them.
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return Desk(_server, Clock(), tmp_path)
