"""Where the services are called: as published, unless the installation names another address (a province's gateway)."""

from django.conf import settings

from lantoa.channels.rules.server_names import PUBLISHED


def server(name: str) -> str:
    """The address without a slash at its end."""
    return settings.CHANNEL_SERVERS.get(name, PUBLISHED[name]).rstrip("/")
