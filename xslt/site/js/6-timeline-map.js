/* Drawings: what is pointed at or focused lights up together with what says the same in the list (data-of: ids), and the
   other way round; letters are those of the language of the interface; a narrow window looks at what there is most of. */
(() => {
  "use strict";

  const page = document.querySelector(".map, .timeline");
  if (!page) return;
  const by = new Map();   // id → elements
  for (const element of page.querySelectorAll("[data-of]")) {
    for (const id of element.dataset.of.split(" ")) by.set(id, [...by.get(id) ?? [], element]);
  }

  function light(target) {
    for (const element of page.querySelectorAll(".lit")) element.classList.remove("lit");
    const ids = target.closest?.("[data-of]")?.dataset.of.split(" ") ?? [];
    for (const id of ids) for (const element of by.get(id)) element.classList.add("lit");
  }
  for (const event of ["pointerover", "focusin"]) page.addEventListener(event, ({ target }) => light(target));
  for (const event of ["pointerleave", "focusout"]) page.addEventListener(event, () => light(document));

  function letter() {
    const texts = [...page.querySelectorAll("[data-for]")];
    const language = document.documentElement.lang;
    if (!texts.some(text => text.dataset.for === language)) return;
    for (const text of texts) text.toggleAttribute("display", false);
    for (const text of texts) if (text.dataset.for !== language) text.setAttribute("display", "none");
  }
  addEventListener("languagechange", letter);
  letter();

  const scroll = page.querySelector(".scroll");
  const mark = (scroll?.querySelector(".column") ?? scroll?.querySelector("a"))?.getBoundingClientRect();
  if (mark) scroll.scrollLeft = mark.left - scroll.getBoundingClientRect().left - scroll.clientWidth / 2;
})();
