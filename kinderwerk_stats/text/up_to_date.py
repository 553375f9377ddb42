"""The words of fetching, and of how old figures are and what newer ones change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kinderwerk_stats.delivery.up_to_date import Gain, Held
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Place
from kinderwerk_stats.text.numbers import format_count, format_number
from kinderwerk_stats.text.problems.formatting import join
from kinderwerk_stats.text.problems.places import SUBJECTS, describe_place

if TYPE_CHECKING:
    # Who fetches nothing does not load it.
    from kinderwerk_stats.live.fetch import Item

SOURCES_AGE = "Nieuwste cijfers van elke bron"
WHAT_IS_FETCHED = (
    "Kerncijfers van de nieuwste vijf jaren, kinderen per leeftijd, de nieuwste afstanden, sociaal-economische score "
    "en wijkgrenzen. Eerst ziet u wat er is en hoeveel. Wat komt, kijkt u na, en publiceert u zelf. Dit is nog nooit "
    "geprobeerd bij de echte diensten: lukt het niet, lever dan de bestanden van CBS hieronder aan."
)
STOPPED = "Gestopt. Er is niets aangeleverd. Wat al is opgehaald, blijft een dag bewaard; dan gaat het verder."
_MOST_FIGURES = 8


def describe_asking(hosts: Sequence[str]) -> str:
    """Return whom is asked over the internet, before anything is.

    >>> describe_asking(["datasets.cbs.nl", "api.pdok.nl"])
    'Gevraagd wordt aan: datasets.cbs.nl, api.pdok.nl. Er gaan alleen vragen naartoe, geen cijfers.'
    """
    return f"Gevraagd wordt aan: {', '.join(hosts)}. Er gaan alleen vragen naartoe, geen cijfers."


def describe_item(item: "Item") -> tuple[str, str]:
    """Return what is fetched, and how much that is.

    >>> from kinderwerk_stats.live.fetch import Item
    >>> describe_item(Item("kwb", ((2024, "85984NED"),), rows=1234)), describe_item(Item("gebieden", ((2024, ""),)))
    (('Kerncijfers wijken en buurten, 2024', '1.234 regels'), ('Wijkgrenzen, 2024', 'omvang onbekend'))
    """
    size = "omvang onbekend" if item.rows is None else format_count(item.rows, "regel", "regels")
    return describe_place(Place(subject=item.theme, key=str(item.tables[0][0]))), size


def describe_progress(done: int, of: int, last: "Item | None") -> str:
    """Return how far fetching is.

    >>> from kinderwerk_stats.live.fetch import Item
    >>> describe_progress(0, 9, None), describe_progress(3, 9, Item("ses", ((2022, "85900NED"),)))
    ('0 van 9 opgehaald', '3 van 9 opgehaald: Sociaal-economische score (SES-WOA), 2022')
    """
    what = "" if last is None else f": {describe_item(last)[0]}"
    return f"{done} van {of} opgehaald{what}"


def describe_gain(gain: Gain) -> str:
    """Return what newer figures change.

    >>> describe_gain(Gain("kwb", 2024, False, ("income_per_person_eur",), ("population_count",)))
    'Kerncijfers wijken en buurten 2024: nieuw: inkomen per inwoner; anders: inwoners'
    >>> describe_gain(Gain("leeftijden", 2025, True))
    'Kinderen per leeftijd 2025: nieuw jaar'
    """
    parts = ["nieuw jaar"] if gain.new_year else []
    said = (("nieuw", gain.new), ("anders", gain.changed), ("nog niet bij CBS", gain.absent))
    parts += [f"{word}: {_figures(names)}" for word, names in said if names]
    return f"{SUBJECTS[gain.theme]} {gain.year}: {'; '.join(parts)}"


def describe_age(held: Held, this_year: int, known: str) -> tuple[str, str]:
    """Return how old figures are, and what to look at; nothing where there is nothing.

    Parameters
    ----------
    this_year : the year that it is now.
    known : the month in which the newest year of CBS was known.

    >>> from kinderwerk_stats.model.source import Source
    >>> source = Source("", "kwb", "", "CBS", 2023)
    >>> describe_age(Held("kwb", source, 2023, 2026), 2026, "november 2026")
    ('3 jaar', 'Niet het nieuwste: CBS had in november 2026 ook 2026.')
    >>> describe_age(Held("kwb", source, 2026, 2026, True, ("income_per_person_eur",)), 2026, "november 2026")
    ('van dit jaar', 'Voorlopig: CBS vult dit jaar nog aan en kan cijfers verbeteren. Nog leeg: inkomen per inwoner.')
    """
    years = this_year - held.year
    age = f"{format_number(years)} jaar" if years > 0 else "van dit jaar"
    said = [f"Niet het nieuwste: CBS had in {known} ook {held.newest}."] if held.outdated else []
    if held.theme == "ses" and not held.source.invented:
        said.append("Of CBS een nieuwer jaar heeft, is niet bekend.")
    if held.filling:
        said.append("Voorlopig: CBS vult dit jaar nog aan en kan cijfers verbeteren.")
        said += [f"Nog leeg: {_figures(held.absent)}."] if held.absent else []
    return age, " ".join(said)


def _figures(names: Sequence[str]) -> str:
    labels = [_inside(INDICATORS[name].label) for name in names]
    more = len(labels) - _MOST_FIGURES
    return join(labels) if more <= 0 else f"{', '.join(labels[:_MOST_FIGURES])} en nog {more}"


def _inside(label: str) -> str:
    """Return a label within a sentence: an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
