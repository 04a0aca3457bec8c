// "Nhận thông báo": asks the browser, tells the portal. The button stays hidden where the browser cannot (ADR 0033).
const box = document.querySelector("[data-push]");
const none = document.querySelector("[data-push-none]");
if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) start();

async function start() {
  box.hidden = false;
  none.hidden = true;
  const press = box.querySelector("[data-push-press]");
  show(press, await current());
  press.addEventListener("click", async () => {
    press.disabled = true;
    try {
      await (await current() ? end() : begin());
    } catch (error) {
      say(error instanceof Told ? error.message : "Chưa bật được thông báo: hãy kiểm tra mạng rồi bấm lại.");
    }
    press.disabled = false;
    show(press, await current());
    press.focus();
  });
}

class Told extends Error {}

async function current() {
  const known = await navigator.serviceWorker.getRegistration(box.dataset.scope);
  if (!known || new URL(known.scope).pathname !== box.dataset.scope) return null;
  return known.pushManager.getSubscription();
}

async function begin() {
  if (await Notification.requestPermission() !== "granted") {
    throw new Told("Trình duyệt đang chặn thông báo của trang này: hãy cho phép trong phần cài đặt của trình duyệt rồi bấm lại.");
  }
  const made = await navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope });
  await ready(made);
  const given = await made.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key) });
  try {
    await send(given.toJSON());
  } catch (error) {
    await given.unsubscribe();
    throw error;
  }
  say("Đã bật thông báo trên thiết bị này.");
}

async function end() {
  const given = await current();
  await send({ endpoint: given.endpoint });
  await given.unsubscribe();
  say("Đã tắt thông báo trên thiết bị này.");
}

async function send(what) {
  const answer = await fetch(box.dataset.send, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what), credentials: "omit",
  });
  if (answer.ok) return;
  const said = await answer.json().catch(() => ({}));
  throw new Told(said.message || "Chưa bật được thông báo: hãy tải lại trang rồi bấm lại.");
}

function ready(made) {
  const worker = made.installing || made.waiting || made.active;
  if (!worker || worker.state === "activated") return Promise.resolve();
  return new Promise((done) => worker.addEventListener("statechange", () => worker.state === "activated" && done()));
}

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "="));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function show(press, given) {
  press.textContent = given ? "Tắt thông báo" : "Nhận thông báo";
}

function say(words) {
  box.querySelector("[data-push-said]").textContent = words;
}
