// Names on the picture: drawn at the same size whatever the zoom, and never over each other.

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
function drawLabels(context) {
  const ratio = context.canvas.width / canvasBox.clientWidth;
  const size = { width: canvasBox.clientWidth, height: canvasBox.clientHeight };
  const near = focus();
  const scale = network.getScale();
  const taken = new Places();
  taken.take([size.width - 48, size.height - 116, size.width, size.height], "zoom buttons");
  const boxes = entities.map((entity, id) => {
    if (!shown.entity[id]) return null;
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    const r = entity.r * scale + 2;
    if (!near || near.entities.has(id)) taken.take([x - r, y - r, x + r, y + r], id); // dimmed ones may be covered
    return { x, y, r };
  });
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  canvasBox.labels = placed = []; // what is on the screen now: a handle for tests
  labelOrder(near).filter((id) => boxes[id]).forEach((id, rank) => {
    // 2: at any price; 1: over nodes if need be, but over no label; 0: only where it is free.
    placeLabel(context, taken, size, id, boxes[id], id === state.node || id === hovered ? 2 : rank < 6 ? 1 : 0);
  });
  const edgesToName = near && near.facts.size <= 40 ? [...near.facts] : [];
  for (const id of hoveredFact !== null ? [hoveredFact, ...edgesToName] : edgesToName) placeRelation(context, taken, size, id);
  context.restore();
}

function labelOrder(near) {
  const first = (id) => (id === hovered ? 2 : id === state.node ? 1 : 0);
  return entities.map((_, id) => id)
    .filter((id) => !near || near.entities.has(id) || id === hovered)
    .sort((a, b) => first(b) - first(a) || entities[b].r - entities[a].r || a - b);
}

function placeLabel(context, taken, size, id, { x, y, r }, urgency) {
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
  placed.push({ text: lines.join(" "), box });
}
const prominent = 0.68 * Math.max(...entities.map(({ r }) => r));
const isNode = (owner) => typeof owner === "number";

function placeRelation(context, taken, size, id) {
  if (!shown.fact[id] || facts[id].s === facts[id].o) return;
  context.font = "italic 11.5px system-ui, sans-serif";
  const text = shorten(relationText(facts[id]));
  const w = widthOf(context, text) + 4;
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    // The curve itself is known only to vis-network's own edge.
    const { x, y } = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(part));
    const box = [x - w / 2, y - 7, x + w / 2, y + 7];
    if (box[0] < 0 || box[1] < 0 || box[2] > size.width || box[3] > size.height || !taken.isFree(box, null)) continue;
    taken.take(box, `relation ${id}`);
    write(context, text, x, y, colours.accent);
    placed.push({ text, box });
    return;
  }
}

function write(context, text, x, y, colour) {
  context.textAlign = "center";
  context.lineWidth = 4;
  context.strokeStyle = colours.canvas;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
