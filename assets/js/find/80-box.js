const SHOWN = 6; // answers while somebody types: more do not fit above the keyboard of a phone

/* The search box: answers while somebody types, as a combobox with a list (WAI-ARIA Authoring Practices, "Editable
   Combobox With List Autocomplete"). What is typed stays here: it is looked up in this file and goes nowhere. */

const KINDS = { "guides/": "Guide", "for/": "For you", "about/": "About this site", "topics/": "Topic" };

/** What an answer is, for whom, and where: "Service, for young people aged 11-25, in Mansfield". */
function aboutDoc({ kind, path, who, ages, areas }) {
  const start = Object.keys(KINDS).find((start) => path.startsWith(start));
  const what = kind === "service" ? "Service" : kind === "list" ? "List of services" : (KINDS[start] ?? "Page");
  const people = who.length ? who.map((n) => index.audiences[n]).join(", ") : "everyone";
  const aged = ages && ages !== "all ages" ? ` aged ${ages}` : "";
  const where = areas.map((n) => index.areas[n]).map(({ name, within }) => (within === null ? "anywhere" : name)).join(", ");
  const parts = [what, kind === "service" || who.length ? `for ${people}${aged}` : "", where && `in ${where}`.replace("in anywhere", "anywhere")];
  return parts.filter(Boolean).join(" · ");
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

/** The question with its slips mended. */
function respelt(text, spelt) {
  return spelt.reduce((said, [typed, meant]) => said.replace(new RegExp(`\\b${typed}\\b`, "i"), meant), text);
}

/** Makes a form of the search answer while somebody types. */
function attach(form) {
  const base = form.dataset.base ?? form.action.replace(/search\/$/, "");
  const input = form.querySelector("input");
  const list = element("ul", "", { role: "listbox", id: "answers", "aria-label": "Answers", hidden: "" });
  const status = element("p", "", { role: "status", class: "unseen" });
  const note = element("p", "", { class: "small", hidden: "" });
  (form.parentElement.querySelector("[data-crisis-panel]") ?? form).after(note, list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "answers",
  })) {
    input.setAttribute(name, value);
  }
  let chosen = -1;
  let told;

  const options = () => [...list.children];
  const choose = (n) => {
    options()[chosen]?.setAttribute("aria-selected", "false");
    chosen = n;
    const option = options()[n];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    note.hidden = !isOpen || !note.textContent;
    input.setAttribute("aria-expanded", String(isOpen));
    choose(-1);
  };
  const update = () => {
    const isAsked = input.value.trim().length > 1;
    const found = isAsked ? answersTo(input.value, index, { typing: true }) : { answers: [], spelt: [] };
    const items = found.answers.slice(0, SHOWN).map((doc, n) => {
      const option = element("li", "", { role: "option", id: `answer-${n}`, "aria-selected": "false", "data-href": base + doc.path });
      option.append(element("b", doc.title), " ", element("span", aboutDoc(doc), { class: "small" }));
      return option;
    });
    list.replaceChildren(...items);
    note.textContent = found.spelt.length ? `Showing answers for ${respelt(input.value, found.spelt)}.` : "";
    open(items.length > 0 && document.activeElement === input);
    clearTimeout(told); // said when somebody stops typing, not at each letter
    const many = items.length === 1 ? "1 answer" : `${items.length || "No"} answers`;
    const next = items.length ? "Use the arrow keys." : "Press Enter to look in all pages.";
    told = setTimeout(() => (status.textContent = isAsked ? `${note.textContent} ${many}. ${next}`.trim() : ""), 700);
  };
  const go = ({ dataset: { href } }) => location.assign(window.myList ? myList.on(href) : href); // kept services go along
  input.addEventListener("input", update);
  input.addEventListener("focus", () => {
    learnRest().then(() => input.value && document.activeElement === input && update());
    if (list.children.length) open(true);
  });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) open(false);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open(true);
      if (!event.altKey) choose(chosen + step < -1 ? count - 1 : chosen + step >= count ? -1 : chosen + step);
    } else if (event.key === "Enter" && chosen >= 0) go(options()[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus until the click
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  form.addEventListener("submit", () => open(false));
  if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
  if (input.value) update();
}
