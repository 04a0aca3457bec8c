// Sends what waits, oldest first, once. Used by pages and by the service worker (background sync).
// The server knows every entry by its key and answers a repeated one with the same activity, so that sending again is
// always safe; an entry leaves the phone only after a clear answer.

import * as store from "./store.js";

const ME = "/dien-thoai/toi/";
const SEND = "/dien-thoai/gui/";
const PATIENCE = 15_000;
const SLOWEST = 10; // bytes per millisecond: about 80 kbit/s
const PAUSES = [0, 3_000, 15_000, 60_000, 300_000];
let leaving = false; // whatever breaks now breaks because the page goes, and says nothing about the line

self.addEventListener("pagehide", () => { leaving = true; });
self.addEventListener("pageshow", () => { leaving = false; });

/** Sends everything of the person who is signed in. Answers {state: "done" | "offline" | "signed_out" | "busy", left}.
 *  ``wait``: stands in line behind a page that is sending just now, and takes over what it leaves undone. */
export function sendAll({ force = false, wait = false } = {}) {
  return alone(wait ? {} : { ifAvailable: true }, async () => {
    const me = await whoAmI();
    if (!me.who) return { state: me.state, left: (await waitingOf((await store.who())?.tag)).length };
    for (const entry of await store.entriesOf(me.who)) {
      if (entry.state !== "waiting" || (!force && rest(entry) > 0)) continue;
      const { state } = await send(entry, me, false);
      if (state === "signed_out") return { state, left: 1 };
    }
    return { state: "done", left: (await waitingOf(me.who)).length };
  });
}

const waitingOf = async (who) => (await store.entriesOf(who)).filter((entry) => entry.state === "waiting");

/** In how many milliseconds the next entry may be tried; undefined where none waits. */
export async function nextDue() {
  const entries = await waitingOf((await store.who())?.tag);
  return entries.length ? Math.min(...entries.map(rest)) : undefined;
}

/** Milliseconds until the entry may be tried. More than the longest pause: the phone's clock was set back. */
function rest(entry) {
  const left = entry.notBefore - Date.now();
  return left > Math.max(...PAUSES) ? 0 : Math.max(0, left);
}

/** Sends one entry while the person waits. Answers {state: "sent" | "waiting" | "refused" | "conflict" | "signed_out" | "other_person", …}. */
export function sendOne(key, { here = false } = {}) {
  return alone({}, async () => {
    const entry = await store.find(key);
    if (!entry) return sentMeanwhile(key);
    const me = await whoAmI();
    if (!me.who) return { state: me.state === "offline" ? "waiting" : me.state, reason: me.state };
    if (me.who !== entry.who) return { state: "other_person" };
    return send(entry, me, here);
  });
}

async function sentMeanwhile(key) {
  const note = await store.findSent(key);
  return note ? { state: "sent", url: note.url } : { state: "gone" };
}

/** One sender for all tabs and the worker, where the browser can; elsewhere the key alone keeps it to once. */
async function alone(options, work) {
  if (!self.navigator.locks) return work();
  return self.navigator.locks.request("lantoa-gui", options, (lock) => lock ? work() : { state: "busy", left: 1 });
}

async function whoAmI() {
  try {
    const answer = await fetch(ME, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    const me = await answer.json();
    return me.who ? me : { who: "", state: "signed_out" };
  } catch {
    return { who: "", state: "offline" };
  }
}

async function send(entry, me, here) {
  let outcome = await attempt(entry, me, here);
  if (outcome.state === "old_token") {
    const again = await whoAmI();
    outcome = again.who === entry.who ? await attempt(entry, again, here) : { state: "signed_out" };
    if (outcome.state === "old_token") outcome = { state: "refused", reason: "forbidden" };
  }
  await settle(entry, outcome);
  return outcome;
}

async function settle(entry, outcome) {
  if (outcome.state === "sent") return store.arrived(entry, outcome);
  if (outcome.state === "signed_out" || outcome.state === "other_person") return;
  if (leaving && outcome.reason === "unreachable") return; // the next page tries at once
  const tries = entry.tries + 1;
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)];
  const { state, reason = "", ...detail } = outcome;
  await store.change(entry.key, { state, reason, detail, tries, notBefore: Date.now() + pause });
}

async function attempt(entry, me, here) {
  const size = entry.files.reduce((sum, file) => sum + file.blob.size, 0);
  const headers = { Accept: "application/json", "X-CSRFToken": me.csrf, ...(here ? { "X-Lantoa-Here": "1" } : {}) };
  try {
    const answer = await fetch(SEND, {
      method: "POST", body: bodyOf(entry), headers, credentials: "same-origin", redirect: "manual",
      signal: AbortSignal.timeout(60_000 + size / SLOWEST),
    });
    return await read(answer);
  } catch {
    return { state: "waiting", reason: "unreachable" };
  }
}

function bodyOf(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  body.append("nguoi", entry.who);
  body.append("luc", entry.savedAt);
  for (const [code, choice] of Object.entries(entry.decisions)) body.append("quyet-dinh", `${code}:${choice}`);
  for (const file of entry.files) body.append("files", file.blob, file.name);
  return body;
}

async function read(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "signed_out" };
  if (answer.status >= 500 || answer.status === 429) return { state: "waiting", reason: answer.status === 507 ? "server_full" : "server" };
  const body = await answer.json().catch(() => null);
  if (body?.state) return body.state === "refused" ? { ...body, reason: "refused" } : body;
  if (answer.status === 403) return { state: "old_token" };
  if (answer.ok) return { state: "waiting", reason: "strange_network" }; // a sign-in page of some Wi-Fi answered
  return { state: "refused", reason: answer.status === 413 ? "too_large" : "not_taken" };
}
