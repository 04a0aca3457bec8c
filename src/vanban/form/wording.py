"""The fixed words of an official document, shared by the renderers so that they always say the same.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. Texts come out in Unicode NFC, without control characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from vanban.form.document import (
    Appendix,
    Article,
    Bullet,
    Clause,
    Heading,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Text,
    as_runs,
)
from vanban.form.widths import width_of

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSED = "Kính gửi:"
AS_ABOVE = "Như trên"
DECIDES = "QUYẾT ĐỊNH:"
NUMBERLESS = "        "
"""The room left for a clerk to write the number by hand."""

NUMBER = re.compile(r"(\S{1,12}/\S{1,12})")
"""A document's number, a rate: not to be broken behind the "/"."""
DATED = re.compile(r"(\S{1,12}/\d{1,8})")
"""Quarter, month or rate ("II/2026", "5/24"): whole even in a narrow cell; no program breaks before the digit."""
SPACES = re.compile(" {2,}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold; a DOCX with one of them would not open."""


def clean(text: str) -> str:
    """NFC, without characters that no printed document can hold; line breaks become spaces."""
    return re.sub(r"[\t\r\n]+", " ", CONTROL.sub("", unicodedata.normalize("NFC", text)))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that is broken by hand (trích yếu, tên phụ lục), cleaned; empty ones dropped."""
    cleaned = (clean(line).strip() for line in text.replace("\r\n", "\n").split("\n"))
    return tuple(line for line in cleaned if line)


def name_of(document: OfficialDocument) -> str:
    """Tên loại and trích yếu on one line: the title of the file."""
    return " ".join((clean(document.kind), *lines(document.title))).strip()


def number_line(document: OfficialDocument) -> str:
    """ "Số: 05/KH-UBND"; a number below 10 takes a 0, a missing one leaves room."""
    number, slash, symbol = clean(document.number).strip().partition("/")
    number = number.strip()
    if number.isdigit():
        number = number.zfill(2)
    return f"Số: {number or NUMBERLESS}{slash}{symbol.strip()}"


def about_line(document: OfficialDocument) -> str:
    """ "V/v đôn đốc …": trích yếu of a công văn (Mẫu 1.5, Phụ lục III)."""
    return "\n".join(lines(f"V/v {document.title}"))


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
    label = label_of(heading)
    return (*((Run(f"{label} "),) if label else ()), *words_of(heading))


def label_of(block: Heading | Bullet | Point | Clause | Article) -> str:
    """What stands before a block's words: "I.", "1.", "Điều 1.", "a)", "-"; "" for a heading without number."""
    if isinstance(block, Bullet):
        return block.mark
    if isinstance(block, Point):
        return f"{clean(block.label)})"
    number = clean(block.number).strip()
    if isinstance(block, Article):
        return f"Điều {number}."
    return f"{number.upper() if isinstance(block, Heading) and block.level == 1 else number}." if number else ""


def words_of(block: Heading | Bullet | Point | Clause | Article) -> tuple[Run, ...]:
    """A block's words without its label; level 1 of headings in capitals, the title of a điều bold."""
    if isinstance(block, Article):
        title = (Run(f"{clean(block.title)}{' ' if block.text else ''}", bold=True),) if block.title else ()
        return (*title, *clean_runs(block.text))
    runs = clean_runs(block.title if isinstance(block, Heading) else block.text)
    if isinstance(block, Heading) and block.level == 1:
        return tuple(Run(run.text.upper(), run.bold, run.italic, run.anchor) for run in runs)
    return runs


def spoken(block: Heading | Paragraph | Bullet | Point | Clause | Article) -> tuple[Run, ...]:
    """The words of any block that is text."""
    return clean_runs(block.text) if isinstance(block, Paragraph) else words_of(block)


def item_runs(item: Bullet | Point | Clause | Article) -> tuple[Run, ...]:
    """The label of a bullet, point, khoản or điều, and its text."""
    return (Run(f"{label_of(item)} ", bold=isinstance(item, Article)), *words_of(item))


def clean_runs(text: Text) -> tuple[Run, ...]:
    """The runs of a text, cleaned; empty ones dropped. Spaces at both ends and doubled ones go: a page of the web does
    not show them, Word does."""
    runs: list[Run] = []
    for run in as_runs(text):
        words = SPACES.sub(" ", clean(run.text))
        if not runs or runs[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if words:
            runs.append(Run(words, run.bold, run.italic, run.anchor))
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        words = last.text.rstrip(" ")
        return (*runs, Run(words, last.bold, last.italic, last.anchor)) if words else tuple(runs)
    return tuple(runs)


def bare(line: str) -> str:
    """A line of Nơi nhận or Kính gửi without its dash and its end."""
    return clean(line).strip().removeprefix("-").strip().rstrip(";.").strip()


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A căn cứ without the sign that ends it."""
    if not runs:
        return runs
    last = runs[-1]
    return (*runs[:-1], Run(last.text.rstrip(" ;."), last.bold, last.italic, last.anchor))


def listed(items: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of Nơi nhận or Kính gửi: "- …;" and a full stop after the last."""
    words = [word for word in map(bare, items) if word]
    return tuple(f"- {word}{'.' if index == len(words) - 1 else ';'}" for index, word in enumerate(words))


def recipients(document: OfficialDocument) -> tuple[str, ...]:
    """Lines of Nơi nhận; what is addressed to somebody (ô số 9a) begins with "Như trên" (điểm b khoản 9 mục II)."""
    items = document.recipients
    first = clean(items[0]).strip(" -;.").casefold() if items else ""
    if document.addressees and items and first != AS_ABOVE.casefold():
        items = (AS_ABOVE, *items)
    return listed(items)


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


def rule_under(texts: Iterable[str], size: float, *, most: float = 165.0) -> float:
    """Millimetres of the rule under bold lines of ``size`` points: two fifths of the longest (a third to a half)."""
    widths = [min(most, width_of(text, size, bold=True)) for text in texts if text]
    return round(0.4 * max(widths, default=0.0))


def motto_rule() -> float:
    """Millimetres of the rule under the motto: as long as the motto."""
    return round(width_of(MOTTO, 14, bold=True))


def issuer_rule(document: OfficialDocument) -> float:
    """Millimetres of the rule under the name of the issuing body."""
    return rule_under((clean(line).upper() for line in document.issuer), 13, most=65.0)


def title_rule(document: OfficialDocument) -> float:
    """Millimetres of the rule under the trích yếu."""
    return rule_under(lines(document.title), 14)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A mark in a frame ``width`` mm wide: its words and its style."""

    text: str
    style: str
    width: float


STAMP_WIDTHS = {"HỎA TỐC": 28.0, "THƯỢNG KHẨN": 38.0, "KHẨN": 18.0, "MẬT": 18.0, "TỐI MẬT": 28.0, "TUYỆT MẬT": 38.0}
"""Within the frame, which adds 2 mm. Of urgency: điểm b khoản 2 mục III; of secrecy alike."""


def marks(document: OfficialDocument) -> tuple[Stamp, ...]:
    """Marks of secrecy, urgency and circulation (ô số 10a, 10b, 11); none unless the document has them."""
    red = [text for text in (document.secrecy, document.urgency) if text]
    black = (Stamp(document.circulation, "VBCirculation", 55.0),) if document.circulation else ()
    return (*(Stamp(text, "VBStamp", STAMP_WIDTHS[text]) for text in red), *black)
