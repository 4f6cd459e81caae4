/* The index: from what the build packed (nottalone_ssg/recipes/packing.py says how) to maps that questions are put to. */

const DIGITS = [...Array(94).keys()].map((n) => String.fromCharCode(n + 33)).filter((sign) => !"\\\"`|>".includes(sign));
const VALUE = new Map(DIGITS.map((sign, n) => [sign, n]));

/** Numbers from small to large, each a sign that tells the gap to the one before; the last of the signs is "as far again". */
function numbers(packed) {
  const found = [];
  let at = -1;
  for (const sign of packed) {
    const gap = VALUE.get(sign);
    at += gap;
    if (gap < DIGITS.length - 1) found.push((at += 1));
  }
  return found;
}

/** Words in order, each told by how many letters it shares with the one before, and the rest. */
function unfold(packed) {
  let word = "";
  return packed.split("\n").map((line) => (word = word.slice(0, VALUE.get(line[0])) + line.slice(1)));
}

/** Numbers of two signs each. */
function numbersIn(packed) {
  return (packed.match(/../g) ?? []).map(([one, other]) => VALUE.get(one) * DIGITS.length + VALUE.get(other));
}

function slugOf(title) {
  return wordsOf(title).join("-");
}

const HOME = { topic: "topics/", service: "services/" };

/** All that can be answered: topics, pages, services, in that order, with their addresses below the site's base. */
function docsOf(data) {
  const kinds = Object.entries(data.kinds).flatMap(([kind, count]) => Array(count).fill(kind));
  const [names, paths, ages] = [data.names, data.paths, data.ages].map(lines);
  const [who, topics, areas] = [data.who, data.topics, data.where].map((packed) => lines(packed).map(numbers));
  return kinds.map((kind, n) => {
    const [title, ...others] = names[n].split("|");
    const path = (HOME[kind] ?? "") + (paths[n] || slugOf(title)) + "/";
    return {
      ...{ kind, title, others, path, who: who[n], ages: ages[n], topics: topics[n], areas: areas[n] },
      names: [title, ...others].map(stemsOf),
    };
  });
}

/** A word, or a pair of words, speaks for a document: index.terms is Map(stem -> {word, posts: Map(doc -> weight), rarity}). */
function post(terms, words, doc, weight) {
  const stem = words.split(" ").map(stemOf).join(" ");
  if (!terms.has(stem)) terms.set(stem, { word: words, posts: new Map() });
  const { posts } = terms.get(stem);
  posts.set(doc, Math.max(weight, posts.get(doc) ?? 0));
}

/** Takes in packed words with what they speak for. */
function learnWords(index, data) {
  const words = unfold(data.words);
  index.words.push(...words);
  let at = 0;
  lines(data.posts).forEach((line, n) => {
    if (!words[n].includes(" ") && !index.known.has(words[n])) index.known.set(words[n]);
    for (const doc of numbers(line)) post(index.terms, words[n], doc, +data.weights[at++]);
  });
}

/** Takes in what people say of each document: sayings, told by the numbers of their words. Their words speak for it too. */
function learnSaid(index, data) {
  const { terms, words, sayings } = index;
  lines(data.says).forEach((line, doc) => {
    const counts = new Map();
    const add = (text, count) => counts.set(text, (counts.get(text) ?? 0) + count);
    for (const saying of line ? line.split("|") : []) {
      const said = numbersIn(saying).map((n) => words[n]);
      for (const word of new Set(said)) add(word, index.small.has(stemOf(word)) ? 0.35 : 1);
      for (let n = 1; n < said.length; n++) add(`${said[n - 1]} ${said[n]}`, 1);
      sayings.push({ doc, stems: [...new Set(said.map(stemOf))] });
    }
    for (const [text, count] of counts) {
      if (count > 1 || !text.includes(" ")) post(terms, text, doc, Math.max(1, Math.min(7, Math.round(2 * Math.log2(1 + count)))));
    }
  });
}

/** How rare each word is, once all are known; and in which sayings it stands. */
function weighWords(index) {
  const { docs, terms, known, sayings, small, faint } = index;
  for (const term of terms.values()) {
    term.rarity = Math.log(1 + docs.length / (0.5 + term.posts.size));
    term.sayings = [];
    if (!term.word.includes(" ")) known.set(term.word, term);
  }
  index.spellings = spellingsOf(known.keys(), (word) => known.get(word)?.rarity ?? 4);
  index.corrected = new Map();
  sayings.forEach((saying, n) => {
    saying.norm = 0;
    for (const stem of saying.stems) {
      const term = terms.get(stem);
      term?.sayings.push(n);
      saying.norm += (term?.rarity ?? UNKNOWN) ** 2 * (small.has(stem) || faint.has(stem) ? FAINT_WORD ** 2 : 1);
    }
  });
}

/** Takes in the words of all titles, and of services' other names. */
function learnNames({ docs, terms }) {
  docs.forEach(({ kind, title, others }, doc) => {
    for (const word of wordsOf(title)) post(terms, word, doc, kind === "service" ? NAME_WEIGHT : TITLE_WEIGHT);
    for (const word of wordsOf(others.join(" "))) post(terms, word, doc, NAME_WEIGHT);
  });
}
