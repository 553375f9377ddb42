"""What it takes: what a chosen plan does, else fte now and fte more per wijk, to the norm or the own average."""

from kinderwerk_stats.model.status import Cells
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case, any_known
from kinderwerk_stats.story.slides import Slide, TablePicture
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.text.origin import describe_sources, invented_words
from kinderwerk_stats.text.questions import QUESTIONS, needed_questions
from kinderwerk_stats.text.story import (
    COVERAGE_SOURCES,
    definitions,
    measure_words,
    needed_title,
    remarks_of,
    source_in_short,
    source_line,
)
from kinderwerk_stats.text.told_plan import (
    not_told_sentence,
    told_heads,
    told_notes,
    told_remarks,
    told_rows,
    told_subtitle,
    told_title,
)

_MOST_ROWS = 8
# What is printed as 0,0 fte is no row.
_LEAST_FTE = 0.05


def build_nodig(case: Case) -> list[Slide]:
    """Return one slide: of the chosen plan, else with the wijken that come short, most first, and the gemeente.

    None where nothing of that is known.
    """
    monitor = case.monitor
    if (slide := build_plan_slide(case)) is not None:
        return [slide]
    if not any_known(monitor, "gap_fte"):
        return []
    cells = monitor.coverage.cells
    short = [code for code, row in cells.items() if row["gap_fte"].known and row["gap_fte"].value >= _LEAST_FTE]
    short.sort(key=lambda code: (-cells[code]["gap_fte"].value, monitor.name_of(code)))
    shown = short[:_MOST_ROWS]
    rows = [_row(monitor.names[code], cells[code]) for code in shown]
    rows.append(_row(monitor.gemeente_name, monitor.coverage.totals))
    own = monitor.coverage.own_norm_children_per_fte
    beside = "fte tot het gemiddelde" if own else "fte erbij"
    picture = TablePicture(("", "fte nu", beside, "waarschijnlijk"), tuple(rows), (False, True, True, True))
    measure = measure_words(monitor, "children_per_fte")
    more = len(short) - len(shown)
    left_out = f"Nog {format_count(more, 'wijk', 'wijken')} met minder tekort staan er niet bij." if more else ""
    not_told = "" if case.told is None else not_told_sentence(case.told)
    remarks = remarks_of(monitor, ["gap_fte", "kinderwerker_fte"], shown, total=["gap_fte"])
    what = "het verschil met het gemiddelde" if own else "wat erbij nodig is"
    subtitle = f"Fte kinderwerk nu, en {what}, per wijk in {monitor.gemeente_name}, {monitor.year}"
    return [
        Slide(
            part="nodig",
            title=needed_title(monitor),
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=source_line(monitor, COVERAGE_SOURCES),
            source_short=source_in_short(monitor, COVERAGE_SOURCES),
            notes=f"{needed_title(monitor)}. {measure} {SAY['nodig']} {definitions(monitor, ['gap_fte'])}",
            remarks=tuple(filter(None, (not_told, measure, *remarks))),
            left_out=left_out,
            questions=needed_questions(monitor),
            definition=definitions(monitor, ["kinderwerker_fte", "gap_fte"]),
        )
    ]


def build_plan_slide(case: Case) -> Slide | None:
    """Return what the chosen plan does for the wijken of the story and for all; None where no plan holds."""
    monitor, told = case.monitor, case.told
    if told is None or told.plan is None:
        return None
    heads, plan = told_heads(told.plan), told.plan
    picture = TablePicture(heads, told_rows(told, plan, case.wijken), (False, *(True for _ in heads[1:])))
    subtitle = told_subtitle(told, monitor)
    return Slide(
        part="nodig",
        title=told_title(told, plan),
        subtitle=subtitle,
        picture=picture,
        alt=describe_picture(picture, subtitle),
        source=source_line(monitor, COVERAGE_SOURCES, more=plan.base.sources),
        source_short=source_in_short(monitor, COVERAGE_SOURCES, more=plan.base.sources),
        notes=f"{told_notes(told, plan)} {SAY['plan']}",
        remarks=(*told_remarks(told, plan), *filter(None, [invented_words(monitor)])),
        questions=QUESTIONS["plan"],
        definition=definitions(monitor, ["kinderwerker_fte"]),
        beside=tuple(describe_sources(plan.base.sources)),
    )


def _row(name: str, cells: Cells) -> tuple[str, ...]:
    return (
        name,
        format_figure("kinderwerker_fte", cells),
        format_figure("gap_fte", cells),
        _probably(cells),
    )


def _probably(cells: Cells) -> str:
    """Return the interval; where both ends print the same, the figure itself; where there is none, that."""
    gap = cells["gap_fte"]
    printed = format_figure("gap_fte", cells) if gap.known and not gap.at_least else "niet te zeggen"
    return format_interval("gap_fte", cells) or printed
