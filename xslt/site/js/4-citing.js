/* References: each can be copied, an address leads to the passage that the page was opened at, and the standard that asks
   for the day of reading (GB/T 7714) gets it. */
(() => {
  "use strict";

  const styles = document.querySelector(".styles");
  if (!styles) return;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  styles.before(status);

  for (const span of styles.querySelectorAll(".accessed")) span.textContent = `[${new Date().toLocaleDateString("sv")}]`;

  for (const link of styles.querySelectorAll("a.url")) {
    const page = link.href;
    const lead = () => {
      let passage = null;
      try { passage = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no address of ours */ }
      link.href = page + (passage?.closest(".parallel") ? location.hash : "");
      link.textContent = link.href;
    };
    addEventListener("hashchange", lead);
    lead();
  }

  async function copy(button) {
    const words = button.parentElement.querySelector(".words");
    const text = words.matches("pre") ? words.textContent : words.textContent.replace(/\s+/g, " ").trim();
    let word = "copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {   // the reader may copy what is selected
      word = "selected";
      getSelection().selectAllChildren(words);
    }
    const said = document.querySelector(`.said [data-l="passage.${word}"]`);
    status.replaceChildren(...(said ? [said.cloneNode(true)] : []));
    button.after(status);
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})();
