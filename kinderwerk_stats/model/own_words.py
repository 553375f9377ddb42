"""What a gemeente says itself beside its figures: its goals, and its notes beside one figure (duiding)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from kinderwerk_stats.model.areas import AREA_CODE_PATTERN
from kinderwerk_stats.model.decode import Decoder
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR

GoalKind = Literal["reach_share", "children_per_fte", "no_wijk_without"]
MOST_OWNER, MOST_DECISION, MOST_DUIDING, MOST_WHO = 80, 120, 400, 80
_Area = Annotated[str, Field(pattern=f"^(?:{AREA_CODE_PATTERN})$")]
_Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


@dataclass(frozen=True)
class Goal:
    """What a gemeente decided to reach; neither a norm of this program nor of who looks at the figures.

    `value`: a share 0-1 (at least so many of the children are reached), or children per fte (at most so many); 0 for
    no wijk without a kinderwerker. `wijken`: code and name, as they were when the goal was set; none is the whole
    gemeente. `owner` is a function, no person; `decision` is where the goal comes from ("raadsbesluit 12-3-2025").
    """

    kind: GoalKind
    value: float
    year: _Year
    owner: Annotated[str, Field(min_length=2, max_length=MOST_OWNER)]
    decision: Annotated[str, Field(min_length=2, max_length=MOST_DECISION)]
    wijken: Annotated[tuple[tuple[_Area, str], ...], Field(max_length=200)] = ()

    def __post_init__(self) -> None:
        """Refuse a value that is none of its kind."""
        lowest, highest = {"reach_share": (0.0001, 1), "children_per_fte": (1, 100_000), "no_wijk_without": (0, 0)}[
            self.kind
        ]
        if not lowest <= self.value <= highest:
            raise ValueError(f"value must be {lowest} to {highest} for {self.kind}, got {self.value}")
        _refuse_unprintable(self.owner, self.decision, *(name for _, name in self.wijken))


@dataclass(frozen=True)
class Duiding:
    """A note of the gemeente beside one figure of a wijk, or of the gemeente, in one year; signed and dated."""

    area_code: _Area
    year: _Year
    figure: str
    text: Annotated[str, Field(min_length=2, max_length=MOST_DUIDING)]
    who: Annotated[str, Field(min_length=1, max_length=MOST_WHO)]
    day: date

    def __post_init__(self) -> None:
        """Refuse a figure that is not there."""
        if self.figure not in INDICATORS:
            raise ValueError(f"figure must be an indicator, got {self.figure}")
        _refuse_unprintable(self.text, self.who)

    @property
    def name(self) -> str:
        """What it is kept under: one for each figure of an area in a year."""
        return f"{self.area_code} {self.year} {self.figure}"


@dataclass(frozen=True)
class OwnWords:
    """All that one gemeente says now: goals by name, notes by area, year and figure; what of it cannot be read."""

    goals: tuple[Goal, ...] = ()
    duiding: tuple[Duiding, ...] = ()
    unread: tuple[Problem, ...] = ()

    def of_year(self, year: int) -> Self:
        """Return the same goals, and the notes beside figures of one year."""
        return replace(self, duiding=tuple(note for note in self.duiding if note.year == year))


def _refuse_unprintable(*texts: str) -> None:
    for text in texts:
        if not text.isprintable() or text != text.strip():
            raise ValueError(f"text must be one line without signs that cannot be seen, got {text!r}")


_CODES = {"": "eigen_woorden_veld", "refused": "eigen_woorden_waarde"}
_GOAL: Decoder[Goal] = Decoder(Goal, _CODES)
_DUIDING: Decoder[Duiding] = Decoder(Duiding, _CODES)


def read_goal(content: Mapping[str, Any] | bytes) -> Goal:
    """Return a goal, as a form or the store gives it; InputRefused with all that is wrong."""
    return _GOAL.read(_plain(content), "doel")


def read_duiding(content: Mapping[str, Any] | bytes) -> Duiding:
    """Return a note beside a figure, as a form or the store gives it; InputRefused with all that is wrong."""
    return _DUIDING.read(_plain(content), "duiding")


def to_content(said: Goal | Duiding) -> bytes:
    """Return what the store keeps; `read_goal` and `read_duiding` are the way back."""
    return json.dumps(asdict(said), ensure_ascii=False, default=str).encode()


def _plain(content: Mapping[str, Any] | bytes) -> Any:
    try:
        return json.loads(content) if isinstance(content, bytes) else content
    except (ValueError, RecursionError):
        return None  # No form of ours: the decoder says so.
