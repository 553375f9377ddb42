"""What the kinderwerk does: what the organisation counted, and what it shows and what people say of it."""

from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.slides import QuotePicture, Slide, TablePicture
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.story import (
    HIDDEN_IS_NOT_ZERO,
    definitions,
    remarks_of,
    source_in_short,
    source_line,
    work_title,
)

# What the gemeente has a total of; wijken stand beside it.
_COUNTED = ("reached_count", "visits_count", "locations_count", "kinderwerkers_count", "kinderwerker_fte")
_MOST_WIJKEN = 3
_NOT_PER_WIJK = "niet per wijk"


def build_kinderwerk(case: Case) -> list[Slide]:
    """Return the table of what was counted, and every quote."""
    return [*_counted(case), *_quotes(case)]


def _counted(case: Case) -> list[Slide]:
    monitor, wijken = case.monitor, case.wijken[:_MOST_WIJKEN]
    if monitor.bereik is None:
        return []
    rows, names = [], []
    of_each = [{**monitor.bereik_cells[code], **monitor.coverage.cells[code]} for code in wijken]
    for name in _COUNTED:
        cells = [monitor.coverage.totals, *of_each]
        figures = [each[name] for each in cells]
        if any(figure.status != Status.UNKNOWN for figure in figures):
            names.append(name)
        # Of a row in which no figure is told, the remark says that it is hidden.
        if any(figure.status not in (Status.UNKNOWN, Status.SUPPRESSED) for figure in figures):
            rows.append((INDICATORS[name].label, *(format_figure(name, each) for each in cells)))
    remarks, meaning = remarks_of(monitor, names, wijken, total=names), definitions(monitor, names)
    if monitor.signals.status != Status.UNKNOWN:
        meaning = definitions(monitor, [*names, "signals_count"])
    if monitor.signals.status not in (Status.UNKNOWN, Status.SUPPRESSED):
        signals = format_value(INDICATORS["signals_count"], *monitor.signals, unit=False)
        rows.append((INDICATORS["signals_count"].label, signals, *(_NOT_PER_WIJK for _ in wijken)))
    if monitor.signals.status == Status.SUPPRESSED and HIDDEN_IS_NOT_ZERO not in remarks:
        remarks.append(HIDDEN_IS_NOT_ZERO)
    if not rows:
        return []
    columns = ("", monitor.gemeente_name, *(monitor.name_of(code) for code in wijken))
    picture = TablePicture(columns, tuple(rows), (False, *(True for _ in columns[1:])))
    who = "de organisaties telden" if monitor.parts else "de organisatie telde"
    subtitle = f"Wat {who} in {monitor.gemeente_name}, {monitor.year}"
    title = work_title(monitor)
    return [
        Slide(
            part="kinderwerk",
            title=title,
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=source_line(monitor, ("bereik",), computed=False),
            source_short=source_in_short(monitor, ("bereik",), computed=False),
            notes=f"{title}. {SAY['kinderwerk']} {meaning}",
            remarks=tuple(remarks),
            questions=QUESTIONS["kinderwerk"],
            definition=meaning,
        )
    ]


def _quotes(case: Case) -> list[Slide]:
    slides = []
    for quote in case.plan.quotes:
        picture = QuotePicture(quote.words, quote.name, quote.function)
        who = ", ".join(part for part in (quote.name, quote.function) if part)
        slides.append(
            Slide(
                part="kinderwerk",
                title=f"{quote.name} over het kinderwerk",
                subtitle="",
                picture=picture,
                alt=f"Citaat van {who}: {quote.words}",
                source="Opgetekend door de organisatie",
            )
        )
    return slides
