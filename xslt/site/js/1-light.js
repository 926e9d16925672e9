/* Ease for readers; the pages are whole without it.  A sentence that is pointed at, focused or tapped lights up together
   with its counterpart; a tap or Enter keeps the light on, puts the sentence's address into the address bar and tells
   others of it by the event "keep" ({unit, by}; no unit: let go).  From the keyboard, one tab stop leads into the text; up
   and down move along a version, left and right to the counterpart. */
(() => {
  "use strict";

  const article = document.querySelector(".parallel");
  if (!article) return;

  const begin = () => document.documentElement.classList.add("begun");
  if (location.hash) begin();
  else for (const type of ["keydown", "pointerdown", "wheel", "scroll", "hashchange"]) addEventListener(type, begin, { capture: true, once: true, passive: true });

  const units = [...article.querySelectorAll(".s, [data-corresp]")];
  const sides = new Map();     // language → the units of that version, in its order
  const opposite = new Map();  // element → set of elements, made symmetric: a pointer may be written on one side only
  let lit = [];
  let kept = null;

  const side = unit => sides.get(unit.dataset.side);
  const counterparts = unit => [...(opposite.get(unit) || [])];

  for (const unit of units) {
    unit.dataset.side = unit.closest(".cell").dataset.version;
    if (!side(unit)) sides.set(unit.dataset.side, []);
    side(unit).push(unit);
    unit.tabIndex = -1;
    for (const id of (unit.dataset.corresp || "").split(" ")) {
      const other = id && document.getElementById(id);
      if (!other) continue;
      for (const [one, two] of [[unit, other], [other, unit]]) opposite.set(one, (opposite.get(one) || new Set()).add(two));
    }
  }

  /* The way in from the keyboard is a unit that the layout shows. */
  function enter() {
    const shown = each => each.getClientRects().length;
    if (units.some(each => each.tabIndex === 0 && shown(each))) return;
    const to = units.find(shown);
    if (to) for (const each of units) each.tabIndex = each === to ? 0 : -1;
  }
  enter();
  document.addEventListener("display", enter);

  function light(unit) {
    for (const element of lit) element.classList.remove("lit", "counterpart");
    lit = unit ? [unit, ...counterparts(unit)] : [];
    for (const element of lit) element.classList.add(element === unit ? "lit" : "counterpart", "lit");
  }

  function keep(unit, by) {
    kept = unit;
    light(kept);
    if (kept && by) {
      try { history.replaceState(null, "", "#" + kept.id); } catch { /* some browsers do not for files */ }
    }
    article.dispatchEvent(new CustomEvent("keep", { detail: { unit: kept, by } }));
  }

  function unitOf(node) {
    const unit = node instanceof Element && node.closest(".s, [data-corresp]");
    return unit && article.contains(unit) ? unit : null;
  }

  article.addEventListener("pointerover", event => {
    if (event.pointerType === "mouse") light(unitOf(event.target) || kept);
  });
  article.addEventListener("pointerleave", () => light(kept));
  article.addEventListener("focusin", event => {
    const unit = unitOf(event.target);
    if (unit) light(unit);
  });
  article.addEventListener("focusout", () => light(kept));

  article.addEventListener("click", event => {
    if (event.target.closest("a, button, summary, label, input, .beside") || !getSelection().isCollapsed) return;
    const unit = unitOf(event.target);
    keep(unit === kept ? null : unit, "pointer");
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") { keep(null, "key"); return; }
    const unit = document.activeElement;
    if (event.altKey || event.ctrlKey || event.metaKey || !units.includes(unit) || !unit.matches(":focus-visible")) return;
    const next = step(unit, event.key);
    if (!next && event.key !== "Enter") return;
    event.preventDefault();
    if (!next) { keep(unit, "key"); return; }
    for (const each of units) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  });

  function step(unit, key) {
    const shown = each => each.getClientRects().length;
    if (key === "ArrowLeft" || key === "ArrowRight") return counterparts(unit).find(shown);
    if (key !== "ArrowUp" && key !== "ArrowDown") return null;
    const way = side(unit).filter(each => each === unit || shown(each));
    return way[way.indexOf(unit) + (key === "ArrowDown" ? 1 : -1)];
  }

  /* What the address names is lit; where the layout hides it, its counterpart comes into view. */
  function arrive() {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no address of ours */ }
    keep(units.includes(target) ? target : null, "");
    return kept && (kept.getClientRects().length ? kept : counterparts(kept)[0]);
  }
  addEventListener("hashchange", () => {
    const shown = arrive();
    if (shown && shown !== kept) shown.scrollIntoView();
  });
  addEventListener("DOMContentLoaded", () => {   // now the layout stands
    const shown = arrive();
    if (shown && performance.getEntriesByType("navigation")[0]?.type === "navigate") shown.scrollIntoView();
  });
})();
