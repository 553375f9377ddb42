"""Each real file is known by one reader, and the others say no."""

from pathlib import Path

import pytest

from tests.recognisers import claims

CBS = {
    "kwb-2024-utrecht.xlsx": "cbs",
    "odata-03759ned-2019-den-haag.csv": "leeftijden",
    "odata-84583NED-2019-den-haag-untyped.csv": "cbs",
    "statline-85163NED-2019-amsterdam-met-symbolen.csv": "cbs",
    "statline-85830NED-2023-utrecht-nabijheid.csv": "cbs",
    "statline-85984NED-2024-nederland.csv": "cbs",
    "wijken-2024-nederland.geojson": "kaart",
    "wijken-amsterdam-rd-zonder-crs.geojson": "kaart",
}
FAULTS = {"behoefte-uit-een-cijfer.csv": "cbs", "codekolom-wk_code.csv": "cbs", "naamkolom-van-r-pakket.csv": "cbs",
          "nabijheid-rij-als-leeftijden.csv": "cbs", "pdok-percentage-0-tot-15.csv": "cbs",
          "zonder-laatste-regeleinde.csv": "cbs"}  # fmt: skip
NOTHING = "afbreken-bij-einde.csv"


@pytest.mark.parametrize("name", list(CBS))
def test_files_of_cbs(shared_dir: Path, name: str) -> None:
    assert claims(shared_dir / "cbs" / name) == [CBS[name]]


def test_files_of_bereik(shared_dir: Path) -> None:
    paths = [path for path in (shared_dir / "bereik").iterdir() if path.suffix in (".xlsx", ".csv")]
    assert {path.name: claims(path) for path in paths} == {path.name: ["bereik"] for path in paths}


def test_files_that_went_wrong(shared_dir: Path) -> None:
    paths = [path for path in (shared_dir / "faults").iterdir() if path.suffix != ".md"]
    expected = {path.name: [FAULTS.get(path.name, "bereik")] for path in paths}
    assert {path.name: claims(path) for path in paths} == {**expected, NOTHING: []}
