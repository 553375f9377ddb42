"""Hoover, concentration, spread and re-allocation in words."""

import pandas as pd
import pytest

from kinderwerk_stats.analysis.equity import compute_concentration, compute_misplacement
from kinderwerk_stats.analysis.funnel import Dispersion, Funnel, FunnelDot
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.equity import (
    FUNNEL_WORDS,
    concentration_sentence,
    dispersion_sentence,
    left_out_sentence,
    misplacement_sentence,
    progressivity_sentence,
    reallocated_sentence,
)

WIJKEN = list("ABCD")


def series(*values):
    return pd.Series(values, index=WIJKEN[: len(values)], dtype=float)


def test_hoover_in_words():
    found = compute_misplacement(series(1, 0.5, 0.5, 2), series(1, 2, 3, 4))
    assert plain(misplacement_sentence(found)) == "1,0 van de 4,0 fte zit niet waar de behoefte zit."
    some = compute_misplacement(series(1.2, 0.5, float("nan"), 2), series(1, 2, 3, 4))
    assert plain(misplacement_sentence(some)) == (
        "0,7 van de 3,7 fte zit niet waar de behoefte zit. 1 wijk zonder fte of behoefte doet niet mee."
    )


def test_fte_where_need_is():
    found = compute_misplacement(series(1, 2), series(100, 200))
    assert misplacement_sentence(found) == "De 3,0 fte zit in de wijken waar de behoefte zit."
    assert "niet te zeggen" in misplacement_sentence(None)


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ((0.1, 0.1, 0.2, 0.4), "ligt meer in wijken met veel behoefte (concentratie-index 0,31)."),
        ((0.4, 0.2, 0.1, 0.1), "ligt meer in wijken met weinig behoefte (concentratie-index −0,31)."),
        (
            (0.2, 0.2, 0.2, 0.2),
            "is gelijk verdeeld over wijken met veel en met weinig behoefte (concentratie-index 0,00).",
        ),
        (
            (0.1, 0.2, float("nan"), float("nan")),
            (
                "ligt meer in wijken met veel behoefte (concentratie-index 0,17). "
                "2 wijken zonder bekend cijfer doen niet mee."
            ),
        ),
    ],
)
def test_to_whom_reach_goes(reach, words):
    found = compute_concentration(series(*reach), series(9, 9, 9, 9), series(1, 2, 3, 4))
    assert concentration_sentence(found, "Het bereik") == f"Het bereik {words}"


def test_without_differences_nothing_is_said_of_concentration():
    assert "te weinig bekend" in concentration_sentence(None, "Het bereik")


@pytest.mark.parametrize(
    ("difference", "words"),
    [(-0.06, "De fte loopt minder sterk op dan de behoefte zelf (verschil −0,06)."),
     (0.06, "De fte loopt sterker op dan de behoefte zelf (verschil 0,06)."),
     (0.01, "De fte volgt de behoefte."), (None, "")],
)  # fmt: skip
def test_whether_fte_follows_need(difference, words):
    assert progressivity_sentence(difference) == words


def funnel(*groups, dispersion=None, left_out=None):
    dots = tuple(FunnelDot(f"WK{n}", 500, 100, 0.2, 0.19, 0.21, group) for n, group in enumerate(groups))
    return Funnel(0.2, dots, (), dispersion, left_out or {})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (funnel(), "Met minder dan 10 wijken is niet te zeggen of alle verschillen samen groter zijn dan toeval."),
        (
            funnel(dispersion=Dispersion(0.9, 0, False)),
            "De verschillen tussen wijken samen zijn niet groter dan toeval.",
        ),
        (None, "Er zijn te weinig wijken met een bekend bereik om te vergelijken."),
    ],
)
def test_spread_in_words(given, words):
    assert dispersion_sentence(given) == words


def test_spread_beyond_chance_in_words():
    words = dispersion_sentence(funnel(dispersion=Dispersion(8.0, 0.01, True)))
    assert words.startswith("De verschillen tussen wijken samen zijn groter dan toeval.")


def test_what_is_not_in_the_funnel():
    assert left_out_sentence(funnel()) == ""
    found = funnel(left_out={"onderdrukt": ("WK1", "WK2"), "boven_100": ("WK3",)})
    assert left_out_sentence(found) == "3 wijken staan er niet in (verborgen: 2; meer bereikt dan er wonen: 1)."


def test_every_group_has_words():
    assert FUNNEL_WORDS.keys() == {"ver_onder", "onder", "binnen", "boven", "ver_boven"}


def test_reallocated_years_are_named():
    assert reallocated_sentence([], 1.0) == ""
    words = reallocated_sentence([2021, 2022], 0.94)
    assert words.startswith("Herverdeeld (2021 en 2022):")
    assert "94 % van de adressen komt uit dezelfde oude wijk" in words
