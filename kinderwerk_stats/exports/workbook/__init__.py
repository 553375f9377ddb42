"""All figures of a gemeente as an Excel file: years, wijken, charts that can be edited, definitions and sources."""

from kinderwerk_stats.exports.workbook.write import write_workbook

__all__ = ["write_workbook"]
