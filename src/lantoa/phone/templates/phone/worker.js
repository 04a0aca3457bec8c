// The service worker: pages of the person who is signed in stay readable without network, waiting entries are sent in the
// background. It never keeps what was posted, files of evidence, or a page of somebody else. See docs/adr/0013-offline.md.
// Drawn by phone/views.py: only the constants are filled in.

{% load static %}import { sendAll } from "{% static "phone/sending.js" %}";
import * as store from "{% static "phone/store.js" %}";
{% for name, value in constants.items %}
const {{ name }} = {{ value|safe }};{% endfor %}
const PROGRAM = `lantoa-may-${VERSION}`;
const PATIENCE = 6000;
const ours = new Set(FILES);
const kept = new Set(KEPT);
const versions = new Map(); // client → version of its page

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(PROGRAM);
    const shells = [OFFLINE, WAITING].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
    const files = FILES.map((path) => new Request(path, { cache: "reload" }));
    for (const one of [...shells, ...files]) await cache.add(one).catch(() => cache.add(one)); // one by one: lines are thin
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("lantoa-may-") && name !== PROGRAM);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "lantoa-gui") return;
  event.waitUntil(sendAll({ force: true, wait: true }).then(({ left, state }) => {
    if (left && state !== "signed_out") throw new Error("some are left"); // the browser then tries again later
  }));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname.startsWith("/tep/")) return; // private files never pass through here
    if (request.method === "POST" && url.pathname === SIGN_OUT) event.respondWith(signOut(request));
    else if (request.method === "GET") event.respondWith(page(event, url));
  } else if (request.method === "GET" && ours.has(url.pathname)) {
    event.respondWith(program(event, url));
  }
});

async function page(event, url) {
  const copy = kept.has(url.pathname) ? await keptPage(url) : undefined;
  const fresh = fromNetwork(event, url);
  event.waitUntil(fresh.catch(() => {}));
  try {
    const answer = await (copy ? Promise.race([fresh, late()]) : fresh);
    return [502, 503, 504].includes(answer.status) && copy ? shown(event, copy) : answer;
  } catch {
    return copy ? shown(event, copy) : nothingHere(url);
  }
}

const late = () => new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE); });

async function fromNetwork(event, url) {
  const answer = await fetch(event.request);
  await notePerson(answer);
  noteVersion(event, answer);
  const tag = answer.headers.get("X-Lantoa-Who");
  const isPage = answer.ok && !answer.redirected && tag && tag !== "-" && tag !== "0";
  if (isPage && kept.has(url.pathname) && !url.search) {
    await (await caches.open(store.pagesOf(tag))).put(url.pathname, answer.clone());
  }
  return answer;
}

/** A page of somebody else, or of nobody, ends what is kept of the person before. */
async function notePerson(answer) {
  const tag = answer.headers.get("X-Lantoa-Who");
  if (!tag) return;
  const before = await store.who();
  const now = tag === "-" || tag === "0" ? "" : tag;
  if ((before?.tag ?? "") !== now) await store.setWho(now ? { tag: now, name: "" } : null);
}

function noteVersion(event, answer) {
  const version = answer.headers.get("X-Lantoa-Version");
  if (!version) return;
  versions.set(event.resultingClientId, version);
  if (version !== VERSION) self.registration.update().catch(() => {});
}

async function keptPage(url) {
  const me = await store.who();
  if (!me) return undefined;
  const cache = await caches.open(store.pagesOf(me.tag));
  return cache.match(url.pathname, { ignoreVary: true });
}

/** The kept page says itself that it is one, and from when. */
async function shown(event, copy) {
  noteVersion(event, copy);
  const at = new Date(copy.headers.get("Date") ?? Date.now()).toISOString();
  const text = (await copy.text()).replace("<html", `<html data-kept="${at}"`);
  return new Response(text, { status: 200, headers: copy.headers });
}

async function nothingHere(url) {
  const cache = await caches.open(PROGRAM);
  const answer = await cache.match(url.pathname === WAITING ? WAITING : OFFLINE, { ignoreVary: true });
  if (!answer) return Response.error();
  const text = (await answer.text()).replace("<html", '<html data-shell="1"'); // nobody's page, but nobody signed out either
  return new Response(text, { status: 200, headers: answer.headers });
}

async function signOut(request) {
  await store.setWho(null);
  return fetch(request).catch(() => nothingHere(new URL(request.url)));
}

/** Cache first for a page of the same version; else the network first, so that no page meets the scripts of another. */
async function program(event, url) {
  const copy = await (await caches.open(PROGRAM)).match(url.pathname, { ignoreVary: true });
  if (copy && versions.get(event.clientId) === VERSION) return copy;
  try {
    return await fetch(event.request);
  } catch {
    return copy ?? Response.error();
  }
}
