/* Sentence under sentence: in each row the sentences of a bead are moved together, and back again.  Nothing is copied, so
   ids, lights and links stay what they are. */
(() => {
  "use strict";

  const choice = document.querySelector("input[id$=layout-interlinear]");
  if (!choice) return;
  const rows = [...choice.closest(".parallel").querySelectorAll("div.row")];
  const moves = [];   // [node, parent, next sibling], to be undone from the end

  const move = (node, parent) => {
    moves.push([node, node.parentNode, node.nextSibling]);
    parent.append(node);
  };

  /* The pieces of a cell: a sentence with what follows it; a paragraph without sentences is one piece. */
  function piecesOf(cell) {
    const pieces = [];
    for (const block of cell.querySelectorAll(":scope > .block")) {
      let first = true;
      for (const node of [...block.querySelector(":scope > :is(p, .p)").childNodes]) {
        const sentence = node.nodeType === Node.ELEMENT_NODE && node.matches(".s");
        if (first || (sentence && pieces.at(-1).sentence)) {
          pieces.push({ nodes: first ? [block.querySelector(":scope > .n")] : [], cell, sentence: null });
          first = false;
        }
        pieces.at(-1).nodes.push(node);
        if (sentence) pieces.at(-1).sentence = node;
      }
    }
    return pieces;
  }

  /* The beads of a row, in the order of the first version; what has no counterpart keeps its place in its own. */
  function beadsOf(cells) {
    const beads = [];
    const of = new Map();   // a sentence's id → the bead that has it, or wants it
    for (const cell of cells) {
      let before = null;
      for (const piece of piecesOf(cell)) {
        const ids = piece.sentence ? [piece.sentence.id, ...(piece.sentence.dataset.corresp || "").split(" ")].filter(Boolean) : [""];
        const met = beads.filter(bead => ids.some(id => of.get(id) === bead));
        const bead = met[0] || [];
        if (!met.length) beads.splice(beads.indexOf(before) + 1, 0, bead);
        for (const other of met.slice(1)) {
          bead.push(...beads.splice(beads.indexOf(other), 1)[0]);
          for (const [id, its] of of) if (its === other) of.set(id, bead);
        }
        bead.push(piece);
        for (const id of ids) of.set(id, bead);
        before = bead;
      }
    }
    return beads;
  }

  function arrange(row) {
    const cells = [...row.querySelectorAll(":scope > .cell")];
    const all = document.createElement("div");
    all.className = "beads";
    for (const bead of beadsOf(cells)) {
      const group = all.appendChild(document.createElement("div"));
      group.className = "bead";
      for (const cell of cells) {
        const pieces = bead.filter(piece => piece.cell === cell);
        if (!pieces.length) continue;
        const line = group.appendChild(document.createElement("p"));
        line.className = cell.className + " line";
        line.lang = cell.lang;
        if (cell.dir) line.dir = cell.dir;
        for (const piece of pieces) for (const node of piece.nodes) move(node, line);
      }
    }
    row.classList.add("arranged");
    row.append(all);
  }

  function undo() {
    while (moves.length) {
      const [node, parent, next] = moves.pop();
      parent.insertBefore(node, next);
    }
    for (const row of rows) {
      row.classList.remove("arranged");
      row.querySelector(":scope > .beads")?.remove();
    }
  }

  const heed = () => {
    if (choice.checked === moves.length > 0) return;
    if (choice.checked) rows.forEach(arrange);
    else undo();
  };
  document.addEventListener("display", heed);
  heed();
})();
