// The editor: every <textarea data-rich> gets one; the textarea stays, hidden, and always holds the HTML.
// Its first words come from the textarea, or, where that holds plain text, from <template data-rich-for="its id">.
// A hidden field named in data-format gets "html" once the editor is there. Library: vendor/prose (TipTap, ProseMirror).

import { Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Editor, Figure, Gapcursor, HardBreak, Heading, History, Image, Italic, Link, ListItem, OrderedList, Paragraph, Plugin, Strike, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text } from "../vendor/prose/editor.js";
import { chooseMedium } from "./media.js";
import { plainStructure } from "./paste.js";

const OWN = 'img[src^="/thu-vien/"]';
const ICONS = { bold: "bold", italic: "italic", bullets: "list", numbers: "list-ordered", quote: "quote", link: "link", picture: "image", table: "table", clear: "eraser", undo: "undo-2", redo: "redo-2" };
const sprite = new URL("../icons/sprite.svg", import.meta.url).href;

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) if (name in node && !name.includes("-")) node[name] = value; else node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(name) {
  const made = make("span");
  made.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#${name}"/></svg>`;
  return made.firstChild;
}

const target = (text) => {
  const given = text.trim();
  if (/^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(given)) return given;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)) return `mailto:${given}`;
  if (/^\+?[\d .()-]{6,20}$/.test(given)) return `tel:${given.replace(/[^\d+]/g, "")}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(given) ? `https://${given}` : "";
};

function ask({ title, label, value, wrong, save, drop, cancel }) {
  return new Promise((resolve) => {
    const input = make("input", { type: "text", id: "rich-link", value, autocomplete: "off" });
    const fault = make("p", { className: "field__error", role: "alert", hidden: true, textContent: wrong });
    const keep = make("button", { type: "submit", className: "button", textContent: save });
    const remove = make("button", { type: "button", className: "button button--quiet", textContent: drop, hidden: !value });
    const stop = make("button", { type: "button", className: "button button--plain", textContent: cancel });
    const form = make("form", { className: "rich-ask", novalidate: "" }, make("h2", { textContent: title, id: "rich-ask-title" }), make("label", { htmlFor: "rich-link", textContent: label }), input, fault, make("div", { className: "actions" }, keep, remove, stop));
    const dialog = make("dialog", { className: "media-dialog rich-dialog", "aria-labelledby": "rich-ask-title" }, form);
    let answer = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const found = target(input.value);
      fault.hidden = Boolean(found);
      if (!found) return input.focus();
      answer = found;
      dialog.close();
    });
    remove.addEventListener("click", () => { answer = ""; dialog.close(); });
    stop.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
    input.select();
  });
}

const OurImage = Image.extend({ parseHTML: () => [{ tag: OWN }] });
const OurFigure = Figure.extend({ parseHTML: () => [{ tag: "figure", getAttrs: (node) => (node.querySelector(OWN) ? null : false) }], addAttributes: () => ({}) });
// Tab goes through the cells and then out of the table: nobody is caught in it.
const OurTable = Table.extend({ addKeyboardShortcuts() { return { Tab: () => this.editor.commands.goToNextCell(), "Shift-Tab": () => this.editor.commands.goToPreviousCell() }; } });

function extensions(openLink) {
  return [
    Document, Paragraph, Text, HardBreak, History, Dropcursor, Gapcursor, Bold, Italic, Strike, Subscript, Superscript, Heading.configure({ levels: [2, 3, 4] }), Blockquote, BulletList, OrderedList, ListItem,
    Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => { openLink(); return true; } }) }).configure({ openOnClick: false, autolink: false, linkOnPaste: true, protocols: ["http", "https", "mailto", "tel"], isAllowedUri: (url) => /^(?:https?:|mailto:|tel:)/i.test(url) }),
    OurTable.configure({ resizable: false }), TableRow, TableHeader, TableCell, OurImage, OurFigure, Caption,
  ];
}

function start(textarea) {
  const texts = JSON.parse(textarea.dataset.texts);
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  const first = document.querySelector(`template[data-rich-for="${CSS.escape(textarea.id)}"]`);
  const format = textarea.dataset.format && textarea.form?.elements[textarea.dataset.format];
  const frame = make("div", { className: "rich" });
  const bar = make("div", { className: "rich__bar", role: "toolbar", "aria-label": texts.toolbar, "aria-controls": `${textarea.id}-rich` });
  const tableBar = make("div", { className: "rich__bar rich__bar--table", role: "group", "aria-label": texts.in_table, hidden: true });
  const place = make("div", { className: "rich__page" });
  const help = make("p", { className: "rich__help muted small", id: `${textarea.id}-rich-help`, textContent: texts.help });
  const told = make("p", { className: "rich__told", role: "status" });
  frame.append(bar, tableBar, place, told, help);
  textarea.before(frame);
  textarea.hidden = true;
  if (label) { label.id ||= `${textarea.id}-label`; label.addEventListener("click", () => editor.commands.focus()); }

  const described = [textarea.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" ");
  const attributes = { id: `${textarea.id}-rich`, class: "rich__text prose", role: "textbox", "aria-multiline": "true", "aria-describedby": described, spellcheck: "false", lang: "vi" };
  if (label) attributes["aria-labelledby"] = label.id;
  if (textarea.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true";

  const keep = (html) => { textarea.value = html; if (format) format.value = "html"; };
  const editor = new Editor({
    element: place, injectCSS: false, content: first ? first.innerHTML : textarea.value, extensions: extensions(() => openLink()),
    editorProps: {
      attributes,
      transformPastedHTML(html) {
        const { html: plain, picturesLeft } = plainStructure(html);
        told.textContent = picturesLeft ? texts.pictures_left : "";
        return plain;
      },
      handleKeyDown(_view, event) {
        if (event.key !== "F10" || !event.altKey) return false;
        event.preventDefault();
        bar.querySelector("[tabindex='0']").focus();
        return true;
      },
    },
    onUpdate: () => { keep(editor.isEmpty ? "" : editor.getHTML()); textarea.dispatchEvent(new Event("input", { bubbles: true })); },
    onTransaction: () => draw(),
  });
  keep(editor.isEmpty ? "" : editor.getHTML());

  const chain = () => editor.chain().focus();
  // What was selected a moment ago has to be known to the editor: the browser tells it in a task of its own.
  async function selectionKnown() {
    for (let frames = 0; frames < 20; frames += 1) {
      await new Promise(requestAnimationFrame);
      if (!editor.view.hasFocus() || document.getSelection().isCollapsed === editor.state.selection.empty) return;
    }
  }
  async function openLink() {
    await selectionKnown();
    const answer = await ask({ title: texts.link_title, label: texts.link_label, value: editor.getAttributes("link").href ?? "", wrong: texts.link_wrong, save: texts.link_save, drop: texts.link_drop, cancel: texts.cancel });
    if (answer === null) return editor.commands.focus();
    const marked = chain().extendMarkRange("link");
    if (answer === "") return marked.unsetLink().run();
    if (editor.state.selection.empty && !editor.isActive("link")) return chain().insertContent({ type: "text", text: answer.replace(/^(?:mailto|tel):/, ""), marks: [{ type: "link", attrs: { href: answer } }] }).run();
    return marked.setLink({ href: answer }).run();
  }
  async function openPicture() {
    const found = await chooseMedium({ url: textarea.dataset.library, kind: "picture", title: texts.picture_title, close: texts.close, failed: texts.failed });
    if (!found?.src) return editor.commands.focus();
    const figure = { type: "figure", content: [{ type: "image", attrs: { src: found.src, alt: found.alt } }, { type: "caption", content: found.credit ? [{ type: "text", text: found.credit }] : [] }] };
    chain().insertContent(figure).run();
  }

  const commands = {
    bold: [() => chain().toggleBold().run(), () => editor.isActive("bold")], italic: [() => chain().toggleItalic().run(), () => editor.isActive("italic")],
    bullets: [() => chain().toggleBulletList().run(), () => editor.isActive("bulletList")], numbers: [() => chain().toggleOrderedList().run(), () => editor.isActive("orderedList")],
    quote: [() => chain().toggleBlockquote().run(), () => editor.isActive("blockquote")], link: [() => openLink(), () => editor.isActive("link")], picture: [() => openPicture()],
    table: [() => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()], clear: [() => chain().unsetAllMarks().clearNodes().run()], undo: [() => chain().undo().run()], redo: [() => chain().redo().run()],
  };
  const inTable = { row: () => chain().addRowAfter().run(), column: () => chain().addColumnAfter().run(), no_row: () => chain().deleteRow().run(), no_column: () => chain().deleteColumn().run(), header: () => chain().toggleHeaderRow().run(), no_table: () => chain().deleteTable().run() };

  const style = make("select", { className: "rich__style", "aria-label": texts.style, tabIndex: 0 }, ...["paragraph", "h2", "h3"].map((name) => make("option", { value: name, textContent: texts[name] })));
  style.addEventListener("change", () => (style.value === "paragraph" ? chain().setParagraph().run() : chain().setHeading({ level: Number(style.value[1]) }).run()));
  bar.append(style);
  for (const [name, [act, active]] of Object.entries(commands)) {
    const button = make("button", { type: "button", className: "rich__button", title: texts[name], "aria-label": texts[name], tabIndex: -1 }, icon(ICONS[name]));
    if (active) button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", act);
    button.is = active;
    bar.append(button);
  }
  for (const [name, act] of Object.entries(inTable)) {
    const button = make("button", { type: "button", className: "button button--quiet button--small", textContent: texts[name] });
    button.addEventListener("click", act);
    tableBar.append(button);
  }

  // One stop of Tab for the whole bar; arrows move in it (ARIA toolbar pattern).
  const stops = () => [...bar.children];
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return editor.commands.focus();
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = stops();
    const here = all.indexOf(document.activeElement);
    const next = Number.isFinite(step) ? (here + step + all.length) % all.length : step > 0 ? all.length - 1 : 0;
    all.forEach((one, number) => { one.tabIndex = number === next ? 0 : -1; });
    all[next].focus();
  });

  function draw() {
    if (!style.isConnected) return;
    for (const button of bar.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(button.is()));
    style.value = editor.isActive("heading", { level: 2 }) ? "h2" : editor.isActive("heading") ? "h3" : "paragraph";
    tableBar.hidden = !editor.isActive("table");
  }
  textarea.rich = editor;
  textarea.dispatchEvent(new CustomEvent("rich:ready", { bubbles: true }));
  draw();
}

const startAll = () => { for (const one of document.querySelectorAll("textarea[data-rich]:not([data-live])")) { one.dataset.live = ""; start(one); } };
startAll();
for (const kind of ["htmx:after:swap", "lantoa:replaced"]) document.addEventListener(kind, startAll);
