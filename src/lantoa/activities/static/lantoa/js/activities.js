// The log form: what a person ticks by hand is left alone by later suggestions; one tap fills it from due work or from an
// entry of before; the camera's pictures join the other files.
// Listens on the document, because the form may be shown again in place after an upload that was refused.
const suggestions = () => document.querySelector("#suggestions");
const form = () => document.querySelector("#activity-form");

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches("[data-camera]")) return join(box);
  if (box.name === "integrated" && box.checked) return integrated(box.form);
  if (box.name === "commitments") touch(box.value);
  return undefined;
});

/** The camera gives one picture at a time: each joins the list of chosen files, where it can be taken away again. */
function join(camera) {
  const input = form().querySelector("[data-drop] input[type=file]");
  const all = new DataTransfer();
  for (const file of [...input.files, ...camera.files]) all.items.add(file);
  input.files = all.files;
  camera.value = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", () => { setTimeout(countPictures); });
function countPictures() {
  const number = form()?.querySelector("[data-drop] input[type=file]")?.files.length;
  const target = document.querySelector("[data-camera-count]");
  if (target) target.textContent = number ? `(${number})` : "";
}

/** Lồng ghép is one tap: it says the kind by itself where none is chosen yet. */
function integrated(entry) {
  const kind = entry?.elements.kind;
  if (kind && !kind.value) kind.value = "meeting";
}

function touch(value) {
  if (suggestions().querySelector(`input[name=touched][value="${CSS.escape(value)}"]`)) return;
  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "touched", value });
  suggestions().append(mark);
}

// ---- one tap fills ----

document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-fill]");
  const place = event.target.closest("[data-place]");
  if (place) form().elements.place.value = place.dataset.place;
  if (!pick || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  fill(JSON.parse(pick.dataset.fill));
  for (const other of document.querySelectorAll("[data-fill]")) other.classList.toggle("pick--chosen", other === pick);
  const said = document.querySelector("[data-picked]");
  said.textContent = said.dataset.text;
});

function fill(values) {
  const entry = form();
  for (const name of ["title", "kind", "place"]) if (values[name]) entry.elements[name].value = values[name];
  if ("integrated" in values) entry.elements.integrated.checked = values.integrated;
  for (const name of ["channels", "topics", "audiences"]) {
    if (!values[name]) continue;
    for (const box of entry.querySelectorAll(`input[name=${name}]`)) box.checked = values[name].includes(box.value);
  }
  for (const box of entry.querySelectorAll("input[name=commitments]")) {
    const wanted = values.commitments.includes(Number(box.value));
    if (wanted || box.checked) touch(box.value);
    box.checked = wanted;
  }
  sayChosen();
  entry.elements.title.dispatchEvent(new Event("change", { bubbles: true })); // suggestions come anew
}

// ---- details stand open where there is room, and say what is chosen where there is not ----

function sayChosen() {
  const target = document.querySelector("[data-chosen]");
  if (!target) return;
  const boxes = [...target.closest("details").querySelectorAll("input[type=checkbox]:checked")];
  target.textContent = boxes.length ? `(${boxes.map((box) => box.closest("label").textContent.trim()).join("; ")})` : "";
}

function prepare() {
  for (const details of document.querySelectorAll("[data-open-wide]")) if (matchMedia("(min-width: 60rem)").matches) details.open = true;
  for (const button of document.querySelectorAll("[data-place]")) button.hidden = false;
  sayChosen();
}
document.addEventListener("change", (event) => { if (event.target.closest?.("[data-open-wide]")) sayChosen(); });

const note = () => document.querySelector("[data-no-suggestions]");
for (const kind of ["online", "offline"]) window.addEventListener(kind, () => { if (note()) note().hidden = navigator.onLine; });
if (note()) note().hidden = navigator.onLine;

// The list of all commitments stays open or closed when new suggestions come in.
let open = false;
document.addEventListener("toggle", (event) => { if (event.target.isConnected && event.target.dataset?.keepOpen) open = event.target.open; }, true);
document.addEventListener("htmx:after:swap", () => {
  const details = suggestions()?.querySelector("[data-keep-open]");
  if (details && open) details.open = true;
});
document.addEventListener("lantoa:replaced", () => { window.htmx?.process(document.querySelector("main")); prepare(); });
prepare();
