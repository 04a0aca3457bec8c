// The log form: what a person ticks by hand is left alone by later suggestions; the camera's picture is named.
// Listens on the document, because the form may be shown again in place after an upload that was refused.
const suggestions = () => document.querySelector("#suggestions");

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches("[data-camera]")) {
    document.querySelector("[data-camera-name]").textContent = box.files.length ? `✓ ${box.files[0].name}` : "";
  }
  if (box.name !== "commitments" || suggestions().querySelector(`input[name=touched][value="${CSS.escape(box.value)}"]`)) return;
  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "touched", value: box.value });
  suggestions().append(mark);
});

// The list of all commitments stays open or closed when new suggestions come in.
let open = false;
document.addEventListener("toggle", (event) => { if (event.target.isConnected && event.target.dataset?.keepOpen) open = event.target.open; }, true);
document.addEventListener("htmx:after:swap", () => {
  const details = suggestions()?.querySelector("[data-keep-open]");
  if (details && open) details.open = true;
});
document.addEventListener("lantoa:replaced", () => window.htmx?.process(document.querySelector("main")));
