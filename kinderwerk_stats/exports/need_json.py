"""Need as JSON: the answer of `behoefte --json`."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from kinderwerk_stats.analysis.need import Need
from kinderwerk_stats.analysis.rank_uncertainty import DRAWS
from kinderwerk_stats.gemeente.need import UsedIndicator
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.text.need import GROUP_WORDS, NEED_FLAGS, interval_sentence, one_domain_sentence
from kinderwerk_stats.text.problems import all_as_json

_PLACES = ("rank", "rank_low", "rank_median", "rank_high")


def need_to_dict(
    need: Need,
    names: dict[str, str],
    used: Sequence[UsedIndicator],
    problems: Iterable[Problem] = (),
    *,
    years_known: bool = True,
) -> dict[str, object]:
    """Return need as other people's scripts read it; an absent value is None, and a flag says why.

    Where `group` is None, `group_reason` is the flag that says why; `interval` says when places rest on few figures.

    Parameters
    ----------
    need : of one gemeente, or of all wijken of some files.
    names : wijk_code -> name.
    used : the indicators in it.
    problems : what was assumed or doubted.
    years_known : False where no file and no user said of which year the figures are.
    """
    robust = need.robustness
    without = robust.rank_without_jeugdzorg
    return {
        "scale": need.scale,
        "measure": need.settings.measure,
        "steepness": need.settings.steepness,
        "draws": DRAWS,
        "top_count": need.top_count,
        "indicators": [
            {
                "name": item.indicator.name,
                "label": item.indicator.label,
                "domain": item.domain,
                "weight_in_domain": item.weight,
                "more_is_less_need": item.less_need,
                "year": item.year if years_known else None,
                "file": item.source.file or None,
                "known_count": item.known_count,
                "mean_rank_change": _number(need.rank_change.get(item.indicator.name)),
            }
            for item in used
        ],
        "domain_weights": {}
        if need.structure is None
        else {domain.name: domain.weight for domain in need.structure.root.parts},
        "most_moving": need.most_moving,
        "wijken": [_wijk(need, code, names) | {"rank_without_jeugdzorg": _number(without.get(code))}
                   for code in need.frame.index],
        "interval": {
            "figures_count": len(need.indicators),
            "few_figures": need.few_figures,
            "in_words": one_domain_sentence(need, used) or interval_sentence(need, used) or None,
        },
        "robustness": {
            "certain": robust.certain,
            "possible": robust.possible,
            "never": robust.never,
            "median_width": robust.median_width,
            "widest": robust.widest,
            "spearman_with_ses_woa": robust.ses_woa,
        },
        "groups_in_words": dict(GROUP_WORDS),
        "flags_in_words": dict(NEED_FLAGS),
        "warnings": all_as_json(problems),
    }  # fmt: skip


def _wijk(need: Need, code: str, names: dict[str, str]) -> dict[str, object]:
    row = need.frame.loc[code]
    domains = {
        str(name).removeprefix("domain_"): _number(row[name]) for name in row.index if str(name).startswith("domain_")
    }
    return {
        "wijk_code": code,
        "wijk_name": names.get(code, code),
        "index": _number(row["index"]),
        "domains": domains,
        "percentile": _number(row["percentile"]),
        "need_weight": _number(row["need_weight"]),
        **{name: _number(row[name]) for name in _PLACES},
        "p_top20": _number(row["p_top20"]),
        "group": need.group_of(str(code)),
        "group_reason": need.why_no_group(str(code)),
        "flags": list(need.flags[code]),
        "values": {str(name): _number(value) for name, value in need.values.loc[code].items()},
    }


def _number(value: Any) -> float | int | None:
    """Return a number for JSON: whole ones as such, NaN as None."""
    number = float("nan") if value is None else float(value)
    if math.isnan(number):
        return None
    return int(number) if number.is_integer() else number
