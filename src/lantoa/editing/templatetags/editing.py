"""Tags of the editor: ``{% load editing %}``."""

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from lantoa.editing.widget import attributes

register = template.Library()


@register.simple_tag
def rich_attributes() -> SafeString:
    """What makes a textarea of one's own an editor: ``<textarea name="body" {% rich_attributes %}>``."""
    return flatatt(attributes())
