// "Gửi tin": what was typed stays in this browser until it has arrived, under the same key, so that sending it again is
// one submission. Files are not kept. Without this script the form is an ordinary one.

const LASTS = 14 * 24 * 3600 * 1000;
const page = document.documentElement;
const form = document.querySelector("form[data-news]");
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
const isConnected = () => navigator.onLine && !page.dataset.kept && !page.dataset.shell;

if (form) start(`lantoa-news-${form.dataset.news}`);

function start(place) {
  const fields = [...form.querySelectorAll("[data-keep]")];
  forgetSent(place);
  const kept = read(place);
  const hasErrors = form.querySelector("[data-errors]");
  if (kept && !hasErrors) restore(kept, fields);
  else if (page.dataset.kept) form.elements.key.value = newKey();
  form.addEventListener("input", () => write(place, fields));
  form.addEventListener("submit", (event) => {
    write(place, fields);
    if (isConnected()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show("[data-news-offline]");
  }, true);
  form.querySelector("[data-news-forget]").addEventListener("click", () => {
    localStorage.removeItem(place);
    for (const field of fields) field.value = "";
    form.elements.key.value = newKey();
    form.querySelector("[data-news-restored]").hidden = true;
    form.elements.text.focus();
  });
  form.addEventListener("change", opinion);
  opinion();
}

/** The server says which key has arrived: only that one is forgotten. */
function forgetSent(place) {
  const sent = form.dataset.newsSent;
  if (!sent) return;
  if (read(place)?.key === sent) localStorage.removeItem(place);
  history.replaceState(null, "", location.pathname);
}

function read(place) {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    return kept && Date.now() - kept.at < LASTS ? kept : null;
  } catch {
    return null;
  }
}

function write(place, fields) {
  const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  try {
    if (Object.values(values).some((value) => value.trim())) {
      localStorage.setItem(place, JSON.stringify({ key: form.elements.key.value, kind: form.elements.kind.value, values, at: Date.now() }));
    } else localStorage.removeItem(place);
  } catch { /* a full or closed store keeps nothing; the form works all the same */ }
}

function restore(kept, fields) {
  for (const field of fields) field.value = kept.values[field.name] ?? "";
  form.elements.key.value = kept.key;
  if (kept.kind) form.elements.kind.value = kept.kind;
  if (fields.some((field) => field.name !== "text" && field.value)) form.querySelector("details").open = true;
  show("[data-news-restored]");
}

function show(selector) {
  const words = form.querySelector(selector);
  words.hidden = false;
  words.scrollIntoView({ block: "center" });
}

function opinion() {
  form.querySelector("[data-for-opinion]").hidden = form.elements.kind.value !== "opinion";
}
