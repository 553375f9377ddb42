"""A story as one page to present: full screen, by keys or by swiping, without anything from outside the file."""

from kinderwerk_stats.exports.presentation.build import build_presentation

__all__ = ["build_presentation"]
