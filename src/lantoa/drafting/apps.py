"""App configuration."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """The room ``drafting``."""

    name = "lantoa.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
