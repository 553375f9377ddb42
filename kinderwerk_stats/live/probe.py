"""The first day with internet: one small question per service, and what differs from what this program expects."""

from collections.abc import Iterator
from typing import NamedTuple

from kinderwerk_stats.live.settings import Question
from kinderwerk_stats.live.web import Probe, Web


class Trial(NamedTuple):
    """A question as it was asked, what came, and what differs (lines in Dutch)."""

    name: str
    address: str
    probe: Probe
    differences: list[str]


def try_services(web: Web) -> Iterator[Trial]:
    """Ask every question of the settings once, in order; give each when it is answered."""
    services = web.settings.diensten
    years = {f"{name}{year}": getattr(services, name).format(jaar=year)
             for name in ("ogc", "wfs") for year in (2024, 2026)}  # fmt: skip
    books = {f"werkboek{n}": services.werkboek[-n].format(jaar=2025) for n in (0, 1)}
    for question in web.settings.zelftest:
        address = question.adres.format(**services.model_dump(), **years, **books)
        probe = web.probe(address)
        yield Trial(question.naam, address, probe, _differences(question, probe))


def _differences(question: Question, probe: Probe) -> list[str]:
    if probe.status not in question.status:
        return [f"status {probe.status}, verwacht {' of '.join(map(str, question.status))}"]
    if probe.status != question.status[0] or not (question.lijst or question.velden):
        return []
    if "json" not in probe.kind or not isinstance(probe.body, dict):
        return [f"soort {probe.kind or 'niets'}, verwacht JSON"]
    rows = probe.body.get(question.lijst) if question.lijst else [probe.body]
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        return [f"geen rijen in '{question.lijst}'"]
    said = [f"zonder '{name}', wel {', '.join(rows[0])}" for name in question.velden if name not in rows[0]]
    said += [f"'{name}' is {rows[0].get(name)!r}, verwacht {value!r}" for name, value in question.rij.items()
             if rows[0].get(name) != value]  # fmt: skip
    padded = any(str(row.get("Identifier", "")) != str(row.get("Identifier", "")).strip() for row in rows)
    return said + (["codes met spaties erachter"] if padded else [])
