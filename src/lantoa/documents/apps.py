"""The room of the register of documents: acts that plans and content refer to."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Sổ văn bản."""

    name = "lantoa.documents"
    label = "documents"
    verbose_name = "Sổ văn bản"
