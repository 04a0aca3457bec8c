"""One-time links for approval: made, opened, used, each with its entry of the ledger."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from lantoa.communes.models import Membership, Person
from lantoa.communes.roles import Permission, Role, permissions_of
from lantoa.content.access import owner_approves
from lantoa.content.actions import locked
from lantoa.content.life_actions import approve, take_step
from lantoa.content.models import ApprovalLink, Item
from lantoa.content.rules.life import Hat, ItemState, Standing, StepKind, check_second_person
from lantoa.content.rules.links import LASTS, LinkFacts, closed, is_open, token_hash
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Decision:
    """What a leader chose: approve, or return with a note."""

    approves: bool
    note: str = ""


def approvers(item: Item) -> list[Person]:
    """Who may approve the latest revision: leaders (and the plan owner where the ward has set so), never its writer."""
    roles = [Role.LEADER.value] + ([Role.PLAN_OWNER.value] if owner_approves(item.commune) else [])
    seats = Membership.objects.filter(role__in=roles, ended_at__isnull=True, person__is_active=True)
    once = {seat.person_id: seat.person for seat in seats.select_related("person")}
    return [person for pk, person in once.items() if pk != item.current.made_by_id]


@transaction.atomic
def make_link(*, item: Item, person: Person, by: Person) -> tuple[ApprovalLink, str]:
    """A link with which the person decides about the latest revision, once, within 48 hours. Earlier ones for the same
    person close.

    Returns:
        The row and the link's secret, which is nowhere else and can't be had again.

    Raises:
        Refused("content_step"): it does not wait for approval; ("content_own"); ("content_no_approver").
    """
    row = locked(item)
    if row.state != ItemState.SUBMITTED.value:
        raise Refused("content_step", "Chỉ tạo đường dẫn khi nội dung đang chờ duyệt. Hãy trình duyệt trước.")
    check_second_person(made_by=row.current.made_by_id, approver=person.pk)
    if not _may_approve(row, person):
        raise Refused(
            "content_no_approver", "Người này không có quyền duyệt nội dung. Hãy chọn lãnh đạo trong danh sách."
        )
    _open_links(row).filter(person=person).update(revoked_at=clock.now())
    token = f"{row.commune_id}.{secrets.token_urlsafe(32)}"
    link = ApprovalLink.of(
        row.commune_id, item=row, revision=row.current, person=person, token_hash=token_hash(token), made_by=by,
        made_at=clock.now(), expires_at=clock.now() + LASTS,
    )  # fmt: skip
    link.save(force_insert=True)
    record(action="content.link_made", on=row, by=by, person=person.pk, number=row.current.number)
    return link, token


def access_link(token: str, *, lock: bool = False) -> ApprovalLink:
    """The link, if it opens anything now. Needs the commune's scope. Raises Refused("content_link_closed")."""
    rows = ApprovalLink.objects.select_related("item__latest", "item__commune", "revision", "person", "made_by")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    link: ApprovalLink | None = rows.filter(token_hash=token_hash(token)).first()
    if link is None or not is_open(_facts(link), clock.now()) or not _may_approve(link.item, link.person):
        raise closed()
    return link


def _facts(link: ApprovalLink) -> LinkFacts:
    waits = link.item.state == ItemState.SUBMITTED.value and link.item.latest_id == link.revision_id
    return LinkFacts(link.expires_at, link.used_at, link.revoked_at, is_latest=waits)


def _may_approve(item: Item, person: Person) -> bool:
    seats = Membership.objects.filter(person=person, commune_id=item.commune_id, ended_at__isnull=True)
    roles = frozenset(seats.values_list("role", flat=True))
    if not person.is_active:
        return False
    if Permission.APPROVE_CONTENT in permissions_of(roles):
        return True
    return Role.PLAN_OWNER.value in roles and owner_approves(item.commune)


def _open_links(item: Item) -> models.QuerySet[ApprovalLink]:
    rows: models.QuerySet[ApprovalLink] = ApprovalLink.objects.filter(item=item, used_at__isnull=True)
    return rows.filter(revoked_at__isnull=True)


@transaction.atomic
def mark_opened(*, token: str, now: datetime) -> None:
    """Note that a person, not a scanner of messages, looked. The first time only."""
    link = access_link(token, lock=True)
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
        record(action="content.link_opened", on=link.item, by=link.person, number=link.revision.number)


@transaction.atomic
def decide_by_link(*, token: str, decision: Decision) -> Item:
    """Approve or return with the link, and use it up.

    Raises:
        Refused("content_link_closed"), ("content_note"), ("content_own"), ("content_unready").
    """
    link = access_link(token, lock=True)
    standing = Standing(ItemState.SUBMITTED, frozenset({Hat.APPROVER}))
    ApprovalLink.objects.filter(pk=link.pk).update(used_at=clock.now())
    if decision.approves:
        return approve(item=link.item, revision=link.revision, standing=standing, by=link.person, by_link=True)
    return take_step(
        item=link.item, step=StepKind.RETURN, standing=standing, by=link.person, note=decision.note, by_link=True
    )
