/* The language of the interface, as the reader likes it.  Words of the frame bear their names (data-l, data-l-title and
   the like), dates their moment (data-l-date): another language's are put there, from ui.<language>.js beside this file.
   The choice is remembered; before there is one, the browser's language decides.  The text itself stays as it is. */
(() => {
  "use strict";

  const html = document.documentElement;
  const own = html.lang;
  const buttons = [...document.querySelectorAll("[data-language]")];
  const beside = document.currentScript.src.replace(/[^/]*$/, "");
  const year = { year: "numeric" }, month = { ...year, month: "long" }, day = { ...month, day: "numeric" };
  const forms = { 4: year, 7: month, 10: day };
  let words = null;   // of the chosen language, by name; none as long as the page says its own

  if (buttons.length < 2) return;

  /* Some browsers keep nothing for files. */
  function kept() { try { return localStorage.getItem("tei.language"); } catch { return null; } }
  function keep(language) { try { localStorage.setItem("tei.language", language); } catch { /* for this page only */ } }

  function liked() {
    const offered = buttons.map(button => button.dataset.language);
    const wishes = [kept(), ...navigator.languages.map(tag => tag.split("-")[0])];
    return wishes.find(wish => offered.includes(wish)) || own;
  }

  function translate(node) {
    const all = document.evaluate(
      'descendant-or-self::*/@*[name() = "data-l" or starts-with(name(), "data-l-")]', node, null, 7, null);
    for (let i = 0; i < all.snapshotLength; i++) {
      const { name, value, ownerElement: element } = all.snapshotItem(i);
      if (name === "data-l-date") date(element);
      else if (!Object.hasOwn(words, value)) continue;
      else if (name === "data-l") {
        element.textContent = words[value];
        if (element.lang) element.lang = html.lang;
      }
      else element.setAttribute(name.slice(7), words[value]);
    }
  }

  /* What a page says in several languages: the reader's is shown, or the page's own. */
  function pick() {
    for (const said of document.querySelectorAll(".in")) {
      const of = language => [...said.children].find(each => (each.lang || own).split("-")[0] === language);
      const one = of(html.lang) || of(own) || said.firstElementChild;
      for (const each of said.children) each.hidden = each !== one;
    }
  }

  /* What nobody said the language of is in the page's own, whatever the frame speaks from now on. */
  function fix() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (walker.nextNode()) {
      const { data, parentElement: parent } = walker.currentNode;
      if (/\p{L}/u.test(data) && parent.closest("[lang], [data-l], [data-l-date], script, style") === html) found.add(parent);
    }
    for (const each of found) {
      for (const word of each.querySelectorAll("[data-l], [data-l-date]")) if (!word.closest("[lang]:not(html)")) word.lang = own;
      each.lang = own;
    }
  }

  function date(time) {
    const iso = time.dateTime;
    if (!/^\d{4}(-\d\d){0,2}$/.test(iso) || isNaN(new Date(iso))) return;
    if (time.lang) time.lang = html.lang;
    const language = html.lang === "en" ? "en-GB" : html.lang;
    time.textContent = new Intl.DateTimeFormat(language, { ...forms[iso.length], timeZone: "UTC" }).format(new Date(iso));
  }

  function speak(language) {
    html.lang = language;
    for (const button of buttons) {
      const chosen = button.dataset.language === language;
      button.setAttribute("aria-pressed", chosen);
      if (chosen) html.dir = button.dir;
    }
    if (!words) fix();
    words = self.teiWords[language];
    translate(html);
    pick();
    dispatchEvent(new Event("languagechange"));   // for what makes words of its own
  }

  function choose(language) {
    if (self.teiWords?.[language]) return speak(language);
    const script = document.createElement("script");
    script.src = `${beside}ui.${language}.js`;
    script.onload = () => speak(language);
    document.head.append(script);
  }

  for (const button of buttons) {
    button.addEventListener("click", () => { keep(button.dataset.language); choose(button.dataset.language); });
    button.parentElement.hidden = false;
  }
  document.querySelector("title").lang = own;   // which stays
  new MutationObserver(changes => {
    if (words) for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === 1) translate(node);
  }).observe(document.body, { childList: true, subtree: true });
  const wish = liked();
  if (wish !== own) choose(wish);
})();
