"""The room of inspections: which unit is looked at when, what was found, and what became of it."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Kiểm tra."""

    name = "lantoa.inspections"
    label = "inspections"
    verbose_name = "Kiểm tra"
