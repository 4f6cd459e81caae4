/* My list: services that somebody keeps while they look around. Comes to every page in one file with site.js.

   The list is in the address's fragment, `#list=samaritans.shout`, which no browser sends, and nowhere else; a link of ours
   takes it along when it is followed. Other parts of the fragment stay as they are. docs/decisions/my-list.md says why. */
window.myList = (() => {
  const MOST = 30;
  const page = document.querySelector("footer a[href*='my-list/']"); // a site without this link has no lists
  if (!page) return;
  const base = page.href.replace(/my-list\/[^/]*$/, "");
  const words = page.textContent;
  const trail = window.navigation; // not in older browsers, where the way back shows the list as it was then
  const status = Object.assign(document.createElement("p"), { className: "unseen" });
  const item = document.createElement("li");
  const link = page.cloneNode(true);
  let list = "";
  let here; // what `noted` says, or would

  const ids = () => (list ? list.split(".") : []);

  /** The address with the list in its fragment. */
  const on = (address) => {
    const [path, hash = ""] = address.split("#");
    const parts = hash.split("&").filter((part) => part && !part.startsWith("list="));
    if (list) parts.push("list=" + list);
    return path + (parts.length ? "#" + parts.join("&") : "");
  };

  /** What this entry of the tab's history remembers: since when it is there, and changes (when, from what, to what). */
  const noted = () => trail?.currentEntry?.getState()?.kept;
  const fresh = () => ({ since: Date.now(), changes: [] });
  const note = () => trail?.currentEntry && trail.updateCurrentEntry({ state: { kept: here } });

  /** Another list from now on. */
  const set = (next) => {
    if (next !== list) here.changes.push([Date.now(), list, next]);
    list = next;
    if (on(location.href) !== location.href) history.replaceState(history.state, "", on(location.href));
    note();
    show();
  };

  /** The list in the address; none there is none said, so what we know stays. Whoever comes back to an earlier page has changed
      the list since: that is done again here. */
  const read = () => {
    here = noted() ?? fresh();
    const found = location.hash.match(/[#&]list=([^&]*)/);
    const asked = found && found[1].replace(/%2e/gi, ".").toLowerCase().split(".");
    if (found) list = [...new Set(asked.filter((id) => /^[a-z0-9-]{1,99}$/.test(id)))].slice(0, MOST).join(".");
    let now = list;
    const all = (trail?.entries() ?? []).flatMap((entry) => entry.getState()?.kept?.changes ?? []);
    for (const [when, from, to] of all.sort((one, other) => one[0] - other[0])) if (when > here.since && from === now) now = to;
    set(now);
  };

  const press = (button, id, name) => {
    const kept = ids();
    const isKept = kept.includes(id);
    if (!isKept && kept.length >= MOST) {
      status.textContent = `Your list is full. It holds ${MOST} services: take one off to keep another.`;
      button.firstChild.data = "List is full ";
      setTimeout(() => (button.firstChild.data = "Keep "), 4000);
      return;
    }
    set((isKept ? kept.filter((other) => other !== id) : [...kept, id]).join("."));
    status.textContent = `${name} is ${isKept ? "off" : "on"} your list. It has ${ids().length} ${ids().length === 1 ? "service" : "services"}.`;
  };

  const known = new WeakMap(); // the button of each service on this page; lists may take services out and put them back

  /** A button for a service that has none yet. */
  const offer = (place) => {
    const heading = place.querySelector("h2 a, h3 a") ?? document.querySelector("h1");
    const id = place.dataset.serviceId ?? heading.pathname?.match(/\/services\/([^/]+)\/[^/]*$/)?.[1]; // long lists have the link alone
    const name = heading.textContent;
    const button = Object.assign(document.createElement("button"), { className: "keep", type: "button" });
    button.append("Keep ", Object.assign(document.createElement("span"), { className: "unseen", textContent: name }));
    button.onclick = () => press(button, id, name);
    known.set(place, { button, id });
    if (id && !place.querySelector(".keep")) place.append(button); // the page that shows the list has buttons of its own
    return known.get(place);
  };

  const PLACES = ".cards > li, .on-service > [data-service-id]";

  /** The button of a service as it is now. */
  const showOn = (place) => {
    const { button, id } = known.get(place) ?? offer(place);
    const isKept = ids().includes(id);
    const word = isKept ? "Kept " : "Keep ";
    if (button.firstChild.data === word && button.hasAttribute("aria-pressed")) return;
    button.firstChild.data = word;
    button.setAttribute("aria-pressed", isKept);
  };

  /** All buttons, and a link to the list once there is one. */
  const show = () => {
    document.querySelectorAll(PLACES).forEach(showOn);
    item.hidden = !list;
    link.textContent = `${words} (${ids().length})`;
  };

  /** The buttons of services that have just come, as answers do, or have come back into the list. */
  const showOnNew = (changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (node.matches(PLACES)) showOn(node);
      else node.querySelectorAll(PLACES).forEach(showOn);
    }
  };

  status.setAttribute("role", "status");
  item.append(link);
  if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  document.querySelector(".menu ul").append(item);
  document.querySelector(".menu").append(status);

  // On its way to another page of ours the list goes along, and the link is then as it was: whoever copies it gives no list away.
  const carry = (event) => {
    const followed = event.target.closest("a[href]");
    const href = followed?.getAttribute("href");
    const url = followed && new URL(href, location);
    if (!url?.href.startsWith(base) || !/(\/|\.html)$/.test(url.pathname)) return;
    if (url.hash && url.pathname === location.pathname) return;
    followed.setAttribute("href", on(href));
    setTimeout(() => followed.setAttribute("href", href));
  };
  addEventListener("click", carry, true);
  addEventListener("auxclick", carry, true);

  addEventListener("hashchange", read);
  // A jump within the page takes the note along; who replaces the entry, as filters may, clears it.
  trail?.addEventListener("currententrychange", ({ navigationType: how }) => {
    if (how === "push") here = fresh();
    if (how === "push" || (how === "replace" && !noted())) note();
  });
  addEventListener("pageshow", (event) => event.persisted && read());
  const anchor = location.hash.slice(1).split("&")[0]; // somebody followed a link to a heading
  const came = !noted();
  read();
  if (came && list && anchor && !anchor.includes("=")) location.replace("#" + anchor); // `read` puts the list back
  new MutationObserver(showOnNew).observe(document.querySelector("main"), { childList: true, subtree: true });

  return { MOST, ids, on, set: (next) => set(next.join(".")) };
})();
