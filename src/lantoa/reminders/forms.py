"""What a person types: an answer of each kind, how to be reminded, when the commune reminds."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.activities.rules import MOST_MEASURED, MOST_TIMES
from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.days import DayField
from lantoa.core.holidays import WEEKDAYS
from lantoa.core.saying import said
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.reminders.answering import Sent
from lantoa.reminders.models import WORKING_WEEK, Preference, ReminderSetting
from lantoa.reminders.rules.links import Reply
from lantoa.reminders.rules.timing import EARLIEST, LATEST_SETTING
from lantoa.reminders.states import AnswerKind
from vanban.vocabulary import ActivityKind, Channel, Labelled

_OLD = _("Biểu mẫu đã cũ hoặc gửi thiếu: hãy tải lại trang và trả lời lại.")


class ReplyForm(forms.Form):
    """One kind of answer. The key makes the same answer sent twice one answer."""

    answer: AnswerKind
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _OLD, "invalid": _OLD})

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.answer.value}-%s")
        kwargs["initial"] = {"key": uuid4(), "on": clock.today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.commitment = commitment

    def sent(self) -> Sent:
        """What was answered, of a form that is valid."""
        data = self.cleaned_data
        numbers = (data.get("numerator"), data.get("denominator"))
        reply = Reply(self.answer, data.get("on"), " ".join(data.get("note", "").split()), *numbers)
        return Sent(
            data["key"], reply, what=" ".join(data.get("what", "").split()), kind=data.get("kind", ""),
            channel=data.get("channel", ""), times=data.get("times") or 1,
        )  # fmt: skip


class DoneForm(ReplyForm):
    """Đã làm: a short log. Asks for more only where the commitment counts it."""

    answer = AnswerKind.DONE
    on = DayField(label=_("Ngày thực hiện"))
    what = forms.CharField(label=_("Đã làm gì?"), min_length=5, max_length=300)
    kind = forms.ChoiceField(label=_("Loại hoạt động"), required=False)
    channel = forms.ChoiceField(label=_("Kênh, hình thức"), required=False)
    times = forms.IntegerField(label=_("Số lần (tin, buổi, cuộc…)"), min_value=1, max_value=MOST_TIMES, required=False)
    numerator = forms.IntegerField(label=_("Số đạt"), min_value=0, max_value=MOST_MEASURED)
    denominator = forms.IntegerField(label=_("Tổng số"), min_value=1, max_value=MOST_MEASURED)
    note = forms.CharField(label=_("Ghi chú"), max_length=450, required=False)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        what = (commitment.output or commitment.text)[:200]
        kwargs["initial"] = {"what": what, "times": 1, **kwargs.get("initial", {})}
        super().__init__(*args, commitment=commitment, **kwargs)
        self._offer("kind", ActivityKind, commitment.match_kinds)
        self._offer("channel", Channel, commitment.match_channels)
        if commitment.measure != MeasureKind.COUNT.value:
            del self.fields["times"]
        if commitment.measure != MeasureKind.RATIO.value:
            del self.fields["numerator"], self.fields["denominator"]

    def _offer(self, name: str, labels: type[Labelled], counted: Sequence[str]) -> None:
        """A choice only where the commitment counts more than one."""
        choices = [(one.value, said(one.label)) for one in labels if one.value in counted]
        if len(choices) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class PromiseForm(ReplyForm):
    """Sẽ làm ngày …"""

    answer = AnswerKind.WILL_DO
    on = DayField(label=_("Sẽ làm ngày"))
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class HelpForm(ReplyForm):
    """Không thuộc tôi, cần hỗ trợ."""

    answer = AnswerKind.HELP
    note = forms.CharField(
        label=_("Vì sao, hoặc cần hỗ trợ gì?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người phụ trách kế hoạch sẽ đọc lời này."),
    )  # fmt: skip


FORMS: dict[AnswerKind, type[ReplyForm]] = {form.answer: form for form in (DoneForm, PromiseForm, HelpForm)}
FIELD_OF_CODE = {
    "day_future": "on", "day_before_plan": "on", "day_missing": "on", "promise_day": "on", "help_note": "note",
    "number_times": "times", "commitment_ratio": "numerator",
}  # fmt: skip


def reply_forms(work: DueWork, kinds: Iterable[AnswerKind], data: Any = None) -> dict[AnswerKind, ReplyForm]:
    """The forms of the answers that may be given; the one that was sent is bound."""
    sent = data.get("answer") if data else None
    return {
        kind: FORMS[kind](data if sent == kind.value else None, commitment=work.commitment)
        for kind in AnswerKind
        if kind in kinds
    }


class PreferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """How one person is reminded."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Nhận thư vào các ngày"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Preference
        fields = ("by_mail", "weekdays")
        labels = {"by_mail": _("Gửi thư nhắc việc cho tôi")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, said(name)) for number, name in enumerate(WEEKDAYS[:WORKING_WEEK])]
        self.fields["weekdays"].choices = choices  # type: ignore[attr-defined]


class SettingForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the commune reminds."""

    at = forms.TimeField(
        label=_("Giờ nhắc"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Chỉ nhắc vào ngày làm việc, từ 6 giờ đến 16 giờ."),
    )  # fmt: skip
    days_ahead = forms.IntegerField(label=_("Nhắc trước hạn bao nhiêu ngày"), min_value=0, max_value=30)

    class Meta:
        model = ReminderSetting
        fields = ("is_on", "at", "days_ahead")
        labels = {"is_on": _("Nhắc việc hằng ngày cho mọi người trong xã, phường")}

    def clean_at(self) -> time:
        at: time = self.cleaned_data["at"]
        if not EARLIEST <= at <= LATEST_SETTING:
            raise forms.ValidationError(_("Giờ nhắc phải từ 06:00 đến 16:00."))
        return at


class FeedForm(forms.Form):
    """A new address of the calendar."""

    with_holidays = forms.BooleanField(label=_("Kèm ngày nghỉ lễ, Tết"), required=False)


class NudgeForm(forms.Form):
    """Đôn đốc ngay: whom."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Nhắc ai")
    )

    def __init__(self, *args: Any, people: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=list(people), is_active=True).order_by("name")  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """Công văn đôn đốc: to which units, and until when they are to report."""

    units = forms.MultipleChoiceField(label=_("Gửi các đơn vị"), widget=forms.CheckboxSelectMultiple)
    report_by = DayField(label=_("Báo cáo kết quả trước ngày"))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]
