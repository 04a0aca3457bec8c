"""Real PDF files whose text layer is in an old encoding, wrong, or missing; one plan, printed in each way."""

import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from fontTools.ttLib import TTFont

import vanban
from vanban.legacy.tables import TCVN3, VNI

LETTERS = Path(vanban.__file__).parent / "form" / "fonts" / "VanBanSerif-Regular.ttf"
PLAN = """<p>ỦY BAN NHÂN DÂN</p><p>XÃ AN HÒA</p><p>Số: 12/KH-UBND</p><p>KẾ HOẠCH</p>
<p>TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2025</p><p>Căn cứ Quyết định số 37/QĐ-UBND ngày 15/01/2025 của Ủy ban nhân dân
tỉnh; Ủy ban nhân dân xã ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2025 như sau:</p>
<p>I. MỤC ĐÍCH, YÊU CẦU</p><p>1. Mục đích: nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính;
đẩy mạnh ứng dụng chữ ký số, những điều kiện cần thiết để phục vụ nhân dân ngày càng tốt hơn.</p>
<p>II. NỘI DUNG</p><p>1. Phát tối thiểu 02 tin, bài mỗi tháng trên hệ thống truyền thanh của xã.</p>
<p>III. TỔ CHỨC THỰC HIỆN</p><p>1. Phòng Văn hóa - Xã hội: chủ trì, theo dõi, đôn đốc việc thực hiện Kế hoạch; báo cáo
Ủy ban nhân dân xã trước ngày 15/12/2025.</p><p>2. Văn phòng: bố trí kinh phí, gửi báo cáo hằng quý.</p>"""


def printed(html: str, css: str, finisher: Callable[[Any, Any], None] | None = None) -> bytes:
    """A PDF of a page."""
    import weasyprint

    page = f"<meta charset=utf-8><style>@page {{ size: A4; margin: 20mm }} {css}</style>{html}"
    made: bytes = weasyprint.HTML(string=page, base_url=".").write_pdf(finisher=finisher)
    return made


def in_unicode() -> bytes:
    """The plan as it is printed today."""
    return printed(PLAN, _face("Plan Serif", LETTERS))


def in_old_fonts(encoding: str, *, named: bool = True) -> bytes:
    """The plan in the fonts of an old encoding, "tcvn3" (lines in capitals in .VnTimeH) or "vni"; eight bits a
    letter, as the printer drivers of that time wrote. ``named``: the file says the names of the fonts."""
    lines = [line for part in _texts() for line in wrap(part, 78)]
    fonts = [(name if named else f"F{place}", name, *rest) for place, (name, *rest) in enumerate(FONTS[encoding])]
    return _eight_bit_pdf(fonts, [_coded(line, encoding) for line in lines])


def _texts() -> list[str]:
    return [" ".join(one.split()) for one in re.findall(r"<p>([^<]+)", PLAN)]


def _coded(text: str, encoding: str) -> tuple[int, bytes]:
    """The font of a line, and its codes. TCVN3 has no marked capitals: a line in capitals is in small letters of the
    font of capitals."""
    if encoding == "tcvn3" and text.isupper():
        return 1, _old(text.lower(), TCVN3).encode("latin-1")
    if encoding == "tcvn3":
        text = text.replace("Ủ", "U")
    return 0, _old(text, TCVN3 if encoding == "tcvn3" else VNI).encode("latin-1")


def _eight_bit_pdf(fonts: list[tuple[str, str, Mapping[str, str], bool]], lines: list[tuple[int, bytes]]) -> bytes:
    """Simple fonts with Windows' encoding, embedded, without ToUnicode."""
    drawn = b"".join(
        b"BT /F%d 13 Tf 60 %d Td (%s) Tj ET\n" % (font, 790 - 18 * row, re.sub(rb"([()\\])", rb"\\\1", line))
        for row, (font, line) in enumerate(lines)
    )
    used = b" ".join(b"/F%d %d 0 R" % (place, 5 + 3 * place) for place in range(len(fonts)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << %s >> >> >>" % used,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]  # fmt: skip
    for place, (said, name, table, capitals) in enumerate(fonts):
        data = old_font(name, table, capitals=capitals)
        objects += _font_objects(said, data, 5 + 3 * place)
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def _font_objects(said: str, data: bytes, first: int) -> list[bytes]:
    """The font, its description, its file."""
    font = TTFont(io.BytesIO(data))
    shapes, wide, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    widths = " ".join(str(round(1000 * wide[shapes.get(code, ".notdef")][0] / unit)) for code in range(32, 256))
    return [
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{said.replace(' ', '#20')} /FirstChar 32 /LastChar 255 /Widths "
        f"[{widths}] /Encoding /WinAnsiEncoding /FontDescriptor {first + 1} 0 R >>".encode(),
        f"<< /Type /FontDescriptor /FontName /{said.replace(' ', '#20')} /Flags 32 /FontBBox [-200 -300 1200 1000] "
        f"/ItalicAngle 0 /Ascent 900 /Descent -220 /CapHeight 700 /StemV 80 /FontFile2 {first + 2} 0 R >>".encode(),
        b"<< /Length %d /Length1 %d >>\nstream\n%s\nendstream" % (len(data), len(data), data),
    ]


def decomposed() -> bytes:
    """Marks apart from their letters: NFD."""
    return printed(unicodedata.normalize("NFD", PLAN), _face("Plan Serif", LETTERS))


def with_codes_lost() -> bytes:
    """No way leads from the letters that are printed to what they mean: no ToUnicode."""

    def lose(_document: Any, pdf: Any) -> None:
        for one in pdf.objects:
            if isinstance(one, Mapping):
                one.pop("ToUnicode", None)  # type: ignore[attr-defined]

    return printed(PLAN, _face("Plan Serif", LETTERS), lose)


def with_codes_wrong() -> bytes:
    """The table of letters is another font's: each code leads to a letter some places off."""

    def shift(_document: Any, pdf: Any) -> None:
        for one in pdf.objects:
            lines = getattr(one, "stream", None)
            if lines and any(b"begincmap" in _bytes(line) for line in lines):
                one.stream = [_shifted(_bytes(line)) for line in lines]

    return printed(PLAN, _face("Plan Serif", LETTERS), shift)


def _bytes(line: object) -> bytes:
    return line if isinstance(line, bytes) else str(line).encode()


def _shifted(line: bytes) -> bytes:
    """ "<0012> <1EBF>" → "<0012> <1ED0>"."""
    return re.sub(
        rb"(<[0-9a-f]+> )<([0-9a-f]{4})>", lambda match: match[1] + b"<%04x>" % (int(match[2], 16) + 17), line,
        flags=re.IGNORECASE,
    )  # fmt: skip


def _face(name: str, path: Path) -> str:
    return f'@font-face {{ font-family: "{name}"; src: url("{path.as_uri()}") }} * {{ font-family: "{name}" }} '


def _old(text: str, table: Mapping[str, str]) -> str:
    back: dict[str, str] = {}
    for wrong, letter in table.items():
        back.setdefault(letter, wrong)
    return "".join(back.get(char, char) for char in text)


FONTS: dict[str, list[tuple[str, Mapping[str, str], bool]]] = {
    "tcvn3": [(".VnTime", TCVN3, False), (".VnTimeH", TCVN3, True)],
    "vni": [("VNI-Times", VNI, False)],
}


def old_font(name: str, table: Mapping[str, str], *, capitals: bool) -> bytes:
    """A font that prints the codes of an encoding as its letters."""
    font = TTFont(LETTERS)
    shapes = font.getBestCmap()
    codes = {code: shape for code, shape in shapes.items() if code < 0x80}
    for wrong, letter in table.items():
        if len(wrong) == 1:
            codes[ord(wrong)] = shapes[ord(letter.upper() if capitals else letter)]
        else:
            codes.setdefault(ord(wrong[1]), "acutecomb")
    if capitals:
        codes |= {code: shapes[ord(chr(code).upper())] for code in range(ord("a"), ord("z") + 1)}
    for part in ("GSUB", "GPOS", "GDEF"):
        del font[part]
    for one in font["cmap"].tables:
        one.cmap = dict(codes)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = name
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
