"""Reads of deliveries and accounts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from lantoa.channels.models import Account, Delivery
from lantoa.channels.protocol import Access, Channel
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.states import FOR_PEOPLE, THERE, WENT, AccountState, DeliveryState, Purpose
from lantoa.communes.models import Commune
from lantoa.content.models import Item
from lantoa.core.sealing import unseal
from lantoa.core.tenancy import scope
from lantoa.subscribers import queries as subscribers

S = DeliveryState
PORTAL = "portal"
CHECK_LOST_EVERY = timedelta(hours=1)


def silence() -> timedelta:
    """How long after its begin an attempt without an end is given up: a step makes at most two calls."""
    return timedelta(seconds=3 * settings.OUTWARD_SECONDS)


def accounts() -> "models.QuerySet[Account]":
    """All of the commune, in the order of their making."""
    rows: models.QuerySet[Account] = Account.objects.select_related("made_by")
    return rows


def usable() -> "models.QuerySet[Account]":
    """Those that something may be ordered for: a lost one, too, for its deliveries wait until it is mended."""
    return accounts().exclude(state=AccountState.OFF.value)


def due(account_id: int, now: datetime) -> "models.QuerySet[Delivery]":
    """What is to be sent or looked for at the account, corrections and recalls before everything else."""
    urgent = Case(When(purpose=Purpose.PUBLISH.value, then=Value(1)), default=Value(0))
    rows: models.QuerySet[Delivery] = Delivery.objects.filter(
        _waits(now), account_id=account_id, account__state=AccountState.READY.value
    )
    rested = Q(account__resume_at__isnull=True) | Q(account__resume_at__lte=now)
    return rows.filter(rested).order_by(urgent, "next_at", "id")


def _waits(now: datetime) -> Q:
    return Q(state__in=[S.WAITING.value, S.UNKNOWN.value], next_at__lte=now)


def silent(now: datetime) -> "models.QuerySet[Delivery]":
    """Attempts that began long ago and have no end: their process died."""
    rows: models.QuerySet[Delivery] = Delivery.objects.filter(state=S.SENDING.value, claimed_at__lte=now - silence())
    return rows


def accounts_to_serve(now: datetime) -> list[tuple[int, int]]:
    """(commune, account) where something is due or an attempt has no end: the sweep. Whatever lost its job is found
    here within a minute."""
    with scope(_opened()):
        rested = Q(account__resume_at__isnull=True) | Q(account__resume_at__lte=now)
        ready = Delivery.objects.filter(_waits(now), rested, account__state=AccountState.READY.value)
        pairs = {
            pair for rows in (ready, silent(now)) for pair in rows.values_list("commune_id", "account_id").distinct()
        }
    return sorted(pairs)


def accounts_to_check(now: datetime) -> list[tuple[int, int]]:
    """(commune, account) that were lost an hour ago (perhaps they are back), or whose check brought no answer."""
    with scope(_opened()):
        again = Q(checked_at__isnull=True) | Q(checked_at__lte=now - CHECK_LOST_EVERY)
        rows = Account.objects.filter(again, state__in=[AccountState.BROKEN.value, AccountState.NEW.value])
        return list(rows.values_list("commune_id", "id"))


def figures_to_read(now: datetime, most: int) -> list[tuple[int, int]]:
    """(commune, delivery) whose figures are to be read."""
    with scope(_opened()):
        rows = Delivery.objects.filter(figures_at__lte=now, account__state=AccountState.READY.value)
        return list(rows.order_by("figures_at").values_list("commune_id", "id")[:most])


def _opened() -> list[int]:
    return list(Commune.objects.filter(opened_at__isnull=False).values_list("id", flat=True))


def access_of(account: Account) -> Access:
    """Settings and opened secrets. Raises ``Refused("seal_broken")``."""
    return Access(account.settings, unseal(account.sealed))


def channel_of_account(account: Account) -> Channel:
    """Its channel."""
    return channel_of(account.channel)


def preparing(account: Account) -> dict[str, str]:
    """What ``prepare`` is given: the account's settings, the portal's addresses ('' where the public finds nothing
    there), the commune's name."""
    portal = portal_address(account.commune)
    where = {"portal": f"{portal}/bai", "media": f"{portal}/anh"} if portal else {"portal": "", "media": ""}
    readers = str(_readers(account.channel))
    return {**account.settings, **where, "commune": account.commune.name, "recipients": readers}


def _readers(channel: str) -> int:
    """How many asked for what goes to many; 0 for other channels."""
    rows = {"mail": subscribers.confirmed, "push": subscribers.browsers}.get(channel_of(channel).to_many)
    return rows().count() if rows else 0


def portal_address(commune: Commune) -> str:
    """The commune's own portal, without a slash at the end; '' until it is open. The portal tells its address
    (``place``) and whether it is closed."""
    row = Account.objects.filter(commune=commune, channel=PORTAL).first()
    if row is None or not row.settings.get("place") or row.settings.get("closed"):
        return ""
    return f"{settings.PUBLIC_URL}/cong/{row.settings['place']}"


def on_portal() -> "models.QuerySet[Item]":
    """Items of the open communes that the public sees on the portal: sent there and not taken back."""
    shown = Delivery.objects.filter(
        account__channel=PORTAL, purpose=Purpose.PUBLISH.value, state__in=WENT, recalled_at__isnull=True
    )
    rows: models.QuerySet[Item] = Item.objects.filter(pk__in=shown.values("item_id"))
    return rows


def deliveries_of(item: Item) -> "models.QuerySet[Delivery]":
    """Where an item goes and went, with receipts and figures."""
    return _told().filter(item=item)


def all_deliveries() -> "models.QuerySet[Delivery]":
    """The log of the commune, newest first."""
    return _told()


def for_people() -> "models.QuerySet[Delivery]":
    """What a person should look at."""
    return _told().filter(state__in=FOR_PEOPLE)


def places(item: Item) -> "models.QuerySet[Delivery]":
    """The publications of an item that are out, may be out, or are on their way."""
    gone = Q(state__in=[S.CANCELLED.value, S.REFUSED.value], trail={})
    rows = _told().filter(item=item, purpose=Purpose.PUBLISH.value, recalled_at__isnull=True).exclude(gone)
    return rows.order_by("id")


def latest_at(place: Delivery) -> Delivery:
    """The delivery whose text stands at the place now: its last correction that went, or the publication itself."""
    went = Delivery.objects.filter(original=place, purpose=Purpose.CORRECT.value, state__in=THERE)
    return went.order_by("-id").first() or place


def is_taken_back(place: Delivery) -> bool:
    """Whether somebody ordered to take it down."""
    recalls = Delivery.objects.filter(original=place, purpose=Purpose.RECALL.value)
    return recalls.exclude(state__in=[S.CANCELLED.value, S.REFUSED.value]).exists()


def revision_at(place: Delivery) -> int:
    """The revision that stands at the place or is on its way there; one that was refused never came."""
    corrections = Delivery.objects.filter(original=place, purpose=Purpose.CORRECT.value)
    lost = [S.CANCELLED.value, S.REFUSED.value]
    row = corrections.exclude(state__in=lost).order_by("-id").first()
    found: int = row.revision_id if row else place.revision_id
    return found


def _told() -> "models.QuerySet[Delivery]":
    rows: models.QuerySet[Delivery] = Delivery.objects.select_related(
        "item", "revision", "account", "receipt__activity", "receipt__file", "ordered_by", "original__account"
    )
    return rows


def sent_since(account_id: int, since: datetime) -> list[datetime]:
    """When publications of the account went, oldest first."""
    rows = Delivery.objects.filter(
        account_id=account_id, purpose=Purpose.PUBLISH.value, state=S.SENT.value, settled_at__gt=since
    )
    return list(rows.order_by("settled_at").values_list("settled_at", flat=True))


def counted(states: Iterable[str]) -> int:
    """How many deliveries stand in one of the states."""
    return int(Delivery.objects.filter(state__in=list(states)).count())
