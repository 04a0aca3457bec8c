// The log form: what a person ticks by hand is left alone by later suggestions; the camera's picture is named.
const form = document.querySelector("#activity-form");
const suggestions = document.querySelector("#suggestions");

form?.addEventListener("change", (event) => {
  const box = event.target;
  if (box.name !== "commitments" || suggestions.querySelector(`input[name=touched][value="${CSS.escape(box.value)}"]`)) return;
  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "touched", value: box.value });
  suggestions.append(mark);
});

// The list of all commitments stays open or closed when new suggestions come in.
let open = false;
suggestions?.addEventListener("toggle", (event) => { if (event.target.isConnected && event.target.dataset.keepOpen) open = event.target.open; }, true);
document.addEventListener("htmx:after:swap", () => {
  const details = suggestions?.querySelector("[data-keep-open]");
  if (details && open) details.open = true;
});

const camera = document.querySelector("[data-camera]");
camera?.addEventListener("change", () => {
  document.querySelector("[data-camera-name]").textContent = camera.files.length ? `✓ ${camera.files[0].name}` : "";
});
