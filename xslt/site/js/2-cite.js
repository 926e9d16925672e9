/* What can be done with the sentence that is kept alight: its address and a citation of it, to be copied.  Where the
   browser refuses, the words are selected for the reader to copy. */
(() => {
  "use strict";

  const article = document.querySelector(".parallel");
  const bar = document.querySelector(".passage");
  if (!article || !bar) return;
  const [where, address, cite, status, field, close] = [".where", ".address", ".cite", "[role=status]", "input", ".close"]
    .map(part => bar.querySelector(part));
  let unit = null;

  article.addEventListener("keep", ({ detail }) => {
    const before = unit;
    const held = bar.contains(document.activeElement);
    unit = detail.by ? detail.unit : null;
    bar.hidden = !unit;
    field.hidden = true;
    status.replaceChildren();
    if (!unit) {
      if (held) before.focus();
      return;
    }
    where.textContent = where.hash = unit.id;
    if (detail.by === "key") address.focus();
  });

  const here = () => (document.querySelector("link[rel=canonical]") || location).href.split("#")[0] + "#" + unit.id;
  const words = () => {
    const citation = document.querySelector(".colophon .citation .words");
    return (citation ? citation.textContent : document.title).replace(/\s+/g, " ").trim().replace(/\.$/, "");
  };

  async function copy(text) {
    let word = "passage.copied";
    field.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      word = "passage.selected";
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
    }
    status.replaceChildren(document.querySelector(`.said [data-l="${word}"]`).cloneNode(true));
  }

  address.addEventListener("click", () => copy(here()));
  /* What only this machine can reach is no address for others. */
  const known = () => document.querySelector("link[rel=canonical]")
    || (location.protocol.startsWith("http") && !/^(localhost|127\..*|\[::1\])$/.test(location.hostname));
  cite.addEventListener("click", () => copy(`${words()}, ${unit.id}${known() ? `, ${here()}` : ""}.`));
  close.addEventListener("click", () => {
    bar.hidden = true;
    unit.focus({ preventScroll: true });
  });
})();
