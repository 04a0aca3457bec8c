// What is pasted from Word, web pages and Google Docs, as the plain structure of an article. The editor's own schema drops
// the rest (fonts, colours, sizes); the server does the same again (lantoa/editing/foreign.py). Pure: text in, text out.

const DIGITS = /^\(?(\d{1,4})[.)/]?$/;
const LETTERS = /^\(?(?:[a-zđ]{1,4}|[ivxlc]{1,7})[.)]$/i;
const RENAMED = { h1: "h2", h5: "h4", h6: "h4", center: "p", strike: "s", del: "s" };

const styleOf = (node) => (node.getAttribute("style") ?? "").toLowerCase().replace(/\s+/g, "");
const rename = (node, tag) => { const made = node.ownerDocument.createElement(tag); made.append(...node.childNodes); node.replaceWith(made); return made; };

// Word's list paragraphs: <p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">a.…</span>words</p>
function listItem(paragraph) {
  const level = /mso-list:[^;]*level(\d{1,2})/.exec(styleOf(paragraph));
  if (!level) return null;
  let marker = "";
  for (const span of paragraph.querySelectorAll("span")) {
    if (!styleOf(span).includes("mso-list:ignore")) continue;
    marker += span.textContent;
    span.remove();
  }
  marker = marker.replace(/\u00a0/g, " ").trim();
  return { paragraph, level: Math.min(Number(level[1]), 4), marker, number: DIGITS.exec(marker)?.[1], lettered: LETTERS.test(marker) && !DIGITS.test(marker) };
}

function lists(body) {
  let open = [];
  let before = null;
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const item = listItem(paragraph);
    if (!item) continue;
    if (item.lettered) { paragraph.prepend(`${item.marker} `); continue; } // "điểm đ" has no letter in HTML's count
    const follows = before && (paragraph.previousElementSibling === before || before.contains(paragraph.previousElementSibling));
    if (!follows) open = [];
    const kind = item.number ? "ol" : "ul";
    while (open.length && (open.at(-1).level > item.level || (open.at(-1).level === item.level && open.at(-1).kind !== kind))) open.pop();
    if (!open.length || open.at(-1).level < item.level) {
      const list = paragraph.ownerDocument.createElement(kind);
      if (Number(item.number) > 1) list.setAttribute("start", item.number);
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list); else { paragraph.before(list); before = list; }
      open.push({ list, level: item.level, kind });
    }
    const line = paragraph.ownerDocument.createElement("li");
    const words = paragraph.ownerDocument.createElement("p");
    words.append(...paragraph.childNodes);
    line.append(words);
    open.at(-1).list.append(line);
    paragraph.remove();
  }
}

function marks(body) {
  for (const node of [...body.querySelectorAll("[style]")]) {
    const style = styleOf(node);
    const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
    const bold = weight && (["bold", "bolder"].includes(weight) || Number(weight) >= 600);
    const wanted = [bold && "strong", /(?:^|;)font-style:(italic|oblique)/.test(style) && "em", /vertical-align:super/.test(style) && "sup", /vertical-align:sub/.test(style) && "sub"].filter(Boolean);
    const inline = ["SPAN", "FONT", "A", "B", "I", "STRONG", "EM"].includes(node.tagName);
    if (["B", "STRONG"].includes(node.tagName) && weight && !bold) { node.replaceWith(...node.childNodes); continue; }
    for (const tag of inline ? wanted : []) {
      const made = node.ownerDocument.createElement(tag);
      made.append(...node.childNodes);
      node.append(made);
    }
  }
}

const headings = (body) => { for (const node of [...body.querySelectorAll(":is(h2, h3, h4) :is(b, strong)")]) node.replaceWith(...node.childNodes); }; // bold by itself

export function plainStructure(html) {
  const page = new DOMParser().parseFromString(html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "").replace(/<!\[(?:if|endif)[^>]*>/gi, ""), "text/html");
  const body = page.body;
  for (const node of [...body.querySelectorAll("script, style, xml, title, meta, link, template, noscript, object, iframe, svg, math")]) node.remove();
  for (const node of [...body.querySelectorAll("*")]) if (node.localName.includes(":")) node.replaceWith(...node.childNodes); // o:p, st1:place
  lists(body);
  marks(body);
  for (const [from, to] of Object.entries(RENAMED)) for (const node of [...body.querySelectorAll(from)]) rename(node, to);
  for (const node of [...body.querySelectorAll("p.MsoTitle")]) rename(node, "h2");
  headings(body);
  let left = 0;
  for (const image of [...body.querySelectorAll("img")]) {
    if (/^(?:https?:\/\/[^/]+)?\/thu-vien\/\d+\/anh\//.test(image.getAttribute("src") ?? "") && new URL(image.src, location.href).origin === location.origin) { image.setAttribute("src", new URL(image.src, location.href).pathname); continue; }
    left += 1;
    (image.closest("figure") ?? image).remove();
  }
  for (const link of [...body.querySelectorAll("a")]) if (!/^(?:https?:|mailto:|tel:)/i.test(link.getAttribute("href") ?? "")) link.replaceWith(...link.childNodes);
  for (const node of [...body.querySelectorAll("p, h2, h3, h4")]) if (!node.textContent.replace(/\u00a0/g, " ").trim() && !node.querySelector("img, br + br")) node.remove();
  for (const node of body.querySelectorAll("[style], [class]")) { node.removeAttribute("style"); node.removeAttribute("class"); } // the editor would read bold out of them
  return { html: body.innerHTML, picturesLeft: left };
}
