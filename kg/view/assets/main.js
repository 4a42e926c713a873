// Puts the parts together: choices change the state, the state is shown everywhere and stands in the address.

function change(choices) {
  Object.assign(state, choices);
  refilter();
  show();
}

// select({node}), select({fact}) or select({}): the selection is one thing at a time.
function select({ node = null, fact = null }) {
  const ids = fact !== null ? [facts[fact].s, facts[fact].o] : node !== null ? [node] : [];
  change({ node, fact });
  if (ids.length && !state.table) reveal(ids.filter((id) => shown.entity[id]).slice(0, 2));
  byId("said").textContent = ids.length ? say("selected", { who: ids.map((id) => entities[id].label).reduce((one, other) => say("and", { one, other })) }) : "";
}

function show() {
  paint();
  showPanel();
  showTimeline();
  showFilters();
  byId("table").hidden = !state.table;
  byId("canvas").inert = state.table;
  document.body.classList.toggle("tabled", state.table);
  byId("table-button").setAttribute("aria-pressed", state.table);
  byId("table-button").textContent = say(state.table ? "network" : "table");
  if (state.table) showTable(false);
  byId("empty").hidden = shown.facts.length > 0 || state.table;
  byId("count").textContent = say("count", { facts: shown.facts.length, allFacts: facts.length, entities: shown.entity.filter(Boolean).length, allEntities: entities.length });
  writeAddress();
}

// ------------------------------------------------------------------------------------------------ start

function setTheme(theme) {
  document.documentElement.style.colorScheme = theme;
  readColours();
  paint();
}

// Print light, with the table; afterwards as before.
function aroundPrint() {
  let before = "";
  addEventListener("beforeprint", () => { before = document.documentElement.style.colorScheme; setTheme("light"); showTable(true); });
  addEventListener("afterprint", () => { setTheme(before); if (!state.table) tableBox.replaceChildren(); });
}

function startButtons() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  byId("theme").addEventListener("click", () => { chosen = (chosen ?? (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark"; setTheme(chosen); });
  dark.addEventListener("change", () => { if (!chosen) setTheme(""); });
  byId("png").addEventListener("click", savePng);
  byId("table-button").addEventListener("click", () => change({ table: !state.table }));
  const reset = () => { stop(); state = defaults(); change({}); fit(); };
  byId("reset").addEventListener("click", reset);
  byId("empty-reset").addEventListener("click", reset);
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); change({ table: true }); tableBox.focus(); });
  byId("zoom-in").addEventListener("click", () => engine.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => engine.zoom(0.8));
  byId("fit").addEventListener("click", fit);
  byId("filters-button").addEventListener("click", () => {
    const open = document.body.classList.toggle("filtering");
    byId("filters-button").setAttribute("aria-expanded", String(open));
  });
}

function pageKey(event) {
  const typing = event.target.matches?.("input[type=search], textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === "Escape") {
    if (typing) search.blur();
    else if (document.body.classList.contains("filtering")) byId("filters-button").click();
    else select({});
  }
}

readColours();
readAddress();
startPicture();
startFilters();
startTimeline();
startButtons();
aroundPrint();
search.addEventListener("input", showResults);
search.addEventListener("focus", showResults);
search.addEventListener("blur", closeResults);
search.addEventListener("keydown", searchKey);
addEventListener("keydown", pageKey);
addEventListener("hashchange", () => { if (location.hash !== ownAddress) { readAddress(); show(); } });
show();
fit();
document.body.dataset.ready = "yes";
