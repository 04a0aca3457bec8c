"""The hash chain: pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

GENESIS = "0" * 64


def entry_hash(
    *, commune_id: int, seq: int, at: datetime, actor_id: int | None, action: str,
    object_type: str, object_id: int | None, data: Mapping[str, object], previous_hash: str,
) -> str:  # fmt: skip
    """SHA-256 over everything that the entry says and the hash of the entry before."""
    said = [commune_id, seq, at.isoformat(), actor_id, action, object_type, object_id, data, previous_hash]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
