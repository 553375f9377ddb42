"""Small pieces of page as escaped HTML, for `st.html`; ui/assets/style.css gives them their look."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kinderwerk_stats.text.key_figures import KeyFigure
from kinderwerk_stats.text.numbers import keep_together

__all__ = [
    "Card",
    "KeyFigure",
    "build_cards",
    "build_chart_title",
    "build_done",
    "build_error",
    "build_headline",
    "build_key_figures",
    "build_notice",
    "build_paragraph",
    "build_source_line",
    "escape",
    "escape_text",
]

_BEFORE_NOUN = re.compile(r"(?<=\d) (?=[%(\w])|(?<=t/m) (?=\d)")


def escape_text(text: str) -> str:
    """Return text for on screen, escaped; a figure and its percent or euro sign never part at the end of a line."""
    return escape(keep_together(text))


@dataclass(frozen=True)
class Card:
    """A wijk to look at first: its name, the figure, why it is here, how sure that is, and where the link goes."""

    name: str
    figure: str
    why: str
    href: str
    note: str = ""
    link_text: str = "Bekijk deze wijk"


def build_headline(parts: Iterable[tuple[str, bool]], *, title: str = "") -> str:
    r"""Return the sentence that answers the page's question, as its only h1.

    Parameters
    ----------
    parts : Iterable[tuple[str, bool]]
        The parts of the sentence in order, plain text, each with whether it is set heavier.
    title : str
        What the page is called, in small letters above the sentence.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> build_headline([("Er zijn ", False), ("12", True), (" wijken.", False)])
    '<h1 class="kw-kop">Er zijn <strong>12</strong>\xa0wijken.</h1>'
    """
    words, before = "", ""
    for text, heavy in parts:
        # Large type, few words a line: a figure stays with what it counts.
        bound = _BEFORE_NOUN.sub("\N{NO-BREAK SPACE}", before + text)[len(before) :]
        words += f"<strong>{escape(bound)}</strong>" if heavy else escape(bound)
        before = text[-1:]
    heading = f'<h1 class="kw-kop">{words}</h1>'
    return f'<p class="kw-bovenkop">{escape(title)}</p>{heading}' if title else heading


def build_key_figures(figures: Iterable[KeyFigure]) -> str:
    """Return the key figures as a list of terms.

    Raises
    ------
    ValueError
        When there are more than four: a reader compares no more at a glance.
    """
    figures = tuple(figures)
    if len(figures) > 4:
        raise ValueError(f"at most four key figures, got {len(figures)}")
    return f'<dl class="kw-cijfers">{"".join(map(_key_figure, figures))}</dl>'


def _key_figure(figure: KeyFigure) -> str:
    unit = f' <span class="kw-eenheid">{escape(figure.unit)}</span>' if figure.unit else ""
    lines = "".join(
        f'<dd class="{name}">{escape_text(text)}</dd>'
        for name, text in (("kw-marge", figure.interval), ("kw-noot", figure.note))
        if text
    )
    words = "" if any(sign.isdigit() for sign in figure.value) else " kw-woorden"
    value = f'<dd class="kw-waarde{words}">{escape_text(figure.value)}{unit}</dd>'
    return f"<div><dt>{escape(figure.label)}</dt>{value}{lines}</div>"


def build_cards(cards: Iterable[Card], *, title: str) -> str:
    """Return cards beside each other, under a heading of their own."""
    items = "".join(
        f'<li><h3><a href="{escape(card.href)}" target="_self" data-intern>{escape(card.name)}'
        f'<span class="kw-alleen-horen">: {escape(card.link_text)}</span></a></h3>'
        f'<p class="kw-figuur">{escape_text(card.figure)}</p>'
        f"<p>{escape_text(card.why)}</p>"
        f"{_note(card.note)}</li>"
        for card in cards
    )
    return f'<h2 class="kw-tussenkop kw-bovenaan">{escape(title)}</h2><ul class="kw-kaarten">{items}</ul>'


def _note(words: str) -> str:
    return f'<p class="kw-hulp">{escape_text(words)}</p>' if words else ""


def build_chart_title(finding: str, subtitle: str) -> str:
    """Return what a chart shows, and under it of what, in which unit and year."""
    return f'<p class="kw-bevinding">{escape_text(finding)}</p><p class="kw-hulp">{escape_text(subtitle)}</p>'


def build_notice(text: str, *, strong: str = "") -> str:
    """Return one line that the reader must know before the figures; `strong` opens it."""
    opening = f"<strong>{escape(strong)}</strong> " if strong else ""
    return f'<p class="kw-melding" role="note">{opening}{escape(text)}</p>'


def build_error(words: str, *labels: str) -> str:
    """Return why something cannot be used; the fields with these labels point to it for who hears the page (shell.js).

    >>> build_error("Dit is geen jaar.", "Jaar")
    '<p class="kw-fout" role="alert" data-veld="Jaar">Dit is geen jaar.</p>'
    """
    fields = f' data-veld="{escape("|".join(labels))}"' if labels else ""
    return f'<p class="kw-fout" role="alert"{fields}>{escape_text(words)}</p>'


def build_done(words: str) -> str:
    """Return what was done a moment ago; shell.js says it aloud."""
    return f'<p class="kw-gelukt">{escape_text(words)}</p>'


def build_paragraph(parts: Iterable[tuple[str, bool]]) -> str:
    """Return a sentence as a paragraph; each part with whether it is set heavier.

    >>> build_paragraph([("Het ligt ", False), ("hoger", True), (".", False)])
    '<p class="kw-alinea">Het ligt <strong>hoger</strong>.</p>'
    """
    words = "".join(f"<strong>{escape_text(text)}</strong>" if heavy else escape_text(text) for text, heavy in parts)
    return f'<p class="kw-alinea">{words}</p>'


def build_folded(title: str, html: str) -> str:
    """Return a part that is closed on a phone and open on a wider screen (ui/assets/shell.js).

    >>> build_folded("Waarom?", "<p>Daarom.</p>")
    '<details class="kw-vouw"><summary class="kw-bevinding">Waarom?</summary><p>Daarom.</p></details>'
    """
    return f'<details class="kw-vouw"><summary class="kw-bevinding">{escape(title)}</summary>{html}</details>'


def build_source_line(text: str) -> str:
    """Return where the figures come from, under what shows them.

    >>> build_source_line("CBS, 2024")
    '<p class="kw-bron">Bron: CBS, 2024</p>'
    """
    return f'<p class="kw-bron">Bron: {escape(text)}</p>'
