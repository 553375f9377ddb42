"""Sentences say what the figures say, less where less is known, and never what is hidden or not proven."""

import math
import re
from itertools import product

import pytest

from kinderwerk_stats.analysis.coverage import FIGURES, INTERVALS, Norm
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.history import build_series
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.emphasis import plain, split_emphasis
from kinderwerk_stats.text.first import first_headline, first_in_words
from kinderwerk_stats.text.flags import FLAGS, SHORT_FLAGS
from kinderwerk_stats.text.intervals import format_interval
from kinderwerk_stats.text.sentences import (
    coverage_headline,
    describe_figure,
    describe_series,
    figure_finding,
    figure_subtitle,
    gap_words,
    headline,
    label_of,
    norm_sentence,
    over_hundred_sentence,
    series_finding,
    spread_sentence,
    wijk_headline,
)
from tests.builders import GEMEENTE, WIJKEN, bereik_table, cbs_table, library_of, monitor_of

FIRST, SECOND, THIRD = WIJKEN
UNKNOWN, HIDDEN, NOT_APPLICABLE = Status.UNKNOWN, Status.SUPPRESSED, Status.NOT_APPLICABLE
WORKERS = {"kinderwerkers_count": (1, 2, 1)}

# What kinderwerk is judged by or promised to do; the figures show neither.
LOUD_WORDS = re.compile(
    r"\b(fa(?:al|len)\w*|presteer\w*|scoor\w*|bespaa?r\w*|zorgt ervoor|leidt tot|dankzij|slecht\w*|goede?|beste?|"
    r"voorkom\w*|helpt|bewijs\w*|schuld\w*|probleemwijk\w*)\b",
    re.IGNORECASE,
)


def said_of(monitor) -> list[str]:
    """Return every sentence about a gemeente."""
    figures = [name for name in FIGURES if name in INDICATORS]
    return [
        headline(monitor),
        coverage_headline(monitor),
        norm_sentence(monitor),
        *(wijk_headline(monitor, code) for code in monitor.names),
        first_headline(monitor, find_first_wijken(monitor, None)),
        *(f"{first.figure} {first.why}" for first in first_in_words(monitor, find_first_wijken(monitor, None))),
        *(say(monitor, name) for say in (describe_figure, figure_finding, figure_subtitle) for name in figures),
        *coverage_lines(monitor),
    ]


# --- the answer to the wethouder's question ----------------------------------------------------------


def test_headline_with_everything_known():
    assert plain(headline(monitor_of(fte=(0.5, 1, 0), bereik=WORKERS))) == (
        "In Verzonnendam wonen 1.620 kinderen van 4 t/m 12 jaar. "
        "4 kinderwerkers (1,5 fte) bereiken er 276, dat is 17 %. "
        "In 1 van de 3 wijken is geen kinderwerker."
    )


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((), "in 2024."),
        ((2020,), "in 2024; wel van 2020."),
        ((2020, 2021, 2023), "in 2024; wel van 2020, 2021 en 2023."),
    ],
)
def test_without_bereik_of_this_year_the_years_that_have_it_are_said(years, words):
    other = [bereik_table({"reached_count": (1, 2, 3)}, year=year, file=f"{year}.csv") for year in years]
    library = library_of(cbs_table({"children_0_14_count": (2700, 800, 900, 1000)}), *other)
    assert f"nog geen bereik van het kinderwerk {words}" in plain(headline(build_monitor(library, GEMEENTE, 2024)))


def test_headline_marks_the_figures_that_matter():
    parts = split_emphasis(headline(monitor_of(fte=(0, 1, 0))))
    assert [text for text, heavy in parts if heavy] == ["1.620", "17\N{NO-BREAK SPACE}%", "2"]


def test_an_estimated_number_of_children_says_about_and_is_rounded():
    assert "wonen ongeveer 1.640 kinderen" in plain(headline(monitor_of(exact=False)))


@pytest.mark.parametrize(
    ("bereik", "words"),
    [
        ({"kinderwerkers_count": (0, 1, 0)}, "1 kinderwerker (2,5 fte) bereikt er 276"),
        ({"kinderwerkers_count": (0, 1, 1)}, "2 kinderwerkers (2,5 fte) bereiken er 276"),
        ({"kinderwerkers_count": (0, 0, 0)}, "Het kinderwerk (2,5 fte) bereikt er 276"),
        ({}, "Het kinderwerk (2,5 fte) bereikt er 276"),
        ({"kinderwerker_fte": (UNKNOWN, 1, 1)}, "Het kinderwerk bereikt er 276"),
    ],
)
def test_who_reaches_children_in_singular_plural_and_unknown(bereik, words):
    assert words in plain(headline(monitor_of(bereik=bereik)))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reached": None}, "Er is nog geen bereik van het kinderwerk in 2024."),
        ({"reached": (0, 0, 0)}, "Het kinderwerk (2,5 fte) bereikt er geen kinderen."),
        (
            {"reached": (4, 4, 4)},
            "Hoeveel kinderen het kinderwerk (2,5 fte) bereikt, is verborgen: het is een klein aantal, of het zou",
        ),
        (
            {"reached": (4, 4, 4), "bereik": WORKERS},
            "Hoeveel kinderen 4 kinderwerkers (2,5 fte) bereiken, is verborgen: het is een klein",
        ),
        ({"place": "locatie"}, "Het bereik is geteld op de locatie; welk deel van de kinderen"),
        (
            {"reached": (UNKNOWN, 120, 90)},
            "bereikt er minstens 210. Van een deel van de wijken is het bereik niet bekend.",
        ),
        ({"reached": (UNKNOWN,) * 3}, "Hoeveel kinderen het kinderwerk (2,5 fte) bereikt, is niet bekend."),
        ({"reached": (NOT_APPLICABLE,) * 3}, "Hoeveel kinderen het kinderwerk (2,5 fte) bereikt, is niet bekend."),
    ],
)
def test_headline_says_less_where_less_is_known(options, words):
    text = plain(headline(monitor_of(**options)))
    assert words in text
    assert "%" not in text


def test_headline_without_the_number_of_children():
    monitor = monitor_of(children=(UNKNOWN,) * 3, exact=False)
    monitor.coverage.totals["children_count"] = monitor.coverage.cells[FIRST]["children_count"]
    assert headline(monitor) == "Van Verzonnendam is het aantal kinderen van 4 t/m 12 jaar in 2024 niet bekend."


@pytest.mark.parametrize(
    ("fte", "words"),
    [
        ((0.5, 1, 1), "In alle 3 wijken is een kinderwerker."),
        ((0, 1, 1), "In 1 van de 3 wijken is geen kinderwerker."),
        ((0, 0, 0), "In 3 van de 3 wijken is geen kinderwerker."),
        ((0, UNKNOWN, 1), "In minstens 1 van de 3 wijken is geen kinderwerker."),
        ((UNKNOWN, 1, 1), None),
    ],
)
def test_wijken_without_a_kinderwerker_and_unknown_is_not_one_of_them(fte, words):
    text = plain(headline(monitor_of(fte=fte)))
    assert words in text if words else "wijken is" not in text


@pytest.mark.parametrize(("fte", "last"), [(0, "Er is geen kinderwerker."), (1, "dat is 17 %.")])
def test_a_gemeente_of_one_wijk_is_not_counted_in_wijken(fte, last):
    monitor = monitor_of((100,), (fte,), children=(1000,))
    assert plain(headline(monitor)).endswith(last)
    assert "wijken" not in headline(monitor) + coverage_headline(monitor)


# --- who falls short ---------------------------------------------------------------------------------


QUARTER = Norm(reach_share=0.25)
BELOW = Norm(reach_share=0.01)
NOT_KNOWN = ["Van Verzonnendam is het bereik per wijk in 2024 niet bekend."]


@pytest.mark.parametrize(
    ("options", "sentences"),
    [
        ({}, ["In 2 van de 3 wijken ligt het bereik onder het gemiddelde van de gemeente.",
              "Om daarop te komen, zou het kinderwerk er samen ongeveer 28 kinderen meer moeten bereiken."]),
        ({"norm": QUARTER}, ["In 3 van de 3 wijken ligt het bereik onder uw norm.",
                             ("Om daarop te komen, zou het kinderwerk er samen ongeveer 129 kinderen "
                              "meer moeten bereiken.")]),
        ({"norm": BELOW}, ["In geen wijk ligt het bereik onder uw norm."]),
        ({"reached": (UNKNOWN, 120, 90), "norm": BELOW}, ["In geen wijk met een cijfer ligt het bereik onder uw norm.",
                                                          ("Van 1 wijk is het niet te zeggen: Wijk 01 Proef, waar "
                                                           "ongeveer 480 kinderen wonen.")]),
        ({"reached": (3, 120, 90), "norm": QUARTER}, ["In minstens 1 van de 3 wijken ligt het bereik onder uw norm.",
                                                      ("Om daarop te komen, zou het kinderwerk er samen "
                                                      "naar schatting minstens 15 kinderen meer moeten bereiken."),
                                                      ("Van 2 wijken is het niet te zeggen: Wijk 01 Proef en Wijk 03 "
                                                       "Proef, waar samen ongeveer 1.080 kinderen wonen.")]),
        ({"reached": (119, 135, 150), "norm": QUARTER}, ["In 1 van de 3 wijken ligt het bereik onder uw norm.",
                                                         ("Om daarop te komen, zou het kinderwerk er samen "
                                                         "ongeveer 1 kind meer moeten bereiken.")]),
        ({"reached": (120, 135, 149.8), "norm": QUARTER}, ["In geen wijk ligt het bereik onder uw norm."]),
        ({"reached": None}, NOT_KNOWN),
        ({"reached": (UNKNOWN, 120, 90)}, [("In minstens 1 van de 3 wijken ligt het bereik onder het gemiddelde van de "
                                            "wijken met een cijfer."),
                                           ("Om daarop te komen, zou het kinderwerk er samen naar schatting "
                                            "minstens 20 kinderen meer moeten bereiken."),
                                           ("Van 1 wijk is het niet te zeggen: Wijk 01 Proef, waar ongeveer 480 "
                                            "kinderen wonen.")]),
        ({"reached": (UNKNOWN,) * 3, "norm": QUARTER}, NOT_KNOWN),
    ],
)  # fmt: skip
def test_coverage_headline(options, sentences):
    assert plain(coverage_headline(monitor_of(**options))) == " ".join(sentences)


@pytest.mark.parametrize(("reached", "words"), [
    (100, ("Het bereik ligt onder uw norm. "
           "Om daarop te komen, zou het kinderwerk er ongeveer 50 kinderen meer moeten bereiken.")),
    (149, ("Het bereik ligt onder uw norm. "
           "Om daarop te komen, zou het kinderwerk er ongeveer 1 kind meer moeten bereiken.")),
    (150, "Het bereik ligt niet onder uw norm."),
])  # fmt: skip
def test_coverage_headline_of_one_wijk(reached, words):
    monitor = monitor_of((reached,), (1,), children=(1000,), norm=QUARTER)
    assert plain(coverage_headline(monitor)) == words


# --- the norm ----------------------------------------------------------------------------------------


OWN_REACH = "Het bereik is vergeleken met het gemiddelde van de gemeente: 17 %."
OWN_FTE = "De fte is vergeleken met het gemiddelde van de gemeente: 648 kinderen per fte."
USERS_REACH = "Het bereik is vergeleken met uw norm: 25 %."
NO_LAW = "Een landelijke norm bestaat niet; u kunt zelf een norm invullen."
NO_NORM = ["Voor het bereik en de fte is er geen gemiddelde om mee te vergelijken."]
NO_BEREIK = "Met een bestand over het bereik ziet u hier ook hoeveel kinderen het kinderwerk bereikt."


@pytest.mark.parametrize(
    ("options", "sentences"),
    [
        ({}, [OWN_REACH, OWN_FTE, NO_LAW]),
        ({"norm": Norm(500, 0.25)}, [USERS_REACH, "De fte is vergeleken met uw norm: 500 kinderen per fte."]),
        ({"norm": QUARTER}, [USERS_REACH, OWN_FTE, NO_LAW]),
        ({"reached": (UNKNOWN, 1, 1), "fte": (0, 0, 0)}, [*NO_NORM, NO_LAW]),
        ({"reached": None}, [NO_BEREIK]),
    ],
)
def test_norm_sentence(options, sentences):
    assert norm_sentence(monitor_of(**options)) == " ".join(sentences)


@pytest.mark.parametrize(("norm", "what"), [(None, "het gemiddelde"), (Norm(500, 0.2), "de norm")])
def test_a_gap_is_named_after_what_it_is_measured_against(norm, what):
    monitor = monitor_of(norm=norm)
    assert label_of(monitor, "gap_children_count") == f"Nog te bereiken tot {what}"
    assert label_of(monitor, "gap_fte") == f"Fte erbij tot {what}"
    assert label_of(monitor, "reach_share") == "Bereik"
    assert f"Nog te bereiken tot {what}" in coverage_lines(monitor)[3]


# --- one wijk ----------------------------------------------------------------------------------------


LIVE = "In Wijk 01 Proef wonen ongeveer 480 kinderen van 4 t/m 12 jaar."
WORK = "Er is 0,5 fte kinderwerk."


@pytest.mark.parametrize(
    ("options", "sentences"),
    [
        ({}, [LIVE, "Het kinderwerk bereikt er 66, dat is 14 %.", WORK]),
        (
            {"reached": (0, 120, 90), "fte": (0, 1, 1)},
            [LIVE, "Het kinderwerk bereikt er geen kinderen.", "Er is geen kinderwerker."],
        ),
        (
            {"reached": (3, 120, 90)},
            [LIVE, "Het bereik is verborgen: het is een klein aantal, of het zou een klein aantal verraden.", WORK],
        ),
        (
            {"reached": (UNKNOWN, 120, 90), "fte": (UNKNOWN, 1, 1)},
            [LIVE, "Hoeveel kinderen het kinderwerk er bereikt, is niet bekend."],
        ),
        (
            {"place": "locatie"},
            [LIVE, "Het bereik is geteld op de locatie en niet in de wijk waar het kind woont.", WORK],
        ),
        ({"reached": None}, [LIVE]),
        (
            {"children": (45, 900, 1000)},
            [LIVE.replace("480", "27"), "Het kinderwerk bereikt er 66.", WORK],
        ),
        (
            {"children": (0, 900, 1000), "reached": None},
            ["In Wijk 01 Proef wonen bijna geen kinderen van 4 t/m 12 jaar."],
        ),
        ({"children": (UNKNOWN, 900, 1000)}, ["Van Wijk 01 Proef is het aantal kinderen in 2024 niet bekend."]),
    ],
)
def test_wijk_headline(options, sentences):
    assert plain(wijk_headline(monitor_of(**options), FIRST)) == " ".join(sentences)


@pytest.mark.parametrize(
    ("age_range", "words"), [("4-11", "kinderen van 4 tot 12 jaar"), ("4-12", "kinderen van 4 t/m 12 jaar")]
)
def test_the_two_age_ranges_are_never_written_alike(example_library, age_range, words):
    monitor = build_monitor(example_library, "GM9001", 2024, age_range)
    assert words in headline(monitor)
    assert words in wijk_headline(monitor, "WK900101")


@pytest.mark.parametrize(
    ("name", "low", "high", "words"),
    [
        ("reach_share", 0.17, 0.2, "17 tot 20 %"),
        ("children_count", 2453, 2742, "2.450 tot 2.740"),
        ("gap_fte", 0.82, 1.13, "0,8 tot 1,1"),
        ("gap_fte", 0.81, 0.84, ""),
        ("children_count", 412, 412, ""),
    ],
)
def test_an_interval_in_words(name, low, high, words):
    cells = {end: Figure(value, Status.KNOWN) for end, value in zip(INTERVALS[name], (low, high), strict=True)}
    assert format_interval(name, cells | {name: Figure((low + high) / 2, Status.KNOWN)}) == words


@pytest.mark.parametrize("figure", [Figure(60, Status.KNOWN), Figure(math.nan, Status.SUPPRESSED)])
def test_what_has_no_interval_says_none(figure):
    assert format_interval("reached_count", {"reached_count": figure}) == ""
    if not figure.known:
        assert format_interval("reach_share", {"reach_share": figure}) == ""


# --- text instead of a picture -----------------------------------------------------------------------


def test_a_map_in_words_names_lowest_highest_and_who_has_no_figure():
    monitor = monitor_of((66, UNKNOWN, 90, 120), (1, 1, 0, 1), children=(800, 900, 1000, 30))
    text = describe_figure(monitor, "reach_share")
    assert text.startswith("Bereik per wijk in Verzonnendam, 2024. Van de wijken met een cijfer het laagst in Wijk 01")
    assert text.endswith("Wijk 03 Proef (15 %). Onbekend: Wijk 02 Proef. Te weinig kinderen: Wijk 04 Proef.")
    assert "Geen kinderwerker: Wijk 03 Proef." in describe_figure(monitor, "children_per_fte")


def test_a_map_with_one_figure_has_no_lowest_and_highest():
    text = describe_figure(monitor_of((UNKNOWN, 120, UNKNOWN)), "reached_count")
    assert "Alleen bekend van Wijk 02 Proef (120 kinderen)." in text
    assert "laagst" not in text


@pytest.mark.parametrize(("wijken", "words"), [(5, "Wijk 05 Proef."), (6, "Wijk 05 Proef en nog 1."), (9, "en nog 4.")])
def test_at_most_five_wijken_without_a_figure_are_named(wijken, words):
    monitor = monitor_of((UNKNOWN,) * wijken, (1,) * wijken, children=(800,) * wijken)
    assert describe_figure(monitor, "reached_count").endswith(words)


def test_a_wijk_with_more_children_reached_than_live_there_is_no_end_of_a_title():
    assert figure_finding(monitor_of((700, 120, 90)), "reach_share") == (
        "Bereik: van 15 % in Wijk 03 Proef tot 22 % in Wijk 02 Proef; Wijk 01 Proef boven 100 %"
    )
    assert figure_finding(monitor_of((700, UNKNOWN, UNKNOWN)), "reach_share") == "Bereik: 146 % in Wijk 01 Proef"


def test_what_a_gap_is_stands_under_its_column_with_what_it_is_measured_against():
    assert gap_words(monitor_of()).startswith(
        "Nog te bereiken tot het gemiddelde: zo veel kinderen bereikt het kinderwerk er"
    )
    assert "uw norm komt" in gap_words(monitor_of(norm=Norm(500, 0.2)))
    assert gap_words(monitor_of(None)) == ""


def test_above_100_is_explained_beside_the_chart_and_only_there():
    monitor = monitor_of((700, 120, 90))
    assert over_hundred_sentence(monitor, "reach_share").startswith("Wijk 01 Proef 146 %: meer kinderen bereikt dan er")
    assert over_hundred_sentence(monitor, "children_count") == ""
    assert over_hundred_sentence(monitor_of(), "reach_share") == ""


def test_of_a_long_list_it_is_said_which_wijken_stand_there_and_how_many_have_nothing():
    assert spread_sentence(monitor_of((0, 120, 0)), "reach_share", 2).endswith("In 2 wijken is het 0 %.")
    assert spread_sentence(monitor_of(), "reach_share", 2).endswith("“Kijk hier het eerst”.")


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        ((66, 120, 90), "Bereikte kinderen: van 66 kinderen in Wijk 01 Proef tot 120 kinderen in Wijk 02 Proef"),
        ((0, 120, 0), "Bereikte kinderen: van 0 kinderen in 2 wijken tot 120 kinderen in Wijk 02 Proef"),
        ((90, 90, 90), "Bereikte kinderen: 90 kinderen in 3 wijken"),
        ((UNKNOWN, 120, UNKNOWN), "Bereikte kinderen: 120 kinderen in Wijk 02 Proef"),
        ((4, 4, 4), "Bereikte kinderen: van geen enkele wijk is er een cijfer"),
        (None, "Bereikte kinderen: van geen enkele wijk is er een cijfer"),
    ],
)
def test_the_title_of_a_chart_is_what_it_shows(reached, words):
    assert figure_finding(monitor_of(reached), "reached_count") == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("reach_share", "Bereik per wijk in Verzonnendam, in procenten van de kinderen die er wonen, 2024"),
        (
            "gap_fte",
            (
                "Fte erbij tot het gemiddelde per wijk in Verzonnendam, aantal fte, vergeleken met het gemiddelde "
                "aantal kinderen per fte, 2024"
            ),
        ),
    ],
)
def test_the_subtitle_says_what_unit_and_year(figure, words):
    assert figure_subtitle(monitor_of(), figure) == words


def test_the_subtitle_says_when_some_wijken_have_no_figure():
    subtitle = figure_subtitle(monitor_of((UNKNOWN, 120, 90)), "reach_share")
    assert ", van de wijken met een cijfer, in procenten" in subtitle


@pytest.mark.parametrize(
    ("wijk", "years", "words"),
    [
        ("WK900103", [2020, 2021, 2022], "14 % in 2020, 19 % in 2022"),
        ("WK900108", [2020, 2021, 2022, 2023, 2024], "5,4 % in 2022, 7,2 % in 2024"),
        ("WK900103", [2022, 2024], "22 % in 2024"),
        ("WK900113", [2023, 2024], "van geen enkel jaar is er een cijfer"),
    ],
    ids=["een lijn", "vanaf de breuk", "na een gat", "verborgen"],
)
def test_the_title_of_a_line_is_its_newest_unbroken_stretch(example_monitor, wijk, years, words):
    points, _ = build_series(wijk, "reach_share", years, example_monitor)
    assert series_finding("Wijk", "reach_share", points) == f"Bereik in Wijk: {words}"


def test_a_line_in_words_says_every_year_and_why_it_stops(example_library, example_monitor):
    points, reasons = build_series("WK900108", "reach_share", [2020, 2021, 2022, 2024], example_monitor)
    assert describe_series("Nieuw-Rietdrecht", "reach_share", points, reasons) == (
        "Bereik in Nieuw-Rietdrecht door de jaren. 2020: 0 %, 2021: verborgen, 2022: 5,4 %, 2024: 7,2 %. "
        "De lijn stopt voor 2022: de grens van de wijk is veranderd. "
        "De lijn stopt voor 2024: er zijn geen cijfers van 2023."
    )


def test_the_table_in_lines_has_a_row_per_wijk_and_one_for_the_gemeente_and_all_sources():
    monitor = monitor_of((3, 120, 90))
    lines = coverage_lines(monitor)
    assert [line.split("  ")[0] for line in lines[4:8]] == [*monitor.names.values(), "Verzonnendam"]
    assert lines[4].count("verborgen") == 3
    assert "Wijk 01 Proef: klein aantal: verborgen, zodat niemand te herkennen is." in lines
    assert sum(line.startswith("Bron: ") for line in lines) == 4


def test_that_there_is_no_norm_is_said_once_and_not_for_every_wijk():
    lines = coverage_lines(monitor_of((UNKNOWN, 120, 90), (UNKNOWN, 1, 1)))
    assert sum("is er geen gemiddelde om mee te vergelijken" in line for line in lines) == 1
    assert any(line.startswith("Wijk 01 Proef: het bereik is niet opgegeven") for line in lines)
    assert not any(line.startswith("Wijk 02 Proef:") for line in lines)


# --- what holds for every sentence -------------------------------------------------------------------

_SITUATIONS = [
    {"reached": reached, "fte": fte, "norm": norm}
    for reached, fte, norm in product(
        (None, (66, 120, 90), (0, 0, 0), (3, 120, 90), (4, 4, 4), (UNKNOWN, 120, 90), (900, 120, 90)),
        ((0.5, 1, 1), (0, 0, 0), (UNKNOWN, 1, 1)),
        (None, Norm(500, 0.25)),
    )
]


@pytest.fixture(scope="module")
def monitors(example_monitor):
    invented = [monitor_of(**situation) for situation in _SITUATIONS]
    return [*invented, monitor_of(place="locatie"), *(example_monitor(year) for year in range(2020, 2025))]


def test_no_sentence_judges_or_promises(monitors):
    texts = [text for monitor in monitors for text in said_of(monitor)]
    assert [text for text in [*texts, *FLAGS.values(), *SHORT_FLAGS.values()] if LOUD_WORDS.search(text)] == []
    assert LOUD_WORDS.search("Deze wijk presteert slecht"), "the search itself"


def test_no_sentence_shows_what_python_makes_of_a_missing_figure(monitors):
    odd = re.compile(r"\bnan\b|\binf\b|\bNone\b|<NA>|Status\.|\{|\}|  \.|\.\.|\(\)")
    texts = [text for monitor in monitors for text in said_of(monitor)]
    assert [text for text in texts if odd.search(text)] == []


def test_a_word_after_one_is_singular(monitors):
    plural = re.compile(
        r"(?<![\d.,])1 (?:kinderen|wijken|kinderwerkers|rijen|jaren|bestanden|cijfers|cellen|gebieden)\b"
    )
    texts = [plain(text) for monitor in monitors for text in said_of(monitor)]
    assert [text for text in texts if plural.search(text)] == []


def test_one_of_everything_is_said_in_the_singular():
    monitor = monitor_of(
        (1,),
        (1.0,),
        children=(1,),
        bereik={"kinderwerkers_count": (1,)},
        norm=Norm(children_per_fte=1, reach_share=0.01),
        threshold=0,
    )
    said = " ".join(plain(text) for text in said_of(monitor))
    assert re.findall(r"(?<![\d.,])1 (?!van|op)\w+en\b", said) == []
    assert "uw norm: 1 kind per fte" in said


@pytest.mark.parametrize("name", ["Wijk **5**", "Wijk *05*", "_W_ `x` [a](b) ~~c~~ # 1 $x$ :red[y] <b>&amp;</b> | \\"])
def test_a_name_is_never_emphasis(name):
    monitor = monitor_of(names=[name, "West", "Zuid"], gemeente_name=name)
    for sentence in (headline(monitor), wijk_headline(monitor, FIRST)):
        heavy = [text for text, is_heavy in split_emphasis(sentence) if is_heavy]
        assert heavy
        assert all(re.fullmatch(r"[\d.,]+(\s%)?", text) for text in heavy)
        assert f"In {name} " in plain(sentence)


@pytest.mark.parametrize("reached", [(937, 1200, 1500), (937, 944, 1500), (937, 944, 951)])
def test_no_digit_of_a_hidden_count_is_said_anywhere(reached):
    # Counts that stand out, made small by the threshold: 937 can be nothing else.
    monitor = monitor_of(
        reached, children=(8000, 9000, 10000), bereik={"visits_count": (9371, 12000, 15000)}, threshold=1000
    )
    shares = [count / monitor.age_share.value / n for count, n in zip(reached, (8000, 9000, 10000), strict=True)]
    said = " ".join(said_of(monitor))
    hidden = [code for code in WIJKEN if not monitor.coverage.cells[code]["reached_count"].known]
    assert FIRST in hidden
    for count, code, share in zip(reached, WIJKEN, shares, strict=True):
        if code in hidden:
            assert str(count) not in said.replace(".", "")
            assert f"{share * 100:.1f}".replace(".", ",") not in said
    assert "9.371" not in said


def test_every_flag_has_words(monitors):
    flags = {
        flag
        for monitor in monitors
        for flags in (*monitor.coverage.flags.values(), monitor.coverage.total_flags)
        for flag in flags
    }
    assert flags <= FLAGS.keys()
    assert len(flags) > 12
    assert SHORT_FLAGS.keys() <= FLAGS.keys()


def test_every_interval_belongs_to_a_figure_with_a_label():
    assert INTERVALS.keys() <= INDICATORS.keys()
