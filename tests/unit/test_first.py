"""The wijken to look at first: by need and gap together, and how much of that rests on our choices."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.priorities import order_by_gap, share_among_first
from kinderwerk_stats.gemeente.first import FirstWijk, FirstWijken, find_first_wijken, find_wijken_to_visit
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.first import (
    NEED_WORDS,
    figures_behind,
    first_headline,
    first_in_words,
    sure_words,
    wijken_in_words,
)
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.need import GROUP_WORDS
from kinderwerk_stats.text.sentences import wijk_headline
from kinderwerk_stats.text.story import wijk_title
from kinderwerk_stats.text.wijk import figure_lines, kinderwerk_figures, lacking_sentences
from tests.builders import monitor_of
from tests.pictures import known


@pytest.fixture(scope="module")
def example(example_library, example_monitor):
    monitor = example_monitor(2024)
    return monitor, build_need(example_library, monitor)


def weighted_gaps(monitor, weights):
    """Write q g down by hand, for the wijken with a gap that may be shown."""
    return {
        code: cells["gap_children_count"].value * weights.get(code, 1.0)
        for code, cells in monitor.coverage.cells.items()
        if cells["gap_children_count"].known and cells["gap_children_count"].value > 0
        and cells["children_0_14_count"].value >= 50
    }  # fmt: skip


def first_three(gaps):
    return sorted(gaps, key=lambda code: (-gaps[code], code))[:3]


def test_the_order_is_that_of_gap_times_need(example):
    monitor, need = example
    weights = need.need.frame["need_weight"].dropna().to_dict()
    assert order_by_gap(monitor.coverage, need.need)[:3] == first_three(weighted_gaps(monitor, weights))
    steep = replace(need.need, frame=need.need.frame.assign(need_weight=[10.0**n for n in range(14)]))
    chosen = order_by_gap(monitor.coverage, steep)[:3]
    assert chosen == sorted(weighted_gaps(monitor, {}), reverse=True)[:3] != order_by_gap(monitor.coverage)[:3]


def test_the_share_is_that_of_every_draw_made_anew(example):
    monitor, need = example
    indexed = list(need.need.frame.index[need.need.frame["index"].notna()])
    percentiles = sorted(need.need.frame["percentile"].dropna(), reverse=True)
    children = monitor.coverage.values["children_count"]
    times = dict.fromkeys(weighted_gaps(monitor, {}), 0)
    for ranks in need.need.ranks[:300]:
        raw = {code: 2.0 ** percentiles[rank - 1] for code, rank in zip(indexed, ranks, strict=True)}
        mean = sum(raw[code] * children[code] for code in indexed) / sum(children[code] for code in indexed)
        for code in first_three(weighted_gaps(monitor, {code: value / mean for code, value in raw.items()})):
            times[code] += 1
    found = share_among_first(monitor.coverage, replace(need.need, ranks=need.need.ranks[:300]))
    assert found == pytest.approx({code: count / 300 for code, count in times.items()})
    assert sum(found.values()) == pytest.approx(3)


def test_a_share_moves_when_the_places_move(example):
    monitor, need = example
    rng = np.random.default_rng(3)
    shuffled = np.argsort(rng.random((400, need.need.ranks.shape[1])), axis=1) + 1
    steep = replace(need.need.settings, steepness=10.0)
    shares = share_among_first(monitor.coverage, replace(need.need, ranks=shuffled, settings=steep))
    assert any(0.05 < share < 0.95 for share in shares.values())


def test_without_an_index_the_gap_alone_counts(example):
    monitor, need = example
    found = find_first_wijken(monitor, None)
    assert found.need is None and list(found.codes) == order_by_gap(monitor.coverage)[:3]
    empty = replace(need, need=replace(need.need, frame=need.need.frame.assign(index=np.nan)))
    assert find_first_wijken(monitor, empty).wijken == found.wijken
    assert all(not wijk.sure and "ehoefte" not in wijk.why for wijk in first_in_words(monitor, found))


def test_each_wijk_says_what_its_choice_rests_on(example):
    monitor, need = example
    first = find_first_wijken(monitor, need)
    words = {wijk.code: wijk for wijk in first_in_words(monitor, first)}
    assert [wijk.code for wijk in words.values()] == list(first.codes)
    for wijk in first.wijken:
        said = words[wijk.code]
        assert said.sure == sure_words(wijk.share)
        # A wijk that Behoefte calls "niet" says on its card why it is there all the same.
        assert (wijk.group == "niet") == ("behoefte, wel veel kinderen niet bereikt (" in said.why)
        low = need.cells[wijk.code]["need_rank_low"].value > len(need.need.ranks[0]) - need.need.top_count
        assert (wijk.group == "niet" and low) == said.why.startswith("Lage behoefte, ")
    assert {said.why.split(",")[0] for said in words.values()} >= {"Lage behoefte", "Geen hoge behoefte"}
    for wijk in first.wijken:
        said = words[wijk.code]
        if wijk.group == "zeker":
            assert all(figure in said.why for figure in figures_behind(need, wijk.code))
            assert len(figures_behind(need, wijk.code)) == 2


def test_bijstand_is_said_of_the_ages_of_the_figure_itself(example):
    _, need = example
    highest = replace(need.need, normalised=need.need.normalised.assign(bijstand_per_100=99.0))
    ages = re.search(r"van \d+ tot \d+ jaar", INDICATORS["bijstand_per_100"].label)
    assert ages and ages[0] in figures_behind(replace(need, need=highest), need.need.frame.index[0])[0]


def test_how_sure_need_is_has_one_word_on_every_page():
    for group, words in NEED_WORDS.items():
        assert group is not None and (group == "niet" or GROUP_WORDS[group].startswith(words.split()[0].lower()))


def test_reach_without_a_kinderwerker_says_that_nobody_knows_by_whom():
    monitor = monitor_of((66, 120, 90), (0, 1, 1))
    why = first_in_words(monitor, find_first_wijken(monitor, None))[0].why
    assert "geen kinderwerker, bereik 14 % (door wie, zegt het bestand niet)" in why.lower()


def test_the_figure_is_of_how_many_children_how_many_are_reached_or_missing_to_a_norm(example_library, example):
    monitor, need = example
    code = find_first_wijken(monitor, need).codes[0]
    (words, *_) = first_in_words(monitor, find_first_wijken(monitor, need))
    assert monitor.coverage.cells[code]["reached_count"].value == 0
    assert words.figure == "0 van de 1.550 kinderen bereikt"
    with_norm = build_monitor(example_library, "GM9001", 2024, norm=Norm(reach_share=0.25))
    (words, *_) = first_in_words(with_norm, find_first_wijken(with_norm, need))
    assert words.figure.endswith("kinderen tot uw norm")


def test_the_headline_names_the_place(example):
    monitor, need = example
    first = find_first_wijken(monitor, need)
    name = monitor.name_of(first.codes[0])
    assert name in first_headline(monitor, first)
    assert "de behoefte is er hoog, en er is" in first_headline(monitor, first)
    other = replace(first, wijken=(FirstWijk(first.codes[1], "niet", 1.0),))
    assert "behoefte" not in first_headline(monitor, other) and "bereikt er" in first_headline(monitor, other)
    assert first_headline(monitor, replace(first, wijken=())) == ""


def test_nothing_of_a_hidden_wijk_is_said():
    monitor = monitor_of([3, 40, 90])
    first = find_first_wijken(monitor, None)
    assert not set(first.codes) & {c for c, cells in monitor.coverage.cells.items() if not cells["reached_count"].known}


def test_a_norm_changes_the_headline(example_library, example):
    _, need = example
    monitor = build_monitor(example_library, "GM9001", 2024, norm=Norm(reach_share=0.25))
    shares = [cells["reach_share"] for cells in monitor.coverage.cells.values() if cells["reach_share"].known]
    below = sum(share.value < 0.25 for share in shares)
    said = first_headline(monitor, find_first_wijken(monitor, need)).replace("*", "")
    assert f"{below}" in said and f"van de {len(shares)} wijken met een cijfer liggen onder uw norm van 25 %." in said
    assert "Kijk eerst naar Sterrenveld: hoge behoefte en geen kinderwerker." in said


def test_a_visit_goes_where_need_and_kinderwerk_are_with_the_first_wijk_beside_it(example):
    monitor, need = example
    first = find_first_wijken(monitor, need)
    there, contrast = find_wijken_to_visit(monitor, first)
    assert contrast == first.codes[0] and monitor.coverage.cells[contrast]["kinderwerker_fte"].value == 0
    assert monitor.coverage.cells[there]["kinderwerker_fte"].value > 0
    assert (monitor.name_of(there), need.group_of(there)) == ("Populierenhof", "zeker")
    assert default_plan(monitor, first).wijken == (there, contrast)
    assert find_wijken_to_visit(monitor, find_first_wijken(monitor, None)) == first.codes[:1]


def _visited(example, groups, reach):
    """Return where a visit goes in the example when three wijken with kinderwerk have these groups and this reach."""
    monitor, need = example
    codes = ["WK900101", "WK900102", "WK900103"]
    rows = {code: {"reach_share": known(share), "kinderwerker_fte": known(1.0)}
            for code, share in zip(codes, reach, strict=True)}  # fmt: skip
    flags = {code: (Flag.BEREIK_BOVEN_100,) if share > 1 else () for code, share in zip(codes, reach, strict=True)}
    given = dict(zip(codes, groups, strict=True))
    first = FirstWijken((), SimpleNamespace(need=need.need, group_of=given.get))
    other = replace(monitor, coverage=replace(monitor.coverage, cells=rows, flags=flags))
    return find_wijken_to_visit(other, first)


@pytest.mark.parametrize(
    ("groups", "reach", "there"),
    [
        # certain of need goes before perhaps, however much better the other is reached
        (("mogelijk", "zeker", "niet"), (0.9, 0.1, 0.95), ("WK900102",)),
        # of those alike the best reached
        (("zeker", "zeker", "mogelijk"), (0.2, 0.3, 0.9), ("WK900102",)),
        # 100 % is reached, above it is none to go to, certain or not
        (("zeker", "zeker", "mogelijk"), (1.0, 1.01, 0.9), ("WK900101",)),
        (("zeker", "mogelijk", "niet"), (1.2, 0.1, 0.9), ("WK900102",)),
        (("zeker", "niet", "niet"), (1.2, 0.1, 0.9), ()),
    ],
)
def test_a_visit_goes_to_certain_need_first_and_never_above_100(example, groups, reach, there):
    assert _visited(example, groups, reach) == there


def test_more_reached_than_live_there_is_said_beside_the_share():
    monitor = monitor_of((900, 120, 90))
    over, under = "WK900101", "WK900102"
    first = find_first_wijken(monitor, None)

    def said(code):
        paper = wijken_in_words(monitor, first, [code])[0].why
        letter = invitation_text(monitor, [code]).split("De cijfers gaan over")[0]
        return [wijk_title(monitor, code), plain(wijk_headline(monitor, code)), letter, paper]

    assert all(": meer kinderen bereikt dan er wonen" in words for words in said(over))
    assert not any("meer kinderen bereikt" in words for words in said(under))


def test_a_visit_does_not_go_where_so_few_children_live_that_figures_are_an_indication(example):
    monitor, need = example
    first = find_first_wijken(monitor, need)
    there, _ = find_wijken_to_visit(monitor, first)
    few = {**monitor.coverage.flags, there: (*monitor.coverage.flags[there], Flag.INDICATIEF)}
    other = replace(monitor, coverage=replace(monitor.coverage, flags=few))
    assert there not in find_wijken_to_visit(other, first)


def test_a_letter_promises_nobody_whom_a_wijk_does_not_have(example):
    monitor, need = example
    there, contrast = find_wijken_to_visit(monitor, find_first_wijken(monitor, need))
    assert "U ontmoet er kinderen en ouders," in invitation_text(monitor, [contrast])
    assert "U ontmoet er kinderen, ouders en kinderwerkers," in invitation_text(monitor, [there])
    both = f"U ontmoet er kinderen en ouders, en in {monitor.name_of(there)} ook kinderwerkers,"
    assert both in invitation_text(monitor, [there, contrast])


def test_what_is_called_invented_is_invented_whoever_named_it():
    assert Source("a.xlsx", "bereik", "Bereik", "Welzijn Voorbeeld (verzonnen cijfers)").invented
    assert not Source("a.xlsx", "bereik", "Bereik", "Stichting Verzonnen").invented


def key_figures(monitor, code="WK900101"):
    return {figure.label: (figure.value, figure.unit) for figure in kinderwerk_figures(monitor, code, [])}


def test_with_more_reached_than_live_there_nobody_can_say_who_is_not():
    few = monitor_of((900, 120, 90))
    assert few.coverage.cells["WK900101"]["reach_share"].value > 1
    assert key_figures(few)["Niet bereikt"] == ("niet te zeggen", "")
    assert key_figures(monitor_of())["Niet bereikt"] == ("414", "kinderen")  # 480 - 66


def test_reach_that_is_not_known_is_said_beside_what_is():
    assert key_figures(monitor_of((Status.UNKNOWN, 120, 90)))["Bereik"] == ("onbekend", "")
    assert key_figures(monitor_of(None)) == {}


def test_a_line_says_where_the_figure_of_the_gemeente_is_not_known(example):
    _, need = example
    code = need.need.frame.index[0]
    lines = figure_lines(need, code, ())
    assert lines and not any(line.others or "bestanden" in line.label for line in lines)
    said = lacking_sentences(lines, need.gemeente_name)
    assert said.startswith("Van Halmerdam niet in de bestanden: ") and said.count("bestanden") == 1
    assert all(line.label in said for line in lines)
    hidden = [replace(lines[0], lacking="onderdrukt"), replace(lines[1], lacking="")]
    assert lacking_sentences(hidden, need.gemeente_name) == f"Van Halmerdam onderdrukt: {lines[0].label}."
