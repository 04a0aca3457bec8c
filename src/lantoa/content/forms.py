"""Forms of content: what an item is; small ones of single steps. The words come by ``posted``."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.access import Actor
from lantoa.communes.models import Person, Unit
from lantoa.communes.queries import members, units_in_use
from lantoa.communes.roles import Permission
from lantoa.content.actions import Head
from lantoa.content.models import Item
from lantoa.content.rules.items import sources_from
from lantoa.content.rules.kinds import ContentKind, Language, Mark
from lantoa.core.saying import said_choices
from lantoa.media.fields import MediaField
from lantoa.plans.queries import adopted_commitments
from vanban.vocabulary import Audience, Topic

_REOPEN = _("Trang đã mở quá lâu hoặc gửi thiếu: hãy mở lại trang rồi nhập lại.")
FIELD_OF_CODE = {"content_title": "title", "content_list": "topics"}
"""Beside which field a refusal is shown; the rest above the form."""


class ContentForm(forms.Form):
    """Thông tin chung of an item, with title and summary."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _REOPEN, "invalid": _REOPEN})
    title = forms.CharField(label=_("Tiêu đề"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Loại"), choices=said_choices(ContentKind))
    topics = forms.MultipleChoiceField(
        label=_("Nội dung tuyên truyền"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=said_choices(Topic),
    )  # fmt: skip
    audiences = forms.MultipleChoiceField(
        label=_("Đối tượng"), required=False, widget=forms.CheckboxSelectMultiple, choices=said_choices(Audience)
    )
    mark = forms.ChoiceField(
        label=_("Nêu điển hình hay tồn tại?"), choices=said_choices(Mark), initial=Mark.NONE.value,
        help_text=_("Được liệt kê riêng để đưa vào báo cáo"),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=said_choices(Language), initial=Language.VI.value)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None, required=False)
    credit = forms.CharField(
        label=_("Bút danh, tác giả"), max_length=150, required=False,
        help_text=_("Hiện cuối bài; bài của cộng tác viên thì ghi tên cộng tác viên"),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Hạn xong"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    commitments = forms.MultipleChoiceField(
        label=_("Phục vụ chỉ tiêu, nhiệm vụ nào?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sources = forms.CharField(
        label=_("Nguồn"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một nguồn: văn bản (ghi số, ký hiệu) hoặc đường dẫn"),
    )  # fmt: skip

    library = MediaField(
        label=_("Chọn từ thư viện"), required=False,
        help_text=_("Ảnh, video, âm thanh đã có mô tả; được thêm vào cuối danh sách trên khi lưu"),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["unit"].queryset = units_in_use()  # type: ignore[attr-defined]
        if not actor.may(Permission.EDIT_CONTENT):
            del self.fields["unit"]
        self.fields["commitments"].choices = _commitments()  # type: ignore[attr-defined]

    def head(self, item: Item | None = None) -> Head:
        """What was entered, of a form that is valid."""
        data = self.cleaned_data
        unit = data["unit"].pk if data.get("unit") else (item.unit_id if item else self.actor.unit_id)
        return Head(
            kind=ContentKind(data["kind"]), topics=tuple(data["topics"]), audiences=tuple(data["audiences"]),
            language=Language(data["language"]), unit_id=unit, credit=" ".join(data["credit"].split()),
            mark=Mark(data["mark"]), due_on=data["due_on"], commitments=tuple(map(int, data["commitments"])),
            sources=sources_from(data["sources"]),
        )  # fmt: skip

    def add_refusal(self, code: str, message: str) -> None:
        """Show a refusal beside its field, or above the form."""
        self.add_error(FIELD_OF_CODE.get(code), message)


def _commitments() -> list[tuple[str, str]]:
    return [(str(row.pk), str(row.text)[:220]) for row in adopted_commitments()]


def initial_of(item: Item) -> dict[str, Any]:
    """The form's values of an item that is there."""
    names = ("key", "title", "kind", "topics", "audiences", "mark", "language", "credit", "due_on")
    sources = [
        " ".join(part for part in (one.text, one.url if one.url != one.text else "") if part)
        for one in item.sources.all()
    ]
    return {
        **{name: getattr(item, name) for name in names}, "unit": item.unit_id, "sources": "\n".join(sources),
        "commitments": [str(one.commitment_id) for one in item.services.all()],
    }  # fmt: skip


def initial_for(actor: Actor, query: Mapping[str, Any]) -> dict[str, Any]:
    """The first values of a new item: what the link that led here says (a commitment, kind, topic)."""
    commitment = str(query.get("commitment", ""))
    given: dict[str, Any] = {"key": uuid4(), "kind": ContentKind.NEWS.value, "unit": actor.unit_id}
    row = (
        adopted_commitments().filter(pk=int(commitment)).first()
        if commitment.isdigit() and len(commitment) < 18
        else None
    )
    if row:
        given |= {"commitments": [str(row.pk)], "topics": row.match_topics, "audiences": row.match_audiences}
    kind, topic = query.get("kind"), query.get("topic")
    given |= {"kind": kind} if kind in ContentKind._value2member_map_ else {}
    return given | ({"topics": [topic]} if topic in Topic._value2member_map_ else {})


class NoteForm(forms.Form):
    """Trả lại, thu hồi: why."""

    note = forms.CharField(label=_("Lý do, ý cần sửa"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class HandForm(forms.Form):
    """Giao cho ai xử lý, đến bao giờ."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label=_("Người xử lý tiếp"), queryset=None, required=False, empty_label=_("— Chưa giao ai —")
    )
    due_on = forms.DateField(
        label=_("Hạn xong"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = members().values("person_id")
        self.fields["person"].queryset = Person.objects.filter(pk__in=here, is_active=True).order_by("name")  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """Gửi lãnh đạo nào duyệt."""

    person = forms.ChoiceField(label=_("Lãnh đạo duyệt"))

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]


class SettingForm(forms.Form):
    """Ai duyệt nội dung."""

    owner_approves = forms.BooleanField(
        label=_("Người phụ trách kế hoạch cũng được duyệt nội dung"), required=False,
        help_text=_("Không ai tự duyệt lời mình viết, kể cả khi chọn ô này."),
    )  # fmt: skip
