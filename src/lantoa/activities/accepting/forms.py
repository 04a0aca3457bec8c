"""What a person types about a piece of evidence."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.activities.accepting.rules import LONGEST_NOTE, QUICK_NOTES, SHORTEST_NOTE


class NoteForm(forms.Form):
    """Trả lại minh chứng: one tap on a usual note, or words of one's own."""

    note = forms.CharField(
        label=_("Vì sao trả lại?"), min_length=SHORTEST_NOTE, max_length=LONGEST_NOTE,
        help_text=_("Người gửi đọc được lý do này và gửi lại minh chứng khác."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "ly-do"}),
    )  # fmt: skip
    quick = QUICK_NOTES


def ids_of(values: Iterable[str]) -> list[int]:
    """The numbers that a form named; anything else is left out."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 18]
