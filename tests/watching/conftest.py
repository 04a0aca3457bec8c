"""Somebody else's page that is listening, and settings that lead to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.standins.news_page import NewsPage
from tests.standins.server import running


@pytest.fixture
def news(settings: Any) -> Iterator[NewsPage]:
    cache.clear()
    with running(NewsPage()) as standin:
        assert isinstance(standin, NewsPage)
        settings.OUTWARD_SECONDS, settings.WATCH_PAUSE_SECONDS = 1, 0
        settings.OUTWARD_INSIDE = settings.OUTWARD_INSIDE | {standin.place}
        yield standin
