"""How every form is drawn: ``{{ form }}`` and ``{{ field.as_field_group }}`` use the components of this room."""

from typing import Any

from django.forms.renderers import DjangoTemplates

DRAWN_HERE = {"django/forms/widgets/select.html": "components/select.html"}
"""Django draws a list option by option, each by two templates of its own: a seventh of a page with three filters."""


class OfficeRenderer(DjangoTemplates):
    """Set as FORM_RENDERER, so that forms of every room (and of allauth) look and speak alike."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def get_template(self, template_name: str) -> Any:
        """Django's own template, or ours in its place."""
        return super().get_template(DRAWN_HERE.get(template_name, template_name))
