// Lists and texts: built from elements and text nodes only, never from markup.

const byId = (id) => document.getElementById(id);

// el("p", {class: "meta"}, "text", child, null, ...): an element; nulls are left out.
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const OUTLINES = {
  dot: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z", square: "M2 2h12v12H2z", diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.5H1z", triangleDown: "M1 2h14L8 14.5z", hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 .8l2.2 4.8 5.1.6-3.8 3.5 1 5.2L8 12.3l-4.5 2.6 1-5.2L.7 6.2l5.1-.6z",
};

function svg(width, height, attributes) {
  const space = "http://www.w3.org/2000/svg";
  const root = document.createElementNS(space, "svg");
  const path = root.appendChild(document.createElementNS(space, "path"));
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" })) root.setAttribute(name, value);
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  return root;
}

const typeIcon = ({ shape, colour }) => svg(16, 16, { d: OUTLINES[shape] ?? OUTLINES.dot, fill: colour, class: "shape" });
const lineIcon = ({ id, dashes }) => svg(30, 8, { d: "M0 4h30", class: `line ${id}`, "stroke-dasharray": dashes.join(" ") });

const name = (id) => el("bdi", {}, entities[id].label);
const nodeButton = (id, label) => el("button", { type: "button", class: "link", "data-node": id, onclick: () => select({ node: id }) }, label ?? name(id));

// ------------------------------------------------------------------------------------------------ facts

function sentence(fact, piece) {
  const titles = { subject: entities[fact.s].label, object: entities[fact.o].label, trigger: say("trigger-words"), qualifier: say("qualifier-words") };
  const quote = el("blockquote", { dir: "auto" }, "“",
    piece.parts.map(([kind, text]) => (kind ? el("mark", { class: kind, title: titles[kind] }, text) : text)), "”");
  return el("div", { class: "evidence" }, quote, el("p", { class: "meta" }, provenance(fact, piece)));
}

const isName = (id, words) => [entities[id].label, ...entities[id].aliases].some((name) => plain(name) === plain(words));

// Who says it, where and when, and which rule found it. Every part is one that the reader can check.
function provenance(fact, piece) {
  const article = articles[piece.a];
  const title = articleText(article);
  const link = article.url ? el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title) : el("span", { class: "source" }, title);
  const stands = [[piece.mentions[0], fact.s], [piece.mentions[1], fact.o]]
    .filter(([words, id]) => !isName(id, words))
    .map(([words, id]) => el("span", { class: "part" }, parts("stands-for", { words, who: name(id) })));
  return [
    el("span", { class: "part" }, fact.by === null ? say("article-voice") : parts("said-by", { who: nodeButton(fact.by) }), piece.voice && fact.by !== null && !isName(fact.by, piece.voice) ? say("in-words", { words: piece.voice }) : null),
    el("span", { class: "part" }, article.published ?? say("no-date")), el("span", { class: "part" }, link),
    ...stands,
    piece.hedge ? el("span", { class: "part" }, say("status-by", { status: statusText(fact), words: piece.hedge })) : null,
    piece.dated ? el("span", { class: "part" }, say("dated-by", { words: piece.dated.join("”, “") })) : null,
    el("span", { class: "part" }, say("rule", { rule: piece.rule, confidence: piece.confidence.toFixed(2) })),
  ];
}

function factCard(fact) {
  const meter = el("meter", { min: 0, max: 1, value: fact.confidence, "aria-label": say("confidence") });
  const words = ["role", "topic", "place"].filter((key) => fact.words[key]).map((key) => el("p", { class: "meta" }, parts(key, { words: el("bdi", {}, fact.words[key]) })));
  const [first, ...more] = fact.evidence.map((piece) => sentence(fact, piece));
  const status = statusOf.get(fact.status);
  const chosen = fact.index === state.fact;
  return el("article", { class: chosen ? "card chosen" : "card", "data-fact": fact.index, tabindex: chosen ? -1 : null },
    factLink(fact),
    el("h3", {}, nodeButton(fact.s), " ", el("span", { class: "relation" }, relationText(fact)), " ", nodeButton(fact.o)),
    el("p", { class: "meta" }, el("span", { class: `status ${fact.status}`, title: status.means }, lineIcon(status), status.label),
      el("span", { class: "part" }, whenText(fact)),
      fact.evidence.length ? el("span", { class: "part" }, meter, ` ${fact.confidence.toFixed(2)}`) : null),
    words, first ?? null,
    more.length ? el("details", {}, el("summary", {}, say("more-sentences", { n: more.length })), more) : null);
}

const factLink = (fact) => el("a", { class: "anchor", "aria-label": say("link-to-fact"), title: say("link-to-fact"), href: `#fact=${encodeURIComponent(fact.id)}`, onclick: (event) => { event.preventDefault(); select({ fact: fact.index }); } }, "#");

// ------------------------------------------------------------------------------------------------ the panel

const panel = document.getElementById("panel");

function showPanel() {
  const chosen = state.fact === null ? null : facts[state.fact];
  const within = panel.contains(document.activeElement);
  const content = chosen ? pairPanel(chosen) : state.path ? pathPanel() : state.disc !== null && state.node === null ? discPanel(state.disc) : state.node !== null ? nodePanel(state.node) : overview();
  panel.replaceChildren(...content);
  panel.scrollTop = 0;
  document.body.classList.toggle("selected", isChosen());
  panel.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  if (within && document.activeElement === document.body) enterPanel();
}

// To what is told of the selection: the chosen fact, or the heading.
function enterPanel() {
  const there = panel.querySelector(".chosen") ?? panel.querySelector("h2");
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
}

const closeButton = () => el("button", { type: "button", class: "close", "aria-label": say("close"), onclick: leave }, "×");

function factList(all, title) {
  const on = all.filter((fact) => shown.fact[fact.index] || fact.index === state.fact).sort(byDate);
  const hidden = all.length - on.length;
  return [
    el("h2", { class: "count" }, say(title, { n: on.length })),
    hidden ? el("p", { class: "meta" }, say("hidden-by-filters", { n: hidden })) : null,
    ...lazily(on, factCard),
  ];
}

// Who was taken for one with this actor, or may be, and why: "one with X – the same surname and post".
function identityNote({ ids, ends, verdict, because, judged, by }, id) {
  const here = ends[0] === id ? 0 : 1;
  const other = ends[1 - here];
  const old = ids[1 - here] === entities[id].id ? ids[here] : ids[1 - here];
  const who = other === null || other === id ? el("bdi", {}, old) : nodeButton(other);
  const judge = el("bdi", {}, by ?? say("somebody"));
  const words = verdict === "undecided" ? parts("perhaps-same", { who }) : verdict === "different" ? parts("judged-other", { by: judge, who })
    : judged ? parts("judged-one", { by: judge, who }) : parts("one-with", { who });
  return el("li", { class: verdict }, words, because ? parts("because", { why: el("bdi", {}, because) }) : null);
}

function identityNotes(id) {
  const notes = data.identities.filter(({ ends }) => ends.includes(id));
  return notes.length ? el("ul", { class: "meta identities" }, lazily(notes, (note) => identityNote(note, id))) : null;
}

function nodePanel(id) {
  const entity = entities[id];
  const type = types[entity.type];
  return [
    closeButton(), el("p", { class: "type" }, typeIcon(type), type.label), el("h2", { class: "title", dir: "auto" }, entity.label),
    entity.aliases.length ? el("p", { class: "meta" }, parts("also", { names: entity.aliases.flatMap((alias, i) => [i ? "\u00a0· " : "", el("bdi", {}, alias)]) })) : null,
    entity.wikidata ? el("p", { class: "meta" }, el("a", { href: `https://www.wikidata.org/wiki/${entity.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, say("wikidata", { id: entity.wikidata }))) : null,
    entity.because ? el("p", { class: "meta" }, parts("identity", { why: el("bdi", {}, entity.because) })) : null,
    identityNotes(id),
    partOfActor(id),
    exploring(id),
    ...factList(entity.facts.map((f) => facts[f]), "facts-in-filter"),
  ].filter(Boolean);
}

function pairPanel(fact) {
  return [
    closeButton(), el("p", { class: "type" }, say("between")),
    el("h2", { class: "title" }, parts("and", { one: nodeButton(fact.s), other: nodeButton(fact.o) })),
    ...factList(entities[fact.s].facts.map((f) => facts[f]).filter((other) => samePair(other, fact)), "facts-between"),
  ].filter(Boolean);
}

function overview() {
  const counts = entities.map(({ facts: own }, id) => (shown.entity[id] ? own.reduce((sum, f) => sum + shown.fact[f], 0) : 0));
  const first = [...entities.keys()].filter((id) => counts[id]).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, 10);
  return [
    el("h2", { class: "title" }, say("overview")),
    el("p", { class: "meta" }, isPart ? partText() : say("overview-text", { facts: facts.length, entities: entities.length, articles: articles.length })),
    data.report ? el("p", { class: "meta" }, el("a", { href: data.report, title: say("beside", { file: data.report }) }, say("to-report"))) : null,
    el("h2", { class: "count" }, say("most-facts")),
    el("ol", { class: "most" }, first.map((id) => el("li", {}, typeIcon(types[entities[id].type]), nodeButton(id), el("span", { class: "number" }, String(counts[id]))))),
    ...mapOverview(),
  ].filter(Boolean);
}

// A long list in portions: the first at once, the next on request.
const PORTION = 60;
function lazily(items, make) {
  const rest = items.slice(PORTION);
  const found = items.slice(0, PORTION).map(make);
  if (!rest.length) return found;
  const more = el("button", { type: "button", class: "more", onclick: () => more.replaceWith(...lazily(rest, make)) }, say("show-more", { n: Math.min(PORTION, rest.length), all: rest.length }));
  return [...found, more];
}

// ------------------------------------------------------------------------------------------------ the table

const tableBox = document.getElementById("table");

function factRow(fact) {
  const [piece] = fact.evidence;
  return el("tr", { "data-fact": fact.index },
    el("td", {}, nodeButton(fact.s)), el("td", {}, el("button", { type: "button", class: "link", onclick: () => select({ fact: fact.index }) }, relationText(fact))),
    el("td", {}, nodeButton(fact.o)), el("td", {}, whenText(fact)), el("td", {}, statusText(fact)),
    el("td", {}, ...(fact.by === null ? [say("the-article")] : [name(fact.by)])),
    el("td", { dir: "auto" }, piece ? piece.parts.map(([, text]) => text).join("") : "–"),
    el("td", {}, piece ? articleText(articles[piece.a]) : "–", piece && articles[piece.a].published ? [", ", el("span", { class: "date" }, articles[piece.a].published)] : null));
}

function showTable(all) {
    const rows = [...shown.facts].sort(byDate);
  const body = el("tbody", {}, rows.slice(0, all ? rows.length : 300).map(factRow));
  const rest = rows.length - body.children.length;
  tableBox.replaceChildren(
    el("table", {}, el("caption", {}, say("table-caption", { n: rows.length, all: facts.length })), el("thead", {}, el("tr", {}, texts.columns.map((head) => el("th", { scope: "col" }, head)))), body),
    rest ? el("button", { type: "button", class: "more", onclick: () => showTable(true) }, say("show-rest", { n: rest })) : "");
}
