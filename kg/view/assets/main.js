// Puts the parts together: choices change the state, the state is shown everywhere and stands in the address.

function change(choices) {
  Object.assign(state, choices);
  refilter();
  show();
}

// Where the keyboard was before anything was selected: there it goes back to.
let cameFrom = null;
const isChosen = () => state.node !== null || state.fact !== null || state.path !== null || state.disc !== null;
function leave() {
  if (!isChosen()) return;
  const node = cameFrom?.dataset.node;
  select({});
  const there = cameFrom?.isConnected ? cameFrom : node && panel.querySelector(`[data-node="${node}"]`);
  (there || canvasBox).focus({ preventScroll: true });
}

// select({node}), select({fact}) or select({}): the selection is one thing at a time.
function select({ node = null, fact = null, disc = null }) {
  if (!isChosen()) cameFrom = document.activeElement;
  // A fact that was looked at in the timeline of one actor: back to the actor.
  if (state.view === "timeline" && node === null && fact === null && state.fact !== null && state.of.length === 1) [node] = state.of;
  const ids = fact !== null ? [facts[fact].s, facts[fact].o] : node !== null ? [node] : [];
  for (const id of ids) state.gone.delete(id);
  if (isPart) state.open = new Set([...state.open, ...ids.map((id) => circleOf[id]).filter((circle) => circle !== null)]);
  change({ node, fact, disc, of: whoseTimeline(node, fact), path: null, centre: node ?? state.centre });
  if (ids.length && state.view === "network") reveal(ids.filter((id) => shown.entity[id]).slice(0, 2));
  byId("said").textContent = ids.length ? say("selected", { n: document.querySelectorAll("#panel .card").length, who: ids.map((id) => entities[id].label).reduce((one, other) => say("and", { one, other })) }) : "";
}

const countText = () => say("count", { facts: shown.facts.length, allFacts: facts.length, entities: shown.entity.filter(Boolean).length, allEntities: isPart ? data.whole.entities : entities.length });

function show() {
  paint();
  rearrange();
  showTools();
  showPanel();
  showTimeline();
  showFilters();
  showView();
  byId("count").textContent = countText();
  writeAddress();
}

// The network, the table or the timeline: one is on top.
function showView() {
  const { view } = state;
  byId("table").hidden = view !== "table";
  byId("chronicle").hidden = view !== "timeline";
  byId("canvas").inert = view !== "network";
  document.body.classList.toggle("tabled", view === "table");
  document.body.classList.toggle("timed", view === "timeline");
  for (const each of VIEWS) byId(`${each}-button`).setAttribute("aria-pressed", String(each === view));
  if (view === "table") showTable(false);
  if (view === "timeline") showChronicle();
  byId("empty").hidden = shown.facts.length > 0 || view === "table";
}

// ------------------------------------------------------------------------------------------------ start

function setTheme(theme) {
  document.documentElement.style.colorScheme = theme;
  readColours();
  paint();
}

// On a small screen the filters lie over the rest, which is out of reach meanwhile.
function openFilters(open) {
  if (open === document.body.classList.contains("filtering")) return;
  document.body.classList.toggle("filtering", open);
  byId("filters-button").setAttribute("aria-expanded", String(open));
  for (const part of [byId("timeline"), panel]) part.inert = open;
  if (open) byId("confidence").focus(); else byId("filters-button").focus();
}

function startButtons() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  byId("theme").addEventListener("click", () => { chosen = (chosen ?? (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark"; setTheme(chosen); });
  dark.addEventListener("change", () => { if (!chosen) setTheme(""); });
  byId("png").addEventListener("click", savePng);
  byId("svg").addEventListener("click", saveSvg);
  // A view that is on already gives way to the network.
  for (const view of VIEWS) byId(`${view}-button`).addEventListener("click", () => change({ view: state.view === view ? VIEWS[0] : view }));
  const reset = () => { stop(); state = defaults(); change({}); fit(); };
  byId("reset").addEventListener("click", reset);
  byId("empty-reset").addEventListener("click", reset);
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); change({ view: "table" }); tableBox.focus(); });
  byId("zoom-in").addEventListener("click", () => (state.view === "timeline" ? zoomTime(1.5) : engine.zoom(1.25)));
  byId("zoom-out").addEventListener("click", () => (state.view === "timeline" ? zoomTime(1 / 1.5) : engine.zoom(0.8)));
  byId("fit").addEventListener("click", () => (state.view === "timeline" ? change({ from: firstYear, to: lastYear }) : fit(true)));
  byId("filters-button").addEventListener("click", () => openFilters(!document.body.classList.contains("filtering")));
  canvasBox.addEventListener("pointerdown", () => openFilters(false), true);
}

function pageKey(event) {
  const typing = event.target.matches?.("input[type=search], textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === "Escape") {
    if (typing) search.blur();
    else if (document.body.classList.contains("filtering")) openFilters(false);
    else leave();
  }
}

readColours();
readAddress();
startPicture();
startFilters();
startTimeline();
startTools();
startChronicle();
startButtons();
aroundPrint();
combobox(search, results, found, (choice) => { select(choice); enterPanel(); });
addEventListener("keydown", pageKey);
addEventListener("hashchange", () => { if (location.hash !== ownAddress) { readAddress(); show(); } });
show();
fit();
document.body.dataset.ready = "yes";
