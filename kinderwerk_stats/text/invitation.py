"""An invitation to a werkbezoek, to copy into a mail: who, what and why, with the figures of the wijk filled in."""

from collections.abc import Sequence
from typing import Literal

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.national import ARTICLE, children_per_kinderwerker
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.numbers import format_range, join_names
from kinderwerk_stats.text.origin import organisation_of
from kinderwerk_stats.text.reference import own_ratio, ratio_remark
from kinderwerk_stats.text.sentences import headline, wijk_headline
from kinderwerk_stats.text.story import measure_words, remark_of, short_sources, wijk_gap_sentence
from kinderwerk_stats.text.together import whose_figures

Guest = Literal["nieuwe wethouder", "college"]
_GREETINGS: dict[Guest, str] = {
    "nieuwe wethouder": "Beste wethouder,",
    "college": "Geacht college van burgemeester en wethouders,",
}
_WELCOME: dict[Guest, str] = {"nieuwe wethouder": "Van harte welkom als wethouder van {place}. ", "college": ""}
_OPENING = (
    "Kinderen groeien op in de wijk, en daar werkt het kinderwerk. We laten u graag zien wat kinderwerk is en wat het "
    "voor kinderen in {place} kan betekenen."
)
_MOST_WIJKEN = 3


def invitation_text(
    monitor: Monitor, wijken: Sequence[str], guest: Guest = "nieuwe wethouder", questions: Sequence[str] = ()
) -> str:
    """Return the text of a mail, without any markup.

    Parameters
    ----------
    monitor : of the gemeente; its small counts are hidden.
    wijken : codes of the wijken to visit; at most three are described.
    guest : who is invited.
    questions : what to talk about, to think over before.

    Returns
    -------
    Paragraphs with an empty line between them. Day, place and name are left open between square brackets.
    """
    place = plain(monitor.gemeente_name)
    shown = [code for code in wijken if code in monitor.names][:_MOST_WIJKEN]
    where = join_names([plain(monitor.name_of(code)) for code in shown]) or place
    low, high = children_per_kinderwerker()
    country = f"In Nederland is er één kinderwerker voor {format_range(low, high)} kinderen (stand van 2022)."
    come = (
        f"Komt u kijken op [dag] van [tijd] tot [tijd], {_places(monitor, shown)}? U ontmoet er "
        f"{_whom(monitor, shown)}, en we lopen samen door de cijfers."
    )
    paragraphs = [
        f"Onderwerp: uitnodiging voor een werkbezoek aan het kinderwerk in {where}",
        _GREETINGS[guest],
        f"{_WELCOME[guest]}{_OPENING}".format(place=place),
        *filter(None, [whose_figures(monitor, together=False)]),
        f"{country} {_ours(monitor)}{plain(headline(monitor))}",
        *(_about(monitor, code) for code in shown),
        come,
    ]
    asked = [question.strip() for question in questions if question.strip()]
    if asked:
        lines = "\n".join(f"- {question}" for question in asked)
        paragraphs.append(f"Waar we het graag met u over hebben:\n{lines}")
    who = organisation_of(monitor)
    paragraphs += [
        "Laat u ons weten of u kunt komen? U bereikt ons via [telefoon of mail].",
        f"Met vriendelijke groet,\n[naam]{f', {who}' if who else ''}",
        _small_print(monitor, shown),
    ]
    return "\n\n".join(paragraphs)


def _places(monitor: Monitor, wijken: Sequence[str]) -> str:
    """Return where to come: a place of its own in each wijk."""
    names = [plain(monitor.name_of(code)) for code in wijken]
    if len(names) < 2:
        return f"in [plek] in {names[0] if names else plain(monitor.gemeente_name)}"
    return f"in {join_names([f'[plek] (in {name})' for name in names])}"


def _whom(monitor: Monitor, wijken: Sequence[str]) -> str:
    """Return whom a guest meets; nobody is promised whom a wijk does not have, or may not have."""
    rows = {code: monitor.coverage.cells[code] for code in wijken} or {"": monitor.coverage.totals}
    there = []
    for code, cells in rows.items():
        fte, reached = cells["kinderwerker_fte"], cells["reached_count"]
        if (fte if fte.known else reached).known and (fte if fte.known else reached).value > 0:
            there.append(code)
    if len(there) == len(rows):
        return "kinderen, ouders en kinderwerkers"
    names = join_names([plain(monitor.name_of(code)) for code in there])
    return f"kinderen en ouders, en in {names} ook kinderwerkers" if there else "kinderen en ouders"


def _ours(monitor: Monitor) -> str:
    """Return the gemeente beside the country, where both count persons."""
    own = own_ratio(monitor)
    said = f"Hoe is dat bij ons? In {plain(monitor.gemeente_name)} zijn het {own.words}." if own is not None else ""
    words = " ".join(part for part in (said, ratio_remark(monitor)) if part)
    return f"{words} " if words else ""


def _about(monitor: Monitor, code: str) -> str:
    gap = wijk_gap_sentence(monitor, code)
    return " ".join(part for part in (plain(wijk_headline(monitor, code)), gap) if part)


def _small_print(monitor: Monitor, wijken: Sequence[str]) -> str:
    """Return year, measure, sources and what must be known of the figures."""
    figures = ("reached_count", "reach_share", "gap_children_count")
    # Without a norm the measure is the average already: once is enough.
    whole = ("reached_count",) if monitor.coverage.own_norm_reach else ("reached_count", "reach_share")
    remark = remark_of(monitor, figures, wijken, whole)
    parts = [
        f"De cijfers gaan over {monitor.year}.",
        measure_words(monitor, "reach_share") if monitor.bereik is not None else "",
        remark,
        f"Bronnen: {short_sources(monitor.sources)}; eigen berekening; {ARTICLE}.",
    ]
    return " ".join(part for part in parts if part)
