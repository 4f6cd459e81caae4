/* Places again, where the name of a town has a slip in it. */

/** As `placeNamed`; a slip in a long name is forgiven, if it is no word of its own. */
function placeIn(words, places, isWord) {
  const named = placeNamed(words, places);
  if (named) return named;
  for (let at = 0; at < words.length; at++) {
    if (words[at].length < 6 || isWord(words[at])) continue;
    const [near] = corrections(words[at], spellingsOf([...places.keys()].filter((name) => !name.includes(" "))));
    if (near && near[1] <= 1.3) return { areas: places.get(near[0]), at, count: 1 };
  }
  return null;
}
