"""The life of a report as one table: stages, steps, who may take which. Pure.

A unit's report ends when the ward accepts it; the ward's own when it is issued with number and date. What is accepted
or issued never changes again: a new report that names it takes its place.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lantoa.core.errors import NotAllowed, Refused
from vanban.vocabulary import Labelled


class Stage(Labelled):
    """Giai đoạn của báo cáo."""

    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình"
    RETURNED = "returned", "Trả lại để sửa"
    APPROVED = "approved", "Đã duyệt, chờ số"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    ISSUED = "issued", "Đã ban hành"


class Step(Labelled):
    """Việc làm với báo cáo."""

    SUBMIT = "submit", "Trình"
    TAKE_BACK = "take_back", "Rút về"
    RETURN = "return", "Trả lại"
    ACCEPT = "accept", "Tiếp nhận"
    APPROVE = "approve", "Duyệt"
    ISSUE = "issue", "Ban hành"


class Hat(Labelled):
    """Ai đối với báo cáo này."""

    DRAFTER = "drafter", "Người của đơn vị báo cáo"
    KEEPER = "keeper", "Người tổng hợp báo cáo của xã, phường"
    SIGNER = "signer", "Lãnh đạo ký duyệt"


EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
FINAL = frozenset({Stage.ACCEPTED, Stage.ISSUED})
HANDED_IN = frozenset({Stage.SUBMITTED, Stage.ACCEPTED})

UNIT_STEPS: dict[tuple[Stage, Step], Stage] = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.RETURNED, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.TAKE_BACK): Stage.DRAFT,
    (Stage.SUBMITTED, Step.RETURN): Stage.RETURNED,
    (Stage.SUBMITTED, Step.ACCEPT): Stage.ACCEPTED,
}
WARD_STEPS: dict[tuple[Stage, Step], Stage] = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.RETURNED, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.TAKE_BACK): Stage.DRAFT,
    (Stage.SUBMITTED, Step.RETURN): Stage.RETURNED,
    (Stage.SUBMITTED, Step.APPROVE): Stage.APPROVED,
    (Stage.SUBMITTED, Step.ISSUE): Stage.ISSUED,
    (Stage.APPROVED, Step.RETURN): Stage.RETURNED,
    (Stage.APPROVED, Step.ISSUE): Stage.ISSUED,
}
_DRAFTS = frozenset({Hat.DRAFTER, Hat.KEEPER})
_KEEPS, _SIGNS = frozenset({Hat.KEEPER}), frozenset({Hat.SIGNER})
UNIT_HATS = {
    Step.SUBMIT: _DRAFTS, Step.TAKE_BACK: _DRAFTS, Step.RETURN: _KEEPS, Step.ACCEPT: _KEEPS,
}  # fmt: skip
WARD_HATS = {
    Step.SUBMIT: _KEEPS, Step.TAKE_BACK: _KEEPS, Step.RETURN: _SIGNS, Step.APPROVE: _SIGNS, Step.ISSUE: _KEEPS | _SIGNS,
}  # fmt: skip
NUMBER = re.compile(r"(\d{1,5})\s*(?:/\s*([A-ZĐa-zđ0-9&-]{1,30}))?")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands: its stage, whose it is, and what the person who looks at it is to it."""

    stage: Stage
    is_unit: bool
    hats: frozenset[Hat]


def steps_open(standing: Standing) -> list[Step]:
    """What this person may do with this report now, in the order of the list of steps."""
    table = UNIT_STEPS if standing.is_unit else WARD_STEPS
    return [step for step in Step if (standing.stage, step) in table and _may(standing, step)]


def next_stage(standing: Standing, step: Step) -> Stage:
    """Where the step leads.

    Raises:
        NotAllowed: this person may not take it.
        Refused("report_step"): the stage does not allow it (somebody else may have been quicker).
    """
    table = UNIT_STEPS if standing.is_unit else WARD_STEPS
    found = table.get((standing.stage, step))
    if found is None:
        where = standing.stage.label.lower()
        raise Refused("report_step", f"Báo cáo đang ở trạng thái “{where}” nên không {step.label.lower()} được.")
    if not _may(standing, step):
        raise NotAllowed
    return found


def may_edit(standing: Standing) -> bool:
    """Whether the wording, causes and answers may be changed by this person now."""
    wanted = _DRAFTS if standing.is_unit else _KEEPS
    return standing.stage in EDITABLE and bool(standing.hats & wanted)


def _may(standing: Standing, step: Step) -> bool:
    hats = (UNIT_HATS if standing.is_unit else WARD_HATS).get(step, frozenset())
    if step is Step.ISSUE and standing.stage is Stage.SUBMITTED:
        hats = _SIGNS  # to issue what nobody approved is to approve it
    return bool(hats & standing.hats)


def tidy_number(text: str, symbol: str = "BC-UBND") -> str:
    """ "7" → "07/BC-UBND"; "12/bc-ubnd" → "12/BC-UBND".

    Raises:
        Refused("report_number"): not a number with its symbol.
    """
    found = NUMBER.fullmatch(" ".join(text.split()))
    if not found or not int(found.group(1)):
        raise Refused("report_number", "Số, ký hiệu phải có dạng 12/BC-UBND. Hãy nhập số văn thư đã cấp.")
    return f"{int(found.group(1)):02}/{(found.group(2) or symbol).upper()}"


def check_issue(*, dated_on: date, data_to: date, today: date) -> None:
    """A report is dated when its figures were there, and not ahead of time.

    Raises:
        Refused("report_date"): before the last day that the figures know of, or after today.
    """
    if dated_on < data_to:
        raise Refused(
            "report_date",
            f"Ngày báo cáo không được trước ngày chốt số liệu {data_to:%d/%m/%Y}. Hãy nhập ngày ghi trên văn bản.",
        )
    if dated_on > today:
        raise Refused("report_date", "Ngày báo cáo không được ở sau hôm nay. Hãy nhập ngày ghi trên văn bản.")


def check_notes(notes: Collection[str]) -> None:
    """Whoever returns a report says what to mend.

    Raises:
        Refused("return_note"): not a word.
    """
    if not any(note.strip() for note in notes):
        raise Refused("return_note", "Hãy ghi ít nhất một ý cần sửa để người soạn biết phải làm gì.")
