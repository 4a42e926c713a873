// The engine for up to some 1,500 entities: vis-network draws nodes and edges where they were placed.
//
// An engine is made with (box, on) and has
//   place(points)       puts the entities at [x, y], in units of the layout
//   paint(near)         takes over the looks that have changed
//   frame(centre, scale), scale(), zoom(factor), centre(point)
//   spot(id)            {x, y, r}: where an entity is on the screen, in pixels of the box
//   curve(id)           [from, by, to]: the line of a fact on the screen, a quadratic Bezier curve; null for a loop
//   redraw(), resize()
//   over(context)       what it draws over the picture, below the names; not every engine has it
// and calls on.pick({node, fact}, point on the screen), on.hover(node, fact), on.moved() when somebody moves the picture, on.drawn(),
// on.dragged(id, point) when somebody has put an entity elsewhere.

// The more entities there are, the plainer the lines: of thousands each that vis-network draws itself is felt.
const isPlain = isLarge;

// A colour that far to be seen through.
const seenThrough = (colour, opacity) => (opacity === 1 ? colour : `rgba(${rgb(colour).join(",")},${opacity})`);

function visEngine(box, on) {
  let near = null;
  let started = false;
  const network = new vis.Network(box, {}, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { borderWidth: 1 },
    interaction: { hover: true, keyboard: false, hideEdgesOnDrag: facts.length > 2500 },
  });
  const { body } = network; // for what vis-network would look through everything, and draw each time
  const spot = (id) => {
    const { x, y } = network.canvasToDOM(body.nodes[id]);
    return { x, y, r: entities[id].r * body.view.scale };
  };
  const lines = straightLines(spot);
  let dragging = false;
  network.on("beforeDrawing", (context) => { if (started && isPlain && !dragging) drawPlain(context); });
  network.on("afterDrawing", () => { if (started) on.drawn(); });
  network.on("click", ({ nodes: [node], edges: [fact], pointer }) => on.pick(node !== undefined ? { node } : { fact: isPlain ? lines.at(pointer.DOM, near) : fact }, pointer.DOM));
  network.on("hoverNode", ({ node }) => on.hover(node, null));
  network.on("hoverEdge", ({ edge }) => on.hover(null, edge));
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => on.hover(null, null));
  network.on("dragStart", () => { dragging = true; });
  network.on("dragEnd", ({ nodes: [node] }) => {
    dragging = false;
    if (node === undefined) return;
    const { x, y } = network.getPosition(node);
    on.dragged(node, [x, y]);
  });
  for (const event of ["dragStart", "zoom"]) network.on(event, on.moved);

  // The looks go straight into what vis-network draws from: its own way reads every option of each anew.
  const looks = {
    node(id) {
      const { hidden, opacity, colour, border } = entityLook(id, near);
      return { hidden, background: seenThrough(colour, opacity), border: seenThrough(border, opacity) };
    },
    put() {
      for (const id of drawn.entities) {
        const { hidden, background, border } = looks.node(id);
        const { options } = body.nodes[id];
        options.hidden = hidden;
        Object.assign(options.color, { background, border });
      }
      for (const id of isPlain ? [] : drawn.facts) {
        const { hidden, width, colour, opacity } = factLook(id, near);
        const { options } = body.edges[id];
        Object.assign(options, { hidden, width });
        Object.assign(options.color, { color: colour, opacity });
      }
      network._updateVisibleIndices();
    },
  };

  // Everything at its place and as it looks: so it is given only once. Indices are the ids: text of the graph never
  // becomes a key.
  function begin(points) {
    const nodes = drawn.entities.map((id) => {
      const { hidden, background, border } = looks.node(id);
      return { id, x: points[id][0], y: points[id][1], size: entities[id].r, shape: types[entities[id].type].shape, chosen: false, hidden, color: { background, border } };
    });
    const edges = isPlain ? [] : drawn.facts.map((id) => {
      const { hidden, width, colour, opacity } = factLook(id, near);
      return {
        id, from: facts[id].s, to: facts[id].o, hidden, width, chosen: false, selfReference: { size: 18 }, color: { color: colour, hover: colours.accent, opacity },
        smooth: bends[id] === 0 ? false : { enabled: true, type: bends[id] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bends[id]) },
        dashes: dashesOf(facts[id]).length ? dashesOf(facts[id]) : false,
        arrows: { to: { enabled: hasArrow(facts[id]), scaleFactor: 0.5 * density } },
      };
    });
    network.setData({ nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) });
    started = true;
  }

  return {
    place(points) {
      if (!started) { begin(points); return; }
      for (const id of drawn.entities) {
        [body.nodes[id].x, body.nodes[id].y] = points[id];
        body.nodes[id].updateBoundingBox();
      }
      network.redraw();
    },
    paint(lit) {
      near = lit;
      if (!started) return;
      looks.put();
      network.redraw();
    },
    frame: (centre, scale) => network.moveTo({ position: { x: centre[0], y: centre[1] }, scale }),
    scale: () => network.getScale(),
    zoom: (factor) => network.moveTo({ scale: Math.min(12, Math.max(0.05, network.getScale() * factor)) }),
    centre: (id) => network.moveTo({ position: network.getPosition(id) }),
    spot,
    curve(id) {
      if (isPlain) return lines.curve(id);
      if (facts[id].s === facts[id].o) return null;
      const line = body.edges[id].edgeType; // the curve itself is known only to vis-network's own edge
      const [from, to] = [line.fromPoint, line.toPoint].map((point) => network.canvasToDOM(point));
      const by = line.getViaNode?.();
      return [from, by ? network.canvasToDOM(by) : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to];
    },
    over: (context) => { if (isPlain) lines.over(context, near); },
    redraw: () => network.redraw(),
    resize: () => network.setSize("100%", "100%"),
  };

  // All lines of one colour at once.
  function drawPlain(context) {
    const byColour = new Map();
    for (const id of drawn.facts) {
      const look = factLook(id, near);
      if (look.hidden || facts[id].s === facts[id].o) continue;
      const colour = thinColour(id, look, near);
      if (!byColour.has(colour)) byColour.set(colour, []);
      byColour.get(colour).push(facts[id]);
    }
    context.lineWidth = 1 / body.view.scale;
    for (const [colour, some] of byColour) {
      context.strokeStyle = colour;
      context.beginPath();
      for (const { s, o } of some) { context.moveTo(body.nodes[s].x, body.nodes[s].y); context.lineTo(body.nodes[o].x, body.nodes[o].y); }
      context.stroke();
    }
  }
}
