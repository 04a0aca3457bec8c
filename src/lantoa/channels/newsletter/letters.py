"""The words of one mail of the newsletter: plain and with marks, and the headers by which programs end it in one press
(RFC 2369, RFC 8058)."""

from email.message import EmailMessage

from django.template.loader import render_to_string

from lantoa.channels.protocol import Call, One
from lantoa.channels.rules.states import Purpose
from lantoa.core import mail

LEADS = {Purpose.PUBLISH: "", Purpose.CORRECT: "Đính chính: ", Purpose.RECALL: "Thu hồi: "}


def compose(call: Call, one: One) -> EmailMessage:
    """The mail to one mailbox: one recipient, one message. Speaks to nobody."""
    prepared = call.prepared
    leave, commune = one.to["leave"], prepared.extra.get("commune", "")
    message = mail.new_message(
        subject=f"{LEADS[call.purpose]}{prepared.title} ({commune})", to=one.to["address"],
        message_id=f"<ban-tin-{call.key.hex}-{one.id}@{mail.sender_domain()}>",
    )  # fmt: skip
    if reply_to := "".join(call.access.settings.get("reply_to", "").split()):
        message["Reply-To"] = reply_to
    message["List-Id"] = f"<ban-tin-{prepared.extra.get('list', '0')}.{mail.sender_domain()}>"
    message["List-Unsubscribe"] = f"<{leave}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {
        "one": prepared, "commune": commune, "leave": leave, "since": one.to["since"], "purpose": call.purpose.value,
        "paragraphs": [part.strip() for part in prepared.text.split("\n\n") if part.strip()],
        "subject": f"{LEADS[call.purpose]}{prepared.title}",
    }  # fmt: skip
    text = render_to_string("channels/newsletter/letter.txt", context)
    mail.fill(message, text=text, html=render_to_string("channels/newsletter/letter.html", context))
    return message
