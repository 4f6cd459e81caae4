/* Danger in what somebody types, known without asking anybody: `danger(model)` gives a function from a text to the id of the
   kind of danger that it means, or "". The build learns the model from the editors' phrases (nottalone_ssg/recipes/danger.py).
   Words, tokens and buckets are those of danger_text.py, and tests/browser/test_danger.py sees that they stay so. */
const danger = (model) => {
  const WIDTH = 12; // tokens that are read together
  const [NARROW, LESS] = [4, 4]; // so few are danger by themselves if they score more
  const REACH = 4; // tokens back that a pair may span
  const CLEARLY = 12; // up to this score the panel is that of the last kind, the gentlest
  const OTHER = 1; // the row of words that are no slip of another; those of row 0 are passed over

  const row = new Map();
  const rows = model.words.split("|");
  rows.forEach((words, number) => words && words.split(" ").forEach((word) => row.set(word, number)));
  const stem = (word) => word.replace(/^(.{3,}?)(ing|ign|nig|ng|in|ed|es|s|e|d)$/, "$1");
  const rowOf = (word) => row.get(word) ?? row.get(stem(word));

  const mix = (number, other) => {
    const mixed = Math.imul(number ^ other, 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  };
  const numberOf = (text, below) => ([...text].reduce((number, letter) => mix(number, letter.charCodeAt(0)), 0) >>> 0) % below;

  const single = (text) => text.replace(/([a-z])\1+/g, "$1");
  const plainWords = (text) => {
    const plain = text.toLowerCase().replace(/['\u2019\u2018`\u00b4*_]/g, ""); // can't, su*cide
    const letters = plain.replace(/([a-z])([!1|034@5$])(?=[a-z])/g, (_, letter, sign) => letter + "iiioeaass"["!1|034@5$".indexOf(sign)]);
    return single(letters).match(/[a-z]+|[0-9]+/g) || []; // k1ll
  };

  // The words that were written as one, longest first: wanttodie.
  const parts = (word, start = 0) => {
    for (let end = word.length; end > start; end--) {
      const part = word.slice(start, end);
      const rest = rowOf(part) !== undefined && (part[1] || (!start && part === "i")) && (end < word.length ? parts(word, end) : []);
      if (rest) return [part, ...rest];
    }
  };

  // Whether one letter is wrong, missing or too many, or two have changed places; but for those, the first is right.
  const isSlip = (typed, meant) => {
    let [start, end] = [0, 0];
    while (start < typed.length && typed[start] === meant[start]) start++;
    while (end < Math.min(typed.length, meant.length) - start && typed[typed.length - 1 - end] === meant[meant.length - 1 - end]) end++;
    const wrong = typed.slice(start, typed.length - end);
    const right = meant.slice(start, meant.length - end);
    return (start && wrong.length < 2 && right.length < 2) || (wrong.length === 2 && wrong === [...right].reverse().join(""));
  };

  // The word of a row that this one is a slip of.
  const sorted = (word) => [...word].sort().join("");
  const nearest = (word) => {
    const typed = stem(word);
    for (const known of row.keys()) {
      const likely = known.length > 4 || (known.length > 3 && word.length > 6) || (word.length > 2 && sorted(typed) === sorted(known));
      if (likely && isSlip(typed, known)) return known;
    }
  };

  // The tokens of a word, each a row and a number for the word: its own, or those of several that were written as one.
  const token = (number, word) => [number, numberOf(word, 1 << 16)];
  const seen = new Map(); // with each key only the last word is new
  const read = (word) => {
    if (!seen.has(word)) {
      const own = rowOf(word);
      const several = own === undefined && (word.length > 7 || word[0] === "i") && parts(word);
      const known = own === undefined && !several && nearest(word);
      seen.set(word, several ? several.flatMap(read) : [known ? token(row.get(known), known) : token(own ?? OTHER, stem(word))]);
    }
    return seen.get(word);
  };
  const tokensOf = (words) => {
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const next = words[at + 1] || "";
      const pair = single(words[at] + next);
      const joined = pair.length > 4 && (rowOf(words[at]) === undefined || rowOf(next) === undefined) && row.get(pair);
      if (joined > OTHER) at++; // my self, un alive
      found.push(...(joined > OTHER ? [token(joined, stem(pair))] : read(words[at])));
    }
    return found;
  };

  const weight = (letters, at) => letters.charCodeAt(at) - 111; // o is nothing, n is -1, p is 1
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  // The weights that are not zero, each after how many are left out, in Rice's code: ones and a nought, then a few bits as they are.
  const bits = [...atob(model.weights)].map((byte) => byte.charCodeAt(0).toString(2).padStart(8, "0")).join("");
  let at = 0;
  const next = (few) => {
    const end = bits.indexOf("0", at);
    const upper = end - at;
    at = end + 1 + few;
    return end < 0 ? -1 : (upper << few) + parseInt(bits.slice(end + 1, at), 2);
  };
  const weights = new Int8Array(1 << 16);
  for (let place = 0, gap; (gap = next(3)) >= 0; place++) {
    place += gap;
    const signed = next(2);
    weights[place] = signed & 1 ? -(signed >> 1) - 1 : (signed >> 1) + 1;
  }

  // The buckets of each token: its word, with the one before it, its row, with each of those before it and with the last two.
  const bucketsOf = (tokens) => {
    const seen = tokens.filter(([number]) => number);
    const marked = [rows.length, ...seen.map(([number]) => number), rows.length + 1];
    const named = [rows.length, ...seen.map(([number, word]) => (number === OTHER ? rows.length + 2 + word : number)), rows.length + 1];
    const keys = marked.slice(1).map((own, before) => {
      const found = [mix(11, own), mix(mix(13, named[before]), named[before + 1])];
      for (let at = before; at >= 0 && at > before - REACH; at--)
        if (at === before || (at && before < seen.length)) found.push(mix(mix(13, marked[at]), own));
      if (before) found.push(mix(mix(mix(14, marked[before - 1]), marked[before]), own));
      return found;
    });
    let at = 0;
    let before = 1 << 16;
    for (const [number, word] of tokens) {
      keys[at].push(mix(12, word), mix(mix(15, before), word)); // of words that are passed over this is all
      if (number) at++;
      before = word;
    }
    keys[keys.length - 1].push(mix(mix(15, before), 1 << 16));
    return keys.map((found) => found.map((key) => (key >>> 0) % weights.length));
  };

  return (text) => {
    const words = plainWords(text);
    const number = numberOf(words.join(" "), 1 << 20).toString(36);
    const exactly = model.exactly.findIndex((numbers) => numbers.split(" ").includes(number));
    if (exactly >= 0) return model.kinds[exactly];

    // The best stretch counts, so danger is found in a long story too, and in a few words of a text about something else.
    const tokens = tokensOf(words);
    const buckets = bucketsOf(tokens);
    const best = (width) => {
      let most = -Infinity;
      for (let start = 0; !start || start + width <= buckets.length; start++) {
        const part = new Set(buckets.slice(start, start + width).flat());
        most = Math.max(most, sum([...part].map((bucket) => weights[bucket])));
      }
      return most;
    };
    const present = [...new Set(tokens.map(([number]) => number))].filter((number) => number > OTHER);
    const sure = present.some((number) => model.sure.includes(number));
    const score = tokens.some(([number]) => number) ? Math.max(best(WIDTH), best(NARROW) - LESS) + model.bias : 0;
    if (!sure && score <= CLEARLY) return score > 0 ? model.kinds[model.kinds.length - 1] : "";
    const leanings = model.leanings.map((letters) => sum(present.map((number) => weight(letters, number))));
    return model.kinds[leanings.indexOf(Math.max(...leanings))];
  };
};
