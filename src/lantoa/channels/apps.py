"""Django app of the room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Kênh phát."""

    name = "lantoa.channels"
    verbose_name = "Kênh phát"
