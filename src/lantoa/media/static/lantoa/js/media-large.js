// A large file in pieces: what arrived stays, so a broken line costs one piece. Markup: templates/media/large.html.

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const TRIES = 6;

class No extends Error {}

for (const form of document.querySelectorAll("form[data-large]")) {
  const input = form.querySelector("input[type=file]");
  const progress = form.querySelector("[data-upload-progress]");
  const error = form.querySelector("[data-large-error]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const buttons = form.querySelectorAll("button[type=submit]");

  // The key of a file that was begun here before: the same file goes on where it stopped, also after a reload.
  const memory = (file) => `lantoa-large:${file.name}:${file.size}:${file.lastModified}`;
  const keyOf = (file) => {
    let key = localStorage.getItem(memory(file));
    if (!key) { key = crypto.randomUUID?.() ?? random(); localStorage.setItem(memory(file), key); }
    return key;
  };
  const random = () => [..."xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"].map((sign) => (sign === "x" ? "0123456789abcdef"[crypto.getRandomValues(new Uint8Array(1))[0] % 16] : sign)).join("");
  const say = (words) => { error.textContent = words; error.hidden = !words; };
  const post = async (url, body, headers = {}) => {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, ...headers } });
    const type = answer.headers.get("Content-Type") ?? "";
    if (!type.includes("json")) throw answer.status >= 500 || answer.ok ? new TypeError("no answer") : new No(form.dataset.textAgain);
    const data = await answer.json();
    if (!answer.ok && data.received === undefined) throw new No(data.message);
    return data;
  };
  const show = (sent, whole) => {
    const percent = Math.floor((sent / whole) * 100);
    progress.hidden = false;
    progress.querySelector("[data-upload-bar]").style.width = `${percent}%`;
    progress.querySelector("[data-upload-percent]").textContent = `${percent} %`;
  };

  async function pieces(file, key) {
    const told = await post(form.dataset.begin, JSON.stringify({ key, name: file.name, size: file.size }), { "Content-Type": "application/json" });
    const base = form.dataset.begin.replace("bat-dau/", `${key}/`);
    let sent = told.received;
    let failures = 0;
    show(sent, file.size);
    while (sent < file.size) {
      try {
        const answer = await post(`${base}${sent}/`, file.slice(sent, sent + told.piece), { "Content-Type": "application/octet-stream" });
        failures = answer.received > sent ? 0 : failures + 1;
        sent = answer.received;
        if (failures >= TRIES) throw new No(form.dataset.textAgain);
      } catch (fault) {
        failures += 1;
        if (fault instanceof No || failures >= TRIES) throw fault;
        progress.querySelector("[data-upload-text]").textContent = fill(form.dataset.textLost, { percent: Math.floor((sent / file.size) * 100) });
        await pause(1000 * 2 ** failures);
      }
      show(sent, file.size);
    }
    progress.querySelector("[data-upload-text]").textContent = progress.dataset.textDone;
    return `${base}xong/`;
  }

  async function send(file) {
    const key = keyOf(file);
    const finish = await pieces(file, key);
    const words = new FormData(form);
    words.delete("files");
    const answer = await post(finish, words);
    localStorage.removeItem(memory(file));
    location.assign(answer.next);
  }

  const tooLarge = (file) => {
    const most = Number(form.dataset.maxMb);
    return file.size > most * 1048576 ? fill(form.dataset.textLarge, { name: file.name, size: Math.ceil(file.size / 1048576).toLocaleString("vi-VN") }) : "";
  };
  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || form.dataset.busy) { if (form.dataset.busy) event.preventDefault(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    say(tooLarge(file));
    if (!error.hidden) return error.focus();
    form.dataset.busy = "1";
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    try {
      await send(file);
    } catch (fault) {
      say(fault instanceof No ? fault.message : form.dataset.textAgain);
    } finally {
      delete form.dataset.busy;
      for (const button of buttons) button.removeAttribute("aria-disabled");
    }
  });
}
