"""App configuration."""

from django.apps import AppConfig


class AmendmentsConfig(AppConfig):
    """The room ``amendments``."""

    name = "lantoa.amendments"
    label = "amendments"
