"""How often something may be tried from one place. Counted in the cache, so that all web processes count together."""

import hashlib

from django.core.cache import cache


def too_often(action: str, source: str, *, times: int, seconds: int) -> bool:
    """Count one more try of ``action`` from ``source`` (an address or a name, kept only as a hash).

    Returns:
        Whether there were more than ``times`` since the first one, within ``seconds``.
    """
    key = f"throttle:{action}:{hashlib.sha256(source.encode()).hexdigest()}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # it ran out between the two calls
        return False
