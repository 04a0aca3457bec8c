// What lies on the phone: entries that wait, what was sent lately, and whose phone session this is. IndexedDB; used by
// pages and by the service worker alike. Nothing here knows the network or the page.
//
// entries: {key, who, savedAt, title, fields: [[name, value]], files: [{name, type, blob}], state, reason, detail,
//           decisions: {code: choice}, tries, notBefore}
// state:   waiting | refused | conflict

const NAME = "lantoa";
const MOST_SENT = 20;
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "key" });
      request.result.createObjectStore("sent", { keyPath: "key" });
      request.result.createObjectStore("notes");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = undefined; };
      request.result.onclose = () => { opened = undefined; };
      resolve(request.result);
    };
    request.onerror = () => { opened = undefined; reject(request.error); };
  });
  return opened;
}

async function run(name, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, mode, { durability: "strict" });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? request?.error);
  });
}

const channel = "BroadcastChannel" in self ? new BroadcastChannel("lantoa") : null;

const here = new EventTarget(); // a channel does not tell the page that speaks

/** Calls back whenever this page, another tab or the worker changed something. */
export function onChange(callback) {
  channel?.addEventListener("message", callback);
  here.addEventListener("changed", callback);
}

function changed() {
  channel?.postMessage("changed");
  here.dispatchEvent(new Event("changed"));
}

/** Keeps an entry; rejects with a QuotaExceededError where the phone is full. The same key replaces the older one. */
export async function keep(entry) {
  await run("entries", "readwrite", (store) => store.put(entry));
  changed();
}

export const find = (key) => run("entries", "readonly", (store) => store.get(key));
const everything = () => run("entries", "readonly", (store) => store.getAll());

/** The entries of one person in one commune, the oldest first. */
export async function entriesOf(who) {
  const all = await everything();
  return all.filter((entry) => entry.who === who).sort((one, other) => one.savedAt.localeCompare(other.savedAt));
}

/** How many entries belong to other people: they are counted, never shown. */
export async function countOfOthers(who) {
  return (await everything()).filter((entry) => entry.who !== who).length;
}

/** Changes some values of an entry that is still there, as one step. */
export async function change(key, values) {
  await run("entries", "readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => { if (request.result) store.put({ ...request.result, ...values }); };
    return request;
  });
  changed();
}

export async function remove(key) {
  await run("entries", "readwrite", (store) => store.delete(key));
  changed();
}

/** The entry has arrived: only its title and address stay, for a while. */
export async function arrived(entry, answer) {
  const note = { key: entry.key, who: entry.who, title: answer.title, url: answer.url, serves: answer.serves, auto: isLeftToMachine(entry), at: new Date().toISOString() };
  await run("sent", "readwrite", (store) => store.put(note));
  await remove(entry.key);
  const old = (await sentBy(entry.who)).slice(MOST_SENT);
  for (const one of old) await run("sent", "readwrite", (store) => store.delete(one.key));
}

const isLeftToMachine = (entry) => entry.fields.some(([name]) => name === "tu-chon");
export const findSent = (key) => run("sent", "readonly", (store) => store.get(key));

/** What was sent lately, the newest first. */
export async function sentBy(who) {
  const all = await run("sent", "readonly", (store) => store.getAll());
  return all.filter((one) => one.who === who).sort((one, other) => other.at.localeCompare(one.at));
}

/** Whose pages lie here: {tag, name} or undefined. */
export const who = () => run("notes", "readonly", (store) => store.get("who"));

/** Somebody signed in or out: kept pages and notes of others go, waiting entries stay. */
export async function setWho(person) {
  const before = await who();
  if ((before?.tag ?? "") !== (person?.tag ?? "")) {
    await run("sent", "readwrite", (store) => store.clear());
    await forgetPages(person?.tag);
  }
  await run("notes", "readwrite", (store) => person?.tag ? store.put(person, "who") : store.delete("who"));
  if ((before?.tag ?? "") !== (person?.tag ?? "")) changed();
}

/** The name of the cache that holds the pages of one person. */
export const pagesOf = (tag) => `lantoa-trang-${tag}`;

async function forgetPages(tag) {
  if (!("caches" in self)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith("lantoa-trang-") && name !== pagesOf(tag ?? ""));
  await Promise.all(names.map((name) => caches.delete(name)));
}
