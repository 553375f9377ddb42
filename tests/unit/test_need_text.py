"""Need in words: every group, flag, domain and preset has them, and the sentence about the top is right Dutch."""

import json
from pathlib import Path

from kinderwerk_stats.analysis.need import PRESETS
from kinderwerk_stats.analysis.need_structure import DOMAINS
from kinderwerk_stats.cli.structure_input import read_structure
from kinderwerk_stats.cli.weights_input import read_need_settings
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.text.need import (
    DOMAIN_WORDS,
    PRESET_WORDS,
)
from tests.builders import GEMEENTE, cbs_table, library_of

CODES = [GEMEENTE, *(f"WK9001{number:02d}" for number in range(1, 7))]
CHILDREN = {"children_0_14_count": [2400, 400, 400, 400, 400, 400, 400]}
CLEAR = {
    "social_minimum_household_share": [0.1, 0.30, 0.02, 0.08, 0.10, 0.05, 0.12],
    "woz_eur": [300e3, 150e3, 500e3, 300e3, 260e3, 390e3, 240e3],
}
CERTAIN = "1 wijk hoort zeker bij de hoogste 20 % (hier 1 wijk), hoe we ook rekenen; geen wijk hoort er mogelijk bij."


def need_with(figures):
    lib = library_of(cbs_table(CHILDREN | figures, CODES))
    return build_need(lib, build_monitor(lib, GEMEENTE, 2024))


def test_domains_and_presets_have_words():
    assert set(DOMAIN_WORDS) == set(DOMAINS)
    assert set(PRESET_WORDS) == set(PRESETS)


def test_the_examples_of_the_docs_are_read():
    pages = [Path(__file__).parents[2] / "docs" / name for name in ("behoefte.md", "samengesteld.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    blocks = [part.split("```")[0] for part in text.split("```json\n")[1:]]
    weights, tai = (next(block for block in blocks if word in block) for word in ("voorkeuze", "TAI"))
    assert read_need_settings(weights) == read_need_settings(json.dumps({"cijfers": {"bso_distance_km": 0.5,
        "bijstand_per_100": 1}, "domeinen": dict.fromkeys(DOMAINS, 1)}))  # fmt: skip
    assert read_structure(json.loads(tai), "samengesteld.md").structure.root.name == "TAI"
