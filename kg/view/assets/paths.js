// Who is next to whom, and how two actors are linked. Knows nothing of the screen.

// For each entity its neighbours over these facts, in the order of the page: a map to the facts between, the surest first.
function neighboursOver(on) {
  const near = entities.map(() => new Map());
  const put = (one, other, fact) => { if (near[one].has(other)) near[one].get(other).push(fact); else near[one].set(other, [fact]); };
  for (const fact of on) if (fact.s !== fact.o) { put(fact.s, fact.o, fact); put(fact.o, fact.s, fact); }
  for (const ends of near) for (const between of ends.values()) between.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  return near;
}

// Steps from an entity to each that can be reached within so many; a map in the order of the steps.
function stepsFrom(node, near, most = Infinity) {
  const steps = new Map([[node, 0]]);
  for (const [here, so] of steps) if (so < most) for (const next of near[here].keys()) if (!steps.has(next)) steps.set(next, so + 1);
  return steps;
}

// ------------------------------------------------------------------------------------------------ paths

const MOST_STEPS = 6;
const MOST_PATHS = 8;
const PATIENCE = 20000; // partial paths that are looked at for one length

// Paths between two entities over these facts, whatever their direction: the shortest first, of those as long the one
// whose steps are surest (the product of the best confidence of each), then by the order of the page.
// A path is {nodes, steps}: steps are the facts between two neighbours, the surest first.
function pathsBetween(from, to, on) {
  const near = neighboursOver(on);
  const sure = [new Float64Array(entities.length)]; // sure[n][id]: the surest walk of n steps from there to the end
  sure[0][to] = 1;
  const found = [];
  for (let length = 1; length <= MOST_STEPS && found.length < MOST_PATHS; length += 1) {
    const last = sure[length - 1];
    sure.push(Float64Array.from(near, (ends) => { let best = 0; for (const [end, [fact]] of ends) best = Math.max(best, trust(fact) * last[end]); return best; }));
    if (sure[length][from] > 0) found.push(...pathsOfLength(from, to, length, near, sure).slice(0, MOST_PATHS - found.length));
  }
  return found.map((nodes) => ({ nodes, steps: nodes.slice(1).map((node, i) => near[nodes[i]].get(node)) }));
}

const trust = (fact) => Math.max(fact.confidence, 0.01); // even of what nobody is sure there is a path

function pathsOfLength(from, to, length, near, sure) {
  const found = [];
  const open = new Heap();
  open.push({ nodes: [from], trust: 1, hope: sure[length][from] });
  for (let looked = 0; looked < PATIENCE && found.length < MOST_PATHS; looked += 1) {
    const best = open.pop();
    if (!best) break;
    const left = length - best.nodes.length;
    if (left < 0) { found.push(best.nodes); continue; }
    for (const [next, [fact]] of near[best.nodes.at(-1)]) {
      if ((next === to) !== (left === 0) || best.nodes.includes(next)) continue;
      const soFar = best.trust * trust(fact);
      const hope = soFar * sure[left][next];
      if (hope > 0) open.push({ nodes: [...best.nodes, next], trust: soFar, hope });
    }
  }
  return found;
}

// What is most hopeful comes out first; of two as hopeful, the one that went in first.
class Heap {
  constructor() { this.items = []; this.pushed = 0; }

  push(item) {
    const { items } = this;
    let at = items.push({ ...item, key: Math.round(item.hope * 1e9), order: this.pushed++ }) - 1;
    for (let up = (at - 1) >> 1; at > 0 && this.#before(at, up); at = up, up = (at - 1) >> 1) this.#swap(at, up);
  }

  pop() {
    const { items } = this;
    if (items.length < 2) return items.pop();
    const first = items[0];
    items[0] = items.pop();
    for (let at = 0; ;) {
      let next = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && this.#before(child, next)) next = child;
      if (next === at) return first;
      this.#swap(at, next);
      at = next;
    }
  }

  #before(a, b) { const [one, other] = [this.items[a], this.items[b]]; return one.key > other.key || (one.key === other.key && one.order < other.order); }

  #swap(a, b) { [this.items[a], this.items[b]] = [this.items[b], this.items[a]]; }
}
