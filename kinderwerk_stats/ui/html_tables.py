"""Tables and lists of links as escaped HTML, for `st.html`; ui/assets/style.css gives them their look."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.text.problems import describe, parts_of
from kinderwerk_stats.ui.markup import escape, escape_text

_STATUS_WORDS = frozenset(status.label for status in Status if status != Status.KNOWN)
# More columns stand closer together.
_MANY_COLUMNS = 6
_NO_FIGURES = "Met deze bestanden zijn er geen cijfers te tonen."


def build_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, numeric: Collection[int] = ()
) -> str:
    """Return a plain table; the first cell of a row is its heading, `numeric` columns stand to the right.

    A column in which nothing stands is left out; a status in words, such as "onbekend", is set apart from figures.

    On a phone every row is a block of its own, with the heads before the figures; the roles keep it a table for who
    hears the page. The caption is for who hears the page; who sees it reads the heading above.
    """
    rows = [list(row) for row in rows]
    used = [place for place in range(len(header)) if not rows or place == 0 or any(row[place] for row in rows)]
    header, rows = [header[place] for place in used], [[row[place] for place in used] for row in rows]
    numeric = {used.index(place) for place in numeric if place in used}
    classes = ["kw-getal" if column in numeric else "" for column in range(len(header))]
    many = ' class="kw-veel"' if len(header) > _MANY_COLUMNS else ""
    head = "".join(
        _cell("th", text, name, 'scope="col" role="columnheader"') for text, name in zip(header, classes, strict=True)
    )
    body = "".join(
        '<tr role="row">'
        + _cell("th", row[0], classes[0], 'scope="row" role="rowheader"')
        + "".join(
            _cell("td", text, _class(name, text), f'role="cell" data-kop="{escape(title)}"')
            for text, name, title in zip(row[1:], classes[1:], header[1:], strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="kw-tabel" role="region" tabindex="0" aria-label="{escape(caption)}"><table{many} role="table">'
        f'<caption class="kw-alleen-horen">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _class(name: str, text: str) -> str:
    return f"{name} kw-geen".strip() if text in _STATUS_WORDS else name


def _cell(tag: str, text: str, name: str, extra: str = "") -> str:
    attributes = " ".join(part for part in (f'class="{name}"' if name else "", extra) if part)
    return f"<{tag}{' ' + attributes if attributes else ''}>{escape_text(text)}</{tag}>"


@dataclass(frozen=True)
class PaperRow:
    """A wijk of a chart on paper; places are parts of the width: `bar` from 0, `margin` a line, `dot` a round.

    Without any of them only the words stand there.
    """

    name: str
    text: str
    bar: float | None = None
    margin: tuple[float, float] | None = None
    dot: float | None = None
    bold: bool = False


def build_paper_chart(
    rows: Iterable[PaperRow], *, axis: str, reference: float | None = None, reference_label: str = ""
) -> str:
    """Return a long chart as a table that only paper shows: all of it, with its head on every sheet.

    Parameters
    ----------
    rows : in the order in which they are drawn.
    axis : what is drawn, with its unit.
    reference : where the line of the reference stands, as a part of the width.
    reference_label : its words.
    """
    line = "" if reference is None else f' style="--lijn: {reference:.1%}"'
    label = "" if reference is None else f'<span class="kw-lijnkop">{escape(reference_label)}</span>'
    body = "".join(
        f'<tr class="{"kw-gekozen" if row.bold else ""}"><th>{escape(row.name)}</th>'
        f"<td>{_marks(row)}</td><td>{escape_text(row.text)}</td></tr>"
        for row in rows
    )
    return (
        f'<table class="kw-papier{" kw-met-lijn" if line else ""}"{line}><thead><tr><th>Wijk</th>'
        f"<th>{label}</th><th>{escape(axis)}</th></tr></thead><tbody>{body}</tbody></table>"
    )


def _marks(row: PaperRow) -> str:
    bar = "" if row.bar is None else f'<i class="kw-staaf" style="width: {row.bar:.1%}"></i>'
    margin = ""
    if row.margin is not None:
        low, high = row.margin
        margin = f'<i class="kw-marge" style="left: {low:.1%}; width: {high - low:.1%}"></i>'
    dot = "" if row.dot is None else f'<i class="kw-punt" style="left: {row.dot:.1%}"></i>'
    return f"{bar}{margin}{dot}"


def build_link_list(links: Iterable[tuple[str, str, str]], *, label: str) -> str:
    """Return links (text, address, what stands behind it) under each other."""
    items = "".join(
        f'<li><a href="{escape(href)}" target="_self" data-intern>{escape(text)}</a> '
        f"<span>{escape_text(behind)}</span></li>"
        for text, href, behind in links
    )
    return f'<ul class="kw-links" aria-label="{escape(label)}">{items}</ul>'


def build_list(lines: Iterable[str]) -> str:
    """Return sentences under each other. Text of files may stand in them: escaped, never read as markup."""
    return f'<ul class="kw-lijst">{"".join(f"<li>{escape_text(line)}</li>" for line in lines)}</ul>'


def action_on_screen(problem: Problem) -> str:
    """Return what to do about a problem, for someone who has a screen and no command line."""
    return f"zet het in {SETTINGS_FILE}" if problem.asks else describe(problem).action


def build_refusal(*, missing: str = "", action: str = "") -> str:
    """Return why there are no figures, as the only thing on the page: what is missing, then what to do about it.

    Parameters
    ----------
    missing : what is missing, at the end of the sentence.
    action : the one thing to do.
    """
    what = f"Er zijn nog geen cijfers te tonen: {missing}." if missing else _NO_FIGURES
    paragraph = f'<p class="kw-doen">{escape(action)}</p>' if action else ""
    return f'<h1 class="kw-kop">{escape(what)}</h1>{paragraph}'


def build_problems(problems: Iterable[Problem]) -> str:
    """Return everything that is wrong with the files: first what stops them, then what to look at."""
    problems = list(problems)
    parts = []
    for severity, title in (("fout", "Wat er mis is"), ("waarschuwing", "Waar u op moet letten")):
        rows = [[*parts_of(p)[:3], action_on_screen(p)] for p in problems if p.severity == severity]
        if rows:
            table = build_table(["Waar", "Gevonden", "Verwacht", "Wat u kunt doen"], rows, caption=title)
            parts.append(f'<h2 class="kw-tussenkop">{title}</h2>{table}')
    return "".join(parts)
