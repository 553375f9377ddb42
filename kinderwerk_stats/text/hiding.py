"""What is said of hidden counts: on every page in one line, in every file in words."""

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.model.threshold import OFF
from kinderwerk_stats.text.numbers import format_count

NOT_HIDDEN = "Kleine aantallen zijn niet verborgen: alleen voor eigen gebruik"
"""For every page and file of an installation that hides nothing."""


def small_numbers(threshold: int) -> str:
    """Return which numbers are small.

    >>> small_numbers(5), small_numbers(10)
    ('1 tot en met 4', '1 tot en met 9')
    """
    return f"1 tot en met {threshold - 1}"


def threshold_words(threshold: int) -> str:
    """Return what holds for small counts, for the context of a file.

    >>> threshold_words(10)
    'aantallen van 1 tot en met 9 kinderen zijn verborgen, met andere erbij waar dat nodig is'
    """
    if threshold == OFF:
        return NOT_HIDDEN
    return f"aantallen van {small_numbers(threshold)} kinderen zijn verborgen, met andere erbij waar dat nodig is"


def hidden_words(threshold: int, *, code: bool = False) -> str:
    """Return what a hidden figure is, for exports; `code`: of a file (csv, JSON) that holds codes and no words.

    >>> hidden_words(5).partition(" Het is ")[0], hidden_words(5, code=True).partition(" Het is ")[0]
    ('“verborgen” is geen nul.', '“onderdrukt” (verborgen) is geen nul.')
    """
    secret = "een cijfer dat CBS of de organisatie zelf geheimhoudt"
    hidden = Status.SUPPRESSED
    is_no_zero = f"“{hidden.code}” ({hidden.label})" if code else f"“{hidden.label}”"
    is_no_zero = f"{is_no_zero} is geen nul. Het is"
    if threshold == OFF:
        return f"{is_no_zero} {secret}. {NOT_HIDDEN}"
    return (
        f"{is_no_zero} een klein aantal bereikte kinderen of bezoeken ({small_numbers(threshold)}), "
        f"een ander aantal waarmee dat is uit te rekenen, of {secret}"
    )


def assumption_words(threshold: int) -> str:
    """Return the rule, for the page that explains everything."""
    if threshold == OFF:
        return f"{NOT_HIDDEN}. Zo is deze installatie ingesteld."
    return (
        f"Aantallen van {small_numbers(threshold)} bereikte kinderen of bezoeken zijn verborgen. Zo nodig is ook een "
        "ander aantal verborgen, zodat het kleine aantal uit deze cijfers niet is uit te rekenen. Welk van de twee het "
        "is, staat er niet bij. Wat in een versie van een jaar verborgen is, blijft dat in de andere. Wie meer weet "
        "dan hier staat, zoals een van de verborgen aantallen, kan soms wel verder rekenen."
    )


def hidden_sentence(monitor: Monitor) -> str:
    """Return in one line what is hidden of this gemeente and why; nothing where nothing is hidden."""
    rows = monitor.coverage.cells.values()
    hides_reach, hides_visits = (_hiding_wijken(monitor, name) for name in ("reached_count", "visits_count"))
    reach, visits = len(hides_reach), len(hides_visits - hides_reach)
    of_all = f"{reach} van de {len(rows)} wijken" if len(rows) > 1 else "de wijk"
    parts = [f"het bereik van {of_all}"] if reach else []
    if visits:
        more = "nog " if reach else ""
        parts.append(f"de bezoeken van {more}{format_count(visits, 'wijk', 'wijken')}")
    # Visits of a hidden wijk are hidden with it, also where the organisation gave none of any wijk.
    with_visits = visits or any(cells["visits_count"].known for cells in rows)
    totals = monitor.coverage.totals
    whole = [
        words
        for name, words, counts in (("reached_count", "het bereik", True), ("visits_count", "de bezoeken", with_visits))
        if totals[name].status == Status.SUPPRESSED and counts
    ]
    if whole:
        parts.append(f"{' en '.join(whole)} van de gemeente samen")
    if not parts:
        return ""
    what = f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else parts[0]
    if monitor.threshold == OFF:
        return f"Verborgen: {what}. De organisatie houdt dat zelf geheim."
    small = small_numbers(monitor.threshold)
    return f"Verborgen: {what}. Uit deze cijfers is geen aantal van {small} kinderen of bezoeken uit te rekenen."


def _hiding_wijken(monitor: Monitor, name: str) -> frozenset[str]:
    """Return the wijken in which a count is hidden, of all together or of one of several organisations."""
    shown = (monitor.coverage, *(part.coverage for part in monitor.parts))
    return frozenset(
        code for each in shown for code, cells in each.cells.items() if cells[name].status == Status.SUPPRESSED
    )


def not_hidden_note(monitor: Monitor) -> str:
    """Return that nothing is hidden, as a sentence, where that is so; else nothing."""
    return f"{NOT_HIDDEN}." if monitor.threshold == OFF else ""
