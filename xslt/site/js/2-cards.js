/* A name in the text opens a card with its record: by pointer, finger or Enter.  Focus goes into the card and comes back.
   The card stands in the page; only the other places of the text where the name occurs are found here. */
(() => {
  "use strict";

  const article = document.querySelector(".parallel");
  if (!article || !("popover" in HTMLElement.prototype)) return;
  let opener = null;
  let inside = false;   // whether focus is in the card when it closes
  let places = null;    // a record's xml:id → the sentences, heads and paragraphs that name it

  const recordOf = link => decodeURIComponent((/(?:^|\/)names\/([^/]+)\.html$/.exec(link.getAttribute("href")) || ["", ""])[1]);
  const unitOf = node => node.closest(".s, .head, p");

  function placesOf(record) {
    if (!places) {
      places = new Map();
      for (const link of article.querySelectorAll("a[href*='names/']")) {
        const unit = unitOf(link);
        if (!unit?.id || link.closest(".beside")) continue;
        places.set(recordOf(link), (places.get(recordOf(link)) || new Set()).add(unit));
      }
    }
    return [...(places.get(record) || [])];
  }

  /* A line per version, each place by its number; a head by that of its division. */
  function listPlaces(card, record) {
    const line = card.querySelector(".here");
    for (const old of line.querySelectorAll(".side")) old.remove();
    for (const [version, units] of bySide(placesOf(record))) {
      const others = units.filter(unit => unit !== unitOf(opener));
      if (!others.length) continue;
      const side = document.createElement("span");
      side.className = "side";
      const name = article.querySelector(`.cell[data-version="${version}"] .language`);
      if (name) {
        const { lang } = name.closest("[lang]");
        side.append(Object.assign(document.createElement("span"), { lang, textContent: name.textContent.trim() }));
      }
      for (const unit of others) {
        const number = unit.id.slice(unit.id.indexOf(".") + 1);
        side.append(" ", Object.assign(document.createElement("a"), {
          href: "#" + unit.id,
          textContent: number.replace(/^h\d+$/, "§").replace(/^(.*)\.h\d+$/, "§ $1"),
        }));
      }
      line.append(side);
    }
    line.hidden = !line.querySelector(".side");
  }

  function bySide(units) {
    const sides = new Map();
    for (const unit of units) {
      const version = unit.closest(".cell").dataset.version;
      sides.set(version, [...(sides.get(version) || []), unit]);
    }
    return sides;
  }

  /* Under the name, above it where there is no room below; the style sheet decides whether that is heeded. */
  function place(card) {
    const name = opener.getClientRects()[0] || opener.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const page = document.documentElement;
    const below = name.bottom + 6 + height <= page.clientHeight || name.top - 6 - height < 0;
    card.style.setProperty("--x", `${Math.max(8, Math.min(name.left, page.clientWidth - width - 8)) + scrollX}px`);
    card.style.setProperty("--y", `${(below ? name.bottom + 6 : name.top - 6 - height) + scrollY}px`);
  }

  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href*='names/']");
    if (!link || link.closest(".all") || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const record = recordOf(link);
    const card = document.getElementById("~card-" + record) || document.getElementById("card-" + record);
    if (!card) return;
    event.preventDefault();
    if (!link.closest(".card")) opener = link;
    listPlaces(card, record);
    card.showPopover();
    place(card);
    card.focus({ preventScroll: true });
  });

  for (const card of document.querySelectorAll(".card")) {
    const close = document.querySelector(".passage .close").cloneNode(true);
    close.addEventListener("click", () => card.hidePopover());
    card.prepend(close);
    card.addEventListener("beforetoggle", event => { if (event.newState === "closed") inside = card.contains(document.activeElement); });
    card.addEventListener("toggle", event => {
      if (event.newState === "closed" && inside && !document.querySelector(".card:popover-open")) opener.focus({ preventScroll: true });
    });
    card.addEventListener("keydown", event => {
      if (event.key === "Escape") event.stopPropagation();   // it closes this, no more
      if (event.key !== "Tab") return;
      const stops = [...card.querySelectorAll("button, a")].filter(each => each.getClientRects().length);
      const edge = event.shiftKey ? [card, stops[0]] : [stops.at(-1)];
      if (!edge.includes(document.activeElement)) return;
      card.hidePopover();
      inside = false;
      opener.focus({ preventScroll: true });   // forward, the browser goes on from the name
      if (event.shiftKey) event.preventDefault();
    });
    card.addEventListener("click", event => {
      if (!event.target.closest(".here a")) return;
      card.hidePopover();
      inside = false;   // the link leads on
    });
  }
})();
