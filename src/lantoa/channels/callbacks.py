"""What another page says later about an item that was sent to it: published where, refused why. Signed as our own calls
are; what is unsigned, forged, old or said a second time is not taken, and the log says so without anybody's data.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction

from lantoa.activities.rules import clean_link
from lantoa.channels import queries, sending
from lantoa.channels.actions import locked
from lantoa.channels.evidence import Seen
from lantoa.channels.models import Account, Callback, Delivery
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.signing import what_is_wrong
from lantoa.channels.rules.states import WENT, AccountState, DeliveryState
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope

LOG = logging.getLogger(__name__)
SALT = "lantoa.channels.callback"
MOST_BYTES = 64 * 1024
DONE = frozenset({"published", "corrected", "recalled"})
S = DeliveryState
STATUS = {
    "unsigned": 401, "forged": 401, "old": 401, "replayed": 409, "large": 413, "form": 400, "unknown_key": 404,
    "closed": 404, "settled": 409,
}  # fmt: skip
"""HTTP status of each way in which an answer is not taken."""


@dataclass(frozen=True, slots=True)
class Said:
    """One call as it came."""

    body: bytes
    signature: str
    at: str


class NotTaken(Exception):  # noqa: N818 - it reads as the answer that it is
    """An answer that does not count; ``code`` is a key of ``STATUS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def address_of(account: Account) -> str:
    """The path that the other page is given: names the account, signed by us, good for nothing else."""
    return str(Signer(salt=SALT).sign_object([account.commune_id, account.pk]))


def take(token: str, said: Said) -> str:
    """Take one answer. Returns the state of the delivery after it.

    Raises:
        NotTaken: and nothing was changed.
    """
    commune_id, account_id = _meant(token)
    try:
        with scope([commune_id]):
            return _taken(account_id, said)
    except NotTaken as error:
        LOG.warning("answer of another page not taken: %s (commune %s, account %s)", error.code, commune_id, account_id)
        raise


def _meant(token: str) -> tuple[int, int]:
    try:
        commune_id, account_id = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotTaken("closed") from error
    return int(commune_id), int(account_id)


def _taken(account_id: int, said: Said) -> str:
    account = _account(account_id)
    now = clock.now()
    if len(said.body) > MOST_BYTES:
        raise NotTaken("large")
    key = queries.access_of(account).secrets.get("key", "")
    wrong = what_is_wrong(key, said=said.signature, at=said.at, body=said.body, now=int(now.timestamp()))
    if wrong:
        raise NotTaken(wrong)
    told = _read(said.body)
    _once(account, said.signature)
    row = Delivery.objects.filter(account=account, key=told["key"]).first()
    if row is None:
        raise NotTaken("unknown_key")
    return _settled(locked(row), told)


def _account(pk: int) -> Account:
    row: Account | None = Account.objects.select_related("commune").filter(pk=pk).first()
    if row is None or row.channel != "webhook" or row.state == AccountState.OFF.value:
        raise NotTaken("closed")
    return row


def _once(account: Account, signature: str) -> None:
    """The signature covers the time and the text: the same one again is a recording that is played back."""
    digest = hashlib.sha256(signature.encode()).hexdigest()
    try:
        with transaction.atomic():
            Callback.of(account.commune_id, account=account, digest=digest, at=clock.now()).save(force_insert=True)
    except IntegrityError as error:
        raise NotTaken("replayed") from error


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
        key = UUID(found["key"])
        known = found["state"] in DONE | {"refused"}
        url = clean_link(found["url"]) if found.get("url") else ""
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Refused) as error:
        raise NotTaken("form") from error
    if not known:
        raise NotTaken("form")
    told = {name: str(found.get(name) or "") for name in ("state", "id", "reason")}
    return {**told, "key": key, "url": url}


def _settled(row: Delivery, told: dict[str, Any]) -> str:
    """Saying the same once more changes nothing; a refusal of what is there already needs a person on their side."""
    now = clock.now()
    if told["state"] == "refused":
        if row.state in WENT or row.state == S.CANCELLED.value:
            raise NotTaken("settled")
        reason = " ".join(told["reason"].split())[:300]
        words = f"Trang kia không nhận bài: {reason}" if reason else "Trang kia không nhận bài và không nêu lý do."
        sending.settle(row, S.REFUSED, now, code="refused_by_page", words=words)
    elif row.state not in WENT:
        if row.state == S.CANCELLED.value:
            raise NotTaken("settled")
        grade = channel_of(row.account.channel).grade
        sending.done(row, Seen(grade, told["id"][:200] or str(row.trail.get("id", "")), told["url"]), now)
    return str(row.state)
