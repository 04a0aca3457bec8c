"""App configuration."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """The room ``activities``."""

    name = "lantoa.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
