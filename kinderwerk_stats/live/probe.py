"""The first day with internet: one small question per service, and what differs from what this program expects."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kinderwerk_stats.live.cbs import REGION
from kinderwerk_stats.live.fetch import Report, find_tables
from kinderwerk_stats.live.pages import build_query
from kinderwerk_stats.live.web import Probe, Web
from kinderwerk_stats.model.problems import InputRefused, Problem

# Known from clients that asked the service: inhabitants of Eindhoven in Kerncijfers 2024.
_TABLE, _YEAR, _GEMEENTE, _INHABITANTS, _COUNT = "85984NED", 2024, "GM0772", "T001036", 246417
_NEWEST, _OLDEST = "86358NED", "82339NED"


class Question(NamedTuple):
    """One question: what is tried, where, and which lines say what differs in the answer."""

    name: str
    address: str
    differs: Callable[[Probe], list[str]]
    shows_body: bool = False


def try_services(web: Web, report: Report) -> list[dict[str, Any]]:
    """Ask every question once, in order.

    Returns
    -------
    Of each question: name, address, differences (lines in Dutch), status, content_type, the start of what came, and
    shows_body: whether that is of interest also when nothing differs.
    """
    questions = _questions(web)
    found = []
    for number, (name, address, differs, shows_body) in enumerate(questions, 1):
        probe = web.probe(address)
        found.append({"name": name, "address": address, "differences": differs(probe), "shows_body": shows_body,
                      "status": probe.status, "content_type": probe.kind, "start": probe.start})  # fmt: skip
        report(number, len(questions), name)
    return found


def find_newer(web: Web) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the newest table of each theme that the catalogue knows, with whether our settings know it too."""
    found, said = [], []
    for theme in web.settings.catalogus:
        known = web.settings.tables(theme)
        tables, more = find_tables(web, theme)
        said += more
        for year in [year for year in tables if year not in known] or list(tables)[:1]:
            try:
                about = web.get_json(f"{web.settings.diensten.odata4}/{tables[year]}/Properties")
            except InputRefused:
                about = {}
            modified = str(about.get("Modified") or "")[:10]
            found.append({"theme": theme, "year": year, "table": tables[year], "new": year not in known,
                          "modified": modified or None})  # fmt: skip
    return found, list(dict.fromkeys(said))


def _questions(web: Web) -> list[Question]:
    services = web.settings.diensten
    new, old = f"{services.odata4}/{_TABLE}", f"{services.odata3}/{_TABLE}"
    ogc, wfs = services.ogc.format(jaar=_YEAR), services.wfs.format(jaar=_YEAR)
    of_town = build_query(filter_=f"DimensionGroupId eq '{_GEMEENTE}'")
    one = build_query(filter_=f"{REGION} eq '{_GEMEENTE}' and Measure eq '{_INHABITANTS}'")
    titles = build_query(filter_="contains(Title,'Kerncijfers wijken en buurten')", select_="Identifier,Title")
    wfs_words = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeName": "wijkenbuurten:wijken",
                 "outputFormat": "application/json", "count": "2"}  # fmt: skip
    wijk = build_query(format_="json", filter_=f"startswith(Key,'WK{_GEMEENTE[2:]}')")
    first = build_query(format_="json", top_="1")
    return [
        Question("v4 lijst van tabellen, met filter op titel", f"{services.odata4}/Datasets{titles}",
                 _rows("value", "Identifier", "Title")),
        Question("v4 eigenschappen", f"{new}/Properties", _members("Title", "Modified", "TemporalCoverage")),
        Question("v4 onderwerpen", f"{new}/MeasureCodes", _rows("value", "Identifier", "Title", "Unit", "Index")),
        Question("v4 groepen van onderwerpen (404 mag)", f"{new}/MeasureGroups",
                 lambda p: [] if p.status == 404 else _rows("value", "Id", "Title", "ParentId")(p)),
        Question("v4 codes van een gemeente", f"{new}/{REGION}Codes{of_town}", _codes),
        Question("v4 inwoners van Eindhoven", f"{new}/Observations{one}", _inhabitants, shows_body=True),
        Question("v4 foutmelding bij een kolom die niet bestaat", f"{new}/Observations{build_query(orderby_='X')}",
                 _status(400), shows_body=True),
        Question("v4 tabel die niet bestaat", f"{services.odata4}/00000NED/Properties", _status(404), shows_body=True),
        Question("v4 nieuwste Kerncijfers", f"{services.odata4}/{_NEWEST}/MeasureCodes", _rows("value", "Identifier")),
        Question("v4 oude Kerncijfers (2013): 200 of 404", f"{services.odata4}/{_OLDEST}/Observations"
                 f"{build_query(top_='1')}", _status(200, 404), shows_body=True),
        Question("v3 eerste rij", f"{old}/TypedDataSet{first}", _rows("value", "ID", REGION), shows_body=True),
        Question("v3 codes van een gemeente", f"{old}/{REGION}{wijk}", _rows("value", "Key", "Title")),
        Question("v3 lijst van tabellen", f"{services.catalogus3}/Tables{first}",
                 _rows("value", "Identifier", "Title")),
        Question("PDOK OGC, filter op gemeentecode: 200 of 400", f"{ogc}/items"
                 f"{build_query(f='json', limit='2', gemeentecode=_GEMEENTE)}", _status(200, 400), shows_body=True),
        Question("PDOK OGC zonder filter", f"{ogc}/items{build_query(f='json', limit='2')}",
                 _rows("features", "id", "properties", "geometry")),
        Question("PDOK OGC, waarop gefilterd kan worden", f"{ogc}/queryables{build_query(f='json')}", _status(200),
                 shows_body=True),
        Question("PDOK OGC nieuwste jaar", f"{services.ogc.format(jaar=2026)}/items{build_query(f='json', limit='1')}",
                 _rows("features", "properties")),
        Question("PDOK WFS, twee wijken", wfs + build_query(**wfs_words), _rows("features", "properties", "geometry")),
        Question("PDOK WFS nieuwste jaar: 200 of 404", services.wfs.format(jaar=2026) + build_query(**wfs_words),
                 _status(200, 404), shows_body=True),
        Question("PDOK WFS, eigenschap die niet bestaat", wfs + build_query(**wfs_words, propertyName="x"),
                 _status(200, 400), shows_body=True),
        *(Question("werkboek van CBS", address.format(jaar=2025), _status(200, 404)) for address in services.werkboek),
    ]  # fmt: skip


def _status(*expected: int) -> Callable[[Probe], list[str]]:
    def differs(probe: Probe) -> list[str]:
        if probe.status in expected:
            return []
        return [f"status {probe.status}, verwacht {' of '.join(map(str, expected))}"]

    return differs


def _members(*names: str) -> Callable[[Probe], list[str]]:
    def differs(probe: Probe) -> list[str]:
        body = probe.body if isinstance(probe.body, dict) else {}
        lacking = [f"zonder '{name}'" for name in names if name not in body]
        return [*_status(200)(probe), *([] if "json" in probe.kind else [f"soort {probe.kind or 'niets'}"]), *lacking]

    return differs


def _rows(member: str, *names: str) -> Callable[[Probe], list[str]]:
    def differs(probe: Probe) -> list[str]:
        wrong = _members(member)(probe)
        rows = probe.body.get(member) if isinstance(probe.body, dict) else None
        if wrong or not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
            return wrong or [f"geen rijen in '{member}'"]
        return [f"rijen zonder '{name}', wel {', '.join(rows[0])}" for name in names if name not in rows[0]]

    return differs


def _codes(probe: Probe) -> list[str]:
    if wrong := _rows("value", "Identifier", "Title", "DimensionGroupId")(probe):
        return wrong
    codes = [str(row["Identifier"]) for row in probe.body["value"]]
    said = [] if any(code.startswith("WK") for code in codes) else ["geen wijken bij deze gemeente"]
    return said + (["codes met spaties erachter"] if any(code != code.strip() for code in codes) else [])


def _inhabitants(probe: Probe) -> list[str]:
    if wrong := _rows("value", "Id", "Measure", "ValueAttribute", "Value", "StringValue", REGION)(probe):
        return wrong
    row = probe.body["value"][0]
    said = [] if row["Value"] == _COUNT else [f"{row['Value']} inwoners, verwacht {_COUNT}"]
    return said + ([] if row[REGION] == _GEMEENTE else [f"code '{row[REGION]}', verwacht '{_GEMEENTE}'"])
