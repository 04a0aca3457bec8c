"""What a report says of content: good models, shortcomings that were named, opinions of people with their answers,
publications by channel. Pure.

Figures that a channel counts itself are told as theirs, with the day on which they were read; they prove nothing.
"""

from collections.abc import Sequence

from lantoa.reports.rules import wording
from lantoa.reports.rules.runs import figure, told
from lantoa.reports.rules.said import Marked, Outlet, Reading, Voice
from vanban.form.document import Block, DataTable, Paragraph, Text

OUTLET_HEADER = (
    "TT", "Kênh", "Đã đăng", "Đăng bằng tay", "Đính chính", "Thu hồi", "Chờ xác nhận", "Số liệu do kênh tự đếm",
)  # fmt: skip
GOOD_MODELS, SHORTCOMINGS, OPINIONS, OUTLETS = "dien-hinh", "ton-tai-neu", "y-kien", "kenh-dang"


def marked_table(rows: Sequence[Marked], mark: str, anchor: str) -> list[Block]:
    """A sentence with their number and the list; nothing where there is none."""
    found = [one for one in rows if one.mark == mark]
    if not found:
        return []
    said = {
        GOOD_MODELS: "Đã đăng {n} tin, bài nêu gương điển hình, mô hình hay:",
        SHORTCOMINGS: "Đã nêu công khai {n} tồn tại, hạn chế để khắc phục:",
    }  # fmt: skip
    count = figure(f"{anchor}-so", wording.number(len(found)))
    table = DataTable(
        header=("TT", "Nội dung", "Đơn vị", "Ngày đăng", "Tóm tắt"),
        rows=tuple(_marked_row(number, one, anchor) for number, one in enumerate(found, start=1)),
        widths=(11, 55, 30, 25, 54), aligns=("center", "left", "left", "center", "left"), anchor=f"bang-{anchor}",
    )  # fmt: skip
    return [Paragraph(told(said[anchor], n=count)), table]


def _marked_row(number: int, one: Marked, anchor: str) -> tuple[Text, ...]:
    title = (figure(f"{anchor}-{one.item_id}", wording.quoted(one.title)),)
    return str(number), title, one.unit, wording.day(one.on), wording.quoted(one.summary)


def voices_table(rows: Sequence[Voice]) -> list[Block]:
    """Opinions by field, as they were noted, each with its answer."""
    if not rows:
        return []
    answered = sum(1 for one in rows if one.answer)
    sentence = told(
        "Qua mạng lưới cộng tác viên đã tiếp nhận {n} ý kiến của người dân, đã trả lời {m}:",
        n=figure(f"{OPINIONS}-so", wording.number(len(rows))),
        m=figure(f"{OPINIONS}-tra-loi", wording.number(answered)),
    )  # fmt: skip
    table = DataTable(
        header=("TT", "Lĩnh vực", "Ý kiến", "Địa bàn, ngày nhận", "Trả lời"),
        rows=tuple(_voice_row(number, one) for number, one in enumerate(rows, start=1)),
        widths=(11, 32, 58, 34, 40), aligns=("center", "left", "left", "left", "left"), anchor=f"bang-{OPINIONS}",
    )  # fmt: skip
    return [Paragraph(sentence), table]


def _voice_row(number: int, one: Voice) -> tuple[Text, ...]:
    said = (figure(f"{OPINIONS}-{one.submission_id}", wording.quoted(one.told)),)
    where = f"{one.place}, {wording.day(one.on)}".lstrip(", ")
    return str(number), one.topic or "Khác", said, where, wording.quoted(one.answer) or "Đã ghi nhận"


def outlets_table(rows: Sequence[Outlet]) -> list[Block]:
    """How much went out where; what channels count themselves stands in a column of its own, as theirs."""
    if not rows:
        return []
    sent = sum(one.sent for one in rows)
    sentence = told(
        "Đã đăng, phát {n} lượt nội dung đã duyệt trên {m} kênh (mỗi nội dung ở một kênh tính một lượt):",
        n=figure(f"{OUTLETS}-so", wording.number(sent)), m=figure(f"{OUTLETS}-kenh", wording.number(len(rows))),
    )  # fmt: skip
    table = DataTable(
        header=OUTLET_HEADER,
        rows=tuple(_outlet_row(number, one) for number, one in enumerate(rows, start=1)),
        widths=(11, 42, 19, 19, 19, 18, 20, 37),
        aligns=("center", "left", "center", "center", "center", "center", "center", "left"), anchor=f"bang-{OUTLETS}",
    )  # fmt: skip
    return [Paragraph(sentence), table]


def _outlet_row(number: int, one: Outlet) -> tuple[Text, ...]:
    sent = (figure(f"{OUTLETS}-{one.code}", wording.number(one.sent)),)
    rest = (wording.number(count) for count in (one.by_hand, one.corrected, one.recalled, one.open))
    return str(number), one.label, sent, *rest, "; ".join(map(_read, one.readings)) or "Không có"


def _read(one: Reading) -> str:
    return f"{one.name}: {wording.number(one.value)} (đọc ngày {wording.day(one.on)})"
