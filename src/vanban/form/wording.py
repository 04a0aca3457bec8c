"""The fixed words of an official document, shared by the renderers so that they always say the same.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. Texts come out in Unicode NFC, without control characters.
"""

import re
import unicodedata

from vanban.form.document import Appendix, Bullet, Heading, OfficialDocument, Point, Run, Text, as_runs

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
NUMBERLESS = "        "
"""The room left for a clerk to write the number by hand."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold; a DOCX with one of them would not open."""


def clean(text: str) -> str:
    """NFC, without characters that no printed document can hold; line breaks become spaces."""
    return re.sub(r"[\t\r\n]+", " ", CONTROL.sub("", unicodedata.normalize("NFC", text)))


def number_line(document: OfficialDocument) -> str:
    """ "Số: 05/KH-UBND"; a number below 10 takes a 0, a missing one leaves room."""
    number, slash, symbol = clean(document.number).strip().partition("/")
    number = number.strip()
    if number.isdigit():
        number = number.zfill(2)
    return f"Số: {number or NUMBERLESS}{slash}{symbol.strip()}"


def about_line(document: OfficialDocument) -> str:
    """ "V/v đôn đốc …": trích yếu of a công văn (Mẫu 1.5, Phụ lục III)."""
    return f"V/v {clean(document.title)}"


def date_line(document: OfficialDocument) -> str:
    """ "Hoa Mai, ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 take a 0 (khoản 4 mục II)."""
    on = document.issued_on
    if on is None:
        text = f"ngày     tháng     năm {document.year or '      '}"
    else:
        month = f"{on.month:02d}" if on.month < 3 else str(on.month)
        text = f"ngày {on.day:02d} tháng {month} năm {on.year}"
    return f"{clean(document.place)}, {text}" if document.place else text[0].upper() + text[1:]


def heading_runs(heading: Heading) -> tuple[Run, ...]:
    """Number and title of a heading; level 1 in capitals."""
    number = f"{clean(heading.number)}. " if heading.number else ""
    runs = (Run(number), *clean_runs(heading.title))
    if heading.level == 1:
        runs = tuple(Run(run.text.upper(), run.bold, run.italic, run.anchor) for run in runs)
    return tuple(run for run in runs if run.text)


def item_runs(item: Bullet | Point) -> tuple[Run, ...]:
    """The mark of a bullet or a point, and its text."""
    mark = f"{clean(item.label)}) " if isinstance(item, Point) else f"{item.mark} "
    return (Run(mark), *clean_runs(item.text))


def clean_runs(text: Text) -> tuple[Run, ...]:
    """The runs of a text, cleaned; empty ones dropped."""
    cleaned = (Run(clean(run.text), run.bold, run.italic, run.anchor) for run in as_runs(text))
    return tuple(run for run in cleaned if run.text)


def listed(items: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of Nơi nhận or Kính gửi: "- …;" and a full stop after the last."""
    words = [clean(item).strip().removeprefix("-").strip().rstrip(";.").strip() for item in items]
    words = [word for word in words if word]
    return tuple(f"- {word}{'.' if index == len(words) - 1 else ';'}" for index, word in enumerate(words))


def basis_runs(document: OfficialDocument) -> tuple[tuple[Run, ...], ...]:
    """Căn cứ: each ends with ";", the last with "."."""
    lines = []
    for index, text in enumerate(document.basis):
        runs = clean_runs(text)
        if not runs:
            continue
        end = "." if index == len(document.basis) - 1 else ";"
        last = runs[-1]
        lines.append((*runs[:-1], Run(last.text.rstrip(" ;.") + end, last.bold, last.italic, last.anchor)))
    return tuple(lines)


def appendix_label(appendix: Appendix) -> str:
    """ "Phụ lục I", or "Phụ lục" for the only one."""
    return f"Phụ lục {clean(appendix.number)}".strip()


def attached_line(appendix: Appendix) -> str:
    """ "(Kèm theo …)", or "" when it says nothing."""
    words = clean(appendix.attached_to).strip().strip("()").strip()
    return f"({words})" if words else ""


def rule_length(title: str) -> float:
    """Millimetres of the rule under the trích yếu: a third to a half of the line, 2.5 mm a letter."""
    return min(60.0, max(20.0, len(title) * 2.5 * 0.4))
