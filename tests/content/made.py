"""Content for tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.actions import Head, create_item, save_revision
from lantoa.content.life_actions import approve, mark_published, submit
from lantoa.content.models import Item, Revision
from lantoa.content.rules.facts import Fact, FactKind
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.words import Words, words_from
from lantoa.core import clock
from tests.factories import World

FACTS = (
    Fact("ngay", FactKind.DATE, "Ngày áp dụng", "2026-09-15"),
    Fact("duong-day-nong", FactKind.PHONE, "Đường dây nóng", "02263851234", everywhere=True),
    Fact("le-phi", FactKind.FEE, "Lệ phí", "8000"),
    Fact("cong", FactKind.LINK, "Nộp hồ sơ tại", "https://dichvucong.gov.vn"),
)


def words(**values: Any) -> Words:
    given: dict[str, Any] = {
        "title": "Nộp hồ sơ khai sinh tại nhà",
        "summary": "Từ ngày [[ngay]], người dân nộp hồ sơ khai sinh trên Cổng Dịch vụ công.",
        "body": "<p>Lệ phí bản sao là [[le-phi]]. Hồ sơ nộp tại [[cong]]; cần hỗ trợ gọi [[duong-day-nong]].</p>",
        "facts": FACTS,
    }
    return Words(**{**given, **values})


def head(**values: Any) -> Head:
    given: dict[str, Any] = {"kind": ContentKind.ARTICLE, "topics": ("online_services",), "audiences": ("residents",)}
    return Head(**{**given, **values})


def made_item(world: World, role: Role = Role.OFFICER, **values: Any) -> Item:
    """An item by a person of this role, still a draft."""
    return create_item(
        commune=world.commune,
        key=uuid4(),
        head=values.pop("head", head()),
        words=words(**values),
        by=world.person(role),
    )


def revised(world: World, item: Item, role: Role = Role.EDITOR, **values: Any) -> Revision:
    item.refresh_from_db()
    said = words_from(item.latest)
    given = {name: getattr(said, name) for name in ("title", "summary", "body", "forms", "facts", "media")}
    return save_revision(
        item=item, words=Words(**{**given, **values}), based_on=item.latest.number,
        standing=standing_of(world.actor(role), item), by=world.person(role),
    )  # fmt: skip


def submitted(world: World, role: Role = Role.OFFICER, **values: Any) -> Item:
    item = made_item(world, role, **values)
    return submit(item=item, standing=standing_of(world.actor(role), item), by=world.person(role))


def approved_item(world: World, role: Role = Role.OFFICER, **values: Any) -> Item:
    """Written by the role, approved by the leader."""
    return approve_latest(world, submitted(world, role, **values))


def approve_latest(world: World, item: Item) -> Item:
    item.refresh_from_db()
    leader = world.actor(Role.LEADER)
    return approve(item=item, revision=item.latest, standing=standing_of(leader, item), by=leader.person)


def published_item(world: World, **values: Any) -> Item:
    item = approved_item(world, **values)
    return mark_published(item=item, revision_id=item.approved_id, at=clock.now(), by=world.person(Role.EDITOR))


SOME_DAY = date(2026, 9, 15)
