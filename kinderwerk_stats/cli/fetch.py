"""ophalen: the figures of CBS and the borders of PDOK over the internet, as files or published."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.deliver import add_publication_options, deliver
from kinderwerk_stats.cli.output import USABLE, cannot_write, print_problems
from kinderwerk_stats.live.fetch import Delivery, Report, fetch, find_gemeente, label_of, plan_items
from kinderwerk_stats.live.probe import find_newer, try_services
from kinderwerk_stats.live.settings import ALL_THEMES, THEMES, LiveSettings, cache_folder, read_live_settings
from kinderwerk_stats.live.web import Web
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.text.delivery import describe_asking, describe_progress
from kinderwerk_stats.text.problems import all_as_json


def add_fetch_command(commands: Any) -> None:
    """Add `ophalen` to the command line."""
    parser = commands.add_parser("ophalen", help="haal de cijfers van een gemeente op bij CBS en PDOK")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--gemeente", metavar="NAAM|CODE", help="zoals Tilburg of GM0855")
    what.add_argument("--zelftest", action="store_true", help="stel elke dienst een kleine vraag en zeg wat anders is")
    what.add_argument("--controleer", action="store_true", help="zeg of CBS nieuwere tabellen heeft; haal niets op")
    parser.add_argument(
        "--jaren", type=_years, metavar="JAREN", help="zoals 2019-2025 of 2024; anders de nieuwste vijf van CBS"
    )
    parser.add_argument(
        "--bronnen",
        type=_themes,
        default=THEMES,
        metavar="BRONNEN",
        help=f"{','.join(ALL_THEMES)}; anders alle behalve de laatste",
    )
    parser.add_argument("--map", type=Path, metavar="MAP", help="waar de bestanden komen; anders cbs-GM…")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    add_publication_options(parser)
    parser.set_defaults(run=_fetch, wrong_use=parser.error)


def _fetch(parsed: argparse.Namespace) -> int:
    """Fetch what was asked; nothing is written or published when anything is missing."""
    if parsed.json and parsed.publiceer:
        parsed.wrong_use("kies --json of --publiceer")
    settings = read_live_settings()
    _say(describe_asking(settings.hosts(parsed.bronnen)))
    report = _reporter()
    try:
        with Web(settings, cache_folder()) as web:
            if parsed.zelftest:
                return _try_services(web, report, as_json=parsed.json)
            if parsed.controleer:
                return _find_newer(web, as_json=parsed.json)
            gemeente = find_gemeente(web, parsed.gemeente)
            items, said = plan_items(web, parsed.jaren, parsed.bronnen)
            what = ", ".join(map(label_of, items))
            _say(f"Opgehaald wordt voor {gemeente.name or gemeente.code} ({gemeente.code}): {what}.")
            delivery = fetch(web, gemeente, items, report)
    except KeyboardInterrupt:
        raise InputRefused([make_problem("live_gestopt", Place(key="ophalen"))]) from None
    print_problems(dict.fromkeys((*said, *delivery.problems)), sys.stderr)
    _say(f"{delivery.origin}.")
    folder = parsed.map or (None if parsed.publiceer else Path(f"cbs-{gemeente.code}"))
    with tempfile.TemporaryDirectory() if folder is None else nullcontext(folder) as name:
        try:
            paths = delivery.write(Path(name))
        except OSError as error:
            raise cannot_write(Path(name), error) from None
        if parsed.publiceer:
            return _publish(parsed, delivery, paths)
    if parsed.json:
        _print_json(_as_dict(delivery, paths, settings, parsed.bronnen))
    else:
        print("\n".join(map(str, paths)))
    return USABLE


def _publish(parsed: argparse.Namespace, delivery: Delivery, paths: Sequence[Path]) -> int:
    """Publish through the door of `inlezen`, with where it came from in the log."""
    parsed.bestanden, parsed.gemeente = paths, delivery.gemeente.code
    parsed.jaar = parsed.profiel = parsed.bron = parsed.peildatum = None
    parsed.opmerking = f"{parsed.opmerking} {delivery.origin}".strip()
    return deliver(parsed)


def _try_services(web: Web, report: Report, *, as_json: bool) -> int:
    """Print what each service answered and what differs; usable when nothing does."""
    found = try_services(web, report)
    differ = any(trial["differences"] for trial in found)
    if as_json:
        _print_json(found)
        return int(differ)
    for trial in found:
        verdict = "ANDERS" if trial["differences"] else "zoals verwacht"
        answer = f"status {trial['status']}, {trial['content_type'] or 'geen soort'}"
        print(f"{verdict}: {trial['name']}", trial["address"], *trial["differences"], answer, sep="\n  ")
        if trial["differences"] or trial["shows_body"]:
            print(f"  antwoord: {' '.join(trial['start'].split())}")
    return int(differ)


def _find_newer(web: Web, *, as_json: bool) -> int:
    """Print which tables of CBS are newer than the settings know."""
    found, said = find_newer(web)
    if as_json:
        _print_json({"tables": found, "problems": all_as_json(said)})
    else:
        for one in found:
            new = "nieuw" if one["new"] else "bekend"
            print(f"{one['theme']} {one['year']}: {one['table']} ({new}), bijgewerkt {one['modified'] or 'onbekend'}")
        print_problems(said, sys.stderr)
    return USABLE


def _as_dict(
    delivery: Delivery, paths: Sequence[Path], settings: LiveSettings, themes: tuple[str, ...]
) -> dict[str, object]:
    return {
        "gemeente": {"code": delivery.gemeente.code, "name": delivery.gemeente.name or None},
        "hosts": settings.hosts(themes),
        "fetched_at": delivery.at.isoformat(timespec="seconds"),
        "files": [
            {"file": str(path), "theme": file.theme, "year": file.year, "table": file.table or None, "rows": file.rows}
            for path, file in zip(paths, delivery.files, strict=True)
        ],
        "requests": list(delivery.asked),
        "problems": all_as_json(delivery.problems),
    }


def _print_json(answer: object) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def _reporter() -> Report:
    """Return what prints each step once."""
    last = ""

    def report(done: int, of: int, what: str) -> None:
        nonlocal last
        said = describe_progress(done, of, what)
        if said != last:
            _say(said)
        last = said

    return report


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _years(text: str) -> list[int]:
    """Return the years of "2019-2025" or "2024"."""
    first, _, last = text.partition("-")
    if not (
        first.isdigit() and len(first) == 4 and (not last or (last.isdigit() and len(last) == 4 and last >= first))
    ):
        raise argparse.ArgumentTypeError(f"'{text}' zijn geen jaren, zoals 2019-2025 of 2024")
    return list(range(int(first), int(last or first) + 1))


def _themes(text: str) -> tuple[str, ...]:
    given = tuple(part.strip() for part in text.split(",") if part.strip())
    if not given or set(given) - set(ALL_THEMES):
        raise argparse.ArgumentTypeError(f"'{text}' kan niet; kies uit {', '.join(ALL_THEMES)}, met komma's ertussen")
    return given
