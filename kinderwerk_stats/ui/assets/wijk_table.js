// The table of wijken: a real <table>, sorted in the browser. Data comes from components/wijk_table.py.

// Of more rows than this the first few stand there, and the chosen one; the rest behind a button, and on paper.
const LONG = 18;
const LONG_ON_PHONE = 10;
const FIRST = 8;
const phone = window.matchMedia("(max-width: 640px)");

const instances = new WeakMap();
const dutch = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

// A number and its sign stay on one line.
const together = (text) => text.replace(/ (?=%)/g, "\u00a0");

function make(name, attributes = {}, text = undefined) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

class WijkTable {
  constructor(parent) {
    this.scroller = parent.querySelector(".rol");
    this.table = this.scroller.querySelector("table");
    this.said = parent.querySelector(".gemeld");
    this.choose = () => {};
    this.tellSorted = () => {};
    this.swipe = parent.querySelector(".veeg");
    this.more = parent.querySelector(".meer");
    this.more.addEventListener("click", () => {
      this.whole = !this.whole;
      this.shorten();
    });
    this.why = parent.querySelector(".waarom");
    this.columns = parent.querySelector(".kolommen");
    this.columns.addEventListener("click", () => {
      this.wide = !this.wide;
      this.fitColumns();
    });
    this.resized = new ResizeObserver(() => {
      if (this.scroller.clientWidth !== this.fitted) this.fitColumns();
      else this.markOverflow();
    });
    this.resized.observe(this.scroller);
    this.scroller.addEventListener("scroll", () => this.markOverflow(), { passive: true });
    this.table.addEventListener("click", (event) => {
      const { code, column } = event.target.closest("button")?.dataset ?? {};
      if (code) this.choose(code);
      else if (column) this.sortBy(column);
    });
  }

  update(data) {
    const given = JSON.stringify(data);
    if (given === this.given) return;
    this.given = given;
    this.data = data;
    this.first = data.first;
    const order = JSON.stringify(data.sort);
    if (order !== this.order) this.sorted = data.sort && { ...data.sort };
    this.order = order;
    this.draw();
  }

  draw() {
    const focused = this.table.getRootNode().activeElement?.dataset ?? {};
    const { columns, rows, total, caption, selected } = this.data;
    const head = make("thead");
    const titles = make("tr");
    columns.forEach((column, place) => titles.append(this.header(column, place)));
    head.append(titles);
    const body = make("tbody");
    this.rows = rows.map((row) => {
      const line = make("tr", row.code === selected ? { class: "gekozen", "aria-current": "true" } : {});
      row.cells.forEach((cell, place) => line.append(this.cell(columns[place], cell, place, row.code)));
      return { row, line };
    });
    this.body = body;
    const parts = [make("caption", {}, caption), head, body];
    if (total) {
      const foot = make("tfoot");
      const line = make("tr");
      total.forEach((cell, place) => line.append(this.cell(columns[place], cell, place)));
      foot.append(line);
      parts.push(foot);
    }
    this.table.replaceChildren(...parts);
    this.scroller.setAttribute("aria-label", caption);
    this.arrange();
    if (focused.code) this.table.querySelector(`button[data-code="${CSS.escape(focused.code)}"]`)?.focus();
    if (focused.column) this.table.querySelector(`button[data-column="${CSS.escape(focused.column)}"]`)?.focus();
  }

  header(column, place) {
    const cell = make("th", { scope: "col", class: column.align });
    if (!place) cell.classList.add("vast");
    const button = make("button", { type: "button", "data-column": column.name });
    const words = [make("span", { class: "kop" }, together(column.header)), make("span", { class: "pijl", "aria-hidden": "true" })];
    button.append(...(column.align === "rechts" ? words.reverse() : words));
    if (column.unit) button.append(" ", make("span", { class: "eenheid" }, column.unit));
    cell.append(button);
    return cell;
  }

  cell(column, cell, place, code) {
    const element = make(place ? "td" : "th", { class: column.align });
    if (!place) {
      element.scope = "row";
      element.classList.add("vast");
    }
    if (cell.muted) element.classList.add("geen");
    if (!place && code) element.append(make("button", { type: "button", "data-code": code }, cell.text));
    else element.append(make("span", {}, cell.text));
    if (cell.note) element.append(make("span", { class: "noot" }, together(cell.note)));
    return element;
  }

  sortBy(column) {
    const { numeric } = this.data.columns.find(({ name }) => name === column);
    const again = this.sorted?.column === column;
    // Names from a, figures from high.
    this.sorted = { column, descending: again ? !this.sorted.descending : numeric };
    this.first = [];
    this.arrange();
    this.order = JSON.stringify(this.sorted);
    this.tellSorted(`${column}-${this.sorted.descending ? "aflopend" : "oplopend"}`);
    const { header } = this.data.columns.find(({ name }) => name === column);
    this.said.textContent = `Gesorteerd op ${header}, ${this.sorted.descending ? "aflopend" : "oplopend"}.`;
  }

  // What has no figure stands last, whichever way the rest runs.
  arrange() {
    const place = this.data.columns.findIndex(({ name }) => name === this.sorted?.column);
    const sign = this.sorted?.descending ? -1 : 1;
    const order = [...this.rows];
    if (place >= 0) {
      order.sort((one, other) => {
        const [a, b] = [one.row.cells[place].sort, other.row.cells[place].sort];
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * (typeof a === "number" && typeof b === "number" ? a - b : dutch.compare(a, b));
      });
    }
    this.body.replaceChildren(...order.map(({ line }) => line));
    this.shorten();
    this.table.querySelectorAll("thead th").forEach((cell, number) => {
      if (number === place) cell.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  }

  shorten() {
    const long = this.rows.length > (phone.matches ? LONG_ON_PHONE : LONG);
    const chosen = this.first.length > 0;
    const first = new Set(chosen ? this.rows.filter(({ row }) => this.first.includes(row.code)).map(({ line }) => line) : []);
    [...this.body.rows].forEach((line, place) => {
      const stays = (chosen ? first.has(line) : place < FIRST) || line.hasAttribute("aria-current");
      line.classList.toggle("rest", long && !this.whole && !stays);
    });
    this.why.hidden = !chosen || !long || Boolean(this.whole);
    this.why.textContent = this.data.first_note;
    this.more.hidden = !long;
    this.more.textContent = this.whole ? "Toon minder wijken" : `Toon alle ${this.rows.length} wijken`;
    this.more.setAttribute("aria-expanded", String(Boolean(this.whole)));
    this.fitColumns();
  }

  // Whole columns only: the last ones that do not fit stand behind a button, never the name or what is sorted by.
  fitColumns() {
    this.fitted = this.scroller.clientWidth;
    if (!this.data || !this.fitted) return;
    const hidden = new Set();
    const show = () => {
      for (const { cells } of this.table.rows)
        [...cells].forEach((cell, place) => cell.classList.toggle("weg", hidden.has(place)));
    };
    show();
    this.scroller.classList.add("krap");
    const fits = () => this.scroller.scrollWidth <= this.scroller.clientWidth + 1;
    const whole = fits();
    for (let place = this.data.columns.length - 1; place && !this.wide && !fits(); place -= 1) {
      if (this.data.columns[place].name === this.sorted?.column) continue;
      hidden.add(place);
      show();
    }
    // A margin on one line where the columns that stay leave room for it: rows of two lines, not of three.
    this.scroller.classList.remove("krap");
    if (!fits()) this.scroller.classList.add("krap");
    this.columns.hidden = whole;
    this.columns.textContent = hidden.size ? `Toon alle ${this.data.columns.length} kolommen` : "Toon minder kolommen";
    this.columns.setAttribute("aria-expanded", String(!hidden.size));
    this.markOverflow();
  }

  // Only what really scrolls is a stop for the keyboard.
  markOverflow() {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight, scrollLeft } = this.scroller;
    const scrolls = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    this.scroller.tabIndex = scrolls ? 0 : -1;
    this.swipe.hidden = scrollWidth <= clientWidth + 1;
    this.scroller.classList.toggle("verschoven", scrollLeft > 0);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let table = instances.get(parentElement);
  if (!table) {
    table = new WijkTable(parentElement);
    instances.set(parentElement, table);
  }
  table.choose = (code) => setTriggerValue("gekozen", code);
  table.tellSorted = (order) => setTriggerValue("gesorteerd", order);
  table.update(data);
  (parentElement.host ?? parentElement).setAttribute("data-klaar", "");
  return () => {
    table.resized.disconnect();
    instances.delete(parentElement);
  };
}
