/* Plain words: from what somebody typed to words. The filters of the directory read with these too (views/assets.py). */

/** Small letters without accents and apostrophes: "Can’t" is cant. */
function plainly(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’‘`´]/g, "");
}

function wordsOf(text) {
  return plainly(text).match(/[a-z0-9]+/g) ?? [];
}

function lines(packed) {
  return packed.split("\n"); // one of them may be empty
}
