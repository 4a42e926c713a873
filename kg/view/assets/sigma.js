// The engine for thousands of entities: sigma.js draws with WebGL. The interface is that of vis.js, and
//   over(context)       what it draws on the overlay: the facts of the selection
// Of the others a line is one pixel wide and has no arrow, which is what thousands of lines can tell and what a
// processor without graphics card draws in time; what is only reported, planned or possible is paler.

// [red, green, blue] of a colour that a style sheet computed, or of #rrggbb.
function rgb(colour) {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  return hex ? hex.slice(1).map((part) => parseInt(part, 16)) : colour.match(/[\d.]+/g).slice(0, 3).map(Number);
}

// What a colour looks like, that opaque, on the ground of the picture: many thin lines stay quick and even.
const grounds = new Map();
function onGround(colour, opacity) {
  const key = `${colour} ${opacity} ${colours.canvas}`;
  if (!grounds.has(key)) {
    const ground = rgb(colours.canvas);
    grounds.set(key, `rgb(${rgb(colour).map((part, i) => Math.round(part * opacity + ground[i] * (1 - opacity))).join(",")})`);
  }
  return grounds.get(key);
}

const FAINT = { reported: 0.75, planned: 0.55, possible: 0.45 };

function sigmaEngine(box, on) {
  const graph = new sigma.MultiDirectedGraph(); // indices are the keys: text of the graph never becomes one
  for (const id of drawn.entities) {
    const { x, y, r, type } = entities[id];
    graph.addNode(String(id), { x, y: -y, size: r, shape: SHAPES.indexOf(types[type].shape), color: "#000", zIndex: r });
  }
  for (const id of drawn.facts.filter((fact) => facts[fact].s !== facts[fact].o)) {
    graph.addEdgeWithKey(String(id), String(facts[id].s), String(facts[id].o), { color: "#000" });
  }
  let near = null;
  const renderer = new sigma.Sigma(graph, box, {
    renderLabels: false,
    itemSizesReference: "positions",
    zoomToSizeRatioFunction: (ratio) => ratio,
    defaultNodeType: "shape",
    nodeProgramClasses: { shape: shapeProgram(() => rgb(colours.ink)) },
    defaultEdgeType: "line",
    edgeProgramClasses: { line: sigma.EdgeLineProgram },
    nodeReducer(key, known) {
      const look = entityLook(Number(key), near);
      return { ...known, hidden: look.hidden, color: onGround(look.colour, look.opacity), zIndex: look.opacity === 1 ? 1 : 0 };
    },
    edgeReducer(key, known) {
      const look = factLook(Number(key), near);
      const faint = FAINT[facts[key].status] ?? 1;
      return { ...known, hidden: look.hidden, color: onGround(look.colour, (near ? 0.1 : hasDiscs() ? 0.5 : 1.1 * density ** 1.5) * faint) };
    },
    zIndex: true,
  });
  const camera = renderer.getCamera();
  const whole = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
  const at = (x, y, state) => renderer.graphToViewport({ x, y: -y }, state ? { cameraState: state } : undefined);

  // Nothing turns, so one point and one length say where everything is.
  let origin = { x: 0, y: 0 };
  let unit = 1;
  const measure = () => { origin = at(0, 0); unit = (at(1000, 0).x - origin.x) / 1000; };
  const onScreen = ([x, y]) => ({ x: origin.x + unit * x, y: origin.y + unit * y });
  const placeOf = (id) => { const { x, y } = graph.getNodeAttributes(id); return [x, -y]; };

  renderer.on("afterRender", () => { measure(); on.drawn(); });
  // What was dragged is not clicked, too.
  let dragging = null;
  let wasDragged = false;
  renderer.on("downNode", ({ node }) => { dragging = node; wasDragged = false; });
  renderer.on("moveBody", ({ event }) => {
    if (dragging === null) return;
    const { x, y } = renderer.viewportToGraph(event);
    graph.mergeNodeAttributes(dragging, { x, y });
    wasDragged = true;
    on.moved();
    event.preventSigmaDefault();
  });
  const drop = () => {
    if (dragging !== null && wasDragged) on.dragged(Number(dragging), placeOf(dragging));
    dragging = null;
  };
  for (const event of ["upNode", "upStage"]) renderer.on(event, drop);
  renderer.on("clickNode", ({ node }) => { if (!wasDragged) on.pick({ node: Number(node) }); });
  renderer.on("clickStage", ({ event }) => on.pick({ fact: factAt(event) ?? undefined }, event));
  renderer.on("enterNode", ({ node }) => on.hover(Number(node), null));
  renderer.on("leaveNode", () => on.hover(null, null));
  for (const event of ["mousedown", "wheel", "touchdown"]) (event === "touchdown" ? renderer.getTouchCaptor() : renderer.getMouseCaptor()).on(event, on.moved);

  // The fact whose line runs nearest to a point, at most five pixels off; null where there is none.
  function factAt({ x, y }) {
    const within = (near ? [...near.facts] : drawn.facts).filter((id) => isLinePictured(id) && facts[id].s !== facts[id].o);
    const off = (id) => {
      const [a, b] = [facts[id].s, facts[id].o].map((end) => onScreen(placeOf(end)));
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const part = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(a.x + part * dx - x, a.y + part * dy - y);
    };
    const [best] = within.map((id) => [off(id), id]).filter(([distance]) => distance < 5).sort((a, b) => a[0] - b[0]);
    return best ? best[1] : null;
  }

  const frame = (centre, scale) => {
    const [a, b] = [at(0, 0, whole), at(1000, 0, whole)];
    const ratio = (b.x - a.x) / 1000 / scale;
    const { x, y } = renderer.viewportToFramedGraph(at(...centre, whole), { cameraState: whole });
    camera.setState({ x, y, angle: 0, ratio });
  };

  return {
    place(points) {
      const [xs, ys] = [drawn.entities.map((id) => points[id][0]), drawn.entities.map((id) => -points[id][1])];
      renderer.setCustomBBox({ x: ends(xs), y: ends(ys) });
      graph.updateEachNodeAttributes((key, known) => ({ ...known, x: points[key][0], y: -points[key][1] }), { attributes: ["x", "y"] });
      renderer.refresh();
      measure();
    },
    paint(lit) {
      near = lit;
      renderer.refresh({ skipIndexation: true });
    },
    frame,
    scale: () => unit,
    zoom: (factor) => camera.setState({ ratio: camera.ratio / factor }),
    centre: (id) => frame(placeOf(id), unit),
    spot: (id) => ({ ...onScreen(placeOf(id)), r: entities[id].r * unit }),
    curve(id) {
      if (facts[id].s === facts[id].o) return null;
      const [from, to] = [facts[id].s, facts[id].o].map((end) => onScreen(placeOf(end)));
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      return [from, { x: (from.x + to.x) / 2 + dy * bends[id], y: (from.y + to.y) / 2 - dx * bends[id] }, to];
    },
    over(context) {
      for (const id of near ? near.facts : hovered === null ? [] : entities[hovered].facts) {
        const spot = this.spot(facts[id].o);
        if (facts[id].s === facts[id].o) drawLoop(context, factLook(id, near), id, spot);
        else drawFact(context, factLook(id, near), id, this.curve(id), spot.r);
      }
    },
    redraw: () => renderer.scheduleRender(),
    resize: () => renderer.resize(true),
    canvases() {
      renderer.render(); // WebGL forgets what it drew as soon as it is shown
      return ["edges", "nodes"].map((layer) => renderer.getCanvases()[layer]);
    },
  };
}

// A fact about one entity alone: a ring that starts and ends at it.
function drawLoop(context, look, id, { x, y, r }) {
  if (!shown.fact[id]) return;
  Object.assign(context, { strokeStyle: look.colour, lineWidth: Math.max(1.5, look.width), globalAlpha: look.opacity });
  context.setLineDash(dashesOf(facts[id]));
  context.beginPath();
  context.arc(x + 0.7 * r + 7, y - 0.7 * r - 7, 10, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

// One fact as it looks in full: bend, dashes, width, arrow.
function drawFact(context, look, id, curve, radius) {
  if (!curve || !shown.fact[id]) return;
  const [from, by, to] = curve;
  Object.assign(context, { strokeStyle: look.colour, fillStyle: look.colour, lineWidth: Math.max(1.5, look.width), globalAlpha: look.opacity });
  context.setLineDash(dashesOf(facts[id]));
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(by.x, by.y, to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  if (hasArrow(facts[id])) {
    const angle = Math.atan2(to.y - by.y, to.x - by.x);
    context.save();
    context.translate(to.x - (radius + 1) * Math.cos(angle), to.y - (radius + 1) * Math.sin(angle));
    context.rotate(angle);
    context.beginPath();
    for (const [x, y] of [[0, 0], [-9, 4], [-9, -4]]) context.lineTo(x, y);
    context.fill();
    context.restore();
  }
  context.globalAlpha = 1;
}
