/* How the reader wants texts shown is kept from text to text, where the browser lets it be; what the style sheet cannot do
   by itself hears of a change by the event "display". */
(() => {
  "use strict";

  const panel = document.querySelector("details.display");
  if (!panel) return;
  const article = panel.closest(".parallel");
  const inputs = [...panel.querySelectorAll("input")];
  for (const label of panel.querySelectorAll("label[hidden]")) label.hidden = false;

  let kept = {};
  try { kept = JSON.parse(localStorage.getItem("tei.display")) || {}; } catch { /* refused, or not ours */ }
  for (const input of inputs) {
    const before = kept[input.id];
    if (input.type === "radio" ? before === true : typeof before === "boolean") input.checked = before;
  }

  /* What the reader was reading stays where it is. */
  let reading = null;
  const remember = () => {
    const edge = panel.parentElement.getBoundingClientRect().bottom;
    const row = [...article.querySelectorAll("div.row")].find(each => each.getBoundingClientRect().bottom > edge);
    reading = row && row.getBoundingClientRect().top < innerHeight ? { row, top: row.getBoundingClientRect().top } : null;
  };
  panel.addEventListener("pointerdown", remember);
  panel.addEventListener("keydown", remember);

  panel.addEventListener("change", () => {
    for (const input of inputs) kept[input.id] = input.checked;
    try { localStorage.setItem("tei.display", JSON.stringify(kept)); } catch { /* refused: it holds for this page */ }
    document.dispatchEvent(new Event("display"));
    if (reading && scrollY) scrollBy({ top: reading.row.getBoundingClientRect().top - reading.top, behavior: "instant" });
  });

  document.addEventListener("click", event => {
    if (panel.open && !panel.contains(event.target)) panel.open = false;
  });
  panel.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !panel.open) return;
    event.stopPropagation();
    panel.open = false;
    panel.querySelector("summary").focus();
  });
})();
