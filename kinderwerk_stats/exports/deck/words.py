"""Words of a story as a presentation can hold them: XML has no way to write some signs that a file may bring."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from kinderwerk_stats.exports.drawings.canvas import printable
from kinderwerk_stats.story.slides import MapArea, Story


def with_fit_words(story: Story) -> Story:
    """Return a story without signs that no presentation can hold; only notes keep their lines."""
    return cast(Story, _fit(story))


def _fit(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        return "\n".join(map(printable, value.split("\n"))) if name == "notes" else printable(value)
    if type(value) is tuple:
        return tuple(_fit(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        # The outline of a wijk is thousands of numbers and not one word.
        parts = [field.name for field in fields(value) if not (isinstance(value, MapArea) and field.name == "rings")]
        return replace(value, **{part: _fit(getattr(value, part), part) for part in parts})
    return value
