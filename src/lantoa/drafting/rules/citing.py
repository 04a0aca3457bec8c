"""An act of the register as a line of căn cứ (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 6)."""

from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.sentences import day_words
from vanban.register import RegisteredAct


def cited(act: RegisteredAct) -> Block:
    """The act as a line; what the register does not know is left as a blank."""
    title = act.title or "[trích yếu]"
    on = f" ngày {day_words(act.issued_on.isoformat())}" if act.issued_on else " ngày [ngày ban hành]"
    by = f" của {act.issuer}" if act.issuer else " của [cơ quan ban hành]"
    words = f"Căn cứ {act.kind} số {act.number}{on}{by} {title}"
    if act.kind in {"Luật", "Bộ luật"}:
        words = f"Căn cứ {act.kind} {title} số {act.number}{on}"
    return Block("d0", BlockKind.BASIS.value, words, ref=act.number[:80])


BODIES = (("ủy ban nhân dân", "UBND"), ("uỷ ban nhân dân", "UBND"), ("ubnd", "UBND"), ("đảng ủy", "Đảng ủy"),
          ("tỉnh ủy", "Tỉnh ủy"), ("thành ủy", "Thành ủy"), ("sở", "Sở"))  # fmt: skip
LEVELS = ("thành phố", "tỉnh", "phường", "xã", "thị trấn", "đặc khu")


def body_in_text(name: str) -> str:
    """A body as running text names it: "ỦY BAN NHÂN DÂN TỈNH SÔNG BẰNG" → "UBND tỉnh Sông Bằng". What is not in
    capitals stays."""
    if not name.isupper():
        return name
    rest = name.lower()
    said: list[str] = []
    for words, usual in (*BODIES, *((level, level) for level in LEVELS)):
        if rest.startswith(f"{words} ") and len(said) < 2:
            said.append(usual)
            rest = rest.removeprefix(words).strip()
    if said[:1] == ["Sở"]:
        return f"Sở {rest[:1].upper()}{rest[1:]}"
    return " ".join([*said, *(word.capitalize() for word in rest.split())])
