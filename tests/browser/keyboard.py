"""Going through a page by keyboard only: where the focus is, what it is called, whether it is seen."""

import re
from typing import TypedDict

from playwright.sync_api import Page

from tests.browser.app import wait_until_ready

# More stops than this no page has: then the focus goes round in a part of it.
MOST_STOPS = 250


class Stop(TypedDict):
    """Where the focus is: which element, its name, its kind and aim, and what is wrong with how it is seen."""

    number: int
    name: str
    kind: str
    aim: str
    faults: list[str]


# A box that is drawn for a hidden field, such as that of a checkbox, is its label.
_LOOK = """() => {
  const kw = (window.kw ??= { seen: [], before: null });
  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const lookOf = (node) => {
    const whole = node.closest("label") ?? node;
    const parts = [whole, ...whole.querySelectorAll("*")].slice(0, 12);
    for (let up = node, n = 0; up && n < 5; up = above(up), n += 1) parts.push(up);
    const line = node.ownerSVGElement?.querySelector("path.focus")?.getAttribute("d");
    return JSON.stringify([line, parts.map((part) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, textDecorationLine } =
        getComputedStyle(part);
      return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor,
        backgroundColor, textDecorationLine];
    })]);
  };
  let now = document.activeElement;
  while (now?.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
  if (now === document.body) now = null;
  const faults = [];
  // The cross and the tags of a list stand in its box, which keeps its look.
  const inOneBox = kw.before?.node.closest("[data-testid=stMultiSelect]")?.contains(now);
  if (kw.before?.node.isConnected && kw.before.node !== now && !inOneBox && kw.before.look === lookOf(kw.before.node))
    faults.push(`${kw.before.name}: the focus is not seen`);
  if (!now) {
    kw.before = null;
    return { number: -1, name: "", kind: "", aim: "", faults };
  }
  const ids = (now.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const pointed = ids.map((id) => now.getRootNode().getElementById(id)?.textContent ?? "").join(" ").trim();
  // An icon is a word in a font of its own, hidden for who hears the page.
  const textOf = (part) => [...(part?.childNodes ?? [])].map((node) => node.nodeType === Node.TEXT_NODE ? node.data
    : node.dataset?.testid === "stIconMaterial" ? "" : textOf(node)).join("");
  const named = now.tagName === "MAIN" ? "main" : now.getAttribute("aria-label") || pointed ||
    textOf(now.labels?.[0]) || textOf(now) || now.title || now.alt || "";
  const name = named.replace(/\\s+/g, " ").trim();
  const box = (now.closest("label") ?? now).getBoundingClientRect();
  const isFrame = now.tagName === "IFRAME";
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
  const isThere = ([across, down]) => {
    let hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    const whole = now.closest("label") ?? now;
    for (let up = hit; up; up = above(up)) if (up === whole) return true;
    for (let up = whole; up; up = above(up)) if (up === hit) return true;
    return false;
  };
  if (!isFrame && !points.some(isThere)) faults.push(`${name}: covered or off the screen`);
  if (!name && !isFrame) faults.push(`a ${now.tagName} without a name: ${now.outerHTML.slice(0, 120)}`);
  if (now.tabIndex > 0) faults.push(`${name}: has a place of its own in the order`);
  let number = kw.seen.indexOf(now);
  if (number < 0) number = kw.seen.push(now) - 1;
  kw.before = isFrame ? null : { node: now, name, look: lookOf(now) };
  const kind = now.getAttribute("role") ?? now.tagName.toLowerCase();
  return { number, name, kind, aim: now.getAttribute("href") ?? "", faults };
}"""
# The line around what has the focus, or around its box: width, colour and the ground it lies on.
_RING = """() => {
  const two = (part) => (+part).toString(16).padStart(2, "0");
  const hex = (colour) => "#" + colour.match(/[\\d.]+/g).slice(0, 3).map(two).join("");
  for (let up = document.activeElement, n = 0; up && n < 2; up = up.parentElement, n += 1) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(up);
    if (outlineStyle === "none" || !outlineColor.startsWith("rgb(")) continue;
    let ground = up.parentElement;
    while (/, 0\\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    return [parseFloat(outlineWidth), hex(outlineColor), hex(getComputedStyle(ground).backgroundColor)];
  }
  return null;
}"""
# A click before makes the browser begin there.
_FROM_THE_TOP = """() => {
  window.kw = undefined;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
# Without it the look of what was left still moves to what it becomes.
_AT_ONCE = "* { transition: none !important; animation: none !important; }"


def stop_of(page: Page) -> Stop:
    """Return where the focus is; number -1 is nowhere."""
    found: Stop = page.evaluate(_LOOK)
    return found


def ring_of(page: Page) -> tuple[float, str, str] | None:
    """Return how wide the line around what has the focus is, its colour and its ground; None where there is none."""
    found: tuple[float, str, str] | None = page.evaluate(_RING)
    return found


def walk(page: Page) -> tuple[list[Stop], list[str]]:
    """Press Tab until the focus is back where it began; return every stop once, and what is wrong on the way."""
    page.add_style_tag(content=_AT_ONCE)
    page.evaluate(_FROM_THE_TOP)
    stops: list[Stop] = []
    faults: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = stop_of(page)
        faults += stop["faults"]
        if stop["number"] < 0 or (stops and stop["number"] == 0):
            return stops, faults
        if stops and stop["number"] == stops[-1]["number"]:
            # A frame, or a field with parts, keeps the focus while Tab goes through it.
            continue
        if stop["number"] < len(stops):
            return stops, [*faults, f"from {stops[-1]['name']} back to {stop['name']}: no way on"]
        stops.append(stop)
    return stops, [*faults, "the focus never comes to an end"]


def tab_to(page: Page, name: str, key: str = "Tab") -> Stop:
    """Press Tab until what has the focus is called so (a pattern)."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = stop_of(page)
        if re.search(name, stop["name"]):
            return stop
    raise AssertionError(f"the keyboard does not reach {name}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go on to what is called so, press a key there, and wait until the page is drawn again."""
    tab_to(page, name)
    page.keyboard.press(key)
    wait_until_ready(page)


def type_in(page: Page, name: str, text: str, key: str = "Tab") -> None:
    """Go on, or with Shift+Tab back, to a field; put a text in place of what it holds, and leave it."""
    tab_to(page, name, key)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    wait_until_ready(page)
