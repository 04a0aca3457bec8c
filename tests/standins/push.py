"""A push service by RFC 8030, and the browsers that subscribed there: it checks who sends (RFC 8292) and opens what is
sent (RFC 8291) as a browser would; written from the RFCs, apart from the product's own code."""

import base64
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lantoa.subscribers.browsers import Offered
from tests.standins.server import Answer, Asked, Standin

CURVE = ec.SECP256R1()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Browser:
    """One subscription: a pair of keys, a secret, what arrived (by topic: a later one takes the place of a former)."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    secret: bytes = b"0123456789abcdef"
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    arrived: int = 0

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def offered(self) -> Offered:
        return Offered(self.endpoint, b64(self.public), b64(self.secret))

    def opened(self, body: bytes) -> bytes:
        """RFC 8188 section 2.1 and RFC 8291 section 3.4, read backwards."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert length == 65
        assert len(sealed) <= size, "one record"
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
        secret = _hkdf(shared, self.secret, b"WebPush: info\x00" + self.public + theirs, 32)
        key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\x02"), "the last record"
        return plain[:-1]


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


@dataclass
class PushService(Standin):
    """``answers``: by path, a status in place of what would be done (404, 410, 429, 500 …), once each."""

    browsers: dict[str, Browser] = field(default_factory=dict)
    answers: dict[str, list[int]] = field(default_factory=dict)
    server_key: str = ""

    def subscribe(self, name: str) -> Browser:
        found = Browser(f"{self.address}/nhan/{name}")
        self.browsers[f"/nhan/{name}"] = found
        return found

    def respond(self, asked: Asked) -> Answer:
        queued = self.answers.get(asked.path)
        if queued:
            return queued.pop(0), {"Retry-After": "7"}, b""
        browser = self.browsers.get(asked.path)
        if browser is None:
            return 404, {}, b""
        if not self._is_ours(asked):
            return 403, {}, b""
        headers = asked.headers
        if headers.get("content-encoding") != "aes128gcm" or not headers.get("ttl", "").isdigit():
            return 400, {}, b""
        topic = headers.get("topic", "")
        if len(topic) > 32 or len(asked.body) > 4096:
            return 413, {}, b""
        browser.shown[topic] = json.loads(browser.opened(asked.body))
        browser.arrived += 1
        return 201, {"Location": f"{self.address}/da-gui/1"}, b""

    def _is_ours(self, asked: Asked) -> bool:
        """RFC 8292 section 2: ES256, the service as audience, an end within 24 hours, the key of the subscription."""
        scheme, _, rest = asked.headers.get("authorization", "").partition(" ")
        given = dict(part.strip().split("=", 1) for part in rest.split(","))
        head, claims, signature = given["t"].split(".")
        if scheme != "vapid" or (self.server_key and given["k"] != self.server_key):
            return False
        raw = unb64(signature)
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unb64(given["k"]))
        key.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        said, parts = json.loads(unb64(claims)), urlsplit(self.address)
        fits = said["aud"] == f"{parts.scheme}://{parts.netloc}" and said["sub"].startswith("mailto:")
        return fits and time.time() < said["exp"] < time.time() + 24 * 3600
