// A table of the draft as a grid of cells. What is kept is plain text in the line's own field: rows on lines, cells
// parted by "|"; this only draws it and writes it back.

const words = (text) => text.replace(/\|/g, "/").replace(/\s+/g, " ").trim();
const rowsOf = (text) => {
  const rows = text.split("\n").map((row) => row.replace(/\t/g, "|").split("|").map((cell) => cell.trim()));
  const kept = rows.filter((row) => row.some(Boolean));
  const width = Math.max(...kept.map((row) => row.length), 0);
  return kept.map((row) => [...row, ...Array(width - row.length).fill("")]);
};
const textOf = (rows) => rows.map((row) => row.map(words).join(" | ")).join("\n");
const EMPTY = [["", "", ""], ["", "", ""]];
const drawn = new WeakMap(); // grid → the text that it shows

function cellsOf(grid) {
  return [...grid.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("textarea")].map((cell) => cell.value));
}
function write(grid) {
  const field = grid.closest("[data-block]").querySelector("[data-f=text]");
  const text = rowsOf(textOf(cellsOf(grid))).length ? textOf(cellsOf(grid)) : "";
  drawn.set(grid, text);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
function draw(grid, rows) {
  const table = document.createElement("table");
  rows.forEach((row, at) => {
    const line = table.insertRow();
    row.forEach((text, column) => {
      const cell = document.createElement("textarea");
      cell.rows = 1;
      cell.value = text;
      cell.maxLength = 2000;
      cell.setAttribute("aria-label", grid.dataset.tCell.replace("{row}", at + 1).replace("{column}", column + 1));
      line.insertCell().append(cell);
    });
  });
  const tools = document.createElement("div");
  tools.className = "db__grid-tools";
  for (const [name, change] of Object.entries(CHANGES)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet button--small";
    button.textContent = grid.dataset[name];
    button.addEventListener("click", () => { const now = change(cellsOf(grid)); draw(grid, now); write(grid); });
    tools.append(button);
  }
  grid.className = "db__grid";
  grid.replaceChildren(table, tools);
}
const CHANGES = {
  tRow: (rows) => [...rows, rows[0].map(() => "")],
  tColumn: (rows) => rows.map((row) => [...row, ""]),
  tLessRow: (rows) => (rows.length > 1 ? rows.slice(0, -1) : rows),
  tLessColumn: (rows) => (rows[0].length > 1 ? rows.map((row) => row.slice(0, -1)) : rows),
};
export function drawTable(node) {
  const grid = node.querySelector("[data-grid]");
  const text = node.querySelector("[data-f=text]").value;
  if (drawn.get(grid) === text) return;
  const rows = rowsOf(text);
  draw(grid, rows.length ? rows : EMPTY);
  drawn.set(grid, text);
}
document.addEventListener("input", (event) => {
  const grid = event.target.closest("[data-grid]");
  if (grid) { event.stopPropagation(); write(grid); }
}, true);
document.addEventListener("paste", (event) => {
  const grid = event.target.closest("[data-grid]");
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  if (!grid || !/[\t\n]/.test(pasted.trim())) return;
  event.preventDefault();
  const rows = cellsOf(grid);
  const top = event.target.closest("tr").rowIndex, left = event.target.closest("td").cellIndex;
  pasted.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    rows[top + down] ??= rows[0].map(() => "");
    line.split("\t").forEach((cell, right) => { rows[top + down][left + right] = cell; });
  });
  const width = Math.max(...rows.map((row) => row.length));
  draw(grid, rows.map((row) => Array.from({ length: width }, (_one, at) => row[at] ?? "")));
  write(grid);
});
