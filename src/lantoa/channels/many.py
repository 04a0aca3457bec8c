"""One step of a delivery to many: some of those who wait, one after the other, then a word on how far it came."""

import time
from collections.abc import Callable

from django.conf import settings

from lantoa.channels.protocol import Call, One, Outcome, later, refused, sent, to_confirm
from lantoa.channels.rules.many import Ended, Tally, budget, summary
from lantoa.channels.rules.states import OutcomeKind, Purpose

MINUTE = 60
MOST = 200
"""Of one step."""
TROUBLE = "Máy chủ gửi đang có sự cố; phần mềm chờ rồi gửi tiếp cho những người còn lại."


def step(call: Call, reach: Callable[[One], Ended], *, per_minute: int) -> Outcome:
    """Reach as many as the minute and the time of one step allow. No transaction is open while ``reach`` runs."""
    people, key = call.recipients, call.key.hex[:12]
    if people is None:
        raise TypeError("a delivery to many without recipients")
    people.begin()
    ends = time.monotonic() + settings.OUTWARD_SECONDS
    for _ in range(budget(people.tally(), per_minute, MOST)):
        one = people.take()
        if one is None:
            break
        ended = reach(one)
        people.end(one, ended)
        if ended.pause:
            return _put_off(call, ended, key)
        if time.monotonic() > ends:
            break
    return after_step(people.tally(), call.purpose, key, per_minute=per_minute)


def _put_off(call: Call, ended: Ended, key: str) -> Outcome:
    """The server is in trouble: whoever got it has it, the others wait."""
    outcome = later(ended.code or "server", TROUBLE, pause=ended.pause)
    tally = call.recipients.tally() if call.recipients else None
    has_begun = tally is not None and bool(tally.sent or tally.unknown)
    return Outcome(outcome.kind, outcome.code, outcome.words, trail={"id": key} if has_begun else {}, pause=ended.pause)


def after_step(tally: Tally, purpose: Purpose, key: str, *, per_minute: int) -> Outcome:
    """What the delivery says after a step. It is there when somebody got it and nobody waits."""
    if tally.waiting:
        is_full = tally.recent >= per_minute
        wait = tally.wait or (MINUTE if is_full else 0)
        trail = {"id": key} if tally.sent or tally.unknown else {}  # nobody has it yet: as if nothing had begun
        return Outcome(OutcomeKind.GOING, "some_left", summary(tally), trail=trail, wait=wait)
    if tally.sent or purpose is not Purpose.PUBLISH:
        return sent(remote_id=key, id=key)
    if tally.unknown:
        return to_confirm("nobody_sure", "Chưa rõ có ai nhận được không: hãy hỏi một người nhận rồi ghi nhận.")
    if tally.refused:
        return refused("all_refused", "Không hộp thư hay trình duyệt nào nhận: hãy xem danh sách người nhận bên dưới.")
    return refused("nobody", "Không còn ai đăng ký nhận nội dung này nên không có gì để gửi.")
