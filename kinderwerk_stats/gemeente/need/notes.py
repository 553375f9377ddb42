"""What was assumed for need, as warnings in Dutch."""

from kinderwerk_stats.analysis.need import MIN_CHILDREN_0_14_FOR_INDEX, MIN_WIJKEN_FOR_INDEX, Need
from kinderwerk_stats.analysis.need_structure import OWN_INDICATOR
from kinderwerk_stats.gemeente.need.records import UsedIndicator
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.model.problems import Problem, worded


def describe_need(
    whose: str, year: int, need: Need, used: tuple[UsedIndicator, ...], lacking: tuple[str, ...]
) -> list[Problem]:
    """Return what was assumed, as warnings."""
    found: list[Problem] = []
    if not used and need.settings.measure == "ses_woa":
        found.append(
            worded(
                where="de bestanden samen",
                found=f"geen SES-WOA voor de wijken van {whose}",
                expected="de score van CBS (StatLine-tabel 85163NED) per wijk",
                action="voeg dat bestand toe, of kies de behoefte-index",
                severity="waarschuwing",
            )
        )
    elif not used and any("te_weinig_wijken" in flags for flags in need.flags.values()):
        found.append(
            worded(
                where="de bestanden samen",
                found=f"te weinig wijken met cijfers over behoefte om de wijken van {whose} te vergelijken",
                expected=f"minstens {MIN_WIJKEN_FOR_INDEX} wijken met minstens {MIN_CHILDREN_0_14_FOR_INDEX} kinderen "
                "van 0 tot 15 jaar, of een bestand met heel Nederland",
                action="voeg het landelijke bestand toe: dan vergelijkt de index met alle Nederlandse wijken",
                severity="waarschuwing",
            )
        )
    elif not used:
        found.append(
            worded(
                where="de bestanden samen",
                found=f"geen cijfers over behoefte voor de wijken van {whose}",
                expected="armoede, bijstand, jeugdzorg, opleiding, woningwaarde of afstand tot bso per wijk",
                action="voeg de Kerncijfers wijken en buurten van een eerder jaar toe: CBS vult die later aan",
                severity="waarschuwing",
            )
        )
    if need.scale == "gemeente" and used:
        words = ", ".join(RECORDS[name].label for name in lacking)
        found.append(
            worded(
                where="de bestanden samen",
                found=f"niet voor heel Nederland: {words}" if words else "geen bestand met heel Nederland",
                expected="deze cijfers voor alle Nederlandse wijken in hetzelfde jaar",
                action=f"voeg het landelijke bestand toe; tot dan vergelijkt de index alleen de wijken van {whose}",
                severity="waarschuwing",
            )
        )
    others = [item for item in used if item.year != year and item.indicator.name != OWN_INDICATOR]
    if others:
        said = "; ".join(f"{item.indicator.label}: {item.year}" for item in others)
        found.append(
            worded(
                where="de bestanden samen",
                found=f"cijfers van een ander jaar dan {year}: {said}",
                expected=f"cijfers van {year}",
                action="niets: dit is per cijfer het nieuwste jaar met de meeste wijken; "
                "voeg een nieuwer bestand toe zodra CBS het publiceert",
                severity="waarschuwing",
            )
        )
    return found
