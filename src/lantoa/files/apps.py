"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room ``files``."""

    name = "lantoa.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
