// The circles that many actors fall into, as the layout found them: discs under the picture. In a page that holds a part
// of its graph they are a map: a disc stands for its whole community, and is closed until somebody opens it.

const discs = data.circles?.discs ?? [];
const circleOf = data.circles?.of ?? [];
const isPart = Boolean(data.whole);
const isMap = () => isPart && state.layout === "force" && !state.around;
const hasDiscs = () => discs.length > 1 && state.layout === "force";

// What the picture has of what is on show: on a map only what is open or next to the selection; and of lines between
// circles only those of the selection, as thousands of them would cover everything.
let lit = null; // the focus of the last painting
const isPictured = (id) => shown.entity[id] && (!isMap() || state.open.has(circleOf[id]) || Boolean(lit?.entities.has(id)));
const isBridge = ({ s, o }) => isLarge && hasDiscs() && circleOf[s] !== circleOf[o];
const isLinePictured = (id) => shown.fact[id] && (Boolean(lit?.facts.has(id)) || (!isBridge(facts[id]) && isPictured(facts[id].s) && isPictured(facts[id].o)));

const titleOf = (disc) => communities().list[disc].title;
const membersOf = (disc) => communities().list[disc].ids;
const weightOf = (id) => data.whole?.factsOf[id] ?? entities[id].facts.length;

// ------------------------------------------------------------------------------------------------ where they are

const discOnScreen = (disc) => {
  const { x, y, rx, ry } = discs[disc];
  const [origin, scale] = [originOnScreen(), engine.scale()];
  return { x: origin.x + x * stretch * scale, y: origin.y + (y / stretch) * scale, rx: rx * stretch * scale, ry: (ry / stretch) * scale };
};

function discAt(point) {
  const inside = ({ x, y, rx, ry }) => ((point.x - x) / rx) ** 2 + ((point.y - y) / ry) ** 2 <= 1;
  const found = discs.findIndex((_, disc) => inside(discOnScreen(disc)));
  return isMap() && found >= 0 ? found : null;
}

// [left, right, high, low] of all discs, in units of the layout.
const mapFrame = () => [
  Math.min(...discs.map(({ x, rx }) => x - rx)) * stretch, Math.max(...discs.map(({ x, rx }) => x + rx)) * stretch,
  Math.min(...discs.map(({ y, ry }) => y - ry)) / stretch, Math.max(...discs.map(({ y, ry }) => y + ry)) / stretch,
];

// The disc into the frame; until somebody moves the picture, it stays there.
let framedDisc = null;
function frameDisc(disc) {
  framedDisc = disc;
  const { x, y, rx, ry } = discs[disc];
  const scale = Math.min((canvasBox.clientWidth - 120) / (2.1 * rx * stretch), (canvasBox.clientHeight - 110) / (2.1 * ry / stretch));
  engine.frame([x * stretch, y / stretch], Math.max(scale, 0.1));
}

// ------------------------------------------------------------------------------------------------ opening

function openDisc(disc) {
  const wasOpen = state.open.has(disc);
  state.open = new Set([...state.open, disc]);
  select({ disc });
  if (!wasOpen && isMap()) frameDisc(disc);
  byId("said").textContent = say("is-open", { who: titleOf(disc), n: membersOf(disc).length });
}

function closeDiscs(...closed) {
  const open = new Set(state.open);
  for (const disc of closed) open.delete(disc);
  change({ open });
  fit();
  byId("said").textContent = closed.length === 1 ? say("is-closed", { who: titleOf(closed[0]) }) : "";
}

const toggleDisc = (disc) => (state.open.has(disc) ? closeDiscs(disc) : openDisc(disc));

// The next disc in a direction; the largest to begin with.
function stepDisc(way) {
  const here = state.disc === null ? null : discOnScreen(state.disc);
  const next = here ? nearest(here, discs.map((_, disc) => disc).filter((disc) => disc !== state.disc), discOnScreen, way) : 0;
  if (next !== undefined) select({ disc: next });
}

// ------------------------------------------------------------------------------------------------ how it looks

const ellipse = ({ x, y, rx, ry }) => { const [a, b, c, d] = [x, y, rx, ry].map((value) => Math.round(value * 10) / 10); return `M${a - c} ${b}a${c} ${d} 0 1 0 ${2 * c} 0a${c} ${d} 0 1 0 ${-2 * c} 0z`; };

// Lines between the discs of a map, as thick as the facts are many; then the discs.
function discParts() {
  if (!hasDiscs()) return [];
  const spots = discs.map((_, disc) => discOnScreen(disc));
  const tint = (disc) => onGround(tintOf(disc), state.open.has(disc) || !isMap() ? 0.07 : 0.22);
  return [
    ...(isMap() ? mapLines(spots) : []),
    ...spots.map((spot, disc) => ({ d: ellipse(spot), fill: tint(disc), stroke: disc === state.disc ? colours.accent : onGround(tintOf(disc), isMap() ? 0.75 : 0.25), width: disc === state.disc ? 3 : 1 })),
  ];
}

const LINES = 3; // of a disc that is not chosen
function mapLines(spots) {
  const strongest = Math.max(1, ...discs.flatMap(({ links }) => links.map(([, many]) => many)));
  const drawn = new Set();
  return discs.flatMap(({ links }, disc) => links.slice(0, disc === state.disc ? links.length : LINES).map(([other, many]) => {
    const pair = Math.min(disc, other) * discs.length + Math.max(disc, other);
    if (drawn.has(pair)) return null;
    drawn.add(pair);
    const chosen = disc === state.disc || other === state.disc;
    return { d: `M${spots[disc].x} ${spots[disc].y}L${spots[other].x} ${spots[other].y}`, stroke: chosen ? colours.accent : colours.edge, width: 1 + 5 * many / strongest, opacity: chosen ? 0.8 : 0.35 };
  })).filter(Boolean);
}

// The names of a map's communities: on closed discs, above open ones; the largest first, where there is room.
function placeDiscTitles(context, taken, size) {
  if (!isMap()) return;
  const order = [...(state.disc === null ? [] : [state.disc]), ...discs.keys()];
  for (const disc of new Set(order)) {
    const [{ x, y, ry }, open] = [discOnScreen(disc), state.open.has(disc)];
    const names = titleOf(disc).split(", ");
    const tries = open ? [[titleOf(disc)]] : [[...names.slice(0, 2).map(shorten), say("actors", { n: discs[disc].members })], [shorten(names[0])]];
    context.font = groundFont(true);
    const boxes = tries.map((lines) => {
      const [w, h] = [Math.max(...lines.map((line) => widthOf(context, line))) + 6, 15 * lines.length];
      const top = open ? Math.max(4, y - ry - h - 4) : y - h / 2;
      return [x - w / 2, top, x + w / 2, top + h];
    });
    const which = boxes.findIndex((box) => box[0] >= 0 && box[2] <= size.width && box[1] >= 0 && box[3] <= size.height && (disc === state.disc || taken.isFree(box, null)));
    if (which < 0) continue;
    const [lines, box] = [tries[which], boxes[which]];
    taken.take(box, `disc ${disc}`);
    lines.forEach((line, i) => { context.font = groundFont(i < 2); write(context, line, x, box[1] + 8 + 15 * i, colours.ink); });
    placed.push({ text: lines.join(" "), box, lines, bold: true });
  }
}

// ------------------------------------------------------------------------------------------------ what is told of it

const partText = () => say("part", data.whole);

const discButton = (disc, number) => el("li", {}, svg(16, 16, { d: OUTLINES.dot, fill: tintOf(disc), class: "tint" }),
  el("button", { type: "button", class: "link", "data-disc": disc, "aria-expanded": String(state.open.has(disc)), onclick: () => openDisc(disc) }, el("bdi", {}, titleOf(disc))),
  el("span", { class: "number" }, String(number)));

function discPanel(disc) {
  const { members, links } = discs[disc];
  const ids = [...membersOf(disc)].sort((a, b) => weightOf(b) - weightOf(a) || a - b);
  const inside = shown.facts.filter(({ s, o }) => circleOf[s] === disc && circleOf[o] === disc).length;
  const open = state.open.has(disc);
  return [
    closeButton(), el("p", { class: "type" }, say("community")), el("h2", { class: "title", dir: "auto" }, titleOf(disc)),
    el("p", { class: "meta" }, say("community-text", { members, n: ids.length, facts: inside })),
    isMap() ? el("div", { class: "acts" }, act(say(open ? "close-community" : "open-community"), () => { toggleDisc(disc); byId("open-community")?.focus(); }, { id: "open-community", "aria-expanded": String(open) })) : null,
    el("h2", { class: "count" }, say("most-central")),
    el("ol", { class: "most" }, lazily(ids, (id) => el("li", {}, typeIcon(types[entities[id].type]), nodeButton(id), el("span", { class: "number" }, String(weightOf(id)))))),
    links.length ? el("h2", { class: "count" }, say("linked-communities")) : null,
    links.length ? el("ol", { class: "most" }, links.map(([other, many]) => discButton(other, many))) : null,
  ].filter(Boolean);
}

// In the overview of a page that is a part of its graph: what it leaves out, and its communities.
const mapOverview = () => (isPart ? [
  isLost ? el("p", { class: "meta", id: "lost", role: "alert" }, say("search-part", { entities: data.whole.allEntities })) : null,
  el("h2", { class: "count" }, say("communities-of", { n: discs.length, all: data.whole.communities })),
  el("ol", { class: "most" }, lazily([...discs.keys()], (disc) => discButton(disc, discs[disc].members))),
] : isLarge && hasDiscs() ? [el("p", { class: "meta" }, say("lines-between"))] : []);

// Whether the address names what this page does not have.
let isLost = false;

// How many of an actor's facts are here, and how to see them all.
function partOfActor(id) {
  if (!isPart || weightOf(id) === entities[id].facts.length) return null;
  const name = /^[\w.-]+$/.test(entities[id].id) ? `id:${entities[id].id}` : "NAME"; // nothing that a shell would run
  return el("p", { class: "meta" }, say("part-of-actor", { n: entities[id].facts.length, all: weightOf(id), name }));
}
