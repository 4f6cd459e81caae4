/* The list: shows the services that fit what is chosen, says how many, and beside each option how many there would be. */

const items = [...document.querySelectorAll(".cards > li")];
const sectionOf = items.map((item) => item.closest("section"));
const sections = new Set(sectionOf);
const index = document.querySelectorAll(".index");
const told = form.querySelector("[data-told]");
const clear = form.querySelector("[data-clear]");

function write(element, text) {
  if (element.textContent !== text) element.textContent = text; // so that nothing is announced twice
}

/** The services that fit these choices, but for the choice of that name. */
function fitting(chosen, but) {
  let set = all;
  for (const [name, options] of chosen) {
    if (name !== but && options.length) set = both(set, options.map((option) => option.set).reduce(either));
  }
  return set;
}

/** Beside each option how many services there would be with it, the other choices as they are. */
function tell(chosen) {
  for (const { name, options, many } of choices) {
    const others = fitting(chosen, name);
    const mine = chosen.get(name);
    for (const option of options) {
      const { element } = option;
      const count = sizeOf(both(others, option.set));
      const isChosen = mine.includes(option);
      if (many) element.checked = isChosen;
      write(many ? option.told : element, many ? `(${count})` : `${option.words} (${count})`);
      element.disabled = !count && !isChosen;
    }
    if (!many) select(name).value = mine[0]?.value ?? "";
  }
}

/** The numbers of these services as they are to be read: those in the chosen area itself before those for something larger. */
function inOrder(set, chosen) {
  const ids = chosen.get("area").flatMap(({ value }) => value.split(" "));
  const own = areas.reduce((near, { id }, n) => (ids.includes(id) ? either(near, there[n]) : near), setOf(() => false));
  const rest = own.map((bits) => ~bits);
  return [both(set, own), both(set, rest)].flatMap((part) => [...items.keys()].filter((n) => has(part, n)));
}

const AT_ONCE = 50; // services that are put in before the browser draws; a phone shows five
let turn = 0;
let listed = [...items.keys()].join();

/** Leaves these services in the list and takes the others out. Those further down come when the first have been drawn. */
function list(numbers) {
  if (numbers.join() === listed) return;
  listed = numbers.join();
  turn++;
  for (const section of sections) section.querySelector(".cards").replaceChildren();
  put(numbers, turn);
}

function put(numbers, mine) {
  if (mine !== turn) return; // somebody has chosen anew
  for (const section of sections) {
    const next = numbers.slice(0, AT_ONCE).filter((n) => sectionOf[n] === section);
    section.querySelector(".cards").append(...next.map((n) => items[n]));
    section.hidden = !section.querySelector("li");
  }
  if (numbers.length > AT_ONCE) requestAnimationFrame(() => setTimeout(put, 0, numbers.slice(AT_ONCE), mine));
}

/** How many are left, and what nobody can say of others. */
function sayHowMany(chosen, set, isNarrowed) {
  const count = sizeOf(set);
  const said = [`${count} ${count === 1 ? "service" : "services"}${isNarrowed ? " of " + rows.length : ""}.`];
  if (!count) said.push("Nothing in our directory fits all of this. Take a choice away, or ring one of the numbers above.");
  const unknown = chosen.get("open").length ? sizeOf(both(fitting(chosen, "open"), unsaid)) : 0;
  if (unknown) said.push(`${unknown} more may be open: we don’t know their hours.`);
  write(told, said.join(" "));
}

/** Shows what fits these choices (see `chosenIn`), in the list and in the form. */
function show(chosen) {
  lookAtClock();
  const set = fitting(chosen);
  const picked = [...chosen.values()].flat();
  list(inOrder(set, chosen));
  for (const part of index) part.hidden = picked.length > 0;
  clear.hidden = !picked.length;
  tell(chosen);
  sayHowMany(chosen, set, picked.length > 0);
}
