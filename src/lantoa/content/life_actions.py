"""The steps of an item's life. Each is one row that stays, one entry of the ledger, and holds the item while it runs:
of two approvers who press at once the second is told what the first did."""

from datetime import datetime

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.content.actions import locked
from lantoa.content.models import ApprovalLink, Item, Revision, Step
from lantoa.content.rules.checking import check_ready
from lantoa.content.rules.life import ItemState, Standing, StepKind, check_note, check_second_person, next_state
from lantoa.content.rules.words import words_from
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record

SAID = {
    StepKind.SUBMIT: "content.submitted", StepKind.TAKE_BACK: "content.taken_back",
    StepKind.RETURN: "content.returned", StepKind.APPROVE: "content.approved",
    StepKind.UNSCHEDULE: "content.unscheduled", StepKind.RECALL: "content.recalled",
    StepKind.ARCHIVE: "content.archived",
}  # fmt: skip
WITH_NOTE = frozenset({StepKind.RETURN, StepKind.RECALL})


@transaction.atomic
def submit(*, item: Item, standing: Standing, by: Person, note: str = "") -> Item:
    """Ask for approval of the latest revision.

    Raises:
        NotAllowed, Refused("content_step"); ("content_unready"): forms disagree or something is missing.
    """
    row = locked(item)
    state = _next(row, standing, StepKind.SUBMIT)
    check_ready(words_from(row.current))
    row.holder = None
    return _taken(row, StepKind.SUBMIT, state, by=by, note=note.strip()[:2000])


@transaction.atomic
def approve(*, item: Item, revision: Revision, standing: Standing, by: Person, by_link: bool = False) -> Item:
    """Approve exactly this revision.

    Raises:
        NotAllowed, Refused("content_step"); ("content_moved_on"): it is no longer the latest; ("content_own"): they
        wrote it themselves; ("content_unready").
    """
    row = locked(item)
    state = _next(row, standing, StepKind.APPROVE)
    if row.latest_id != revision.pk:
        raise Refused(
            "content_moved_on", f"Nội dung đã có lần sửa {row.current.number}. Hãy xem lần mới nhất rồi duyệt."
        )
    check_second_person(made_by=row.current.made_by_id, approver=by.pk)
    check_ready(words_from(row.current))
    row.approved, row.holder = row.latest, None
    _close_links(row)
    return _taken(row, StepKind.APPROVE, state, by=by, by_link=by_link)


@transaction.atomic
def take_step(
    *, item: Item, step: StepKind, standing: Standing, by: Person, note: str = "", by_link: bool = False
) -> Item:
    """Take back, return, unschedule, recall, archive. (Submit, approve, schedule, publish have their own.)

    Raises:
        NotAllowed, Refused("content_step"), ("content_note"): returned or recalled without a word.
    """
    row = locked(item)
    state = _next(row, standing, step)
    words = check_note(note) if step in WITH_NOTE else note.strip()[:2000]
    if step in {StepKind.RETURN, StepKind.RECALL, StepKind.TAKE_BACK}:
        _close_links(row)
    if step in {StepKind.RETURN, StepKind.RECALL}:
        row.approved = None if step is StepKind.RECALL else row.live
    if step in {StepKind.RETURN, StepKind.TAKE_BACK, StepKind.UNSCHEDULE, StepKind.RECALL}:
        row.publish_at = None
    if step is StepKind.RETURN:
        row.holder = row.author
    return _taken(row, step, state, by=by, note=words, by_link=by_link)


@transaction.atomic
def schedule(*, item: Item, at: datetime, standing: Standing, by: Person) -> Item:
    """Say when it shall go out. Raises NotAllowed, Refused("content_step"), ("content_past")."""
    row = locked(item)
    state = _next(row, standing, StepKind.SCHEDULE)
    if at < clock.now():
        raise Refused("content_past", "Giờ hẹn phát hành đã qua. Hãy chọn một lúc sau bây giờ.")
    row.publish_at, row.state = at, state.value
    _step(row, StepKind.SCHEDULE, by=by)
    row.save(update_fields=["publish_at", "state"])
    record(action="content.scheduled", on=row, by=by, number=row.current.number)
    return row


@transaction.atomic
def mark_published(*, item: Item, revision_id: int, at: datetime, by: Person | None) -> Item:
    """A delivery of an approved revision went out (called by ``channels``). Again for the same revision: nothing more.
    Where somebody wrote on while it was under way, it is out all the same: that is kept, and the writing goes on.

    Raises:
        Refused("content_not_approved"): that revision was never approved.
    """
    row = locked(item)
    gone = _once_approved(row, revision_id)
    if row.live is not None and row.live.number >= gone.number and row.state != ItemState.RECALLED.value:
        return row  # the same, or an older one whose end came late: what is out stays the newest
    if row.approved_id == gone.pk and row.state in {ItemState.APPROVED.value, ItemState.SCHEDULED.value}:
        row.state, row.publish_at = (ItemState.CORRECTED if row.live_id else ItemState.PUBLISHED).value, None
    row.live, row.approved = gone, row.approved or gone
    row.first_published_at = row.first_published_at or at
    _step(row, StepKind.PUBLISH, by=by)
    row.save(update_fields=["live", "approved", "first_published_at", "state", "publish_at"])
    record(action="content.published", on=row, by=by, number=row.live.number)
    return row


def _once_approved(row: Item, revision_id: int) -> Revision:
    steps = Step.objects.filter(item=row, revision=revision_id, kind=StepKind.APPROVE.value).select_related("revision")
    found = steps.first()
    if found is None:
        raise Refused("content_not_approved", "Bản vừa phát chưa từng được duyệt. Hãy trình duyệt rồi phát lại.")
    revision: Revision = found.revision
    return revision


def _next(row: Item, standing: Standing, step: StepKind) -> ItemState:
    return next_state(Standing(ItemState(row.state), standing.hats, is_out=_is_out(row)), step)


def _is_out(row: Item) -> bool:
    return row.live_id is not None and row.state != ItemState.RECALLED.value


def _taken(
    row: Item, step: StepKind, state: ItemState, *, by: Person, note: str = "", by_link: bool = False
) -> Item:  # fmt: skip
    row.state = state.value
    _step(row, step, by=by, note=note, by_link=by_link)
    row.save(update_fields=["state", "approved", "holder", "publish_at"])
    record(action=SAID[step], on=row, by=by, number=row.current.number)
    return row


def _step(row: Item, step: StepKind, *, by: Person | None, note: str = "", by_link: bool = False) -> None:
    revision = row.live if step is StepKind.PUBLISH else row.latest
    Step.of(
        row.commune_id, item=row, revision=revision, kind=step.value, by=by, note=note, by_link=by_link, at=clock.now()
    ).save(force_insert=True)  # fmt: skip


def _close_links(row: Item) -> None:
    """Links for approval that are still open open no more."""
    links = ApprovalLink.objects.filter(item=row, used_at__isnull=True, revoked_at__isnull=True)
    links.update(revoked_at=clock.now())
