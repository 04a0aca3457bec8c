"""A mail server and a push service of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.channels.conftest import lead
from tests.core.mail_sink import Sink, sink, use
from tests.standins.push import PushService
from tests.standins.server import running


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    """A mail server that accepts everything, and the product set to use it."""
    cache.clear()
    with sink() as listening:
        use(settings, listening)
        yield listening


@pytest.fixture
def push(settings: Any) -> Iterator[PushService]:
    with running(PushService()) as standin:
        lead(settings, standin)
        assert isinstance(standin, PushService)
        yield standin
