"""Ordering that a leader's link is mailed; the worker does it (``mailing``)."""

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.content.jobs import mail_link
from lantoa.content.link_actions import make_link
from lantoa.content.mailing import can_mail
from lantoa.content.models import ApprovalLink, Item
from lantoa.content.rules.links import MailState
from lantoa.core.errors import Refused


@transaction.atomic
def mail_link_to(*, item: Item, person: Person, by: Person) -> ApprovalLink:
    """Have a link made and mailed.

    Raises:
        Refused("content_no_address"), and as ``make_link``.
    """
    if not can_mail(person):
        raise Refused(
            "content_no_address",
            "Chưa gửi được qua thư điện tử: lãnh đạo này chưa có địa chỉ thư hoặc phần mềm chưa nối máy chủ thư. "
            "Hãy tạo đường dẫn rồi gửi qua Zalo, tin nhắn.",
        )
    link, _unseen = make_link(item=item, person=person, by=by)
    link.mail_state = MailState.WAITING.value
    link.save(update_fields=["mail_state"])
    mail_link.defer(link.commune_id, link.pk)
    return link
