/* My list, step 3: onto the clipboard, and into a QR code. */

/** Copies the words; where a page may not do that (a file, an old browser), shows them, chosen, for the reader to copy. */
async function copy(words, place, say, done) {
  place.replaceChildren();
  try {
    await navigator.clipboard.writeText(words);
    say(done);
  } catch {
    const label = element("label", "Copy this:", { for: "to-copy" });
    const area = element("textarea", words, { id: "to-copy", readonly: "", rows: "8" });
    place.append(label, area);
    area.focus();
    area.select();
    say("Your browser lets us copy nothing. The words are below, chosen for you to copy.");
  }
}

const QUIET = 4; // modules of white around a code (ISO/IEC 18004)
const SVG = "http://www.w3.org/2000/svg";

/** A drawing of the code for the words, black on white whatever the colours of the page. */
function drawn(words) {
  const code = qrcode(0, "L"); // the smallest that holds them; a screen and clean paper need no more correction
  code.addData(words);
  code.make();
  const count = code.getModuleCount();
  let dark = "";
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) if (code.isDark(row, column)) dark += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  }
  const all = count + 2 * QUIET;
  const svg = document.createElementNS(SVG, "svg");
  const part = (tag, attributes) => {
    const made = tag === "svg" ? svg : svg.appendChild(document.createElementNS(SVG, tag));
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  };
  const side = Math.max(240, 4 * all);
  part("svg", { viewBox: `0 0 ${all} ${all}`, width: side, height: side, role: "img", "aria-label": "QR code of the link to this list" });
  part("rect", { width: all, height: all, fill: "#fff" });
  part("path", { d: dark, fill: "#000", "shape-rendering": "crispEdges" });
  return svg;
}

let loading; // the library, asked for once
function library(src) {
  loading ??= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  });
  loading.catch(() => (loading = undefined)); // the next press tries again
  return loading;
}

/** Shows the code for the address. */
async function showCode(address, src, place, say) {
  place.replaceChildren();
  try {
    await library(src);
  } catch {
    say("The code could not be loaded. Please try again, or copy the link.");
    return;
  }
  const figure = element("figure", drawn(address));
  figure.append(element("figcaption", "Point another phone’s camera at this code. It opens this list there."));
  place.replaceChildren(figure);
  say("The code is below.");
}
