"""What every file that leaves the dashboard states about its figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.slides import Context, Slide
from kinderwerk_stats.text.hiding import threshold_words
from kinderwerk_stats.text.numbers import format_date
from kinderwerk_stats.text.origin import is_invented, wijk_sources
from kinderwerk_stats.text.reference import norm_used
from kinderwerk_stats.text.sentences import AGE_WORDS


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
    )


def foot_line(slide: Slide, context: Context) -> str:
    """Return the line under a slide: its source, whether it is invented, of which gemeente and year, and when made."""
    source = f"Bron: {slide.source.rstrip('.')}. " if slide.source else ""
    invented = "Verzonnen cijfers. " if context.invented else ""
    return f"{source}{invented}{context.title}, gemaakt op {format_date(context.made_on)}."


def of_all_wijken(context: Context) -> Context:
    """Return what a table of every wijk states, whichever of them a story is about."""
    return replace(context, wijken=())


def context_lines(context: Context) -> list[tuple[str, str]]:
    """Return name and words of everything that a file states about its figures, in the order to print."""
    return [
        ("Gemeente", f"{context.gemeente_name} ({context.gemeente_code})"),
        ("Jaar", str(context.year)),
        ("Leeftijd", AGE_WORDS[context.age_range]),
        ("Wijken", ", ".join(context.wijken) or "alle wijken"),
        ("Norm", context.norm),
        ("Gewichten", context.weights or "geen"),
        ("Kleine aantallen", context.threshold),
        ("Verzonnen cijfers", "ja: deze cijfers zijn verzonnen" if context.invented else "nee"),
        *(("Bron", source) for source in context.sources),
        ("Gemaakt op", format_date(context.made_on)),
    ]
