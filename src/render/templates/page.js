
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

  /* Everything that has a name in links and a name for readers can be looked for. */
  function entries() {
    const heading = (place) => text(place.closest("section").querySelector("h2"));
    const found = [];
    const add = (place, name, where) => { if (name) found.push({ id: place.id, name, where, folded: folded(name) }); };
    for (const section of all("main > section")) add(section, heading(section), "");
    for (const place of all("details.fold[id], tr[id], figure.chart[id]")) {
      if (place.matches("tr")) {
        add(place, text(place.cells[0]), text(place.closest("table").caption));
      } else if (place.matches("figure")) {
        add(place, text(place.querySelector("figcaption").firstChild), `${heading(place)}, chart`);
      } else {
        let above = place.previousElementSibling;
        while (above && !above.matches("h3")) above = above.previousElementSibling;
        const summary = place.firstElementChild;
        const where = [heading(place), above && text(above)].filter(Boolean).join(", ");
        add(place, text(summary.querySelector("strong") ?? summary), where);
      }
    }
    return found;
  }

  function search() {
    const most = 12;
    const box = make("input", { type: "search", placeholder: "Search this page", autocomplete: "off" });
    const list = make("ul", { id: "_found", hidden: true });
    const said = make("span", { className: "unseen" });
    const label = { role: "combobox", "aria-label": "Search this page", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    const set = (element, attributes) => { for (const name in attributes) element.setAttribute(name, attributes[name]); };
    set(box, label);
    set(list, { role: "listbox", "aria-label": "Found on this page" });
    set(said, { role: "status" });
    let known = null;
    let active = -1;

    function close() {
      list.hidden = true;
      active = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      list.replaceChildren(...found.slice(0, most).map(({ id, name, where }, place) => {
        const item = make("li", { id: `_found_${place}` });
        set(item, { role: "option", "aria-selected": "false", "data-to": id });
        const named = make("bdi", { textContent: name.length > 80 ? `${name.slice(0, 79)}\u2026` : name });
        item.append(named, " ", make("small", { textContent: where }));
        return item;
      }));
      active = -1;
      box.removeAttribute("aria-activedescendant");
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
    }
    function look() {
      known ??= entries();
      const wanted = folded(box.value).split(/\s+/).filter(Boolean);
      if (wanted.length === 0) {
        said.textContent = "";
        return close();
      }
      const found = known.filter((entry) => wanted.every((word) => entry.folded.includes(word)));
      const first = (entry) => (entry.folded.startsWith(wanted[0]) ? 0 : 1);
      show(found.sort((a, b) => first(a) - first(b)));
      said.textContent = found.length === 0 ? "Nothing found" : found.length > most ? `${found.length} found, the first ${most} shown` : `${found.length} found`;
    }
    function move(step) {
      const items = list.children;
      if (list.hidden || items.length === 0) return;
      items[active]?.setAttribute("aria-selected", "false");
      active = (active + step + (active < 0 && step < 0 ? 1 : 0) + items.length) % items.length;
      items[active].setAttribute("aria-selected", "true");
      items[active].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", items[active].id);
    }
    function go(item) {
      if (!item) return;
      close();
      const hash = `#${encodeURIComponent(item.dataset.to)}`;
      if (location.hash === hash) reveal(hash); else location.hash = hash;
    }
    box.addEventListener("input", look);
    box.addEventListener("keydown", (event) => {
      const keys = {
        ArrowDown: () => move(1),
        ArrowUp: () => move(-1),
        Enter: () => { if (!list.hidden) go(list.children[Math.max(active, 0)]); },
        Escape: () => { box.value = ""; said.textContent = ""; close(); },
      };
      if (!(event.key in keys)) return;
      event.preventDefault();
      keys[event.key]();
    });
    box.addEventListener("blur", close);
    box.addEventListener("focus", look);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => go(event.target.closest("li")));
    const whole = make("div", { className: "search" });
    whole.setAttribute("role", "search");
    whole.append(box, list, said);
    document.querySelector("nav")?.append(whole);
  }
  search();

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
