"""Questions to talk about, per picture: open, about this figure, and without an answer in them."""

from collections.abc import Mapping

from kinderwerk_stats.gemeente.monitor import Monitor

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "landelijk": (
        "Hoeveel kinderen kan een kinderwerker bij naam kennen?",
        "Wat merkt u in uw eigen wijk van deze verhouding?",
    ),
    "reach_share": (
        "Herkent u het verschil tussen de wijken?",
        "Welke kinderen zien we nog niet, en wie ziet hen wel?",
    ),
    "children_count": ("Waar verwacht u dat kinderen het kinderwerk het hardst nodig hebben?",),
    "wijk": (
        "Klopt dit beeld met wat u in de wijk ziet?",
        "Wat weten de mensen in de wijk dat niet in deze cijfers staat?",
    ),
    "circumstances": ("Wat betekenen deze omstandigheden voor een kind dat hier opgroeit?",),
    "kinderwerk": (
        "Wat levert een middag kinderwerk op dat niet in een tabel staat?",
        "Met wie werkt het kinderwerk samen, en wie mist er nog?",
    ),
    "signaleren": (
        "Wat gebeurt er hier met een zorg die een kinderwerker ziet?",
        "Wie kent de kinderen die niemand kent?",
    ),
    "gap_children_count": (
        "Welke wijk zou u als eerste kiezen, en waarom die?",
        "Wat houdt kinderen daar nu tegen om mee te doen?",
    ),
    "gap_fte": ("Is er in deze wijk een plek voor kinderwerk, en zijn er mensen voor?",),
    "nodig": (
        "Welke norm vindt u redelijk voor deze gemeente?",
        "Als er minder geld is dan dit vraagt: waar begint u?",
    ),
    "plan": (
        "Past het doel van dit plan bij wat u voor kinderen wilt?",
        "Wat zegt u tegen de wijken die er in dit plan niets bij krijgen?",
    ),
}
"""Part or figure -> its questions."""


def needed_questions(monitor: Monitor) -> tuple[str, ...]:
    """Return what to ask beside what is needed: where the gemeente set a goal, nobody is asked for a norm."""
    norm, *rest = QUESTIONS["nodig"]
    set_already = any(goal.kind in ("reach_share", "children_per_fte") for goal in monitor.own_words.goals)
    return ("Wat is er nodig om het doel van de gemeente te halen?" if set_already else norm, *rest)
