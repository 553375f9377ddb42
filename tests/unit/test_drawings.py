"""Pictures as SVG: every word and value in them, nothing of a name read as markup, hidden and missing drawn apart."""

import re
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring

from kinderwerk_stats.exports.drawings.frame import INVENTED, Frame
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.model.palette import DARK, LIGHT, PALETTES
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.story.slides import (
    Bar,
    BarsPicture,
    MapPicture,
    MarksPicture,
    StepsPicture,
    TablePicture,
    WijkPicture,
    YearPoint,
    YearsPicture,
)
from tests.pictures import EVIL, LONG, absent, pictures

KINDS = tuple(pictures())
SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"screen": (1600, 900, 32), "a4": (246, 196, 8.5), "a3": (500, 256, 13), "narrow": (160, None, 12)}


def draw(picture, *, palette=LIGHT, width=800, height=None, size=16, alt="", frame=None):
    return draw_picture(picture, palette=palette, width=width, height=height, type_size=size, alt=alt, frame=frame)


def shapes(svg, tag):
    return list(fromstring(svg).iter(SVG + tag))


def words(svg):
    """Return all words drawn, with spaces of any kind and ends of lines left out: lines break anywhere."""
    return "".join("".join(element.itertext()) for element in shapes(svg, "text")).replace(" ", "").replace("\xa0", "")


def squeezed(text):
    return "".join(text.split())


def texts_of(picture):
    """Return every text of a picture that is to be read, in it."""
    match picture:
        case BarsPicture():
            return [picture.axis, picture.reference_label, *(t for bar in picture.bars for t in (bar.label, bar.text))]
        case YearsPicture():
            breaks = [reason for _, reason in picture.breaks]
            return [picture.axis, *(t for p in picture.points for t in (str(p.year), p.text)), *breaks]
        case MapPicture():
            # A name that has no room beside the chosen one is left out.
            named = [area.name for area in picture.areas if area.chosen]
            return [picture.axis, *named, *picture.legend, *(text for _, text in picture.absent_legend)]
        case WijkPicture():
            said = [t for each in picture.figures for t in (each.value, each.label, each.interval, each.note)]
            return [*texts_of(picture.map), *said]
        case MarksPicture():
            return [t for group in picture.groups for t in (group.label, group.text)]
        case StepsPicture():
            return [picture.warning, *(t for s in picture.steps for t in (s.label, str(s.count), s.text))]
    return []


@pytest.mark.parametrize("where", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_in_the_picture_at_every_size(kind, where):
    width, height, size = SIZES[where]
    picture = pictures()[kind]
    drawn = words(draw(picture, width=width, height=height, size=size))
    for text in texts_of(picture):
        assert squeezed(text) in drawn, text
    if kind not in ("photo", "marks", "steps", "quote"):
        assert squeezed(LONG) in drawn or kind == "years" or (kind, where) == ("map", "narrow")


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("kind", KINDS)
def test_names_stay_words(kind, mode):
    frame = Frame(EVIL, EVIL, EVIL, EVIL, (EVIL,), invented=True)
    root = fromstring(draw(pictures(EVIL)[kind], palette=PALETTES[mode], alt=EVIL, frame=frame))
    allowed = {"svg", "g", "defs", "pattern", "title", "desc", "text", "rect", "path", "line", "circle", "image"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")]
    said = " ".join(EVIL.split())
    assert root.find(f"{SVG}title").text == root.find(f"{SVG}desc").text == said
    assert "".join(EVIL.split()) in "".join("".join(root.itertext()).split()).replace("\xa0", "")


def test_signs_that_xml_cannot_hold_are_left_out():
    svg = draw(pictures("Wijk\x00 \x0b\ud800\u202e\x1f 1")["bars"])
    assert squeezed("Wijk 1") in words(svg)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_outside_the_picture_is_asked_for(kind):
    svg = draw(pictures()[kind], frame=Frame("Titel"))
    links = re.findall(r'(?:href|src)="([^"]*)"', svg) + re.findall(r"url\(([^)]*)\)", svg)
    assert all(link.startswith(("#kw-", "data:image/jpeg;base64,")) for link in links)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_lies_inside_the_picture(kind):
    svg = draw(pictures()[kind], width=1600, height=900, size=32)
    root = fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    left, top, width, height = map(float, root.get("viewBox").split())
    assert (left, top, width) == (0, 0, 1600)
    assert height >= 900
    for element in root.iter(SVG + "rect"):
        if element.get("x"):
            assert -1 <= float(element.get("x")) <= 1600


def test_what_does_not_fit_gets_smaller_type_and_then_a_smaller_drawing():
    picture = pictures()["bars"]
    more = BarsPicture(picture.axis, "%", 0, picture.bars * 20, 0.27, "gemeente 27 %")
    sizes = {float(element.get("font-size")) for element in shapes(draw(picture, height=400), "text")}
    squeezed_in = draw(more, height=400)
    small = {float(element.get("font-size")) for element in shapes(squeezed_in, "text")}
    assert max(small) < max(sizes)
    assert float(fromstring(squeezed_in).get("viewBox").split()[3]) > 400
    assert len(shapes(squeezed_in, "text")) >= 160


def test_the_picture_is_named_and_described_and_two_of_them_share_no_id():
    one, other = (draw(pictures(name)["map"], alt=name, frame=Frame("Titel")) for name in ("Oost", "West"))
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
    root = fromstring(one)
    assert root.get("role") == "img"
    assert set(root.get("aria-labelledby").split()) <= ids[0]
    assert root.find(f"{SVG}desc").text == "Oost"
    assert set(re.findall(r"url\(#([^)]+)\)", one)) <= ids[0]


def test_the_frame_says_title_source_context_and_that_figures_are_invented():
    frame = Frame("Titel", "Ondertitel", "Let op dit", "Bron: CBS", ("Gemeente: Halmerdam",), invented=True)
    drawn = words(draw(pictures()["bars"], frame=frame))
    for text in ("Titel", "Ondertitel", "Let op dit", "Bron: CBS", "Gemeente: Halmerdam", INVENTED):
        assert squeezed(text) in drawn
    assert squeezed(INVENTED) not in words(draw(pictures()["bars"], frame=Frame("Titel")))


# --- what each kind shows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bars", "map", "wijk", "years"])
def test_hidden_is_hatched_in_another_way_than_missing(kind):
    picture = pictures()[kind]
    if kind == "years":
        points = (*picture.points, type(picture.points[0])(2024, absent(Status.UNKNOWN), "onbekend"))
        picture = YearsPicture(picture.axis, "%", 0, points)
    svg = draw(picture)
    patterns = {pattern.get("id").rsplit("-", 1)[1]: pattern for pattern in shapes(svg, "pattern")}
    assert set(patterns) == {"geen_gegevens", "onderdrukt"}
    strokes = {name: pattern.find(f"{SVG}path").get("d") for name, pattern in patterns.items()}
    assert strokes["geen_gegevens"] != strokes["onderdrukt"]
    for name in patterns:
        assert svg.count(f"-{name})") >= 1


def test_bars_are_as_long_as_their_figures_and_an_absent_one_has_none():
    svg = draw(pictures()["bars"])
    bars = [float(r.get("width")) for r in shapes(svg, "rect") if r.get("fill") in (LIGHT.accent, LIGHT.indicative)]
    assert len(bars) == 2
    assert bars[0] / bars[1] == pytest.approx(0.41 / 0.22, rel=0.01)


def test_bars_have_whiskers_from_low_to_high():
    svg = draw(pictures()["bars"])
    chosen = next(float(r.get("width")) for r in shapes(svg, "rect") if r.get("fill") == LIGHT.accent)
    start = next(float(r.get("x")) for r in shapes(svg, "rect") if r.get("fill") == LIGHT.accent)
    whisker = next(line for line in shapes(svg, "line") if line.get("stroke") == LIGHT.muted)
    low, high = (start + chosen * share / 0.41 for share in (0.38, 0.44))
    assert float(whisker.get("x1")) == pytest.approx(low, abs=0.2)
    assert float(whisker.get("x2")) == pytest.approx(high, abs=0.2)


def test_reach_over_100_percent_keeps_its_number_and_sets_no_scale():
    picture = pictures()["bars"]
    far = type(picture.bars[0])("Ver", type(picture.bars[0].figure)(3.5, Status.KNOWN), "350 %")
    svg = draw(BarsPicture("", "%", 0, (far, *picture.bars)))
    bars = [r for r in shapes(svg, "rect") if r.get("fill") in (LIGHT.accent, LIGHT.sequential[2])]
    widths = [float(bar.get("width")) for bar in bars]
    highest = max(bar.high or bar.figure.value for bar in picture.bars if bar.figure.known)
    assert widths[0] / widths[1] == pytest.approx(1.15 * highest / 0.41, rel=0.01)
    assert "350%" in words(svg)


def test_the_line_of_years_stops_at_an_absent_year_and_at_a_new_series():
    svg = draw(pictures()["years"])
    joined = [line for line in shapes(svg, "line") if line.get("stroke") == LIGHT.accent]
    assert len(joined) == 1
    assert len([line for line in shapes(svg, "line") if line.get("stroke-dasharray")]) == 1
    assert len(shapes(svg, "circle")) == 3


def test_the_words_of_a_year_stand_free_of_a_line_that_falls_steeply():
    points = tuple(YearPoint(year, Figure(value, Status.KNOWN), f"{value:.0f}") for year, value in
                   ((2021, 50.0), (2022, 10.0), (2023, 12.0)))  # fmt: skip
    svg = draw(YearsPicture("kinderen", "kinderen", 0, points))
    anchors = {words.text: words.get("text-anchor") for words in shapes(svg, "text")}
    assert (anchors["50"], anchors["10"], anchors["12"]) == ("middle", "middle", "middle")
    svg = draw(YearsPicture("kinderen", "kinderen", 0, (*points[:2], replace(points[2], figure=points[1].figure))))
    ten = [words for words in shapes(svg, "text") if words.text == "10"]
    assert [words.get("text-anchor", "start") for words in ten] == ["start"]


def test_marks_are_counted_to_one_scale_and_pale_where_it_is_not_certain():
    svg = draw(pictures()["marks"])
    paths = {path.get("stroke"): [] for path in shapes(svg, "path")}
    for path in shapes(svg, "path"):
        paths[path.get("stroke")].append(path.get("d").count("M"))
    assert paths == {LIGHT.accent: [300, 54], LIGHT.indicative: [75]}
    assert len({path.get("stroke-width") for path in shapes(svg, "path")}) == 1
    assert squeezed("Een kleine stip is 10 kinderen") in words(svg)


def test_every_step_fills_as_many_marks_as_it_counts():
    svg = draw(pictures()["steps"])
    filled = [circle for circle in shapes(svg, "circle") if circle.get("fill") == LIGHT.accent]
    assert (len(filled), len(shapes(svg, "circle"))) == (50 + 48 + 15, 150)


def test_steps_of_many_children_are_bars():
    steps = StepsPicture(tuple(type(s)(s.label, s.count * 10, s.text) for s in pictures()["steps"].steps), "")
    svg = draw(steps)
    assert not shapes(svg, "circle")
    bars = [float(r.get("width")) for r in shapes(svg, "rect") if r.get("fill") == LIGHT.accent]
    assert bars[2] / bars[0] == pytest.approx(0.3, rel=0.01)


def test_the_chosen_wijk_is_outlined_over_the_others():
    paths = shapes(draw(pictures()["map"]), "path")
    outline = [place for place, path in enumerate(paths) if path.get("stroke") == LIGHT.text]
    assert outline and outline[0] > max(
        place for place, path in enumerate(paths) if path.get("stroke") == LIGHT.background
    )
    assert {path.get("fill") for path in paths} >= {LIGHT.sequential[3]}


@pytest.mark.parametrize(("width", "height"), [(1480, 620), (400, 520)])
def test_the_figures_of_a_wijk_are_the_largest_words_beside_its_map_or_under_it(width, height):
    picture = pictures()["wijk"]
    svg = draw(picture, width=width, height=height, size=20)
    sizes = {words.text: float(words.get("font-size")) for words in shapes(svg, "text")}
    assert all(sizes[figure.value] > 1.9 * max(sizes[area.name] for area in picture.map.areas[:1])
               for figure in picture.figures)  # fmt: skip
    assert float(fromstring(svg).get("viewBox").split()[3]) == height
    assert squeezed("398 van de 1.200") in words(draw(WijkPicture(None, picture.figures)))


def test_a_short_table_and_a_short_quote_fill_the_room_they_have():
    for kind in ("table", "quote"):
        low, high = (
            [float(g.get("transform").split()[1].rstrip(")")) for g in shapes(draw(pictures()[kind], height=tall), "g")]
            for tall in (140, 300)
        )
        assert max(high) > max(low), kind


def test_pictures_of_nothing_are_empty():
    for picture in (
        BarsPicture("", "%", 0, ()),
        YearsPicture("", "%", 0, ()),
        MarksPicture((), 1),
        StepsPicture((), ""),
        MapPicture("", (), ()),
    ):
        assert fromstring(draw(picture)).tag == f"{SVG}svg"


def test_dark_pictures_use_the_dark_palette_only():
    svg = draw(pictures()["bars"], palette=DARK, frame=Frame("Titel"))
    colors = set(re.findall(r"#[0-9a-f]{6}", svg))
    dark = {color for value in vars(DARK).values() for color in (value if isinstance(value, tuple) else [value])}
    assert colors <= dark


def test_each_absence_has_a_hatch_of_its_own_and_few_children_the_lightest():
    states = (Status.NO_KINDERWERKER, Status.TOO_FEW_CHILDREN, Status.SUPPRESSED, Status.UNKNOWN)
    picture = replace(pictures()["map"], absent_legend=tuple((int(status), status.label) for status in states))
    patterns = {pattern.get("id").rsplit("-", 1)[1]: pattern for pattern in shapes(draw(picture), "pattern")}
    assert list(patterns) == ["geen_gegevens", "onderdrukt", "te_weinig", "geen_kinderwerker"]
    drawn = {name: pattern.find(f"{SVG}path").get("d") for name, pattern in patterns.items()}
    assert len(set(drawn.values())) == 4
    assert "h.01" in drawn["te_weinig"] and "L" not in drawn["te_weinig"]


def test_a_table_of_a_telephone_breaks_no_number():
    heads = ("", "fte nu", "erbij", "fte straks", "fte per 1.000 kinderen naar behoefte nu", "straks", "euro per jaar")
    row = ("Nieuw-Rietdrecht", "1,25", "+1,7", "2,95", "0,83", "1,95", "127.500 tot 136.000")
    picture = TablePicture(heads, (row,), (False, *(True for _ in heads[1:])))
    drawn = shapes(draw(picture, width=400, height=520, size=14), "text")
    said = {each.text for each in drawn}
    assert {"1,25", "+1,7", "2,95", "0,83", "1,95", "127.500", "136.000"} <= said | {
        word for line in said for word in line.split()
    }


def test_the_line_of_the_average_goes_through_no_label():
    bars = (Bar("A", Figure(0.10, Status.KNOWN), "10 %"), Bar("B", Figure(0.5, Status.KNOWN), "50 %"))
    picture = BarsPicture("", "%", 0, bars, reference=0.13, reference_label="gemiddelde")
    drawn = draw(picture, width=500, height=None)
    (dashed,) = [each for each in shapes(drawn, "line") if each.get("stroke-dasharray")]
    places = {each.text: float(each.get("x")) for each in shapes(drawn, "text")}
    assert places["10 %"] > float(dashed.get("x1"))
    without = draw(replace(picture, reference=None), width=500, height=None)
    assert next(float(e.get("x")) for e in shapes(without, "text") if e.text == "10 %") < places["10 %"]
