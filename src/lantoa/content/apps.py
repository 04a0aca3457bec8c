"""App configuration."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The room ``content``."""

    name = "lantoa.content"
    label = "content"
