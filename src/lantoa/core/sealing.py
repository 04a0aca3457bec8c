"""Secrets of other services (tokens, keys), sealed before they go into the database.

The key comes from the installation's own secret, so that a copy of the database alone opens nothing. A former secret
named in ``SECRET_KEY_FALLBACKS`` still opens what it sealed; whatever is sealed anew gets the present one.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from lantoa.core.errors import Refused

_PURPOSE = b"lantoa.sealing.1\x00"


def seal(values: Mapping[str, str]) -> str:
    """Names and secrets as one sealed text; nothing sealed is ''."""
    return _box().encrypt(json.dumps(dict(values)).encode()).decode() if values else ""


def unseal(sealed: str) -> dict[str, str]:
    """The secrets again.

    Raises:
        Refused("seal_broken"): sealed with a secret that this installation no longer has, or changed since.
    """
    if not sealed:
        return {}
    try:
        found = json.loads(_box().decrypt(sealed.encode()))
    except (InvalidToken, ValueError) as error:
        raise Refused(
            "seal_broken",
            "Không mở được khóa đã lưu của kênh này vì khóa bí mật của phần mềm đã đổi: hãy nhập lại mã truy cập.",
        ) from error
    return {str(name): str(value) for name, value in found.items()}


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(one))) for one in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(_PURPOSE + secret.encode()).digest())
