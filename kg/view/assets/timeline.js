// The years: a histogram of the facts, a window over it, and a button that lets the window walk.

const timeline = document.getElementById("timeline");
const thumbs = {};
let bars = [];
let yearsLabel = null;
let playing = null;

// How many years one bar stands for: at most some ninety bars.
const spanOfBar = firstYear === null ? 1 : [1, 2, 5, 10, 20, 50, 100].find((size) => (lastYear - firstYear + 1) / size <= 90) ?? 1000;

function startTimeline() {
  const undated = facts.filter((fact) => !fact.years).length;
  const check = el("input", { type: "checkbox", id: "undated" });
  check.addEventListener("change", () => change({ undated: check.checked }));
  const label = el("label", { class: "undated", hidden: !undated }, check, say("show-undated", { n: undated }));
  if (firstYear === null) { timeline.replaceChildren(el("p", { class: "meta" }, say("no-dates")), label); return; }
  for (const [end, words] of [["from", say("first-year")], ["to", say("last-year")]]) {
    thumbs[end] = el("input", { type: "range", min: firstYear, max: lastYear, step: 1, id: `year-${end}`, "aria-label": words });
    thumbs[end].addEventListener("input", () => { stop(); moveThumb(end); });
  }
  bars = Array.from({ length: Math.ceil((lastYear - firstYear + 1) / spanOfBar) }, (_, index) => {
    const begins = firstYear + index * spanOfBar;
    return { begins, whole: el("i", { class: "holds" }), fresh: el("i", { class: "begins" }) };
  });
  yearsLabel = el("output", { id: "years", for: "year-from year-to" });
  const play = el("button", { type: "button", id: "play", onclick: () => (playing ? stop() : start()) }, say("play"));
  timeline.replaceChildren(play,
    el("div", { class: "years" }, el("div", { class: "bars", "aria-hidden": "true", title: say("bars") },
      bars.map(({ begins, whole, fresh }) => el("button", { type: "button", tabindex: -1, class: "bar", title: spanOfBar > 1 ? say("range", { from: begins, to: begins + spanOfBar - 1 }) : String(begins), onclick: () => { stop(); change({ from: begins, to: Math.min(lastYear, begins + spanOfBar - 1) }); } }, whole, fresh))),
    el("div", { class: "slider" }, thumbs.from, thumbs.to)),
    el("div", { class: "side" }, yearsLabel, label));
}

function moveThumb(end) {
  const value = Number(thumbs[end].value);
  change(end === "from" ? { from: value, to: Math.max(value, state.to) } : { to: value, from: Math.min(value, state.from) });
}

// For each bar how many of the facts hold in it, and how many of them begin or happen in it.
function perBar(dated) {
  const [holds, fresh] = [new Array(bars.length + 1).fill(0), new Array(bars.length).fill(0)];
  const barOf = (value) => Math.min(bars.length - 1, Math.max(0, Math.floor((value - firstYear) / spanOfBar)));
  for (const { years: [from, to] } of dated) {
    const [first, last] = [barOf(from), barOf(to)];
    if (last < first) continue; // it ends before it begins: it holds never
    holds[first] += 1; // the steps up and down, of which the sums are the counts
    holds[last + 1] -= 1;
    fresh[Number.isFinite(from) ? first : last] += 1;
  }
  let now = 0;
  return fresh.map((begins, bar) => { now += holds[bar]; return [now, begins]; });
}

// Facts of the other filters, by year: those that begin or happen in it, and those that still hold.
function showTimeline() {
  document.getElementById("undated").checked = state.undated;
  if (firstYear === null) return;
  const [from, to] = [state.from, state.to];
  Object.assign(state, { from: firstYear, to: lastYear });
  const dated = facts.filter((fact) => fact.years && isShown(fact));
  Object.assign(state, { from, to });
  const counts = perBar(dated);
  const most = Math.max(1, ...counts.map(([holds]) => holds));
  bars.forEach(({ begins, whole, fresh }, index) => {
    whole.style.height = `${(100 * counts[index][0]) / most}%`;
    fresh.style.height = `${(100 * counts[index][1]) / most}%`;
    whole.parentElement.classList.toggle("out", begins > to || begins + spanOfBar - 1 < from);
  });
  thumbs.from.value = from;
  thumbs.to.value = to;
  yearsLabel.value = from === to ? String(from) : say("range", { from, to });
}

// The window keeps its width; the whole range starts as one bar at the first year.
function start() {
  const whole = state.from === firstYear && state.to === lastYear;
  const width = whole ? spanOfBar - 1 : state.to - state.from;
  const next = () => {
    if (state.to >= lastYear) { stop(); return; }
    const to = Math.min(lastYear, state.to + spanOfBar);
    change({ from: Math.max(firstYear, to - width), to });
  };
  if (whole || state.to >= lastYear) change({ from: firstYear, to: Math.min(lastYear, firstYear + width) });
  playing = setInterval(next, 900);
  document.getElementById("play").textContent = say("pause");
}

function stop() {
  if (playing === null) return;
  clearInterval(playing);
  playing = null;
  document.getElementById("play").textContent = say("play");
}
