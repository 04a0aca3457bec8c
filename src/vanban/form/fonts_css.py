"""The letters of our own for print, and the library that prints; it needs Pango and is loaded only when asked for."""

from functools import cache
from typing import Any

from vanban.form.errors import FormError
from vanban.form.html import FOLDER

FAMILY = "Van Ban Serif"
FACES = (
    ("Regular", "normal", "normal"),
    ("Bold", "bold", "normal"),
    ("Italic", "normal", "italic"),
    ("BoldItalic", "bold", "italic"),
)
UNAVAILABLE = (
    "Máy này chưa in được PDF vì thiếu thư viện dàn trang Pango. "
    "Người quản trị chạy: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, rồi khởi động lại. "
    "Trong lúc đó hãy tải bản Word (.docx)."
)


def weasyprint_module() -> Any:
    """WeasyPrint. Raises ``FormError("pdf_unavailable")`` where Pango is missing."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise FormError("pdf_unavailable", UNAVAILABLE) from error
    return weasyprint


@cache
def font_css() -> str:
    """Rules that load the letters."""
    faces = []
    for name, weight, style in FACES:
        address = (FOLDER / "fonts" / f"VanBanSerif-{name}.ttf").as_uri()
        look = f"font-weight: {weight}; font-style: {style}"
        faces.append(f'@font-face {{ font-family: "{FAMILY}"; {look}; src: url("{address}"); }}')
    family = f'"{FAMILY}", "Liberation Serif", "Times New Roman", serif'
    return "".join(faces) + f"body {{ margin: 0; }} .vb {{ font-family: {family}; }}"
