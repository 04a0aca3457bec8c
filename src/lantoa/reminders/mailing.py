"""The words of a digest: the mail in plain text and simple HTML, and the same groups for the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lantoa.core import mail
from lantoa.core.saying import said
from lantoa.reminders.models import Digest, DigestItem
from lantoa.reminders.sending import Attempt
from lantoa.reminders.states import Reason

MOST_ITEMS = 30
"""More than that nobody reads in a mail; the page has all."""
SALT = "lantoa.reminders.stop"

SHORT_WORDS: dict[Reason, str] = {
    Reason.ESCALATED: "{n} việc dự báo không đạt cần chỉ đạo",
    Reason.NUDGED: "{n} việc được đôn đốc",
    Reason.LATE: "{n} việc quá hạn",
    Reason.FORECAST: "{n} việc dự báo không đạt",
    Reason.RETURNED: "{n} minh chứng bị trả lại",
    Reason.SOON: "{n} việc sắp đến hạn",
    Reason.DUTY: "{n} phiên phân công",
    Reason.INSPECTION: "{n} cuộc kiểm tra",
    Reason.APPROVAL: "{n} nội dung chờ duyệt",
    Reason.CONTENT: "{n} nội dung đến hạn",
    Reason.DELIVERY: "{n} lượt phát cần xem lại",
    Reason.TAKE_DOWN: "{n} ấn phẩm cần gỡ",
    Reason.HELP: "{n} người cần hỗ trợ",
}
"""How the subject of the mail and the notice on the page count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item as the mail shows it."""

    item: DigestItem
    url: str
    answers: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one reason."""

    title: str
    reason: Reason
    lines: list[Line] = field(default_factory=list)


def compose(attempt: Attempt) -> EmailMessage:
    """The mail of one attempt, in Vietnamese. Needs the commune's scope; speaks to nobody."""
    digest = attempt.digest
    items = list(DigestItem.objects.filter(digest=digest).select_related("work", "activity"))
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "digest": digest, "commune": digest.commune, "groups": groups(items[:MOST_ITEMS], attempt.tokens),
            "more": max(len(items) - MOST_ITEMS, 0), "page": absolute(reverse("reminders_own")),
            "choose": absolute(reverse("reminders_choices")), "stop": stop_url(digest),
        }  # fmt: skip
        message = mail.new_message(
            subject=subject_of(digest, items), to=digest.person.email, message_id=_message_id(attempt)
        )
        text = render_to_string("reminders/mail.txt", context)
        html = render_to_string("reminders/mail.html", context)
    message["List-Unsubscribe"] = f"<{stop_url(digest)}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.fill(message, text=text, html=html)
    return message


def subject_of(digest: Digest, items: Iterable[DigestItem]) -> str:
    """ "Nhắc việc 20/11/2026: 2 việc quá hạn, 3 việc sắp đến hạn (Phường Hoa Mai)"."""
    return f"Nhắc việc {digest.on:%d/%m/%Y}: {counted(item.reason for item in items)} ({digest.commune.name})"


def counted(reasons: Iterable[str]) -> str:
    """ "2 việc quá hạn, 3 việc sắp đến hạn", in the order of the reasons."""
    found = list(reasons)
    return ", ".join(
        said(words.format(n=found.count(reason.value)))
        for reason, words in SHORT_WORDS.items()
        if reason.value in found
    )


def groups(items: Iterable[DigestItem], tokens: Mapping[int, str]) -> list[Group]:
    """Items by reason. Those with a link lead to it, the others to their page behind the sign-in."""
    found: dict[str, Group] = {}
    for item in items:
        reason = Reason(item.reason)
        group = found.setdefault(item.reason, Group(said(reason.label), reason))
        token = tokens.get(item.pk)
        url = absolute(reverse("reminders_link", args=[token])) if token else absolute(page_of(item))
        group.lines.append(Line(item, url, answers=bool(token)))
    return list(found.values())


def page_of(item: DigestItem) -> str:
    """Where the item stands in the program."""
    if item.work is not None:
        return f"{reverse('progress_commitment', args=[item.work.commitment_id])}#ky-{item.work_id}"
    if item.activity_id is not None:
        return reverse("activities_show", args=[item.activity_id])
    if item.path:
        return item.path
    pages = {Reason.HELP.value: "reminders_watch", Reason.INSPECTION.value: "inspection_list"}
    return reverse(pages.get(item.reason, "reminders_own"))


def absolute(path: str) -> str:
    """The path with the address under which people reach the program."""
    return f"{settings.PUBLIC_URL}{path}"


def stop_url(digest: Digest) -> str:
    """Where mail can be switched off without signing in (RFC 8058): signed, good for nothing else."""
    token = Signer(salt=SALT).sign_object([digest.commune_id, digest.person_id])
    return absolute(reverse("reminders_stop", args=[token]))


def read_stop_token(token: str) -> tuple[int, int] | None:
    """Commune and person of a link to switch mail off; None for anything that we did not sign."""
    try:
        commune_id, person_id = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return int(commune_id), int(person_id)


def _message_id(attempt: Attempt) -> str:
    """The same for every try of one digest: mailboxes that see it twice keep one."""
    digest = attempt.digest
    return f"<nhac-viec-{digest.commune_id}-{digest.pk}-{digest.on:%Y%m%d}@{mail.sender_domain()}>"


def why_words(why: str) -> str:
    """Why there was no mail, in words."""
    known = {
        "mail_off": _("Máy chủ thư chưa được cài đặt"),
        "no_address": _("Chưa có địa chỉ thư điện tử"),
        "chosen_off": _("Người nhận đã chọn không nhận thư"),
        "not_this_day": _("Người nhận không chọn nhận thư ngày này"),
        "left": _("Người nhận đã thôi làm việc ở đây"),
        "too_late": _("Máy tắt đến quá giờ làm việc"),
        "put_off": _("Máy chủ thư không nhận cho đến hết ngày"),
        "mailbox": _("Không có hộp thư này"),
        "sender": _("Máy chủ thư không cho gửi từ địa chỉ của phần mềm"),
        "no_receipt": _("Máy dừng giữa lúc gửi"),
        "end": "",
        "data": _("Máy chủ thư không nhận nội dung"),
        "connect": _("Chưa nối được máy chủ thư, sẽ gửi lại"),
        "tls": _("Chưa nối an toàn được với máy chủ thư, sẽ gửi lại"),
        "login": _("Máy chủ thư không nhận mật khẩu, sẽ gửi lại"),
        "confirmed": _("Đã hỏi người nhận"),
    }
    return known.get(why, "")
