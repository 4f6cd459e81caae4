/* The question: what was typed is rewritten before anything is looked up. The index is never bent to slips of the pen:
   a page that held one would hide all others (docs/decisions/search.md). */

/** What the editors' files say, ready to be asked: synonyms by their stems, short forms, small words, pinned questions. */
function sayingsOf(data) {
  const means = new Map(); // "my nan" -> [["grandmother"], …], in stems
  const add = (said, meant) => {
    const from = stemsOf(said).join(" ");
    const to = stemsOf(meant);
    if (!from || from === to.join(" ")) return;
    means.set(from, [...(means.get(from) ?? []), to]);
  };
  for (const line of lines(data.synonyms).filter(Boolean)) {
    const [said, meant] = line.split(">").map((words) => words.split("|"));
    for (const one of said) for (const other of meant ?? said) add(one, other);
  }
  const pinned = new Map();
  for (const line of lines(data.pinned).filter(Boolean)) {
    const [said, docs] = line.split(">");
    for (const words of said.split("|")) pinned.set(wordsOf(words).join(" "), docs.split(",").filter(Boolean).map(Number));
  }
  return {
    means,
    pinned,
    longest: Math.max(0, ...[...means.keys()].map((said) => said.split(" ").length)),
    speak: new Map(lines(data.speak).map((line) => line.split("=")).map(([short, said]) => [plainly(short), wordsOf(said ?? "")])),
    small: new Set(stemsOf(data.small)),
  };
}

/** The words of a question as they are looked up: text speak written out, words that ran together or apart mended. */
function mended(words, index) {
  const { terms, sayings } = index;
  const isKnown = (word) => terms.has(stemOf(word)) || sayings.means.has(stemOf(word)) || sayings.small.has(stemOf(word));
  const apart = words.flatMap((word) => (word.length < 6 || isKnown(word) ? [word] : halves(word, isKnown) ?? [word]));
  const together = [];
  for (let n = 0; n < apart.length; n++) {
    const [word, next] = [apart[n], apart[n + 1]];
    const joined = next && !(isKnown(word) && isKnown(next)) && terms.has(stemOf(word + next));
    together.push(joined ? word + next : word);
    if (joined) n++;
  }
  return together;
}

/** "cantsleep" is cant and sleep; null if it is not two known words. */
function halves(word, isKnown) {
  for (let at = word.length - 3; at > 1; at--) {
    const [one, other] = [word.slice(0, at), word.slice(at)];
    if (isKnown(one) && isKnown(other)) return [one, other];
  }
  return null;
}
