"""Báo, đài, bản tin của Đảng, Mặt trận: an account is an outlet. With an address of mail the text goes there as to
another page's editor; without one a person sends it and says so. What appears is written down with link or picture.
"""

from collections.abc import Mapping
from typing import ClassVar

from lantoa.channels.handover.channel import MOST_MB, REPLY_TO, Handover, is_address
from lantoa.channels.protocol import Access, Call, Checked, Outcome, SettingField, to_confirm
from lantoa.channels.rules.outlets import OutletKind
from lantoa.channels.rules.states import Purpose
from vanban.vocabulary import Channel as Medium

BY_HAND = "send_by_hand"
_ASKS = {
    Purpose.PUBLISH: "Báo, đài này chưa có địa chỉ thư: hãy tự gửi bài cho tòa soạn rồi bấm “Đã gửi, chờ đăng”.",
    Purpose.CORRECT: "Hãy báo tòa soạn đính chính theo bản mới rồi ghi nhận.",
    Purpose.RECALL: "Hãy báo tòa soạn gỡ hoặc không đăng bài rồi ghi nhận.",
}


class Press(Handover):
    """Báo, đài, bản tin."""

    code = "press"
    label = "Báo, đài, bản tin Đảng, Mặt trận"
    medium = Medium.PRESS
    about = "Gửi bài cho báo, đài, bản tin; ghi lại bài nào đã đăng, phát, kèm đường dẫn, ảnh chụp hoặc bản ghi."
    guide = (
        "Có địa chỉ thư thì phần mềm gửi bài kèm ảnh; không có thì cán bộ tự gửi và bấm “Đã gửi”. Bài đã gửi mà chưa "
        "thấy đăng được nhắc ở mục “Báo, đài, bản tin”."
    )  # fmt: skip
    icon = "newspaper"
    by_hand = True
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField("kind", "Loại", choices=tuple((one.value, one.label) for one in OutletKind)),
        SettingField("to", "Thư điện tử của tòa soạn", "Để trống nếu gửi bằng cách khác.", required=False),
        SettingField("editor", "Kính gửi", "Ví dụ: Ban biên tập Báo và Đài thành phố.", required=False),
        SettingField("contact", "Người liên hệ, điện thoại", required=False),
        REPLY_TO,
        MOST_MB,
    )

    def medium_at(self, settings: Mapping[str, str]) -> Medium:
        """A bulletin is a word of its own in plans."""
        return OutletKind.medium_of(settings.get("kind", ""))

    def send(self, call: Call) -> Outcome:
        """A mail, or a request to a person."""
        if not call.access.settings.get("to"):
            return to_confirm(BY_HAND, _ASKS[call.purpose])
        return super().send(call)

    def check(self, access: Access) -> Checked:
        """As of another page; an outlet that is served by hand needs nothing."""
        to = access.settings.get("to", "")
        if not to:
            return Checked(True, "Gửi bằng tay: không cần kết nối.")
        if not is_address(to):
            return Checked(False, "Địa chỉ thư không đúng dạng: hãy sửa, hoặc để trống nếu gửi bằng cách khác.")
        return super().check(access)
