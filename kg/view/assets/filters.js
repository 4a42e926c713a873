// What is shown: check boxes by type, status, relation and article, which are the legend too.

const checks = new Map(); // kind: [{key, input}, ...] of the rows that stand there now

function startFilters() {
  const tally = (keysOf) => {
    const counts = new Map();
    for (const fact of facts) for (const key of keysOf(fact)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return (key) => counts.get(key) ?? 0;
  };
  const perType = (index) => entities.filter((entity) => entity.type === index).length;
  const perRelation = tally((fact) => [fact.r]);
  const perStatus = tally((fact) => [fact.status]);
  const perSource = tally((fact) => fact.sources);
  const lonely = isPart ? 0 : entities.filter((entity) => !entity.facts.length).length;
  byId("filters").replaceChildren(
    el("div", { id: "communities" }),
    confidenceSlider(),
    group("type", types.map((type, i) => [type.id, typeIcon(type), type.label, perType(i)])),
    lonely ? el("label", { class: "check lonely" }, lonelyCheck(), el("span", { class: "name" }, say("without-facts")), el("span", { class: "number" }, String(lonely))) : "",
    group("status", statuses.filter((s) => perStatus(s.id)).map((s) => [s.id, lineIcon(s), s.label, perStatus(s.id), s.means])),
    group("relation", relations.map((relation, i) => [relation.id, null, relation.label, perRelation(i)])),
    group("source", articles.map((article, i) => [article.source, null, articleText(article), perSource(i), [article.published, article.source].filter(Boolean).join(" · ")])));
}

// A row for each option; of very many those with the most facts, and a field that finds the others.
const MOST_ROWS = 40;
function group(kind, options) {
  const rows = el("div", { class: "rows" });
  const many = options.length > MOST_ROWS;
  const find = many ? el("input", { type: "search", class: "find", "aria-label": say("find-in", { what: say(kind) }), placeholder: say("find-among", { n: options.length }), autocomplete: "off", spellcheck: "false" }) : null;
  const sorted = many ? [...options].sort((a, b) => b[3] - a[3]) : options;
  const fill = () => {
    const query = plain(find?.value.trim() ?? "");
    const fitting = query ? sorted.filter(([key, , label, , hint]) => plain(`${label} ${hint ?? ""} ${key}`).includes(query)) : sorted;
    checks.set(kind, []);
    rows.replaceChildren(...fitting.slice(0, MOST_ROWS).map((option) => filterRow(kind, options, option)),
      ...(fitting.length > MOST_ROWS ? [el("p", { class: "meta" }, say("more-by-search", { n: fitting.length - MOST_ROWS }))] : []));
  };
  find?.addEventListener("input", () => { fill(); showFilters(); });
  fill();
  const all = el("button", { type: "button", class: "link all", "aria-label": say("all-of", { what: say(kind) }), onclick: () => { state.off[kind].clear(); change({}); } }, say("all"));
  return el("fieldset", { "data-kind": kind }, el("legend", {}, say(kind), " ", all), find, rows);
}

function filterRow(kind, options, [key, icon, label, count, hint]) {
  const input = el("input", { type: "checkbox" });
  input.addEventListener("change", () => { state.off[kind][input.checked ? "delete" : "add"](key); change({}); });
  checks.get(kind).push({ key, input });
  const only = el("button", { type: "button", class: "only", "aria-label": say("only-this", { what: label }), onclick: () => {
    state.off[kind] = new Set(options.map(([other]) => other).filter((other) => other !== key));
    change({});
  } }, say("only"));
  return el("div", { class: "row" }, el("label", { class: "check", title: hint ?? label }, input, icon, el("span", { class: "name", dir: "auto" }, label), el("span", { class: "number" }, String(count))), only);
}

function confidenceSlider() {
  const input = el("input", { type: "range", min: 0, max: 1, step: 0.05, id: "confidence" });
  input.addEventListener("input", () => change({ confidence: Number(input.value) }));
  return el("fieldset", { "data-kind": "confidence" }, el("legend", {}, el("label", { for: "confidence" }, say("confidence-from"), el("output", { id: "confidence-value" }))), input);
}

function lonelyCheck() {
  const input = el("input", { type: "checkbox", id: "lonely" });
  input.addEventListener("change", () => { change({ lonely: input.checked }); fit(); });
  return input;
}

function showFilters() {
  showCommunities();
  for (const [kind, rows] of checks) for (const { key, input } of rows) input.checked = !state.off[kind].has(key);
  byId("confidence").value = state.confidence;
  byId("confidence-value").value = state.confidence.toFixed(2);
  if (byId("lonely")) byId("lonely").checked = state.lonely;
}

// The legend of the communities, made when somebody asks for them first.
function showCommunities() {
  const box = byId("communities");
  if (state.communities && !box.firstChild) {
    const some = communities().list.filter(({ ids }) => ids.length > 1).slice(0, 40);
    box.append(group("community", some.map(({ key, ids, title }, i) => [key, svg(16, 16, { d: OUTLINES.dot, fill: tintOf(i), class: "tint" }), title, ids.length])));
  }
  box.hidden = !state.communities;
}
