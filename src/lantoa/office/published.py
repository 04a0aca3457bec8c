"""What publishing asks of a person: publications to look at, sheets that still hang, news that came."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.channels.queries import for_people
from lantoa.channels.rules.states import DeliveryState
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.content.models import Item
from lantoa.content.rules.life import ItemState
from lantoa.contributors.queries import waiting_count
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.office.waiting import Waiting
from lantoa.printed.queries import stale

DAYS_AHEAD = 7
MOST = 5
"""Deliveries that are named one by one; the log has all."""


def published_for(actor: Actor) -> list[Waiting]:
    """For who publishes: deliveries to look at, contributors' news; for who puts up: what is to be taken down."""
    return [*_due(actor), *_deliveries(actor), *_news(actor), *_hanging(actor)]


def _due(actor: Actor) -> list[Waiting]:
    """What this person writes and has to finish within a week, or should have. What came back stands elsewhere."""
    until = clock.today() + timedelta(days=DAYS_AHEAD)
    mine = models.Q(holder=actor.person) | models.Q(holder__isnull=True, author=actor.person)
    rows = Item.objects.filter(mine, state=ItemState.DRAFT.value, due_on__lte=until).order_by("due_on", "id")[:MOST]
    return [
        Waiting(_due_words(row.due_on), row.title, reverse("content_show", args=[row.pk]), "pencil")
        for row in rows
        if row.due_on
    ]


def _due_words(on: date) -> str:
    words = _("Nội dung quá hạn xong %(day)s") if on < clock.today() else _("Nội dung phải xong ngày %(day)s")
    return words % {"day": f"{on:%d/%m/%Y}"}


def _deliveries(actor: Actor) -> list[Waiting]:
    if not actor.may(Permission.PUBLISH_CONTENT):
        return []
    rows = list(for_people().exclude(state=DeliveryState.UNKNOWN.value).order_by("id")[: MOST + 1])
    found = [
        Waiting(
            _("%(what)s ở %(where)s: %(state)s") % {
                "what": said(row.get_purpose_display()), "where": row.account.name,
                "state": said(DeliveryState(row.state).label).lower(),
            },
            row.item.title, reverse("channels_delivery", args=[row.pk]), "send",
        )
        for row in rows[:MOST]
    ]  # fmt: skip
    more = _("Xem các lượt phát khác cần xử lý ở nhật ký phát.")
    return [*found, Waiting(_("Nhật ký phát"), more, reverse("channels_log"), "send")] if len(rows) > MOST else found


def _news(actor: Actor) -> list[Waiting]:
    count = waiting_count(actor.commune) if actor.may(Permission.EDIT_CONTENT) else 0
    if not count:
        return []
    words = ngettext("%(n)s tin, ý kiến chưa xem.", "%(n)s tin, ý kiến chưa xem.", count) % {"n": count}
    return [Waiting(_("Cộng tác viên gửi tin"), words, reverse("contributors_inbox"), "inbox")]


def _hanging(actor: Actor) -> list[Waiting]:
    """What this person put up; for who publishes everything."""
    if not actor.may(Permission.WRITE_CONTENT):
        return []
    lines = stale(actor.commune, today=clock.today())
    own = [one for one in lines if one.posting.put_up_by_id == actor.person.pk]
    wanted = lines if actor.may(Permission.PUBLISH_CONTENT) else own
    places: dict[int, list[str]] = {}
    titles = {one.posting.print_id: one.posting.print.item.title for one in wanted}
    for one in wanted:
        places.setdefault(one.posting.print_id, []).append(one.posting.place)
    return [
        Waiting(
            _("Gỡ ấn phẩm đã hết hiệu lực, đã thu hồi hoặc đính chính"), f"{titles[pk]}: {'; '.join(found)}",
            reverse("print_show", args=[pk]), "printer",
        )
        for pk, found in places.items()
    ]  # fmt: skip
