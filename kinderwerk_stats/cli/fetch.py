"""ophalen: the figures of CBS and the borders of PDOK over the internet, as files or published."""

import argparse
import json
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.arguments import year
from kinderwerk_stats.cli.deliver import add_publication_options, current_figures, deliver
from kinderwerk_stats.cli.output import NEWER, REFUSED, USABLE, cannot_write, print_problems
from kinderwerk_stats.delivery.up_to_date import find_gains
from kinderwerk_stats.live.fetch import (
    Delivery,
    Item,
    Report,
    count_rows,
    fetch,
    find_gemeente,
    plan_items,
)
from kinderwerk_stats.live.probe import try_services
from kinderwerk_stats.live.settings import ALL_THEMES, THEMES, cache_folder, read_live_settings
from kinderwerk_stats.live.web import Web
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.text.problems import all_as_json
from kinderwerk_stats.text.up_to_date import describe_asking, describe_gain, describe_item, describe_progress


def add_fetch_command(commands: Any) -> None:
    """Add `ophalen` to the command line."""
    parser = commands.add_parser("ophalen", help="haal de cijfers van een gemeente op bij CBS en PDOK")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--gemeente", metavar="NAAM|CODE", help="zoals Tilburg of GM0855")
    what.add_argument("--zelftest", action="store_true", help="stel elke dienst een kleine vraag en zeg wat anders is")
    controls = "publiceer niets; zeg wat er bij CBS anders is dan hier, met status 3 als dat iets is"
    parser.add_argument("--controleer", action="store_true", help=controls)
    years = "zoals 2019-2025 of 2024; anders de nieuwste vijf van CBS"
    parser.add_argument("--jaren", type=_years, metavar="JAREN", help=years)
    themes = f"{','.join(ALL_THEMES)}; anders alle behalve de laatste"
    parser.add_argument("--bronnen", type=_themes, default=THEMES, metavar="BRONNEN", help=themes)
    parser.add_argument("--map", type=Path, metavar="MAP", help="waar de bestanden komen; anders cbs-GM…")
    parser.add_argument("--json", action="store_true", help="met --controleer: antwoord als JSON")
    add_publication_options(parser)
    parser.set_defaults(run=_run, wrong_use=parser.error)


def _run(parsed: argparse.Namespace) -> int:
    if (parsed.json and not parsed.controleer) or (parsed.controleer and (parsed.publiceer or parsed.zelftest)):
        parsed.wrong_use("--controleer hoort bij --gemeente, zonder --publiceer; --json hoort bij --controleer")
    settings = read_live_settings()
    _say(describe_asking(settings.hosts(parsed.bronnen)))
    try:
        with Web(settings, cache_folder()) as web:
            if parsed.zelftest:
                return _try_services(web)
            delivery = _fetch(web, parsed)
    except KeyboardInterrupt:
        raise InputRefused([make_problem("live_gestopt", Place(key="ophalen"))]) from None
    print_problems(delivery.problems, sys.stderr)
    _say(f"{delivery.origin}.")
    return _find_gains(delivery, as_json=parsed.json) if parsed.controleer else _keep(delivery, parsed)


def _fetch(web: Web, parsed: argparse.Namespace) -> Delivery:
    report = _reporter()
    gemeente = find_gemeente(web, parsed.gemeente)
    items = plan_items(web, parsed.jaren, parsed.bronnen)
    items = count_rows(web, gemeente, items, lambda *_: None)
    _say(f"Opgehaald wordt voor {gemeente.name or gemeente.code} ({gemeente.code}):")
    for item in items:
        _say(f"  {': '.join(describe_item(item))}")
    return fetch(web, gemeente, items, report)


def _keep(delivery: Delivery, parsed: argparse.Namespace) -> int:
    """Write the files, or publish them through the door of `inlezen`, with where they came from in the log."""
    folder = parsed.map or (None if parsed.publiceer else Path(f"cbs-{delivery.gemeente.code}"))
    with tempfile.TemporaryDirectory() if folder is None else nullcontext(folder) as name:
        try:
            paths = delivery.write(Path(name))
        except OSError as error:
            raise cannot_write(Path(name), error) from None
        if parsed.publiceer:
            parsed.bestanden, parsed.gemeente = paths, delivery.gemeente.code
            parsed.jaar = parsed.profiel = parsed.bron = parsed.peildatum = None
            parsed.opmerking = f"{parsed.opmerking} {delivery.origin}".strip()
            return deliver(parsed)
    print("\n".join(map(str, paths)))
    return USABLE


def _find_gains(delivery: Delivery, *, as_json: bool) -> int:
    """Print what these figures would change of those that are shown now."""
    own, code = current_figures(), delivery.gemeente.code
    with tempfile.TemporaryDirectory() as name:
        gains = find_gains(own, read_files(delivery.write(Path(name))), code)
    if as_json:
        changes = [gain._asdict() for gain in gains]
        answer = {"gemeente": code, "changes": changes, "problems": all_as_json(delivery.problems)}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(describe_gain, gains)) or "Niets nieuws: de cijfers zijn dezelfde als die er nu zijn.")
    return NEWER if gains else USABLE


def _try_services(web: Web) -> int:
    """Print what each service answered and what differs, as the answers come; usable when nothing does."""
    status = USABLE
    for name, address, probe, differences in try_services(web):
        verdict = "ANDERS" if differences else "zoals verwacht"
        answer = f"status {probe.status}, {probe.kind or 'geen soort'}: {' '.join(probe.start.split())}"
        print(f"{verdict}: {name}", address, *differences, answer, sep="\n  ", flush=True)
        status = REFUSED if differences else status
    return status


def _reporter() -> Report:
    """Return what prints each step once."""
    last = ""

    def report(done: int, of: int, item: Item | None) -> None:
        nonlocal last
        said = describe_progress(done, of, item)
        if said != last:
            _say(said)
        last = said

    return report


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _years(text: str) -> list[int]:
    """Return the years of "2019-2025" or "2024"."""
    first, _, last = text.partition("-")
    found = list(range(year(first), year(last or first) + 1))
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' zijn geen jaren, zoals 2019-2025 of 2024")
    return found


def _themes(text: str) -> tuple[str, ...]:
    given = tuple(part.strip() for part in text.split(",") if part.strip())
    if not given or set(given) - set(ALL_THEMES):
        raise argparse.ArgumentTypeError(f"'{text}' kan niet; kies uit {', '.join(ALL_THEMES)}, met komma's ertussen")
    return given
