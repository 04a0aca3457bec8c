"""How every form is drawn: ``{{ form }}`` and ``{{ field.as_field_group }}`` use the components of this room."""

from django.forms.renderers import DjangoTemplates


class OfficeRenderer(DjangoTemplates):
    """Set as FORM_RENDERER, so that forms of every room (and of allauth) look and speak alike."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
