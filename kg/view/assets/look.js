// How each entity and fact looks now: what every engine draws, whichever it is. Knows nothing of the screen's size.

const colours = {};

// Colours live in the style sheet; a canvas has to be told.
function readColours() {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none"; // else every colour would be that of text
  for (const name of ["ink", "muted", "canvas", "edge", "accent", "no"]) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
}

// Parallel facts fan out: each has its own bend, counted from the middle, on its own side of the pair. 0 is straight;
// the sign says to which side of the way from subject to object.
const bends = (() => {
  const pairs = new Map();
  for (const fact of facts) {
    const key = Math.min(fact.s, fact.o) * entities.length + Math.max(fact.s, fact.o);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(fact);
  }
  const found = [];
  for (const pair of pairs.values()) {
    const step = Math.min(0.2, 1.2 / pair.length);
    pair.forEach((fact, place) => { found[fact.index] = (place - (pair.length - 1) / 2) * step * (fact.s <= fact.o ? 1 : -1); });
  }
  return found;
})();

// Many facts: thinner, paler lines, smaller arrows.
const density = Math.max(0.45, Math.min(1, Math.sqrt(150 / (facts.length || 1))));

// What can be drawn: everything, or where only the slower engine is there, the entities with the most facts.
const SLOW = 1500;
const isLarge = entities.length > SLOW;
const hasWebgl = isLarge && Boolean(document.createElement("canvas").getContext("webgl2"));
const drawn = (() => {
  const all = [...entities.keys()];
  const some = !isLarge || hasWebgl ? all : all.sort((a, b) => entities[b].r - entities[a].r || a - b).slice(0, SLOW);
  const among = new Set(some);
  return { entities: some, facts: [...facts.keys()].filter((id) => among.has(facts[id].s) && among.has(facts[id].o)), all: some.length === entities.length };
})();

// Entities next to the selection, and the facts between; null where nothing is selected.
function focus() {
  const chosen = state.fact === null ? null : facts[state.fact];
  if (chosen) return { entities: new Set([chosen.s, chosen.o]), facts: new Set(shown.facts.filter((f) => samePair(f, chosen)).map((f) => f.index)) };
  const path = shown.paths[state.path?.way];
  if (path) return { entities: new Set(path.nodes), facts: new Set(path.steps.flat().filter((f) => shown.fact[f.index]).map((f) => f.index)) };
  if (state.node === null) return null;
  const near = entities[state.node].facts.filter((f) => shown.fact[f]);
  return { entities: new Set([state.node, ...near.map((f) => otherEnd(facts[f], state.node))]), facts: new Set(near) };
}

// The entities that wear a ring.
const chosenEntities = () => (state.fact !== null ? [facts[state.fact].s, facts[state.fact].o] : state.path ? [state.path.from, state.path.to] : state.node !== null ? [state.node] : []);

const entityLook = (id, near) => ({
  hidden: !isPictured(id),
  opacity: near && !near.entities.has(id) ? 0.18 : 1,
  colour: types[entities[id].type].colour,
  border: colours.ink,
});

function factLook(id, near) {
  const lit = Boolean(near?.facts.has(id));
  return {
    hidden: !isLinePictured(id),
    width: id === state.fact ? 3.5 : lit ? 2 : 1.2 * density,
    colour: lit ? colours.accent : facts[id].status === "negated" ? colours.no : colours.edge,
    opacity: near && !lit ? 0.15 : lit ? 1 : 0.8 * density,
  };
}

const dashesOf = (fact) => statusOf.get(fact.status).dashes;
const hasArrow = (fact) => !relations[fact.r].symmetric;
