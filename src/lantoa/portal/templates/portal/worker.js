// Notices of this ward's portal (ADR 0033). It shows what was sent, opens the page on a press, and does nothing else: no
// page passes through it, nothing is kept.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data ? event.data.json() : {}; } catch { said = {}; }
  const title = String(said.title || "Thông báo mới");
  const options = { body: String(said.body || ""), tag: String(said.tag || ""), data: { url: String(said.url || "") }, icon: "/static/phone/icon-192.png", lang: "vi" };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const scope = self.registration.scope;
  let url = scope;
  try { url = new URL(event.notification.data.url, scope).href; } catch { url = scope; }
  if (!url.startsWith(scope)) url = scope; // a notice never leads away from the ward's own pages
  event.waitUntil(self.clients.openWindow(url));
});
