// The editor of content: tabs, facts, marking a form as written by hand; quoting a passage; copying a link.
// Everything here only helps: the pages work without it.

function tabs() {
  const list = document.querySelector("[data-tabs]");
  if (!list) return;
  const buttons = [...list.querySelectorAll("[role=tab]")];
  const panels = buttons.map((one) => document.getElementById(one.getAttribute("aria-controls")));
  panels.forEach((panel, place) => { panel.setAttribute("role", "tabpanel"); panel.setAttribute("aria-labelledby", buttons[place].id); });
  const choose = (chosen, focus) => buttons.forEach((one, place) => {
    const on = place === chosen;
    one.setAttribute("aria-selected", String(on));
    one.tabIndex = on ? 0 : -1;
    panels[place].hidden = !on;
    if (on && focus) one.focus();
  });
  buttons.forEach((one, place) => {
    one.addEventListener("click", () => choose(place, false));
    one.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { event.preventDefault(); choose((place + step + buttons.length) % buttons.length, true); }
    });
  });
  list.hidden = false;
  choose(0, false);
}

function facts() {
  const rows = document.querySelector("[data-facts]");
  const template = document.querySelector("[data-fact-template]");
  const button = document.querySelector("[data-add-fact]");
  if (!rows || !template || !button) return;
  let next = 1000;
  button.hidden = false;
  button.addEventListener("click", () => {
    const made = template.content.cloneNode(true);
    next += 1;
    for (const one of made.querySelectorAll("[id], [for], [name]")) {
      for (const name of ["id", "for", "name"]) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("f-0-", `f-${next}-`));
      }
    }
    rows.append(made);
    rows.lastElementChild.querySelector("input").focus();
  });
}

function byHand() {
  for (const box of document.querySelectorAll("[data-form]")) {
    const auto = document.querySelector(`[data-auto="${box.id}"]`);
    if (auto) box.addEventListener("input", () => { auto.checked = false; });
  }
}

function quoting() {
  const look = document.querySelector("[data-look]");
  const field = document.querySelector("[data-quote]");
  if (!look || !field) return;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const text = String(chosen).replace(/\s+/g, " ").trim().slice(0, 300);
    if (text && chosen.anchorNode && look.contains(chosen.anchorNode)) field.value = text;
  });
}

function copying() {
  const field = document.querySelector("[data-copy]");
  const button = document.querySelector("[data-copy-button]");
  if (!field || !button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}

tabs();
facts();
byHand();
quoting();
copying();
