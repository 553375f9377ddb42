"""The fills of what has no figure: each reason in its own hatch, also in black and white, as on the map on screen."""

from kinderwerk_stats.exports.drawings.canvas import ID, Box, num, rect
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.classes import absence_of

# Of a letter, from one line to the next.
STEP = 0.45


def hatch_of(status: Status) -> str:
    """Return the fill of what has no figure."""
    return f"url(#{ID}-{absence_of(status)})"


def hatches(box: Box, body: str) -> str:
    """Return the patterns that `body` uses: strokes one way, both ways, dots, and strokes back on the darkest class."""
    step = box.size * STEP
    palette = box.palette
    way, back = f"M0 {num(step)}L{num(step)} 0", f"M0 0L{num(step)} {num(step)}"
    dots = f"M{num(step / 4)} {num(step / 4)}h.01M{num(step * 3 / 4)} {num(step * 3 / 4)}h.01"
    kinds = {
        "geen_gegevens": (palette.missing, palette.hatch, way, 7),
        "onderdrukt": (palette.missing, palette.hatch, way + back, 7),
        "te_weinig": (palette.missing, palette.hatch, dots, 4),
        "geen_kinderwerker": (palette.sequential[-1], palette.background, back, 7),
    }
    return "".join(
        f'<pattern id="{ID}-{name}" width="{num(step)}" height="{num(step)}" patternUnits="userSpaceOnUse">'
        f'{rect(0, 0, step, step, ground)}<path d="{path}" stroke="{color}" stroke-width="{num(step / part)}"'
        f' stroke-linecap="round"/></pattern>'
        for name, (ground, color, path, part) in kinds.items()
        if f"#{ID}-{name})" in body
    )
