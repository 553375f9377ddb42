"""The chosen goal worked out: before and after per wijk, how sure that is, and why each step goes where it goes."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.allocation import FTE, Objective
from kinderwerk_stats.charts.plan import BeforeAfter, build_before_after_figure, find_end_of_scale
from kinderwerk_stats.gemeente.plan import Plan, Worked
from kinderwerk_stats.gemeente.plan_questions import reached_in_a_year
from kinderwerk_stats.text.numbers import format_count, format_number
from kinderwerk_stats.text.plan import (
    OBJECTIVE_NAMES,
    average_coverage,
    by_gain,
    children_words,
    describe_standing_chart,
    eur_words,
    fte_figure,
    robustness_caption,
    standing_finding,
    sure_words,
    table_names,
)
from kinderwerk_stats.text.plan_means import reached_sentence
from kinderwerk_stats.text.plan_reasons import first_reasons, next_sentence, nothing_reasons, step_sentences
from kinderwerk_stats.ui.blocks import (
    OFF_SCALE,
    is_long,
    mode,
    show_chart_of_wijken,
    show_chart_title,
    show_heading,
    show_more,
    shown_at_first,
)
from kinderwerk_stats.ui.components.wijk_table import Cell, Column, Sort, wijk_table
from kinderwerk_stats.ui.html_tables import PaperRow, build_list, build_paper_chart
from kinderwerk_stats.ui.markup import build_folded, build_paragraph
from kinderwerk_stats.ui.pages import open_page
from kinderwerk_stats.ui.state import change_view
from kinderwerk_stats.ui.view import View

_MOST_STEPS = 200


def show_chosen(view: View, plan: Plan, objective: Objective, worked: Worked) -> None:
    """Draw what the chosen goal does: chart, steps, table."""
    show_heading(f"Zo pakt “{OBJECTIVE_NAMES[objective]}” uit")
    if reached := reached_sentence(plan, reached_in_a_year(plan, worked.before.fte, worked.after.fte)):
        st.html(build_paragraph([(reached, False)]))
    with st.container(key="plan_uitwerking"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        _show_before_after(view, plan, objective, worked)
    with right:
        _show_steps(plan, objective, worked)
    _show_all_steps(plan, objective, worked)
    _show_table(view, plan, worked)
    coverage = f"Dekking is fte per 1.000 {children_words(plan)}."
    st.caption(f"{coverage} {robustness_caption(plan, worked)}".strip())


def _show_before_after(view: View, plan: Plan, objective: Objective, worked: Worked) -> None:
    children, found = children_words(plan), worked.allocation
    subtitle = f"Fte per 1.000 {children}: open stip nu, dichte stip straks; wie de meeste fte krijgt eerst"
    before, after = worked.before.coverage, worked.after.coverage
    rows = [
        BeforeAfter(
            code=code,
            name=plan.base.names[code],
            before=before[place] * FTE,
            after=after[place] * FTE,
            text=_text(before[place] * FTE, after[place] * FTE),
            notes=(
                f"fte nu {fte_figure(found.before_fte[place])}, straks {fte_figure(found.after_fte[place])}",
                f"per 1.000 {children}: {_text(before[place] * FTE, after[place] * FTE)}",
            ),
            chosen=code == view.wijk,
        )
        for place, code in enumerate(found.codes)
    ]
    # A long chart begins with the first of these: who gets most.
    line = {code: place for place, (code, _) in enumerate(by_gain(found))}
    rows.sort(key=lambda row: (line.get(row.code, len(line)), row.before, row.code))
    most = shown_at_first(len(rows), key="plan")
    shown = [row for place, row in enumerate(rows) if most is None or place < most or row.chosen]
    average = average_coverage(plan, worked)
    reference = None if average is None else average * FTE
    end = find_end_of_scale(shown, reference)
    subtitle += "; een driehoek staat buiten de schaal" * any(max(row.before, row.after) > end for row in shown)
    show_chart_title(standing_finding(plan, objective, worked), subtitle)
    chart = build_before_after_figure(
        rows=shown,
        axis=f"Fte per 1.000 {children}",
        average=reference,
        average_label="gemiddeld straks",
        mode=mode(),
    )
    paper = _on_paper(rows, f"Fte per 1.000 {children}", reference)
    alt = describe_standing_chart(plan, objective, worked)
    show_chart_of_wijken(chart, view, key="plan_voor_en_na", alt=alt, paper=paper if is_long(len(rows)) else "")
    show_more(len(rows), key="plan")


def _on_paper(rows: list[BeforeAfter], axis: str, average: float | None) -> str:
    """Return every wijk with what it gets as a line, for paper; one wijk far above the others sets no scale."""
    furthest = find_end_of_scale(rows, average)
    marks = [
        PaperRow(
            row.name,
            f"{row.text}{OFF_SCALE * (not fits)}",
            margin=(row.before / furthest, row.after / furthest) if fits else None,
            dot=row.after / furthest if fits else None,
            bold=row.chosen,
        )
        for row in rows
        for fits in [max(row.before, row.after) <= furthest]
    ]
    reference = None if average is None else average / furthest
    return build_paper_chart(marks, axis=axis, reference=reference, reference_label="gemiddeld straks")


def _text(before: float, after: float) -> str:
    first, then = format_number(before, 2), format_number(after, 2)
    return first if first == then else f"{first} → {then}"


def _show_steps(plan: Plan, objective: Objective, worked: Worked) -> None:
    """Draw why the first steps go where they go, and why the other wijken get nothing."""
    first = first_reasons(plan, objective, worked)
    if not first:
        return
    first += filter(None, [next_sentence(plan, objective, worked)])
    st.html(build_folded("Waarom deze wijken?", build_list(first)))
    if why := nothing_reasons(plan, objective, worked):
        st.html(build_folded("En waarom de andere niet?", build_list(why)))


def _show_all_steps(plan: Plan, objective: Objective, worked: Worked) -> None:
    """Draw all steps behind a click, over the whole width: there may be many."""
    if not worked.allocation.steps:
        return
    steps = step_sentences(plan, objective, worked, _MOST_STEPS)
    if rest := len(worked.allocation.steps) - _MOST_STEPS:
        steps += (
            [f"En nog {format_count(rest, 'stap', 'stappen')}. Het bestand van dit plan heeft ze allemaal."]
            if rest > 0
            else []
        )
    with st.expander(f"Alle {format_number(len(worked.allocation.steps))} stappen", key="op_scherm_stappen"):
        st.html(build_list(steps))


def _show_table(view: View, plan: Plan, worked: Worked) -> None:
    found, sure = worked.allocation, worked.robustness
    columns = [
        Column("wijk", "Wijk", numeric=False),
        Column("plan_nu", "Fte nu"),
        Column("plan_erbij", "Erbij"),
        Column("plan_straks", "Fte straks"),
        Column("plan_dekking_nu", "Dekking nu"),
        Column("plan_dekking_straks", "Dekking straks"),
        *([Column("plan_zeker", table_names(plan), numeric=False)] if sure else []),
    ]
    rows = {}
    # Of as much, in the order of the steps.
    line = {code: place for place, (code, _) in enumerate(by_gain(found))}
    for place, code in sorted(enumerate(found.codes), key=lambda pair: line.get(pair[1], len(line))):
        cells = [
            Cell(plan.base.names[code], plan.base.names[code]),
            Cell(fte_figure(found.before_fte[place]), found.before_fte[place]),
            _added(plan, found.added_fte[place]),
            Cell(fte_figure(found.after_fte[place]), found.after_fte[place]),
            *(
                Cell(format_number(each[place] * FTE, 2), each[place])
                for each in (worked.before.coverage, worked.after.coverage)
            ),
        ]
        if sure:
            often, ends = sure_words(sure.least[place], sure.middle[place], sure.most[place], sure.how_often[place])
            cells.append(Cell(often, sure.times[place], muted=often == "nooit", note=ends))
        rows[code] = cells
    usual = Sort("plan_erbij")
    asked = Sort.from_text(view.volgorde) if view.volgorde else usual
    sort = asked if asked.column in {column.name for column in columns} else usual
    chosen = wijk_table(
        caption="Fte per wijk, nu en straks",
        columns=columns,
        rows={code: tuple(cells) for code, cells in rows.items()},
        total=_total(worked, len(columns)),
        sort=replace(sort, on_change=_keep_order),
        selected=view.wijk,
        key="tabel_plan",
    )
    if chosen:
        open_page("wijk", replace(view, wijk=chosen))


def _keep_order(order: Sort) -> None:
    change_view(volgorde=str(order))


def _total(worked: Worked, width: int) -> tuple[Cell, ...]:
    found = worked.allocation
    before, after = (round(sum(fte), 3) for fte in (found.before_fte, found.after_fte))
    cells = [Cell("Deze wijken samen"), Cell(fte_figure(before)), Cell(_signed(round(after - before, 3))),
             Cell(fte_figure(after))]  # fmt: skip
    return (*cells, *(Cell("") for _ in range(width - len(cells))))


def _added(plan: Plan, fte: float) -> Cell:
    """Return what a wijk gets, and under it what that costs where it is known what an fte does."""
    cost = plan.means.cost
    paid = "" if cost is None or fte <= 0 else eur_words(*(eur * round(fte * FTE) / FTE for eur in cost.eur))
    return Cell(_signed(fte), fte, muted=not fte, note=paid)


def _signed(fte: float) -> str:
    return f"+{fte_figure(fte)}" if fte > 0 else fte_figure(fte)
