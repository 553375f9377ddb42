"""Correct what was understood: columns, names of wijken, year, what is counted. Saved as a profile when published."""

from collections.abc import Mapping

import streamlit as st

from kinderwerk_stats.delivery.delivered import PublicationPlan, Suggestion
from kinderwerk_stats.model.corrections import (
    COUNTS,
    LAST_HEADER_ROW,
    ROLES,
    Corrections,
    Counts,
)
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR
from kinderwerk_stats.text.delivery import CERTAINTY_WORDS
from kinderwerk_stats.text.numbers import format_pct
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.session import Delivered, correct
from kinderwerk_stats.ui.markup import build_error

NOT_CHOSEN = "nog niet gekozen"
NO_WIJK = "dit is geen wijk"
_MOST_NAMES = 40
# From this likeness on a wijk is filled in, to be agreed with.
LIKELY = 0.7


def show_correcting(delivered: Delivered, plan: PublicationPlan | None) -> None:
    """Draw the choices that a file leaves open, prefilled with the guess; of wijken once the gemeente is known."""
    understanding = delivered.understanding
    asks_year = not understanding.years or delivered.corrections.year is not None
    # A file that is not recognised can be a table whose header is not where we look for it.
    is_bereik = understanding.kind in ("bereik", "onbekend")
    if delivered.content is None or not (is_bereik or asks_year):
        return
    show_heading("Verbeter wat niet klopt")
    # A new form for every reading: what was chosen before is in the corrections.
    key = f"verbeter_{delivered.mark[:12]}_{abs(hash(str(delivered.corrections.as_dict())))}"
    with st.form(key, border=False):
        chosen_wijken = _ask_wijken(key, plan.unmatched, plan.wijken) if plan else {}
        year = _ask_year(key, delivered.corrections) if asks_year else None
        columns = _ask_columns(key, understanding) if is_bereik else {}
        sheet, header_row = _ask_place(key, delivered) if is_bereik else (None, None)
        turned = _ask_turned(key, delivered) if is_bereik else None
        organisation, counts = _ask_counting(key, understanding, delivered.corrections) if is_bereik else ("", None)
        if st.form_submit_button("Lees het bestand opnieuw met deze keuzes"):
            corrections = Corrections(
                sheet=sheet,
                header_row=header_row,
                columns={**delivered.corrections.columns, **columns},
                wijken={**delivered.corrections.wijken, **chosen_wijken},
                year=year,
                counts=counts,
                organisation=organisation or None,
                turned=turned,
            )
            correct(delivered, corrections)
            st.rerun()


def _ask_wijken(
    key: str, unmatched: Mapping[str, list[Suggestion]], wijken: Mapping[str, str]
) -> dict[str, str | None]:
    """Draw a choice per name that is no wijk; return what is chosen. A likeness counts once the form is sent only."""
    if not unmatched:
        return {}
    st.html(
        '<p class="kw-bevinding">Deze namen horen niet bij precies een wijk. Lijkt een wijk er erg op, dan is die '
        "al ingevuld. Kijk ze na: met de knop hieronder gaat u akkoord.</p>"
    )
    if len(unmatched) > _MOST_NAMES:
        st.html(
            f'<p class="kw-hulp">Het zijn er {len(unmatched)}. U ziet de eerste {_MOST_NAMES}. Zo veel namen zijn '
            "meestal geen wijken: kijk of de goede kolom is gekozen.</p>"
        )
    chosen: dict[str, str | None] = {}
    for number, (name, suggestions) in enumerate(list(unmatched.items())[:_MOST_NAMES]):
        likely = {found.code: found for found in suggestions}
        options = [NOT_CHOSEN, *likely, NO_WIJK, *(code for code in wijken if code not in likely)]

        def words(option: str, likely: dict[str, Suggestion] = likely) -> str:
            if option not in wijken:
                return likely[option].name if option in likely else option
            share = f" (lijkt {format_pct(likely[option].likeness)})" if option in likely else ""
            return f"{wijken[option]}{share}"

        best = max(suggestions, key=lambda found: found.likeness, default=None)
        index = options.index(best.code) if best is not None and best.likeness >= LIKELY else 0
        answer = st.selectbox(
            f"“{name}” in het bestand", options, index=index, format_func=words, key=f"{key}_wijk_{number}"
        )
        if answer != NOT_CHOSEN:
            chosen[name] = None if answer == NO_WIJK else answer
    return chosen


def _ask_columns(key: str, understanding: Understanding) -> dict[str, str]:
    """Draw a choice per column; return those that differ from the guess."""
    if not understanding.columns:
        return {}
    chosen = {}
    with st.expander("Kolommen: wat staat waar?", expanded=any(c.certainty == "gok" for c in understanding.columns)):
        for column in understanding.columns:
            guess = column.role or "overslaan"
            label = f"Kolom {column.letter}: {column.header} ({CERTAINTY_WORDS[column.certainty]})"
            answer = st.selectbox(
                label,
                list(ROLES),
                index=list(ROLES).index(guess),
                format_func=lambda role: ROLES[role],
                key=f"{key}_kolom_{column.letter}",
            )
            # Who sends the form agrees with what was filled in where two columns can be the same.
            agreed = column.certainty == "gok" and column.role is not None
            if answer != guess or agreed or column.certainty == "gekozen":
                chosen[column.header] = answer
    return chosen


def _ask_place(key: str, delivered: Delivered) -> tuple[str | None, int | None]:
    """Draw on which sheet and in which row the header stands; return what differs from what we found."""
    understanding, said = delivered.understanding, delivered.corrections
    sheets = [*understanding.sheets, *understanding.other_sheets]
    found = str(understanding.header_rows[-1]) if understanding.header_rows else ""
    with st.expander("Staat de tabel ergens anders?", expanded=understanding.kind == "onbekend"):
        sheet = None
        if len(sheets) > 1:
            sheet = st.selectbox("Blad met de tabel", sheets, key=f"{key}_blad")
        typed = st.text_input("Rij met de kop van de tabel", value=found, max_chars=4, key=f"{key}_rij").strip()
    row = int(typed) if typed.isdecimal() and 1 <= int(typed) <= LAST_HEADER_ROW else None
    chosen = sheet if sheet in understanding.other_sheets else said.sheet
    return chosen, row if row is not None and typed != found else said.header_row


def _ask_turned(key: str, delivered: Delivered) -> bool | None:
    """Draw whether the wijken stand in the columns; return it where that is not what we take them for."""
    found, said = delivered.understanding.turned, delivered.corrections.turned
    answer = st.checkbox(
        "Draai de tabel: de wijken staan naast elkaar, in de kolommen", value=found, key=f"{key}_draai"
    )
    return answer if answer != found else said


def _ask_year(key: str, corrections: Corrections) -> int | None:
    label = "Jaar van de cijfers"
    typed = st.text_input(label, value=str(corrections.year or ""), max_chars=4, key=f"{key}_jaar")
    year = int(typed) if typed.isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR else None
    if typed and year is None:
        st.html(build_error("Vul een jaartal in, zoals 2024.", label))
    return year


def _ask_counting(key: str, understanding: Understanding, corrections: Corrections) -> tuple[str, Counts | None]:
    """Draw who counted and what; return what differs from what the file says."""
    left, right = st.columns(2)
    with left:
        name = st.text_input(
            "Organisatie", value=corrections.organisation or understanding.organisation, key=f"{key}_organisatie"
        )
        organisation = name.strip() if name.strip() != understanding.organisation or corrections.organisation else ""
    with right:
        options: list[Counts | None] = [None, *COUNTS]
        counts = st.selectbox(
            "Wat is geteld?",
            options,
            index=options.index(corrections.counts or understanding.counts),
            format_func=lambda word: COUNTS[word] if word else "het bestand zegt het niet",
            key=f"{key}_telt",
        )
    return organisation, counts if counts != understanding.counts or corrections.counts else None
