// The editor of a draft. The page is the state: every line is read from it, saved by itself, and can be undone.

import { forget, keep, kept } from "./kept.js";
import { paragraphs } from "./pasted.js";
import { drawTable } from "./table.js";

const desk = document.querySelector("[data-desk]");
const say = desk.dataset;
let token = document.querySelector("#dr-token input[name=csrfmiddlewaretoken]").value;
const place = `lantoa-soan${say.save}`;
const holder = desk.querySelector("[data-groups]");
const state = desk.querySelector("[data-state]");
const remarks = desk.querySelector("[data-remarks]");
const undoButton = desk.querySelector("[data-undo]");
const WAIT = 1200;
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const lines = () => [...holder.querySelectorAll("[data-block]")];
const line = (key) => holder.querySelector(`[data-block][data-key="${CSS.escape(key)}"]`);

// ---- from the page to data and back ---------------------------------------------------------------------------------
function read(node) {
  const block = { key: node.dataset.key, rev: Number(node.dataset.rev) };
  for (const field of node.querySelectorAll("[data-f]")) if (field.value.trim()) block[field.dataset.f] = field.value.trim();
  const units = [...node.querySelectorAll("[data-unit]:checked")].map((box) => box.value);
  if (units.length) block.coordinating = units;
  return block;
}
const words = ({ rev, ...block }) => JSON.stringify(Object.entries(block).sort());
function show(node, block) {
  for (const field of node.querySelectorAll("[data-f]")) {
    const value = block[field.dataset.f] ?? field.dataset.usual ?? "";
    if (field.value !== value) field.value = value;
  }
  for (const box of node.querySelectorAll("[data-unit]")) box.checked = (block.coordinating ?? []).includes(box.value);
  tidy(node);
}
let number = Number(say.number);
function make(block) {
  const node = desk.querySelector(`[data-template="${block.kind}"]`).content.firstElementChild.cloneNode(true);
  const key = block.key;
  node.dataset.key = key;
  node.dataset.rev = block.rev ?? 0;
  node.id = `b-${key}`;
  for (const one of node.querySelectorAll("[name]")) one.name = one.name.replace(/^mau-/, `${key}-`);
  for (const one of node.querySelectorAll("button[name=do]")) one.value = one.value.replace(/:mau$/, `:${key}`);
  node.querySelector("input[name=key]").value = key;
  node.querySelector("textarea").id = `f-${key}`;
  node.querySelector("label[for]").htmlFor = `f-${key}`;
  show(node, block);
  return node;
}
function tidy(node) {
  for (const label of node.querySelectorAll("[data-for]")) {
    const [name, values] = label.dataset.for.split(":");
    label.hidden = !values.split(" ").includes(node.querySelector(`[data-f=${name}]`).value);
  }
  const count = node.querySelector("[data-count]");
  if (count) count.textContent = `(${node.querySelectorAll("[data-unit]:checked").length})`;
  if (node.dataset.kind === "table") drawTable(node);
  const text = node.querySelector("textarea");
  if (!CSS.supports("field-sizing", "content")) { text.style.height = "auto"; text.style.height = `${text.scrollHeight + 2}px`; }
}
// Put the lines in an order; a section has a card of its own. What stands in its place already is not touched: taking
// hundreds of lines out and in again costs seconds.
function arrange(blocks) {
  const nodes = new Map(lines().map((node) => [node.dataset.key, node]));
  const focused = document.activeElement;
  const cards = new Map([...holder.querySelectorAll("[data-group]")].map((card) => [card.dataset.group, card]));
  const opening = cards.get("mo-dau"), last = cards.get("noi-nhan");
  const wanted = new Map([[opening, []]]); // card → its lines, in the order of the cards
  const recipients = [];
  let rows = wanted.get(opening);
  for (const block of blocks) {
    const node = nodes.get(block.key) ?? make(block);
    nodes.delete(block.key);
    if (block.kind === "section") {
      const card = cards.get(block.key) ?? newCard(block.key, opening, node);
      cards.set(block.key, card);
      rows = [];
      wanted.set(card, rows);
    } else (block.kind === "recipient" ? recipients : rows).push(node);
  }
  for (const node of nodes.values()) node.remove();
  wanted.set(last, recipients);
  for (const card of cards.values()) if (!wanted.has(card)) card.remove();
  inOrder(holder, [...wanted.keys()]);
  for (const [card, found] of wanted) inOrder(card.querySelector("[data-rows]"), found);
  number_sections();
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}
// The children of a place in an order: from the end, each before the one that follows it, moved only where it is not.
function inOrder(place, children) {
  let next = null;
  for (const child of children.reverse()) {
    if (child.parentNode !== place || child.nextElementSibling !== next) place.insertBefore(child, next);
    next = child;
  }
}
function newCard(key, opening, head) {
  const like = [...holder.querySelectorAll("[data-group]")].find((one) => !["mo-dau", "noi-nhan"].includes(one.dataset.group));
  const card = (like ?? opening).cloneNode(true);
  card.dataset.group = key;
  card.id = `muc-${key}`;
  card.querySelector("[data-rows]").replaceChildren();
  card.querySelector(".dg__head [data-block]")?.remove();
  card.querySelector(".cite")?.remove();
  card.querySelector(".dg__head").append(head);
  return card;
}
const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];
function number_sections() {
  let at = 0;
  for (const card of holder.querySelectorAll("[data-group]")) {
    if (["mo-dau", "noi-nhan"].includes(card.dataset.group)) continue;
    card.querySelector("h2").textContent = `${ROMAN[Math.min(at++, 14)]}.`;
    card.setAttribute("aria-label", `${ROMAN[Math.min(at - 1, 14)]}. ${card.querySelector("textarea").value}`);
  }
}

// ---- undo -----------------------------------------------------------------------------------------------------------
const past = [];
let present = null;
const whole = () => lines().map(read);
function remember() {
  const now = whole();
  const text = now.map(words).join("\n");
  if (present && present.text === text) return;
  if (present) past.push(present.blocks);
  if (past.length > 100) past.shift();
  present = { text, blocks: now };
  undoButton.disabled = past.length === 0;
}
function undo() {
  remember();
  const before = past.pop();
  if (!before) return;
  arrange(before);
  for (const block of before) show(line(block.key), block);
  present = { text: before.map(words).join("\n"), blocks: before };
  undoButton.disabled = past.length === 0;
  changed();
}

// ---- saving ---------------------------------------------------------------------------------------------------------
const known = new Map(); // key → { rev, words } as the server has it
let order = [], orderRev = Number(say.orderRev), timer = 0, busy = false, pausing = 0;
function learn() {
  known.clear();
  for (const node of lines()) known.set(node.dataset.key, { rev: Number(node.dataset.rev), words: words(read(node)) });
  order = lines().map((node) => node.dataset.key);
}
function pending() {
  const now = whole();
  const keys = new Set(now.map((block) => block.key));
  const clashing = new Set([...holder.querySelectorAll("[data-clash]:not([hidden])")].map((one) => one.closest("[data-block]").dataset.key));
  const blocks = now.filter((block) => known.get(block.key)?.words !== words(block) && !clashing.has(block.key));
  const deleted = Object.fromEntries([...known].filter(([key]) => !keys.has(key)).map(([key, one]) => [key, one.rev]));
  const moved = now.map((block) => block.key).join() !== order.join();
  const is = blocks.length > 0 || Object.keys(deleted).length > 0 || moved;
  return { is, body: { blocks, deleted, order: now.map((block) => block.key), order_rev: orderRev, known: Object.fromEntries([...known].map(([key, one]) => [key, one.rev])) } };
}
let keeping = 0;
function changed() {
  if (!signedOut) state.textContent = say.tTyping;
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
  clearTimeout(keeping);
  keeping = setTimeout(keepHere, 300);
}
function keepHere() {
  const now = pending();
  if (now.is) keep(place, now.body); else forget(place);
}
// Nobody is signed in any more: the words stay here; as soon as somebody has signed in in another tab, they are sent.
let signedOut = false;
function askToSignIn() {
  if (!signedOut) {
    const link = document.createElement("a");
    link.href = location.pathname;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = say.tSignIn;
    state.replaceChildren(`${say.tSignedOut} `, link);
    state.classList.add("desk__state--late");
  }
  signedOut = true;
  clearTimeout(timer);
  timer = setTimeout(again, 5000);
}
async function again() {
  clearTimeout(timer);
  if (!signedOut) return;
  if (await look()) await save(); else timer = setTimeout(again, 5000);
}
window.addEventListener("focus", again);
window.addEventListener("online", () => save());
async function save() {
  clearTimeout(timer);
  if (busy) { timer = setTimeout(save, WAIT); return; }
  remember();
  const sending = pending();
  if (!sending.is) { forget(place); if (state.textContent === say.tTyping) state.textContent = ""; return; }
  keep(place, sending.body);
  busy = true;
  if (!signedOut) state.textContent = say.tSaving;
  const sent = new Map(whole().map((block) => [block.key, words(block)]));
  try {
    const answer = await fetch(say.save, {
      method: "POST", keepalive: document.visibilityState === "hidden", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(sending.body),
    });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.type === "opaqueredirect" || (answer.status === 403 && !isOurs)) { askToSignIn(); return; }
    const data = await answer.json();
    if (!answer.ok) { state.textContent = data.message ?? say.tLost; return; }
    signedOut = false;
    state.classList.remove("desk__state--late");
    told(data, sent, sending.body.blocks);
    keepHere();
  } catch {
    state.textContent = navigator.onLine ? say.tLost : say.tOffline;
    timer = setTimeout(save, 5000);
  } finally {
    busy = false;
  }
}
function told(data, sent, mine) {
  number = data.number;
  orderRev = data.order_rev;
  const ours = new Set(mine.map((block) => block.key));
  const late = new Set(data.asides.map((one) => one.key));
  let others = false;
  const still = (key) => { const node = line(key); return node && words(read(node)) === sent.get(key); };
  for (const block of data.fresh) {
    const node = line(block.key);
    if (!ours.has(block.key) && (!node || still(block.key))) { others = true; if (node) show(node, block); }
    if (!node || !ours.has(block.key)) known.set(block.key, { rev: data.revs[block.key], words: "" });
  }
  const keys = new Set(data.order);
  for (const node of lines()) if (!keys.has(node.dataset.key) && known.has(node.dataset.key) && still(node.dataset.key)) { others = true; node.remove(); }
  for (const key of [...known.keys()]) if (!keys.has(key)) known.delete(key);
  const here = new Map(whole().map((block) => [block.key, block]));
  const fresh = new Map(data.fresh.map((block) => [block.key, block]));
  const moved = lines().map((node) => node.dataset.key).join() !== data.order.join();
  const unsent = [...here.keys()].some((key) => !keys.has(key));
  if (moved && !unsent && sent.size >= here.size) arrange(data.order.map((key) => here.get(key) ?? fresh.get(key)).filter(Boolean));
  order = data.order;
  for (const [key, rev] of Object.entries(data.revs)) {
    const node = line(key);
    if (!node || late.has(key)) continue;
    node.dataset.rev = rev;
    known.set(key, { rev, words: ours.has(key) ? sent.get(key) : words(read(node)) });
  }
  for (const [key, text] of Object.entries(data.sentences)) { const out = line(key)?.querySelector("[data-sentence]"); if (out) out.textContent = text; }
  for (const one of data.asides) clash(one);
  state.textContent = fill(say.tSaved, data) + (others ? `. ${say.tOthers}` : "");
  if (others) { present = null; past.length = 0; remember(); }
  clearTimeout(pausing);
  pausing = setTimeout(look, 900);
}
// The remarks are drawn anew, unless somebody is writing a reason there: then a moment later.
async function look() {
  const reasons = [...remarks.querySelectorAll("details[open] input[name=reason]")];
  if (!signedOut && reasons.some((one) => one.value || one === document.activeElement)) { pausing = setTimeout(look, 3000); return false; }
  try {
    const answer = await fetch(say.check, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
    if (answer.ok) remarked(await answer.text());
    return answer.ok;
  } catch { return false; /* the next saving asks again */ }
}
function remarked(html) {
  const open = remarks.querySelector(".remarks__aside")?.open;
  remarks.innerHTML = html; // made by our server, every text in it escaped
  token = remarks.querySelector("[data-token] input")?.value ?? token; // another one after signing in again
  if (open) remarks.querySelector(".remarks__aside")?.setAttribute("open", "");
}
remarks.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  await save();
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { "X-Requested-With": "fetch" }, body: new FormData(form), redirect: "manual" });
    if (answer.type === "opaqueredirect") { askToSignIn(); return; }
    if (!answer.ok) throw new Error(answer.status);
    remarked(await answer.text());
    remarks.focus({ preventScroll: true });
  } catch { state.textContent = say.tLost; }
});
function clash(one) {
  const node = line(one.key);
  if (!node) return;
  const box = node.querySelector("[data-clash]");
  const note = document.createElement("p");
  note.textContent = fill(say.tClash, one);
  const theirs = document.createElement("q");
  theirs.textContent = one.words;
  const settle = (take) => fetch(say.aside.replace(/\/0\/$/, `/${one.id}/`), {
    method: "POST", redirect: "manual", headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token }, body: `take=${take}`,
  });
  const mine = button(say.tMine, async () => {
    await settle(0);
    box.hidden = true;
    node.dataset.rev = one.rev;
    known.set(one.key, { rev: one.rev, words: "" });
    save();
  });
  const keep = button(say.tTheirs, async () => {
    await settle(0);
    box.hidden = true;
    node.dataset.rev = one.rev;
    show(node, one.theirs);
    known.set(one.key, { rev: one.rev, words: words(read(node)) });
    present = null;
    remember();
  });
  box.replaceChildren(note, theirs, mine, keep);
  box.hidden = false;
  state.textContent = "";
}
function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--small button--plain";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// ---- what people do -------------------------------------------------------------------------------------------------
const fresh = () => { let at = number + 1; let key; do key = `n${at++}${Math.random().toString(36).slice(2, 7)}`; while (line(key)); return key; };
function put(kind, after, texts = [""]) {
  const keys = new Set();
  const blocks = texts.map((text) => { let key; do key = fresh(); while (keys.has(key)); keys.add(key); return { key, kind, ...(text && { text }) }; });
  const before = whole();
  const at = after ? before.findIndex((one) => one.key === after) + 1 : before.length;
  before.splice(at, 0, ...blocks);
  arrange(before);
  return blocks.at(-1).key;
}
function add(kind, after) {
  remember();
  const key = put(kind, after);
  remember();
  changed();
  line(key).querySelector("textarea").focus();
}
function move(node, step) {
  remember();
  const before = whole();
  const at = before.findIndex((one) => one.key === node.dataset.key);
  if (node.dataset.kind === "section") {
    const starts = before.map((one, index) => (one.kind === "section" ? index : -1)).filter((index) => index >= 0);
    const part = starts.indexOf(at), end = before.findIndex((one) => one.kind === "recipient");
    const to = part + step;
    if (to < 0 || to >= starts.length) return;
    const bounds = [...starts, end < 0 ? before.length : end];
    const parts = starts.map((_start, index) => before.slice(bounds[index], bounds[index + 1]));
    parts.splice(to, 0, parts.splice(part, 1)[0]);
    before.splice(starts[0], bounds.at(-1) - starts[0], ...parts.flat());
  } else {
    const to = Math.min(Math.max(at + step, 0), before.length - 1);
    before.splice(to, 0, before.splice(at, 1)[0]);
  }
  arrange(before);
  remember();
  changed();
}
function remove(node) {
  remember();
  const all = lines();
  const next = all[all.indexOf(node) + 1] ?? all[all.indexOf(node) - 1];
  arrange(whole().filter((one) => one.key !== node.dataset.key));
  remember();
  changed();
  state.textContent = say.tDeleted;
  next?.querySelector("textarea")?.focus();
}
holder.addEventListener("input", (event) => { const node = event.target.closest("[data-block]"); if (node) { tidy(node); changed(); } });
holder.addEventListener("focusout", () => { remember(); });
holder.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  const node = pressed.closest("[data-block]");
  if (pressed.dataset.add) {
    event.preventDefault();
    const rows = [...pressed.closest("[data-group]").querySelectorAll("[data-block]")];
    add(pressed.dataset.add, rows.at(-1)?.dataset.key);
  } else if (pressed.dataset.do) {
    event.preventDefault();
    if (!["up", "down", "delete", "unword"].includes(pressed.dataset.do)) return;
    const doing = { up: () => move(node, -1), down: () => move(node, 1), delete: () => remove(node) };
    if (pressed.dataset.do === "unword") { node.querySelector("[data-f=wording]").value = ""; pressed.remove(); changed(); return; }
    doing[pressed.dataset.do]();
    if (pressed.isConnected) pressed.focus();
  }
});
holder.addEventListener("submit", (event) => { if (!event.target.matches(".cite")) { event.preventDefault(); save(); } });
holder.addEventListener("keydown", (event) => {
  const node = event.target.closest("[data-block]");
  if (!node) return;
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) { event.preventDefault(); move(node, event.key === "ArrowUp" ? -1 : 1); event.target.focus(); }
  else if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); add(node.dataset.kind === "section" ? "text" : node.dataset.kind, node.dataset.key); }
  else if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])")) event.preventDefault();
});
document.addEventListener("keydown", (event) => { if (event.altKey && event.key.toLowerCase() === "z") { event.preventDefault(); undo(); } });
undoButton.addEventListener("click", undo);
document.querySelector(".cite")?.addEventListener("submit", async (event) => { event.preventDefault(); await save(); event.target.submit(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#b-']");
  const node = link && document.querySelector(link.getAttribute("href"));
  if (!node) return;
  event.preventDefault();
  node.scrollIntoView({ block: "center" });
  node.querySelector("textarea").focus({ preventScroll: true });
});
// Several paragraphs at once: the first stays in its line, the others become lines behind it.
holder.addEventListener("paste", (event) => {
  const field = event.target, node = field.closest?.("[data-block]");
  if (!node || !field.matches(".db__text") || node.dataset.kind === "table") return;
  const found = paragraphs(event.clipboardData?.getData("text/plain") ?? "", node.dataset.kind);
  if (found.length < 2) return;
  event.preventDefault();
  remember();
  const rest = field.value.slice(field.selectionEnd);
  field.setRangeText(found[0], field.selectionStart, field.value.length, "end");
  const more = found.slice(1);
  if (rest.trim()) more[more.length - 1] += ` ${rest.trim()}`;
  const at = put(node.dataset.kind === "section" ? "text" : node.dataset.kind, node.dataset.key, more);
  tidy(node);
  remember();
  changed();
  state.textContent = fill(say.tPasted, { n: found.length });
  line(at).querySelector("textarea").focus();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
window.addEventListener("beforeunload", (event) => { if (busy || pending().is) event.preventDefault(); });

// What had not arrived when the page was left: put back into its lines, and sent. The server sees by the revision
// whether somebody else was there meanwhile.
function restore() {
  const left = kept(place);
  if (!left) return;
  const old = whole(), there = new Set(old.map((one) => one.key));
  const fresh = left.blocks.filter((one) => !there.has(one.key) && !one.rev);
  if (fresh.length) {
    const wanted = new Map(left.order.map((key, index) => [key, index]));
    const made = [...old];
    for (const one of fresh) {
      const before = left.order.slice(0, wanted.get(one.key)).reverse().find((key) => made.some((row) => row.key === key));
      made.splice(before ? made.findIndex((row) => row.key === before) + 1 : made.length, 0, one);
    }
    arrange(made);
  }
  let back = fresh.length;
  for (const one of left.blocks) {
    const node = there.has(one.key) ? line(one.key) : null;
    if (!node || words(read(node)) === words(one)) continue;
    show(node, one);
    node.dataset.rev = one.rev;
    back += 1;
  }
  forget(place);
  if (!back) return;
  remember();
  changed();
  state.textContent = fill(say.tRestored, { n: back });
}
for (const one of desk.querySelectorAll("[data-template]")) for (const field of one.content.querySelectorAll("select[data-f], [data-f=kind]")) field.dataset.usual = field.value;
for (const node of lines()) {
  const usual = desk.querySelector(`[data-template="${node.dataset.kind}"]`).content;
  for (const field of node.querySelectorAll("[data-f]")) { const same = usual.querySelector(`[data-f="${field.dataset.f}"]`); if (same?.dataset.usual) field.dataset.usual = same.dataset.usual; }
  tidy(node);
}
desk.classList.add("desk--live");
learn();
remember();
restore();
if (location.hash.startsWith("#b-")) document.querySelector(location.hash)?.querySelector("textarea")?.focus();
