// The picture: vis-network draws nodes and edges where Python has placed them; the labels are ours.

const canvasBox = document.getElementById("canvas");
const colours = {};
let hovered = null; // an entity, by index
let hoveredFact = null;

// Colours live in the style sheet; a canvas has to be told.
function readColours() {
  const probe = document.body.appendChild(document.createElement("i"));
  for (const name of ["ink", "muted", "canvas", "edge", "accent", "no"]) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
}

// Parallel facts fan out: each has its own bend, counted from the middle, on its own side of the pair.
function bends() {
  const pairs = new Map();
  for (const fact of facts) {
    const key = `${Math.min(fact.s, fact.o)} ${Math.max(fact.s, fact.o)}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(fact);
  }
  const found = [];
  for (const pair of pairs.values()) {
    const step = Math.min(0.2, 1.2 / pair.length);
    pair.forEach((fact, place) => {
      const bend = (place - (pair.length - 1) / 2) * step * (fact.s <= fact.o ? 1 : -1);
      found[fact.index] = bend === 0 ? false
        : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
    });
  }
  return found;
}

// Indices are the ids: text of the graph never becomes a key.
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const edgeBends = bends();
let network = null;

function startCanvas() {
  nodes.add(entities.map((entity, id) => ({
    id, x: entity.x, y: entity.y, size: entity.r, shape: types[entity.type].shape, hidden: true, chosen: false,
  })));
  edges.add(facts.map((fact, id) => ({
    id, from: fact.s, to: fact.o, smooth: edgeBends[id], hidden: true, chosen: false,
    dashes: statusOf.get(fact.status).dashes.length ? statusOf.get(fact.status).dashes : false,
    arrows: { to: { enabled: !relations[fact.r].symmetric, scaleFactor: 0.5 * density } },
    selfReference: { size: 18 },
  })));
  network = new vis.Network(canvasBox, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, hideEdgesOnDrag: facts.length > 2500 },
  });
  network.on("beforeDrawing", drawHalo);
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [fact] }) => select(node !== undefined ? { node } : { fact }));
  network.on("hoverNode", ({ node }) => hover(node, null));
  network.on("blurNode", () => hover(null, null));
  network.on("hoverEdge", ({ edge }) => hover(null, edge));
  network.on("blurEdge", () => hover(null, null));
  canvasBox.addEventListener("keydown", canvasKey);
  // As long as nobody has moved the picture, it follows the size of its frame.
  let moved = false;
  for (const event of ["dragStart", "zoom"]) network.on(event, () => { moved = true; });
  new ResizeObserver(() => { network.setSize("100%", "100%"); if (moved) network.redraw(); else fit(); }).observe(canvasBox);
}

function hover(node, fact) {
  hovered = node;
  hoveredFact = fact;
  canvasBox.classList.toggle("pointing", node !== null || fact !== null);
  network.redraw();
}

// Entities next to the selection, and the facts between; null where nothing is selected.
function focus() {
  const chosen = state.fact === null ? null : facts[state.fact];
  if (chosen) return { entities: new Set([chosen.s, chosen.o]), facts: new Set(shown.facts.filter((f) => samePair(f, chosen)).map((f) => f.index)) };
  if (state.node === null) return null;
  const near = entities[state.node].facts.filter((f) => shown.fact[f]);
  return { entities: new Set([state.node, ...near.map((f) => otherEnd(facts[f], state.node))]), facts: new Set(near) };
}

// Many facts: thinner, paler lines, smaller arrows.
const density = Math.max(0.45, Math.min(1, Math.sqrt(150 / (facts.length || 1))));

// Give vis-network what has changed since the last call, and nothing else.
const painted = { nodes: [], edges: [] };
function paint() {
  const near = focus();
  const changes = { nodes: [], edges: [] };
  const put = (kind, id, look) => {
    const text = JSON.stringify(look);
    if (painted[kind][id] === text) return;
    painted[kind][id] = text;
    changes[kind].push({ id, ...look });
  };
  entities.forEach((entity, id) => {
    put("nodes", id, {
      hidden: !shown.entity[id],
      opacity: near && !near.entities.has(id) ? 0.18 : 1,
      borderWidth: 1,
      color: { background: types[entity.type].colour, border: colours.ink },
    });
  });
  facts.forEach((fact, id) => {
    const lit = near?.facts.has(id);
    const colour = lit ? colours.accent : fact.status === "negated" ? colours.no : colours.edge;
    put("edges", id, {
      hidden: !shown.fact[id],
      width: id === state.fact ? 3.5 : lit ? 2 : 1.2 * density,
      color: { color: colour, hover: colours.accent, opacity: near && !lit ? 0.15 : lit ? 1 : 0.8 * density },
    });
  });
  nodes.update(changes.nodes);
  edges.update(changes.edges);
  network.redraw();
}

// A disc behind the chosen entities, as wide on the screen at every zoom.
function drawHalo(context) {
  const chosen = state.fact !== null ? [facts[state.fact].s, facts[state.fact].o] : state.node !== null ? [state.node] : [];
  const scale = network.getScale();
  context.save();
  [context.fillStyle, context.strokeStyle, context.lineWidth] = [colours.accent, colours.accent, 2 / scale];
  for (const id of chosen.filter((node) => shown.entity[node])) {
    const { x, y } = network.getPosition(id);
    context.beginPath();
    context.arc(x, y, entities[id].r + 7 / scale, 0, 2 * Math.PI);
    context.globalAlpha = 0.2;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }
  context.restore();
}

// ------------------------------------------------------------------------------------------------ view

// Everything on show into the frame. The layout was made for 900 by 680; a frame of another form stretches it a little.
const FORM = 900 / 680;
function fit() {
  const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight];
  const on = entities.map((_, id) => id).filter((id) => shown.entity[id]);
  if (!on.length || !width || !height) return;
  const stretch = Math.min(1.35, Math.max(0.7, Math.sqrt(width / height / FORM)));
  // Not moveNode: it asks for a drawing of its own each time.
  nodes.update(entities.map((entity, id) => ({ id, x: entity.x * stretch, y: entity.y / stretch })));
  const xs = on.map((id) => entities[id].x * stretch);
  const ys = on.map((id) => entities[id].y / stretch);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - Math.min(120, width / 4)) / (right - left || 1), (height - 80) / (bottom - top || 1), 1.5);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

const zoom = (factor) => network.moveTo({ scale: Math.min(12, Math.max(0.05, network.getScale() * factor)) });

// Bring a selection into the frame where it lies outside.
function reveal(ids) {
  const outside = ids.some((id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x < 40 || y < 30 || x > canvasBox.clientWidth - 40 || y > canvasBox.clientHeight - 40;
  });
  if (outside) network.moveTo({ position: network.getPosition(ids[0]) });
}

function canvasKey(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "Enter" && state.node !== null) document.getElementById("panel").focus();
  else if (ways[event.key]) step(ways[event.key]);
  else return;
  event.preventDefault();
}

// The next entity in a direction: near, and not far off the straight way; the most connected one to begin with.
function step([dx, dy]) {
  const on = entities.map((_, id) => id).filter((id) => shown.entity[id]);
  if (!on.length) return;
  if (state.node === null) { select({ node: on.reduce((a, b) => (entities[b].r > entities[a].r ? b : a)) }); return; }
  const here = network.getPosition(state.node);
  const cost = (id) => {
    const there = network.getPosition(id);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const off = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    return along > 0 ? along + 2 * off : Infinity;
  };
  const next = on.filter((id) => cost(id) < Infinity).sort((a, b) => cost(a) - cost(b))[0];
  if (next !== undefined) select({ node: next });
}

function savePng() {
  const picture = canvasBox.querySelector("canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [picture.width, picture.height];
  const context = copy.getContext("2d");
  context.fillStyle = colours.canvas;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(picture, 0, 0);
  copy.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "network.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}
