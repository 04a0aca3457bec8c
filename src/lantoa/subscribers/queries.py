"""Reads of subscribers."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse

from lantoa.communes.models import Commune
from lantoa.core.tenancy import scope
from lantoa.subscribers.models import PushSubscription, Subscriber
from lantoa.subscribers.rules import UNANSWERED, State, token_hash, wants

LEAVE_SALT = "lantoa.subscribers.leave"


def digests(commune_id: int, address: str) -> list[str]:
    """The keyed hashes of an address: the first is the present one, the others are of former secrets."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    said = f"lantoa.subscribers:{commune_id}:{address}".encode()
    return [hmac.new(str(key).encode(), said, hashlib.sha256).hexdigest() for key in keys]


def subscriber_of(commune_id: int, address: str, *, lock: bool = False) -> Subscriber | None:
    """Who has, or had, this address."""
    rows = Subscriber.objects.select_for_update() if lock else Subscriber.objects
    found: Subscriber | None = rows.filter(digest__in=digests(commune_id, address)).first()
    return found


def by_token(token: str) -> Subscriber | None:
    """The row that a link of a mail means."""
    found: Subscriber | None = Subscriber.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    return found


def confirmed() -> "models.QuerySet[Subscriber]":
    """Who gets mail."""
    rows: models.QuerySet[Subscriber] = Subscriber.objects.filter(state=State.CONFIRMED.value)
    return rows.order_by("id")


def wanting(topics: Iterable[str]) -> list[int]:
    """Numbers of those who get mail about these topics."""
    about = list(topics)
    return [pk for pk, chosen in confirmed().values_list("id", "topics") if wants(chosen, about)]


def browsers() -> "models.QuerySet[PushSubscription]":
    """Which browsers get notices."""
    rows: models.QuerySet[PushSubscription] = PushSubscription.objects.filter(gone_at__isnull=True)
    return rows.order_by("id")


def tally() -> dict[str, int]:
    """How many stand in which state, and how many browsers."""
    found: Counter[str] = Counter(Subscriber.objects.values_list("state", flat=True))
    return {**{state.value: found[state.value] for state in State}, "browsers": browsers().count()}


def listed(state: str) -> "models.QuerySet[Subscriber]":
    """Rows for the page of staff; without those who left: nothing of them is there to be shown."""
    rows: models.QuerySet[Subscriber] = Subscriber.objects.select_related("added_by").exclude(state=State.LEFT.value)
    return rows.filter(state=state) if state in State._value2member_map_ else rows


def leave_token(commune_id: int, subscriber_id: int) -> str:
    """For the link that ends it, in every mail: signed, good for nothing else, for as long as mails are kept."""
    return Signer(salt=LEAVE_SALT).sign_object([commune_id, subscriber_id])


def leave_url(row: Subscriber) -> str:
    """The whole address of that link. The place in it is for the eye: the token says whose it is, also while the portal
    is closed or was never opened."""
    path = reverse("portal_join_leave", args=[row.place or "nhan-tin", leave_token(row.commune_id, row.pk)])
    return f"{settings.PUBLIC_URL}{path}"


def read_leave_token(token: str) -> tuple[int, int] | None:
    """Commune and subscriber; None for anything that we did not sign."""
    try:
        commune_id, subscriber_id = Signer(salt=LEAVE_SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return int(commune_id), int(subscriber_id)


def communes_with_unanswered(now: datetime) -> list[int]:
    """Communes that hold an address which nobody confirmed in time."""
    opened = list(Commune.objects.filter(opened_at__isnull=False).values_list("id", flat=True))
    with scope(opened):
        return sorted(set(unanswered(now).values_list("commune_id", flat=True)))


def unanswered(now: datetime) -> "models.QuerySet[Subscriber]":
    """Wishes that nobody confirmed."""
    rows: models.QuerySet[Subscriber] = Subscriber.objects.filter(
        state=State.PENDING.value, asked_at__lte=now - UNANSWERED
    )
    return rows
