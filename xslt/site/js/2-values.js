/* What a date, a number or a sign of the editors' means: its title, for everyone: under the pointer, with focus, after a tap. */
(() => {
  "use strict";

  const article = document.querySelector(".parallel");
  if (!article || !("popover" in HTMLElement.prototype)) return;
  const plain = ".date, .num, .measure, .unclear, .gap";   // what holds no link of its own takes the focus itself
  for (const sign of article.querySelectorAll(":is(.date, .num, .measure, .unclear, .gap, .g, .choice, .surplus, .supplied)[title]")) {
    sign.dataset.says = sign.title;
    sign.removeAttribute("title");
    if (sign.matches(plain)) sign.tabIndex = 0;
  }

  const tip = document.createElement("div");
  tip.id = tip.className = "tip";
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  let shown = null;

  function show(sign) {
    if (sign === shown) return;
    shown?.removeAttribute("aria-describedby");
    shown = sign;
    if (!sign) { tip.hidePopover(); return; }
    tip.textContent = sign.dataset.says;
    tip.lang = sign.closest("[lang]").lang;
    sign.setAttribute("aria-describedby", tip.id);
    tip.showPopover();
    const at = sign.getClientRects()[0];
    const room = tip.getBoundingClientRect();
    tip.style.setProperty("--x", `${Math.max(4, Math.min(at.left, document.documentElement.clientWidth - room.width - 4)) + scrollX}px`);
    tip.style.setProperty("--y", `${(at.top - room.height > 0 ? at.top - room.height : at.bottom) + scrollY}px`);
  }
  const signOf = node => (node instanceof Element ? node.closest("[data-says]") : null);

  document.addEventListener("pointerover", event => {
    if (!tip.contains(event.target)) show(signOf(event.target) || signOf(document.activeElement));
  });
  document.addEventListener("focusin", event => show(signOf(event.target)));
  document.addEventListener("focusout", () => show(null));
  document.addEventListener("keydown", event => { if (event.key === "Escape") show(null); });
})();
