// Search: actors by any of their names, and sentences by their words.

const search = byId("search");
const results = byId("results");
const haystack = entities.map((entity) => [entity.label, ...entity.aliases].map(plain));
const spokenText = facts.map((fact) => plain(fact.evidence.map((piece) => piece.parts.map(([, text]) => text).join("")).join(" ")));

function found(query) {
  const rank = (names) => (names.some((text) => text === query) ? 0 : names.some((text) => text.startsWith(query)) ? 1 : names.some((text) => text.includes(query)) ? 2 : 9);
  const people = haystack.map((names, id) => [rank(names), id]).filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0] || entities[b[1]].facts.length - entities[a[1]].facts.length || a[1] - b[1]).slice(0, 8)
    .map(([, node]) => ({ choice: { node }, icon: typeIcon(types[entities[node].type]), text: entities[node].label, note: types[entities[node].type].label }));
  const said = query.length < 3 ? [] : facts.filter((fact) => spokenText[fact.index].includes(query)).slice(0, 6)
    .map((fact) => ({ choice: { fact: fact.index }, icon: lineIcon(statusOf.get(fact.status)), text: `${entities[fact.s].label} ${relationText(fact)} ${entities[fact.o].label}`, note: say("sentence") }));
  return [...people, ...said];
}

function showResults() {
  const query = plain(search.value.trim());
  const list = query ? found(query) : [];
  results.replaceChildren(...list.map(({ choice, icon, text, note }, i) => {
    const item = el("li", { role: "option", id: `result-${i}`, "aria-selected": "false" }, icon, el("span", { class: "name", dir: "auto" }, text), el("span", { class: "number" }, note));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(choice); });
    item.choose = () => choose(choice);
    return item;
  }), ...(query && !list.length ? [el("li", { class: "none" }, say("nothing-found"))] : []));
  results.hidden = !query;
  search.setAttribute("aria-expanded", String(Boolean(query)));
  mark(list.length ? 0 : -1);
}

let marked = -1;
function mark(index) {
  marked = index;
  const options = [...results.querySelectorAll("[role=option]")];
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
  options[index]?.scrollIntoView({ block: "nearest" });
  if (options[index]) search.setAttribute("aria-activedescendant", options[index].id); else search.removeAttribute("aria-activedescendant");
}

function choose(choice) {
  closeResults();
  search.value = "";
  select(choice);
}

function closeResults() {
  results.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function searchKey(event) {
  const options = [...results.querySelectorAll("[role=option]")];
  if (event.key === "Escape" && !results.hidden) { closeResults(); event.stopPropagation(); }
  else if (event.key === "ArrowDown" && options.length) mark((marked + 1) % options.length);
  else if (event.key === "ArrowUp" && options.length) mark((marked - 1 + options.length) % options.length);
  else if (event.key === "Enter" && options[marked]) options[marked].choose();
  else return;
  event.preventDefault();
}
