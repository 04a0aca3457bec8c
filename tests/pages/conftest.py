"""The servers that stand in for other people's services, for tests that play with all rooms at once."""

from tests.channels.conftest import facebook, other_page, server, youtube, zalo

__all__ = ["facebook", "other_page", "server", "youtube", "zalo"]
