/* Search, without a server.  These parts, joined into one function (tei/render/site/search/), are loaded by js/5-search.js on
   the page of the search.  First: the index, which comes as scripts (tei.part), only those that a query needs; how it is
   written is told in tei/render/site/search/postings.py. */

const page = document.querySelector(".search[data-index]");
const field = page.querySelector("#q");
const TEXTS = 10, PASSAGES = 5, FURTHER = 50;   // shown at a time: texts, passages of each, passages of one
const ROUNDS = 5;                               // so often further texts are read, if none of the last has a hit
const form = page.querySelector("form");
const status = page.querySelector(".status");
const hits = page.querySelector(".hits");
const more = page.querySelector(".more button");
const made = (name, content = "", attributes = {}) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...[content].flat());
  return element;
};
const word = (name) => page.querySelector(`.vocabulary [data-l="${name}"]`).cloneNode(true);

const asked = new Map(), came = new Map();
(window.tei ??= {}).part = (name, data) => came.get(name)?.(data);

const load = (name) => {
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const src = `search/${name}.js?${page.dataset.index}`;
      const fail = () => { asked.delete(name); reject(new Error(src)); };
      came.set(name, resolve);
      document.head.append(made("script", "", { src, onerror: fail }));
    }));
  }
  return asked.get(name);
};

let meta, firsts, variants;   // firsts: the number of the first passage of each text, and of the one after the last
const begin = async () => {
  if (meta) return;
  const data = await load("meta");
  firsts = [0];
  data.sizes.forEach((size) => firsts.push(firsts.at(-1) + size));
  variants = new Map(data.fold.split(" ").map((pair) => {
    const [first, ...rest] = pair;
    return [first, rest.join("")];
  }));
  meta = data;
};

const last = (list, value) => {   // the last place whose element is not beyond the value; -1
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]));
const numbers = (text) => {
  const found = [];
  for (let i = 0, value = 0, scale = 1; i < text.length; i++) {
    const letter = VALUE.get(text.charCodeAt(i));
    value += (letter & 31) * scale;
    if (letter & 32) { scale *= 32; continue; }
    found.push(value);
    value = 0;
    scale = 1;
  }
  return found;
};

const parts = new Map();   // by number: key → [its place, its units]
const part = async (n) => {
  if (!parts.has(n)) {
    const rows = (await load(`d${n}`)).split(" ");
    const keys = new Map();
    for (let i = 0; i < rows.length; i += 2) keys.set(rows[i], [i / 2, rows[i + 1]]);
    parts.set(n, keys);
  }
  return parts.get(n);
};
const entry = (n, [place, text]) => {
  let unit = 0;
  return { n, place, units: numbers(text).map((step) => (unit += step)) };
};

/* The entries of a key, or of all keys that begin with it: none, one or more. */
const entries = async (key, beginning) => {
  const from = Math.max(0, last(meta.bounds, key));
  const to = beginning ? last(meta.bounds, `${key}\uffff`) : from;
  const found = [];
  for (const n of Array.from({ length: to - from + 1 }, (_, i) => from + i)) load(`d${n}`).catch(() => {});
  for (let n = from; n <= to; n++) {
    const keys = await part(n);
    if (!beginning) { if (keys.has(key)) found.push(entry(n, keys.get(key))); continue; }
    for (const [each, row] of keys) if (each.startsWith(key)) found.push(entry(n, row));
  }
  return found;
};

/* Unit → places, of those units that are wanted. */
const places = async (found, wanted, offset) => {
  const at = new Map();
  for (const { n, place, units } of found) {
    const rows = (await load(`p${n}`)).split(" ");
    let i = 0, position = 0;
    for (const value of numbers(rows[place])) {
      position += value >> 1;
      if (wanted.has(units[i])) {
        if (!at.has(units[i])) at.set(units[i], new Set());
        at.get(units[i]).add(position - offset);
      }
      if (value & 1) { i++; position = 0; }
    }
  }
  return at;
};

const union = (found) => {
  if (found.length === 1) return found[0].units;
  return [...new Set(found.flatMap(({ units }) => units))].sort((a, b) => a - b);
};
const common = (lists) => {
  const [least, ...others] = lists.sort((a, b) => a.length - b.length);
  const sets = others.map((list) => new Set(list));
  return least.filter((each) => sets.every((set) => set.has(each)));
};

/* The units in which links (offset, entries) stand one after the other. */
const chained = async (links) => {
  let units = common(links.map(({ found }) => union(found)));
  const fixed = links.filter(({ offset }) => offset >= 0);
  if (fixed.length < 2 || !units.length) return units;
  const wanted = new Set(units);
  const where = await Promise.all(fixed.map(({ offset, found }) => places(found, wanted, offset)));
  return units.filter((unit) => [...where[0].get(unit)].some((at) => where.every((each) => each.get(unit).has(at))));
};
