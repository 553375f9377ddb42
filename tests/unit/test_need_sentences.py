"""Need in sentences: how sure the top is, what moves it, and never a place without its margin."""

from dataclasses import replace

import pytest

from kinderwerk_stats.analysis.need_structure import NeedSettings
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.need_sentences import (
    compared_sentence,
    describe_need,
    jeugdzorg_sentence,
    made_of,
    map_finding,
    measure_sentence,
    moving_sentence,
    names_in,
    need_headline,
    places,
    ranks_finding,
    robustness_sentences,
    ses_sentence,
    without_index_sentence,
)
from tests.need_builders import situation

NEED = situation().need


def grouped(certain: int, possible: int):
    """Return need in which so many wijken are certain and possible, the others not."""
    frame = NEED.need.frame.copy()
    codes = [code for code in frame.index if NEED.cells[str(code)]["need_index"].known]
    frame.loc[codes, "group"] = (
        ["zeker"] * certain + ["mogelijk"] * possible + ["niet"] * (len(codes) - certain - possible)
    )
    robust = replace(NEED.need.robustness, certain=certain, possible=possible, never=len(codes) - certain - possible)
    return replace(NEED, need=replace(NEED.need, frame=frame, robustness=robust))


@pytest.mark.parametrize(
    ("certain", "possible", "words"),
    [
        (2, 0, "2 van de 9 wijken horen zeker bij de 20 % met de meeste behoefte. Anders wegen of rekenen verandert"),
        (1, 0, "1 van de 9 wijken hoort zeker bij"),
        (1, 3, "Bij 3 andere hangt het af van hoe we rekenen."),
        (0, 4, "De top is niet zeker: van de 9 wijken hoort er geen altijd bij de 20 %"),
        (0, 1, "1 hoort er mogelijk bij."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_how_sure_the_top_is(certain, possible, words):
    assert words in plain(need_headline(grouped(certain, possible)))


def test_without_figures_the_first_sentence_says_so():
    names = ("social_minimum_household_share", "woz_eur", "jeugdzorg_share")
    bare = situation(figures=dict.fromkeys(names, [float("nan")] * 10))
    assert "geen behoefte-index" in need_headline(bare.need)
    assert compared_sentence(bare.need) == ""


def test_what_it_compares_with_is_said():
    assert compared_sentence(NEED).startswith("Binnen de gemeente: 0 is het gemiddelde van de wijken van Verzonnendam.")
    country = replace(NEED, need=replace(NEED.need, scale="landelijk"), country_count=3393)
    assert "Tegenover alle Nederlandse wijken" in compared_sentence(country)
    assert "3.393" in compared_sentence(country)


def test_places_have_their_margin_and_say_one_when_there_is_none():
    text = [places(NEED, code) for code in NEED.names]
    assert text[-1] == "", "too few children: no place"
    for said in text[:-1]:
        assert said.startswith("plaats ")


def test_names_of_a_group_stand_in_the_order_of_their_places():
    for group in ("zeker", "mogelijk", "niet"):
        ranks = {plain(NEED.name_of(str(code))): rank for code, rank in NEED.need.frame["rank_median"].items()}
        found = [ranks[name] for name in names_in(NEED, group)]
        assert found == sorted(found)


@pytest.mark.parametrize(("certain", "named"), [(3, 3), (4, 4), (5, 3)])
def test_the_title_of_the_map_names_the_first_and_never_just_one_more(certain, named):
    need = grouped(certain, 0)
    names = names_in(need, "zeker")
    title = map_finding(need)
    assert [name for name in names if name in title] == names[:named]
    assert title.endswith(" en nog 2") == (certain == 5)


def test_the_text_of_the_chart_names_every_group_and_who_has_no_index():
    text = describe_need(NEED)
    for group, count in NEED.need.frame["group"].value_counts().items():
        assert f"ij de hoogste 20 % ({count})" in text, group
    assert "Zonder index: Wijk 10 Proef (te weinig kinderen)." in text
    assert without_index_sentence(NEED) in text


def test_most_moving_names_the_figure_as_people_know_it():
    assert NEED.need.most_moving is not None
    said = moving_sentence(NEED)
    label = next(item.indicator.label for item in NEED.used if item.indicator.name == NEED.need.most_moving)
    assert f"“{label}” beweegt de volgorde het meest" in said


def test_jeugdzorg_says_what_the_order_is_without_it_or_nothing_when_it_is_not_in():
    assert jeugdzorg_sentence(NEED).startswith("Zonder jeugdzorg ")
    without = situation(settings=NeedSettings(with_jeugdzorg=False)).need
    assert jeugdzorg_sentence(without) == ""
    assert measure_sentence(without) == "Jeugdzorg telt niet mee."


@pytest.mark.parametrize(
    ("rho", "words"),
    [
        (0.95, "bijna dezelfde volgorde"), (0.9, "bijna dezelfde"), (0.83, "grotendeels dezelfde volgorde"),
        (0.5, "deels dezelfde volgorde"), (0.1, "een andere volgorde"), (-0.6, "een andere volgorde"),
        (None, "geen SES-WOA"),
    ],
)  # fmt: skip
def test_ses_woa_is_a_check_in_words(rho, words):
    found = replace(NEED, need=replace(NEED.need, robustness=replace(NEED.need.robustness, ses_woa=rho)))
    assert words in ses_sentence(found)


def test_no_sentence_stays_empty_and_none_blames():
    for line in robustness_sentences(NEED):
        assert line.endswith((".", ")."))
        assert "slecht" not in line


def test_findings_of_map_and_chart_name_wijken():
    assert "Wijk" in map_finding(NEED)
    steady = replace(NEED.need.robustness, widest=0)
    assert ranks_finding(replace(NEED, need=replace(NEED.need, robustness=steady))).startswith("Elke wijk houdt")


@pytest.mark.parametrize("certain", [0, 1, 4, 5])
def test_the_chart_of_places_is_headed_by_who_is_certain(certain):
    need = grouped(certain, 2)
    need = replace(need, need=replace(need.need, robustness=replace(need.need.robustness, widest=3)))
    said = ranks_finding(need)
    names = names_in(need, "zeker")
    assert all(name in said for name in names[:3]) and said.endswith("en nog 2") == (certain == 5)
    assert said.startswith("Zeker bij de hoogste 20 %: " if certain else "Van geen wijk is zeker")


def test_what_the_index_is_made_of_adds_up_per_domain():
    parts: dict[str, int] = {}
    for domain, _, share, *_ in made_of(NEED):
        parts[domain] = parts.get(domain, 0) + int(share.removesuffix(" %"))
    assert set(parts.values()) == {100}
