"""Names beside points: whole, and none over another name, point or line."""

import pytest

from kinderwerk_stats.charts.labels import (
    SMALLEST,
    Spot,
    boxes_of,
    is_free,
    place_names,
    place_off,
    words_on_line,
    wrap_name,
)

SIZE = (400.0, 300.0)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Oost", "Oost"),
        ("Oude Haven en Kade", "Oude Haven<br>en Kade"),
        ("Nieuwendammerdijk/Buiksloterdijk", "Nieuwendammerdijk/<br>Buiksloterdijk"),
        ("A & B", "A &amp; B"),
    ],
)
def test_a_name_is_broken_between_words_and_never_cut(name, lines):
    assert wrap_name(name, 12) == lines


def test_a_name_stands_above_its_point_where_there_is_room():
    assert place_names([Spot(200, 150, 5, "Oost")], [], SIZE) == {0: "top center"}


def test_a_name_at_the_upper_edge_stands_below():
    assert place_names([Spot(200, 295, 5, "Oost")], [], SIZE) == {0: "bottom center"}


def test_no_name_covers_another_point():
    (position,) = place_names([Spot(200, 150, 5, "Oost")], [Spot(200, 165, 8)], SIZE).values()
    assert position != "top center"


def test_no_name_covers_a_point_that_moves_away_from_its_own_on_a_wider_screen():
    others = [Spot(205, 166, 3), Spot(220, 150, 3), Spot(180, 150, 3)]
    assert place_names([Spot(200, 150, 5, "Oost")], others, SIZE, lines=[134.0]) == {0: "top left"}


def test_no_name_crosses_a_line():
    (position,) = place_names([Spot(200, 150, 5, "Oost")], [], SIZE, lines=[165.0]).values()
    assert position != "top center"


def test_of_two_names_in_one_place_the_most_important_stands():
    spots = [Spot(200, 150, 5, "x" * 20), *(Spot(200 + step, 150 + step, 30, "") for step in (0, 1))]
    crowd = [Spot(x, y, 30) for x in range(0, 401, 40) for y in range(0, 301, 40)]
    assert place_names(spots[:1], crowd, SIZE) == {}
    placed = place_names([Spot(200, 150, 5, "Oost"), Spot(202, 152, 5, "West")], [], SIZE)
    assert placed[0] != placed.get(1)


def test_words_in_a_corner_are_left_out_where_a_point_stands():
    assert is_free((400, 0), (14, 2), [Spot(100, 100, 10)])
    assert not is_free((400, 0), (14, 2), [Spot(390, 10, 10)])
    assert not is_free((400, 300), (14, -2), [Spot(390, 290, 10)])


@pytest.mark.parametrize("wider", [1.0, 1.5, 2.0, 3.6])
def test_a_name_without_room_beside_its_point_stands_off_it_and_covers_nothing_on_any_screen(wider):
    crowd = [Spot(x, y, 12) for x in range(10, 281, 30) for y in range(10, 131, 30)]
    spots = [Spot(100, 100, 12, "Laakkwartier"), Spot(190, 100, 12, "Oost")]
    assert place_names(spots, crowd, SIZE) == {}
    off = place_off(spots, {}, crowd, SIZE, lines=[200.0])
    assert set(off) == {0, 1}
    moved = [Spot(spot.x * wider, spot.y, spot.radius, spot.name) for spot in (*spots, *crowd)]
    boxes = boxes_of(moved, {}, off)
    assert not boxes[0].overlaps(boxes[1])
    for box in boxes:
        assert not any(
            box.left < spot.x + spot.radius and spot.x - spot.radius < box.right
            and box.bottom < spot.y + spot.radius and spot.y - spot.radius < box.top
            for spot in moved
        )  # fmt: skip
        assert box.top <= 199 or box.bottom >= 201
        assert box.left >= 0 and box.top <= SIZE[1]


def test_words_in_a_corner_are_left_out_where_a_name_stands():
    names = boxes_of([Spot(380, 20, 4, "Oost")], {0: "middle left"}, {})
    assert not is_free((400, 0), (14, 2), [], names)


@pytest.mark.parametrize("share", [0, 0.05, 0.1, 0.4, 0.6, 0.9, 1])
@pytest.mark.parametrize("right", [72, 104])
def test_the_words_of_a_line_are_whole_at_400_percent(share, right):
    note = words_on_line(3, share, "gemiddelde van de wijken 22 %", right, "#000000")
    wide, at = max(map(len, note["text"].split("<br>"))) * 7, share * (SMALLEST - right)
    left = at - {"left": 0, "center": wide / 2, "right": wide}[note["xanchor"]]
    assert left >= 0 and left + wide <= SMALLEST
    assert note["text"].replace("<br>", " ") == "gemiddelde van de wijken 22 %"
