"""The address of a view: stable codes, both ways, whatever people paste."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.text.typed import read_typed_number
from kinderwerk_stats.ui.view import (
    Available,
    View,
    read_norm_children_per_fte,
    read_norm_reach,
    read_view,
    to_params,
    write_norm,
)

AVAILABLE = Available(
    gemeenten={"GM0344": "Utrecht", "GM0518": "'s-Gravenhage"},
    years={"GM0344": (2024, 2023), "GM0518": (2019,)},
    figuren=("reach_share", "children_per_fte"),
    wijk_codes=lambda gemeente, jaar: {"WK034401", "WK034403"} if (gemeente, jaar) == ("GM0344", 2024) else set(),
)
FULL = {
    "gemeente": "GM0344",
    "jaar": "2024",
    "leeftijd": "4-11",
    "norm_fte": "800",
    "norm_bereik": "25",
    "wijk": "WK034403",
    "figuur": "children_per_fte",
}


def test_a_full_address_is_read_and_written_back_unchanged():
    view, notices = read_view(FULL, AVAILABLE)
    assert view == View("GM0344", 2024, "4-11", 800, 0.25, "WK034403", "children_per_fte")
    assert notices == []
    assert list(to_params(view).items()) == list(FULL.items())


def test_the_plan_of_a_story_stands_in_the_address():
    view, notices = read_view(FULL | {"verhaalplan": "Ruim & zuinig"}, AVAILABLE)
    assert (view.verhaalplan, notices) == ("Ruim & zuinig", [])
    assert to_params(view)["verhaalplan"] == "Ruim & zuinig"
    for name in ("x" * 81, "twee\nregels", "Bel 06-12345678"):
        view, (notice,) = read_view(FULL | {"verhaalplan": name}, AVAILABLE)
        assert view.verhaalplan == "" and name not in notice


def test_an_empty_address_gives_the_first_of_everything_without_notices():
    view, notices = read_view({}, AVAILABLE)
    assert (view, notices) == (View("GM0344", 2024, "4-12", None, None, None, "reach_share"), [])


def test_what_could_get_another_default_is_always_written():
    view, _ = read_view({}, AVAILABLE)
    assert to_params(view) == {"gemeente": "GM0344", "jaar": "2024", "leeftijd": "4-12", "figuur": "reach_share"}


@pytest.mark.parametrize(
    ("changed", "notice"),
    [
        ({"gemeente": "GM9999"}, "Deze gemeente is er niet bij. U ziet Utrecht."),
        ({"gemeente": "Utrecht"}, "Deze gemeente is er niet bij. U ziet Utrecht."),
        ({"jaar": "2019"}, "Voor Utrecht zijn er geen cijfers over dat jaar. U ziet 2024."),
        ({"leeftijd": "0-4"}, "Deze leeftijd is er niet bij."),
        ({"figuur": "__class__"}, "Dit cijfer is er niet bij."),
        ({"wijk": "WK051801"}, "Deze wijk is er niet in Utrecht in 2024."),
        ({"wijk": "WK034401", "jaar": "2023"}, "Deze wijk is er niet in Utrecht in 2023."),
        ({"norm_fte": "veel"}, "Een norm in het adres van deze pagina is niet te lezen en telt niet mee."),
        ({"norm_bereik": "101"}, "Een norm in het adres van deze pagina is niet te lezen en telt niet mee."),
    ],
)
def test_what_cannot_be_shown_falls_back_and_says_so_without_repeating_it(changed, notice):
    view, notices = read_view(FULL | changed, AVAILABLE)
    assert notices == [notice]
    name = next(iter(changed))
    assert to_params(view).get(name) != changed[name]


def test_the_year_belongs_to_the_gemeente():
    view, notices = read_view({"gemeente": "GM0518", "jaar": "2024"}, AVAILABLE)
    assert view.jaar == 2019
    assert notices == ["Voor 's-Gravenhage zijn er geen cijfers over dat jaar. U ziet 2019."]


def test_wijken_are_only_looked_up_when_a_wijk_is_asked():
    def refuse(gemeente, jaar):
        raise AssertionError("looked up")

    lazy = Available(AVAILABLE.gemeenten, AVAILABLE.years, AVAILABLE.figuren, refuse)
    assert read_view({"gemeente": "GM0344"}, lazy)[0].wijk is None


def test_the_address_names_one_organisation_of_those_of_its_year():
    available = replace(AVAILABLE, organisaties=lambda gemeente, jaar: ("Noord", "Zuid") if jaar == 2024 else ("Zuid",))
    view, notices = read_view(FULL | {"organisatie": "Noord"}, available)
    assert (view.organisatie, notices, to_params(view)["organisatie"]) == ("Noord", [], "Noord")
    view, notices = read_view(FULL | {"organisatie": "Noord", "jaar": "2023", "wijk": ""}, available)
    assert (view.organisatie, notices) == ("", ["Deze organisatie heeft geen bereik van 2023."])
    assert "organisatie" not in to_params(view)
    assert read_view(FULL, AVAILABLE)[0].organisatie == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("800", 800),
        (" 1.250 ", 1250),
        ("1.250,5", 1250.5),
        ("1.234.567", 1234567),
        ("2345,7", 2345.7),
        ("12.5", 12.5),
        ("0.25", 0.25),
        ("0.250", 0.25),
        ("25%", 25),
        ("12,5 %", 12.5),
    ],
)
def test_numbers_are_read_the_dutch_way(text, number):
    assert read_typed_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "%", "abc", "1,2,3", "1.23.456", "1,250.5", "-5", "1e3", "8OO", "nan", "inf", "12 13", "3,000", "1,000,000"],
)
def test_what_is_no_dutch_number_is_refused(text):
    assert read_typed_number(text) is None


@pytest.mark.parametrize(
    ("text", "norm"), [("", None), ("  ", None), ("1", 1), ("800", 800), ("100.000", 100_000), ("3.000", 3000)]
)
def test_norm_in_children_per_fte(text, norm):
    assert read_norm_children_per_fte(text) == norm


@pytest.mark.parametrize("text", ["0", "0,9", "100.001", "veel", "25%", "3,000"])
def test_an_impossible_norm_in_children_per_fte_says_what_to_fill_in(text):
    with pytest.raises(ValueError, match="Vul een aantal kinderen in, bijvoorbeeld 800"):
        read_norm_children_per_fte(text)


@pytest.mark.parametrize(("text", "norm"), [("", None), ("1", 0.01), ("25", 0.25), ("12,5 %", 0.125), ("100", 1)])
def test_norm_for_reach_is_a_share(text, norm):
    assert read_norm_reach(text) == norm


# 0,25 would be a quarter of a percent: whoever fills that in means 25.
@pytest.mark.parametrize("text", ["0", "0,25", "0,99", "100,1", "kwart"])
def test_an_impossible_norm_for_reach_says_what_to_fill_in(text):
    with pytest.raises(ValueError, match="van 1 tot en met 100 in, bijvoorbeeld 25"):
        read_norm_reach(text)


@pytest.mark.parametrize("norm", [0.01, 0.07, 0.125, 0.29, 1.0])
def test_a_norm_for_reach_survives_being_written_and_read(norm):
    assert read_norm_reach(write_norm(norm, percentage=True)) == pytest.approx(norm)


def test_the_order_of_the_table_and_the_figure_over_the_years_are_part_of_a_link():
    shown = replace(AVAILABLE, kolommen=("wijk", "gap_fte"))
    asked = FULL | {"lijn": AVAILABLE.figuren[0], "volgorde": "gap_fte-oplopend"}
    view, notices = read_view(asked, shown)
    assert notices == []
    assert {name: to_params(view)[name] for name in ("lijn", "volgorde")} == {
        "lijn": AVAILABLE.figuren[0],
        "volgorde": "gap_fte-oplopend",
    }


@pytest.mark.parametrize(
    ("name", "value"), [("lijn", "bezoeken"), ("volgorde", "gap_fte-dwars"), ("volgorde", "x-oplopend")]
)
def test_an_order_or_line_that_is_not_there_is_ignored_and_said(name, value):
    view, notices = read_view(FULL | {name: value}, replace(AVAILABLE, kolommen=("gap_fte",)))
    assert len(notices) == 1
    assert name not in to_params(view)


def test_a_choice_that_the_back_button_overtook_is_dropped():
    # Its field is gone from the session when the answer of the browser comes in.
    app = AppTest.from_string(
        "import streamlit as st\n"
        "from kinderwerk_stats.ui import state\n"
        "state._write_field('gemeente')\n"
        "st.text('keuze_gemeente' in st.session_state)\n"
    ).run()
    assert not app.exception
    assert app.text[0].value == "False"
