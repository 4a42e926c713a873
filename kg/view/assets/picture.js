// The picture: an engine draws nodes and edges where they were placed, an overlay their names; both obey the state.

const canvasBox = document.getElementById("canvas");
let engine = null;
let hovered = null; // an entity, by index
let hoveredFact = null;

function startPicture() {
  // As long as nobody has moved the picture, it follows the size of its frame.
  let moved = false;
  engine = (hasWebgl ? sigmaEngine : visEngine)(canvasBox, { pick: select, hover, moved: () => { moved = true; }, drawn: drawOverlay });
  canvasBox.append(overlay);
  canvasBox.addEventListener("keydown", canvasKey);
  new ResizeObserver(() => { engine.resize(); if (moved) engine.redraw(); else fit(); }).observe(canvasBox);
}

function hover(node, fact) {
  hovered = node;
  hoveredFact = fact;
  canvasBox.classList.toggle("pointing", node !== null || fact !== null);
  engine.redraw();
}

const paint = () => engine.paint(focus());

// ------------------------------------------------------------------------------------------------ view

const ends = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

// Everything on show into the frame. The layout was made for 900 by 680; a frame of another form stretches it a little.
const FORM = 900 / 680;
function fit() {
  const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight];
  const on = drawn.entities.filter((id) => shown.entity[id]);
  if (!on.length || !width || !height) return;
  const stretch = Math.min(1.35, Math.max(0.7, Math.sqrt(width / height / FORM)));
  engine.place(entities.map(({ x, y }) => [x * stretch, y / stretch]));
  const xs = on.map((id) => entities[id].x * stretch);
  const ys = on.map((id) => entities[id].y / stretch);
  const [left, right, top, bottom] = [...ends(xs), ...ends(ys)];
  const scale = Math.min((width - Math.min(120, width / 4)) / (right - left || 1), (height - 80) / (bottom - top || 1), 1.5);
  engine.frame([(left + right) / 2, (top + bottom) / 2], scale);
}

// Bring a selection into the frame where it lies outside.
function reveal(ids) {
  const outside = ids.some((id) => {
    const { x, y } = engine.spot(id);
    return x < 40 || y < 30 || x > canvasBox.clientWidth - 40 || y > canvasBox.clientHeight - 40;
  });
  if (outside) engine.centre(ids[0]);
}

function canvasKey(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "+" || event.key === "=") engine.zoom(1.25);
  else if (event.key === "-") engine.zoom(0.8);
  else if (event.key === "Enter" && state.node !== null) document.getElementById("panel").focus();
  else if (ways[event.key]) step(ways[event.key]);
  else return;
  event.preventDefault();
}

// The next entity in a direction: near, and not far off the straight way; the most connected one to begin with.
function step([dx, dy]) {
  const on = drawn.entities.filter((id) => shown.entity[id]);
  if (!on.length) return;
  if (state.node === null) { select({ node: on.reduce((a, b) => (entities[b].r > entities[a].r ? b : a)) }); return; }
  const here = engine.spot(state.node);
  const cost = (id) => {
    const there = engine.spot(id);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const off = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    return along > 0 ? along + 2 * off : Infinity;
  };
  const next = on.filter((id) => cost(id) < Infinity).sort((a, b) => cost(a) - cost(b))[0];
  if (next !== undefined) select({ node: next });
}
