"""The room of printed matter: posters, leaflets, notices; where they hang, and how often their code is scanned."""

from django.apps import AppConfig


class PrintedConfig(AppConfig):
    """Ấn phẩm."""

    name = "lantoa.printed"
    label = "printed"
    verbose_name = "Ấn phẩm"
