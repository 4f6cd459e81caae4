/* My list, the last step: the page. The list itself is kept by assets/js/keep.js. */
const place = document.querySelector("[data-my-list]");
const title = document.querySelector("h1").textContent;
const [, base, index] = document.querySelector(".name").href.match(/^(.*\/)([^/]*)$/); // a copy on a stick says index.html
const addressOf = (id) => `${base}services/${id}/${index}`;
const status = element("p", "", { role: "status" });
const list = element("ul", "", { class: "cards" });
const told = element("p");
const date = element("p", "", { class: "paper" });
const tools = element("p", "", { class: "tools" });
const done = element("p", "", { role: "status" });
const below = element("div");
const empty = element("p", "Nothing is on your list yet. Press “Keep” beside a service, and you find it here.");
const warning = element("p", "Whoever gets the link, the code or the sheet sees your list. It is also in this page’s address, so your browser’s history may keep it.");
let shown; // the list that the page shows

/** Says below the buttons what one of them did. */
const say = (words) => (done.textContent = words);

/** Another list, which can be undone. The focus goes there, as the button that was pressed is gone. */
function change(next, words) {
  const before = myList.ids();
  myList.set(next);
  show();
  const undo = button("Undo", () => {
    myList.set(before);
    show();
    status.replaceChildren("It is back.");
    document.querySelector("h1").focus();
  });
  status.replaceChildren(words, " ", undo);
  undo.focus();
}

const remove = (id, name) => change(myList.ids().filter((other) => other !== id), `${name} is off your list.`);

function show() {
  const ids = myList.ids();
  if (ids.join() === shown) return;
  shown = ids.join();
  const services = ids.map(serviceOf).filter(Boolean);
  const gone = ids.length - services.length;
  list.replaceChildren(...services.map((service) => itemOf(service, addressOf, remove)));
  told.replaceChildren();
  if (gone) {
    const words = gone === 1 ? "1 service on this list is" : `${gone} services on this list are`;
    const off = button("Take off what is gone", () => change(services.map(({ id }) => id), "It is off your list."));
    off.className = "keep";
    told.append(`${words} no longer in our directory. `, off);
  }
  if (ids.length >= myList.MOST) told.append(`Your list is full. It holds ${myList.MOST} services: take one off to keep another.`);
  told.hidden = !told.childNodes.length;
  empty.hidden = ids.length > 0;
  tools.hidden = warning.hidden = !ids.length;
  for (const said of [below, status, done]) said.replaceChildren();
  document.body.classList.toggle("sheet", services.length > 0); // what paper shows: assets/css/print.css
  opening.show();
}

/** The address of the list; of a page on a stick, which nobody else has, that on the site. */
function address() {
  const here = location.protocol === "file:" ? document.querySelector("link[rel=canonical]").href : location.href;
  return myList.on(here.split("#")[0]);
}

function copyText() {
  const services = myList.ids().map(serviceOf).filter(Boolean);
  const site = document.querySelector("link[rel=canonical]").href.replace(/^https?:\/\/|\/my-list\/$/g, "");
  return copy(asText(title, services, `From ${site}`), below, say, "The list is copied. You can paste it into a message.");
}

tools.append(
  button("Print", () => window.print()),
  " ",
  ...(navigator.share ? [button("Share", () => navigator.share({ title: document.title, url: address() }).catch(() => {})), " "] : []),
  button("Copy link", () => copy(address(), below, say, "The link is copied.")),
  " ",
  button("Copy as text", copyText),
  " ",
  button("QR code", () => showCode(address(), place.dataset.qr, below, say)),
  " ",
  button("Empty the list", () => change([], "Your list is empty.")),
);

// On paper: the day, and who to ring in danger.
const help = element("p", "If you need help now: ", { class: "paper" });
help.append([...document.querySelectorAll(".help li")].map((line) => line.innerText.replace(/\s+/g, " ").trim()).slice(0, -1).join(" · "));
const dated = () => (date.textContent = today());
dated();
addEventListener("beforeprint", dated);

document.querySelector("h1").tabIndex = -1;
document.querySelector("[data-without-script]").hidden = true;
place.append(date, status, told, empty, list, help, warning, tools, done, below);
place.hidden = false;
addEventListener("hashchange", show);
addEventListener("pageshow", show);
show();
