"""Slides and pictures as data: screen, PowerPoint, PDF and images draw the same records, so they hold the same figures.

Every value stands in a picture twice: as a `Figure`, for a chart that can be edited, and as the words to print.
Who draws formats nothing and hides nothing: that was done before. An absent figure has no number, only its words.
"""

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.model.indicators import Unit
from kinderwerk_stats.model.status import Figure
from kinderwerk_stats.text.key_figures import KeyFigure

# The title slide is no part that can be moved or left out.
SlidePart = Literal[
    "titel", "landelijk", "gemeente", "wijk", "kinderwerk", "signaleren", "ontbreekt", "nodig", "gesprek", "eigen"
]
Part = Literal["landelijk", "gemeente", "wijk", "kinderwerk", "signaleren", "ontbreekt", "nodig", "gesprek", "eigen"]


@dataclass(frozen=True)
class Bar:
    """One bar: `text` is what stands behind it, the status in words where there is no figure.

    `code`: of the wijk. For who points at the bar: `full`, the text with its unit, and `interval` in words.
    """

    label: str
    figure: Figure
    text: str
    low: float | None = None
    high: float | None = None
    indicative: bool = False
    chosen: bool = False
    code: str = ""
    full: str = ""
    interval: str = ""


@dataclass(frozen=True)
class BarsPicture:
    """Bars from zero, in the order in which they are drawn (the largest first); a share is 0-1, as in the frames.

    `label`: what is measured, as the axis says it but without its unit.
    """

    axis: str
    unit: Unit
    decimals: int
    bars: tuple[Bar, ...]
    reference: float | None = None
    reference_label: str = ""
    label: str = ""

    @property
    def longest(self) -> float:
        """Where a bar stops: reach over 100 % keeps its number, but sets no scale (METHOD 1.5)."""
        known = [bar for bar in self.bars if bar.figure.known]
        within = [max(bar.figure.value, bar.high or 0.0) for bar in known if bar.figure.value <= 1]
        if self.unit != "%" or len(within) == len(known):
            return inf
        return 1.15 * max([*within, self.reference or 0.0]) or 1.2

    @property
    def furthest(self) -> float:
        """Return where the longest bar, its interval or the reference ends; 0 where nothing does."""
        known = [bar for bar in self.bars if bar.figure.known]
        ends = [min(max(bar.figure.value, bar.high or 0.0), self.longest) for bar in known]
        return max([*ends, self.reference or 0.0], default=0.0)

    def ends(self, bar: Bar) -> tuple[float, float] | None:
        """Return where the interval of a bar is drawn; None where there is none."""
        if not bar.figure.known or bar.low is None or bar.high is None:
            return None
        return min(bar.low, self.longest), min(bar.high, self.longest)

    def is_cut(self, bar: Bar) -> bool:
        """Return whether a bar is drawn shorter than its figure."""
        return bar.figure.known and bar.figure.value > self.longest


@dataclass(frozen=True)
class YearPoint:
    """One year of a line; `new_series`: no line is drawn from the year before to this one."""

    year: int
    figure: Figure
    text: str
    low: float | None = None
    high: float | None = None
    new_series: bool = False


@dataclass(frozen=True)
class YearsPicture:
    """One figure over the years; `breaks` says per year why the line stops."""

    axis: str
    unit: Unit
    decimals: int
    points: tuple[YearPoint, ...]
    breaks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Marks:
    """One kinderwerker beside so many children: `least` to `most`, equal where it is one number."""

    label: str
    least: int
    most: int
    text: str


@dataclass(frozen=True)
class MarksPicture:
    """Groups drawn to one scale, a mark per `per_mark` children beside one larger mark: the kinderwerker."""

    groups: tuple[Marks, ...]
    per_mark: int

    def counts(self, group: Marks) -> tuple[int, int]:
        """Return how many marks a group has for certain, and at most: the ones between are pale."""
        return round(group.least / self.per_mark), round(group.most / self.per_mark)

    @property
    def legend(self) -> str:
        """Return what the marks are."""
        mark = "een kind" if self.per_mark == 1 else f"{self.per_mark} kinderen"
        words = f"Een kleine stip is {mark}, de grote stip is een kinderwerker."
        pale = any(least < most for least, most in map(self.counts, self.groups))
        return f"{words} Lichte stippen: hoeveel het er zijn, is niet zeker." if pale else words


@dataclass(frozen=True)
class Step:
    """One step of early signalling: a count, of how many, and what may be said of the share."""

    label: str
    count: int
    text: str


@dataclass(frozen=True)
class StepsPicture:
    """Each step a part of the one before it."""

    steps: tuple[Step, ...]
    warning: str


@dataclass(frozen=True)
class MapArea:
    """One wijk: its rings in projected metres (outer and holes, even-odd), its class (None: no figure), its words."""

    code: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    klass: int | None
    status: int
    text: str
    chosen: bool = False
    named: bool = False


@dataclass(frozen=True)
class MapPicture:
    """Wijken in classes, light to dark; `legend`: words of each class; `absent_legend`: a status of each absence.

    `around_norm`: classes go two ways from the norm, the worst first. `falling`: the lowest figures have the last one.
    """

    axis: str
    areas: tuple[MapArea, ...]
    legend: tuple[str, ...]
    absent_legend: tuple[tuple[int, str], ...] = ()
    around_norm: bool = False
    falling: bool = False

    @property
    def classes(self) -> list[tuple[int, str]]:
        """Return the classes with their words, the lowest figures first, as on screen."""
        return list(enumerate(self.legend))[:: -1 if self.falling else 1]


@dataclass(frozen=True)
class WijkPicture:
    """One wijk: where it lies, outlined on the map (None without borders), and at most three large figures."""

    map: MapPicture | None
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class TablePicture:
    """Cells as printed; `numeric` says per column whether it is set right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class PointsPicture:
    """A few short lines: questions, or what was written by the organisation; `numbered` for questions."""

    points: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class QuotePicture:
    """What somebody said, with name and function."""

    words: str
    name: str
    function: str


@dataclass(frozen=True)
class PhotoPicture:
    """A JPEG without any properties of the camera, and what is to be seen on it."""

    content: bytes
    alt: str


Picture = (
    BarsPicture | YearsPicture | MarksPicture | StepsPicture | MapPicture | WijkPicture | TablePicture | PointsPicture
    | QuotePicture | PhotoPicture
)  # fmt: skip


@dataclass(frozen=True)
class Slide:
    """One message and its picture.

    `title`: the finding, in one sentence. `subtitle`: what is shown, unit and year. `alt`: the picture in words, made
    from the same figures. `source`: where it comes from; `source_short`: the same as publishers and years, empty where
    `source` is short. `notes`: for the speaker. `remarks`: what must be known to read it, a sentence each, what is
    special to it first (few children, hidden counts, another age range). `left_out`: what its picture does not show,
    which is never said of another slide. `questions`: to talk about. `definition`: what each figure in it means.
    `beside`: sources of it that are not those of coverage.
    """

    part: SlidePart
    title: str
    subtitle: str
    picture: Picture | None
    alt: str
    source: str
    notes: str = ""
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    definition: str = ""
    beside: tuple[str, ...] = ()
    source_short: str = ""
    left_out: str = ""

    @property
    def remark(self) -> str:
        """Return all that must be known to read it."""
        return " ".join(filter(None, (*self.remarks, self.left_out)))


@dataclass(frozen=True)
class Context:
    """What every file that leaves the dashboard states about its figures."""

    gemeente_code: str
    gemeente_name: str
    year: int
    age_range: AgeRange
    wijken: tuple[str, ...]
    norm: str
    weights: str
    threshold: str
    sources: tuple[str, ...]
    made_on: date
    invented: bool
    organisations: str = ""

    @property
    def title(self) -> str:
        return f"{self.gemeente_name}, {self.year}"


@dataclass(frozen=True)
class Story:
    """The slides in the order in which they are shown, and what holds for all of them.

    `title`: over the whole, the organisation's own where it gave one.
    """

    context: Context
    slides: tuple[Slide, ...]
    title: str = ""
