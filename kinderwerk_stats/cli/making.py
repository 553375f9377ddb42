"""What `maak` makes, and from which figures; imported when it is asked for, because it takes a while."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.cli.cover import add_own_words
from kinderwerk_stats.cli.files import named_files, newest_year, refuse_unused_bereik, refuse_wrong_files
from kinderwerk_stats.cli.output import USABLE, cannot_write, print_problems
from kinderwerk_stats.cli.unused import unused_notes
from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.exports.bundle import bundle_factsheets, factsheet_name
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_png, slide_svg
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.told_plan import tell_plan, work_out_address
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem, make_warning
from kinderwerk_stats.sources.installation import EXAMPLE_FOLDER, named_folder
from kinderwerk_stats.sources.library import Library, read_files, read_folder
from kinderwerk_stats.sources.mergers import tell_abolished
from kinderwerk_stats.sources.safe import read_template_safely
from kinderwerk_stats.store import open_store
from kinderwerk_stats.story.build import build_story, first_of
from kinderwerk_stats.story.plan import Plan, default_plan
from kinderwerk_stats.story.slides import PhotoPicture, Story
from kinderwerk_stats.text.told_plan import not_told_sentence


@dataclass(frozen=True)
class Job:
    """What is to be made from which figures; `wijken` are the ones that were named."""

    library: Library
    monitor: Monitor
    wijken: tuple[str, ...]
    folder: Path
    today: date
    zipped: bool
    template: Path | None
    told: ToldPlan | None = None

    @cached_property
    def first(self) -> FirstWijken:
        return first_of(self.library, self.monitor)

    @cached_property
    def plan(self) -> Plan:
        plan = default_plan(self.monitor, self.first)
        return replace(plan, wijken=self.wijken or plan.wijken, kept_plan=self.told.name if self.told else "")

    @cached_property
    def story(self) -> Story:
        return build_story(self.library, self.monitor, self.plan, today=self.today, first=self.first, told=self.told)

    def path(self, what: str, suffix: str) -> Path:
        """Return where a file goes; its name says gemeente and year."""
        name = file_name(what, str(self.monitor.year), self.monitor.gemeente_code, self.monitor.gemeente_name)
        return self.folder / f"{name}{suffix}"

    def write(self, path: Path, content: bytes) -> Path:
        """Write one file."""
        path.write_bytes(content)
        return path


def make(parsed: argparse.Namespace) -> int:
    """Make what was asked; a path is printed as soon as its file is there."""
    library = _read(parsed)
    unread = add_own_words(library)
    code = parsed.gemeente or _only_gemeente(library)
    year = parsed.jaar if parsed.jaar is not None else newest_year(library, code)
    norm = Norm(children_per_fte=parsed.norm_kinderen_per_fte, reach_share=parsed.norm_bereik)
    asked = {"threshold": parsed.drempel, "organisation": parsed.organisatie}
    monitor = build_monitor(library, code, year, parsed.leeftijd, norm, **asked)
    refuse_unused_bereik(parsed, library, monitor)
    _refuse_other_wijken(parsed.wijk, monitor)
    today = datetime.now(UTC).astimezone().date()
    wijken = tuple(dict.fromkeys(parsed.wijk))
    told = _told(parsed.plan, library, monitor) if parsed.plan else None
    job = Job(library, monitor, wijken, parsed.uit, today, parsed.zip, parsed.sjabloon, told)
    try:
        parsed.uit.mkdir(parents=True, exist_ok=True)
        for path in MAKERS[parsed.wat](job):
            print(path, flush=True)
    except OSError as error:
        raise cannot_write(Path(error.filename or parsed.uit), error) from None
    notes = [*(p for p in library.problems if p.severity == "waarschuwing"), *monitor.notes] if parsed.cbs else []
    notes += unused_notes(library, monitor) if parsed.cbs else []
    if told is not None and told.why_not is not None:
        why = not_told_sentence(told).removesuffix(".")
        notes += [make_warning("verhaal_plan_past_niet", Place(key="--plan"), waarom=why)]
    print_problems(dict.fromkeys((*notes, *unread)), sys.stderr)
    return USABLE


# --- what is made -----------------------------------------------------------------------------------------


def _factsheets(job: Job) -> Iterator[Path]:
    sheets = Factsheets(job.library, job.monitor, job.today, first=job.first, told=job.told)
    if job.zipped:
        content = bundle_factsheets(sheets, progress=_show_progress)
        if content is not None:
            yield job.write(job.path("factsheets", ".zip"), content)
        return
    if not job.wijken:
        yield job.write(job.folder / factsheet_name(sheets), sheets.of_gemeente())
    for code in job.wijken or job.monitor.names:
        yield job.write(job.folder / factsheet_name(sheets, code), sheets.of_wijk(code))


def _show_progress(made: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{made} van {total} ", end="\n" if made == total else "", file=sys.stderr, flush=True)


def _praatplaat(job: Job) -> Iterator[Path]:
    content = build_praatplaat(job.library, job.monitor, job.plan, today=job.today, first=job.first)
    yield job.write(job.path("praatplaat", ".pdf"), content)


def _images(job: Job) -> Iterator[Path]:
    for number, slide in enumerate(job.story.slides, start=1):
        if slide.picture is not None and not isinstance(slide.picture, PhotoPicture):
            what = f"afbeelding-{number:02d}-{slide.part}"
            yield job.write(job.path(what, ".svg"), slide_svg(slide, job.story.context).encode())
            yield job.write(job.path(what, ".png"), slide_png(slide, job.story.context))


def _deck(job: Job) -> Iterator[Path]:
    path = job.path("werkbezoek", ".pptx")
    write_deck(job.story, path, None if job.template is None else read_template_safely(job.template))
    yield path


def _workbook(job: Job) -> Iterator[Path]:
    path = job.path("werkmap", ".xlsx")
    write_workbook(job.library, job.monitor, job.story, path)
    yield path


MAKERS: Mapping[str, Callable[[Job], Iterator[Path]]] = {
    "factsheet": _factsheets,
    "deck": _deck,
    "werkmap": _workbook,
    "praatplaat": _praatplaat,
    "afbeelding": _images,
}


# --- from which figures -----------------------------------------------------------------------------------


def _read(parsed: argparse.Namespace) -> Library:
    """Return the named files; without them what the dashboard shows, or else the example gemeente."""
    if parsed.cbs:
        paths = [*parsed.cbs, *parsed.leeftijden, *parsed.gebieden, *parsed.bereik]
        library = read_files(paths, year=parsed.jaar, gemeente_code=parsed.gemeente)
        refuse_wrong_files(library, named_files(parsed))
        return library
    example = read_folder(EXAMPLE_FOLDER)
    if parsed.gemeente is None:
        return example
    folder = named_folder()
    own = add_published(Library([]) if folder is None else read_folder(folder), open_store())
    for library in (own, example):
        if parsed.gemeente in library.gemeenten():
            return library
    raise _no_gemeente(parsed.gemeente, own.gemeenten() | example.gemeenten())


def _told(name: str, library: Library, monitor: Monitor) -> ToldPlan:
    """Return the kept plan of this gemeente; refuse a name under which there is none."""
    kept = {each.name: each for each in open_store().kept("plan", monitor.gemeente_code)}
    if name not in kept:
        names = tuple(kept) or ("geen",)
        problem = make_problem("verhaal_plan_weg", Place(key="--plan"), gemeente=monitor.gemeente_name, plannen=names)
        raise InputRefused([problem])
    return tell_plan(name, kept[name], monitor, lambda address: work_out_address(library, monitor, address))


def _only_gemeente(library: Library) -> str:
    """Return the gemeente of the files, where it is only one."""
    known = library.gemeenten()
    if len(known) != 1:
        raise _no_gemeente("geen code", known)
    return next(iter(known))


def _no_gemeente(found: str, known: Mapping[str, str]) -> InputRefused:
    if abolished := tell_abolished(found, Place(key="--gemeente")):
        return InputRefused([abolished])
    place, some = Place(key="--gemeente"), _with_codes(known)
    code = "gemeente_zonder_cijfers" if some else "gemeente_zonder_cijfers_geen_ander"
    return InputRefused([make_problem(code, place, gevonden=found, gemeenten=some)])


def _with_codes(names: Mapping[str, str]) -> tuple[str, ...]:
    """Return some areas with their code, to choose from."""
    return tuple(f"{name} ({code})" for code, name in list(names.items())[:8])


def _refuse_other_wijken(codes: list[str], monitor: Monitor) -> None:
    problems = [
        make_problem(
            "wijk_niet_van_gemeente",
            Place(key="--wijk"),
            wijk=code,
            gemeente=monitor.gemeente_name,
            jaar=monitor.year,
            wijken=_with_codes(monitor.names),
        )
        for code in dict.fromkeys(codes)
        if code not in monitor.names
    ]
    if problems:
        raise InputRefused(problems)
