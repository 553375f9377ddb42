"""Need beside reach and fte: which wijken, in words, and never a word of a hidden count."""

from dataclasses import replace

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.funnel import compute_funnel
from kinderwerk_stats.gemeente.division import build_division, less_reached
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.text.division import (
    average_sentence,
    concentration_finding,
    describe_concentration,
    describe_funnel,
    describe_quadrant,
    division_headline,
    fte_counted,
    funnel_finding,
    funnel_headline,
    gap_sentence,
    half_sentence,
    not_in_chart,
    quadrant_finding,
)
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.equity import misplacement_sentence
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import format_number, format_share
from kinderwerk_stats.text.reference import without_over
from tests.need_builders import CHILDREN, REACHED, situation

FOUND = situation()
# Nine wijken of 1,000 children with the same reach, so that one that differs stands out.
ALIKE = (60, 60, 60, 60, 60, 60, 60, 60, 60, 60)


def test_more_need_and_less_reach_than_the_middle_by_need_weighted_gap():
    codes = less_reached(*FOUND)
    assert codes, "wijk 08 has much need, and few of its children are reached"
    middle = FOUND.division.need_middle
    for code in codes:
        cells = FOUND.monitor.coverage.cells[code]
        assert cells["reach_share"].value < FOUND.monitor.coverage.norm_reach
        assert FOUND.need.cells[code]["need_index"].value > middle
    gaps = [FOUND.need.cells[code]["weighted_gap_children_count"].value for code in codes]
    assert gaps == sorted(gaps, reverse=True)


def test_a_wijk_of_which_reach_is_hidden_is_not_among_them_and_is_named_once():
    assert "WK900109" not in less_reached(*FOUND)
    said = not_in_chart(FOUND.monitor, FOUND.need)
    assert said.count("Wijk 09 Proef") == 1
    assert "verborgen" in said


def test_no_sentence_differs_when_a_hidden_count_does():
    texts = []
    for hidden in (1, 2, 3, 4):
        one = situation(reached=(*REACHED[:8], hidden, REACHED[9]), total={"reached_count": 550})
        funnel = compute_funnel(one.monitor.coverage)
        texts.append(
            (
                division_headline(*one), quadrant_finding(*one), describe_quadrant(*one), not_in_chart(*one[:2]),
                describe_concentration(one.monitor, one.division), gap_sentence(*one[:2]), funnel_headline(funnel),
                describe_funnel(funnel, one.monitor.names),
            )
        )  # fmt: skip
    assert len(set(texts)) == 1


def test_the_first_sentence_says_how_much_fte_is_elsewhere():
    text = plain(division_headline(*FOUND))
    assert "fte zit niet waar de behoefte zit." in text
    assert "met meer behoefte ligt het bereik onder het gemiddelde." in text
    assert "lager bereik dan het gemiddelde van de gemeente" in quadrant_finding(*FOUND)


def test_the_chart_names_the_wijken_to_look_at_first_and_no_others(example_library, example_monitor):
    monitor = example_monitor(2024)
    need = build_need(example_library, monitor)
    division = build_division(monitor, need)
    first, low = find_first_wijken(monitor, need).codes, less_reached(monitor, need, division)
    assert set(low) - set(first) and set(first) - set(low), "the two lists differ both ways"
    inside, _, beside = quadrant_finding(monitor, need, division).partition(". ")
    for code in monitor.names:
        name = monitor.name_of(code)
        assert (name in inside) == (code in first and code in low)
        assert (name in beside) == (code in first and code not in low)


def test_the_middle_wijk_itself_has_no_less_need_than_the_middle(example_library, example_monitor):
    monitor = example_monitor(2024)
    need = build_need(example_library, monitor)
    found = build_division(monitor, need)
    code = next(c for c in find_first_wijken(monitor, need).codes if c not in less_reached(monitor, need, found))
    middle = replace(found, need_middle=need.cells[code]["need_index"].value)
    said = quadrant_finding(monitor, need, middle)
    assert monitor.name_of(code) in said and "geen hogere behoefte" in said and "minder" not in said


def test_fte_that_does_not_count_is_said_with_the_wijken_it_is_in():
    monitor, _, division = FOUND
    assert fte_counted(monitor, division) == "", "all fte counts"
    found = division.equity.misplacement
    without = replace(found, total_fte=found.total_fte - 1.0, left_out=("WK900101",))
    said = fte_counted(monitor, replace(division, equity=replace(division.equity, misplacement=without)))
    counted, total = (format_number(fte, 1) for fte in (found.total_fte - 1, found.total_fte))
    assert said.startswith(f"Meegeteld is {counted} van de {total} fte in ")
    assert said.endswith(f": {monitor.name_of('WK900101')} heeft geen behoefte-index.")


def test_a_long_list_of_wijken_never_fills_the_headline():
    names = [f"Wijk {number}" for number in range(9)]
    assert misplacement_sentence(None, names, 2).endswith("de fte van Wijk 0, Wijk 1 en nog 7 is niet bekend.")


def test_a_norm_of_the_user_is_called_so():
    own = situation(norm=Norm(reach_share=0.5, children_per_fte=500))
    assert "onder uw norm" in plain(division_headline(*own))
    assert "dan uw norm" in quadrant_finding(*own)
    assert gap_sentence(*own[:2]).startswith("Tot uw norm ontbreken naar schatting minstens ")


def test_without_bereik_nothing_is_claimed():
    bare = situation(reached=None)
    assert "niet te zeggen" in division_headline(*bare)
    assert less_reached(*bare) == []
    assert concentration_finding(bare.monitor, bare.division).startswith("Te weinig bekend")
    assert half_sentence(bare.division) == ""
    assert gap_sentence(*bare[:2]) == ""


def test_halves_are_of_the_same_children():
    assert half_sentence(FOUND.division).startswith(
        "In de wijken met de meeste behoefte woont de helft van de kinderen. Daar is "
    )


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (ALIKE, "Geen van de 10 wijken heeft een bereik dat meer van het gemiddelde verschilt dan door toeval kan."),
        ((200, *ALIKE[1:]), "1 van de 10 wijken heeft een hoger bereik dan door toeval kan."),
        ((20, *ALIKE[1:]), "1 van de 10 wijken heeft een lager bereik dan door toeval kan."),
    ],
)
def test_the_funnel_says_who_differs_by_more_than_chance(reached, words):
    one = situation(reached=reached, children=(1000,) * 10)
    funnel = compute_funnel(one.monitor.coverage)
    assert words in plain(funnel_headline(funnel))


def test_the_funnel_counts_the_wijken_that_are_in_it_and_no_others():
    one = situation(reached=(300, 3, *range(60, 68)), children=(1000,) * 10)
    funnel = compute_funnel(one.monitor.coverage)
    assert funnel is not None and len(funnel.dots) < 10
    assert f" van de {len(funnel.dots)} wijken met een cijfer " in plain(funnel_headline(funnel))


def test_where_most_wijken_lie_outside_it_is_said_which_are_lower_than_chance_allows():
    one = situation(reached=(0, 300, 20, 250, 15, 280, 25, 260, 30, 120), children=(1000,) * 10)
    funnel = compute_funnel(one.monitor.coverage)
    text = plain(funnel_headline(funnel))
    assert text == (
        "5 van de 10 wijken hebben een lager bereik dan door toeval kan, 4 een hoger. "
        "De verschillen samen zijn groter dan toeval."
    )
    lower = sorted(plain(one.monitor.name_of(code)) for code in funnel.codes_in("ver_onder"))
    found = funnel_finding(funnel, one.monitor.names)
    assert found.startswith(f"Lager dan door toeval kan: {', '.join(lower[:3])} en nog 2; hoger dan door toeval kan: ")
    assert f"Lager dan door toeval kan: {', '.join(lower[:4])} en {lower[4]}." in describe_funnel(
        funnel, one.monitor.names
    )


def test_what_the_line_is_and_why_it_is_not_the_figure_of_other_pages():
    one = situation(reached=(1200, *ALIKE[1:]), children=(1000,) * 10)
    funnel = compute_funnel(one.monitor.coverage)
    said = average_sentence(one.monitor, funnel)
    assert said.startswith("Hoger en lager is hier: dan het bereik van de kinderen van deze wijken samen, ")
    whole = format_figure("reach_share", one.monitor.coverage.totals)
    assert funnel.left_out["boven_100"] and f"niet het bereik van de gemeente ({whole})" in said
    # The flag of the gemeente says the same: a sum, not each child once.
    assert "som van de wijken, waarin een kind dubbel kan tellen" in said and "een keer" not in said
    assert f"mee, met meer bereikte kinderen dan er wonen; {without_over(one.monitor)}." in said
    assert without_over(one.monitor).endswith(f" is het {format_share(funnel.average)}")
    once = situation(reached=(1200, *ALIKE[1:]), children=(1000,) * 10, total={"reached_count": 3000}).monitor
    assert "daarin telt elk bereikt kind een keer" in average_sentence(once, compute_funnel(once.coverage))
    alike = situation(reached=ALIKE, children=(1000,) * 10).monitor
    assert "Dat is niet" not in average_sentence(alike, compute_funnel(alike.coverage))


def test_all_wijken_inside_is_said():
    one = situation(reached=ALIKE, children=(1000,) * 10)
    found = funnel_finding(compute_funnel(one.monitor.coverage), one.monitor.names)
    assert found == "Alle wijken liggen binnen wat door toeval kan"


def test_without_reach_there_is_no_funnel():
    assert "te weinig wijken" in funnel_headline(None)


def test_the_text_of_the_funnel_counts_every_dot():
    funnel = compute_funnel(FOUND.monitor.coverage)
    text = describe_funnel(funnel, FOUND.monitor.names)
    assert f"van {len(funnel.dots)} wijken" in text
    assert len(funnel.dots) < len(CHILDREN)
