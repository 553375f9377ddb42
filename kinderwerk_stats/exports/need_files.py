"""Need per wijk as CSV and XLSX: the figures of the screen, what counted, what it compares with, the sources."""

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from kinderwerk_stats.analysis.need_structure import DOMAINS
from kinderwerk_stats.analysis.rank_uncertainty import DRAWS
from kinderwerk_stats.exports.cells import figure_or_code, set_properties, write_csv_rows
from kinderwerk_stats.exports.sheets import write_notes, write_table
from kinderwerk_stats.exports.tables import (
    CODE,
    FIGURE,
    NAME,
    REMARKS,
    Column,
    Row,
    Table,
    definition_of,
    number_format,
)
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.text.hiding import hidden_words, threshold_words
from kinderwerk_stats.text.need import DOMAIN_WORDS, NEED_FLAGS, scale_words, why_no_group_words
from kinderwerk_stats.text.need_sentences import GROUPS_EXPLAINED, compared_sentence, made_of, robustness_sentences
from kinderwerk_stats.text.numbers import format_number, format_typed
from kinderwerk_stats.text.origin import describe_sources, is_invented, organisation_of
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.text.sentences import AGE_WORDS, label_of, norm_sentence

_COVERAGE = ("children_count", "reach_share", "kinderwerker_fte")
_WEIGHTED = ("weighted_children_per_fte", "weighted_gap_children_count", "weighted_gap_fte")
_PLACES = {
    "need_rank_low": "Plaats, gunstigste (5 %)",
    "need_rank_high": "Plaats, ongunstigste (95 %)",
}
_CONTEXT = ("gemeente_code", "year", "age_range", "scale", "country_wijken", "measure", "weights", "steepness",
            "small_count_threshold", "sources", "organisation", "invented", "flags_in_words",
            "small_counts_in_words")  # fmt: skip

_PARTS = tuple(
    Column(head, 40 if head == "Cijfer" else 22)
    for head in ("Domein", "Cijfer", "Deel van het domein", "Meer is", "Jaar", "Bron", "Bekend voor")
)


def write_need_csv(monitor: Monitor, need: GemeenteNeed, path: Path) -> None:
    """Write one row per wijk; semicolons and decimal commas, as Dutch Excel reads it.

    An absent figure is its status in words. What counted and where it comes from stands in the last columns of every
    row: lines of remarks would break an import, and a second file gets lost.
    """
    names = _columns(need)
    context = _context(monitor, need)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        lines: list[list[str | float | Figure]] = [["wijk_code", "wijk_name", "group", *names, "flags", *_CONTEXT]]
        for code in need.names:
            flags = need.need.flags[code]
            words = _flag_words(monitor, need, code, as_codes=True)
            index = need.cells[code]["need_index"]
            absent = need.need.why_no_group(code) or "" if index.known else figure_or_code(index)
            group = need.group_of(code) or absent
            small = threshold_words(monitor.threshold)
            figures = _figures(monitor, need, code)
            lines.append([code, need.names[code], group, *figures, " ".join(flags), *context, words, small])
        write_csv_rows(stream, lines)


def write_need_xlsx(monitor: Monitor, need: GemeenteNeed, path: Path) -> None:
    """Write a workbook: the table, what the index is made of, and a sheet with choices, definitions and sources."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Behoefte"
    invented = " (verzonnen cijfers)" if is_invented(monitor) else ""
    title = f"Behoefte per wijk in {need.gemeente_name}, {need.year}{invented}"
    write_table(sheet, _table(monitor, need, f"{title}, {scale_words(need.need.scale)}"), header_row=2)
    write_table(workbook.create_sheet("Opbouw"), Table("", _PARTS, tuple(made_of(need))), header_row=1)
    write_notes(workbook.create_sheet("Toelichting"), _notes(monitor, need))
    set_properties(workbook, title)
    workbook.save(path)


def _table(monitor: Monitor, need: GemeenteNeed, title: str) -> Table:
    names = _columns(need)
    rows: list[Row] = [
        [
            code,
            name,
            need.group_of(code) or why_no_group_words(need, code),
            *_figures(monitor, need, code),
            _flag_words(monitor, need, code),
        ]
        for code, name in need.names.items()
    ]
    figures = (Column(_label(monitor, need, name), FIGURE, _number_format(name)) for name in names)
    first = Column("Wijkcode", CODE), Column("Wijk", NAME), Column("Bij de hoogste 20 %")
    return Table(title, (*first, *figures, Column("Let op", REMARKS)), tuple(rows), fixed=2)


def weights_in_words(need: GemeenteNeed) -> str:
    """Return what counted and how heavy: "Bestaanszekerheid 2, Gezin en opgroeien 1, ..."."""
    settings = need.need.settings
    if settings.measure == "ses_woa":
        return "SES-WOA van CBS, omgedraaid"
    said = [f"{DOMAIN_WORDS[domain]} {format_typed(settings.domain_weight(domain))}" for domain in DOMAINS]
    said += [
        f"{INDICATORS[name].label} {format_typed(weight)}"
        for name, weight in sorted(settings.indicator_weights.items())
    ]
    return ", ".join([*said, *([] if settings.with_jeugdzorg else ["zonder jeugdzorg"])])


def _columns(need: GemeenteNeed) -> list[str]:
    """Return the names of the figures, in their order."""
    domains = [f"domain_{d}" for d in DOMAINS if f"domain_{d}" in need.need.frame]
    places = [*_PLACES, "need_p_top20", "need_percentile", "need_weight"]
    weighted = [name for name in _WEIGHTED if any(name in cells for cells in need.cells.values())]
    return ["need_index", *domains, *places, *need.need.indicators, *_COVERAGE, *weighted]


def _figures(monitor: Monitor, need: GemeenteNeed, code: str) -> list[Figure]:
    cells = {**need.cells[code], **{name: monitor.coverage.cells[code][name] for name in _COVERAGE}}
    return [cells[name] for name in _columns(need)]


def _label(monitor: Monitor, need: GemeenteNeed, name: str) -> str:
    if name in _PLACES:
        return _PLACES[name]
    if name.startswith("domain_"):
        return next(words for domain, words in DOMAIN_WORDS.items() if name == f"domain_{domain}")
    record = next((item.indicator for item in need.used if item.indicator.name == name), INDICATORS[name])
    label = record.label
    if name in _WEIGHTED and name != "weighted_children_per_fte":
        label = f"{label_of(monitor, name.removeprefix('weighted_'))}, naar behoefte"
    return label if record.unit in ("score", "keer") else f"{label} ({record.unit})"


def _number_format(name: str) -> str:
    if name.startswith("domain_"):
        return "0.00"
    if name in _PLACES:
        return "0"
    return number_format(INDICATORS[name])


def _context(monitor: Monitor, need: GemeenteNeed) -> list[str | float]:
    return [
        need.gemeente_code,
        need.year,
        monitor.age_range,
        need.need.scale,
        need.country_count,
        need.need.settings.measure,
        weights_in_words(need),
        need.need.settings.steepness,
        monitor.threshold,
        " | ".join(describe_sources((*need.sources, *monitor.sources))),
        organisation_of(monitor) or "onbekend",
        "ja" if is_invented(monitor) or any(source.invented for source in need.sources) else "nee",
    ]


def _notes(monitor: Monitor, need: GemeenteNeed) -> list[list[str | float]]:
    """Return the last sheet: what was chosen, what each figure means, what was assumed, the sources."""
    lines: list[list[str | float]] = [
        ["Gemeente", f"{need.gemeente_name} ({need.gemeente_code})"],
        ["Jaar", need.year],
        ["Leeftijd", AGE_WORDS[monitor.age_range]],
        ["Vergeleken met", compared_sentence(need)],
        ["Gewichten", weights_in_words(need)],
        ["Gewicht van een kind", f"hoogste tegen laagste behoefte: {format_typed(need.need.settings.steepness)} keer"],
        ["Groepen", f"{GROUPS_EXPLAINED} Het zijn {format_number(DRAWS)} berekeningen."],
        ["Norm", norm_sentence(monitor)],
        ["Organisatie", organisation_of(monitor) or "onbekend"],
        ["Verzonnen cijfers", "ja: deze cijfers zijn verzonnen" if is_invented(monitor) else "nee"],
        ["Kleine aantallen", threshold_words(monitor.threshold)],
        ["Gemaakt op", datetime.now().astimezone().strftime("%d-%m-%Y")],
        [],
    ]
    lines += [["Hoe vast ligt de volgorde", sentence] for sentence in robustness_sentences(need)]
    for name in ("need_index", "need_percentile", "need_weight", "need_p_top20", *_WEIGHTED):
        lines.append([INDICATORS[name].label, definition_of(INDICATORS[name])])
    flags = dict.fromkeys(flag for flags in need.need.flags.values() for flag in flags)
    lines += [["Let op van een wijk", NEED_FLAGS[flag]] for flag in flags]
    lines.append(["Verborgen cijfers", hidden_words(monitor.threshold)])
    lines += [["Let op", str(describe(problem))] for problem in (*need.notes, *monitor.notes)]
    lines += [["Bron", line] for line in describe_sources((*need.sources, *monitor.sources))]
    return lines


def _flag_words(monitor: Monitor, need: GemeenteNeed, code: str, *, as_codes: bool = False) -> str:
    hidden = any(monitor.coverage.cells[code][name].status == Status.SUPPRESSED for name in _COVERAGE)
    said = [hidden_words(monitor.threshold, code=as_codes)] if hidden else []
    return "; ".join([*(NEED_FLAGS[flag] for flag in need.need.flags[code]), *said])
