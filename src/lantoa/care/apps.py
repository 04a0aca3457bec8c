"""App configuration."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """The room ``care``: the program itself, for the administrator who is no administrator."""

    name = "lantoa.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
