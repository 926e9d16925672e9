/* From the form, or the address, to the hits; and the keyboard. */

let turn = 0;
const run = async () => {
  const mine = ++turn;
  try {
    await begin();
    const question = await asking();
    const terms = read(question.q);
    const found = question.wrong ? [] : await find(question, terms);
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
  if (question.wrong) return [word(`search.${question.wrong}`)];
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
  question.wrong = ["from", "to"].some((key) => !isDate(question[key])) ? "nodate"
    : question.to && question.from.slice(0, question.to.length) > question.to ? "reversed" : "";
  if (!question.name) return question;
  await names();
  const record = called.has(question.name) ? question.name : known.get(question.name.toLowerCase());
  if (called.has(question.name)) form.elements.name.value = called.get(question.name);
  return { ...question, name: record ?? question.name, wrong: question.wrong || (record ? "" : "unnamed") };
};

/* A year, a month or a day that there is; or nothing. */
const isDate = (said) => {
  if (!/^([0-9]{4}(-[0-9]{2}){0,2})?$/.test(said)) return false;
  const day = new Date(`${said}-01-01`.slice(0, 10));
  return !said || (!isNaN(day) && day.toISOString().startsWith(said));
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
  KEYS.forEach((key) => {
    const input = form.elements[key];
    if (!input) return;
    input.value = said.get(key) ?? "";
    if (input.selectedIndex === -1) input.selectedIndex = 0;   // an address may say anything
  });
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
