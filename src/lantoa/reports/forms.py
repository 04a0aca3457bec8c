"""The form that asks for a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantoa.core.days import DayField
from lantoa.core.saying import said
from lantoa.reports.queries import ReportSlot
from lantoa.reports.rules.calendar import SlotState


class ReportForm(forms.Form):
    """Lập báo cáo: the period, and what only a person can say."""

    period = forms.ChoiceField(label=_("Kỳ báo cáo"))
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, required=False, help_text=_("Để trống nếu văn thư chưa cấp số.")
    )
    dated_on = DayField(label=_("Ngày báo cáo"), required=False, help_text=_("Để trống nếu chưa ký."))
    directing = forms.CharField(
        label=_("Công tác chỉ đạo, điều hành"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Văn bản đã ban hành, cuộc họp đã chủ trì. Mỗi đoạn một dòng."),
    )  # fmt: skip
    causes = forms.CharField(
        label=_("Nguyên nhân của tồn tại, hạn chế"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    results = forms.CharField(
        label=_("Kết quả khác"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    proposals = forms.CharField(
        label=_("Kiến nghị, đề xuất"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, slots: list[ReportSlot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {slot.key: slot for slot in slots if slot.state is not SlotState.AHEAD}
        asked = [(key, self._label(slot)) for key, slot in self.slots.items() if slot.asked]
        others = [(key, self._label(slot)) for key, slot in self.slots.items() if not slot.asked]
        groups = [(_("Các kỳ phải gửi"), asked), (_("Lập khi cần"), others)]
        self.fields["period"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]

    @staticmethod
    def _label(slot: ReportSlot) -> str:
        """ "Quý III/2026 (hạn 04/09/2026)"."""
        due = f"{slot.period.due_on:%d/%m/%Y}"
        return gettext("%(label)s (hạn %(due)s)") % {"label": said(slot.period.label), "due": due}

    def slot(self) -> ReportSlot:
        """The period that was chosen."""
        return self.slots[self.cleaned_data["period"]]

    def remarks(self) -> dict[str, str]:
        """What the person wrote, by part of the report."""
        return {name: self.cleaned_data[name] for name in ("directing", "causes", "results", "proposals")}
