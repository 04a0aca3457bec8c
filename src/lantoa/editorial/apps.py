"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The room ``editorial``: keeps no table of its own, everything is derived."""

    name = "lantoa.editorial"
    label = "editorial"
