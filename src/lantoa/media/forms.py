"""Forms of the library."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.saying import said_choices
from lantoa.media.models import Medium
from lantoa.media.rules.kinds import MediumKind
from lantoa.media.rules.words import LONGEST_ALT, LONGEST_CREDIT, LONGEST_RIGHTS, LONGEST_TITLE, Words

RIGHTS = (
    "Cơ quan tự thực hiện, được dùng cho công tác tuyên truyền",
    "Tác giả đồng ý cho sử dụng",
    "Cơ quan khác cung cấp, ghi rõ nguồn khi dùng",
    "Chỉ dùng nội bộ, không đăng công khai",
)


class Suggested(forms.TextInput):
    """A text field that offers usual answers (``datalist``)."""

    template_name = "media/suggested.html"

    def __init__(self, offers: tuple[str, ...]) -> None:
        super().__init__()
        self.offers = offers

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["offers"] = self.offers
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-offers"
        return context


class WordsForm(forms.Form):
    """Mô tả tư liệu."""

    alt = forms.CharField(
        label=_("Mô tả nội dung"), max_length=LONGEST_ALT, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Trong ảnh, video có gì: ai, làm gì, ở đâu. Người không nhìn thấy sẽ được nghe đọc lời này."),
        error_messages={"required": _("Hãy mô tả nội dung để người không nhìn thấy cũng hiểu.")},
    )  # fmt: skip
    credit = forms.CharField(
        label=_("Nguồn, tác giả"), max_length=LONGEST_CREDIT,
        help_text=_("Ví dụ: Ảnh: Trần Văn Nam; Trung tâm Văn hóa phường."),
        error_messages={"required": _("Hãy ghi người chụp, người quay hoặc cơ quan cung cấp.")},
    )  # fmt: skip
    rights = forms.CharField(
        label=_("Quyền sử dụng"), max_length=LONGEST_RIGHTS, required=False, widget=Suggested(RIGHTS),
        help_text=_("Ai cho phép dùng, dùng ở đâu. Ảnh có trẻ em, người bệnh: cần được đồng ý."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Tên gọi trong thư viện"), max_length=LONGEST_TITLE, required=False,
        help_text=_("Để trống: lấy phần đầu của mô tả."),
    )  # fmt: skip

    @classmethod
    def of(cls, medium: Medium, data: Any = None) -> "WordsForm":
        """Filled with what is said now."""
        words = medium.words
        initial = {"alt": words.alt, "credit": words.credit, "rights": words.rights, "title": words.title}
        return cls(data, initial=initial)

    @property
    def words(self) -> Words:
        """What was typed, to be checked by the rules."""
        data = self.cleaned_data
        return Words(data.get("title", ""), data.get("alt", ""), data.get("credit", ""), data.get("rights", ""))


class KeyForm(WordsForm):
    """With the key that makes the same form sent twice one medium."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    @property
    def made_key(self) -> UUID:
        """The form's key."""
        return self.cleaned_data.get("key") or uuid4()


class PicturesForm(KeyForm):
    """Tải ảnh lên. The description may be left out where there are several: each gets its own afterwards."""

    field_order = ("alt", "credit", "rights", "key")
    title = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = False
        self.fields["alt"].help_text = _(
            "Trong ảnh có gì: ai, làm gì, ở đâu. Người không nhìn thấy sẽ được nghe đọc lời này. "
            "Gửi nhiều ảnh cùng lúc: để trống, sau khi gửi sẽ mô tả từng ảnh."
        )


class LinkForm(KeyForm):
    """Thêm bằng đường dẫn."""

    field_order = ("url", "kind", "alt", "credit", "rights", "title", "key")
    url = forms.CharField(
        label=_("Đường dẫn"), max_length=500, widget=forms.URLInput(attrs={"inputmode": "url"}),
        help_text=_("Địa chỉ trang có video, âm thanh: YouTube, Vimeo, báo, đài…"),
        error_messages={"required": _("Hãy dán đường dẫn bắt đầu bằng https://.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Là"), choices=said_choices(MediumKind), initial=MediumKind.VIDEO.value, widget=forms.RadioSelect
    )


class PosterForm(forms.Form):
    """Chọn ảnh bìa."""

    at = forms.CharField(
        label=_("Ảnh bìa lấy ở thời điểm"), max_length=8, help_text=_("Phút:giây, ví dụ 0:12."),
        error_messages={"required": _("Hãy ghi thời điểm, ví dụ 0:12.")},
    )  # fmt: skip

    def clean_at(self) -> int:
        """Milliseconds."""
        parts = str(self.cleaned_data["at"]).strip().split(":")
        if not (1 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)):
            raise forms.ValidationError(_("Hãy ghi thời điểm theo dạng phút:giây, ví dụ 0:12."))
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + int(part)
        return seconds * 1000
