"""E-mail newsletter: one message to each mailbox that confirmed, through the mail server that the product uses already.

Whatever happens, no mailbox gets an issue twice: each has a row that is written before its mail is begun, and one whose
end nobody knows is listed and left alone (ADR 0033). Opening and clicking are not watched.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from lantoa.channels.many import step
from lantoa.channels.newsletter.letters import compose
from lantoa.channels.pictures import article_link, files_of
from lantoa.channels.protocol import (
    Access,
    Call,
    Channel,
    Checked,
    One,
    Outcome,
    Prepared,
    Reading,
    Remark,
    SettingField,
)
from lantoa.channels.rules.many import Ended
from lantoa.channels.rules.states import OutcomeKind
from lantoa.core import mail
from lantoa.core.mail import Receipt
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

MOST_PICTURES = 6
USUAL_PER_MINUTE = 60
SERVER_PAUSE = 300
ABOUT_THE_SERVER = frozenset({"connect", "tls", "login", "sender"})
ABOUT_THE_MAILBOX = frozenset({550, 551, 553})
"""RFC 5321, 4.2.3: no such mailbox here; 552 (full) and 554 (policy) say nothing for good about the mailbox."""
K = OutcomeKind


class Newsletter(Channel):
    """Bản tin qua thư điện tử."""

    code = "newsletter"
    label = "Bản tin qua thư điện tử"
    medium = Medium.BULLETIN
    about = "Gửi bài tới người dân đã đăng ký và xác nhận trên cổng công khai; thôi nhận bằng một lần bấm."
    guide = (
        "Thư đi qua máy chủ thư của phần mềm (như thư nhắc việc). Người dân đăng ký ở trang “Nhận tin” của cổng "
        "công khai, nên cổng phải đang mở. Hỏi nhà cung cấp thư mỗi phút được gửi bao nhiêu thư rồi ghi vào ô bên dưới."
    )
    icon = "mail"
    repeat_is_harmless = True  # of the step: each mailbox has its own row
    can_correct = True
    can_recall = True
    has_figures = True
    to_many = "mail"
    single = True
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField(
            "reply_to", "Thư trả lời gửi về", "Địa chỉ có người đọc; để trống nếu không nhận.", required=False
        ),
        SettingField(
            "per_minute", "Số thư mỗi phút", choices=tuple((str(one), f"{one} thư") for one in (20, 60, 120, 300, 600)),
        ),
    )  # fmt: skip

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """As news: one issue with one article."""
        return ActivityKind.NEWS

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The form for mail, the pictures with their words, the way to the article."""
        text = approved.mail.strip() or approved.summary.strip()
        extra = {"commune": settings["commune"], "list": str(approved.commune_id), "recipients": settings["recipients"]}
        return Prepared(
            title=approved.title, text=text, link=article_link(approved, settings),
            pictures=files_of(approved, settings)[:MOST_PICTURES], extra=extra,
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Nothing to say; nobody to say it to; how many."""
        if not prepared.text:
            return (Remark("no_text", "Chưa có lời thư: hãy viết dạng “thư” của bài.", stops=True),)
        if prepared.extra.get("recipients", "0") == "0":
            return (Remark("nobody", "Chưa có ai đăng ký nhận thư nên chưa gửi được.", stops=True),)
        count = prepared.extra["recipients"]
        return (Remark("count", f"{count} người đang nhận bản tin; ai chỉ chọn chủ đề khác thì không nhận bài này."),)

    def send(self, call: Call) -> Outcome:
        """Some of the mails."""
        return step(call, lambda one: self._mailed(call, one), per_minute=self._pace(call.access))

    correct = send
    recall = send

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """What the mail server took, and what it did not. Opening is not watched."""
        if call.recipients is None:
            return ()
        tally = call.recipients.tally()
        return (
            Reading("Thư đã gửi", tally.sent), Reading("Bị từ chối", tally.refused), Reading("Chưa rõ", tally.unknown),
        )  # fmt: skip

    def check(self, access: Access) -> Checked:
        """Whether the mail server answers."""
        if not mail.is_ready():
            words = "Phần mềm chưa có máy chủ thư: nhờ người quản trị máy đặt LANTOA_SMTP_HOST (xem phần Nhắc việc)."
            return Checked(False, words)
        receipt = mail.probe()
        if receipt.outcome is mail.Outcome.SENT:
            return Checked(True, "Máy chủ thư trả lời và nhận phần mềm.")
        words = f"Máy chủ thư chưa nhận kết nối (bước {receipt.step}): hãy kiểm tra địa chỉ, mật khẩu máy chủ thư."
        return Checked(False, words, is_sure=receipt.step == "login")

    def _mailed(self, call: Call, one: One) -> Ended:
        receipt = mail.send(compose(call, one), to=one.to["address"])
        return judged(receipt)

    def _pace(self, access: Access) -> int:
        said = access.settings.get("per_minute", "")
        return int(said) if said.isdigit() and int(said) else USUAL_PER_MINUTE


def judged(receipt: Receipt) -> Ended:
    """What the conversation with the mail server means for this mailbox, and for the others."""
    code = str(receipt.code or receipt.step)
    if receipt.step in ABOUT_THE_SERVER and receipt.outcome is not mail.Outcome.UNKNOWN:
        return Ended(K.LATER, code, pause=SERVER_PAUSE)
    if receipt.outcome is mail.Outcome.REFUSED:
        is_gone = receipt.step == "mailbox" and receipt.code in ABOUT_THE_MAILBOX
        return Ended(K.REFUSED, code, is_gone=is_gone)
    ends = {mail.Outcome.SENT: K.SENT, mail.Outcome.LATER: K.LATER}
    return Ended(ends.get(receipt.outcome, K.UNKNOWN), code)
