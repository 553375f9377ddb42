"""Write a story as one HTML file: type, pictures, style and script are in it, so it works without server or network."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.model.palette import PALETTES, Mode, Palette
from kinderwerk_stats.story.context import foot_lines
from kinderwerk_stats.story.slides import PhotoPicture, Slide, Story, TablePicture
from kinderwerk_stats.text.numbers import keep_together

_HERE = Path(__file__).parent
_FONTS = _HERE.parents[1] / "ui" / "assets" / "fonts"
# Width, height, letters and letters of a table, in px: for a screen, a tablet held upright, and a telephone. Letters on
# a screen are read from five metres.
_SHAPES = {
    "breed": (1480.0, 620.0, 28.0, 36.0),
    "hoog": (760.0, 720.0, 26.0, 28.0),
    "smal": (400.0, 520.0, 17.0, 14.0),
}


def build_presentation(story: Story, mode: Mode = "light", back: str = "") -> str:
    """Return the presentation as HTML.

    Parameters
    ----------
    story : what `build_story` returned.
    mode : light, or dark for a dark room.
    back : where Escape leads; empty in a file that is opened by itself.

    Returns
    -------
    HTML in Dutch. The last slide says what holds for all figures. Speaker notes are in it, out of sight.
    """
    palette = PALETTES[mode]
    total = len(story.slides) + 1
    feet, about = foot_lines(story)
    slides = [
        _slide(slide, foot, palette, number, total)
        for number, (slide, foot) in enumerate(zip(story.slides, feet, strict=True), start=1)
    ]
    slides.append(_about(about, total))
    style = "".join(f"--{name}:{value};" for name, value in _colours(palette).items())
    mark = hashlib.sha256("".join(slides).encode()).hexdigest()[:16]
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<style>{_fonts()}:root{{{style}}}{_asset('presentation.css')}</style></head>"
        f'<body data-verhaal="{mark}" data-terug="{escape(back)}"><main>{"".join(slides)}</main>{_CONTROLS}'
        f"<script>{_asset('presentation.js')}</script></body></html>"
    )


def script_hash() -> str:
    """Return the hash by which a Content-Security-Policy allows the script of a presentation, and no other."""
    return base64.b64encode(hashlib.sha256(_asset("presentation.js").encode()).digest()).decode()


_CONTROLS = (
    '<nav aria-label="Bediening"><button type="button" data-doe="terug" aria-label="Vorige dia">←</button>'
    '<output aria-live="polite"></output>'
    '<button type="button" data-doe="verder" aria-label="Volgende dia">→</button>'
    '<button type="button" data-doe="notities">Notities (n)</button>'
    '<button type="button" data-doe="venster">Notities in een tweede venster (v)</button>'
    '<button type="button" data-doe="scherm">Volledig scherm (f)</button>'
    '<button type="button" data-doe="stop">Stoppen (Esc)</button></nav>'
)


def _slide(slide: Slide, foot: str, palette: Palette, number: int, total: int) -> str:
    notes = [slide.notes, *(f"Vraag: {question}" for question in slide.questions)]
    spoken = "".join(f"<p>{escape(line)}</p>" for note in notes for line in note.split("\n") if line.strip())
    return (
        f'{_open(number, total, slide.title)}<p class="wat">{_whole(slide.subtitle)}</p>'
        f'<div class="beeld">{_pictures(slide, palette)}</div>'
        f"<footer><p>{_whole(foot)}</p></footer><aside hidden>{spoken}</aside></section>"
    )


def _open(number: int, total: int, title: str) -> str:
    return f'<section aria-label="Dia {number} van {total}" tabindex="-1"><h1>{_whole(title)}</h1>'


def _whole(words: str) -> str:
    """Return words as HTML; no line ends between a number and its sign."""
    return escape(keep_together(words))


def _pictures(slide: Slide, palette: Palette) -> str:
    """Return the picture for each shape of screen; a photo fits them all."""
    if slide.picture is None:
        return ""
    photo, table = isinstance(slide.picture, PhotoPicture), isinstance(slide.picture, TablePicture)
    drawn: list[str] = []
    for name, (width, height, letters, of_table) in _SHAPES.items():
        if photo and drawn:
            break
        # Each shape has identifiers of its own, made from its alternative text.
        svg = draw_picture(
            slide.picture,
            palette=palette,
            width=width,
            height=None if photo else height,
            type_size=of_table if table else letters,
            alt=f"{slide.alt} ({name})",
        )
        svg = svg.replace(f" ({name})</desc>", "</desc>")
        drawn.append(f'<div class="{"elk" if photo else name}">{svg}</div>')
    return "".join(drawn)


def _about(about: Sequence[tuple[str, str]], total: int) -> str:
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in about)
    return f"{_open(total, total, 'Over deze cijfers')}<dl>{lines}</dl><aside hidden></aside></section>"


def _colours(palette: Palette) -> dict[str, str]:
    names = ("background", "surface", "text", "muted", "line", "border", "accent", "on_accent")
    return {name.replace("_", "-"): getattr(palette, name) for name in names}


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _fonts() -> str:
    """Return our type as part of the style: a file that is taken along has nothing else to ask."""
    faces = (("plex-sans-latin.woff2", "U+0000-00FF,U+2000-206F,U+20AC,U+2190-2193,U+2212"),
             ("plex-sans-latin-ext.woff2", "U+0100-024F,U+1E00-1EFF"))  # fmt: skip
    return "".join(
        '@font-face{font-family:"IBM Plex Sans";font-weight:100 700;'
        f"src:url(data:font/woff2;base64,{base64.b64encode((_FONTS / name).read_bytes()).decode()}) format('woff2');"
        f"unicode-range:{letters}}}"
        for name, letters in faces
    )
