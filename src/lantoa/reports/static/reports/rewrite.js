// The words of a report, section by section: saved by themselves; figures stay whole; the later of two writers is told.

const token = document.querySelector("#rw-token input[name=csrfmiddlewaretoken]")?.value ?? "";
const FIGURES = "application/x-lantoa-figures";
const WAIT = 1200;

// ---- from the page to data ------------------------------------------------------------------------------------------
function runsOf(node, look, out) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (child.data) out.push({ x: child.data.replaceAll("\u200b", ""), ...look });
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      if (child.dataset.f) { out.push({ x: child.textContent, f: child.dataset.f, ...look }); continue; }
      if (child.tagName === "BR") { out.push({ x: " ", ...look }); continue; }
      const next = { ...look };
      if (["B", "STRONG"].includes(child.tagName)) next.b = true;
      if (["I", "EM"].includes(child.tagName)) next.i = true;
      runsOf(child, next, out);
    }
  }
  return out;
}
function blocksOf(text) {
  const blocks = [];
  let loose = null;
  for (const child of text.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE && child.dataset.x) { blocks.push({ k: "x", f: child.dataset.x }); loose = null; continue; }
    if (child.nodeType === Node.ELEMENT_NODE && ["P", "DIV"].includes(child.tagName)) {
      const r = runsOf(child, {}, []);
      if (r.some((run) => run.f || run.x.trim())) {
        const block = { k: child.dataset.k || "p", r };
        if (child.dataset.m) block.m = child.dataset.m;
        blocks.push(block);
      }
      loose = null;
      continue;
    }
    const holder = document.createElement("span");
    holder.append(child.cloneNode(true));
    const r = runsOf(holder, {}, []);
    if (!r.some((run) => run.f || run.x.trim())) continue;
    if (loose) loose.r.push(...r); else blocks.push(loose = { k: "p", r });
  }
  return blocks;
}
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
function chip({ f, x }) {
  const span = document.createElement("span");
  span.className = "rw-figure";
  span.contentEditable = "false";
  span.dataset.f = f;
  span.textContent = x;
  return span;
}

// ---- one section ----------------------------------------------------------------------------------------------------
class Section {
  constructor(root) {
    this.root = root;
    this.text = root.querySelector("[data-rw-text]");
    this.state = root.querySelector("[data-rw-state]");
    this.missing = root.querySelector("[data-rw-missing]");
    this.clash = root.querySelector("[data-rw-clash]");
    this.unproven = root.querySelector("[data-rw-unproven]");
    this.figures = JSON.parse(root.querySelector("script[type='application/json']").textContent);
    this.fixed = [...this.text.querySelectorAll("[data-x]")].map((node) => node.cloneNode(true));
    this.number = Number(root.dataset.number);
    this.timer = 0;
    this.dirty = false;
    this.busy = false;
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("blur", () => this.save());
    this.text.addEventListener("drop", (event) => event.preventDefault());
    this.text.addEventListener("copy", (event) => this.copy(event));
    this.text.addEventListener("cut", (event) => { this.copy(event); document.execCommand("delete"); });
    this.text.addEventListener("paste", (event) => this.paste(event));
    for (const button of root.querySelectorAll("[data-rw-do]")) {
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.command(button.dataset.rwDo));
    }
  }
  say(words) { this.state.textContent = words; }
  changed() {
    this.dirty = true;
    this.say(this.root.dataset.textTyping);
    clearTimeout(this.timer);
    if (this.check()) this.timer = setTimeout(() => this.save(), WAIT);
  }
  check() {
    for (const { f } of this.figures) {
      const copies = [...this.text.querySelectorAll(`[data-f="${CSS.escape(f)}"]`)];
      for (const more of copies.slice(1)) more.remove();
      for (const one of copies.slice(0, 1)) {
        const whole = this.figures.find((figure) => figure.f === f).x;
        if (one.textContent !== whole) one.textContent = whole;
      }
    }
    for (const node of this.fixed) {
      if (!this.text.querySelector(`[data-x="${CSS.escape(node.dataset.x)}"]`)) this.text.append(node.cloneNode(true));
    }
    const gone = this.figures.filter(({ f }) => !this.text.querySelector(`[data-f="${CSS.escape(f)}"]`));
    this.missing.hidden = gone.length === 0;
    this.missing.replaceChildren(...(gone.length ? [this.root.dataset.textMissing + " "] : []), ...gone.map((figure) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--small button--plain";
      button.textContent = figure.x;
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.insert(figure));
      return button;
    }));
    return gone.length === 0;
  }
  insert(figure) {
    const selection = getSelection();
    let range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || !this.text.contains(range.startContainer) || range.startContainer === this.text) {
      const last = [...this.text.querySelectorAll("p")].at(-1) ?? this.text.appendChild(document.createElement("p"));
      range = document.createRange();
      range.selectNodeContents(last);
    }
    range.collapse(false);
    range.insertNode(chip(figure));
    range.collapse(false);
    this.changed();
  }
  command(what) {
    this.text.focus();
    if (what === "bold" || what === "italic") document.execCommand(what);
    else {
      const anchor = getSelection().anchorNode;
      const block = (anchor?.nodeType === Node.TEXT_NODE ? anchor.parentElement : anchor)?.closest("p");
      if (block && this.text.contains(block)) block.dataset.k = block.dataset.k === what ? "p" : what;
    }
    this.changed();
  }
  copy(event) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const holder = document.createElement("div");
    holder.append(selection.getRangeAt(0).cloneContents());
    event.clipboardData.setData("text/plain", selection.toString());
    event.clipboardData.setData(FIGURES, JSON.stringify(runsOf(holder, {}, [])));
    event.preventDefault();
  }
  paste(event) {
    event.preventDefault();
    const own = event.clipboardData.getData(FIGURES);
    if (!own) {
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s*\n\s*/g, " "));
      return;
    }
    const range = getSelection().getRangeAt(0);
    range.deleteContents();
    const known = new Map(this.figures.map((figure) => [figure.f, figure]));
    for (const run of JSON.parse(own)) {
      const there = run.f && this.text.querySelector(`[data-f="${CSS.escape(run.f)}"]`);
      const node = run.f && known.has(run.f) && !there ? chip(known.get(run.f)) : document.createTextNode(run.x);
      range.insertNode(node);
      range.setStartAfter(node);
    }
    this.changed();
  }
  async save(based = this.number) {
    if (!this.dirty || this.busy || !this.check()) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.dirty = false;
    this.say(this.root.dataset.textSaving);
    try {
      const answer = await fetch(this.root.dataset.url, {
        method: "POST", keepalive: document.visibilityState === "hidden",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ based_on: based, blocks: blocksOf(this.text) }),
      });
      this.told(answer, await answer.json());
    } catch {
      this.dirty = true;
      this.say(this.root.dataset.textLost);
      this.timer = setTimeout(() => this.save(based), 5000);
    } finally {
      this.busy = false;
      if (this.dirty && !this.timer) this.timer = setTimeout(() => this.save(), WAIT);
    }
  }
  told(answer, data) {
    if (answer.status === 409) return this.clashed(data);
    if (!answer.ok) { this.dirty = true; return this.say(data.message ?? this.root.dataset.textLost); }
    this.number = data.number;
    this.clash.hidden = true;
    this.say(fill(this.root.dataset.textSaved, data));
    this.unproven.hidden = data.typed.length === 0;
    this.unproven.querySelector("span").textContent = data.typed.map((one) => `${one.text} (${one.context})`).join("; ");
  }
  clashed(data) {
    const note = document.createElement("p");
    note.textContent = fill(this.root.dataset.textClash, data);
    const theirs = document.createElement("div");
    theirs.className = "rw__aside";
    theirs.innerHTML = data.theirs; // made by our server, every text in it escaped
    const mine = this.button(this.root.dataset.textMine, () => { this.number = data.number; this.dirty = true; this.save(data.number); });
    const keep = this.button(this.root.dataset.textTheirs, () => {
      this.text.replaceChildren(...[...theirs.childNodes].map((node) => node.cloneNode(true)));
      this.number = data.number;
      this.dirty = false;
      this.clash.hidden = true;
      this.say("");
      this.check();
    });
    this.clash.replaceChildren(note, theirs, mine, keep);
    this.clash.hidden = false;
    this.say("");
    mine.focus();
  }
  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small button--plain";
    button.textContent = words;
    button.addEventListener("click", act);
    return button;
  }
}

document.execCommand("defaultParagraphSeparator", false, "p");
document.execCommand("styleWithCSS", false, false);
const sections = [...document.querySelectorAll("[data-rw]")].map((root) => new Section(root));
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") for (const one of sections) one.save(); });
window.addEventListener("beforeunload", (event) => { if (sections.some((one) => one.dirty || one.busy)) event.preventDefault(); });
