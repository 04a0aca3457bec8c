"""Another page that has no address for programs: its editor gets the ready text and pictures by mail. The mail is not
the publication: it is *handed over* until the watcher sees the page, or a person says where it is.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, ClassVar

from lantoa.channels.handover.letter import letter_of, message_id
from lantoa.channels.pictures import article_link, files_of
from lantoa.channels.protocol import (
    Access,
    Call,
    Channel,
    Checked,
    Outcome,
    Prepared,
    Remark,
    SettingField,
    handed,
    later,
    refused,
    unknown,
)  # fmt: skip
from lantoa.core import mail
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

NO_SERVER = "Chưa thiết lập máy chủ thư: hãy nhờ người quản trị làm theo tài liệu “Mail for reminders”."
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h[2-4]|tr|blockquote|figcaption)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
TO = SettingField("to", "Thư điện tử của ban biên tập", "Một địa chỉ.")
REPLY_TO = SettingField("reply_to", "Trả lời về địa chỉ", "Thư của cán bộ phụ trách ở phường, xã.", required=False)
MOST_MB = SettingField(
    "most_mb", "Dung lượng ảnh gửi kèm", "Ảnh vượt quá được gửi bằng đường dẫn.",
    choices=(("10", "10 MB"), ("5", "5 MB"), ("20", "20 MB")),
)  # fmt: skip


class Handover(Channel):
    """Trang khác, gửi bài qua thư."""

    code = "handover"
    label = "Trang khác (gửi bài qua thư)"
    medium = Medium.HIGHER_PORTAL
    about = (
        "Gửi bài đã duyệt kèm ảnh và tệp Word cho ban biên tập trang tỉnh, thành phố; theo dõi đến khi bài lên trang."
    )
    guide = (
        "Cần địa chỉ thư của ban biên tập. Thư đi chưa phải là đã đăng: lượt phát ở trạng thái “Đã chuyển, chờ đăng” "
        "đến khi phần mềm thấy bài trên trang (thêm trang ở mục “Bài đăng nơi khác”) hoặc có người ghi nhận đường dẫn, "
        "ảnh chụp."
    )  # fmt: skip
    icon = "mail"
    can_correct = True
    can_recall = True
    fields: ClassVar[tuple[SettingField, ...]] = (
        TO,
        SettingField("editor", "Kính gửi", "Ví dụ: Ban biên tập Cổng thông tin điện tử thành phố.", required=False),
        REPLY_TO,
        MOST_MB,
        SettingField(
            "own_page", "Trang này là",
            choices=(("higher", "Trang của tỉnh, thành phố"), ("own", "Trang của phường, xã")),
        ),
    )  # fmt: skip

    def medium_at(self, settings: Mapping[str, str]) -> Medium:
        """A page of the ward itself or of those above."""
        return Medium.PORTAL if settings.get("own_page") == "own" else self.medium

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The article whole."""
        return Prepared(
            title=approved.title, text=approved.summary, html=approved.html, link=article_link(approved, settings),
            pictures=files_of(approved, settings),
            extra={
                "author": approved.credit, "commune": settings["commune"], "plain": plain_of(approved.html),
                "to": settings.get("to", ""), "dear": settings.get("editor") or "Ban biên tập",
            },
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Nothing to put up."""
        if prepared.extra.get("plain"):
            return ()
        return (Remark("no_text", "Bài chưa có nội dung toàn văn: hãy viết phần “bài đầy đủ”.", stops=True),)

    def send(self, call: Call) -> Outcome:
        """One mail."""
        if not mail.is_ready():
            return later("no_mail_server", NO_SERVER, wait=900)
        receipt = mail.send(letter_of(call), to=call.access.settings.get("to", ""))
        return _judged(receipt, call)

    def correct(self, call: Call) -> Outcome:
        """A mail with the corrected text; somebody there has to act."""
        return self.send(call)

    def recall(self, call: Call) -> Outcome:
        """A mail that asks for it."""
        return self.send(call)

    def check(self, access: Access) -> Checked:
        """Ask the mail server whether it takes mail for the editor; nothing is sent."""
        if not mail.is_ready():
            return Checked(False, NO_SERVER)
        if not is_address(access.settings.get("to", "")):
            return Checked(False, "Địa chỉ thư không đúng dạng: hãy nhập một địa chỉ như banbientap@tinh.gov.vn.")
        receipt = mail.probe(access.settings["to"])
        if receipt.outcome is mail.Outcome.SENT:
            return Checked(True, "Máy chủ thư nhận gửi tới địa chỉ này. Chưa gửi thư nào.")
        if receipt.outcome is mail.Outcome.REFUSED:
            return Checked(False, "Máy chủ thư không nhận gửi tới địa chỉ này: hãy kiểm tra lại từng chữ.")
        return Checked(False, "Máy chủ thư chưa trả lời; phần mềm sẽ kiểm tra lại.", is_sure=False)


def is_address(text: str) -> bool:
    """Whether it looks like one address of mail that every server takes."""
    return text.isascii() and len(text) <= 200 and _ADDRESS.fullmatch(text) is not None


def plain_of(html: str) -> str:
    """The article as plain text, a line for each block."""
    lines = unescape(_TAG.sub("", _END_OF_BLOCK.sub("\n", html))).splitlines()
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)


def _judged(receipt: mail.Receipt, call: Call) -> Outcome:
    asked = "đăng bài" if call.purpose.value == "publish" else "sửa, gỡ bài"
    if receipt.outcome is mail.Outcome.SENT:
        return handed(f"Đã gửi thư; chờ trang đó {asked}.", id=message_id(call))
    if receipt.outcome is mail.Outcome.REFUSED:
        return refused(
            f"mail_{receipt.step}", "Máy chủ thư không nhận thư này: hãy kiểm tra địa chỉ và dung lượng ảnh."
        )
    if receipt.outcome is mail.Outcome.UNKNOWN:
        return unknown("mail_end", "Mất kết nối khi thư vừa đi nên chưa rõ thư đã tới hay chưa.")
    return later(f"mail_{receipt.step}", "Máy chủ thư chưa nhận thư; phần mềm sẽ tự thử lại.")
