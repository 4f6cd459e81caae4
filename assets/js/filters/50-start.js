/* What happens when: somebody chooses, goes back, comes with an address, or a minute goes by. */

const town = form.querySelector("#place");
const where = form.querySelector("[data-where]");

/** What the form says, as `show` wants it. */
function chosenHere() {
  return new Map(
    choices.map(({ name, options, many }) => [
      name,
      options.filter(({ value, element }) => (many ? element.checked : value === select(name).value)),
    ]),
  );
}

function showAddress() {
  const chosen = chosenIn(location.hash);
  const more = form.querySelector("details");
  if ([...chosen.values()].flat().some(({ element }) => more.contains(element))) more.open = true; // what counts is to be seen
  show(chosen);
}

let last; // the control that was used last: several steps in one of them are one step on the way back

function choose(chosen, control) {
  remember(chosen, control !== last); // before the list changes: the browser notes how far it was scrolled
  last = control;
  show(chosen);
}

/** The areas of a place: a postcode anywhere in the words; a name that is all of them, but for "Nottingham" behind it; the first
    letters of names that lie in the same, unless only whole names count. A street is no place that we know. */
function areasNamed(text, isWhole) {
  const words = wordsOf(text);
  const pairs = words.flatMap((word, n) => [word + (words[n + 1] ?? ""), word]).filter((word) => /\d/.test(word));
  const code = pairs.map((word) => places.get(POSTCODE.exec(word)?.[1] ?? word)).find(Boolean);
  if (code) return code;
  const around = words.filter((word) => !/^(in|near|nottingham|nottinghamshire|notts|uk)$/.test(word));
  const name = around.length ? around.join(" ") : words[0] ?? "";
  if (places.has(name)) return places.get(name);
  const meant = [...places].filter(([other]) => !isWhole && name.length > 2 && other.startsWith(name)).map(([, numbers]) => numbers.join());
  return new Set(meant).size === 1 ? meant[0].split(",").map(Number) : [];
}

function choosePlace() {
  const typed = town.value.trim();
  const option = areaOption(areasNamed(typed).map((n) => areas[n].id));
  if (typed && !option) {
    const hint = "Try a town nearby or the first half of your postcode, or choose an area.";
    const [still] = chosenHere().get("area");
    const list = still ? `still shows ${still.words}` : "stays as it is";
    return write(where, `We don’t know “${typed}” as a place here, so the list ${list}. ${hint}`);
  }
  select("area").value = option?.value ?? "";
  write(where, option ? `${typed} is in ${option.words}.` : "");
  choose(chosenHere(), town);
}

function forgetPlace() {
  town.value = "";
  write(where, "");
}

// Nobody has to know that Enter is needed: a place that stands there in full counts after a pause.
const PAUSE = 700; // milliseconds
let pause;
town.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => areasNamed(town.value, true).length && choosePlace(), PAUSE);
});

form.addEventListener("change", ({ target }) => {
  if (target === town) return choosePlace();
  if (target === select("area")) forgetPlace();
  choose(chosenHere(), target);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (town.value) choosePlace();
});
clear.addEventListener("click", () => {
  forgetPlace();
  choose(new Map(choices.map(({ name }) => [name, []])), clear);
  select("topic").focus(); // the button is gone
});

// The way back, and an address that somebody typed. A jump within the page (#main) comes without a state: the choices go along.
addEventListener("popstate", () => {
  last = undefined;
  if (history.state === null && jumpIn(location.hash)) return remember(chosenHere(), false);
  forgetPlace();
  showAddress();
});
history.replaceState(history.state ?? "came", "");
addEventListener("beforeprint", () => rest.hidden || listRest());
setInterval(() => now.element.checked && show(chosenHere()), 60_000);

// The hours of the number that a brief list shows: the page itself has no room for them.
items.forEach((item, n) => {
  const line = rows[n].hours[0] && item.querySelector(".ways p");
  if (!line) return;
  const said = document.createElement("span");
  said.hidden = true;
  said.dataset.opening = rows[n].hours[0];
  line.append(said);
});
opening.show();
form.hidden = false;
showAddress();
