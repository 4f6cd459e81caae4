/* Words: from what somebody typed to words, and from words to stems. */

/** Small letters without accents and apostrophes: "Can’t" is cant. */
function plainly(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’‘`´]/g, "");
}

function wordsOf(text) {
  return plainly(text).match(/[a-z0-9]+/g) ?? [];
}

const stems = new Map(); // the same words come again at each key press

function stemOf(word) {
  if (!stems.has(word)) stems.set(word, stemmer(word));
  return stems.get(word);
}

function stemsOf(text) {
  return wordsOf(text).map(stemOf);
}
