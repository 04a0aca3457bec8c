"""App configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room ``core``."""

    name = "lantoa.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
