"""What stands in a sentence holds for every value that the hidden cells can have.

A random gemeente with hidden wijken is shown; then every hidden cell is given other values that everybody could think
of: nobody, all children who live there, or something between, as far as a published total leaves room. What the
sentences say is read back and must be true each time.
"""

import re
from dataclasses import replace
from itertools import product
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.equity import compute_concentration
from kinderwerk_stats.analysis.funnel import compute_funnel
from kinderwerk_stats.gemeente.division import build_division
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.division import (
    concentration_finding,
    describe_funnel,
    funnel_finding,
    funnel_headline,
    gap_sentence,
    half_sentence,
    quadrant_finding,
)
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.equity import concentration_sentence, dispersion_sentence
from kinderwerk_stats.text.first import choice_words, unseen_sentence
from kinderwerk_stats.text.sentences import (
    balance_sentence,
    coverage_headline,
    describe_figure,
    figure_finding,
    figure_subtitle,
    headline,
    wijk_headline,
)
from kinderwerk_stats.text.sheets import missing_in_gemeente, missing_in_wijk
from kinderwerk_stats.text.story import gap_children_title
from tests.published import TODAY
from tests.worlds import World

K = 5
NORM = Norm(reach_share=0.4)
_NUMBER = r"(\d{1,3}(?:\.\d{3})*)"


@st.composite
def gemeenten(draw: st.DrawFn) -> World:
    """Return wijken of which some are small; the total is the sum, is not there, or counts each child once."""
    children = draw(st.lists(st.sampled_from([60.0, 150.0, 300.0, 800.0, 2000.0]), min_size=3, max_size=8))
    # Reach follows the number of children, so that hidden wijken can turn a sentence round.
    shares = [draw(st.sampled_from([0.0, 0.02, 0.1, 0.3, 0.5])) for _ in children]
    reached: list[int | str | None] = [int(n * 0.55 * share) for n, share in zip(children, shares, strict=True)]
    reached[0] = draw(st.integers(1, K - 1))
    if draw(st.booleans()):
        reached[-1] = draw(st.sampled_from([None, "<5", 2]))
    known = [count for count in reached if isinstance(count, int)]
    total = draw(st.sampled_from([None, sum(known), max([*known, sum(known) * 2 // 3])]))
    return World(tuple(children), tuple(reached), (None,) * len(children), total)


def possible(monitor, random):
    """Yield reached children per wijk: the ends of what every hidden or unknown cell can be, and values between."""
    coverage = monitor.coverage
    shown = {code: cells["reached_count"].value for code, cells in coverage.cells.items()}
    unseen = list(coverage.most_unseen)
    ends = [(0.0, min(coverage.most_unseen[code], 5000.0)) for code in unseen]
    corners = (
        list(product(*ends)) if len(unseen) <= 4 else [tuple(random.choice(end) for end in ends) for _ in range(16)]
    )
    between = [tuple(random.uniform(*end) for end in ends) for _ in range(12)]
    for values in [*corners, *between]:
        yield pd.Series(shown | dict(zip(unseen, values, strict=True)))


def numbers(pattern, text):
    found = re.search(pattern, text)
    return [] if found is None else [int(each.replace(".", "")) for each in found.groups()]


def check_totals(monitor, truth):
    """A sum that says "minstens" is never more than the truth, and a count of wijken is never too high."""
    coverage, n = monitor.coverage, monitor.coverage.values["children_count"]
    gaps = (coverage.norm_reach * n - truth).clip(lower=0)
    least = coverage.totals["gap_children_count"]
    for say in (coverage_headline(monitor), gap_children_title(monitor)):
        text = plain(say)
        for most in numbers(rf"naar schatting minstens {_NUMBER} kind", text):
            assert most <= gaps.sum() + 1e-6, text
        for count in numbers(r"In minstens (\d+) van de", text):
            assert count <= (truth < coverage.norm_reach * n).sum(), text
        if least.known and not least.at_least:
            assert "naar schatting minstens" not in text
    surplus = plain(balance_sentence(monitor))
    for most in numbers(rf"naar schatting minstens {_NUMBER} kind", surplus):
        assert most <= (truth - coverage.norm_reach * n).clip(lower=0).sum() + 1e-6, surplus
    if not coverage.totals["reached_count"].known:
        for most in numbers(rf"er minstens {_NUMBER}\.", plain(headline(monitor))):
            assert most <= truth.sum() + 1e-6


def check_ranking(monitor, truth):
    """Who is lowest or highest is said of all wijken only where all of them are shown."""
    share = truth / monitor.coverage.values["children_count"]
    shown = {code for code, cells in monitor.coverage.cells.items() if cells["reach_share"].known}
    title = f"{figure_finding(monitor, 'reach_share')}. {figure_subtitle(monitor, 'reach_share')}"
    for text in (title, describe_figure(monitor, "reach_share")):
        if "van de wijken met een cijfer" in text.lower() or (" tot " not in text and "laagst" not in text):
            continue
        outside = {code for code in share.index if code not in shown}
        assert not outside, text


def check_leaning(monitor, division, need, truth):
    """More in wijken with much or little need, and the part of the neediest half."""
    children = monitor.coverage.values["children_count"]
    index = need.need.frame["index"]
    found = compute_concentration(truth / children.where(children > 0), children, index)
    if found is None:
        return
    texts = [
        concentration_finding(monitor, division).split(";")[0],
        concentration_sentence(division.equity.reach, "Het bereik", division.equity.reach_unseen, monitor.names),
    ]
    for text in texts:
        if "bereik" not in text.split("ligt")[0].lower() or "niet te zeggen" in text:
            continue
        if "meer in wijken met veel behoefte" in text and "weinig" not in text:
            assert found.index > 0, text
        if "meer in wijken met weinig behoefte" in text and "veel" not in text:
            assert found.index < 0, text
    if between := re.search(r"concentratie-index (−?\d,\d\d) tot (−?\d,\d\d)", texts[1]):
        low, high = (float(end.replace("−", "-").replace(",", ".")) for end in between.groups())
        assert low - 1e-9 <= found.index <= high + 1e-9, texts[1]
    said = re.search(r"Daar is (\d+)(?: tot (\d+))? % van het bereik", half_sentence(division))
    if said:
        low, high = (int(end) / 100 for end in (said[1], said[2] or said[1]))
        slack = 1e-9 if said[2] else 0.00501
        assert low - slack <= 1 - found.outcome_share_at(0.5) <= high + slack, said[0]


def check_names(monitor, division, need, truth):
    """Who is not shown is named, and nothing is said of "no wijk" or "the most" as if it were there."""
    states = {code: cells["reached_count"].status for code, cells in monitor.coverage.cells.items()}
    unseen = {code for code, status in states.items() if status in (Status.SUPPRESSED, Status.UNKNOWN)}
    first = find_first_wijken(monitor, need)
    if unseen and {Status.KNOWN, Status.SUPPRESSED} & set(states.values()):
        assert len(unseen) > 5 or all(monitor.name_of(code) in unseen_sentence(monitor) for code in unseen)
        assert choice_words(monitor, first).startswith("Van de wijken met een cijfer")
        left_out = coverage_headline(monitor)
        if "niet te zeggen:" in left_out and len(unseen) <= 5:
            assert all(plain(monitor.name_of(code)) in plain(left_out) for code in unseen)
    text = quadrant_finding(monitor, need, division)
    if text.startswith("Geen wijk met meer behoefte"):
        share = truth / monitor.coverage.values["children_count"]
        needy = need.need.frame["index"] > division.need_middle
        low = [code for code in share.index if needy[code] and share[code] < monitor.coverage.norm_reach]
        assert not [code for code in low if not monitor.coverage.cells[code]["reach_share"].known], text


def taken_along(world, monitor):
    """Return the texts of what leaves the screen, from the records that slides, deck and factsheet are drawn of."""
    plan = replace(default_plan(monitor), wijken=tuple(monitor.names))
    story = build_story(world.library(), monitor, plan, today=TODAY, load=lambda _: monitor)
    slides = [text for slide in story.slides for text in (slide.title, slide.subtitle, slide.alt, slide.notes)]
    wijken = [
        text for code in monitor.names for text in (wijk_headline(monitor, code), *missing_in_wijk(monitor, code))
    ]
    funnel = compute_funnel(monitor.coverage, monitor.age_share.cv)
    said = [funnel_headline(funnel), dispersion_sentence(funnel)]
    if funnel is not None:
        said += [describe_funnel(funnel, monitor.names), funnel_finding(funnel, monitor.names)]
    return [plain(text) for text in (*slides, *missing_in_gemeente(monitor), *wijken, *said)]


def check_texts(monitor, texts, truth):
    """What leaves the screen: sums are no more than the truth, and "all wijken" are all of them."""
    coverage, n = monitor.coverage, monitor.coverage.values["children_count"]
    norm = coverage.norm_reach
    least = {
        rf"gaat om naar schatting minstens {_NUMBER} kind": (norm * n - truth).clip(lower=0).sum(),
        rf"naar schatting minstens {_NUMBER} kinderen meer dan": (truth - norm * n).clip(lower=0).sum(),
        rf"bereikt\w* (?:het kinderwerk )?(?:er )?minstens {_NUMBER}\b": truth.sum(),
        r"In minstens (\d+) van de \d+ wijken ligt het bereik onder": (truth < norm * n).sum(),
        r"In minstens (\d+) andere wijken bereikt": (truth > norm * n).sum(),
    }
    for text in texts:
        for pattern, most in least.items():
            assert all(said <= most + 1e-6 for said in numbers(pattern, text)), text
        of_reach = "bereik" in text.lower() or "toeval" in text
        every = re.search(r"\b(?:alle wijken|geen (?:enkele )?wijk)\b(?! in de grafiek| met een cijfer)", text.lower())
        assert not (of_reach and every), text
        for many in re.findall(r"\bvan de (\d+) wijken\b(?! met een cijfer)", text):
            assert int(many) == len(n), text
        if of_reach and re.search(r"\b(?:laag|hoog|meeste|minste)ste?\b", text):
            assert "met een cijfer" in text, text


@pytest.mark.parametrize("norm", [None, NORM], ids=["eigen gemiddelde", "norm"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=gemeenten(), seed=st.integers(0, 10_000))
def test_every_sentence_holds_for_all_values_of_hidden_cells(norm, world, seed):
    assume(world.library().results[-1].usable)
    monitor = world.monitor(threshold=K, norm=norm)
    assume(monitor.coverage.norm_reach is not None and monitor.coverage.most_unseen)
    need = build_need(world.library(), monitor)
    division = build_division(monitor, need)
    random, texts = Random(seed), taken_along(world, monitor)
    event(f"{len(monitor.coverage.most_unseen)} wijken niet te zien")
    event("gezegd" if "niet te zeggen" not in concentration_finding(monitor, division) else "niet gezegd")
    for truth in possible(monitor, random):
        check_totals(monitor, truth)
        check_ranking(monitor, truth)
        check_leaning(monitor, division, need, truth)
        check_names(monitor, division, need, truth)
        check_texts(monitor, texts, truth)
    assert "ongeveer" not in gap_sentence(monitor, need) or not monitor.coverage.left_out["gap_children_count"]


def test_a_hidden_wijk_that_can_turn_it_round_keeps_it_unsaid_and_one_that_cannot_does_not():
    """Both happen: else the property above could hold by never saying anything."""
    children = (300.0, 60.0, 2000.0, 800.0, 800.0, 300.0, 800.0)
    said = set()
    for reached in ((3, 20, 10, 300, 20, 90, 20), (3, 20, 500, 5, 10, 5, 300), (3, 20, 700, 300, 300, 5, 6)):
        world = World(children, reached, (None,) * 7, sum(reached))
        monitor = world.monitor(threshold=K)
        division = build_division(monitor, build_need(world.library(), monitor))
        assert division.equity.reach_unseen is not None
        said.add("niet te zeggen" in concentration_finding(monitor, division))
    assert said == {True, False}
