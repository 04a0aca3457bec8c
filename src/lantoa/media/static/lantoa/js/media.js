// Choosing from the library: a dialog for fields of forms (templates/media/select.html) and for the editor.
// chooseMedium(texts) resolves with {pk, title, alt, credit, picture, src}, or null when the dialog is closed.

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export function chooseMedium({ url, kind = "", title, close, failed }) {
  const dialog = make("dialog", { className: "media-dialog" });
  const heading = make("h2", { textContent: title, id: "media-dialog-title" });
  const shut = make("button", { type: "button", className: "button button--plain", textContent: close });
  const body = make("div", { className: "media-dialog__body" });
  dialog.setAttribute("aria-labelledby", heading.id);
  body.setAttribute("aria-live", "polite");
  dialog.append(make("div", { className: "media-dialog__head" }, heading, shut), body);
  document.body.append(dialog);
  const before = document.activeElement;

  let words = "";
  const load = async (page = "") => {
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${url}?${new URLSearchParams({ loai: kind, q: words, trang: page })}`, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      body.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    } catch {
      body.replaceChildren(make("p", { textContent: failed, className: "drop__error" }));
    }
    body.removeAttribute("aria-busy");
  };

  return new Promise((resolve) => {
    let chosen = null;
    shut.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); before?.focus(); resolve(chosen); });
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation(); // the form around is not sent
      words = event.target.querySelector("[name=q]").value;
      load().then(() => body.querySelector("[name=q]")?.focus());
    });
    dialog.addEventListener("click", (event) => {
      const card = event.target.closest("[data-media]");
      const page = event.target.closest("[data-media-page]");
      if (page) load(page.dataset.mediaPage);
      if (!card) return;
      const { media, title: name, alt, credit, picture, src } = card.dataset;
      chosen = { pk: media, title: name, alt, credit, picture, src };
      dialog.close();
    });
    dialog.showModal();
    load().then(() => body.querySelector("[name=q]")?.focus());
  });
}

function enhance(field) {
  const select = field.querySelector("select");
  const texts = field.dataset;
  const several = texts.several !== undefined;
  const list = make("ul", { className: "media-chosen" });
  const button = make("button", { type: "button", className: "button button--quiet", textContent: texts.textDialog });
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label) { button.id = `${select.id}-button`; label.htmlFor = button.id; }
  if (select.hasAttribute("aria-describedby")) button.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  select.hidden = true;
  field.append(list, button);

  const chosen = () => [...select.options].filter((option) => option.selected && option.value);
  const change = () => { draw(); select.dispatchEvent(new Event("change", { bubbles: true })); select.dispatchEvent(new Event("input", { bubbles: true })); };
  const card = (option, place) => {
    const drop = make("button", { type: "button", className: "button button--plain", textContent: "×", ariaLabel: fill(texts.textDrop, { title: option.text }) });
    drop.addEventListener("click", () => { option.selected = false; if (!several) select.value = ""; change(); button.focus(); });
    const item = make("li", { className: "media-chosen__item" });
    if (option.dataset.picture) item.append(make("img", { src: option.dataset.picture, alt: "" }));
    item.append(make("span", { textContent: option.text, className: "media-chosen__title" }));
    if (place > 0) {
      const up = make("button", { type: "button", className: "button button--plain", textContent: "↑", ariaLabel: fill(texts.textEarlier, { title: option.text }) });
      up.addEventListener("click", () => { select.insertBefore(option, chosen()[place - 1]); change(); list.children[place - 1]?.querySelector("button")?.focus(); });
      item.append(up);
    }
    item.append(drop);
    return item;
  };
  function draw() { list.replaceChildren(...chosen().map(card)); list.hidden = !list.children.length; }

  button.addEventListener("click", async () => {
    const found = await chooseMedium({ url: texts.url, kind: texts.kind, title: texts.textDialog, close: texts.textClose, failed: texts.textFailed });
    if (!found) return;
    let option = [...select.options].find((one) => one.value === found.pk);
    option ??= make("option", { value: found.pk, text: found.title });
    option.dataset.picture = found.picture;
    select.append(option); // the last chosen comes last
    if (!several) select.value = found.pk; else option.selected = true;
    change();
  });
  draw();
}

const enhanceAll = () => { for (const field of document.querySelectorAll("[data-media-field]:not([data-live])")) { field.dataset.live = ""; enhance(field); } };
enhanceAll();
for (const kind of ["htmx:after:swap", "lantoa:replaced"]) document.addEventListener(kind, enhanceAll);
