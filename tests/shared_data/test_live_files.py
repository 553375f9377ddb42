"""Real files of CBS, served as the services would: what is fetched is to the last digit what is in the file."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from kinderwerk_stats.live.fetch import Delivery, count_rows, fetch, find_gemeente, plan_items
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.live.web import Web
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ShapesTable
from kinderwerk_stats.sources.library import Library, read_files
from tests.live.server import Answer, StandIn, code_words, rows_answer, serve, settings_text

TABLES = 'kwb = { 2023 = "84001NED", 2024 = "84002NED" }'


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def number(text: str) -> float | None:
    return None if text.strip() in (".", "") else float(text.replace(",", "."))


class RealFiles(StandIn):
    """Serves a table of StatLine as OData 4, one of OData 3 as OData 3, and the map of the country by OGC."""

    folder: Path

    def answer(self, target: str) -> Answer:
        words = unquote(target)
        if words.startswith("/v4/85984NED/"):
            return self._statline(words.removeprefix("/v4/85984NED/"), target)
        if words.startswith("/v3/84583NED/"):
            return self._old_table(words, target)
        if words.startswith("/v3/03759ned/TypedDataSet"):
            ages = read_csv(self.folder / "odata-03759ned-2019-den-haag.csv")
            return rows_answer([{**row, "BevolkingOp1Januari_1": number(row["BevolkingOp1Januari_1"])} for row in ages])
        if words.startswith("/ogc/2024/") and "gemeentecode=" not in words:
            return self._map(words)
        return Answer(404)

    def _statline(self, part: str, target: str) -> Answer:
        rows = read_csv(self.folder / "statline-85984NED-2024-nederland.csv")
        headers = list(rows[0])
        codes = {row[headers[3]].strip(): row[headers[0]] for row in rows}
        measures = [(f"X{n}", *header.rpartition("/")) for n, header in enumerate(headers) if n > 4]
        groups = {path: n for n, path in enumerate(dict.fromkeys(path for _, path, _, _ in measures))}
        if part.startswith("MeasureGroups"):
            return rows_answer([{"Id": str(n), "Title": path, "ParentId": None} for path, n in groups.items()])
        if part.startswith("MeasureCodes"):
            split = [
                (code, str(groups[path]), *title.rstrip(")").rpartition(" (")) for code, path, _, title in measures
            ]
            return rows_answer([{"Identifier": code, "MeasureGroupId": group, "Title": title, "Unit": unit}
                                for code, group, title, _, unit in split])  # fmt: skip
        starts, wanted = code_words(part)
        found = {code: name for code, name in codes.items() if code.startswith(starts)}
        if part.startswith("WijkenEnBuurtenCodes"):
            return rows_answer([{"Identifier": code.ljust(10), "Title": name} for code, name in found.items()])
        values = [{"Id": n * 1_000 + m, "Measure": code, "WijkenEnBuurten": row[headers[3]],
                   "Value": (value := number(row[f"{path}/{title}"])),
                   "ValueAttribute": "None" if value is not None else "NotAvailable", "StringValue": None}
                  for n, row in enumerate(rows) if row[headers[3]].strip() in found
                  for m, (code, path, _, title) in enumerate(measures) if code in wanted]  # fmt: skip
        return self._paged(values, target, "@odata.nextLink")

    def _old_table(self, words: str, target: str) -> Answer:
        rows = read_csv(self.folder / "odata-84583NED-2019-den-haag-untyped.csv")
        starts, _ = code_words(words)
        own = [row for row in rows if row["WijkenEnBuurten"].startswith(starts)]
        if "TypedDataSet" not in words:
            return rows_answer([{"Key": row["WijkenEnBuurten"], "Title": row["Gemeentenaam_1"]} for row in own])
        keep = ("WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3")
        typed = [{name: text if name in keep else number(text) for name, text in row.items()} for row in own]
        return self._paged(typed, target, "odata.nextLink")

    def _map(self, words: str) -> Answer:
        every = json.loads((self.folder / "wijken-2024-nederland.geojson").read_bytes())["features"]
        start = int(words.partition("cursor=")[2].partition("&")[0] or 0)
        features = [{**feature, "id": str(n)} for n, feature in enumerate(every)][start : start + 1000]
        link = f"{self.address}{words.partition('?')[0]}?cursor={start + 1000}"
        links = [{"rel": "next", "href": link}] if start + 1000 < len(every) else []
        body: dict[str, Any] = {"type": "FeatureCollection", "features": features, "links": links}
        return Answer(body=json.dumps(body).encode(), kind="application/geo+json")


@pytest.fixture
def real(shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealFiles]:
    files = RealFiles()
    files.folder = shared_dir / "cbs"
    with serve(stand_in=files) as stand_in:
        text = settings_text(stand_in.address).replace("grootste_mb = 1", "grootste_mb = 20").replace(
            "samen_s = 2.0", "samen_s = 60.0").replace("lezen_s = 2.0", "lezen_s = 60.0")  # fmt: skip
        own = 'kwb = { 2019 = "84583NED", 2024 = "85984NED" }'
        (tmp_path / "diensten.toml").write_text(text.replace(TABLES, own), encoding="utf-8")
        monkeypatch.setenv("KINDERWERK_DIENSTEN", str(tmp_path / "diensten.toml"))
        yield files


def fetched(tmp_path: Path, name: str, year: int, *themes: str) -> tuple[Delivery, Library]:
    with Web(read_live_settings(), tmp_path / "bewaard") as web:
        gemeente = find_gemeente(web, name)
        items = count_rows(web, gemeente, plan_items(web, [year], themes), lambda *_: None)
        delivery = fetch(web, gemeente, items, lambda *_: None)
    return delivery, read_files(delivery.write(tmp_path / "uit"))


def compare(library: Library, file: Path, gemeente_code: str, year: int) -> CbsTable:
    """Hold every figure of every wijk to that of the file itself, and return what was fetched."""
    (own,) = [table for table in library.results[0].tables if isinstance(table, CbsTable)]
    (whole,) = [table for table in read_files([file], year=year).results[0].tables if isinstance(table, CbsTable)]
    prefix = f"WK{gemeente_code[2:]}"
    wijken = whole.areas.index[whole.areas.index.str.startswith(prefix)]
    assert sorted(own.areas.index[own.areas.index.str.startswith(prefix)]) == sorted(wijken)
    areas = [gemeente_code, *wijken]
    known = whole.values.loc[areas].dropna(axis="columns", how="all")
    assert set(known) == set(own.values.loc[areas].dropna(axis="columns", how="all"))
    pd.testing.assert_frame_equal(own.values.loc[areas, known.columns], known)
    return own


def test_tilburg_2024_by_version_4_in_pages_and_its_borders(real: RealFiles, shared_dir: Path, tmp_path: Path) -> None:
    real.page = 50
    delivery, library = fetched(tmp_path, "Tilburg", 2024, "kwb", "gebieden")
    table = compare(library, shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv", "GM0855", 2024)
    assert len(table.values.columns) == 4
    assert sum("skip=" in address for address in real.asked) > 1
    assert table.areas.loc["GM0855", "name"] == "Tilburg"
    (shapes,) = [t for result in library.results for t in result.tables if isinstance(t, ShapesTable)]
    wijken = table.areas.index[table.areas["kind"] == "wijk"]
    assert shapes.year == 2024 and set(shapes.frame.index) == set(wijken)
    assert {problem.code for problem in delivery.problems} == {"live_zonder_catalogus"}


def test_den_haag_2019_by_version_3_with_its_ages(real: RealFiles, shared_dir: Path, tmp_path: Path) -> None:
    _, library = fetched(tmp_path, "GM0518", 2019, "kwb", "leeftijden")
    table = compare(library, shared_dir / "cbs" / "odata-84583NED-2019-den-haag-untyped.csv", "GM0518", 2019)
    assert len(table.values.columns) > 20
    (ages,) = [t for result in library.results for t in result.tables if isinstance(t, AgesTable)]
    assert (ages.year, ages.ages_of("GM0518")[0], ages.ages_of("GM0518")[1]) == (2019, 6226, 6396)
