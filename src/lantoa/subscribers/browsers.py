"""Browsers that want notices: taken up, given back. What strangers press leaves no ledger entry (ADR 0033)."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.conf import settings
from django.db import transaction

from lantoa.communes.models import Commune
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.subscribers.models import PushSubscription
from lantoa.subscribers.rules import push_words

LONGEST_ENDPOINT = 1000
POINT, SECRET = 65, 16
"""Bytes of an uncompressed point of P-256 and of the secret (RFC 8291, 3.1 and 3.2)."""
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What a browser hands over: the address of its push service, its key and its secret, in base64url."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def take_up(*, commune: Commune, offered: Offered) -> PushSubscription:
    """This browser wants notices; offered twice, it is one.

    Raises:
        Refused: ``push_shape`` for what no browser gives; ``push_full``.
    """
    checked = _checked(offered)
    digest = digest_of(checked.endpoint)
    row = PushSubscription.objects.select_for_update().filter(digest=digest).first()
    if row is None:
        if PushSubscription.objects.count() >= MOST:
            raise Refused("push_full", "Hiện chưa nhận thêm được trình duyệt nào: hãy đăng ký nhận tin qua thư.")
        row = PushSubscription.of(commune.pk, digest=digest)
    row.endpoint, row.p256dh, row.auth = checked.endpoint, checked.p256dh, checked.auth
    row.agreed, row.made_at, row.gone_at = push_words(commune.in_text), clock.now(), None
    row.save()
    return row


@transaction.atomic
def give_back(*, endpoint: str) -> None:
    """This browser wants none any more. Whoever knows the endpoint may say so: nobody else does."""
    row = PushSubscription.objects.select_for_update().filter(digest=digest_of(endpoint), gone_at__isnull=True).first()
    if row is not None:
        erase(row)


@transaction.atomic
def gone(*, push_id: int) -> None:
    """Its push service says that it is there no more."""
    row = PushSubscription.objects.select_for_update().filter(pk=push_id, gone_at__isnull=True).first()
    if row is not None:
        erase(row)


def erase(row: PushSubscription) -> None:
    """Nothing by which it could be reached stays."""
    row.endpoint, row.p256dh, row.auth, row.gone_at = "", "", "", clock.now()
    row.save(update_fields=["endpoint", "p256dh", "auth", "gone_at"])


def digest_of(endpoint: str) -> str:
    """Under which it is found."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def unpacked(text: str) -> bytes:
    """base64url without padding. Raises ValueError."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no base64url") from error


def _checked(offered: Offered) -> Offered:
    shape = Refused("push_shape", "Trình duyệt gửi thiếu thông tin nên chưa bật được thông báo: hãy tải lại trang.")
    try:
        parts = urlsplit(offered.endpoint)
        place = f"{parts.hostname}:{parts.port}" if parts.port else ""
        point, secret = unpacked(offered.p256dh), unpacked(offered.auth)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError as error:
        raise shape from error
    usual = parts.scheme == "https" and parts.port in {None, 443}
    if not (usual or place in settings.OUTWARD_INSIDE) or not parts.hostname or parts.username is not None:
        raise shape
    if len(offered.endpoint) > LONGEST_ENDPOINT or len(point) != POINT or len(secret) != SECRET:
        raise shape
    return Offered(offered.endpoint, offered.p256dh.rstrip("="), offered.auth.rstrip("="))
