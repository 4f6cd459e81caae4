/* What the pages may ask of all this: window.finder. It starts where the search boxes are. */

const index = {
  docs: docsOf(DATA),
  areas: areasOf(DATA),
  places: new Map(), // towns, areas, outward codes
  audiences: lines(DATA.audiences),
  small: new Set(stemsOf(DATA.small)), // words that say little
  faint: new Set(stemsOf(DATA.faint)), // words that say of whom a question is, rather than of what
  known: new Map(wordsOf(DATA.small).map((word) => [word])), // all words, with their terms where they speak for something
  pinned: pinnedOf(DATA),
  terms: new Map(),
  sayings: [],
  words: [], // in the order in which the packed index counts them
  speak: new Map(),
  means: new Map(),
  everyday: new Set(), // stems of words that are no slips for others
};
learnNames(index);
learnPlaces(index, DATA);
learnWords(index, DATA);
weighWords(index);

/** The rest of the words: a script beside this one, which calls `learn`. It is asked for once, when somebody wants answers. */
const rest = document.currentScript?.src.replace("/find.", "/find-more.");
let learning;
function learnRest() {
  learning ??= new Promise((done) => {
    window.finder.learn = (data) => {
      learnWords(index, data);
      learnSaid(index, data);
      learnSayings(index, data);
      weighWords(index);
      done();
    };
    document.head.append(Object.assign(document.createElement("script"), { src: rest, onload: done, onerror: done }));
  });
  return learning;
}

window.finder = {
  answersTo: (text, options) => answersTo(text, index, options),
  rarityOf: (word) => index.terms.get(stemOf(word))?.rarity ?? UNKNOWN * 3,
  stemsOf,
  respelt,
  nearest: (text) => nearest(text, index),
  about: aboutDoc,
  placesIn: ({ areas }) => areas.map((n) => index.areas[n].name).join(" and "),
  learnRest,
  element,
};
document.querySelectorAll("form[role=search]").forEach(attach);
