/* Folding, as tei/render/site/search/fold.py does it, and what a query says. */

const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}]/gu;
const UNSPACED = /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]$/u;
const LETTER = /[\p{L}\p{N}\p{M}\p{Co}\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
const folded = new Map();
const fold = (character) => {
  if (!folded.has(character)) {
    const plain = character.normalize("NFKD").toLowerCase().replace(ACCENTS, "").normalize("NFC");
    folded.set(character, [...plain].map((c) => {
      if (LETTER.test(c)) return variants.get(c) ?? c;
      if (/[\p{Z}\t\n\r\v\f]/u.test(c)) return " ";
      return /[\p{Cc}\p{Cf}]/u.test(c) ? "" : "·";
    }).join(""));
  }
  return folded.get(character);
};

/* The folded text letter by letter: [letter, where it begins in the text, where it ends]. */
const letters = (text) => {
  const found = [];
  let at = 0;
  for (const character of text) {
    for (const letter of fold(character)) found.push([letter, at, at + character.length]);
    at += character.length;
  }
  return found;
};
const characters = (text) => {
  const found = letters(text).filter(([letter]) => letter !== " ");
  return found.filter(([letter], i) => letter !== "·" || (i && found[i - 1][0] !== "·"));
};
const words = (text) => {
  const found = [];
  let open = false;
  for (const [letter, from, to] of letters(text)) {
    const single = UNSPACED.test(letter);
    if (letter === " " || letter === "·") { open = false; continue; }
    if (open && !single) { found.at(-1)[0] += letter; found.at(-1)[2] = to; } else found.push([letter, from, to]);
    open = !single;
  }
  return found;
};

/* A query is terms; each is looked for by character and by word.  Words in quotation marks are whole. */
const read = (query) => {
  const terms = [];
  for (const match of query.matchAll(/["“”„«「『]([^"“”»」』]*)["“”»」』]?|[^\s"“”„«»「」『』]+/gu)) {
    const said = match[1] ?? match[0];
    const own = words(said).map(([each]) => each);
    const signs = characters(said).map(([each]) => each);
    while (signs[0] === "·") signs.shift();
    while (signs.at(-1) === "·") signs.pop();
    if (signs.length) terms.push({ said, signs, words: own, open: match[1] === undefined && [...own.at(-1)].length > 1 });
  }
  return terms;
};
