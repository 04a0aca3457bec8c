"""Forms of intake and review."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.models import Unit
from lantoa.communes.queries import units_in_use
from lantoa.core.days import DayField
from lantoa.core.periods import LONGEST_PLAN, PeriodKind
from lantoa.files.checks import PLAN_DOCUMENTS, accepted_endings
from lantoa.plans.models import Commitment, Plan, choices_of
from lantoa.plans.rules.commitment import CommitmentKind, DueKind, MeasureKind
from vanban.vocabulary import ActivityKind, Audience, Channel, Topic

if TYPE_CHECKING:
    PlanModelForm = forms.ModelForm[Plan]
    CommitmentModelForm = forms.ModelForm[Commitment]
    ModelChoice = forms.ModelChoiceField[Commitment]
else:
    PlanModelForm = CommitmentModelForm = forms.ModelForm
    ModelChoice = forms.ModelChoiceField

ACCEPT = accepted_endings(PLAN_DOCUMENTS)

CHOICE_ERROR = {"invalid_choice": _("Hãy chọn một trong các mục có sẵn.")}


def _day(label: Any, help_text: Any = "") -> DayField:
    return DayField(label=label, help_text=help_text, required=False)


def _many(label: Any, codes: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices_of(codes), required=False, widget=forms.CheckboxSelectMultiple
    )


class UploadForm(forms.Form):
    """A file, or a text that was pasted."""

    file = forms.FileField(label=_("Tệp kế hoạch"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Văn bản kế hoạch"), required=False, strip=True, max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("Đoạn văn bản quá dài. Hãy lưu thành tệp .txt hoặc .docx rồi tải lên.")},
    )  # fmt: skip

    partial = forms.ChoiceField(
        label=_("Văn bản này"), required=False, initial="", widget=forms.RadioSelect,
        choices=[
            ("", _("thay toàn bộ kế hoạch (kế hoạch ban hành lại)")),
            ("1", _("chỉ sửa đổi, bổ sung một số nội dung; phần không nhắc đến giữ như cũ")),
        ],
        error_messages=CHOICE_ERROR,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("text"):
            raise forms.ValidationError(_("Hãy chọn một tệp kế hoạch, hoặc dán văn bản kế hoạch vào ô bên dưới."))
        return data


class HeadForm(PlanModelForm):
    """What a plan says about itself."""

    issued_on = _day(_("Ngày ban hành"))
    period_start = _day(_("Thực hiện từ ngày"))
    period_end = _day(_("Đến hết ngày"))

    class Meta:
        model = Plan
        fields = ("title", "number", "issued_on", "period_start", "period_end")
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("Ngày kết thúc phải sau ngày bắt đầu."))
        if start and end and (end - start).days > LONGEST_PLAN:
            self.add_error("period_end", _("Kế hoạch kéo dài quá 10 năm. Hãy kiểm tra lại năm bắt đầu và kết thúc."))
        return data


class ItemForm(CommitmentModelForm):
    """Everything about one item of a review that a person may correct."""

    coordinating = forms.ModelMultipleChoiceField(
        label=_("Đơn vị phối hợp"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=CHOICE_ERROR,
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Loại"), choices=choices_of(CommitmentKind), widget=forms.RadioSelect)
    remember = forms.BooleanField(label=_("Nhớ tên gọi này cho lần sau"), required=False)
    also_windows = _many(_("Đồng thời theo kỳ"), PeriodKind)
    match_kinds = _many(_("Loại hoạt động được tính"), ActivityKind)
    match_channels = _many(_("Kênh được tính"), Channel)
    match_topics = _many(_("Nội dung được tính"), Topic)
    match_audiences = _many(_("Đối tượng được tính"), Audience)
    active_from = _day(_("Chỉ thực hiện từ ngày"))
    active_to = _day(_("Đến hết ngày"))
    due_on = _day(_("Ngày đến hạn"))
    due_event_on = _day(_("Ngày của văn bản hoặc sự kiện đó"), _("Để trống nếu chưa biết; sẽ nhập sau."))

    class Meta:
        model = Commitment
        fields = (
            "kind", "text", "lead", "modality", "output", "measure", "quantity", "percent", "above", "unit_text",
            "window", "also_windows", "active_from", "active_to", "due_kind", "due_on", "due_days", "due_working_days",
            "due_event", "due_event_on", "due_day", "due_before", "match_kinds", "match_channels", "match_topics",
            "match_audiences",
        )  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_in_use()
        self.fields["lead"] = forms.ModelChoiceField(
            label=_("Đơn vị chủ trì"), queryset=units, required=False, empty_label=_("Chưa giao"),
            error_messages=CHOICE_ERROR,
        )  # fmt: skip
        coordinating = self.fields["coordinating"]
        if isinstance(coordinating, forms.ModelMultipleChoiceField):
            coordinating.queryset = units
        if self.instance.pk:
            self.initial["coordinating"] = [link.unit_id for link in self.instance.coordinating.all()]
        self.fields["text"].error_messages["required"] = _("Hãy nhập nội dung của chỉ tiêu hoặc nhiệm vụ.")

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).replace("\x00", "").split())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._check_measure(data)
        self._check_due(data)
        start, end = data.get("active_from"), data.get("active_to")
        if start and end and start > end:
            self.add_error("active_to", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return data

    def _check_measure(self, data: dict[str, Any]) -> None:
        percent = data.get("percent")
        if percent is not None and not 0 < percent <= 100:
            self.add_error("percent", _("Tỷ lệ phải lớn hơn 0 và không quá 100."))
        if data.get("measure") == MeasureKind.COUNT.value and data.get("quantity") == 0:
            self.add_error("quantity", _("Số lượng phải từ 1 trở lên."))
        if (data.get("quantity") or 0) > 10_000:
            self.add_error("quantity", _("Số lượng quá lớn. Hãy kiểm tra lại."))

    def _check_due(self, data: dict[str, Any]) -> None:
        due_kind, day = data.get("due_kind"), data.get("due_day")
        if day is not None and not 1 <= day <= 31:
            self.add_error("due_day", _("Ngày trong tháng phải từ 1 đến 31."))
        if due_kind == DueKind.FIXED_DATE.value and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Hãy nhập ngày đến hạn."))
        if due_kind == DueKind.DAYS_AFTER_EVENT.value and not data.get("due_days"):
            self.add_error("due_days", _("Hãy nhập số ngày."))
        if due_kind == DueKind.DAY_OF_LAST_MONTH.value and day is None and "due_day" not in self.errors:
            self.add_error("due_day", _("Hãy nhập ngày trong tháng."))

    def values(self) -> dict[str, Any]:
        """The fields of the commitment; ``coordinating`` and ``remember`` are taken by the action itself."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


ELEMENT_KINDS = (
    ("content", _("Nội dung tuyên truyền")), ("channel", _("Kênh, hình thức")), ("audience", _("Đối tượng")),
    ("organisation", _("Cơ quan, đơn vị được nêu")), ("funding", _("Kinh phí")), ("recipient", _("Nơi nhận")),
    ("reference", _("Căn cứ, văn bản viện dẫn")),
)  # fmt: skip
CODED = {"content": Topic, "channel": Channel, "audience": Audience}
"""Kinds whose entries have a code of a closed list; the code of each stands in a field with the kind's name."""


class ElementForm(forms.Form):
    """What a plan names besides commitments."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ELEMENT_KINDS, error_messages=CHOICE_ERROR)
    text = forms.CharField(
        label=_("Nội dung"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy nhập nội dung.")},
    )  # fmt: skip
    content = forms.ChoiceField(label=_("Thuộc lĩnh vực"), required=False, choices=(), error_messages=CHOICE_ERROR)
    channel = forms.ChoiceField(label=_("Là kênh"), required=False, choices=(), error_messages=CHOICE_ERROR)
    audience = forms.ChoiceField(label=_("Là nhóm đối tượng"), required=False, choices=(), error_messages=CHOICE_ERROR)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in CODED.items():
            coded = self.fields[name]
            if isinstance(coded, forms.ChoiceField):
                coded.choices = [("", _("Không rõ")), *choices_of(labels)]

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).replace("\x00", "").split())

    def values(self) -> dict[str, str]:
        """kind, text, code."""
        kind = self.cleaned_data["kind"]
        return {"kind": kind, "text": self.cleaned_data["text"], "code": self.cleaned_data.get(kind) or ""}


class ItemChoiceField(ModelChoice):
    """Items by their words."""

    def label_from_instance(self, obj: Any) -> str:
        words = str(obj.text)
        return words if len(words) <= 240 else f"{words[:239]}…"


class MergeForm(forms.Form):
    """Into which item."""

    into = ItemChoiceField(
        label=_("Gộp vào mục"), queryset=Commitment.objects.none(), empty_label=None, widget=forms.RadioSelect,
        error_messages={**CHOICE_ERROR, "required": _("Hãy chọn mục nhận.")},
    )  # fmt: skip

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        if isinstance(into, forms.ModelChoiceField):
            into.queryset = candidates
