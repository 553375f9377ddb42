"""Colours: readable in light and dark, and the same in charts, page style and Streamlit's theme."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from kinderwerk_stats.charts.theme import PLOTLY_CONFIG, plotly_template
from kinderwerk_stats.model.palette import MODES, PALETTES

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
STYLE = (ROOT / "kinderwerk_stats" / "ui" / "assets" / "style.css").read_text("utf-8")

# WCAG 2.2, 1.4.3 and 1.4.11.
TEXT, GRAPHICS = 4.5, 3.0


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[start : start + 2], 16)) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_yardstick_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_text_is_readable_on_page_and_sidebar(mode):
    palette = PALETTES[mode]
    for color, ground in itertools.product((palette.text, palette.muted), (palette.background, palette.surface)):
        assert contrast(color, ground) >= TEXT
    assert contrast(palette.accent, palette.background) >= TEXT
    assert contrast(palette.accent, palette.surface) >= TEXT
    assert contrast(palette.on_accent, palette.accent) >= TEXT
    # Messages under an input.
    assert contrast(palette.diverging[0], palette.surface) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_borders_and_hatches_can_be_seen(mode):
    palette = PALETTES[mode]
    for ground in (palette.background, palette.surface):
        assert contrast(palette.border, ground) >= GRAPHICS
    assert contrast(palette.hatch, palette.missing) >= GRAPHICS
    assert contrast(palette.diverging[0], palette.background) >= GRAPHICS
    assert contrast(palette.diverging[-1], palette.background) >= GRAPHICS


@pytest.mark.parametrize("mode", MODES)
def test_an_area_of_a_map_can_be_told_from_its_neighbours_and_the_page_whatever_its_class(mode):
    palette = PALETTES[mode]
    parting = (palette.outline, palette.background)
    # WCAG 1.4.11: the thin line stands out on the wider one, and one of both beside every ground.
    assert contrast(*parting) >= GRAPHICS
    for ground in (*palette.sequential, *palette.diverging, palette.missing, palette.line):
        assert max(contrast(line, ground) for line in parting) >= GRAPHICS, ground


def test_the_map_on_screen_and_on_its_print_has_these_lines():
    style = (ROOT / "kinderwerk_stats" / "ui" / "assets" / "wijk_map.css").read_text("utf-8")
    light, dark = (PALETTES[mode].outline for mode in MODES)
    assert re.findall(r"--grens: (.+);", style) == [f"light-dark({light}, {dark})", light]


@pytest.mark.parametrize("mode", MODES)
def test_classes_run_away_from_the_background_in_steps_that_grey_print_keeps(mode):
    palette = PALETTES[mode]
    distances = [contrast(color, palette.background) for color in palette.sequential]
    assert distances == sorted(distances)
    steps = [contrast(one, other) for one, other in itertools.pairwise(palette.sequential)]
    assert min(steps) >= 1.35


@pytest.mark.parametrize("mode", MODES)
def test_streamlit_has_the_colours_of_the_charts(mode):
    palette, theme = PALETTES[mode], CONFIG["theme"][mode]
    assert {
        "primaryColor": palette.accent,
        "backgroundColor": palette.background,
        "secondaryBackgroundColor": palette.surface,
        "textColor": palette.text,
        "linkColor": palette.accent,
        "borderColor": palette.border,
        "grayTextColor": palette.muted,
    }.items() <= theme.items()
    assert theme["chartSequentialColors"] == [color for color in palette.sequential for _ in range(2)]
    assert theme["chartCategoricalColors"] == list(plotly_template(mode).layout.colorway)
    assert theme["sidebar"] == {
        "backgroundColor": palette.surface,
        "secondaryBackgroundColor": palette.background,
    }


def test_the_page_style_has_no_colours_of_its_own():
    pairs = re.findall(r"--kw-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", STYLE)
    light, dark = PALETTES["light"], PALETTES["dark"]
    names = {"below": None, **{name: name.replace("-", "_") for name, _, _ in pairs if name != "below"}}
    for name, in_light, in_dark in pairs:
        field = names[name]
        wanted = (
            (light.diverging[0], dark.diverging[0]) if field is None else (getattr(light, field), getattr(dark, field))
        )
        assert (in_light, in_dark) == wanted, name
    assert len(re.findall(r"#[0-9a-f]{3,8}\b", STYLE)) == 2 * len(pairs)


def test_only_sizes_of_the_scale_are_used():
    sizes = {int(size) for size in re.findall(r"font-size: (\d+)px", STYLE)}
    assert sizes <= {14, 16, 20, 26, 34}


@pytest.mark.parametrize("mode", MODES)
def test_charts_write_numbers_the_dutch_way_in_our_font(mode):
    layout = plotly_template(mode).layout
    assert layout.separators == ",."
    assert layout.font.family.startswith("IBM Plex Sans")
    assert layout.xaxis.tickfont.color == PALETTES[mode].muted


def test_the_button_of_a_chart_is_dutch():
    dutch = PLOTLY_CONFIG["locales"][PLOTLY_CONFIG["locale"]]
    assert dutch["dictionary"]["Download plot as a PNG"] == "Bewaar als afbeelding"
    assert len(dutch["format"]["months"]) == 12
    assert PLOTLY_CONFIG["modeBarButtons"] == [["toImage"]]


def test_no_statistics_are_sent():
    assert CONFIG["browser"]["gatherUsageStats"] is False
