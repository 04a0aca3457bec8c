// Words marked in the document of a review → a button that makes a new item of them.
// Markup: <script type="module" src=… data-add="address of the form">; reads the pane [data-pane="document"].

const script = document.querySelector("script[data-add]");
const pane = document.querySelector('[data-pane="document"]');
const label = document.querySelector(`a[href="${CSS.escape(script.dataset.add)}"]`)?.textContent.trim() || "Thêm mục";
const button = document.createElement("a");
button.className = "button button--small add-selected";
button.hidden = true;
document.body.append(button);

function offer() {
  const selection = document.getSelection();
  const words = selection.toString().replace(/\s+/g, " ").trim();
  if (words.length < 10 || words.length > 2000 || !pane.contains(selection.anchorNode)) { button.hidden = true; return; }
  const box = selection.getRangeAt(0).getBoundingClientRect();
  button.href = `${script.dataset.add}?chu=${encodeURIComponent(words)}`;
  button.textContent = label;
  button.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 180))}px`;
  button.style.top = `${Math.max(8, box.bottom + 8)}px`;
  button.hidden = false;
}

document.addEventListener("selectionchange", () => { clearTimeout(offer.timer); offer.timer = setTimeout(offer, 250); });
document.addEventListener("scroll", () => { button.hidden = true; }, true);
