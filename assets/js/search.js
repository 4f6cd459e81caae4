/* The search page. The question lives in the fragment (#q=sleep&topic=Anxiety), which browsers never send. The quick answers
   come first, from the script that every search box has (assets/js/find/); below them, what Pagefind finds in the whole text,
   from files of this site. Everything found is text to us, never HTML. */
(() => {
  const BATCH = 10;
  // How Pagefind ranks (pagefind.app/docs/ranking), tuned on benchmarks/search/tuning.yaml: what a page is called counts most.
  const RANKING = { pageLength: 0.5, termFrequency: 0.7, metaWeights: { title: 8 } };
  const POSTCODE = /\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b/i;
  const form = document.querySelector("form[data-base]");
  const field = form.querySelector("input");
  const choices = form.querySelector("[data-choices]");
  const selects = [...form.querySelectorAll("[data-choice]")];
  const count = document.querySelector("[data-search-count]");
  const read = document.querySelector("[data-search-read]");
  const results = document.querySelector("[data-search-results]");
  const quick = document.querySelector("[data-quick-results]");
  const full = document.querySelector("[data-full-results]");
  const none = document.querySelector("[data-search-none]");
  const elsewhere = document.querySelector("[data-search-else]");
  const { base } = form.dataset;
  const { element } = window.finder;

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
    // Without WebAssembly it fails where nobody can catch it, so it is not asked at all.
    loading ??= (window.WebAssembly ? import(`${base}pagefind/pagefind.js`) : Promise.reject()).then(async (engine) => {
      await engine.options({ baseUrl: base, excerptLength: 18, noWorker: true, ranking: RANKING });
      await engine.init();
      return engine;
    });
    loading.catch(() => (loading = undefined)); // the next question tries again
    return loading;
  }

  /** The question in the address: the words, whether they are to be taken as typed, and the choices by name. */
  function question() {
    const params = new URLSearchParams(location.hash.slice(1));
    const chosen = selects.map((select) => [select.dataset.choice, params.get(select.dataset.choice)]);
    return {
      words: (params.get("q") ?? "").trim().slice(0, field.maxLength),
      asTyped: params.has("as-typed"),
      filters: Object.fromEntries(chosen.filter(([, value]) => value)),
    };
  }

  function addressOf(words, more = {}) {
    return `#${new URLSearchParams({ q: words, ...more })}`;
  }

  /** Puts the question of the form into the address; `hashchange` then answers it. */
  function ask() {
    const chosen = selects.filter((select) => select.value).map((select) => [select.dataset.choice, select.value]);
    const address = addressOf(field.value.trim(), Object.fromEntries(chosen));
    if (location.hash === address) answer();
    else location.hash = address;
  }

  /** An answer in the list: its address must be one of ours. */
  function item(title, address, about, ...more) {
    const made = element("li");
    const heading = element("h2");
    if (address.startsWith(base)) heading.append(element("a", title, { href: address }));
    const service = address.slice(base.length).match(/^services\/([^/]+)\/$/);
    if (service) made.dataset.serviceId = service[1];
    made.append(heading, element("p", about, { class: "small" }), ...more);
    return made;
  }

  /** Pagefind's excerpt, `a <mark>word</mark> &lt; 5`: every second piece is marked, the rest is text. */
  function excerpt(html) {
    const plain = (piece) => piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
    const made = element("p", "", { class: "small" });
    html.split(/<\/?mark>/).forEach((piece, n) => made.append(n % 2 ? element("mark", plain(piece)) : plain(piece)));
    return made;
  }

  function quoted(words, and = ", ") {
    return words.map((word) => `“${word}”`).join(and);
  }

  /** What was made of the question, where that is not what was typed. */
  function sayHowItWasRead({ spelt, place }, words, nowhere = []) {
    const said = [];
    if (spelt.length) {
      const literal = element("a", words, { href: addressOf(words, { "as-typed": "" }) });
      said.push(["Showing answers for ", element("b", window.finder.respelt(words, spelt)), ". Search for ", literal, " instead."]);
    }
    if (place) said.push([`What there is in ${window.finder.placesIn(place)} comes first.`]);
    const postcode = place ? null : words.match(POSTCODE);
    if (postcode) said.push([`${postcode[0].toUpperCase()} is no place that we know here.`]);
    const strange = nowhere.filter((word) => !postcode?.[0].toLowerCase().includes(word));
    if (strange.length) said.push([`Nothing here has ${quoted(strange, " or ")} in it.`]);
    read.replaceChildren(...said.flatMap((parts) => [...parts, " "]));
  }

  function showQuick(answers) {
    const list = element("ul", "", { class: "cards" });
    list.append(...answers.map((doc) => item(doc.title, base + doc.path, window.finder.about(doc))));
    quick.replaceChildren(...(answers.length ? [list] : []));
  }

  /** Shows the next pages but those that are there already, and a button for the rest. Each is a small file: they come as wanted. */
  async function showMore(list, left, known, mine) {
    const pages = await Promise.all(left.slice(0, BATCH).map((result) => result.data()));
    if (mine !== turn) return;
    const fresh = pages.filter(({ url }) => !known.has(url));
    const items = fresh.map(({ meta, url, excerpt: html }) => item(meta.title, url, meta.summary, excerpt(html)));
    list.append(...items);
    const rest = left.slice(BATCH);
    if (!rest.length) return items[0];
    const more = element("button", `Show more (${rest.length} left)`, { type: "button" });
    more.onclick = async () => {
      more.disabled = true;
      try {
        const first = await showMore(list, rest, known, mine);
        more.remove();
        first?.querySelector("a")?.focus();
      } catch {
        more.disabled = false;
        count.textContent = "The rest could not be loaded. Please try again.";
      }
    };
    full.append(more);
    return items[0];
  }

  /** Fills the choices with what there is, the first time they are wanted. */
  function fillChoices() {
    filling ??= pagefind().then(async (engine) => {
      const values = await engine.filters();
      for (const select of selects) {
        const names = Object.keys(values[select.dataset.choice] ?? {}).sort((a, b) => a.localeCompare(b));
        for (const name of names) {
          const option = element("option", name[0].toUpperCase() + name.slice(1), { value: name });
          select.append(option);
        }
        select.parentElement.hidden = !names.length;
      }
    });
    filling.catch(() => (filling = undefined));
    return filling;
  }

  /** The words that a page has not in any form. A word that Pagefind does not know it shortens until it knows it (asdfgh
   * is as), and what that finds is no answer. */
  async function notOn(page, words) {
    const { content, meta } = await page.data();
    const stems = window.finder.stemsOf(`${meta.title} ${meta.summary} ${content}`);
    return words.filter((word) => {
      const own = window.finder.stemsOf(word).join("");
      return !stems.some((stem) => stem.startsWith(own));
    });
  }

  /** Pagefind wants all words on one page. Words that no page has are left out (``nowhere``); then, where no page has them
   * all, the rarest is, then the next. */
  async function fullText(engine, { words }, filters) {
    let left = [...words];
    const [dropped, nowhere] = [[], []];
    for (;;) {
      const { results } = words.length && !left.length ? { results: [] } : await engine.search(left.join(" ") || null, { filters });
      const strange = results.length ? await notOn(results[0], left) : [];
      if (strange.length) {
        nowhere.push(...strange);
        left = left.filter((word) => !strange.includes(word));
      } else if (results.length || left.length < 2) return { results, dropped: [...nowhere, ...dropped], nowhere: results.length ? nowhere : words };
      else {
        const rarity = left.map(window.finder.rarityOf);
        dropped.push(...left.splice(rarity.indexOf(Math.max(...rarity)), 1));
      }
    }
  }

  /** A slow or counted line: the whole text costs some 120 KB, so it comes only when somebody asks for it. */
  function isCostly() {
    const { saveData, effectiveType } = navigator.connection ?? {};
    return Boolean(saveData) || /2g/.test(effectiveType ?? "");
  }

  function offerFull(found, shown, filters, mine) {
    const button = element("button", "Look in the whole text too (about 120 KB)", { type: "button" });
    button.onclick = async () => {
      button.disabled = true;
      count.textContent = "Searching…";
      await lookFurther(found, shown, filters, mine);
    };
    full.replaceChildren(button);
  }

  /** Looks in the whole text, and adds below what the quick answers don't have. */
  async function showFull(found, shown, filters, mine) {
    const engine = await pagefind();
    const { results, dropped, nowhere } = await fullText(engine, found, filters);
    if (mine !== turn) return 0;
    const strange = nowhere.filter((word) => found.strange.includes(word));
    if (shown.length || results.length) sayHowItWasRead(found, question().words, strange);
    const known = new Set(shown.map((doc) => base + doc.path));
    const list = element("ul", "", { class: "cards" });
    full.replaceChildren();
    if (!results.length) return 0;
    const without = quoted(dropped);
    if (shown.length) full.append(element("h2", "Also in the text of these pages"));
    if (without) full.append(element("p", `No page has all of these words. These are without ${without}.`));
    full.append(list);
    await showMore(list, results, known, mine);
    if (mine !== turn) return 0;
    const more = Math.max(list.children.length, results.length - known.size);
    if (more > 0) return more;
    full.replaceChildren();
    return 0;
  }

  /** The line under the box: how much there is, and how sure it is. */
  function say(quickly, fully, words, chosen = "") {
    const total = quickly + fully;
    const about = words ? ` for “${words}”` : "";
    elsewhere.hidden = total > 0;
    none.hidden = total > 0;
    if (!total) showNearest(words);
    count.textContent = total ? `${total} ${total === 1 ? "answer" : "answers"}${about}` : `Nothing found${about}${chosen}.`;
  }

  async function answer() {
    const mine = ++turn;
    results.setAttribute("aria-busy", "true");
    await answerInTurn(mine);
    if (mine === turn) results.setAttribute("aria-busy", "false");
  }

  /** Answers the question in the address: at once with what is here, then with what the whole text says. */
  async function answerInTurn(mine) {
    const { words, asTyped, filters } = question();
    const narrowed = Object.keys(filters).length > 0;
    field.value = words;
    window.danger?.look();
    if (words) window.finder.learnRest();
    let found = window.finder.answersTo(words, { asTyped });
    if (words && !(found.sure && found.answers.length > 2)) {
      count.textContent = "Searching…"; // for the rest of the words, which come right behind: answers never jump
      await window.finder.learnRest();
      if (mine !== turn) return;
      found = window.finder.answersTo(words, { asTyped });
    }
    const shown = narrowed ? [] : found.answers;
    showQuick(shown);
    sayHowItWasRead(narrowed ? { spelt: [] } : found, words);
    full.replaceChildren();
    elsewhere.hidden = shown.length > 0;
    none.hidden = true;
    if (!words && !narrowed) {
      for (const select of selects) select.value = "";
      elsewhere.hidden = false;
      count.textContent = "";
      return;
    }
    if (shown.length) say(shown.length, 0, words);
    else count.textContent = "Searching…";
    if (shown.length > 2 && isCostly()) offerFull(found, shown, filters, mine);
    else await lookFurther(found, shown, filters, mine);
  }

  async function lookFurther(found, shown, filters, mine) {
    const { words } = question();
    const narrowed = Object.keys(filters).length > 0;
    try {
      if (narrowed || filling) {
        await fillChoices();
        for (const select of selects) select.value = filters[select.dataset.choice] ?? "";
        choices.open ||= narrowed;
      }
      const more = await showFull(found, shown, filters, mine);
      if (mine !== turn) return;
      if (more || !narrowed) return say(shown.length, more, words);
      const wider = found.answers.length || (await fullText(await pagefind(), found, {})).results.length;
      if (mine !== turn) return;
      say(0, 0, words, wider ? " with these choices" : "");
      if (wider && words) read.append(element("a", `Look for “${words}” without them`, { href: addressOf(words) }));
    } catch {
      if (mine !== turn) return;
      full.replaceChildren();
      if (narrowed) showQuick(found.answers);
      say(found.answers.length, 0, words);
      if (narrowed) count.textContent += " The choices could not be loaded, so these are for everybody and everywhere.";
      else if (!shown.length) count.textContent += " The text of the pages could not be loaded, so we looked in their names only.";
    }
  }

  /** Nothing found is no dead end: the topics that are spelt most like it, and below them all other ways. */
  function showNearest(words) {
    const near = window.finder.nearest(words);
    if (!near.length) return;
    const list = element("ul", "", { class: "cards" });
    list.append(...near.map((doc) => item(doc.title, base + doc.path, window.finder.about(doc))));
    full.replaceChildren(element("h2", "Is it one of these?"), list);
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
  // More is known of danger now, and what stands in the field is judged otherwise. Who is typing is not disturbed.
  addEventListener("danger", () => field.value === question().words && answer());
  choices.hidden = false;
  answer();
})();
