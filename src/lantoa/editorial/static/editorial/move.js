// Dragging an item to another day sends the form of "Dời hạn". Without a mouse the button beside the item does the same.

const sheet = document.querySelector("[data-editorial]");
let dragged = null;

if (sheet && sheet.querySelector("[data-move]")) {
  sheet.dataset.live = "";
  const hint = sheet.querySelector("[data-drag-hint]");
  if (hint) hint.hidden = false;
  for (const event of sheet.querySelectorAll("[data-move]")) event.draggable = true;
  sheet.addEventListener("dragstart", begin);
  sheet.addEventListener("dragend", () => { dragged = null; unmark(); });
  for (const kind of ["dragenter", "dragover"]) sheet.addEventListener(kind, over);
  sheet.addEventListener("drop", drop);
}

function begin(event) {
  dragged = event.target.closest("[data-move]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
}

function dayAt(event) {
  return event.target.closest?.("td[data-day]");
}

function over(event) {
  const day = dayAt(event);
  if (!dragged || !day) return;
  event.preventDefault();
  unmark();
  day.dataset.over = "";
}

function drop(event) {
  const day = dayAt(event);
  if (!dragged || !day) return;
  event.preventDefault();
  if (day === dragged.closest("td")) return unmark();
  const form = document.createElement("form");
  form.method = "post";
  form.action = dragged.dataset.move;
  const values = { csrfmiddlewaretoken: sheet.dataset.csrf, on: day.dataset.day, xem: sheet.dataset.week === undefined ? "" : "tuan" };
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

function unmark() {
  for (const day of sheet.querySelectorAll("[data-over]")) delete day.dataset.over;
}
