"""The fingerprint of an adopted plan: whoever has the same text and the same items gets the same one."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def digest_of(text: str, items: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over canonical JSON (sorted keys, no blanks, UTF-8) of the text and the accepted items in order."""
    content = {"text": text, "items": [dict(item) for item in items]}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
