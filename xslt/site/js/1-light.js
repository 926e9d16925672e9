/* Ease for readers; the pages are whole without it.  A sentence that is pointed at, focused or tapped lights up together
   with its counterpart; a tap keeps the light on and puts the sentence's address into the address bar.  From the keyboard,
   one tab stop leads into the text; up and down move along a version, left and right to the counterpart. */
(function () {
  "use strict";

  var article = document.querySelector(".parallel");
  if (!article) return;
  var units = Array.prototype.slice.call(article.querySelectorAll(".s, [data-corresp]"));
  var opposite = new Map();   // element → set of elements, made symmetric: a pointer may be written on one side only
  var lit = [];
  var kept = null;

  units.forEach(function (unit) {
    (unit.dataset.corresp || "").split(" ").forEach(function (id) {
      var other = id && document.getElementById(id);
      if (!other) return;
      if (!opposite.has(unit)) opposite.set(unit, new Set());
      if (!opposite.has(other)) opposite.set(other, new Set());
      opposite.get(unit).add(other);
      opposite.get(other).add(unit);
    });
    unit.tabIndex = -1;
  });
  if (units.length) units[0].tabIndex = 0;

  function counterparts(unit) {
    return Array.from(opposite.get(unit) || []);
  }

  function light(unit) {
    lit.forEach(function (element) { element.classList.remove("lit", "counterpart"); });
    lit = unit ? [unit].concat(counterparts(unit)) : [];
    lit.forEach(function (element) { element.classList.add(element === unit ? "lit" : "counterpart", "lit"); });
  }

  function unitOf(node) {
    var element = node instanceof Element ? node : null;
    var unit = element && element.closest(".s, [data-corresp]");
    return unit && article.contains(unit) ? unit : null;
  }

  article.addEventListener("pointerover", function (event) {
    if (event.pointerType === "mouse") light(unitOf(event.target) || kept);
  });
  article.addEventListener("pointerleave", function () { light(kept); });
  article.addEventListener("focusin", function (event) {
    var unit = unitOf(event.target);
    if (unit) light(unit);
  });
  article.addEventListener("focusout", function () { light(kept); });

  article.addEventListener("click", function (event) {
    if (event.target.closest("a, summary, label, input")) return;
    if (!window.getSelection().isCollapsed) return;
    var unit = unitOf(event.target);
    kept = unit === kept ? null : unit;
    light(kept);
    if (kept) address(kept);
  });

  function address(unit) {
    try { history.replaceState(null, "", "#" + unit.id); } catch (refused) { /* some browsers do not for files */ }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { kept = null; light(null); return; }
    var unit = document.activeElement;
    if (event.altKey || event.ctrlKey || event.metaKey || units.indexOf(unit) < 0 || !unit.matches(":focus-visible")) return;
    var next = step(unit, event.key);
    if (!next) return;
    event.preventDefault();
    units.forEach(function (each) { each.tabIndex = each === next ? 0 : -1; });
    next.focus();
  });

  function step(unit, key) {
    if (key === "ArrowLeft" || key === "ArrowRight") return counterparts(unit)[0];
    if (key !== "ArrowUp" && key !== "ArrowDown") return null;
    var side = unit.closest("[lang]").lang;
    var same = units.filter(function (each) { return each.closest("[lang]").lang === side; });
    return same[same.indexOf(unit) + (key === "ArrowDown" ? 1 : -1)];
  }

  function arrive() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    kept = target && units.indexOf(target) >= 0 ? target : null;
    light(kept);
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
