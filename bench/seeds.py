"""Makes DOCX and PDF of the four clean plans beside the project, through our own document tree, with a true table for
the appendix that plain text has flattened.

    python bench/seeds.py OUT        writes OUT/<plan>.docx, OUT/<plan>.pdf and says how long it took

Only for benches and for checks of the readers: the plans themselves are not part of the project.
"""

import re
import sys
import time
from pathlib import Path

from vanban.blocks import Block, read_blocks
from vanban.form.document import (
    Appendix,
    Bullet,
    DataTable,
    Heading,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf
from vanban.readers.text import read_text

PLANS = Path(__file__).resolve().parents[2] / "shared" / "plans"
NAMES = ("tran-phu-2025", "phu-van-2025-h2", "thach-khoi-2026", "bach-mai-2025")
COLUMNS = ("TT", "Nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian hoàn thành")
UNIT = (
    r"Phòng Văn hóa xã hội(?: và các phòng, ban chuyên môn)?|Các phòng, ban chuyên môn|Văn phòng HĐND ?(?:&|và) ?UBND"
)
ROW = re.compile(rf"(?P<no>\d+)\.? (?P<task>.+?) (?P<lead>{UNIT}) (?P<with>{UNIT}) (?P<due>.+)", re.DOTALL)


def plan_document(name: str) -> OfficialDocument:
    """A plan as a document tree; the head, which the texts lack, is filled in only where the text has it."""
    data = (PLANS / f"{name}.txt").read_bytes()
    blocks = read_blocks(read_text(data))
    texts = [block.flat.text for block in blocks]
    kind = texts.index("KẾ HOẠCH")
    start = next(i for i, text in enumerate(texts) if re.match(r"(Căn cứ|Thực hiện|I\.)", text))
    end = next(i for i, text in enumerate(texts) if text.startswith("Nơi nhận"))
    appendix = next((i for i, text in enumerate(texts) if re.match(r"Phụ lục \d$", text)), len(texts))
    number = next((t.partition(":")[2].strip() for t in texts[:kind] if t.startswith("Số")), "/KH-UBND")
    place = next((t.split(",")[0] for t in texts[:kind] if ", ngày" in t), "")
    return OfficialDocument(
        kind="KẾ HOẠCH",
        title=" ".join(texts[kind + 1 : start]),
        issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG"),
        number=number,
        place=place,
        year=2026 if "2026" in name else 2025,
        body=tuple(_block(block) for block in blocks[start:end]),
        signature=_signature(texts[end:appendix]),
        recipients=tuple(_recipients(texts[end:appendix])),
        appendices=(_appendix(texts[appendix:]),) if appendix < len(texts) else (),
    )


def _block(block: Block) -> Heading | Paragraph | Bullet | Point:
    """The tree's block of a paragraph; its wording stays as it was, also where it departs from the decree."""
    text = block.flat.text
    if block.mark == "roman" and block.body.text.isupper():
        return Heading("", text, 1)
    if block.mark in {"number", "decimal"} and len(text) < 90:
        return Heading("", text, 2)
    if block.mark == "letter" and block.flat.text[1:2] == ")":
        return Point(block.label, block.body.text)
    if block.mark in {"dash", "plus"}:
        return Bullet(block.body.text, "-" if block.mark == "dash" else "+")
    return Paragraph((Run(text),))


def _recipients(texts: list[str]) -> list[str]:
    joined = "\n".join(texts)
    part = re.split(r"\n(?=TM\.|KT\.|CHỦ TỊCH)", joined)[0].removeprefix("Nơi nhận:")
    return [line.strip() for line in part.splitlines() if line.strip()]


def _signature(texts: list[str]) -> Signature:
    rest = re.split(r"\n(?=TM\.|KT\.|CHỦ TỊCH)", "\n".join(texts), maxsplit=1)[1]
    words = " ".join(rest.split())
    authority = re.findall(r"TM\. ỦY BAN NHÂN DÂN|KT\. CHỦ TỊCH|PHÓ CHỦ TỊCH|(?<!\. )CHỦ TỊCH", words)
    return Signature(tuple(authority), words.rpartition("TỊCH ")[2])


def _appendix(texts: list[str]) -> Appendix:
    """Rows are cut at their numbers, columns found by the names of the units."""
    joined = re.sub(r"\s+", " ", " ".join(texts))
    head, _, body = joined.partition("hoàn thành ")
    label = re.match(r"Phụ lục (\d)\s+(.+?)\s*(\(.+\))", head)
    body = body.replace("sau) 4.", "4.")
    rows = re.split(r" (?=\d\.? [A-ZĐ][a-zà-ỹ]+ )", f" {body}")
    cells = [ROW.match(row.strip()) for row in rows if row.strip()]
    if not label or not all(cells):
        raise SystemExit(f"appendix not understood: {[r for r, c in zip(rows[1:], cells, strict=True) if not c]}")
    table = DataTable(
        COLUMNS,
        tuple((f"{c['no']}.", c["task"], c["lead"], c["with"], c["due"].strip()) for c in cells if c),
        (11, 56, 35, 35, 28),
        ("center", "justify", "center", "center", "center"),
    )
    return Appendix(label.group(2), (table,), label.group(1), label.group(3))


def main() -> None:
    """Write the files."""
    if not PLANS.is_dir():
        raise SystemExit(f"the plans are not beside the project: {PLANS}")
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    out.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        document = plan_document(name)
        for ending, render in (("docx", render_docx), ("pdf", render_pdf)):
            begun = time.perf_counter()
            (out / f"{name}.{ending}").write_bytes(render(document))
            print(f"{name}.{ending}  {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
