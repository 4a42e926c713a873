// Facts in time: when each begins and is over, in which lane it stands, and what of time is in view.

const DAY = 86400000;

function moment(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

// The first moment that a partial date can mean, and the first one after it.
function momentsOf(date) {
  const [year, month, day] = date.split("-").map(Number);
  if (month === undefined) return [moment(year, 0, 1), moment(year + 1, 0, 1)];
  return day === undefined ? [moment(year, month - 1, 1), moment(year, month, 1)] : [moment(year, month - 1, day), moment(year, month - 1, day + 1)];
}

// from..to is all that a fact may cover, sure..until what it covers in any case; infinite where nobody tells. What has
// begun and has no end holds at least until the last article says so. null without a date.
function spanOf({ when, sources }) {
  const told = sources.map((source) => articles[source].published).filter(Boolean).map((date) => momentsOf(date)[0]).sort((a, b) => a - b);
  const last = told.at(-1) ?? -Infinity;
  const [start, end, at] = [when.start, when.end, when.at].map((date) => (date ? momentsOf(date) : null));
  if (at) return { from: at[0], sure: at[1], until: at[0], to: at[1], event: true, told };
  if (start && end) return { from: start[0], sure: start[1], until: end[0], to: Math.max(...start, end[1]), told };
  if (start && when.ended) return { from: start[0], sure: start[1], until: start[1], to: Math.max(last, start[1]), fades: "to", told };
  if (start) return { from: start[0], sure: start[1], until: Math.max(start[1], last), to: Infinity, fades: "to", told };
  return end ? { from: -Infinity, sure: end[0], until: end[0], to: end[1], fades: "from", told } : null;
}

const spans = once(() => facts.map(spanOf));

// How exactly a fact is dated: the less of time may be meant, the better.
function vagueness(fact) {
  const { from, sure, until, to, event } = spans()[fact.index];
  if (event) return to - from;
  return Math.min(sure - from, 400 * DAY) + Math.min(to - until, 400 * DAY);
}

// ------------------------------------------------------------------------------------------------ whose timeline

// state.of: nobody in particular, an entity, or a pair. A fact that is chosen in a timeline leaves it as it is.
function whoseTimeline(node, fact) {
  if (node !== null) return [node];
  if (fact === null) return [];
  const pair = [...new Set([facts[fact].s, facts[fact].o])];
  return state.view === "timeline" && state.of.every((id) => pair.includes(id)) ? state.of : pair;
}

const concerns = (fact) => state.of.every((id) => fact.s === id || fact.o === id) && (state.of.length < 2 || fact.s !== fact.o);

// The facts on show of this timeline, the best dated ones where they are too many: [dated, undated, dated in all].
function timed(most) {
  const all = shown.facts.filter(concerns);
  const dated = all.filter((fact) => spans()[fact.index]);
  const best = dated.length > most ? [...dated].sort((a, b) => vagueness(a) - vagueness(b) || byDate(a, b)).slice(0, most) : dated;
  return [best.sort(byDate), all.filter((fact) => !spans()[fact.index]), dated.length];
}

// By relation, or by actor: the other one, where the timeline is that of one actor; else the subject. In order of time.
function lanesOf(list) {
  const lanes = new Map();
  for (const fact of list) {
    const actor = state.of.length === 1 ? otherEnd(fact, state.of[0]) : fact.s;
    const title = state.lanes === "actor" ? entities[actor].label : relationText(fact);
    const key = state.lanes === "actor" ? actor : title;
    if (!lanes.has(key)) lanes.set(key, { title, icon: state.lanes === "actor" ? types[entities[actor].type] : null, facts: [] });
    lanes.get(key).facts.push(fact);
  }
  return [...lanes.values()];
}

// What stands at a bar: what its lane does not tell yet.
function laneWords(fact) {
  const arrow = hasArrow(fact) ? "→" : "–";
  const [role] = [fact.words.role, fact.words.topic].filter(Boolean);
  const more = role ? ` (${role})` : "";
  if (state.of.length === 1) {
    const way = !hasArrow(fact) ? "" : fact.s === state.of[0] ? "→ " : "← ";
    return (state.lanes === "actor" ? way + relationText(fact) : way + entities[otherEnd(fact, state.of[0])].label) + more;
  }
  return (state.lanes === "actor" ? `${relationText(fact)} ${arrow} ${entities[fact.o].label}` : `${entities[fact.s].label} ${arrow} ${entities[fact.o].label}`) + more;
}

// ------------------------------------------------------------------------------------------------ what is in view

// A look closer than whole years; it stands as long as the years stay those that it was taken for.
let lens = null;

function domainOf(list) {
  if (lens && lens.from === state.from && lens.to === state.to) return lens.range;
  lens = null;
  if (firstYear !== null && (state.from !== firstYear || state.to !== lastYear)) return [moment(state.from, 0, 1), moment(state.to + 1, 0, 1)];
  const all = list.flatMap(({ index }) => [spans()[index].from, spans()[index].to, ...spans()[index].told]).filter(Number.isFinite);
  const [low, high] = ends(all);
  const room = Math.max(0.03 * (high - low), 15 * DAY);
  return [low - room, high + room];
}

// Look at this stretch of time; the slider follows by whole years.
function lookAt([low, high]) {
  const width = Math.min(Math.max(high - low, 20 * DAY), moment(lastYear + 1, 0, 1) - moment(firstYear, 0, 1));
  const left = Math.min(Math.max((low + high - width) / 2, moment(firstYear, 0, 1)), moment(lastYear + 1, 0, 1) - width);
  const yearAt = (time) => Math.min(lastYear, Math.max(firstYear, new Date(time).getUTCFullYear()));
  const [from, to] = [yearAt(left), yearAt(left + width - 1)];
  lens = { from, to, range: [left, left + width] };
  change({ from, to });
}

// [time, label] for the lines of the axis, at most `most` of them, from days to centuries.
function ticksOf([low, high], most) {
  const enough = (high - low) / most;
  const years = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => size * 365 * DAY >= enough) ?? 1000;
  const months = [1, 3, 6].find((size) => size * 30 * DAY >= enough);
  const days = [1, 2, 7, 14].find((size) => size * DAY >= enough);
  const size = days ? days * DAY : null;
  const ticks = [];
  const next = (time) => {
    const date = new Date(time);
    if (size) return Math.floor(time / size) * size + size;
    if (months) return moment(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months + months, 1);
    return moment(Math.floor(date.getUTCFullYear() / years) * years + years, 0, 1);
  };
  for (let time = next(low); time < high; time = next(time)) ticks.push([time, tickText(time, size ? "day" : months ? "month" : "year")]);
  return ticks;
}

function tickText(time, unit) {
  const date = new Date(time);
  if (unit === "year") return String(date.getUTCFullYear());
  const options = unit === "day" ? { day: "numeric", month: "short", year: "numeric" } : { month: "short", year: "numeric" };
  return date.toLocaleDateString(data.language, { ...options, timeZone: "UTC" });
}
