"""The coverage of a gemeente as csv with its metadata beside it, as machines read it (CSV on the Web)."""

import json
from pathlib import Path

from kinderwerk_stats.analysis.together import REACHED_ENDS
from kinderwerk_stats.exports.coverage_files import FIELDS, header_of, write_coverage_csv
from kinderwerk_stats.exports.tables import end_of, record_of
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.context import context_lines, of_all_wijken
from kinderwerk_stats.story.slides import Context
from kinderwerk_stats.text.hiding import hidden_words

_STANDARD = "http://www.w3.org/ns/csvw"
_DECIMAL = {"base": "decimal", "format": {"decimalChar": ","}}
# Columns that are no figure: what stands in them.
_OTHER = {
    "wijk_code": "Code van de wijk; de laatste rij is de gemeente.",
    "wijk_name": "Naam van de wijk; de laatste rij is de gemeente.",
    "flags": "Woorden die zeggen wat er met de cijfers van deze rij is; flags_in_words zegt wat zij betekenen.",
    "gemeente_code": "Code van de gemeente.",
    "year": "Jaar van de cijfers en van de indeling in wijken.",
    "age_range": "Leeftijd van de kinderen in jaren; beide tellen mee.",
    "norm_reach_share": "Norm voor het bereik, als deel van 1.",
    "norm_reach_is_own_average": "Of die norm een gemiddelde van de gemeente of haar wijken is: ja of nee.",
    "norm_children_per_fte": "Norm voor het aantal kinderen per fte.",
    "norm_children_per_fte_is_own_average": "Of die norm een gemiddelde van de gemeente of haar wijken is: ja of nee.",
    "sources": "Bestanden waar de cijfers uit komen, met een streep ertussen.",
    "organisation": "De organisatie die het bereik opgaf.",
    "invented": "Of de cijfers verzonnen zijn: ja of nee.",
    "flags_in_words": "Wat er met de cijfers van deze rij is.",
    "warnings": "Wat er bij het lezen van de bestanden opviel.",
    "small_count_threshold": "De drempel: onder dit getal is een aantal kinderen klein; 0: er is geen drempel.",
    "small_counts_in_words": "Wat de drempel doet, in woorden.",
    "goals_in_words": "De doelen van de gemeente of deze wijk naast het cijfer, met een streep ertussen.",
    "reached_in_words": "Hoeveel kinderen elke organisatie bereikt, en hoeveel alle samen.",
    "duiding": "Wat de gemeente zelf bij cijfers van deze rij zegt, met naam en datum.",
}
_NUMBERS = ("norm_reach_share", "norm_children_per_fte")


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
            _metadata(monitor, path.name, context),
            ensure_ascii=False,
            indent=2,
        ),
        encoding="utf-8",
    )
    return [path, beside]


def _metadata(monitor: Monitor, file: str, context: Context) -> dict[str, object]:
    said = context_lines(of_all_wijken(context))
    return {
        "@context": [_STANDARD, {"@language": "nl"}],
        "url": file,
        "dc:title": f"Dekking van kinderwerk in {context.title}",
        "dc:created": context.made_on.isoformat(),
        "dc:source": list(context.sources),
        "dc:description": "; ".join(f"{label}: {text}" for label, text in said),
        "rdfs:comment": hidden_words(monitor.threshold, code=True),
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {"primaryKey": "wijk_code", "columns": [_column(name) for name in header_of(monitor)]},
    }


def _column(name: str) -> dict[str, object]:
    """Return what a column is, by the words of the standard."""
    return {"name": name, "titles": name, **(_figure(name) if name in (*FIELDS, *REACHED_ENDS) else _other(name))}


def _other(name: str) -> dict[str, object]:
    said: dict[str, object] = {"dc:description": _OTHER[name], "required": name == "wijk_code"}
    if name in _NUMBERS:
        return {"datatype": _DECIMAL, "null": [Status.UNKNOWN.code], **said}
    if name == "flags":
        return {"datatype": "string", "separator": " ", **said}
    return {"datatype": "gYear" if name == "year" else "string", **said}


def _figure(field: str) -> dict[str, object]:
    record, end = record_of(field), end_of(field)
    return {
        "datatype": _DECIMAL,
        "null": [status.code for status in Status if status != Status.KNOWN],
        "dc:title": f"{record.label}, {end}" if end else record.label,
        "dc:description": f"{record.definition} {record.caveat}".strip(),
        "dc:format": "deel van 1" if record.unit == "%" else record.unit,
        "dc:source": record.source,
        "dc:temporal": record.peildatum,
    }
