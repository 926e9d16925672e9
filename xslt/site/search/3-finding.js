/* Which passages a question finds. */

const byCharacters = async ({ signs }) => {
  if (signs.length === 1) return union(await entries(`-${signs[0]}`));
  const offsets = signs.map((_, i) => i).filter((i) => i < signs.length - 1 && (i % 2 === 0 || i === signs.length - 2));
  return chained(await Promise.all(offsets.map(async (offset) => (
    { offset, found: await entries(`=${signs[offset]}${signs[offset + 1]}`) }))));
};
const byWords = async (term) => {
  if (term.words.every((each) => UNSPACED.test(each))) return [];   // found by character
  return chained(await Promise.all(term.words.map(async (each, i) => UNSPACED.test(each)
    ? { offset: -1, found: await entries(`-${each}`) }
    : { offset: i, found: await entries(each, term.open && i === term.words.length - 1) })));
};

const textOf = (passage) => last(firsts, passage);
const passages = (units) => [...new Set(units.map((unit) => Math.floor(unit / meta.sides)))];
const spoken = (units, language) => units.filter((unit) => {
  const [said] = meta.shapes[meta.shape[textOf(Math.floor(unit / meta.sides))]][unit % meta.sides];
  return said === language;
});

const issued = ({ from, to }, text) => {
  const date = meta.dates[text];
  return (!from || date >= from) && (!to || (date && date.slice(0, to.length) <= to));
};

/* The passages that a question (q, lang, from, to, kind, name) finds, by text: [text, passages]. */
const find = async (question, terms) => {
  if (pagefind && terms.length) {
    try { return await likely(question, terms); } catch (lost) { /* our own index serves too */ }
  }
  const lists = await Promise.all(terms.map(async (term) => {
    const units = (await Promise.all([byCharacters(term), byWords(term)])).flat();
    return passages(question.lang ? spoken(units, question.lang) : units);
  }));
  if (question.name) lists.push(passages(union(await entries(`@${question.name}`))));
  if (!lists.length) return [];
  let found = common(lists).sort((a, b) => a - b);
  if (question.kind) {
    const heads = new Set(passages(union(await entries("#"))));
    found = found.filter((passage) => heads.has(passage) === (question.kind === "head"));
  }
  const groups = new Map();
  for (const passage of found) {
    const text = textOf(passage);
    if (!groups.has(text)) groups.set(text, []);
    groups.get(text).push(passage);
  }
  const sorted = [...groups].filter(([text]) => issued(question, text));
  return question.order === "hits" ? sorted.sort((a, b) => b[1].length - a[1].length || a[0] - b[0]) : sorted;
};

/* Very many texts, on a server: Pagefind knows which may have the terms; what they have is seen when they are read. */
const pagefind = location.protocol.startsWith("http") ? page.dataset.pagefind : "";
const likely = async (question, terms) => {
  const texts = await load("texts");
  const languages = pagefind.split(" ").filter((each) => !question.lang || question.lang.split("-")[0] === each);
  const indexes = await Promise.all(languages.map((each) => import(new URL(`search/${each}/pagefind.js`, location.href))));
  const lists = await Promise.all(terms.map(async (term) => {
    const dense = (language) => meta.shapes.flat().some(([each, without]) => without && each.split("-")[0] === language);
    const found = await Promise.all(indexes.map((index, i) => index.search(
      dense(languages[i]) ? `"${term.signs.filter((each) => each !== "·").join(" ")}"` : term.open ? term.words.join(" ") : `"${term.words.join(" ")}"`)));
    return [...new Set(found.flatMap(({ results }) => results.map(({ id }) => texts[id])))];
  }));
  if (question.name) lists.push(union(await entries(`@${question.name}`)).map((unit) => textOf(Math.floor(unit / meta.sides))));
  return common(lists).sort((a, b) => a - b).filter((text) => issued(question, text)).map((text) => [text, null]);
};
const seen = ([text, some], data, question, terms) => some ?? data.passages.flatMap(([head, ...sides], i) => {
  const shape = meta.shapes[meta.shape[text]];
  const has = (term) => sides.some(([version, , ...said]) => (!question.lang || shape[version][0] === question.lang)
    && said.slice(0, 2).some((each) => each && spans(each, [term], shape[version][1] === 1).length));
  const named = !question.name || sides.some((side) => side.slice(4).some((each, j) => j % 3 === 2 && data.records[each] === question.name));
  const kind = !question.kind || (head === 1) === (question.kind === "head");
  return kind && named && terms.every(has) ? [firsts[text] + i] : [];
});
