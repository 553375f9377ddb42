"""One gemeente in one year, assembled from the files: what pages, command line and exports all show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.children import AgeRange, bounds_of
from kinderwerk_stats.analysis.coverage import Coverage, CoverageInput, Norm
from kinderwerk_stats.gemeente.bereik import NO_SIGNALS, StatedBereik
from kinderwerk_stats.gemeente.children import AgeShare, count_children
from kinderwerk_stats.gemeente.together import NOT_APART, Apart, Organisation, count_bereik, take_together
from kinderwerk_stats.model.areas import nameless, short_names
from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.model.own_words import OwnWords
from kinderwerk_stats.model.problems import TOGETHER, InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.public_notes import PublicNote, notes_of, of_bereik, of_public_figures
from kinderwerk_stats.model.source import UNNAMED, Source, is_of, plain_name
from kinderwerk_stats.model.status import Cells, Figure, Status, to_cells
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD
from kinderwerk_stats.sources.cbs_figures import CbsFigures
from kinderwerk_stats.sources.installation import installation_threshold
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.mergers import tell_abolished

_TAKEN_TOGETHER: Mapping[Apart, str] = {
    NOT_APART: "organisaties_samen",
    "locatie": "organisaties_apart_locatie",
    "deelnames": "organisaties_apart_deelnames",
    "leeftijd": "organisaties_apart_leeftijd",
}


@dataclass(frozen=True, eq=False)
class Monitor:
    """Everything about one gemeente in one year.

    `wijken`: index `wijk_code` (in code order), columns `name`, `indeling_change`.
    `names`: wijk_code -> name, or its number and that no file names it.
    `figures`: CBS figures of wijken, gemeente and country. `coverage`: see `Coverage`.
    `cbs_cells`: `figures` as a lookup; `bereik_cells`: every figure of the organisation per wijk, small counts
    hidden.
    `bereik`: what its file says about itself; None without bereik.
    `shapes` and `drawn`: geometry and the wijken it holds for.
    `notes`: what was assumed or is wrong; `sources`: every file used.
    `other_bereik_years`: years with bereik of this gemeente, where there is none of `year`.
    `signals`: of the gemeente; wijken have none. `file_warnings`: what the readers doubted in the files used.
    `threshold`: counts below it are hidden, 0 hides none.
    `own_words`: the goals of the gemeente, and its notes beside figures of this year.
    `organisations`: those with bereik of this year, where there are several; `parts`: what each of them shows, where
    this monitor is of all of them. `apart`: why their reach cannot be taken together.
    """

    gemeente_code: str
    gemeente_name: str
    year: int
    age_range: AgeRange
    wijken: pd.DataFrame
    names: dict[str, str]
    figures: CbsFigures
    age_share: AgeShare
    coverage: Coverage
    cbs_cells: dict[str, Cells]
    bereik_cells: dict[str, Cells]
    bereik: StatedBereik | None
    shapes: ShapesTable | None
    drawn: frozenset[str]
    notes: tuple[PublicNote, ...]
    sources: tuple[Source, ...]
    other_bereik_years: tuple[int, ...] = ()
    signals: Figure = NO_SIGNALS
    file_warnings: tuple[PublicNote, ...] = ()
    threshold: int = DEFAULT_THRESHOLD
    own_words: OwnWords = field(default_factory=OwnWords)
    organisations: tuple[str, ...] = ()
    parts: tuple[Organisation, ...] = ()
    apart: Apart = ""

    @property
    def organisation(self) -> str | None:
        """Return the one organisation whose bereik was asked for; None where the monitor is of all there are."""
        chosen = bool(self.organisations) and not self.parts and self.bereik is not None
        return self.bereik.source.publisher if chosen and self.bereik is not None else None

    def name_of(self, wijk_code: str) -> str:
        """Return the wijk's name as people say it ("Bouwlust"), or its number where no file names it.

        `names` has it whole ("Wijk 33 Bouwlust"), for tables and lists to choose from.
        """
        return self._short_names[wijk_code]

    # A page asks it many times for each wijk.
    @cached_property
    def _short_names(self) -> dict[str, str]:
        return short_names(self.names)

    def cbs(self, name: str, area_code: str) -> Figure:
        """Return a CBS figure of a wijk, the gemeente or the country; unknown where no file has it."""
        return self.cbs_cells.get(area_code, {}).get(name, Figure(np.nan, Status.UNKNOWN))


def build_monitor(
    library: Library,
    gemeente_code: str,
    year: int,
    age_range: AgeRange = "4-12",
    norm: Norm | None = None,
    *,
    threshold: int | None = None,
    organisation: str | None = None,
) -> Monitor:
    """Assemble a gemeente's figures, bereik, geometry and coverage of one year.

    Parameters
    ----------
    library : the files that were read.
    gemeente_code, year : must be in `library.gemeenten()` and `library.years(gemeente_code)`.
    age_range : both ends inside.
    norm : see `Norm`; None compares with the gemeente's own average.
    threshold : own counts below it are hidden, 0 hides none; None is what this installation is set to.
    organisation : whose bereik it is of; None: of all that have any.

    Raises
    ------
    InputRefused
        When no file has children of 0-14 for the wijken of this gemeente and year, or the installation is set to no
        threshold.
    """
    threshold = installation_threshold() if threshold is None else threshold
    _require(library, gemeente_code, year)
    figures = library.cbs_figures(gemeente_code, year)
    wijken, own_names, name_notes = _wijken(library, figures)
    children = count_children(library, figures, wijken.index, gemeente_code, age_range)
    tables, bereik_notes = library.organisations_for(gemeente_code, year, wijken, bounds_of(age_range))
    given = CoverageInput(
        children=children.per_wijk,
        children_status=children.status,
        bereik=pd.DataFrame(index=wijken.index),
        bereik_status=pd.DataFrame(index=wijken.index),
        total_children=children.total,
        total_flags=children.flags,
        threshold=threshold,
    )
    names = {str(code): str(name) if pd.notna(name) else nameless(str(code)) for code, name in wijken["name"].items()}
    chosen = [table for table in tables if is_of(table.source, organisation)] or (None,)
    parts = [count_bereik(table, given, norm or Norm(), age_range, names) for table in chosen]
    counted, apart = (
        (parts[0], NOT_APART) if len(parts) == 1 else take_together(parts, given, norm or Norm(), age_range)
    )
    shapes, drawn, shape_notes = library.shapes_for(gemeente_code, year, wijken.assign(name=own_names))
    sources = [*figures.sources.values(), *figures.others, children.share.source, *children.counted_by]
    sources += [part.source for part in (*(each.stated for each in parts), shapes) if part is not None]
    # What is said of bereik before counts are hidden is no note of a monitor: everybody sees those.
    of_areas, of_shown = (
        of_public_figures((*figures.problems, *name_notes)),
        of_public_figures((*counted.doubts, *shape_notes)),
    )
    own_words = library.own_words.get(gemeente_code, OwnWords()).of_year(year)
    return Monitor(
        gemeente_code=gemeente_code,
        gemeente_name=library.gemeenten()[gemeente_code],
        year=year,
        age_range=age_range,
        wijken=wijken,
        names=names,
        figures=figures,
        age_share=children.share,
        coverage=counted.coverage,
        cbs_cells=to_cells(figures.values, figures.status),
        bereik_cells=counted.cells,
        bereik=counted.stated,
        shapes=shapes,
        drawn=drawn,
        notes=tuple(
            dict.fromkeys(
                (
                    *of_areas,
                    *of_bereik(bereik_notes),
                    *_about_organisations(parts, [table.source for table in tables], apart),
                    *_about_the_year_before(library, gemeente_code, year, [table.source for table in tables]),
                    *of_shown,
                    *of_public_figures(own_words.unread),
                )
            )
        ),
        sources=tuple(dict.fromkeys(sources)),
        other_bereik_years=() if counted.stated is not None else _bereik_years(library, gemeente_code),
        signals=counted.signals,
        file_warnings=(*_warnings_of(library, sources), *of_public_figures(counted.odd_rows)),
        threshold=threshold,
        own_words=own_words,
        organisations=tuple(table.source.publisher for table in tables) if len(tables) > 1 else (),
        parts=tuple(parts) if len(parts) > 1 else (),
        apart=apart,
    )


def _about_the_year_before(
    library: Library, gemeente_code: str, year: int, sources: Sequence[Source]
) -> tuple[PublicNote, ...]:
    """Return which organisations had bereik in the year before and have none now, while another has."""
    now = {plain_name(source.publisher) for source in sources}
    before = {
        table.source.publisher: table.source
        for table in library.bereik
        if table.year == year - 1 and table.gemeente_code == gemeente_code
    }
    return of_public_figures(
        make_warning("organisatie_nog_geen_bereik", Place(source.file), ander=name, jaar=year, eerder=year - 1)
        for name, source in before.items()
        if now and name not in UNNAMED and now.isdisjoint({*UNNAMED, plain_name(name)})
    )


def organisations_of(library: Library, gemeente_code: str, year: int) -> tuple[str, ...]:
    """Return who has bereik of a gemeente in a year; of several those whose bereik can be used together or apart."""
    sources = (t.source for t in library.bereik if t.year == year and t.gemeente_code in (None, gemeente_code))
    names = tuple({plain_name(source.publisher): source.publisher for source in sources}.values())
    if len(names) < 2:
        return names
    monitor = build_monitor(library, gemeente_code, year)
    return monitor.organisations or (() if monitor.bereik is None else (monitor.bereik.source.publisher,))


def _about_organisations(
    parts: Sequence[Organisation], sources: Sequence[Source], apart: Apart
) -> tuple[PublicNote, ...]:
    """Return that figures are of several organisations together, or which ones they leave out."""
    names = tuple(part.name for part in parts)
    if len(names) > 1:
        return of_public_figures([make_warning(_TAKEN_TOGETHER[apart], TOGETHER, organisaties=names)])
    return of_public_figures(
        make_warning(
            "bereik_van_andere_organisatie",
            Place(source.file),
            ander=source.publisher,
            organisatie=names[0],
            jaar=source.year,
        )
        for source in sources
        if names[0] and not is_of(source, names[0])
    )


def _wijken(library: Library, figures: CbsFigures) -> tuple[pd.DataFrame, pd.Series, tuple[Problem, ...]]:
    """Return the wijken as in `Monitor`, their names as the file of the figures has them, and what was assumed."""
    is_wijk = (figures.areas["kind"] == "wijk").to_numpy()
    wijken = figures.areas.loc[is_wijk, ["name", "indeling_change"]].sort_index()
    wijken.index.name = "wijk_code"
    own_names = wijken["name"]
    wijken["name"], notes = library.names_for(wijken, figures.year)
    return wijken, own_names, notes


def _require(library: Library, gemeente_code: str, year: int) -> None:
    """Refuse a gemeente or a year that no file has, and say what is there."""
    years = library.years(gemeente_code)
    if year in years:
        return
    gemeenten = tuple(f"{name} ({code})" for code, name in library.gemeenten().items())
    code = "jaar_zonder_kinderen" if years else "andere_gemeenten" if gemeenten else "geen_kinderen"
    problem = make_problem(code, TOGETHER, gemeente=gemeente_code, jaar=year, jaren=tuple(years), gemeenten=gemeenten)
    abolished = None if years else tell_abolished(gemeente_code, TOGETHER)
    problem = abolished or problem
    raise InputRefused([*(p for p in library.problems if p.severity == "fout"), problem])


def _bereik_years(library: Library, gemeente_code: str) -> tuple[int, ...]:
    """Return the years in which a file holds bereik that names this gemeente, oldest first."""
    return tuple(sorted({t.source.year for t in library.bereik if t.source.year and t.gemeente_code == gemeente_code}))


def _warnings_of(library: Library, sources: list[Source]) -> tuple[PublicNote, ...]:
    """Return what everybody may know of what the readers doubted in the files that the figures come from."""
    used = {source.file for source in sources}
    notes = [note for result in library.results if result.path.name in used for note in notes_of(result)]
    return tuple(dict.fromkeys(note for note in notes if note.severity == "waarschuwing"))
