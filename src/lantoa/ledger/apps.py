"""App configuration."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room ``ledger``."""

    name = "lantoa.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
