"""The servers that stand in for other people's services, for tests that play with all rooms at once."""

from tests.channels.conftest import facebook, other_page, youtube, zalo
from tests.subscribers.conftest import push, server
from tests.watching.conftest import news

__all__ = ["facebook", "news", "other_page", "push", "server", "youtube", "zalo"]
