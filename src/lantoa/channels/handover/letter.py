"""The mail to another page's editor: a few words of the ward, the text ready to be pasted, the files."""

from collections.abc import Mapping
from email.message import EmailMessage
from html import escape

import nh3

from lantoa.channels.handover.word import word_of
from lantoa.channels.protocol import Call, Picture
from lantoa.channels.rules.states import Purpose
from lantoa.core import mail

DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
MB = 1024 * 1024
USUAL_MB = 10
_TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ASKS = {
    Purpose.PUBLISH: ("Đề nghị đăng bài", "kính gửi và đề nghị đăng bài dưới đây"),
    Purpose.CORRECT: ("Đề nghị đính chính bài", "đề nghị thay bài đã gửi bằng bản đính chính dưới đây"),
    Purpose.RECALL: ("Đề nghị gỡ, không đăng bài", "đề nghị gỡ bài dưới đây, hoặc không đăng nếu chưa đăng"),
}


def letter_of(call: Call) -> EmailMessage:
    """The whole message. The same delivery has the same message id, so a mail program shows a repetition as one."""
    settings, kept = call.access.settings, call.prepared
    subject, asks = _ASKS[call.purpose]
    message = mail.new_message(
        subject=f"{subject}: {kept.title}", to=settings.get("to", ""), message_id=message_id(call)
    )
    if settings.get("reply_to"):
        message["Reply-To"] = settings["reply_to"]
    whole = call.purpose is not Purpose.RECALL
    attached, left = _fitting(call) if whole else ([], [])
    note = _about_pictures(attached, left)
    mail.fill(message, text=_text(call, asks, note=note), html=_html(call, asks, note=note))
    if whole:
        foot = f"Nguồn: {kept.extra.get('commune', '')}. {kept.link}".strip()
        data = word_of(kept.title, kept.text, article_of(kept.html), foot=foot)
        message.add_attachment(data, maintype=DOCX[0], subtype=DOCX[1], filename="bai-viet.docx")
    for number, one in enumerate(attached, start=1):
        main, _, sub = one.media_type.partition("/")
        ending = {"jpeg": "jpg"}.get(sub, sub)
        message.add_attachment(
            call.files.whole(one.file_id), maintype=main, subtype=sub, filename=f"anh-{number}.{ending}"
        )
    return message


def message_id(call: Call) -> str:
    """Made from the delivery's key."""
    return f"<{call.key}@{mail.sender_domain()}>"


def article_of(html: str) -> str:
    """The article without pictures: their addresses mean nothing outside of the house; they are attached."""
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}, "td": {"colspan", "rowspan"}}, link_rel=None)


def _fitting(call: Call) -> tuple[list[Picture], list[Picture]]:
    left = int(call.access.settings.get("most_mb") or USUAL_MB) * MB
    attached, others = [], []
    for one in call.prepared.pictures:
        size = call.files.size(one.file_id)
        if 0 < size <= left:
            attached.append(one)
            left -= size
        else:
            others.append(one)
    return attached, others


def _about_pictures(attached: list[Picture], left: list[Picture]) -> list[str]:
    lines = [f"Ảnh {number}: {one.alt}" for number, one in enumerate(attached, start=1)]
    lines += [f"Ảnh lớn, tải tại {one.url} ({one.alt})" for one in left if one.url]
    return lines + [f"Ảnh lớn, xin liên hệ để nhận ({one.alt})" for one in left if not one.url]


def _opening(call: Call, asks: str) -> tuple[str, str]:
    who = call.prepared.extra.get("dear") or "Ban biên tập"
    return f"Kính gửi: {who}", f"{call.prepared.extra.get('commune', '')} {asks}."


def _closing(call: Call) -> list[str]:
    lines = [f"Bài đã đăng tại: {call.url}"] if call.url and call.purpose is not Purpose.PUBLISH else []
    link = call.prepared.link if call.purpose is not Purpose.RECALL else ""
    lines += [f"Bản trên cổng của phường, xã: {link}"] if link else []
    return [*lines, "Khi bài lên trang, đề nghị trả lời thư này kèm đường dẫn. Trân trọng cảm ơn."]


def _text(call: Call, asks: str, *, note: list[str]) -> str:
    kept, (dear, words) = call.prepared, _opening(call, asks)
    parts = [dear, words, kept.title]
    if call.purpose is not Purpose.RECALL:
        parts += [kept.text, kept.extra.get("plain", ""), _author(kept.extra), *note]
    return "\n\n".join(one for one in [*parts, *_closing(call)] if one) + "\n"


def _html(call: Call, asks: str, *, note: list[str]) -> str:
    kept, (dear, words) = call.prepared, _opening(call, asks)
    parts = [f"<p>{escape(dear)}</p><p>{escape(words)}</p><hr><h2>{escape(kept.title)}</h2>"]
    if call.purpose is not Purpose.RECALL:
        parts += [f"<p><strong>{escape(kept.text)}</strong></p>", article_of(kept.html)]
        parts += [f"<p>{escape(line)}</p>" for line in [_author(kept.extra), *note] if line]
    parts += ["<hr>", *(f"<p>{escape(line)}</p>" for line in _closing(call))]
    return "".join(parts)


def _author(extra: Mapping[str, str]) -> str:
    return f"Tác giả: {extra['author']}" if extra.get("author") else ""
