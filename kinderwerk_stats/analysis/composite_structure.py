"""How a composite index is built: its tree of indicators and domains, and the rules of every step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Aggregation = Literal["arithmetic", "geometric", "harmonic", "sum"]
NormaliseMethod = Literal["percentile", "z", "minmax", "goalposts", "rank", "none"]
Transform = Literal["none", "log10", "log"]
Imputation = Literal["none", "mean", "median", "group_mean"]
AfterWinsorising = Literal["none", "log"]


@dataclass(frozen=True)
class Normalisation:
    """How an indicator is put on a scale that all share.

    percentile: (rank - 1) / (n - 1), put on `low` to `high`; rank: 1 for the lowest value; `ties` get the lowest
    ("min") or the mean rank.
    z: `mean` + `sd` (x - m) / s, with s the standard deviation of a sample (n - 1).
    minmax: `low` + (`high` - `low`) (x - min) / (max - min).
    goalposts: the same with the goalposts of the node for min and max, cut off there unless `clip` is False.
    `flip`: where more means less, the values are turned round before their rank is taken, or ("after") the place on the
    scale is; it differs for values that are equal.
    `decimals`: rounds the result, as published indices sometimes do; None rounds nothing.
    """

    method: NormaliseMethod = "percentile"
    ties: Literal["min", "mean"] = "min"
    low: float = 0.0
    high: float = 1.0
    mean: float = 0.0
    sd: float = 1.0
    clip: bool = True
    flip: Literal["before", "after"] = "before"
    decimals: int | None = None

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"low must be below high, got {self.low} and {self.high}")
        if not self.sd > 0:
            raise ValueError(f"sd must be above 0, got {self.sd}")


@dataclass(frozen=True)
class Treatment:
    """Outliers: where |skew| > `max_skew` and kurtosis > `max_kurtosis` the outermost values are pulled in.

    Each of at most `max_points` steps sets the outermost value to the one next to it, at the side of the skew. `after`:
    "log" takes logs, ln(x - min + 0.01 (max - min)), of what winsorising did not mend.
    Source: COINr 1.1, qTreat.
    """

    max_skew: float = 2.0
    max_kurtosis: float = 3.5
    max_points: int = 5
    after: AfterWinsorising = "none"


@dataclass(frozen=True)
class Node:
    """An indicator (no parts: a column of the values), or what is made of its parts.

    `weight`: within its parent, as a part of the sum of the weights there. `direction`: -1 where more means less.
    `denominator`: a column to divide by. `transform`: "log10" or "log" (natural), before everything else but
    the denominator. `goalposts`: lowest and highest value, in transformed units. `normalisation` and `aggregation`: of
    this node; None takes that of the structure. `renormalise`: the score of an aggregate once more on a scale;
    `pass_on` says whether its parent sees that instead of the score itself.
    """

    name: str
    parts: tuple["Node", ...] = ()
    weight: float = 1.0
    direction: Literal[1, -1] = 1
    denominator: str | None = None
    transform: Transform = "none"
    goalposts: tuple[float, float] | None = None
    normalisation: Normalisation | None = None
    aggregation: Aggregation | None = None
    renormalise: Normalisation | None = None
    pass_on: bool = False

    def __post_init__(self) -> None:
        if not self.weight >= 0:
            raise ValueError(f"weight of {self.name} must be 0 or more, got {self.weight}")
        if self.goalposts is not None and not self.goalposts[0] < self.goalposts[1]:
            raise ValueError(f"goalposts of {self.name} must go from low to high, got {self.goalposts}")
        if self.parts and not sum(part.weight for part in self.parts) > 0:
            raise ValueError(f"the parts of {self.name} have no weight")
        if self.parts and self.direction == -1 and self.renormalise is None:
            raise ValueError(f"direction of {self.name}: an aggregate can be turned only where it is renormalised")

    @property
    def leaves(self) -> tuple["Node", ...]:
        """The indicators below this node, or itself."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)

    def walk(self) -> Iterator["Node"]:
        """Yield this node and everything below it, parents before parts."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Structure:
    """A composite index: `root` is the index, its parts the domains, and so on down to the indicators.

    `min_weight_share`: a score is the (weighted) mean of the parts that are there, if these have at least this part of
    the weight. `max_missing_domains`: how many parts of the root may be missing; None leaves that to the weight.
    `imputation`: what stands in for a missing value before everything else; none, unless asked for.
    """

    root: Node
    normalisation: Normalisation = field(default_factory=Normalisation)
    aggregation: Aggregation = "arithmetic"
    treatment: Treatment | None = None
    imputation: Imputation = "none"
    min_weight_share: float = 0.5
    max_missing_domains: int | None = 1

    def __post_init__(self) -> None:
        if not self.root.parts:
            raise ValueError("the index has no parts")
        names = [node.name for node in self.root.walk()]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"names occur more than once: {twice}")
        if not 0 < self.min_weight_share <= 1:
            raise ValueError(f"min_weight_share must be above 0 and at most 1, got {self.min_weight_share}")
        bare = [leaf.name for leaf in self.root.leaves
                if self.normalisation_of(leaf).method == "goalposts" and leaf.goalposts is None]  # fmt: skip
        if bare:
            raise ValueError(f"no goalposts for {bare}")

    def normalisation_of(self, leaf: Node) -> Normalisation:
        """Return how an indicator is normalised."""
        return leaf.normalisation or self.normalisation

    def aggregation_of(self, node: Node) -> Aggregation:
        """Return how the parts of a node are put together."""
        return node.aggregation or self.aggregation
