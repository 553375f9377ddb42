(() => {
  "use strict";
  const slides = [...document.querySelectorAll("section")];
  const place = document.querySelector("output");
  const key = "kinderwerk-" + document.body.dataset.verhaal;
  const back = document.body.dataset.terug;
  let current = 0;
  let notes = null;
  let resting = 0;

  // The address says where we were, for a reload; the memory of the browser does where an address may not be changed.
  const remembered = () => {
    const said = /^#dia-(\d+)$/.exec(location.hash);
    let kept = null;
    try { kept = sessionStorage.getItem(key); } catch { /* a file that is opened by itself may not remember */ }
    return Number(said ? said[1] : kept || 1) - 1;
  };

  const show = (number, moveFocus = true) => {
    current = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, at) => {
      slide.classList.toggle("nu", at === current);
      slide.toggleAttribute("inert", at !== current);
      const aside = slide.querySelector("aside");
      if (aside) aside.hidden = !document.body.classList.contains("met-notities");
    });
    place.textContent = `${current + 1} / ${slides.length}`;
    history.replaceState(null, "", `#dia-${current + 1}`);
    try { sessionStorage.setItem(key, String(current + 1)); } catch { /* see above */ }
    if (moveFocus) slides[current].focus({ preventScroll: true });
    tellNotes();
  };

  const tellNotes = () => {
    if (!notes || notes.closed) return;
    const page = notes.document;
    const next = slides[current + 1];
    page.querySelector("h1").textContent = `${current + 1} / ${slides.length}  ${slides[current].querySelector("h1").textContent}`;
    page.querySelector("main").replaceChildren(...[...slides[current].querySelectorAll("aside p")].map((line) => page.importNode(line, true)));
    page.querySelector("footer").textContent = next ? `Hierna: ${next.querySelector("h1").textContent}` : "Dit is de laatste dia.";
  };

  const openNotes = () => {
    notes = window.open("", "kinderwerk-notities", "width=900,height=700");
    if (!notes) return toggleNotes();
    const page = notes.document;
    page.documentElement.lang = "nl";
    page.title = "Notities";
    page.body.className = "notitievenster";
    page.head.replaceChildren(...[...document.querySelectorAll("style")].map((style) => page.importNode(style, true)));
    page.body.replaceChildren(...["h1", "main", "footer"].map((name) => page.createElement(name)));
    notes.onkeydown = (event) => act(event);
    tellNotes();
  };

  const toggleNotes = () => {
    document.body.classList.toggle("met-notities");
    show(current);
  };

  const toggleScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => { /* the browser may refuse: the window is shown as it is */ });
  };

  // A page may fill the screen only after a key or a touch: the first one does it.
  let filled = !back || window.self !== window.top;
  const fill = () => {
    if (filled) return;
    filled = true;
    if (!document.fullscreenElement) toggleScreen();
  };

  const stop = () => {
    if (notes && !notes.closed) notes.close();
    if (document.fullscreenElement) document.exitFullscreen();
    // A tab that the dashboard opened closes; any other goes back to the page it belongs to.
    if (back && window.self === window.top) {
      window.close();
      setTimeout(() => location.assign(back), 300);
    }
  };

  const actions = {
    verder: () => show(current + 1), terug: () => show(current - 1), notities: toggleNotes, venster: openNotes,
    scherm: toggleScreen, stop,
  };
  const keys = {
    ArrowRight: "verder", ArrowDown: "verder", PageDown: "verder", " ": "verder", Enter: "verder",
    ArrowLeft: "terug", ArrowUp: "terug", PageUp: "terug", Backspace: "terug",
    n: "notities", N: "notities", v: "venster", V: "venster", f: "scherm", F: "scherm", Escape: "stop",
  };

  const act = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // A button that has the focus is pressed by its own keys.
    if (event.target.closest?.("button") && (event.key === " " || event.key === "Enter")) return;
    const backwards = event.shiftKey && event.key === " ";
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else if (keys[event.key]) actions[backwards ? "terug" : keys[event.key]]();
    else return;
    event.preventDefault();
    if (event.key !== "Escape" && event.view === window) fill();
  };

  const wake = () => {
    document.body.classList.add("wakker");
    clearTimeout(resting);
    resting = setTimeout(() => document.body.classList.remove("wakker"), 2500);
  };

  document.addEventListener("keydown", act);
  document.addEventListener("mousemove", wake);
  document.querySelector("nav").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) actions[button.dataset.doe]();
  });
  // In full screen the browser keeps Escape for itself: once to leave that, once more to leave the presentation.
  document.addEventListener("fullscreenchange", wake);
  window.addEventListener("hashchange", () => show(remembered()));

  let start = null;
  document.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
    wake();
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start[0];
    const down = event.changedTouches[0].clientY - start[1];
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) {
      show(current + (across < 0 ? 1 : -1));
      fill();
    }
    start = null;
  }, { passive: true });

  document.body.classList.toggle("klein", window.self !== window.top);
  show(remembered(), false);
  wake();
})();
