// Several paragraphs pasted into one line become lines of their own, without the marks and numbers that the draft puts
// before them itself.

const MARKS = /^\s*(?:[-–—+•*▪◦·]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.)\s+/u;
const NUMBERED = new Set(["item", "point", "task", "target", "recipient", "heading", "section"]);
const MOST = 200;

export function paragraphs(text, kind) {
  const found = text.replace(/\r/g, "").split("\n").map((one) => one.replace(/\t+/g, " ").replace(/\u00a0/g, " ").trim()).filter(Boolean);
  return found.slice(0, MOST).map((one) => (NUMBERED.has(kind) ? one.replace(MARKS, "") : one)).filter(Boolean);
}
