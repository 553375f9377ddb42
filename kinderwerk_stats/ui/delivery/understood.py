"""What was understood of a file: sheet, header, year, every column and why, and the rows beside the file's own."""

import streamlit as st
from openpyxl.utils import get_column_letter

from kinderwerk_stats.model.corrections import COUNTS
from kinderwerk_stats.model.understanding import ShownRow, Understanding
from kinderwerk_stats.text.delivery import CERTAINTY_WORDS, KIND_WORDS, describe_total
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.session import Delivered
from kinderwerk_stats.ui.html_tables import build_table

_MOST_COLUMNS = 16


def show_understood(delivered: Delivered) -> None:
    """Draw everything that was understood of a file; of a refused file nothing is known."""
    understanding = delivered.understanding
    if delivered.content is None:
        return
    show_heading("Wat wij hebben begrepen" if understanding.columns else "Wat er in het bestand staat")
    facts = [[name, value] for name, value in _facts(understanding) if value]
    st.html(build_table(["Wat", "Begrepen"], facts, caption="Wat wij hebben begrepen"))
    if understanding.columns:
        rows = [
            [column.letter, column.header, column.label, CERTAINTY_WORDS[column.certainty], column.reason]
            for column in understanding.columns
        ]
        header = ["Kolom", "Kop in het bestand", "Gelezen als", "Hoe zeker", "Waarom"]
        many = len(rows) > _MOST_COLUMNS
        with st.expander(f"De {len(rows)} kolommen die wij lezen") if many else st.container():
            st.html(build_table(header, rows, caption="Kolommen"))
    if understanding.totals:
        header = ["Cijfer", "Som van de wijken", "Totaal in het bestand", "Vergelijking"]
        st.html(build_table(header, map(describe_total, understanding.totals), caption="Totalen"))
    if understanding.raw_rows:
        title = "De eerste rijen: zoals ze in het bestand staan, en zoals wij ze lezen"
        with st.expander(title, expanded=True):
            # All columns of the file, also those that are not read.
            letters = [get_column_letter(n + 1) for n in range(max(len(row.cells) for row in understanding.raw_rows))]
            _show_rows("In het bestand", letters, understanding.raw_rows)
            if understanding.read_rows:
                _show_rows("Zoals wij ze lezen", understanding.read_columns, understanding.read_rows)


def _facts(understanding: Understanding) -> list[tuple[str, str]]:
    result = understanding.result
    years = ", ".join(map(str, understanding.years)) or "staat niet in het bestand"
    return [
        ("Soort bestand", KIND_WORDS[result.kind]),
        ("Vorm", understanding.shape),
        ("Gelezen blad", ", ".join(understanding.sheets)),
        ("Andere bladen", ", ".join(understanding.other_sheets)),
        ("Kop van de tabel", _rows_in_words(understanding.header_rows)),
        ("Jaar", f"{years} ({understanding.year_from})" if understanding.year_from else years),
        ("Organisatie", understanding.organisation),
        ("Gemeente", understanding.gemeente_code or ""),
        ("Leeftijd", understanding.ages),
        ("Wat is geteld", COUNTS[understanding.counts] if understanding.counts else ""),
        ("Profiel", "bekend van een eerdere aanlevering" if understanding.profile else ""),
    ]


def _rows_in_words(rows: tuple[int, ...]) -> str:
    if not rows:
        return ""
    return f"rij {rows[0]}" if len(rows) == 1 else f"rij {rows[0]} tot en met {rows[-1]}"


def _show_rows(title: str, columns: tuple[str, ...] | list[str], rows: tuple[ShownRow, ...]) -> None:
    width = max((len(row.cells) for row in rows), default=0)
    header = ["Rij", *columns, *[""] * (width - len(columns))][: width + 1]
    cells = [[str(row.number), *row.cells, *[""] * (width - len(row.cells))] for row in rows]
    st.html(f'<p class="kw-bevinding">{title}</p>' + build_table(header, cells, caption=title))
