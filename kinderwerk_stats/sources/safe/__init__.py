"""Files from outside, read where reading can be stopped."""

from kinderwerk_stats.sources.safe.reading import (
    explain_safely,
    read_file_safely,
    read_own_indicator_safely,
    read_template_safely,
)
from kinderwerk_stats.sources.safe.workers import LIMITS, Limits, warm_up

__all__ = [
    "LIMITS",
    "Limits",
    "explain_safely",
    "read_file_safely",
    "read_own_indicator_safely",
    "read_template_safely",
    "warm_up",
]
