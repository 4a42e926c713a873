// The engine for up to some 1,500 entities: vis-network draws nodes and edges where they were placed.
//
// An engine is made with (box, on) and has
//   place(points)       puts the entities at [x, y], in units of the layout
//   paint(near)         takes over the looks that have changed
//   frame(centre, scale), scale(), zoom(factor), centre(point)
//   spot(id)            {x, y, r}: where an entity is on the screen, in pixels of the box
//   curve(id)           [from, by, to]: the line of a fact on the screen, a quadratic Bezier curve; null for a loop
//   redraw(), resize()
//   canvases()          what it has drawn, bottom first, for a picture
// and calls on.pick({node, fact}, point on the screen), on.hover(node, fact), on.moved() when somebody moves the picture, on.drawn(),
// on.dragged(id, point) when somebody has put an entity elsewhere.

function visEngine(box, on) {
  // Indices are the ids: text of the graph never becomes a key.
  const nodes = new vis.DataSet(drawn.entities.map((id) => ({ id, x: entities[id].x, y: entities[id].y, size: entities[id].r, shape: types[entities[id].type].shape, hidden: true, chosen: false })));
  const edges = new vis.DataSet(drawn.facts.map((id) => [id, facts[id]]).map(([id, fact]) => ({
    id, from: fact.s, to: fact.o, hidden: true, chosen: false, selfReference: { size: 18 },
    smooth: bends[id] === 0 ? false : { enabled: true, type: bends[id] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bends[id]) },
    dashes: dashesOf(fact).length ? dashesOf(fact) : false,
    arrows: { to: { enabled: hasArrow(fact), scaleFactor: 0.5 * density } },
  })));
  const network = new vis.Network(box, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, hideEdgesOnDrag: facts.length > 2500 },
  });
  network.on("afterDrawing", on.drawn);
  network.on("click", ({ nodes: [node], edges: [fact], pointer }) => on.pick(node !== undefined ? { node } : { fact }, pointer.DOM));
  network.on("hoverNode", ({ node }) => on.hover(node, null));
  network.on("hoverEdge", ({ edge }) => on.hover(null, edge));
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => on.hover(null, null));
  network.on("dragEnd", ({ nodes: [node] }) => {
    if (node === undefined) return;
    const { x, y } = network.getPosition(node);
    on.dragged(node, [x, y]);
  });
  for (const event of ["dragStart", "zoom"]) network.on(event, on.moved);

  // vis-network is given what has changed since the last call, and nothing else.
  const known = { nodes: [], edges: [] };
  const changed = (kind, ids, look) => ids.map((id) => [id, look(id)]).filter(([id, now]) => {
    const text = JSON.stringify(now);
    if (known[kind][id] === text) return false;
    known[kind][id] = text;
    return true;
  }).map(([id, now]) => ({ id, ...now }));

  return {
    place: (points) => nodes.update(drawn.entities.map((id) => ({ id, x: points[id][0], y: points[id][1] }))), // moveNode asks for a drawing each time
    paint(near) {
      nodes.update(changed("nodes", drawn.entities, (id) => {
        const { hidden, opacity, colour, border } = entityLook(id, near);
        return { hidden, opacity, borderWidth: 1, color: { background: colour, border } };
      }));
      edges.update(changed("edges", drawn.facts, (id) => {
        const { hidden, width, colour, opacity } = factLook(id, near);
        return { hidden, width, color: { color: colour, hover: colours.accent, opacity } };
      }));
      network.redraw();
    },
    frame: (centre, scale) => network.moveTo({ position: { x: centre[0], y: centre[1] }, scale }),
    scale: () => network.getScale(),
    zoom: (factor) => network.moveTo({ scale: Math.min(12, Math.max(0.05, network.getScale() * factor)) }),
    centre: (id) => network.moveTo({ position: network.getPosition(id) }),
    spot(id) {
      const { x, y } = network.canvasToDOM(network.getPosition(id));
      return { x, y, r: entities[id].r * network.getScale() };
    },
    curve(id) {
      if (facts[id].s === facts[id].o) return null;
      const line = network.body.edges[id].edgeType; // the curve itself is known only to vis-network's own edge
      const [from, to] = [line.fromPoint, line.toPoint].map((point) => network.canvasToDOM(point));
      const by = line.getViaNode?.();
      return [from, by ? network.canvasToDOM(by) : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to];
    },
    redraw: () => network.redraw(),
    resize: () => network.setSize("100%", "100%"),
    canvases: () => [box.querySelector("canvas")],
  };
}
