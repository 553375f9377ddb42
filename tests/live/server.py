"""A stand-in for CBS and PDOK on this computer: OData 4 and 3, OGC and WFS, and every fault by name.

The gemeente is invented (GM9101 Proefstad, three wijken); shapes of answers are those that clients recorded. What is
odd here is odd at the services: spaces behind codes, null with an attribute, an optional list that is absent.
"""

import gzip
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

GEMEENTE, OTHER = "GM9101", "GM9102"
NAMES = {
    "NL00": "Nederland", GEMEENTE: "Proefstad", OTHER: "Anderdam", "WK910100": "Wijk 00 Centrum",
    "WK910101": "Wijk 01 Noord", "WK910102": "Wijk 02 Zuid", "WK910200": "Wijk 00 Anderdam",
}  # fmt: skip
WIJKEN = [code for code in NAMES if code.startswith("WK9101")]
# id, title, group, unit, value of a wijk; income is not there yet.
KWB = (
    ("T001036", "Aantal inwoners", "1", "aantal", 1000), ("10680", "0 tot 15 jaar", "2", "aantal", 160),
    ("1050010_2", "Huishoudens totaal", "1", "aantal", 450),
    ("M001642", "Gemiddelde WOZ-waarde", "3", "x 1 000 euro", 310),
    ("M000224", "Gemiddeld inkomen per inwoner ", "3", "x 1 000 euro", None),
    ("A045561", "Percentage jongeren met jeugdzorg", "3", "%", "geheim"), ("GM000C", "Gemeentenaam", "1", "", "tekst"),
)  # fmt: skip
NEAR = (
    ("D000029", "Afstand tot kinderdagverblijf", "4", "km", 0.6),
    ("X1", "Afstand tot buitenschoolse opvang", "4", "km", 0.7),
    ("X2", "Binnen 1 km", "5", "aantal", 2.5),
)  # fmt: skip
SES = (("X9", "Gemiddelde score", "7", "getal", -0.1),)
GROUPS = (
    ("1", "Bevolking", None), ("2", "Leeftijdsgroepen", "1"), ("3", "Inkomen", None), ("4", "Kinderopvang", None),
    ("5", "Aantal buitenschoolse opvang", "4"), ("6", "SES-WOA", None), ("7", "Totaalscore", "6"),
)  # fmt: skip
TABLES = {"84001NED": KWB, "84002NED": KWB, "84101NED": NEAR, "84201NED": SES}
OLD_KEYS = {"T001036": "AantalInwoners_5", "10680": "k_0Tot15Jaar_8", "1050010_2": "HuishoudensTotaal_28",
            "M001642": "GemiddeldeWOZWaardeVanWoningen_39", "M000224": "GemiddeldInkomenPerInwoner_72",
            "D000029": "AfstandTotKinderdagverblijf_40"}  # fmt: skip
COUNTS = ("T001036", "10680", "1050010_2")


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    kind: str = "application/json; odata.metadata=minimal"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip: bool = False


# A fault changes an answer; it is asked for with how many times that address was asked before.
Fault = Callable[["StandIn", str, Answer, int], Answer]


@dataclass
class StandIn:
    """What it was asked, and what it does wrong: (pattern of the address, name of the fault, how often at most)."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    faults: list[tuple[str, str, int]] = field(default_factory=list)
    page: int = 100_000
    delay_s: float = 0.0
    groups: bool = True
    description: str = "Status van de cijfers:\r\nAlle cijfers in de tabel zijn definitief.\r\n\r\nWijzigingen: geen."
    wijken: list[str] = field(default_factory=lambda: list(WIJKEN))
    workbook: bytes = b""
    busy: int = 0
    busiest: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    gone: set[str] = field(default_factory=set)

    def start_again(self) -> None:
        """Forget what was asked and every fault."""
        self.__dict__.update({k: v for k, v in StandIn(self.address).__dict__.items() if k != "lock"})

    def fail(self, pattern: str, name: str, times: int = 1_000) -> None:
        self.faults.append((pattern, name, times))

    def answer(self, target: str) -> Answer:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        text = {name: values[0] for name, values in query.items()}
        if any(part in unquote(target) for part in self.gone):
            return Answer(404, b'{"error":{"code":"404"}}')
        if path.startswith("/v4/"):
            return self._new(path.removeprefix("/v4/"), text, target)
        if path.startswith("/v3/"):
            return self._old(path.removeprefix("/v3/"), text, target)
        if path.startswith("/catalogus3/"):
            return rows_answer(
                [{"Identifier": "84002NED", "Title": "Kerncijfers wijken en buurten 2024", "Period": "2024"}]
            )
        if path.startswith("/ogc/"):
            return self._ogc(path, text, target)
        if path.startswith("/wfs/"):
            return self._wfs(text)
        if path.startswith("/werkboek/") and self.workbook:
            return Answer(body=self.workbook, kind="application/octet-stream")
        return Answer(404)

    # --- version 4 ---
    def _new(self, path: str, text: dict[str, str], target: str) -> Answer:
        table, _, part = path.partition("/")
        words = text.get("$filter", "")
        if table == "Datasets":
            return rows_answer(
                [
                    {"Identifier": "84001NED", "Title": "Kerncijfers wijken en buurten 2023"},
                    {"Identifier": "84002NED", "Title": "Kerncijfers wijken en buurten 2024"},
                ]
                if "Kerncijfers" in words
                else [{"Identifier": "84101NED", "Title": "Nabijheid voorzieningen 2023"}]
            )
        if table == "03759ned" and part == "Observations":
            return self._ages(words, target)
        if part == "Properties" and table in (*TABLES, "03759ned"):
            return Answer(body=json.dumps({"Title": table, "Description": self.description}).encode())
        if table not in TABLES:
            return Answer(404, b"", "text/plain")
        if part == "MeasureGroups":
            if not self.groups:
                return Answer(404)
            return rows_answer([{"Id": i, "Index": 1, "Title": t, "ParentId": p} for i, t, p in GROUPS])
        if part == "MeasureCodes":
            return rows_answer(
                [
                    {
                        "Identifier": m,
                        "Index": 1,
                        "Title": t,
                        "Description": "",
                        "MeasureGroupId": g,
                        "DataType": "Long",
                        "Unit": u,
                        "Decimals": 0,
                        "PresentationType": None,
                    }
                    for m, t, g, u, _ in TABLES[table]
                ]
            )
        if part == "WijkenEnBuurtenCodes":
            start = "".join(re.findall(r"startswith\(Identifier,'(\w+)'\)", words))
            return rows_answer(
                [
                    {
                        "Identifier": code,
                        "Index": 1,
                        "Title": f"{NAMES[code]} ",
                        "Description": "",
                        "DimensionGroupId": f"GM{code[2:6]}" if code[:2] == "WK" else "GMPV1",
                    }
                    for code in NAMES
                    if code.startswith(start or "?") or (code[:2] == "WK" and not start and f"GM{code[2:6]}" in words)
                ]
            )
        return self._observations(table, words, target)

    def _observations(self, table: str, words: str, target: str) -> Answer:
        starts, wanted = code_words(words)
        rows, number = [], 0
        for code in [*self.wijken, GEMEENTE, "NL00", "WK910200"]:
            for measure, _, _, _, value in TABLES[table]:
                number += 1
                if not code.startswith(starts) or measure not in wanted:
                    continue
                row: dict[str, Any] = {"Id": number, "Measure": measure, "ValueAttribute": "None", "Value": value,
                                       "StringValue": None, "WijkenEnBuurten": code}  # fmt: skip
                if isinstance(value, int) and measure in COUNTS:
                    row["Value"] = value * {GEMEENTE: len(self.wijken), "NL00": 100}.get(code, 1)
                if value is None:
                    row["ValueAttribute"] = "Impossible"
                if value == "geheim":
                    row |= {"Value": None, "ValueAttribute": "Confidential"}
                if table == "84201NED":
                    row["Perioden"] = "2022JJ00"
                rows.append(row)
        if "$count" in unquote(target):
            return _counted(rows, target)
        return self._paged(rows, target, "@odata.nextLink")

    def _ages(self, words: str, target: str) -> Answer:
        years = re.findall(r"Perioden eq '(\d{4})JJ00'", words)
        ages = re.findall(r"'(1\d{4})'", words)
        rows = [{"Id": n, "Measure": "M000352", "ValueAttribute": "None", "Value": 11, "StringValue": None,
                 "BurgerlijkeStaat": "T001019", "Geslacht": "T001038", "Leeftijd": age, "RegioS": GEMEENTE,
                 "Perioden": f"{year}JJ00"}
                for n, (year, age) in enumerate((y, a) for y in years for a in ages)]  # fmt: skip
        return _counted(rows, target)

    def _paged(self, rows: list[dict[str, Any]], target: str, link: str) -> Answer:
        asked_of = self.address if link.startswith("@") else self.address.replace("127.0.0.1", "localhost")
        skip = int(parse_qs(urlsplit(target).query).get("$skip", ["0"])[0])
        body: dict[str, Any] = {"value": rows[skip : skip + self.page]}
        if skip + self.page < len(rows):
            first = re.sub(r"&\$skip=\d+", "", target)
            body[link] = f"{asked_of}{first}&$skip={skip + self.page}"
        return Answer(body=json.dumps(body).encode())

    # --- version 3 ---
    def _old(self, path: str, text: dict[str, str], target: str) -> Answer:
        table, _, part = path.partition("/")
        words = text.get("$filter", "")
        if table not in TABLES:
            return Answer(404)
        starts = tuple(re.findall(r"startswith\(\w+,'(\w+)'\)", words))
        if part == "WijkenEnBuurten":
            return rows_answer([{"Key": code.ljust(10), "Title": NAMES[code], "Description": None,
                           "CategoryGroupID": None, "Municipality": NAMES.get(f"GM{code[2:6]}", "")}
                          for code in NAMES if code.startswith(starts)])  # fmt: skip
        rows = []
        # Padded: a filter with eq and a bare code finds nothing, with status 200.
        for number, code in enumerate([*self.wijken, GEMEENTE, "NL00"] if starts else []):
            row = {"ID": number, "WijkenEnBuurten": code.ljust(10), "Gemeentenaam_1": "Proefstad".ljust(40),
                   "SoortRegio_2": "Wijk".ljust(10), "Codering_3": code.ljust(10)}  # fmt: skip
            known = {OLD_KEYS[m]: v for m, _, _, _, v in TABLES[table] if m in OLD_KEYS}
            rows.append({**row, **known})
        return self._paged(rows, target, "odata.nextLink")

    # --- PDOK ---
    def _ogc(self, path: str, text: dict[str, str], target: str) -> Answer:
        if "/2024/" not in path:
            return _problem(404, "Not Found")
        if "gemeentecode" in text and "geen_filter" not in {name for _, name, _ in self.faults}:
            return _problem(400, "unknown query parameter(s) found: gemeentecode")
        size, at = min(int(text.get("limit", "10")), 2), int(text.get("cursor", "0"))
        found = [feature(code) for code in [*self.wijken, "WK910200"]]
        links = [{"rel": "self", "href": f"{self.address}{target}"}]
        body = {"type": "FeatureCollection", "timeStamp": "2026-01-01T00:00:00Z", "features": found[at : at + size],
                "links": links, "numberReturned": size}  # fmt: skip
        if at + size < len(found):
            links.append({"rel": "next", "href": f"{self.address}{path}?cursor={at + size}&limit={size}"})
        return Answer(body=json.dumps(body).encode(), kind="application/geo+json")

    def _wfs(self, text: dict[str, str]) -> Answer:
        code = re.search(r"<Literal>(GM\d{4})</Literal>", text.get("filter", ""))
        found = [f for f in map(feature, self.wijken) if code and f["properties"]["gemeentecode"] == code[1]]
        for one in found:
            one["id"] = f"wijken.{one['id']}"
        body = {"type": "FeatureCollection", "numberMatched": len(found), "name": "wijken", "features": found}
        return Answer(body=json.dumps(body).encode(), kind="application/json; subtype=geojson")


def code_words(words: str) -> tuple[tuple[str, ...], set[str]]:
    """Return how the codes begin that a filter asks for, and which measures it names."""
    of_gemeente = re.findall(r"DimensionGroupId eq 'GM(\d+)'", words)
    starts = [*re.findall(r"startswith\(\w+,'(\w+)'\)", words), *(f"WK{digits}" for digits in of_gemeente)]
    return tuple(starts), set(re.findall(r"'([^']+)'", words.partition(" in (")[2]))


def feature(code: str) -> dict[str, Any]:
    x = 5.1 + int(code[-2:]) / 100
    ring = [[x, 52.0], [x + 0.01, 52.0], [x + 0.01, 52.01], [x, 52.01], [x, 52.0]]
    properties = {"wijkcode": code, "wijknaam": NAMES[code], "gemeentecode": f"GM{code[2:6]}", "water": "NEE",
                  "gemeentenaam": NAMES[f"GM{code[2:6]}"], "aantal_inwoners": -99997}  # fmt: skip
    return {"type": "Feature", "id": code, "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip


def rows_answer(rows: list[dict[str, Any]]) -> Answer:
    return Answer(body=json.dumps({"@odata.context": "x", "value": rows}, ensure_ascii=False).encode())


def _counted(rows: list[dict[str, Any]], target: str) -> Answer:
    if "$count" not in unquote(target):
        return rows_answer(rows)
    return Answer(body=json.dumps({"@odata.count": len(rows), "value": rows[:1]}).encode())


def _problem(status: int, detail: str) -> Answer:
    return Answer(status, json.dumps({"detail": detail, "status": status}).encode(), "application/problem+json")


# --- faults, by the names of the list that they are tested from ---


def _page(_: StandIn, __: str, answer: Answer, ___: int) -> Answer:
    return Answer(200, b"<html><title>Inloggen op wifi</title></html>", "text/html; charset=utf-8")


def _with_rows(answer: Answer, **more: Any) -> Answer:
    body = json.loads(answer.body)
    return Answer(body=json.dumps({**body, **more}).encode(), kind=answer.kind)


def _without_wijk(_: StandIn, __: str, answer: Answer, ___: int) -> Answer:
    rows = [row for row in json.loads(answer.body)["value"] if row.get("WijkenEnBuurten", "").strip() != WIJKEN[-1]]
    return Answer(body=json.dumps({"value": rows}).encode())


def _twice(_: StandIn, __: str, answer: Answer, ___: int) -> Answer:
    rows = json.loads(answer.body)["value"]
    return Answer(body=json.dumps({"value": [*rows, rows[0]]}).encode())


def _other_unit(_: StandIn, __: str, answer: Answer, ___: int) -> Answer:
    return Answer(body=answer.body.replace(b"x 1 000 euro", b"euro"))


def _nameless(_: StandIn, __: str, answer: Answer, ___: int) -> Answer:
    rows = [{**row, "Title": ""} for row in json.loads(answer.body)["value"]]
    return Answer(body=json.dumps({"value": rows}).encode())


def _again(server: StandIn, target: str, answer: Answer, _: int) -> Answer:
    more = f"{target.partition('&$skip=')[0]}&$skip={len(server.asked)}"
    return _with_rows(answer, **{"@odata.nextLink": f"{server.address}{more}"})


FAULTS: dict[str, Fault] = {
    "korte_pagina": _without_wijk,
    "leeg": lambda *_: Answer(body=b'{"value":[]}'),
    "half_bestand": lambda s, t, a, n: Answer(body=a.body[: len(a.body) // 2]),
    "inlogpagina": _page,
    "verkeerde_gzip": lambda s, t, a, n: Answer(body=b"geen gzip", headers={"Content-Encoding": "gzip"}),
    "gzip": lambda s, t, a, n: Answer(body=gzip.compress(a.body), headers={"Content-Encoding": "gzip"}),
    "fout_met_200": lambda *_: Answer(body=b'{"error":{"code":"","message":"An error has occurred."}}'),
    "xml_met_200": lambda *_: Answer(body=b"<ExceptionReport/>", kind="text/xml"),
    "naar_http": lambda *_: Answer(302, headers={"Location": "http://datasets.example/x"}),
    "naar_elders": lambda *_: Answer(301, headers={"Location": "https://elders.example/x"}),
    "zelfde_host": lambda s, t, a, n: a if "extra=1" in t else Answer(302, headers={"Location": f"{t}&extra=1"}),
    "rondje": lambda s, t, a, n: Answer(302, headers={"Location": t}),
    "te_druk_429": lambda *_: Answer(429, headers={"Retry-After": "7"}),
    "te_lang_wachten": lambda *_: Answer(429, headers={"Retry-After": "3600"}),
    "datum_wachten": lambda *_: Answer(503, headers={"Retry-After": formatdate(10_009, usegmt=True)}),
    "onderhoud_503": lambda *_: Answer(503, b"<html>storing</html>", "text/html"),
    "fout_500": lambda *_: Answer(500, b"query returns more than 10000 records", "text/plain"),
    "verboden_403": lambda *_: Answer(403),
    "reset_halverwege": lambda s, t, a, n: Answer(body=a.body, kind=a.kind, cut=max(1, len(a.body) // 2)),
    "druppelt": lambda s, t, a, n: Answer(body=a.body, kind=a.kind, drip=True),
    "te_groot": lambda *_: Answer(body=b" " * 1_500_000),
    "lus": lambda s, t, a, n: _with_rows(a, **{"@odata.nextLink": f"{s.address}{t}"}),
    "zonder_eind": _again,
    "verder_elders": lambda s, t, a, n: _with_rows(a, **{"@odata.nextLink": "https://elders.example/v4/x"}),
    "dubbele_rij": _twice,
    "andere_eenheid": _other_unit,
    "zonder_namen": _nameless,
    "geen_json_lijst": lambda *_: Answer(body=b'{"value":"nee"}'),
    "geen_filter": lambda s, t, a, n: a,
    "niet_daar": lambda *_: Answer(404),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one piece: apart, the second waits 40 ms for the first to be received.
    wbufsize = -1
    disable_nagle_algorithm = True
    stand_in: StandIn

    def do_GET(self) -> None:
        server = self.stand_in
        with server.lock:
            times = server.asked.count(self.path)
            server.asked.append(self.path)
            server.headers.append(dict(self.headers.items()))
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        time.sleep(server.delay_s)
        answer = server.answer(self.path)
        for pattern, name, most in server.faults:
            if re.search(pattern, unquote(self.path)) and times < most:
                answer = FAULTS[name](server, self.path, answer, times)
        etag = f'"{len(answer.body)}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(304)
        with server.lock:
            server.busy -= 1
        self._send(answer, etag)

    def _send(self, answer: Answer, etag: str) -> None:
        self.send_response(answer.status)
        length = "0" if answer.status == 304 else str(len(answer.body))
        for name, value in {
            "Content-Type": answer.kind,
            "ETag": etag,
            "Content-Length": length,
            **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if answer.drip:
            for byte in answer.body:
                try:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.01)
            return
        self.wfile.write(answer.body[: answer.cut] if answer.cut else answer.body)
        self.close_connection = answer.cut is not None

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing when who asked has gone."""


@contextmanager
def serve(certificate: ssl.SSLContext | None = None, stand_in: StandIn | None = None) -> Iterator[StandIn]:
    """Run a stand-in on a free port of this computer for as long as the block lasts; with a certificate over https."""
    stand_in = stand_in or StandIn()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"stand_in": stand_in}))
    if certificate is not None:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    stand_in.address = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()


def settings_text(address: str) -> str:
    """Return a diensten.toml that asks the stand-in, as two hosts: of one that fails the other is still asked."""
    other = address.replace("127.0.0.1", "localhost")
    return f"""
[diensten]
odata4 = "{address}/v4"
odata3 = "{other}/v3"
catalogus3 = "{other}/catalogus3"
ogc = "{address}/ogc/{{jaar}}/collections/wijken"
wfs = "{address}/wfs/{{jaar}}"
werkboek = ["{address}/werkboek/kwb-{{jaar}}.xlsx"]
[grenzen]
opgeven_na = 2
verbinden_s = 2.0
lezen_s = 2.0
samen_s = 2.0
grootste_mb = 1
paginas = 8
[tabellen]
kwb = {{ 2023 = "84001NED", 2024 = "84002NED" }}
nabijheid = {{ 2023 = "84101NED", 2024 = "84199NED" }}
ses = {{ 2022 = "84201NED" }}
leeftijden = {{ 2024 = "03759ned" }}
"""
