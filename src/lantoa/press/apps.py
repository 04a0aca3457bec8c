"""App configuration."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """Báo, đài, bản tin."""

    name = "lantoa.press"
    verbose_name = "Báo, đài, bản tin"
