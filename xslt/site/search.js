/* Search, without a server: the index comes as scripts (tei.part), only those that a query needs; how it is written is
   told in tei/render/site/search/.  js/5-search.js loads this on the page of the search. */
(() => {
  "use strict";

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

  /* The parts of the index */

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

  /* Folding: as fold.py does */

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

  /* Where the terms stand in a text: [start, end], in order, not touching. */
  const spans = (text, terms, byCharacter) => {
    const found = [];
    const all = byCharacter ? characters(text) : words(text);
    for (const term of terms) {
      const sought = byCharacter ? term.signs : term.words;
      for (let i = 0; i + sought.length <= all.length; i++) {
        const fits = sought.every((each, j) => all[i + j][0] === each
          || (!byCharacter && term.open && j === sought.length - 1 && all[i + j][0].startsWith(each)));
        if (fits) found.push([all[i][1], all[i + sought.length - 1][2]]);
      }
    }
    return found;
  };
  const marked = (text, found) => {
    const nodes = [];
    let at = 0;
    for (const [from, to] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (to <= at) continue;
      nodes.push(text.slice(at, Math.max(at, from)), made("mark", text.slice(Math.max(at, from), to)));
      at = to;
    }
    return [...nodes, text.slice(at)];
  };

  /* What is shown */

  const cell = (shape, n, content) => made("div", content, { className: "cell", lang: shape[n][0] });
  const side = (href, shape, terms, record, [version, id, text, found, ...names]) => {
    const dense = shape[version][1] === 1;
    const here = spans(text, terms, dense);
    const there = found ? spans(found, terms, dense) : [];
    for (let i = 0; i < names.length; i += 3) if (names[i + 2] === record) here.push([names[i], names[i + 1]]);
    const link = made("a", id.slice(id.indexOf(".") + 1) || id, { className: "n", href: `${href}#${encodeURIComponent(id)}` });
    const lines = [made("p", [link, " ", ...marked(text, here)])];
    if (there.length > here.length) lines.push(made("p", [word("search.found"), " ", ...marked(found, there)], { className: "as-found" }));
    return cell(shape, version, lines);
  };

  const hit = ({ shape, href, data, record, terms }, passage) => {
    const [head, ...sides] = data.passages[passage];
    const cells = shape.map((_, n) => {
      const said = sides.find(([version]) => version === n);
      return said ? side(href, shape, terms, record, said) : cell(shape, n, "");
    });
    return made("li", made("div", cells, { className: "row" }), { className: head ? "head-hit" : "" });
  };

  const FORMS = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { dateStyle: "long" } };
  const date = (iso) => {
    const time = made("time", iso, { dateTime: iso });
    const language = document.documentElement.lang.replace(/^en$/, "en-GB");
    const form = /^\d{4}(-\d\d){0,2}$/.test(iso) && FORMS[iso.length];
    if (form) time.textContent = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(new Date(iso));
    time.dataset.lDate = "";
    return time;
  };

  const group = async (each, question, terms, few) => {
    const [text] = each;
    const data = await load(`t${text}`);
    const found = seen(each, data, question, terms);
    if (!found.length) return null;
    const shape = meta.shapes[meta.shape[text]];
    const href = `${encodeURIComponent(meta.stems[text])}.html`;
    const about = { shape, href, data, terms, record: question.name ? data.records.indexOf(question.name) : -1 };
    const list = made("ol");
    const rest = made("button", "", { type: "button" });
    let shown = 0;
    const grow = (n) => {
      const next = found.slice(shown, shown + n);
      list.append(...next.map((passage) => hit(about, passage - firsts[text])));
      shown += next.length;
      rest.replaceChildren(word("search.rest"), ` (${found.length - shown})`);
      rest.hidden = shown === found.length;
      return list.children[shown - next.length];
    };
    rest.onclick = () => grow(FURTHER).querySelector("a").focus();
    grow(few);
    const title = shape.map(([language], n) => {
      const own = data.titles.find(([said]) => said.split("-")[0] === language.split("-")[0]) ?? (n ? null : data.titles[0]);
      return cell(shape, n, own ? made("a", own[1], { href, lang: own[0] }) : "");
    });
    const number = [`${found.length} `, word(`passage${found.length === 1 ? "" : "s"}`)];
    const source = made("p", [...(meta.dates[text] ? [date(meta.dates[text]), " · "] : []), ...number], { className: "source" });
    return made("section", [source, made("h2", title, { className: "row" }), list, rest], { className: `versions-${shape.length}`, found: found.length });
  };

  let turn = 0;
  const run = async () => {
    const mine = ++turn;
    try {
      await begin();
      const question = await asking();
      const terms = read(question.q);
      const found = question.unnamed ? [] : await find(question, terms);
      const before = [...hits.children];
      const sections = [];
      let examined = 0, busy = false;
      const next = async () => {
        const some = [];
        for (let round = 0; round < ROUNDS && !some.length && examined < found.length; round++) {
          const few = found.length === 1 ? FURTHER : PASSAGES;
          const part = found.slice(examined, examined + TEXTS).map((each) => group(each, question, terms, few));
          some.push(...(await Promise.all(part)).filter(Boolean));
          if (mine !== turn) return;
          examined += part.length;
        }
        sections.push(...some);
        hits.append(...some);
        more.hidden = examined >= found.length;
        before.splice(0).forEach((each) => each.remove());
        page.classList.toggle("empty", !terms.length && !question.name);
        status.replaceChildren(...told(question, terms, found, more.hidden && sections));
      };
      more.onclick = async () => {
        const last = sections.length;
        if (busy) return;
        busy = true;
        await next().catch(failed(mine));
        busy = false;
        sections[last]?.querySelector("a").focus();
      };
      await next();
    } catch (error) {
      failed(mine)();
    }
  };
  const failed = (mine) => () => { if (mine === turn) status.replaceChildren(word("search.failed")); };

  /* How many there are; where only the texts that may have it are known (no passages), when `all` have been read. */
  const told = (question, terms, found, all) => {
    if (question.unnamed) return [word("search.unnamed")];
    if (!terms.length && !question.name) return [];
    const lists = found.every(([, each]) => each) ? found.map(([, each]) => each.length) : all && all.map(({ found }) => found);
    if (!lists) return [`${found.length} `, word("search.about")];
    const count = lists.reduce((sum, each) => sum + each, 0);
    if (!count) return [word("search.none")];
    return [`${count} `, word(`search.passage${count === 1 ? "" : "s"}.in`), ` ${lists.length} `, word(`search.text${lists.length === 1 ? "" : "s"}`)];
  };

  /* Names, by what they are called */

  const called = new Map(), known = new Map();   // record → words; words → record
  const names = async () => {
    if (called.size) return;
    for (const [id, , , ...said] of await load("names")) {
      let label = said.join(" · ");
      if (known.has(label.toLowerCase())) label += ` (${id})`;
      called.set(id, label);
      known.set(label.toLowerCase(), id);
    }
    form.querySelector("datalist").append(...[...called.values()].map((value) => made("option", "", { value })));
  };
  form.elements.name.addEventListener("focus", () => names().catch(() => {}));

  /* What is asked, from the form; an address says the same. */
  const KEYS = ["q", "lang", "from", "to", "kind", "name", "order"];
  const asking = async () => {
    const question = Object.fromEntries(KEYS.map((key) => [key, form.elements[key]?.value.trim() ?? ""]));
    if (!question.name) return question;
    await names();
    const record = called.has(question.name) ? question.name : known.get(question.name.toLowerCase());
    if (called.has(question.name)) form.elements.name.value = called.get(question.name);
    return { ...question, name: record ?? question.name, unnamed: !record };
  };
  const address = async (keep) => {
    const question = await asking().catch(() => null);
    if (!question) return;
    const said = new URLSearchParams(KEYS.filter((key) => question[key]).map((key) => [key, question[key]]));
    const next = `${location.pathname}${String(said) && `?${said}`}`;
    try {
      if (!keep) history.replaceState(null, "", next);
      else if (next !== location.pathname + location.search) history.pushState(null, "", next);
    } catch (refused) { /* some browsers do not for files */ }
  };
  const arrive = () => {
    const said = new URLSearchParams(location.search);
    KEYS.forEach((key) => { if (form.elements[key]) form.elements[key].value = said.get(key) ?? ""; });
    run();
  };

  let waiting = 0, typed = false;   // typed: the address of what stands in the field has been kept apart
  const ask = (keep) => { clearTimeout(waiting); address(keep); run(); };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { ask(!typed); typed = true; }, 200);
  });
  form.addEventListener("change", (event) => { if (event.target !== field) { typed = false; ask(true); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); typed = false; ask(true); });
  window.addEventListener("popstate", () => { typed = false; arrive(); });

  page.addEventListener("keydown", (event) => {
    const links = [...hits.querySelectorAll("li .cell:not(:empty):first-child .n, li .cell:empty + .cell .n")];
    const at = links.findIndex((link) => link.closest("li").contains(event.target));
    if (event.key === "Escape" && hits.contains(event.target)) field.focus();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target !== field && !hits.contains(event.target)) return;
    const to = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : event.target === field ? null : field;
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  /* For others' scripts: the passages that a question finds, as [stem, numbers in the text]; and the folded text. */
  Object.assign(window.tei, {
    find: async (question) => {
      await begin();
      const found = await find(question, read(question.q ?? ""));
      return found.map(([text, some]) => [meta.stems[text], some.map((each) => each - firsts[text])]);
    },
    fold: (text) => letters(text).map(([letter]) => letter).join(""),
  });

  arrive();
  if (!location.search) field.focus();
})();
