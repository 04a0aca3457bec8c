// On every page: whose page this is, how many entries wait, whether there is a connection; starts the service worker and
// sends what waits. Every page works without it.

import { nextDue, sendAll } from "./sending.js";
import * as store from "./store.js";

const page = document.documentElement;
const chip = document.querySelector("[data-waiting-chip]");
const strip = document.querySelector("[data-offline-strip]");
const given = document.querySelector("meta[name=lantoa-who]");
const HOURS = 3_600_000;
const SOON = 1000;
const LATER = 5000;
const LATEST = 60_000;
const ANOTHER_SENDS = 1500;
let timer;
let silent = 0; // how often in a row nobody answered

async function showWaiting() {
  const me = await store.who();
  const number = me ? (await store.entriesOf(me.tag)).length : 0;
  if (!chip) return;
  chip.hidden = number === 0;
  chip.querySelector("[data-number]").textContent = number;
}

function showConnection() {
  if (!strip) return;
  const kept = page.dataset.kept;
  strip.hidden = navigator.onLine && !kept;
  strip.querySelector("[data-kept-at]").textContent = kept ? `${strip.dataset.textKept} ${new Date(kept).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" })}.` : "";
}

async function trySending({ force = false } = {}) {
  const due = await nextDue();
  if (due === undefined || !navigator.onLine) return;
  if (due > 0 && !force) return again(due);
  const { state } = await sendAll({ force });
  silent = state === "offline" ? silent + 1 : 0;
  await showWaiting();
  if (state === "busy") again(ANOTHER_SENDS);
  else if (state === "offline") again(LATER * silent);
  else if (state === "done") again((await nextDue()) || LATEST); // due and still there: it is not this session's to send
}

/** When the next entry may be tried; a page that failed to send tells the others by what it notes in the store. */
async function plan() {
  const due = await nextDue();
  if (due !== undefined) again(due);
}

function again(pause) {
  clearTimeout(timer);
  timer = setTimeout(() => { trySending().catch(() => {}); }, Math.min(Math.max(pause, SOON), LATEST));
}

/** The pages that are worth having without network are fetched once in a while, so that they are there the first time. */
async function warm(tag) {
  const paths = JSON.parse(given.dataset.keep || "[]");
  if (!("caches" in window) || !navigator.onLine || navigator.connection?.saveData || page.dataset.kept || page.dataset.shell) return;
  const cache = await caches.open(store.pagesOf(tag));
  for (const path of paths) {
    const there = await cache.match(path, { ignoreVary: true });
    if (there && Date.now() - Date.parse(there.headers.get("Date")) < 6 * HOURS) continue;
    const answer = await fetch(path, { credentials: "same-origin" }).catch(() => null);
    if (answer?.ok && !answer.redirected && answer.headers.get("X-Lantoa-Who") === tag) await cache.put(path, answer);
  }
}

async function startWorker() {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/trong-may.js", { type: "module", updateViaCache: "none" });
  setTimeout(() => { if (!registration.active && !registration.installing) registration.update().catch(() => {}); }, 2 * LATER); // a line that broke
  await navigator.serviceWorker.ready;
  const me = await store.who();
  if (me && (await store.entriesOf(me.tag)).length) await registration.sync?.register("lantoa-gui").catch(() => {});
}

async function start() {
  if (given && !page.dataset.kept && !page.dataset.shell) await store.setWho(given.content ? { tag: given.content, name: given.dataset.name } : null);
  await showWaiting();
  setTimeout(() => { startWorker().catch(() => {}); }, SOON); // the page comes first
  if (given?.content) setTimeout(() => { warm(given.content).catch(() => {}); }, LATER);
  await trySending();
}

showConnection();
store.onChange(showWaiting);
store.onChange(() => { plan().catch(() => {}); });
document.addEventListener("lantoa:kept", showWaiting);
window.addEventListener("offline", showConnection);
window.addEventListener("online", () => { showConnection(); trySending({ force: true }).catch(() => {}); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) trySending().catch(() => {}); });
setInterval(() => { trySending().catch(() => {}); }, LATEST);
start().catch(() => {}); // a browser that keeps nothing (private window) still has its pages
