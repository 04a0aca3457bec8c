"""App configuration."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The room ``reminders``."""

    name = "lantoa.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"
