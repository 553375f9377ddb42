"""Pieces of page: everything that comes from a file is escaped, and the limits of the design hold."""

import pytest

from kinderwerk_stats.text.key_figures import KeyFigure
from kinderwerk_stats.ui.html_tables import PaperRow, build_paper_chart
from kinderwerk_stats.ui.markup import (
    Card,
    build_cards,
    build_headline,
    build_key_figures,
    build_notice,
    build_source_line,
)

EVIL = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    "html",
    [
        build_headline([(f"In {EVIL} wonen ", False), ("12", True)], title=EVIL),
        build_headline([("In ", False), (EVIL, True)]),
        build_key_figures([KeyFigure(EVIL, EVIL, EVIL, EVIL, EVIL)]),
        build_cards([Card(EVIL, EVIL, EVIL, EVIL, EVIL)], title=EVIL),
        build_notice(EVIL, strong=EVIL),
        build_source_line(EVIL),
        build_paper_chart([PaperRow(EVIL, EVIL, bar=0.5)], axis=EVIL, reference=0.3, reference_label=EVIL),
    ],
    ids=["headline", "strong part", "key figures", "cards", "notice", "source", "paper"],
)
def test_nothing_from_outside_becomes_markup(html):
    assert "<img" not in html
    assert 'onerror="' not in html
    assert "&lt;img src=x" in html


def test_the_numbers_of_a_headline_are_set_heavier_each_where_it_stands():
    html = build_headline([("In Wijk 12 wonen ", False), ("12", True), (" kinderen.", False)])
    # "Wijk 12" may part, what is counted stays with its number.
    html = html.replace("\N{NO-BREAK SPACE}", "_")
    assert html == '<h1 class="kw-kop">In Wijk 12_wonen <strong>12</strong>_kinderen.</h1>'


def test_four_key_figures_are_the_most():
    figure = KeyFigure("Bereik", "17 %")
    assert build_key_figures([figure] * 4).count("<dt>") == 4
    with pytest.raises(ValueError, match="at most four"):
        build_key_figures([figure] * 5)


def test_a_key_figure_leaves_out_the_lines_it_does_not_have():
    html = build_key_figures([KeyFigure("Bereik", "17 %")])
    assert html.count("<dd") == 1
    assert build_key_figures([KeyFigure("Bereik", "17 %", "", "16 tot 18 %", "geschat")]).count("<dd") == 3


@pytest.mark.parametrize(("value", "in_words"), [("geen kinderwerker", True), ("17 %", False), ("1 op de 6", False)])
def test_a_figure_in_words_is_set_smaller(value, in_words):
    assert ("kw-woorden" in build_key_figures([KeyFigure("Kinderen per fte", value)])) is in_words


def test_links_of_cards_say_where_they_go():
    html = build_cards(
        [Card("Overvecht", "12 %", "Geen kinderwerker", "./wijk?wijk=WK034403&jaar=2024")], title="Eerst"
    )
    assert 'href="./wijk?wijk=WK034403&amp;jaar=2024"' in html
    assert 'Overvecht<span class="kw-alleen-horen">: Bekijk deze wijk</span></a></h3>' in html


def test_on_paper_a_wijk_without_a_figure_has_words_and_no_mark():
    rows = [PaperRow("Oost", "33 %", bar=1.0, margin=(0.9, 1.0)), PaperRow("West", "onderdrukt")]
    html = build_paper_chart(rows, axis="Bereik (%)", reference=0.5, reference_label="gemeente 17 %")
    known, hidden = html.split("<tr ")[1:]
    assert 'class="kw-staaf" style="width: 100.0%"' in known and 'style="left: 90.0%; width: 10.0%"' in known
    assert "<i" not in hidden and "onderdrukt" in hidden
    assert "--lijn: 50.0%" in html and "gemeente 17" in html
