"""From what HTTP brought to what it means for a delivery, for all channels alike."""

from collections.abc import Callable

from lantoa.channels.protocol import Checked, Outcome, later, refused, unknown
from lantoa.channels.rules.states import OutcomeKind
from lantoa.core.outward import Answer, NoAnswer, NotSent

SERVER_FAULT = 500
TOO_MANY = 429
USUAL_PAUSE = 300
LONGEST_PAUSE = 24 * 3600

_NOT_SENT = {
    "inside": "Địa chỉ này nằm trong mạng nội bộ nên phần mềm không gửi tới: hãy kiểm tra lại địa chỉ của kênh.",
    "address": "Địa chỉ của kênh không đúng: hãy sửa lại trong phần thiết lập kênh.",
}


def asked(work: Callable[[], Answer], *, reads: bool = False) -> Answer | Outcome:
    """The answer, or what it means that there is none. ``reads``: a call that changes nothing may always be repeated.

    A server fault (5xx) means unknown: services are known to have done what they answered 500 to (facts: peers 2.7).
    """
    try:
        answer = work()
    except NotSent as error:
        if error.code in _NOT_SENT:
            return refused(error.code, _NOT_SENT[error.code])
        return later("not_reached", "Chưa kết nối được tới máy chủ của kênh; phần mềm sẽ tự thử lại.")
    except NoAnswer as error:
        words = "Đã gửi nhưng chưa nhận được trả lời nên chưa rõ bài đã lên hay chưa."
        return later(f"no_answer_{error.code}", words) if reads else unknown(f"no_answer_{error.code}", words)
    if answer.status == TOO_MANY:
        return later("too_many", "Kênh đang giới hạn số lần gửi; phần mềm chờ rồi gửi tiếp.", pause=rest_of(answer))
    if answer.status >= SERVER_FAULT:
        words = f"Máy chủ của kênh báo lỗi ({answer.status}) nên chưa rõ bài đã lên hay chưa."
        code = f"fault_{answer.status}"
        return later(code, words) if reads else unknown(code, words)
    return answer


def failed(outcome: Outcome) -> Checked:
    """A connection check that brought no name: the account is at fault, or only their server for the moment."""
    is_sure = outcome.kind is OutcomeKind.REFUSED or outcome.renew or outcome.account_lost
    return Checked(False, outcome.words, is_sure=is_sure)


def rest_of(answer: Answer) -> int:
    """Seconds that the service asks to wait (Retry-After), within reason."""
    said = answer.headers.get("retry-after", "")
    return min(int(said), LONGEST_PAUSE) if said.isdigit() else USUAL_PAUSE


def short(text: str, length: int) -> str:
    """At most ``length`` letters, cut at a word and with a mark."""
    line = text.strip()
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
