"""What an fte costs in Halmerdam: invented, as everything of the example, and nowhere a default."""

from decimal import Decimal

from kinderwerk_stats.gemeente.plan_choice import CostName, CostStep

_SOURCE = "verzonnen voor het voorbeeld Halmerdam"
_INVENTED: tuple[tuple[CostName, str, str], ...] = (
    ("loon", "41000", "45000"),
    ("ikb", "20", "20"),
    ("lasten", "19", "22"),
    ("overhead", "20", "25"),
    ("productiviteit", "65", "70"),
)
EXAMPLE_COSTS = tuple(CostStep(name, Decimal(low), Decimal(high), _SOURCE) for name, low, high in _INVENTED)
