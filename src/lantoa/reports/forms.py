"""The forms of reports: asking for one, giving it back, giving it its number."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantoa.communes.models import Unit
from lantoa.core.days import DayField
from lantoa.core.saying import said
from lantoa.reports.queries import ReportSlot
from lantoa.reports.rules.calendar import SlotState
from lantoa.reports.rules.sections import Section


def _lines(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    """A field of paragraphs, one a line."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=5000, widget=area, help_text=help_text)


class ReportForm(forms.Form):
    """Lập báo cáo: the period, whose report it is, and what only a person can say."""

    period = forms.ChoiceField(label=_("Kỳ báo cáo"))
    unit = forms.ChoiceField(label=_("Báo cáo của"), required=False)
    directing = _lines(
        _("Công tác chỉ đạo, điều hành"),
        _("Văn bản đã ban hành, cuộc họp đã chủ trì. Mỗi đoạn một dòng."), 3
    )  # fmt: skip
    causes = _lines(_("Nguyên nhân chung của tồn tại, hạn chế"), _("Nguyên nhân của từng việc được hỏi sau khi lập."))
    results = _lines(_("Kết quả khác"))
    next_work = _lines(
        _("Nhiệm vụ kỳ tới ngoài các chỉ tiêu của kế hoạch"), _("Mỗi việc một dòng; báo cáo kỳ sau sẽ hỏi lại kết quả.")
    )
    proposals = _lines(_("Kiến nghị, đề xuất"))

    def __init__(self, *args: Any, slots: list[ReportSlot], units: list[Unit], ward: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_slots = slots
        self.slots = {slot.key: slot for slot in slots if slot.state is not SlotState.AHEAD}
        self.units = {str(unit.pk): unit for unit in units}
        asked = [(key, self._label(slot)) for key, slot in self.slots.items() if slot.asked]
        others = [(key, self._label(slot)) for key, slot in self.slots.items() if not slot.asked]
        groups = [(_("Các kỳ phải gửi"), asked), (_("Lập khi cần"), others)]
        self.fields["period"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        whole = [("", gettext("Toàn xã, phường"))] if ward else []
        named = [(key, unit.name) for key, unit in self.units.items()]
        self.fields["unit"].choices = [*whole, *named]  # type: ignore[attr-defined]
        self.fields["unit"].required = not ward

    @staticmethod
    def _label(slot: ReportSlot) -> str:
        """ "Quý III/2026 (hạn 04/09/2026)"."""
        due = f"{slot.period.due_on:%d/%m/%Y}"
        return gettext("%(label)s (hạn %(due)s)") % {"label": said(slot.period.label), "due": due}

    def slot(self) -> ReportSlot:
        """The period that was chosen."""
        return self.slots[self.cleaned_data["period"]]

    def unit_chosen(self) -> Unit | None:
        """The unit that reports; None = the ward."""
        return self.units.get(self.cleaned_data["unit"])

    def remarks(self) -> dict[str, str]:
        """What the person wrote, by part of the report."""
        names = ("directing", "causes", "results", "next_work", "proposals")
        return {name: self.cleaned_data[name] for name in names}


class ReturnForm(forms.Form):
    """Trả lại: what to mend, in general and section by section."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = {"rows": 2}
        self.fields["all"] = forms.CharField(
            label=_("Ý kiến chung"), required=False, max_length=1000, widget=forms.Textarea(attrs=area)
        )
        for section in Section:
            self.fields[section.value] = forms.CharField(
                label=said(section.label), required=False, max_length=1000, widget=forms.Textarea(attrs=area)
            )

    def notes(self) -> dict[str, str]:
        """The notes that say something."""
        return {name: text for name, text in self.cleaned_data.items() if text.strip()}


class IssueForm(forms.Form):
    """Ban hành: what the clerk's register says."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=40, help_text=_("Số văn thư đã cấp, ví dụ 12/BC-UBND."))
    dated_on = DayField(label=_("Ngày ban hành"), help_text=_("Không trước ngày chốt số liệu, không sau hôm nay."))
