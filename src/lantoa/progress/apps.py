"""App configuration."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The room ``progress``."""

    name = "lantoa.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"
