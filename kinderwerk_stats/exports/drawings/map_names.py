"""Where the names of wijken stand on a map: none over another, none outside it; what has no room is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from kinderwerk_stats.exports.drawings.canvas import clean
from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, width_of, wrap
from kinderwerk_stats.story.slides import MapArea

# A line of a name is so many letters' heights wide at most.
_NAME_ROOM = 9
# Steps away from the middle of the wijk, in parts of the name itself: further off it would name a neighbour.
_STEPS = sorted(
    product((0, 0.25, -0.25, 0.5, -0.5), (0, 0.3, -0.3, 0.6, -0.6)), key=lambda step: step[0] ** 2 + step[1] ** 2
)
# Between two names, in heights of a letter.
_APART = 0.2


@dataclass(frozen=True)
class PlacedName:
    """A name on the map: its lines, and the box that they take."""

    area: MapArea
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: "PlacedName", apart: float) -> bool:
        """Return whether two names stand over each other, or closer than `apart`."""
        return (
            self.left < other.left + other.width + apart
            and other.left < self.left + self.width + apart
            and self.top < other.top + other.height + apart
            and other.top < self.top + self.height + apart
        )


def weight_of(area: MapArea) -> int:
    """Return how heavy a name is written: that of a chosen wijk heavier."""
    return 700 if area.chosen else 600


def place_names(
    wanted: Iterable[tuple[MapArea, tuple[float, float]]], field: tuple[float, float], size: float, wider: float = 1.0
) -> list[PlacedName]:
    """Return the names that have room, the chosen wijken first, each as near to its own place as can be.

    Parameters
    ----------
    wanted : wijken to name, the most important first, each with a place inside it, from the upper left corner.
    field : width and height of the map.
    size : of the letters.
    wider : how much wider a letter may turn out than in our own font.
    """
    placed: list[PlacedName] = []
    for area, middle in sorted(wanted, key=lambda each: not each[0].chosen):
        for name in _candidates(area, middle, field, (size, wider)):
            if not any(name.overlaps(other, size * _APART) for other in placed):
                placed.append(name)
                break
    return placed


def _candidates(
    area: MapArea, middle: tuple[float, float], field: tuple[float, float], letters: tuple[float, float]
) -> Iterable[PlacedName]:
    """Return where a name could stand, the best place first."""
    size, wider = letters
    weight, name = weight_of(area), clean(area.name)
    longest = max((width_of(part, size, weight) for part in name.replace("/", "/ ").split()), default=0.0)
    lines = wrap(name, max(size * _NAME_ROOM, min(longest, field[0] / wider)), size, weight)
    width = max(width_of(words, size, weight) for words in lines) * wider
    height = len(lines) * size * LINE_HEIGHT
    for across, down in _STEPS:
        left = middle[0] - width / 2 + across * width
        top = middle[1] - height / 2 + down * height
        left = min(max(left, 0.0), max(field[0] - width, 0.0))
        top = min(max(top, 0.0), max(field[1] - height, 0.0))
        yield PlacedName(area, tuple(lines), left, top, width, height)
