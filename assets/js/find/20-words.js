/* Stems: what is left of a word without its ending. */

const stems = new Map(); // the same words come again at each key press

function stemOf(word) {
  if (!stems.has(word)) stems.set(word, stemmer(word));
  return stems.get(word);
}

function stemsOf(text) {
  return wordsOf(text).map(stemOf);
}
