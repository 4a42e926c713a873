// The state in the address, so that a link brings it back.

// All that there is to switch off of a kind. Where nearly all is off, a link names what is on.
const keysOf = (kind) => ({ type: types, relation: relations, status: statuses, source: articles }[kind] ?? []).map(({ id, source }) => id ?? source);

let ownAddress = null;
function writeAddress() {
  const words = new URLSearchParams();
  const plainState = defaults();
  if (state.fact !== null) words.set("fact", facts[state.fact].id);
  else if (state.node !== null) words.set("node", entities[state.node].id);
  for (const [kind, off] of Object.entries(state.off)) {
    const on = off.size > 20 ? keysOf(kind).filter((key) => !off.has(key)) : [];
    if (on.length && on.length < off.size) { for (const key of on) words.append(`only-${kind}`, key); continue; }
    for (const key of off) if (!plainState.off[kind].has(key)) words.append(`no-${kind}`, key);
    for (const key of plainState.off[kind]) if (!off.has(key)) words.append(kind, key);
  }
  for (const key of ["from", "to", "confidence"]) if (state[key] !== plainState[key]) words.set(key, state[key]);
  for (const key of ["undated", "lonely"]) if (state[key] !== plainState[key]) words.set(key, Number(state[key]));
  for (const key of ["view", "lanes"]) if (state[key] !== plainState[key]) words.set(key, state[key]);
  // The timeline is that of the selection, unless a fact was chosen in one that has more.
  if (state.view === "timeline" && state.fact !== null && state.of.length < 2) for (const id of state.of.length ? state.of : [null]) words.append("of", id === null ? "" : entities[id].id);
  writeExploring(words);
  // A page that starts elsewhere needs to be told of the plain state.
  ownAddress = words.size ? `#${words}` : data.start ? `#view=${VIEWS[0]}` : "";
  // A page inside an iframe's srcdoc has no address of its own to write to.
  try { history.replaceState(null, "", ownAddress || location.pathname + location.search); } catch { /* the state still stands in the page */ }
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1) || data.start);
  state = defaults();
  for (const kind of Object.keys(state.off)) {
    const only = new Set(words.getAll(`only-${kind}`));
    if (only.size) state.off[kind] = new Set(keysOf(kind).filter((key) => !only.has(key)));
    for (const key of words.getAll(`no-${kind}`)) state.off[kind].add(key);
    for (const key of words.getAll(kind)) state.off[kind].delete(key);
  }
  const number = (key, low, high) => { if (words.has(key) && Number.isFinite(Number(words.get(key)))) state[key] = Math.min(high, Math.max(low, Number(words.get(key)))); };
  if (firstYear !== null) { number("from", firstYear, lastYear); number("to", state.from, lastYear); }
  number("confidence", 0, 1);
  for (const key of ["undated", "lonely"]) if (words.has(key)) state[key] = words.get(key) === "1";
  state.fact = factNumber.get(words.get("fact")) ?? null;
  state.node = state.fact === null ? entityNumber.get(words.get("node")) ?? null : null;
  isLost = (words.has("fact") || words.has("node")) && state.fact === null && state.node === null;
  readExploring(words);
  if (VIEWS.includes(words.get("view"))) state.view = words.get("view");
  if (words.get("lanes") === "actor") state.lanes = "actor";
  readWhose(words);
  refilter();
}

// Whose timeline: those whom `of` names, else those of the selection; who is named alone is selected, too.
function readWhose(words) {
  const of = words.getAll("of").map((id) => entityNumber.get(id)).filter((id) => id !== undefined).slice(0, 2);
  if (state.fact === null && state.node === null) {
    if (of.length === 1) state.node = of[0];
    const between = facts.filter((fact) => of.length === 2 && samePair(fact, { s: of[0], o: of[1] })).sort(byDate);
    state.fact = (between.find(isShown) ?? between[0])?.index ?? null;
  }
  state.of = words.has("of") && state.fact !== null ? of : whoseTimeline(state.node, state.fact);
}
