"""What a push service and a browser understand: messages sealed for one browser (RFC 8291 on RFC 8188), and who sends
them (RFC 8292). Pure but for the dice.

Own code on ``cryptography``: the packages for it (pywebpush, http-ece, py-vapid) bring two HTTP clients past our door
outward, and have no types (ADR 0033). Tested by the example of RFC 8291, appendix A.
"""

import base64
import json
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Bytes of the one record (RFC 8188, 2); a push service need not take more (RFC 8030, 7.2)."""
MOST_PLAIN = RECORD - 16 - 1 - 86
"""Bytes of a message that still fit: without the tag, the mark of the end and the header."""
_CURVE = ec.SECP256R1()


@dataclass(frozen=True, slots=True)
class Dice:
    """What has to be new for each message: a key of its own, 16 bytes of salt."""

    key: ec.EllipticCurvePrivateKey
    salt: bytes

    @classmethod
    def thrown(cls) -> "Dice":
        """From the machine's own source of chance."""
        return cls(ec.generate_private_key(_CURVE), os.urandom(16))


def b64(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes again."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_key() -> str:
    """A private key of P-256: its number in base64url."""
    return b64(ec.generate_private_key(_CURVE).private_numbers().private_value.to_bytes(32, "big"))


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The key of ``new_key``. Raises ValueError."""
    return ec.derive_private_key(int.from_bytes(unb64(text), "big"), _CURVE)


def public_part(key: ec.EllipticCurvePrivateKey) -> bytes:
    """65 bytes: the uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def sealed(plain: bytes, *, p256dh: str, auth: str, dice: Dice) -> bytes:
    """The body of a push message for one browser (RFC 8291, 3.4; one record of RFC 8188).

    Raises:
        ValueError: keys that are none, or more than ``MOST_PLAIN`` bytes.
    """
    if len(plain) > MOST_PLAIN:
        raise ValueError("too long for one record")
    theirs, ours = unb64(p256dh), public_part(dice.key)
    shared = dice.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, theirs))
    secret = _derived(shared, salt=unb64(auth), info=b"WebPush: info\x00" + theirs + ours, length=32)
    key = _derived(secret, salt=dice.salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(secret, salt=dice.salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = dice.salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def _derived(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def vapid(endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, until: int) -> str:
    """The ``Authorization`` header (RFC 8292, 3): a token for the service of this endpoint, good until ``until``."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": until, "sub": contact}
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={b64(public_part(key))}"


def _json(data: object) -> str:
    return b64(json.dumps(data, separators=(",", ":")).encode())
