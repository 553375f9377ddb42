"""Early signalling: one list of children, from the organisation itself or the example of Den Haag."""

from kinderwerk_stats.model.national import ARTICLE, ARTICLE_SHORT, KNOWN_ON_LIST, LISTED, NEEDED_HELP
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.own_signals import signalling_problems
from kinderwerk_stats.story.slides import Slide, Step, StepsPicture
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_number
from kinderwerk_stats.text.origin import organisation_of
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.story import DO_NOT_SCALE_UP, share_words, signalling_title

_EXAMPLE = "Dit voorbeeld komt uit Den Haag en zegt niets over andere gemeenten."
_DEN_HAAG, _EXAMPLE_HERE = "GM0518", "Dit voorbeeld is één lijst, en zegt niets over de gemeente als geheel."
_REFUSED = "De eigen aantallen staan er niet bij: ze gaan over een wijk, en dat mag alleen voor de gemeente."


def build_signaleren(case: Case) -> list[Slide]:
    """Return one slide: the organisation's own list where it may be shown, else the example of Den Haag."""
    monitor, own = case.monitor, case.plan.signalling
    remarks: tuple[str, ...]
    refused = [] if own is None else signalling_problems(own, monitor)
    if own is not None and not refused:
        counts, place = (own.listed, own.known, own.needed_help), monitor.gemeente_name
        subtitle = f"{own.what}, {own.when}"
        source = f"Opgave van {organisation_of(monitor) or 'de organisatie'}: {subtitle}"
        short, remarks = "", ()
    else:
        here = monitor.gemeente_code == _DEN_HAAG
        counts, place = (LISTED, KNOWN_ON_LIST, NEEDED_HELP), monitor.gemeente_name if here else "Den Haag"
        subtitle, source, short = f"Een lijst van {LISTED} kinderen in {place}", ARTICLE, ARTICLE_SHORT
        remarks = (_EXAMPLE_HERE if here else _EXAMPLE, *([_REFUSED] if refused else []))
    listed, known, needed = counts
    steps = (
        Step("Kinderen op de lijst", listed, f"{format_number(listed)} kinderen"),
        Step("Bekend bij de kinderwerker", known, share_words(known, listed)),
        *([Step("Hulp nodig", needed, share_words(needed, known))] if known else []),
    )
    picture = StepsPicture(steps, DO_NOT_SCALE_UP)
    title = signalling_title(place, *counts)
    return [
        Slide(
            part="signaleren",
            title=title,
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=source,
            notes=f"{title}. {SAY['signaleren']}",
            remarks=remarks,
            source_short=short,
            questions=QUESTIONS["signaleren"],
            beside=(source,),
        )
    ]
