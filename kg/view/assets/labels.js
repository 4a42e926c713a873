// What lies over the picture: rings around the chosen, and names, drawn at the same size whatever the zoom and never
// over each other.

const overlay = el("canvas", { class: "overlay" });

// Rectangles on the screen, in squares of 64 pixels, to ask quickly whether a place is taken.
class Places {
  constructor() { this.squares = new Map(); }

  * #near([left, top, right, bottom]) {
    for (let x = left >> 6; x <= right >> 6; x += 1) for (let y = top >> 6; y <= bottom >> 6; y += 1) yield x * 4096 + y;
  }

  take(box, owner) {
    for (const square of this.#near(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push([box, owner]);
    }
  }

  // Free of all but its owner and those that `may` be covered.
  isFree(box, owner, may = () => false) {
    for (const square of this.#near(box)) {
      for (const [other, whose] of this.squares.get(square) ?? []) {
        if (whose !== owner && !may(whose) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      }
    }
    return true;
  }
}

const shorten = (text) => ([...text].length > 26 ? `${[...text].slice(0, 25).join("")}…` : text);

// A long label in two lines, broken at the space next to its middle; data.py reserves the room.
function linesOf(label) {
  if (label.length <= 20) return [label];
  const spaces = [...label.matchAll(/\s/g)].map(({ index }) => index);
  if (!spaces.length) return [shorten(label)];
  const middle = spaces.reduce((a, b) => (Math.abs(b - label.length / 2) < Math.abs(a - label.length / 2) ? b : a));
  return [label.slice(0, middle), label.slice(middle + 1)].map(shorten);
}

const widths = new Map();
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

// Labels of constant size, the most connected first, each where it covers neither a node nor another label, or not
// at all; the first six may cover nodes. The chosen and the hovered one are always drawn.
let placed = [];
function drawOverlay() {
  const size = { width: canvasBox.clientWidth, height: canvasBox.clientHeight };
  const context = cleared(overlay);
  const near = focus();
  const spots = new Map(); // of what is in the frame, or nearly
  for (const id of drawn.entities) {
    const spot = isPictured(id) ? engine.spot(id) : null;
    if (spot && spot.x > -200 && spot.y > -60 && spot.x < size.width + 200 && spot.y < size.height + 60) spots.set(id, spot);
  }
  engine.over?.(context);
  drawRings(context, spots);
  drawPins(context, spots);
  drawLabels(context, size, spots, near);
}

function drawRings(context, spots) {
  context.strokeStyle = colours.accent;
  for (const { x, y, r } of chosenEntities().map((id) => spots.get(id)).filter(Boolean)) {
    for (const [width, alpha, away] of [[6, 0.22, 4], [2, 1, 7]]) {
      Object.assign(context, { lineWidth: width, globalAlpha: alpha });
      context.beginPath();
      context.arc(x, y, r + away, 0, 2 * Math.PI);
      context.stroke();
    }
  }
}

// A dot at the upper right of what is pinned.
function drawPins(context, spots) {
  for (const { x, y, r } of [...state.pinned.keys()].map((id) => spots.get(id)).filter(Boolean)) {
    Object.assign(context, { fillStyle: colours.ink, strokeStyle: colours.canvas, lineWidth: 1.5 });
    context.beginPath();
    context.arc(x + 0.75 * r + 2, y - 0.75 * r - 2, 3.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function drawLabels(context, size, spots, near) {
  const taken = new Places();
  taken.take([size.width - 48, size.height - 116, size.width, size.height], "zoom buttons");
  const tools = byId("tools").firstChild; // bottom left
  if (tools) taken.take([0, size.height - tools.parentElement.offsetHeight - 12, tools.parentElement.offsetWidth + 14, size.height], "tools");
  if (byId("notes")) taken.take([0, 0, size.width, byId("notes").offsetHeight], "notes");
  if (arranged.titles.length) taken.take([0, 0, size.width, TITLES * titleRows()], "titles");
  for (const box of ringTitles()) taken.take(box, "ring");
  for (const [id, spot] of spots) {
    if (spot.r < 3 || (near && !near.entities.has(id))) continue; // dots and dimmed ones may be covered
    const r = spot.r + 2;
    taken.take([spot.x - r, spot.y - r, spot.x + r, spot.y + r], id);
  }
  canvasBox.labels = placed = []; // what is on the screen now: a handle for tests
  placeDiscTitles(context, taken, size);
  labelOrder(near, spots, MOST_LABELS).forEach((id, rank) => {
    // 2: at any price; 1: over nodes if need be, but over no label; 0: only where it is free.
    placeLabel(context, taken, size, id, spots.get(id), id === state.node || id === hovered ? 2 : rank < 6 ? 1 : 0);
  });
  const edgesToName = near && near.facts.size <= 40 ? [...near.facts] : [];
  for (const id of hoveredFact !== null ? [hoveredFact, ...edgesToName] : edgesToName) placeRelation(context, taken, size, id);
}

// Of more, hardly one would find a free place.
const MOST_LABELS = 400;
const byWeight = [...entities.keys()].sort((a, b) => entities[b].r - entities[a].r || a - b);

// The first `most` of those with a spot, the heaviest first; without a copy of all, as this runs for each frame.
function labelOrder(near, spots, most) {
  const found = new Set([hovered, state.node].filter((id) => id !== null && spots.has(id)));
  for (const id of byWeight) {
    if (found.size >= most) break;
    if (spots.has(id) && (!near || near.entities.has(id))) found.add(id);
  }
  return [...found];
}

function placeLabel(context, taken, size, id, spot, urgency) {
  const { x, y, r } = { ...spot, r: spot.r + 2 };
  context.font = `${entities[id].r >= prominent ? "600 13px" : "12px"} system-ui, sans-serif`;
  const lines = linesOf(entities[id].label);
  const [w, h] = [Math.max(...lines.map((line) => widthOf(context, line))) + 4, 15 * lines.length + 1];
  const inside = (value) => Math.min(Math.max(value, w / 2 + 2), Math.max(size.width - w / 2 - 2, w / 2 + 2));
  const [beside, below] = [r + w / 2 + 2, r + h / 2 + 1];
  const tries = [[inside(x), y + below], [inside(x), y - below], [x + beside, y], [x - beside, y],
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => [x + 0.8 * right * beside, y + 0.7 * down * below])];
  const places = tries.map(([cx, cy]) => [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]);
  const fits = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= size.width && box[3] <= size.height;
  const box = places.find((place) => fits(place) && taken.isFree(place, id))
    ?? (urgency ? places.find((place) => fits(place) && taken.isFree(place, id, isNode)) : undefined)
    ?? (urgency === 2 ? places[0] : undefined);
  if (!box) return;
  taken.take(box, `label ${id}`);
  lines.forEach((line, i) => write(context, line, (box[0] + box[2]) / 2, box[1] + 8 + 15 * i, colours.ink));
  placed.push({ text: lines.join(" "), box, lines, bold: entities[id].r >= prominent });
}
const prominent = 0.68 * (entities[byWeight[0]]?.r ?? 1);
const isNode = (owner) => typeof owner === "number";

function placeRelation(context, taken, size, id) {
  const curve = shown.fact[id] ? engine.curve(id) : null;
  if (!curve) return;
  context.font = "italic 11.5px system-ui, sans-serif";
  const text = shorten(relationText(facts[id]));
  const w = widthOf(context, text) + 4;
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const { x, y } = along(curve, part);
    const box = [x - w / 2, y - 7, x + w / 2, y + 7];
    if (box[0] < 0 || box[1] < 0 || box[2] > size.width || box[3] > size.height || !taken.isFree(box, null)) continue;
    taken.take(box, `relation ${id}`);
    context.fillStyle = colours.canvas;
    context.globalAlpha = 0.85; // else the line would run through the letters
    context.fillRect(box[0], box[1], w, 14);
    context.globalAlpha = 1;
    write(context, text, x, y, colours.accent);
    placed.push({ text, box, lines: [text], relation: true });
    return;
  }
}

// The point of a quadratic Bezier curve that lies this part of the way along.
const along = ([from, by, to], part) => {
  const mix = (key) => (1 - part) ** 2 * from[key] + 2 * part * (1 - part) * by[key] + part ** 2 * to[key];
  return { x: mix("x"), y: mix("y") };
};

function write(context, text, x, y, colour) {
  context.textAlign = "center";
  context.lineWidth = 4;
  context.strokeStyle = colours.canvas;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
