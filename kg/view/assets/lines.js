// Facts as straight lines, where there are thousands of them: one pixel wide and without arrows, which is what so many
// can tell and what a processor without graphics card draws in time; what is only reported, planned or possible is
// paler. Those of the selection are drawn over the others as they look in full: bend, dashes, width, arrow.

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
const thinColour = (id, { colour }, near) => onGround(colour, (near ? 0.1 : hasDiscs() ? 0.5 : 1.1 * density ** 1.5) * (FAINT[facts[id].status] ?? 1));

// The lines of an engine that tells by `spot(id)` where an entity is on the screen.
function straightLines(spot) {
  const isLoop = (id) => facts[id].s === facts[id].o;
  const lines = new Set(drawn.facts);

  function curve(id) {
    if (isLoop(id) || !lines.has(id)) return null;
    const [from, to] = [spot(facts[id].s), spot(facts[id].o)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return [from, { x: (from.x + to.x) / 2 + dy * bends[id], y: (from.y + to.y) / 2 - dx * bends[id] }, to];
  }

  // How far a point is from a line.
  function off(id, { x, y }) {
    const [a, b] = [spot(facts[id].s), spot(facts[id].o)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const part = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(a.x + part * dx - x, a.y + part * dy - y);
  }

  return {
    curve,
    // The fact whose line runs nearest to a point, at most five pixels off; undefined where there is none.
    at(point, near) {
      const within = [...near?.facts ?? lines].filter((id) => lines.has(id) && isLinePictured(id) && !isLoop(id));
      const [best] = within.map((id) => [off(id, point), id]).filter(([distance]) => distance < 5).sort((a, b) => a[0] - b[0]);
      return best?.[1];
    },
    over(context, near) {
      const some = near ? [...near.facts] : hovered === null ? [] : entities[hovered].facts;
      for (const id of some.filter((fact) => lines.has(fact))) {
        if (isLoop(id)) drawLoop(context, factLook(id, near), id, spot(facts[id].o));
        else drawFact(context, factLook(id, near), id, curve(id), spot(facts[id].o).r);
      }
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
