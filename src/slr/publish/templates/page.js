
"use strict";
(function () {
  const SMALL = 8;

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") {
      target.open = true;
    }
  }

  function addSearch(box, rows) {
    const tools = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    tools.className = "tools";
    input.type = "search";
    label.append("Search this table ", input);
    tools.append(label, count);
    input.addEventListener("input", function () {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = words.length ? shown + " of " + rows.length : "";
    });
    box.before(tools);
  }

  function keyOf(row, place) {
    const text = row.cells[place].textContent.trim();
    const number = Number(text);
    return text === "" || text === "–" ? null : Number.isNaN(number) ? text : number;
  }

  function compare(a, b, down) {
    if (a === null || b === null) {
      return (a === null) - (b === null); // empty cells last, either way
    }
    const both = typeof a === "number" && typeof b === "number";
    const order = both ? a - b : String(a).localeCompare(String(b));
    return down ? -order : order;
  }

  function addSorting(table, rows) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, place) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", function () {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const keyed = rows.map((row) => [keyOf(row, place), row]);
        keyed.sort((a, b) => compare(a[0], b[0], down));
        table.tBodies[0].append(...keyed.map((pair) => pair[1]));
      });
    });
  }

  for (const table of document.querySelectorAll("main section > .table > table")) {
    const rows = Array.from(table.tBodies[0].rows);
    if (rows.length >= SMALL) {
      addSearch(table.parentElement, rows);
    }
    if (rows.length > 1) {
      addSorting(table, rows);
    }
  }
  addEventListener("hashchange", openTarget);
  openTarget();
})();
