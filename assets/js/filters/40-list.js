/* The list: shows the services that fit what is chosen, says how many, and beside each option how many there would be. */

const items = [...document.querySelectorAll(".cards > li")];
const sectionOf = items.map((item) => item.closest("section"));
const sections = new Set(sectionOf);
const index = document.querySelectorAll(".index");
const told = document.querySelector("[data-told]");
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

/** The form says what is chosen. */
function mark(chosen) {
  for (const { name, options, many } of choices) {
    const mine = chosen.get(name);
    if (many) for (const option of options) option.element.checked = mine.includes(option);
    else select(name).value = mine[0]?.value ?? "";
  }
}

/** Beside each option how many services there would be with it, the other choices as they are. */
function tell(chosen) {
  for (const { name, options, many } of choices) {
    const others = fitting(chosen, name);
    const mine = chosen.get(name);
    for (const option of options) {
      const count = sizeOf(both(others, option.set));
      write(many ? option.told : option.element, many ? `(${count})` : `${option.words} (${count})`);
      option.element.disabled = !count && !mine.includes(option);
    }
  }
}

/** The services of the chosen area itself. */
function ownOf(chosen) {
  const ids = chosen.get("area").flatMap(({ value }) => value.split(" "));
  return areas.reduce((near, { id }, n) => (ids.includes(id) ? either(near, there[n]) : near), setOf(() => false));
}

/** The numbers of these services as they are to be read: those in the chosen area itself before those for something larger. */
function inOrder(set, chosen) {
  const own = ownOf(chosen);
  const rest = own.map((bits) => ~bits);
  return [both(set, own), both(set, rest)].flatMap((part) => [...items.keys()].filter((n) => has(part, n)));
}

const AT_ONCE = 8; // services that are put in before the browser draws; a phone shows five
const DRAWN = 60; // milliseconds after which it has drawn those
const LATER = 50; // and that follow each time it has drawn
const MOST = 150; // with more than that at once the next choice would be slow
let turn = 0;
let telling; // the counts are written when the list has been drawn
let isWaiting = false; // for those further down
let listed = [...items.keys()];

const rest = Object.assign(document.createElement("button"), { type: "button", hidden: true });
const line = document.createElement("p");
line.append(rest);
items[items.length - 1].closest("section").after(line);

/** Leaves these services in the list and takes the others out. Those further down come when the first have been drawn, and those
    beyond `MOST` when somebody asks for them. */
function list(numbers) {
  const [before, after] = [listed.join(), numbers.join()];
  if (before === after) return;
  const kept = new Set(numbers);
  const gone = listed.filter((n) => !kept.has(n));
  const isLittle = gone.length < AT_ONCE && listed.filter((n) => kept.has(n)).join() === after;
  listed = numbers;
  turn++;
  if (isLittle && !isWaiting && rest.hidden) return takeOut(gone); // whoever reads further down stays there
  for (const section of sections) section.querySelector(".cards").replaceChildren();
  put(numbers.slice(0, MOST), turn, AT_ONCE);
  rest.hidden = numbers.length <= MOST;
  rest.textContent = `Show ${numbers.length - MOST} more`;
}

/** Puts in all that is still out; the first of them gets the focus, as the button is gone. */
function listRest() {
  const left = listed.filter((n) => !items[n].isConnected);
  rest.hidden = true;
  put(left, ++turn, left.length);
  items[left[0]].querySelector("a").focus();
}
rest.onclick = listRest;

function takeOut(numbers) {
  for (const n of numbers) items[n].remove();
  for (const section of sections) section.hidden = !section.querySelector("li");
}

function put(numbers, mine, count) {
  if (mine !== turn) return; // somebody has chosen anew
  for (const section of sections) {
    const next = numbers.slice(0, count).filter((n) => sectionOf[n] === section);
    section.querySelector(".cards").append(...next.map((n) => items[n]));
    section.hidden = !section.querySelector("li");
  }
  isWaiting = numbers.length > count;
  if (isWaiting) setTimeout(put, DRAWN, numbers.slice(count), mine, LATER);
}

/** How many are left, by which choices, and what nobody can say of others. */
function sayHowMany(chosen, set, picked) {
  const count = sizeOf(set);
  const services = `${count} ${count === 1 ? "service" : "services"}`;
  const by = picked.map(({ words }) => words).join(", ");
  const said = [by ? `${services} of ${rows.length}: ${by}.` : `${services}.`];
  const own = sizeOf(both(set, ownOf(chosen)));
  const [place] = chosen.get("area");
  const before = own ? `First those for ${place?.words} itself (${own}), then` : "All are";
  if (place && own < count) said.push(before + " for a wider area.");
  if (!count) said.push("Nothing in our directory fits all of this. Take a choice away, or ring one of the numbers above.");
  const unknown = chosen.get("open").length ? sizeOf(both(fitting(chosen, "open"), unsaid)) : 0;
  if (unknown) said.push(`We don’t know the hours of ${unknown} more.`);
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
  mark(chosen);
  sayHowMany(chosen, set, picked);
  clearTimeout(telling);
  telling = setTimeout(tell, DRAWN, chosen);
}
