// The timeline of one actor, of a pair or of all: lanes with bars and marks, drawn as SVG elements.

const chronicle = byId("chronicle");
const ROW = 32; // a line of words and the bar below it
const HEAD = 24;
const PLENTY = 150; // so many dated facts at first
let most = PLENTY;
let stage = null; // what is drawn now: {domain, width, groups}

const draw = (tag, attributes, ...children) => shape(tag, attributes, ...children.flat().filter((child) => child !== null));

function showChronicle() {
  const kept = document.activeElement?.closest?.("#chronicle g.item")?.dataset.fact;
  hideTip();
  const [dated, undated, all] = timed(most);
  const width = Math.max(280, chronicle.clientWidth - 28);
  stage = null;
  chronicle.replaceChildren(chronicleHead(), ...(dated.length ? lanesPicture(dated, width) : [el("p", { class: "meta" }, say("no-dated"))]),
    all > dated.length ? el("button", { type: "button", class: "more", onclick: () => { most = Infinity; showChronicle(); } }, say("show-dated", { n: dated.length, all })) : "",
    ...(undated.length ? [el("h3", { class: "lane" }, say("undated-facts", { n: undated.length })), el("ul", { class: "loose" }, lazily(undated, looseFact))] : []), tip);
  if (kept !== undefined) chronicle.querySelector(`g.item[data-fact="${kept}"]`)?.focus();
}

function chronicleHead() {
  const who = state.of.length === 2 ? parts("and", { one: nodeButton(state.of[0]), other: nodeButton(state.of[1]) }) : state.of.length ? [name(state.of[0])] : [say("all-facts")];
  const way = (lanes, words) => el("button", { type: "button", "aria-pressed": String(state.lanes === lanes), "data-lanes": lanes, onclick: () => { change({ lanes }); chronicle.querySelector(`[data-lanes="${lanes}"]`).focus(); } }, words);
  const buttons = el("div", { class: "buttons switch", role: "group", "aria-label": say("lanes") }, way("relation", say("by-relation")), way("actor", say("by-actor")));
  const back = state.of.length ? el("button", { type: "button", class: "link", onclick: () => { state.fact = null; select({}); } }, say("all-facts")) : null;
  return el("div", { class: "whose" }, el("h2", { class: "title", dir: "auto" }, who), back, buttons, el("p", { class: "meta" }, say("timeline-key")));
}

function looseFact(fact) {
  const status = statusOf.get(fact.status);
  return el("li", {}, lineIcon(status), el("button", { type: "button", class: "link", "data-fact": fact.index, onclick: () => select({ fact: fact.index }) }, factWords(fact)), el("span", { class: "meta" }, ` ${statusText(fact)}`));
}

const factWords = (fact) => `${entities[fact.s].label} ${relationText(fact)} ${entities[fact.o].label}`;

// ------------------------------------------------------------------------------------------------ the picture

function lanesPicture(dated, width) {
  const domain = domainOf(dated);
  const x = (time) => Math.round(10 * Math.min(width + 9, Math.max(-9, ((time - domain[0]) / (domain[1] - domain[0])) * width))) / 10;
  const inView = dated.filter(({ index }) => spans()[index].to > domain[0] && spans()[index].from < domain[1]);
  stage = { domain, width, x, order: inView.map((fact) => fact.index) };
  const ticks = ticksOf(domain, width / 84);
  const [pieces, grounds] = [[], []];
  let top = 0;
  lanesOf(inView).forEach((lane, index) => {
    const [rows, count] = packed(lane.facts, x, width);
    const height = HEAD + count * ROW + 4;
    grounds.push(draw("rect", { class: index % 2 ? "ground odd" : "ground", x: 0, y: top, width, height }));
    pieces.push(draw("g", { role: "group", "aria-label": `${lane.title}: ${lane.facts.length}` },
      lane.icon ? draw("path", { class: "shape", d: OUTLINES[lane.icon.shape] ?? OUTLINES.dot, fill: lane.icon.colour, transform: `translate(5 ${top + 4}) scale(.9)` }) : null,
      draw("text", { class: "lane", x: lane.icon ? 25 : 6, y: top + 16 }, lane.title, draw("tspan", { class: "number", dx: 6 }, String(lane.facts.length))),
      lane.facts.map((fact, place) => item(fact, rows[place], top + HEAD + rows[place].row * ROW, x, width))));
    top += height;
  });
  const lines = draw("path", { class: "grid", d: ticks.map(([time]) => `M${x(time)} 0V${top}`).join("") });
  const axis = draw("svg", { class: "axis", width: "100%", height: 26, viewBox: `0 0 ${width} 26`, role: "img", "aria-label": say("range", { from: tickText(domain[0], "day"), to: tickText(domain[1], "day") }) },
    ticks.map(([time, label]) => [draw("path", { class: "grid", d: `M${x(time)} 20V26` }), x(time) > 24 && x(time) < width - 24 ? draw("text", { x: x(time), y: 15, "text-anchor": "middle" }, label) : null]).flat());
  const lanes = draw("svg", { class: "lanes", width: "100%", viewBox: `0 0 ${width} ${top}`, role: "group", "aria-label": say("timeline-name") }, grounds, lines, pieces);
  lanes.querySelector("g.item")?.setAttribute("tabindex", 0);
  return [axis, lanes];
}

// A row for each fact: the first where nothing is in the way of its bar and its words.
function packed(list, x, width) {
  const free = [];
  const rows = list.map((fact) => {
    const { from, to, told } = spans()[fact.index];
    const words = laneWords(fact);
    const long = Math.min(wide(words, 12) + 4, width);
    const left = Math.max(4, Math.min(x(from), width - long - 2));
    const [low, high] = [Math.min(left, x(from), ...told.map(x)), Math.max(left + long, x(to), ...told.map(x))];
    let row = free.findIndex((end) => end + 10 < low);
    if (row < 0) row = free.length;
    free[row] = high;
    return { row, words, left, low, high };
  });
  return [rows, free.length];
}

function item(fact, { words, left, low, high }, top, x, width) {
  const span = spans()[fact.index];
  const y = top + 22;
  const text = [factWords(fact), statusText(fact), whenText(fact), words].join(", "); // also as it is written, for who speaks to the machine
  return draw("g", { class: `item ${fact.status}${fact.index === state.fact ? " chosen" : ""}`, role: "button", tabindex: -1, "data-fact": fact.index, "aria-label": text },
    draw("rect", { class: "hit", x: low - 4, y: top, width: Math.max(12, high - low + 8), height: ROW - 2, rx: 4 }),
    draw("text", { class: "words", x: left, y: top + 12 }, words),
    span.told.map((time) => draw("path", { class: "told", d: `M${x(time)} ${y - 7}V${y + 7}` })),
    span.event ? happening(span, x, y) : holding(span, fact, x, y, width));
}

// An event on a day is a diamond; one of which the date is vague may lie anywhere between two brackets.
function happening({ from, to }, x, y) {
  const [left, right] = [x(from), x(to)];
  if (to - from <= DAY || right - left < 10) return [draw("path", { class: "event", d: `M${(left + right) / 2 - 6} ${y}l6 -6l6 6l-6 6z` })];
  return [draw("path", { class: "bar vague", d: `M${left} ${y}H${right}` }), draw("path", { class: "bracket", d: `M${left + 3} ${y - 5}H${left}V${y + 5}H${left + 3}M${right - 3} ${y - 5}H${right}V${y + 5}H${right - 3}` })];
}

// A bar: solid where the fact holds in any case, pale as far as a date is vague, fading where nobody tells.
function holding({ from, sure, until, to, fades }, fact, x, y, width) {
  const dashes = dashesOf(fact).map((length) => 1.5 * length).join(" ");
  const start = x(from);
  const piece = (low, high, kind, opacity = null) => (high - low < 0.1 ? null : draw("path", { class: `bar ${kind}`, d: `M${low} ${y}H${high}`, "stroke-dasharray": dashes || null, "stroke-dashoffset": low - start, opacity }));
  const steps = Array.from({ length: 16 }, (_, i) => Math.round(100 * 0.85 * (1 - (i + 0.5) / 16)) / 100);
  const fading = (low, high, values) => values.map((value, i) => piece(low + ((high - low) * i) / values.length, low + ((high - low) * (i + 1)) / values.length, "fade", value));
  const solid = until > sure ? piece(x(sure), x(until), "sure") : null;
  const [a, b, c, d] = [x(from), x(Math.min(sure, to)), x(Math.max(sure, until)), x(to)];
  const arrow = to === Infinity && c > width ? draw("path", { class: "on", d: `M${width - 6} ${y - 5}l5 5l-5 5` }) : null;
  // A day is too short to be seen where years are shown.
  const dot = d - a < 3 ? draw("path", { class: "bar sure", d: `M${a - 1.5} ${y}h3` }) : null;
  return [...(fades === "from" ? fading(a, b, [...steps].reverse()) : [piece(a, b, "vague")]), solid, ...(fades === "to" ? fading(c, d, steps) : [piece(Math.max(b, x(until)), d, "vague")]), arrow, dot];
}

// ------------------------------------------------------------------------------------------------ hover, keys, zoom

const tip = el("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
const hideTip = () => { tip.hidden = true; };

function showTip(group) {
  const fact = facts[Number(group.dataset.fact)];
  const [piece] = fact.evidence;
  const published = piece ? [articleText(articles[piece.a]), articles[piece.a].published].filter(Boolean).join(", ") : null;
  tip.replaceChildren(el("b", { dir: "auto" }, factWords(fact)), el("p", { class: "meta" }, [statusText(fact), whenText(fact)].join(" · ")),
    ...(piece ? [el("p", { dir: "auto" }, "“", piece.parts.map(([, text]) => text).join(""), "”"), el("p", { class: "meta" }, published)] : []));
  tip.hidden = false;
  const [box, frame] = [group.getBoundingClientRect(), chronicle.getBoundingClientRect()];
  tip.style.left = `${Math.max(8, Math.min(Math.max(box.left, frame.left) - frame.left, chronicle.clientWidth - tip.offsetWidth - 8))}px`;
  const below = box.bottom - frame.top + tip.offsetHeight + 8 < chronicle.clientHeight;
  tip.style.top = `${chronicle.scrollTop + (below ? box.bottom - frame.top + 4 : Math.max(4, box.top - frame.top - tip.offsetHeight - 4))}px`;
}

function walk(group, by) {
  const items = [...chronicle.querySelectorAll("g.item")].sort((a, b) => stage.order.indexOf(Number(a.dataset.fact)) - stage.order.indexOf(Number(b.dataset.fact)));
  const list = by === "time" ? items : [...chronicle.querySelectorAll("g.item")];
  return (step) => {
    const next = list[Math.min(list.length - 1, Math.max(0, list.indexOf(group) + step))];
    for (const other of list) other.setAttribute("tabindex", other === next ? 0 : -1);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
}

function chronicleKey(event) {
  const group = event.target.closest?.("g.item");
  const ways = { ArrowRight: ["time", 1], ArrowLeft: ["time", -1], ArrowDown: ["lane", 1], ArrowUp: ["lane", -1] };
  if (event.key === "+" || event.key === "=") zoomTime(1.5);
  else if (event.key === "-") zoomTime(1 / 1.5);
  else if (group && (event.key === "Enter" || event.key === " ")) select({ fact: Number(group.dataset.fact) });
  else if (group && ways[event.key]) walk(group, ways[event.key][0])(ways[event.key][1]);
  else return;
  event.preventDefault();
}

// Closer by this factor, around the middle or the point that the mouse is on (0 to 1).
function zoomTime(factor, around = 0.5) {
  if (!stage) return;
  const [low, high] = stage.domain;
  const [fixed, width] = [low + (high - low) * around, (high - low) / factor];
  lookAt([fixed - width * around, fixed + width * (1 - around)]);
}

const moveTime = (pixels) => {
  const [low, high] = stage.domain;
  const by = (pixels / stage.width) * (high - low);
  lookAt([low + by, high + by]);
};

function startChronicle() {
  const itemAt = (event) => event.target.closest?.("g.item");
  let held = null; // where the mouse went down, and whether it has moved since
  chronicle.addEventListener("keydown", chronicleKey);
  chronicle.addEventListener("click", (event) => { if (itemAt(event) && !held?.moved) select({ fact: Number(itemAt(event).dataset.fact) }); });
  chronicle.addEventListener("mouseover", (event) => (itemAt(event) ? showTip(itemAt(event)) : hideTip()));
  chronicle.addEventListener("mouseleave", hideTip);
  chronicle.addEventListener("focusin", (event) => (itemAt(event) ? showTip(itemAt(event)) : hideTip()));
  chronicle.addEventListener("focusout", hideTip);
  chronicle.addEventListener("pointerdown", (event) => { held = event.target.closest("svg.lanes, svg.axis") && event.pointerType === "mouse" ? { x: event.clientX, moved: false } : null; });
  chronicle.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons || Math.abs(event.clientX - held.x) < 6) return;
    moveTime(held.x - event.clientX);
    held = { x: event.clientX, moved: true };
  });
  chronicle.addEventListener("wheel", (event) => {
    if (!stage || !(event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) return;
    event.preventDefault();
    if (event.ctrlKey) zoomTime(event.deltaY < 0 ? 1.2 : 1 / 1.2, Math.min(1, Math.max(0, event.offsetX / stage.width)));
    else moveTime(event.deltaX);
  }, { passive: false });
  new ResizeObserver(() => { if (state.view === "timeline") showChronicle(); }).observe(chronicle);
}
