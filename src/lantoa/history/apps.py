"""App configuration."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The room ``history``."""

    name = "lantoa.history"
    label = "history"
