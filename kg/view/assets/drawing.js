// The picture as a drawing of lines and letters (SVG): what is on the screen now, under its title and over its legend
// and sources. Made from the engine's interface and the looks alone, on light ground, whichever engine there is.
// Only elements, attributes and text nodes; no styles, which the policy of the page would not let through.

const SVG_SPACE = "http://www.w3.org/2000/svg";
const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const MARGIN = 16;

// What XML cannot hold (control characters, halves of surrogate pairs) becomes the sign for it.
const asXml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

const round = (number) => String(Math.round(number * 100) / 100);

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, typeof value === "number" ? round(value) : value);
  }
  element.append(...children.map((child) => (typeof child === "string" ? asXml(child) : child)));
  return element;
}

const letters = (x, y, text, attributes) => shape("text", { x, y, "font-size": 12, fill: colours.ink, ...attributes }, text);

// ------------------------------------------------------------------------------------------------ outlines

const ring = (count, at) => Array.from({ length: count }, (_, i) => at(i));
const turned = (count, radius, from) => ring(count, (i) => [radius(i) * Math.sin(from + 2 * Math.PI * i / count), -radius(i) * Math.cos(from + 2 * Math.PI * i / count)]);

// Corners of a shape of radius 1, as vis-network draws it; a dot has none.
const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: turned(3, () => 1.328, 0).map(([x, y]) => [x, y + 0.275]),
  triangleDown: turned(3, () => 1.328, Math.PI).map(([x, y]) => [x, y - 0.275]),
  hexagon: turned(6, () => 1, Math.PI / 2),
  star: turned(10, (i) => 0.82 * (i % 2 ? 0.5 : 1.3), 0).map(([x, y]) => [x, y + 0.1]),
};

function symbol(kind, { x, y, r }, attributes) {
  const corners = CORNERS[kind];
  if (!corners) return shape("circle", { cx: x, cy: y, r, ...attributes });
  return shape("polygon", { points: corners.map(([dx, dy]) => `${round(x + r * dx)},${round(y + r * dy)}`).join(" "), ...attributes });
}

// ------------------------------------------------------------------------------------------------ facts

const mix = (a, b, part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });

// The line of a fact from the middle of its subject to the rim of its object: what is left of the curve in front of
// where it reaches that rim. Null where the two lie on each other.
function toRim([from, by, to], radius) {
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i += 1) {
    const half = (low + high) / 2;
    const { x, y } = along([from, by, to], half);
    if (Math.hypot(x - to.x, y - to.y) > radius) low = half; else high = half;
  }
  return low < 0.01 ? null : [from, mix(from, by, low), along([from, by, to], low)];
}

function lineOf(id, near) {
  const { width, colour, opacity } = factLook(id, near);
  const object = engine.spot(facts[id].o);
  const dashes = dashesOf(facts[id]);
  const line = { fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes.length ? dashes.join(" ") : null };
  if (facts[id].s === facts[id].o) {
    const r = object.r + 4;
    return shape("g", { opacity }, shape("circle", { cx: object.x + r, cy: object.y - r, r, ...line }));
  }
  const subject = engine.spot(facts[id].s);
  const [, by] = engine.curve(id);
  const head = hasArrow(facts[id]) ? 5 + 2.5 * width : 0;
  const curve = toRim([subject, by, object], object.r + 1);
  const shaft = toRim([subject, by, object], object.r + 1 + 0.8 * head);
  const way = shaft ?? curve ?? [subject, by, object]; // entities that touch: the line lies below them
  const point = ({ x, y }) => `${round(x)} ${round(y)}`;
  const drawing = shape("g", { opacity }, shape("path", { d: `M${point(way[0])}Q${point(way[1])} ${point(way[2])}`, ...line }));
  if (head && shaft) { // no room for an arrow where the two nearly touch
    const tip = curve[2];
    const angle = Math.atan2(tip.y - shaft[2].y, tip.x - shaft[2].x);
    const side = (turn) => ({ x: tip.x - head * Math.cos(angle + turn), y: tip.y - head * Math.sin(angle + turn) });
    drawing.append(shape("polygon", { points: [tip, side(0.42), side(-0.42)].map(point).join(" "), fill: colour }));
  }
  return drawing;
}

// ------------------------------------------------------------------------------------------------ picture

function picture(width, height) {
  const near = focus();
  const inside = ({ x, y, r }) => x > -r && y > -r && x < width + r && y < height + r;
  const meets = (a, b) => Math.max(a.x, b.x) > 0 && Math.min(a.x, b.x) < width && Math.max(a.y, b.y) > 0 && Math.min(a.y, b.y) < height;
  const lines = drawn.facts.filter((id) => shown.fact[id] && meets(engine.spot(facts[id].s), engine.spot(facts[id].o)))
    .sort((a, b) => Number(near?.facts.has(a) ?? 0) - Number(near?.facts.has(b) ?? 0) || a - b).map((id) => lineOf(id, near)).filter(Boolean);
  const nodes = drawn.entities.filter((id) => shown.entity[id]).map((id) => [id, engine.spot(id)]).filter(([, spot]) => inside(spot))
    .map(([id, spot]) => {
      const { opacity, colour, border } = entityLook(id, near);
      return symbol(types[entities[id].type].shape, spot, { fill: colour, stroke: border, "stroke-width": 0.8, opacity });
    });
  const rings = chosenEntities().map((id) => engine.spot(id)).filter(inside)
    .map(({ x, y, r }) => shape("circle", { cx: x, cy: y, r: r + 6, fill: "none", stroke: colours.accent, "stroke-width": 2.5 }));
  const halo = { stroke: colours.canvas, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", "text-anchor": "middle" };
  const names = placed.map(({ lines: words, box, bold, relation }) => {
    const look = relation ? { "font-size": 11.5, "font-style": "italic", fill: colours.accent } : { "font-weight": bold ? 600 : null, "font-size": bold ? 13 : 12 };
    const [x, y] = [(box[0] + box[2]) / 2, box[1] + 12];
    if (words.length === 1) return letters(x, y, words[0], { ...look, ...halo });
    return shape("text", { fill: colours.ink, ...look, ...halo }, ...words.map((line, i) => shape("tspan", { x, y: y + 15 * i }, line)));
  });
  return [["ground", savedGround()], ["facts", lines], ["entities", nodes], ["rings", rings], ["names", names]].map(([kind, parts]) => shape("g", { class: kind }, ...parts));
}

// ------------------------------------------------------------------------------------------------ words around it

const measuring = document.createElement("canvas").getContext("2d");
function wide(text, size, weight = 400) {
  measuring.font = `${weight} ${size}px system-ui, sans-serif`;
  return measuring.measureText(text).width;
}

// A text in lines of this width, at most so many; a word that is wider than a line is cut.
function wrapped(text, width, size, weight, most) {
  const fits = (words) => wide(words, size, weight) <= width;
  const lines = [""];
  for (const word of text.slice(0, 2000).split(/\s+/).filter(Boolean)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (fits(longer)) { lines[lines.length - 1] = longer; continue; }
    if (lines.length === most) { lines[most - 1] += " …"; break; }
    let cut = [...word];
    while (cut.length > 1 && !fits(`${cut.join("")}…`)) cut = cut.slice(0, Math.floor(cut.length * 0.9));
    lines.push(cut.length < [...word].length ? `${cut.join("")}…` : word);
  }
  return lines.filter((line, i) => line || i).slice(0, most);
}

// The tints of the communities on show, where they are coloured: the largest dozen.
function communityKey() {
  if (!state.communities) return [];
  const some = communities().list.map(({ ids, title }, i) => ({ ids, known: [tintOf(i), title] }));
  return some.filter(({ ids }) => ids.length > 1 && ids.some((id) => shown.entity[id])).slice(0, 12).map(({ known }) => known);
}

// What the shapes and the lines mean, of those that are on show; in rows.
function legend(width) {
  const kinds = new Set(drawn.entities.filter((id) => shown.entity[id]).map((id) => entities[id].type));
  const told = new Set(shown.facts.map((fact) => fact.status));
  const entries = [
    ...types.filter((_, i) => kinds.has(i)).map((type) => [16, type.label, (x, y) => symbol(type.shape, { x: x + 7, y, r: 5.5 }, { fill: type.colour, stroke: colours.ink, "stroke-width": 0.8 })]),
    ...communityKey().map(([tint, title]) => [16, title, (x, y) => shape("circle", { cx: x + 7, cy: y, r: 6, fill: tint, opacity: 0.6 })]),
    ...statuses.filter(({ id }) => told.has(id)).map(({ id, label, dashes, means }) => [34, `${label}: ${means}`, (x, y) => shape("path", { d: `M${round(x)} ${round(y)}h28`, stroke: id === "negated" ? colours.no : colours.edge, "stroke-width": 2, "stroke-dasharray": dashes.join(" ") || null })]),
  ];
  const group = shape("g", { class: "legend" });
  let [x, y] = [MARGIN, 0];
  for (const [icon, words, draw] of entries) {
    const [label] = wrapped(words, width - 2 * MARGIN - icon, 12, 400, 1);
    const room = icon + wide(label, 12) + 18;
    if (x > MARGIN && x + room > width - MARGIN) { x = MARGIN; y += 20; }
    group.append(draw(x, y + 10), letters(x + icon + 2, y + 14, label));
    x += room;
  }
  return [group, entries.length ? y + 22 : 0];
}

// From which articles, and which part of it all this is.
function sourceText() {
  const from = [...new Set(shown.facts.flatMap((fact) => fact.sources))].sort((a, b) => a - b).map((source) => articleText(articles[source]));
  const years = firstYear !== null && (state.from !== firstYear || state.to !== lastYear) ? ` · ${say("range", { from: state.from, to: state.to })}` : "";
  return `${countText()}${years} · ${say("sources", { n: from.length, names: from.join("; ") })}`;
}

// ------------------------------------------------------------------------------------------------ the whole

// Below a title and above what it means: the network, or the timeline where that is on top; as an element that stands
// nowhere yet.
const drawing = () => (state.view === "timeline" && stage ? timelineSheet() : networkSheet());

function networkSheet() {
  const [width, height] = [Math.max(320, canvasBox.clientWidth), canvasBox.clientHeight];
  const frame = (top) => shape("svg", { x: 0, y: top, width: canvasBox.clientWidth, height, viewBox: `0 0 ${canvasBox.clientWidth} ${height}`, overflow: "hidden" }, shape("rect", { width: "100%", height: "100%", fill: colours.canvas }), ...picture(canvasBox.clientWidth, height));
  return sheet(data.title, width, height, frame, legend(width));
}

// The lanes as they stand on the screen, each with the looks that the style sheet gives it, told by attributes.
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight"];
function withLooks(element) {
  const copy = element.cloneNode(true);
  const originals = [...element.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((each, i) => {
    const looks = getComputedStyle(originals[i]);
    for (const name of ["class", "role", "tabindex", "data-fact", "aria-label"]) each.removeAttribute(name);
    for (const name of LOOKS) each.setAttribute(name, looks.getPropertyValue(name));
  });
  for (const [i, hit] of originals.map((each, i) => [i, each]).reverse()) if (hit.matches(".hit")) copy.querySelectorAll("*")[i].remove();
  return shape("g", { class: element.getAttribute("class") }, ...copy.childNodes);
}

function timelineSheet() {
  const [axis, lanes] = ["axis", "lanes"].map((kind) => chronicle.querySelector(`svg.${kind}`));
  const height = 26 + lanes.viewBox.baseVal.height;
  const who = state.of.map((id) => entities[id].label);
  const frame = (top) => shape("svg", { x: MARGIN, y: top, width: stage.width, height, overflow: "hidden" }, withLooks(axis), shape("g", { transform: "translate(0 26)" }, withLooks(lanes)));
  const key = wrapped(say("timeline-key"), stage.width, 11, 400, 4);
  const meaning = shape("g", { class: "legend" }, ...key.map((line, i) => letters(MARGIN, 11 + 15 * i, line, { "font-size": 11 })));
  const title = [who.length ? who.reduce((one, other) => say("and", { one, other })) : null, data.title].filter(Boolean).join(" · ");
  return sheet(title, stage.width + 2 * MARGIN, height, frame, [meaning, 15 * key.length + 6]);
}

function sheet(words, width, height, frame, [meaning, room]) {
  const title = wrapped(words, width - 2 * MARGIN, 17, 700, 2);
  const top = 14 + 22 * title.length;
  const sources = wrapped(sourceText(), width - 2 * MARGIN, 11, 400, 3);
  const whole = top + height + 12 + room + 15 * sources.length + 10;
  const block = (y, ...parts) => shape("g", { transform: `translate(0 ${round(y)})` }, ...parts);
  return shape("svg", { width, height: whole, viewBox: `0 0 ${round(width)} ${round(whole)}`, "font-family": FONT, role: "img" },
    shape("title", {}, words),
    shape("rect", { width: "100%", height: "100%", fill: "#ffffff" }),
    ...title.map((line, i) => letters(MARGIN, 24 + 22 * i, line, { "font-size": 17, "font-weight": 700 })),
    frame(top), block(top + height + 10, meaning),
    block(top + height + 12 + room, ...sources.map((line, i) => letters(MARGIN, 11 + 15 * i, line, { "font-size": 11, fill: colours.muted }))));
}
