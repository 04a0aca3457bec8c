"""Forms of the editorial calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.days import DayField


class MoveForm(forms.Form):
    """Dời hạn."""

    on = DayField(label=_("Hạn mới"))
