// Copy or share the text of a field. Without this script the person selects and copies by hand.

const status = document.querySelector("[data-copy-status]");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.querySelector(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // plain http in a local network has no clipboard interface
    }
    status.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.querySelector(button.dataset.share).value;
    navigator.share({ text }).catch(() => {}); // the person closed the list of programs
  });
}
