/* What tests see of a page. Put into each page before its own scripts; nothing here changes the page. */
window.eyes = (() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  function described(element) {
    const text = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text}`;
  }

  // Contrast, as WCAG 2.2 reckons it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
  function parts(colour) {
    const [red, green, blue, alpha = 1] = (colour.startsWith("rgb") ? colour : painted(colour)).match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  }

  /** A colour said in another way, such as oklch(…), as it comes out on the screen. */
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const dried = new Map();
  function painted(colour) {
    if (!dried.has(colour)) {
      if (!CSS.supports("color", colour)) throw new Error(`cannot read the colour ${colour}`);
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
      dried.set(colour, `rgb(${red} ${green} ${blue} / ${alpha / 255})`);
    }
    return dried.get(colour);
  }

  const over = (top, ground) => top.rgb.map((value, n) => value * top.alpha + ground[n] * (1 - top.alpha));

  function luminance(rgb) {
    const [red, green, blue] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** The colour behind an element. There are no pictures behind text here, and nothing is half seen through. */
  function ground(element, known = new Map()) {
    if (!element) return [255, 255, 255];
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    if (style.backgroundImage !== "none" || style.opacity !== "1") throw new Error(`cannot see behind ${described(element)}`);
    const behind = ground(element.parentElement, known);
    known.set(element, over(parts(style.backgroundColor), behind));
    return known.get(element);
  }

  /** Every element with words of its own, and every one that the style sheet gives words. */
  function worded() {
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!shown(element) || element.getClientRects().length === 0) continue;
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (own || element.matches("input, select")) found.push([element, getComputedStyle(element)]);
      for (const where of ["::before", "::after"]) {
        const style = getComputedStyle(element, where);
        if (!["none", "normal", '""'].includes(style.content)) found.push([element, style]);
      }
    }
    return found;
  }

  /** Words too faint to read (4.5 to 1, or 3 where they are large), and fields whose edge is too faint (3 to 1).
      `least`, for who needs more: of all words among these, however large. */
  function contrast(least = 0, among = "*") {
    const faint = [];
    const known = new Map();
    const pieces = worded();
    for (const [element, style] of pieces) {
      const behind = ground(element, known);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const found = ratio(over(parts(style.color), behind), behind);
      const enough = least && element.closest(among) ? least : large ? 3 : 4.5;
      if (found < enough) faint.push(`${found.toFixed(2)} ${described(element)}`);
      if (element.matches("input, select")) {
        const outside = ground(element.parentElement, known);
        const edge = Math.max(ratio(over(parts(style.borderTopColor), outside), outside), ratio(behind, outside));
        if (edge < 3) faint.push(`${edge.toFixed(2)} edge of ${described(element)}`);
      }
    }
    return { faint, pieces: pieces.length, paper: luminance(ground(document.body)) };
  }

  /** What reaches past the sides of the screen, unless it scrolls inside a box of its own. */
  function tooWide() {
    const scrolls = (element) =>
      element && element !== document.body && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const past = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const seen = shown(element) && width > 0 && right > 0; // the skip link waits far off to the left
      return seen && (left < -0.5 || right > innerWidth + 0.5) && !scrolls(element.parentElement);
    });
    return { page: document.scrollingElement.scrollWidth, screen: innerWidth, past: past.map(described) };
  }

  /** Whether a finger in the middle of the element, where it stands now, would touch it. */
  function touchable(element) {
    const box = element.getClientRects()[0];
    if (!box || !shown(element)) return false;
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  }

  /** Finds everything that the Tab key should reach, in the page's order; gives how many there are. */
  let stops = [];
  function findStops() {
    const found = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    stops = [...found].filter((element) => shown(element) && !element.disabled && element.tabIndex >= 0);
    return stops.length;
  }

  const stop = (number) => stops[number];

  /** What has the focus: which stop it is, and whether it and its outline can be seen. */
  function focus() {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const behind = ground(element.parentElement);
    return {
      stop: stops.indexOf(element),
      what: described(element),
      outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
      contrast: ratio(over(parts(style.outlineColor), behind), behind),
      seen: touchable(element),
    };
  }

  return { contrast, tooWide, touchable, findStops, stop, focus };
})();
