"""What a table holds, figure by figure: the lines of `controleer`."""

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status


def describe_indicators(table: CbsTable | BereikTable) -> list[dict[str, str | int]]:
    """Count what a table knows of each indicator.

    Returns
    -------
    One dict per indicator, in the order of the table: `name`, `label`, `unit`, `source_column` (the column's header
    in the file), `values` (cells with a number, 0 included), `zero` (those that
    are 0), `missing` (unknown or not applicable), `suppressed`, `not_published`.
    values + missing + suppressed + not_published = number of rows.
    """
    lines: list[dict[str, str | int]] = []
    for name in table.values.columns:
        status = table.status[name]
        known = int((status == Status.KNOWN).sum())
        suppressed = int((status == Status.SUPPRESSED).sum())
        not_published = int((status == Status.NOT_PUBLISHED).sum())
        lines.append(
            {
                "name": name,
                "label": INDICATORS[name].label,
                "unit": INDICATORS[name].unit,
                "source_column": table.source_columns.get(name, ""),
                "values": known,
                "zero": int((table.values[name] == 0).sum()),
                "missing": len(status) - known - suppressed - not_published,
                "suppressed": suppressed,
                "not_published": not_published,
            }
        )
    return lines
