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

function choose(chosen) {
  remember(chosen); // first: the browser notes how far this list was scrolled
  show(chosen);
}

/** The areas that a town or postcode lies in; those of the first letters of a name, if they can mean but one. */
function areasNamed(text) {
  const words = wordsOf(text);
  const named = placeNamed(words, places);
  if (named) return named.areas;
  const start = words.join(" ");
  const meant = [...places].filter(([name]) => start.length > 2 && name.startsWith(start)).map(([, numbers]) => numbers.join());
  return new Set(meant).size === 1 ? meant[0].split(",").map(Number) : [];
}

function choosePlace() {
  const typed = town.value.trim();
  const option = areaOption(areasNamed(typed).map((n) => areas[n].id));
  if (typed && !option) {
    const hint = "Try a town nearby or the first half of your postcode, or choose an area.";
    return write(where, `We don’t know “${typed}” as a place here. ${hint}`);
  }
  select("area").value = option?.value ?? "";
  write(where, option ? `${typed} is in ${option.words}.` : "");
  choose(chosenHere());
}

function forgetPlace() {
  town.value = "";
  write(where, "");
}

form.addEventListener("change", ({ target }) => {
  if (target === town) return choosePlace();
  if (target === select("area")) forgetPlace();
  choose(chosenHere());
});
form.addEventListener("submit", (event) => event.preventDefault()); // Enter in the box for the town was a change already
clear.addEventListener("click", () => {
  forgetPlace();
  choose(new Map(choices.map(({ name }) => [name, []])));
  select("topic").focus(); // the button is gone
});
addEventListener("popstate", showAddress); // the way back; an address that somebody typed
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
