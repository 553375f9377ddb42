"""What every file that leaves the dashboard states about its figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.slides import Context, Slide, Story
from kinderwerk_stats.text.hiding import NOT_HIDDEN, threshold_words
from kinderwerk_stats.text.numbers import format_date
from kinderwerk_stats.text.origin import is_invented, wijk_sources
from kinderwerk_stats.text.reference import norm_used
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.text.together import whose_figures

# Two lines of small print on a slide, with room for the pointer behind them.
_MOST_SIGNS, _SEE_LAST = 205, "Zie ook de laatste dia."


def build_context(
    monitor: Monitor, wijken: Sequence[str], today: date, weights: str = "", slides: Sequence[Slide] = ()
) -> Context:
    """Return gemeente, year, choices, threshold and sources of the figures in a file.

    Parameters
    ----------
    monitor : whose figures they are; its small counts are hidden already.
    wijken : codes of the wijken that were chosen; none means all of them.
    today : when the file is made.
    weights : the weights in words, where any were used.
    slides : that the file has, whose own sources are named too.
    """
    return Context(
        gemeente_code=monitor.gemeente_code,
        gemeente_name=monitor.gemeente_name,
        year=monitor.year,
        age_range=monitor.age_range,
        wijken=tuple(monitor.names[code] for code in wijken),
        norm=f"bereik: {norm_used(monitor, 'reach_share', with_goal=True)}; "
        f"fte: {norm_used(monitor, 'children_per_fte', with_goal=True)}",
        weights=weights,
        threshold=threshold_words(monitor.threshold),
        sources=tuple(dict.fromkeys([*wijk_sources(monitor), *(one for slide in slides for one in slide.beside)])),
        made_on=today,
        invented=is_invented(monitor),
        organisations=whose_figures(monitor, in_short=True),
    )


def foot_lines(story: Story) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the small print under each slide, and what the last slide says about all figures.

    Under a slide stand its source in short, whether it is invented, its gemeente and year, and what is special to it.
    What holds for more slides than one, or is too long to read there, stands on the last slide, once.
    """
    times = Counter(remark for slide in story.slides for remark in set(slide.remarks))
    shared = " ".join(remark for remark, many in times.items() if many > 1)
    feet, left = [], []
    for number, slide in enumerate(story.slides, start=1):
        line, kept, more = _source_line(slide, story.context), list[str](), list[str]()
        alone = [remark for remark in slide.remarks if times[remark] == 1]
        for remark in (slide.left_out, *alone):
            if remark and remark not in line:
                fits = len(" ".join((*kept, remark, line))) <= _MOST_SIGNS
                (kept if fits else more).append(remark)
        feet.append(" ".join([*kept, line, *([_SEE_LAST] if more else [])]))
        left += [(f"Bij dia {number}", " ".join(more))] if more else []
    # All sources are one row: the rows of a slide are few.
    *choices, made = [line for line in context_lines(story.context) if line[1] not in story.context.sources]
    sources = ("Bronnen", "; ".join(story.context.sources))
    known = [("Goed om te weten", shared)] if shared else []
    return feet, [*choices, *known, *left, sources, made]


def _source_line(slide: Slide, context: Context) -> str:
    source = slide.source_short or slide.source
    said = [f"Bron: {source.rstrip('.')}." if source else "", "Verzonnen cijfers." if context.invented else ""]
    said.append(f"{NOT_HIDDEN}." if context.threshold == NOT_HIDDEN else "")
    return " ".join(filter(None, [*said, f"{context.title}."]))


def of_all_wijken(context: Context) -> Context:
    """Return what a table of every wijk states, whichever of them a story is about."""
    return replace(context, wijken=())


def context_lines(context: Context) -> list[tuple[str, str]]:
    """Return name and words of everything that a file states about its figures, in the order to print."""
    return [
        ("Gemeente", f"{context.gemeente_name} ({context.gemeente_code})"),
        ("Jaar", str(context.year)),
        ("Leeftijd", AGE_WORDS[context.age_range]),
        *([("Organisaties", context.organisations)] if context.organisations else []),
        ("Wijken", ", ".join(context.wijken) or "alle wijken"),
        ("Norm", context.norm),
        ("Gewichten", context.weights or "geen"),
        ("Kleine aantallen", context.threshold),
        ("Verzonnen cijfers", "ja: deze cijfers zijn verzonnen" if context.invented else "nee"),
        *(("Bron", source) for source in context.sources),
        ("Gemaakt op", format_date(context.made_on)),
    ]
