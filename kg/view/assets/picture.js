// The picture: an engine draws nodes and edges where they were placed, an overlay their names; both obey the state.

const canvasBox = document.getElementById("canvas");
let engine = null;
let hovered = null; // an entity, by index
let hoveredFact = null;

function startPicture() {
  // As long as nobody has moved the picture, it follows the size of its frame.
  let moved = false;
  const size = () => `${canvasBox.clientWidth} ${canvasBox.clientHeight}`;
  let before = size();
  engine = (hasWebgl ? sigmaEngine : visEngine)(canvasBox, { pick, hover, moved: () => { moved = true; }, drawn: () => { drawGround(); drawOverlay(); }, dragged });
  canvasBox.before(ground);
  const words = { drawn: drawn.entities.length, all: entities.length, facts: drawn.facts.length, allFacts: facts.length };
  canvasBox.after(el("div", { id: "notes" },
    isPart ? el("p", { id: "part", role: "note" }, partText()) : null,
    drawn.all ? null : el("p", { id: "partly", role: "note" }, say("partly", words))));
  canvasBox.append(overlay);
  canvasBox.addEventListener("keydown", canvasKey);
  new ResizeObserver(() => {
    if (size() === before) return; // it tells the size that it finds, too
    before = size();
    engine.resize();
    if (moved) engine.redraw(); else if (framedDisc !== null) frameDisc(framedDisc); else fit();
  }).observe(canvasBox);
}

function hover(node, fact) {
  hovered = node;
  hoveredFact = fact;
  canvasBox.classList.toggle("pointing", node !== null || fact !== null);
  engine.redraw();
}

function paint() {
  lit = focus();
  engine.paint(lit);
}

// What was clicked; on the ground of a map, the disc there.
function pick({ node, fact }, point) {
  const disc = node === undefined && fact === undefined && point ? discAt(point) : null;
  if (disc === null) select({ node, fact }); else openDisc(disc);
}

// ------------------------------------------------------------------------------------------------ view

const ends = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

// Everything on show into the frame, in the layout of the state. The layouts are made for 900 by 680; a frame of
// another form stretches it a little. `gently`: on the way from where everything stands now.
const FORM = 900 / 680;
let stretch = 1;
let arranged = { points: [], titles: [], rings: [] };
function fit(gently) {
  const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight];
  framedDisc = null;
  const on = drawn.entities.filter(isPictured);
  if (!(on.length || isMap()) || !width || !height) return;
  stretch = Math.min(1.35, Math.max(0.6, Math.sqrt(width / height / FORM)));
  const open = drawn.entities.filter((id) => isWithin(id) && (state.lonely || entities[id].facts.length));
  arranged = LAYOUTS[state.layout](open, { width: 900 * stretch, height: 680 / stretch, stretch });
  for (const [id, [x, y]] of state.pinned) arranged.points[id] = [x * stretch, y / stretch];
  arrangedFor = arrangement();
  const top = TITLES * titleRows() + (byId("notes")?.offsetHeight ?? 0);
  const [left, right, high, low] = isMap() ? mapFrame() : frameOf(on);
  const [above, below] = [34 + top, Math.min(66, height / 5)]; // there the titles stand, here the tools and a name above them
  const scale = Math.min((width - Math.min(130, width / 3.4)) / (right - left || 1), (height - above - below) / (low - high || 1), 1.5);
  go(arranged.points, [(left + right) / 2, (high + low) / 2 + (below - above) / 2 / scale], scale, gently === true);
}

function frameOf(on) {
  const [left, right] = ends([...on.map((id) => arranged.points[id][0]), ...arranged.titles.flatMap((title) => [title.left, title.right])]);
  const [high, low] = ends([...on.map((id) => arranged.points[id][1]), ...arranged.rings.flatMap(({ y }) => [-y, y])]);
  return [left, right, high, low];
}

// What decides where everything stands; where it has changed, everything moves there.
let arrangedFor = null;
const arrangement = () => JSON.stringify([state.layout, state.layout === "rings" ? state.centre : null, state.around, [...state.gone], [...state.pinned]]);
function rearrange() {
  if (arrangedFor !== null && arrangedFor !== arrangement()) fit(true);
  else arranged.strands = null;
}

let standing = entities.map(({ x, y }) => [x, y]); // entity -> [x, y], now
let walking = null;
function go(points, centre, scale, gently) {
  cancelAnimationFrame(walking);
  delete canvasBox.dataset.moving;
  const stand = (now, middle, size) => { standing = now; engine.place(now); engine.frame(middle, size); };
  if (!gently || isLarge || matchMedia("(prefers-reduced-motion: reduce)").matches) { stand(points, centre, scale); return; }
  const [before, from, size, begun] = [standing, originOnScreen(), engine.scale(), performance.now()];
  const middle = [(canvasBox.clientWidth / 2 - from.x) / size, (canvasBox.clientHeight / 2 - from.y) / size];
  canvasBox.dataset.moving = "yes";
  const step = (now) => {
    const part = Math.min(1, Math.max(0, (now - begun) / 400));
    const eased = part * part * (3 - 2 * part);
    const mix = (one, other) => one + (other - one) * eased;
    const pair = (one, other) => [mix(one[0], other[0]), mix(one[1], other[1])];
    if (part === 1) { delete canvasBox.dataset.moving; stand(points, centre, scale); return; }
    stand(points.map((point, id) => pair(before[id], point)), pair(middle, centre), mix(size, scale));
    walking = requestAnimationFrame(step);
  };
  walking = requestAnimationFrame(step);
}

// Somebody put an entity elsewhere: there it stays.
function dragged(id, [x, y]) {
  standing = [...standing];
  standing[id] = [x, y];
  state.pinned.set(id, [Math.round(x / stretch), Math.round(y * stretch)]);
  arrangedFor = arrangement();
  show();
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
  else if (event.key === "Enter" && state.disc !== null && !state.open.has(state.disc)) openDisc(state.disc);
  else if (event.key === "Enter" && (state.node !== null || state.disc !== null)) enterPanel();
  else if (ways[event.key] && event.shiftKey && state.node !== null) push(state.node, ways[event.key]);
  else if (ways[event.key]) step(ways[event.key]);
  else if (!exploringKey(event)) return;
  event.preventDefault();
}

function push(id, [dx, dy]) {
  const [x, y] = standing[id];
  dragged(id, [x + 20 * dx / engine.scale(), y + 20 * dy / engine.scale()]);
  engine.place(standing);
  engine.redraw();
}

// The next entity in a direction: near, and not far off the straight way; the most connected one to begin with.
function step(way) {
  if (isMap() && state.node === null) { stepDisc(way); return; }
  const on = drawn.entities.filter(isPictured);
  if (!on.length) return;
  if (state.node === null) { select({ node: on.reduce((a, b) => (entities[b].r > entities[a].r ? b : a)) }); return; }
  const next = nearest(engine.spot(state.node), on, engine.spot, way);
  if (next !== undefined) select({ node: next });
}

function nearest(here, on, spotOf, [dx, dy]) {
  const cost = (id) => {
    const there = spotOf(id);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const off = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    return along > 0 ? along + 2 * off : Infinity;
  };
  return on.filter((id) => cost(id) < Infinity).sort((a, b) => cost(a) - cost(b))[0];
}
