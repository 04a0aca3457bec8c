"""The words of deliveries: purposes, states, outcomes."""

from vanban.vocabulary import Labelled


class Purpose(Labelled):
    """Việc cần làm ở một kênh."""

    PUBLISH = "publish", "Đăng"
    CORRECT = "correct", "Đính chính"
    RECALL = "recall", "Thu hồi"


class DeliveryState(Labelled):
    """Trạng thái của một lượt phát."""

    WAITING = "waiting", "Chờ phát"
    SENDING = "sending", "Đang phát"
    SENT = "sent", "Đã phát"
    REFUSED = "refused", "Bị từ chối"
    UNKNOWN = "unknown", "Chưa rõ, đang dò lại"
    TO_CONFIRM = "to_confirm", "Chờ người xác nhận"
    HANDED = "handed_over", "Đã chuyển, chờ đăng"
    CANCELLED = "cancelled", "Đã hủy"
    TAKEN_OVER = "taken_over", "Đã làm bằng tay"


class AccountState(Labelled):
    """Trạng thái của một tài khoản kênh."""

    NEW = "new", "Chưa kiểm tra kết nối"
    READY = "ready", "Đang hoạt động"
    BROKEN = "broken", "Mất kết nối"
    OFF = "off", "Tạm tắt"


class OutcomeKind(Labelled):
    """What one attempt brought. ``later`` and ``going`` are no ends: the first changed nothing and may be repeated,
    the second did one step of several."""

    SENT = "sent", "Đã phát"
    REFUSED = "refused", "Bị từ chối"
    UNKNOWN = "unknown", "Chưa rõ"
    TO_CONFIRM = "to_confirm", "Cần người xác nhận"
    HANDED = "handed_over", "Đã chuyển"
    LATER = "later", "Chưa được, sẽ thử lại"
    GOING = "going", "Xong một bước"


class RecipientState(Labelled):
    """Trạng thái của một người nhận trong một lượt phát tới nhiều người."""

    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    REFUSED = "refused", "Bị từ chối"
    UNKNOWN = "unknown", "Chưa rõ, không gửi lại"
    CANCELLED = "cancelled", "Không gửi"


S = DeliveryState
OPEN = frozenset({S.WAITING.value, S.SENDING.value, S.UNKNOWN.value, S.TO_CONFIRM.value, S.HANDED.value})
"""Nobody knows the end yet."""
FOR_PEOPLE = frozenset({S.REFUSED.value, S.UNKNOWN.value, S.TO_CONFIRM.value})
"""A person should look."""
WENT = frozenset({S.SENT.value, S.TAKEN_OVER.value})
THERE = WENT | {S.HANDED.value}
"""Somebody else has it: a correction or a recall has to reach them."""
MAY_TAKE_OVER = frozenset({S.WAITING.value, S.REFUSED.value, S.UNKNOWN.value, S.TO_CONFIRM.value, S.HANDED.value})
MAY_REPEAT = frozenset({S.REFUSED.value, S.TO_CONFIRM.value, S.CANCELLED.value, S.HANDED.value})
MAY_CANCEL = frozenset({S.WAITING.value, S.TO_CONFIRM.value, S.REFUSED.value})
