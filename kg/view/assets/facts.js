// The facts of the page, and which of them are on show. Knows nothing of the screen.

const data = JSON.parse(document.getElementById("data").textContent); // tables; packed.py tells their shape
const { relations, types, statuses, texts } = data;
const statusOf = new Map(statuses.map((status) => [status.id, status]));
// Made when first asked for: who only looks at the picture does not wait for it.
const once = (make) => { let made = null; return () => (made ??= make()); };

const year = (date) => (date ? Number(date.slice(0, 4)) : null);

// The years in which a fact holds or happens, open ends as infinity; null for a fact without dates. Of what began in
// a year and is over since nobody knows when, only the beginning is sure.
function yearsOf({ start, end, at, ended }) {
  if (at) return [year(at), year(at)];
  if (start) return [year(start), end ? year(end) : ended ? year(start) : Infinity];
  return end ? [-Infinity, year(end)] : null;
}

const textOf = (number) => data.strings[number] ?? undefined;
const KINDS = ["", "subject", "object", "trigger", "qualifier"];
const entities = data.entities.map(([id, label, type, x, y, r, aliases = [], wikidata = null, because = ""]) => ({ id, label, type, x, y, r, aliases, wikidata, because, facts: [] }));
const articles = data.articles.map(([source, title = null, published = null, publisher = null, url = null]) => ({ source, title, published, publisher, url }));
const intervals = data.intervals.map(([at, start, end, ended]) => ({ at: textOf(at), start: textOf(start), end: textOf(end), ended: ended === 1 }));
const yearsOfInterval = intervals.map(yearsOf); // facts of one interval share them
const wordings = data.words.map((row) => { const [predicate, role, topic, place] = row.map(textOf); return { predicate, role, topic, place }; });
const dated = once(() => new Map(data.dated.map(([piece, ...words]) => [piece, words.map(textOf)])));

// What the picture and the filters need of a fact at once; its sentences when somebody wants to read them.
class Fact {
  #first;
  #pieces;

  constructor(index, first) {
    const columns = data.facts;
    const { a, confidence } = data.evidence;
    this.index = index;
    this.s = columns.s[index];
    this.o = columns.o[index];
    this.r = columns.r[index];
    this.status = statuses[columns.status[index]].id;
    this.years = yearsOfInterval[columns.when[index]];
    this.#first = first;
    this.#pieces = columns.pieces[index];
    this.sources = [];
    this.confidence = this.#pieces ? 0 : 1;
    for (let piece = first; piece < first + this.#pieces; piece += 1) {
      if (!this.sources.includes(a[piece])) this.sources.push(a[piece]);
      this.confidence = Math.max(this.confidence, confidence[piece] / 100);
    }
  }

  get id() { return data.facts.id[this.index]; }

  get by() { const by = data.facts.by[this.index]; return by < 0 ? null : by; }

  get when() { return intervals[data.facts.when[this.index]]; }

  get words() { return wordings[data.facts.words[this.index]]; }

  get evidence() { return Array.from({ length: this.#pieces }, (_, i) => pieceOf(this.#first + i)); }

  // Its sentences as they stand, for the search.
  get spoken() { return Array.from({ length: this.#pieces }, (_, i) => textOf(data.evidence.text[this.#first + i])).join(" "); }
}

// A sentence: {a: its article, parts: [[kind, words], ...], mentions, rule, confidence, hedge, voice, dated}.
function pieceOf(number) {
  const of = (column) => data.evidence[column][number];
  const [text, marks, parts] = [textOf(of("text")), of("marks"), []];
  for (let i = 0, at = 0; i < marks.length; at += marks[i + 1], i += 2) parts.push([KINDS[marks[i]], text.slice(at, at + marks[i + 1])]);
  const mentions = ["subject", "object"].map((side) => textOf(of(side)) ?? parts.find(([kind]) => kind === side)?.[1] ?? "");
  return { a: of("a"), parts, mentions, rule: textOf(of("rule")), confidence: of("confidence") / 100, hedge: textOf(of("hedge")), voice: textOf(of("voice")), dated: dated().get(number) };
}

const facts = [];
for (let index = 0, first = 0; index < data.facts.s.length; first += data.facts.pieces[index], index += 1) {
  const fact = new Fact(index, first);
  facts.push(fact);
  entities[fact.s].facts.push(index);
  if (fact.o !== fact.s) entities[fact.o].facts.push(index);
}

// By what an address calls them.
const numbered = (ids) => new Map(ids.map((id, index) => [id, index]));
const entityNumbers = once(() => numbered(entities.map(({ id }) => id)));
const factNumbers = once(() => numbered(data.facts.id));
const entityNumber = { get: (id) => ((id ?? null) === null ? undefined : entityNumbers().get(id)) };
const factNumber = { get: (id) => ((id ?? null) === null ? undefined : factNumbers().get(id)) };

// Every row of the intervals but the first is that of some fact.
const known = yearsOfInterval.flatMap((years) => years ?? []).filter(Number.isFinite);
const [firstYear, lastYear] = known.length
  ? [known.reduce((a, b) => Math.min(a, b)), articles.reduce((last, { published }) => Math.max(last, year(published) ?? last), known.reduce((a, b) => Math.max(a, b)))]
  : [null, null];

const VIEWS = ["network", "table", "timeline"];

// What is switched off, by kind; and the other choices. `defaults` is the state that a plain link stands for.
const defaults = () => ({
  off: { type: new Set(), relation: new Set(), status: new Set(statuses.filter((s) => s.hidden).map((s) => s.id)), source: new Set(), community: new Set() },
  from: firstYear, to: lastYear, undated: true, confidence: 0, lonely: false,
  view: VIEWS[0], lanes: "relation", of: [], // of: whose timeline
  node: null, fact: null, // what is selected: an entity, or a fact (with all others of its pair), by index;
  path: null, // or the paths between two entities: {from, to, way: which of them, all: over hidden facts, too}
  layout: "force", centre: null, // how the picture is laid out, and around whom its rings are
  pinned: new Map(), // entity -> [x, y], where somebody put it
  gone: new Set(), // entities that were hidden one by one
  around: null, // {node, steps}: only what is so near
  communities: false, // whether they are shown
  open: new Set(), disc: null, // of a map: the circles that are open, and the one that is selected
});
let state = defaults();

function isShown(fact) {
  const { off } = state;
  return isWithin(fact.s) && isWithin(fact.o)
    && !off.status.has(fact.status)
    && !off.relation.has(relations[fact.r].id)
    && !off.type.has(types[entities[fact.s].type].id)
    && !off.type.has(types[entities[fact.o].type].id)
    && fact.confidence >= state.confidence
    && (fact.years ? fact.years[0] <= state.to && fact.years[1] >= state.from : state.undated)
    && (!fact.sources.length || fact.sources.some((source) => !off.source.has(articles[source].source)));
}

// What is on show now: the facts in their order, and for each entity and fact whether it is among them.
let shown = { facts: [], fact: [], entity: [], paths: [] };
let surroundings = null; // what `state.around` leaves, null for everything
function refilter() {
  surroundings = null;
  if (state.around) surroundings = new Set(stepsFrom(state.around.node, neighboursOver(facts.filter(isShown)), state.around.steps).keys());
  const fact = facts.map(isShown);
  const paths = state.path ? pathsBetween(state.path.from, state.path.to, state.path.all ? facts : facts.filter((f) => fact[f.index])) : [];
  if (state.path) state.path.way = Math.max(0, Math.min(state.path.way, paths.length - 1)); // the filters may leave fewer
  const path = paths[state.path?.way];
  for (const [best] of path?.steps ?? []) fact[best.index] = true;
  const among = new Set(path?.nodes ?? (state.around ? [state.around.node] : []));
  const entity = entities.map((e, id) => among.has(id) || (isWithin(id) && !state.off.type.has(types[e.type].id)
    && (e.facts.some((f) => fact[f]) || (state.lonely && !e.facts.length))));
  shown = { facts: facts.filter((f) => fact[f.index]), fact, entity, paths };
}

const isWithin = (id) => !state.gone.has(id) && (!surroundings || surroundings.has(id))
  && (!state.off.community.size || !state.off.community.has(communityOf(id).key));

const otherEnd = (fact, node) => (fact.s === node ? fact.o : fact.s);
const samePair = (a, b) => (a.s === b.s && a.o === b.o) || (a.s === b.o && a.o === b.s);

// Dated facts by date, then the undated ones: the order of every list.
function byDate(a, b) {
  const key = ({ when }) => when.at ?? when.start ?? when.end ?? "9999";
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.index - b.index;
}

// ------------------------------------------------------------------------------------------------ words

// parts("said-by", {who: element}): the text of that name as a list of strings and of what fills its braces.
const plural = new Intl.PluralRules(data.language);
function parts(key, values = {}) {
  const text = typeof texts[key] === "string" ? texts[key] : texts[key][plural.select(values.n)] ?? texts[key].other;
  return text.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : piece)).flat().filter((piece) => piece !== "");
}

const say = (key, values) => parts(key, values).join("");

function whenText({ when }) {
  if (when.at) return when.at;
  if (when.start && when.end) return say("range", { from: when.start, to: when.end });
  if (when.start) return say(when.ended ? "since-over" : "since", when);
  if (when.end) return say("until", when);
  return say(when.ended ? "over" : "undated");
}

// "member of"; for a relation that the ontology does not name, the verb phrase of the text.
const relationText = (fact) => fact.words.predicate ?? relations[fact.r].label;

const statusText = (fact) => statusOf.get(fact.status).label;

const articleText = ({ publisher, title, source }) => [publisher, title].filter(Boolean).join(" – ") || source;

// Letters without accents and case, so that "Yilmaz" finds "Yılmaz".
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
