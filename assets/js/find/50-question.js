/* The question: what was typed is rewritten before anything is looked up. The index is never bent to slips of the pen:
   a page that held one would hide all others (docs/decisions/search.md). */

/** Whole questions with one best answer: Map(words -> [number of a document]). */
function pinnedOf(data) {
  const pinned = new Map();
  for (const line of lines(data.pinned)) {
    const [said, docs] = line.split(">");
    for (const words of docs ? said.split("|") : []) pinned.set(wordsOf(words).join(" "), docs.split(",").map(Number));
  }
  return pinned;
}

/** Takes in what the editors' files say: short forms, everyday words, and synonyms, told by the numbers of their words, each two signs. */
function learnSayings({ speak, means, words, everyday }, data) {
  for (const stem of stemsOf(data.everyday)) everyday.add(stem);
  for (const line of lines(data.speak)) {
    const [short, said] = line.split("=");
    if (short) speak.set(plainly(short), wordsOf(said));
  }
  const stemsAt = (packed) => numbersIn(packed).map((n) => stemOf(words[n]));
  for (const line of lines(data.synonyms)) {
    const [said, meant] = line.split(">").map((texts) => texts.split("|").map(stemsAt));
    for (const one of said) {
      const from = one.join(" ");
      const others = (meant ?? said).filter((other) => other.length && other.join(" ") !== from);
      if (from) means.set(from, [...(means.get(from) ?? []), ...others]);
    }
  }
}

/** The words of a question as they are looked up: text speak written out, words that ran together or apart mended. */
function mended(words, index) {
  const { terms, means, small } = index;
  const isKnown = (word) => [terms, means, small].some((words) => words.has(stemOf(word)));
  const canStand = (part) => small.has(stemOf(part)) || (part.length > 2 && isKnown(part));
  const apart = words.flatMap((word) => (word.length < 6 || isKnown(word) ? [word] : halves(word, canStand) ?? [word]));
  const together = [];
  for (let n = 0; n < apart.length; n++) {
    const [word, next] = [apart[n], apart[n + 1]];
    const joined = next && !(isKnown(word) && isKnown(next)) && terms.has(stemOf(word + next));
    together.push(joined ? word + next : word);
    if (joined) n++;
  }
  return together;
}

/** "cantsleep" is cant and sleep; null if it is not two words that can stand alone. */
function halves(word, canStand) {
  for (let at = word.length - 3; at > 1; at--) {
    const [one, other] = [word.slice(0, at), word.slice(at)];
    if (canStand(one) && canStand(other)) return [one, other];
  }
  return null;
}
