/* What is shown: texts, and of each the pairs. */

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
  const form = /^\d{4}(-\d\d){0,2}$/.test(iso) && !isNaN(new Date(iso)) && FORMS[iso.length];
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
