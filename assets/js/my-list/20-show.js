/* My list, step 2: a service as the page and the sheet of paper show it. */

/** An element with words in it. */
function element(tag, words = "", attributes = {}) {
  const made = document.createElement(tag);
  made.append(words);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function button(words, press, about = "") {
  const made = element("button", words, { type: "button" });
  if (about) made.append(" ", element("span", about, { class: "unseen" }));
  made.onclick = press;
  return made;
}

/** One way in, as lists of services show it (layouts/components/card.html), and what to know before. */
function wayIn({ verb, words, href, label, hours, opening, costs, note, access }) {
  const said = `${verb} ${words}`;
  const made = element("p", href ? element("a", said, { href }) : said, href ? {} : { class: "place" });
  if (opening) made.append(" ", element("span", "", { "data-opening": opening, hidden: "" }));
  for (const more of [label, hours, costs, note, access && `Getting in: ${access}`]) if (more) made.append(" ", element("span", more));
  return made;
}

/** A service of the list; `addressOf` gives the address of a service's page. */
function itemOf({ id, name, who, where, status, instead, howToAsk, contacts }, addressOf, remove) {
  const made = element("li");
  const heading = element("h2");
  heading.append(element("a", name, { href: addressOf(id) }));
  made.append(heading);
  if (status === "paused") made.append(element("p", element("strong", "Not taking people on at the moment")));
  if (status === "closed") made.append(element("p", element("strong", "This service has closed")));
  const other = serviceOf(instead);
  if (other) {
    const told = element("p", "Instead: ");
    told.append(element("a", other.name, { href: addressOf(instead) }));
    made.append(told);
  }
  if (who || where) made.append(element("p", [who, where].filter(Boolean).join(" · "), { class: "small" }));
  const ways = element("div", "", { class: "ways" });
  ways.append(...contacts.map(wayIn));
  if (howToAsk) ways.append(element("p", howToAsk));
  const off = button("Remove", () => remove(id, name), name);
  off.className = "keep";
  const notes = element("p", "Notes", { class: "paper notes" });
  notes.append(element("span"), element("span"));
  made.append(ways, notes, off);
  return made;
}
