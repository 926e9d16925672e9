/* Notes stand beside the row that calls them where the window is wide enough, below the text where it is not, and on paper.
   Beside the text a note shows its beginning, in the reader's language; the whole of it opens, in every language. */
(() => {
  "use strict";

  const article = document.querySelector(".parallel");
  const section = document.querySelector(".notes");
  if (!article || !section) return;
  const list = section.querySelector("ol");
  const elsewhere = section.querySelector(".elsewhere");
  const notes = [...list.children];
  const wide = matchMedia("screen and (min-width: 90rem)");     // two columns and the notes
  const medium = matchMedia("screen and (min-width: 64rem)");   // one column and the notes
  const layout = () => document.querySelector("[name=layout]:checked")?.id.replace("~", "");
  const narrow = () => (layout() ? layout() !== "layout-parallel" : article.matches(".versions-1"));
  let beside = false;

  /* Where the notes of a row stand: a heading holds no list, so those of the titles stand by all titles, those of a
     report's head by its first row. */
  const calls = new Map([...article.querySelectorAll(".call")].reverse().map(call => [call.hash, call]));   // the first of each
  function rowOf(note) {
    const row = calls.get("#" + note.id)?.closest(".row");
    if (!row || row.matches("div")) return row;
    return row.closest(".titles") || row.parentElement.querySelector("div.row");
  }

  function spread() {
    for (const note of notes) {
      const row = rowOf(note);
      if (!row) continue;
      let here = row.querySelector(":scope > .beside");
      if (!here) {
        here = row.appendChild(document.createElement("ol"));
        here.className = "beside";
        here.setAttribute("aria-labelledby", "notes");
      }
      here.append(note);
    }
  }

  function gather() {
    list.append(...notes);
    for (const note of notes) open(note, false);
    for (const each of document.querySelectorAll(".beside, .whole")) each.remove();
  }

  /* Of several languages, that of the layout or of the page stands for all. */
  function choose() {
    const only = layout() === "layout-original" || layout() === "layout-translation" ? "." + layout().slice(7) : "";
    const lang = document.documentElement.lang.split("-")[0];
    for (const note of notes) {
      const cells = [...note.querySelectorAll(".cell")];
      const said = cells.filter(cell => cell.querySelector(".words"));
      const one = said.find(cell => (only ? cell.matches(only) : cell.lang.split("-")[0] === lang)) || said[0] || cells[0];
      for (const cell of cells) cell.classList.toggle("other", cell !== one);
    }
    measure();
  }

  /* A note that is longer than what is shown of it has a button. */
  function measure() {
    for (const note of beside ? notes : []) {
      const said = note.querySelector(".row");
      if (note.querySelector(".whole") || (said.scrollHeight <= said.clientHeight + 2 && !note.querySelector(".other .words"))) continue;
      const button = note.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "whole";
      button.setAttribute("aria-expanded", "false");
      button.append(...[...document.querySelectorAll(".said [data-l^='note.']")].map(word => word.cloneNode(true)));
    }
  }

  function open(note, whole) {
    note.classList.toggle("open", whole);
    note.querySelector(".whole")?.setAttribute("aria-expanded", whole);
  }

  function heed() {
    const before = beside;
    beside = (narrow() ? medium : wide).matches;
    if (before !== beside) {
      document.documentElement.classList.toggle("notes-beside", beside);
      if (beside) spread();
      else gather();
      elsewhere.hidden = !beside || list.children.length > 0;
    }
    choose();
  }

  article.addEventListener("click", event => {
    const button = event.target.closest(".whole");
    if (button) open(button.parentElement, button.getAttribute("aria-expanded") === "false");
    const call = event.target.closest(".call");
    const note = beside && call && document.getElementById(call.hash.slice(1));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try { if (location.hash !== call.hash) history.pushState(null, "", call.hash); } catch { /* some browsers do not for files */ }
    open(note, true);
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
  });
  for (const type of ["pointerover", "pointerout"]) {
    article.addEventListener(type, event => {
      const call = event.target.closest(".call");
      if (call) document.getElementById(call.hash.slice(1))?.classList.toggle("pointed", type === "pointerover");
    });
  }

  for (const query of [wide, medium]) query.addEventListener("change", heed);
  addEventListener("beforeprint", heed);
  document.addEventListener("display", heed);
  document.fonts?.ready.then(measure);
  addEventListener("languagechange", choose);
  heed();
})();
