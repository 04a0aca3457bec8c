"""What content, channels and printed matter add to digests: items that are due or wait for approval, publications that
a person has to look at, sheets that are to be taken down."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain

from django.urls import reverse

from lantoa.channels.models import Delivery
from lantoa.channels.queries import for_people
from lantoa.channels.rules.states import DeliveryState, Purpose
from lantoa.communes.models import Commune
from lantoa.communes.roles import Permission, Role, permissions_of
from lantoa.content.access import owner_approves
from lantoa.content.models import Item as ContentItem
from lantoa.content.rules.life import ItemState
from lantoa.printed.queries import stale
from lantoa.reminders.rules.gathering import Item, PersonFacts
from lantoa.reminders.states import Reason

OPEN = (ItemState.DRAFT.value, ItemState.RETURNED.value)
SETTLING = DeliveryState.UNKNOWN.value
"""The program still looks by itself: nobody needs to be told."""
Told = Iterable[tuple[int, Item]]


def publishing_items(
    commune_id: int, people: tuple[PersonFacts, ...], *, today: date, days_ahead: int
) -> Told:  # fmt: skip
    """Person → what waits for them in the rooms of content. Needs the commune's scope."""
    commune = Commune.objects.get(pk=commune_id)
    until = today + timedelta(days=days_ahead)
    asked = (_due(people, today, until), _to_approve(commune, people), _to_confirm(people))
    return chain(*asked, _hanging(commune, people, today))


def _due(people: tuple[PersonFacts, ...], today: date, until: date) -> Told:
    """To who works on it now, else to its writer."""
    here = {one.id for one in people}
    rows = ContentItem.objects.filter(state__in=OPEN, due_on__lte=until).order_by("due_on", "id")
    for row in rows:
        late = "Đã quá hạn xong" if row.due_on and row.due_on < today else ""
        for person_id in {row.holder_id or row.author_id} & here:
            yield person_id, _about(row, Reason.CONTENT, late)


def _to_approve(commune: Commune, people: tuple[PersonFacts, ...]) -> Told:
    """To everybody who may approve, except who wrote the last words."""
    roles = {Role.LEADER} | ({Role.PLAN_OWNER} if owner_approves(commune) else set())
    approvers = [one.id for one in people if any(one.has(role) for role in roles)]
    rows = ContentItem.objects.filter(state=ItemState.SUBMITTED.value).select_related("latest", "author")
    for row in rows.order_by("due_on", "id"):
        detail = f"{row.author.name} viết" if row.author else ""
        for person_id in approvers:
            if person_id != row.current.made_by_id:
                yield person_id, _about(row, Reason.APPROVAL, detail)


def _about(row: ContentItem, reason: Reason, detail: str) -> Item:
    words = " · ".join(part for part in (row.get_kind_display(), detail) if part)
    return Item(reason, row.title, words, row.due_on, path=reverse("content_show", args=[row.pk]))


def _to_confirm(people: tuple[PersonFacts, ...]) -> Told:
    """To who publishes: only a person can say what became of it, or mend why it was refused."""
    publishers = [one.id for one in people if _may_publish(one)]
    for row in for_people().exclude(state=SETTLING).order_by("id"):
        for person_id in publishers:
            yield (
                person_id,
                Item(Reason.DELIVERY, _said(row), row.words[:160], path=reverse("channels_delivery", args=[row.pk])),
            )


def _said(row: Delivery) -> str:
    return f"{Purpose(row.purpose).label} ở {row.account.name}: {row.item.title}"


def _may_publish(person: PersonFacts) -> bool:
    return Permission.PUBLISH_CONTENT in permissions_of(frozenset(seat.role for seat in person.seats))


def _hanging(commune: Commune, people: tuple[PersonFacts, ...], today: date) -> Told:
    """To who put it up while they are here, else to who publishes; places of one print together."""
    here = {one.id for one in people}
    publishers = [one.id for one in people if _may_publish(one)]
    places: dict[tuple[int, int], list[str]] = {}
    titles: dict[int, str] = {}
    for line in stale(commune, today=today):
        row = line.posting
        titles[row.print_id] = f"Gỡ {row.print.get_layout_display().lower()}: {row.print.item.title}"
        for person_id in [row.put_up_by_id] if row.put_up_by_id in here else publishers:
            places.setdefault((person_id, row.print_id), []).append(row.place)
    for (person_id, print_id), found in places.items():
        detail = f"{len(found)} nơi: {'; '.join(found)}"[:160]
        yield person_id, Item(Reason.TAKE_DOWN, titles[print_id], detail, path=reverse("print_show", args=[print_id]))
