"""App configuration."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    """The room ``phone``."""

    name = "lantoa.phone"
    label = "phone"
    default_auto_field = "django.db.models.BigAutoField"
