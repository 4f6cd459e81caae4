/* Rows: each service of the list, in its order, with the choices in which it is unlike most, and its hours (views/filters.py
   writes them; the first row is what most fit). A set of services is a bit for each. */

const form = document.querySelector("[data-filters]");
const SIGNS = String.fromCharCode(...Array(93).fill(33).map((code, n) => code + n)).replace(/["&'<>;|]/g, "");
const [usual, ...rows] = form.dataset.filters.split("|").map((row) => {
  const [signs, ...hours] = row.split(";");
  const numbers = (signs.match(/~*./g) ?? []).map((sign) => (sign.length - 1) * SIGNS.length + SIGNS.indexOf(sign.slice(-1)));
  return { unlike: new Set(numbers), hours };
});
const fits = (row, number) => row.unlike.has(number) !== usual.unlike.has(number);

function setOf(isIn) {
  const set = new Uint32Array(Math.ceil(rows.length / 32));
  rows.forEach((row, n) => isIn(row) && (set[n >> 5] |= 1 << (n & 31)));
  return set;
}

const has = (set, n) => (set[n >> 5] >>> (n & 31)) & 1;
const both = (one, other) => one.map((bits, n) => bits & other[n]);
const either = (one, other) => one.map((bits, n) => bits | other[n]);

/** How many services a set has: its bits, counted two, four and eight at a time. */
function sizeOf(set) {
  return set.reduce((size, bits) => {
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    return size + (Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
  }, 0);
}

const all = setOf(() => true);
