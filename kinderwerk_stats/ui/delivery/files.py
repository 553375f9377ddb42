"""The upload box, and the list of what was put in it."""

import streamlit as st

from kinderwerk_stats.delivery.delivered import count_rows, gemeenten_in
from kinderwerk_stats.text.delivery import kind_in_words, verdict
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.ui.delivery.session import (
    LAST_GEMEENTE_KEY,
    Delivered,
    delivered_files,
    drop,
    known_gemeenten,
    suggest_gemeente,
    take_uploads,
    uploader_key,
)
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.view import View

MAX_MEGABYTES = 200
_PLURALS = {"land": "landen", "gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}


def show_upload() -> None:
    """Draw the upload box; what is put in it is read at once and the box is empty again."""
    uploads = st.file_uploader(
        "Bestanden van CBS, van de organisatie of van de kaart",
        accept_multiple_files=True,
        max_upload_size=MAX_MEGABYTES,
        key=uploader_key(),
        help="Excel, csv, ods, json of een kaart. U hoeft niets te veranderen aan het bestand.",
    )
    st.html(
        '<p class="kw-hulp">Bestanden met gegevens over personen worden geweigerd en niet bewaard. '
        "Niemand anders ziet uw bestanden voordat u publiceert.</p>"
    )
    if uploads:
        bar = st.progress(0.0, text="Bestanden lezen")
        take_uploads(uploads, bar.progress)
        st.rerun()


def choose_file() -> Delivered | None:
    """Draw the list of delivered files; return the one to look at, None without files."""
    files = delivered_files()
    if not files:
        return None
    header = ["Bestand", "Wat het is", "Jaar", "Gebieden", "Oordeel"]
    st.html(build_table(header, [_row(file) for file in files.values()], caption="Aangeleverde bestanden"))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = st.selectbox(
            "Welk bestand wilt u bekijken?",
            list(files),
            index=_first_to_do(list(files.values())),
            format_func=lambda mark: files[mark].name,
            key=f"aangeleverd_{len(files)}",
        )
    with right:
        st.button("Haal dit bestand weg", on_click=drop, args=(chosen,), width="stretch")
    return files[chosen]


def _first_to_do(files: list[Delivered]) -> int:
    """Return the place of the file that others wait for: figures of CBS without a year; else the last."""
    waiting = (n for n, file in enumerate(files) if file.usable and file.understanding.kind != "bereik"
               and not file.understanding.years)  # fmt: skip
    return next(waiting, len(files) - 1)


def choose_gemeente(file: Delivered, view: View) -> str | None:
    """Return whom a file is published for; of several gemeenten the user chooses, None until then."""
    inside = gemeenten_in(file.understanding.result)
    if len(inside) == 1:
        return next(iter(inside))
    known = known_gemeenten()
    names = {code: known.get(code, name) for code, name in inside.items()} if inside else known
    codes = sorted(names, key=lambda code: names[code].casefold().lstrip("'"))
    first = st.session_state.get(LAST_GEMEENTE_KEY, view.gemeente) if inside else suggest_gemeente(file)
    chosen = st.selectbox(
        "Voor welke gemeente publiceert u?",
        codes,
        index=codes.index(first) if first in codes else None,
        format_func=lambda code: names[code],
        placeholder="Kies een gemeente",
        key=f"gemeente_{file.mark[:12]}_{first}_{len(codes)}",
    )
    if chosen is None:
        st.html(
            '<p class="kw-hulp">Staat de gemeente er niet bij? Zet dan eerst de cijfers van CBS neer, en kies bij dat '
            "bestand het jaar.</p>"
        )
    return chosen


def _row(file: Delivered) -> list[str]:
    result = file.understanding.result
    years = ", ".join(map(str, file.understanding.years)) or "niet vermeld"
    areas = ", ".join(format_count(count, kind, _PLURALS[kind]) for kind, count in result.area_counts.items() if count)
    if not areas and file.understanding.read_rows:
        rows = count_rows(result)
        areas = format_count(rows, "rij", "rijen") if rows else ""
    return [file.name, kind_in_words(result), years, areas or "geen", verdict(result)]
