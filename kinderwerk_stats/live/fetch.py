"""Everything of one gemeente, or nothing: what to ask, asked two at a time, and the files that it gives."""

import difflib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from kinderwerk_stats.live.cbs import ALL, Gemeente, fetch_ages, fetch_table, find_gemeenten
from kinderwerk_stats.live.pages import build_query, first_of, read_list
from kinderwerk_stats.live.pdok import fetch_borders
from kinderwerk_stats.live.settings import ALL_THEMES, THEMES
from kinderwerk_stats.live.web import NotThere, Stopped, Web
from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.titles import plain_gemeente
from kinderwerk_stats.sources.mergers import find_abolished_by_name, tell_abolished

YEARS_OF_TREND = 5
_TICK_S = 0.2
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
Report = Callable[[int, int, str], object]


@dataclass(frozen=True)
class Item:
    """One thing to fetch. `tables`: year and table, to be tried in this order; ages have one table for `years`.

    The theme "landelijk" is Kerncijfers of all gemeenten.
    """

    theme: str
    tables: tuple[tuple[int, str], ...]
    years: tuple[int, ...] = ()


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


def find_tables(web: Web, theme: str) -> tuple[dict[int, str], list[Problem]]:
    """Return year -> table of a theme, newest first: those of the catalogue, and of the settings where it is silent."""
    settings, words = web.settings, web.settings.catalogus.get(theme)
    known = settings.tables(theme)
    if words is None:
        return known, []
    services = settings.diensten
    selected = build_query(filter_=f"contains(Title,'{words}')", select_="Identifier,Title")
    old = build_query(format_="json", filter_=f"startswith(Title,'{words}')", select_="Identifier,Title")
    for address in (f"{services.odata4}/Datasets{selected}", f"{services.catalogus3}/Tables{old}"):
        with suppress(InputRefused):
            rows = read_list(web, address)
            years = {row["Identifier"]: _YEAR.findall(row["Title"]) for row in rows if row["Title"].startswith(words)}
            found = {int(said[0]): table for table, said in years.items() if len(said) == 1}
            # What the settings say stands: the catalogue can hold a correction that nobody has looked at.
            return dict(sorted({**found, **known}.items(), reverse=True)), []
    if web.stop.is_set():
        raise Stopped([make_problem("live_gestopt", Place(subject="het ophalen"))])
    return known, [make_warning("live_zonder_catalogus", Place(subject="de catalogus van CBS"))]


def find_gemeente(web: Web, given: str) -> Gemeente:
    """Return the gemeente that a name or code stands for.

    Raises
    ------
    InputRefused
        For one that is no more, with its successor; one that CBS does not know, with names that are near.
    """
    place = Place(subject="de gemeente", key=given.strip())
    code = parse_area_code(given, bare=True)
    code = code if code and kind_of(code) == "gemeente" else None
    abolished = code or find_abolished_by_name(given)
    if abolished and (told := tell_abolished(abolished, place)):
        raise InputRefused([told])
    # The newest may not be there yet.
    for table in list(web.settings.tables("kwb").values())[:3]:
        try:
            names = find_gemeenten(web, table)
            break
        except NotThere:
            continue
        except InputRefused:
            # A code is enough to go on with.
            if code:
                return Gemeente(code)
            raise
    else:
        names = {}
    if code:
        return Gemeente(code, names.get(code, ""))
    wanted = plain_gemeente(given)
    found = [one for one, name in names.items() if plain_gemeente(name) == wanted]
    found = found or [one for one, name in names.items() if plain_gemeente(name.partition(" (")[0]) == wanted]
    if len(found) != 1:
        near = difflib.get_close_matches(given, list(names.values()), n=3) if not found else [names[c] for c in found]
        known = {name: one for one, name in names.items()}
        said = tuple(f"{name} ({known[name]})" for name in near)
        raise InputRefused([make_problem("live_gemeente_onbekend" if not found else "live_gemeente_meer", place,
                                         gemeenten=said)])  # fmt: skip
    return Gemeente(found[0], names[found[0]])


def plan_items(
    web: Web, years: Sequence[int] | None, themes: Sequence[str] = THEMES
) -> tuple[list[Item], list[Problem]]:
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
    kwb, said = find_tables(web, "kwb")
    asked = [year for year in kwb if years is None or year in years][: None if years else YEARS_OF_TREND]
    if not asked:
        place = Place(subject="Kerncijfers wijken en buurten")
        raise InputRefused([make_problem("live_geen_tabel", place, jaren=tuple(years or ()), bekend=tuple(kwb))])
    items = []
    for theme in [theme for theme in ALL_THEMES if theme in themes]:
        if theme == "kwb":
            items += [Item(theme, ((year, kwb[year]),)) for year in asked]
        elif theme == "landelijk":
            items.append(Item(theme, tuple((year, kwb[year]) for year in asked)))
        elif theme == "gebieden":
            items.append(Item(theme, tuple((year, "") for year in asked)))
        elif theme == "leeftijden":
            table = next(iter(web.settings.tables(theme).values()))
            items.append(Item(theme, ((asked[0], table),), tuple(asked)))
        else:
            tables, more = find_tables(web, theme)
            said += more
            items.append(Item(theme, tuple((y, t) for y, t in tables.items() if y <= asked[0])))
    return [item for item in items if item.tables], list(dict.fromkeys(said))


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
    said: list[Problem] = []
    faults: list[Problem] = []
    pool = ThreadPoolExecutor(web.settings.grenzen.tegelijk)
    asked: dict[Future[tuple[Fetched, list[Problem]]], Item] = {
        pool.submit(_fetch_item, web, gemeente, item): item for item in items
    }
    waiting, last = set(asked), "begonnen"
    try:
        while waiting:
            report(len(items) - len(waiting), len(items), last)
            done, waiting = wait(waiting, _TICK_S, FIRST_COMPLETED)
            for future in done:
                item = asked[future]
                last = label_of(item)
                try:
                    found[item], more = future.result()
                    said += more
                except NotThere as absent:
                    said += [replace(problem, severity="waarschuwing") for problem in absent.problems]
                except InputRefused as refused:
                    faults += refused.problems
                    # The rest is of no use any more.
                    web.stop.set()
        report(len(items), len(items), last)
    except BaseException:
        web.stop.set()
        raise
    finally:
        # Who stops does not wait for an answer that is on its way.
        pool.shutdown(wait=False, cancel_futures=True)
    # Those that were stopped because another failed have nothing to say.
    if real := [problem for problem in faults if problem.code != "live_gestopt"]:
        raise InputRefused(real)
    if faults:
        raise Stopped(faults)
    if not found or ("kwb" in {i.theme for i in items} and "kwb" not in {i.theme for i in found}):
        raise InputRefused(replace(problem, severity="fout") for problem in said)
    files = tuple(found[item] for item in items if item in found)
    at = datetime.fromtimestamp(min(web.oldest, web.now()), UTC)
    return Delivery(gemeente, files, tuple(dict.fromkeys(said)), tuple(web.asked), at)


def label_of(item: Item) -> str:
    """Return an item as a user reads it."""
    return f"{item.theme} {item.tables[0][0]}"


def _fetch_item(web: Web, gemeente: Gemeente, item: Item) -> tuple[Fetched, list[Problem]]:
    said: list[Problem] = []
    for year, table in item.tables:
        try:
            fetched, more = _ask(web, gemeente, item, year, table)
        except NotThere as absent:
            said += absent.problems
            continue
        return fetched, [*(replace(problem, severity="waarschuwing") for problem in said), *more]
    raise NotThere(said)


def _ask(web: Web, gemeente: Gemeente, item: Item, year: int, table: str) -> tuple[Fetched, list[Problem]]:
    if item.theme == "landelijk":
        gemeente = ALL
    name = f"{item.theme}-{year}-{gemeente.code}"
    if item.theme == "gebieden":
        rows = fetch_borders(web, gemeente.code, year)
        map_of = {"type": "FeatureCollection", "metadata": {"year": year, "publisher": "CBS"}, "features": rows}
        return Fetched(f"{name}.geojson", _as_bytes(map_of), item.theme, year, "", len(rows)), []

    def as_table() -> tuple[Fetched, list[Problem]]:
        if item.theme == "leeftijden":
            rows, said = fetch_ages(web, table, gemeente.code, item.years)
        else:
            own_year = None if item.theme == "ses" else year
            rows, said = fetch_table(web, table, gemeente, own_year, complete=item.theme in ("kwb", "landelijk"))
        content = _as_bytes({"herkomst": {"tabel": table, "gemeente": gemeente.code}, "value": rows})
        return Fetched(f"{name}.json", content, item.theme, year, table, len(rows)), said

    def as_workbook(address: str) -> tuple[Fetched, list[Problem]]:
        content = web.get_workbook(address.format(jaar=year))
        return Fetched(f"{name}.xlsx", content, item.theme, year, "", 0), []

    books = web.settings.diensten.werkboek if item.theme == "kwb" else []
    (fetched, more), said = first_of(as_table, *(partial(as_workbook, address) for address in books))
    return fetched, said + more


def _as_bytes(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
