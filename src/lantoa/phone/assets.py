"""What of the program lies on the phone: style sheets, scripts, fonts, icons, and a version that follows them."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

_FONTS = tuple(
    f"lantoa/fonts/be-vietnam-pro-{part}-{weight}-normal.woff2"
    for part in ("latin", "vietnamese")
    for weight in (400, 500, 600, 700)
)
FILES = (
    *(f"lantoa/css/{name}.css" for name in ("tokens", "base", "components", "forms", "work", "activities", "log")),
    *(f"lantoa/js/{name}.js" for name in ("forms", "upload", "activities")),
    *(f"phone/{name}.js" for name in ("app", "form", "photos", "sending", "store", "waiting")),
    "phone/phone.css",
    "lantoa/vendor/htmx/htmx.min.js", "lantoa/icons/sprite.svg", "lantoa/icons/mark.svg", "lantoa/icons/chevron.svg",
    *_FONTS,
)  # fmt: skip
"""Everything that the kept pages need; a file that is missing here is missing without network (tests look)."""

WORKER = Path(__file__).resolve().parent / "templates" / "phone" / "worker.js"


@cache
def version() -> str:
    """Changes with any of the files: then phones fetch them anew."""
    digest = hashlib.sha256(WORKER.read_bytes())
    for name in FILES:
        digest.update(name.encode() + Path(str(finders.find(name))).read_bytes())
    return digest.hexdigest()[:16]


def addresses() -> list[str]:
    """Where the files are served."""
    return [static(name) for name in FILES]
