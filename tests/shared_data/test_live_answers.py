"""The client against answers that were recorded at the services: what it reads of them, and what it does next."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kinderwerk_stats.live.services import choose_measures
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.live.web import Web, read_pages
from kinderwerk_stats.model.datasets import AgesTable
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.recognise import read_file

Replay = Callable[..., Web]


@pytest.fixture
def replay(shared_dir: Path, tmp_path: Path) -> Replay:
    """Return a function that makes a `Web` whose answers are recorded files: address -> name."""

    def make(**answers: str) -> Web:
        web = Web(read_live_settings(), tmp_path)

        def get_json(address: str, *_: str) -> dict[str, Any]:
            name = next(file for part, file in answers.items() if part.replace("_", "=") in address)
            found: dict[str, Any] = json.loads((shared_dir / "cbs" / "live" / name).read_bytes())
            return found

        monkey = pytest.MonkeyPatch()
        monkey.setattr(web, "get_json", get_json)
        return web

    return make


def test_codes_and_observations_of_version_4(replay: Replay, tmp_path: Path) -> None:
    web = replay(Observations="v4-observations-03759ned-2026.cut.json", Codes="v4-codes-RegioS-03759ned-2026.cut.json")
    codes = read_pages(web, "https://datasets.cbs.nl/odata/v1/CBS/03759ned/RegioSCodes", key="Identifier")
    assert {"NL01"} <= {row["Identifier"] for row in codes}
    rows = read_pages(web, "https://datasets.cbs.nl/odata/v1/CBS/03759ned/Observations", key="Id")
    assert rows and {row["ValueAttribute"] for row in rows} >= {"None"}
    path = tmp_path / "leeftijden.json"
    path.write_text(json.dumps({"value": rows}), encoding="utf-8")
    result = read_file(path)
    assert result.kind == "leeftijden" or not any(isinstance(t, AgesTable) for t in result.tables)


@pytest.mark.parametrize(
    ("table", "ours"),
    [("03759ned-2026", {}), ("80590ned-2026", {}), ("70072ned-2026.cut", {"M8413": "0 tot 15 jaar (aantal)"})],
)
def test_measures_are_known_by_their_title(replay: Replay, table: str, ours: dict[str, str]) -> None:
    web = replay(MeasureCodes=f"v4-measurecodes-{table}.json", MeasureGroups="v4-measuregroups-80590ned-2026.json")
    address = "https://datasets.cbs.nl/odata/v1/CBS/x"
    groups = read_pages(web, f"{address}/MeasureGroups", key="Id")
    measures = read_pages(web, f"{address}/MeasureCodes", key="Identifier")
    chosen = choose_measures(web.said, measures, groups, address)
    assert chosen == ours


def test_pages_of_version_3_follow_a_link_that_says_http(replay: Replay) -> None:
    web = replay(skip_10000="v3-UntypedDataSet-83599NED-lastpage-2020.cut.json",
                 UntypedDataSet="v3-UntypedDataSet-83599NED-page1-2020.cut.json")  # fmt: skip
    rows = read_pages(web, "https://opendata.cbs.nl/ODataFeed/OData/83599NED/UntypedDataSet?$format=json", key="ID")
    assert len(rows) == 45


def test_pages_of_the_software_of_pdok_follow_their_link(replay: Replay) -> None:
    web = replay(cursor="ogc-ref-items-page2-cursor.json", items="ogc-ref-items-page1-limit2.json")
    address = "http://localhost:8080/collections/foo/items?limit=2"
    with pytest.raises(InputRefused) as refused:
        read_pages(web, address, key="id", member="features")
    # The second recorded page has a next link too; the third is not recorded, so the same one comes again.
    assert {p.code for p in refused.value.problems} == {"live_lus"}
