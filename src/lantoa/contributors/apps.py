"""App configuration."""

from django.apps import AppConfig


class ContributorsConfig(AppConfig):
    """The room ``contributors``."""

    name = "lantoa.contributors"
    label = "contributors"
