// What Streamlit leaves to us: where the server is, an address without detours, and Dutch for its own words.

const base = new URL("..", document.currentScript.src);

// Otherwise a page such as /dekking first looks for the server under its own address.
window.__streamlit = { BACKEND_BASE_URL: base.href };

// Only what the user does is a step for the back button. What a page then adds to its own address is not:
// "/" becomes "/?gemeente=...", and going back from there must not end at "/" again.
const pushState = history.pushState.bind(history);
let acted = false;
// Plotly takes away what was pressed in a chart before the click is over, so no click is heard there.
for (const kind of ["pointerup", "click", "keydown"])
  window.addEventListener(kind, (event) => (acted ||= event.isTrusted), { capture: true });
history.pushState = (...step) => {
  if (acted) pushState(...step);
  else history.replaceState(...step);
  acted = false;
};

// A link inside our own HTML opens in the same session, as the links of the sidebar do.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-intern]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
});

// On a phone the menu lies over the page: who has chosen a page wants to see it.
const NARROW = matchMedia("(max-width: 768px)");
const PHONE = matchMedia("(max-width: 640px)");
document.addEventListener("click", (event) => {
  if (!NARROW.matches || !event.target.closest?.('[data-testid="stSidebar"] [data-testid="stPageLink"] a')) return;
  setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
});

// Streamlit sets the colour scheme on .stApp; on paper our style sets it back, so it is read beforehand.
let onScreen = "";
function readScheme() {
  const app = document.querySelector(".stApp");
  if (app && !matchMedia("print").matches) onScreen = getComputedStyle(app).colorScheme;
}

// Of A4 between its margins, in pixels of the page.
const PAPER_WIDTH = 688;
// A chart is drawn in pixels for the screen; with a viewBox it fits the paper. Paper is light, also of a dark screen.
function fitPaper() {
  document.documentElement.toggleAttribute("data-donker", onScreen === "dark");
  for (const chart of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    const layers = [...chart.querySelectorAll(".main-svg:not([viewBox])")];
    if (!layers.length) continue;
    const [width, height] = ["width", "height"].map((side) => Number(layers[0].getAttribute(side)));
    // What is made narrower keeps letters that can be read; names that grow out of it on the left take their room.
    const larger = Math.min(Math.max(width / PAPER_WIDTH, 1), 1.25);
    let out = 0;
    const texts = [...chart.querySelectorAll("text")];
    for (const text of texts) {
      text.dataset.maat = text.style.fontSize;
      text.style.fontSize = `${parseFloat(getComputedStyle(text).fontSize) * larger}px`;
    }
    // Words that would lie over others keep the letters for which their place was chosen.
    const meets = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const boxes = texts.map((text) => text.getBoundingClientRect());
    texts.forEach((text, place) => {
      if (boxes.some((box, other) => other !== place && box.width && meets(box, boxes[place]))) text.style.fontSize = text.dataset.maat;
      out = Math.min(out, text.getBoundingClientRect().left - chart.getBoundingClientRect().left);
    });
    for (const svg of layers) svg.setAttribute("viewBox", `${out} 0 ${width - out} ${height}`);
    chart.style.setProperty("--breedte", `${width - out}px`);
    chart.style.setProperty("--verhouding", `${width - out} / ${height}`);
  }
}

function leavePaper() {
  document.documentElement.removeAttribute("data-donker");
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg[viewBox]")) svg.removeAttribute("viewBox");
  for (const text of document.querySelectorAll(".js-plotly-plot text[data-maat]")) {
    text.style.fontSize = text.dataset.maat;
    delete text.dataset.maat;
  }
}

window.addEventListener("beforeprint", fitPaper);
window.addEventListener("afterprint", leavePaper);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? fitPaper() : leavePaper()));

const DUTCH = {
  "(required)": "(verplicht)",
  "Clear all": "Alles weghalen",
  "Clear entry": "Leegmaken",
  "Clear value": "Leegmaken",
  "Close": "Sluiten",
  "Close fullscreen": "Volledig scherm sluiten",
  "Collapse sidebar": "Menu verbergen",
  "Connection error": "Geen verbinding",
  "Copied": "Gekopieerd",
  "Copy to clipboard": "Kopieer deze tekst",
  "Expand sidebar": "Menu tonen",
  "Fullscreen": "Volledig scherm",
  "Link to heading": "Link naar deze kop",
  "No results": "Niets gevonden",
  "Open": "Openen",
  "Page not found": "Deze pagina is er niet",
  "Press Enter to apply": "Druk op Enter",
  "Running...": "Bezig",
  "Sidebar": "Pagina’s en keuzes",
  "Skip to main content": "Ga naar de inhoud",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Het dashboard antwoordt niet. Controleer uw verbinding, of vraag de beheerder of het nog draait.",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Daarom ziet u nu het overzicht.",
  "Try again": "Probeer opnieuw",
  "Upload": "Kies bestanden",
  "Add files": "Meer bestanden",
  "file upload": "Bestand kiezen",
  "Drag and drop files here": "of sleep ze hierheen",
  "Drag and drop a file here": "of sleep een bestand hierheen",
  "Remove file": "Haal weg",
  "Selected values": "Gekozen",
};
// Sentences with something in the middle: as Streamlit says them, and in Dutch.
const DUTCH_PATTERNS = [
  [/^(\d+)(?:\.0)?\s?MB per file$/, (_, size) => `Tot ${size} MB per bestand`],
  [/^(\d+)(?:\.0)?\s?MB per file • (.+)$/, (_, size, types) => `Tot ${size} MB per bestand: ${types.toLowerCase()}`],
  [/^File must be ([\d.]+)\s?MB or smaller\.?$/, (_, size) => `Dit bestand is te groot. Het mag hoogstens ${parseFloat(size)} MB zijn.`],
  [/^(.+) file upload$/, (_, label) => `${label}: kies bestanden`],
  [/^Remove (.+)$/, (_, label) => `Haal ${label} weg`],
  [/^You can only select up to (\d+) options?\. Remove an option first\.$/, (_, most) => `Hoogstens ${most}. Haal er eerst een weg.`],
  [/^Help for (.+)$/, (_, label) => `Uitleg bij ${label}`],
  [/^(.+) files are not allowed\.?$/, (_, type) => `Een bestand van de soort ${type} kan het dashboard niet lezen.`],
];

function inDutch(text) {
  const words = text?.trim();
  if (!words) return undefined;
  if (DUTCH[words]) return DUTCH[words];
  const found = DUTCH_PATTERNS.find(([pattern]) => pattern.test(words));
  return found && words.replace(...found);
}
const ATTRIBUTES = ["aria-label", "title", "placeholder"];

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const dutch = inDutch(node.data);
    if (dutch) node.data = dutch;
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    for (const name of ATTRIBUTES) {
      const dutch = inDutch(node.getAttribute(name));
      if (dutch) node.setAttribute(name, dutch);
    }
    for (const child of node.childNodes) translate(child);
  }
}

// Streamlit marks the link of this page with a colour only.
function markCurrentPage() {
  for (const link of document.querySelectorAll('[data-testid="stPageLink"] a')) {
    if (link.closest('[class*="st-key-pagina_nu"]')) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// The box in which many bars scroll has nothing in it that the keyboard can reach.
function openBarsToKeyboard() {
  for (const box of document.querySelectorAll(".st-key-balken")) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Grafiek, scrollen met de pijltjes");
  }
}

// Which files a button is for stands above it, and is not in its name.
function nameUploads() {
  for (const box of document.querySelectorAll('[data-testid="stFileUploader"]')) {
    const [label, button] = [box.querySelector("label"), box.querySelector('[data-testid="stFileUploaderDropzone"] button')];
    const words = [DUTCH["Upload"], DUTCH["Add files"]].find((each) => button?.textContent.trim().endsWith(each));
    const name = words && `${words}: ${label?.textContent.trim()}`;
    if (name && button.ariaLabel !== name) button.ariaLabel = name;
  }
}

// Who asked for less movement gets none that a script makes either: Streamlit lets an expander grow.
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, options) {
  const asked = typeof options === "number" ? { duration: options } : options;
  return animate.call(this, frames, CALM.matches ? { ...asked, duration: 1, delay: 0 } : options);
};

// What explains is closed on a phone, where a page is long; who opened or closed it finds it so.
function openWhereWide() {
  for (const part of document.querySelectorAll(".kw-vouw:not([data-gezien])")) {
    part.dataset.gezien = "";
    part.open = !PHONE.matches;
  }
}

// An error says of which fields it is (ui/markup.py); to who hears the page, those fields say it as well.
function tieErrors() {
  const fields = [...document.querySelectorAll("input, textarea")];
  const wrong = new Map();
  document.querySelectorAll(".kw-fout[data-veld]").forEach((error, place) => {
    error.id = `fout-${place}`;
    for (const label of error.dataset.veld.split("|")) {
      // Of two of that name it is the last one before the error.
      const isBefore = (field) => field.compareDocumentPosition(error) & Node.DOCUMENT_POSITION_FOLLOWING;
      const named = fields.filter((field) => (field.labels?.[0]?.textContent || field.ariaLabel || "").startsWith(label));
      const field = named.filter(isBefore).at(-1);
      if (field) wrong.set(field, error.id);
    }
  });
  for (const field of fields) {
    if (wrong.has(field)) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", wrong.get(field));
      field.dataset.fout = "";
    } else if ("fout" in field.dataset) {
      for (const name of ["aria-invalid", "aria-describedby", "data-fout"]) field.removeAttribute(name);
    }
  }
}

const fieldsOf = (part) =>
  [...part.querySelectorAll("input, textarea, button, a[href], summary")].filter((field) => !field.disabled && field.checkVisibility());

// What is pressed may be drawn anew elsewhere, as a part of a story that moves up: the keyboard goes along.
let held = { part: null, key: "" };
document.addEventListener("focusin", ({ target }) => {
  const key = [...(target.closest?.('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  held = { part: target, key };
});
function keepFocus() {
  if (document.activeElement !== document.body || !held.key || (held.part.isConnected && !held.part.disabled)) return;
  // At an end of the list it can go no further: then what stands beside it.
  let part = document.querySelector(`.${CSS.escape(held.key)}`);
  while (part && !fieldsOf(part).length) part = part.parentElement;
  if (part) fieldsOf(part)[0].focus({ preventScroll: true });
}

// A popover stands at the end of the page, far from its button. The keyboard goes in when it opens, and at an end of it
// back to the button, which closes it.
let popover = { body: null, opener: null };
function enterPopover() {
  const body = document.querySelector('[data-testid="stPopoverBody"]');
  if (body === popover.body) return;
  const opener = document.activeElement?.closest('[data-testid="stPopoverButton"]:focus-visible');
  popover = { body, opener };
  if (body && opener) fieldsOf(body)[0]?.focus();
}
document.addEventListener("keydown", (event) => {
  const { body, opener } = popover;
  if (event.key !== "Tab" || !opener?.isConnected || !body?.contains(event.target)) return;
  if (event.target !== fieldsOf(body).at(event.shiftKey ? 0 : -1)) return;
  event.preventDefault();
  opener.focus();
  opener.click();
});

// What a choice changed is said aloud, once the page is drawn: what was done, the name of another page, else the first
// sentence that is new. It is said in a part of the page that was there before its words, which every reader follows.
const voice = document.createElement("p");
voice.setAttribute("role", "status");
voice.className = "kw-alleen-horen";
document.addEventListener("DOMContentLoaded", () => document.body.append(voice));
let before;
function tellChange() {
  const wordsOf = (part) => document.querySelector(part)?.textContent.trim() ?? "";
  const now = [document.title, wordsOf("h1.kw-kop"), wordsOf(".kw-bevinding")];
  const done = [...document.querySelectorAll(".kw-gelukt:not([data-gezegd])")];
  for (const part of done) part.dataset.gezegd = "";
  const changed = before && now.find((words, place) => words !== before[place]);
  const said = [...done.map((part) => part.textContent.trim()), changed].filter(Boolean).join(" ");
  // Who went to another page by a wijk on the map is at its beginning, not nowhere.
  const heading = document.querySelector("h1.kw-kop");
  if (before && now[0] !== before[0] && document.activeElement === document.body && heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  before = now;
  if (said) voice.textContent = said;
}

// After a restart, or a night in which the computer slept, another window of the server answers: what only the first one
// had is gone, and the page still shows it. The page is asked for again, and what was lost is said.
let known = {};
let cutOff = false;
function tellLost() {
  const now = document.querySelector("[data-venster]")?.dataset;
  if (!now) return;
  if (known.kwijt && known.venster !== now.venster) {
    const notice = document.createElement("div");
    notice.className = "kw-kwijt";
    notice.setAttribute("role", "alert");
    const close = document.createElement("button");
    close.textContent = "Sluiten";
    close.addEventListener("click", () => notice.remove());
    notice.append(known.kwijt, close);
    // Not in the body: the colours are those of the app.
    document.querySelector('[data-testid="stApp"]').append(notice);
  } else if (cutOff && now.kwijt) {
    window.dispatchEvent(new PopStateEvent("popstate"));
  }
  cutOff = false;
  known = { ...now };
}

let marking = 0;
new MutationObserver((changes) => {
  cancelAnimationFrame(marking);
  marking = requestAnimationFrame(() => {
    markCurrentPage();
    openBarsToKeyboard();
    openWhereWide();
    nameUploads();
    tieErrors();
    readScheme();
  });
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(translate);
    else translate(target);
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ATTRIBUTES,
});

// One sign that the whole page is drawn: <html data-klaar>. Pictures and tests wait for it, never for a time.
const UNFINISHED = [
  '[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"])',
  '[data-testid="stSkeleton"]',
  '[data-testid="stPlotlyChart"]:not(:has(.main-svg))',
  // A map or a table of our own says so itself.
  '[data-testid^="stBidiComponent"]:not([data-klaar])',
].join();
const QUIET_FRAMES = 3;

function isDrawn() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (Object.keys(known).length && app?.dataset.testConnectionState !== "CONNECTED") cutOff = true;
  if (!app || document.fonts.status !== "loaded") return false;
  // In a closed part of the page nothing is drawn before it opens.
  if ([...document.querySelectorAll(UNFINISHED)].some((part) => part.checkVisibility?.() ?? true)) return false;
  // What goes on for ever, such as the sign that a script runs, is never done.
  return document.getAnimations().every(({ effect }) => effect?.getComputedTiming().endTime === Infinity);
}

let quietFrames = 0;
let looking = false;
function look() {
  quietFrames = isDrawn() ? quietFrames + 1 : 0;
  looking = quietFrames < QUIET_FRAMES;
  if (looking) requestAnimationFrame(look);
  else document.documentElement.setAttribute("data-klaar", "");
  if (looking) return;
  show();
  keepFocus();
  enterPopover();
  tellChange();
  tellLost();
}

// The first page comes in one piece (style.css): part by part, what is being read would jump. What never gets ready
// is shown all the same.
const LONGEST_HIDDEN_MS = 20_000;
const show = () => document.documentElement.setAttribute("data-getoond", "");
setTimeout(show, LONGEST_HIDDEN_MS);

function drawAgain() {
  quietFrames = 0;
  document.documentElement.removeAttribute("data-klaar");
  if (!looking) requestAnimationFrame(look);
  looking = true;
}

drawAgain();
for (const kind of ["click", "keydown", "change", "popstate", "resize"])
  window.addEventListener(kind, drawAgain, { capture: true });
new MutationObserver(drawAgain).observe(document, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["data-test-script-state", "data-test-connection-state"],
});
