"""What a browser sees: bytes of a page without its pictures, and when the first paint came (Chromium, no cache)."""

import shutil
import statistics

from playwright.sync_api import Browser, sync_playwright

RUNS = 5
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


def first_paint(url: str) -> str:
    """Both in words; says so where Chromium is missing."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        return "Chromium is not installed (apt-get install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        seen = [_look(browser, url) for _ in range(RUNS + 1)][1:]
        browser.close()
    paints, sizes = zip(*seen, strict=True)
    middle, last = statistics.median(paints), max(paints)
    return (
        f"{sizes[0][0] / 1000:.1f} kB on the line without pictures ({sizes[0][1]}), "
        f"first paint in Chromium {middle:.0f} ms median, {last:.0f} ms at most of {RUNS}"
    )


def _look(browser: Browser, url: str) -> tuple[float, tuple[int, str]]:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    came: dict[str, int] = {}
    kinds: dict[str, str] = {}
    client.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]}))
    client.on("Network.loadingFinished", lambda said: came.update({said["requestId"]: int(said["encodedDataLength"])}))
    page.goto(url, wait_until="networkidle")
    paint = float(page.evaluate(_PAINT))
    parts: dict[str, int] = {}
    for request, size in came.items():
        kind = kinds.get(request, "Other")
        parts[kind] = parts.get(kind, 0) + size
    page.context.close()
    told = ", ".join(f"{kind.lower()} {size / 1000:.1f}" for kind, size in sorted(parts.items()) if kind != "Image")
    return paint, (sum(size for kind, size in parts.items() if kind != "Image"), told)
