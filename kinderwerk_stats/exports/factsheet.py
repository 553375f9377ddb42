"""Factsheets: one A4 about a wijk or about the gemeente, as PDFs that a screen reader can read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kinderwerk_stats.exports.sheet_parts import chart, context_parts, figure_parts, marked_parts, table_part
from kinderwerk_stats.exports.typeset import Json, typeset_pdf
from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.build import first_of, year_loader
from kinderwerk_stats.story.case import Case, build_bars, main_figure
from kinderwerk_stats.story.gemeente import build_gemeente
from kinderwerk_stats.story.nodig import build_plan_slide
from kinderwerk_stats.story.ontbreekt import build_ontbreekt
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import BarsPicture, Slide, TablePicture
from kinderwerk_stats.story.wijk import build_circumstances, build_wijk_years
from kinderwerk_stats.text.duiding import own_sentences
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.first import TITLE, choice_words, first_in_words
from kinderwerk_stats.text.key_figures import key_figures
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import (
    AGE_WORDS,
    figure_finding,
    figure_subtitle,
    headline,
    wijk_headline,
)
from kinderwerk_stats.text.sheets import missing_in_gemeente, missing_in_wijk, per_wijk_title
from kinderwerk_stats.text.story import definitions, remark_of, short_sources
from kinderwerk_stats.text.together import whose_figures
from kinderwerk_stats.text.told_plan import not_told_sentence, weights_words

# In points, of the 510 between the margins of an A4.
_HALF, _WHOLE = 246.0, 510.0
_HIGH, _HIGHER, _LOW = 196.0, 290.0, 120.0
_SHOWN = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte")


@dataclass(frozen=True, eq=False)
class Factsheets:
    """All factsheets of one gemeente; what they share is made once.

    `today`: the date on them. `load`: the monitor of another year, where the caller keeps them; else they are built.
    `first`: the wijken to look at first, where the caller has them. `title`: of the story that they go with.
    `told`: the kept plan that has a box on them.
    """

    library: Library
    monitor: Monitor
    today: date
    load: Callable[[int], Monitor] | None = None
    first: FirstWijken | None = None
    title: str = ""
    told: ToldPlan | None = None
    _case: Case = field(init=False, repr=False)

    def __post_init__(self) -> None:
        load = self.load or year_loader(self.library, self.monitor)
        plan = replace(default_plan(self.monitor), wijken=())
        first = self.first or first_of(self.library, self.monitor)
        object.__setattr__(self, "_case", Case(self.library, self.monitor, plan, (), load, first, self.told))

    def of_wijk(self, wijk_code: str) -> bytes:
        """Return the PDF of one wijk.

        Raises
        ------
        KeyError
            When the gemeente has no such wijk in this year.
        """
        monitor, name = self.monitor, self.monitor.name_of(wijk_code)
        case = replace(self._case, wijken=(wijk_code,))
        cells, circumstances = monitor.coverage.cells[wijk_code], build_circumstances(case, wijk_code)
        own: dict[str, Json] = {
            "name": name,
            "headline": marked_parts(wijk_headline(monitor, wijk_code)),
            "figures": figure_parts(key_figures(monitor, cells, monitor.coverage.totals)),
            "second": chart(build_wijk_years(case, wijk_code), _HALF, _LOW),
            "facts": table_part(circumstances),
            "first": None,
            "missing": _missing(missing_in_wijk(monitor, wijk_code), monitor, wijk_code),
            "talk": _talk(("wijk", "reach_share")),
            "remark": remark_of(monitor, _SHOWN, monitor.names),
        }
        return self._typeset(own, case, [monitor.names[wijk_code]], circumstances)

    def of_gemeente(self) -> bytes:
        """Return the PDF of the gemeente as a whole."""
        monitor, case = self.monitor, self._case
        # What its title says as a slide stands under "Wat er ontbreekt".
        gaps = [replace(slide, title=per_wijk_title(slide.picture.label))
                for slide in build_ontbreekt(case) if isinstance(slide.picture, BarsPicture)]  # fmt: skip
        own: dict[str, Json] = {
            "name": monitor.gemeente_name,
            "headline": marked_parts(headline(monitor)),
            "figures": figure_parts(key_figures(monitor, monitor.coverage.totals)),
            "second": chart(next(iter(gaps), None), _HALF, _HIGH * 0.75),
            "facts": None,
            "first": table_part(self._first()),
            "missing": _missing(missing_in_gemeente(monitor), monitor),
            "talk": _talk(("gap_children_count", "reach_share")),
            "remark": remark_of(monitor, _SHOWN, monitor.names, total=_SHOWN),
        }
        return self._typeset(own, case, [])

    def _typeset(self, own: dict[str, Json], case: Case, wijken: list[str], *slides: Slide | None) -> bytes:
        monitor = self.monitor
        about = f"{monitor.gemeente_name}, {monitor.year}"
        # Where little is known, map and bars have the room of the row under them.
        high = _HIGH if any(own[part] is not None for part in ("second", "facts", "first")) else _HIGHER
        title, story = f"Kinderwerk in {own['name']}, {monitor.year}", self.title.strip()
        over = f"Kinderwerk in {about}" if wijken else f"Kinderwerk, {monitor.year}"
        over = " · ".join(filter(None, [story, over, whose_figures(monitor, in_short=True, together=False)]))
        shared: dict[str, Json] = {
            "title": f"{story}: {title}" if story else title,
            "author": "Kinderwerk dashboard",
            "over": over,
            "plan": _plan(case),
            "description": plain(f"Factsheet van {own['name']} ({about}), kinderen van {AGE_WORDS[monitor.age_range]}"),
            "charts": _map_and_bars(case, high),
            "meaning": definitions(monitor, _SHOWN),
            **context_parts(monitor, wijken, self.today, weights_words(self.told), slides),
        }
        return typeset_pdf("factsheet", shared | own, self.today)

    def _first(self) -> Slide | None:
        """Return the wijken to look at first, with why, as a table."""
        monitor = self.monitor
        first = self._case.first
        rows = tuple((wijk.name, wijk.figure, wijk.why) for wijk in first_in_words(monitor, first))
        if not rows:
            return None
        columns = ("wijk, en waarom", "kinderen", "waarom")
        picture = TablePicture(columns, rows, (False, True, False))
        return Slide("gemeente", TITLE, choice_words(monitor, first), picture, "", "")


def _map_and_bars(case: Case, high: float) -> list[Json]:
    """Return map and bars of reach, of the children where no wijk has its reach; bars alone where there is no map."""
    monitor = case.monitor
    figure = main_figure(monitor)
    bars, more = build_bars(case, figure)
    subtitle = ". ".join(part for part in (figure_subtitle(monitor, figure), more.removesuffix(".")) if part)
    finding = figure_finding(monitor, figure)
    first = next(iter(build_gemeente(case)))
    if isinstance(first.picture, BarsPicture):
        return [chart(Slide("gemeente", finding, subtitle, bars, "", ""), _WHOLE, high)]
    # The same figures twice have one finding.
    alt = describe_picture(bars, subtitle)
    second = Slide("gemeente", per_wijk_title(bars.label), more, bars, alt, "")
    return [chart(replace(first, title=finding), _HALF, high), chart(second, _HALF, high)]


def _missing(lines: Sequence[str], monitor: Monitor, wijk_code: str | None = None) -> Json:
    """Return what is missing, the goals beside it, and what the gemeente itself says of these figures."""
    own = own_sentences(monitor, wijk_code)
    title = "Wat er ontbreekt, en wat de gemeente zegt" if own else "Wat er ontbreekt"
    return {"title": title, "lines": [marked_parts(line) for line in (*lines, *own)]}


def _plan(case: Case) -> Json:
    """Return what the chosen plan does here, or why it does not hold for these figures; None without one."""
    if case.told is None:
        return None
    slide = build_plan_slide(case)
    if slide is None:
        return {"title": not_told_sentence(case.told), "table": None, "remark": ""}
    # The foot of a factsheet names what coverage rests on.
    index = () if case.told.plan is None else case.told.plan.base.sources
    origin = f" Bron van de behoefte: {short_sources(index)}." if index else ""
    return {"title": slide.title, "table": table_part(slide), "remark": f"{slide.remark}{origin}"}


def _talk(names: Sequence[str]) -> Json:
    return {
        "title": "Om over te praten",
        "lines": list[Json]([question for name in names for question in QUESTIONS[name]][:3]),
    }
