"""Facts of others about kinderwerk in the whole country, with their source: context; no children are divided."""

from dataclasses import dataclass

ARTICLE = (
    "Sociaal Werk Nederland, 'Kinderwerk, onmisbare schakel in de sterke sociale basis opgroeien – in je buurt', "
    "18 januari 2022"
)
ARTICLE_SHORT = "Sociaal Werk Nederland 2022"

CHILDREN_COUNT = 1_500_000
KINDERWERKERS_LOW, KINDERWERKERS_HIGH = 400, 500
# One list in Den Haag: children on it, known to the kinderwerker, really needing help. Never scaled up (METHOD 1.2).
LISTED, KNOWN_ON_LIST, NEEDED_HELP = 50, 48, 15


def children_per_kinderwerker() -> tuple[float, float]:
    """Return the interval of children per kinderwerker: few children over many workers, many over few.

    [a / b_high, a / b_low]; no midpoint is given, the quotient of an interval is not symmetrical.

    Notes
    -----
    It is today's ratio and not a norm. Workers are heads, not fte. Source: ARTICLE; no second source was found.

    Examples
    --------
    >>> children_per_kinderwerker()
    (3000.0, 3750.0)
    """
    return CHILDREN_COUNT / KINDERWERKERS_HIGH, CHILDREN_COUNT / KINDERWERKERS_LOW


@dataclass(frozen=True)
class NationalFact:
    """One figure of the country: what stands large, the sentence under it, and who says so."""

    figure: str
    sentence: str
    source: str


NATIONAL_FACTS: tuple[NationalFact, ...] = (
    NationalFact(
        "119.000",
        "kinderen per jaar worden mishandeld. Dat is gemiddeld een kind in elke klas van de basisschool.",
        ARTICLE,
    ),
    NationalFact(
        "ruim 113.000",
        "leerlingen in het gewone basisonderwijs stonden in 2018/2019 bekend als achterstandsleerling. "
        "Van hen heeft 60 % een migratieachtergrond.",
        ARTICLE,
    ),
    NationalFact(
        "428.000",
        "jongeren kregen in 2019 jeugdhulp. Dit aantal past bij wat CBS 'jongeren met jeugdzorg in natura' noemt.",
        ARTICLE,
    ),
    NationalFact(
        "86 %",
        "van de kinderwerkers noemt het signaleren van zorgelijke ontwikkelingen en problemen als belangrijkste doel.",
        f"NJi, Kinderwerk anno 2021; in {ARTICLE}",
    ),
    NationalFact(
        "8,5 miljard euro",
        "ging na corona naar achterstanden in het leren. "
        "De achterstand in het leven van deze kinderen telt net zo zwaar.",
        ARTICLE,
    ),
    NationalFact(
        "tienduizenden",
        "kinderen van 4 tot 12 jaar zijn na school alleen: kinderen van een alleenstaande ouder zonder opvang, van "
        "ouders met wisselend of nachtwerk of met zorgen over geld, of kinderen die thuis niet veilig zijn.",
        ARTICLE,
    ),
    NationalFact(
        f"{KNOWN_ON_LIST} van de {LISTED}",
        f"kinderen op een lijst in Den Haag kende de kinderwerker al. {NEEDED_HELP} van hen hadden echt hulp nodig; "
        "hun ouders zijn uitgenodigd. Dit is een voorbeeld en zegt niets over andere gemeenten.",
        ARTICLE,
    ),
)
