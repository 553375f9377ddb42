// The map of wijken: SVG, one tab stop, arrow keys, no library. Data comes from components/wijk_map.py.

const SVG = "http://www.w3.org/2000/svg";
const HATCHED = ["geen_gegevens", "onderdrukt", "te_weinig", "geen_kinderwerker"];
const LABEL_PX = 14;
const FAILED = "De kaart kan nu niet worden getoond. Laad de pagina opnieuw. De tabel heeft dezelfde cijfers.";

const instances = new WeakMap();
const shapesByUrl = new Map();

function loadShapes(url) {
  if (!shapesByUrl.has(url)) {
    const answer = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`no shapes: ${response.status}`);
      return response.json();
    });
    answer.catch(() => shapesByUrl.delete(url));
    shapesByUrl.set(url, answer);
  }
  return shapesByUrl.get(url);
}

function svgElement(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const fillName = (fill) => (HATCHED.includes(fill) ? fill : `klasse-${fill}`);

class WijkMap {
  constructor(parent) {
    this.root = parent.querySelector(".kaart");
    this.svg = this.root.querySelector("svg");
    this.tip = this.root.querySelector(".tip");
    this.failure = this.root.querySelector(".storing");
    this.legend = this.root.querySelector(".legenda");
    this.host = parent.host ?? parent;
    this.paths = new Map();
    this.choose = () => {};
    this.strip = 0;
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.svg);
    this.listen();
  }

  update(data) {
    this.data = data;
    this.areas = new Map(data.areas.map((area) => [area.wijk_code, area]));
    this.paint();
    this.drawLegend();
    setAttribute(this.svg, "aria-label", data.alt);
    this.host.toggleAttribute("data-klaar", this.url === data.shapes_url);
    if (this.url === data.shapes_url) {
      this.colour();
      return;
    }
    const url = data.shapes_url;
    loadShapes(url).then(
      (shapes) => {
        if (this.data.shapes_url !== url || this.url === url) return;
        this.url = url;
        this.draw(shapes);
        this.colour();
        this.host.setAttribute("data-klaar", "");
      },
      () => {
        if (this.data.shapes_url !== url) return;
        this.failure.textContent = FAILED;
        this.root.classList.add("mislukt");
        this.host.setAttribute("data-klaar", "");
      },
    );
  }

  // Take the five classes from the theme, so that light and dark follow by themselves.
  paint() {
    this.root.classList.toggle("rond-norm", this.data.around_norm);
    const scale = getComputedStyle(this.host).getPropertyValue("--st-chart-sequential-colors").split(",");
    const step = scale.length / 5;
    for (let fill = 0; fill < 5; fill += 1) {
      this.root.style.setProperty(`--klasse-${fill}`, (scale[Math.floor(fill * step)] ?? "").trim());
    }
  }

  draw(shapes) {
    this.shapes = shapes;
    this.root.classList.remove("mislukt");
    const hadFocus = this.root.getRootNode().activeElement?.dataset?.code;
    this.paths.clear();
    this.svg.replaceChildren();
    this.reserve(0);
    this.patterns = HATCHED.map((name) => this.hatch(name));
    const definitions = svgElement("defs");
    definitions.append(...this.patterns);
    const wijken = svgElement("g", { class: "wijken" });
    for (const code of this.order(shapes)) {
      const path = svgElement("path", { d: shapes.paths[code], "data-code": code, "aria-hidden": "true" });
      this.paths.set(code, path);
      wijken.append(path);
    }
    wijken.append(svgElement("path", { class: "grens", d: Object.values(shapes.paths).join("") }));
    this.lines = {};
    const lines = svgElement("g", { class: "lijnen", "aria-hidden": "true" });
    for (const name of ["gekozen", "aangewezen", "focus"]) {
      this.lines[name] = [svgElement("path", { class: "licht" }), svgElement("path", { class: name })];
      lines.append(...this.lines[name]);
    }
    this.labels = svgElement("g", { class: "namen", "aria-hidden": "true" });
    this.svg.append(definitions, wijken, lines, this.labels);
    if (hadFocus) this.paths.get(hadFocus)?.focus();
  }

  // As in the data, then what has a shape and no figure.
  order(shapes) {
    const known = [...this.areas.keys()].filter((code) => code in shapes.paths);
    return [...known, ...Object.keys(shapes.paths).filter((code) => !this.areas.has(code))];
  }

  hatch(name) {
    const pattern = svgElement("pattern", { id: name, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    pattern.append(svgElement("rect", { class: "grond", width: 8, height: 8 }));
    const lines = {
      geen_gegevens: ["M-2 2 2-2M0 8 8 0M6 10 10 6"],
      onderdrukt: ["M-2 2 2-2M0 8 8 0M6 10 10 6", "M-2 6 2 10M0 0 8 8M6-2 10 2"],
      te_weinig: ["M2 2h.01M6 6h.01"],
      geen_kinderwerker: ["M-2 6 2 10M0 0 8 8M6-2 10 2"],
    }[name];
    for (const d of lines) pattern.append(svgElement("path", { class: "streep", d }));
    return pattern;
  }

  colour() {
    const codes = [...this.paths.keys()].filter((code) => this.areas.has(code));
    const tabStop = codes.includes(this.current) ? this.current : codes.includes(this.data.selected) ? this.data.selected : codes[0];
    for (const [code, path] of this.paths) {
      const area = this.areas.get(code);
      const name = fillName(area?.fill ?? "geen_gegevens");
      setAttribute(path, "class", name);
      if (HATCHED.includes(name)) setAttribute(path, "fill", `url(#${name})`);
      else path.removeAttribute("fill");
      if (!area) continue;
      path.removeAttribute("aria-hidden");
      setAttribute(path, "role", "button");
      setAttribute(path, "aria-label", [area.name, ...area.tooltip].join(", "));
      setAttribute(path, "tabindex", code === tabStop ? "0" : "-1");
      if (code === this.data.selected) setAttribute(path, "aria-current", "true");
      else path.removeAttribute("aria-current");
    }
    this.outline("gekozen", this.data.selected);
    this.fit();
    if (this.shown) this.showTip(this.shown);
  }

  outline(name, code) {
    const d = this.shapes?.paths[code] ?? "";
    for (const line of this.lines?.[name] ?? []) setAttribute(line, "d", d);
  }

  // Text and hatches keep their size on screen, whatever the size of the map.
  fit() {
    if (!this.shapes || !this.svg.clientWidth) return;
    for (let most = 3; most; most -= 1) {
      const { width, height } = this.size();
      const scale = Math.max(width / this.svg.clientWidth, height / this.svg.clientHeight);
      for (const pattern of this.patterns) setAttribute(pattern, "patternTransform", `scale(${scale})`);
      if (this.drawLabels(scale, most === 1)) break;
      this.reserve(this.strip + 3 * LABEL_PX * scale);
    }
  }

  size() {
    return { width: this.shapes.width, height: this.shapes.height + this.strip };
  }

  // Paper under the gemeente, for names that have no room in their wijk or beside the gemeente.
  reserve(strip) {
    this.strip = strip;
    const { width, height } = this.size();
    setAttribute(this.svg, "viewBox", `0 0 ${width} ${height}`);
    this.svg.style.aspectRatio = `${width} / ${height}`;
  }

  // The chosen wijk and those that the page is about carry their name; return whether all of these had room.
  drawLabels(scale, last) {
    const selected = this.data.selected;
    const wanted = this.data.areas.filter(
      ({ label, wijk_code }) => (label || wijk_code === selected) && this.shapes.labels[wijk_code],
    );
    wanted.sort((one, other) => (other.wijk_code === selected) - (one.wijk_code === selected));
    const drawn = JSON.stringify([scale, this.strip, wanted.map((area) => [area.wijk_code, area.name])]);
    if (drawn === this.drawnLabels && this.labels.childElementCount) return true;
    this.drawnLabels = drawn;
    this.labels.replaceChildren();
    const taken = [];
    const outside = [];
    for (const area of wanted) {
      const text = svgElement("text", { "font-size": LABEL_PX * scale, "stroke-width": 4 * scale });
      this.labels.append(text);
      const place = this.placeInside(text, area, scale, taken);
      if (place) taken.push(put(text, place));
      else outside.push([text, area]);
    }
    return outside.map(([text, area]) => this.placeOutside(text, area, scale, taken, last)).every(Boolean);
  }

  // Inside its own wijk a name covers no neighbour; a narrow wijk has it over more lines, or on one.
  placeInside(text, area, scale, taken) {
    const path = this.paths.get(area.wijk_code);
    const bounds = path.getBBox();
    for (const letters of [LINE_LETTERS, Infinity, 0]) {
      const box = write(text, area.name, letters, scale);
      const found = placesIn(bounds, box, this.shapes.labels[area.wijk_code], 3 * scale).find(
        (place) =>
          isFree(place, taken, 4 * scale) && everyPoint(place, 3 * scale, (point) => path.isPointInFill(point)),
      );
      if (found) return { ...found, box };
    }
    return undefined;
  }

  // Where that has no room, on the paper beside the gemeente, with a line to its wijk; return whether there was room.
  // That line crosses no other name, unless this is the last try.
  placeOutside(text, area, scale, taken, last) {
    const box = write(text, area.name, LINE_LETTERS, scale);
    const middle = this.shapes.labels[area.wijk_code];
    const [width, height] = [this.svg.clientWidth * scale, this.svg.clientHeight * scale];
    const whole = this.size();
    const paper = { x: (whole.width - width) / 2, y: (whole.height - height) / 2, width, height };
    const wijken = [...this.paths.values()].map((path) => ({ path, ...boxOf(path.getBBox()) }));
    const onPaper = (place) => {
      const near = wijken.filter((wijk) => overlap(place, wijk, 0));
      return everyPoint(place, 3 * scale, (point) => !near.some(({ path }) => path.isPointInFill(point)));
    };
    const free = placesIn(paper, box, middle, 8 * scale).filter((place) => isFree(place, taken, 4 * scale));
    const crossesNone = (place) => lineTo(place, middle, scale).every((step) => isFree(step, taken, 0));
    const found = free.find((place) => crossesNone(place) && onPaper(place)) ?? (last && free.find(onPaper));
    if (!found) {
      text.remove();
      return false;
    }
    const line = lineTo(found, middle, scale);
    taken.push(put(text, { ...found, box }), ...line);
    const d = `M${line[0].left} ${line[0].top}L${middle.join(" ")}`;
    const end = svgElement("circle", { class: "wijzer", cx: middle[0], cy: middle[1], r: 2.5 * scale });
    this.labels.prepend(svgElement("path", { class: "licht", d }), svgElement("path", { class: "wijzer", d }), end);
    return true;
  }

  drawLegend() {
    const drawn = JSON.stringify([this.data.legend, this.data.legend_title, this.data.legend_note]);
    if (drawn === this.drawnLegend) return;
    this.drawnLegend = drawn;
    this.legend.replaceChildren();
    const title = document.createElement("p");
    title.textContent = this.data.legend_title;
    title.hidden = !this.data.legend_title;
    const lists = document.createElement("div");
    for (const hatched of [false, true]) {
      const items = this.data.legend.filter((item) => HATCHED.includes(item.fill) === hatched);
      const list = document.createElement("ul");
      list.append(...items.map((item) => this.legendLine(item)));
      if (items.length) lists.append(list);
    }
    const note = document.createElement("p");
    note.className = "noot";
    note.textContent = this.data.legend_note;
    note.hidden = !this.data.legend_note;
    this.legend.append(title, lists, note);
  }

  legendLine(item) {
    const row = document.createElement("li");
    const name = fillName(item.fill);
    const swatch = svgElement("svg", { class: "staal", viewBox: "0 0 24 16", "aria-hidden": "true" });
    const box = svgElement("rect", { class: name, x: 0.5, y: 0.5, width: 23, height: 15 });
    if (HATCHED.includes(name)) {
      const pattern = this.hatch(name);
      pattern.id = `legenda-${name}`;
      swatch.append(pattern);
      box.setAttribute("fill", `url(#legenda-${name})`);
    }
    swatch.append(box);
    const text = document.createElement("span");
    text.textContent = item.text;
    row.append(swatch, text);
    if (item.count !== null) {
      const count = document.createElement("span");
      count.className = "aantal";
      count.textContent = item.count === 1 ? "1 wijk" : `${item.count} wijken`;
      row.append(count);
    }
    return row;
  }

  // --- pointer and keyboard ---------------------------------------------------------------------------

  listen() {
    const codeOf = (event) => {
      const code = event.target?.dataset?.code;
      return this.areas?.has(code) ? code : undefined;
    };
    this.svg.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") this.point(codeOf(event), event);
    });
    this.svg.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.point(undefined);
    });
    this.svg.addEventListener("pointerdown", (event) => {
      this.touched = event.pointerType === "touch" ? codeOf(event) : undefined;
    });
    this.svg.addEventListener("click", (event) => {
      const code = codeOf(event);
      if (!code) return;
      // A finger cannot hover: the first tap tells, the second chooses.
      const firstTap = this.touched === code && this.tapped !== code;
      this.tapped = code;
      this.touched = undefined;
      if (firstTap) this.point(code, event, "Tik nog een keer om deze wijk te openen.");
      else this.choose(code);
    });
    this.svg.addEventListener("focusin", (event) => {
      const code = codeOf(event);
      if (!code) return;
      this.rove(code);
      if (!event.target.matches(":focus-visible")) return;
      this.outline("focus", code);
      this.showTip({ code });
    });
    this.svg.addEventListener("focusout", () => {
      this.outline("focus", undefined);
      this.showTip(undefined);
    });
    this.svg.addEventListener("keydown", (event) => this.onKey(event));
  }

  point(code, event, hint) {
    this.outline("aangewezen", code);
    this.svg.classList.toggle("wijst", Boolean(code));
    this.showTip(code && { code, x: event.clientX, y: event.clientY, hint });
  }

  rove(code) {
    if (this.current !== undefined) this.paths.get(this.current)?.setAttribute("tabindex", "-1");
    for (const path of this.paths.values()) if (path.getAttribute("tabindex") === "0") path.setAttribute("tabindex", "-1");
    this.current = code;
    this.paths.get(code).setAttribute("tabindex", "0");
  }

  onKey(event) {
    const code = event.target?.dataset?.code;
    if (!this.areas?.has(code) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.choose(code);
      return;
    }
    if (event.key === "Escape") {
      this.showTip(undefined);
      return;
    }
    const next = this.nextCode(code, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.paths.get(next)?.focus();
  }

  nextCode(code, key) {
    const codes = [...this.paths.keys()].filter((other) => this.areas.has(other));
    const place = codes.indexOf(code);
    const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    if (direction) return nearest(this.shapes.labels, codes, code, direction) ?? code;
    if (key === "Home") return codes[0];
    if (key === "End") return codes.at(-1);
    if (key === "PageDown") return codes[(place + 1) % codes.length];
    if (key === "PageUp") return codes[(place + codes.length - 1) % codes.length];
    if (key.length !== 1) return undefined;
    const rest = [...codes.slice(place + 1), ...codes.slice(0, place + 1)];
    return rest.find((other) => this.areas.get(other).name.replace(/^wijk \d+ /i, "").toLowerCase().startsWith(key.toLowerCase()));
  }

  showTip(shown) {
    this.shown = shown;
    const area = shown && this.areas.get(shown.code);
    this.tip.hidden = !area;
    if (!area) return;
    const name = document.createElement("strong");
    name.textContent = area.name;
    const lines = [...area.tooltip, ...(shown.hint ? [shown.hint] : [])].map((line) => {
      const span = document.createElement("span");
      span.textContent = line;
      return span;
    });
    this.tip.replaceChildren(name, ...lines);
    this.placeTip(shown);
  }

  placeTip(shown) {
    const frame = this.tip.parentElement.getBoundingClientRect();
    let { x, y } = shown;
    if (x === undefined) {
      const box = this.paths.get(shown.code).getBoundingClientRect();
      x = box.left + box.width / 2;
      y = box.top + Math.min(box.height / 2, 8);
    }
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const left = Math.min(Math.max(x - frame.left - width / 2, 0), Math.max(frame.width - width, 0));
    const above = y - frame.top - height - 16;
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${above >= 0 ? above : y - frame.top + 20}px`;
  }
}

// The closest label in a quarter turn to each side of the direction; what lies straight ahead counts as closer.
function nearest(labels, codes, from, [dx, dy]) {
  let best;
  let least = Infinity;
  for (const code of codes) {
    if (code === from || !labels[code]) continue;
    const x = labels[code][0] - labels[from][0];
    const y = labels[code][1] - labels[from][1];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > ahead) continue;
    const distance = ahead + aside;
    if (distance < least) [best, least] = [code, distance];
  }
  return best;
}

// Lines of about so many letters, whole words only; with 0 each part of Nieuw-Rietdrecht has a line too.
const LINE_LETTERS = 16;
const PARTS = / |(?<=\p{L}{3}[-\/])(?=\p{L}{3})/u;

function wrap(name, letters) {
  const lines = [];
  for (const word of name.split(letters ? " " : PARTS)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < letters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// Write a name on lines of at most so many letters, and return the room that it takes.
function write(text, name, letters, scale) {
  const spans = wrap(name, letters).map((line, number) => {
    const span = svgElement("tspan", { x: 0, dy: number ? "1.15em" : "0" });
    span.textContent = line;
    return span;
  });
  text.replaceChildren(...spans);
  const { x, y, width, height } = text.getBBox();
  return { x: x - 2 * scale, y, width: width + 4 * scale, height };
}

// Move a name to its place, and return that.
function put(text, { left, top, width, height, box }) {
  text.setAttribute("transform", `translate(${left - box.x} ${top - box.y})`);
  return { left, top, width, height };
}

const boxOf = ({ x, y, width, height }) => ({ left: x, top: y, width, height });

const overlap = (one, other, apart) =>
  one.left < other.left + other.width + apart &&
  other.left < one.left + one.width + apart &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

const isFree = (place, taken, apart) => !taken.some((other) => overlap(place, other, apart));

// Every place for a box within bounds, a step apart, the nearest to a point first.
function placesIn(bounds, { width, height }, [x, y], step) {
  const found = [];
  for (let left = bounds.x; left + width <= bounds.x + bounds.width; left += step)
    for (let top = bounds.y; top + height <= bounds.y + bounds.height; top += step)
      found.push({ left, top, width, height, far: Math.hypot(left + width / 2 - x, top + height / 2 - y) });
  return found.sort((one, other) => one.far - other.far);
}

// Whether all points of a box pass a test, its corners first, then those no further apart than a step.
function everyPoint({ left, top, width, height }, step, test) {
  const passes = (across, down) => test(new DOMPoint(left + width * across, top + height * down));
  if (!(passes(0, 0) && passes(1, 0) && passes(0, 1) && passes(1, 1))) return false;
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  for (let row = 0; row <= rows; row += 1)
    for (let column = 0; column <= columns; column += 1) if (!passes(column / columns, row / rows)) return false;
  return true;
}

// The steps of a line from the edge of a box to a point, each a box without size.
function lineTo({ left, top, width, height }, [x, y], scale) {
  const from = [Math.min(Math.max(x, left), left + width), Math.min(Math.max(y, top), top + height)];
  const steps = Math.max(Math.ceil(Math.hypot(x - from[0], y - from[1]) / (6 * scale)), 1);
  return Array.from({ length: steps + 1 }, (_, step) => ({
    left: from[0] + ((x - from[0]) * step) / steps,
    top: from[1] + ((y - from[1]) * step) / steps,
    width: 0,
    height: 0,
  }));
}

export default function ({ data, parentElement, setTriggerValue }) {
  let map = instances.get(parentElement);
  if (!map) {
    map = new WijkMap(parentElement);
    instances.set(parentElement, map);
  }
  map.choose = (code) => setTriggerValue("gekozen", code);
  map.update(data);
  return () => {
    map.resized.disconnect();
    instances.delete(parentElement);
  };
}
