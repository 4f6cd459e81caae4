/* Answers: what a question is most likely about, the likeliest first. */

// How much each kind of evidence says; tuned on benchmarks/search/tuning.yaml alone.
const TITLE_WEIGHT = 5;
const NAME_WEIGHT = 3.5;
const SYNONYM = 0.8; // another word for the same
const BEGINNING = 0.75; // the word may go on
const SMALL_WORD = 0.2;
const FAINT_WORD = 0.45; // somebody, rather than what is wrong
const PAIR = 0.65; // two words that stand together
const LONGEST = 5; // words in a saying
const UNKNOWN = 3.5; // the rarity of a word that nothing has
const NAME = 26; // a whole name
const DANGER = 10; // a word of danger
const VAGUE = new Set(["help", "support", "servic", "mental", "health", "local", "near"]); // with a place: all that is there
const SAYING = 10; // what somebody has said in these very words
const FIRST_OF_ALL = 1000;
const ENOUGH = 8; // answers that are shown

/**
 * The answers to a question: {answers: [doc], place, spelt: [[typed, read as]], words: those to look for elsewhere,
 * sure: whether each word is known, strange: words that are not, in any form}.
 * Answers are documents of the index, or lists of services that are made up here: of a topic in an area, of an area.
 * ``typing``: the last word may go on. ``asTyped``: nothing is spelt anew.
 */
function answersTo(text, index, { typing = false, asTyped = false } = {}) {
  const spoken = wordsOf(text).flatMap((word) => index.speak.get(word) ?? [word]);
  const pinned = index.pinned.get(spoken.join(" ")) ?? [];
  const isWord = (word) => [index.terms, index.means, index.everyday].some((words) => words.has(stemOf(word)));
  const place = placeIn(spoken, index.places, isWord);
  const topical = place ? [...spoken.slice(0, place.at), ...spoken.slice(place.at + place.count)] : spoken;
  const words = mended(topical, index);
  const { tokens, spelt, strange } = tokensOf(words, index, typing, asTyped);
  const scores = scoresOf(tokens, index);
  addSayings(scores, tokens, index);
  const urgent = heedDanger(text, scores, index);
  const named = namesIn([...spoken, ...spelt.map(([, word]) => word)], [...words, ...spelt.map(([, word]) => word)], index);
  let found = index.docs.map((doc, n) => [doc, scores[n] + NAME * named[n]]);
  if (place) found = nearBy(found, place, index, tokens.every((token) => token.small || token.vague));
  found = found.filter(([, score]) => score > 0).sort((a, b) => b[1] - a[1]);
  const first = pinned.map((n) => index.docs[n]);
  let answers = [...first, ...found.map(([doc]) => doc).filter((doc) => !first.includes(doc))];
  if (urgent.length && !answers.slice(0, 3).some((doc) => urgent.includes(doc))) {
    const numbers = urgent[urgent.length - 1];
    answers = answers.filter((doc) => doc !== numbers);
    answers.splice(2, 0, numbers);
  }
  const meant = new Map(spelt);
  const telling = words.filter((word) => !index.small.has(stemOf(word))).map((word) => meant.get(word) ?? word);
  const sure = tokens.every(({ small, meanings }) => small || meanings.length) && !spelt.length;
  return { answers: answers.slice(0, ENOUGH), place, spelt, words: telling, sure, strange };
}

/** Adds to each document how near the question is to the nearest of its sayings (cosine, squared; rarities as weights). */
function addSayings(scores, tokens, { sayings }) {
  const shared = new Map();
  let whole = 0;
  for (const [term, share] of new Map(tokens.filter(({ extra }) => !extra).map((token) => [token.meanings[0]?.[0], token.share]))) {
    const weight = (term?.rarity ?? UNKNOWN) ** 2 * (share < 1 ? FAINT_WORD ** 2 : 1);
    whole += weight;
    for (const saying of term?.sayings ?? []) shared.set(saying, (shared.get(saying) ?? 0) + weight);
  }
  const best = new Map();
  for (const [n, weight] of shared) {
    const { doc, norm } = sayings[n];
    best.set(doc, Math.max(best.get(doc) ?? 0, weight ** 2 / (whole * norm)));
  }
  for (const [doc, near] of best) scores[doc] += SAYING * near;
}

/** In danger what there is to read for that kind counts more; gives that, and last the page with all numbers. */
function heedDanger(text, scores, { docs }) {
  const kind = window.danger?.kindOf(text); // its script may not be here yet, or the editors may have no list of danger
  const first = kind ? window.danger.first(kind).map((path) => docs.find((doc) => doc.path === path)) : [];
  first.forEach((doc, place) => (scores[docs.indexOf(doc)] += DANGER / (place + 1)));
  return first;
}

/** Each word with all that it may stand for: [{small, share, meanings: [[term, quality]]}], and what was spelt anew. */
function tokensOf(words, index, typing, asTyped) {
  const { terms, small, faint, known } = index;
  const stems = words.map(stemOf);
  const [spelt, strange] = [[], []];
  const tokens = [];
  const share = sayingsIn(stems, index, tokens);
  words.forEach((word, n) => {
    const isSmall = small.has(stems[n]);
    const token = { small: isSmall, vague: VAGUE.has(stems[n]), share: isSmall ? SMALL_WORD : faint.has(stems[n]) ? FAINT_WORD : share[n], meanings: meaningsOf(stems[n], index) };
    const mayGoOn = (typing && n === words.length - 1) || !token.meanings.length;
    if (!isSmall && word.length > (typing ? 1 : 2) && mayGoOn) token.meanings.push(...beginnings(word, known));
    if (!isSmall && !asTyped && !token.meanings.length) {
      const near = correctionsIn(word, index);
      if (near.length) spelt.push([word, near[0][0]]);
      token.small = near.length > 0 && small.has(stemOf(near[0][0]));
      if (token.small) token.share = SMALL_WORD;
      for (const [other, far] of near) {
        const quality = Math.max(0.35, 0.9 - (far * 0.5) / Math.sqrt(word.length));
        token.meanings.push(...meaningsOf(stemOf(other), index).map(([term, q]) => [term, q * quality]));
      }
    }
    if (!isSmall && !token.small && !token.meanings.length) strange.push(word);
    tokens.push(token);
    const pair = terms.get(`${stems[n]} ${stems[n + 1]}`);
    if (pair) tokens.push({ small: true, extra: true, share: 1, meanings: [[pair, PAIR]] });
  });
  return { tokens, spelt, strange };
}

/** As `corrections`, each word once: it comes again with every key. */
function correctionsIn(word, { corrected, spellings, everyday }) {
  if (everyday.has(stemOf(word))) return [];
  if (!corrected.has(word)) corrected.set(word, corrections(word, spellings));
  return corrected.get(word);
}

/** What a stem stands for, as [term, quality]: itself, and its synonyms. */
function meaningsOf(stem, { terms, means, small }) {
  const found = terms.has(stem) ? [[terms.get(stem), 1]] : [];
  for (const words of means.get(stem) ?? []) {
    const quality = words.length > 1 ? SYNONYM * 0.7 : SYNONYM;
    for (const word of words) if (terms.has(word) && !small.has(word)) found.push([terms.get(word), quality]);
  }
  return found;
}

/** Known words that begin with ``word``, as [term, quality]. */
function beginnings(word, known) {
  const found = [];
  for (const [other, term] of known) {
    if (term && other.length > word.length && other.startsWith(word)) {
      found.push([term, BEGINNING * Math.min(1, 0.55 + (0.45 * word.length) / other.length)]);
    }
  }
  return found;
}

/** Adds a token for each saying of several words; gives how much each word still says alone. */
function sayingsIn(stems, { terms, means }, tokens) {
  const share = stems.map(() => 1);
  for (let count = Math.min(LONGEST, stems.length); count > 1; count--) {
    for (let at = 0; at + count <= stems.length; at++) {
      const meant = means.get(stems.slice(at, at + count).join(" "));
      if (!meant) continue;
      const meanings = meant.flat().filter((word) => terms.has(word)).map((word) => [terms.get(word), SYNONYM]);
      tokens.push({ small: false, extra: true, share: 1, meanings });
      for (let n = at; n < at + count; n++) share[n] = Math.min(share[n], 0.6);
    }
  }
  return share;
}

/** For each document the evidence of all tokens; less of it where the document has only some of the question. */
function scoresOf(tokens, { docs }) {
  const scores = docs.map(() => 0);
  const covered = docs.map(() => 0);
  let whole = 0;
  for (const { extra, share, meanings } of tokens) {
    const best = new Map();
    for (const [term, quality] of meanings) {
      for (const [doc, weight] of term.posts) {
        const score = quality * term.rarity * weight;
        if (score > (best.get(doc) ?? 0)) best.set(doc, score);
      }
    }
    const rarity = meanings.length ? Math.max(...meanings.map(([term, quality]) => term.rarity * quality)) : UNKNOWN;
    const mass = extra ? 0 : share * rarity;
    whole += mass;
    for (const [doc, score] of best) {
      scores[doc] += share * score;
      covered[doc] += mass;
    }
  }
  return scores.map((score, n) => score * (0.35 + (0.65 * covered[n]) / (whole || 1)));
}

/** For each document how much of its name the question holds, and of the question its name: 0 to 1.25 for all of both.
 * A place belongs to many names of services (``words``), but a question need not name it (``telling``: without places). */
function namesIn(words, telling, { docs, terms, small }) {
  const asked = new Set(words.map(stemOf));
  const rarity = (stem) => (small.has(stem) ? 0.2 : (terms.get(stem)?.rarity ?? 4));
  let whole = 0;
  for (const stem of new Set(telling.map(stemOf))) whole += rarity(stem) * (small.has(stem) ? 0.3 : 1);
  return docs.map(({ names }) => {
    let best = 0;
    for (const name of names) {
      let [shared, all] = [0, 0];
      for (const stem of name) {
        all += rarity(stem);
        if (asked.has(stem)) shared += rarity(stem);
      }
      const full = (shared / all) * Math.min(1, shared / (whole || shared));
      best = Math.max(best, full * (shared === all ? 1.25 : 1));
    }
    return best * best;
  });
}

/** With a place: lists of the likeliest topics there, or of all there; services there come before those elsewhere. */
function nearBy(found, place, index, onlyPlace) {
  const { docs, areas } = index;
  const lists = [];
  const topics = found.filter(([doc, score]) => doc.kind === "topic" && score > 0).sort((a, b) => b[1] - a[1]).slice(0, 3);
  for (const n of place.areas) {
    const near = around(areas, n);
    const isLocal = (doc) => doc.areas.some((area) => near.includes(area));
    for (const [topic, score] of onlyPlace ? [] : topics) {
      const number = docs.indexOf(topic);
      if (!docs.some((doc) => doc.topics.includes(number) && isLocal(doc))) continue;
      lists.push([listOf(areas[n], topic), score * 1.12]);
    }
    lists.push([listOf(areas[n]), onlyPlace ? FIRST_OF_ALL : 3]);
  }
  const near = place.areas.flatMap((n) => around(areas, n));
  return [...lists, ...found.map(([doc, score]) => [doc, doc.kind === "service" ? score * closeness(doc, place, near, index) : score])];
}

function closeness({ areas: where }, place, near, { areas }) {
  if (where.some((n) => place.areas.includes(n))) return 1.4;
  if (where.some((n) => near.includes(n))) return 1.3;
  return where.some((n) => areas[n].within === null) ? 0.9 : 0.5;
}

/** Topics whose title looks most like the text, letter by letter: for questions that nothing answers. */
function nearest(text, { docs }) {
  const triples = (words) => new Set([...` ${plainly(words)} `].map((_, n, all) => all.slice(n, n + 3).join("")).filter((part) => part.length > 2));
  const asked = triples(text);
  const likeness = ({ title }) => {
    const own = triples(title);
    return [...own].filter((part) => asked.has(part)).length / Math.sqrt(own.size || 1);
  };
  const topics = docs.filter(({ kind }) => kind === "topic").map((doc) => [likeness(doc), doc]);
  return topics.filter(([like]) => like > 0.5).sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, doc]) => doc);
}

/** A list of services as an answer: of an area, or of a topic in it. */
function listOf(area, topic) {
  const path = topic ? `services/topic/${topic.path.split("/")[1]}/area/${area.id}/` : `services/area/${area.id}/`;
  const title = topic ? `${topic.title}: services in ${area.name}` : `Services in ${area.name}`;
  return { kind: "list", title, path, who: 0, ages: "", names: [], topics: [], areas: [] };
}
