"""The coverage of a gemeente as csv with its metadata beside it, as machines read it (CSV on the Web)."""

import json
from dataclasses import replace
from pathlib import Path

from kinderwerk_stats.exports.coverage_files import FIELDS, write_coverage_csv
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.monitor import Monitor
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.slides import Context
from kinderwerk_stats.text.hiding import hidden_words

_STANDARD = "http://www.w3.org/ns/csvw"
_ENDS = {"children_low": "children_count", "children_high": "children_count", "reach_low": "reach_share",
         "reach_high": "reach_share"}  # fmt: skip


def write_open_tables(monitor: Monitor, context: Context, path: Path) -> list[Path]:
    """Write the table as csv and what it means as `<name>-metadata.json`.

    Parameters
    ----------
    context : of the story; the table has all wijken, whichever were chosen.
    path : of the csv; the other file stands beside it, where the standard looks for it.

    Returns
    -------
    Both paths.

    Notes
    -----
    Source: W3C, Metadata Vocabulary for Tabular Data (2015), section 5. Words instead of numbers, such as "onderdrukt",
    are listed as the column's absent values, so that no reader takes them for zero.
    """
    write_coverage_csv(monitor, path)
    beside = path.with_name(f"{path.name}-metadata.json")
    beside.write_text(
        json.dumps(
            _metadata(path.name, replace(context, wijken=()), hidden_words(monitor.threshold)),
            ensure_ascii=False,
            indent=2,
        ),
        encoding="utf-8",
    )
    return [path, beside]


def _metadata(file: str, context: Context, hidden: str) -> dict[str, object]:
    said = context_lines(context)
    return {
        "@context": [_STANDARD, {"@language": "nl"}],
        "url": file,
        "dc:title": f"Dekking van kinderwerk in {context.title}",
        "dc:created": context.made_on.isoformat(),
        "dc:source": list(context.sources),
        "dc:description": "; ".join(f"{label}: {text}" for label, text in said),
        "rdfs:comment": hidden,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {"primaryKey": "wijk_code", "columns": [*_names(), *map(_column, FIELDS)]},
    }


def _names() -> list[dict[str, object]]:
    return [
        {"name": "wijk_code", "titles": "wijk_code", "datatype": "string", "required": True,
         "dc:description": "Code van de wijk; de laatste rij is de gemeente."},
        {"name": "wijk_name", "titles": "wijk_name", "datatype": "string"},
    ]  # fmt: skip


def _column(field: str) -> dict[str, object]:
    indicator: Indicator = INDICATORS[_ENDS.get(field, field)]
    end = {"_low": ", ondergrens", "_high": ", bovengrens"}.get(field[field.rfind("_") :], "") if field in _ENDS else ""
    return {
        "name": field,
        "titles": field,
        "datatype": {"base": "decimal", "format": {"decimalChar": ","}},
        "null": [status.code for status in Status if status != Status.KNOWN],
        "dc:title": indicator.label + end,
        "dc:description": f"{indicator.definition} {indicator.caveat}".strip(),
        "dc:format": "deel van 1" if indicator.unit == "%" else indicator.unit,
        "dc:source": indicator.source,
        "dc:temporal": indicator.peildatum,
    }
