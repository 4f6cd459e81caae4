/* What the rest of the site may ask: window.find. */

const index = { docs: docsOf(DATA), sayings: sayingsOf(DATA), places: placesOf(DATA) };
index.terms = termsOf(DATA, index.docs);
index.singles = new Map([...index.terms.values()].filter(({ word }) => !word.includes(" ")).map((term) => [term.word, term]));

window.find = { answersTo: (text, options) => answersTo(text, index, options), index };
