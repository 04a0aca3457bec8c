// Forms that log an activity (data-queue = "log" or "quick"): what was entered is kept on the phone first, with its photos,
// then sent; it stays on the phone until the server has answered. Without this script the forms are sent as usual.

import { sendForm } from "../lantoa/js/upload.js";
import { sendOne } from "./sending.js";
import { smaller } from "./photos.js";
import * as store from "./store.js";

const TOO_MUCH_TO_KEEP = 50 * 1024 * 1024;
const NEEDED_ROOM = 5 * 1024 * 1024;
const page = document.documentElement;
const logForm = () => document.querySelector('form[data-queue="log"]'); // asked each time: an answer may replace it
const panelOf = () => document.querySelector("[data-kept-panel]");
const isConnected = () => navigator.onLine && !page.dataset.kept && !page.dataset.shell; // a page kept for offline knows better than the browser
let keptFiles = []; // of an entry that is opened again
let saidHere = false;

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

// ---- sending ----

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.queue === undefined || !("indexedDB" in window)) return;
  event.preventDefault();
  if (form.dataset.sent || !form.reportValidity()) return;
  form.dataset.sent = "1";
  lock(form, true);
  keepAndSend(form).catch(() => withoutKeeping(form)).finally(() => { delete form.dataset.sent; lock(form, false); });
}, true);

function lock(form, locked) {
  for (const button of form.querySelectorAll("button[type=submit]")) {
    if (locked) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
  }
}

async function keepAndSend(form) {
  if (form.dataset.queue === "quick") freshen(form);
  const me = await store.who();
  if (!me) return withoutKeeping(form);
  say(form, "keeping");
  let entry;
  try {
    entry = await entryOf(form, me.tag); // a full phone already fails when the photo is copied
    if (isConnected() && sizeOf(entry) > TOO_MUCH_TO_KEEP) return withoutKeeping(form);
    await store.keep(entry);
  } catch (error) {
    if (isConnected()) return withoutKeeping(form);
    return say(form, (await isFull(error)) ? "full" : "cannot");
  }
  document.dispatchEvent(new CustomEvent("lantoa:kept"));
  navigator.storage?.persist?.();
  await send(form, entry);
}

async function isFull(error) {
  if (error?.name === "QuotaExceededError") return true;
  const room = await navigator.storage?.estimate?.().catch(() => null);
  return Boolean(room) && room.quota - room.usage < NEEDED_ROOM;
}

async function send(form, entry) {
  if (!navigator.onLine) return settled(form, entry, { state: "waiting" });
  say(form, "sending");
  const slow = setTimeout(() => say(form, "slow"), 8000);
  const outcome = await sendOne(entry.key, { here: true });
  clearTimeout(slow);
  settled(form, entry, outcome);
}

function settled(form, entry, outcome) {
  if (outcome.state === "sent") return leave(outcome.url);
  if (outcome.state === "conflict") return leave(`/dien-thoai/#${entry.key}`);
  if (outcome.state === "refused" && outcome.errors && form === logForm()) return showErrors(form, outcome.errors);
  if (outcome.state === "signed_out" || outcome.state === "other_person") return say(form, "signed_out");
  if (outcome.state === "refused") return leave(`/dien-thoai/#${entry.key}`);
  backgroundLater();
  return say(form, "waiting");
}

function leave(address) {
  logForm()?.removeAttribute("data-guard");
  window.dispatchEvent(new Event("lantoa:leaving"));
  location.assign(address);
}

async function backgroundLater() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("lantoa-gui").catch(() => {});
}

/** The phone cannot keep it (no memory, private window, a long video): sent the usual way, with progress. */
function withoutKeeping(form) {
  const progress = form.querySelector("[data-upload-progress]");
  if (progress) return sendForm(form, progress, form.querySelector("button[type=submit]"));
  form.removeAttribute("data-queue");
  HTMLFormElement.prototype.submit.call(form);
}

async function entryOf(form, tag) {
  const data = new FormData(form);
  const fields = [...data.entries()].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const chosen = [...data.values()].filter((value) => value instanceof File && value.size);
  if (leftToMachine(form)) fields.push(["tu-chon", "1"]);
  const files = [...keptFiles, ...(await Promise.all(chosen.map(smaller)))];
  for (const file of files) file.blob = new Blob([await file.blob.arrayBuffer()], { type: file.type }); // its own copy: the file may go
  return {
    key: data.get("key"), who: tag, savedAt: new Date().toISOString(), title: data.get("title"), fields, files,
    state: "waiting", reason: "", detail: {}, decisions: {}, tries: 0, notBefore: 0,
  };
}

const sizeOf = (entry) => entry.files.reduce((sum, file) => sum + file.blob.size, 0);

/** Without a connection nobody could suggest commitments; then the server ticks the likely ones when the entry arrives. */
function leftToMachine(form) {
  return form === logForm() && !form.dataset.suggested && !form.querySelector("input[name=commitments]:checked, input[name=touched]");
}

/** A one-tap form may lie in a page of yesterday: its key is new with every tap, its day is today. */
function freshen(form) {
  form.elements.key.value = newKey();
  form.elements.happened_on.value = today();
}

// ---- what the person sees ----

function say(form, what) {
  const panel = panelOf();
  if (form !== logForm() || !panel) return sayBeside(form, what);
  for (const part of panel.querySelectorAll("[data-part]")) part.hidden = part.dataset.part !== what;
  panel.querySelector(".actions").hidden = !["waiting", "signed_out"].includes(what);
  panel.hidden = false;
  const isEnd = ["waiting", "signed_out"].includes(what);
  form.hidden = isEnd;
  if (isEnd || what === "full" || what === "cannot") panel.focus();
  if (isEnd) { saidHere = true; window.scrollTo({ top: 0 }); }
}

function sayBeside(form, what) {
  const words = document.querySelector("[data-queue-words]");
  const note = form.querySelector("[data-queue-note]");
  if (words && note) note.textContent = words.getAttribute(`data-text-${what.replace("_", "-")}`) ?? "";
}

function showErrors(form, errors) {
  panelOf().hidden = true;
  form.querySelector("[data-errors]")?.remove();
  for (const field of form.querySelectorAll(".field--error")) field.classList.remove("field--error");
  const box = document.querySelector("[data-errors-template]").content.firstElementChild.cloneNode(true);
  box.querySelector("ul").append(...errors.map(({ field, label, message }) => {
    const item = document.createElement("li");
    const input = field && form.elements[field];
    const target = input instanceof RadioNodeList ? input[0] : input;
    const words = field ? `${label}: ${message}` : message;
    if (!target?.id) { item.textContent = words; return item; }
    target.closest(".field")?.classList.add("field--error");
    const link = document.createElement("a");
    link.href = `#${target.id}`;
    link.textContent = words;
    item.append(link);
    return item;
  }));
  form.prepend(box);
  box.focus();
}

// ---- an entry that is opened again, or a form that was kept ----

function setDay(iso) {
  const field = logForm().elements.happened_on;
  field.value = field.type === "date" ? iso : iso.split("-").reverse().join("/");
}

async function openAgain(key) {
  const entry = await store.find(key);
  const me = await store.who();
  if (!entry || entry.who !== me?.tag) return;
  const values = new Map();
  for (const [name, value] of entry.fields) values.set(name, [...(values.get(name) ?? []), value]);
  fill(Object.fromEntries(values));
  logForm().elements.key.value = key;
  keptFiles = entry.files.map((file) => ({ ...file }));
  showKept();
}

/** Values by name, each a list; the fields that are not named are emptied only where ``only`` is not set. */
function fill(values) {
  for (const field of logForm().elements) {
    const given = values[field.name];
    if (!field.name || !given || ["file", "hidden"].includes(field.type)) continue;
    if (field.name === "happened_on") setDay(toIso(given[0]));
    else if (["checkbox", "radio"].includes(field.type)) field.checked = field.name === "integrated" ? given[0] === "on" : given.includes(field.value);
    else field.value = given[0];
    const hidden = field.checked && field.closest("details:not([open])");
    if (hidden) hidden.open = true;
  }
  for (const box of logForm().querySelectorAll("input[name=commitments]:checked")) box.dispatchEvent(new Event("change", { bubbles: true }));
}

const toIso = (text) => /^\d{4}-/.test(text) ? text : text.split("/").reverse().map((part) => part.padStart(2, "0")).join("-");

function showKept() {
  const list = document.querySelector("[data-kept-files]");
  list.hidden = keptFiles.length === 0;
  list.replaceChildren(...keptFiles.map((file, index) => {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    item.className = "drop__file";
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(file.blob);
      item.append(image);
    }
    const name = document.createElement("span");
    name.className = "drop__name";
    name.textContent = file.name;
    Object.assign(remove, { type: "button", className: "note__close", textContent: "✕" });
    remove.setAttribute("aria-label", `${list.dataset.textRemove} ${file.name}`);
    remove.addEventListener("click", () => { keptFiles.splice(index, 1); showKept(); });
    item.append(name, remove);
    return item;
  }));
}

function startAnew() {
  logForm().reset();
  keptFiles = [];
  showKept();
  logForm().elements.key.value = newKey();
  setDay(today());
  for (const input of logForm().querySelectorAll("input[type=file]")) { input.value = ""; input.dispatchEvent(new Event("change", { bubbles: true })); }
  for (const mark of logForm().querySelectorAll("input[name=touched]")) mark.remove();
  panelOf().hidden = true;
  logForm().hidden = false;
  logForm().elements.title.focus();
}

if (logForm()) {
  const asked = new URLSearchParams(location.search).get("cho-gui");
  panelOf()?.querySelector("[data-again]")?.addEventListener("click", startAnew);
  document.addEventListener("htmx:after:swap", () => { logForm().dataset.suggested = "1"; });
  window.addEventListener("pageshow", (event) => { if (event.persisted && saidHere) startAnew(); });
  if (page.dataset.kept) {
    logForm().elements.key.value = newKey();
    setDay(today());
  }
  if (asked) openAgain(asked);
}
