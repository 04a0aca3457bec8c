// File drop: drag and drop, a first check in words, and the progress of sending. The server checks everything again.
// Markup: components/file_drop.html; <form data-upload> with components/upload_progress.html shows the progress.

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const megabytes = (bytes) => (bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 });

function problem(file, drop, input) {
  const max = Number(drop.dataset.maxMb);
  const kinds = input.accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  const name = file.name;
  const fits = (kind) => kind.startsWith(".") ? name.toLowerCase().endsWith(kind) : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind;
  if (kinds.length && !kinds.some(fits)) return fill(drop.dataset.textType, { name, accept: kinds.join(", ") });
  if (file.size === 0) return fill(drop.dataset.textEmpty, { name });
  if (max && file.size > max * 1048576) return fill(drop.dataset.textSize, { name, size: megabytes(file.size), max });
  return "";
}

function show(drop, input) {
  const list = drop.querySelector("[data-drop-files]");
  for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  list.replaceChildren(...[...input.files].map((file, index) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const size = document.createElement("span");
    const remove = document.createElement("button");
    item.className = "drop__file";
    name.className = "drop__name";
    name.textContent = file.name;
    size.className = "muted small num";
    size.textContent = file.size < 104858 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${megabytes(file.size)} MB`;
    remove.type = "button";
    remove.className = "note__close";
    remove.textContent = "✕";
    remove.setAttribute("aria-label", fill(drop.dataset.textRemove, { name: file.name }));
    remove.addEventListener("click", () => { keep(input, [...input.files].filter((other, place) => place !== index)); check(drop, input); input.focus(); });
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(file);
      item.append(image);
    }
    item.append(name, size, remove);
    return item;
  }));
  list.hidden = input.files.length === 0;
}

function keep(input, files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
}

function check(drop, input) {
  const good = [];
  const bad = [];
  for (const file of input.files) {
    const words = problem(file, drop, input);
    if (words) bad.push(words); else good.push(file);
  }
  if (bad.length) keep(input, good);
  const message = drop.querySelector("[data-drop-error]");
  message.textContent = bad.join(" ");
  message.hidden = bad.length === 0;
  show(drop, input);
}

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  drop.dataset.live = "";
  drop.querySelector("[data-drop-choose]").addEventListener("click", () => input.click());
  input.addEventListener("change", () => check(drop, input));
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.dataset.over = ""; });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, (event) => { event.preventDefault(); delete drop.dataset.over; });
  drop.addEventListener("drop", (event) => {
    const dropped = [...event.dataTransfer.files];
    keep(input, input.multiple ? [...input.files, ...dropped] : dropped.slice(0, 1));
    check(drop, input);
  });
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const progress = form.querySelector("[data-upload-progress]");
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    if (!files || !progress || form.dataset.sent) return;
    event.preventDefault();
    send(form, progress, event.submitter);
  });
}

function send(form, progress, submitter) {
  const request = new XMLHttpRequest();
  const say = (words) => { progress.querySelector("[data-upload-text]").textContent = words; };
  const buttons = form.querySelectorAll("button[type=submit]");
  const free = () => { delete form.dataset.sent; for (const button of buttons) button.removeAttribute("aria-disabled"); };
  const fail = () => { free(); say(progress.dataset.textFailed); };
  form.dataset.sent = "1";
  progress.hidden = false;
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  request.upload.addEventListener("progress", (event) => {
    const percent = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
    progress.querySelector("[data-upload-bar]").style.width = `${percent}%`;
    progress.querySelector("[data-upload-percent]").textContent = `${percent} %`;
  });
  request.upload.addEventListener("load", () => say(progress.dataset.textDone));
  request.addEventListener("error", fail);
  request.addEventListener("timeout", fail);
  request.addEventListener("load", () => {
    const next = request.getResponseHeader("X-Location");
    if (next) return location.assign(next);
    const address = new URL(form.action || location.href, location.href).href;
    if (request.status < 400 && request.responseURL && request.responseURL !== address) return location.assign(request.responseURL);
    // The form came back with its errors, or an error page: show what the server says.
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) return fail();
    document.querySelector("main").replaceWith(main);
    document.title = page.title;
    (main.querySelector("[data-errors]") ?? main).focus();
    document.dispatchEvent(new CustomEvent("lantoa:replaced"));
  });
  request.open(form.method || "post", form.action || location.href);
  request.setRequestHeader("X-Lantoa-Upload", "1");
  request.send(new FormData(form, submitter));
}

export { send as sendForm };
