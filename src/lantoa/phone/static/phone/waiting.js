// Chờ gửi: what waits on this phone, why, and what the person can do about it. Everything shown here comes from the phone;
// the words come from the page (templates, data-text-*).

import { sendAll, sendOne } from "./sending.js";
import * as store from "./store.js";

const root = document.querySelector("[data-waiting]");
const words = root.dataset;
const list = root.querySelector("[data-list]");
const status = root.querySelector("[data-status]");
const part = (name) => root.querySelector(`template[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
const text = (name) => words[`text${name.split("_").map((one) => one[0].toUpperCase() + one.slice(1)).join("")}`] ?? "";
const when = (iso) => new Date(iso).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
let signedOut = false;

/** A page that the worker had to take from the phone says more than the browser, which only knows of a network nearby. */
const isConnected = () => navigator.onLine && !document.documentElement.dataset.kept && !document.documentElement.dataset.shell;

async function draw() {
  const me = await store.who();
  const entries = me ? await store.entriesOf(me.tag) : [];
  const others = await store.countOfOthers(me?.tag);
  list.replaceChildren(...entries.map(card));
  show("empty", entries.length === 0 && !(others && !me));
  show("tools", entries.some((entry) => entry.state === "waiting"));
  show("sign-in", signedOut || !me);
  show("others", others > 0);
  root.querySelector("[data-others-number]").textContent = others;
  await drawSent(me);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function show(name, visible) {
  root.querySelector(`[data-show="${name}"]`).hidden = !visible;
}

function card(entry) {
  const item = part("entry");
  item.id = entry.key;
  item.dataset.entryState = entry.state;
  item.querySelector("[data-title]").textContent = entry.title;
  item.querySelector("[data-meta]").textContent = metaOf(entry);
  item.querySelector("[data-state-words]").textContent = text(`state_${entry.state}`);
  item.querySelector("[data-reason]").textContent = reasonOf(entry);
  drawErrors(item, entry.detail.errors ?? []);
  if (entry.state === "conflict") drawConflict(item, entry);
  const edit = item.querySelector("[data-edit]");
  edit.href = `/hoat-dong/ghi/?cho-gui=${entry.key}`;
  edit.setAttribute("aria-label", `${edit.textContent.trim()}: ${entry.title}`);
  wire(item, "[data-send]", () => again(entry), entry);
  wire(item, "[data-remove]", () => confirmRemoval(item, entry), entry);
  item.querySelector("[data-send]").hidden = entry.state === "conflict";
  return item;
}

function wire(item, selector, act, entry) {
  const button = item.querySelector(selector);
  button.setAttribute("aria-label", `${button.textContent.trim()}: ${entry.title}`);
  button.addEventListener("click", act);
}

function metaOf(entry) {
  const day = entry.fields.find(([name]) => name === "happened_on")?.[1] ?? "";
  const shown = /^\d{4}-/.test(day) ? day.split("-").reverse().join("/") : day;
  const size = entry.files.reduce((sum, file) => sum + file.blob.size, 0) / 1048576;
  const files = entry.files.length ? ` · ${entry.files.length} ${text("files")} (${size.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB)` : "";
  return `${text("day")} ${shown}${files} · ${text("kept")} ${when(entry.savedAt)}`;
}

function reasonOf(entry) {
  if (entry.state === "conflict") return entry.detail.message ?? "";
  if (!entry.reason) return isConnected() ? text("reason_soon") : text("reason_unreachable");
  return text(`reason_${entry.reason}`);
}

function drawErrors(item, errors) {
  const target = item.querySelector("[data-errors-list]");
  target.hidden = errors.length === 0;
  target.replaceChildren(...errors.map(({ field, label, message }) => {
    const line = document.createElement("li");
    line.textContent = field ? `${label}: ${message}` : message;
    return line;
  }));
}

function drawConflict(item, entry) {
  const { differences = [], choices = [], url } = entry.detail;
  const table = item.querySelector("[data-differences]");
  table.hidden = differences.length === 0;
  table.querySelector("tbody").append(...differences.map(({ label, phone, server }) => {
    const row = part("difference");
    row.querySelector("[data-label]").textContent = label;
    row.querySelector("[data-phone]").textContent = phone || "—";
    row.querySelector("[data-server]").textContent = server || "—";
    return row;
  }));
  item.querySelector("[data-choices]").append(...choices.map(({ value, label }) => {
    const button = part("choice");
    button.textContent = label;
    button.addEventListener("click", () => decide(item, entry, value));
    return button;
  }));
  const link = item.querySelector("[data-url]");
  link.hidden = !url;
  if (url) link.href = url;
}

async function decide(item, entry, value) {
  if (value === "edit") return location.assign(`/hoat-dong/ghi/?cho-gui=${entry.key}`);
  if (value === "discard") return confirmRemoval(item, entry);
  if (value === "new") return sendAsNew(entry);
  await store.change(entry.key, { state: "waiting", reason: "", decisions: { ...entry.decisions, [entry.detail.code]: value } });
  await again(entry);
}

/** The same words under a key of their own: the old entry leaves only once the new one lies here. */
async function sendAsNew(entry) {
  const key = crypto.randomUUID();
  const fields = entry.fields.map(([name, value]) => [name, name === "key" ? key : value]);
  await store.keep({ ...entry, key, fields, state: "waiting", reason: "", detail: {}, decisions: {}, tries: 0, notBefore: 0 });
  await store.remove(entry.key);
  await again({ ...entry, key });
}

async function again(entry) {
  await store.change(entry.key, { state: "waiting", reason: "" });
  status.textContent = text("sending");
  const outcome = await sendOne(entry.key);
  await tell(outcome);
}

async function tell(outcome) {
  signedOut = outcome.state === "signed_out" || outcome.reason === "signed_out";
  status.textContent = text(`told_${outcome.state}`) || text("told_waiting");
  await draw();
}

function confirmRemoval(item, entry) {
  const question = item.querySelector("[data-question]");
  question.hidden = false;
  const yes = question.querySelector("[data-yes]");
  yes.onclick = async () => { await store.remove(entry.key); status.textContent = text("removed"); await draw(); root.querySelector("h2, [data-status]")?.focus(); };
  question.querySelector("[data-no]").onclick = () => { question.hidden = true; item.querySelector("[data-remove]").focus(); };
  yes.focus();
}

async function drawSent(me) {
  const sent = me ? await store.sentBy(me.tag) : [];
  show("sent", sent.length > 0);
  root.querySelector("[data-sent-list]").replaceChildren(...sent.map((note) => {
    const item = part("sent");
    item.querySelector("a").href = note.url;
    item.querySelector("[data-title]").textContent = note.title;
    const serves = note.serves?.length ? `${note.auto ? text("auto") : text("serves")} ${note.serves.join("; ")}` : text("serves_nothing");
    item.querySelector("[data-meta]").textContent = `${text("sent_at")} ${when(note.at)} · ${serves}`;
    return item;
  }));
}

root.querySelector("[data-send-all]").addEventListener("click", async () => {
  status.textContent = text("sending");
  const { state, left } = await sendAll({ force: true });
  await tell({ state: state === "done" ? (left ? "waiting" : "sent") : state === "offline" ? "waiting" : state });
});
store.onChange(draw);
window.addEventListener("online", draw);
window.addEventListener("offline", draw);
draw().catch(() => { status.textContent = text("cannot"); });
