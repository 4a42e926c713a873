// The engine for thousands of entities: sigma.js draws with WebGL. The interface is that of vis.js.

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
  let started = false;
  // The graph is handed over when everything has its place: each time sigma.js looks through all of it is felt.
  const renderer = new sigma.Sigma(new sigma.MultiDirectedGraph(), box, {
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
      return { ...known, hidden: look.hidden, color: thinColour(Number(key), look, near) };
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
  renderer.on("clickStage", ({ event }) => on.pick({ fact: lines.at(event, near) }, event));
  renderer.on("enterNode", ({ node }) => on.hover(Number(node), null));
  renderer.on("leaveNode", () => on.hover(null, null));
  for (const event of ["mousedown", "wheel", "touchdown"]) (event === "touchdown" ? renderer.getTouchCaptor() : renderer.getMouseCaptor()).on(event, on.moved);

  const spot = (id) => ({ ...onScreen(placeOf(id)), r: entities[id].r * unit });
  const lines = straightLines(spot);

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
      // Without telling of each: sigma.js would look through everything for that, too.
      for (const id of drawn.entities) Object.assign(graph.getNodeAttributes(String(id)), { x: points[id][0], y: -points[id][1] });
      if (started) renderer.refresh(); else renderer.setGraph(graph);
      started = true;
      measure();
    },
    paint(lit) {
      near = lit;
      if (started) renderer.refresh();
    },
    frame,
    scale: () => unit,
    zoom: (factor) => camera.setState({ ratio: camera.ratio / factor }),
    centre: (id) => frame(placeOf(id), unit),
    spot,
    curve: lines.curve,
    over: (context) => lines.over(context, near),
    redraw: () => renderer.scheduleRender(),
    resize: () => renderer.resize(true),
  };
}
