"""inlezen: the quarterly run without a screen: read, say what changes, and publish when asked."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from kinderwerk_stats.cli.arguments import day, existing_file, gemeente, percentage, year
from kinderwerk_stats.cli.output import REFUSED, USABLE, print_problems
from kinderwerk_stats.delivery.delivered import PublicationPlan, explain_file, plan_publication
from kinderwerk_stats.delivery.effect import changes_reach_of_gemeente, find_visibility
from kinderwerk_stats.delivery.preview import PLAUSIBLE_PCT, Effect, Preview, preview_publication
from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.delivery.publishing import Part, publish_together
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.model.source import UNNAMED
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.access import this_computer
from kinderwerk_stats.sources.installation import named_folder
from kinderwerk_stats.sources.library import Library, read_folder
from kinderwerk_stats.sources.settings import FileSettings, apply_settings, read_settings, unused_sections
from kinderwerk_stats.store import DataSetKey, Profile, Publication, Store, kind_of_file, open_store
from kinderwerk_stats.text.delivery import (
    KIND_WORDS,
    describe_change,
    describe_loss,
    describe_total,
    describe_visibility,
    new_year_without_bereik,
)

_SHOWN = 12


class _Planned(NamedTuple):
    """A file as read, and what publishing it does; `mark` is of what was read."""

    path: Path
    understanding: Understanding
    plan: PublicationPlan
    preview: Preview
    mark: str


def add_deliver_command(commands: Any) -> None:
    """Add `inlezen` to the command line."""
    parser = commands.add_parser("inlezen", help="lees bestanden voor een gemeente in, en publiceer ze met --publiceer")
    parser.add_argument("bestanden", nargs="+", type=existing_file, metavar="BESTAND")
    parser.add_argument("--gemeente", type=gemeente, required=True, metavar="CODE", help="zoals GM0344")
    parser.add_argument("--jaar", type=year, metavar="JAAR", help="voor bestanden die zelf geen jaar noemen")
    parser.add_argument("--profiel", metavar="NAAM", help="gebruik alleen de keuzes die onder deze naam bewaard zijn")
    parser.add_argument("--bron", metavar="NAAM", help="naam van de bron; anders de organisatie in het bestand")
    parser.add_argument(
        "--peildatum", type=day, metavar="DATUM", help="zoals 31-12-2024; anders het jaar van de cijfers"
    )
    add_publication_options(parser)
    parser.set_defaults(run=deliver)


def add_publication_options(parser: argparse.ArgumentParser) -> None:
    """Add whether to publish, by whom, and how much a figure may change."""
    parser.add_argument("--publiceer", action="store_true", help="publiceer als alle bestanden bruikbaar zijn")
    parser.add_argument(
        "--hoogste-verandering",
        type=percentage,
        default=PLAUSIBLE_PCT,
        metavar="PROCENT",
        help="verandert een cijfer meer, of valt het weg, dan wordt niets gepubliceerd; 25 als u niets kiest",
    )
    parser.add_argument("--bevestigd", action="store_true", help="publiceer ook grotere veranderingen: nagekeken")
    parser.add_argument("--wie", metavar="NAAM", help="wie publiceert; anders de naam van de gebruiker")
    parser.add_argument("--opmerking", default="", metavar="TEKST", help="komt in het logboek")


def deliver(parsed: argparse.Namespace) -> int:
    """Read files for a gemeente with the profiles kept for it; publish them with --publiceer, all or none."""
    store = open_store()
    # Asked first: what someone publishes after this is not replaced unseen.
    based_on = {found.key: found.published.number for found in store.datasets(parsed.gemeente) if found.published}
    current = current_figures(store)
    profiles = _profiles(store, parsed.gemeente, parsed.profiel)
    settings = {folder: read_settings(folder) for folder in {path.parent for path in parsed.bestanden}}
    for folder, sections in settings.items():
        print_problems(unused_sections(sections, folder), sys.stderr)
    found = [
        (path, *_read(store, path, profiles, settings[path.parent].get(path.name, FileSettings()), parsed.jaar))
        for path in parsed.bestanden
    ]
    if parsed.profiel:
        _require_profile(parsed.profiel, found)
    plans = []
    for path, understanding, mark in found:
        others = [other.result for other_path, other, _ in found if other_path != path]
        plan = plan_publication(current, understanding.result, parsed.gemeente, others, parsed.bron or "")
        preview = preview_publication(current, plan, "4-12")
        if preview.problems:
            raise InputRefused(preview.problems)
        # The path of the answer: a name about a person is not in it.
        plans.append(_Planned(understanding.result.path, understanding, plan, preview, mark))
        _print_file(plans[-1])
    refused = [
        planned.path.name for planned in plans if not (planned.understanding.result.usable and planned.plan.publishable)
    ]
    if refused:
        print(f"Niet bruikbaar: {', '.join(refused)}. Er is niets gepubliceerd.", file=sys.stderr)
        return REFUSED
    if parsed.publiceer:
        _require_names(parsed.bron, plans)
        if not parsed.bevestigd:
            _refuse_implausible(plans, parsed.hoogste_verandering)
        _publish(store, parsed, plans, based_on)
    else:
        print("Er is niets gepubliceerd. Publiceren: voeg --publiceer toe.")
    return USABLE


def current_figures(store: Store | None = None) -> Library:
    """Return what is shown now: the files of the folder of the installation, and what is published."""
    folder = named_folder()
    return add_published(Library([]) if folder is None else read_folder(folder), store or open_store())


def _read(
    store: Store, path: Path, profiles: Mapping[str, Corrections], settings: FileSettings, year: int | None
) -> tuple[Understanding, str]:
    """Return what was understood of a file, with what bronnen.toml says of it, and its mark.

    Raises
    ------
    InputRefused
        When the file changed while it was read: nobody could say what was published.
    """
    mark = store.mark_of(path.read_bytes())
    understanding = explain_file(path, profiles=profiles, year=settings.year or year)
    if store.mark_of(path.read_bytes()) != mark:
        raise InputRefused([make_problem("bestand_veranderde", Place(path.name))])
    said = settings.organisation if understanding.kind == "bereik" else None
    return replace(
        understanding,
        result=apply_settings(understanding.result, settings),
        organisation=said or understanding.organisation,
    ), mark


def _refuse_implausible(plans: Sequence[_Planned], limit: float) -> None:
    """Refuse figures that change more than is plausible.

    Raises
    ------
    InputRefused
        With each file of which somebody has to look at something first, as on the page.
    """
    problems = []
    for planned in plans:
        preview, place = planned.preview, Place(planned.path.name)
        problems += [replace(doubt, severity="fout") for doubt in preview.doubts]
        if preview.losses:
            lost = tuple(describe_loss(*loss) for _, loss in preview.losses)
            problems.append(make_problem("inlezen_minder_cijfers", place, cijfers=lost))
        if preview.visibility:
            said = describe_visibility(preview.visibility, gemeente_changes=False).removesuffix(".")
            problems.append(make_problem("inlezen_verbergt_meer", place, wat=said))
        if names := tuple(dict.fromkeys(name for _, name in preview.implausible(limit)))[:5]:
            problems.append(make_problem("inlezen_verandert_veel", place, procent=f"{limit:g}", gebieden=names))
    if problems:
        raise InputRefused(problems)


def _require_names(given: str | None, plans: Sequence[_Planned]) -> None:
    """Refuse to publish bereik of which nobody says who counted it.

    Raises
    ------
    InputRefused
        With each file that names no organisation, when none is given either.
    """
    problems = [
        make_problem("inlezen_zonder_organisatie", Place(path.name))
        for path, understanding, *_ in plans
        if not given and understanding.kind == "bereik" and understanding.organisation in UNNAMED
    ]
    if problems:
        raise InputRefused(problems)


def _require_profile(name: str, found: Sequence[tuple[Path, Understanding, str]]) -> None:
    """Refuse bereik that was not read by the profile that was named: its choices were not used.

    Raises
    ------
    InputRefused
        With each usable file of bereik that has other headers.
    """
    problems = [
        make_problem("profiel_andere_koppen", Place(path.name), profiel=name)
        for path, understanding, _ in found
        if understanding.kind == "bereik" and understanding.columns and understanding.profile is None
    ]
    if problems:
        raise InputRefused(problems)


def _profiles(store: Store, gemeente_code: str, name: str | None) -> dict[str, Corrections]:
    """Return the profiles of the gemeente, or the one with a name.

    Raises
    ------
    InputRefused
        When no profile has that name.
    """
    known = [profile for profile in store.profiles(gemeente_code) if not profile.delivered]
    chosen: list[Profile] = [p for p in known if name is None or name in (p.name, p.organisation)]
    if name is not None and not chosen:
        names = tuple(p.name or p.organisation for p in known) or ("geen enkel profiel",)
        raise InputRefused([make_problem("profiel_onbekend", Place(key=f"--profiel {name}"), namen=names)])
    return {p.fingerprint: Corrections.from_dict(p.corrections, p.name or p.organisation) for p in chosen}


def _print_file(planned: _Planned) -> None:
    path, understanding, plan, preview, _ = planned
    years = ", ".join(map(str, understanding.years)) or "jaar onbekend"
    print(f"{path.name}: {KIND_WORDS[understanding.result.kind]}, {years}")
    for check in understanding.totals:
        figure, summed, total, _ = describe_total(check)
        print(f"  {figure}: som {summed}, {'geen totaal' if check.total is None else f'totaal {total}'}")
    print_problems(dict.fromkeys((*understanding.result.problems, *plan.problems, *preview.doubts)), sys.stdout)
    if plan.publishable and plan.years:
        _print_effect(preview.effects.get(plan.years[-1]))
    print()


def _print_effect(effect: Effect | None) -> None:
    """Print what changes in a year; None where there is nothing before it."""
    if effect is None:
        print("  Deze cijfers zijn nieuw: er is niets om mee te vergelijken.")
        return
    if words := new_year_without_bereik(effect.before, effect.after):
        print(f"  {words}")
    visibility = find_visibility(effect.before, effect.after)
    changes_too = changes_reach_of_gemeente(effect.before, effect.after)
    if words := describe_visibility(visibility, gemeente_changes=changes_too):
        print(f"  {words}")
    print(f"  Veranderingen ({effect.before.year} naar {effect.after.year}): {len(effect.changes)}")
    for change in effect.changes[:_SHOWN]:
        area, figure, before, after, size = describe_change(change)
        print(f"    {area}, {figure.lower()}: {before} → {after} ({size})")


def _publish(
    store: Store, parsed: argparse.Namespace, plans: Sequence[_Planned], based_on: Mapping[DataSetKey, int]
) -> None:
    """Publish all files or none."""
    parts = [
        Part(
            planned.plan.tables,
            Publication(
                source_name=parsed.bron or planned.understanding.organisation or "CBS",
                peildatum=parsed.peildatum or f"jaar {', '.join(map(str, planned.understanding.years))}",
                note=parsed.opmerking,
                file_kind=kind_of_file(planned.path.name),
                mark=planned.mark,
            ),
        )
        for planned in plans
    ]
    for version, number in publish_together(store, parts, parsed.gemeente, this_computer(parsed.wie or ""), based_on):
        name = plans[number].path.name
        print(f"Gepubliceerd: {version.key.publisher}, {version.key.year}, versie {version.number} ({name})")
