// What an analyst does with the picture: ask how two are linked, choose a layout, pin, hide, look at surroundings.

const SURROUNDINGS = [1, 2, 3];

const pressed = (text, on, onclick, more = {}) => el("button", { type: "button", "aria-pressed": String(on), onclick, ...more }, text);
const act = (text, onclick, more = {}) => el("button", { type: "button", onclick, ...more }, text);

// ------------------------------------------------------------------------------------------------ beside the picture

function startTools() {
  const names = { force: say("by-force"), types: say("by-type"), years: say("by-year"), rings: say("by-rings") };
  const menu = el("select", { id: "layout" }, Object.keys(LAYOUTS).map((key) => el("option", { value: key }, names[key])));
  menu.addEventListener("change", () => lay(menu.value));
  byId("tools").replaceChildren(
    el("label", {}, el("span", { class: "unseen" }, say("layout")), menu),
    pressed(say("communities"), false, () => change({ communities: !state.communities, off: { ...state.off, community: new Set() } }), { id: "communities-button" }),
    el("span", { id: "changes" }));
}

const lay = (layout) => change({ layout, centre: state.node ?? state.centre });

function showTools() {
  byId("layout").value = state.layout;
  byId("communities-button").setAttribute("aria-pressed", String(state.communities));
  byId("changes").replaceChildren(...[
    state.around ? act(say("only-around", { who: entities[state.around.node].label, n: state.around.steps }), unbound, { id: "unbound", title: say("show-all") }) : null,
    state.gone.size ? act(say("unhide", { n: state.gone.size }), unhide, { id: "unhide" }) : null,
    isPart && state.open.size ? act(say("close-open", { n: state.open.size }), () => closeDiscs(...state.open), { id: "close-open" }) : null,
    state.pinned.size ? act(say("unpin", { n: state.pinned.size }), () => change({ pinned: new Map() }), { id: "unpin" }) : null,
  ].filter(Boolean));
}

const unbound = () => change({ around: null });
const unhide = () => change({ gone: new Set() });
const bind = (node, steps) => change({ around: { node, steps }, centre: node });

function hide(id) {
  state.gone.add(id);
  const ends = state.path ? [state.path.from, state.path.to] : [];
  change({ node: state.node === id ? null : state.node, fact: null, path: ends.includes(id) ? null : state.path, around: state.around?.node === id ? null : state.around });
  byId("said").textContent = say("is-hidden", { who: entities[id].label });
}

function pin(id) {
  const pinned = new Map(state.pinned);
  if (!pinned.delete(id)) pinned.set(id, [Math.round(standing[id][0] / stretch), Math.round(standing[id][1] * stretch)]);
  change({ pinned });
}

// Keys while the picture has the focus. True where one was meant.
function exploringKey({ key, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return false;
  const { node } = state;
  if (key === "0") unbound();
  else if (key === "u") unhide();
  else if (key === "c") byId("communities-button").click();
  else if (key === "l") lay(Object.keys(LAYOUTS)[(Object.keys(LAYOUTS).indexOf(state.layout) + 1) % Object.keys(LAYOUTS).length]);
  else if (key === "n" && state.path) turn(1);
  else if (node === null) return false;
  else if (SURROUNDINGS.includes(Number(key))) bind(node, Number(key));
  else if (key === "h") hide(node);
  else if (key === "p") pin(node);
  else return false;
  return true;
}

// ------------------------------------------------------------------------------------------------ in the panel of an actor

function exploring(id) {
  const input = el("input", { id: "linked", type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "linked-list", "aria-autocomplete": "list", "aria-label": say("linked-to-name", { who: entities[id].label }), autocomplete: "off", spellcheck: "false", placeholder: say("linked-to") });
  const list = el("ul", { id: "linked-list", role: "listbox", "aria-label": say("search-results"), hidden: true });
  combobox(input, list, (query) => actorsFound(query).filter(({ choice }) => choice.node !== id), ({ node }) => ask(id, node));
  const around = (steps) => state.around?.node === id && state.around.steps === steps;
  return el("div", { class: "exploring" },
    el("div", { class: "search" }, input, list),
    el("div", { class: "acts", role: "group", "aria-label": say("surroundings") }, el("span", {}, say("surroundings")),
      SURROUNDINGS.map((steps) => pressed(String(steps), around(steps), () => (around(steps) ? unbound() : bind(id, steps)), { "aria-label": `${steps}: ${say("only-around", { who: entities[id].label, n: steps })}`, "data-steps": steps })),
      el("span", { class: "unit" }, say("in-steps")),
      pressed(say("pin"), state.pinned.has(id), () => pin(id), { id: "pin" }),
      act(say("hide"), () => hide(id), { id: "hide", "aria-label": say("hide-who", { who: entities[id].label }) })));
}

// ------------------------------------------------------------------------------------------------ paths

function ask(from, to, all = false) {
  change({ node: null, fact: null, disc: null, path: { from, to, way: 0, all } });
  showWay();
}

function turn(by) {
  const count = shown.paths.length;
  if (!count) return;
  change({ path: { ...state.path, way: (state.path.way + by + count) % count } });
  showWay();
}

function showWay() {
  const path = shown.paths[state.path.way];
  byId("said").textContent = path ? wayText(path) : say("no-path", { n: MOST_STEPS });
  if (path && state.view === "network") reveal(path.nodes);
}

const wayText = (path) => say("way", { way: state.path.way + 1, ways: shown.paths.length, steps: say("steps", { n: path.steps.length }) });

function pathPanel() {
  const { from, to, all, way } = state.path;
  const path = shown.paths[way];
  const search = act(say(all ? "in-shown" : "in-all"), () => ask(from, to, !all), { class: "more", id: "path-all" });
  return [
    closeButton(), el("p", { class: "type" }, say("path")),
    el("h2", { class: "title" }, parts("how-linked", { one: nodeButton(from), other: nodeButton(to) })),
    all ? el("p", { class: "meta" }, say("also-hidden")) : null,
    ...(path ? wayCards(path) : [el("p", { class: "none" }, say(all ? "no-path-at-all" : "no-path", { n: MOST_STEPS }))]),
    search,
  ].filter(Boolean);
}

function wayCards(path) {
  const many = shown.paths.length > 1;
  return [
    el("div", { class: "ways" }, el("span", { id: "way" }, wayText(path)),
      many ? act("‹", () => turn(-1), { id: "way-before", "aria-label": say("way-before") }) : null,
      many ? act(say("way-next"), () => turn(1), { id: "way-next" }) : null),
    ...path.steps.flatMap(([best, ...others], i) => [
      el("h2", { class: "count step" }, say("step", { n: i + 1 }), " ", name(path.nodes[i]), " → ", name(path.nodes[i + 1])),
      factCard(best),
      others.length ? act(say("more-between", { n: others.length }), () => select({ fact: best.index }), { class: "link" }) : null,
    ]),
  ].filter(Boolean);
}

// ------------------------------------------------------------------------------------------------ in the address

function writeExploring(words) {
  const id = (index) => entities[index].id;
  if (state.path) {
    words.set("path", `${id(state.path.from)}..${id(state.path.to)}`);
    if (state.path.way) words.set("way", state.path.way + 1);
    if (state.path.all) words.set("all", 1);
  }
  if (state.layout !== "force") words.set("layout", state.layout);
  if (state.layout === "rings" && state.centre !== null) words.set("centre", id(state.centre));
  if (state.around) { words.set("around", id(state.around.node)); words.set("steps", state.around.steps); }
  for (const gone of state.gone) words.append("hide", id(gone));
  for (const [pinned, [x, y]] of state.pinned) words.append("pin", `${id(pinned)}@${x},${y}`);
  if (state.communities) words.set("communities", 1);
  for (const open of state.open) words.append("open", communities().list[open].key);
  if (state.disc !== null) words.set("circle", communities().list[state.disc].key);
}

function readExploring(words) {
  const entity = (key) => entityNumber.get(key) ?? null;
  const ends = pairIn(words.get("path") ?? "");
  if (ends && state.fact === null) {
    const way = Math.floor(Number(words.get("way")) || 1) - 1;
    state.path = { ...ends, way: Math.min(MOST_PATHS - 1, Math.max(0, way)), all: words.get("all") === "1" };
    state.node = null;
  }
  if (Object.hasOwn(LAYOUTS, words.get("layout") ?? "")) state.layout = words.get("layout");
  state.centre = entity(words.get("centre")) ?? state.node;
  const [node, steps] = [entity(words.get("around")), Number(words.get("steps"))];
  if (node !== null && SURROUNDINGS.includes(steps)) state.around = { node, steps };
  state.gone = new Set(words.getAll("hide").map(entity).filter((id) => id !== null));
  for (const [, key, x, y] of words.getAll("pin").map((text) => /^(.*)@(-?\d{1,5}),(-?\d{1,5})$/s.exec(text)).filter(Boolean)) {
    if (entity(key) !== null) state.pinned.set(entity(key), [Number(x), Number(y)]);
  }
  state.communities = words.get("communities") === "1";
  if (!isPart) return;
  const disc = (key) => circleOf[entity(key) ?? -1] ?? null;
  state.open = new Set([...words.getAll("open").map(disc), ...[state.node].map((id) => circleOf[id ?? -1] ?? null)].filter((one) => one !== null));
  if (state.node === null && state.fact === null && !state.path) state.disc = disc(words.get("circle"));
}

// "A..B" as two entities, wherever their ids have dots themselves; null where none are meant.
function pairIn(text) {
  for (let at = text.indexOf(".."); at >= 0; at = text.indexOf("..", at + 1)) {
    const [from, to] = [entityNumber.get(text.slice(0, at)), entityNumber.get(text.slice(at + 2))];
    if (from !== undefined && to !== undefined && from !== to) return { from, to };
  }
  return null;
}
