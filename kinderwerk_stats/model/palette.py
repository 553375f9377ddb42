"""Colours, type and sizes in light and dark: the only palette, read by charts, drawings, files and page style."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

FONT_FAMILY = "IBM Plex Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"
# The only sizes, in px.
SIZE_SMALL, SIZE_BODY, SIZE_LARGE, SIZE_TITLE, SIZE_HEADLINE = 14, 16, 20, 26, 34


@dataclass(frozen=True)
class Palette:
    """The colours of one mode.

    `text` and `muted` are readable (4.5:1) on `background` and `surface`, `accent` is so on `background`;
    `border` is visible (3:1). `line` is decoration only. `sequential` runs from low to high, away from the
    background; `diverging` from below to above a norm, the middle is the norm itself. `missing` is the ground
    and `hatch` the lines of what has no figure. `indicative` is for figures to read with care. `outline` on a wider
    line of `background` parts two areas of a map: one of both is visible (3:1) beside any class.
    """

    background: str
    surface: str
    text: str
    muted: str
    line: str
    border: str
    accent: str
    on_accent: str
    sequential: tuple[str, str, str, str, str]
    diverging: tuple[str, str, str, str, str]
    missing: str
    hatch: str
    indicative: str
    outline: str

    def scale(self, *, around_norm: bool) -> tuple[str, str, str, str, str]:
        """Return the colours of the classes of a map."""
        return self.diverging if around_norm else self.sequential


LIGHT = Palette(
    background="#ffffff",
    surface="#f3f6f7",
    text="#16212a",
    muted="#55626b",
    line="#d9dfe2",
    border="#7c8991",
    accent="#056070",
    on_accent="#ffffff",
    sequential=("#ceeff1", "#88d3da", "#3dadba", "#058090", "#02515e"),
    diverging=("#8f4208", "#dd9a5f", "#e9e6e0", "#6fc0c8", "#056070"),
    missing="#eef1f2",
    hatch="#7c8991",
    indicative="#a3bfc4",
    outline="#454e55",
)
DARK = Palette(
    background="#10171a",
    surface="#182226",
    text="#e9eef0",
    muted="#a9b6bd",
    line="#2c383d",
    border="#7d8c95",
    accent="#5ecad4",
    on_accent="#0b1214",
    sequential=("#0f3c45", "#04606d", "#068e9a", "#4fbdc7", "#afebee"),
    diverging=("#f3b67c", "#a8682c", "#3a4144", "#1f7f8a", "#7adbe4"),
    missing="#1f292d",
    hatch="#7d8c95",
    indicative="#3f6067",
    outline="#bec3c5",
)
PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}
