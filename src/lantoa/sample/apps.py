"""App configuration."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """The room ``sample``."""

    name = "lantoa.sample"
    label = "sample"
    default_auto_field = "django.db.models.BigAutoField"
