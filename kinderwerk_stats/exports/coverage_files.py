"""Coverage as JSON, CSV and XLSX: the same figures as the screen, absent ones with the word that says why."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from openpyxl import Workbook

from kinderwerk_stats.analysis.together import REACHED_ENDS, reached_ends
from kinderwerk_stats.exports.cells import (
    figure_number,
    set_properties,
    write_csv_rows,
)
from kinderwerk_stats.exports.own_words import own_fields, own_lines
from kinderwerk_stats.exports.sheets import write_notes, write_table
from kinderwerk_stats.exports.tables import (
    Table,
    column_label,
    coverage_columns,
    coverage_rows,
    definition_of,
    record_of,
    rows_of,
    with_ends,
)
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.public_notes import PublicNote
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Figure, Status
from kinderwerk_stats.text.duiding import duiding_lines
from kinderwerk_stats.text.goals import goal_sentences
from kinderwerk_stats.text.hiding import hidden_words, threshold_words
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.numbers import format_count, format_number, format_value, round_down
from kinderwerk_stats.text.origin import is_invented, organisation_of, wijk_sources
from kinderwerk_stats.text.problems import all_as_json, describe
from kinderwerk_stats.text.problems.questions import find_questions
from kinderwerk_stats.text.reference import norm_used
from kinderwerk_stats.text.sentences import AGE_WORDS, norm_sentence
from kinderwerk_stats.text.together import TITLE, each_in_words, whose_figures

# The fields that other people's scripts read; their names and meaning do not change.
FIELDS = ("children_0_14_count", "children_count", "children_low", "children_high", "reached_count", "reach_share",
          "reach_low", "reach_high", "kinderwerker_fte", "children_per_fte", "gap_children_count",
          "gap_children_low", "gap_children_high", "gap_fte", "gap_fte_low", "gap_fte_high")  # fmt: skip
_CONTEXT = ("gemeente_code", "year", "age_range", "norm_reach_share", "norm_reach_is_own_average",
            "norm_children_per_fte", "norm_children_per_fte_is_own_average", "sources")  # fmt: skip
_REMARKS = ("organisation", "invented", "flags_in_words", "warnings", "small_count_threshold", "small_counts_in_words",
            "goals_in_words", "duiding")  # fmt: skip
HEADER = ("wijk_code", "wijk_name", *FIELDS, "flags", *_CONTEXT, *_REMARKS)
"""The columns of the csv file; with several organisations also `REACHED_ENDS` and what each of them reaches."""


def header_of(monitor: Monitor) -> tuple[str, ...]:
    """Return the columns of the csv file of a gemeente."""
    return (*HEADER, *REACHED_ENDS, "reached_in_words") if monitor.parts else HEADER


_NORMS: tuple[Literal["reach_share", "children_per_fte"], ...] = ("reach_share", "children_per_fte")


def coverage_to_dict(monitor: Monitor, problems: Iterable[PublicNote] = ()) -> dict[str, object]:
    """Return the answer of `dekking --json`; absent values are None and a flag says why.

    `problems`: what is to be said besides `warnings_of`, such as files that were not used.
    """
    coverage, balance = monitor.coverage, monitor.coverage.balance
    return {
        "gemeente": {"code": monitor.gemeente_code, "name": monitor.gemeente_name},
        "year": monitor.year,
        "age_range": monitor.age_range,
        "norm": {
            "children_per_fte": coverage.norm_children_per_fte,
            "reach_share": coverage.norm_reach,
            "children_per_fte_is_own_average": coverage.own_norm_children_per_fte,
            "reach_share_is_own_average": coverage.own_norm_reach,
        },
        "wijken": [
            {
                "wijk_code": code,
                "wijk_name": monitor.names[code],
                **_figures(cells),
                **_of_each(monitor, code),
                "flags": list(coverage.flags[code]),
            }
            for code, cells in coverage.cells.items()
        ],
        "total": {
            "wijk_code": None,
            "wijk_name": None,
            **_figures(coverage.totals),
            **_of_each(monitor, None),
            "flags": list(coverage.total_flags),
            "signals_count": figure_number(monitor.signals),
            **_no_wijk(monitor),
        },
        "sources": sources_to_list(monitor.sources),
        "organisation": organisation_of(monitor),
        **({"organisations": list(monitor.organisations)} if monitor.organisations else {}),
        "invented": is_invented(monitor),
        "norm_in_words": {name: norm_used(monitor, name) for name in _NORMS},
        "average_of": {name: coverage.averages[name].of for name in _NORMS},
        "at_least": [field for field in FIELDS if coverage.totals[field].at_least],
        "left_out": {figure: list(codes) for figure, codes in coverage.left_out.items()},
        "surplus": {"children_count": balance.surplus_children_count, "fte": balance.surplus_fte},
        "overlap_factor": balance.overlap_factor,
        "flags_in_words": flags_in_words(monitor),
        "hidden_in_words": hidden_words(monitor.threshold, code=True),
        "warnings": all_as_json(warnings_of(monitor, problems)),
        "small_count_threshold": monitor.threshold,
        "small_counts_in_words": threshold_words(monitor.threshold),
        "questions": all_as_json(find_questions(warnings_of(monitor, problems))),
        **own_fields(monitor),
    }


def _of_each(monitor: Monitor, code: str | None) -> dict[str, object]:
    """Return, with several organisations, at least and at most how many they reach together, and what each reaches."""
    if not monitor.parts:
        return {}
    cells = monitor.coverage.totals if code is None else monitor.coverage.cells[code]
    rows = [part.coverage.totals if code is None else part.coverage.cells[code] for part in monitor.parts]
    each = {name: figure_number(row["reached_count"]) for name, row in zip(monitor.organisations, rows, strict=True)}
    return {end: figure_number(figure) for end, figure in reached_ends(cells)} | {"reached_by_organisation": each}


def sources_to_list(sources: Iterable[Source]) -> list[dict[str, object]]:
    """Return each source as other people's scripts read it."""
    return [
        {
            "file": source.file or None,
            "kind": source.kind,
            "title": source.title,
            "publisher": source.publisher,
            "year": source.year,
            "note": source.note or None,
            "invented": source.invented,
        }
        for source in sources
    ]


def _no_wijk(monitor: Monitor) -> dict[str, object]:
    """Return what is in the total and in no wijk, as `no_wijk`; nothing where the file has no such rows."""
    stated = monitor.bereik
    return {"no_wijk": dict(stated.no_wijk)} if stated is not None and stated.no_wijk else {}


def write_coverage_csv(monitor: Monitor, path: Path, problems: Iterable[PublicNote] = ()) -> None:
    """Write one row per wijk and one for the gemeente; semicolons and decimal commas, as Dutch Excel reads it.

    An absent figure is its status in words, so that an empty cell cannot be taken for zero. What must be known about
    the figures stands in the last columns of every row: lines of remarks would break an import, and a second file
    gets lost.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        lines: list[list[str | float | Figure]] = [[*header_of(monitor)]]
        sources = " | ".join(wijk_sources(monitor))
        coverage = monitor.coverage
        norms = (
            "onbekend" if coverage.norm_reach is None else coverage.norm_reach,
            "ja" if coverage.own_norm_reach else "nee",
            "onbekend" if coverage.norm_children_per_fte is None else coverage.norm_children_per_fte,
            "ja" if coverage.own_norm_children_per_fte else "nee",
        )
        context: list[str | float] = [monitor.gemeente_code, monitor.year, monitor.age_range, *norms, sources]
        organisation = organisation_of(monitor) or "onbekend"
        invented = "ja" if is_invented(monitor) else "nee"
        said = " | ".join(str(describe(problem)) for problem in warnings_of(monitor, problems))
        small: list[str | float] = [monitor.threshold, threshold_words(monitor.threshold)]
        for code, name, cells, flags in rows_of(monitor):
            goals = " | ".join(goal_sentences(monitor, code if code in coverage.cells else None)) or "geen"
            notes = " | ".join(duiding_lines(monitor, code)) or "geen"
            in_words = _in_words(monitor, cells, flags)
            remarks: list[str | float] = [organisation, invented, in_words, said, *small, goals, notes]
            together: list[str | Figure] = []
            if monitor.parts:
                remarks_of_each = each_in_words(monitor, code if code in coverage.cells else None)
                together = [*(figure for _, figure in reached_ends(cells)), remarks_of_each]
            lines.append(
                [code, name, *(cells[field] for field in FIELDS), " ".join(flags), *context, *remarks, *together]
            )
        write_csv_rows(stream, lines)


def write_coverage_xlsx(monitor: Monitor, path: Path, problems: Iterable[PublicNote] = ()) -> None:
    """Write a workbook: the table, and a sheet with choices, definitions, notes and sources."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Dekking"
    invented = " (verzonnen cijfers)" if is_invented(monitor) else ""
    title = f"Dekking van kinderwerk in {monitor.gemeente_name}, {monitor.year}{invented}"
    heading = f"{title}, kinderen van {AGE_WORDS[monitor.age_range]}"
    fields = with_ends(FIELDS, monitor)
    columns, rows = coverage_columns(monitor, fields), coverage_rows(monitor, fields)
    write_table(sheet, Table(heading, columns, rows, last_is_total=True, fixed=2), header_row=2)
    write_notes(workbook.create_sheet("Toelichting"), _notes(monitor, problems))
    set_properties(workbook, title)
    workbook.save(path)


def _notes(monitor: Monitor, problems: Iterable[PublicNote]) -> list[list[str | int]]:
    """Return the second sheet: choices, what each figure means, flags and sources."""
    share = monitor.age_share
    lines: list[list[str | int]] = [
        ["Gemeente", f"{monitor.gemeente_name} ({monitor.gemeente_code})"],
        ["Jaar", monitor.year],
        ["Leeftijd", AGE_WORDS[monitor.age_range]],
        ["Norm", norm_sentence(monitor)],
        ["Norm voor het bereik", norm_used(monitor, "reach_share")],
        ["Norm voor kinderen per fte", norm_used(monitor, "children_per_fte")],
        ["Organisatie", whose_figures(monitor, in_short=True) or organisation_of(monitor) or "onbekend"],
        ["Verzonnen cijfers", "ja: deze cijfers zijn verzonnen" if is_invented(monitor) else "nee"],
        ["Deel van 0 tot 15 jaar", f"{share.value:.4f} ({share.origin}, {share.year})".replace(".", ",", 1)],
        ["Gemaakt op", datetime.now().astimezone().strftime("%d-%m-%Y")],
        [],
    ]
    lines += [[column_label(monitor, field), definition_of(record_of(field))] for field in FIELDS]
    lines.append([])
    lines += [[monitor.gemeente_name, flag_words(monitor, flag)] for flag in monitor.coverage.total_flags]
    wijk_flags = dict.fromkeys(flag for flags in monitor.coverage.flags.values() for flag in flags)
    lines += [["Let op van een wijk", flag_words(monitor, flag)] for flag in wijk_flags]
    lines.append(["Kleine aantallen", threshold_words(monitor.threshold)])
    lines.append(["Verborgen cijfers", hidden_words(monitor.threshold)])
    lines += beside_lines(monitor)
    if monitor.parts:
        lines += [[f"{TITLE}: {name}", each_in_words(monitor, code)] for code, name in monitor.names.items()]
        lines.append([f"{TITLE}: {monitor.gemeente_name}", each_in_words(monitor)])
    lines += [["Let op", str(describe(problem))] for problem in warnings_of(monitor, problems)]
    lines += [["Bron", line] for line in wijk_sources(monitor)]
    return lines


def warnings_of(monitor: Monitor, problems: Iterable[PublicNote] = ()) -> list[PublicNote]:
    """Return what readers and matching doubted in the files behind the figures, and `problems`, each once."""
    return list(dict.fromkeys((*monitor.file_warnings, *monitor.notes, *problems)))


def flags_in_words(monitor: Monitor) -> dict[str, str]:
    """Return every flag that is used, with what it means."""
    coverage = monitor.coverage
    used = (*(flag for flags in coverage.flags.values() for flag in flags), *coverage.total_flags)
    return {flag: flag_words(monitor, flag) for flag in used}


def _in_words(monitor: Monitor, cells: Cells, flags: Sequence[Flag]) -> str:
    """Return the flags of a row in words, and what hidden is where something is."""
    hidden = any(cells[field].status == Status.SUPPRESSED for field in FIELDS)
    words = [flag_words(monitor, flag) for flag in flags]
    return "; ".join([*words, *([hidden_words(monitor.threshold, code=True)] if hidden else [])])


def beside_lines(monitor: Monitor) -> list[list[str | int]]:
    """Return what stands beside the gaps, the signals of the gemeente, its goals and its notes beside figures."""
    balance = monitor.coverage.balance
    lines: list[list[str | int]] = []
    if balance.surplus_children_count is not None:
        number = _surplus(
            balance.surplus_children_count, 0, at_least=bool(monitor.coverage.left_out["gap_children_count"])
        )
        lines.append(
            [
                "Kinderen boven de maat, niet verrekend",
                f"{number} in {format_count(balance.surplus_children_wijken, 'wijk', 'wijken')}",
            ]
        )
    if balance.surplus_fte is not None:
        number = _surplus(balance.surplus_fte, 1, at_least=bool(monitor.coverage.left_out["gap_fte"]))
        lines.append(
            [
                "Fte boven de maat, niet verrekend",
                f"{number} in {format_count(balance.surplus_fte_wijken, 'wijk', 'wijken')}",
            ]
        )
    if balance.overlap_factor is not None:
        lines.append(["Overlap tussen wijken (gemeente / som)", format_number(balance.overlap_factor, 2)])
    if monitor.signals.status != Status.UNKNOWN:
        lines.append(["Signalen in de gemeente", format_value(INDICATORS["signals_count"], *monitor.signals)])
    lines += [[label, words] for label, words in own_lines(monitor)]
    return lines


def _surplus(value: float, decimals: int, *, at_least: bool) -> str:
    if at_least:
        return f"minstens {format_number(round_down(value, decimals), decimals)}"
    return format_number(value, decimals)


def _figures(cells: Cells) -> dict[str, float | int | None]:
    return {field: figure_number(cells[field]) for field in FIELDS}
