// Puts the parts together: choices change the state, the state is shown everywhere and stands in the address.

const byId = (id) => document.getElementById(id);

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
  byId("said").textContent = ids.length ? `${ids.map((id) => entities[id].label).join(" and ")} selected` : "";
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
  byId("table-button").textContent = state.table ? "Network" : "Table";
  if (state.table) showTable(false);
  byId("empty").hidden = shown.facts.length > 0 || state.table;
  byId("count").textContent = `${shown.facts.length} of ${facts.length} facts · ${shown.entity.filter(Boolean).length} of ${entities.length} entities`;
  writeAddress();
}

// ------------------------------------------------------------------------------------------------ filters

const checks = []; // {group, key, input}

function startFilters() {
  const tally = (keysOf) => {
    const counts = new Map();
    for (const fact of facts) for (const key of keysOf(fact)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return (key) => counts.get(key) ?? 0;
  };
  const perType = (index) => entities.filter((entity) => entity.type === index).length;
  const perRelation = tally((fact) => [fact.r]);
  const perStatus = tally((fact) => [fact.status]);
  const perSource = tally((fact) => fact.sources);
  const lonely = entities.filter((entity) => !entity.facts.length).length;
  byId("filters").replaceChildren(
    confidenceSlider(),
    group("type", "Entity type", types.map((type, i) => [type.id, typeIcon(type), type.label, perType(i)])),
    lonely ? el("label", { class: "check lonely" }, lonelyCheck(), el("span", { class: "name" }, "without facts"), el("span", { class: "number" }, String(lonely))) : "",
    group("status", "Status", statuses.filter((s) => perStatus(s.id)).map((s) => [s.id, lineIcon(s), s.id, perStatus(s.id), s.means])),
    group("relation", "Relation", relations.map((relation, i) => [relation.id, null, relation.label, perRelation(i)])),
    group("source", "Article", articles.map((article, i) => [article.source, null, articleText(article), perSource(i), [article.published, article.source].filter(Boolean).join(" · ")])));
}

function group(kind, title, options) {
  const rows = options.map(([key, icon, label, count, hint]) => {
    const input = el("input", { type: "checkbox" });
    input.addEventListener("change", () => { state.off[kind][input.checked ? "delete" : "add"](key); change({}); });
    checks.push({ kind, key, input });
    const only = el("button", { type: "button", class: "only", "aria-label": `Only ${label}`, onclick: () => {
      state.off[kind] = new Set(options.map(([other]) => other).filter((other) => other !== key));
      change({});
    } }, "only");
    return el("div", { class: "row" }, el("label", { class: "check", title: hint ?? label }, input, icon, el("span", { class: "name", dir: "auto" }, label), el("span", { class: "number" }, String(count))), only);
  });
  const all = el("button", { type: "button", class: "link all", "aria-label": `All: ${title}`, onclick: () => { state.off[kind].clear(); change({}); } }, "all");
  return el("fieldset", { "data-kind": kind }, el("legend", {}, title, " ", all), el("div", { class: "rows" }, rows));
}

function confidenceSlider() {
  const input = el("input", { type: "range", min: 0, max: 1, step: 0.05, id: "confidence" });
  input.addEventListener("input", () => change({ confidence: Number(input.value) }));
  return el("fieldset", { "data-kind": "confidence" }, el("legend", {}, el("label", { for: "confidence" }, "Confidence ≥ ", el("output", { id: "confidence-value" }))), input);
}

function lonelyCheck() {
  const input = el("input", { type: "checkbox", id: "lonely" });
  input.addEventListener("change", () => { change({ lonely: input.checked }); fit(); });
  return input;
}

function showFilters() {
  for (const { kind, key, input } of checks) input.checked = !state.off[kind].has(key);
  byId("confidence").value = state.confidence;
  byId("confidence-value").value = state.confidence.toFixed(2);
  if (byId("lonely")) byId("lonely").checked = state.lonely;
}

// ------------------------------------------------------------------------------------------------ search

const search = byId("search");
const results = byId("results");
const haystack = entities.map((entity) => [entity.label, ...entity.aliases].map(plain));
const spokenText = facts.map((fact) => plain(fact.evidence.map((piece) => piece.parts.map(([, text]) => text).join("")).join(" ")));

function found(query) {
  const rank = (names) => (names.some((text) => text === query) ? 0 : names.some((text) => text.startsWith(query)) ? 1 : names.some((text) => text.includes(query)) ? 2 : 9);
  const people = haystack.map((names, id) => [rank(names), id]).filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0] || entities[b[1]].facts.length - entities[a[1]].facts.length || a[1] - b[1]).slice(0, 8)
    .map(([, node]) => ({ choice: { node }, icon: typeIcon(types[entities[node].type]), text: entities[node].label, note: types[entities[node].type].label }));
  const said = query.length < 3 ? [] : facts.filter((fact) => spokenText[fact.index].includes(query)).slice(0, 6)
    .map((fact) => ({ choice: { fact: fact.index }, icon: lineIcon(statusOf.get(fact.status)), text: `${entities[fact.s].label} ${relationText(fact)} ${entities[fact.o].label}`, note: "sentence" }));
  return [...people, ...said];
}

function showResults() {
  const query = plain(search.value.trim());
  const list = query ? found(query) : [];
  results.replaceChildren(...list.map(({ choice, icon, text, note }, i) => {
    const item = el("li", { role: "option", id: `result-${i}`, "aria-selected": "false" }, icon, el("span", { class: "name", dir: "auto" }, text), el("span", { class: "number" }, note));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(choice); });
    item.choose = () => choose(choice);
    return item;
  }), ...(query && !list.length ? [el("li", { class: "none" }, "nothing found")] : []));
  results.hidden = !query;
  search.setAttribute("aria-expanded", String(Boolean(query)));
  mark(list.length ? 0 : -1);
}

let marked = -1;
function mark(index) {
  marked = index;
  const options = [...results.querySelectorAll("[role=option]")];
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
  options[index]?.scrollIntoView({ block: "nearest" });
  if (options[index]) search.setAttribute("aria-activedescendant", options[index].id); else search.removeAttribute("aria-activedescendant");
}

function choose(choice) {
  closeResults();
  search.value = "";
  select(choice);
}

function closeResults() {
  results.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function searchKey(event) {
  const options = [...results.querySelectorAll("[role=option]")];
  if (event.key === "Escape" && !results.hidden) { closeResults(); event.stopPropagation(); }
  else if (event.key === "ArrowDown" && options.length) mark((marked + 1) % options.length);
  else if (event.key === "ArrowUp" && options.length) mark((marked - 1 + options.length) % options.length);
  else if (event.key === "Enter" && options[marked]) options[marked].choose();
  else return;
  event.preventDefault();
}

// ------------------------------------------------------------------------------------------------ address

let ownAddress = null;
function writeAddress() {
  const words = new URLSearchParams();
  const plainState = defaults();
  if (state.fact !== null) words.set("fact", facts[state.fact].id);
  else if (state.node !== null) words.set("node", entities[state.node].id);
  for (const [kind, off] of Object.entries(state.off)) {
    for (const key of off) if (!plainState.off[kind].has(key)) words.append(`no-${kind}`, key);
    for (const key of plainState.off[kind]) if (!off.has(key)) words.append(kind, key);
  }
  for (const key of ["from", "to", "confidence"]) if (state[key] !== plainState[key]) words.set(key, state[key]);
  for (const key of ["undated", "lonely", "table"]) if (state[key] !== plainState[key]) words.set(key, Number(state[key]));
  ownAddress = words.size ? `#${words}` : "";
  // A page inside an iframe's srcdoc has no address of its own to write to.
  try { history.replaceState(null, "", ownAddress || location.pathname + location.search); } catch { /* the state still stands in the page */ }
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  state = defaults();
  for (const kind of Object.keys(state.off)) {
    for (const key of words.getAll(`no-${kind}`)) state.off[kind].add(key);
    for (const key of words.getAll(kind)) state.off[kind].delete(key);
  }
  const number = (key, low, high) => { if (words.has(key) && Number.isFinite(Number(words.get(key)))) state[key] = Math.min(high, Math.max(low, Number(words.get(key)))); };
  if (firstYear !== null) { number("from", firstYear, lastYear); number("to", state.from, lastYear); }
  number("confidence", 0, 1);
  for (const key of ["undated", "lonely", "table"]) if (words.has(key)) state[key] = words.get(key) === "1";
  state.fact = factNumber.get(words.get("fact")) ?? null;
  state.node = state.fact === null ? entityNumber.get(words.get("node")) ?? null : null;
  refilter();
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
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
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
startCanvas();
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
