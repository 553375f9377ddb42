"""Where children need kinderwerk most: an index per wijk, how sure its place is, and what a child there weighs."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.composite import Composite, Structure, compute_composite
from kinderwerk_stats.analysis.need_structure import (
    DOMAINS,
    JEUGDZORG,
    OWN_INDICATOR,
    PRESETS,
    SES_WOA,
    NeedSettings,
    Scale,
    build_structure,
    choose_indicators,
)
from kinderwerk_stats.analysis.normalise import RANK_DECIMALS, normalise
from kinderwerk_stats.analysis.rank_uncertainty import (
    Ranks,
    RankUncertainty,
    Variation,
    compute_rank_uncertainty,
    mean_rank_change,
)
from kinderwerk_stats.model.status import Status

__all__ = ["DOMAINS", "PRESETS", "Group", "Need", "NeedSettings", "compute_need"]

Group = Literal["zeker", "mogelijk", "niet"]

MIN_CHILDREN_0_14_FOR_INDEX = 50
# CBS keeps 0 to 7 young people secret; an estimate in the middle, and the ends for the interval.
SECRET_JEUGDZORG = (0.0, 3.5, 7.0)
# Young people (0-22) are not in KWB. Children of 0-14 are about two thirds of them.
_YOUTH_PER_CHILD_0_14 = 23 / 15
# A rank needs others to compare with.
MIN_WIJKEN_FOR_INDEX = 3
# Of one domain every draw is nearly the same: that looks sure and is not.
MIN_DOMAINS_FOR_GROUP = 2
# With fewer figures the draws have little to vary, and the interval is too narrow.
MIN_FIGURES_FOR_INTERVAL = 4
_WHY_NO_GROUP = ("te_weinig_kinderen", "te_weinig_indicatoren", "te_weinig_wijken", "te_weinig_domeinen")

COLUMNS = ("index", "percentile", "need_weight", "rank", "rank_low", "rank_median", "rank_high", "p_top20")


class Estimate(NamedTuple):
    """Figures with estimates in them: the ends of each (NaN where the figure is known), and where it was made."""

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    estimated: pd.Series


@dataclass(frozen=True)
class Robustness:
    """How much of the ranking rests on our choices.

    `certain`, `possible`, `never`: how many wijken are in each group. `median_width`, `widest`: places between
    `rank_low` and `rank_high`. `ses_woa`: Spearman's rank correlation of the index with SES-WOA turned round, None
    with fewer than three wijken that have both. `rank_without_jeugdzorg`: rank per wijk when jeugdzorg is left out, NaN
    where there is none; empty when it is not in the index.
    """

    certain: int
    possible: int
    never: int
    median_width: float | None
    widest: float | None
    ses_woa: float | None
    rank_without_jeugdzorg: pd.Series


@dataclass(frozen=True, eq=False)
class Need:
    """Need of every wijk; `frame` has one row per wijk in the order given.

    `frame`: `index`, `domain_<name>`, `percentile` (0-1), `need_weight` (children-weighted mean 1), `rank` (1 = most
    need), `rank_low`, `rank_median`, `rank_high` (5, 50, 95 % of the draws), `p_top20`, `group` ("zeker", "mogelijk",
    "niet", or NA with fewer than two domains). `flags`: wijk -> what to know about it. `scale`: what the index compares
    with. `indicators`: what it is made of; `values`: their figures, estimates filled in; `normalised`: the same on the
    scale of the index. `rank_change`: indicator -> mean change of rank without it; `most_moving`: the one with most.
    `top_count`: how many wijken are the highest 20 %. `compared_with`: how many Dutch wijken the scales are taken from,
    0 within the gemeente. `structure` is None, and there is no index, without indicators. `ranks`: the rank in each
    draw, a column per wijk with an index.
    """

    frame: pd.DataFrame
    flags: dict[str, tuple[str, ...]]
    scale: Scale
    settings: NeedSettings
    indicators: tuple[str, ...]
    values: pd.DataFrame
    normalised: pd.DataFrame
    rank_change: pd.Series
    most_moving: str | None
    robustness: Robustness
    top_count: int
    compared_with: int
    structure: Structure | None
    ranks: Ranks

    def group_of(self, wijk_code: str) -> Group | None:
        """Return whether a wijk belongs to the highest 20 %; None where `why_no_group` says why that is not known."""
        return self._groups[wijk_code]

    def why_no_group(self, wijk_code: str) -> str | None:
        """Return the flag that says why a wijk has no group, None where it has one."""
        flags = self.flags[wijk_code]
        return None if self.group_of(wijk_code) else next((flag for flag in _WHY_NO_GROUP if flag in flags), None)

    @property
    def has_groups(self) -> bool:
        """Return whether any wijk has a group."""
        return any(group is not None for group in self._groups.values())

    @property
    def few_figures(self) -> bool:
        """Return whether the index is of so few figures that its intervals are too narrow."""
        return 0 < len(self.indicators) < MIN_FIGURES_FOR_INTERVAL

    # A page asks it many times for each wijk.
    @cached_property
    def _groups(self) -> dict[str, Group | None]:
        return {
            str(code): group if group in ("zeker", "mogelijk", "niet") else None
            for code, group in self.frame["group"].to_dict().items()
        }


def compute_need(
    values: pd.DataFrame,
    status: pd.DataFrame,
    children_0_14: pd.Series,
    settings: NeedSettings | None = None,
    *,
    reference: pd.DataFrame | None = None,
    children: pd.Series | None = None,
    variation: Variation | None = None,
) -> Need:
    """Compute the need index of every wijk, how sure its rank is, and the weight of a child there.

    index = weighted mean of the domains; domain = weighted mean of its indicators on one scale: their percentile among
    all Dutch wijken of the year (0 to 1), or without these their z-score within the gemeente.
    q = R^p / (sum(n R^p) / sum(n)), with p the percentile of the index and R the steepness

    Parameters
    ----------
    values : one row per wijk, a column per indicator of `need_structure.INDICATORS` as far as known, and
        `ses_woa_score`; NaN where absent. `youth_count`, if there, is what secret jeugdzorg is divided by.
    status : same shape, int8 `Status`; SUPPRESSED jeugdzorg is estimated as 3.5 young people, between 0 and 7.
    children_0_14 : per wijk; below 50 (or unknown) a wijk has no index.
    reference : all Dutch wijken of the same year, columns as in `values` and `children_0_14_count`; None: there are
        none, and the index compares within `values`.
    children : n of the need weight; None: `children_0_14`.
    variation : what the draws vary; None: 2,000 draws of everything.

    Returns
    -------
    Need, rows as in `values`. Ranks are among the wijken of `values` that have an index.

    Notes
    -----
    With fewer than two domains a wijk has an index and no group: of one figure every draw is the same.
    A missing indicator is never zero: a domain is the mean of what is there if that has half the weight, and of three
    domains at most one may be missing. Reach, fte, population and descent are no part of need.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008.
    """
    settings = settings or NeedSettings()
    estimate = estimate_jeugdzorg(values.astype(float), status, children_0_14)
    values, low, high, estimated = estimate
    enough = (children_0_14 >= MIN_CHILDREN_0_14_FOR_INDEX).reindex(values.index, fill_value=False).to_numpy(bool)
    scale: Scale = "gemeente" if reference is None else "landelijk"
    against = None if reference is None else _reference_wijken(reference, values[enough])
    known = {str(name): int(figures.notna().sum()) for name, figures in values[enough].items()}
    indicators = choose_indicators(known, settings)
    if against is not None:
        indicators = tuple(name for name in indicators if name in against and against[name].notna().sum() > 1)
    structure = build_structure(indicators, settings, scale)
    frame = pd.DataFrame(np.nan, index=values.index, columns=list(COLUMNS))
    for name in DOMAINS if settings.measure == "index" else ("ses_woa",):
        frame[f"domain_{name}"] = np.nan
    frame["group"] = pd.Series(pd.NA, index=frame.index, dtype="object")
    flags = {str(code): [] if has else ["te_weinig_kinderen"] for code, has in zip(values.index, enough, strict=True)}
    if structure is None or enough.sum() < (MIN_WIJKEN_FOR_INDEX if against is None else 1):
        why = "te_weinig_indicatoren" if structure is None else "te_weinig_wijken"
        return _without_index(frame, flags, why, scale, settings, values)

    indicators = tuple(leaf.name for leaf in structure.root.leaves)
    names = list(indicators)
    usable = values.loc[enough, names]
    composite = compute_composite(usable, structure, reference=None if against is None else against[names])
    uncertainty = compute_rank_uncertainty(
        composite,
        structure,
        variation,
        reference=None if against is None else against[names],
        low=low.loc[enough, names] if estimated.any() else None,
        high=high.loc[enough, names] if estimated.any() else None,
    )
    domains = composite.scores[[part.name for part in structure.root.parts]].notna().sum(axis=1)
    _fill(frame, composite, uncertainty, domains >= MIN_DOMAINS_FOR_GROUP)
    index = composite.index.dropna()
    frame.loc[index.index, "percentile"] = _percentiles(index, structure, against, names)
    n = children_0_14 if children is None else children
    frame["need_weight"] = need_weights(frame["percentile"], n.reindex(frame.index), settings.steepness)
    _add_flags(flags, composite, structure, estimated)
    for code in frame.index[frame["index"].notna() & frame["group"].isna()]:
        flags[str(code)].append("te_weinig_domeinen")
    changes = mean_rank_change(composite, structure)
    most_moving = str(changes.idxmax()) if (changes > 0).any() else None
    return Need(
        frame=frame,
        flags={code: tuple(words) for code, words in flags.items()},
        scale=scale,
        settings=settings,
        indicators=indicators,
        values=values[names],
        normalised=composite.normalised.reindex(values.index),
        rank_change=changes,
        most_moving=most_moving,
        robustness=_robustness(frame, composite, values, settings, reference is None, against),
        top_count=uncertainty.top_count,
        compared_with=0 if against is None else int(against[names].notna().any(axis=1).sum()),
        structure=structure,
        ranks=uncertainty.ranks,
    )


def need_weights(percentile: pd.Series, children: pd.Series, steepness: float) -> pd.Series:
    """Return q = R^p / (sum(n R^p) / sum(n)): the weight of a child, on average 1 over the children.

    NaN without percentile; the mean is over the wijken that have both.

    >>> need_weights(pd.Series([0.0, 1.0]), pd.Series([100, 100]), 2.0).round(4).tolist()
    [0.6667, 1.3333]
    """
    raw = steepness**percentile
    n = children.where(percentile.notna(), 0.0).fillna(0.0)
    total = float((n * raw.fillna(0.0)).sum())
    return raw * (float(n.sum()) / total) if total > 0 else raw * np.nan


def estimate_jeugdzorg(values: pd.DataFrame, status: pd.DataFrame, children_0_14: pd.Series) -> Estimate:
    """Fill in secret jeugdzorg: 3.5 young people, between 0 and 7, out of the `youth_count` of the wijk.

    Without a column `youth_count` the young people (0-22) are 23/15 of the children of 0-14.
    """
    low = pd.DataFrame(np.nan, index=values.index, columns=values.columns)
    high = low.copy()
    if JEUGDZORG not in values or JEUGDZORG not in status:
        return Estimate(values, low, high, pd.Series(False, index=values.index))
    youth = children_0_14.reindex(values.index).astype(float) * _YOUTH_PER_CHILD_0_14
    if "youth_count" in values:
        youth = values["youth_count"].fillna(youth)
    secret = (status[JEUGDZORG] == Status.SUPPRESSED) & (youth > 0)
    values = values.copy()
    at_least, about, at_most = ((count / youth.where(secret)).clip(upper=1.0) for count in SECRET_JEUGDZORG)
    values[JEUGDZORG] = values[JEUGDZORG].mask(secret, about)
    low[JEUGDZORG], high[JEUGDZORG] = at_least, at_most
    return Estimate(values, low, high, secret)


def _reference_wijken(reference: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Return the wijken that may have an index; the own indicator is known for the gemeente's own wijken only."""
    if "children_0_14_count" in reference:
        reference = reference[reference["children_0_14_count"] >= MIN_CHILDREN_0_14_FOR_INDEX]
    if OWN_INDICATOR in values and OWN_INDICATOR not in reference:
        rows = reference.index.union(values.index)
        reference = reference.reindex(rows).assign(**{OWN_INDICATOR: values[OWN_INDICATOR].reindex(rows)})
    return reference


def _fill(frame: pd.DataFrame, composite: Composite, uncertainty: RankUncertainty, grouped: pd.Series) -> None:
    """Write down the index with its places; `grouped`: wijken of which enough is known for a group."""
    rows = composite.index.index
    frame.loc[rows, "index"] = composite.index
    frame.loc[rows, "rank"] = composite.ranks
    for domain in composite.scores.columns:
        if f"domain_{domain}" in frame:
            frame.loc[rows, f"domain_{domain}"] = composite.scores[domain]
    for name in ("rank_low", "rank_median", "rank_high", "p_top20"):
        frame.loc[rows, name] = uncertainty.frame[name]
    known = frame["index"].notna() & grouped.reindex(frame.index, fill_value=False)
    frame.loc[known, "group"] = "mogelijk"
    frame.loc[known & (frame["rank_high"] <= uncertainty.top_count), "group"] = "zeker"
    frame.loc[known & (frame["rank_low"] > uncertainty.top_count), "group"] = "niet"


def _percentiles(index: pd.Series, structure: Structure, against: pd.DataFrame | None, names: list[str]) -> pd.Series:
    """Return the place of each index among the country's, or among the wijken themselves; 0 lowest, 1 highest."""
    known = index if against is None else compute_composite(against[names], structure).index.dropna()
    spec = replace(structure.normalisation, method="percentile", ties="mean", low=0.0, high=1.0)
    places = normalise(
        np.round(index.to_numpy(float), RANK_DECIMALS), spec, reference=np.round(known.to_numpy(float), RANK_DECIMALS)
    )
    return pd.Series(places, index=index.index)


def _add_flags(flags: dict[str, list[str]], composite: Composite, structure: Structure, estimated: pd.Series) -> None:
    leaves = [leaf.name for leaf in structure.root.leaves]
    missing_domain = composite.scores.drop(columns=structure.root.name).isna().any(axis=1)
    missing_leaf = composite.normalised[leaves].isna().any(axis=1)
    for code in composite.index.index:
        words = flags[str(code)]
        if np.isnan(composite.index[code]):
            words.append("te_weinig_indicatoren")
        elif missing_domain[code]:
            words.append("domein_ontbreekt")
        if missing_leaf[code]:
            words.append("indicator_ontbreekt")
        if JEUGDZORG in leaves and estimated[code]:
            words.append("jeugdzorg_geschat")


def _robustness(
    frame: pd.DataFrame,
    composite: Composite,
    values: pd.DataFrame,
    settings: NeedSettings,
    within: bool,
    against: pd.DataFrame | None,
) -> Robustness:
    width = (frame["rank_high"] - frame["rank_low"]).dropna()
    counts = frame["group"].value_counts()
    return Robustness(
        certain=int(counts.get("zeker", 0)),
        possible=int(counts.get("mogelijk", 0)),
        never=int(counts.get("niet", 0)),
        median_width=float(width.median()) if len(width) else None,
        widest=float(width.max()) if len(width) else None,
        ses_woa=_spearman(frame["index"], -values[SES_WOA]) if SES_WOA in values else None,
        rank_without_jeugdzorg=_ranks_without_jeugdzorg(composite, values, settings, within, against),
    )


def _ranks_without_jeugdzorg(
    composite: Composite, values: pd.DataFrame, settings: NeedSettings, within: bool, against: pd.DataFrame | None
) -> pd.Series:
    others = [name for name in composite.normalised.columns if name != JEUGDZORG]
    if JEUGDZORG not in composite.normalised or not others:
        return pd.Series(dtype=float)
    structure = build_structure(others, settings, "gemeente" if within else "landelijk")
    if structure is None:
        return pd.Series(dtype=float)
    rows = composite.index.index
    found = compute_composite(
        values.loc[rows, others], structure, reference=None if against is None else against[others]
    )
    return found.ranks.reindex(values.index)


def _spearman(first: pd.Series, second: pd.Series) -> float | None:
    """Return Spearman's rank correlation of the wijken that have both."""
    both = first.notna() & second.notna()
    a, b = (scores[both].rank() for scores in (first, second))
    if both.sum() < 3 or a.std() == 0 or b.std() == 0:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def _without_index(
    frame: pd.DataFrame,
    flags: dict[str, list[str]],
    why: str,
    scale: Scale,
    settings: NeedSettings,
    values: pd.DataFrame,
) -> Need:
    for words in flags.values():
        if not words:
            words.append(why)
    nothing = Robustness(0, 0, 0, None, None, None, pd.Series(dtype=float))
    return Need(frame, {code: tuple(words) for code, words in flags.items()}, scale, settings, (), values[[]],
                values[[]], pd.Series(dtype=float), None, nothing, 0, 0, None, np.empty((0, 0), np.int16))  # fmt: skip
