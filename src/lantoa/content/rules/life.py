"""The life of an item as one table: states, steps, who may take which. Pure.

A revision never changes. An approved text that is changed is a new revision and needs approval again; what is out stays
out, as it was approved, until the correction is approved and published in its place (ADR 0029).
"""

from dataclasses import dataclass

from lantoa.core.errors import NotAllowed, Refused
from vanban.vocabulary import Labelled


class ItemState(Labelled):
    """Giai đoạn của nội dung."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ duyệt"
    RETURNED = "returned", "Trả lại để sửa"
    APPROVED = "approved", "Đã duyệt"
    SCHEDULED = "scheduled", "Đã hẹn giờ"
    PUBLISHED = "published", "Đã phát hành"
    CORRECTED = "corrected", "Đã đính chính"
    RECALLED = "recalled", "Đã thu hồi"
    ARCHIVED = "archived", "Đã cất"


class StepKind(Labelled):
    """Việc làm với nội dung."""

    SUBMIT = "submit", "Trình duyệt"
    TAKE_BACK = "take_back", "Rút về"
    RETURN = "return", "Trả lại"
    APPROVE = "approve", "Duyệt"
    SCHEDULE = "schedule", "Hẹn giờ phát hành"
    UNSCHEDULE = "unschedule", "Bỏ hẹn giờ"
    PUBLISH = "publish", "Phát hành"
    RECALL = "recall", "Thu hồi"
    ARCHIVE = "archive", "Cất"
    REOPEN = "reopen", "Sửa sau khi duyệt"


class Hat(Labelled):
    """Ai đối với nội dung."""

    WRITER = "writer", "Người viết"
    EDITOR = "editor", "Biên tập"
    APPROVER = "approver", "Người duyệt"
    PUBLISHER = "publisher", "Người phát hành"


S, K, H = ItemState, StepKind, Hat
STEPS: dict[tuple[ItemState, StepKind], ItemState] = {
    (S.DRAFT, K.SUBMIT): S.SUBMITTED,
    (S.RETURNED, K.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, K.TAKE_BACK): S.DRAFT,
    (S.SUBMITTED, K.RETURN): S.RETURNED,
    (S.APPROVED, K.RETURN): S.RETURNED,
    (S.SCHEDULED, K.RETURN): S.RETURNED,
    (S.SUBMITTED, K.APPROVE): S.APPROVED,
    (S.APPROVED, K.SCHEDULE): S.SCHEDULED,
    (S.SCHEDULED, K.SCHEDULE): S.SCHEDULED,
    (S.SCHEDULED, K.UNSCHEDULE): S.APPROVED,
    (S.APPROVED, K.PUBLISH): S.PUBLISHED,
    (S.SCHEDULED, K.PUBLISH): S.PUBLISHED,
    (S.DRAFT, K.ARCHIVE): S.ARCHIVED,
    (S.RETURNED, K.ARCHIVE): S.ARCHIVED,
    (S.APPROVED, K.ARCHIVE): S.ARCHIVED,
    (S.RECALLED, K.ARCHIVE): S.ARCHIVED,
    (S.APPROVED, K.REOPEN): S.DRAFT,
    (S.SCHEDULED, K.REOPEN): S.DRAFT,
    (S.PUBLISHED, K.REOPEN): S.DRAFT,
    (S.CORRECTED, K.REOPEN): S.DRAFT,
    (S.RECALLED, K.REOPEN): S.DRAFT,
}
"""Recall is not here: whatever is out may be recalled in every state (``next_state``)."""
WHO: dict[StepKind, frozenset[Hat]] = {
    K.SUBMIT: frozenset({H.WRITER, H.EDITOR}),
    K.TAKE_BACK: frozenset({H.WRITER, H.EDITOR}),
    K.RETURN: frozenset({H.EDITOR, H.APPROVER}),
    K.APPROVE: frozenset({H.APPROVER}),
    K.SCHEDULE: frozenset({H.PUBLISHER}),
    K.UNSCHEDULE: frozenset({H.PUBLISHER}),
    K.PUBLISH: frozenset({H.PUBLISHER}),
    K.RECALL: frozenset({H.PUBLISHER, H.APPROVER}),
    K.ARCHIVE: frozenset({H.WRITER, H.EDITOR}),
    K.REOPEN: frozenset({H.EDITOR}),
}
WAITS_FOR = {S.RETURNED: H.WRITER, S.SUBMITTED: H.APPROVER, S.APPROVED: H.PUBLISHER}
"""For whom an item waits, as lists and the home page tell them."""
OPEN = frozenset({S.DRAFT, S.RETURNED})
REOPENED = frozenset(state for state, step in STEPS if step is K.REOPEN)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item is, and what the person who looks at it is to it. ``is_out``: some revision of it is published."""

    state: ItemState
    hats: frozenset[Hat]
    is_out: bool = False


def may_write(standing: Standing) -> bool:
    """Whether this person may save a new revision now: writers while it is open, editors also while it waits and, with
    approval to be given again, after it."""
    if standing.state in OPEN:
        return bool(standing.hats & {H.WRITER, H.EDITOR})
    return H.EDITOR in standing.hats and standing.state is not S.ARCHIVED


def steps_open(standing: Standing) -> list[StepKind]:
    """What this person may do now, by a button."""
    return [step for step in StepKind if _leads(standing, step) and WHO[step] & standing.hats and step is not K.REOPEN]


def next_state(standing: Standing, step: StepKind) -> ItemState:
    """Where the step leads.

    Raises:
        Refused("content_step"): the state does not allow it (somebody else may have been quicker).
        NotAllowed: this person may not take it.
    """
    found = _leads(standing, step)
    if found is None:
        now, wanted = standing.state.label.lower(), step.label.lower()
        words = f"Nội dung đang ở trạng thái “{now}” nên không {wanted} được; có thể người khác vừa xử lý. "
        raise Refused("content_step", f"{words}Hãy tải lại trang.")
    if not WHO[step] & standing.hats:
        raise NotAllowed
    return found


def _leads(standing: Standing, step: StepKind) -> ItemState | None:
    if step is K.RECALL:
        return S.RECALLED if standing.is_out else None
    if step is K.ARCHIVE and standing.is_out:
        return None
    found = STEPS.get((standing.state, step))
    return S.CORRECTED if found is S.PUBLISHED and standing.is_out else found


def check_second_person(*, made_by: int | None, approver: int) -> None:
    """Nobody approves what they wrote last (as with evidence, ADR 0010). Raises Refused("content_own")."""
    if made_by == approver:
        raise Refused("content_own", "Anh/chị là người sửa lần cuối nội dung này nên cần một người khác duyệt.")


def check_note(note: str) -> str:
    """Whoever returns or recalls says why. Raises Refused("content_note")."""
    words = note.strip()[:2000]
    if len(words) < 5:
        raise Refused("content_note", "Hãy ghi lý do hoặc ý cần sửa (ít nhất vài chữ) để người soạn biết phải làm gì.")
    return words
