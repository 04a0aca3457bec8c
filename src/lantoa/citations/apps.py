"""The pages of the register: every act, and where the commune's plans cite it. Stores nothing."""

from django.apps import AppConfig


class CitationsConfig(AppConfig):
    """Viện dẫn."""

    name = "lantoa.citations"
    label = "citations"
    verbose_name = "Viện dẫn"
