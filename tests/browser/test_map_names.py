"""Names on the map of the screen, drawn by its own script: with all of up to 110 wijken named, none touches another."""

import base64
import json

import pytest

from kinderwerk_stats.sources.geometry.map_shapes import build_map_shapes
from kinderwerk_stats.sources.geometry.reader import cut_gemeente, read_shapes
from kinderwerk_stats.ui.components.wijk_map import _HTML
from kinderwerk_stats.ui.routes import ASSETS
from tests.map_builders import touching

_DRAW = """async ({ script, html, css, data, body, width }) => {
    window.fetch = async () => new Response(body);
    document.body.innerHTML = `<style>${css}</style><div id="kaart" style="width: ${width}px">${html}</div>`;
    const parentElement = document.getElementById("kaart");
    const component = await import("data:text/javascript;base64," + script);
    component.default({ data, parentElement, setTriggerValue: () => {} });
    while (!parentElement.hasAttribute("data-klaar")) await new Promise(requestAnimationFrame);
    return [...document.querySelectorAll(".namen text")].map((text) => {
        const { left, top, right, bottom } = text.getBoundingClientRect();
        return [text.textContent, [left, top, right, bottom]];
    });
}"""


def drawn_names(page, shapes, names, width, selected=None):
    """Return the names that the script draws, each with its box on screen."""
    body = {"width": shapes.width, "height": shapes.height, "paths": shapes.paths, "labels": shapes.labels}
    areas = [{"wijk_code": code, "name": names[code], "fill": 2, "tooltip": [], "label": True} for code in shapes.paths]
    data = {
        "shapes_url": "/vormen", "areas": areas, "legend": [], "around_norm": False,
        "legend_title": "", "legend_note": "", "alt": "", "selected": selected,
    }  # fmt: skip
    script = base64.b64encode((ASSETS / "wijk_map.js").read_bytes()).decode()
    css = (ASSETS / "wijk_map.css").read_text("utf-8")
    return page.evaluate(
        _DRAW, {"script": script, "html": _HTML, "css": css, "data": data, "body": json.dumps(body), "width": width}
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


@pytest.mark.parametrize("gemeente", ["voorbeeld", "GM0344", "GM0518", "GM0363"])
def test_no_name_touches_another_and_the_chosen_one_is_there(page, maps, gemeente):
    shapes, names = maps[gemeente]
    chosen = list(shapes.paths)[-1]
    for width in (700, 340):
        drawn = drawn_names(page, shapes, names, width, selected=chosen)
        assert len(drawn) >= 3
        assert drawn[0][0].replace(" ", "") == names[chosen].replace(" ", "")
        assert not touching(tuple(sides) for _, sides in drawn)
