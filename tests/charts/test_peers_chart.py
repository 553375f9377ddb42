"""An area between its peers: where dots stand, what they say, and what does not fit."""

from kinderwerk_stats.charts.peers import PeerDot, PeerRow, build_peers_figure
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.palette import LIGHT

WOZ, HOMES = INDICATORS["woz_eur"], INDICATORS["housing_corporation_share"]
ROWS = [
    PeerRow(
        WOZ,
        [
            PeerDot("West & co", 0.5, 410_000),
            PeerDot("Noord", 7.0, 900_000),
            PeerDot("Oost", -0.4, 208_000, own=True),
        ],
    ),
    PeerRow(HOMES, [PeerDot("West & co", 0.2, 0.41), PeerDot("Oost", 1.1, 0.68, own=True)]),
]


def traces(rows=ROWS):
    figure = build_peers_figure(rows=rows, mode="light")
    return figure, {trace.name: trace for trace in figure.data}


def test_every_area_is_a_dot_in_every_figure():
    _, found = traces()
    assert list(found["vergelijkbaar"].x) == [0.5, 3.0, 0.2]
    assert list(found["hier"].x) == [-0.4, 1.1]


def test_the_chosen_area_has_the_accent_and_its_figures_beside_it():
    _, found = traces()
    assert found["hier"].marker.color == LIGHT.accent
    assert found["vergelijkbaar"].marker.color == LIGHT.border
    assert list(found["cijfer hier"].text) == ["€ 208.000", "68 %"]


def test_a_dot_names_area_and_figure_and_no_markup_of_a_name_is_read():
    _, found = traces()
    assert found["vergelijkbaar"].hovertext[0] == "<b>West &amp; co</b><br>Woningwaarde (WOZ): € 410.000"


def test_the_first_figure_stands_on_top():
    figure, _ = traces()
    assert figure.layout.yaxis.categoryarray[-1] == "Woningwaarde (WOZ)"
    assert list(figure.layout.xaxis.ticktext) == ["lager", "hoger"]


def test_more_figures_make_it_higher():
    assert traces(ROWS)[0].layout.height > traces(ROWS[:1])[0].layout.height
