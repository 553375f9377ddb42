"""What is missing: the gap in children and in fte per wijk."""

from collections.abc import Callable
from functools import partial

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case, any_known, build_bars, misses_nothing
from kinderwerk_stats.story.slides import Slide
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import balance_sentence, coverage_headline, figure_subtitle
from kinderwerk_stats.text.story import (
    COVERAGE_SOURCES,
    definitions,
    gap_children_title,
    gap_fte_title,
    measure_words,
    remarks_of,
    source_in_short,
    source_line,
)

_MEASURED = {"gap_children_count": "reach_share", "gap_fte": "children_per_fte"}


def build_ontbreekt(case: Case) -> list[Slide]:
    """Return a slide for the gap in children and one for the gap in fte, as far as any wijk has them."""
    monitor = case.monitor
    notes = f"{plain(coverage_headline(monitor))} {plain(balance_sentence(monitor))}".strip()
    measure = measure_words(monitor, "reach_share")
    slides = _slide(case, "gap_children_count", gap_children_title, notes, measure)
    measure = measure_words(monitor, "children_per_fte")
    # How much fte that is together is the title of what it takes.
    return slides + _slide(case, "gap_fte", partial(gap_fte_title, total=False), "", measure)


def _slide(case: Case, figure: str, title: Callable[[Monitor], str], notes: str, measure: str) -> list[Slide]:
    monitor = case.monitor
    # Beside an average of nobody reached, nothing is missing and nothing is said.
    nobody = figure == "gap_children_count" and monitor.coverage.norm_reach == 0
    if nobody or not any_known(monitor, figure):
        return []
    # Where nobody comes short, the measure beside every wijk says so; bars of nothing would not.
    short = any(cells[figure].known and not misses_nothing(monitor, figure, code)
                for code, cells in monitor.coverage.cells.items())  # fmt: skip
    drawn = figure if short else _MEASURED[figure]
    picture, more = build_bars(case, drawn)
    subtitle = figure_subtitle(monitor, drawn)
    shown = list(dict.fromkeys([drawn, figure]))
    remarks = remarks_of(monitor, shown, monitor.names, total=shown)
    return [
        Slide(
            part="ontbreekt",
            title=title(monitor),
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=source_line(monitor, COVERAGE_SOURCES),
            source_short=source_in_short(monitor, COVERAGE_SOURCES),
            notes=" ".join(part for part in (notes, measure, SAY[figure], definitions(monitor, shown)) if part),
            remarks=tuple(filter(None, (measure, *remarks))),
            left_out=more,
            questions=QUESTIONS[figure],
            definition=definitions(monitor, shown),
        )
    ]
