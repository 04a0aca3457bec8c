"""Entries that waited on a phone: what may have changed meanwhile, and who decides. Pure.

Nothing is swallowed: where the ward went on without the entry, the person is asked, and only their answer is done
(ADR 0013). The phone shows the conflict as it comes from here and sends the entry again with the answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lantoa.core.periods import Window

DIFFERS, WITHDRAWN, GONE, REPORTED = "entry_differs", "entry_withdrawn", "commitment_gone", "period_reported"
KEEP, REPLACE, WITHOUT, ANYWAY = "keep", "replace", "without", "anyway"
AS_NEW, EDIT, DISCARD = "new", "edit", "discard"
"""The last three are done by the phone itself and never arrive here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that the person may give. ``plain`` = said as a link beside the buttons."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says different things on the phone and in the ward's ledger."""

    label: str
    phone: str
    server: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the person has to decide before the entry is entered."""

    code: str
    message: str
    choices: tuple[Choice, ...]
    differences: tuple[Difference, ...] = ()
    url: str = ""

    def as_json(self, said: Callable[[str], str] = str) -> dict[str, Any]:
        """As the phone gets it; ``said`` puts our own words in the language of the page."""
        return {
            "state": "conflict", "code": self.code, "message": said(self.message), "url": self.url,
            "choices": [{"value": one.value, "label": said(one.label)} for one in self.choices],
            "differences": [
                {"label": said(one.label), "phone": one.phone, "server": one.server} for one in self.differences
            ],
        }  # fmt: skip


def differences(phone: Mapping[str, str], server: Mapping[str, str]) -> tuple[Difference, ...]:
    """Where two readings of one entry part; both by label, in the order of the phone's."""
    return tuple(
        Difference(label, said, server.get(label, "")) for label, said in phone.items() if said != server.get(label, "")
    )


def decided(answers: Iterable[str]) -> Mapping[str, str]:
    """ "commitment_gone:without" → by the code of the conflict, what the person chose."""
    pairs = (one.partition(":") for one in answers)
    return {code: choice for code, _, choice in pairs if code and choice}


def entry_differs(found: Sequence[Difference], *, url: str, may_edit: bool) -> Conflict:
    """The entry had arrived; since then somebody changed it in the ward, or the person on the phone."""
    choices = [Choice(KEEP, "Giữ bản trên hệ thống")]
    choices += [Choice(REPLACE, "Thay bằng bản trên máy này")] if may_edit else []
    return Conflict(
        DIFFERS,
        "Hoạt động này đã có trên hệ thống, nhưng nội dung khác với bản trên máy. Anh/chị chọn giữ bản nào? "
        "Ảnh, tệp còn thiếu trên hệ thống được bổ sung trong cả hai trường hợp.",
        (*choices, Choice(AS_NEW, "Đây là hoạt động khác: ghi thêm")),
        tuple(found),
        url,
    )


def entry_withdrawn(reason: str, *, url: str) -> Conflict:
    """The entry had arrived and was taken back."""
    return Conflict(
        WITHDRAWN,
        f"Hoạt động này đã được gửi, sau đó đã rút trên hệ thống. Lý do: {reason}",
        (Choice(DISCARD, "Bỏ bản trên máy"), Choice(AS_NEW, "Vẫn ghi thành hoạt động mới")),
        url=url,
    )


def commitment_gone(number: int) -> Conflict:
    """The plan went on: what the entry was to count for is no longer there."""
    return Conflict(
        GONE,
        f"Có {number} chỉ tiêu, nhiệm vụ anh/chị đã chọn không còn trong kế hoạch đang thực hiện (kế hoạch vừa được "
        "điều chỉnh hoặc thay thế).",
        (Choice(EDIT, "Mở ra chọn lại"), Choice(WITHOUT, "Gửi, không tính cho mục đó"), Choice(DISCARD, "Bỏ mục này")),
    )


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report of the ward, as far as a late entry is concerned."""

    title: str
    data: Window
    made_at: datetime
    is_final: bool


def period_reported(reports: Sequence[str]) -> Conflict:
    """The report of its period was made while the entry waited."""
    return Conflict(
        REPORTED,
        f"Báo cáo của kỳ này đã lập trước khi mục được gửi: {'; '.join(reports)}. Hoạt động ghi bây giờ được tính vào "
        "tiến độ nhưng không có trong báo cáo đã lập.",
        (Choice(ANYWAY, "Vẫn ghi"), Choice(EDIT, "Mở ra sửa"), Choice(DISCARD, "Bỏ mục này")),
    )


def first_conflict(*, gone: int, reports: Sequence[str], answers: Mapping[str, str]) -> Conflict | None:
    """What has to be decided before a new entry is entered; None = it may be."""
    if gone and answers.get(GONE) != WITHOUT:
        return commitment_gone(gone)
    if reports and answers.get(REPORTED) != ANYWAY:
        return period_reported(reports)
    return None
