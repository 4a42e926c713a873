// Where the entities stand. Force comes with the page; the others are worked out here, for a frame of width by height
// that they may outgrow. Each gives {points: entity -> [x, y], titles: what stands above the columns, rings}.

const CELL = [118, 50]; // what an entity with its label takes, about
const LAYOUTS = { force: byForce, types: byType, years: byYear, rings: byRings };

function byForce(ids, { stretch }) {
  return { points: entities.map(({ x, y }) => [x * stretch, y / stretch]), titles: [], rings: [] };
}

// A frame of that form in which so many find room.
function roomFor(count, { width, height }) {
  const more = Math.max(1, Math.sqrt(count * CELL[0] * CELL[1] / (0.7 * width * height)));
  return { width: width * more, height: height * more };
}

// What counts for a place: not the facts that are hidden to begin with.
const plainFacts = () => facts.filter((fact) => !statusOf.get(fact.status).hidden);

// ------------------------------------------------------------------------------------------------ by type

// A column for each type, of several files where it has many; neighbours at about the same height.
function byType(ids, frame) {
  const groups = types.map((type, index) => ({ title: type.label, ids: ids.filter((id) => entities[id].type === index) })).filter((group) => group.ids.length);
  const form = frame.width / frame.height;
  const files = (rows) => groups.reduce((sum, group) => sum + Math.ceil(group.ids.length / rows), 0);
  let rows = Math.max(1, Math.floor(frame.height / CELL[1]));
  while (files(rows) * CELL[0] > rows * CELL[1] * form && files(rows) > groups.length) rows = Math.ceil(rows * 1.04);
  const width = Math.max(frame.width, 0.7 * files(rows) * CELL[0]); // labels of neighbours seldom meet
  const size = { width, height: Math.max(width / form, rows * CELL[1]) };
  const points = inColumns(groups, rows, size);
  return { points, titles: groups.map(({ title, left, right }) => ({ text: title, left, right })), rings: [] };
}

function inColumns(groups, rows, { width, height }) {
  const near = neighboursOver(plainFacts());
  const points = entities.map(() => [0, 0]);
  const wide = width / groups.reduce((sum, group) => sum + Math.ceil(group.ids.length / rows), 0);
  let left = -width / 2;
  for (const group of groups) {
    group.files = Math.ceil(group.ids.length / rows);
    [group.left, group.right] = [left, left += group.files * wide];
    group.ids.sort((a, b) => entities[b].r - entities[a].r || a - b);
  }
  const wish = (id) => { let [sum, count] = [points[id][1], 1]; for (const end of near[id].keys()) { sum += points[end][1]; count += 1; } return sum / count; };
  for (let round = 0; round < 8; round += 1) {
    groups.forEach((group, number) => {
      if (round) { const wished = new Map(group.ids.map((id) => [id, wish(id)])); group.ids.sort((a, b) => wished.get(a) - wished.get(b) || a - b); }
      const deep = Math.min(height / Math.ceil(group.ids.length / group.files), height / 6);
      const whole = deep * (Math.ceil(group.ids.length / group.files) - 1);
      // Short columns at different heights: else all their members, and all lines between them, would be in one row.
      const begins = ((number + 1) * 0.618 % 1 - 0.5) * Math.max(0, height - whole - deep / 2) - whole / 2;
      group.ids.forEach((id, place) => {
        // Not quite below each other, so that a line between two does not run through a third.
        const aside = ((place * 0.618) % 1 - 0.5) * 0.4;
        points[id] = [group.left + (place % group.files + 0.5 + aside) * wide, begins + Math.floor(place / group.files) * deep];
      });
    });
  }
  return points;
}

// ------------------------------------------------------------------------------------------------ by year

// The first year that a fact gives for an entity, null where none does.
function firstYearOf(id) {
  const years = entities[id].facts.map((f) => facts[f]).filter((fact) => fact.years && !statusOf.get(fact.status).hidden)
    .map(({ years: [from, to] }) => (Number.isFinite(from) ? from : to)).filter(Number.isFinite);
  return years.length ? Math.min(...years) : null;
}

// Years from left to right: wide where much begins, narrow where nothing does; what has no year stands apart.
function byYear(ids, frame) {
  const years = new Map();
  for (const id of ids) { const year = firstYearOf(id) ?? Infinity; if (!years.has(year)) years.set(year, []); years.get(year).push(id); }
  const size = roomFor(ids.length, frame);
  const rows = Math.max(4, Math.floor(size.height / CELL[1]));
  const columns = [];
  let at = 0;
  const groups = [...years].sort((a, b) => a[0] - b[0]).map(([year, members], index, all) => {
    if (index) at += year === Infinity ? 1 : Math.min(1, 0.12 * (year - all[index - 1][0] - 1));
    const count = Math.max(1, Math.ceil(members.length / (0.6 * rows)));
    const begins = at;
    for (let file = 0; file < count; file += 1, at += 1) columns.push({ at: at + 0.5, ids: members.filter((_, place) => place % count === file) });
    return { text: year === Infinity ? say("undated") : String(year), begins, ends: at };
  });
  const wide = Math.max(size.width, at * 34) / (at || 1);
  const x = (place) => (place - at / 2) * wide;
  const points = entities.map(() => [0, 0]);
  inRows(columns.map((column) => ({ x: x(column.at), ids: column.ids })), rows, size.height, points);
  return { points, titles: groups.map(({ text, begins, ends }) => ({ text, left: x(begins), right: x(ends) })), rings: [] };
}

// How wide an entity with its label is, as in data.py.
const boxWidth = (id) => { const many = entities[id].label.length; return Math.max(2 * entities[id].r, 7.2 * (many <= 20 ? many : Math.min(26, Math.floor(many / 2) + 4))) + 14; };

// Each in the row next to its neighbours in which there is room left of it.
function inRows(columns, rows, height, points) {
  const near = neighboursOver(plainFacts());
  const ends = Array(rows).fill(-Infinity); // how far each row is taken
  const row = new Map();
  const middle = (rows - 1) / 2;
  columns.forEach(({ x, ids }, number) => {
    const wish = (id) => { const known = [...near[id].keys()].filter((end) => row.has(end)).map((end) => row.get(end)); return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length : middle + middle * ((number * 0.618) % 1 - 0.5); };
    for (const id of [...ids].sort((a, b) => entities[b].r - entities[a].r || a - b)) {
      const [wished, width] = [wish(id), boxWidth(id)];
      const cost = (place) => Math.abs(place - wished) + Math.max(0, ends[place] - (x - width / 2));
      let best = 0;
      for (let place = 1; place < rows; place += 1) if (cost(place) < cost(best)) best = place;
      ends[best] = x + width / 2;
      row.set(id, best);
      points[id] = [x, (best - middle) * height / rows];
    }
  });
}

// ------------------------------------------------------------------------------------------------ rings

// Around one entity: its neighbours on the first ring, theirs on the second; each beside the one it was found by.
function byRings(ids, frame) {
  const centre = state.centre ?? ids.reduce((a, b) => (entities[b].r > entities[a].r ? b : a), ids[0]);
  const points = entities.map(() => [0, 0]);
  if (centre === undefined) return { points, titles: [], rings: [] };
  const near = neighboursOver(shown.facts);
  const steps = stepsFrom(centre, near);
  const size = roomFor(steps.size, frame);
  const tree = treeOf(steps, near);
  const many = [];
  for (const step of steps.values()) many[step] = (many[step] ?? 0) + 1;
  let inside = 0;
  const radii = many.map((count, step) => { inside += count; return step ? (step / (many.length - 1) + Math.sqrt(inside / steps.size)) / 2 : 0; });
  const seen = Array(many.length).fill(0);
  const place = (id, from, to) => {
    const step = steps.get(id);
    const angle = (from + to) / 2 - Math.PI / 2;
    // Where a ring is crowded, every second one stands a little further out.
    const away = radii[step] * (many[step] > 9 ? 1 + 0.1 * ((seen[step]++ % 3) - 1) : 1);
    points[id] = [Math.cos(angle) * away * size.width / 2, Math.sin(angle) * away * size.height / 2];
    const share = (child) => Math.sqrt(tree.leaves[child]); // the root: many behind one must not press the others together
    const whole = tree.children[id].reduce((sum, child) => sum + share(child), 0);
    let begins = from;
    for (const child of tree.children[id]) { const ends = begins + (to - from) * share(child) / whole; place(child, begins, ends); begins = ends; }
  };
  place(centre, 0, 2 * Math.PI);
  below(ids.filter((id) => !steps.has(id)), size, points);
  return { points, titles: [], rings: radii.slice(1).map((part, index) => ({ x: part * size.width / 2, y: part * size.height / 2, steps: index + 1 })) };
}

// Who was found by whom, and how many ends each branch has.
function treeOf(steps, near) {
  const children = entities.map(() => []);
  const leaves = entities.map(() => 0);
  const parent = new Map();
  for (const [id, step] of steps) for (const next of near[id].keys()) if (steps.get(next) === step + 1 && !parent.has(next)) { parent.set(next, id); children[id].push(next); }
  for (const id of [...steps.keys()].reverse()) {
    leaves[id] = Math.max(1, children[id].reduce((sum, child) => sum + leaves[child], 0));
  }
  return { children, leaves };
}

// What the rings do not reach: in rows below them.
function below(ids, { width, height }, points) {
  let [x, y] = [-width / 2, height / 2 + 90];
  for (const id of ids) {
    const wide = boxWidth(id);
    if (x + wide > width / 2 && x > -width / 2) [x, y] = [-width / 2, y + 60];
    points[id] = [x + wide / 2, y];
    x += wide + 12;
  }
}
