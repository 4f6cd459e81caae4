/* The panel: help for words of danger, shown under a search box at once, before anything is looked up; a screen reader says it
   (role alert). Its script needs no other and comes before the index does. */

/** Watches a search form; gives a function that looks again, and says whether that changed anything. */
function watch(form) {
  const input = form.querySelector("input");
  const panel = document.createElement("section");
  for (const [name, value] of Object.entries({ class: "panel", role: "alert", "data-crisis-panel": "" })) panel.setAttribute(name, value);
  panel.hidden = true;
  form.after(panel);
  let shown = "";
  const look = () => {
    const kind = kindOf(input.value);
    if (kind === shown) return false;
    shown = kind;
    panel.hidden = !kind;
    panel.replaceChildren(...(kind ? helpFor(DATA.kinds[kind]) : []));
    return true;
  };
  input.addEventListener("input", look);
  look();
  return look;
}

/** The heading, the line, and the buttons to ring or text. */
function helpFor({ heading, line, help }) {
  const made = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
  const list = made("ul", "", { className: "contacts reach" });
  for (const [does, who, href] of help.map((n) => DATA.help[n])) {
    const item = made("li", "");
    item.append(made("a", does, { className: "button", href }), made("p", who));
    list.append(item);
  }
  return [made("h2", heading), made("p", line), list];
}

let kindOf = danger(DATA.model);
const watching = [...document.querySelectorAll("form[role=search]")].map(watch);

window.danger = {
  kindOf: (text) => kindOf(text),
  learn: (more) => {
    kindOf = danger({ ...DATA.model, ...more });
    if (watching.map((look) => look()).some(Boolean)) dispatchEvent(new Event("danger")); // answers depend on it
  },
  look: () => watching.forEach((look) => look()),
  first: (kind) => DATA.kinds[kind]?.first ?? [], // the addresses of what to read, and last of all numbers
};

// The rest of what was learnt knows better. It comes when the first answers are there, even on a slow line.
const rest = document.currentScript?.src.replace("/danger.", "/danger-more.");
if (rest) setTimeout(() => document.head.append(Object.assign(document.createElement("script"), { src: rest })), 1500);
