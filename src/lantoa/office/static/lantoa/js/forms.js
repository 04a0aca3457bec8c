// Small help for forms and pages. Every page works without it.

const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").trim();

// Error summary: read it first.
document.querySelector("[data-errors]")?.focus();

// Messages can be put away.
for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.closest(".note").remove());
}

// Menus close on Escape and on a click elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// The browser's own checks, in the language of the page and not of the browser.
const words = document.body.dataset;
function complaint(field) {
  const fault = field.validity;
  if (fault.valueMissing) return ["checkbox", "radio"].includes(field.type) || field.tagName === "SELECT" ? words.textChoose : words.textRequired;
  if (fault.badInput) return words.textNumber;
  if (fault.rangeUnderflow || fault.rangeOverflow || fault.stepMismatch) return words.textRange;
  if (fault.typeMismatch) return field.type === "email" ? words.textMail : words.textLink;
  return fault.tooLong ? words.textLong : words.textWrong;
}
document.addEventListener("invalid", (event) => {
  const field = event.target;
  if (!field.validity.customError) field.setCustomValidity(complaint(field) ?? "");
}, true);
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    if (!target.setCustomValidity) return;
    const group = target.type === "radio" && target.form ? target.form.querySelectorAll(`[name="${CSS.escape(target.name)}"]`) : [target];
    for (const field of group) field.setCustomValidity("");
  }, true);
}

// A form is sent once. data-resend keeps it open (downloads). The page shown again from the browser's memory is freed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.resend !== undefined || form.method === "get") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// data-guard on a form: ask before leaving with unsaved changes.
let dirty = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) dirty = true; });
document.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

// data-autosend on a filter form: choosing sends.
for (const form of document.querySelectorAll("form[data-autosend]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// <input data-filter="#id-of-list">: hides what does not match, with or without diacritics.
for (const input of document.querySelectorAll("[data-filter]")) {
  const list = document.querySelector(input.dataset.filter);
  if (!list) continue;
  const choices = [...list.querySelectorAll("label, li")].map((node) => [node, fold(node.textContent)]);
  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    for (const [node, text] of choices) node.hidden = !text.includes(wanted) && !node.querySelector(":checked");
  });
}

// <select data-combobox>: type to find, with or without diacritics. The select stays and keeps the value.
const ICON = '<svg class="icon" aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M8 2v4M16 2v4M3 10h18"/><rect x="3" y="4" width="18" height="18" rx="2"/></svg>';
let combos = 0;
function combobox(select) {
  const id = `combo-${++combos}`;
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const options = [...select.options].filter((option) => option.value !== "");
  box.className = "combo";
  list.className = "combo__list";
  Object.assign(list, { id: `${id}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  Object.assign(input, { id: `${id}-input`, type: "text", autocomplete: "off", value: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "" });
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  if (select.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  if (select.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label) { label.htmlFor = input.id; list.setAttribute("aria-label", label.textContent.trim()); }
  input.placeholder = select.dataset.combobox || "";
  select.hidden = true;
  select.required = false;
  select.after(box);
  box.append(input, list);

  let active = -1;
  const shown = () => [...list.querySelectorAll("[role=option]")];
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (option) => { select.value = option ? option.value : ""; input.value = option ? option.text : ""; select.dispatchEvent(new Event("change", { bubbles: true })); close(); };
  const draw = () => {
    const wanted = fold(input.value);
    const found = options.filter((option) => fold(option.text).includes(wanted)).slice(0, 60);
    list.replaceChildren(...found.map((option, index) => {
      const item = document.createElement("li");
      item.id = `${id}-${index}`;
      item.textContent = option.text;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(option.value === select.value));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
      item.option = option;
      return item;
    }));
    list.hidden = found.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  const move = (step) => {
    if (list.hidden) draw();
    const items = shown();
    if (!items.length) return;
    items[active]?.removeAttribute("data-active");
    active = (active + step + items.length) % items.length;
    items[active].setAttribute("data-active", "");
    items[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[active].id);
  };
  input.addEventListener("input", draw);
  input.addEventListener("click", () => { input.select(); draw(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(active < 0 ? 0 : -1); }
    else if (event.key === "Enter" && !list.hidden && active >= 0) { event.preventDefault(); choose(shown()[active].option); }
    else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  input.addEventListener("blur", () => {
    const exact = options.find((option) => fold(option.text) === fold(input.value));
    if (exact) choose(exact);
    else if (input.value.trim() === "") choose(null);
    else { input.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].text : ""; close(); }
  });
}

// <input type="date"> follows the language of the browser, and many are set to English. There a text field shows the
// day as dd/mm/yyyy, with the browser's calendar beside it; the server reads both forms.
const daysFirst = new Intl.DateTimeFormat().format(new Date(2026, 0, 31)).startsWith("31");
const shownDay = (iso) => iso.split("-").reverse().join("/");
function isoDay(text) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return text.trim();
  const parts = text.trim().match(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/);
  if (!parts) return "";
  const [day, month, year] = [parts[1].padStart(2, "0"), parts[2].padStart(2, "0"), parts[3].padStart(4, "20")];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.getUTCDate() === Number(day) ? `${year}-${month}-${day}` : "";
}
function dateField(input) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  const native = document.createElement("input");
  const given = input.value;
  frame.className = "date";
  Object.assign(native, { type: "date", tabIndex: -1, className: "date__native", min: input.min, max: input.max });
  native.setAttribute("aria-hidden", "true");
  Object.assign(button, { type: "button", className: "button button--quiet date__pick", innerHTML: ICON });
  button.setAttribute("aria-label", words.textPick ?? "");
  Object.assign(input, { type: "text", inputMode: "numeric", autocomplete: "off", placeholder: "dd/mm/yyyy", value: given && shownDay(given) });
  input.before(frame);
  frame.append(input, button, native);
  const settle = () => {
    const found = isoDay(input.value);
    if (found) input.value = shownDay(found);
    input.setCustomValidity(input.value.trim() && !found ? words.textDate ?? "" : "");
  };
  button.addEventListener("click", () => { native.value = isoDay(input.value); native.showPicker?.(); });
  native.addEventListener("change", () => { input.value = native.value && shownDay(native.value); input.dispatchEvent(new Event("change", { bubbles: true })); input.focus(); });
  input.addEventListener("change", settle);
}

const enhance = (root) => {
  for (const select of root.querySelectorAll("select[data-combobox]:not([hidden])")) combobox(select);
  if (!daysFirst) for (const input of root.querySelectorAll("input[type=date]:not(.date__native)")) dateField(input);
};
enhance(document);
for (const kind of ["htmx:after:swap", "lantoa:replaced"]) document.addEventListener(kind, () => enhance(document));
