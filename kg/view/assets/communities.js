// Communities: groups of entities with more facts among themselves than with others. Louvain's method, entities in the
// order of the page: the same every time. Filters do not change them; what is hidden to begin with does not count.

// {list: [{key, title, ids}], of: [entity -> its community, by index]}; the largest first.
let communitiesKnown = null;
function communities() {
  communitiesKnown ??= discs.length ? handedOver() : named(grouped());
  return communitiesKnown;
}

const communityOf = (id) => communities().list[communities().of[id]];

// Of many entities the page comes with them: those of the layout, in the order of its discs; then who has no facts.
function handedOver() {
  const members = discs.map(() => []);
  const of = entities.map((_, id) => { const circle = circleOf[id] ?? members.push([]) - 1; members[circle].push(id); return circle; });
  return { list: members.map(titled), of };
}

function titled(ids) {
  const known = [...ids].sort((a, b) => weightOf(b) - weightOf(a) || a - b);
  return { key: known.length ? entities[known[0]].id : "", ids, title: known.slice(0, 3).map((id) => entities[id].label).join(", ") };
}

function named(group) {
  const members = new Map();
  group.forEach((key, id) => { if (!members.has(key)) members.set(key, []); members.get(key).push(id); });
  const list = [...members.values()].map(titled).sort((a, b) => b.ids.length - a.ids.length || a.ids[0] - b.ids[0]);
  const of = [];
  list.forEach(({ ids }, index) => { for (const id of ids) of[id] = index; });
  return { list, of };
}

// For each entity the number of its group.
function grouped() {
  let near = neighboursOver(facts.filter((fact) => !statusOf.get(fact.status).hidden))
    .map((ends) => new Map([...ends].map(([end, between]) => [end, between.length])));
  let group = near.map((_, id) => id);
  for (let round = 0; round < 20; round += 1) {
    const moved = joined(near);
    const numbers = new Map([...new Set(moved)].map((key, index) => [key, index]));
    if (numbers.size === near.length) break;
    const next = moved.map((key) => numbers.get(key));
    group = group.map((key) => next[key]);
    near = merged(near, next, numbers.size);
  }
  return group;
}

// One group for each node, to begin with its own; it goes where it has most weight beyond what chance would give.
function joined(near) {
  const weight = near.map((ends) => [...ends.values()].reduce((sum, one) => sum + one, 0));
  const whole = weight.reduce((sum, one) => sum + one, 0) || 1;
  const group = near.map((_, id) => id);
  const inGroup = [...weight];
  for (let round = 0, moves = 1; moves && round < 30; round += 1) {
    moves = 0;
    near.forEach((ends, id) => {
      const links = new Map([[group[id], 0]]);
      for (const [end, many] of ends) if (end !== id) links.set(group[end], (links.get(group[end]) ?? 0) + many);
      inGroup[group[id]] -= weight[id];
      let [best, most] = [group[id], links.get(group[id]) - weight[id] * inGroup[group[id]] / whole];
      for (const [key, many] of links) {
        const gain = many - weight[id] * inGroup[key] / whole;
        if (gain > most + 1e-9) [best, most] = [key, gain];
      }
      if (best !== group[id]) { group[id] = best; moves += 1; }
      inGroup[best] += weight[id];
    });
  }
  return group;
}

// Each group as one node; what lies within a group becomes a loop.
function merged(near, group, count) {
  const found = Array.from({ length: count }, () => new Map());
  near.forEach((ends, id) => {
    for (const [end, many] of ends) found[group[id]].set(group[end], (found[group[id]].get(group[end]) ?? 0) + many);
  });
  return found;
}

// ------------------------------------------------------------------------------------------------ how they look

// Tints far from each other for all kinds of sight (Okabe and Ito); a ninth community begins again, its title tells it.
const TINTS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b2a500", "#7f6bb3"];
const tintOf = (index) => TINTS[index % TINTS.length];

// What holds a community together on the screen: the shortest of its facts that link all that can be linked; where
// the layout follows something else, each member alone. A list of [entity, entity] for each community.
function strands(points, ids) {
  const { list, of } = communities();
  const root = entities.map((_, id) => id);
  const top = (id) => { while (root[id] !== id) { root[id] = root[root[id]]; id = root[id]; } return id; };
  const on = new Set(ids);
  const apart = ({ s, o }) => Math.hypot(points[s][0] - points[o][0], points[s][1] - points[o][1]);
  const inside = state.layout !== "force" ? [] : shown.facts.filter(({ s, o }) => of[s] === of[o] && on.has(s) && on.has(o)).map((fact) => [apart(fact), fact]);
  const found = list.map(() => []);
  for (const [, { s, o }] of inside.sort((a, b) => a[0] - b[0] || a[1].index - b[1].index)) {
    if (top(s) === top(o)) continue;
    root[top(s)] = top(o);
    found[of[s]].push([s, o]);
  }
  for (const id of ids) found[of[id]].push([id, id]);
  return found;
}
