"""The words of watching: kinds of sources, states of entries."""

from vanban.vocabulary import Labelled


class SourceKind(Labelled):
    """Cách đọc một trang."""

    FEED = "feed", "Nguồn tin RSS, Atom"
    SITEMAP = "sitemap", "Sơ đồ trang (sitemap)"
    PAGE = "page", "Trang danh sách bài"


class SourceState(Labelled):
    """Tình trạng của một nguồn."""

    NEW = "new", "Chưa đọc lần nào"
    READING = "reading", "Đang theo dõi"
    TROUBLE = "trouble", "Chưa đọc được"
    OFF = "off", "Tạm tắt"


class EntryState(Labelled):
    """Phần mềm biết gì về một bài."""

    NEW = "new", "Mới thấy, chưa đọc"
    OLD = "old", "Có từ trước khi theo dõi"
    MATCHED = "matched", "Đúng bài đã gửi"
    ASKED = "asked", "Có phải bài này?"
    OUTSIDE = "outside", "Bài đã đăng ngoài phần mềm"
    KNOWN = "known", "Đã có trong phần mềm"
    RECORDED = "recorded", "Đã ghi thành hoạt động"
    DISMISSED = "dismissed", "Không phải bài của phường, xã"
    UNREAD = "unread", "Không đọc được"


E = EntryState
FOR_PEOPLE = frozenset({E.ASKED.value, E.OUTSIDE.value})
PROVEN = frozenset({E.MATCHED.value, E.RECORDED.value})
"""Evidence hangs on them: they are looked at again, whether they are still there."""
