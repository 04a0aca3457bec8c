// Review: an item on the right and its words in the document on the left find each other.
// Markup: <div class="review" data-review> with components/review_switch.html,
//   <section class="review__pane review__pane--document" data-pane="document"> … <a class="span" id="doc-7" href="#item-7" data-item="7">words</a>
//   <section class="review__pane review__pane--items" data-pane="items"> … <article class="item" id="item-7" data-item="7"> … <a href="#doc-7" data-locate>Xem trong văn bản</a>
// Without script the links jump. Keys, when no field has the focus: j / k next and previous item, v to the document and back.

for (const review of document.querySelectorAll("[data-review]")) start(review);

function start(review) {
  const pane = (name) => review.querySelector(`[data-pane="${name}"]`);
  const all = (name, key) => [...pane(name).querySelectorAll(`[data-item="${CSS.escape(key)}"]`)];
  let current = null;
  review.dataset.live = "";
  view("items");

  function view(name) {
    review.dataset.show = name;
    for (const button of review.querySelectorAll("[data-review-switch] button")) button.setAttribute("aria-pressed", String(button.dataset.show === name));
  }

  function mark(key) {
    current = key;
    for (const node of review.querySelectorAll("[aria-current]")) node.removeAttribute("aria-current");
    for (const name of ["document", "items"]) for (const node of all(name, key)) node.setAttribute("aria-current", "true");
  }

  function reveal(node) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function go(key, to) {
    const other = to === "document" ? "items" : "document";
    mark(key);
    view(to);
    const target = all(to, key)[0];
    reveal(target);
    if (matchMedia("(min-width: 64rem)").matches) reveal(all(other, key)[0]);
    if (!target) return;
    if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  review.addEventListener("click", (event) => {
    const shown = event.target.closest("[data-review-switch] button");
    if (shown) return view(shown.dataset.show);
    const node = event.target.closest("[data-item]");
    if (!node) return;
    const locate = event.target.closest("[data-locate]");
    if (node.closest('[data-pane="document"]')) { event.preventDefault(); return go(node.dataset.item, "items"); }
    if (locate) { event.preventDefault(); return go(node.dataset.item, "document"); }
    if (event.target.closest("a, button, input, select, textarea, label, summary")) return;
    mark(node.dataset.item);
    if (matchMedia("(min-width: 64rem)").matches) reveal(all("document", node.dataset.item)[0]);
  });

  pane("items").addEventListener("focusin", (event) => {
    const node = event.target.closest("[data-item]");
    if (node && node.dataset.item !== current) mark(node.dataset.item);
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    const keys = [...new Set([...pane("items").querySelectorAll("[data-item]")].map((node) => node.dataset.item))];
    const place = keys.indexOf(current);
    if (event.key === "j") go(keys[Math.min(place + 1, keys.length - 1)], "items");
    else if (event.key === "k") go(keys[Math.max(place - 1, 0)], "items");
    else if (event.key === "v" && current) go(current, document.activeElement.closest('[data-pane="document"]') ? "items" : "document");
    else return;
    event.preventDefault();
  });

  const wanted = location.hash.match(/^#(?:item|doc)-(.+)$/);
  if (wanted) mark(decodeURIComponent(wanted[1]));
}
