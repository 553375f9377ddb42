"""What the map of need shows of each wijk: how sure it is at the top, or the class of its index."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from kinderwerk_stats.charts.map_areas import Fill, LegendItem, MapArea
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.need import GROUP_WORDS, why_no_group_words
from kinderwerk_stats.text.need_sentences import format_index, places
from kinderwerk_stats.text.numbers import format_number

_GROUP_FILLS: Mapping[str, Fill] = {"zeker": 4, "mogelijk": 2, "niet": 0}
# Classes of the index, lowest first. Among all Dutch wijken: fifths. Within a gemeente: standard deviations.
_FIFTHS = (0.2, 0.4, 0.6, 0.8)
_FIFTH_WORDS = (
    "laagste 20 % van Nederland",
    "20 tot 40 %",
    "40 tot 60 %: rond het midden",
    "60 tot 80 %",
    "hoogste 20 % van Nederland",
)
_STEPS = (-1.0, -0.3, 0.3, 1.0)
_CLASSES: tuple[Literal[0, 1, 2, 3, 4], ...] = (0, 1, 2, 3, 4)


def build_need_areas(
    need: GemeenteNeed, drawn: frozenset[str], what: Literal["groep", "klasse"]
) -> tuple[list[MapArea], list[LegendItem]]:
    """Return every wijk with geometry for the map of need, and the legend with its counts.

    Parameters
    ----------
    need : of the gemeente.
    drawn : wijken that the geometry holds for.
    what : "groep": certainly, possibly or not at the highest 20 %; "klasse": five classes of the index.

    Returns
    -------
    Areas in code order, dark where need is highest; wijken certainly at the top carry their name, as far as these are
    few. A wijk without index is hatched, with the reason.
    """
    certain = [code for code in need.names if need.group_of(code) == "zeker"]
    named = frozenset(certain) if len(certain) <= 5 else frozenset()
    count = sum(cells["need_index"].known for cells in need.cells.values())
    areas = [
        MapArea(code, need.name_of(code), _fill(need, code, what), tuple(_tooltip(need, code, count)), code in named)
        for code in need.names
        if code in drawn
    ]
    counts = Counter(area.fill for area in areas)
    if what == "groep":
        known = {fill: GROUP_WORDS[group] for group, fill in _GROUP_FILLS.items()}
        # Light to dark, as in every other legend.
        legend = [
            LegendItem(fill, known[fill], counts[fill]) for fill in (0, 2, 4) if counts[0] + counts[2] + counts[4]
        ]
    else:
        legend = [LegendItem(c, words, counts[c]) for c, words in zip(_CLASSES, _class_words(need), strict=True)]
    absent: tuple[tuple[Fill, str], ...] = (
        ("te_weinig", "te weinig kinderen"),
        ("geen_gegevens", "te weinig cijfers"),
    )
    return areas, legend + [LegendItem(fill, words, counts[fill]) for fill, words in absent if counts[fill]]


def _fill(need: GemeenteNeed, code: str, what: str) -> Fill:
    index = need.cells[code]["need_index"]
    if not index.known:
        return "te_weinig" if index.status == Status.TOO_FEW_CHILDREN else "geen_gegevens"
    if what == "groep":
        group = need.group_of(code)
        return "geen_gegevens" if group is None else _GROUP_FILLS[group]
    if need.need.scale == "landelijk":
        return _CLASSES[bisect_right(_FIFTHS, need.cells[code]["need_percentile"].value)]
    return _CLASSES[bisect_right(_STEPS, index.value)]


def _class_words(need: GemeenteNeed) -> tuple[str, ...]:
    if need.need.scale == "landelijk":
        return _FIFTH_WORDS
    low, below, above, high = (format_number(step, 1) for step in _STEPS)
    return (
        f"veel lager dan gemiddeld (tot {low})",
        f"lager ({low} tot {below})",
        f"rond het gemiddelde ({below} tot {above})",
        f"hoger ({above} tot {high})",
        f"veel hoger (vanaf {high})",
    )


def _tooltip(need: GemeenteNeed, code: str, count: int) -> list[str]:
    index = need.cells[code]["need_index"]
    if not index.known:
        return [f"geen index: {index.status.label}" if index.status == Status.TOO_FEW_CHILDREN else
                "geen index: te weinig cijfers"]  # fmt: skip
    group = need.group_of(code)
    return [GROUP_WORDS[group] if group else why_no_group_words(need, code), f"{places(need, code)} van {count}",
            f"behoefte-index {format_index(index.value)}"]  # fmt: skip
