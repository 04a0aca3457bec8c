"""The life of a draft as one table: stages, steps, who may take which. Pure.

What is issued never changes again: it lives on as a plan, and is amended there.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.errors import NotAllowed, Refused
from vanban.vocabulary import Labelled


class Stage(Labelled):
    """Giai đoạn của bản soạn."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã trình lãnh đạo"
    RETURNED = "returned", "Trả lại để sửa"
    APPROVED = "approved", "Đã duyệt, chờ số"
    ISSUED = "issued", "Đã ban hành"
    DROPPED = "dropped", "Đã bỏ"


class Step(Labelled):
    """Việc làm với bản soạn."""

    SUBMIT = "submit", "Trình lãnh đạo"
    TAKE_BACK = "take_back", "Rút về"
    RETURN = "return", "Trả lại"
    APPROVE = "approve", "Duyệt"
    ISSUE = "issue", "Ban hành"
    DROP = "drop", "Bỏ bản soạn"


class Hat(Labelled):
    """Ai đối với bản soạn."""

    AUTHOR = "author", "Người soạn"
    SIGNER = "signer", "Lãnh đạo duyệt"
    CLERK = "clerk", "Văn thư"


EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
STEPS: dict[tuple[Stage, Step], Stage] = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.RETURNED, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.TAKE_BACK): Stage.DRAFT,
    (Stage.SUBMITTED, Step.RETURN): Stage.RETURNED,
    (Stage.SUBMITTED, Step.APPROVE): Stage.APPROVED,
    (Stage.APPROVED, Step.RETURN): Stage.RETURNED,
    (Stage.APPROVED, Step.ISSUE): Stage.ISSUED,
    (Stage.DRAFT, Step.DROP): Stage.DROPPED,
    (Stage.RETURNED, Step.DROP): Stage.DROPPED,
}
WHO = {
    Step.SUBMIT: Hat.AUTHOR, Step.TAKE_BACK: Hat.AUTHOR, Step.DROP: Hat.AUTHOR, Step.RETURN: Hat.SIGNER,
    Step.APPROVE: Hat.SIGNER, Step.ISSUE: Hat.CLERK,
}  # fmt: skip
WAITS_FOR = {Stage.RETURNED: Hat.AUTHOR, Stage.SUBMITTED: Hat.SIGNER, Stage.APPROVED: Hat.CLERK}
"""For whom a draft waits, as the home page tells them."""
FAR_AHEAD = 183
"""Days before its period from which a plan's date looks like another year's."""
NUMBER = re.compile(r"(\d{1,5})\s*(?:/\s*([A-ZĐa-zđ0-9&-]{1,30}))?")


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft's stage, and what the person who looks at it is to it."""

    stage: Stage
    hats: frozenset[Hat]


def steps_open(standing: Standing) -> list[Step]:
    """What this person may do now."""
    return [step for step in Step if (standing.stage, step) in STEPS and WHO[step] in standing.hats]


def may_edit(standing: Standing) -> bool:
    """Whether this person may change the words now."""
    return standing.stage in EDITABLE and Hat.AUTHOR in standing.hats


def next_stage(standing: Standing, step: Step) -> Stage:
    """Where the step leads.

    Raises:
        Refused("draft_step"): the stage does not allow it (somebody else may have been quicker).
        NotAllowed: this person may not take it.
    """
    found = STEPS.get((standing.stage, step))
    if found is None:
        now, wanted = standing.stage.label.lower(), step.label.lower()
        raise Refused("draft_step", f"Bản soạn đang ở trạng thái “{now}” nên không {wanted} được. Hãy tải lại trang.")
    if WHO[step] not in standing.hats:
        raise NotAllowed
    return found


def tidy_number(text: str, symbol: str = "KH-UBND") -> str:
    """ "7" → "07/KH-UBND".

    Raises:
        Refused("draft_number"): not a number with its symbol.
    """
    found = NUMBER.fullmatch(" ".join(text.split()))
    if not found or not int(found.group(1)):
        raise Refused("draft_number", "Số, ký hiệu phải có dạng 12/KH-UBND. Hãy nhập số văn thư đã cấp.")
    letters = (found.group(2) or symbol).upper()
    if letters.split("-")[0] != symbol.split("-")[0]:
        raise Refused(
            "draft_number", f"Ký hiệu của kế hoạch bắt đầu bằng KH (ví dụ 12/{symbol}), không phải {letters}."
        )
    return f"{int(found.group(1)):02}/{letters}"


def check_day(*, dated_on: date, period_end: date, today: date) -> None:
    """A plan is dated when it is signed: not ahead of time, and not when its period is over.

    Raises:
        Refused("draft_day").
    """
    if dated_on > today:
        raise Refused("draft_day", "Ngày ban hành không được ở sau hôm nay. Hãy nhập ngày ghi trên văn bản.")
    if dated_on > period_end:
        raise Refused("draft_day", "Ngày ban hành ở sau khi kỳ kế hoạch đã hết. Hãy kiểm tra ngày và kỳ kế hoạch.")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A plan of the same year that has its number and day."""

    number: str
    on: date


def doubts(
    numbered: Numbered, *, approved_on: date | None, period_start: date, others: Iterable[Numbered]
) -> tuple[str, ...]:
    """What is possible but seldom right about a number and a day; the clerk is asked once more."""
    found = []
    on = numbered.on
    if (period_start - on).days > FAR_AHEAD:
        found.append(f"Ngày {on:%d/%m/%Y} sớm hơn ngày bắt đầu kỳ kế hoạch quá sáu tháng: năm đã đúng chưa?")
    elif approved_on and on < approved_on:
        found.append(f"Ngày {on:%d/%m/%Y} ở trước ngày lãnh đạo duyệt trên phần mềm ({approved_on:%d/%m/%Y}).")
    for other in others:
        before, after = _figure(other.number) < _figure(numbered.number), other.on > on
        if before == after and other.on != on:
            order = "nhỏ" if before else "lớn"
            found.append(
                f"Kế hoạch số {other.number}, ngày {other.on:%d/%m/%Y} có số {order} hơn: số, ngày không theo thứ tự."
            )
            break
    return tuple(found)


def _figure(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found.group()) if found else 0


def check_notes(notes: Collection[str]) -> None:
    """Whoever returns a draft says what to mend. Raises Refused("return_note")."""
    if not any(note.strip() for note in notes):
        raise Refused("return_note", "Hãy ghi ít nhất một ý cần sửa để người soạn biết phải làm gì.")
