"""The signature of calls between the program and another page, in both directions. Pure.

HMAC-SHA256 over ``time.body`` with the key that both sides know: who changes a letter, the time or the key is found
out, and what was recorded on the way is old after five minutes. Contract: docs/reference/webhook.md.
"""

import hashlib
import hmac

VERSION = "v1="
SLACK_SECONDS = 300
"""Clocks of two offices differ; nothing older is taken."""


def signed(key: str, at: int, body: bytes) -> str:
    """The value of ``LanToa-Signature``. ``at``: seconds since 1970, as in ``LanToa-Time``."""
    return VERSION + hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def what_is_wrong(key: str, *, said: str, at: str, body: bytes, now: int) -> str:
    """'' for a good signature, else ``unsigned``, ``old`` or ``forged``. Compared in constant time."""
    if not key or not said or not at.isascii() or not at.isdigit() or len(at) > 12:
        return "unsigned"
    if not hmac.compare_digest(signed(key, int(at), body).encode(), said.encode()):
        return "forged"
    return "old" if abs(now - int(at)) > SLACK_SECONDS else ""
