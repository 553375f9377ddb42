"""Everything of one gemeente, or nothing: what to ask, asked two at a time, and the files that it gives."""

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from kinderwerk_stats.live import services
from kinderwerk_stats.live.services import ALL, Gemeente
from kinderwerk_stats.live.settings import ALL_THEMES, THEMES
from kinderwerk_stats.live.web import NotThere, Stopped, Web, first_of, read_pages, refuse
from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.titles import plain_gemeente
from kinderwerk_stats.sources.mergers import find_abolished, find_abolished_by_name, tell_abolished

YEARS_OF_TREND = 5
_TICK_S = 0.2
# How CBS says in the description of a table what its figures are.
_STATUS = re.compile(r"Status van de cijfers:?\s*(.+?)\s*(?:\n\s*\n|$)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=\.)\s")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
T = TypeVar("T")


@dataclass(frozen=True)
class Item:
    """One thing to fetch.

    `tables`: year and table, to be tried in this order; ages have one table for `years`. `rows`: how many the service
    says that there are of the first table; None where it does not say. The theme "landelijk" is Kerncijfers of all
    gemeenten.
    """

    theme: str
    tables: tuple[tuple[int, str], ...]
    years: tuple[int, ...] = ()
    rows: int | None = None


Report = Callable[[int, int, Item | None], object]


@dataclass(frozen=True)
class Fetched:
    """A file as the readers of uploads take it.

    `table`: its id at CBS, empty for borders and workbooks; `year`: of its newest figures; `rows`: 0 of a workbook.
    """

    name: str
    content: bytes
    theme: str
    year: int
    table: str
    rows: int


@dataclass(frozen=True)
class Delivery:
    """What was fetched for a gemeente, all of it; `problems` are warnings, `asked` the addresses.

    `at`: when its oldest answer came; of what was kept that is before today.
    """

    gemeente: Gemeente
    files: tuple[Fetched, ...]
    problems: tuple[Problem, ...]
    asked: tuple[str, ...]
    at: datetime

    @property
    def origin(self) -> str:
        """Return where it came from and when, for the log of what was published."""
        tables = ", ".join(dict.fromkeys(file.table or "PDOK" for file in self.files))
        return f"Opgehaald bij CBS en PDOK op {self.at:%d-%m-%Y %H:%M} UTC: {tables}"

    def write(self, folder: Path) -> list[Path]:
        """Write the files, all beside it first, so that a full disk leaves what was there."""
        folder.mkdir(parents=True, exist_ok=True)
        halves = [(folder / f"{file.name}.half", folder / file.name) for file in self.files]
        try:
            for file, (half, _) in zip(self.files, halves, strict=True):
                half.write_bytes(file.content)
            return [half.replace(path) for half, path in halves]
        finally:
            for half, _ in halves:
                half.unlink(missing_ok=True)


def find_tables(web: Web, theme: str) -> dict[int, str]:
    """Return year -> table of a theme, newest first: those of the catalogue, and of the settings where it is silent."""
    hosts, words, known = web.settings.diensten, web.settings.catalogus.get(theme), web.settings.tables(theme)
    if words is None:
        return known
    new = f"{hosts.odata4}/Datasets?$filter=contains(Title,'{words}')&$select=Identifier,Title"
    old = f"{hosts.catalogus3}/Tables?$format=json&$filter=startswith(Title,'{words}')&$select=Identifier,Title"
    try:
        rows = first_of([], *(partial(read_pages, web, address, key="Identifier") for address in (new, old)))
    except Stopped:
        raise
    except InputRefused:
        web.said.append(make_warning("live_zonder_catalogus", Place(subject="de catalogus van CBS")))
        return known
    titles = {str(row.get("Identifier")): str(row.get("Title")) for row in rows}
    years = {table: _YEAR.findall(title) for table, title in titles.items() if title.startswith(words)}
    found = {int(said[0]): table for table, said in years.items() if len(said) == 1}
    # What the settings say stands: the catalogue can hold a correction that nobody has looked at.
    return dict(sorted({**found, **known}.items(), reverse=True))


def find_gemeente(web: Web, given: str) -> Gemeente:
    """Return the gemeente that a name or code stands for; of one that is no more, the one that took its place.

    Raises
    ------
    InputRefused
        For one that was divided, with its successors; one that CBS does not know, with names that are near.
    """
    place = Place(subject="de gemeente", key=given.strip())
    code = parse_area_code(given, bare=True)
    code = code if code and kind_of(code) == "gemeente" else None
    if abolished := find_abolished(code or find_abolished_by_name(given) or ""):
        if len(abolished.successors) > 1 and (told := tell_abolished(abolished.code, place)):
            raise InputRefused([told])
        successor = abolished.successors[0]
        web.said.append(make_warning("live_opvolger", place, jaar=abolished.year, naam=successor.name))
        return find_gemeente(web, successor.code)
    names = _known_gemeenten(web, code)
    if code:
        return Gemeente(code, names.get(code, ""))
    wanted = plain_gemeente(given)
    found = [one for one, name in names.items() if plain_gemeente(name) == wanted]
    found = found or [one for one, name in names.items() if plain_gemeente(name.partition(" (")[0]) == wanted]
    if len(found) == 1:
        return Gemeente(found[0], names[found[0]])
    near = difflib.get_close_matches(given, list(names.values()), n=3) if not found else [names[one] for one in found]
    said = tuple(f"{name} ({one})" for name in near for one in names if names[one] == name)
    raise InputRefused([make_problem("live_gemeente_meer" if found else "live_gemeente_onbekend", place,
                                     gemeenten=said)])  # fmt: skip


def _known_gemeenten(web: Web, code: str | None) -> dict[str, str]:
    # The newest may not be there yet.
    for table in list(web.settings.tables("kwb").values())[:3]:
        try:
            return services.find_gemeenten(web, table)
        except NotThere:
            continue
        except Stopped:
            raise
        except InputRefused:
            # A code is enough to go on with.
            if not code:
                raise
            break
    return {}


def plan_items(web: Web, years: Sequence[int] | None, themes: Sequence[str] = THEMES) -> list[Item]:
    """Return what to fetch: Kerncijfers of each year, of the other themes the newest that there is.

    Parameters
    ----------
    years : None for the newest and the four before.
    themes : of `ALL_THEMES`.

    Raises
    ------
    InputRefused
        When no table of Kerncijfers of these years is known.
    """
    kwb = find_tables(web, "kwb")
    asked = [year for year in kwb if years is None or year in years][: None if years else YEARS_OF_TREND]
    if not asked:
        problem = make_problem("live_geen_tabel", Place(subject="kwb"), jaren=tuple(years or ()), bekend=tuple(kwb))
        raise InputRefused([problem])
    items = []
    for theme in [theme for theme in ALL_THEMES if theme in themes]:
        if theme == "kwb":
            items += [Item(theme, ((year, kwb[year]),)) for year in asked]
        elif theme in ("landelijk", "gebieden"):
            items.append(Item(theme, tuple((year, kwb[year] if theme == "landelijk" else "") for year in asked)))
        elif theme == "leeftijden":
            table = next(iter(web.settings.tables(theme).values()))
            items.append(Item(theme, ((asked[0], table),), tuple(asked)))
        else:
            tables = find_tables(web, theme)
            items.append(Item(theme, tuple((y, t) for y, t in tables.items() if y <= asked[0])))
    return [item for item in items if item.tables]


def count_rows(web: Web, gemeente: Gemeente, items: Sequence[Item], report: Report) -> list[Item]:
    """Return the items with how many rows the service says that it has; None stands where nothing is said."""
    counted = dict(_each(web, items, partial(_count, web, gemeente), report))
    return [replace(item, rows=counted[item].result()) for item in items]


def _count(web: Web, gemeente: Gemeente, item: Item) -> int | None:
    table = item.tables[0][1]
    if item.theme == "gebieden":
        # PDOK does not tell.
        return None
    try:
        if item.theme == "leeftijden":
            address = services.ages_of(web, table, gemeente.code, item.years)
        else:
            address = services.observations_of(web, table, ALL if item.theme == "landelijk" else gemeente)[0]
        count = web.get_json(f"{address}&$count=true&$top=1", "value").get("@odata.count")
    except Stopped:
        raise
    except InputRefused:
        # What is wrong is said when the rows themselves are asked for.
        return None
    return count if isinstance(count, int) else None


def fetch(web: Web, gemeente: Gemeente, items: Sequence[Item], report: Report) -> Delivery:
    """Fetch all items.

    Parameters
    ----------
    report : hears how many are done, of how many, and what was done last; also while nothing comes, so that what it
        raises ends the fetching.

    Raises
    ------
    InputRefused
        With everything that went wrong, when anything did: half a set would show a need that is not there. A year that
        no service has is left out and said; without any Kerncijfers nothing is left.
    """
    found: dict[Item, Fetched] = {}
    absent: list[Problem] = []
    faults: list[Problem] = []
    for item, future in _each(web, items, partial(_fetch_item, web, gemeente), report):
        try:
            found[item] = future.result()
        except NotThere as refused:
            absent += refused.problems
        except InputRefused as refused:
            faults += refused.problems
            # The rest is of no use any more.
            web.stop.set()
    # Those that were stopped because another failed have nothing to say.
    if real := [problem for problem in faults if problem.code != "live_gestopt"]:
        raise InputRefused(dict.fromkeys(real))
    if faults:
        raise Stopped(faults)
    if not found or ("kwb" in {i.theme for i in items} and "kwb" not in {i.theme for i in found}):
        raise InputRefused(absent)
    web.said += [replace(problem, severity="waarschuwing") for problem in absent]
    files = tuple(found[item] for item in items if item in found)
    at = datetime.fromtimestamp(min(web.oldest, web.now()), UTC)
    return Delivery(gemeente, files, tuple(dict.fromkeys(web.said)), tuple(web.asked), at)


def _each(
    web: Web, items: Sequence[Item], ask: Callable[[Item], T], report: Report
) -> Iterator[tuple[Item, Future[T]]]:
    """Ask for the items a few at a time, and give each when it is done."""
    pool = ThreadPoolExecutor(web.settings.grenzen.tegelijk)
    asked = {pool.submit(ask, item): item for item in items}
    waiting, last = set(asked), None
    try:
        while waiting:
            report(len(items) - len(waiting), len(items), last)
            done, waiting = wait(waiting, _TICK_S, FIRST_COMPLETED)
            for future in done:
                last = asked[future]
                yield last, future
        report(len(items), len(items), last)
    except BaseException:
        web.stop.set()
        raise
    finally:
        # Who stops does not wait for an answer that is on its way.
        pool.shutdown(wait=False, cancel_futures=True)


def _fetch_item(web: Web, gemeente: Gemeente, item: Item) -> Fetched:
    absent: list[Problem] = []
    for year, table in item.tables:
        try:
            fetched = _ask(web, ALL if item.theme == "landelijk" else gemeente, item, year, table)
        except NotThere:
            place = Place(subject=item.theme, key=str(year))
            absent.append(make_problem("live_jaar_niet_daar", place, tabel=table))
            continue
        web.said += [make_warning("live_ouder_jaar", p.place, jaar=year, tabel=p.param("tabel")) for p in absent]
        return fetched
    raise NotThere(absent)


def _ask(web: Web, gemeente: Gemeente, item: Item, year: int, table: str) -> Fetched:
    name = f"{item.theme}-{year}-{gemeente.code}"
    if item.theme == "gebieden":
        rows = services.fetch_borders(web, gemeente.code, year)
        map_of = {"type": "FeatureCollection", "metadata": {"year": year, "publisher": "CBS"}, "features": rows}
        return Fetched(f"{name}.geojson", _as_bytes(map_of), item.theme, year, "", len(rows))

    def as_table() -> Fetched:
        if item.theme == "leeftijden":
            rows = services.fetch_ages(web, table, gemeente.code, item.years)
        else:
            own_year = None if item.theme == "ses" else year
            rows = services.fetch_table(web, table, gemeente, own_year, complete=item.theme in ("kwb", "landelijk"))
        _tell_provisional(web, item.theme, year, table)
        content = _as_bytes({"herkomst": {"tabel": table, "gemeente": gemeente.code}, "value": rows})
        return Fetched(f"{name}.json", content, item.theme, year, table, len(rows))

    def as_workbook(address: str) -> Fetched:
        def read(content: bytes, kind: str) -> bytes:
            if not content.startswith(b"PK"):
                raise refuse("live_geen_werkboek", address, soort=kind)
            return content

        return Fetched(f"{name}.xlsx", web.get(address, read), item.theme, year, "", 0)

    books = web.settings.diensten.werkboek if item.theme == "kwb" else []
    return first_of(web.said, as_table, *(partial(as_workbook, address.format(jaar=year)) for address in books))


def _tell_provisional(web: Web, theme: str, year: int, table: str) -> None:
    """Say that figures are not final where the service says so; without an answer nothing is said of it."""
    with suppress(InputRefused):
        about = web.get_json(f"{web.settings.diensten.odata4}/{table}/Properties")
        status = _STATUS.search(str(about.get("Description", "")).replace("\r", ""))
        for said in _SENTENCE_END.split(" ".join(status[1].split())) if status else ():
            if "voorlopig" in said.lower():
                web.said.append(make_warning("live_voorlopig", Place(subject=theme, key=str(year)), tekst=said))


def _as_bytes(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
