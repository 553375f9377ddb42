"""What is wrong with a file, faults apart from remarks, and the file itself with the cells marked."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.exports.marked_workbook import mark_problems
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.bereik.wijk_names import UNMATCHED
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.text.problems.places import describe_place
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.session import Delivered
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.uploads import upload_path

_HEADER = ["Waar", "Gevonden", "Verwacht", "Wat u kunt doen"]
_CHOOSE = "kies het hieronder, bij “Verbeter wat niet klopt”"
_CHOOSE_WIJK = "kies hieronder bij elke naam de wijk, of “dit is geen wijk”; dat wordt onthouden"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_problems(delivered: Delivered, others: Sequence[Problem] = ()) -> None:
    """Draw every problem of a file; `others` are those that show only beside the figures of the gemeente."""
    problems = _each_once([*delivered.understanding.result.problems, *others])
    if not problems:
        show_heading("Er is niets mis met dit bestand")
        return
    for severity, title in (("fout", "Wat er mis is"), ("waarschuwing", "Wat u moet weten")):
        found = [problem for problem in problems if problem.severity == severity]
        if found:
            show_heading(f"{title} ({len(found)})")
            rows = [[_place(p, delivered.name), describe(p).found, describe(p).expected, _what_to_do(p)] for p in found]
            st.html(build_table(_HEADER, rows, caption=title))
    # Only a file that could be read as a table has cells to mark.
    if delivered.content is not None and delivered.understanding.columns:
        st.download_button(
            "Bewaar het bestand met opmerkingen",
            lambda: _marked(delivered, problems),
            file_name=f"{delivered.name.rsplit('.', 1)[0]}-opmerkingen.xlsx",
            mime=_XLSX,
            on_click="ignore",
            help="Het zelfde bestand, met een opmerking in elke cel waar iets mee is. Zo kan de organisatie het zien.",
        )


def _each_once(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems without remarks that a fault says too: a choice that is asked twice looks like two."""
    asked = {problem.asks for problem in problems if problem.severity == "fout" and problem.asks}
    return [p for p in dict.fromkeys(problems) if p.severity == "fout" or p.asks not in asked]


def _what_to_do(problem: Problem) -> str:
    """Return what to do: choose it on this page, where that can be done."""
    if problem.code in UNMATCHED:
        return _CHOOSE_WIJK
    return _CHOOSE if problem.asks else describe(problem).action


def _place(problem: Problem, file: str) -> str:
    """Return where in the file; which file it is, stands above the table."""
    place = replace(problem.place, file="") if problem.place.file == file else problem.place
    return describe_place(place) or "het hele bestand"


def _marked(delivered: Delivered, problems: list[Problem]) -> bytes:
    if delivered.content is None:
        raise ValueError("the content of this file is not kept")
    with upload_path(delivered.name, delivered.content) as path:
        return mark_problems(path, problems)
