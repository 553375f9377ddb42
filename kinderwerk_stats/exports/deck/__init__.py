"""A story as a PowerPoint file that can be edited: native charts and tables, notes, alternative texts."""

from kinderwerk_stats.exports.deck.write import write_deck

__all__ = ["write_deck"]
