"""The closed lists of this room: where a digest stands, why something is in it, what a person answered. Pure."""

from vanban.vocabulary import Labelled


class DigestState(Labelled):
    """Where one person's digest of one day stands. ``planned`` → ``sending`` → one of the four outcomes of a mail."""

    PLANNED = "planned", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    REFUSED = "refused", "Máy chủ thư từ chối"
    UNKNOWN = "unknown", "Không rõ đã đến chưa"
    TO_CONFIRM = "to_confirm", "Cần hỏi lại người nhận"
    PAGE_ONLY = "page_only", "Chỉ nhắc trên trang"
    DROPPED = "dropped", "Bỏ qua vì quá muộn"


NOT_DELIVERED = frozenset({DigestState.REFUSED, DigestState.UNKNOWN, DigestState.TO_CONFIRM, DigestState.DROPPED})
"""What the plan owner has to know of: the person may not have been reached."""

TO_ASK = frozenset({DigestState.UNKNOWN, DigestState.TO_CONFIRM})
"""Nobody knows whether the mail arrived; it is never sent again blindly, a person asks and says."""


class RoundState(Labelled):
    """Where the reminding of one commune on one day stands."""

    PLANNED = "planned", "Chờ đến giờ"
    DONE = "done", "Đã lập"
    DROPPED = "dropped", "Bỏ qua vì quá muộn"


class Reason(Labelled):
    """Why something stands in a digest, in the order in which it is shown."""

    ESCALATED = "escalated", "Dự báo sẽ không đạt, cần lãnh đạo chỉ đạo"
    NUDGED = "nudged", "Được đôn đốc"
    LATE = "late", "Đã quá hạn"
    FORECAST = "forecast", "Dự báo sẽ không đạt"
    RETURNED = "returned", "Bị trả lại, cần bổ sung"
    SOON = "soon", "Sắp đến hạn"
    DUTY = "duty", "Đến phiên phân công"
    INSPECTION = "inspection", "Kiểm tra sắp tới"
    APPROVAL = "approval", "Nội dung chờ anh/chị duyệt"
    CONTENT = "content", "Nội dung đến hạn xong"
    DELIVERY = "delivery", "Lượt phát cần người xem lại"
    TAKE_DOWN = "take_down", "Ấn phẩm cần gỡ"
    HELP = "help", "Có người cần hỗ trợ"


class AnswerKind(Labelled):
    """What a person answers about one item."""

    DONE = "done", "Đã làm"
    WILL_DO = "will_do", "Sẽ làm ngày …"
    HELP = "help", "Không thuộc tôi, cần hỗ trợ"
