
"use strict";
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const order = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });

  /* Copying, with a way round for browsers that keep the clipboard from files. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = make("textarea", { value: text, readOnly: true });
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  }
  function copyButton(label, text) {
    const button = make("button", { type: "button", className: "tool", textContent: label });
    button.addEventListener("click", async () => {
      await copy(text());
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = label; }, 1500);
    });
    return button;
  }

  /* Cells: what they hold is exact in data-v, or what is printed without its thousands commas. */
  const isNumber = (cell) => cell.classList.contains("n");
  const text = (cell) => cell.textContent.trim();
  const value = (cell) => cell.dataset.v ?? (isNumber(cell) ? text(cell).replaceAll(",", "") : text(cell));
  const quoted = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const record = (row) => Array.from(row.cells, (cell) => quoted(value(cell))).join(",");

  /* Undefined cells come last in either direction. */
  function compare(a, b, numeric, sign) {
    if (a === "" || b === "") return (a === "") - (b === "");
    return sign * (numeric ? Number(a) - Number(b) : order.compare(a, b));
  }

  /* A click sorts one way, a second the other, a third as it was. */
  function sortable(table) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    const asMade = Array.from(body.rows);
    heads.forEach((head, index) => {
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      const ways = isNumber(head) ? ["descending", "ascending"] : ["ascending", "descending"];
      button.addEventListener("click", () => {
        const way = ways[ways.indexOf(head.getAttribute("aria-sort")) + 1];
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        let rows = asMade;
        if (way) {
          head.setAttribute("aria-sort", way);
          const sign = way === "ascending" ? 1 : -1;
          rows = asMade
            .map((row) => [value(row.cells[index]), row])
            .sort((a, b) => compare(a[0], b[0], isNumber(head), sign))
            .map(([, row]) => row);
        }
        body.append(...rows);
      });
    });
  }

  /* Letters without their marks, so that a plain keyboard finds every name. */
  const plain = { "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u00e6": "ae", "\u0153": "oe", "\u00df": "ss" };
  const folded = (words) =>
    words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\0-\x7f]/g, (letter) => plain[letter] ?? letter);

  function filterBox(table, said) {
    const rows = Array.from(table.tBodies[0].rows);
    const box = make("input", { type: "search", placeholder: "Filter rows" });
    box.setAttribute("aria-label", `Filter: ${text(table.caption)}`);
    box.addEventListener("input", () => {
      const wanted = folded(box.value).split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const words = folded(row.textContent);
        row.hidden = !wanted.every((word) => words.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      said.textContent = wanted.length ? `${left} of ${rows.length} rows` : "";
    });
    return box;
  }

  for (const table of all("table")) {
    const rows = table.tBodies[0].rows.length;
    if (rows === 0) continue;
    const box = table.closest(".scroll");
    if (rows >= 8) {
      const above = make("div", { className: "tools" });
      const said = make("span", { role: "status" });
      above.append(filterBox(table, said), said);
      box.before(above);
    }
    const head = Array.from(table.tHead.rows[0].cells, (cell) => quoted(text(cell))).join(",");
    const shown = () => Array.from(table.tBodies[0].rows).filter((row) => !row.hidden);
    const below = make("div", { className: "tools" });
    below.append(copyButton("Copy as CSV", () => [head, ...shown().map(record)].join("\n") + "\n"));
    box.after(below);
    if (rows >= 2) sortable(table);
  }
  for (const quotation of all(".quotation")) {
    const caption = quotation.querySelector("figcaption");
    const words = text(quotation.querySelector("blockquote"));
    const place = text(caption);
    caption.append(" ", copyButton("Copy quotation", () => `\u201c${words}\u201d \u2014 ${place}`));
  }
  for (const code of all("pre > code")) code.parentElement.append(copyButton("Copy", () => code.textContent));

  /* All is unfolded as the page comes; with a script at hand it folds, and unfolds on demand. */
  const folds = all("details.fold");
  const foldAll = (open) => folds.forEach((fold) => { fold.open = open; });
  if (folds.length > 0) {
    foldAll(false);
    const toggle = make("button", { type: "button", className: "tool", textContent: "Unfold all" });
    toggle.addEventListener("click", () => {
      const open = toggle.textContent === "Unfold all";
      foldAll(open);
      toggle.textContent = open ? "Fold all" : "Unfold all";
    });
    const item = make("li", {});
    item.append(toggle);
    document.querySelector("nav ol")?.append(item);
  }

  /* A link to anything unfolds what it stands in. */
  function reveal(hash) {
    let id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    target.hidden = false;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", () => reveal(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  reveal(location.hash);
})();
