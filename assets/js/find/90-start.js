/* What the pages may ask of all this: window.finder. It starts where the search boxes are. */

const index = { docs: docsOf(DATA), sayings: sayingsOf(DATA), places: placesOf(DATA), audiences: lines(DATA.audiences) };
index.terms = termsOf(DATA, index.docs);
index.singles = new Map([...index.terms.values()].filter(({ word }) => !word.includes(" ")).map((term) => [term.word, term]));
const boxes = [...document.querySelectorAll("form[role=search]")].map(attach);

window.finder = {
  answersTo: (text, options) => answersTo(text, index, options),
  rarityOf: (word) => index.terms.get(stemOf(word))?.rarity ?? UNKNOWN * 3,
  nearest: (text) => nearest(text, index),
  about: aboutDoc,
  placesIn: ({ areas }) => areas.map((n) => index.places.areas[n].name).join(" and "),
  refresh: () => boxes.forEach((refresh) => refresh()),
  dangerIn: () => "",
  element,
};
