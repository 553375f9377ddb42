"""The coverage table as lines of text, for the command line."""

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.hiding import hidden_sentence, not_hidden_note
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.origin import wijk_sources
from kinderwerk_stats.text.sentences import balance_sentence, headline, label_of, norm_sentence
from kinderwerk_stats.text.together import each_in_words, whose_figures

_COLUMNS = ("children_count", "reached_count", "reach_share", "kinderwerker_fte", "children_per_fte",
            "gap_children_count", "gap_fte")  # fmt: skip


def coverage_lines(monitor: Monitor) -> list[str]:
    """Return headline, norm, the table, what is hidden, the flags in words and the sources."""
    coverage = monitor.coverage
    rows = [["Wijk", *(label_of(monitor, name) for name in _COLUMNS)]]
    for code, cells in coverage.cells.items():
        rows.append([monitor.names[code], *(format_figure(name, cells) for name in _COLUMNS)])
    rows.append([monitor.gemeente_name, *(format_figure(name, coverage.shown_totals) for name in _COLUMNS)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = [
        "  ".join(
            _pad(cell, width, column) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    # That there is no norm holds for every wijk: it is said once, above the table.
    flags = {code: [flag for flag in row if not flag.startswith("norm_")] for code, row in coverage.flags.items()}
    of_wijk = {code: "; ".join(flag_words(monitor, flag) for flag in row) for code, row in flags.items() if row}
    words = [f"{monitor.name_of(code)}: {said}." for code, said in of_wijk.items()]
    words += [f"{monitor.gemeente_name}: {flag_words(monitor, flag)}." for flag in coverage.total_flags]
    sources = [f"Bron: {line}" for line in wijk_sources(monitor)]
    balance = [sentence] if (sentence := balance_sentence(monitor)) else []
    hidden = [line for line in (not_hidden_note(monitor), hidden_sentence(monitor)) if line]
    whose = [line for line in (whose_figures(monitor),) if line]
    each = [f"{name}: {each_in_words(monitor, code)}." for code, name in monitor.names.items()] if monitor.parts else []
    said = [*balance, *hidden, *each, *words]
    return [plain(headline(monitor)), *whose, norm_sentence(monitor), "", *table, "", *said, "", *sources]


def _pad(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)
