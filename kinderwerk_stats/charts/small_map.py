"""A gemeente as a small picture without names: a colour per wijk, for beside words that say the same."""

from base64 import b64encode
from collections.abc import Mapping

from kinderwerk_stats.model.palette import PALETTES, Mode
from kinderwerk_stats.sources.geometry.map_shapes import MapShapes


def draw_small_map(outlines: MapShapes, fills: Mapping[str, str], mode: Mode) -> str:
    """Return the address of the picture, for an `img`: Streamlit takes shapes out of HTML.

    Parameters
    ----------
    outlines : shapes of the wijken.
    fills : wijk_code -> colour; a wijk without one is hatched, for it has no figure.
    mode : light or dark.
    """
    palette = PALETTES[mode]
    hatch = (
        f'<pattern id="g" width="28" height="28" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="28" height="28" fill="{palette.missing}"/>'
        f'<path d="M0 0V28" stroke="{palette.hatch}" stroke-width="8"/></pattern>'
    )
    shapes = "".join(f'<path d="{path}" fill="{fills.get(code, "url(#g)")}"/>' for code, path in outlines.paths.items())
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {outlines.width} {outlines.height}" '
        f'stroke="{palette.background}" stroke-width="4" stroke-linejoin="round">'
        f"{'' if outlines.paths.keys() <= fills.keys() else hatch}{shapes}</svg>"
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
