// What was typed and has not reached the server stays in this browser: the session may be over, the line may be down, the
// tab may be closed. It is forgotten as soon as everything has been saved.

const LASTS = 14 * 24 * 3600 * 1000;
const MOST = 1_000_000;

export function keep(place, body) {
  const text = JSON.stringify({ at: Date.now(), body });
  try { if (text.length <= MOST) localStorage.setItem(place, text); } catch { /* no room or not allowed: the page still holds it */ }
}
export function forget(place) {
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
}
export function kept(place) {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? "null");
    return found && Date.now() - found.at < LASTS && Array.isArray(found.body?.blocks) ? found.body : null;
  } catch { return null; }
}
