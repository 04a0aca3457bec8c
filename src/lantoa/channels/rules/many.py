"""What follows for one of many, and for the delivery that goes to all of them. Pure."""

from dataclasses import dataclass

from lantoa.channels.rules.states import OutcomeKind, RecipientState

R, K = RecipientState, OutcomeKind
PAUSES = (300, 1200, 3600, 4 * 3600, 12 * 3600)
"""Seconds after a refusal for now; then it is a refusal."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of one of many. ``is_gone``: there is nobody any more; ``pause``: the server itself is in trouble, so
    the others wait that many seconds, too, and this was no try."""

    kind: OutcomeKind
    code: str = ""
    is_gone: bool = False
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a delivery's recipients stand where. ``recent``: begun within the last minute; ``wait``: seconds
    until the next one that is put off is due."""

    waiting: int = 0
    sent: int = 0
    refused: int = 0
    unknown: int = 0
    cancelled: int = 0
    recent: int = 0
    wait: int = 0

    @property
    def known(self) -> int:
        """All but those who left or for whom it was too late."""
        return self.waiting + self.sent + self.refused + self.unknown


@dataclass(frozen=True, slots=True)
class Follows:
    """The new state of one recipient; ``wait``: seconds to the next try; ``is_no_try``: it was not their turn yet."""

    state: RecipientState
    wait: int = 0
    code: str = ""
    is_no_try: bool = False


def after_ended(ended: Ended, tries: int) -> Follows:
    """What follows from an attempt to reach one of many. Unknown stays unknown: the channel says "later" where
    repeating is harmless."""
    if ended.kind is K.LATER:
        if ended.pause:
            return Follows(R.WAITING, 0, is_no_try=True)
        if tries > len(PAUSES):
            return Follows(R.REFUSED, code="put_off")
        return Follows(R.WAITING, PAUSES[tries - 1])
    ends = {K.SENT: R.SENT, K.REFUSED: R.REFUSED}
    return Follows(ends.get(ended.kind, R.UNKNOWN))


def budget(tally: Tally, per_minute: int, most: int) -> int:
    """How many may be begun in this step."""
    return max(min(per_minute - tally.recent, most), 0)


def summary(tally: Tally) -> str:
    """ "Đã gửi 48 trong 50; từ chối 1; chưa rõ 1." """
    parts = [f"Đã gửi {tally.sent} trong {tally.known}"]
    parts += [f"từ chối {tally.refused}"] if tally.refused else []
    parts += [f"chưa rõ {tally.unknown}"] if tally.unknown else []
    parts += [f"không gửi {tally.cancelled}"] if tally.cancelled else []
    return "; ".join(parts) + "."


WHY = {
    "no_end": "Phần mềm dừng đúng lúc đang gửi",
    "end": "Mất kết nối ngay sau khi gửi", "put_off": "Máy chủ hoãn nhiều lần",
    "mailbox": "Địa chỉ không gửi được", "inside": "Địa chỉ nằm trong mạng nội bộ", "address": "Địa chỉ không đúng",
    "keys": "Khóa của trình duyệt không đúng", "550": "Không có hộp thư này (550)",
    "551": "Hộp thư đã chuyển đi (551)", "553": "Tên hộp thư không đúng (553)", "552": "Hộp thư đầy (552)",
    "554": "Máy chủ nhận từ chối nội dung (554)", "404": "Trình duyệt không còn nhận (404)",
    "410": "Trình duyệt không còn nhận (410)",
}  # fmt: skip


def why_words(code: str) -> str:
    """Why somebody did not simply get it, in words."""
    return WHY.get(code) or (f"Máy chủ trả lời mã {code}" if code.isdigit() else code)
