// Shows the page again when it has changed, and what is wrong when something is. Loaded by `serve` alone.
(() => {
  const { page, key, home } = document.currentScript.dataset;
  let source;
  let cover;

  const element = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };

  const line = ([number, text], problem) => {
    const shown = element("span", `${String(number).padStart(5)}  ${text}`);
    if (number === problem.line) {
      shown.className = "it";
      const before = [...text].slice(0, problem.column - 1).join("").replace(/[^\t]/g, " ");
      if (problem.column > 1) shown.append(element("b", `       ${before}^`));
    }
    return shown;
  };

  const entry = (problem) =>
    element(
      "li",
      "",
      element("p", "", element("code", `${problem.file}:${problem.line}:${problem.column}`)),
      element("h2", problem.message),
      ...(problem.lines.length ? [element("pre", "", ...problem.lines.map((item) => line(item, problem)))] : []),
      ...(problem.hint ? [element("p", problem.hint)] : []),
    );

  // The site's own style must not reach what is shown here, nor the other way round.
  const show = (problems, count) => {
    cover?.remove();
    cover = undefined;
    if (!problems.length) return;
    cover = element("nottalone-problems");
    const root = cover.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = `${home}__preview/preview.css`;
    const box = element("div");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "Problems in the content");
    box.tabIndex = -1;
    const more = count > problems.length ? ` These are the first ${problems.length}.` : "";
    box.append(
      element("h1", count === 1 ? "There is 1 problem" : `There are ${count} problems`),
      element("p", `The page behind this is as it was when everything was right.${more}`),
      element("ol", "", ...problems.map(entry)),
    );
    root.append(style, box);
    document.body.append(cover);
    box.focus();
  };

  const listen = () => {
    source?.close();
    const asked = new URLSearchParams({ page, key });
    source = new EventSource(`${home}__preview/events?${asked}`);
    source.onmessage = (event) => {
      const told = JSON.parse(event.data);
      if (told.reload) location.reload();
      else show(told.problems, told.count);
    };
  };

  // A browser keeps six connections to one host: pages in the background let go of theirs.
  const attend = () => (document.hidden ? source?.close() : listen());
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && attend());
  attend();
})();
