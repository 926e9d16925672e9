/* "/" leads to the field of the search; its own page loads what searches. */
(() => {
  "use strict";

  const page = document.querySelector(".search[data-index]");
  const field = document.querySelector(page ? "#q" : ".find input");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    if (!field.offsetParent) { location.assign(field.form.action); return; }   // a narrow page has none to be seen
    field.focus();
    field.select();
  });
  if (page) document.head.append(Object.assign(document.createElement("script"), { src: `assets/search.js?${page.dataset.index}` }));
})();
