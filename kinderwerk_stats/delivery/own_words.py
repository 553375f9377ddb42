"""Goals and notes of a gemeente: checked, kept in the store, and read from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.own_words import Duiding, Goal, OwnWords, read_duiding, read_goal, to_content
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem, make_warning
from kinderwerk_stats.sources.privacy.texts import judge_text
from kinderwerk_stats.store import Kept, Store


def read_own_words(store: Store) -> Mapping[str, OwnWords]:
    """Return gemeente code -> what it says now, each that can be read, and of each that cannot a problem."""
    found: dict[str, OwnWords] = defaultdict(OwnWords)
    for kept in (*store.kept("doel"), *store.kept("duiding")):
        found[kept.gemeente_code] = _with(found[kept.gemeente_code], kept)
    return dict(found)


def _with(said: OwnWords, kept: Kept) -> OwnWords:
    """Return what a gemeente says with one thing more; what cannot be read is said, and silences nothing else."""
    try:
        if kept.kind == "doel":
            return replace(said, goals=(*said.goals, read_goal(kept.content)))
        return replace(said, duiding=(*said.duiding, read_duiding(kept.content)))
    except InputRefused:
        problem = make_warning("eigen_woorden_onleesbaar", Place(subject=f"{kept.kind} {kept.name}"))
        return replace(said, unread=(*said.unread, problem))


def keep_goal(store: Store, gemeente_code: str, name: str, goal: Goal, *, by: Identity, based_on: int) -> Kept:
    """Publish a goal under a name; see `Store.keep`.

    Raises
    ------
    InputRefused
        When it is no goal that can be read again, or its words tell who somebody is.
    KeptConflict
        When someone else changed it meanwhile.
    """
    content = to_content(goal)
    read_goal(content)
    refuse_persons(goal.owner, goal.decision)
    return store.keep("doel", gemeente_code, name, content, by=by, based_on=based_on)


def keep_duiding(store: Store, gemeente_code: str, duiding: Duiding, *, by: Identity, based_on: int) -> Kept:
    """Publish a note beside a figure, signed by who publishes it; raises as `keep_goal` does."""
    refuse_persons(duiding.text)
    content = to_content(replace(duiding, who=by.name))
    return store.keep("duiding", gemeente_code, duiding.name, content, by=by, based_on=based_on)


def refuse_persons(*texts: str, file: str = "") -> None:
    """Refuse words that tell who somebody is; `file`: the name of the file that they come from.

    Everybody reads what a gemeente keeps: what may be the telephone of an office is refused as well.

    Raises
    ------
    InputRefused
        With everything that was found, never the words themselves.
    """
    found = [judged[0] for judged in map(judge_text, texts) if judged]
    if found:
        place = Place(file) if file else Place(subject="tekst")
        raise InputRefused([make_problem("verhaal_over_persoon", place, reasons=tuple(dict.fromkeys(found)))])
