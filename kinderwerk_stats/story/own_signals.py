"""An organisation's own numbers of early signalling: a list of children, how many it knew, how many needed help."""

import re
from dataclasses import dataclass

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD, SMALLEST_SIGNALS
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

MOST_CHILDREN = 100_000
MOST_WORDS = 200
_PLACE = Place(subject="vroeg_signaleren")


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
    if not 0 <= given.needed_help <= given.known <= given.listed <= MOST_CHILDREN or given.listed == 0:
        return [make_problem("signalen_passen_niet", _PLACE)]
    problems = []
    if any(0 < count < DEFAULT_THRESHOLD for count in (given.listed, given.known)):
        problems.append(_too_small("signalen_weinig_kinderen", DEFAULT_THRESHOLD))
    left = given.known - given.needed_help
    if given.needed_help and (given.needed_help < SMALLEST_SIGNALS or left < SMALLEST_SIGNALS):
        problems.append(_too_small("signalen_weinig_hulp", SMALLEST_SIGNALS))
    for text, code, code_long in (
        (given.what, "signalen_zonder_soort", "signalen_soort_te_lang"),
        (given.when, "signalen_zonder_moment", "signalen_moment_te_lang"),
    ):
        if not text.strip():
            problems.append(make_problem(code, _PLACE, meeste=MOST_WORDS))
        elif len(text) > MOST_WORDS:
            problems.append(make_problem(code_long, _PLACE, meeste=MOST_WORDS))
    return problems


def signalling_problems(given: Signalling, monitor: Monitor) -> list[Problem]:
    """Return why numbers may not be shown in this gemeente.

    They name a wijk, and help is never told per wijk; or this installation hides larger numbers than a plan may hold.
    """
    if any(0 < count < monitor.threshold for count in (given.listed, given.known)):
        return [_too_small("signalen_weinig_kinderen", monitor.threshold)]
    said = normalise_wijk_name(f"{given.what} {given.when}")
    names = [normalise_wijk_name(name) for name in monitor.names.values() if name != monitor.gemeente_name]
    named = [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", said)]
    if len(monitor.names) == 1 or not named:
        return []
    return [make_problem("signalen_van_wijk", _PLACE)]


def _too_small(code: str, bound: int) -> Problem:
    return make_problem(code, _PLACE, grens=bound, minste=SMALLEST_SIGNALS)
