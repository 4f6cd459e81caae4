/* The search page. The question lives in the fragment (#q=sleep&topic=Anxiety), which browsers never send;
   Pagefind answers it here, from files of this site. Everything found is text to us, never HTML. */

const BATCH = 10;
const form = document.querySelector("form[data-base]");
const field = form.querySelector("input");
const choices = form.querySelector("[data-choices]");
const selects = [...form.querySelectorAll("[data-choice]")];
const count = document.querySelector("[data-search-count]");
const results = document.querySelector("[data-search-results]");
const elsewhere = document.querySelector("[data-search-else]");
const base = form.dataset.base;

let loading; // Pagefind, asked for once, on first use
let filling; // the choices, likewise
let turn = 0; // answers to an older question are dropped

// Somebody came with ?q=: from now on it is in the fragment only.
if (location.search) {
  const asked = new URLSearchParams(location.search);
  const moved = asked.get("q") ? "#" + new URLSearchParams({ q: asked.get("q") }) : location.hash;
  history.replaceState(null, "", location.pathname + moved);
}

function pagefind() {
  loading ??= import(`${base}pagefind/pagefind.js`).then(async (engine) => {
    await engine.options({ baseUrl: base, excerptLength: 18, noWorker: true });
    await engine.init();
    return engine;
  });
  loading.catch(() => (loading = undefined)); // the next question tries again
  return loading;
}

/** The question in the address: the words, and the choices by name. */
function question() {
  const params = new URLSearchParams(location.hash.slice(1));
  const chosen = selects.map((select) => [select.dataset.choice, params.get(select.dataset.choice)]);
  return { words: (params.get("q") ?? "").trim(), filters: Object.fromEntries(chosen.filter(([, value]) => value)) };
}

/** Puts the question of the form into the address; `hashchange` then answers it. */
function ask() {
  const params = new URLSearchParams({ q: field.value.trim() });
  for (const select of selects) if (select.value) params.set(select.dataset.choice, select.value);
  if (location.hash === `#${params}`) answer();
  else location.hash = params;
}

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  if (text) made.textContent = text;
  return made;
}

/** Pagefind's excerpt, `a <mark>word</mark> &lt; 5`: every second piece is marked, the rest is text. */
function excerpt(html) {
  const plain = (piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const made = element("p", "", { className: "small" });
  html.split(/<\/?mark>/).forEach((piece, n) => made.append(n % 2 ? element("mark", plain(piece)) : plain(piece)));
  return made;
}

/** One answer. Its address must be one of ours. */
function item(found) {
  const made = element("li");
  const heading = element("h2");
  if (found.url.startsWith(base)) heading.append(element("a", found.meta.title, { href: found.url }));
  const service = found.url.slice(base.length).match(/^services\/([^/]+)\/$/);
  if (service && found.meta.kind === "service") made.dataset.serviceId = service[1];
  made.append(heading);
  if (found.meta.summary) made.append(element("p", found.meta.summary));
  made.append(excerpt(found.excerpt));
  return made;
}

/** Shows the next answers, and a button for the rest. Each answer is a small file: they come as they are wanted. */
async function showMore(list, left, mine) {
  const found = await Promise.all(left.slice(0, BATCH).map((result) => result.data()));
  if (mine !== turn) return;
  const items = found.map(item);
  list.append(...items);
  const rest = left.slice(BATCH);
  if (!rest.length) return items[0];
  const more = element("button", `Show more (${rest.length} left)`, { type: "button" });
  more.onclick = async () => {
    more.disabled = true;
    try {
      const first = await showMore(list, rest, mine);
      more.remove();
      first?.querySelector("a")?.focus();
    } catch {
      more.disabled = false;
      count.textContent = "The rest could not be loaded. Please try again.";
    }
  };
  results.append(more);
  return items[0];
}

/** Fills the choices with what there is, the first time they are wanted. */
function fillChoices() {
  filling ??= pagefind().then(async (engine) => {
    const values = await engine.filters();
    for (const select of selects) {
      const names = Object.keys(values[select.dataset.choice] ?? {}).sort((a, b) => a.localeCompare(b));
      select.append(...names.map((name) => element("option", name[0].toUpperCase() + name.slice(1), { value: name })));
      select.parentElement.hidden = !names.length;
    }
  });
  filling.catch(() => (filling = undefined));
  return filling;
}

/** Answers the question in the address. */
async function answer() {
  const mine = ++turn;
  const { words, filters } = question();
  const narrowed = Object.keys(filters).length > 0;
  field.value = words;
  results.replaceChildren();
  elsewhere.hidden = false;
  if (!words && !narrowed) {
    for (const select of selects) select.value = "";
    count.textContent = "";
    return;
  }
  count.textContent = "Searching…";
  try {
    if (narrowed || filling) {
      await fillChoices();
      for (const select of selects) select.value = filters[select.dataset.choice] ?? "";
      choices.open ||= narrowed;
    }
    const engine = await pagefind();
    const found = await engine.search(words || null, { filters });
    if (mine !== turn) return;
    const about = words ? ` for “${words}”` : "";
    const total = found.results.length;
    if (total) {
      const list = element("ul", "", { className: "cards" });
      results.append(list);
      await showMore(list, found.results, mine);
      if (mine !== turn) return;
      elsewhere.hidden = true;
      count.textContent = `${total} ${total === 1 ? "page" : "pages"}${about}`;
    } else {
      count.textContent = `Nothing found${about}. Try fewer or other words${narrowed ? ", or fewer choices" : ""}.`;
    }
  } catch {
    if (mine !== turn) return;
    results.replaceChildren();
    count.textContent = "The search could not be loaded. Everything is in the lists below.";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
for (const select of selects) select.addEventListener("change", ask);
choices.addEventListener("toggle", () => {
  if (choices.open) fillChoices().catch(() => (count.textContent = "The choices could not be loaded."));
});
addEventListener("hashchange", answer);
choices.hidden = false;
answer();
