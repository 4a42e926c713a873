// What lies under the picture: the years and types of columns, rings, and the tints of communities. Worked out as
// lines and words, which the screen and the saved picture draw alike.

const ground = el("canvas", { class: "ground" });

const TITLES = 20; // how high a row of titles is, in pixels
const titleRows = () => (arranged.titles.length > 1 && state.layout === "types" ? 3 : Math.min(1, arranged.titles.length));

// A canvas of the size of the picture, empty, in pixels of the page.
function cleared(canvas) {
  const ratio = window.devicePixelRatio;
  const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight].map((length) => Math.floor(length * ratio));
  const context = canvas.getContext("2d");
  // Another size takes new memory: only where it is another one.
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  else context.reset();
  context.scale(ratio, ratio);
  context.lineJoin = context.lineCap = "round";
  context.textBaseline = "middle";
  return context;
}

// Where the middle of the layout is on the screen: nothing turns, so one entity tells it.
function originOnScreen() {
  const [id] = drawn.entities;
  if (id === undefined) return { x: 0, y: 0 };
  const { x, y } = engine.spot(id);
  return { x: x - standing[id][0] * engine.scale(), y: y - standing[id][1] * engine.scale() };
}

function drawGround() {
  const parts = groundParts();
  ground.hidden = !parts.length; // one layer less, mostly
  if (!parts.length) return;
  const context = cleared(ground);
  for (const { d, stroke, fill, width, opacity, text, x, y, bold } of parts) {
    context.globalAlpha = opacity ?? 1;
    if (d) {
      Object.assign(context, { strokeStyle: stroke, lineWidth: width });
      const path = new Path2D(d);
      if (fill) { context.fillStyle = fill; context.fill(path); }
      context.stroke(path);
    } else {
      Object.assign(context, { fillStyle: colours.muted, font: groundFont(bold), textAlign: "center" });
      context.fillText(text, x, y);
    }
  }
}

const groundFont = (bold) => `${bold ? 600 : 400} 12px system-ui, sans-serif`;

// The same for a picture that is saved.
const savedGround = () => groundParts().map(({ d, stroke, fill, width, opacity, text, x, y, bold }) => (d
  ? shape("path", { d, stroke, "stroke-width": width, opacity, fill: fill ?? "none", "stroke-linecap": "round", "stroke-linejoin": "round" })
  : letters(x, y + 4, text, { fill: colours.muted, "text-anchor": "middle", "font-weight": bold ? 600 : null })));

// Shapes {d, stroke, fill, width, opacity} and words {text, x, y, bold}, in pixels of the picture.
function groundParts() {
  const scale = engine.scale();
  const origin = originOnScreen();
  const at = ([x, y]) => [Math.round((origin.x + x * scale) * 10) / 10, Math.round((origin.y + y * scale) * 10) / 10];
  return [...discParts(), ...(state.communities ? communityTints(at, scale) : []), ...ringLines(at, scale), ...columnLines(at)];
}

function communityTints(at, scale) {
  arranged.strands ??= strands(standing, drawn.entities.filter(isPictured));
  return arranged.strands.map((lines, index) => {
    if (!lines.length || communities().list[index].ids.length < 2) return null;
    const d = lines.map(([s, o]) => `M${at(standing[s]).join(" ")}L${at(standing[o]).join(" ")}`).join("");
    return { d, stroke: tintOf(index), width: Math.max(14, 60 * Math.min(1, scale)), opacity: 0.17 };
  }).filter(Boolean);
}

function ringLines(at, scale) {
  const [cx, cy] = at([0, 0]);
  return arranged.rings.flatMap(({ x, y, steps }) => {
    const [rx, ry] = [x * scale, y * scale];
    const box = ringTitle(cx, cy - ry);
    return [
      { d: `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`, stroke: colours.edge, width: 1, opacity: 0.45 },
      { text: say("steps", { n: steps }), x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 },
    ];
  });
}

// Where the words of a ring stand, above its top.
const ringTitle = (x, top) => [x - 30, top - 16, x + 30, top - 2];
const ringTitles = () => { const { x, y } = originOnScreen(); return arranged.rings.map((ring) => ringTitle(x, y - ring.y * engine.scale())); };

// Titles stay at the top, whatever is below them, in the first row with room for their words; without any, the line
// alone stays.
function columnLines(at) {
  const context = overlay.getContext("2d");
  context.font = groundFont(true);
  const free = Array(titleRows()).fill(0);
  const [width, height] = [canvasBox.clientWidth, canvasBox.clientHeight];
  return arranged.titles.flatMap(({ text, left, right }, index) => {
    const [from, to] = [at([left, 0])[0], at([right, 0])[0]];
    const [middle, half] = [(from + to) / 2, widthOf(context, text) / 2];
    const row = free.findIndex((taken) => middle - half > taken);
    const down = (x, y) => `M${x} ${y}V${height}`;
    const last = index + 1 === arranged.titles.length ? down(to, TITLES * free.length) : "";
    const stem = row >= 0 ? `M${middle} ${TITLES * (row + 1)}V${TITLES * free.length}` : "";
    const line = { d: down(from, TITLES * free.length) + last + stem, stroke: colours.edge, width: 1, opacity: 0.35 };
    if (row < 0 || middle + half > width) return [line];
    free[row] = middle + half + 8;
    return [line, { text, x: middle, y: TITLES * (row + 0.5) + 1, bold: true }];
  });
}
