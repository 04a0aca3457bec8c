"""App configuration."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The room ``office``."""

    name = "lantoa.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
