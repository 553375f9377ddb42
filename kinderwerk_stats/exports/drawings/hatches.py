"""The fills of what has no figure: each reason that matters in its own hatch, also in black and white."""

from kinderwerk_stats.exports.drawings.canvas import ID, Box, num, rect
from kinderwerk_stats.model.status import Status


def hatch_of(status: Status) -> str:
    """Return the fill of what has no figure: suppressed and missing are hatched in two ways."""
    if status == Status.NO_KINDERWERKER:
        return f"url(#{ID}-geen)"
    return f"url(#{ID}-{'onderdrukt' if status == Status.SUPPRESSED else 'ontbreekt'})"


def hatches(box: Box, body: str) -> str:
    """Return the patterns that `body` uses: strokes one way, strokes both ways, light stripes on dark."""
    step = box.size * 0.45
    palette = box.palette
    way, back = f"M0 {num(step)}L{num(step)} 0", f"M0 0L{num(step)} {num(step)}"
    kinds = {
        "ontbreekt": (palette.missing, palette.hatch, way),
        "onderdrukt": (palette.missing, palette.hatch, way + back),
        "geen": (palette.sequential[-1], palette.background, way),
    }
    return "".join(
        f'<pattern id="{ID}-{name}" width="{num(step)}" height="{num(step)}" patternUnits="userSpaceOnUse">'
        f'{rect(0, 0, step, step, ground)}<path d="{path}" stroke="{color}" stroke-width="{num(step / 7)}"/></pattern>'
        for name, (ground, color, path) in kinds.items()
        if f"#{ID}-{name})" in body
    )
