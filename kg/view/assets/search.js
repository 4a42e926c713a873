// Search: actors by any of their names, and sentences by their words.

const search = byId("search");
const results = byId("results");
const haystack = once(() => entities.map((entity) => [entity.label, ...entity.aliases].map(plain)));
const spokenText = once(() => facts.map((fact) => plain(fact.spoken)));

// Actors of whom a name has these letters: the whole name first, then its beginning; the better connected before others.
function actorsFound(query) {
  const rank = (names) => (names.some((text) => text === query) ? 0 : names.some((text) => text.startsWith(query)) ? 1 : names.some((text) => text.includes(query)) ? 2 : 9);
  return haystack().map((names, id) => [rank(names), id]).filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0] || entities[b[1]].facts.length - entities[a[1]].facts.length || a[1] - b[1]).slice(0, 8)
    .map(([, node]) => ({ choice: { node }, icon: typeIcon(types[entities[node].type]), text: entities[node].label, note: types[entities[node].type].label }));
}

function found(query) {
  const said = query.length < 3 ? [] : facts.filter((fact) => spokenText()[fact.index].includes(query)).slice(0, 6)
    .map((fact) => ({ choice: { fact: fact.index }, icon: lineIcon(statusOf.get(fact.status)), text: `${entities[fact.s].label} ${relationText(fact)} ${entities[fact.o].label}`, note: say("sentence") }));
  return [...actorsFound(query), ...said];
}

// A field with a list below it: `find` gives what to offer for its text, `take` is told what was chosen.
function combobox(input, list, find, take) {
  let marked = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const mark = (index) => {
    marked = index;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options()[index];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id); else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (choice) => { close(); input.value = ""; take(choice); };
  const open = () => {
    const query = plain(input.value.trim());
    const offers = query ? find(query) : [];
    list.replaceChildren(...offers.map(({ choice, icon, text, note }, i) => {
      const item = el("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false" }, icon, el("span", { class: "name", dir: "auto" }, text), el("span", { class: "number" }, note));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(choice); });
      item.choose = () => choose(choice);
      return item;
    }), ...(query && !offers.length ? [el("li", { class: "none" }, say("nothing-found"))] : []),
      ...(query && isPart ? [el("li", { class: "none", id: `${list.id}-part` }, say("search-part", { entities: data.whole.allEntities }))] : []));
    list.hidden = !query;
    input.setAttribute("aria-expanded", String(Boolean(query)));
    mark(offers.length ? 0 : -1);
  };
  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) { close(); event.stopPropagation(); }
    else if (event.key === "ArrowDown" && count) mark((marked + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((marked - 1 + count) % count);
    else if (event.key === "Enter" && options()[marked]) options()[marked].choose();
    else return;
    event.preventDefault();
  });
}
