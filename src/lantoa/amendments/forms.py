"""Forms of amendments."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.days import DayField
from lantoa.plans.models import Commitment

if TYPE_CHECKING:
    CommitmentChoice = forms.ModelChoiceField[Commitment]
else:
    CommitmentChoice = forms.ModelChoiceField

CHOICE_ERROR = {"invalid_choice": _("Hãy chọn một trong các mục có sẵn.")}
STAYS = _("Để trong sổ, không tính vào mục nào")


def short(text: str, most: int = 110) -> str:
    """A sentence that fits into a list of choices."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


class ConsequencesForm(forms.Form):
    """From when the amendment holds; for each dropped commitment that has evidence, where that goes."""

    effective_on = DayField(
        label=_("Áp dụng từ ngày"), required=False,
        help_text=_("Kỳ đã qua trước ngày này giữ chỉ tiêu cũ. Để trống: ngày ký bản sửa đổi, hoặc ngày ban hành."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, dropped: Iterable[Commitment], choices: Iterable[Commitment],
        handed: Mapping[int, int | None], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        options = [("", STAYS), *((str(row.pk), short(row.text)) for row in choices)]
        self.former = [row.pk for row in dropped]
        for row in dropped:
            self.fields[f"handed-{row.pk}"] = forms.ChoiceField(
                label=short(row.text), choices=options, required=False, initial=str(handed.get(row.pk) or ""),
                error_messages=CHOICE_ERROR,
            )  # fmt: skip

    def handed(self) -> dict[int, int | None]:
        """The heir of each dropped commitment's evidence; None = it stays where it is."""
        values = {pk: self.cleaned_data.get(f"handed-{pk}") for pk in self.former}
        return {pk: int(value) if value else None for pk, value in values.items()}

    def of(self, pk: int) -> Any:
        """The field for one dropped commitment; None where it has no evidence."""
        name = f"handed-{pk}"
        return self[name] if name in self.fields else None


class ItemChoice(CommitmentChoice):
    """Commitments by their words."""

    def label_from_instance(self, obj: Any) -> str:
        return short(str(obj.text))


class TieForm(forms.Form):
    """Which former commitment an item continues."""

    former = ItemChoice(
        label=_("Tiếp tục mục nào của bản đang thực hiện?"), queryset=Commitment.objects.none(), required=False,
        empty_label=_("Không: đây là mục mới"), error_messages=CHOICE_ERROR,
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "former", choices)


class MoveForm(forms.Form):
    """Where the evidence of a dropped commitment goes."""

    to = ItemChoice(
        label=_("Chuyển sang mục"), queryset=Commitment.objects.none(), empty_label=_("Chọn mục nhận"),
        error_messages={**CHOICE_ERROR, "required": _("Hãy chọn mục nhận.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "to", choices)


def _set_choices(form: forms.Form, name: str, choices: Any) -> None:
    chosen = form.fields[name]
    if isinstance(chosen, forms.ModelChoiceField):
        chosen.queryset = choices
