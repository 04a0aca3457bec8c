"""The room of the public face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Cổng công khai."""

    name = "lantoa.portal"
    label = "portal"
    verbose_name = "Cổng công khai"
