/* Places: a town, a district or the first half of a postcode narrows a question, or the directory, to an area. Nothing is sent
   for that. */

/** Areas in order: {id, name, within: the number of the wider one, or null for the whole country}. */
function areasOf(data) {
  return lines(data.areas).map((line) => {
    const [id, name, within] = line.split("|");
    return { id, name, within: within ? +within : null };
  });
}

/** Takes in towns, names of areas and outward codes, in words, with the areas that they lie in. Of a code the one comes first that
    most of it lies in: in the others it has a "~". */
function learnPlaces({ places }, data) {
  lines(data.places).forEach((line, n) => {
    for (const place of line.split("|").filter(Boolean)) {
      const words = wordsOf(place).join(" ");
      const had = places.get(words) ?? [];
      places.set(words, /\d$/.test(place) ? [n, ...had] : [...had, n]);
    }
  });
}

/** The area itself and those it lies in, but for the whole country (the one that lies in none). */
function around(areas, n) {
  const found = [];
  for (; n !== null && areas[n].within !== null; n = areas[n].within) found.push(n);
  return found;
}

const POSTCODE = /^([a-z]{1,2}[0-9][0-9a-z]?)[0-9][a-z]{2}$/;

/** The first place in these words, as it is written: {areas, at, count}, or null. */
function placeNamed(words, places) {
  for (let count = 4; count > 0; count--) {
    for (let at = 0; at + count <= words.length; at++) {
      const name = words.slice(at, at + count).join(" ");
      const code = POSTCODE.exec(words.slice(at, at + count).join(""))?.[1];
      const areas = places.get(name) ?? (code && places.get(code));
      if (areas) return { areas, at, count };
    }
  }
  return null;
}
