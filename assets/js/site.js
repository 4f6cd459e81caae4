/* Every page: the way out, the search box, and small helps. Nothing is stored and nothing is sent. */
(() => {
  const root = document.documentElement;
  const exit = document.querySelector("[data-exit]");

  // Cover first, then go: the next page may take seconds. `replace` takes this page out of the way back.
  const leave = () => {
    root.hidden = true;
    document.title = "Loading";
    location.replace(exit.href);
  };

  if (exit) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });

    // Shift on its own, three times within five seconds. Any other key starts again.
    let alone = false;
    let presses = [];
    addEventListener("keydown", (event) => {
      alone = event.key === "Shift";
      if (!alone) presses = [];
    });
    addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || !alone) return;
      presses = presses.filter((moment) => event.timeStamp - moment < 5000).concat(event.timeStamp);
      if (presses.length > 2) leave();
    });
    for (const hint of document.querySelectorAll("[data-exit-hint]")) hint.hidden = false;

    // A page that comes back out of the browser's memory is a page to read again.
    addEventListener("pageshow", (event) => {
      if (event.persisted) root.hidden = false;
    });
  }

  // Where the list of contents stands beside the text (assets/css), it may as well be open.
  if (matchMedia("(min-width: 60em)").matches) for (const aside of document.querySelectorAll("[data-aside]")) aside.open = true;

  // Printing and sharing need the script, so it shows their buttons; sharing only where the browser can.
  for (const tools of document.querySelectorAll("[data-tools]")) {
    const [print, share] = tools.querySelectorAll("button");
    tools.hidden = false;
    print.onclick = () => window.print();
    share.hidden = !navigator.share;
    share.onclick = () => {
      const url = location.href.replace(/([#&])list=[^&]*&?/, "$1").replace(/[#&]$/, ""); // kept services are nobody else's business
      navigator.share({ title: document.title, url }).catch(() => {});
    };
  }

  // The search box knows danger and answers while somebody types. Its scripts come when it is first touched.
  const wake = (event) => {
    const form = event.target.closest?.("[data-finder]");
    if (!form) return;
    for (const src of form.dataset.finder.split(" ")) document.head.append(Object.assign(document.createElement("script"), { src }));
    delete form.dataset.finder;
  };
  addEventListener("focusin", wake);
  addEventListener("pointerdown", wake);

  // What people type goes into the fragment, which browsers never send. The search page itself has its own script.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("role") !== "search") return;
    event.preventDefault();
    const words = form.querySelector("input").value.trim();
    const address = form.action + (words ? "#" + new URLSearchParams({ q: words }) : "");
    location.assign(window.myList ? myList.on(address) : address);
  });
})();
