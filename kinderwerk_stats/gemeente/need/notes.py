"""What was assumed for need, as warnings."""

from kinderwerk_stats.analysis.need import MIN_CHILDREN_0_14_FOR_INDEX, MIN_WIJKEN_FOR_INDEX, Need
from kinderwerk_stats.analysis.need_structure import OWN_INDICATOR
from kinderwerk_stats.gemeente.need.records import UsedIndicator
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.model.problems import TOGETHER, Problem, make_warning


def describe_need(
    whose: str, year: int, need: Need, used: tuple[UsedIndicator, ...], lacking: tuple[str, ...]
) -> list[Problem]:
    """Return what was assumed, as warnings."""
    found: list[Problem] = []
    if not used and need.settings.measure == "ses_woa":
        found.append(make_warning("geen_ses_woa", TOGETHER, gemeente=whose))
    elif not used and any("te_weinig_wijken" in flags for flags in need.flags.values()):
        found.append(
            make_warning(
                "te_weinig_wijken_voor_behoefte",
                TOGETHER,
                gemeente=whose,
                wijken=MIN_WIJKEN_FOR_INDEX,
                kinderen=MIN_CHILDREN_0_14_FOR_INDEX,
            )
        )
    elif not used:
        found.append(make_warning("geen_behoeftecijfers", TOGETHER, gemeente=whose))
    if need.scale == "gemeente" and used:
        code = "behoefte_niet_landelijk" if lacking else "geen_landelijk_bestand"
        labels = tuple(RECORDS[name].label for name in lacking)
        found.append(make_warning(code, TOGETHER, gemeente=whose, cijfers=labels))
    others = [item for item in used if item.year != year and item.indicator.name != OWN_INDICATOR]
    if others:
        said = tuple(f"{item.indicator.label}: {item.year}" for item in others)
        found.append(make_warning("behoeftecijfers_ander_jaar", TOGETHER, jaar=year, cijfers=said))
    return found
