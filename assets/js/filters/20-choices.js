/* Choices: what the list can be narrowed by: {name, many, options: [{value, words, set, element}]}. Of `many` any will do, else it is
   one. Topics are read from the page's links. They are made in the order of the numbers in the rows. */

const found = (selector) => [...form.querySelectorAll(selector)];
const select = (name) => form.querySelector(`[data-choice="${name}"]`);
const areas = areasOf(DATA);
const places = new Map(); // towns, areas, outward codes
learnPlaces({ places }, DATA);

let numbers = 0;
function next() {
  const number = numbers++;
  return setOf((row) => fits(row, number));
}

function boxesOf(name, boxes, valueOf) {
  const options = boxes.map((element) => {
    const words = element.nextSibling.textContent.trim();
    return { value: valueOf(element), words, set: next(), element, told: element.nextElementSibling };
  });
  return { name, many: true, options };
}

/** Adds an option to a select, under a heading if it has one. */
function offer(choice, { value, words, set, group }) {
  const element = new Option(words, value);
  const parent = select(choice.name);
  const groups = [...parent.querySelectorAll("optgroup")];
  const under = group && (groups.find(({ label }) => label === group) ?? Object.assign(document.createElement("optgroup"), { label: group }));
  if (under) under.append(element);
  parent.append(under || element);
  const option = { value, words, set, element };
  choice.options.push(option);
  return option;
}

const choices = Object.entries(DATA.options).map(([name, options]) => {
  const choice = { name, options: [] };
  for (const [value, words] of options) offer(choice, { value, words, set: next() });
  return choice;
});
choices.push(boxesOf("by", found("[data-way]"), ({ dataset }) => dataset.way));
for (const box of found("[data-tick]")) choices.push(boxesOf(box.dataset.tick, [box], () => "yes"));

const there = areas.map(next); // the services of each area itself

/** Who serves one of these areas: those there, those for something larger around it, those for the whole country. */
function serving(wanted) {
  const near = new Set(wanted.flatMap((n) => around(areas, n)));
  return areas.reduce((set, { within }, n) => (near.has(n) || within === null ? either(set, there[n]) : set), setOf(() => false));
}

const area = { name: "area", options: [] };
areas.forEach(({ id, name }, n) => offer(area, { value: id, words: name, set: serving([n]) }));

/** The option of these areas, in their order: a postcode may lie in several, and then they are one option more. */
function areaOption(ids) {
  const wanted = ids.map((id) => areas.findIndex((one) => one.id === id)).filter((n) => n >= 0);
  const value = wanted.map((n) => areas[n].id).join(" ");
  const words = wanted.map((n) => areas[n].name).join(" and ");
  return area.options.find((option) => option.value === value) ?? (value ? offer(area, { value, words, set: serving(wanted) }) : undefined);
}

const topic = { name: "topic", options: [] };
for (const link of document.querySelectorAll('.tiles a[href*="/services/topic/"]')) {
  const group = link.closest("section").querySelector("h2").textContent;
  offer(topic, { value: link.pathname.split("/").slice(-2)[0], words: link.textContent, set: next(), group });
}
choices.unshift(topic, area); // the first that is told

const [now] = choices[choices.push(boxesOf("open", found("[data-open]"), () => "now")) - 1].options;
let unsaid = all; // those of whom nobody can say when they are there
let minute; // of the last look at the clock

/** Who is there at this moment, by any of their ways, as the clock has it. */
function lookAtClock() {
  const moment = Date.now();
  if (minute === Math.floor(moment / 60_000)) return;
  minute = Math.floor(moment / 60_000);
  const states = new Map();
  const stateOf = (hours) => states.get(hours) ?? states.set(hours, opening.at(hours, moment).state).get(hours);
  const some = (state) => setOf(({ hours }) => hours.some((text) => text && stateOf(text) === state));
  now.set = some("open");
  const known = [some("closed"), some("appointment")].reduce(either, now.set);
  unsaid = all.map((bits, n) => bits & ~known[n]);
}
