"""The room of the rich-text editor: its widget, its script, and what is made of text pasted from elsewhere."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """Soạn thảo."""

    name = "lantoa.editing"
    label = "editing"
    verbose_name = "Soạn thảo"
