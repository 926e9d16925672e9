/* How the reader wants texts shown is kept from text to text, where the browser lets it be; what the style sheet cannot do
   by itself hears of a change by the event "display". */
(() => {
  "use strict";

  const panel = document.querySelector("details.display");
  if (!panel) return;
  const article = panel.closest(".parallel");
  const inputs = [...panel.querySelectorAll("input")];
  for (const label of panel.querySelectorAll("label[hidden]")) label.hidden = false;

  const nameOf = input => input.id.replace("~", "");   // a tilde parts it from an id of the text

  let kept = {};
  try { kept = JSON.parse(localStorage.getItem("tei.display")) || {}; } catch { /* refused, or not ours */ }
  for (const input of inputs) {
    const before = kept[nameOf(input)];
    if (input.type === "radio" ? before === true : typeof before === "boolean") input.checked = before;
  }

  /* What the reader was reading stays where it is. */
  let reading = null;
  const remember = () => {
    const edge = panel.parentElement.getBoundingClientRect().bottom;
    const tops = [...article.querySelectorAll("div.row")].map(row => [row, row.getBoundingClientRect().top]);
    const near = tops.find(([, top]) => top >= edge - 4 && top < innerHeight / 2) || tops.findLast(([, top]) => top < edge);
    reading = near && scrollY ? { row: near[0], top: near[1] } : null;
  };
  panel.addEventListener("pointerdown", remember);
  panel.addEventListener("keydown", remember);

  panel.addEventListener("change", () => {
    for (const input of inputs) kept[nameOf(input)] = input.checked;
    try { localStorage.setItem("tei.display", JSON.stringify(kept)); } catch { /* refused: it holds for this page */ }
    document.dispatchEvent(new Event("display"));
    if (reading) scrollBy({ top: reading.row.getBoundingClientRect().top - reading.top, behavior: "instant" });
  });

  panel.addEventListener("toggle", () => {
    if (panel.open) panel.querySelector("form").scrollIntoView({ block: "nearest" });
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
