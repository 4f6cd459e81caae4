/* What the pages may ask of all this: window.finder. It starts where the search boxes are. */

const index = {
  docs: docsOf(DATA),
  places: placesOf(DATA),
  audiences: lines(DATA.audiences),
  small: new Set(stemsOf(DATA.small)),
  known: new Map(wordsOf(DATA.small).map((word) => [word])), // all words, with their terms where they speak for something
  pinned: pinnedOf(DATA),
  terms: new Map(),
  words: [], // in the order in which the packed index counts them
  speak: new Map(),
  means: new Map(),
};
learnNames(index);
learnWords(index, DATA);

/** The rest of the words: a script beside this one, asked for as soon as this one runs. It calls `learn`. */
const rest = document.currentScript?.src.replace("/find.", "/find-more.");
const learnt = new Promise((done) => {
  window.finder = {
    learn(data) {
      learnWords(index, data);
      learnSayings(index, data);
      done();
    },
  };
  const script = Object.assign(document.createElement("script"), { src: rest, onerror: done });
  document.head.append(script);
});

const boxes = [...document.querySelectorAll("form[role=search]")].map(attach);

Object.assign(window.finder, {
  answersTo: (text, options) => answersTo(text, index, options),
  rarityOf: (word) => index.terms.get(stemOf(word))?.rarity ?? UNKNOWN * 3,
  nearest: (text) => nearest(text, index),
  about: aboutDoc,
  placesIn: ({ areas }) => areas.map((n) => index.places.areas[n].name).join(" and "),
  refresh: () => boxes.forEach((refresh) => refresh()),
  dangerIn: () => "",
  learnt,
  element,
});
window.finder.index = index;
