"""App configuration."""

from django.apps import AppConfig


class CommunesConfig(AppConfig):
    """The room ``communes``."""

    name = "lantoa.communes"
    label = "communes"
    default_auto_field = "django.db.models.BigAutoField"
