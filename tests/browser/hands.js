/* What tests see of controls: how large they are, whether they look like controls, how they behave for who asks for
   more contrast, other colours or less motion. Put into each page after eyes.js; nothing here changes the page. */
Object.assign(
  window.eyes,
  (() => {
    const CONTROLS = "a[href], button, input, select, textarea, summary";
    const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const inside = (element) => !element.closest("details:not([open]) > :not(summary)");

    function described(element) {
      const text = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
      return `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${text}`;
    }

    const controls = () => [...document.querySelectorAll(CONTROLS)].filter((element) => shown(element) && inside(element));

    /** Whether a link stands among words that are no link: WCAG 2.2, 2.5.8, "Inline". */
    function inSentence(element) {
      if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
      let block = element.parentElement;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        const own = /\p{L}/u.test(words.currentNode.data) && !words.currentNode.parentElement.closest("a");
        if (own && shown(words.currentNode.parentElement)) return true;
      }
      return false;
    }

    /** Controls smaller than `least` pixels in either direction, in sentences apart; and how many were looked at. */
    function targets(least, among = CONTROLS) {
      const found = controls().filter((element) => element.matches(among) && !inSentence(element));
      const targetOf = (element) => (element.type === "checkbox" && element.closest("label")) || element; // a tap on its words ticks it
      const small = found.filter((element) => {
        const { width, height, bottom, right } = targetOf(element).getBoundingClientRect();
        if (bottom < 0 || right < 0) return false; // the skip link waits off the screen until it has the focus
        return Math.min(width, height) < least - 0.1;
      });
      const size = (element) => {
        const { width, height } = targetOf(element).getBoundingClientRect();
        return `${width.toFixed(1)} x ${height.toFixed(1)}`;
      };
      return { seen: found.length, small: small.map((element) => `${size(element)} ${described(element)}`) };
    }

    /** Everything that can have the focus gets it; what is hidden then, lies under something, or has no outline. */
    function unseenFocus() {
      const found = [];
      for (let n = 0; n < eyes.findStops(); n += 1) {
        eyes.stop(n).focus();
        const { what, outline, contrast, seen, stop } = eyes.focus();
        const { top, bottom } = document.activeElement.getBoundingClientRect();
        const there = stop === n && seen && bottom > 0 && top < innerHeight;
        if (!there || outline < 2 || contrast < 3) found.push(`${what}: seen ${there}, ${outline} px, ${contrast.toFixed(1)} to 1`);
      }
      return found;
    }

    /** Words that are cut off, and controls that lie over each other. */
    function squeezed() {
      const found = [];
      for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        if (!shown(element) || !inside(element) || !element.innerText?.trim() || element.clientWidth < 2) continue;
        const cut = (flow, needs, has) => ["hidden", "clip"].includes(flow) && needs > has + 1;
        const isCut =
          cut(style.overflowX, element.scrollWidth, element.clientWidth) || cut(style.overflowY, element.scrollHeight, element.clientHeight);
        if (isCut) found.push(`cut off: ${described(element)}`);
      }
      const boxes = controls().filter((element) => !element.closest("svg")).map((element) => [element, element.getClientRects()]);
      const stays = (element) => ["fixed", "sticky"].includes(getComputedStyle(element).position) || (element.parentElement && stays(element.parentElement));
      const flowing = boxes.filter(([element]) => !stays(element)).flatMap(([element, all]) => [...all].map((box) => [element, box]));
      flowing.sort(([, one], [, other]) => one.top - other.top);
      flowing.forEach(([element, box], n) => {
        for (let next = n + 1; next < flowing.length && flowing[next][1].top < box.bottom - 3; next += 1) {
          const [other, its] = flowing[next];
          const apart = its.left > box.right - 3 || its.right < box.left + 3 || its.height < 6 || box.height < 6;
          if (!apart && !element.contains(other) && !other.contains(element)) found.push(`${described(element)} lies over ${described(other)}`);
        }
      });
      return found;
    }

    /** How much of the screen's height stays covered while the page moves under it. */
    function staysOnTop() {
      const fixed = [...document.body.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return shown(element) && ["fixed", "sticky"].includes(style.position) && (style.top !== "auto" || style.bottom !== "auto");
      });
      scrollTo(0, document.documentElement.scrollHeight / 2);
      const boxes = fixed.map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0);
      const rows = Array.from({ length: innerHeight }, (_, y) => boxes.some(({ top, bottom }) => top <= y && bottom > y));
      scrollTo(0, 0);
      return rows.filter(Boolean).length / innerHeight;
    }

    /** The words of the page that somebody sees, by the element that has them. */
    function words(all = false) {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (!data.trim() || parentElement.closest("script, style, template, noscript, svg, option")) continue;
        if (all || shown(parentElement)) found.push(data.trim().replace(/\s+/g, " "));
      }
      return found;
    }

    /** Headings in order, as [level, words]; landmarks in order, as their roles with their names. */
    function outline() {
      const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
      const marks = [...document.body.querySelectorAll("header, nav, main, aside, footer, form[role], search, section[aria-label]")].filter(shown);
      return {
        headings: headings.map((heading) => [Number(heading.tagName[1]), heading.textContent.trim()]),
        landmarks: marks.map((mark) => `${mark.tagName.toLowerCase()} ${mark.getAttribute("aria-label") ?? ""}`.trim()),
      };
    }

    /** Each thing that looks like a control by its ground, and whether it has an edge of its own. */
    function edges() {
      return controls().map((element) => {
        const style = getComputedStyle(element);
        const sides = ["Top", "Right", "Bottom", "Left"];
        const edge = sides.some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
        const line = [element, ...element.querySelectorAll("*")].some((part) => getComputedStyle(part).textDecorationLine.includes("underline"));
        const drawn = element.type === "checkbox" && style.appearance !== "none"; // by the browser, in the reader's colours
        const filled = !/^(rgba\(.*, 0\)|transparent)$/.test(style.backgroundColor) || style.backgroundImage !== "none";
        return { what: described(element), filled, marked: edge || line || style.outlineStyle !== "none" || drawn };
      });
    }

    /** All that moves by itself or on the way from one state to another. */
    function motion() {
      const found = document.getAnimations().map((one) => `runs: ${one.animationName ?? one.transitionProperty}`);
      const time = (said) => Math.max(...said.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
      for (const element of [document.documentElement, ...document.body.querySelectorAll("*")]) {
        for (const part of [null, "::before", "::after"]) {
          const style = getComputedStyle(element, part);
          const lasts = style.animationName !== "none" && time(style.animationDuration) > 0.01;
          if (lasts || time(style.transitionDuration) > 0.01) found.push(described(element));
        }
        if (getComputedStyle(element).scrollBehavior === "smooth") found.push(`scrolls: ${described(element)}`);
      }
      return found;
    }

    /** Drawings that fill the page where there is no style sheet. */
    function largeDrawings(most) {
      const boxes = [...document.querySelectorAll("svg")].filter(shown).map((drawing) => [drawing, drawing.getBoundingClientRect()]);
      return boxes.filter(([, { width, height }]) => Math.max(width, height) > most).map(([drawing, { width }]) => `${width} px wide: in ${described(drawing.parentElement)}`);
    }

    return { targets, unseenFocus, squeezed, staysOnTop, words, outline, edges, motion, largeDrawings };
  })(),
);
