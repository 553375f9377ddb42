"""What counts in need, in the address: stable codes, both ways, and nothing strange gets through."""

import pytest

from kinderwerk_stats.analysis.need_structure import BSO, DOMAINS, PRESETS, NeedSettings
from kinderwerk_stats.text.need_choice import (
    PRESET_CHOICES,
    USUAL_NEED,
    WEIGHTS,
    NeedChoice,
    need_params,
    read_need_choice,
)
from kinderwerk_stats.ui.view import View, read_view, to_params
from tests.unit.test_state import AVAILABLE

CHOICES = [
    NeedChoice(),
    NeedChoice(domains=(2.0, 0.0, 1.0)),
    NeedChoice(indicators=(("jeugdzorg_share", 0.5), ("woz_eur", 0.0))),
    NeedChoice(measure="ses_woa"),
    NeedChoice(with_jeugdzorg=False, steepness=3.0),
    NeedChoice(homes="housing_corporation_share", own_is_less_need=True),
    *PRESET_CHOICES.values(),
]


@pytest.mark.parametrize("choice", CHOICES)
def test_an_address_gives_back_the_same_choice(choice):
    assert read_need_choice(need_params(choice)) == (choice, [])


def test_the_usual_choice_is_not_written():
    assert need_params(USUAL_NEED) == {}


def test_any_other_choice_says_all_that_could_get_another_default():
    params = need_params(NeedChoice(with_jeugdzorg=False))
    assert params == {
        "weging": "bestaanszekerheid:1,gezin:1,draagkracht:1", "maat": "index", "jeugdzorg": "nee", "steilheid": "2",
    }  # fmt: skip


@pytest.mark.parametrize(
    "params",
    [
        {"weging": "gezin:7"}, {"weging": "gezin"}, {"weging": "gezin:nan"}, {"weging": "geld:1"}, {"weging": ":::"},
        {"cijfers": "reach_share:1"}, {"cijfers": "__class__:1"}, {"maat": "cijfer"}, {"jeugdzorg": "misschien"},
        {"steilheid": "100"}, {"wonen": "tent"}, {"eigen": "soms"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_does_not_count_and_is_said(params):
    choice, notices = read_need_choice(params)
    assert choice == USUAL_NEED
    assert len(notices) == 1


def test_what_can_be_read_counts_beside_what_cannot():
    choice, notices = read_need_choice({"weging": "gezin:2,geld:1"})
    assert choice.domains == (1.0, 2.0, 1.0)
    assert len(notices) == 1


def test_without_any_domain_they_weigh_the_same_and_that_is_said():
    choice, notices = read_need_choice({"weging": "bestaanszekerheid:0,gezin:0,draagkracht:0"})
    assert choice.domains == (1.0, 1.0, 1.0)
    assert "Minstens een domein" in notices[0]


def test_every_preset_computes_what_the_command_line_computes():
    for name, settings in PRESETS.items():
        made = PRESET_CHOICES[name].to_settings()
        assert [made.domain_weight(d) for d in DOMAINS] == [settings.domain_weight(d) for d in DOMAINS]
        assert (made.measure, made.with_jeugdzorg) == (settings.measure, settings.with_jeugdzorg)
        assert PRESET_CHOICES[name].preset == name


def test_a_preset_keeps_steepness_and_direction_of_the_own_figure():
    mine = NeedChoice(domains=(3.0, 1.0, 1.0), steepness=1.5, own_is_less_need=True)
    assert mine.preset is None
    taken = mine.like("gezin")
    assert (taken.preset, taken.steepness, taken.own_is_less_need) == ("gezin", 1.5, True)


def test_the_usual_weight_of_a_figure_is_not_kept_apart():
    assert USUAL_NEED.with_indicator("woz_eur", 2.0).with_indicator("woz_eur", 1.0) == USUAL_NEED
    assert USUAL_NEED.with_indicator(BSO, NeedSettings().indicator_weight(BSO)) == USUAL_NEED
    assert USUAL_NEED.with_indicator(BSO, 1.0).indicators == ((BSO, 1.0),)


def test_the_order_in_which_weights_are_set_does_not_matter():
    one = USUAL_NEED.with_indicator("woz_eur", 2.0).with_indicator("jeugdzorg_share", 3.0)
    other = USUAL_NEED.with_indicator("jeugdzorg_share", 3.0).with_indicator("woz_eur", 2.0)
    assert one == other


def test_every_usual_weight_can_be_chosen():
    names = ("bijstand_per_100", "jeugdzorg_share", BSO)
    assert {NeedSettings().indicator_weight(name) for name in names} <= set(WEIGHTS)


def test_a_view_carries_its_need_through_the_address():
    view = View("GM0344", 2024, deel="samen", kaart="klasse", behoefte=NeedChoice(domains=(0.5, 1.0, 3.0)))
    assert read_view(to_params(view), AVAILABLE) == (view, [])


@pytest.mark.parametrize("params", [{"deel": "alles"}, {"kaart": "3d"}])
def test_a_part_or_map_that_is_not_there_is_said(params):
    view, notices = read_view(params, AVAILABLE)
    assert (view.deel, view.kaart) == ("behoefte", "groep")
    assert len(notices) == 1
