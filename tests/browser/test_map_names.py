"""Names on the map of the screen, drawn by its own script: inside their wijk, or beside the map with a line to it."""

import base64
import json

import pytest
import shapely

from kinderwerk_stats.sources.geometry.map_shapes import build_map_shapes
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, read_shapes
from kinderwerk_stats.ui.components.wijk_map import _HTML
from kinderwerk_stats.ui.routes import ASSETS
from tests.map_builders import parse_path, touching

# Of the 1,000 units of a map: what lies between two places at which the script looks.
_LITTLE = 5
# Draws the map once for every group of wijken to name. A name comes with the box that it takes on the map and, where
# it stands outside its wijk, with the ends of its line.
_DRAW = """async ({ script, html, css, each, body, width }) => {
    window.fetch = async () => new Response(body);
    document.body.innerHTML = `<style>${css}</style><div id="kaart" style="width: ${width}px">${html}</div>`;
    const parentElement = document.getElementById("kaart");
    const component = await import("data:text/javascript;base64," + script);
    const found = [];
    for (const data of each) {
        component.default({ data, parentElement, setTriggerValue: () => {} });
        while (!parentElement.hasAttribute("data-klaar")) await new Promise(requestAnimationFrame);
        const names = [...document.querySelectorAll(".namen text")].map((text) => {
            const { x, y, width, height } = text.getBBox();
            const { e, f } = text.transform.baseVal[0].matrix;
            return [text.textContent, [x + e, y + f, x + e + width, y + f + height]];
        });
        const lines = [...document.querySelectorAll(".namen path.wijzer")].map((line) =>
            [0, line.getTotalLength()].map((far) => line.getPointAtLength(far)).map(({ x, y }) => [x, y]));
        found.push([names, lines]);
    }
    return found;
}"""


def draw_names(page, shapes, names, width, groups):
    """Return per group (the chosen wijk first) the names that the script draws with their boxes, and the lines."""
    body = {"width": shapes.width, "height": shapes.height, "paths": shapes.paths, "labels": shapes.labels}
    each = [
        {
            "shapes_url": "/vormen", "legend": [], "around_norm": False, "legend_title": "", "legend_note": "",
            "alt": "",
            "areas": [{"wijk_code": code, "name": names[code], "fill": 2, "tooltip": [], "label": code in group[1:]}
                      for code in shapes.paths],
            "selected": group[0],
        }
        for group in groups
    ]  # fmt: skip
    script = base64.b64encode((ASSETS / "wijk_map.js").read_bytes()).decode()
    css = (ASSETS / "wijk_map.css").read_text("utf-8")
    return page.evaluate(
        _DRAW, {"script": script, "html": _HTML, "css": css, "each": each, "body": json.dumps(body), "width": width}
    )


@pytest.fixture(scope="module")
def maps(shared_dir, example_library):
    """Return the shapes of four gemeenten and the names of their wijken."""
    national = read_shapes(shared_dir / "cbs/wijken-2024-nederland.geojson").tables[0]
    tables = {code: cut_gemeente(national, code) for code in ("GM0344", "GM0518", "GM0363")}
    tables["voorbeeld"] = example_library.shapes[-1]
    return {
        name: (build_map_shapes(table), {code: str(said) for code, said in table.frame["name"].items()})
        for name, table in tables.items()
    }


@pytest.mark.parametrize("width", [700, 340])
@pytest.mark.parametrize("gemeente", ["voorbeeld", "GM0344", "GM0518", "GM0363"])
def test_a_name_lies_in_its_wijk_or_off_the_map_with_a_line_to_it(page, maps, gemeente, width):
    shapes, names = maps[gemeente]
    codes = list(shapes.paths)
    groups = [codes[start : start + 4] for start in range(0, len(codes), 4)]
    groups = groups[:: max(len(groups) // 6, 1)]
    land = {code: parse_path(path) for code, path in shapes.paths.items()}
    everything = shapely.union_all(list(land.values())).buffer(-_LITTLE)
    beside = 0
    for group, (drawn, lines) in zip(groups, draw_names(page, shapes, names, width, groups), strict=True):
        assert {words.replace(" ", "") for words, _ in drawn} == {names[code].replace(" ", "") for code in group}
        assert not touching(tuple(sides) for _, sides in drawn)
        ends = [[round(side, 1) for side in end] for _, end in lines]
        for words, sides in drawn:
            code = next(code for code in group if names[code].replace(" ", "") == words.replace(" ", ""))
            box = shapely.box(*sides)
            if not land[code].buffer(_LITTLE).contains(box):
                assert not box.intersects(everything)
                assert [round(side, 1) for side in shapes.labels[code]] in ends
                beside += 1
        assert len(lines) <= beside
    # On a telephone some wijken are narrower than their name.
    assert width > 340 or beside
