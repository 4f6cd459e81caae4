/* Spelling: how far apart two words are, for fingers and for ears; and the known words that a word may be meant to be. */

const VOWELS = "aeiouy";
const SOUND_ALIKE = ["cks", "csz", "fv", "dt", "gj", "mn", "xz"];

function areAlike(one, other) {
  if (VOWELS.includes(one)) return VOWELS.includes(other);
  return SOUND_ALIKE.some((letters) => letters.includes(one) && letters.includes(other));
}

/** What it costs that ``letter`` is there or not: little if it doubles the one before, or is seldom heard. */
function costOf(letter, before) {
  return letter === before ? 0.4 : "eh".includes(letter) ? 0.8 : 1;
}

/**
 * The distance of two words: letters left out, added, changed or swapped (Damerau and Levenshtein), where slips that
 * people make cost less. Beyond ``limit`` it is Infinity.
 */
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit * 1.5) return Infinity;
  let before = [];
  let above = [0];
  for (let j = 1; j <= other.length; j++) above[j] = above[j - 1] + costOf(other[j - 1], other[j - 2]);
  for (let i = 1; i <= one.length; i++) {
    const row = [above[0] + costOf(one[i - 1], one[i - 2])];
    for (let j = 1; j <= other.length; j++) {
      const [x, y] = [one[i - 1], other[j - 1]];
      row[j] = Math.min(
        above[j - 1] + (x === y ? 0 : areAlike(x, y) ? 0.6 : 1),
        above[j] + costOf(x, one[i - 2]),
        row[j - 1] + costOf(y, other[j - 2]),
      );
      if (i > 1 && j > 1 && x === other[j - 2] && y === one[i - 2]) row[j] = Math.min(row[j], before[j - 2] + 0.7);
    }
    if (Math.min(...row) > limit) return Infinity;
    [before, above] = [above, row];
  }
  return above[other.length] <= limit ? above[other.length] : Infinity;
}

/** A word as it sounds, roughly: phobia is fobia, schizo is skizo. */
function soundOf(word) {
  return word
    .replace(/ph/g, "f")
    .replace(/sch/g, "sk")
    .replace(/ck/g, "k")
    .replace(/^(k|g)n/, "n")
    .replace(/^ps/, "s")
    .replace(/gh/g, "")
    .replace(/(.)\1/g, "$1");
}

/** A bit for each letter that a word has. */
function lettersOf(word) {
  let letters = 0;
  for (let n = 0; n < word.length; n++) letters |= 1 << (word.charCodeAt(n) - 97);
  return letters;
}

function bitsIn(number) {
  let count = 0;
  for (; number; number &= number - 1) count++;
  return count;
}

/** What is asked of a known word again and again: [{word, letters, sound, sounds: the letters of its sound}]. */
function spellingsOf(words, rarityOf = () => 0) {
  const known = [...words].filter((word) => word.length > 2);
  return known.map((word) => {
    const sound = soundOf(word);
    return { word, letters: lettersOf(word), sound, sounds: lettersOf(sound), rarity: rarityOf(word) };
  });
}

/** Up to four of the known words that ``word`` may be meant to be, the nearest first, as [word, how far]. */
function corrections(word, spellings) {
  if (word.length < 4 || /[0-9]/.test(word)) return [];
  const limit = word.length < 5 ? 1 : word.length < 8 ? 1.7 : 2.4;
  const [own] = spellingsOf([word]);
  // A letter that is changed for another makes two letters differ, so most words need no closer look.
  const isNear = (one, other) => bitsIn(one ^ other) <= 2 * limit + 1;
  const found = [];
  for (const other of spellings) {
    if (Math.abs(other.word.length - word.length) > limit * 1.5) continue;
    // A short word is soon near another (chip, crip): only letters swapped or doubled are a slip.
    if (word.length < 5 && other.letters !== own.letters) continue;
    let far = isNear(own.letters, other.letters) ? distance(word, other.word, limit) : Infinity;
    if (far > 0.3 && isNear(own.sounds, other.sounds)) far = Math.min(far, distance(own.sound, other.sound, limit) + 0.3);
    if (other.word[0] !== word[0]) far += 0.5; // people seldom miss the first letter
    if (far <= limit) found.push([other.word, far + 0.05 * other.rarity]); // of two as near, the commoner
  }
  found.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  return found.slice(0, 4).filter(([, far]) => far <= found[0][1] + 0.4);
}
