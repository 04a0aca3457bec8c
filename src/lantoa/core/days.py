"""Days that a person types: years of this product's life only, so that no rule ever counts through a thousand years."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from lantoa.core.periods import FIRST_DAY, LAST_DAY

_WORDS = _("Ngày phải trong khoảng từ 01/01/2000 đến 31/12/2100. Hãy kiểm tra lại năm.")


class DayField(forms.DateField):
    """One day between 2000 and 2100, typed or chosen in the browser's calendar."""

    default_error_messages = {"invalid": _("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/12/2025.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)
        self.validators += [MinValueValidator(FIRST_DAY, _WORDS), MaxValueValidator(LAST_DAY, _WORDS)]
