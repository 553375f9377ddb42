"""An organisation's own numbers of early signalling: a list of children, how many it knew, how many needed help."""

import re
from dataclasses import dataclass

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused, Problem, worded
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD, SMALLEST_SIGNALS
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

MOST_CHILDREN = 100_000
MOST_WORDS = 200
_WHERE = "de eigen aantallen bij vroeg signaleren"


@dataclass(frozen=True)
class Signalling:
    """One list: children on it, known to the kinderwerker, needing help; `what` the list was, `when` it was.

    Raises
    ------
    InputRefused
        When the numbers do not fit each other, or are so small that somebody could be recognised. Such numbers are
        nowhere kept: not in a plan, its file or the store.

    Notes
    -----
    METHOD 7.1: a number of children who needed help is 0 or at least 10, and so is the rest of the known children:
    when nearly all of them needed help, who is on the list is known to have needed it. The children on the list and
    the known ones are 0 or at least 5. How many were not known is no secret of a child.
    """

    listed: int
    known: int
    needed_help: int
    what: str
    when: str

    def __post_init__(self) -> None:
        problems = _find_faults(self)
        if problems:
            raise InputRefused(problems)


def _find_faults(given: Signalling) -> list[Problem]:
    where = _WHERE
    if not 0 <= given.needed_help <= given.known <= given.listed <= MOST_CHILDREN or given.listed == 0:
        return [
            worded(
                where=where,
                found="aantallen die niet bij elkaar passen",
                expected="op de lijst minstens zo veel kinderen als bekend waren, en bekend minstens zo veel als er "
                "hulp nodig hadden",
                action="controleer de drie aantallen",
            )
        ]
    problems = []
    if any(0 < count < DEFAULT_THRESHOLD for count in (given.listed, given.known)):
        problems.append(_too_small(where, f"minder dan {DEFAULT_THRESHOLD} kinderen op de lijst of bekend"))
    left = given.known - given.needed_help
    if given.needed_help and (given.needed_help < SMALLEST_SIGNALS or left < SMALLEST_SIGNALS):
        problems.append(
            _too_small(
                where,
                f"minder dan {SMALLEST_SIGNALS} bekende kinderen die hulp nodig hadden, of die geen hulp nodig hadden",
            )
        )
    problems += [
        worded(where, "geen tekst" if not text.strip() else "een te lange tekst", words, "vul dit in, in een zin")
        for text, words in (
            (given.what, f"wat voor lijst het was, in hoogstens {MOST_WORDS} tekens"),
            (given.when, f"wanneer het was, in hoogstens {MOST_WORDS} tekens"),
        )
        if not 0 < len(text.strip()) <= MOST_WORDS or len(text) > MOST_WORDS
    ]
    return problems


def signalling_problems(given: Signalling, monitor: Monitor) -> list[Problem]:
    """Return why numbers may not be shown in this gemeente.

    They name a wijk, and help is never told per wijk; or this installation hides larger numbers than a plan may hold.
    """
    if any(0 < count < monitor.threshold for count in (given.listed, given.known)):
        return [_too_small(_WHERE, f"minder dan {monitor.threshold} kinderen op de lijst of bekend")]
    said = normalise_wijk_name(f"{given.what} {given.when}")
    names = [normalise_wijk_name(name) for name in monitor.names.values() if name != monitor.gemeente_name]
    named = [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", said)]
    if len(monitor.names) == 1 or not named:
        return []
    return [
        worded(
            where=_WHERE,
            found="een lijst van een wijk",
            expected="een lijst van de hele gemeente: wie hulp nodig had, wordt nooit per wijk getoond",
            action="laat de aantallen weg, of noem alleen de gemeente en het soort lijst",
        )
    ]


def _too_small(where: str, found: str) -> Problem:
    return worded(
        where=where,
        found=f"{found}: zo weinig dat een kind te herkennen kan zijn",
        expected=f"geen, of minstens {SMALLEST_SIGNALS} kinderen met hulp, en minstens {SMALLEST_SIGNALS} zonder",
        action="laat deze aantallen weg, of tel een grotere groep in de hele gemeente",
    )
